"""Military and dual-use equipment by the names reports use, in French and English."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from crossbearing.world.spelling import fold
from crossbearing.world.tables import packaged


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of equipment or a kind of goods. `kind` is drone, missile, aircraft, helicopter, artillery, munition,
    air_defence, vehicle, ship, small_arms, component or goods; `country` is where it was designed; `generic` tells
    a common noun ("obus") from a proper designation ("Shahed-136")."""

    id: str
    name: str
    kind: str
    country: str | None
    aliases: tuple[str, ...]
    generic: bool = False


@dataclass(frozen=True, eq=False)
class EquipmentLexicon:
    """The equipment known beforehand."""

    frame: pl.DataFrame = field(default_factory=lambda: packaged("equipment"))

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All items, in the order of the table."""
        rows = self.frame.select("id", "name", "kind", "country", "aliases", "generic").iter_rows()
        return tuple(Item(i, n, k, c, tuple(al), g) for i, n, k, c, al, g in rows)

    @cached_property
    def _by_key(self) -> dict[str, Item]:
        found: dict[str, Item] = {}
        for surface, item in self.surfaces():
            found.setdefault(fold(surface), item)
        return found

    def surfaces(self) -> Iterator[tuple[str, Item]]:
        """Yield every spelling with its item, the proper name first."""
        for item in self.items:
            yield item.name, item
            for alias in item.aliases:
                yield alias, item

    def find(self, name: str) -> Item | None:
        """Return the item of that name or alias, None when unknown; case, accents and hyphens do not count."""
        return self._by_key.get(fold(name))
