"""The trusted positions of all airframes, as a frame and as arrays; what few rows need is looked up for those."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from crossbearing.movement.arrays import Bools, Floats, Ints, Tracks, starts_of, tracks_of
from crossbearing.movement.fields import Fields, fields_of
from crossbearing.movement.heights import without_wild_heights
from crossbearing.world import World

# A callsign is taken from so many rows around a silence at most; it comes with every fourth row of a readsb trace.
CALLSIGN_ROWS = 60
# Ships do not fly.
VESSEL = ("mmsi:", "imo:")
SHARED = "shared_address"
# The columns of POSITIONS that tell about flights.
NEEDED = (
    *("craft", "time", "lat", "lon", "alt_ft", "alt_kind", "gs_kt", "track_deg", "vrate_fpm", "callsign", "mark"),
    *("exhibit", "member", "row"),
)


@dataclass(frozen=True, slots=True)
class Picked:
    """Some rows of a column, in some order; all where `rows` is None. Only what is asked for is looked up."""

    column: pl.Series
    rows: Ints | None

    def gather(self, rows: Ints) -> pl.Series:
        """Values of some of the rows, counted among the rows picked."""
        return self.column.gather(rows if self.rows is None else self.rows[rows])

    def whole(self) -> pl.Series:
        """All values."""
        return self.column if self.rows is None else self.column.gather(self.rows)


@dataclass(frozen=True, slots=True)
class Kept:
    """Some rows of a frame, in some order; all where `rows` is None."""

    positions: pl.DataFrame
    rows: Ints | None

    def __len__(self) -> int:
        return self.positions.height if self.rows is None else len(self.rows)

    def __getitem__(self, name: str) -> Picked:
        """A column."""
        return Picked(self.positions[name], self.rows)

    def select(self, *names: str, rows: Ints) -> pl.DataFrame:
        """Some columns of some rows."""
        return pl.DataFrame([self[name].gather(rows) for name in names])


@dataclass(frozen=True, slots=True)
class Gathered:
    """A column of numbers that is turned into an array only for the rows asked for."""

    column: Picked
    unknown: float

    def __getitem__(self, rows: Ints) -> Floats:
        """Values of some rows, `unknown` where there is none."""
        return self.column.gather(rows).cast(pl.Float64).fill_null(self.unknown).to_numpy()


@dataclass(frozen=True, slots=True)
class Nearby:
    """Callsigns of rows, taken from the nearest row that has one: at it, or at most `CALLSIGN_ROWS` before or after.

    Only rows of the same airframe are asked.
    """

    column: pl.Series
    sent: Bools
    airframe: Ints
    after: bool

    def __getitem__(self, rows: Ints) -> pl.Series:
        """Callsigns of some rows; null where none was sent nearby."""
        step = np.arange(CALLSIGN_ROWS + 1) if self.after else -np.arange(CALLSIGN_ROWS + 1)
        near = np.atleast_1d(rows)[:, None] + step
        inside = np.clip(near, 0, len(self.sent) - 1)
        there = self.sent[inside] & (near == inside) & (self.airframe[inside] == self.airframe[inside[:, :1]])
        at = np.take_along_axis(inside, there.argmax(axis=1)[:, None], axis=1)[:, 0]
        found = pl.Series(np.where(there.any(axis=1), at, -1))
        return self.column.gather(found.replace(-1, None))


@dataclass(frozen=True, slots=True)
class Signals:
    """What rows tell beside place and time: `vrate_fpm` (0 unknown), `track_deg` (NaN unknown), callsigns; fields."""

    vrate_fpm: Gathered
    track_deg: Gathered
    callsign_before: Nearby
    callsign_after: Nearby
    fields: Fields


@dataclass(frozen=True, slots=True)
class Source:
    """The trusted positions of all airframes: a view of the frame, the same as arrays, and what stands beside.

    `tracks.craft` numbers the airframes from 0 in the order of rows. Rows are counted among the trusted ones.
    """

    frame: Kept
    tracks: Tracks
    signals: Signals

    @property
    def airframes(self) -> pl.DataFrame:
        """One row an airframe, in the order of its number: `craft`, `airframe` (its letter on a shared address)."""
        first = self.tracks.starts()
        marks = self.frame["mark"].gather(first)
        return pl.DataFrame([self.frame["craft"].gather(first).cast(pl.String), letters_of(marks).alias("airframe")])


def letters_of(marks: pl.Series) -> pl.Series:
    """Which of the airframes on a shared address marks give positions to; null for an address of one."""
    return marks.str.extract(r"^shared_address: airframe (\w)")


def source_of(positions: pl.DataFrame, world: World) -> Source:
    """Sort out the trusted positions of aircraft (marked POSITIONS, or at least its columns `NEEDED`)."""
    positions, rows, shared = _flown(positions.select(NEEDED))
    tracks = tracks_of(positions, rows)
    if shared:
        rows, tracks = _apart(positions, rows, tracks)
    frame = Kept(positions, rows)
    callsign = frame["callsign"].whole()
    sent = callsign.is_not_null().to_numpy()
    signals = Signals(
        Gathered(frame["vrate_fpm"], 0.0),
        Gathered(frame["track_deg"], float("nan")),
        Nearby(callsign, sent, tracks.craft, after=False),
        Nearby(callsign, sent, tracks.craft, after=True),
        fields_of(world.airports),
    )
    return Source(frame, replace(tracks, alt_ft=without_wild_heights(tracks)), signals)


def _flown(positions: pl.DataFrame) -> tuple[pl.DataFrame, Ints | None, bool]:
    """Positions in the order of craft and time; which of them are trusted and no vessels' (None: all).

    And whether any are of one of several airframes on an address.
    """
    runs = positions["craft"].rle().struct.unnest()
    names, long = runs["value"].cast(pl.String), runs["len"].to_numpy()
    starts = np.cumsum(long, dtype=np.int64) - long
    if not _is_sorted(positions["time"], names, starts):
        return _flown(positions.sort("craft", "time", maintain_order=True))
    afloat = (names.str.starts_with(VESSEL[0]) | names.str.starts_with(VESSEL[1])).to_numpy()
    mark = positions["mark"]
    if mark.null_count() == positions.height and not afloat.any():
        return positions, None, False
    kept = np.repeat(~afloat, long)
    marked = np.flatnonzero(mark.is_not_null().to_numpy())
    shared = mark.gather(marked).str.starts_with(SHARED).to_numpy()
    kept[marked[~shared]] = False
    return positions, np.flatnonzero(kept), bool(shared.any())


def _is_sorted(time: pl.Series, names: pl.Series, starts: Ints) -> bool:
    """Tell whether rows come by craft and time; `starts` are the first rows of runs of one craft, `names` the craft."""
    ms = time.to_physical().to_numpy()
    backward = np.flatnonzero(ms[1:] < ms[:-1]) + 1
    return names.is_sorted() and bool(np.isin(backward, starts).all())


def _apart(positions: pl.DataFrame, rows: Ints | None, tracks: Tracks) -> tuple[Ints | None, Tracks]:
    """Put the airframes of shared addresses one after the other, and number them as craft of their own."""
    mark = Picked(positions["mark"], rows).whole()
    marked = np.flatnonzero(mark.is_not_null().to_numpy())
    code = np.zeros(len(tracks), dtype=np.int64)
    code[marked] = letters_of(mark.gather(marked)).rank("dense").fill_null(0).to_numpy()
    order, owners = np.arange(len(tracks)), tracks.craft[marked]
    for craft in owners[starts_of(owners)]:
        low, high = np.searchsorted(tracks.craft, [craft, craft + 1])
        order[low:high] = low + np.argsort(code[low:high], kind="stable")
    new = starts_of(tracks.craft * (code.max() + 1) + code[order])
    number = np.repeat(np.arange(len(new)), np.diff(np.r_[new, len(tracks)]))
    return order if rows is None else rows[order], replace(tracks.take(order), craft=number)
