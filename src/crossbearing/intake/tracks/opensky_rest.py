"""Answers of OpenSky's REST service, in metres and metres a second: all states, waypoints of a track, flights.

Documented at https://openskynetwork.github.io/opensky-api/rest.html.

- `/states/all`: `{"time": 1773817941, "states": [[…], …]}`; a row is icao24, callsign, origin_country, time_position,
  last_contact, longitude, latitude (in this order), baro_altitude, on_ground, velocity, true_track, vertical_rate,
  sensors, geo_altitude, squawk, spi, position_source (0 ADS-B, 1 ASTERIX, 2 MLAT, 3 FLARM), category. The country is
  that of the address block. Re-keyed copies have one object a row: `{"aircraft": [{"icao24": …, "lng": …}, …]}`.
- `/tracks`: `{"icao24": …, "callsign": …, "path": [[time, latitude, longitude, baro_altitude, true_track, ground]]}`.

The documentation says that a position is null 15 s after the last one; real answers hold older ones beside a fresh
contact (4 of 10 rows of one snapshot set, the worst 3.4 h old), which is what a craft with disturbed navigation looks
like. Such a row says heard, not located: it becomes a contact.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import polars as pl

from crossbearing.intake.limits import DEFAULT
from crossbearing.intake.reader import Format, Task
from crossbearing.intake.streams import Unreadable, read_whole
from crossbearing.intake.tracks.loose_json import decoded, dig, number_of, truth_of, word_of
from crossbearing.intake.tracks.opensky_frame import FPM_PER_MS, FT_PER_M, KT_PER_MS
from crossbearing.intake.tracks.told_rows import HEARD, ToldRows
from crossbearing.model.exhibits import Batch, ExhibitKind

NAME = "opensky_rest"
# As the documentation says of `time_position`.
LOST_AFTER_S = 15.0
UNITS = "units_by_names:m,m/s"
_STATES = re.compile(rb'"states"\s*:\s*\[')
_PATH = re.compile(rb'"path"\s*:\s*\[\s*\[')
_OBJECTS = re.compile(rb'"(?:aircraft|states)"\s*:\s*\[\s*\{[^{}]*"time_position"')
_SOURCES = {0: "adsb", 1: "other", 2: "mlat", 3: "other"}
_ROW = {
    "icao24": 0,
    "callsign": 1,
    "time_position": 3,
    "last_contact": 4,
    "longitude": 5,
    "latitude": 6,
    "baro_altitude": 7,
    "on_ground": 8,
    "velocity": 9,
    "true_track": 10,
    "vertical_rate": 11,
    "geo_altitude": 13,
    "squawk": 14,
    "position_source": 16,
}
_OTHER_KEYS = {"longitude": ("lng", "lon"), "latitude": ("lat",), "true_track": ("heading", "track")}
_KINDS: dict[str, tuple[Any, Any]] = {
    **dict.fromkeys(_ROW, (number_of, pl.Float64)),
    **dict.fromkeys(("icao24", "callsign", "squawk"), (word_of, pl.String)),
    "on_ground": (truth_of, pl.Boolean),
}


def recognises(head: bytes) -> bool:
    """Whether the file begins like an answer with states or with the path of one craft."""
    if not head.lstrip().startswith(b"{"):
        return False
    return any(form.search(head) is not None for form in (_STATES, _PATH, _OBJECTS))


class RestReader:
    """Reads answers, one in each file."""

    def __init__(self, task: Task) -> None:
        self._rows = ToldRows(NAME, task.sha256, task.name, network="opensky")

    def take(self, stream: io.BufferedReader, member: str) -> Iterator[Batch]:
        """Read one answer; raises `Unreadable` where it is no JSON or not such an answer."""
        answer = decoded(read_whole(stream, DEFAULT.json_bytes, "json_bytes"))
        self._rows.begin(member)
        path = dig(answer, "path")
        lists = (found for key in ("path", "states", "aircraft") if isinstance(found := dig(answer, key), list))
        rows = next(lists, None)
        if rows is None:
            raise Unreadable("neither states nor the path of one craft")
        good = [(number, row) for number, row in enumerate(rows) if isinstance(row, (list, dict))]
        bad = [(number, "no state") for number, row in enumerate(rows) if not isinstance(row, (list, dict))]
        told = _waypoints(answer, good) if isinstance(path, list) else _states(good)
        yield from self._rows.batches(told, member, bad, UNITS)

    def finish(self, complete: bool) -> Iterator[Batch]:
        """Nothing is held back."""
        return iter(())


def _value(row: Any, name: str) -> Any:
    """What a row says under a name of ours, in either form."""
    if isinstance(row, list):
        place = _ROW[name]
        return row[place] if place < len(row) else None
    found = (row[key] for key in (name, *_OTHER_KEYS.get(name, ())) if key in row)
    return next(found, None)


def _states(rows: list[tuple[int, Any]]) -> pl.DataFrame:
    series = [
        pl.Series(name, [cast(_value(row, name)) for _, row in rows], dtype=dtype)
        for name, (cast, dtype) in _KINDS.items()
    ]
    frame = pl.DataFrame([*series, pl.Series("row", [number for number, _ in rows], dtype=pl.UInt32)])
    age = pl.col("last_contact") - pl.col("time_position")
    height = pl.coalesce("baro_altitude", "geo_altitude")
    return frame.select(
        *("row", "icao24", "callsign", "squawk"),
        seconds="time_position",
        heard_s="last_contact",
        lat="latitude",
        lon="longitude",
        alt_ft=pl.when(pl.col("baro_altitude").is_not_null()).then(height * FT_PER_M),
        alt_kind=pl.lit("baro"),
        geom_ft=pl.col("geo_altitude") * FT_PER_M,
        ground="on_ground",
        gs_kt=pl.col("velocity") * KT_PER_MS,
        track_deg="true_track",
        vrate_fpm=pl.col("vertical_rate") * FPM_PER_MS,
        source=pl.col("position_source").replace_strict(_SOURCES, default=None, return_dtype=pl.String),
        age_s=age,
        reason=pl.when(age > LOST_AFTER_S).then(pl.lit(HEARD)),
    )


def _waypoints(answer: Any, rows: list[tuple[int, Any]]) -> pl.DataFrame:
    """The path of one craft; a waypoint has no speed, and its time is that of the position."""
    cells = [row if isinstance(row, list) else [] for _, row in rows]
    names = ("seconds", "lat", "lon", "_m", "track_deg")
    columns = {name: [number_of(row[n]) if n < len(row) else None for row in cells] for n, name in enumerate(names)}
    frame = pl.DataFrame(columns, schema=dict.fromkeys(names, pl.Float64))
    ground = pl.Series([truth_of(row[5]) if len(row) > 5 else None for row in cells], dtype=pl.Boolean)
    return frame.select(
        *("seconds", "lat", "lon", "track_deg"),
        row=pl.Series([number for number, _ in rows], dtype=pl.UInt32),
        ground=ground,
        alt_ft=pl.col("_m") * FT_PER_M,
        alt_kind=pl.lit("baro"),
        icao24=pl.lit(word_of(dig(answer, "icao24")), pl.String),
        callsign=pl.lit(word_of(dig(answer, "callsign") or dig(answer, "calllsign")), pl.String),
    )


OPENSKY_REST = Format(
    name=NAME,
    documented_at="https://openskynetwork.github.io/opensky-api/rest.html",
    kind=ExhibitKind.TRACKS,
    recognises=recognises,
    reader=RestReader,
)
"""The format."""
