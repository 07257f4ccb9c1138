"""How often a ship called: what is shown, what fits unseen, and what is proven."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from crossbearing.checks import Witness
from crossbearing.checks.at_sea.sea import Sea
from crossbearing.checks.table import check_claim
from crossbearing.model.claims import Actor, Claim, Count, CraftIds, Kind, Place, PlaceRole, When
from crossbearing.model.tables import AIRFRAMES, ARCHIVE, FLIGHTS, POSITIONS, VISITS
from crossbearing.model.verdicts import Outcome, Reason, Verdict
from crossbearing.movement.vessels.ports.counting import count_calls
from crossbearing.movement.vessels.ports.harbours import Harbours
from crossbearing.movement.vessels.trust.plausible import plausible
from crossbearing.world import load_world
from movement.vessels.sea import MIDNIGHT, lying, off, ship, statics, then

DAWN = 273111111
AMIRABAD, OLYA = (36.867, 53.367), (45.783, 47.55)
OUTSIDE = off(AMIRABAD, 60_000, 0)
HARBOURS = Harbours(("IRAMD", "RUOYA"), *(np.array(two) for two in zip(AMIRABAD, OLYA, strict=True)), np.full(2, 12.0))
FIRST = MIDNIGHT.date()


def commuter(times: int, silent: tuple[float, float] | None = None, until: float = 240.0) -> pl.DataFrame:
    """A ship that lies 12 h at Amirabad, sails 60 km off, lies there 12 h, and comes back, so many times."""
    parts = []
    for number in range(times):
        at = 24.0 + 36.0 * number
        parts += [(at, lying(OUTSIDE)), (at + 12.0, lying(AMIRABAD))]
    path = then(*parts, (9999.0, lying(OUTSIDE)))
    hours = [h for h in np.arange(-24.0, until, 0.25).tolist() if not silent or not silent[0] < h < silent[1]]
    steps = [h for h in hours if not any(abs(h - edge) < 3.0 for edge, _ in parts)]
    return ship(DAWN, path, steps)


def judged(track: pl.DataFrame, least: int, most: int | None, days: int = 9) -> Verdict:
    sea = Sea(plausible(track), statics(), HARBOURS)
    nothing = (table.empty() for table in (POSITIONS, FLIGHTS, VISITS, AIRFRAMES, ARCHIVE))
    claim = Claim(
        "c", "r", 0, 1, "…", kind=Kind.VISIT_COUNT, checkable_by=("vessels",),
        craft=CraftIds(mmsi=(str(DAWN),)), counts=(Count("visits", least, most),),
        places=(Place("Amirabad", PlaceRole.SITE, "IR", *AMIRABAD),),
        when=When(FIRST, FIRST + timedelta(days=days - 1)),
    )  # fmt: skip
    return check_claim(claim, Witness(*nothing, load_world(), sea=sea))


def test_as_many_calls_as_claimed_by_a_ship_heard_throughout_support_the_claim():
    found = judged(commuter(3), 3, 3)
    assert found.verdict is Outcome.SUPPORTED
    assert (found.n_min, found.n_max) == (3, 3)
    assert {row.kind for row in found.evidence} == {"port_call"}


def test_a_ship_heard_throughout_without_time_for_more_calls_contradicts_a_higher_number():
    found = judged(commuter(3), 12, 12)
    assert (found.verdict, found.reason) == (Outcome.CONTRADICTED, Reason.CLOSED_COUNT)


def test_a_silence_with_room_for_the_missing_call_proves_nothing():
    found = judged(commuter(3, silent=(58.0, 75.0)), 3, 3)
    assert found.verdict is Outcome.NOT_OBSERVABLE
    assert (found.n_min, found.n_max) == (2, 3)


def test_more_calls_shown_than_claimed_contradict_at_a_port_without_neighbours():
    found = judged(commuter(3), 1, 1)
    assert (found.verdict, found.reason) == (Outcome.CONTRADICTED, Reason.CLOSED_COUNT)


def test_a_lower_bound_is_supported_by_more():
    assert judged(commuter(3), 2, None).verdict is Outcome.SUPPORTED


def test_days_beyond_what_is_held_are_never_closed():
    found = judged(commuter(3, until=150.0), 9, 9, days=30)
    assert found.verdict is Outcome.NOT_OBSERVABLE


@pytest.mark.parametrize("silent", [(58.0, 75.0), (40.0, 200.0), (-20.0, 230.0)])
def test_what_is_reckoned_with_is_never_more_than_fits(silent):
    sea = Sea(plausible(commuter(3, silent)), statics(), HARBOURS)
    rows = sea.port_calls.filter(pl.col("place") == "IRAMD").to_dicts()
    start = MIDNIGHT.timestamp()
    window = (start, start + 9 * 86_400)
    found = count_calls(sea.fixes, 0, float(sea.kmh[0]), rows, HARBOURS, (0,), window, sea.span)
    assert found.n_min <= found.n_max <= max(found.n_most, found.n_min)
    assert found.n_max <= 10


def test_calls_of_a_flag_are_a_lower_bound():
    sea = Sea(plausible(commuter(2)), statics(), HARBOURS)
    nothing = (table.empty() for table in (POSITIONS, FLIGHTS, VISITS, AIRFRAMES, ARCHIVE))
    claim = Claim(
        "c", "r", 0, 1, "…", kind=Kind.VISIT_COUNT, checkable_by=("vessels",), actors=(Actor("Russian ships", "RU"),),
        counts=(Count("visits", 2, None),), places=(Place("Amirabad", PlaceRole.SITE, "IR", *AMIRABAD),),
        when=When(FIRST, date(2100, 1, 1)),
    )  # fmt: skip
    found = check_claim(claim, Witness(*nothing, load_world(), sea=sea))
    assert (found.verdict, found.n_min, found.n_max) == (Outcome.SUPPORTED, 2, None)
