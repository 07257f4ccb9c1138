"""Positions of one MMSI, and the stretches of them that one ship surely made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from crossbearing.movement.arrays import Bools, Floats, Ints
from crossbearing.movement.vessels.fixes import KM_PER_DEGREE, KMH_PER_KT, flat_km
from crossbearing.movement.vessels.tracks.fitting import (
    CHANGED_KT,
    CHANGED_MIN_KT,
    NARROW_KM,
    RECKONED_S,
    REST_KT,
    STEADY,
    SWUNG_KT,
    TURNED,
    Track,
)

# Reports that follow each other as one ship's do are dealt together: within one spread of where both lead. At two
# spreads of where the last leads 0.5 of 100 links between real ships of one bay were wrong, at one none.
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

    def taken(self, which: Ints) -> Reports:
        """Some of the rows, in their order."""
        if which.size == self.row.size:
            return self
        return Reports(*(getattr(self, name)[which] for name in Reports.__slots__))


def pieces_of(rows: Reports) -> Iterator[Track]:
    """Stretches of reports that follow each other as one ship's do, each as a track."""
    bounds = np.concatenate([[0], np.flatnonzero(~_plain(rows)) + 1, [rows.row.size]])
    first, last, number = bounds[:-1], bounds[1:] - 1, rows.row.tolist()
    moving, sent = (rows.lat, rows.lon, rows.sog_kt, rows.cog_deg), (rows.message, rows.heading_deg)
    begun, ended = (list(zip(*(column[at].tolist() for column in moving), strict=True)) for at in (first, last))
    opened, closed = (list(zip(*(column[at].tolist() for column in sent), strict=True)) for at in (first, last))
    since, until = (rows.seconds[at].tolist() for at in (first, last))
    spans = zip(first.tolist(), (last + 1).tolist(), strict=True)
    told = zip(spans, since, begun, opened, until, ended, closed, strict=True)
    for (start, stop), from_, began, opens, to, ends, closes in told:
        lat, lon, sog, cog = ends
        yield Track(number[start:stop], from_, began, opens, to, lat, lon, sog, cog, closes, stop - start - 1)


def track_of(rows: Reports, at: int) -> Track:
    """One position as a track."""
    place = (float(rows.lat[at]), float(rows.lon[at]), float(rows.sog_kt[at]), float(rows.cog_deg[at]))
    sent, seconds = (float(rows.message[at]), float(rows.heading_deg[at])), float(rows.seconds[at])
    return Track([int(rows.row[at])], seconds, place, sent, seconds, *place, sent)


def _plain(rows: Reports) -> Bools:
    """Whether each report but the first lies where it and the one before lead, at about the same speed and course."""
    first = np.arange(rows.row.size - 1)
    hours = np.diff(rows.seconds) / 3600.0
    north, east = velocities(rows)
    turned = np.hypot(np.diff(north), np.diff(east))
    faster = np.fmax(rows.sog_kt[:-1], rows.sog_kt[1:])
    narrow = NARROW_KM + hours * KMH_PER_KT * (TURNED * turned + STEADY * faster + SWUNG_KT)
    near = off_km(rows, (north, east), first, first + 1) <= PLAIN * narrow
    kept = turned <= PLAIN * (CHANGED_KT + CHANGED_MIN_KT * np.sqrt(60.0 * hours))
    return np.asarray(near & kept & (hours * 3600.0 <= RECKONED_S))


def velocities(rows: Reports) -> tuple[Floats, Floats]:
    """Knots north and east of each report, NaN where unknown; a ship at rest sends any course or none."""
    course = np.radians(np.where((rows.sog_kt < REST_KT) & np.isnan(rows.cog_deg), 0.0, rows.cog_deg))
    return rows.sog_kt * np.cos(course), rows.sog_kt * np.sin(course)


def off_km(rows: Reports, knots: tuple[Floats, Floats], first: Ints, then: Ints) -> Floats:
    """How far some reports lie from where they and earlier ones lead; NaN where a speed or course is unknown."""
    degrees = (rows.seconds[then] - rows.seconds[first]) / 3600.0 * KMH_PER_KT / KM_PER_DEGREE / 2.0
    north, east = (degrees * (part[first] + part[then]) for part in knots)
    lon = rows.lon[first] + east / np.maximum(np.cos(np.radians(rows.lat[first])), 0.01)
    return flat_km(rows.lat[first] + north, lon, rows.lat[then], rows.lon[then])
