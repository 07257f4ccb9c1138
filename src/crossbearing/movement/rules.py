"""The full rules, for the craft that the screen finds suspect: every row is judged, and what draws craft is learnt."""

from __future__ import annotations

import numpy as np
import polars as pl

from crossbearing.movement import attractors, vehicles
from crossbearing.movement.arrays import Bools, Floats, Ints, Tracks, tracks_of
from crossbearing.movement.marks import Marks
from crossbearing.movement.reach import blocks_of, heaviest_chain, impossible_steps, rows_of
from crossbearing.movement.repeats import mark_repeats
from crossbearing.movement.screen import Columns, columns_of, strayers
from crossbearing.movement.sharing import may_be_shared, split
from crossbearing.movement.standing import jumps, mark_attracted, mark_crawling, mark_slow, mark_standing
from crossbearing.movement.walking import walked

AIRFRAME_LETTERS = "abcdefgh"
# Columns that may be stored as categories.
TEXTS = ("craft", "alt_kind", "source", "callsign", "exhibit", "member")
NO_AIRFRAME = "not_an_airframe: TIS-B or made-up address"
# Addresses that are no airframe's: `~` is put before addresses that a ground station made up. ICAO has given no state
# the block that begins with dd (Annex 10 volume III, table 9-1); FLARM boxes make up theirs in it.
MADE_UP = r"^other:~|^icao24:dd"
# The greatest NACp and NIC that say "no better than unknown or ten miles" (DO-260B tables 2-70 and 2-69).
LOST_NAC_P, LOST_NIC = 2, 0


def judge(frame: pl.DataFrame, known: pl.DataFrame | None = None) -> tuple[Marks, pl.DataFrame]:
    """Marks for all rows of some craft, and the false points learnt from them (ATTRACTORS).

    `known` are false points learnt from all craft; without them, what these craft teach is used.
    """
    frame = frame.with_columns(pl.col(name).cast(pl.String) for name in TEXTS)
    tracks, marks = tracks_of(frame), Marks(frame["mark"])
    names = frame["craft"].filter(np.r_[True, np.diff(tracks.craft) != 0])
    marks.put(np.flatnonzero(_no_airframe(frame)), NO_AIRFRAME)
    columns, free = columns_of(frame), np.flatnonzero(marks.free)
    mark_repeats(frame, columns if len(free) == len(frame) else columns_of(frame[free]), marks, free)
    marks.put(np.flatnonzero(_lost(frame)), LOST)
    mark_slow(tracks, marks)
    mark_crawling(tracks, marks)
    stood = mark_standing(tracks, marks, names)
    drawn = stood if known is None else attractors.merge_attractors([stood, known])
    _mark_impossible(tracks, frame, marks, drawn)
    jumped = attractors.jumped_to(tracks, jumps(tracks, marks), names)
    learnt = attractors.merge_attractors([stood, jumped])
    mark_attracted(tracks, marks, learnt if known is None else attractors.merge_attractors([learnt, known]))
    _mark_walked(tracks, columns, marks)
    _mark_vehicles(tracks, frame, marks)
    return marks, learnt


LOST = "gps_lost: the source says that satellite navigation was lost, and the craft that its place is uncertain"


def _no_airframe(frame: pl.DataFrame) -> Bools:
    made_up = frame["craft"].str.contains(MADE_UP) | (frame["source"] == "tisb").fill_null(False)
    return np.asarray(made_up.to_numpy(), dtype=np.bool_)


def _lost(frame: pl.DataFrame) -> Bools:
    """Rows without satellite navigation: the source says so and the craft says so; multilateration needs none."""
    unsure = (pl.col("nac_p") <= LOST_NAC_P).fill_null(False) | (pl.col("nic") <= LOST_NIC).fill_null(False)
    lost = pl.col("gps_lost").fill_null(False) & unsure & (pl.col("source") != "mlat").fill_null(True)
    return np.asarray(frame.select(lost).to_series().to_numpy(), dtype=np.bool_)


def _mark_impossible(tracks: Tracks, frame: pl.DataFrame, marks: Marks, drawn: pl.DataFrame) -> None:
    """Keep the heaviest chain of positions one craft can have flown, or one chain for each airframe that sends."""
    rows = np.flatnonzero(marks.free)
    some = tracks.take(rows) if len(rows) < len(tracks) else tracks
    weight = attractors.weights(some, drawn)
    for craft in np.unique(some.craft[impossible_steps(some)]):
        low, high = np.searchsorted(some.craft, [craft, craft + 1])
        own, track = rows[low:high], some.part(low, high)
        blocks = blocks_of(track)
        chain = heaviest_chain(track, blocks, weight[low:high])
        owner, airframes = np.zeros(len(own), dtype=np.int64), 1
        if may_be_shared(track, len(own) - len(rows_of(blocks, chain))):
            owner, airframes = split(track, frame["callsign"].gather(own).to_list())
        if airframes > 1:
            _mark_shared(track, weight[low:high], owner, own, marks)
        else:
            flown = np.zeros(len(own), dtype=np.bool_)
            flown[rows_of(blocks, chain)] = True
            marks.put(own[~flown], "speed: out of reach of the positions before and after")


def _mark_shared(track: Tracks, weight: Floats, owner: Ints, own: Ints, marks: Marks) -> None:
    airframes = int(owner.max()) + 1
    for number, letter in enumerate(AIRFRAME_LETTERS[:airframes]):
        rows = np.flatnonzero(owner == number)
        part = track.take(rows)
        blocks = blocks_of(part)
        flown = rows[rows_of(blocks, heaviest_chain(part, blocks, weight[rows]))]
        marks.put(own[flown], f"shared_address: airframe {letter}")
        owner[np.setdiff1d(rows, flown)] = -1
    which = "both airframes" if airframes == 2 else f"all {airframes} airframes"
    marks.put(own[owner < 0], f"speed: out of reach of {which} of a shared address")


def _mark_walked(tracks: Tracks, columns: Columns, marks: Marks) -> None:
    """Stretches in which the places move otherwise than the craft says."""
    free = marks.free
    slices = tracks.slices()
    for craft in strayers(columns, ~free):
        low, high = slices[craft]
        own = np.flatnonzero(free[low:high]) + low
        off = walked(tracks.take(own), columns.track_deg[own].astype(np.float64))
        marks.put(own[off], "spoofed: for minutes its place moves otherwise than its speed and course say")


def _mark_vehicles(tracks: Tracks, frame: pl.DataFrame, marks: Marks) -> None:
    """Craft that never fly."""
    free = marks.free
    for low, high in tracks.slices():
        own = np.flatnonzero(free[low:high]) + low
        kind = vehicles.kind_of(tracks.take(own), frame["callsign"][low:high]) if len(own) else None
        if kind:
            marks.put(own, kind)
