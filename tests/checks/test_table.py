"""All claims, one verdict each: what cannot be tested says so, denials are turned round."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from checks.scene import CRAFT, actor, carrier, claim, ends, flight, told, verdict, witness
from crossbearing.checks import CHECKS, Witness, check_claims
from crossbearing.checks.answer import TELLING, Answer, combine
from crossbearing.dossier.words import sentences
from crossbearing.model.claims import CraftIds, Equipment, EquipmentRole, Kind, Problem, Span
from crossbearing.model.verdicts import Outcome, Reason
from notation import fly


@pytest.fixture(scope="module")
def seen() -> Witness:
    return witness(fly(CRAFT, "OIII", "UUWW", "2024-02-10 08:00", every_s=60))


def test_every_kind_of_claim_has_a_check_with_a_method_to_print():
    covered = {kind for check in CHECKS for kind in check.kinds}

    assert covered == set(Kind) - {Kind.DENIAL}
    assert all(check.method.endswith(".") for check in CHECKS)
    assert len({check.name for check in CHECKS}) == len(CHECKS)


def test_what_some_craft_carried_nobody_says_where_is_beyond_checking(seen: Witness):
    aboard = (carrier("aircraft"), Equipment("engines", EquipmentRole.CARGO))

    assert verdict(claim(Kind.DELIVERY, equipment=aboard), seen).verdict is Outcome.NOT_CHECKABLE
    assert (
        verdict(claim(Kind.DELIVERY, equipment=aboard, places=ends("Baku", "Aktau")), seen).verdict is Outcome.UNTESTED
    )


@pytest.mark.parametrize(
    ("checkable_by", "outcome", "load"),
    [
        ("records", Outcome.UNTESTED, "travel records"),
        ("vessels", Outcome.UNTESTED, "AIS"),
        ("flights", Outcome.UNTESTED, "no check"),
        ("claims", Outcome.NOT_CHECKABLE, ""),
    ],
)
def test_a_statement_that_records_could_settle_is_untested_and_not_beyond_checking(
    seen: Witness, checkable_by: str, outcome: Outcome, load: str
):
    found = verdict(claim(Kind.STATEMENT, checkable_by=(checkable_by,)), seen)

    assert found.verdict is outcome
    assert load in told(found)


@pytest.mark.parametrize(
    ("kind", "outcome", "load"),
    [
        (Kind.PORT_CALL, Outcome.UNTESTED, "AIS"),
        (Kind.SHIP_TRANSFER, Outcome.UNTESTED, "AIS"),
        (Kind.VISIT_OF_PEOPLE, Outcome.UNTESTED, "travel records"),
        (Kind.AGREEMENT, Outcome.NOT_CHECKABLE, ""),
        (Kind.STATEMENT, Outcome.NOT_CHECKABLE, ""),
        (Kind.TRAINING, Outcome.NOT_CHECKABLE, ""),
        (Kind.DEPLOYMENT, Outcome.NOT_CHECKABLE, ""),
        (Kind.ALIAS, Outcome.NOT_CHECKABLE, ""),
        (Kind.DELIVERY, Outcome.NOT_CHECKABLE, ""),
    ],
)
def test_what_this_version_cannot_test_says_what_to_load_or_that_nothing_helps(
    seen: Witness, kind: Kind, outcome: Outcome, load: str
):
    found = verdict(claim(kind), seen)

    assert found.verdict is outcome
    assert load in told(found)


def test_a_delivery_by_ship_waits_for_ship_positions(seen: Witness):
    by_ship = claim(Kind.DELIVERY, craft=CraftIds(imo=("9187629",)), places=ends("Anzali", "Olya"))

    assert verdict(by_ship, seen).verdict is Outcome.UNTESTED


def test_verdicts_come_in_the_order_of_the_claims(seen: Witness):
    claims = [replace(flight("Tehran", "Moscow", "2024-02-10"), id=name) for name in "zab"]

    assert [v.claim for v in check_claims(claims, seen)] == ["z", "a", "b"]


def test_a_denial_takes_the_inverse_of_the_claim_it_denies(seen: Witness):
    said = flight("Tehran", "Moscow", "2024-02-10")
    denial = claim(Kind.DENIAL, id="d", start=100, end=110, places=ends(None, "Moscow"))
    found = {v.claim: v for v in check_claims([denial, said], seen)}

    assert found["c1"].verdict is Outcome.SUPPORTED
    assert (found["d"].verdict, found["d"].reason) == (Outcome.CONTRADICTED, Reason.CLOSED_COUNT)
    assert "c1" in told(found["d"])


def test_a_denial_of_nothing_testable_cannot_be_checked(seen: Witness):
    said = flight("Tehran", "Moscow", "2024-02-10")
    general = claim(Kind.DENIAL, id="d", actors=actor("Iran", "IR"), equipment=(carrier("drone"),))
    elsewhere = claim(Kind.DENIAL, id="e", report="r2", places=ends(None, "Moscow"))
    found = {v.claim: v.verdict for v in check_claims([said, general, elsewhere], seen)}

    assert found["d"] is Outcome.NOT_CHECKABLE
    assert found["e"] is Outcome.NOT_CHECKABLE


def test_figures_that_do_not_add_up_stand_beside_the_verdict(seen: Witness):
    wrong = Problem("r1", "date", (Span(2, 8),), "10 February 2024 was a Saturday, not a Monday")
    (found,) = check_claims([flight("Tehran", "Moscow", "2024-02-10")], seen, problems=[wrong])

    assert found.verdict is Outcome.SUPPORTED
    assert found.inconsistent == wrong.because


def test_support_and_contradiction_together_conflict():
    answers = (("a", "A.", Answer(Outcome.SUPPORTED)), ("b", "B.", Answer(Outcome.CONTRADICTED)))

    assert combine("c", answers).verdict is Outcome.CONFLICTING


def test_the_most_telling_answer_wins():
    for louder, quieter in pairwise(TELLING[1:]):
        if {louder, quieter} != {Outcome.SUPPORTED, Outcome.CONTRADICTED}:
            assert combine("c", (("a", "A.", Answer(quieter)), ("b", "B.", Answer(louder)))).verdict is louder


def test_verdicts_are_the_same_whatever_else_is_asked(seen: Witness):
    alone = verdict(flight("Tehran", "Moscow", "2024-02-10"), seen)
    other = replace(flight("Tehran", "Damascus", "2024-02-10"), id="c2")

    assert check_claims([other, flight("Tehran", "Moscow", "2024-02-10")], seen)[1] == alone


def test_both_languages_word_the_same_phrases_with_the_same_values():
    english, french = sentences("en"), sentences("fr")
    keys = [key for key in english if key.split(".")[0] in {"flew", "leg", "unheard", "visited", "rose", "negation"}]
    holes = re.compile(r"\{(\w+)\}")

    assert keys
    assert all(set(holes.findall(english[key])) == set(holes.findall(french[key])) for key in keys)
