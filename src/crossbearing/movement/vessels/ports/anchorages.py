"""Ports that no table knows, harvested from where ships lay: stays away from any port known, and where several meet.

A stay is a time in which a ship was heard to lie still, at anchor or alongside; who drifts makes none. Stays that lie
in touching cells are one place. A place where several ships lay, or one ship several times, is a candidate: a person
looks at it, names it, and gives it back as a port or an anchorage.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from crossbearing.model.identity import content_id
from crossbearing.model.vessel_inferences import CANDIDATE_PORTS
from crossbearing.movement.arrays import Floats, Ints
from crossbearing.movement.vessels.fixes import fixes_of, flat_km, references_of
from crossbearing.movement.vessels.lying import lying
from crossbearing.movement.vessels.ports.harbours import Harbours

# A stay worth telling takes two hours, as a silence does. A ship that was not heard for more than six can have been
# elsewhere and come back (see `slots`).
STAY_S, UNHEARD_S = 2 * 3600.0, 6 * 3600.0
# Anchored ships swing within some 300 m of the anchor; who moved farther than this drifted. GUESS.
DRIFT_M = 700.0
# Cells of a hundredth of a degree (1.1 km, less towards the poles): quays of one harbour touch, two roadsteads do not.
CELL_DEG = 0.01
_COLUMNS = round(360.0 / CELL_DEG)
# Several ships, or one that keeps coming back.
LEAST_SHIPS, LEAST_STAYS = 2, 3
# Antennas of ships at a quay move by their noise (see `likely`); a quay has room for several ships.
FIXED_M, QUAY_SHIPS = 45.0, 3
# A harvested place reaches a little farther than its stays: half a cell.
MARGIN_KM = 0.6

STAYS = {
    "craft": pl.String,
    "hull": pl.String,
    "seconds": pl.Float64,
    "until": pl.Float64,
    "lat": pl.Float64,
    "lon": pl.Float64,
    "wander_m": pl.Float64,
    "reference": pl.String,
}


def stays_away(positions: pl.DataFrame, harbours: Harbours) -> pl.DataFrame:
    """The stays (STAYS) of ships outside the water of any port known; `positions` are VESSEL_POSITIONS marked."""
    fixes = fixes_of(positions)
    found = lying(fixes, positions["heading_deg"], STAY_S, unheard_s=UNHEARD_S)
    port, _ = harbours.nearest(found.lat, found.lon)
    found = found.take((port < 0) & (found.wander_m <= DRIFT_M))
    who = [fixes.names[hull] for hull in fixes.hull[found.first].tolist()]
    return pl.DataFrame(
        {
            "craft": [craft for craft, _ in who],
            "hull": [hull for _, hull in who],
            "seconds": fixes.seconds[found.first],
            "until": fixes.seconds[found.last],
            "lat": found.lat,
            "lon": found.lon,
            "wander_m": found.wander_m,
            "reference": references_of(positions).all(fixes.row[found.first]),
        },
        schema=STAYS,
    )


def candidate_ports(stays: pl.DataFrame) -> pl.DataFrame:
    """CANDIDATE_PORTS: the places where several ships, or one ship several times, made stays (STAYS)."""
    if stays.is_empty():
        return CANDIDATE_PORTS.empty()
    ordered = stays.sort("craft", "hull", "seconds", nulls_last=False)
    place = _joined(ordered["lat"].to_numpy(), ordered["lon"].to_numpy())
    groups = ordered.with_columns(place=place).partition_by("place", maintain_order=True)
    rows = [_candidate(one) for one in groups if one["craft"].n_unique() >= LEAST_SHIPS or one.height >= LEAST_STAYS]
    frame = pl.DataFrame(rows, schema={**CANDIDATE_PORTS.schema, "first_seen": pl.Float64, "last_seen": pl.Float64})
    times = (pl.col("first_seen", "last_seen") * 1000).round().cast(pl.Int64)
    return CANDIDATE_PORTS.conform(frame.with_columns(times.cast(CANDIDATE_PORTS.schema["first_seen"])))


def _candidate(stays: pl.DataFrame) -> dict[str, object]:
    lat, lon = stays["lat"].to_numpy(), stays["lon"].to_numpy()
    east = (lon - lon[0] + 540.0) % 360.0 - 180.0
    middle = float(np.median(lat)), float((lon[0] + np.median(east) + 540.0) % 360.0 - 180.0)
    reach = float(flat_km(lat, lon, *middle).max()) + float(stays["wander_m"].max() or 0.0) / 1000.0  # type: ignore[arg-type]
    ships = stays["craft"].n_unique()
    fixed = stays.filter(pl.col("wander_m") <= FIXED_M)["craft"].n_unique()
    return {
        "id": content_id("place", *(f"{one:.3f}" for one in middle)),
        "kind": "port" if fixed >= QUAY_SHIPS and 2 * fixed > ships else "anchorage",
        "lat": middle[0],
        "lon": middle[1],
        "radius_km": reach + MARGIN_KM,
        "ships": ships,
        "stays": stays.height,
        "hours": float((stays["until"] - stays["seconds"]).sum()) / 3600.0,
        "first_seen": stays["seconds"].min(),
        "last_seen": stays["until"].max(),
        "evidence": stays.unique("craft", keep="first", maintain_order=True)["reference"].to_list(),
    }


def _joined(lat: Floats, lon: Floats) -> Ints:
    """For each point the number of the group of touching cells it lies in, in the order of their first points."""
    row = np.floor((lat + 90.0) / CELL_DEG).astype(np.int64)
    column = np.floor(lon / CELL_DEG).astype(np.int64) % _COLUMNS
    cells, inverse = np.unique(row * _COLUMNS + column, return_inverse=True)
    label = np.arange(cells.size)
    pairs = [_beside(cells, north, east) for north, east in ((0, 1), (1, -1), (1, 0), (1, 1))]
    a, b = (np.concatenate([pair[side] for pair in pairs]) for side in (0, 1))
    while (label[a] != label[b]).any():
        least = np.minimum(label[a], label[b])
        np.minimum.at(label, label[a], least)
        np.minimum.at(label, label[b], least)
        label = label[label]
    return np.asarray(label[inverse])


def _beside(cells: Ints, north: int, east: int) -> tuple[Ints, Ints]:
    """The pairs of cells of which the second lies so beside the first."""
    row, column = cells // _COLUMNS, cells % _COLUMNS
    wanted = (row + north) * _COLUMNS + (column + east) % _COLUMNS
    at = np.minimum(np.searchsorted(cells, wanted), cells.size - 1)
    first = np.flatnonzero(cells[at] == wanted)
    return first, at[first]
