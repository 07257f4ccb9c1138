"""The pressure of the day, learnt from landings: how far pressure altitude was off, by region and quarter of a day.

A transponder sends altitude as if the pressure at sea level were 1013.25 hPa; that is up to 1,000 ft wrong.
Where craft were heard in the air and seconds later on the runway of a field of known elevation, the error shows;
where it is known, landings at a field of unknown elevation show how high that lies.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from crossbearing.movement.arrays import Bools, Floats, Ints
from crossbearing.movement.ends import Ends
from crossbearing.movement.fields import Fields
from crossbearing.world import geo

# A landing tells the error when the first position on the ground comes so soon and so near after the last in the air:
# then the craft was at most 300 ft up.
SOON_S, NEAR_KM = 30.0, 4.0
# Errors are pooled by cells of this size and pieces of time: pressure changes by some 3 hPa (80 ft) over either.
CELL_DEG, PIECE_S = 3.0, 6 * 3600.0
COLUMNS = round(360 / CELL_DEG)
CELLS = COLUMNS * round(180 / CELL_DEG + 1)
# So many landings at least, because one field's elevation may be wrong; and no weather is farther off than this.
LANDINGS, MOST_FT = 2, 1300.0


def elevated(ends: Ends, air: Ints, ground: Ints, field: Ints, fields: Fields) -> Fields:
    """The fields, with elevations nobody published told by landings; the ends must be corrected already."""
    error, told = _landing_errors(ends, air, ground, fields.elevation_ft[field])
    told &= np.isnan(fields.told_ft[field])
    rows, middle, count = _middles(field[told], error[told])
    if not len(rows):
        return fields
    elevation = fields.elevation_ft.copy()
    elevation[rows[count >= LANDINGS]] += middle[count >= LANDINGS]
    return replace(fields, elevation_ft=elevation)


def corrected(ends: Ends, air: Ints, ground: Ints, field: Ints, fields: Fields) -> Ends:
    """The ends with heights less the error of the day; `air` and `ground` are ends of the same landings at `field`."""
    keys, errors = _errors(ends, air, ground, field, fields)
    if not len(keys):
        return ends
    key, known = _keys(ends.lat, ends.lon, ends.seconds), np.full(len(ends), np.nan)
    # The same piece of time, else the one before, else the one after.
    for step in (0, -1, 1):
        place = np.minimum(np.searchsorted(keys, key + step * CELLS), len(keys) - 1)
        known = np.where(np.isnan(known) & (keys[place] == key + step * CELLS), errors[place], known)
    off = np.where(ends.pressure & ~ends.on_ground, np.nan_to_num(known), 0.0)
    return replace(ends, alt_ft=ends.alt_ft - off, above_ft=ends.above_ft - off)


def _keys(lat: Floats, lon: Floats, seconds: Floats) -> Ints:
    row, column = np.floor((lat + 90.0) / CELL_DEG), np.floor((lon + 180.0) / CELL_DEG) % COLUMNS
    return np.asarray(np.floor(seconds / PIECE_S) * CELLS + row * COLUMNS + column, dtype=np.int64)


def _errors(ends: Ends, air: Ints, ground: Ints, field: Ints, fields: Fields) -> tuple[Ints, Floats]:
    """The middle error of each region and piece of time that has landings enough, in the order of their keys."""
    error, told = _landing_errors(ends, air, ground, fields.told_ft[field])
    key = _keys(ends.lat[air], ends.lon[air], ends.seconds[air])
    keys, middle, count = _middles(key[told], error[told])
    return keys[count >= LANDINGS], middle[count >= LANDINGS]


def _landing_errors(ends: Ends, air: Ints, ground: Ints, elevation_ft: Floats) -> tuple[Floats, Bools]:
    """How much too high each landing craft said to be, just before the ground, and whether that tells anything."""
    away = np.abs(ends.seconds[ground] - ends.seconds[air])
    km = np.asarray(geo.distance_km(ends.lat[air], ends.lon[air], ends.lat[ground], ends.lon[ground]))
    height = np.maximum(ends.rate_fpm[air], 0.0) * away / 60 / 2
    error = ends.alt_ft[air] - elevation_ft - height
    told = (away <= SOON_S) & (km <= NEAR_KM) & ends.pressure[air] & (np.abs(error) <= MOST_FT)
    return error, np.asarray(told, dtype=np.bool_)


def _middles(key: Ints, value: Floats) -> tuple[Ints, Floats, Ints]:
    """The median of the values of each key, and how many there are."""
    order = np.lexsort((value, key))
    keys, first, count = np.unique(key[order], return_index=True, return_counts=True)
    sorted_value = value[order]
    middle = (sorted_value[first + (count - 1) // 2] + sorted_value[first + count // 2]) / 2
    return keys, middle, count.astype(np.int64)
