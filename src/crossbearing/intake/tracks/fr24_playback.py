"""One flight of Flightradar24 as its playback service answers it: JSON with `result.response.data.flight`.

    {"result": {"response": {"data": {"flight": {
        "identification": {"id": "2ce4f83f", "number": {"default": null}, "callsign": "SPAR19"},
        "aircraft": {"model": {"code": "B737"}, "identification": {"modes": "AE503D", "registration": "09-0540"}},
        "owner": {"name": …}, "airport": {"origin": …, "destination": …},
        "track": [{"latitude": 3.12, "longitude": 101.55, "altitude": {"feet": 0}, "speed": {"kts": 23},
                   "verticalSpeed": {"fpm": 0}, "heading": 329, "squawk": "2127", "timestamp": 1659425766, …}]}}}}}

The service is not documented; the fields are those of files met. Feet are pressure altitude, 0 both on the ground and
at sea level; squawk "0" is none; the receiver type is not told. `ems` is what the
craft's computer sent some seconds earlier, and is not read; nor are the airports, which are the schedule's.
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
from crossbearing.intake.tracks.loose_json import decoded, dig, number_of, word_of
from crossbearing.intake.tracks.told_rows import TOLD, ToldRows
from crossbearing.model.exhibits import Batch, ExhibitKind

NAME = "fr24_playback"
_BEGINS = re.compile(rb'\{\s*"result"\s*:\s*\{')
_FLIGHT = re.compile(rb'"flight"\s*:\s*\{')
_POINT: dict[str, tuple[str, ...]] = {
    "seconds": ("timestamp",),
    "lat": ("latitude",),
    "lon": ("longitude",),
    "alt_ft": ("altitude", "feet"),
    "gs_kt": ("speed", "kts"),
    "vrate_fpm": ("verticalSpeed", "fpm"),
    "track_deg": ("heading",),
}


def recognises(head: bytes) -> bool:
    """Whether the file begins like an answer of the playback service about one flight."""
    return _BEGINS.match(head.lstrip()) is not None and _FLIGHT.search(head) is not None


class PlaybackReader:
    """Reads answers of the playback service, one flight each."""

    def __init__(self, task: Task) -> None:
        self._rows = ToldRows(NAME, task.sha256, task.name, zero_is_ground=True)

    def take(self, stream: io.BufferedReader, member: str) -> Iterator[Batch]:
        """Read one answer; raises `Unreadable` where it is no JSON or has no flight with a track."""
        flight = _flight(read_whole(stream, DEFAULT.json_bytes, "json_bytes"))
        points = dig(flight, "track")
        if not isinstance(points, list):
            raise Unreadable("the flight has no list named track")
        self._rows.begin(member)
        yield from self._rows.batches(_told(flight, points), member)

    def finish(self, complete: bool) -> Iterator[Batch]:
        """Nothing is held back."""
        return iter(())


def _flight(data: bytes) -> Any:
    return dig(decoded(data), "result", "response", "data", "flight")


def _told(flight: Any, points: list[Any]) -> pl.DataFrame:
    """The points with what the answer says of the whole flight."""
    columns: dict[str, list[Any]] = {
        name: [number_of(dig(point, *path)) for point in points] for name, path in _POINT.items()
    }
    columns["squawk"] = [word_of(dig(point, "squawk")) for point in points]
    told = pl.DataFrame(columns, schema={name: TOLD[name] for name in columns})
    owner = dig(flight, "owner", "name") or dig(flight, "airline", "name")
    whole = {
        "icao24": dig(flight, "aircraft", "identification", "modes"),
        "registration": dig(flight, "aircraft", "identification", "registration"),
        "callsign": dig(flight, "identification", "callsign"),
        "flight": dig(flight, "identification", "id"),
        "typecode": dig(flight, "aircraft", "model", "code"),
        "operator": owner,
        "alt_kind": "baro",
    }
    return told.with_columns(
        *(pl.lit(word_of(value), pl.String).alias(name) for name, value in whole.items()),
        squawk=pl.when(pl.col("squawk") != "0").then(pl.col("squawk").str.zfill(4)),
    ).with_row_index("row")


FR24_PLAYBACK = Format(
    name=NAME,
    documented_at="docs/method/formats.md",
    kind=ExhibitKind.TRACKS,
    recognises=recognises,
    reader=PlaybackReader,
)
"""The format."""
