"""Land and borders from world-atlas 2.0.2 (npm, ISC; Natural Earth, public domain): TopoJSON decoded by hand."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

# A closed ring of fewer than four points encloses nothing; the 1:10m file has one.
MIN_RING = 4

Line = NDArray[np.float64]


def arcs_of(topology: dict[str, Any]) -> list[Line]:
    """The shared lines: running sums of quantised steps, scaled and moved (TopoJSON specification, 2.1.3)."""
    scale, shift = np.array(topology["transform"]["scale"]), np.array(topology["transform"]["translate"])
    return [np.cumsum(np.array(arc), axis=0) * scale + shift for arc in topology["arcs"]]


def ring(indices: list[int], arcs: list[Line]) -> Line:
    """One ring; an arc index below zero is the one's complement of an arc walked backwards."""
    parts = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in indices]
    return np.concatenate([parts[0], *(part[1:] for part in parts[1:])])


def polygons(geometry: dict[str, Any]) -> list[list[list[int]]]:
    """The polygons of a geometry, each a list of rings, each a list of arc indices."""
    if geometry["type"] == "Polygon":
        return [geometry["arcs"]]
    if geometry["type"] == "MultiPolygon":
        return list(geometry["arcs"])
    return [polygon for part in geometry.get("geometries", ()) for polygon in polygons(part)]


def land(topology: dict[str, Any]) -> list[Line]:
    """All rings of the land, outer ones and holes."""
    arcs = arcs_of(topology)
    rings = [ring(indices, arcs) for polygon in polygons(topology["objects"]["land"]) for indices in polygon]
    return [one for one in rings if len(one) >= MIN_RING]


def borders(topology: dict[str, Any]) -> list[Line]:
    """The arcs that two countries share."""
    uses: Counter[int] = Counter()
    for country in topology["objects"]["countries"]["geometries"]:
        own = {i if i >= 0 else ~i for polygon in polygons(country) for indices in polygon for i in indices}
        uses.update(own)
    arcs = arcs_of(topology)
    return [arcs[i] for i, count in sorted(uses.items()) if count > 1]


def table(lines: list[Line]) -> pl.DataFrame:
    """Lines as rows: line number, longitude, latitude, to three decimals (110 m; the map is good to kilometres)."""
    numbers = np.repeat(np.arange(len(lines), dtype=np.uint16), [len(line) for line in lines])
    points = np.round(np.concatenate(lines), 3).astype(np.float32)
    return pl.DataFrame({"line": numbers, "lon": points[:, 0], "lat": points[:, 1]})


def build(folder: Path) -> dict[str, pl.DataFrame]:
    """The tables `land` and `borders`; raises FileNotFoundError where the package is not unpacked."""
    read = {
        name: json.loads((folder / f"{name}-50m.json").read_text(encoding="utf-8")) for name in ("land", "countries")
    }
    return {"land": table(land(read["land"])), "borders": table(borders(read["countries"]))}
