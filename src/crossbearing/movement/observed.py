"""Sightings that no track tells of, ready for counts and prisms: whose they are, where, and stays they show."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

import polars as pl

from crossbearing.model.tables import SIGHTINGS
from crossbearing.movement.stays import Stay
from crossbearing.world import World

# Rows of SIGHTINGS by the craft they show standing at an airport.
Told = dict[str, tuple[dict[str, Any], ...]]

# Kinds of sightings that show a craft standing, unless the row says that it was in the air.
STANDING = ("log", "photo", "satellite")


def observed_of(sightings: pl.DataFrame | None, craft: str, world: World) -> pl.DataFrame:
    """Return the rows of SIGHTINGS of one craft; one that names an airport and no point gets the airport's."""
    if sightings is None or sightings.is_empty():
        return SIGHTINGS.empty()
    rows = sightings.filter(pl.col("craft") == craft)
    places = {code: world.airports.get(code) for code in rows["place"].drop_nulls().unique().to_list()}
    points = {code: (a.lat, a.lon) for code, a in places.items() if a}
    frame = pl.DataFrame(
        [(code, *point) for code, point in points.items()],
        schema={"place": pl.String, "at_lat": pl.Float64, "at_lon": pl.Float64},
        orient="row",
    )
    filled = rows.join(frame, on="place", how="left", maintain_order="left").with_columns(
        lat=pl.coalesce("lat", "at_lat"), lon=pl.coalesce("lon", "at_lon"), on_ground=on_ground()
    )
    return SIGHTINGS.conform(filled.drop("at_lat", "at_lon"))


def on_ground() -> pl.Expr:
    """Whether a row of SIGHTINGS shows its craft standing: said so, or at an airport in a log or picture."""
    told = pl.col("kind").is_in(STANDING) & pl.col("place").is_not_null()
    return pl.coalesce(pl.col("on_ground"), pl.when(told).then(True))


def pointed_out(sightings: pl.DataFrame | None) -> Told:
    """Return the rows of SIGHTINGS that put a named craft on the ground at an airport, by craft, oldest first."""
    if sightings is None or sightings.is_empty():
        return {}
    rows = sightings.filter(
        pl.col("craft").is_not_null(), pl.col("place").is_not_null(), on_ground().fill_null(False)
    ).sort("craft", "started_at", "id")
    return {str(key[0]): tuple(part.to_dicts()) for key, part in rows.group_by("craft", maintain_order=True)}


def stay_sightings(sightings: pl.DataFrame, stay: Stay, world: World) -> pl.DataFrame:
    """Return the rows of SIGHTINGS that show the craft of a stay on the ground there within its outer bounds."""
    own = observed_of(sightings, stay.craft, world)
    own = own.filter(pl.col("on_ground").fill_null(False), pl.col("place").is_in(list(stay.places)))
    after = pl.lit(True) if stay.after is None else pl.col("ended_at") > stay.after
    before = pl.lit(True) if stay.before is None else pl.col("started_at") < stay.before
    return own.filter(after, before)


def unnamed(
    sightings: pl.DataFrame | None,
    airports: Collection[str],
    types: Collection[str],
    start: datetime,
    end: datetime,
) -> list[dict[str, Any]]:
    """Return the rows of SIGHTINGS that show a craft of these types which nobody named, at the airports in a window.

    They count for a fleet known by type alone: a picture of an Il-76 is a picture of any Il-76. A registration that
    means no craft known here, or several, names nobody either.
    """
    if sightings is None or sightings.is_empty():
        return []
    rows = sightings.filter(
        pl.col("craft").is_null(),
        pl.col("place").is_in(list(airports)),
        pl.col("typecode").is_in(list(types)),
        on_ground().fill_null(False),
        pl.col("started_at") < end,
        pl.col("ended_at") > start,
    )
    return rows.sort("started_at", "id").to_dicts()


def most_at_once(rows: list[dict[str, Any]], explained: Any) -> int:
    """Return how many unnamed craft stood there at one moment beyond those that are known to have been there.

    Rows of one exhibit and one stretch are different craft of one picture; pictures of different times may show the
    same craft. `explained(start, end)` tells how many named members stood there all that time.
    """
    pictures: dict[tuple[str, datetime, datetime], int] = {}
    for row in rows:
        key = (row["exhibit"], row["started_at"], row["ended_at"])
        pictures[key] = pictures.get(key, 0) + 1
    return max((max(0, n - explained(start, end)) for (_, start, end), n in pictures.items()), default=0)
