"""Laws that every verdict keeps: what more or less data, wider words, or a "not" may change, and what never."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checks.drawn import shuttle
from checks.scene import CRAFT, OWN, claim, ends, visit_count, witness
from crossbearing.checks import Witness, check_claims
from crossbearing.checks.negation import inverted
from crossbearing.model.claims import Claim, Count, CraftIds, Kind, Place, PlaceRole, Polarity, When
from crossbearing.model.contract import encode
from crossbearing.model.verdicts import Outcome, Reason, Verdict
from notation import together

FIRST = datetime(2024, 2, 8, tzinfo=UTC)
PLACES = ("Tehran", "Moscow", "Damascus", "Dubai", "Frankfurt")
CITIES = st.sampled_from(PLACES)
DAYS = st.integers(0, 11).map(lambda n: FIRST.date() + timedelta(days=n))
LENGTHS = st.integers(0, 3).map(lambda n: timedelta(days=n))
# Stretches of hours from 8 February on in which nothing is received.
GAPS = st.lists(st.tuples(st.integers(0, 260), st.integers(1, 60)), max_size=3)
FEW = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
MARKS = CraftIds(registration=("EP-ABC",))


@cache
def every_minute() -> pl.DataFrame:
    """Out and back to Moscow on four days, the transponder on all the time."""
    return together(*shuttle([10, 12, 15, 18]))


@cache
def received(gaps: tuple[tuple[int, int], ...]) -> Witness:
    """What receivers heard of it that were deaf in some stretches of hours."""
    drawn = every_minute()
    for start, length in gaps:
        low = FIRST + timedelta(hours=start)
        drawn = drawn.filter(~pl.col("time").is_between(low, low + timedelta(hours=length), closed="left"))
    return witness(drawn, listed={CRAFT: OWN})


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    start = draw(DAYS)
    days = When(start, start + draw(LENGTHS))
    one, other = draw(st.lists(CITIES, min_size=2, max_size=2, unique=True))
    n = float(draw(st.integers(1, 4)))
    kinds = (
        {"kind": Kind.FLIGHT, "places": ends(one, other)},
        {"kind": Kind.FLIGHT, "places": ends(None, other)},
        {"kind": Kind.VISIT_COUNT, "places": ends(None, other), "counts": (Count("visits", n, None),)},
        {"kind": Kind.VISIT_COUNT, "places": ends(one, other), "counts": (Count("flights", n, None),)},
        {"kind": Kind.STATEMENT, "places": (Place(other, PlaceRole.SITE),), "quote": "was photographed"},
    )
    return claim(**draw(st.sampled_from(kinds)), when=days, craft=MARKS)


def outcome(said: Claim, seen: Witness) -> Outcome:
    return check_claims([said], seen)[0].verdict


@FEW
@given(claims(), GAPS)
def test_hearing_less_never_makes_a_contradiction(said: Claim, gaps: list[tuple[int, int]]):
    whole, less = outcome(said, received(())), outcome(said, received(tuple(gaps)))

    assert less is not Outcome.CONTRADICTED or whole is Outcome.CONTRADICTED


@FEW
@given(claims(), GAPS)
def test_hearing_more_never_turns_a_verdict_into_its_opposite(said: Claim, gaps: list[tuple[int, int]]):
    whole, less = outcome(said, received(())), outcome(said, received(tuple(gaps)))

    assert {whole, less} != {Outcome.SUPPORTED, Outcome.CONTRADICTED}


@FEW
@given(claims(), GAPS, st.integers(0, 3), st.integers(0, 3))
def test_wider_days_never_turn_what_is_open_into_a_contradiction(
    said: Claim, gaps: list[tuple[int, int]], earlier: int, later: int
):
    assert said.when and said.when.start and said.when.end
    wider = When(said.when.start - timedelta(days=earlier), said.when.end + timedelta(days=later))
    seen = received(tuple(gaps))

    if outcome(said, seen) is not Outcome.CONTRADICTED:
        assert outcome(replace(said, when=wider), seen) is not Outcome.CONTRADICTED


@FEW
@given(claims(), GAPS)
def test_a_claim_and_its_opposite_are_never_both_supported_or_both_contradicted(
    said: Claim, gaps: list[tuple[int, int]]
):
    seen = received(tuple(gaps))
    told = [outcome(one, seen) for one in (said, replace(said, polarity=Polarity.NEGATIVE))]

    assert told[0] is not told[1] or told[0] not in (Outcome.SUPPORTED, Outcome.CONTRADICTED)


@pytest.mark.parametrize(
    ("verdict", "reason"),
    [(Outcome.SUPPORTED, None), (Outcome.CONTRADICTED, Reason.CLOSED_COUNT), (Outcome.NO_TRACE, None)],
)
def test_denying_a_denial_gives_back_what_was_decided(verdict: Outcome, reason: Reason | None):
    found = Verdict("c", verdict, reason, roles_matched=("when",))

    assert inverted(inverted(found)).verdict is verdict


def test_the_same_claims_give_the_same_bytes_whatever_was_asked_before():
    said = [visit_count("Moscow", n, "2024-02-09", "2024-02-18") for n in (3, 4, 5)]
    said = [replace(one, id=f"c{n}") for n, one in enumerate(said)]
    fresh = witness(every_minute(), listed={CRAFT: OWN})

    once = [encode(v) for v in check_claims(said, received(()))]
    again = [encode(v) for v in check_claims(said[::-1], fresh)][::-1]

    assert once == again


@pytest.mark.parametrize("hours", [30, 72])
def test_an_exact_number_is_not_supported_where_one_more_may_have_passed_unheard(hours: int):
    gap = ((24 * 5, hours),)  # from 13 February on, between two visits

    assert outcome(visit_count("Moscow", 4, "2024-02-09", "2024-02-18"), received(())) is Outcome.SUPPORTED
    assert outcome(visit_count("Moscow", 4, "2024-02-09", "2024-02-18"), received(gap)) is Outcome.PARTLY_SUPPORTED
