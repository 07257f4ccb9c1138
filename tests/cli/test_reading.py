"""`read` on files: lines in a pipe, reasons, a page."""

from __future__ import annotations

import json

from cli.typed import typed

TEXT = " date 2024-02-10 An Il-76 with the registration RA-76502 landed in Tehran on 8 February, Radio Kama said.\n"


def test_the_reasons_are_lines_beside_the_claims(tmp_path):
    (tmp_path / "r.txt").write_text(TEXT, encoding="utf-8")
    plain = [json.loads(line) for line in typed("read", tmp_path / "r.txt").stdout.splitlines()]
    lines = [json.loads(line) for line in typed("read", "--explain", tmp_path / "r.txt").stdout.splitlines()]
    assert lines[: len(plain)] == plain
    reasons = [line for line in lines if line["type"] == "because"]
    assert {line["claim"] for line in reasons} == {line["id"] for line in plain if line["type"] == "claim"}
    assert all(TEXT[line["start"] : line["end"]] == line["quote"] for line in reasons if line["quote"])


def test_with_lineage_each_report_says_who_dates_it_and_its_language(tmp_path):
    (tmp_path / "r.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "u.txt").write_text("Un avion a atterri hier à Téhéran avec des experts.", encoding="utf-8")
    lines = [json.loads(line) for line in typed("read", tmp_path, "--lineage").stdout.splitlines()]
    about = {line["report"]: line for line in lines if line["type"] == "about"}
    assert (about["r"]["published_start"], about["r"]["dated_by"], about["r"]["language"]) == (
        "2024-02-10",
        "header",
        "en",
    )
    assert (about["u"]["published_start"], about["u"]["dated_by"], about["u"]["language"]) == (None, "nobody", "fr")


def test_a_page_is_written_where_the_user_says(tmp_path):
    (tmp_path / "r.txt").write_text(TEXT, encoding="utf-8")
    done = typed("read", tmp_path / "r.txt", "--html", tmp_path / "r.html", "--language", "fr")
    assert done.stdout == ""
    assert "RA-76502" in (tmp_path / "r.html").read_text(encoding="utf-8")
