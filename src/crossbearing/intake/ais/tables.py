"""Tables of ship positions, whatever the source calls its columns (`columns`): a row is a position.

Times are those of `seconds_of`, exactEarth's `20130101_000001`, and the Danish `05/02/2024 00:00:11`, in which the
day comes first; the same form from another source does not say which comes first, and is a reject unless a day beyond
the 12th shows it in the same piece.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping

import polars as pl

from crossbearing.intake.ais.codes import ship_type_of, status_of
from crossbearing.intake.ais.columns import DANISH, NUMBERS, columns_of, suffices
from crossbearing.intake.ais.frames import SAID, judged, positions_of, reject_rows, statics_of
from crossbearing.intake.csv_chunks import CsvChunks, header_of
from crossbearing.intake.reader import Format, Task
from crossbearing.intake.rejects import Rejects
from crossbearing.intake.tracks.times import seconds_of
from crossbearing.model.exhibits import Batch, ExhibitKind
from crossbearing.model.vessel_tables import VESSEL_STATICS

NAME = "ais_table"
_SLASHED = r"^\d{1,2}/\d{1,2}/\d{4}"
_DAY_FIRST, _MONTH_FIRST = "%d/%m/%Y %H:%M:%S", "%m/%d/%Y %H:%M:%S"
_EXACT_EARTH = r"^\d{8}_\d{6}"
# What sources write for "not told".
_NOTHING = ("unknown", "undefined", "none", "null", "nan", "n/a", "-")
_HEAD_BYTES = 65_536


def recognises(head: bytes) -> bool:
    """Whether the first line names a sender by its MMSI, a time and a place."""
    return suffices(header_of(head))


class TableReader:
    """Reads tables of ship positions in pieces of some 100,000 rows."""

    def __init__(self, task: Task) -> None:
        self._sha256 = task.sha256
        self._rejects = Rejects(task.sha256, task.name)

    def take(self, stream: io.BufferedReader, member: str) -> Iterator[Batch]:
        """Read one table."""
        header = header_of(stream.peek(_HEAD_BYTES)[:_HEAD_BYTES])
        columns = columns_of(header)
        kinds = {theirs: "number" if ours in NUMBERS else "word" for ours, theirs in columns.items()}
        day_first = DANISH in header
        for piece in CsvChunks(stream, kinds):
            rows = _typed(piece.frame, columns, day_first)
            for reason in dict.fromkeys(why for _, why in piece.bad):
                self._rejects.add_rows(member, [row for row, why in piece.bad if why == reason], reason)
            reject_rows(rows, member, self._rejects, "row")
            yield Batch(
                NAME,
                rows_in=rows.height + len(piece.bad),
                vessels=positions_of(rows, member, self._sha256),
                statics=statics_of(rows.filter(pl.col("reason").is_null()), member, self._sha256),
                rejects=self._rejects.take(),
            )

    def finish(self, complete: bool) -> Iterator[Batch]:
        """Nothing is held back."""
        return iter(())


def _typed(frame: pl.DataFrame, columns: Mapping[str, str], day_first: bool) -> pl.DataFrame:
    """The rows with our columns, judged."""
    ours = frame.rename({theirs: name for name, theirs in columns.items()})
    mmsi = pl.col("mmsi").cast(pl.Float64, strict=False).cast(pl.Int64, strict=False)
    seconds = _seconds(ours["time"], day_first)
    typed = ours.drop("time").with_columns(mmsi, seconds.alias("seconds"), *_told(ours.columns))
    missing = {name: VESSEL_STATICS.schema[name] for name in SAID if name not in typed.columns}
    return judged(typed.with_columns(pl.lit(None, dtype).alias(name) for name, dtype in missing.items()))


def _told(present: list[str]) -> Iterator[pl.Expr]:
    """The columns that are words in the table, as what they mean."""
    if "status" in present:
        yield status_of("status")
    if "message" in present:
        yield pl.col("message").cast(pl.Float64, strict=False).cast(pl.Int8, strict=False)
    if "ship_type" in present:
        yield ship_type_of("ship_type").replace(0, None)
    if "imo" in present:
        yield pl.col("imo").str.extract(r"(\d{5,10})").cast(pl.UInt32, strict=False).replace(0, None)
    for name in ("sog_kt", "cog_deg", "heading_deg"):
        if name in present:
            yield pl.when(pl.col(name) < {"sog_kt": 102.25, "cog_deg": 360.0, "heading_deg": 360.0}[name]).then(name)
    for name in ("length_m", "width_m", "draught_m"):
        if name in present:
            yield pl.when(pl.col(name) > 0).then(pl.col(name)).cast(pl.Float32)
    for name in ("callsign", "shipname", "destination", "eta", "station"):
        if name in present:
            text = pl.col(name).str.strip_chars(" @\x00")
            yield pl.when(~text.str.to_lowercase().is_in(_NOTHING) & (text != "")).then(text).alias(name)


def _seconds(texts: pl.Series, day_first: bool) -> pl.Series:
    """Times as seconds since 1970; null where one cannot be read."""
    first = texts.drop_nulls().head(1).to_list()
    if first and pl.Series(first).str.contains(_EXACT_EARTH).any():
        return seconds_of(texts.str.slice(0, 15), form="%Y%m%d_%H%M%S")
    if first and pl.Series(first).str.contains(_SLASHED).any():
        form = _DAY_FIRST if day_first else _order_shown(texts)
        full = texts.str.replace(r"(\d) (\d{1,2}:\d{2})$", "${1} ${2}:00")
        return seconds_of(full, form=form) if form else pl.Series(texts.name, [None] * texts.len(), pl.Float64)
    return seconds_of(texts)


def _order_shown(texts: pl.Series) -> str | None:
    """Which of day and month comes first, where a number above 12 shows it."""
    one, two = (texts.str.extract(r"^(\d{1,2})/(\d{1,2})/", number).cast(pl.Int32) for number in (1, 2))
    if (one > 12).any():
        return None if (two > 12).any() else _DAY_FIRST
    return _MONTH_FIRST if (two > 12).any() else None


SHIP_TABLE = Format(
    name=NAME,
    documented_at="https://coast.noaa.gov/data/marinecadastre/ais/data-dictionary.pdf",
    kind=ExhibitKind.SHIPS,
    recognises=recognises,
    reader=TableReader,
)
"""The format."""
