"""Everything that is known beforehand, as one value that a case passes down."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache, cached_property

import polars as pl

from crossbearing.model.tables import PLACES, REGISTER
from crossbearing.world.aircraft_types import AircraftTypes
from crossbearing.world.airports import Airports
from crossbearing.world.countries import Countries
from crossbearing.world.equipment import EquipmentLexicon
from crossbearing.world.gazetteer import Gazetteer
from crossbearing.world.operators import Operators
from crossbearing.world.tables import packaged


@dataclass(frozen=True, eq=False)
class World:
    """The packaged tables plus the user's own registers and the places that the user drew."""

    airports: Airports
    places: Gazetteer
    countries: Countries
    types: AircraftTypes
    operators: Operators
    equipment: EquipmentLexicon
    register: pl.DataFrame = field(default_factory=REGISTER.empty)

    drawn: pl.DataFrame = field(default_factory=PLACES.empty)

    @cached_property
    def harbours(self) -> pl.DataFrame:
        """Where ships call: `id` (UN/LOCODE; with a hyphen where the code is ours), `name`, `country`, `lat`, `lon`.

        Of places that the user drew also `kind`, `radius_km` and `rings` (PLACES), and `drawn` is true; one of them
        that bears the id of a packaged port stands in its stead.
        """
        own = self.drawn.select(*_OF_HARBOURS, drawn=pl.lit(value=True))
        packed = packaged("harbours").join(own, on="id", how="anti").with_columns(drawn=pl.lit(value=False))
        return pl.concat([packed, own], how="diagonal").sort("id")

    def with_places(self, frame: pl.DataFrame) -> World:
        """Return the same world that also knows places that the user drew (PLACES); the last of an id counts."""
        drawn = pl.concat([self.drawn, frame.select(self.drawn.columns)]).unique("id", keep="last", maintain_order=True)
        return replace(self, drawn=PLACES.conform(drawn), places=self.places.with_ports(drawn)) if len(frame) else self

    def with_register(self, frame: pl.DataFrame) -> World:
        """Return the same world that also knows the rows of a user's register (`REGISTER`)."""
        return replace(self, register=REGISTER.conform(pl.concat([self.register, REGISTER.conform(frame)])))


_OF_HARBOURS = ("id", "name", "country", "kind", "lat", "lon", "radius_km", "rings")


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
