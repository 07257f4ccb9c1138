"""The two real reports that the project began with: every expression that can be placed lies where a reader puts it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from crossbearing.model.claims import Report
from crossbearing.reading.language.text import sentences
from crossbearing.reading.times import Form, times
from reading.reports import report

# start of the expression (as a reader would search it) -> the days it means; None = no place on the calendar
TRUTH = {
    ("000", "2025-03"): [
        ("année dernière", "2024-01-01", "2024-12-31"),
        ("le 24 avril", "2023-04-24", "2023-04-24"),
        ("17 septembre", "2023-09-17", "2023-09-17"),
        ("année écoulée", "2024-03-01", "2025-03-31"),
        ("septembre 2022", "2022-09-01", "2025-03-31"),
        ("récemment", None, None),
        ("janvier", "2025-01-01", "2025-01-31"),
        ("20 ans", None, None),
        ("en août", "2024-08-01", "2024-08-31"),
    ],
    ("003", "2023-02"): [
        ("Le 20", "2023-02-20", "2023-02-20"),
        ("10 derniers", "2023-02-10", "2023-02-20"),
        ("récemment", None, None),
        ("le 12", "2023-02-12", "2023-02-12"),
        ("depuis", "2022-11-01", "2023-02-12"),
        ("quelques mois", None, None),
    ],
}


def seed(shared: Path, name: str, published: str) -> Report:
    path = shared / "reports" / f"{name}.txt"
    if not path.is_file():
        pytest.skip("the reports do not lie beside this checkout")
    text = path.read_bytes().decode()
    return Report(name, text, text.index(published) + 8, *_days(published))


def _days(published: str) -> tuple[date, date]:
    one = report("", published)
    return one.published_start, one.published_end


@pytest.mark.parametrize(("name", "published"), TRUTH)
def test_every_time_of_the_first_reports_is_placed(shared: Path, name: str, published: str) -> None:
    one = seed(shared, name, published)
    found = times(one, sentences(one.text, one.body_start), "fr")
    for words, start, end in TRUTH[(name, published)]:
        at = one.text.index(words, one.body_start)
        (hit,) = [time for time in found if time.start < at + len(words) and at < time.end]
        assert (str(hit.value_start), str(hit.value_end)) == (str(start), str(end)), words
    assert len([time for time in found if time.form is not Form.ADVERB]) <= len(TRUTH[(name, published)])
