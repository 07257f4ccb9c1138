"""Harbours by UN/LOCODE for the movements of ships: those written down here, and those of the package searoute.

Those of the package and of `harbours.csv` are no places for reading: most of them bear the name of a town. What is
written down here goes before a harbour of the package of the same code, or within 3 km.
"""

from __future__ import annotations

import json
from importlib import resources

import polars as pl

from crossbearing.world.geo import distance_km
from world.authored import rows

# A harbour of the package that lies so near one of ours is the same. GUESS: two decimals of a degree are 1 km.
SAME_KM = 3.0
SCHEMA = {"id": pl.String, "name": pl.String, "country": pl.String, "lat": pl.Float64, "lon": pl.Float64}


def build() -> dict[str, pl.DataFrame]:
    """The table `harbours`, in the order of its codes."""
    written = [*rows("ports"), *rows("harbours")]
    ours = [(row["locode"], row["name"], row["country"], float(row["lat"]), float(row["lon"])) for row in written]
    frame = pl.DataFrame([*ours, *_further(ours)], schema=SCHEMA, orient="row")
    return {"harbours": frame.sort("id").with_columns(pl.col("lat", "lon").round(4))}


def _further(ours: list[tuple[str, str, str, float, float]]) -> list[tuple[str, str, str, float, float]]:
    text = resources.files("searoute").joinpath("data", "ports.geojson").read_text(encoding="utf-8")
    known = {code for code, *_ in ours}
    lat, lon = (pl.Series([row[place] for row in ours]).to_numpy() for place in (3, 4))
    found: dict[str, tuple[str, str, str, float, float]] = {}
    for port in json.loads(text)["features"]:
        code, name = port["properties"]["port"], port["properties"]["name"]
        east, north = port["geometry"]["coordinates"][:2]
        if code and code not in known and code not in found and distance_km(north, east, lat, lon).min() > SAME_KM:
            found[code] = (code, name, code[:2], float(north), float(east))
    return list(found.values())
