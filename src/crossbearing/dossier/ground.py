"""What lies under a map: land, borders and the net of degrees, drawn once and used at every size.

The sizes of one map share their centre, so that one is a scaled and shifted copy of the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from crossbearing.dossier.paths import BLEED, TOLERANCE, clipped_ring, path_data, runs_on_page, simplified
from crossbearing.dossier.projection import Centre, Floats, Frame
from crossbearing.world.basemap import borders, land

# Coasts and borders are for orientation: a unit and a quarter off is not seen, and weighs half.
SKETCH = 1.25
KM_PER_DEGREE = 111.0
MOST_MERIDIANS = 7


@dataclass(frozen=True, slots=True)
class Outlines:
    """Lines on the plane, kilometres, with their bounding boxes `[n, 2]`."""

    lines: list[Floats]
    low: Floats
    high: Floats

    def near(self, frame: Frame) -> list[Floats]:
        """Return the lines whose box meets the page, in page units."""
        corner1, corner2 = frame.on_page(self.low), frame.on_page(self.high)  # y turns round between them
        with np.errstate(invalid="ignore"):
            meets = (corner1[:, 0] <= frame.width + BLEED) & (corner2[:, 0] >= -BLEED)
            meets &= (corner2[:, 1] <= frame.height + BLEED) & (corner1[:, 1] >= -BLEED)
        return [frame.on_page(self.lines[at]) for at in np.flatnonzero(meets)]


@dataclass(frozen=True, slots=True)
class Ground:
    """Path data of land, borders and degrees, and for each frame the SVG transform that lays them under it."""

    land: str
    borders: str
    graticule: str
    transforms: tuple[str, ...]


def ground_of(frames: Sequence[Frame]) -> Ground:
    """Return what lies under frames of one centre; drawn in units of the first, as far out as any of them shows."""
    first = frames[0]
    across = max(frame.width * frame.km_per_unit for frame in frames) / first.km_per_unit
    down = max(frame.height * frame.km_per_unit for frame in frames) / first.km_per_unit
    sheet = Frame(first.centre, across, down, first.km_per_unit)
    coasts = _outlines(first.centre, land).near(sheet)
    rings = (simplified(clipped_ring(ring, sheet.width, sheet.height), SKETCH) for ring in coasts)
    return Ground(
        path_data(rings, closed=True),
        _on_page(_outlines(first.centre, borders).near(sheet), sheet, SKETCH),
        lines_on(_graticule(sheet), sheet, SKETCH),
        tuple(_transform(sheet, frame) for frame in frames),
    )


def _transform(sheet: Frame, frame: Frame) -> str:
    share = sheet.km_per_unit / frame.km_per_unit
    x, y = frame.width / 2 - share * sheet.width / 2, frame.height / 2 - share * sheet.height / 2
    return f"translate({x:.2f} {y:.2f}) scale({share:.4f})"


def lines_on(plane: Iterable[Floats], frame: Frame, tolerance: float = TOLERANCE) -> str:
    """Return path data of open lines given on the plane."""
    return _on_page((frame.on_page(line) for line in plane), frame, tolerance)


def _on_page(lines: Iterable[Floats], frame: Frame, tolerance: float) -> str:
    runs = (run for line in lines for run in runs_on_page(line, frame.width, frame.height))
    return path_data(simplified(run, tolerance) for run in runs)


def _graticule(frame: Frame) -> list[Floats]:
    """Meridians and parallels, as many as leave the map quiet."""
    across_deg = frame.km_per_unit * frame.width / KM_PER_DEGREE
    step = next((s for s in (1, 2, 5, 10, 15, 30) if across_deg / s <= MOST_MERIDIANS), 30)
    lats, lons = np.linspace(-89, 89, 90), np.linspace(-180, 180, 181)
    meridians = [frame.centre.plane(lats, np.full(len(lats), float(lon))) for lon in range(-180, 180, step)]
    parallels = [frame.centre.plane(np.full(len(lons), float(lat)), lons) for lat in range(-90 + step, 90, step)]
    return meridians + parallels


def _outlines(centre: Centre, source: Callable[[], list[Floats]]) -> Outlines:
    points, starts = _joined(source)
    plane = centre.plane(points[:, 1], points[:, 0])
    low, high = np.fmin.reduceat(plane, starts), np.fmax.reduceat(plane, starts)
    return Outlines(np.split(plane, starts[1:]), low, high)


@cache
def _joined(source: Callable[[], list[Floats]]) -> tuple[Floats, NDArray[np.int64]]:
    """All points of all lines one after the other, and where each line starts."""
    lines = source()
    lengths = np.array([len(line) for line in lines], dtype=np.int64)
    return np.concatenate(lines), np.cumsum(lengths) - lengths
