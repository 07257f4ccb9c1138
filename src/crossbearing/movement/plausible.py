"""Marks positions that are not to be trusted, each with the reason; nothing is deleted.

A mark reads `kind: detail`. Kinds: `not_an_airframe`, `duplicate`, `stale_repeat`, `frozen`, `speed`, `spoofed`,
`ground_vehicle`, and `shared_address`, which is different: such a position is real, but two airframes use the address,
and the letter says which of them it is given to.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from crossbearing.model.tables import POSITIONS
from crossbearing.movement.arrays import Bools, Floats, Ints, Tracks, tracks_of
from crossbearing.movement.marks import Marks
from crossbearing.movement.reach import blocks_of, heaviest_chain, impossible_steps, rows_of
from crossbearing.movement.sharing import is_shared, split
from crossbearing.movement.standing import Attractor, mark_attracted, mark_standing, weights

# The same place reported again within this time is one report heard by two receivers or networks.
ONE_REPORT_S = 2.0
# Slower than this a craft may honestly report one place twice: GPS steps are about a metre, taxi speed is 10 m/s.
MOVING_KT = 30.0

# A vehicle drives at most this fast, on one airport, for hours, and never flies.
VEHICLE_MAX_KT, VEHICLE_REACH_DEG, VEHICLE_MIN_S = 80.0, 0.1, 7200.0
# It is seen to drive in so large a share of its rows, and all but so many of them say "ground". GUESSES.
VEHICLE_MOVING, VEHICLE_GROUND, DRIVING_KT = 0.05, 0.95, 5.0
AIRFRAME_LETTERS = "ab"


def plausible(positions: pl.DataFrame) -> pl.DataFrame:
    """Return the positions with `mark` filled where one is not to be trusted; marks that are there stay.

    Rows keep their number; they come in the order of craft and time. A mark is set by comparing positions with each
    other, so give all positions of a craft at once, and of many craft where spoofing is to be recognised as such.
    """
    frame = POSITIONS.conform(positions)
    if frame.is_empty():
        return frame
    tracks, marks = tracks_of(frame), Marks(frame["mark"])
    marks.put(np.flatnonzero(_no_airframe(frame)), "not_an_airframe: TIS-B or made-up address")
    _mark_repeats(tracks, marks)
    attractors = mark_standing(tracks, marks)
    _mark_impossible(tracks, frame, marks, attractors)
    mark_attracted(tracks, marks)
    _mark_vehicles(tracks, marks)
    return frame.with_columns(marks.column())


def trusted(positions: pl.DataFrame) -> pl.DataFrame:
    """The positions whose place and time can be trusted: unmarked, or marked only as one of two airframes."""
    return positions.filter(pl.col("mark").is_null() | pl.col("mark").str.starts_with("shared_address"))


def airframe_of(mark: pl.Expr) -> pl.Expr:
    """Which of the airframes on a shared address a position was given to; null for an address of one."""
    return mark.str.extract(r"^shared_address: airframe (\w)")


def _no_airframe(frame: pl.DataFrame) -> Bools:
    made_up = frame["craft"].str.starts_with("other:~") | (frame["source"] == "tisb").fill_null(False)
    return np.asarray(made_up.to_numpy(), dtype=np.bool_)


def _mark_repeats(tracks: Tracks, marks: Marks) -> None:
    """A place sent again: by a second receiver at once, or held by the source while the craft moves on."""
    rows = np.flatnonzero(marks.free)
    some = tracks.take(rows)
    same, seconds, _ = some.steps()
    held = same & (np.diff(some.lat) == 0) & (np.diff(some.lon) == 0)
    marks.put(rows[1:][held & (seconds <= ONE_REPORT_S)], "duplicate: same place at the same time")
    marks.put(rows[1:][held & (some.gs_kt[1:] > MOVING_KT)], "stale_repeat: same place as before while moving")


def _mark_impossible(tracks: Tracks, frame: pl.DataFrame, marks: Marks, attractors: list[Attractor]) -> None:
    """Keep the heaviest chain of positions one craft can have flown, or two chains where two airframes send."""
    rows = np.flatnonzero(marks.free)
    some = tracks.take(rows)
    weight = weights(some, attractors)
    for craft in np.unique(some.craft[impossible_steps(some)]):
        low, high = np.searchsorted(some.craft, [craft, craft + 1])
        own, track = rows[low:high], some.take(np.arange(low, high))
        blocks = blocks_of(track)
        chain = heaviest_chain(track, blocks, weight[low:high])
        if is_shared(track, blocks, chain):
            _mark_shared(track, weight[low:high], frame, own, marks)
        else:
            out = np.setdiff1d(np.arange(len(own)), rows_of(blocks, chain))
            marks.put(own[out], "speed: out of reach of the positions before and after")


def _mark_shared(track: Tracks, weight: Floats, frame: pl.DataFrame, own: Ints, marks: Marks) -> None:
    owner = split(track, frame["callsign"].gather(own).to_list())
    for number, letter in enumerate(AIRFRAME_LETTERS):
        rows = np.flatnonzero(owner == number)
        part = track.take(rows)
        blocks = blocks_of(part)
        flown = rows[rows_of(blocks, heaviest_chain(part, blocks, weight[rows]))]
        marks.put(own[flown], f"shared_address: airframe {letter}")
        owner[np.setdiff1d(rows, flown)] = -1
    marks.put(own[owner < 0], "speed: out of reach of both airframes of a shared address")


def _mark_vehicles(tracks: Tracks, marks: Marks) -> None:
    """Craft that drive for hours on one airport and are never seen to fly."""
    for low, high in tracks.slices():
        own = np.arange(low, high)[marks.free[low:high]]
        if len(own) and _drives(tracks.take(own)):
            marks.put(own, "ground_vehicle: drives on one airport and never flies")


def _drives(track: Tracks) -> bool:
    fast = float(np.nanmax(np.r_[track.gs_kt, 0.0]))
    if fast > VEHICLE_MAX_KT or fast < DRIVING_KT or np.mean(track.ground) < VEHICLE_GROUND:
        return False
    near = np.ptp(track.lat) < VEHICLE_REACH_DEG and np.ptp(track.lon) < VEHICLE_REACH_DEG
    moving = float(np.mean(track.gs_kt > DRIVING_KT))
    return bool(near and np.ptp(track.seconds) >= VEHICLE_MIN_S and moving >= VEHICLE_MOVING)
