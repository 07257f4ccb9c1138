"""Any table of positions: by a mapping that a person wrote, or by usual names in its header (see `mapping`).

Without a mapping the header must name a time, a latitude, a longitude and a craft, and a height or a speed is read
only where its name tells the unit: `altitude_ft`, `vitesse (km/h)`. What was not read is counted in the notes. A time
without a zone is taken for UTC and noted.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

import polars as pl

from crossbearing.intake.csv_chunks import header_of, separator_of
from crossbearing.intake.mapping import Field, Mapping, usual_mapping
from crossbearing.intake.reader import Format, Task
from crossbearing.intake.streams import Unreadable
from crossbearing.intake.tracks.cells import names_in, not_numbers, number, pieces_of
from crossbearing.intake.tracks.opensky_frame import FT_PER_M, KT_PER_MS
from crossbearing.intake.tracks.times import seconds_of
from crossbearing.intake.tracks.told_rows import ToldRows
from crossbearing.intake.tracks.track_names import ONE_TRACK
from crossbearing.model.exhibits import Batch, ExhibitKind

NAME = "table"
IN_FT = {"ft": 1.0, "m": FT_PER_M, "fl": 100.0}
IN_KT = {"kt": 1.0, "m/s": KT_PER_MS, "km/h": 1 / 1.852, "mph": 1.609344 / 1.852}
IN_FPM = {"ft/min": 1.0, "m/s": 60 / 0.3048}
# Letters of zones and offsets behind a clock.
_ZONED = r"(?i)(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})"
# A first line with more commas is a long line of something else. GUESS: the widest table met has 50 columns.
MOST_COLUMNS = 500
HEAD_BYTES = 64 * 1024
_NUMBERS: tuple[Field, ...] = (
    *("latitude", "longitude", "altitude", "geometric_altitude"),
    *("speed", "track", "vertical_rate"),
)
_WORDS: tuple[Field, ...] = ("icao24", "registration", "callsign", "typecode", "operator")
_GROUND = ("ground", "grnd", "gnd", "sol", "au sol")
_TRUE = ("true", "1", "t", "yes", "oui", "vrai", "ground", "sol")


def recognises(head: bytes) -> bool:
    """Whether usual names in the first line tell where which craft was when."""
    names = header_of(head)
    return len(names) <= MOST_COLUMNS and usual_mapping(names)[0] is not None


class TableReader:
    """Reads tables by the mapping of the task, or each by the names in its own header when there is none."""

    def __init__(self, task: Task) -> None:
        self._mapping = task.mapping
        zero = self._mapping is not None and self._mapping.zero_is_ground
        self._rows = ToldRows(NAME, task.sha256, task.name, zero_is_ground=zero)

    def take(self, stream: io.BufferedReader, member: str) -> Iterator[Batch]:
        """Read one table; raises `Unreadable` where it lacks a column that the mapping names."""
        self._rows.begin(member)
        head = stream.peek(1)[:HEAD_BYTES]
        given = self._mapping.delimiter if self._mapping else None
        separator = given or separator_of(head)
        names = names_in(head.partition(b"\n")[0], separator)
        mapping, unitless = (self._mapping, []) if self._mapping else usual_mapping(names)
        if mapping is None:
            raise Unreadable("the header does not tell where which craft was when")
        table = _Table(mapping, names)
        notes = {f"unit_not_told:{name}": 1 for name in unitless}
        for cells in pieces_of(stream, separator, None if mapping.header else table.names):
            told, zoneless = table.told(cells.frame)
            notes |= {"time_taken_for_utc": zoneless} if zoneless else {}
            yield self._rows.batch(told, member, cells.bad, notes)
            notes = {}

    def finish(self, complete: bool) -> Iterator[Batch]:
        """Nothing is held back."""
        return iter(())


class _Table:
    """A mapping laid over the columns of one table."""

    def __init__(self, mapping: Mapping, names: list[str]) -> None:
        self._mapping = mapping
        self.names = names if mapping.header else [f"#{place}" for place in range(1, len(names) + 1)]
        self._theirs: dict[Field, str] = {field: self._name(column) for field, column in mapping.columns.items()}

    def _name(self, column: str | int) -> str:
        if isinstance(column, int):
            if column > len(self.names):
                raise Unreadable(f"there is no column {column}: the first line has {len(self.names)}")
            return self.names[column - 1]
        if column not in self.names:
            raise Unreadable(f"there is no column {column!r}")
        return column

    def told(self, frame: pl.DataFrame) -> tuple[pl.DataFrame, int]:
        """The rows as a told frame, and how many times without a zone were taken for UTC."""
        mapping = self._mapping
        times = self._times(frame)
        zoned = times.str.contains(f"{_ZONED}$|Z[.]|^[0-9.]+$").fill_null(True)
        zoneless = int((~zoned).sum()) if mapping.zone == "UTC" and not mapping.time_format else 0
        ground = self._text("on_ground").str.to_lowercase()
        altitude = self._text("altitude").str.to_lowercase()
        on_ground = pl.when(altitude.is_in(_GROUND)).then(True).otherwise(ground.is_in(_TRUE))
        told = frame.select(
            "row",
            seconds=seconds_of(times, mapping.zone, mapping.time_format),
            lat=self._number("latitude"),
            lon=self._number("longitude"),
            alt_ft=self._number("altitude") * IN_FT[mapping.units.altitude or "ft"],
            alt_kind=pl.lit(mapping.altitude_kind, pl.String),
            geom_ft=self._number("geometric_altitude") * IN_FT[mapping.units.geometric_altitude or "ft"],
            gs_kt=self._number("speed") * IN_KT[mapping.units.speed or "kt"],
            track_deg=self._number("track"),
            vrate_fpm=self._number("vertical_rate") * IN_FPM[mapping.units.vertical_rate or "ft/min"],
            ground=on_ground,
            flight=pl.lit(ONE_TRACK) if mapping.one_track else self._text("flight"),
            squawk=self._text("squawk").str.zfill(4),
            reason=self._reason(frame, times),
            **{name: self._text(name) for name in _WORDS},
        )
        return told, zoneless

    def _times(self, frame: pl.DataFrame) -> pl.Series:
        clock = pl.col(self._theirs["time"])
        day = self._text("date")
        joined = pl.when(day.is_not_null()).then(pl.format("{} {}", day, clock)).otherwise(clock)
        return frame.select(joined.alias("time"))["time"]

    def _text(self, field: Field) -> pl.Expr:
        if field in self._theirs:
            return pl.col(self._theirs[field])
        return pl.lit(self._mapping.constants.get(field), pl.String)

    def _number(self, field: Field) -> pl.Expr:
        return number(self._theirs[field]) if field in self._theirs else pl.lit(None, pl.Float64)

    def _reason(self, frame: pl.DataFrame, times: pl.Series) -> pl.Expr:
        """A cell that is no number where one must be, or a time that cannot be read."""
        numbers = [self._theirs[field] for field in _NUMBERS if field in self._theirs]
        unread = seconds_of(times, self._mapping.zone, self._mapping.time_format).is_null() & times.is_not_null()
        wrong = not_numbers(frame, numbers)
        if "altitude" in self._theirs:
            grounded = self._text("altitude").str.to_lowercase().is_in(_GROUND).fill_null(False)
            wrong = pl.when(~grounded).then(wrong)
        return wrong.fill_null(pl.when(pl.lit(unread)).then(pl.lit("the time cannot be read")))


TABLE = Format(
    name=NAME,
    documented_at="docs/method/formats.md",
    kind=ExhibitKind.TRACKS,
    recognises=recognises,
    reader=TableReader,
)
"""The format."""
