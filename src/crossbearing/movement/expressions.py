"""Geometry as Polars expressions, so that plentiful rows never leave the frame."""

from __future__ import annotations

import polars as pl

from crossbearing.world.geo import EARTH_RADIUS_KM


def km_between(lat1: pl.Expr, lon1: pl.Expr, lat2: pl.Expr, lon2: pl.Expr) -> pl.Expr:
    """Return great-circle kilometres between two points; degrees in (haversine formula, as in `world.geo`)."""
    p1, p2, half = lat1.radians(), lat2.radians(), (lon2 - lon1).radians() / 2
    h = ((p2 - p1) / 2).sin() ** 2 + p1.cos() * p2.cos() * half.sin() ** 2
    return 2 * EARTH_RADIUS_KM * h.sqrt().clip(0, 1).arcsin()
