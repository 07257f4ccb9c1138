"""Shores, waterways, and which capes see one another: what the shortest ways over water are found by.

The land is that of world-atlas 2.0.2 at 1:10 million (npm, ISC; Natural Earth, public domain) without the great lakes
drawn in `lakes.csv`. Its outline is drawn in and simplified by less than that, in Mercator's projection, so that the
land kept lies within the land there is: a way that avoids it is no longer than the true one. Small islands and the
polar ice are left out, which shortens ways too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl
import shapely
import shapely.affinity
from numpy.typing import NDArray

from crossbearing.world.geo import EARTH_RADIUS_KM, distance_km
from crossbearing.world.waters_graph import nodes_of
from crossbearing.world.waters_shores import Shores
from world import atlas
from world.authored import number, rows

# Drawn in by so many km, then simplified by less (both on the equator; times the cosine of the latitude elsewhere);
# coarser in the far north. The difference is for the errors of the chart and of straight lines between corners.
FINE_KM, COARSE_KM = (8.0, 7.0), (20.0, 17.0)
NORTH, SOUTH, FARTHEST = 64.0, -60.0, 74.0
# Where both meet, the fine part reaches so much farther north than the coarse one begins, degrees.
OVERLAP = 1.0
# Land smaller than this (km2) hides little.
LEAST_KM2 = 500.0
# Between two corners a line in Mercator's projection and a great circle part by less than 0.3 km at 70 degrees.
ARC_KM = 60.0
# What is left of the kilometres of a river: its points stand some kilometres off the channel, charts count from
# different marks, and drawn rivers are straighter than true ones.
OFF = 0.9
Shape = shapely.Geometry


def build(folder: Path) -> dict[str, pl.DataFrame]:
    """The tables `shores`, `waterways` and `water_links`; raises FileNotFoundError without the atlas."""
    topology = json.loads((folder / "land-10m.json").read_text(encoding="utf-8"))
    shores = shores_of(_land(topology))
    ways = waterways()
    return {"shores": shores, "waterways": ways, "water_links": links(shores, ways)}


def waterways() -> pl.DataFrame:
    """The authored lines; `km` from the point before it on the same way, never more than it is."""
    found: list[tuple[str, str, float, float, float | None]] = []
    before = None
    for row in rows("waterways"):
        lat, lon, chart = float(row["lat"]), float(row["lon"]), number(row["km"])
        km = None
        if before is not None and before[0] == row["way"]:
            straight = float(distance_km(before[1], before[2], lat, lon))
            told = abs(chart - before[3]) if chart is not None and before[3] is not None else 0.0
            km = max(straight, told) * OFF
        found.append((row["way"], row["name"], lat, lon, km))
        before = (row["way"], lat, lon, chart)
    return pl.DataFrame(found, schema=["way", "name", "lat", "lon", "km"], orient="row").with_columns(
        pl.col("km").round(1), pl.col("lat", "lon").cast(pl.Float64)
    )


def shores_of(land: Shape) -> pl.DataFrame:
    """The table `shores` of a land in Mercator's projection (radians)."""
    edge = _mercator(np.array([[0.0, NORTH], [0.0, NORTH - OVERLAP]]))[:, 1]
    south = shapely.box(-4.0, _northing(SOUTH), 4.0, edge[0])
    north = shapely.box(-4.0, edge[1], 4.0, _northing(FARTHEST))
    shapes = [*_shrunk(land & south, *FINE_KM), *_shrunk(land & north, *COARSE_KM)]
    found = []
    for ring in (ring for shape in shapes for ring in _rings(shape)):
        degrees = _degrees(np.asarray(ring.coords)[:-1])
        if -180.0 <= degrees[:, 0].mean() < 180.0:
            found.append(degrees)
    found.sort(key=lambda corners: (round(float(corners[0, 1]), 4), round(float(corners[0, 0]), 4)))
    numbers = np.repeat(np.arange(len(found), dtype=np.uint16), [len(one) for one in found])
    corners = np.concatenate(found)
    lon = (corners[:, 0] + 180.0) % 360.0 - 180.0
    return pl.DataFrame({"ring": numbers, "lat": corners[:, 1], "lon": lon}).with_columns(
        pl.col("lat", "lon").round(3).cast(pl.Float32)
    )


def links(shores: pl.DataFrame, ways: pl.DataFrame) -> pl.DataFrame:
    """Which nodes see one another along shores that they touch: `a` below `b`."""
    land = Shores(*(shores[name].to_numpy().astype(kind) for name, kind in _KINDS))
    nodes = nodes_of(land, ways)
    told = ways.select("lat", "lon").unique(maintain_order=True)
    inside = np.concatenate([_overlapped(land), land.inland(told["lat"].to_numpy(), told["lon"].to_numpy())])
    arcs, open_ = np.arange(land.ring.size), np.flatnonzero(~inside)
    pairs = []
    for a in open_.tolist():
        others = open_[open_ > a]
        others = others[nodes.bends(others, nodes.points[a]) & nodes.bends(a, nodes.points[others])]
        seen = others[~land.hidden(nodes.points[a], nodes.points[others], arcs)]
        pairs.append(pl.DataFrame({"a": np.full(seen.size, a, np.uint16), "b": seen.astype(np.uint16)}))
    return pl.concat(pairs).sort("a", "b")


_KINDS = (("ring", np.int64), ("lat", np.float64), ("lon", np.float64))


def _overlapped(land: Shores) -> NDArray[np.bool_]:
    """Which capes lie within the land of another ring, where the fine and the coarse part overlap."""
    capes = land.capes
    lat, lon = land.lat[capes], land.lon[capes]
    found = np.zeros(capes.size, np.bool_)
    near = np.flatnonzero((lat > NORTH - 2 * OVERLAP) & (lat < NORTH + OVERLAP))
    for one in near.tolist():
        others = land.ring != land.ring[capes[one]]
        rest = Shores(land.ring[others], land.lat[others], land.lon[others])
        found[one] = rest.inland(lat[one : one + 1], lon[one : one + 1])[0]
    return found


def _land(topology: dict[str, object]) -> Shape:
    """All land without the great lakes, from 200 degrees west to 200 east, so that the date line cuts nothing."""
    arcs = atlas.arcs_of(topology)
    shapes = []
    for polygon in atlas.polygons(topology["objects"]["land"]):
        outline, *holes = [_unwound(atlas.ring(indices, arcs)) for indices in polygon]
        if len(outline) >= atlas.MIN_RING and outline[:, 1].max() > SOUTH:
            holes = [_mercator(hole) for hole in holes if len(hole) >= atlas.MIN_RING]
            shapes.append(shapely.make_valid(shapely.Polygon(_mercator(outline), holes)))
    lakes = [shapely.Polygon(_mercator(_corners(row["corners"]))) for row in rows("lakes")]
    land = shapely.difference(shapely.union_all(shapes), shapely.union_all(lakes))
    round_ = [shapely.affinity.translate(land, turn * 2 * np.pi) for turn in (-1, 0, 1)]
    frame = shapely.box(np.radians(-200.0), -4.0, np.radians(200.0), 4.0)
    return shapely.union_all([one & frame for one in round_])


def _unwound(ring: atlas.Line) -> atlas.Line:
    """The ring without leaps of longitude from one side of the date line to the other."""
    lon = np.unwrap(ring[:, 0], period=360.0)
    return np.column_stack([lon - np.round(lon.mean() / 360.0) * 360.0, ring[:, 1]])


def _corners(cell: str) -> NDArray[np.float64]:
    return np.array([[float(part) for part in corner.split()][::-1] for corner in cell.split(";")])


def _shrunk(land: Shape, by_km: float, simplified_km: float) -> Iterator[Shape]:
    for part in shapely.get_parts(land):
        if _km2(part) < LEAST_KM2:
            continue
        rough = part.simplify(0.5 / EARTH_RADIUS_KM)
        drawn_in = rough.buffer(-(by_km + 0.5) / EARTH_RADIUS_KM, quad_segs=2)
        for one in shapely.get_parts(drawn_in.simplify(simplified_km / EARTH_RADIUS_KM)):
            if _km2(one) > LEAST_KM2:
                yield shapely.geometry.polygon.orient(one.segmentize(ARC_KM / EARTH_RADIUS_KM))


def _rings(shape: Shape) -> list[Shape]:
    return [shape.exterior, *shape.interiors]


def _km2(shape: Shape) -> float:
    """The area in square kilometres, by the scale at its middle."""
    return 0.0 if shape.is_empty else shape.area * (EARTH_RADIUS_KM / np.cosh(shape.centroid.y)) ** 2


def _northing(lat: float) -> float:
    return float(np.arcsinh(np.tan(np.radians(lat))))


def _mercator(xy: NDArray[np.float64]) -> NDArray[np.float64]:
    """Longitude and latitude in degrees in Mercator's projection, in radians."""
    lat = np.clip(xy[:, 1], -84.0, 84.0)
    return np.column_stack([np.radians(xy[:, 0]), np.arcsinh(np.tan(np.radians(lat)))])


def _degrees(xy: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.column_stack([np.degrees(xy[:, 0]), np.degrees(np.arctan(np.sinh(xy[:, 1])))])
