"""What ships said of themselves, as far as a rule about movements needs it: type, length, breadth."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from crossbearing.movement.arrays import Floats
from crossbearing.movement.vessels.together.whereabouts import Names

FISHING = (30,)
# Fishing boats, sailing and pleasure craft: mostly small.
SMALL = (*FISHING, 36, 37)
PILOT = (50,)
# Towing (31, 32), tugs (52), port tenders (53).
TUG = (31, 32, 52, 53)
# Cargo ships and tankers, fishing vessels, which carry their catch.
CARGO = (*FISHING, *range(70, 90))
# Search and rescue, anti-pollution, law enforcement, medical.
OFFICIAL = (51, 54, 55, 58)


@dataclass(frozen=True, slots=True)
class Particulars:
    """Type of ship, length and breadth in metres of each hull; NaN where she never said so."""

    ship_type: Floats
    length_m: Floats
    width_m: Floats


def particulars(names: Names, statics: pl.DataFrame) -> Particulars:
    """Return what each ship said most often (VESSEL_STATICS); of two ships on one MMSI nobody knows who said what."""
    told = {
        name: statics.filter(pl.col(name).is_not_null())
        .group_by("craft", name)
        .agg(pl.col("messages").sum())
        .sort("craft", "messages", name, descending=[False, True, False])
        .unique("craft", keep="first", maintain_order=True)
        .select("craft", pl.col(name).cast(pl.Float64))
        for name in ("ship_type", "length_m", "width_m")
    }
    found = {name: dict(frame.iter_rows()) for name, frame in told.items()}
    columns = (
        np.array([np.nan if hull else found[name].get(craft, np.nan) for craft, hull in names], np.float64)
        for name in ("ship_type", "length_m", "width_m")
    )
    return Particulars(*columns)
