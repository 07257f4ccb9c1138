"""Statements that a transponder was off."""

from __future__ import annotations

import polars as pl
import pytest

from checks.drawn import commuters, own_habit
from checks.scene import CRAFT, OWN, claim, told, verdict, when, witness
from crossbearing.checks.in_air.silent import says_silent
from crossbearing.model.claims import Claim, Count, CraftIds, Kind
from crossbearing.model.verdicts import Outcome, Reason
from notation import fly, park, unheard


def off(on: str = "2024-02-10", **roles) -> Claim:
    roles.setdefault("craft", CraftIds(registration=("EP-ABC",)))
    roles.setdefault("quote", "switched off its transponder")
    return claim(Kind.STATEMENT, when=when(on), checkable_by=("flights",), **roles)


def covered(*own: pl.DataFrame):
    drawn, listed = commuters(70)
    return witness(*drawn, *own_habit(), *own, listed=listed | {CRAFT: OWN})


GAP = unheard(fly(CRAFT, "EDDF", "UUWW", "2024-02-10 06:00", every_s=60), "2024-02-10 06:50", "2024-02-10 08:00")


def test_a_silence_on_a_way_where_all_others_are_heard_supports_it():
    found = verdict(off(), covered(GAP))

    assert found.verdict is Outcome.SUPPORTED
    assert found.roles_not_checkable == ("cause",)
    assert "whether it was switched off by hand or failed" in told(found)
    assert found.k == found.n and {row.kind for row in found.evidence} == {"position"}


def test_a_silence_where_nobody_is_heard_is_no_switch():
    found = verdict(off(), witness(GAP))

    assert (found.verdict, found.reason) == (Outcome.NOT_OBSERVABLE, Reason.NO_RECEIVER)


def test_a_craft_that_stands_on_the_ground_may_be_silent():
    parked = park(CRAFT, "EDDF", "2024-02-09 00:00", "2024-02-09 20:00", every_s=300)
    later = park(CRAFT, "EDDF", "2024-02-11 08:00", "2024-02-11 20:00", every_s=300)

    assert verdict(off(), covered(parked, later)).verdict is Outcome.NOT_OBSERVABLE


def test_a_craft_heard_every_minute_of_those_days_was_not_silent():
    always = park(CRAFT, "EDDF", "2024-02-09 00:00", "2024-02-11 20:00", every_s=60)
    found = verdict(off(), witness(always))

    assert (found.verdict, found.reason) == (Outcome.CONTRADICTED, Reason.CLOSED_COUNT)


def test_a_silence_shorter_than_claimed_everywhere_contradicts_the_hours():
    hours = off(counts=(Count("hours without signal", 9, 9),))
    often = park(CRAFT, "EDDF", "2024-02-08 00:00", "2024-02-12 20:00", every_s=600)

    assert verdict(hours, witness(often)).verdict is Outcome.CONTRADICTED
    assert verdict(off(), witness(often)).verdict is Outcome.NOT_OBSERVABLE


@pytest.mark.parametrize(
    ("quote", "silent"),
    [
        ("switched off its transponder", True),
        ("avait coupé son transpondeur", True),
        ("disappeared from radar screens", True),
        ("turned back over the Black Sea", False),
    ],
)
def test_words_say_whether_a_signal_is_meant(quote: str, silent: bool):
    assert says_silent(off(quote=quote)) is silent


def test_ships_are_left_to_ship_positions():
    at_sea = claim(Kind.STATEMENT, quote="switched off its AIS transponder", checkable_by=("vessels",))

    assert verdict(at_sea, witness(GAP)).verdict is Outcome.UNTESTED


def test_a_silence_longer_than_the_way_takes_may_have_been_spent_elsewhere():
    first = unheard(fly(CRAFT, "EDDF", "UUWW", "2024-02-10 06:00", every_s=60), "2024-02-10 06:50", "2024-02-10 12:00")
    later = unheard(fly(CRAFT, "EDDF", "UUWW", "2024-02-10 09:30", every_s=60), "2024-02-10 09:00", "2024-02-10 11:30")

    assert verdict(off(), covered(first, later)).verdict is not Outcome.SUPPORTED
