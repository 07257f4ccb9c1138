"""Claims of several reports that state the same thing come together, in French and English, and no others."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.checks.between.propositions import Ties, propositions, same
from crossbearing.checks.between.shared_keys import own_keys, sought_keys
from crossbearing.model.claims import Claim, Republication
from crossbearing.reading import read_report
from crossbearing.world import load_world
from reading.reports import report

PAIRS = [
    (
        "Un Il-76 immatriculé RA-76502 a atterri à Damas le 8 février 2024.",
        "An Il-76 with the registration RA-76502 landed in Damascus on 8 February 2024.",
    ),
    (
        "Le cargo Rostov (OMI 9160994) a quitté Lattaquié pour Novorossiïsk le 3 mai 2024.",
        "The cargo ship Rostov (IMO 9160994) left Latakia for Novorossiysk on 3 May 2024.",
    ),
    (
        "L'Iran a livré 40 drones Shahed-136 à la Russie en mars 2024.",
        "Iran delivered 40 Shahed-136 drones to Russia in March 2024.",
    ),
    (
        "Un Il-76 immatriculé EP-MHD a volé de Téhéran à Moscou le 12 janvier 2024.",
        "On 12 January 2024 an Il-76 registered EP-MHD flew from Tehran to Moscow.",
    ),
]


def claims(text: str, name: str) -> list[Claim]:
    return list(read_report(report(text, "2024-05-20", name), load_world()).claims)


def together(*groups_of: list[Claim], copies: tuple[Republication, ...] = ()) -> bool:
    """Whether any claim of one report stands in a group with a claim of another."""
    found = propositions([claim for group in groups_of for claim in group], copies)
    return any(len({claim.report for claim in group}) > 1 for group in found)


@pytest.mark.parametrize(("french", "english"), PAIRS)
def test_what_a_french_and_an_english_report_both_say_is_one_proposition(french, english):
    assert together(claims(french, "F"), claims(english, "E"))


@pytest.mark.parametrize("first", range(len(PAIRS)))
@pytest.mark.parametrize("second", range(len(PAIRS)))
def test_different_events_stay_apart_in_either_language(first, second):
    if first != second:
        assert not together(claims(PAIRS[first][0], "F"), claims(PAIRS[second][1], "E"))


@pytest.mark.parametrize(
    "other",
    [
        "An Il-76 with the registration RA-76502 landed in Damascus on 9 February 2024.",
        "An Il-76 with the registration RA-76510 landed in Damascus on 8 February 2024.",
        "An Il-76 with the registration RA-76502 landed in Benghazi on 8 February 2024.",
        "The Il-76 with the registration RA-76502 did not land in Damascus on 8 February 2024.",
    ],
)
def test_another_day_craft_or_place_and_a_negation_are_another_proposition(other):
    assert not together(claims(PAIRS[0][0], "F"), claims(other, "E"))


def test_two_events_told_in_one_report_are_two():
    text = (
        "The cargo ship Rostov (IMO 9160994) left Latakia on 3 May 2024. "
        "The cargo ship Rostov (IMO 9160994) called at Tartus on 9 May 2024."
    )

    assert all(len(group) == 1 for group in propositions(claims(text, "E")))


def test_a_number_that_changed_in_a_copy_is_drift_and_no_second_proposition():
    original = claims("Iran delivered 40 Shahed-136 drones to Russia in March 2024.", "A")
    copy = claims("L'Iran a livré 60 drones Shahed-136 à la Russie en mars 2024.", "B")

    assert not together(original, copy)
    assert together(original, copy, copies=(Republication("B", "A"),))


def test_a_claim_that_a_copy_leaves_out_finds_no_partner():
    original = claims(f"{PAIRS[2][1]} {PAIRS[1][1]}", "A")
    copy = claims(PAIRS[1][0], "B")
    found = propositions([*original, *copy], (Republication("B", "A"),))

    grouped = [group for group in found if len(group) > 1]
    assert [{claim.craft.imo for claim in group} for group in grouped] == [{("9160994",)}]


def test_a_city_and_its_airport_are_one_place_and_two_cities_are_not():
    arrival = claims("An Il-76 with the registration RA-76502 landed in Moscow on 8 February 2024.", "A")
    airport = claims("An Il-76 with the registration RA-76502 landed at Vnukovo on 8 February 2024.", "B")
    elsewhere = claims("An Il-76 with the registration RA-76502 landed in Kazan on 8 February 2024.", "C")

    assert together(arrival, airport)
    assert not together(arrival, elsewhere)


def test_a_persons_word_comes_before_every_rule():
    one, two = claims(PAIRS[0][0], "F"), claims(PAIRS[0][1], "E")
    other = claims(PAIRS[2][1], "G")
    a, b, c = one[0].id, two[0].id, other[0].id

    def grouped(ties: Ties) -> set[frozenset[str]]:
        return {
            frozenset(claim.id for claim in group)
            for group in propositions([one[0], two[0], other[0]], (), ties)
            if len(group) > 1
        }

    assert grouped(Ties()) == {frozenset({a, b})}
    assert grouped(Ties(apart=((a, b),))) == set()
    assert grouped(Ties(same=((a, c),))) == {frozenset({a, c})}
    assert grouped(Ties(same=((a, c), (a, b)))) == {frozenset({a, b, c})}


@given(st.permutations(range(8)))
@settings(max_examples=20, deadline=None)
def test_the_order_in_which_reports_came_in_changes_no_group(order):
    read = [claim for n, pair in enumerate(PAIRS) for k in (0, 1) for claim in claims(pair[k], f"r{n}{k}")][:8]
    shuffled = [read[n] for n in order if n < len(read)]

    def sets(listed: list[Claim]) -> set[frozenset[str]]:
        return {frozenset(one.id for one in group) for group in propositions(listed)}

    assert sets(shuffled) == sets([one for one in read if one in shuffled])


def test_every_claim_is_in_exactly_one_group():
    read = [replace(claim, id=f"{claim.id}{n}") for n in range(3) for claim in claims(PAIRS[0][1], f"r{n}")]
    found = propositions(read)

    assert sorted(claim.id for group in found for claim in group) == sorted(claim.id for claim in read)


def test_no_two_claims_that_can_be_one_are_missed_by_the_keys_they_are_looked_up_by():
    read = [claim for n, pair in enumerate(PAIRS) for k in (0, 1) for claim in claims(pair[k], f"r{n}{k}")]
    airports = claims("An Il-76 with the registration RA-76502 landed at Vnukovo on 8 February 2024.", "V")
    read += [*airports, *claims("An Il-76 landed in Moscow on 8 February 2024.", "M")]
    read += claims("An Il-76 landed in Russia on 8 February 2024.", "R")

    missed = [(a.id, b.id) for a in read for b in read if same(a, b) and not own_keys(b) & sought_keys(a)]
    assert missed == []


def test_things_are_the_same_in_both_languages():
    french = claims("L'Iran a livré 40 obus d'artillerie à la Russie en mars 2024.", "F")
    english = claims("Iran delivered 40 artillery shells to Russia in March 2024.", "E")

    assert together(french, english)
