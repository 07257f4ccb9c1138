"""What the rule about two ships needs of each: her name, her slots, and where their positions stand in the exhibits.

It is a tenth of the positions it is made of. Ships may be looked at a part at a time and joined afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
import polars as pl
from numpy.typing import NDArray

from crossbearing.movement.arrays import Bools, Ints
from crossbearing.movement.vessels.fixes import Fixes, References, fixes_of, references_of
from crossbearing.movement.vessels.slots import SLOT_S, Slots, slots_of

ANCHORED, MOORED = 1, 5
# As long as a position is bridged.
HEADED_S = 1800.0
Degrees: TypeAlias = NDArray[np.int16]
Names = tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The slots of some ships, whose hulls number `names`; for each slot what its last fix says: moored, anchored.

    `heading` is where her bow points in the slot, whole degrees, -1 where she does not say or has not said for long;
    `references` name, for each slot, the last fix at or before it.
    """

    names: Names
    slots: Slots
    moored: Bools
    anchored: Bools
    heading: Degrees
    references: References

    def bounds(self) -> Ints:
        """The first slot's row of each ship, and the number of rows behind the last."""
        hull = self.slots.hull
        return np.searchsorted(hull, np.arange(len(self.names) + 1, dtype=hull.dtype))


def whereabouts(positions: pl.DataFrame) -> Whereabouts:
    """The whereabouts of ships in a frame (VESSEL_POSITIONS with `hull`, from `plausible`)."""
    fixes = fixes_of(positions)
    slots = slots_of(fixes)
    rows, told = fixes.row[slots.before], references_of(positions)
    exhibit, member = (column.gather(rows).cast(pl.Categorical) for column in (told.exhibit, told.member))
    places = References(exhibit, member, told.row.gather(rows))
    status = fixes.status[slots.before]
    heading = _headings(positions, fixes, slots)
    return Whereabouts(fixes.names, slots, status == MOORED, status == ANCHORED, heading, places)


def _headings(positions: pl.DataFrame, fixes: Fixes, slots: Slots) -> Degrees:
    """The heading of the fix nearer in time, if that is near enough: a ship at anchor turns within the hour."""
    said = _believed(positions["heading_deg"].fill_null(-1).cast(pl.Int16).to_numpy()[fixes.row], fixes)
    times, at = fixes.seconds, slots.slot * float(SLOT_S)
    after = np.minimum(slots.before + 1, max(times.size - 1, 0))
    nearer = np.where(times[after] - at < at - times[slots.before], after, slots.before)
    return np.where(np.abs(times[nearer] - at) <= HEADED_S, said[nearer], np.int16(-1))


def _believed(said: Degrees, fixes: Fixes) -> Degrees:
    """The headings without those of ships that send but one: a gyro that is not connected stands still."""
    bounds = fixes.bounds()
    if not said.size:
        return said
    first = bounds[:-1]
    same = np.maximum.reduceat(said, first) == np.minimum.reduceat(said, first)
    return np.where(np.repeat(same, np.diff(bounds)), np.int16(-1), said)


def joined(parts: Sequence[Whereabouts]) -> Whereabouts:
    """The whereabouts of all ships, numbered in the order of their names; no ship is in two parts."""
    if len(parts) == 1:
        return parts[0]
    names, hulls = numbered([part.names for part in parts])
    slots = [replace(part.slots, hull=own[part.slots.hull]) for part, own in zip(parts, hulls, strict=True)]
    told = [part.references for part in parts]
    return Whereabouts(
        names,
        Slots(*(np.concatenate([getattr(one, name) for one in slots]) for name in Slots.__slots__)),
        np.concatenate([part.moored for part in parts]),
        np.concatenate([part.anchored for part in parts]),
        np.concatenate([part.heading for part in parts]),
        References(*(pl.concat([getattr(one, name) for one in told]) for name in References.__slots__)),
    )


def numbered(parts: Sequence[Names]) -> tuple[Names, list[Ints]]:
    """The names of all parts in their order, and for each part the number there of each of its ships."""
    names = sorted((name for part in parts for name in part), key=lambda name: (name[0], name[1] or ""))
    number = {name: at for at, name in enumerate(names)}
    return tuple(names), [np.array([number[name] for name in part], np.int64) for part in parts]
