"""What habits tell of an airport before an end was seen: the craft's own stops, its fleet's, everybody's."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from crossbearing.movement.arrays import Bools, Floats, Ints
from crossbearing.movement.near import Pairs, within

# How much a known earlier stop of the same craft speaks for a field that was nearly seen, and from how many stops it
# speaks no louder: what was seen must win over habit.
HABIT, HABIT_MOST = 3.0, 5


@dataclass(frozen=True, slots=True)
class Priors:
    """Stops by airframe: sorted keys `airframe * fields + field` with their counts."""

    fields: int
    keys: Ints
    counts: Ints

    def with_stops(self, airframe: Ints, field: Ints) -> Priors:
        """The same with more stops."""
        every = np.r_[np.repeat(self.keys, self.counts), airframe * self.fields + field]
        keys, counts = np.unique(every, return_counts=True)
        return replace(self, keys=keys, counts=counts)

    def stops(self, airframe: Ints, field: Ints) -> Ints:
        """How often each airframe was seen at a field."""
        wanted = airframe * self.fields + field
        place = np.minimum(np.searchsorted(self.keys, wanted), max(len(self.keys) - 1, 0))
        if not len(self.keys):
            return np.zeros(len(wanted), dtype=np.int64)
        return np.where(self.keys[place] == wanted, self.counts[place], 0)

    def near(self, airframe: Ints, field: Ints) -> Floats:
        """By how much habit raises the weight of an airport near an end."""
        raised = 1.0 + HABIT * np.minimum(self.stops(airframe, field), HABIT_MOST)
        return np.asarray(raised, dtype=np.float64)

    def prior(self, airframe: Ints, field: Ints, weight: Floats, en_route: Bools) -> Floats:
        """The weight with habit."""
        return weight * self.near(airframe, field)

    def usual(self, airframe: Ints) -> Pairs:
        """The airports each of some airframes was seen at; points are places among them."""
        low = np.searchsorted(self.keys, airframe * self.fields)
        counts = np.searchsorted(self.keys, (airframe + 1) * self.fields) - low
        point = np.repeat(np.arange(len(airframe)), counts)
        return Pairs(point, self.keys[np.repeat(low, counts) + within(counts)] % self.fields)


def no_priors(fields: int) -> Priors:
    """Nothing known yet."""
    return Priors(fields, np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))
