"""Marks positions that are not to be trusted, each with the reason; nothing is deleted.

A mark reads `kind: detail`. Kinds: `not_an_airframe`, `duplicate`, `stale_repeat`, `frozen`, `speed`, `spoofed`,
`ground_vehicle`, and `shared_address`, which is different: such a position is real, but two airframes use the address,
and the letter says which of them it is given to.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from crossbearing.model.tables import POSITIONS
from crossbearing.movement.arrays import KM_PER_KT_S, Bools, Floats, Ints, Tracks, tracks_of
from crossbearing.movement.reach import blocks_of, heaviest_chain, impossible_steps, rows_of
from crossbearing.movement.sharing import is_shared, split
from crossbearing.world import geo

# The same place reported again within this time is one report heard by two receivers or networks.
ONE_REPORT_S = 2.0
# Slower than this a craft may honestly report one place twice: GPS steps are about a metre, taxi speed is 10 m/s.
MOVING_KT = 30.0

# Standing while flying: in 75 s even a full turn at the standard rate (3 deg/s) leaves more than this share of the way.
FROZEN_SHARE = 0.3
FROZEN_STEP_S = (8.0, 75.0)
FROZEN_KT = 150.0

# Standing still over this much flight is no held position but a false one; what is sent from that very point
# within two hours of it is false too. GUESS.
ATTRACTOR_KM, HELD_KM, HELD_S = 20.0, 0.5, 7200.0

# Nothing that flies this high stays up this slowly: stall speeds there are above 100 kt indicated, 150 kt true.
SLOW_KT, SLOW_ABOVE_FT = 80.0, 25000.0

# So many craft jumping to one cell (0.05 deg) within an hour are one transmitter's doing. GUESS; real attractors gather tens.
ATTRACTED_CRAFT = 3
ATTRACTOR_DEG, ATTRACTOR_S = 0.05, 3600.0

# A vehicle drives at most this fast, on one airport, for hours, and never flies.
VEHICLE_MAX_KT, VEHICLE_REACH_DEG, VEHICLE_MIN_S, VEHICLE_MOVING = 80.0, 0.1, 7200.0, 0.05
AIRFRAME_LETTERS = "ab"


class _Marks:
    """Reasons by row; the first reason stays."""

    def __init__(self, given: pl.Series) -> None:
        texts = given.unique().drop_nulls().sort().to_list()
        self.texts: list[str] = texts
        codes = given.replace_strict(texts, range(len(texts)), default=None, return_dtype=pl.Int64) if texts else None
        self.code = np.full(len(given), -1) if codes is None else codes.fill_null(-1).to_numpy().copy()
        self._known = {text: code for code, text in enumerate(texts)}

    @property
    def free(self) -> Bools:
        """Rows without a mark."""
        return self.code < 0

    def put(self, rows: Ints, text: str) -> None:
        """Mark those of the rows that have no mark yet."""
        code = self._known.setdefault(text, len(self.texts))
        if code == len(self.texts):
            self.texts.append(text)
        rows = rows[self.code[rows] < 0]
        self.code[rows] = code

    def column(self) -> pl.Series:
        """The marks as a column."""
        texts = pl.Series("mark", [*self.texts, None], dtype=pl.String)
        return texts.gather(np.where(self.code < 0, len(self.texts), self.code)).alias("mark")


def plausible(positions: pl.DataFrame) -> pl.DataFrame:
    """Return the positions with `mark` filled where one is not to be trusted; marks that are there stay.

    Rows keep their number and order (craft, time). A mark is set by comparing positions with each other, so give all
    positions of a craft at once, and of many craft where spoofing is to be recognised as such.
    """
    frame = POSITIONS.conform(positions)
    if frame.is_empty():
        return frame
    tracks, marks = tracks_of(frame), _Marks(frame["mark"])
    marks.put(np.flatnonzero(_no_airframe(frame)), "not_an_airframe: TIS-B or made-up address")
    _mark_repeats(tracks, marks)
    _mark_standing(tracks, marks)
    _mark_impossible(tracks, frame, marks)
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
    return made_up.to_numpy()


def _mark_repeats(tracks: Tracks, marks: _Marks) -> None:
    """A place sent again: by a second receiver at once, or held by the source while the craft moves on."""
    rows = np.flatnonzero(marks.free)
    some = tracks.take(rows)
    same, seconds, _ = some.steps()
    held = same & (np.diff(some.lat) == 0) & (np.diff(some.lon) == 0)
    marks.put(rows[1:][held & (seconds <= ONE_REPORT_S)], "duplicate: same place at the same time")
    moving = ~(some.gs_kt[1:] <= MOVING_KT) & ~np.isnan(some.gs_kt[1:])
    marks.put(rows[1:][held & moving], "stale_repeat: same place as before while moving")


def _mark_standing(tracks: Tracks, marks: _Marks) -> None:
    """Positions that stand or circle while a flying speed is reported, and speeds that nothing flies at."""
    slow = (tracks.gs_kt < SLOW_KT) & (tracks.alt_ft > SLOW_ABOVE_FT) & ~tracks.ground
    marks.put(np.flatnonzero(slow), f"speed: below {SLOW_KT:.0f} kt above {SLOW_ABOVE_FT:,.0f} ft")
    rows = np.flatnonzero(marks.free)
    some = tracks.take(rows)
    if len(some) < 3:
        return
    same, seconds, km = some.steps()
    said = (some.gs_kt[1:] + some.gs_kt[:-1]) / 2
    low, high = FROZEN_STEP_S
    short = same & (seconds >= low) & (seconds <= high) & (said >= FROZEN_KT)
    short &= km < FROZEN_SHARE * said * KM_PER_KT_S * seconds
    twice = short[1:] & short[:-1]
    frozen = np.r_[twice, False, False] | np.r_[False, twice, False] | np.r_[False, False, twice]
    marks.put(rows[frozen], "frozen: stands still while flying")
    _mark_held_there(some, rows, frozen, marks)


def _mark_held_there(some: Tracks, rows: Ints, frozen: Bools, marks: _Marks) -> None:
    """What else a craft sends from the point where it stood while flying, before and after: on the ground too.

    A receiver that is made to believe in a false point believes in it while taxiing and parked as well.
    """
    at = np.flatnonzero(frozen)
    for stretch in np.split(at, np.flatnonzero((np.diff(at) > 1) | (np.diff(some.craft[at]) != 0)) + 1):
        if len(stretch) < 3 or _said_km(some, stretch) < ATTRACTOR_KM:
            continue
        lat, lon = np.median(some.lat[stretch]), np.median(some.lon[stretch])
        held = _chain(some, int(stretch[-1]), 1, lat, lon) + _chain(some, int(stretch[0]), -1, lat, lon)
        marks.put(rows[np.array(held, dtype=np.int64)], "spoofed: at the point where it stood while flying")


def _said_km(some: Tracks, stretch: Ints) -> float:
    """How far the craft says it flew while it stood."""
    return float((some.gs_kt[stretch][1:] * KM_PER_KT_S * np.diff(some.seconds[stretch])).sum())


def _chain(some: Tracks, row: int, step: int, lat: float, lon: float) -> list[int]:
    """Rows next to `row` in one direction of time that stay at the point."""
    found = []
    after = row + step
    while 0 <= after < len(some) and some.craft[after] == some.craft[row]:
        away = float(geo.distance_km(lat, lon, some.lat[after], some.lon[after]))
        if abs(some.seconds[after] - some.seconds[after - step]) > HELD_S or away > HELD_KM:
            break
        found.append(after)
        after += step
    return found


def _mark_impossible(tracks: Tracks, frame: pl.DataFrame, marks: _Marks) -> None:
    rows = np.flatnonzero(marks.free)
    some = tracks.take(rows)
    for craft in np.unique(some.craft[impossible_steps(some)]):
        low, high = np.searchsorted(some.craft, [craft, craft + 1])
        own = rows[low:high]
        track = tracks.take(own)
        blocks = blocks_of(track)
        chain = heaviest_chain(track, blocks)
        if is_shared(track, blocks, chain):
            _mark_shared(track, frame, own, marks)
        else:
            out = np.setdiff1d(np.arange(len(own)), rows_of(blocks, chain))
            marks.put(own[out], "speed: out of reach of the positions before and after")
    _mark_attracted(tracks, marks)


def _mark_shared(track: Tracks, frame: pl.DataFrame, own: Ints, marks: _Marks) -> None:
    owner = split(track, frame["callsign"].gather(own).to_list())
    for number, letter in enumerate(AIRFRAME_LETTERS):
        rows = np.flatnonzero(owner == number)
        part = track.take(rows)
        blocks = blocks_of(part)
        flown = rows[rows_of(blocks, heaviest_chain(part, blocks))]
        marks.put(own[flown], f"shared_address: airframe {letter}")
        owner[np.setdiff1d(rows, flown)] = -1
    marks.put(own[owner < 0], "speed: out of reach of both airframes of a shared address")


def _mark_attracted(tracks: Tracks, marks: _Marks) -> None:
    """Reword jumps of many craft to one point at one time, and mark who else stands at that point then."""
    jumped = np.array([text.startswith(("speed: out", "frozen")) for text in [*marks.texts, ""]])[marks.code]
    rows = np.flatnonzero(jumped & ~tracks.ground)
    if not len(rows):
        return
    cells = pl.DataFrame({"cell": _cells(tracks, rows), "craft": tracks.craft[rows]})
    many = cells.group_by("cell").agg(pl.col("craft").n_unique().alias("n")).filter(pl.col("n") >= ATTRACTED_CRAFT)
    counts = dict(many.iter_rows())
    for row, cell in zip(rows.tolist(), cells["cell"].to_list(), strict=True):
        if cell in counts:
            marks.code[row] = -1
            marks.put(np.array([row]), f"spoofed: {counts[cell]} craft jumped to one point within the hour")


def _cells(tracks: Tracks, rows: Ints) -> Ints:
    """One number for the cell of place and hour."""
    lat = np.floor(tracks.lat[rows] / ATTRACTOR_DEG).astype(np.int64)
    lon = np.floor(tracks.lon[rows] / ATTRACTOR_DEG).astype(np.int64)
    hour = np.floor(tracks.seconds[rows] / ATTRACTOR_S).astype(np.int64)
    return (hour * 10_000 + lat + 5_000) * 10_000 + lon + 5_000


def _mark_vehicles(tracks: Tracks, marks: _Marks) -> None:
    """Craft that drive for hours on one airport and are never seen to fly."""
    for low, high in tracks.slices():
        own = np.arange(low, high)[marks.free[low:high]]
        if len(own) and _drives(tracks.take(own)):
            marks.put(own, "ground_vehicle: drives on one airport and never flies")


def _drives(track: Tracks) -> bool:
    fast = np.nanmax(np.r_[track.gs_kt, 0.0])
    if fast > VEHICLE_MAX_KT or fast < 1 or np.mean(track.ground) < 0.95:
        return False
    reach: Floats = np.array([np.ptp(track.lat), np.ptp(track.lon)])
    moving = float(np.mean(track.gs_kt > 5))
    return bool(
        np.all(reach < VEHICLE_REACH_DEG) and np.ptp(track.seconds) >= VEHICLE_MIN_S and moving >= VEHICLE_MOVING
    )
