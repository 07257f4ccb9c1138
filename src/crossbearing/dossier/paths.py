"""Lines made light: clipped to the page, rid of points nobody sees, written as short SVG path data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from crossbearing.dossier.projection import Floats

# Half a unit is below what print at 150 dots an inch can show of a line one unit wide.
TOLERANCE = 0.5
# Clipping happens this far outside the page, so that no cut edge is ever seen.
BLEED = 12.0


def simplified(points: Floats, tolerance: float = TOLERANCE) -> Floats:
    """Return the points that keep a line within the tolerance (Douglas and Peucker, 1973), ends included."""
    if len(points) < 3:
        return points
    kept = np.zeros(len(points), dtype=bool)
    kept[[0, -1]] = True
    stretches = [(0, len(points) - 1)]
    while stretches:
        first, last = stretches.pop()
        if last - first < 2:
            continue
        off = _distances(points[first + 1 : last], points[first], points[last])
        at = int(np.argmax(off))
        if off[at] > tolerance:
            middle = first + 1 + at
            kept[middle] = True
            stretches += [(first, middle), (middle, last)]
    return points[kept]


def _distances(points: Floats, a: Floats, b: Floats) -> Floats:
    """Distances of points from the segment a-b."""
    along = b - a
    length = float(along @ along)
    share = np.zeros(len(points)) if length == 0.0 else np.clip((points - a) @ along / length, 0.0, 1.0)
    off = points - a - share[:, None] * along
    return np.asarray(np.hypot(off[:, 0], off[:, 1]))


def clipped_ring(points: Floats, width: float, height: float) -> Floats:
    """Return a closed ring cut to the page and its bleed, without repeating its first point; may be empty."""
    ring = _collapsed(points[np.isfinite(points[:, 0])], width, height)
    sides = ((0, -BLEED, True), (0, width + BLEED, False), (1, -BLEED, True), (1, height + BLEED, False))
    for axis, limit, keeps_above in sides:
        if len(ring):
            ring = _cut(ring, axis, limit, keeps_above)
    return ring


def _zones(points: Floats, width: float, height: float) -> NDArray[np.int64]:
    """Which sides of the page each point lies beyond, as bits; 0 on the page."""
    x, y = points.T
    left, right, above, under = x < -BLEED, x > width + BLEED, y < -BLEED, y > height + BLEED
    return np.asarray(left * 1 + right * 2 + above * 4 + under * 8, dtype=np.int64)


def _collapsed(points: Floats, width: float, height: float) -> Floats:
    """Drop the inner points of runs that stay in one zone off the page: no cut can bring them back."""
    if len(points) < 3:
        return points[:0]
    zone = _zones(points, width, height)
    idle = (zone != 0) & (zone == np.roll(zone, 1)) & (zone == np.roll(zone, -1))
    kept = points[~idle]
    return kept if len(kept) > 2 else points[:0]


def _cut(ring: Floats, axis: int, limit: float, keeps_above: bool) -> Floats:
    """Sutherland and Hodgman, 1974: one side of the page."""
    inside = ring[:, axis] >= limit if keeps_above else ring[:, axis] <= limit
    if inside.all():
        return ring
    before, was_inside = np.roll(ring, 1, axis=0), np.roll(inside, 1)
    out: list[Floats] = []
    for a, b, came, stays in zip(before, ring, was_inside, inside, strict=True):
        if came != stays:
            share = (limit - a[axis]) / (b[axis] - a[axis])
            out.append(a + share * (b - a))
        if stays:
            out.append(b)
    return np.array(out) if len(out) > 2 else ring[:0]


def runs_on_page(points: Floats, width: float, height: float) -> Iterator[Floats]:
    """Yield the stretches of an open line that touch the page, each with one point beyond it at either end."""
    if len(points) < 2:
        return
    finite = np.isfinite(points[:, 0])
    zone = np.where(finite, _zones(np.nan_to_num(points), width, height), -1)
    touches = (zone[:-1] & zone[1:] == 0) & finite[:-1] & finite[1:]
    edges = np.flatnonzero(np.diff(np.concatenate([[0], touches.astype(np.int8), [0]])))
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        yield points[first : last + 1]


def path_data(lines: Iterable[Floats], closed: bool = False) -> str:
    """Return SVG path data in relative steps of a tenth of a unit; lines that shrink to a point are left out."""
    pieces = []
    for line in lines:
        tenths = np.rint(line * 10).astype(np.int64)
        steps = np.diff(tenths, axis=0)
        steps = steps[np.any(steps != 0, axis=1)]
        if not len(steps):
            continue
        moves = "".join(_pair(dx, dy) for dx, dy in steps.tolist())
        start = tenths[0].tolist()
        pieces.append(
            f"M{_pair(start[0], start[1])}l{moves}{'z' if closed else ''}".replace("l ", "l").replace("M ", "M")
        )
    return "".join(pieces)


def _pair(x: int, y: int) -> str:
    return _short(x) + _short(y)


def _short(tenths: int) -> str:
    """A number of tenths with its separator: a minus sign separates by itself."""
    whole, rest = divmod(abs(tenths), 10)
    digits = f"{whole or ''}.{rest}" if rest else str(whole)
    return f"-{digits}" if tenths < 0 else f" {digits}"
