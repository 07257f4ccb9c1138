"""How far a port reaches where it is to be proven that a ship did not call."""

from __future__ import annotations

import numpy as np
import polars as pl

from crossbearing.checks.at_sea.extent import PROOF_KM, proven, reckoned
from crossbearing.model.vessel_tables import PORT_CALLS
from crossbearing.movement.vessels.fixes import KM_PER_DEGREE
from crossbearing.movement.vessels.ports.harbours import Harbours

PORTS = Harbours(("A", "B"), np.array([0.0, 0.0]), np.array([50.0, 60.0]), np.array([15.0, 15.0]))


def calls(*stays: tuple[str, str, float]) -> pl.DataFrame:
    """Stays of ships at a port, so many kilometres north of its point."""
    east = dict(zip(PORTS.codes, PORTS.lon.tolist(), strict=True))
    rows = [
        {"craft": craft, "place": place, "lat": km / KM_PER_DEGREE, "lon": east[place], "shown": True}
        for craft, place, km in stays
    ]
    return pl.DataFrame(
        rows, schema={name: PORT_CALLS.schema[name] for name in ("craft", "place", "lat", "lon", "shown")}
    )


def test_a_port_reaches_ten_kilometres_beyond_where_ships_were_seen_to_lie():
    seen = proven(PORTS, calls(("x", "A", 1.0), ("y", "A", 18.0), ("z", "A", 2.0)))

    assert abs(seen.radius_km[0] - 28.0) < 0.2
    assert seen.radius_km[1] == PROOF_KM


def test_two_ships_do_not_show_where_a_port_is():
    assert proven(PORTS, calls(("x", "A", 1.0), ("y", "A", 1.0))).radius_km.tolist() == [PROOF_KM, PROOF_KM]


def test_no_port_is_narrower_than_twenty_five_kilometres():
    assert proven(PORTS, calls(("x", "A", 0.0), ("y", "A", 0.1), ("z", "A", 0.2))).radius_km[0] == 25.0


def test_unheard_calls_are_reckoned_with_forty_kilometres_off_where_nobody_was_seen_to_lie():
    assert reckoned(PORTS, calls(("x", "A", 1.0))).radius_km.tolist() == [15.0, PROOF_KM]
