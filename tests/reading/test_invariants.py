"""What survives a translation: names by their bones, identifiers, days and numbers."""

from __future__ import annotations

import pytest

from crossbearing.reading.copies.fingerprint import Fingerprint
from crossbearing.reading.copies.invariants import bones, compared, invariants_of


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("teheran", "tehran"),
        ("moscou", "moscow"),
        ("rachid", "rashid"),
        ("tachkent", "tashkent"),
        ("kazakhstan", "kazakstan"),
    ],
)
def test_names_spelt_by_two_languages_have_the_same_bones(french: str, english: str):
    assert bones(french) == bones(english)


@pytest.mark.parametrize(("one", "other"), [("damas", "tehran"), ("minsk", "moscow"), ("karimi", "rostami")])
def test_other_names_have_other_bones(one: str, other: str):
    assert bones(one) != bones(other)


def test_what_is_part_of_an_identifier_is_compared_once():
    items = frozenset(
        {("id", "EPABC"), ("name", "ep-abc"), ("id", "9160994"), ("number", "9160994"), ("name", "rostami")}
    )

    assert compared(items) == {("id", "EPABC"), ("id", "9160994"), ("name", bones("rostami"))}


def test_months_and_the_reports_own_outlet_tell_nothing():
    items = frozenset({("name", "january"), ("name", "steppe"), ("name", "volga")})

    assert compared(items, ("Steppe Monitor",)) == {("name", bones("volga"))}


def printed(name: str, *numbers: str) -> Fingerprint:
    return Fingerprint(name, "en", 100, frozenset(), frozenset(("number", one) for one in numbers))


def test_a_fact_that_many_tell_weighs_less_than_one_that_two_tell():
    prints = {
        one.report: one
        for one in (printed("a", "40", "57"), printed("b", "40", "57"), printed("c", "40"), printed("d", "40"))
    }
    facts = invariants_of(prints, (), {})

    assert facts.share(prints["a"], prints["c"]) < 0.5
    assert facts.share(prints["a"], prints["b"]) == 1.0


def test_copies_that_share_their_wording_make_a_fact_no_commoner():
    prints = {name: printed(name, "40", "57") for name in "abcd"}
    apart = invariants_of(prints, (), {})
    tied = invariants_of(prints, [("a", "b"), ("b", "c"), ("c", "d")], {})

    assert apart.weights["number", "40"] < tied.weights["number", "40"]
