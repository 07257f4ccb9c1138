"""Which airports a craft en route may be going to, or coming from: a short list instead of thousands.

Ends that lie in one cell, head into one sector and may go equally far share a list.
"""

from __future__ import annotations

import numpy as np

from crossbearing.movement.arrays import Floats, Ints
from crossbearing.movement.ends import Ends, onward_density
from crossbearing.movement.fields import Fields
from crossbearing.movement.near import Pairs, within
from crossbearing.world import geo

CELL_DEG, SECTOR_DEG = 2.0, 20.0
COLUMNS = round(360 / CELL_DEG)
# Airports on a list. What is beyond the 64 likeliest has 2 % of the weight in the densest parts of Europe. GUESS.
LISTED = 64
# Within a cell and a sector directions differ by so much; the list is drawn with this spread, degrees.
SPREAD_DEG, STRAIGHT = 30.0, 0.93
# Height for which the list is drawn, feet.
LEVEL_FT = 30000.0
NO_SECTOR = 99


def onward_pairs(at: Fields, ends: Ends, table: Ints, reach_km: Floats) -> Pairs:
    """Pairs of ends en route and the airports on their lists; `table` and `reach_km` have one entry an end."""
    row = np.clip(np.floor((ends.lat + 90.0) / CELL_DEG), 0, 180 / CELL_DEG - 1).astype(np.int64)
    column = np.floor(np.mod(ends.lon + 180.0, 360.0) / CELL_DEG).astype(np.int64) % COLUMNS
    sector = np.where(np.isnan(ends.heading_deg), NO_SECTOR, np.nan_to_num(ends.heading_deg) // SECTOR_DEG)
    # Reach in steps of a factor of the square root of two, always the next longer.
    far = np.ceil(2 * np.log2(np.clip(reach_km, 1.0, 20040.0)))
    keys = np.stack([row * COLUMNS + column, sector.astype(np.int64), far.astype(np.int64), table], axis=1)
    unique, back = np.unique(keys, axis=0, return_inverse=True)
    lists = [_listed(at, *key) for key in unique.tolist()]
    sizes = np.array([len(one) for one in lists], dtype=np.int64)
    starts = np.r_[0, np.cumsum(sizes)[:-1]]
    every = np.concatenate(lists) if lists else np.zeros(0, dtype=np.int64)
    counts = sizes[back.ravel()]
    point = np.repeat(np.arange(len(ends)), counts)
    return Pairs(point, every[np.repeat(starts[back.ravel()], counts) + within(counts)].astype(np.int64))


def _listed(at: Fields, cell: int, sector: int, far: int, table: int) -> Ints:
    key = cell, sector, far, table
    known = at.lists.get(key)
    if known is None:
        known = at.lists[key] = _likeliest(at, cell, sector, 2.0 ** (far / 2), table)
    return known


def _likeliest(at: Fields, cell: int, sector: int, reach_km: float, table: int) -> Ints:
    lat, lon = (cell // COLUMNS + 0.5) * CELL_DEG - 90.0, (cell % COLUMNS + 0.5) * CELL_DEG - 180.0
    point = np.array([lat]), np.array([lon])
    pairs = Pairs(np.zeros(len(at.main), dtype=np.int64), at.main)
    km, toward = at.seen_from(*point, pairs)
    inside = km <= reach_km + CELL_DEG * geo.KM_PER_NM * 60
    score = at.weight(at.main, np.array(table), np.array(0.0)) * onward_density(km, np.full(len(km), LEVEL_FT))
    if sector != NO_SECTOR:
        off = np.abs((toward - (sector + 0.5) * SECTOR_DEG + 180.0) % 360.0 - 180.0)
        score = score * (
            STRAIGHT * np.exp(-0.5 * (off / SPREAD_DEG) ** 2) + (1 - STRAIGHT) * SPREAD_DEG * 2.5066 / 360.0
        )
    rows = np.flatnonzero(inside)
    return np.sort(at.main[rows[np.argsort(-score[rows], kind="stable")[:LISTED]]])
