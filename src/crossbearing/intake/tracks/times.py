"""Times as sources write them, as seconds since 1970.

Read are numbers (seconds, or milliseconds where they are too large for seconds), and dates with a clock:
`2024-01-02T07:22:55Z`, `2024-01-02 07:22:55.1+00:00`, `2024-01-02 07:41:03Z.515`, `2024-01-02 07:22:55`.
A time without a zone is in the zone the user says, or UTC; in the hour that a zone has twice it is unreadable.
"""

from __future__ import annotations

import polars as pl

# 1e11 s is the year 5138, 1e11 ms is 1973; microseconds and nanoseconds follow by the same thousand.
TOO_LARGE_FOR_S = 1e11
MILLI, MICRO, NANO = 1e3, 1e6, 1e9
_CLOCK = r"^(\d{4}-\d{2}-\d{2})[T ]+(\d{1,2}:\d{2}(?::\d{2})?)"
_OFFSET = r"([+-])(\d{2}):?(\d{2})?$"


def epoch_seconds(values: pl.Expr) -> pl.Expr:
    """Numbers since 1970 as seconds, by their size: seconds, milliseconds, microseconds or nanoseconds."""
    size = values.abs()
    return (
        pl.when(size < TOO_LARGE_FOR_S)
        .then(values)
        .when(size < TOO_LARGE_FOR_S * MILLI)
        .then(values / MILLI)
        .when(size < TOO_LARGE_FOR_S * MICRO)
        .then(values / MICRO)
        .otherwise(values / NANO)
    )


def seconds_of(texts: pl.Series, zone: str = "UTC", form: str | None = None) -> pl.Series:
    """Times written as texts, as seconds since 1970 (Float64); null where one cannot be read.

    `form` is a pattern in the manner of strftime, for times written in another way; `zone` a name of the tz database.
    """
    text = pl.col("text").str.strip_chars(' "')
    frame = pl.DataFrame({"text": texts.cast(pl.String)}).with_columns(text)
    if form is not None:
        return frame.select(_local(pl.col("text").str.to_datetime(form, strict=False, exact=True), zone)).to_series()
    return frame.select(_any_form(pl.col("text"), zone).alias("seconds")).to_series()


def _any_form(text: pl.Expr, zone: str) -> pl.Expr:
    number = text.cast(pl.Float64, strict=False)
    day, clock = text.str.extract(_CLOCK, 1), text.str.extract(_CLOCK, 2)
    fraction = ("0." + text.str.extract(r":\d{2}(?:Z)?[.,](\d+)", 1)).cast(pl.Float64, strict=False).fill_null(0.0)
    full = pl.when(clock.str.count_matches(":") == 1).then(clock + ":00").otherwise(clock)
    naive = (day + "T" + full).str.to_datetime("%Y-%m-%dT%H:%M:%S", strict=False)
    rest = text.str.replace(r"^\S{10}[T ]+", "")
    utc = rest.str.contains(r"(?i)Z|UTC|GMT")
    hours, minutes = rest.str.extract(_OFFSET, 2), rest.str.extract(_OFFSET, 3)
    sign = pl.when(rest.str.extract(_OFFSET, 1) == "-").then(-1.0).otherwise(1.0)
    offset = sign * (hours.cast(pl.Float64) * 3600 + minutes.cast(pl.Float64).fill_null(0.0) * 60)
    with_zone = _epoch(naive) - pl.when(utc).then(0.0).otherwise(offset)
    return pl.coalesce(epoch_seconds(number), with_zone + fraction, _local(naive, zone) + fraction)


def _epoch(naive: pl.Expr) -> pl.Expr:
    return naive.cast(pl.Datetime("us")).cast(pl.Int64).cast(pl.Float64) / MICRO


def _local(naive: pl.Expr, zone: str) -> pl.Expr:
    """Clock times of a zone as seconds; an hour that it has twice or not at all is null."""
    if zone == "UTC":
        return _epoch(naive)
    there = naive.cast(pl.Datetime("us")).dt.replace_time_zone(zone, ambiguous="null", non_existent="null")
    return _epoch(there.dt.convert_time_zone("UTC").dt.replace_time_zone(None))
