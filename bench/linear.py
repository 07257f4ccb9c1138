"""A plot of cost against the number of rows, as SVG, both on logarithmic scales."""

from __future__ import annotations

import math
from typing import Any

WIDTH, HEIGHT, EDGE = 560, 360, 60


def drawn(points: list[dict[str, Any]]) -> str:
    """Processor seconds (dots) by rows, and the straight line of equal cost a row through the median of them."""
    rows, seconds = [p["rows"] for p in points], [p["cpu_s"] for p in points]
    each = sorted(s / n for n, s in zip(rows, seconds, strict=True))[len(rows) // 2]
    x = _scale(min(rows), max(rows), EDGE, WIDTH - 20)
    low, high = min(*seconds, each * min(rows)), max(*seconds, each * max(rows))
    y = _scale(low, high, HEIGHT - EDGE, 20)
    dots = [
        f'<circle cx="{x(n):.1f}" cy="{y(s):.1f}" r="4"/><text x="{x(n):.1f}" y="{HEIGHT - EDGE + 18}" '
        f'text-anchor="middle">{n // 1_000_000}</text><text x="{x(n) - 8:.1f}" y="{y(s) - 8:.1f}" '
        f'text-anchor="end">{s:.1f} s</text>'
        for n, s in zip(rows, seconds, strict=True)
    ]
    ends = [(x(n), y(each * n)) for n in (min(rows), max(rows))]
    line = (
        f'<line x1="{ends[0][0]:.1f}" y1="{ends[0][1]:.1f}" x2="{ends[1][0]:.1f}" y2="{ends[1][1]:.1f}" stroke="#999"/>'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" font-family="sans-serif" '
        f'font-size="12"><rect width="100%" height="100%" fill="#fff"/>{line}{"".join(dots)}'
        f'<text x="{WIDTH / 2}" y="{HEIGHT - 12}" text-anchor="middle">million rows; line: '
        f"{each * 1e9:.0f} ns of processor time a row</text>"
        f'<text x="14" y="{HEIGHT / 2}" transform="rotate(-90 14 {HEIGHT / 2})" text-anchor="middle">'
        f"processor seconds, Parquet to flights</text></svg>\n"
    )


def _scale(low: float, high: float, start: float, end: float) -> Any:
    span = math.log(high / low) or 1.0
    return lambda value: start + math.log(value / low) / span * (end - start)
