"""What two ships together are likely doing, by reasons that can be read.

In this order: a pilot boat is a pilot's business; tugs tow; fishing boats fish together; who moves together keeps
company; who lies alongside at sea, slow and steady, for an hour or more is likely transferring something; who lies
fast at a port is a neighbour, and so is who lies at anchor further off than ships alongside do.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from crossbearing.movement.arrays import Bools
from crossbearing.movement.vessels.harbours import Harbours
from crossbearing.movement.vessels.particulars import FISHING, PILOT, TUG, Particulars
from crossbearing.movement.vessels.slots import SLOT_S

# Slower than this ships drift or lie (Miller et al. 2018 for encounters: 2 kt).
SLOW_KT = 2.0
# The field asks two hours; a transfer of an hour is the shortest told of in panel reports. GUESS.
TRANSFER_MIN = 60.0
# Ships made fast to one another keep their distance: four fixes in five within this. Measured on drawn meetings with
# fixes of 9 m noise: 20 m; a ship that swings round her own anchor changes hers by a hundred and more.
STEADY_M = 60.0
# Shorter company under way is a passing.
COMPANY_MIN = 40.0
# Who lies at a quay does not move by more than her antenna's noise; at anchor together, or adrift, she does.
FAST_M, FAST_KT = 60.0, 0.15


def likely(runs: pl.DataFrame, told: Particulars, ports: Harbours | None) -> pl.DataFrame:
    """Return the stretches with `likely`, `because`, and the first and last slot of what is meant."""
    near_port = _near_port(runs, ports)
    verdicts = [
        _verdict(run, told, bool(port)) for run, port in zip(runs.iter_rows(named=True), near_port, strict=True)
    ]
    words = pl.Series([word for word, _ in verdicts], dtype=pl.String)
    reasons = pl.Series([list(why) for _, why in verdicts], dtype=pl.List(pl.String))
    is_side = pl.col("likely") == "transfer"
    return runs.with_columns(likely=words, because=reasons).with_columns(
        from_slot=pl.when(is_side).then("side_first").otherwise("first"),
        to_slot=pl.when(is_side).then("side_last").otherwise("last"),
    )


def _verdict(run: dict[str, Any], told: Particulars, near_port: bool) -> tuple[str, tuple[str, ...]]:
    """One stretch's word, and why."""
    kinds = [told.ship_type[run["a"]], told.ship_type[run["b"]]]
    minutes = run["slots"] * SLOT_S / 60.0
    if any(kind in PILOT for kind in kinds):
        return "pilot", ("pilot_vessel",)
    if any(kind in TUG for kind in kinds):
        return "tow", ("tug",)
    if all(kind in FISHING for kind in kinds):
        return "fishing", ("fishing_vessels",)
    if run["kt"] > SLOW_KT:
        return ("company", ("under_way",)) if minutes >= COMPANY_MIN else ("passing", ("under_way", "short"))
    side_minutes = ((run["side_last"] or 0) - (run["side_first"] or 0) + 1) * SLOT_S / 60.0 if run["side_slots"] else 0
    if near_port and (run["moored"] > 0.5 or _lies_fast(run)):
        return "anchorage", ("fast_at_port",)
    if run["moored"] > 0.5 and _lies_fast(run):
        return "anchorage", ("moored",)
    alongside = side_minutes >= TRANSFER_MIN and run["side_kt"] <= SLOW_KT
    if alongside and run["side_spread_m"] <= STEADY_M:
        return "transfer", ("alongside", "slow", "steady")
    if minutes < COMPANY_MIN:
        return "passing", ("short",)
    return "anchorage", ("apart",)


def _lies_fast(run: dict[str, Any]) -> bool:
    return bool(run["wandered_m"] <= FAST_M and run["kt"] <= FAST_KT)


def _near_port(runs: pl.DataFrame, ports: Harbours | None) -> Bools:
    if ports is None:
        return np.zeros(runs.height, np.bool_)
    number, _ = ports.nearest(runs["lat"].to_numpy(), runs["lon"].to_numpy())
    return np.asarray(number >= 0)
