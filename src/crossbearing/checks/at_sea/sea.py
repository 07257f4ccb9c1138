"""What was seen of ships, gathered once: positions, what ships say of themselves, ports, and what follows from them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property

import numpy as np
import polars as pl

from crossbearing.checks.at_sea.extent import proven, reckoned
from crossbearing.checks.heard.jamming import Jams
from crossbearing.checks.heard.recent import Recent
from crossbearing.checks.heard.tracks import HeldTracks, Tracks
from crossbearing.model.tables import JAMMING
from crossbearing.model.vessel_inferences import SAME_SHIPS
from crossbearing.model.vessel_tables import ENCOUNTERS, GAPS, PORT_CALLS, VESSEL_POSITIONS
from crossbearing.movement.arrays import Floats
from crossbearing.movement.disturbance import jammed_hours
from crossbearing.movement.vessels.fixes import KMH_PER_KT, Fixes, fixes_of
from crossbearing.movement.vessels.ports.harbours import Harbours
from crossbearing.movement.vessels.ports.port_calls import port_calls
from crossbearing.movement.vessels.reception import Reception, reception_in, reception_of
from crossbearing.movement.vessels.roster import roster_of
from crossbearing.movement.vessels.senders import senders_of
from crossbearing.movement.vessels.silences import silences
from crossbearing.movement.vessels.together.encounters import encounters
from crossbearing.movement.vessels.together.whereabouts import Names, whereabouts
from crossbearing.movement.vessels.trust.disturbed import cells_of_way, disturbed_waters, shaken
from crossbearing.movement.vessels.unheard.presence import Presence, presence
from crossbearing.movement.vessels.who.identities import asked_of, clues, identities
from crossbearing.movement.vessels.who.identity import timeline
from crossbearing.world.spelling import fold

Place = tuple[float, float]
# The shortest threshold in use.
SILENCES_H = 2.0
# What marked positions of ships are: `hull` tells two ships apart that share an MMSI.
MARKED = pl.Schema({**VESSEL_POSITIONS.schema, "hull": pl.String()})
# The tracks of so many ships are kept as they were read: a claim asks for the same ship several times.
MOST_KEPT = 32


@dataclass(frozen=True, slots=True)
class Track:
    """One ship: her number `hull`, her positions (VESSEL_POSITIONS), the trusted ones as `fixes`, in which she is hull
    0, and `kmh`, what she could make."""

    hull: int
    positions: pl.DataFrame
    fixes: Fixes
    kmh: float

    def between(self, start: float, end: float) -> Presence:
        """Where she could have been from one second to another."""
        return presence(self.fixes, 0, start, end, self.kmh)


@dataclass(frozen=True)
class Sea:
    """Marked VESSEL_POSITIONS (`MARKED`; a frame, or `Tracks` that read one ship at a time), VESSEL_STATICS, and the
    ports known.

    `known` holds what was found before, by the names of the tables, ROSTER as `roster` and ship-hours as `reception`;
    the rest is found when it is asked for, from all positions. `aloft` tells where aircraft were jammed (JAMMING).
    """

    held: pl.DataFrame | Tracks
    statics: pl.DataFrame
    harbours: Harbours
    known: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    aloft: Callable[[], pl.DataFrame] = JAMMING.empty

    @property
    def is_empty(self) -> bool:
        """Whether no ship was ever heard."""
        return self.roster.is_empty()

    @cached_property
    def tracks(self) -> Tracks:
        """Everybody's positions, one ship at a time."""
        return HeldTracks(self.held) if isinstance(self.held, pl.DataFrame) else self.held

    @cached_property
    def positions(self) -> pl.DataFrame:
        """All positions, in memory."""
        if isinstance(self.held, pl.DataFrame):
            return self.held
        parts = pl.concat([pl.DataFrame(schema=MARKED), *self.held.parts()])
        return parts.sort(VESSEL_POSITIONS.sorted_by, maintain_order=True)

    @cached_property
    def fixes(self) -> Fixes:
        """All trusted positions as arrays, in memory."""
        return fixes_of(self.positions)

    @cached_property
    def roster(self) -> pl.DataFrame:
        """The ships heard (ROSTER), in the order of their numbers."""
        found = self.known.get("roster")
        return roster_of(self.fixes) if found is None else found

    @cached_property
    def names(self) -> Names:
        """The ships in the order of their numbers: MMSI, and label where several send one."""
        return tuple(self.roster.select("craft", "hull").rows())

    @cached_property
    def _hulls(self) -> dict[str, tuple[int, ...]]:
        found: dict[str, tuple[int, ...]] = {}
        for number, (craft, _) in enumerate(self.names):
            found[craft] = (*found.get(craft, ()), number)
        return found

    def hulls(self, craft: str) -> tuple[int, ...]:
        """The numbers of the ships that send an MMSI: one, or several that share it."""
        return self._hulls.get(craft, ())

    @cached_property
    def _kept(self) -> Recent[Track]:
        return Recent(MOST_KEPT)

    def track(self, hull: int) -> Track:
        """One ship, by her number."""
        craft, label = self.names[hull]

        def read() -> Track:
            own = self.tracks.of(craft).filter(pl.col("hull").eq_missing(pl.lit(label, pl.String)))
            return Track(hull, own, fixes_of(own), float(self.kmh[hull]))

        return self._kept.get((craft, label or ""), read)

    def seen(self, crafts: Collection[str]) -> pl.DataFrame:
        """All positions of some senders, in the order of their names and time."""
        return pl.concat([pl.DataFrame(schema=MARKED), *(self.tracks.of(one) for one in sorted(set(crafts)))])

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
    def proven(self) -> Harbours:
        """The ports, as wide as they are taken for the proof that a ship did not call."""
        return proven(self.harbours, self.port_calls)

    @cached_property
    def reckoned(self) -> Harbours:
        """The ports, as wide as they are taken where calls that nobody heard are reckoned with."""
        return reckoned(self.harbours, self.port_calls)

    @cached_property
    def silences(self) -> pl.DataFrame:
        """Silences of two hours and more (GAPS): the shortest threshold in use."""
        found = self.known.get(GAPS.name)
        return silences(self.positions, SILENCES_H) if found is None else found

    @cached_property
    def jamming(self) -> pl.DataFrame:
        """Where and when ships' satellite navigation was disturbed (JAMMING)."""
        found = self.known.get(JAMMING.name)
        return disturbed_waters([shaken(self.positions)]) if found is None else found

    @cached_property
    def jammed(self) -> pl.DataFrame:
        """Where and when that of ships or of aircraft was (rows of JAMMING)."""
        return jammed_hours(pl.concat([self.jamming, self.aloft()]))

    @cached_property
    def _jams(self) -> Jams:
        return Jams(self.jammed)

    def jammed_on(self, here: Place, there: Place, start: float, end: float) -> tuple[int, int] | None:
        """How many craft were disturbed on the way between two places and seconds, of how many; null where none."""
        cells = self._jams.cells(datetime.fromtimestamp(start, UTC), datetime.fromtimestamp(end, UTC))
        if cells.is_empty():
            return None
        bad = cells.filter(pl.col("cell").is_in(sorted(cells_of_way(here, there))))
        return (int(bad["disturbed"].sum()), int(bad["craft"].sum())) if bad.height else None

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
        found = self.known.get("reception")
        if found is not None:
            return reception_in(found)
        return reception_of(self.fixes, senders_of(self.positions, self.fixes))

    @cached_property
    def kmh(self) -> Floats:
        """What each hull could make, kilometres an hour."""
        return np.asarray(self.roster["top_kt"].to_numpy() * KMH_PER_KT)

    @cached_property
    def span(self) -> tuple[float, float]:
        """The first and the last second of which anything was heard."""
        if self.is_empty:
            return (0.0, 0.0)
        first, last = self.roster.select(pl.col("first_s").min(), pl.col("last_s").max()).row(0)
        return float(first), float(last)

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
