"""Everything that is known beforehand, as one value that a case passes down."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache

import polars as pl

from crossbearing.model.tables import REGISTER
from crossbearing.world.aircraft_types import AircraftTypes
from crossbearing.world.airports import Airports
from crossbearing.world.countries import Countries
from crossbearing.world.equipment import EquipmentLexicon
from crossbearing.world.gazetteer import Gazetteer
from crossbearing.world.operators import Operators
from crossbearing.world.tables import packaged


@dataclass(frozen=True, eq=False)
class World:
    """The packaged tables plus the user's own registers."""

    airports: Airports
    places: Gazetteer
    countries: Countries
    types: AircraftTypes
    operators: Operators
    equipment: EquipmentLexicon
    register: pl.DataFrame = field(default_factory=REGISTER.empty)

    @property
    def harbours(self) -> pl.DataFrame:
        """Where ships call: `id` (UN/LOCODE; with a hyphen where the code is ours), `name`, `country`, `lat`, `lon`."""
        return packaged("harbours")

    def with_register(self, frame: pl.DataFrame) -> World:
        """Return the same world that also knows the rows of a user's register (`REGISTER`)."""
        return replace(self, register=REGISTER.conform(pl.concat([self.register, REGISTER.conform(frame)])))


@cache
def load_world() -> World:
    """Return what is packaged, read once; the larger tables are indexed when first asked."""
    airports = Airports()
    return World(
        airports=airports,
        places=Gazetteer(airports),
        countries=Countries(),
        types=AircraftTypes(),
        operators=Operators(),
        equipment=EquipmentLexicon(),
    )
