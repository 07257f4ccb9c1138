"""What habits tell of an airport before an end was seen: the craft's own stops, its fleet's, everybody's."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from crossbearing.movement.arrays import Floats, Ints
from crossbearing.movement.fields import Fields
from crossbearing.movement.near import Pairs, within

# How much of the prior is left to habits, at most, and after how many stops half of that: the craft's own, its
# fleet's (operator and type), everybody's. What is left over is for airports where nobody was seen.
OWN, OWN_STOPS = 0.5, 5.0
FLEET, FLEET_STOPS = 0.3, 15.0
ALL, ALL_STOPS = 0.15, 50.0
# All weights of a world together (`KIND_WEIGHT` over all airports, civil): what a share of 1 is worth.
WORLD_WEIGHT = 3000.0
# Near an end habit raises an airport's weight by so much at most: what was seen must win over it.
NEAR_MOST = 30.0
# Where craft are nearly always heard low, one that was not heard low has hardly been: so little is left of it.
SILENT_LEAST = 0.1
# Stops from which half of that holds. GUESS.
SILENT_STOPS = 4.0
# Time is counted in so long pieces to see whether anybody was heard.
HEARD_S = 600
# From so many airframes on, a stretch in which none was heard is a hole of the archive.
CROWD = 20


@dataclass(frozen=True, slots=True)
class Counts:
    """Stops by (who, field): sorted keys `who * fields + field` with their numbers, and the sum of each who."""

    fields: int
    keys: Ints
    numbers: Floats
    sums: Floats

    def share(self, who: Ints, field: Ints, most: float, half: float) -> Floats:
        """The share of the prior each field gets from these stops; nothing for who was seen nowhere."""
        total = self.sums[who] if len(self.sums) else np.zeros(len(who))
        share = most * self.of(who, field) / (total + half)
        return np.asarray(share, dtype=np.float64)

    def of(self, who: Ints, field: Ints) -> Floats:
        """How many stops."""
        if not len(self.keys):
            return np.zeros(len(who))
        wanted = who * self.fields + field
        place = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        return np.where(self.keys[place] == wanted, self.numbers[place], 0.0)

    def usual(self, who: Ints) -> Pairs:
        """The fields with stops; points are places in `who`."""
        low = np.searchsorted(self.keys, who * self.fields)
        counts = np.searchsorted(self.keys, (who + 1) * self.fields) - low
        point = np.repeat(np.arange(len(who)), counts)
        return Pairs(point, self.keys[np.repeat(low, counts) + within(counts)] % self.fields)


def counts_of(fields: int, size: int, who: Ints, field: Ints) -> Counts:
    """Count stops, one for each (who, field); `size` is how many there are of who."""
    keys, numbers = np.unique(who * fields + field, return_counts=True)
    return Counts(fields, keys, numbers.astype(np.float64), np.bincount(who, minlength=size).astype(np.float64))


@dataclass(frozen=True, slots=True)
class Priors:
    """Stops of each airframe, of its fleet (`fleet` numbers them by airframe), of everybody, and those nobody heard.

    `heard` are the pieces of time in which anybody was heard, sorted.
    """

    fleet: Ints
    own: Counts
    fleets: Counts
    every: Counts
    unheard: Floats
    heard: Ints

    def with_stops(self, airframe: Ints, field: Ints, unheard: Ints) -> Priors:
        """The same with the stops that were surely seen."""
        size, fields = len(self.fleet), self.own.fields
        return replace(
            self,
            own=counts_of(fields, size, airframe, field),
            fleets=counts_of(fields, size, self.fleet[airframe], field),
            every=counts_of(fields, 1, np.zeros_like(airframe), field),
            unheard=np.bincount(unheard, minlength=fields).astype(np.float64),
        )

    def raised(self, airframe: Ints, field: Ints, weight: Floats) -> Floats:
        """Weights of airports with habit; what had no weight gets none."""
        share = self.own.share(airframe, field, OWN, OWN_STOPS)
        share += self.fleets.share(self.fleet[airframe], field, FLEET, FLEET_STOPS)
        share += self.every.share(np.zeros_like(airframe), field, ALL, ALL_STOPS)
        return np.where(weight > 0, weight + WORLD_WEIGHT * share, 0.0)

    def near(self, airframe: Ints, field: Ints, weight: Floats) -> Floats:
        """The same near an end, where habit says less."""
        return np.minimum(self.raised(airframe, field, weight), NEAR_MOST * weight)

    def silent(self, field: Ints, due_s: Floats) -> Floats:
        """What is left of an airport's weight, as nobody heard the craft low there at about the time it was due."""
        seen = self.every.of(np.zeros_like(field), field)
        hearing = seen / (seen + self.unheard[field] + SILENT_STOPS)
        due = np.floor(due_s / HEARD_S).astype(np.int64)
        listening = np.isin(due, self.heard)
        return np.where(listening, 1.0 - (1.0 - SILENT_LEAST) * hearing, 1.0)

    def deaf_h(self, since_s: Floats, until_s: Floats) -> Floats:
        """Hours between two moments in which nobody at all was heard; 0 where too few craft are there to tell."""
        if len(self.fleet) < CROWD:
            return np.zeros(len(since_s))
        early, late = np.minimum(since_s, until_s) // HEARD_S, np.maximum(since_s, until_s) // HEARD_S
        pieces = np.searchsorted(self.heard, late, side="right") - np.searchsorted(self.heard, early)
        return np.asarray(np.maximum(late - early + 1 - pieces, 0) * HEARD_S / 3600, dtype=np.float64)

    def usual(self, airframe: Ints) -> Pairs:
        """The airports at which each of some airframes was seen; points are places among them."""
        return self.own.usual(airframe)


def priors_of(fields: Fields, who: pl.DataFrame, seconds: Floats) -> Priors:
    """Priors of airframes of which no stop is known yet.

    `who` has one row each (craft, operator, typecode), `seconds` are times of positions.
    """
    size = len(fields.lat)
    fleet = who.select(pl.struct("operator", "typecode").rank("dense") - 1).to_series().to_numpy().astype(np.int64)
    no, none = np.zeros(0, dtype=np.int64), np.zeros(size)
    heard = np.unique((seconds // HEARD_S).astype(np.int64))
    heard = np.unique(np.concatenate([heard - 1, heard, heard + 1]))
    some, one = counts_of(size, len(fleet), no, no), counts_of(size, 1, no, no)
    return Priors(fleet, some, some, one, none, heard)
