"""Writes what a second network heard as OpenSky state vectors: gzip'ed CSV, metres and metres a second.

A vector is repeated on every step of the grid for as long as the archive holds the craft's last position;
`lastposupdate` tells how old it is. Some half hours are missing, as in the real one.
"""

from __future__ import annotations

import gzip
import io
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from crossbearing.worldgen.fleet import DAY_S, Craft, Leg
from crossbearing.worldgen.radio import Heard
from crossbearing.worldgen.readsb import GZIP_LEVEL, midnight
from crossbearing.worldgen.receivers import FT, SLOT_S

HEADER = (
    "time,icao24,lat,lon,velocity,heading,vertrate,callsign,onground,alert,spi,squawk,"
    "baroaltitude,geoaltitude,lastposupdate,lastcontact"
)
# The archive repeats a vector up to 300 s after the last message (OpenSky's documentation of its state vectors).
HOLD_S = 300.0
KT = 0.514444
FPM = FT / 60.0
GEOID_M = 107.0


@dataclass(frozen=True, slots=True)
class Grid:
    """The days an archive covers, its step in seconds, and the half hours (from the start) it lacks."""

    days: tuple[int, ...]
    step_s: float
    missing: frozenset[int] = frozenset()


def _line(at: float, base: float, craft: Craft, callsign: str, heard: Heard, k: int) -> str:
    """One state vector; blank heights on the ground."""
    feet = round(float(heard.alt_ft[k]) / 25.0) * 25
    height = "," if heard.ground[k] else f"{feet * FT:.2f},{feet * FT + GEOID_M:.2f}"
    update = base + float(heard.t[k])
    squawk = f"{int(craft.icao24[-4:], 16) % 4096:04o}"
    return (
        f"{base + at:.0f},{craft.icao24},{heard.lat[k]:.6f},{heard.lon[k]:.6f},{heard.gs_kt[k] * KT:.2f},"
        f"{heard.track_deg[k]:.2f},{heard.vrate_fpm[k] * FPM:.2f},{callsign:<8},{bool(heard.ground[k])},False,False,"
        f"{squawk},{height},{update:.3f},{update:.3f}"
    )


def _vectors(day: int, grid: Grid, base: float, craft: Craft, legs: list[Leg], heard: Heard) -> list[tuple[float, str]]:
    """Time and line of every vector of one craft on one day."""
    times = np.arange(day * DAY_S, (day + 1) * DAY_S, grid.step_s)
    times = times[~np.isin((times // SLOT_S).astype(int), list(grid.missing))]
    last = np.searchsorted(heard.t, times, side="right") - 1
    held = (last >= 0) & (times - heard.t[np.maximum(last, 0)] <= HOLD_S)
    lines = []
    for at, k in zip(times[held], last[held], strict=True):
        number = int(heard.leg[k])
        lines.append((float(at), _line(float(at), base, craft, legs[number].callsign if number >= 0 else "", heard, k)))
    return lines


def write_states(folder: Path, start: date, grid: Grid, heard: list[tuple[Craft, list[Leg], Heard]]) -> None:
    """Write one CSV a day for the days of the grid; MLAT-only and `~` targets are not in this archive."""
    base = midnight(start, 0).timestamp()
    for day in grid.days:
        rows: list[tuple[float, str]] = []
        for craft, legs, part in heard:
            if len(part.t) and not craft.mlat_only and not craft.icao24.startswith("~"):
                rows += _vectors(day, grid, base, craft, legs, part)
        text = "\n".join([HEADER, *(line for _, line in sorted(rows))]) + "\n"
        buffer = io.BytesIO()
        with gzip.GzipFile(filename="", mode="wb", fileobj=buffer, compresslevel=GZIP_LEVEL, mtime=0) as stream:
            stream.write(text.encode("ascii"))
        (folder / f"states_{midnight(start, day):%Y-%m-%d}.csv.gz").write_bytes(buffer.getvalue())
