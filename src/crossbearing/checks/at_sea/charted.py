"""Ports that no table knows and a claim tells by coordinates: as good as one that the user drew, for that claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import polars as pl

from crossbearing.checks.at_sea.sea import Sea
from crossbearing.checks.at_sea.where import harbours_at
from crossbearing.model.claims import Place
from crossbearing.model.vessel_tables import PORT_CALLS
from crossbearing.movement.vessels.ports.harbours import WATER_KM, Harbours
from crossbearing.movement.vessels.ports.port_calls import port_calls
from crossbearing.world import World

_SIDES = ("lat", "lon", "radius_km")


def charted(places: Sequence[Place], sea: Sea, world: World, crafts: Sequence[str]) -> Sea:
    """The sea with those places as ports that have coordinates and no port within 15 km, and the ships' calls there."""
    told = [one for one in places if one.offset_km is None and not world.places.find(one.name, kind="sea")]
    new = {one.name: (one.lat, one.lon) for one in told if not harbours_at(one, sea, world)}
    known = {name: (lat, lon) for name, (lat, lon) in new.items() if lat is not None and lon is not None}
    if not known:
        return sea
    lat, lon = (np.array(side, np.float64) for side in zip(*known.values(), strict=True))
    ports = Harbours(tuple(known), lat, lon, np.full(lat.size, WATER_KM))
    calls = port_calls(sea.seen(crafts), ports, possible=False)
    both = PORT_CALLS.conform(pl.concat([sea.port_calls, calls]))
    return replace(sea, harbours=_with(sea.harbours, ports), known={**sea.known, PORT_CALLS.name: both})


def _with(some: Harbours, more: Harbours) -> Harbours:
    """The first harbours, and behind them others that are not drawn."""
    lat, lon, radius = (np.concatenate([getattr(some, name), getattr(more, name)]) for name in _SIDES)
    return replace(some, codes=(*some.codes, *more.codes), lat=lat, lon=lon, radius_km=radius)
