"""Which ships were heard: one row each, so that nobody reads all positions to learn who there is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import polars as pl

from crossbearing.movement.vessels.fixes import Fixes
from crossbearing.movement.vessels.unheard.reach import top_kt

ROSTER: dict[str, Any] = {
    "craft": pl.String,
    "hull": pl.String,
    "positions": pl.UInt32,
    "first_s": pl.Float64,
    "last_s": pl.Float64,
    "top_kt": pl.Float64,
}
"""Ships in the order of their hulls: trusted positions, first and last second heard, the speed each could make."""


def roster_of(fixes: Fixes) -> pl.DataFrame:
    """The ROSTER of some ships."""
    bounds = fixes.bounds()
    names = pl.DataFrame(list(fixes.names), schema={"craft": pl.String, "hull": pl.String}, orient="row")
    return names.with_columns(
        pl.Series("positions", np.diff(bounds), pl.UInt32),
        pl.Series("first_s", fixes.seconds[bounds[:-1]], pl.Float64),
        pl.Series("last_s", fixes.seconds[bounds[1:] - 1], pl.Float64),
        pl.Series("top_kt", top_kt(fixes), pl.Float64),
    )


def whole_roster(parts: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """The ROSTER of all parts of ships, no ship in two of them, in the order in which hulls are numbered."""
    return pl.concat([pl.DataFrame(schema=ROSTER), *parts]).sort("craft", "hull", nulls_last=False)
