"""Dated reports in lines: where one ends and the next begins, what it is called, and when it was published."""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossbearing.intake.reports.lines import stem_of
from intake.track_bytes import balanced, read, tar_of, whole


def ids(out: dict) -> list[str]:
    return [report.id for report in out["reports"]]


def test_a_report_is_its_file_with_the_header(tmp_path):
    text = " date 2024-02 Un avion a décollé.\n\nIl s'est posé le lendemain.\n"
    [report] = whole(read(tmp_path, text.encode(), "r003.txt"))["reports"]
    assert report.id == "r003"
    assert report.text == text
    assert report.text[report.body_start :].startswith("Un avion")
    assert (report.published_start, report.published_end) == (date(2024, 2, 1), date(2024, 2, 29))
    assert report.exhibit == "ab" * 32


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("2024-02-10", date(2024, 2, 10), date(2024, 2, 10)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
    ],
)
def test_a_date_is_as_wide_as_its_wording(tmp_path, said, first, last):
    [report] = whole(read(tmp_path, f"date {said} A ship left.".encode()))["reports"]
    assert (report.published_start, report.published_end) == (first, last)


def test_several_reports_in_a_file_are_numbered_and_each_has_its_own_text(tmp_path):
    one, two, three = " date 2024-02 One.\n\nMore of one.\n", " date 2024-03-04\nTwo.\n", "date 2023 Three."
    out = whole(read(tmp_path, (one + two + three).encode(), "press.txt"))
    assert ids(out) == ["press#1", "press#2", "press#3"]
    assert [report.text for report in out["reports"]] == [one, two, three]
    assert [report.text[report.body_start :].strip() for report in out["reports"]] == [
        "One.\n\nMore of one.",
        "Two.",
        "Three.",
    ]


def test_a_header_in_the_middle_of_a_line_begins_nothing(tmp_path):
    out = whole(read(tmp_path, b" date 2024-02 It gave the date 2024-03 for that.\nNo date 2024-04 either.\n"))
    assert len(out["reports"]) == 1


def test_text_before_the_first_header_is_a_report_without_a_date(tmp_path):
    out = whole(read(tmp_path, b"Once upon a time.\n date 2024-02 Then.\n", "t.txt"))
    assert ids(out) == ["t"]
    assert [(line["place"], line["reason"]) for line in out["rejects"]] == [("line 1", "report without a date")]
    assert out["reports"][0].text == " date 2024-02 Then.\n"


def test_blank_lines_before_the_header_belong_to_the_text(tmp_path):
    text = "\n\n  date 2024-02 Then.\n"
    out = whole(read(tmp_path, text.encode()))
    assert out["reports"][0].text == text
    assert out["reports"][0].text[out["reports"][0].body_start :] == "Then.\n"
    assert out["rejected"] == 0


@pytest.mark.parametrize("said", ["2023-13", "2023-00", "2023-02-30", "2023-133", "2023-", "0000"])
def test_a_date_that_no_calendar_has_is_a_reject_of_that_report(tmp_path, said):
    text = f" date 2024-02 One.\n date {said} Two.\n date 2024-04 Three.\n"
    out = whole(read(tmp_path, text.encode(), "p.txt"))
    assert ids(out) == ["p#1", "p#3"]
    assert [line["place"] for line in out["rejects"]] == ["line 2"]


def test_a_byte_order_mark_is_dropped_and_offsets_count_characters(tmp_path):
    out = whole(read(tmp_path, "\ufeff date 2024-02 Été à Téhéran".encode()))
    report = out["reports"][0]
    assert report.text == " date 2024-02 Été à Téhéran"
    assert report.text[report.body_start] == "É"


def test_a_text_of_windows_is_read_as_such(tmp_path):
    out = whole(read(tmp_path, " date 2024-02 L’avion s’est posé à 10 h".encode("cp1252")))
    assert out["reports"][0].text == " date 2024-02 L’avion s’est posé à 10 h"


def test_one_report_of_windows_does_not_change_its_neighbours(tmp_path):
    data = " date 2024-02 à Téhéran\n".encode() + " date 2024-03 à Moscou\n".encode("cp1252")
    texts = [report.text for report in whole(read(tmp_path, data))["reports"]]
    assert texts == [" date 2024-02 à Téhéran\n", " date 2024-03 à Moscou\n"]


def test_line_ends_are_kept_as_they_are(tmp_path):
    text = " date 2024-02 One.\r\nTwo.\r\n"
    assert whole(read(tmp_path, text.encode()))["reports"][0].text == text


def test_bytes_that_are_no_text_are_a_reject(tmp_path):
    out = whole(read(tmp_path, b" date 2024-02 One\0two\n date 2024-03 Three\n"))
    assert (out["kept"], out["rejected"]) == (1, 1)


def test_reports_in_an_archive_are_named_after_their_members(tmp_path):
    packed = tar_of({"a/one.txt": b" date 2024 A", "b/two.txt.gz": gzip.compress(b" date 2024 B\n date 2023 C")})
    out = whole(read(tmp_path, packed))
    assert ids(out) == ["one", "two#1", "two#2"]
    assert [report.member for report in out["reports"]] == ["a/one.txt", "b/two.txt.gz", "b/two.txt.gz"]


def test_many_reports_come_in_batches(tmp_path):
    data = b"".join(b" date 2024-02 Report %d.\n" % number for number in range(2_500))
    batches = read(tmp_path, data)
    assert [len(batch.reports) for batch in batches] == [1_000, 1_000, 500]
    assert balanced(batches)


def test_a_report_over_the_limit_costs_only_itself(tmp_path, monkeypatch):
    from crossbearing.intake.limits import Limits

    monkeypatch.setattr("crossbearing.intake.reports.lines.DEFAULT", Limits(report_bytes=1_000))
    data = b" date 2024-02 One\n date 2024-03 " + b"x" * 5_000 + b"\n date 2024-04 " + b"y\n" * 5_000
    out = whole(read(tmp_path, data + b" date 2024-05 Four\n", "p"))
    assert ids(out) == ["p#1", "p#4"]
    assert out["rejected"] == 2


@pytest.mark.parametrize(
    ("name", "stem"),
    [("a.txt", "a"), ("x/y.z.txt", "y.z"), ("r.txt.gz", "r"), ("plain", "plain"), ("c:\\d\\e.txt", "e"), (".x", ".x")],
)
def test_a_stem_is_the_name_without_its_suffix(name, stem):
    assert stem_of(name) == stem


PIECES = st.sampled_from(
    [" date 2024-02 ", "date 2023-13 x", "\n", "\n date 2022", "Texte é", "\r\n", "\0", "date", "  "]
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_whatever_the_text_the_slices_make_up_the_file(tmp_path_factory, tail):
    text = " date 2024-01 A\n" + tail
    batches = read(tmp_path_factory.getbasetemp(), text.encode(), "t")
    out = whole(batches)
    assert balanced(batches)
    if not out["rejected"]:
        assert "".join(report.text for report in out["reports"]) == text
    for report in out["reports"]:
        assert report.text[: report.body_start].strip().startswith("date ")


def test_the_reports_of_the_made_up_world_are_one_a_file(shared: Path):
    from crossbearing.intake import read_exhibit

    files = sorted((shared / "eval" / "reading_dev" / "reports").glob("*.txt"))
    assert files
    for path in files:
        [report] = [report for batch in read_exhibit(path, name=path.name) for report in batch.reports]
        assert report.id == path.stem
        assert report.text == path.read_text(encoding="utf-8")
