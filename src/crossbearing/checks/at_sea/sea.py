"""What was seen of ships, gathered once: positions, what ships say of themselves, ports, and what follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import polars as pl

from crossbearing.model.vessel_tables import ENCOUNTERS, GAPS, PORT_CALLS, SAME_SHIPS
from crossbearing.movement.arrays import Floats
from crossbearing.movement.vessels.encounters import encounters
from crossbearing.movement.vessels.fixes import KMH_PER_KT, Fixes, fixes_of
from crossbearing.movement.vessels.harbours import Harbours
from crossbearing.movement.vessels.identities import asked_of, clues, identities
from crossbearing.movement.vessels.identity import timeline
from crossbearing.movement.vessels.port_calls import port_calls
from crossbearing.movement.vessels.reach import top_kt
from crossbearing.movement.vessels.reception import Reception, reception_of
from crossbearing.movement.vessels.silences import silences
from crossbearing.movement.vessels.whereabouts import whereabouts
from crossbearing.world.spelling import fold

# The shortest threshold in use.
SILENCES_H = 2.0


@dataclass(frozen=True)
class Sea:
    """VESSEL_POSITIONS from `plausible`, VESSEL_STATICS, and the ports known.

    `known` holds what was found before, by the names of the tables; the rest is found when it is asked for.
    """

    positions: pl.DataFrame
    statics: pl.DataFrame
    harbours: Harbours
    known: Mapping[str, pl.DataFrame] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether no ship was ever heard."""
        return self.positions.is_empty()

    @cached_property
    def fixes(self) -> Fixes:
        """All trusted positions as arrays."""
        return fixes_of(self.positions)

    @cached_property
    def told(self) -> pl.DataFrame:
        """Who each ship said she was, over time."""
        return timeline(self.statics)

    @cached_property
    def encounters(self) -> pl.DataFrame:
        """Ships together (ENCOUNTERS)."""
        found = self.known.get(ENCOUNTERS.name)
        return encounters(self.positions, self.statics, self.harbours) if found is None else found

    @cached_property
    def port_calls(self) -> pl.DataFrame:
        """Stays at ports that were seen (PORT_CALLS)."""
        found = self.known.get(PORT_CALLS.name)
        return port_calls(self.positions, self.harbours, possible=False) if found is None else found

    @cached_property
    def silences(self) -> pl.DataFrame:
        """Silences of two hours and more (GAPS): the shortest threshold in use."""
        found = self.known.get(GAPS.name)
        return silences(self.positions, SILENCES_H) if found is None else found

    @cached_property
    def same_ships(self) -> pl.DataFrame:
        """Who is who (SAME_SHIPS)."""
        found = self.known.get(SAME_SHIPS.name)
        if found is not None:
            return found
        told = clues(self.positions, asked_of(self.told))
        return identities(self.told, [told], self.encounters, whereabouts(self.positions))

    @cached_property
    def reception(self) -> Reception:
        """How well ships are heard, by cell and hour."""
        return reception_of(self.fixes)

    @cached_property
    def kmh(self) -> Floats:
        """What each hull could make, kilometres an hour."""
        return np.asarray(top_kt(self.fixes) * KMH_PER_KT)

    @cached_property
    def span(self) -> tuple[float, float]:
        """The first and the last second of which anything was heard."""
        seconds = self.fixes.seconds
        return (float(seconds.min()), float(seconds.max())) if seconds.size else (0.0, 0.0)

    @cached_property
    def _by_name(self) -> dict[str, tuple[str, ...]]:
        named = self.told.filter(pl.col("shipname").is_not_null()).select("shipname", "craft").unique().sort("craft")
        found: dict[str, list[str]] = {}
        for name, craft in named.iter_rows():
            found.setdefault(plain(name), []).append(craft)
        return {name: tuple(crafts) for name, crafts in found.items()}

    def bearing_name(self, name: str) -> tuple[str, ...]:
        """The ships that ever sent this name."""
        return self._by_name.get(plain(name), ())

    def bearing_imo(self, imo: str) -> tuple[str, ...]:
        """The ships that ever sent this IMO number."""
        digits = "".join(one for one in imo if one.isdigit())
        return tuple(self.told.filter(pl.col("imo").cast(pl.String) == digits)["craft"].unique().sort())

    def hulls(self, craft: str) -> tuple[int, ...]:
        """The numbers in `fixes` of the ships that send an MMSI: one, or several that share it."""
        return tuple(number for number, (name, _) in enumerate(self.fixes.names) if name == craft)


def plain(name: str) -> str:
    """A ship's name as it is compared: letters and digits only, without MV, MT, « le », "the"."""
    words = [word for word in fold(name).replace("-", " ").replace(".", " ").split() if word not in _EMPTY]
    return "".join(one for word in words for one in word if one.isalnum())


_EMPTY = (
    "mv",
    "m/v",
    "mt",
    "m/t",
    "ms",
    "m/s",
    "le",
    "la",
    "the",
    "vessel",
    "ship",
    "navire",
    "cargo",
    "tanker",
    "petrolier",
)
