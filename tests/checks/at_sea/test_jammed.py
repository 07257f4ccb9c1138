"""Jamming that aircraft tell of bears on ships, and jamming that ships tell of bears on aircraft."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import h3.api.basic_int as h3
import polars as pl
import pytest

from crossbearing.checks import Witness
from crossbearing.checks.at_sea.sea import Sea
from crossbearing.checks.table import check_claim
from crossbearing.model.claims import Claim, Equipment, EquipmentRole, Kind, When
from crossbearing.model.tables import AIRFRAMES, ARCHIVE, FLIGHTS, JAMMING, POSITIONS, VISITS
from crossbearing.model.verdicts import Outcome, Reason
from crossbearing.movement.passes import cell_of
from crossbearing.movement.vessels.ports.harbours import harbours_of
from crossbearing.movement.vessels.trust.plausible import plausible
from crossbearing.world import load_world
from movement.vessels.sea import MID_CASPIAN, MIDNIGHT, every, lying, named, off, ship, statics
from movement.vessels.test_jammed import A, about, thrown

DAWN, DUSK = 273111111, 422222222
NAMES = (named(DAWN) | {"shipname": "SEA DAWN"}, named(DUSK) | {"shipname": "SEA DUSK"})
TOMORROW = (MIDNIGHT + timedelta(days=1)).date()


def aloft(hour: int, disturbed: int = 9) -> pl.DataFrame:
    """Of ten aircraft over the middle of the sea so many lost navigation in an hour."""
    row = {"cell": h3.int_to_str(cell_of(*MID_CASPIAN)), "hour": MIDNIGHT + timedelta(hours=hour), "craft": 10}
    return JAMMING.conform(pl.DataFrame([{**row, "disturbed": disturbed, "reasons": ["nac_p"]}]))


def seen(told: pl.DataFrame) -> Witness:
    fleet = [ship(636000000 + n, lying(off(MID_CASPIAN, 300 * n, 1500)), every(30, 0, 96)) for n in range(65)]
    quiet = ship(DAWN, lying(MID_CASPIAN), [*every(20, 0, 24), *every(20, 54, 96)])
    other = ship(DUSK, lying(off(MID_CASPIAN, 30_000)), every(20, 0, 96))
    sea = Sea(plausible(pl.concat([quiet, other, *fleet])), statics(*NAMES), harbours_of(load_world().harbours))
    nothing = (table.empty() for table in (POSITIONS, FLIGHTS, VISITS, AIRFRAMES, ARCHIVE))
    return Witness(*nothing, load_world(), sea=replace(sea, aloft=lambda: told))


def claimed(kind: Kind, *names: str, quote: str = "…") -> Claim:
    carriers = tuple(Equipment(name, EquipmentRole.CARRIER, 1, 1) for name in names)
    when = When(TOMORROW, TOMORROW)
    return Claim("c", "r", 0, 1, quote, kind=kind, equipment=carriers, when=when, checkable_by=("vessels",))


@pytest.mark.parametrize(
    ("told", "verdict", "reason"),
    [
        (aloft(30), Outcome.NOT_OBSERVABLE, Reason.JAMMED),
        (aloft(30, disturbed=1), Outcome.NO_TRACE, None),
        (aloft(80), Outcome.NO_TRACE, None),
    ],
)
def test_a_meeting_in_a_silence_is_not_ruled_out_where_aircraft_were_jammed(told, verdict, reason):
    found = check_claim(claimed(Kind.SHIP_TRANSFER, "SEA DAWN", "SEA DUSK"), seen(told))

    assert (found.verdict, found.reason) == (verdict, reason)


def test_a_silence_in_jammed_waters_does_not_support_that_a_transponder_was_off():
    one = claimed(Kind.STATEMENT, "SEA DAWN", quote="The SEA DAWN switched off its AIS transponder")
    clear, jammed = (check_claim(one, seen(aloft(30, disturbed))) for disturbed in (1, 9))

    assert clear.verdict is Outcome.SUPPORTED
    assert (jammed.verdict, jammed.reason) == (Outcome.NOT_OBSERVABLE, Reason.JAMMED)
    assert "quiet.jammed" in {phrase.key for phrase in jammed.because}


def test_waters_in_which_ships_were_thrown_about_are_jammed_sky_too():
    ships = [thrown(A + number, off(MID_CASPIAN, 500 * number), about(number)) for number in range(4)]
    sea = Sea(plausible(pl.concat(ships)), statics(*NAMES), harbours_of(load_world().harbours))
    nothing = (table.empty() for table in (POSITIONS, FLIGHTS, VISITS, AIRFRAMES, ARCHIVE))
    jams = Witness(*nothing, load_world(), sea=sea).jams

    hour = MIDNIGHT + timedelta(hours=3)
    assert cell_of(*MID_CASPIAN) in jams.cells(hour, hour + timedelta(hours=1))["cell"].to_list()
    assert jams.cells(hour - timedelta(hours=2), hour - timedelta(hours=1)).is_empty()
