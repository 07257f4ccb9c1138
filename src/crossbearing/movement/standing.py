"""Craft that stand still while they fly: held positions, and false points that receivers are made to believe in."""

from __future__ import annotations

import numpy as np
import polars as pl

from crossbearing.movement.arrays import KM_PER_KT_S, Bools, Floats, Ints, Tracks
from crossbearing.movement.attractors import cells, crowded, stood_at
from crossbearing.movement.marks import Marks
from crossbearing.world import geo

# In 75 s even a full turn at the standard rate (3 deg/s) leaves more than this share of the way flown.
FROZEN_SHARE = 0.3
FROZEN_STEP_S = (8.0, 75.0)
FROZEN_KT = 150.0

# Nothing that flies this high stays up this slowly, even against a strong wind: stall speeds are above 150 kt true.
SLOW_KT, SLOW_ABOVE_FT = 60.0, 30000.0
SLOW = f"speed: below {SLOW_KT:.0f} kt above {SLOW_ABOVE_FT:,.0f} ft"

# A receiver that is made to believe in a false point believes that it stands or crawls there, though the craft flew
# fast seconds before. Below 100 kt no transport flies; helicopters do not lose 100 kt at once; nothing loses 5 kt/s
# for long (that is a quarter of g, full brakes on a runway). Above 3,000 ft nobody brakes on a runway. GUESSES.
CRAWL_KT, CRAWL_ABOVE_FT, LOST_KT, LOST_KT_S = 100.0, 3000.0, 100.0, 5.0
# The height goes on meanwhile, or it was another airframe: 6,000 ft/min and reports out of step.
LEVEL_FT, LEVEL_FT_S = 500.0, 100.0
# What happens after a longer silence is no sudden change; a crawl goes on over silences up to the second figure.
SUDDEN_S, CRAWL_S = 120.0, 600.0
CRAWL = "spoofed: crawls at flying height, from flying speed or back to it at once"

# Standing still over this much flight is no held position but a false point; what a craft sends from that very point
# within two hours of it is false too. GUESS.
ATTRACTOR_KM, HELD_KM, HELD_S = 20.0, 0.5, 7200.0


def mark_slow(tracks: Tracks, marks: Marks) -> None:
    """Mark speeds at which nothing flies so high."""
    slow = (tracks.gs_kt < SLOW_KT) & (tracks.alt_ft > SLOW_ABOVE_FT) & ~tracks.ground
    marks.put(np.flatnonzero(slow), SLOW)


def mark_crawling(tracks: Tracks, marks: Marks) -> None:
    """Mark stretches at flying height that are slow, and begin or end with a change of speed no craft can make."""
    rows = _of_slow_craft(tracks, marks)
    some = tracks.take(rows)
    if len(some) < 2:
        return
    slow = _slow_and_high(some)
    same, seconds = some.intervals()
    level = np.abs(np.diff(some.alt_ft)) <= LEVEL_FT + LEVEL_FT_S * seconds
    sudden = sudden_steps(same, seconds, some.gs_kt) & (slow[1:] != slow[:-1]) & level
    at = np.flatnonzero(slow)
    apart = (some.craft[at[1:]] != some.craft[at[:-1]]) | (np.diff(some.seconds[at]) > CRAWL_S)
    parts = np.split(at, np.flatnonzero(apart) + 1)
    edges = np.r_[False, sudden] | np.r_[sudden, False]
    crawls = [part for part in parts if len(part) and edges[part].any()]
    if crawls:
        marks.put(rows[np.concatenate(crawls)], CRAWL)


def _slow_and_high(tracks: Tracks) -> Bools:
    slow = (tracks.gs_kt < CRAWL_KT) & (tracks.alt_ft > CRAWL_ABOVE_FT) & ~tracks.ground
    return np.asarray(slow, dtype=np.bool_)


def _of_slow_craft(tracks: Tracks, marks: Marks) -> Ints:
    """The unmarked rows of craft that are ever slow at flying height."""
    free = marks.free
    slow = np.flatnonzero(_slow_and_high(tracks) & free)
    some = np.zeros(int(tracks.craft[-1]) + 1 if len(tracks) else 0, dtype=np.bool_)
    some[tracks.craft[slow]] = True
    return np.flatnonzero(some[tracks.craft] & free) if len(slow) else slow


def sudden_steps(same: Bools, seconds: Floats, gs_kt: Floats) -> Bools:
    """Steps in which the speed changes more than any craft's can."""
    change = np.abs(np.diff(gs_kt))
    return np.asarray(same & (seconds <= SUDDEN_S) & (change > LOST_KT + LOST_KT_S * seconds), dtype=np.bool_)


def mark_standing(tracks: Tracks, marks: Marks, names: pl.Series) -> pl.DataFrame:
    """Mark positions that stand while a flying speed is reported; return the false points (ATTRACTORS)."""
    rows = np.flatnonzero(marks.free)
    some = tracks.take(rows)
    if len(some) < 3:
        return stood_at([])
    frozen = _frozen(some)
    marks.put(rows[frozen], "frozen: stands still while flying")
    found = []
    for stretch in _stretches(some, frozen):
        lat, lon = float(np.median(some.lat[stretch])), float(np.median(some.lon[stretch]))
        first, last = int(stretch[0]), int(stretch[-1])
        held = _chain(some, last, 1, lat, lon) + _chain(some, first, -1, lat, lon)
        marks.put(rows[np.array(held, dtype=np.int64)], "spoofed: at the point where it stood while flying")
        who = names[int(some.craft[first])]
        found.append((lat, lon, float(some.seconds[first]), float(some.seconds[last]), who))
    return stood_at(found)


def _frozen(some: Tracks) -> Bools:
    """Rows of at least three in a row that hardly move although they say they fly."""
    same, seconds, km = some.steps()
    said = (some.gs_kt[1:] + some.gs_kt[:-1]) / 2
    low, high = FROZEN_STEP_S
    short = same & (seconds >= low) & (seconds <= high) & (said >= FROZEN_KT)
    short &= ~(some.ground[1:] & some.ground[:-1])
    short &= km < FROZEN_SHARE * said * KM_PER_KT_S * seconds
    twice = short[1:] & short[:-1]
    return np.asarray(
        np.r_[twice, False, False] | np.r_[False, twice, False] | np.r_[False, False, twice], dtype=np.bool_
    )


def _stretches(some: Tracks, frozen: Bools) -> list[Ints]:
    """Stretches of one craft that stand still over a long flight."""
    at = np.flatnonzero(frozen)
    parts = np.split(at, np.flatnonzero((np.diff(at) > 1) | (np.diff(some.craft[at]) != 0)) + 1)
    return [part for part in parts if len(part) > 2 and _said_km(some, part) >= ATTRACTOR_KM]


def _said_km(some: Tracks, stretch: Ints) -> float:
    """How far the craft says it flew while it stood."""
    return float((some.gs_kt[stretch][1:] * KM_PER_KT_S * np.diff(some.seconds[stretch])).sum())


def _chain(some: Tracks, row: int, step: int, lat: float, lon: float) -> list[int]:
    """Rows next to `row` in one direction of time that stay at the point, on the ground too.

    A receiver that is made to believe in a false point believes in it while taxiing and parked as well.
    """
    found = []
    after = row + step
    while 0 <= after < len(some) and some.craft[after] == some.craft[row]:
        away = float(geo.distance_km(lat, lon, some.lat[after], some.lon[after]))
        if abs(some.seconds[after] - some.seconds[after - step]) > HELD_S or away > HELD_KM:
            break
        found.append(after)
        after += step
    return found


def mark_attracted(tracks: Tracks, marks: Marks, attractors: pl.DataFrame) -> None:
    """Reword jumps of many craft to one point within one hour."""
    rows = jumps(tracks, marks)
    many = crowded(attractors)
    if not len(rows) or many.is_empty():
        return
    found = pl.DataFrame({"row": rows, "cell": cells(tracks, rows)}).join(many, on="cell")
    for (n,), part in found.sort("n", "row").group_by("n", maintain_order=True):
        marks.reword(part["row"].to_numpy(), f"spoofed: {n} craft jumped to one point within the hour")


def jumps(tracks: Tracks, marks: Marks) -> Ints:
    """Airborne rows that were marked because they are out of reach or stand still."""
    return np.flatnonzero(marks.beginning(("speed: out", "frozen")) & ~tracks.ground)
