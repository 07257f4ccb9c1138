"""Aircraft types by ICAO designator and by the names reports use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from crossbearing.world.spelling import runs
from crossbearing.world.tables import packaged


@dataclass(frozen=True, slots=True)
class AircraftType:
    """A type: speeds in knots true airspeed, range in kilometres with an ordinary load, the runway it usually
    needs in feet, usual climb and descent in feet a minute."""

    designator: str
    name: str
    family: str
    kind: str
    cruise_kt: float
    max_kt: float
    range_km: float
    min_runway_ft: float
    climb_fpm: float
    descent_fpm: float


_FIELDS = tuple(AircraftType.__dataclass_fields__)


@dataclass(frozen=True, eq=False)
class AircraftTypes:
    """The types met in this field; a designator that is not here is no error, it is only unknown."""

    frame: pl.DataFrame = field(default_factory=lambda: packaged("aircraft_types"))

    @cached_property
    def _types(self) -> dict[str, AircraftType]:
        return {row["designator"]: AircraftType(**row) for row in self.frame.select(_FIELDS).iter_rows(named=True)}

    @cached_property
    def _families(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for one in self._types.values():
            found[one.family] = (*found.get(one.family, ()), one.designator)
        return found

    @cached_property
    def _named(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        """Designators by the runs of letters and digits of each name; several types may share a name."""
        found: dict[tuple[str, ...], tuple[str, ...]] = {}
        for surface, designators in (*self.surfaces(), *self._spelt("loose"), *self._families_spelt()):
            key = runs(surface)
            found[key] = tuple(dict.fromkeys((*found.get(key, ()), *designators)))
        return found

    def get(self, designator: str) -> AircraftType | None:
        """Return the type of an ICAO designator, None when it is unknown."""
        return self._types.get(designator.upper())

    def members(self, family: str) -> tuple[str, ...]:
        """Return the designators of a family, or the word itself when it is no family."""
        return self._families.get(family, (family,))

    def named(self, surface: str) -> tuple[str, ...]:
        """Return the designators that a name as printed may mean, empty when it is unknown.

        `Il-76TD`, `IL 76`, `Boeing 747`, `747-200F`, `B742` all work: trailing letters and groups that the table
        does not know are dropped one by one, but never a digit of the model number.
        """
        key = runs(surface)
        while len(key) > 1 or (key and key in self._named):
            if key in self._named:
                return self._named[key]
            key = key[:-1]
        return ()

    def surfaces(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield (spelling, designators) for all names that are safe to look for in running text.

        Left out are names that are one ordinary word ("Bear"), bare numbers ("747") and designators shorter than
        four characters; `named` knows them all the same.
        """
        yield from self._spelt("names")
        yield from ((name, found) for name, found in self._families_spelt() if not name.isdigit())

    def _spelt(self, column: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        for designator, names in self.frame.select("designator", column).iter_rows():
            for name in names:
                yield name, (designator,)

    def _families_spelt(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        for family, names in self.frame.select("family", "family_names").iter_rows():
            for name in names:
                yield name, self._families[family]
