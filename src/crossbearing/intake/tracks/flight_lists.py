"""OpenSky's lists of flights: each flight's first and last position, or only when it was first and last heard.

- The list of the COVID-19 data set (https://doi.org/10.5281/zenodo.3737101), CSV, altitudes in metres of a kind not
  told: `callsign,number,icao24,registration,typecode,origin,destination,firstseen,lastseen,day,latitude_1,longitude_1,
  altitude_1,latitude_2,longitude_2,altitude_2`. A row becomes two positions, both with the number of the row.
- Trino's `flights_data4` and `flights_data5` as CSV, and the REST service `/flights`, a list of objects with `icao24`,
  `firstSeen`, `lastSeen`, `estDepartureAirport`, …: no positions, so a row becomes two contacts.

Origin, destination, estimated airports and take-offs are the list's own inference from the nearest airport: they are
not evidence and are not read.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import polars as pl

from crossbearing.intake.csv_chunks import header_of, separator_of
from crossbearing.intake.reader import Format, Task
from crossbearing.intake.tracks.cells import Cells, check_header, damage_in, number, pieces_of
from crossbearing.intake.tracks.json_records import WORD, records_of
from crossbearing.intake.tracks.opensky_frame import FT_PER_M
from crossbearing.intake.tracks.times import seconds_of
from crossbearing.intake.tracks.told_rows import ToldRows
from crossbearing.model.exhibits import Batch, ExhibitKind

NAME = "opensky_flights"
NEEDED = ("icao24", "firstseen", "lastseen")
_PLACES = ("latitude", "longitude", "altitude")
_INFERRED = re.compile(r"^(?:origin|destination|est.*|airportof.*|takeoff.*|landing.*)$")
_JSON_KEYS = {"icao24": WORD, "firstSeen": WORD, "lastSeen": WORD, "callsign": WORD}
_RECORD = re.compile(rb'\[\s*\{[^{}]*"(?:firstSeen|lastSeen|estDepartureAirport)"\s*:')


def recognises(head: bytes) -> bool:
    """Whether the first line or the first object tells when a craft was first and last seen."""
    return set(NEEDED) <= set(header_of(head)) or _RECORD.match(head.lstrip()) is not None


class FlightListReader:
    """Reads lists of flights; what is counted as a row in is an end of a flight, so a flight is two."""

    def __init__(self, task: Task) -> None:
        self._rows = ToldRows(NAME, task.sha256, task.name, network="opensky")

    def take(self, stream: io.BufferedReader, member: str) -> Iterator[Batch]:
        """Read one list."""
        self._rows.begin(member)
        for cells in _listed(stream):
            frame = cells.frame
            numbers = [f"{name}_{which}" for name in _PLACES for which in "12"]
            check_header(frame, NEEDED)
            reason = damage_in(frame, numbers)
            ends = [_end(frame, "1", "firstseen", reason), _end(frame, "2", "lastseen", reason)]
            notes = {f"column_not_read:{name}": 1 for name in frame.columns if _INFERRED.match(name)}
            yield self._rows.batch(pl.concat(ends), member, [*cells.bad, *cells.bad], notes)

    def finish(self, complete: bool) -> Iterator[Batch]:
        """Nothing is held back."""
        return iter(())


def _listed(stream: io.BufferedReader) -> Iterator[Cells]:
    head = stream.peek(1)[:65536]
    if not head.lstrip().startswith(b"["):
        yield from pieces_of(stream, separator_of(head))
        return
    for records in records_of(stream, _JSON_KEYS):
        lower = {name: name.lower() for name in _JSON_KEYS}
        inferred = [pl.lit(None, pl.String).alias(name.lower()) for name in records.names if name.startswith("est")]
        yield Cells(records.frame.rename(lower).with_columns(inferred), records.bad)


def _end(frame: pl.DataFrame, which: str, time: str, reason: pl.Series) -> pl.DataFrame:
    """The first or the last position of each flight; without one, only when it was heard."""
    beside = [name for name in ("callsign", "registration", "typecode") if name in frame.columns]
    place = {
        name: number(f"{name}_{which}") if f"{name}_{which}" in frame.columns else pl.lit(None, pl.Float64)
        for name in _PLACES
    }
    return frame.select(
        *("row", "icao24", *beside),
        seconds=seconds_of(frame[time]),
        lat=place["latitude"],
        lon=place["longitude"],
        alt_ft=place["altitude"] * FT_PER_M,
        source=pl.lit("adsb"),
        reason=reason,
    )


FLIGHT_LIST = Format(
    name=NAME,
    documented_at="https://doi.org/10.5281/zenodo.3737101",
    kind=ExhibitKind.TRACKS,
    recognises=recognises,
    reader=FlightListReader,
)
"""The format."""
