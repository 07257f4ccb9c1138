"""Claims that two marks are one aircraft."""

from __future__ import annotations

import polars as pl

from checks.scene import CRAFT, OWN, airframe, claim, told, verdict, witness
from crossbearing.checks import Witness
from crossbearing.model.claims import Claim, CraftIds, Kind
from crossbearing.model.tables import AIRFRAMES
from crossbearing.model.verdicts import Outcome, Reason
from notation import fly, park

OTHER = "icao24:730c01"


def alias(*registrations: str, callsign: tuple[str, ...] = ()) -> Claim:
    return claim(Kind.ALIAS, craft=CraftIds(registration=registrations, callsign=callsign))


def with_airframes(seen: Witness, *rows: pl.DataFrame) -> Witness:
    named = AIRFRAMES.conform(pl.concat(rows))
    return Witness(seen.positions, seen.flights, seen.visits, named, seen.archive, seen.world)


def test_two_registrations_one_after_the_other_on_one_address_are_one_airframe():
    seen = witness(fly(CRAFT, "OIII", "UUWW", "2024-02-10 08:00", every_s=60))
    rows = (airframe(CRAFT, OWN, on="2024-02-02"), airframe(CRAFT, ("EP-XYZ", "IL76", None), on="2024-02-12"))
    found = verdict(alias("EP-ABC", "EP-XYZ"), with_airframes(seen, *rows))

    assert found.verdict is Outcome.SUPPORTED
    assert {row.kind for row in found.evidence} == {"register"}
    assert "2024-02-02" in told(found) and "2024-02-12" in told(found)


def test_two_registrations_on_one_address_on_one_day_may_be_two_airframes():
    seen = witness(fly(CRAFT, "OIII", "UUWW", "2024-02-10 08:00", every_s=60))
    rows = (airframe(CRAFT, OWN, on="2024-02-02"), airframe(CRAFT, ("EP-XYZ", "IL76", None), on="2024-02-02"))

    assert verdict(alias("EP-ABC", "EP-XYZ"), with_airframes(seen, *rows)).verdict is Outcome.PARTLY_SUPPORTED


def test_two_craft_in_the_air_at_once_far_apart_are_not_one():
    listed = {CRAFT: OWN, OTHER: ("EP-XYZ", "IL76", None)}
    drawn = (
        fly(CRAFT, "OIII", "UUWW", "2024-02-10 08:00", every_s=60),
        fly(OTHER, "OMDB", "OIII", "2024-02-10 09:00", every_s=60),
    )
    found = verdict(alias("EP-ABC", "EP-XYZ"), witness(*drawn, listed=listed))

    assert (found.verdict, found.reason) == (Outcome.CONTRADICTED, Reason.ALIBI)
    assert {row.kind for row in found.evidence} == {"position"}


def test_two_craft_that_could_have_been_one_are_left_open():
    listed = {CRAFT: OWN, OTHER: ("EP-XYZ", "IL76", None)}
    drawn = (
        park(CRAFT, "OIII", "2024-02-02 08:00", "2024-02-03 08:00", every_s=600),
        park(OTHER, "UUWW", "2024-02-10 08:00", "2024-02-11 08:00", every_s=600),
    )
    found = verdict(alias("EP-ABC", "EP-XYZ"), witness(*drawn, listed=listed))

    assert found.verdict is Outcome.UNTESTED
    assert "register" in told(found)


def test_a_mark_that_no_list_knows_needs_a_register():
    found = verdict(alias("EP-ABC", "EP-QQQ"), witness(fly(CRAFT, "OIII", "UUWW", "2024-02-10 08:00", every_s=60)))

    assert found.verdict is Outcome.UNTESTED
    assert "EP-QQQ" in told(found)


def test_a_callsign_that_the_craft_sent_is_its_own():
    seen = witness(fly(CRAFT, "OIII", "UUWW", "2024-02-10 08:00", every_s=60, callsign="PYA123"))

    assert verdict(alias("EP-ABC", callsign=("PYA123",)), seen).verdict is Outcome.SUPPORTED
    assert verdict(alias("EP-ABC", callsign=("PYA999",)), seen).verdict is Outcome.NOT_OBSERVABLE
