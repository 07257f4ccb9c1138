"""Positions of one MMSI, and the stretches of them that one ship surely made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from crossbearing.movement.arrays import Bools, Floats, Ints
from crossbearing.movement.vessels.fixes import KM_PER_DEGREE, KMH_PER_KT, flat_km
from crossbearing.movement.vessels.tracks.fitting import DRIFT_KT, FIX_KM, RECKONED_S, SPREAD, Track

# Reports that follow each other as one ship's do are dealt together: within one spread of where the last leads. At two
# spreads 0.5 of 100 links between real ships of one bay were wrong, at one none.
PLAIN = 1.0


@dataclass(frozen=True, slots=True)
class Reports:
    """Positions of one MMSI in the order of time, with the row of each; unknown speeds, courses, headings are NaN.

    `message` is the type of message, 0 where it is not told.
    """

    row: Ints
    seconds: Floats
    lat: Floats
    lon: Floats
    sog_kt: Floats
    cog_deg: Floats
    heading_deg: Floats
    message: Floats


def pieces_of(rows: Reports) -> Iterator[Track]:
    """Stretches of reports that follow each other as one ship's do, each as a track."""
    bounds = np.concatenate([[0], np.flatnonzero(~_plain(rows)) + 1, [rows.row.size]])
    first, last, number = bounds[:-1], bounds[1:] - 1, rows.row.tolist()
    columns = (rows.lat, rows.lon, rows.sog_kt, rows.message, rows.heading_deg, rows.seconds)
    begun = zip(*(column[first].tolist() for column in columns), strict=True)
    ended = zip(*(column[last].tolist() for column in (*columns, rows.cog_deg)), strict=True)
    spans = zip(first.tolist(), (last + 1).tolist(), begun, ended, strict=True)
    for start, stop, (lat1, lon1, sog1, message1, heading1, from_), (lat, lon, sog, message, heading, to, cog) in spans:
        opened = (from_, (lat1, lon1, sog1), (message1, heading1))
        yield Track(number[start:stop], *opened, to, lat, lon, sog, cog, (message, heading), stop - start - 1)


def _plain(rows: Reports) -> Bools:
    """Whether each report but the first lies where the one before it leads."""
    elapsed = np.diff(rows.seconds)
    reckoned = rows.sog_kt[:-1] * KMH_PER_KT * elapsed / 3600.0 / KM_PER_DEGREE
    course = np.radians(np.nan_to_num(rows.cog_deg[:-1]))
    reckoned = np.where(np.isnan(rows.cog_deg[:-1]), 0.0, np.nan_to_num(reckoned))
    lat = rows.lat[:-1] + reckoned * np.cos(course)
    lon = rows.lon[:-1] + reckoned * np.sin(course) / np.maximum(np.cos(np.radians(rows.lat[:-1])), 0.01)
    told = np.nan_to_num(np.fmax(rows.sog_kt[:-1], rows.sog_kt[1:]))
    spread = FIX_KM + SPREAD * elapsed / 3600.0 * (told + DRIFT_KT) * KMH_PER_KT
    return np.asarray((flat_km(lat, lon, rows.lat[1:], rows.lon[1:]) <= PLAIN * spread) & (elapsed <= RECKONED_S))
