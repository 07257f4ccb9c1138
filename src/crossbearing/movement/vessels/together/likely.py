"""What two ships together are likely doing, by reasons that can be read.

In this order: who lies fast at a quay is a neighbour; a pilot boat is a pilot's business; tugs tow; fishing boats fish
together; ships of the state keep company; who lies made fast to another for an hour or more, away from a quay, is
likely transferring something (`lashed` says how that is told); a small boat there for less than three hours serves a
ship; who moves together keeps company; all else lies at anchor.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from crossbearing.movement.arrays import Bools, Floats
from crossbearing.movement.vessels.particulars import CARGO, FISHING, OFFICIAL, PILOT, TUG, Particulars
from crossbearing.movement.vessels.ports.harbours import Harbours
from crossbearing.movement.vessels.slots import SLOT_S
from crossbearing.movement.vessels.together.lashed import LASHED, lashed, neighbours
from crossbearing.movement.vessels.together.rafts import rafted
from crossbearing.movement.vessels.together.side_by_side import HEARD_SLOTS

# Slower than this ships drift or lie (Miller et al. 2018 for encounters: 2 kt).
SLOW_KT = 2.0
# The field asks two hours; a transfer of an hour is the shortest told of in panel reports, between ships that carry
# something. Of who says neither what she is nor how long the field's two hours are asked, and of neighbours that were
# seldom heard together six, the time between two turns of a tide. GUESS.
TRANSFER_MIN, UNKNOWN_MIN, NEIGHBOURS_MIN = 60.0, 120.0, 360.0
# Boats shorter than this that bring stores, crew or papers are gone within three hours; they are no carriers of cargo
# then, unless they say that they are tankers, nor where they lie abreast by themselves. Longer stays of a small craft
# at a ship are told as transfers. Who came alongside and says no size may be such a boat, whatever type she says, but
# not a tanker. GUESS.
BOAT_M, SERVED_H = 40.0, 3.0
# Who came or went was faster than a knot, and did not lie while the other came: half as fast as she at most.
CAME_KT, STAYED = 1.0, 0.5
# A ship longer than this is no boat that may fish unsaid: carriers of fish are longer.
FISHER_M = 60.0
# Tankers up to this length that lie at a ship half as long again are of the size that brings fuel. GUESS: barges seen
# are 40 to 100 m.
BUNKER_M, BUNKERED = 100.0, 1.5
TANKERS = range(80, 90)
# Shorter company under way is a passing.
COMPANY_MIN = 40.0
# Who lies at a quay does not move by more than her antenna's noise (8 to 10 m; nine slots in ten of the middle of two
# ships then lie within 30 m), however long she stays; at anchor together, or adrift, she does.
# Over six hours at anchor lashed ships wandered by 135 m and more on a drawn roadstead, with or without a tide; there
# fixes may err by more.
FAST_M, FAST_KT, LONG_H, LONG_FAST_M = 45.0, 0.2, 6.0, 80.0
# Nor does she turn: a gyro's degree and its rounding; where fixes are worse, that tells a quay too. Lashed together at
# anchor ships turn by eight degrees and more in 19 of 20 cases, on drawn roadsteads.
BLURRED_M, STRAIGHT_DEG, SWINGS_DEG = 100.0, 3.0, 6.0
# Quays, also such as no table knows, are where three different pairs lie fast within a kilometre.
QUAY_PAIRS, QUAY_CELL_DEG = 3, 0.01
# Ships fast to each other at one spot for so long are neighbours at a quay: a transfer takes a day or two. Ships that
# were never heard apart for so long are laid up together. GUESSES.
NEIGHBOURS_H, LAID_UP_H = 48.0, 72.0

# What the stay tells of where the two lay, rather than the whole time together.
LAIN = ("lat", "lon", "wandered_m", "kt", "slots", "moored")

Why = tuple[str, ...]


def likely(runs: pl.DataFrame, stays: pl.DataFrame, told: Particulars, ports: Harbours | None) -> pl.DataFrame:
    """Return what is meant of each of the `runs` (as of `stretches`), with `likely` and `because`.

    Of ships that lay alongside each other that is the stay (`stays`, the same with the measures of `side_by_side`), of
    others the whole time together.
    """
    stays = stays.with_columns(rafted(stays, told))
    measured = runs.join(stays.drop([name for name in runs.columns if name != "run"]), on="run", how="left")
    quay = _at_quay(measured.update(stays.select("run", *LAIN), on="run"), ports)
    verdicts = [_verdict(run, told, bool(port)) for run, port in zip(measured.iter_rows(named=True), quay, strict=True)]
    said = runs.select("run").with_columns(
        pl.Series("likely", [word for word, _ in verdicts], dtype=pl.String),
        pl.Series("because", [list(why) for _, why in verdicts], dtype=pl.List(pl.String)),
    )
    side = pl.col("because").list.contains(LASHED)
    meant = pl.concat(
        [runs.join(said.filter(~side), on="run"), stays.select(runs.columns).join(said.filter(side), on="run")]
    )
    return meant.sort("run")


def _verdict(run: dict[str, Any], told: Particulars, quay: bool) -> tuple[str, Why]:
    """One stretch's word, and why."""
    kinds = [told.ship_type[run["a"]], told.ship_type[run["b"]]]
    if quay:
        return "anchorage", ("fast_at_port",)
    if any(kind in PILOT for kind in kinds):
        return "pilot", ("pilot_vessel",)
    if any(kind in TUG for kind in kinds):
        return "tow", ("tug",)
    fast, why = lashed(run, told)
    if any(kind in FISHING for kind in kinds) and all(_may_fish(told, run[ship], fast) for ship in ("a", "b")):
        return "fishing", ("fishing_vessels",)
    if any(kind in OFFICIAL for kind in kinds):
        return "company", ("official_vessel",)
    return _at_work(run, told, why) if fast else _no_transfer(run, why)


def _at_work(run: dict[str, Any], told: Particulars, why: Why) -> tuple[str, Why]:
    """What two ships do that lie made fast to one another."""
    minutes = (run["side_last"] - run["side_first"] + 1) * SLOT_S / 60.0
    if run["bound_h"] >= LAID_UP_H:
        return "anchorage", (*why, "never_apart")
    boats = [_is_boat(told, run[ship]) for ship in ("a", "b")]
    if run["rafted"] or all(boats) or (any(boats) and (minutes < SERVED_H * 60.0 or _boats_abreast(run, told))):
        return "company", (*why, "small_boat")
    if minutes < _least_min(run, told):
        return _no_transfer(run, ("short_alongside",))
    return "transfer", (*why, *(("bunker_size",) if _bunkers(told, run["a"], run["b"]) else ()))


def _least_min(run: dict[str, Any], told: Particulars) -> float:
    """For how long they must have lain alongside."""
    if run["side_heard"] < HEARD_SLOTS and neighbours(run):
        return NEIGHBOURS_MIN
    if any(_may_serve(run, told, one, other) for one, other in (("a", "b"), ("b", "a"))):
        return SERVED_H * 60.0
    return TRANSFER_MIN if all(_may_carry(told, run[ship]) for ship in ("a", "b")) else UNKNOWN_MIN


def _no_transfer(run: dict[str, Any], why: Why) -> tuple[str, Why]:
    minutes = run["slots"] * SLOT_S / 60.0
    if run["kt"] > SLOW_KT:
        return ("company", ("under_way",)) if minutes >= COMPANY_MIN else ("passing", ("under_way", "short"))
    return ("passing", ("short",)) if minutes < COMPANY_MIN else ("anchorage", why)


def _may_fish(told: Particulars, hull: int, fast: bool) -> bool:
    """Whether a ship fishes by her own word, or is small and never said what she is; made fast, only small ones do."""
    kind, length = told.ship_type[hull], told.length_m[hull]
    if fast and length > FISHER_M:
        return False
    return bool(kind in FISHING or (np.isnan(kind) and not length > FISHER_M))


def _is_boat(told: Particulars, hull: int) -> bool:
    return bool(told.length_m[hull] < BOAT_M and told.ship_type[hull] not in TANKERS)


def _boats_abreast(run: dict[str, Any], told: Particulars) -> bool:
    """Whether one of the two says nothing of herself, and lies no farther from a boat than boats are long."""
    unsaid = [np.isnan(told.length_m[run[ship]]) and np.isnan(told.ship_type[run[ship]]) for ship in ("a", "b")]
    return any(unsaid) and bool(run["side_m"] <= BOAT_M)


def _may_serve(run: dict[str, Any], told: Particulars, one: str, other: str) -> bool:
    """Whether a ship may be a boat that serves the other: no size, no tanker, and seen to come or go."""
    mine, hers = run[f"moved_{one}"], run[f"moved_{other}"]
    came = mine >= CAME_KT and mine > STAYED * hers
    return bool(np.isnan(told.length_m[run[one]]) and told.ship_type[run[one]] not in TANKERS and came)


def _may_carry(told: Particulars, hull: int) -> bool:
    """Whether a ship says that she carries something, or is long enough for it."""
    return bool(told.ship_type[hull] in CARGO or told.length_m[hull] >= BOAT_M)


def _bunkers(told: Particulars, a: int, b: int) -> bool:
    """Whether one is a tanker of the size that brings fuel to the other."""
    pairs = ((a, b), (b, a))
    return any(
        told.ship_type[one] in TANKERS
        and told.length_m[one] <= BUNKER_M
        and told.length_m[other] >= BUNKERED * told.length_m[one]
        for one, other in pairs
    )


def _at_quay(runs: pl.DataFrame, ports: Harbours | None) -> Bools:
    """Whether both lie fast: in a port's water, among others that do, moored by their own word, or for longer than any
    transfer takes."""
    turned = runs["turned_deg"].fill_null(np.nan).to_numpy()
    stay_h = runs["slots"].to_numpy() * SLOT_S / 3600.0
    most_m = pl.Series(np.where(stay_h >= LONG_H, LONG_FAST_M, FAST_M))
    still = ((runs["wandered_m"] <= most_m) & (runs["kt"] <= FAST_KT)).fill_null(value=False).to_numpy()
    blurred = (runs["wandered_m"] <= BLURRED_M).fill_null(value=False).to_numpy() & (turned <= STRAIGHT_DEG)
    swings = (turned > SWINGS_DEG) | runs["at_anchor"].fill_null(value=False).to_numpy()
    fast, moored = (still | blurred) & ~swings, (runs["moored"] > 0.5).to_numpy()
    lat, lon = runs["lat"].to_numpy(), runs["lon"].to_numpy()
    told = fast & (moored | (stay_h >= NEIGHBOURS_H) | _among_others(lat, lon, fast))
    if ports is None or not runs.height:
        return np.asarray(told)
    near, _ = ports.quays().nearest(lat, lon)
    return np.asarray(told | ((near >= 0) & (fast | (moored & ~swings))))


def _among_others(lat: Floats, lon: Floats, fast: Bools) -> Bools:
    """Whether so many pairs lie fast within the same kilometre."""
    cell = np.round(lat / QUAY_CELL_DEG).astype(np.int64) * 1_000_003 + np.round(lon / QUAY_CELL_DEG).astype(np.int64)
    cells, inverse = np.unique(cell, return_inverse=True)
    counts = np.bincount(inverse, fast, cells.size)
    return np.asarray(counts[inverse] >= QUAY_PAIRS)
