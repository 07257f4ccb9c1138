"""What was learnt from everybody as tables and back, so that a case keeps it as long as its tracks stay the same."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl

from crossbearing.checks.heard.controls import Controls
from crossbearing.checks.heard.learnt import Learnt
from crossbearing.movement.counting import hearing_of
from crossbearing.world import World

NAMES = ("passed", "cells", "legs", "crafts", "landings", "jammed", "spots", "hours")


def tables_of(learnt: Learnt) -> dict[str, pl.DataFrame]:
    """Return what was learnt as tables by `NAMES`."""
    found = learnt.controls
    columns = ("flight", "craft", "hour", "heard", "km")
    cells = [(cell, band, *span) for (cell, band), span in found.keys.items()]
    schema = {"cell": pl.UInt64, "band": pl.Int8, "first": pl.Int64, "end": pl.Int64}
    return {
        "passed": pl.DataFrame({name: getattr(found, name) for name in columns}),
        "cells": pl.DataFrame(cells, schema=schema, orient="row"),
        "legs": pl.DataFrame({"even": found.even}, schema={"even": pl.Boolean}),
        "crafts": pl.DataFrame({"craft": list(found.crafts)}, schema={"craft": pl.String}),
        "landings": learnt.landings,
        "jammed": learnt.jamming,
        "spots": learnt.spots,
        "hours": learnt.hours,
    }


def learnt_from(
    tables: Mapping[str, pl.DataFrame], flights: pl.DataFrame, visits: pl.DataFrame, world: World
) -> Learnt:
    """Return what `tables_of` wrote, together with the FLIGHTS and VISITS it was learnt with."""
    passed = tables["passed"]
    flight, craft, hour, heard, km = (passed[n].to_numpy() for n in ("flight", "craft", "hour", "heard", "km"))
    keys = {(cell, band): (first, end) for cell, band, first, end in tables["cells"].iter_rows()}
    crafts = {name: number for number, name in enumerate(tables["crafts"]["craft"].to_list())}
    even = np.asarray(tables["legs"]["even"].to_numpy(), dtype=np.bool_)
    controls = Controls(keys, flight, craft, hour, heard, km, even, crafts)
    spots = tables["spots"]
    ears = hearing_of(visits, flights, spots, world)
    return Learnt(controls, tables["landings"], tables["jammed"], ears, tables["hours"], spots)
