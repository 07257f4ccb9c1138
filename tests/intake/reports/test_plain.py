"""Texts without a date header."""

from __future__ import annotations

from datetime import date

import pytest

from crossbearing.errors import InputError
from crossbearing.model.exhibits import ExhibitKind
from intake.track_bytes import read, whole


def test_a_text_is_published_when_the_user_says(tmp_path):
    [report] = whole(read(tmp_path, "Été.\n".encode(), "note.txt", published="2024-02"))["reports"]
    assert (report.id, report.text, report.body_start) == ("note", "Été.\n", 0)
    assert (report.published_start, report.published_end) == (date(2024, 2, 1), date(2024, 2, 29))


def test_a_text_that_nobody_dates_has_no_date(tmp_path):
    [report] = whole(read(tmp_path, b"A ship left.\n", "note.txt"))["reports"]
    assert not report.is_dated
    assert (report.published_start, report.published_end) == (date(1900, 1, 1), date(2199, 12, 31))


def test_a_header_in_the_text_wins_over_what_the_user_says(tmp_path):
    [report] = whole(read(tmp_path, b" date 2023-05 A ship left.\n", published="2024-02"))["reports"]
    assert report.published_start == date(2023, 5, 1)


def test_a_date_that_is_none_is_told_to_the_user(tmp_path):
    with pytest.raises(InputError, match="--published"):
        read(tmp_path, b"A ship left.\n", published="last week")


def test_a_kind_said_by_the_user_is_taken(tmp_path):
    data = b"hex,reg\nA list, quoted in a report.\n"
    out = whole(read(tmp_path, data, kind=ExhibitKind.REPORTS, published="2024"))
    assert len(out["reports"]) == 1


def test_prose_with_commas_is_no_table(tmp_path):
    text = "On Monday, in Baku, a ship left.\nOn Tuesday, in Aktau, it landed.\nThen, late, it rained, hard.\n"
    assert len(whole(read(tmp_path, text.encode(), published="2024"))["reports"]) == 1
