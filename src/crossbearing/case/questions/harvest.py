"""Ports in use and ports that no table knows, from AIS files; and places as GeoJSON that can be given back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import polars as pl

from crossbearing.case.questions.sailing import Sailed
from crossbearing.model.table import UTC
from crossbearing.movement.vessels.ports.anchorages import STAYS, candidate_ports, stays_away
from crossbearing.movement.vessels.ports.harbours import WATER_KM
from crossbearing.scale_ships import each_part
from crossbearing.world.outlines import outline_of

# Degrees are written to a metre.
DIGITS = 5


def harvested(told: Sailed) -> pl.DataFrame:
    """CANDIDATE_PORTS: where ships lay still away from all ports known, the user's own among them."""
    found = each_part(told.parts, lambda marked: stays_away(marked, told.harbours))
    return candidate_ports(pl.concat([pl.DataFrame(schema=STAYS), *found]))


def ports_in_use(told: Sailed) -> pl.DataFrame:
    """The ports known at which calls were seen, with how many ships and calls, and of what kinds; busiest first."""
    calls = told.port_calls().filter("shown")
    kinds = [(pl.col("kind") == kind).sum().alias(f"{kind}s") for kind in ("berth", "anchorage", "roadstead")]
    used = calls.group_by("place").agg(
        pl.col("craft").n_unique().alias("ships"),
        pl.len().alias("calls"),
        *kinds,
        pl.col("arrived_before").min().cast(UTC).alias("first_seen"),
        pl.col("left_after").max().cast(UTC).alias("last_seen"),
    )
    known = told.world.harbours.with_columns(pl.col("radius_km").fill_null(WATER_KM), pl.col("kind").fill_null("port"))
    columns = ("id", "name", "country", "kind", "lat", "lon", "radius_km", "drawn")
    found = used.join(known, left_on="place", right_on="id", how="inner").rename({"place": "id"})
    return found.select(*columns, pl.exclude(*columns, "rings")).sort(
        "ships", "calls", "id", descending=[True, True, False]
    )


def as_geojson(places: Sequence[dict[str, Any]]) -> str:
    """Places (`id`, `name`, `lat`, `lon`, `radius_km`, `rings` …) as a FeatureCollection that `--harbours` takes."""
    features = [_feature(one) for one in places]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, indent=1) + "\n"


def _feature(place: dict[str, Any]) -> dict[str, Any]:
    rings = place.get("rings")
    shape: dict[str, Any] = {"type": "Point", "coordinates": _corner(place)}
    if rings:
        shape = {"type": "MultiPolygon", "coordinates": _polygons([_closed(ring) for ring in rings])}
    left = ("lat", "lon", "rings", "type", "doubt", "exhibit", "member", "row", *(("radius_km",) if rings else ()))
    about = {name: value for name, value in place.items() if name not in left and value not in (None, "")}
    if isinstance(about.get("radius_km"), float):
        about["radius_km"] = round(about["radius_km"], 2)
    return {"type": "Feature", "properties": about, "geometry": shape}


def _polygons(rings: list[Any]) -> list[list[Any]]:
    """Rings as polygons: one that begins inside another is a hole of it."""
    found: list[list[Any]] = []
    for ring in rings:
        at = np.array([ring[0][1]]), np.array([ring[0][0]])
        around = [one for one in found if outline_of([[(b, a) for a, b in one[0]]]).holds(*at)[0]]
        (around[0] if around else found).append(ring if around else [ring])
    return found


def _closed(ring: Sequence[dict[str, float]]) -> list[list[float]]:
    corners = [_corner(one) for one in ring]
    return corners if corners[0] == corners[-1] else [*corners, corners[0]]


def _corner(place: dict[str, float]) -> list[float]:
    return [round(place["lon"], DIGITS), round(place["lat"], DIGITS)]
