"""Tracks in KML: FlightAware, ADSBexchange and other tar1090 exports, Flightradar24, and any other `gx:Track`.

KML is longitude, latitude, metres (OGC 12-007r2). What the file says beside that differs by who wrote it:

- FlightAware: Document `FlightAware ✈ AFR179 07-Nov-2022 (MEX / MMMX-CDG / LFPG)`, a Placemark for each airport of the
  flight plan, one for the track. The airports are the plan, never evidence, and are not read; the date is a local one,
  so only the times of the track count. Positions over oceans may be estimates of FlightAware's, and it says not which.
- tar1090 (ADSBexchange, adsb.lol): nested Folders, the Placemark carries the registration, a track for each stretch:
  with `altitudeMode` absolute in the air, without one on the ground. Metres are pressure altitude or above mean sea
  level; only the file's name tells which, so the kind stays unknown. A point where two stretches meet occurs twice.
- Flightradar24: Document `VB7083/VIV7083`, a Placemark with TimeStamp and Point for each position, altitude in feet,
  speed in knots and heading in its description; 0 ft both on the ground and at sea level.

None of them gives an address, and none but the last a speed.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import polars as pl

from crossbearing.intake.reader import Format, Task
from crossbearing.intake.streams import Unreadable
from crossbearing.intake.tracks.kml_marks import Mark, marks_of
from crossbearing.intake.tracks.loose_json import number_of
from crossbearing.intake.tracks.opensky_frame import FT_PER_M
from crossbearing.intake.tracks.times import seconds_of
from crossbearing.intake.tracks.told_rows import ToldRows
from crossbearing.intake.tracks.track_names import ONE_TRACK
from crossbearing.model.exhibits import Batch, ExhibitKind

NAME = "kml"
ROWS_PER_BATCH = 100_000
_ROOT = re.compile(rb"<(?:\w+:)?kml[\s>]")
_FLIGHTAWARE = re.compile(r"^FlightAware\b\W*(\S+)")
_FR24 = re.compile(r"^(?:\S*/)?(\S+)$")
_FR24_REGISTRATION = re.compile(r"flightradar24\.com/reg/([a-z0-9-]+)", re.IGNORECASE)
# Nationality mark, hyphen, letters or digits (ICAO Annex 7), or an American number; and what the United States
# military paints: two digits, hyphen, four or five.
_REGISTRATION = re.compile(r"(?:[A-Z0-9]{1,2}-[A-Z0-9]{2,5}|N[1-9][0-9]{0,4}[A-Z]{0,2}|[0-9]{2}-[0-9]{4,5})")
_TOLD = re.compile(r"(Altitude|Speed|Heading):\s*(?:<[^>]*>\s*)*(-?[\d.,]+)")


def recognises(head: bytes) -> bool:
    """Whether the file begins like a KML."""
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return text.startswith(b"<") and _ROOT.search(text[:2048]) is not None


class KmlReader:
    """Reads KML files, one track or many."""

    def __init__(self, task: Task) -> None:
        self._rows = ToldRows(NAME, task.sha256, task.name, zero_is_ground=True)

    def take(self, stream: io.BufferedReader, member: str) -> Iterator[Batch]:
        """Read one file; raises `Unreadable` where its XML breaks, after what came before."""
        self._rows.begin(member)
        held, first = _Held(), 0
        try:
            for mark in marks_of(stream):
                held.add(mark)
                if len(held) >= ROWS_PER_BATCH:
                    yield from self._rows.batches(held.told(first), member)
                    held, first = held.emptied(), first + len(held)
        except Unreadable:
            if len(held):
                yield from self._rows.batches(held.told(first), member)
            raise
        if not held.tracks_met:
            raise Unreadable("a KML without times: it holds no track")
        yield from self._rows.batches(held.told(first), member)

    def finish(self, complete: bool) -> Iterator[Batch]:
        """Nothing is held back."""
        return iter(())


class _Held:
    """Rows of marks, as texts, until they become a frame."""

    def __init__(self) -> None:
        self.tracks_met = 0
        self._rows: list[tuple[Any, ...]] = []

    def __len__(self) -> int:
        return len(self._rows)

    def emptied(self) -> _Held:
        """A new one that has met the same tracks."""
        fresh = _Held()
        fresh.tracks_met = self.tracks_met
        return fresh

    def add(self, mark: Mark) -> None:
        """Take the rows of a mark with times."""
        if mark.is_track:
            self._track(mark)
        elif mark.whens and mark.points:
            self._point(mark)

    def _track(self, mark: Mark) -> None:
        self.tracks_met += 1
        callsign, registration = _called(mark)
        # An altitude without the mode `absolute` is to be ignored (KML 2.3, 9.20); tar1090 writes the ground so.
        ignored = mark.mode in ("", "clampToGround")
        ground = True if ignored and _by_tar1090(mark) else None
        length = max(len(mark.whens), len(mark.coords))
        whens = [*mark.whens, *[None] * (length - len(mark.whens))]
        coords = [*mark.coords, *[None] * (length - len(mark.coords))]
        for when, coord in zip(whens, coords, strict=True):
            place = " ".join(coord.split()[:2]) if ignored and coord else coord
            self._rows.append((when, place, ground, callsign, registration, None, None, None))

    def _point(self, mark: Mark) -> None:
        self.tracks_met += 1
        told = dict(_numbers(mark.description))
        callsign, registration = _called(mark)
        place = mark.points[0].replace(",", " ")
        altitude = told.get("Altitude")
        self._rows.append(
            (mark.whens[0], place, None, callsign, registration, altitude, told.get("Speed"), told.get("Heading"))
        )

    def told(self, first: int) -> pl.DataFrame:
        """The rows as a told frame, numbered from `first`."""
        names = ("_when", "_place", "ground", "callsign", "registration", "alt_ft", "gs_kt", "track_deg")
        kinds = (pl.String, pl.String, pl.Boolean, pl.String, pl.String, pl.Float64, pl.Float64, pl.Float64)
        frame = pl.DataFrame(self._rows, schema=dict(zip(names, kinds, strict=True)), orient="row")
        parts = pl.col("_place").str.extract_all(r"\S+")
        told = frame.with_columns(
            seconds=seconds_of(frame["_when"]),
            lon=parts.list.get(0, null_on_oob=True).cast(pl.Float64, strict=False),
            lat=parts.list.get(1, null_on_oob=True).cast(pl.Float64, strict=False),
            _feet=parts.list.get(2, null_on_oob=True).cast(pl.Float64, strict=False) * FT_PER_M,
        )
        return told.select(
            *("seconds", "lat", "lon", "ground", "callsign", "registration", "gs_kt", "track_deg"),
            alt_ft=pl.coalesce("alt_ft", "_feet"),
            alt_kind=pl.when(pl.col("alt_ft").is_not_null()).then(pl.lit("baro")),
            flight=pl.lit(ONE_TRACK),
            # A time without a place says that somebody's program had a gap, and not that the craft was heard.
            reason=pl.when(pl.col("lon").is_null() | pl.col("lat").is_null()).then(pl.lit("no position")),
        ).with_row_index("row", first)


def _by_tar1090(mark: Mark) -> bool:
    """Whether the folders around a track are named as tar1090 names them: `N279SY track`."""
    return any(name.endswith(" track") for name in mark.names[:-1])


def _numbers(description: str) -> list[tuple[str, float | None]]:
    return [(name, number_of(value.replace(",", ""))) for name, value in _TOLD.findall(description)]


def _called(mark: Mark) -> tuple[str | None, str | None]:
    """Callsign and registration of a mark, from the names of the Document, the Folders and the Placemark."""
    whole = mark.names[0] if mark.names else ""
    flightaware = _FLIGHTAWARE.match(whole)
    if flightaware:
        ident = flightaware[1].upper()
        return ident, ident if _REGISTRATION.fullmatch(ident) else None
    if not mark.is_track:
        fr24 = _FR24.match(whole)
        return fr24[1].upper() if fr24 else None, None
    own = mark.names[-1].upper() if mark.names else ""
    return (None, own) if _REGISTRATION.fullmatch(own) else (own or None, None)


KML = Format(
    name=NAME,
    documented_at="https://docs.ogc.org/is/12-007r2/12-007r2.html",
    kind=ExhibitKind.TRACKS,
    recognises=recognises,
    reader=KmlReader,
)
"""The format."""
