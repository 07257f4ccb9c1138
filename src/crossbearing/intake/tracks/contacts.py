"""Craft that were heard without a position: one SIGHTINGS row for each craft and hour of an exhibit.

Fewer than half of military aircraft send positions, and a craft whose navigation is jammed stops sending them;
that it was heard at all is evidence that it was in the air, or parked with its transponder on, within the range
of the receivers. No area is given where the file does not say where the receivers stand.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import polars as pl

from crossbearing.intake.tracks.judged import at
from crossbearing.intake.tracks.unlocated import EVERYWHERE_KM, FASTEST_KM_S
from crossbearing.model.tables import SIGHTINGS

# What a caller gives of each contact; `seconds` since 1970 is when the craft was heard, and `until`, where only a
# stretch of time is known, its end. `old_lat`, `old_lon` is where it was at `old_s`, its last position before.
HEARD: Mapping[str, Any] = {
    "craft": pl.String,
    "seconds": pl.Float64,
    "until": pl.Float64,
    "old_lat": pl.Float64,
    "old_lon": pl.Float64,
    "old_s": pl.Float64,
    "registration": pl.String,
    "callsign": pl.String,
    "typecode": pl.String,
    "operator": pl.String,
    "alt_ft": pl.Float64,
    "on_ground": pl.Boolean,
    "member": pl.String,
    "row": pl.UInt32,
}
HOUR_S = 3600.0
# The bounds are half open and times are kept to the millisecond, so the last contact lies just inside.
_JUST_AFTER_S = 0.001

# Contacts held before they are joined by craft and hour.
HELD = 200_000
# More craft and hours than any network hears in a day: a flood of made-up addresses is given on, not held.
MOST = 1_000_000
_GROUP = ("craft", "hour")


class Contacts:
    """Gathers contacts and joins those of one craft and hour; memory grows with craft and hours only, up to `MOST`."""

    def __init__(self, sha256: str, author: str) -> None:
        self._sha256 = sha256
        self._author = author
        self._parts: list[pl.DataFrame] = []
        self._held = 0
        self._full = False

    def overflow(self) -> pl.DataFrame:
        """What was gathered (SIGHTINGS) where it is too much to be held; else nothing."""
        return self.table() if self._full else SIGHTINGS.empty()

    def add(self, heard: pl.DataFrame) -> None:
        """Take rows with the columns of HEARD; columns that a format does not have may be left out."""
        if heard.is_empty():
            return
        missing = [pl.lit(None, dtype).alias(name) for name, dtype in HEARD.items() if name not in heard.columns]
        whole = heard.with_columns(missing).select(pl.col(name).cast(dtype) for name, dtype in HEARD.items())
        self._parts.append(_joined(_hourly(whole)))
        self._held += self._parts[-1].height
        if self._held > HELD:
            self._parts = [_joined(pl.concat(self._parts))]
            self._held = 0
            self._full = self._parts[0].height > MOST

    def table(self) -> pl.DataFrame:
        """What was gathered (SIGHTINGS), and begin anew."""
        parts, self._parts, self._held, self._full = self._parts, [], 0, False
        if not parts:
            return SIGHTINGS.empty()
        rows = _joined(pl.concat(parts)).with_columns(exhibit=pl.lit(self._sha256), author=pl.lit(self._author))
        named = rows.with_columns(id=_ids(rows))
        return SIGHTINGS.conform(named.select(_column(name) for name in SIGHTINGS.schema))


def _hourly(heard: pl.DataFrame) -> pl.DataFrame:
    return heard.select(
        "craft",
        (pl.col("seconds") // HOUR_S).alias("hour"),
        pl.col("seconds").alias("first"),
        pl.coalesce(pl.col("until"), pl.col("seconds") + _JUST_AFTER_S).alias("last"),
        "old_lat",
        "old_lon",
        "old_s",
        pl.col("callsign").str.strip_chars(" \x00@").replace("", None),
        "registration",
        "typecode",
        "operator",
        "alt_ft",
        "on_ground",
        "member",
        "row",
        observations=pl.lit(1, pl.UInt32),
    )


def _joined(rows: pl.DataFrame) -> pl.DataFrame:
    """One row for each craft and hour: the last callsign and altitude told, the place of the first contact."""
    ground = pl.col("on_ground").drop_nulls()
    return rows.group_by(_GROUP, maintain_order=True).agg(
        pl.col("first").min(),
        pl.col("last").max(),
        *(pl.col(name).drop_nulls().last() for name in ("callsign", "registration", "typecode", "operator", "alt_ft")),
        pl.when(ground.n_unique() == 1).then(ground.first()).alias("on_ground"),
        # The first old position is as good as any: the area is reckoned from it to the ends of the stretch.
        *(pl.col(name).drop_nulls().first() for name in ("old_lat", "old_lon", "old_s")),
        pl.col("member", "row").first(),
        pl.col("observations").sum(),
    )


def _ids(rows: pl.DataFrame) -> pl.Series:
    parts = rows.select("exhibit", "member", "row", "craft", "hour").iter_rows()
    texts = ("\x1f".join(map(str, part)) for part in parts)
    return pl.Series("id", [hashlib.sha256(text.encode()).hexdigest()[:16] for text in texts], dtype=pl.String)


def _column(name: str) -> pl.Expr:
    if name == "kind":
        return pl.lit("contact").alias(name)
    if name == "started_at":
        return at(pl.col("first")).alias(name)
    if name == "ended_at":
        return at(pl.col("last")).alias(name)
    if name in ("lat", "lon"):
        return pl.col(f"old_{name}").alias(name)
    if name == "radius_km":
        away = pl.max_horizontal(pl.col("last") - pl.col("old_s"), pl.col("old_s") - pl.col("first"))
        return (away * FASTEST_KM_S).clip(0, EVERYWHERE_KM).alias(name)
    if name in ("place", "note"):
        return pl.lit(None, SIGHTINGS.schema[name]).alias(name)
    return pl.col(name)
