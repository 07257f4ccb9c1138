"""Cut lines of BaseStation text into columns, all lines of a piece at once."""

from __future__ import annotations

from datetime import datetime

import polars as pl

from crossbearing.intake.tracks.recording import Recording

# The fields of a `MSG` line by number; 2 to 5 but for the address are the program's own numbering.
FIELDS = {
    "kind": 1,
    "address": 4,
    "day_made": 6,
    "clock_made": 7,
    "day_logged": 8,
    "clock_logged": 9,
    "callsign": 10,
    "alt_ft": 11,
    "gs_kt": 12,
    "track_deg": 13,
    "lat": 14,
    "lon": 15,
    "vrate_fpm": 16,
    "squawk": 17,
    "ground": 21,
}
NUMBERS = ("alt_ft", "gs_kt", "track_deg", "lat", "lon", "vrate_fpm")
WORDS = ("made", "logged")
KINDS = [str(kind) for kind in range(1, 9)]
# `START,Wed Sep 2 04:23:37 +0000 UTC 2015`: when a log begins whose lines are counted in nanoseconds from there.
START = "START,"
_START_FORM = "%a %b %d %H:%M:%S %z UTC %Y"
_NS = 1e9


def messages_of(lines: pl.DataFrame, recording: Recording, started: float | None) -> pl.DataFrame:
    """The messages in lines (`line`, `row`), as MESSAGE; `started` is when the log began before these lines."""
    clocked = lines.with_columns(start=_starts(lines["line"])).with_columns(
        pl.col("start").forward_fill().fill_null(pl.lit(started, pl.Float64))
    )
    cells = clocked.filter(~pl.col("line").str.starts_with(START)).with_columns(parts=pl.col("line").str.split(","))
    counted = pl.col("parts").list.get(0, null_on_oob=True).str.contains(r"^\d+$")
    shift = pl.when(counted).then(1).otherwise(0)
    named = cells.select(
        "row",
        "start",
        counter=pl.when(counted).then(pl.col("parts").list.get(0, null_on_oob=True)),
        word=pl.col("parts").list.get(shift, null_on_oob=True),
        **{
            name: pl.col("parts").list.get(shift + place, null_on_oob=True).str.strip_chars().replace("", None)
            for name, place in FIELDS.items()
        },
    )
    return _typed(named, recording)


def last_start(lines: pl.DataFrame, started: float | None) -> float | None:
    """When the log began that is going on after these lines."""
    told = _starts(lines["line"]).drop_nulls()
    return float(told[-1]) if told.len() else started


def _starts(lines: pl.Series) -> pl.Series:
    """The moment each `START` line tells; null for all other lines."""
    told = lines.str.starts_with(START).arg_true()
    moments = [_moment(line) for line in lines.gather(told)]
    return pl.Series("start", [None], dtype=pl.Float64).new_from_index(0, lines.len()).scatter(told, moments)


def _moment(line: str) -> float | None:
    try:
        return datetime.strptime(line.removeprefix(START).strip(), _START_FORM).timestamp()
    except ValueError:
        return None


def _typed(cells: pl.DataFrame, recording: Recording) -> pl.DataFrame:
    numbers = {name: pl.col(name).cast(pl.Float64, strict=False) for name in NUMBERS}
    ground = pl.col("ground").is_in(["-1", "1"])
    wrong = [pl.col(name).is_not_null() & ~numbers[name].is_finite().fill_null(False) for name in NUMBERS]
    reason = (
        pl.when(pl.col("word") != "MSG")
        .then(pl.lit("no MSG line"))
        .when(~pl.col("kind").is_in(KINDS).fill_null(False))
        .then(pl.lit("no type of message from 1 to 8"))
        .when(pl.any_horizontal(wrong))
        .then(pl.lit("a field that is no number"))
    )
    seconds = _seconds(recording)
    clocked = pl.any_horizontal(_clock(pl.col(f"day_{word}"), pl.col(f"clock_{word}")).is_not_null() for word in WORDS)
    timed = cells.with_columns(reason=reason, seconds=seconds, zoneless=clocked, **numbers)
    span = recording.days or (None, None)
    return timed.select(
        *("address", "callsign", "squawk", "row", "reason", "zoneless", *NUMBERS[:3], "vrate_fpm"),
        seconds=pl.col("seconds").fill_null(pl.lit(span[0], pl.Float64)),
        until=pl.when(pl.col("seconds").is_null()).then(pl.lit(span[1], pl.Float64)),
        # A place heard on an unknown hour of the day is no position.
        lat=pl.when(_placed()).then("lat"),
        lon=pl.when(_placed()).then("lon"),
        ground=pl.when(pl.col("ground").is_not_null()).then(ground).when(pl.col("kind") == "2").then(True),
    )


def _placed() -> pl.Expr:
    return pl.col("kind").is_in(["2", "3"]) & pl.col("seconds").is_not_null()


def _seconds(recording: Recording) -> pl.Expr:
    """When a message was made, else when it was logged, else by the count of nanoseconds since the log began."""
    made, logged = (_clock(pl.col(f"day_{word}"), pl.col(f"clock_{word}")) for word in WORDS)
    counted = pl.col("start") + pl.col("counter").cast(pl.Float64, strict=False) / _NS
    return pl.coalesce(made - recording.offset_s, logged - recording.offset_s, counted)


def _clock(day: pl.Expr, clock: pl.Expr) -> pl.Expr:
    text = pl.concat_str([day.str.replace_all("/", "-"), clock], separator=" ")
    moment = text.str.strptime(pl.Datetime("ms"), "%Y-%m-%d %H:%M:%S%.f", strict=False)
    return moment.dt.epoch("ms").cast(pl.Float64) / 1000
