"""How wide a port is for the proof that a ship did not call there: as wide as ships were seen to use it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl

from crossbearing.movement.vessels.ports.harbours import Harbours
from crossbearing.world.geo import distance_km

# Roadsteads and the ports of a city lie farther from its point than its own water reaches (Istanbul on the Black Sea
# 27 km, Lagan's quays 32 km): where nobody was seen to lie, a port is taken to be so wide. GUESS.
PROOF_KM = 40.0
# So many ships seen to lie in a port's water show that its point is right.
LEAST_SHIPS = 3
# Quays and anchorages that nobody was seen to use lie no farther than this from those that ships were seen to use: the
# water of a port once more, less what a berth takes. No port is narrower than the lesser figure. GUESS.
UNUSED_KM, LEAST_KM = 10.0, 25.0


def proven(harbours: Harbours, calls: pl.DataFrame) -> Harbours:
    """The harbours as wide as they must be taken for such a proof; `calls` are PORT_CALLS of all ships.

    Where three ships and more were seen to lie in its water, a port reaches as far as any ship lay within 40 km of its
    point, in it or in a port beside it, and 10 km more; else 40 km.
    """
    shown = calls.filter("shown")
    ships = shown.group_by("place").agg(pl.col("craft").n_unique()).filter(pl.col("craft") >= LEAST_SHIPS)
    number = {code: at for at, code in enumerate(harbours.codes)}
    lat, lon = shown["lat"].to_numpy(), shown["lon"].to_numpy()
    radius = np.full(harbours.lat.size, PROOF_KM)
    for code in ships["place"].drop_nulls().to_list():
        if (at := number.get(code)) is not None:
            km = distance_km(harbours.lat[at], harbours.lon[at], lat, lon)
            farthest = float(km[km <= PROOF_KM].max(initial=0.0))
            radius[at] = min(max(farthest + UNUSED_KM, LEAST_KM), PROOF_KM)
    return harbours.within(radius)


def reckoned(harbours: Harbours, calls: pl.DataFrame) -> Harbours:
    """The harbours with their own water, or 40 km where nobody was seen to lie in it: the quays may be elsewhere."""
    lain = np.isin(harbours.codes, calls.filter("shown")["place"].drop_nulls().unique().to_list())
    wide = harbours.within(np.where(lain, harbours.radius_km, PROOF_KM))
    return replace(wide, outlines={number: one for number, one in harbours.outlines.items() if lain[number]})
