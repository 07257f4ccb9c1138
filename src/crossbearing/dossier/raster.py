"""Drawings as pixels, by the optional package resvg-py."""

from __future__ import annotations

from crossbearing.errors import InputError

# Two pixels to the unit: sharp on today's screens, and 240 dots an inch on a page eight inches wide.
ZOOM = 2.0


def png(svg: str, where: str) -> bytes:
    """Return an SVG as PNG; raises `InputError` (of the file `where`) when the package is not installed."""
    try:
        import resvg_py
    except ImportError as error:
        hint = "pip install 'crossbearing[png]', or write .svg or .html"
        raise InputError(where, "PNG needs the package resvg-py", hint) from error
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=ZOOM, background="#ffffff"))
