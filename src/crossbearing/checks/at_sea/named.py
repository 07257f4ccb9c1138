"""Which ships a claim speaks of: by IMO number, by MMSI, by name, or only by flag and kind."""

from __future__ import annotations

from dataclasses import dataclass

from crossbearing.checks.at_sea.sea import Sea
from crossbearing.model.claims import Claim, EquipmentRole
from crossbearing.model.verdicts import Phrase, phrase


@dataclass(frozen=True, slots=True)
class Ship:
    """A ship that a claim names, and the MMSI it can be; `known_by` is `imo`, `mmsi` or `name`."""

    label: str
    known_by: str
    crafts: tuple[str, ...]

    def is_one(self, sea: Sea) -> bool:
        """Whether exactly one ship can be meant: one MMSI, which no second ship sends."""
        return len(self.crafts) == 1 and len(sea.hulls(self.crafts[0])) == 1

    def hull(self, sea: Sea) -> int:
        """Her number in the fixes; only where she `is_one`."""
        return sea.hulls(self.crafts[0])[0]

    def words(self, sea: Sea) -> tuple[Phrase, ...]:
        """Say which ship was looked at, where that is not plain."""
        if not self.crafts:
            return (phrase("ship.unheard", ship=self.label),)
        if not self.is_one(sea):
            return (phrase("ship.shared", ship=self.label, crafts=", ".join(self.crafts)),)
        if self.known_by == "mmsi":
            return ()
        return (phrase(f"ship.known.{self.known_by}", ship=self.label, craft=self.crafts[0]),)


def ships_of(claim: Claim, sea: Sea) -> tuple[Ship, ...]:
    """The ships that a claim names, in its order: numbers first, then names of carriers."""
    found = [Ship(f"IMO {one}", "imo", sea.bearing_imo(one)) for one in claim.craft.imo]
    found += [Ship(f"MMSI {one}", "mmsi", _by_mmsi(one, sea)) for one in claim.craft.mmsi]
    told = {craft for ship in found for craft in ship.crafts}
    for item in claim.equipment:
        if item.role is EquipmentRole.CARRIER and is_name(item.name):
            crafts = sea.bearing_name(item.name)
            if not set(crafts) & told:
                found.append(Ship(item.name, "name", crafts))
    return _without_numbers_of(found, claim)


def _by_mmsi(mmsi: str, sea: Sea) -> tuple[str, ...]:
    craft = f"mmsi:{mmsi.strip()}"
    return (craft,) if sea.hulls(craft) else ()


def is_name(name: str) -> bool:
    """Return whether a carrier is told by a name of her own, and not by her kind ("a cargo ship", "deux navires")."""
    return any(one.isupper() for one in name)


def _without_numbers_of(found: list[Ship], claim: Claim) -> tuple[Ship, ...]:
    """The ships; a name that nobody sends says nothing more where the claim gives as many numbers as names."""
    numbers = [ship for ship in found if ship.known_by != "name"]
    if numbers and len(numbers) >= sum(ship.known_by == "name" for ship in found):
        return tuple(ship for ship in found if ship.known_by != "name" or ship.crafts)
    return tuple(found)
