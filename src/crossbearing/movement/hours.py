"""Which hours the archives hold, and in which of them the receivers heard far fewer craft than usual.

Counts of craft per hour are learnt per partition of craft and added up; states are told once at the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

import polars as pl

from crossbearing.model.tables import HOURS, UTC
from crossbearing.movement.binomial import at_most

HOUR_S = 3600.0
# Quiet hours hold less than half of what other days do at that hour... GUESS: traffic of a weekday and of a Sunday
# differ by a fifth (EUROCONTROL network manager, daily variation), an hour's outage of one network by far more.
QUIET_SHARE = 0.5
# ...and chance alone gives so few less often than once in a thousand: there are hundreds of hours to judge.
SIGNIFICANCE = 0.001
# Rounding of times leaves up to this share of an hour open at the edges of a stretch.
ROUNDING = 1e-6

HEARD = pl.Schema({"network": pl.String(), "hour": UTC, "craft": pl.UInt32()})
"""How many craft a network heard in an hour."""


def heard_by_hour(positions: pl.DataFrame, networks: Mapping[str, str]) -> pl.DataFrame:
    """Return how many craft each network heard in each hour: `network`, `hour`, `craft`; `networks` names exhibits'."""
    trusted = positions.filter(pl.col("mark").is_null()).select(
        "craft", pl.col("time").dt.truncate("1h").alias("hour"), "exhibit"
    )
    named = trusted.unique().with_columns(network=pl.col("exhibit").replace_strict(networks, default=None))
    known = named.filter(pl.col("network").is_not_null())
    counted = known.group_by("network", "hour").agg(craft=pl.col("craft").n_unique().cast(pl.UInt32))
    return counted.select(HEARD.names()).cast(HEARD).sort("network", "hour")


def summed(frames: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Return the counts of several partitions of craft as one."""
    together = pl.concat([pl.DataFrame(schema=HEARD), *frames])
    return together.group_by("network", "hour").agg(pl.col("craft").sum()).cast(HEARD).sort("network", "hour")


def hours(archive: pl.DataFrame, heard: pl.DataFrame) -> pl.DataFrame:
    """Return the state of every hour between the first and the last that an archive (ARCHIVE) speaks of: HOURS.

    `held` counts what is held whole; one craft's file speaks of its day and holds none of it.
    """
    frames = [_network_hours(own, heard, network) for (network,), own in archive.group_by("network")]
    return HOURS.conform(pl.concat(frames)) if frames else HOURS.empty()


def _network_hours(archive: pl.DataFrame, heard: pl.DataFrame, network: str) -> pl.DataFrame:
    first, last = archive.select(pl.col("started_at").min().dt.truncate("1h"), pl.col("ended_at").max()).row(0)
    each = pl.datetime_range(first, last, "1h", closed="left", time_unit="ms", eager=True).alias("hour").to_frame()
    own = heard.filter(pl.col("network") == network).select("hour", "craft")
    held = shares(archive.filter("whole"))
    counted = each.join(own, on="hour", how="left").join(held, on="hour", how="left")
    filled = counted.with_columns(pl.col("craft").fill_null(0).cast(pl.Int64), pl.col("held").fill_null(0.0))
    told = _expected(filled.sort("hour"))
    return told.with_columns(network=pl.lit(network), state=_states(told)).select(HOURS.schema.names())


def shares(stretches: pl.DataFrame) -> pl.DataFrame:
    """Return `hour` and `held`, the share of it that some stretches (of ARCHIVE) cover; none counts twice."""
    rows: dict[datetime, float] = {}
    for start, end in joined(stretches):
        at = start.replace(minute=0, second=0, microsecond=0)
        while at < end:
            part = min(end, at + timedelta(hours=1)) - max(start, at)
            rows[at] = rows.get(at, 0.0) + part.total_seconds() / HOUR_S
            at += timedelta(hours=1)
    return pl.DataFrame({"hour": list(rows), "held": list(rows.values())}, schema={"hour": UTC, "held": pl.Float64})


def joined(stretches: pl.DataFrame) -> list[tuple[datetime, datetime]]:
    """Return stretches (`started_at`, `ended_at`) in order, those that touch as one."""
    found: list[tuple[datetime, datetime]] = []
    for start, end in stretches.sort("started_at").select("started_at", "ended_at").iter_rows():
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _expected(each: pl.DataFrame) -> pl.DataFrame:
    """Add the mean of the same hour of the day on the other days held whole, and how many those are."""
    whole = pl.col("held") >= 1.0 - ROUNDING
    clock, counted = pl.col("hour").dt.hour(), pl.when(whole).then(pl.col("craft"))
    others = counted.sum().over(clock) - counted.fill_null(0)
    days = whole.sum().over(clock).cast(pl.Int64) - whole.cast(pl.Int64)
    mean = pl.when(days > 0).then(others / days).alias("expected")
    return each.with_columns(mean, days=days, others=others)


def _states(each: pl.DataFrame) -> pl.Series:
    rows = each.select("craft", "expected", "held", "days", "others").iter_rows()
    return pl.Series([_state(*row) for row in rows], dtype=pl.String)


def _state(craft: int, expected: float | None, held: float, days: int, others: int) -> str:
    if held <= ROUNDING:
        return "missing"
    if held < 1.0 - ROUNDING:
        return "partial"
    if expected is None or craft >= QUIET_SHARE * expected:
        return "whole"
    return "quiet" if at_most(craft, craft + others, 1.0 / (1 + days)) < SIGNIFICANCE else "whole"
