"""What would decide a claim follows from why it is not decided; and for some claims nothing known would."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossbearing.case.questions.needs import HABIT_DAYS, MOST_DAYS, every_day, needs_of
from crossbearing.model.claims import Claim, CraftIds, Kind, When
from crossbearing.model.verdicts import Outcome, Reason, Verdict, phrase

DAY = date(2024, 2, 10)
WINDOW = (DAY, DAY)


def claim(kind: Kind = Kind.FLIGHT, **more) -> Claim:
    return Claim("c-1", "r", 0, 1, "x", kind, when=When(DAY, DAY), **more)


def verdict(outcome: Outcome, *said: str, reason: Reason | None = None, **more) -> Verdict:
    because = tuple(phrase(key) for key in said)
    return Verdict("c-1", outcome, reason, because=because, **{"window": WINDOW, **more})


def needs(one: Claim, told: Verdict):
    return needs_of(one, told, None, every_day)


def kinds(one: Claim, told: Verdict) -> list[tuple[str, str, int, bool]]:
    return [(n.kind, n.because.key, len(n.days), n.elsewhere) for n in needs(one, told).needs]


@pytest.mark.parametrize("outcome", [Outcome.SUPPORTED, Outcome.CONTRADICTED])
def test_a_decided_claim_needs_nothing(outcome):
    assert needs(claim(), verdict(outcome)) is None


@pytest.mark.parametrize("reason", [Reason.ARCHIVE_MISSING, Reason.OUTSIDE_ARCHIVE])
def test_days_that_are_not_held_are_asked_for(reason):
    told = verdict(Outcome.NOT_OBSERVABLE, reason=reason)
    assert kinds(claim(), told) == [("aircraft", "plan.days", 1, False)]


def test_where_no_receiver_heard_another_network_is_asked():
    told = verdict(Outcome.NOT_OBSERVABLE, reason=Reason.NO_RECEIVER)
    assert kinds(claim(), told) == [("aircraft", "plan.elsewhere", 1, True)]


def test_the_habit_of_a_craft_is_learnt_from_the_days_around():
    told = verdict(Outcome.NOT_OBSERVABLE, reason=Reason.CRAFT_NOT_TRANSMITTING)
    assert kinds(claim(), told)[0] == ("aircraft", "plan.habit", 2 * HABIT_DAYS + 1, False)


def test_an_untested_flight_needs_its_days_and_a_transfer_ships_images_and_a_name():
    assert kinds(claim(), verdict(Outcome.UNTESTED, "untested.tracks")) == [("aircraft", "plan.days", 1, False)]
    transfer = claim(Kind.SHIP_TRANSFER)
    told = verdict(Outcome.UNTESTED, "untested.ships")
    assert [kind for kind, *_ in kinds(transfer, told)] == ["ships", "images", "ship_register"]
    named = claim(Kind.SHIP_TRANSFER, craft=CraftIds(imo=("9160994",)))
    assert [kind for kind, *_ in kinds(named, told)] == ["ships", "images"]


def test_a_ship_that_was_not_seen_is_looked_for_by_others_and_on_images():
    call = claim(Kind.PORT_CALL)
    told = verdict(Outcome.NOT_OBSERVABLE, reason=Reason.NO_RECEIVER)
    assert kinds(call, told) == [("ships", "plan.elsewhere", 1, True), ("images", "plan.images", 1, False)]
    told = verdict(Outcome.NOT_OBSERVABLE, reason=Reason.ARCHIVE_MISSING)
    assert kinds(call, told)[0] == ("ships", "plan.ships", 1, False)
    assert kinds(call, verdict(Outcome.NO_TRACE))[0] == ("ships", "plan.no_trace", 1, True)
    assert kinds(call, verdict(Outcome.CONFLICTING)) == [("ship_register", "plan.identity", 0, False)]


def test_travellers_and_marks_are_told_by_records_and_registers():
    people = verdict(Outcome.UNTESTED, "untested.records")
    assert kinds(claim(Kind.VISIT_OF_PEOPLE), people) == [("travellers", "plan.travellers", 0, False)]
    assert kinds(claim(Kind.ALIAS), verdict(Outcome.UNTESTED))[0][0] == "aircraft_register"
    renamed = claim(Kind.ALIAS, craft=CraftIds(imo=("9160994",)))
    assert kinds(renamed, verdict(Outcome.UNTESTED))[0][0] == "ship_register"


def test_a_craft_that_nothing_loaded_knows_needs_a_register_too():
    told = verdict(Outcome.NOT_OBSERVABLE, "subject.unheard", reason=Reason.CRAFT_NOT_TRANSMITTING)
    assert [kind for kind, *_ in kinds(claim(), told)] == ["aircraft", "aircraft", "aircraft_register"]


def test_words_and_intentions_are_decided_by_nothing_known():
    found = needs(claim(Kind.STATEMENT), verdict(Outcome.NOT_CHECKABLE, "beyond.words"))
    assert (found.needs, found.nothing.key) == ((), "plan.words")
    found = needs(claim(), verdict(Outcome.NOT_CHECKABLE, "place.unnamed"))
    assert found.nothing.key == "plan.unnamed"


def test_cargo_stays_open_whatever_is_loaded():
    told = verdict(Outcome.UNTESTED, "untested.tracks", roles_not_checkable=("cargo", "intention"))
    assert [dict(one.values)["role"] for one in needs(claim(Kind.FLIGHT), told).also] == ["cargo", "intention"]


def test_a_claim_without_a_date_asks_for_the_days_before_its_report():
    bare = Claim("c-1", "r", 0, 1, "x", Kind.FLIGHT)
    told = verdict(Outcome.UNTESTED, "untested.tracks", window=None)
    (need,) = needs_of(bare, told, DAY, every_day).needs
    assert (need.days[0], need.days[-1]) == (DAY - timedelta(days=30), DAY)
    (need,) = needs_of(bare, told, None, every_day).needs
    assert need.days == ()


def test_no_claim_asks_for_years():
    told = verdict(Outcome.UNTESTED, "untested.tracks", window=(date(2015, 1, 1), date(2024, 12, 31)))
    (need,) = needs(claim(), told).needs
    assert len(need.days) == MOST_DAYS


@given(st.sampled_from(Outcome), st.sampled_from([None, *Reason]), st.sampled_from(Kind), st.booleans())
def test_every_claim_that_is_not_decided_is_told_what_would_decide_it_or_that_nothing_would(
    outcome, reason, kind, dated
):
    one = claim(kind)
    told = verdict(outcome, reason=reason, window=WINDOW if dated else None)
    found = needs(one, told)
    if outcome in (Outcome.SUPPORTED, Outcome.CONTRADICTED):
        assert found is None
    else:
        assert bool(found.needs) != (found.nothing is not None)
        assert all(need.days == tuple(sorted(need.days)) for need in found.needs)
