"""Days and quantities are worded as loosely as they are known."""

from __future__ import annotations

from datetime import date

import pytest

from crossbearing.dossier.wording import amount, bound, day, duration, number, period


@pytest.mark.parametrize(
    ("start", "end", "english", "french"),
    [
        (date(2024, 2, 1), date(2024, 2, 1), "1 February 2024", "1er février 2024"),
        (date(2024, 2, 1), date(2024, 2, 29), "February 2024", "février 2024"),
        (date(2024, 1, 1), date(2024, 12, 31), "2024", "2024"),
        (date(2024, 3, 3), date(2024, 3, 12), "3–12 March 2024", "3–12 mars 2024"),
        (date(2024, 2, 27), date(2024, 3, 1), "27\u00a0February – 1 March 2024", "27\u00a0février – 1er mars 2024"),
        (
            date(2023, 12, 30),
            date(2024, 1, 2),
            "30 December 2023 – 2 January 2024",
            "30 décembre 2023 – 2 janvier 2024",
        ),
        (date(2024, 2, 3), None, "from 3 February 2024", "à partir du 3 février 2024"),
        (None, date(2024, 2, 3), "until 3 February 2024", "jusqu'au 3 février 2024"),
        (None, None, "unknown", "inconnu"),
    ],
)
def test_a_stretch_of_days_is_named_by_what_it_is(start: date | None, end: date | None, english: str, french: str):
    assert period(start, end, "en") == english
    assert period(start, end, "fr") == french


def test_quantities_keep_their_bounds_open():
    assert amount(18, 18, False, "en") == "18"
    assert amount(18, 18, True, "fr") == "environ 18"
    assert amount(12, None, False, "en") == "at least 12"
    assert amount(None, 5, False, "fr") == "au plus 5"
    assert amount(3, 4, False, "en") == "3 to 4"
    assert amount(None, None, True, "en") == ""


def test_numbers_follow_the_language():
    assert number(48211044, "en") == "48,211,044"
    assert number(48211044.5, "fr") == "48\u202f211\u202f044,5"
    assert number(-0.25, "fr") == "-0,25"


def test_a_lower_bound_is_never_rounded_up():
    assert bound(0.9587, "en") == "0.95"
    assert bound(0.95, "fr") == "0,95"


def test_lengths_of_time_come_in_one_unit():
    assert [duration(s, "en") for s in (600, 7_300, 80_000, 400_000)] == ["10 min", "2 h", "22 h", "5 d"]


def test_a_day_reads_the_same_in_every_table_of_contents():
    assert day(date(2024, 8, 11), "fr") == "11 août 2024"
