"""A sea world as AIVDM sentences with tag blocks (station and seconds since 1970), in the order of receipt."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import polars as pl

from crossbearing.worldgen.sea.invented import Sea
from crossbearing.worldgen.sea.messages import class_a, class_b, long_range, name_report, size_report, voyage_data
from crossbearing.worldgen.sea.sixbit import Field, checksums, sentences

# Static data is sent each six minutes; an archive of this kind keeps it about each half hour.
STATIC_KEPT_S = 1800.0
Fields = Callable[[pl.DataFrame], list[Field]]


def nmea(sea: Sea) -> pl.DataFrame:
    """Return the lines in the order of receipt: `t` in seconds from the world's start, and `line`."""
    rows = with_said(sea)
    statics = _static_rows(rows)
    kinds: list[tuple[pl.DataFrame, Fields]] = [
        (rows.filter(pl.col("message").is_in([1, 3])), class_a),
        (rows.filter(pl.col("message") == 18), class_b),
        (rows.filter(pl.col("message") == 27), long_range),
        (statics.filter(~pl.col("class_b")), voyage_data),
        (statics.filter(pl.col("class_b")), name_report),
        (statics.filter(pl.col("class_b")), size_report),
    ]
    parts = [_lines(some, fields) for some, fields in kinds if some.height]
    return pl.concat(parts).sort("t", "order", maintain_order=True).select("t", "line")


def with_said(sea: Sea) -> pl.DataFrame:
    """The rows with what their ship says of herself, the name of the station, and the second of the minute."""
    said = sea.said.with_row_index("said").with_columns(pl.col("said").cast(pl.Int64)).drop("ship")
    names = pl.Series(sea.ears.names(), dtype=pl.String)
    epoch = (pl.col("t") + sea.epoch).floor().cast(pl.Int64)
    return sea.rows.join(said, on="said", how="left", maintain_order="left").with_columns(
        pl.Series("station", names.gather(sea.rows["by"])),
        epoch.alias("seconds"), (epoch % 60).alias("second"), pl.col("heading_deg").fill_nan(None),
        status=pl.when(pl.col("status") < 0).then(15).otherwise(pl.col("status")),
    )  # fmt: skip


def _static_rows(rows: pl.DataFrame) -> pl.DataFrame:
    """One row a ship, half hour and saying, in the place of the first position heard in it."""
    keyed = rows.with_columns(slot=(pl.col("t") // STATIC_KEPT_S).cast(pl.Int64))
    return keyed.unique(["ship", "slot", "said"], keep="first", maintain_order=True)


def _lines(rows: pl.DataFrame, fields: Fields) -> pl.DataFrame:
    tag = rows.select(pl.format("s:{},c:{}", "station", "seconds")).to_series()
    front = "\\" + tag + "*" + checksums(tag) + "\\"
    parts = sentences(fields(rows))
    lines = front + parts[0] if len(parts) == 1 else front + parts[0] + "\n" + front + parts[1]
    order = np.arange(rows.height) + (0 if len(parts) == 1 else 10**9)
    return pl.DataFrame({"t": rows["t"], "order": order, "line": lines})
