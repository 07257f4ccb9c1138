"""Which positions of ships are to be trusted, and which belong to two ships that send one MMSI.

A position is marked, never deleted: `duplicate` (the same place and second again, from another receiver), `default`
(0/0, 1/1 and the like, which equipment sends), `frozen` (the same place to the last digit while a speed is sent),
`jammed` (a point that several ships leapt to at once, or elsewhere while several were thrown about), `unhearable` (far
beyond the station that heard it), `copied` (a recording), `teleport` (a place the ship could not have reached, and
nobody stayed there), `displaced` (a track elsewhere that lasts as long as the ship herself is silent), `circling` (a
track on a ring), `walked` (led away, and let go at once). Where jumps lead to a second track that goes on, the
positions of one MMSI cannot be one ship's: each track gets a label.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from crossbearing.movement.arrays import Bools, Floats, Ints
from crossbearing.movement.vessels.fixes import KMH_PER_KT, blocks, flat_km, steps_at_most_km
from crossbearing.movement.vessels.senders import messages_of
from crossbearing.movement.vessels.tracks.by_turns import by_turns
from crossbearing.movement.vessels.tracks.dealing import dealt
from crossbearing.movement.vessels.tracks.fitting import (
    DRIFT_KT,
    FIX_KM,
    LONG_FIX_KM,
    LONG_RANGE,
    NOISE_KM,
    RECKONED_S,
    SPREAD,
    STRANGE,
    TOP_KT,
)
from crossbearing.movement.vessels.tracks.hulls import Reports
from crossbearing.movement.vessels.tracks.unsure import sure
from crossbearing.movement.vessels.trust.astray import judged
from crossbearing.movement.vessels.trust.copies import copied
from crossbearing.movement.vessels.trust.earshot import unhearable
from crossbearing.movement.vessels.trust.jammed import jammed, shaken_rows
from crossbearing.movement.vessels.trust.leaping import leaping
from crossbearing.movement.vessels.trust.lessons import Known, Lessons, lessons_of

Codes = NDArray[np.unsignedinteger[Any]]
# A ship whose place is the same to the last digit (0.2 m) although she says that she makes this speed, so often in a
# row, repeats an old place.
FROZEN_KT, FROZEN_TIMES = 3.0, 5
# The same report comes from so many receivers at most in one millisecond. GUESS.
RECEIVERS = 4
# Two ships side by side on one MMSI leap at every other report; an honest ship at one in a thousand (Solent). GUESS.
LEAPING = 0.03
# Places that equipment sends, or crews set, where none is known. At sea one report in ten thousand million lies just
# there; whole degrees elsewhere are left to the rules for leaps.
DEFAULTS = ((0.0, 0.0), (1.0, 1.0), (90.0, 0.0), (90.0, 180.0), (0.0, 180.0))
MARKS = (
    "duplicate",
    "frozen",
    "jammed",
    "unhearable",
    "teleport",
    "displaced",
    "circling",
    "walked",
    "copied",
    "default",
)
DUPLICATE, FROZEN, JAMMED, UNHEARABLE, COPIED, DEFAULT = 1, 2, 3, 4, 9, 10


def plausible(positions: pl.DataFrame, known: Known | None = None) -> pl.DataFrame:
    """Return VESSEL_POSITIONS with marks, by ship and time, and `hull`: a label where an MMSI is shared.

    `known` is what all ships teach of jamming and of stations, where these are only some of them.
    """
    return mark_and_learn(positions, known)[0]


def mark_and_learn(positions: pl.DataFrame, known: Known | None = None) -> tuple[pl.DataFrame, Lessons]:
    """Return what `plausible` does, and what these ships teach about all."""
    ordered = in_order(positions)
    rows = _reports(ordered)
    crafts, ship = _numbered(ordered["craft"])
    places = (rows.seconds, rows.lat, rows.lon)
    leaps = leaping(ship, *places)
    lessons = lessons_of(crafts, ship, places, ordered["station"], leaps)
    told = lessons.alone if known is None else known
    mark = np.where(ordered["mark"].is_null().to_numpy(), np.uint8(0), np.uint8(len(MARKS) + 1))
    found = {
        DUPLICATE: _duplicate(ship, rows),
        DEFAULT: _default(rows),
        FROZEN: _frozen(ship, rows),
        JAMMED: jammed(crafts, ship, *places, told.crowds)
        | shaken_rows(crafts, ship, rows.seconds, leaps, told.shaken),
        UNHEARABLE: unhearable(ordered["station"], rows.lat, rows.lon, told.deaf),
        COPIED: copied(crafts, ship, rows.seconds, told.copies),
    }
    for code, which in found.items():
        if which.any():
            mark[which & (mark == 0)] = code
    hull = np.zeros(mark.size, np.uint16)
    trusted = np.flatnonzero(mark == 0)
    sender = ship if trusted.size == ship.size else ship[trusted]
    for number in _jumping(sender, rows.taken(trusted)).tolist():
        first, last = np.searchsorted(sender, [number, number + 1])
        tracks = judged(*dealt(rows.taken(trusted[first:last])), rows)
        for word, false in tracks.false.items():
            mark[false] = MARKS.index(word) + 1
        for label, own in enumerate(sure(rows, tracks.ships) if len(tracks.ships) > 1 else (), start=1):
            hull[own] = label
    return _written(ordered, mark, hull), lessons


def in_order(positions: pl.DataFrame) -> pl.DataFrame:
    """Positions by ship and time; what is sorted already, as stored positions are, is left alone."""
    crafts, ship = _numbered(positions["craft"])
    time = positions["time"].to_physical().to_numpy()
    once = crafts.is_sorted() and crafts.n_unique() == crafts.len()
    if once and ((time[1:] >= time[:-1]) | (ship[1:] != ship[:-1])).all():
        return positions
    return positions.sort("craft", "time", maintain_order=True)


def _numbered(craft: pl.Series) -> tuple[pl.Series, Ints]:
    """The ships of a sorted column, and the number of the ship of each row."""
    runs = craft.rle().struct.unnest()
    return runs["value"], np.repeat(np.arange(runs.height), runs["len"].to_numpy())


def _reports(ordered: pl.DataFrame) -> Reports:
    lat, lon, sog, cog = (
        ordered[name].cast(pl.Float64).fill_null(np.nan).to_numpy() for name in ("lat", "lon", "sog_kt", "cog_deg")
    )
    heading, message = ordered["heading_deg"].fill_null(np.nan).to_numpy(), messages_of(ordered)
    seconds = ordered["time"].dt.epoch("ms").to_numpy() / 1000.0
    return Reports(np.arange(ordered.height), seconds, lat, lon, sog, cog, heading, message)


def _written(frame: pl.DataFrame, mark: Codes, hull: Codes) -> pl.DataFrame:
    """The frame with its new marks, and `hull`: `a`, `b` … in the order in which the ships were first heard."""
    words = {0: None, len(MARKS) + 1: None} | dict(enumerate(MARKS, start=1))
    labels = {0: None} | {number: _label(number - 1) for number in np.unique(hull[hull > 0]).tolist()}
    told, whose = _worded(mark, words), _worded(hull, labels)
    return frame.with_columns(mark=pl.coalesce("mark", told), hull=whose)


def _worded(codes: Codes, words: dict[int, str | None]) -> pl.Series:
    """The word of each code; mostly none of them has one."""
    if not codes.any():
        return pl.repeat(None, codes.size, dtype=pl.String, eager=True)
    return pl.Series(codes).replace_strict(words, return_dtype=pl.String)


def _label(number: int) -> str:
    return chr(ord("a") + number % 26) * (1 + number // 26)


def _duplicate(ship: Ints, rows: Reports) -> Bools:
    """Whether a report says what one of the few before it said, in the same millisecond."""
    again = np.zeros(ship.size, np.bool_)
    for back in range(1, RECEIVERS + 1):
        same = (ship[back:] == ship[:-back]) & (rows.seconds[back:] == rows.seconds[:-back])
        same &= (rows.lat[back:] == rows.lat[:-back]) & (rows.lon[back:] == rows.lon[:-back])
        again[back:] |= same
        if not same.any():
            break
    return again


def _default(rows: Reports) -> Bools:
    """Whether a report is a value that equipment sends before it knows a place."""
    found = np.zeros(rows.row.size, np.bool_)
    for lat, lon in DEFAULTS:
        found |= (rows.lat == lat) & (rows.lon == lon)
    return found


def _frozen(ship: Ints, rows: Reports) -> Bools:
    """Whether a report stands in a run of the very same digits in which a speed is sent many times."""
    same = (ship[1:] == ship[:-1]) & (rows.lat[1:] == rows.lat[:-1]) & (rows.lon[1:] == rows.lon[:-1])
    edges = np.diff(np.concatenate([[False], same, [False]]).astype(np.int8))
    first, last = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    moving = np.concatenate([[0], np.cumsum(rows.sog_kt > FROZEN_KT)])
    stuck = moving[last + 1] - moving[first] >= FROZEN_TIMES
    frozen = np.zeros(ship.size, np.bool_)
    for begin, end in zip(first[stuck].tolist(), last[stuck].tolist(), strict=True):
        frozen[begin : end + 1] = True
    return frozen


def _jumping(ship: Ints, rows: Reports) -> Ints:
    """The ships with a step that no ship can make, and those that leap about, or go there and back, more often than a
    ship at sea does."""
    if ship.size < 2:
        return np.zeros(0, np.int64)
    found = [_far(ship, rows, slice(one.start, one.stop + 1)) for one in blocks(ship.size - 1)]
    steps, leap_km, most_km = (np.concatenate(column) for column in zip(*found, strict=True))
    km = flat_km(rows.lat[steps], rows.lon[steps], rows.lat[steps + 1], rows.lon[steps + 1])
    count = int(ship[-1]) + 1
    rough = LONG_FIX_KM * STRANGE * ((rows.message[steps] == LONG_RANGE) | (rows.message[steps + 1] == LONG_RANGE))
    leaps = np.bincount(ship[steps[km > leap_km + rough]], minlength=count)
    impossible = np.bincount(ship[steps[km > most_km]], minlength=count)
    made = np.bincount(ship, minlength=count) - 1
    leaping = np.flatnonzero((impossible > 0) | (leaps > LEAPING * np.maximum(made, 1)))
    return np.union1d(leaping, by_turns(ship, rows))


def _far(ship: Ints, rows: Reports, some: slice) -> tuple[Ints, Floats, Floats]:
    """Steps of one block of rows that may be too long, and from how many km on they are a leap, and impossible."""
    hours = np.diff(rows.seconds[some]) / 3600.0
    leap_km = np.where(hours * 3600.0 < RECKONED_S, STRANGE * _spread_km(hours, rows.sog_kt[some]), np.inf)
    most_km = NOISE_KM + hours * TOP_KT * KMH_PER_KT
    long = steps_at_most_km(rows.lat[some], rows.lon[some]) > np.minimum(leap_km, most_km)
    steps = np.flatnonzero((ship[some][1:] == ship[some][:-1]) & long)
    return steps + some.start, leap_km[steps], most_km[steps]


def _spread_km(hours: Floats, sog_kt: Floats) -> Floats:
    """How far the next fix of one ship lies from the last, by the higher of both speeds sent."""
    told = np.fmax(sog_kt[:-1], sog_kt[1:])
    knots = np.where(np.isnan(told), TOP_KT, told) + DRIFT_KT
    return np.asarray(FIX_KM + (1.0 + SPREAD) * hours * knots * KMH_PER_KT)
