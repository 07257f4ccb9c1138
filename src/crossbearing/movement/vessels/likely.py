"""What two ships together are likely doing, by reasons that can be read.

In this order: who lies fast at a port is a neighbour; a pilot boat is a pilot's business; tugs tow; fishing boats fish
together; ships of the state keep company; who moves together does too; who lies alongside at sea, slow and steady, for
an hour or more is likely transferring something; who lies at anchor further off than ships alongside do is a neighbour.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from crossbearing.movement.arrays import Bools, Floats
from crossbearing.movement.vessels.harbours import Harbours
from crossbearing.movement.vessels.particulars import FISHING, OFFICIAL, PILOT, TUG, Particulars
from crossbearing.movement.vessels.slots import SLOT_S

# Slower than this ships drift or lie (Miller et al. 2018 for encounters: 2 kt).
SLOW_KT = 2.0
# The field asks two hours; a transfer of an hour is the shortest told of in panel reports. GUESS.
TRANSFER_MIN = 60.0
# Ships made fast to one another keep their distance: four fixes in five within this. Measured on drawn meetings with
# fixes of 9 m noise: 20 m; a ship that swings round her own anchor changes hers by a hundred and more.
STEADY_M = 60.0
# Two ships at their own anchors swing alike and keep their distance too; one that is made fast to another lies nearer.
# GUESS: seen are 150 to 210 m between neighbours, 20 to 120 m alongside.
AT_ANCHOR_M = 120.0
# A ship longer than this is no boat that may fish unsaid: carriers of fish are longer.
BOAT_M = 60.0
# Shorter company under way is a passing.
COMPANY_MIN = 40.0
# Who lies at a quay does not move by more than her antenna's noise (8 to 10 m; nine slots in ten of the middle of two
# ships then lie within 30 m), however long she stays; at anchor together, or adrift, she does.
FAST_M, FAST_KT = 45.0, 0.2
# A port's quays lie within so many km of its point where three different pairs lie fast: river mouths, outer terminals.
QUAYS_KM, QUAY_PAIRS, QUAY_CELL_DEG = 30.0, 3, 0.01
# Ships fast to each other at one spot for so long are neighbours at a quay: a transfer takes a day or two. GUESS.
NEIGHBOURS_H = 48.0


def likely(runs: pl.DataFrame, told: Particulars, ports: Harbours | None) -> pl.DataFrame:
    """Return the stretches with `likely`, `because`, and the first and last slot of what is meant."""
    quay = _at_quay(runs, ports)
    verdicts = [_verdict(run, told, bool(port)) for run, port in zip(runs.iter_rows(named=True), quay, strict=True)]
    words = pl.Series([word for word, _ in verdicts], dtype=pl.String)
    reasons = pl.Series([list(why) for _, why in verdicts], dtype=pl.List(pl.String))
    is_side = pl.col("likely") == "transfer"
    return runs.with_columns(likely=words, because=reasons).with_columns(
        from_slot=pl.when(is_side).then("side_first").otherwise("first"),
        to_slot=pl.when(is_side).then("side_last").otherwise("last"),
    )


def _verdict(run: dict[str, Any], told: Particulars, quay: bool) -> tuple[str, tuple[str, ...]]:
    """One stretch's word, and why."""
    kinds = [told.ship_type[run["a"]], told.ship_type[run["b"]]]
    minutes = run["slots"] * SLOT_S / 60.0
    if quay:
        return "anchorage", ("fast_at_port",)
    if any(kind in PILOT for kind in kinds):
        return "pilot", ("pilot_vessel",)
    if any(kind in TUG for kind in kinds):
        return "tow", ("tug",)
    if all(_may_fish(told, run[ship]) for ship in ("a", "b")) and any(kind in FISHING for kind in kinds):
        return "fishing", ("fishing_vessels",)
    if any(kind in OFFICIAL for kind in kinds):
        return "company", ("official_vessel",)
    if run["kt"] > SLOW_KT:
        return ("company", ("under_way",)) if minutes >= COMPANY_MIN else ("passing", ("under_way", "short"))
    side_minutes = ((run["side_last"] or 0) - (run["side_first"] or 0) + 1) * SLOT_S / 60.0 if run["side_slots"] else 0
    alongside = side_minutes >= TRANSFER_MIN and run["side_kt"] <= SLOW_KT
    alongside = alongside and (run["anchored"] <= 0.5 or run["side_m"] <= AT_ANCHOR_M)
    if alongside and run["side_spread_m"] <= STEADY_M:
        return "transfer", ("alongside", "slow", "steady")
    if minutes < COMPANY_MIN:
        return "passing", ("short",)
    return "anchorage", ("apart",)


def _may_fish(told: Particulars, hull: int) -> bool:
    """Whether a ship fishes by her own word, or is small and never said what she is."""
    kind, length = told.ship_type[hull], told.length_m[hull]
    return bool(kind in FISHING or (np.isnan(kind) and not length > BOAT_M))


def _at_quay(runs: pl.DataFrame, ports: Harbours | None) -> Bools:
    """Whether both lie fast: in a port's water, near a port where others lie fast too, moored by their own word, or
    for longer than any transfer takes."""
    fast = ((runs["wandered_m"] <= FAST_M) & (runs["kt"] <= FAST_KT)).fill_null(value=False).to_numpy()
    moored = (runs["moored"] > 0.5).to_numpy()
    stay_h = runs["slots"].to_numpy() * SLOT_S / 3600.0
    told = (moored & fast) | (fast & (stay_h >= NEIGHBOURS_H))
    if ports is None or not runs.height:
        return np.asarray(told)
    lat, lon = runs["lat"].to_numpy(), runs["lon"].to_numpy()
    near, _ = ports.nearest(lat, lon)
    around, _ = ports.within(QUAYS_KM).nearest(lat, lon)
    return np.asarray(told | ((near >= 0) & (fast | moored)) | ((around >= 0) & fast & _among_others(lat, lon, fast)))


def _among_others(lat: Floats, lon: Floats, fast: Bools) -> Bools:
    """Whether so many pairs lie fast within the same kilometre."""
    cell = np.round(lat / QUAY_CELL_DEG).astype(np.int64) * 1_000_003 + np.round(lon / QUAY_CELL_DEG).astype(np.int64)
    cells, inverse = np.unique(cell, return_inverse=True)
    counts = np.bincount(inverse, fast, cells.size)
    return np.asarray(counts[inverse] >= QUAY_PAIRS)
