"""Which positions of ships are to be trusted, and which belong to two ships that send one MMSI.

A position is marked, never deleted: `duplicate` (the same place and second again, from another receiver), `frozen` (the
same place to the last digit while a speed is sent), `teleport` (a place the ship could not have reached, and nobody
stayed there), `displaced` (a track elsewhere that lasts as long as the ship herself is silent). Where jumps lead to a
second track that goes on beside the first, two ships send one MMSI: each track gets a label.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, hypot, inf, isnan, log, radians, sin

import numpy as np
import polars as pl

from crossbearing.movement.vessels.fixes import KM_PER_DEGREE, KMH_PER_KT, flat_km

# The fastest ferries make 45 kt; faster "ships" are errors. What one fix is off by: 100 m for GNSS and antenna, more
# for receivers that round (class B, long-range messages: 1/10 minute is 185 m).
TOP_KT = 50.0
NOISE_KM = 0.3
# A ship's next speed is not much more than the higher of both it sent: acceleration within a silence. GUESS.
FASTER, AT_LEAST_KT = 1.5, 15.0
# A track of its own has so many positions and lasts so long; less is a jump. GUESS: a false place is sent a few times.
TRACK_POSITIONS, TRACK_S = 5, 600.0
# So many tracks of one MMSI are looked at, the last heard first: false places make one each, and no more than a few
# ships share a number at a time.
TRACKS_OPEN = 12
# A fix is off by some tens of metres, the next one from where the last course and speed lead by this share of the way
# made, and even a ship at rest drifts. Beyond so many spreads it is another ship's. GUESSES, chosen on pairs of real
# ships of one bay that were given one MMSI.
FIX_KM, SPREAD, DRIFT_KT, STRANGE = 0.012, 0.3, 1.0, 8.0
# A report's speed and course differ from the last by so much (standard deviation); a larger change costs no more than
# so much. GUESSES.
SOG_KT, COG_DEG, MOST = 1.0, 15.0, 8.0
# Two ships side by side on one MMSI leap at every other report; an honest ship at one in a thousand (Solent). GUESS.
LEAPING = 0.03
# Dead reckoning for so long at most: after a quarter of an hour ships have turned. GUESS.
RECKONED_S = 900.0
# A ship whose place is the same to the last digit (0.2 m) although she says that she makes this speed, so often in a
# row, repeats an old place.
FROZEN_KT, FROZEN_TIMES = 3.0, 5


def plausible(positions: pl.DataFrame) -> pl.DataFrame:
    """Return VESSEL_POSITIONS with marks, by ship and time, and `hull`: a label where an MMSI is shared."""
    ordered = positions.sort("craft", "time", maintain_order=True)
    marked = ordered.with_columns(mark=pl.coalesce("mark", _duplicates(), _frozen()))
    trusted = marked.with_row_index("_row").filter(pl.col("mark").is_null())
    marks: dict[int, str] = {}
    labels: dict[int, str] = {}
    for craft in _jumping(trusted):
        tracks, strays = _dealt(trusted.filter(pl.col("craft") == craft))
        ships, displaced = _told_apart(tracks)
        marks |= dict.fromkeys(strays, "teleport") | dict.fromkeys(displaced, "displaced")
        if len(ships) > 1:
            for number, rows in enumerate(ships):
                labels |= dict.fromkeys(rows, _label(number))
    return _written(marked, marks, labels)


def _told_apart(tracks: list[list[int]]) -> tuple[list[list[int]], list[int]]:
    """The tracks of ships, and the rows of tracks that lie whole in a silence of a longer one.

    Two ships that share a number are heard in between each other; who appears elsewhere only while the ship is silent,
    and is gone when she is back, is her own false position.
    """
    ships: list[list[int]] = []
    displaced: list[int] = []
    for rows in tracks:
        longer = [other for other in tracks if len(other) > len(rows)]
        if any(
            bisect(other, rows[0]) == bisect(other, rows[-1]) and 0 < bisect(other, rows[0]) < len(other)
            for other in longer
        ):
            displaced += rows
        else:
            ships.append(rows)
    return ships, displaced


def _label(number: int) -> str:
    """`a`, `b` … for the ships of one MMSI, in the order in which they were first heard."""
    return chr(ord("a") + number % 26) * (1 + number // 26)


def _written(frame: pl.DataFrame, marks: dict[int, str], labels: dict[int, str]) -> pl.DataFrame:
    mark: list[str | None] = [None] * frame.height
    hull: list[str | None] = [None] * frame.height
    for column, told in ((mark, marks), (hull, labels)):
        for row, word in told.items():
            column[row] = word
    said = pl.Series(mark, dtype=pl.String)
    return frame.with_columns(mark=pl.coalesce("mark", said), hull=pl.Series(hull, dtype=pl.String))


def _duplicates() -> pl.Expr:
    again = pl.struct("craft", "time", "lat", "lon").is_first_distinct()
    return pl.when(~again).then(pl.lit("duplicate"))


def _frozen() -> pl.Expr:
    same = (
        (pl.col("lat") == pl.col("lat").shift().over("craft"))
        & (pl.col("lon") == pl.col("lon").shift().over("craft"))
        & (pl.col("sog_kt") > FROZEN_KT)
    ).fill_null(value=False)
    run = (~same).cum_sum()
    return pl.when(same & (same.sum().over("craft", run) >= FROZEN_TIMES)).then(pl.lit("frozen"))


def _jumping(trusted: pl.DataFrame) -> list[str]:
    """The craft with a step that no ship can make, and those that leap about more often than a ship at sea does."""
    lat, lon, sog = (trusted[name].cast(pl.Float64).to_numpy() for name in ("lat", "lon", "sog_kt"))
    hours = np.diff(trusted["time"].dt.epoch("ms").to_numpy()) / 3_600_000.0
    craft = trusted["craft"]
    same = (craft == craft.shift()).fill_null(value=False).to_numpy()[1:]
    km = flat_km(lat[:-1], lon[:-1], lat[1:], lon[1:])
    told = np.fmax(sog[:-1], sog[1:])
    spread = FIX_KM + (1.0 + SPREAD) * hours * (np.where(np.isnan(told), TOP_KT, told) + DRIFT_KT) * KMH_PER_KT
    leaps = same & (km > STRANGE * spread) & (hours * 3600.0 < RECKONED_S)
    impossible = same & (km > NOISE_KM + hours * TOP_KT * KMH_PER_KT)
    steps = pl.DataFrame({"craft": craft[1:], "leap": leaps, "impossible": impossible})
    counted = steps.group_by("craft").agg(pl.col("leap").mean(), pl.col("impossible").any())
    return counted.filter(pl.col("impossible") | (pl.col("leap") > LEAPING))["craft"].sort().to_list()


@dataclass(slots=True)
class _Track:
    """A track in the making: its rows, when it began, and its last position; unknown speed and course are NaN."""

    rows: list[int]
    first: float
    began: tuple[float, float, float]
    seconds: float
    lat: float
    lon: float
    sog: float
    cog: float

    @property
    def is_ship(self) -> bool:
        return len(self.rows) >= TRACK_POSITIONS and self.seconds - self.first >= TRACK_S

    @property
    def beginning(self) -> _Track:
        """Its first position as a track of one, the course unknown."""
        lat, lon, sog = self.began
        return _Track(self.rows[:1], self.first, self.began, self.first, lat, lon, sog, float("nan"))

    def go_on(self, new: _Track) -> None:
        """Add a position, given as a track of one."""
        self.rows += new.rows
        self.seconds, self.lat, self.lon, self.sog, self.cog = new.seconds, new.lat, new.lon, new.sog, new.cog


def _dealt(rows: pl.DataFrame) -> tuple[list[list[int]], list[int]]:
    """Deal the positions of one MMSI to as few tracks as ships can make: the rows of each ship, and the strays."""
    tracks: list[_Track] = []
    closed: list[_Track] = []
    for new in _singly(rows):
        fits = [(_misfit(one, new), number) for number, one in enumerate(tracks)]
        misfit, number = min(fits, default=(inf, 0))
        if misfit < inf:
            best = tracks.pop(number)
            best.go_on(new)
        else:
            best = new
        tracks.append(best)
        if len(tracks) > TRACKS_OPEN:
            closed += [tracks.pop(number) for number in _to_close(tracks)]
    tracks += closed
    tracks = _continued(tracks)
    ships = [one for one in tracks if one.is_ship] or [max(tracks, key=lambda one: len(one.rows))]
    strays = [row for one in tracks if one not in ships for row in one.rows]
    return [one.rows for one in ships], strays


def _to_close(tracks: list[_Track]) -> list[int]:
    """The one of the open tracks that is to be looked at no more: the stray heard longest ago, else the oldest ship."""
    strays = [number for number, one in enumerate(tracks) if not one.is_ship]
    return (strays or [0])[:1]


def _continued(tracks: list[_Track]) -> list[_Track]:
    """The tracks by their beginnings; those that one ship can have made one after the other are put together."""
    whole: list[_Track] = []
    for track in sorted(tracks, key=lambda one: (one.first, one.rows[0])):
        begin = track.beginning
        before = [one for one in whole if one.seconds <= begin.seconds and _reachable(one, begin)]
        if before:
            max(before, key=lambda one: one.seconds).go_on(track)
        else:
            whole.append(track)
    return whole


def _singly(rows: pl.DataFrame) -> Iterator[_Track]:
    """Each position as a track of one."""
    told = rows.select(
        "_row", pl.col("time").dt.epoch("ms") / 1000.0, "lat", "lon", pl.col("sog_kt", "cog_deg").fill_null(np.nan)
    )
    for row, seconds, lat, lon, sog, cog in told.iter_rows():
        yield _Track([row], seconds, (lat, lon, sog), seconds, lat, lon, sog, cog)


def _misfit(track: _Track, new: _Track) -> float:
    """How badly a position fits a track: minus the log of a normal density where it leads, or infinity.

    The longer ago the track was heard the wider it spreads, so that one heard lately wins at equal distance.
    """
    if not _reachable(track, new):
        return inf
    hours = (new.seconds - track.seconds) / 3600.0
    spread = FIX_KM + SPREAD * hours * (_knots(track, new, 1.0) + DRIFT_KT) * KMH_PER_KT
    off = _reckoned_km(track, new) / spread
    if off > STRANGE and hours * 3600.0 < RECKONED_S:
        return inf
    return 0.5 * off**2 + 2.0 * log(spread) + _turned(track, new)


def _reachable(track: _Track, new: _Track) -> bool:
    """Whether a ship can be at both places."""
    hours = max(new.seconds - track.seconds, 0.0) / 3600.0
    knots = min(TOP_KT, max(AT_LEAST_KT, _knots(track, new, FASTER)))
    return _km(track.lat, track.lon, new) <= NOISE_KM + hours * knots * KMH_PER_KT


def _knots(track: _Track, new: _Track, times: float) -> float:
    """The higher of both speeds sent, so many times; the top speed of ships where none was."""
    told = [times * speed for speed in (track.sog, new.sog) if not isnan(speed)]
    return max(told) if told else TOP_KT


def _turned(track: _Track, new: _Track) -> float:
    """What a change of speed and course adds to the misfit; a ship at rest sends any course."""
    if new.seconds - track.seconds > RECKONED_S or isnan(track.sog) or isnan(new.sog):
        return 0.0
    cost = min(0.5 * ((new.sog - track.sog) / SOG_KT) ** 2, MOST)
    if min(track.sog, new.sog) > DRIFT_KT and not (isnan(track.cog) or isnan(new.cog)):
        angle = abs((new.cog - track.cog + 180.0) % 360.0 - 180.0)
        cost += min(0.5 * (angle / COG_DEG) ** 2, MOST)
    return cost


def _reckoned_km(track: _Track, new: _Track) -> float:
    """The distance of a position from where the last course and speed lead."""
    elapsed = new.seconds - track.seconds
    if isnan(track.sog) or isnan(track.cog) or elapsed > RECKONED_S:
        return _km(track.lat, track.lon, new)
    degrees = track.sog * KMH_PER_KT * elapsed / 3600.0 / KM_PER_DEGREE
    course = radians(track.cog)
    lat = track.lat + degrees * cos(course)
    return _km(lat, track.lon + degrees * sin(course) / max(cos(radians(track.lat)), 0.01), new)


def _km(lat: float, lon: float, new: _Track) -> float:
    east = (new.lon - lon + 540.0) % 360.0 - 180.0
    return hypot(east * cos(radians((lat + new.lat) / 2.0)), new.lat - lat) * KM_PER_DEGREE
