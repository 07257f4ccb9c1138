"""Rule 7: nothing is more precise than its wording: every time, place and quantity is a range from birth."""

from __future__ import annotations

import calendar
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.intake.partial_dates import first_and_last_day
from crossbearing.model.claims import Report, When
from crossbearing.reading import read_report
from crossbearing.world import load_world

MONTHS = {
    "en": ("January", "February", "March", "May", "August", "December"),
    "fr": ("janvier", "février", "mars", "mai", "août", "décembre"),
}
NUMBERS = (1, 2, 3, 5, 8, 12)
FLEW = {
    "en": "An Il-76 registered 15-2299 flew from Tehran to Moscow in {month} {year}.",
    "fr": "En {month} {year}, un Il-76 immatriculé 15-2299 a volé de Téhéran à Moscou.",
}


def read(text: str, published: str = "2024-12"):
    start, end = first_and_last_day(published)
    return read_report(Report("r", text, 0, start, end), load_world())


def whens(text: str, published: str = "2024-12") -> list[When | None]:
    return [claim.when for claim in read(text, published).claims]


@settings(max_examples=24)
@given(st.sampled_from(["en", "fr"]), st.integers(0, 5), st.integers(2015, 2024))
def test_a_month_is_all_its_days(language: str, nth: int, year: int):
    month = NUMBERS[nth]
    said = FLEW[language].format(month=MONTHS[language][nth], year=year)
    found = whens(said)
    assert found
    last = calendar.monthrange(year, month)[1]
    assert set(found) == {When(date(year, month, 1), date(year, month, last))}


@pytest.mark.parametrize(
    ("said", "at_least_days"),
    [
        ("In 2023, an Il-76 registered 15-2299 flew from Tehran to Moscow.", 365),
        ("En 2023, un Il-76 immatriculé 15-2299 a volé de Téhéran à Moscou.", 365),
        ("In early March 2024, an Il-76 registered 15-2299 flew from Tehran to Moscow.", 5),
        ("Fin mars 2024, un Il-76 immatriculé 15-2299 a volé de Téhéran à Moscou.", 5),
        ("In the spring of 2024, an Il-76 registered 15-2299 flew from Tehran to Moscow.", 80),
        ("Last week an Il-76 registered 15-2299 flew from Tehran to Moscow.", 7),
    ],
)
def test_a_vague_time_is_a_long_one(said: str, at_least_days: int):
    for when in whens(said, "2024-12-20"):
        assert (
            when is None or when.start is None or when.end is None or (when.end - when.start).days + 1 >= at_least_days
        )


@pytest.mark.parametrize("said", ["yesterday", "on Friday", "last week"])
def test_a_day_counted_from_a_month_is_no_single_day(said: str):
    for when in whens(f"An Il-76 registered 15-2299 flew from Tehran to Moscow {said}.", "2024-02"):
        assert when is None or when.start is None or when.end is None or when.start < when.end


@pytest.mark.parametrize("said", ["recently", "in the past", "repeatedly", "in recent months"])
def test_a_time_nobody_can_place_is_no_day(said: str):
    for when in whens(f"An Il-76 registered 15-2299 has flown from Tehran to Moscow {said}.", "2024-02-20"):
        assert when is None or when.start is None or when.end is None or when.start < when.end


@pytest.mark.parametrize(("published", "days"), [("2024", 366), ("2024-02", 29), ("2023-02", 28), ("2024-02-10", 1)])
def test_a_publication_date_is_as_wide_as_it_is_written(published: str, days: int):
    start, end = first_and_last_day(published)
    assert (end - start).days + 1 == days


@pytest.mark.parametrize("number", ["some 20", "about 20", "around 20", "nearly 20"])
def test_a_round_number_is_marked_as_one(number: str):
    found = read(f"On 3 March 2024 Iran delivered {number} Shahed-136 drones to Russia.").claims
    things = [thing for claim in found for thing in claim.equipment if "Shahed" in thing.name]
    assert things
    assert all(thing.approximate or thing.min != thing.max for thing in things)


@pytest.mark.parametrize("number", ["dozens of", "hundreds of", "several", "more than 20", "at least 20", "up to 20"])
def test_an_open_number_stays_open(number: str):
    found = read(f"On 3 March 2024 Iran delivered {number} Shahed-136 drones to Russia.").claims
    things = [thing for claim in found for thing in claim.equipment if "Shahed" in thing.name]
    assert things
    assert all(thing.min is None or thing.max is None or thing.min < thing.max for thing in things)


def test_a_verdict_looks_at_every_day_the_wording_allows(small):
    from crossbearing.case import Case

    with Case(small) as case:
        claims = {claim.id: claim for claim in case.claims()}
        for verdict in case.verdicts():
            when = claims[verdict.claim].when
            if verdict.window and when and when.start and when.end:
                assert verdict.window[0] <= when.start and verdict.window[1] >= when.end
