"""Answers to "how often was it there": a total, one line a craft, and the stays and silences behind them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Membership:
    """What one source says of a craft of the fleet, from which day to which; `belongs` is false where the source
    contradicts the others, so that the craft counts in `n_max` only."""

    craft: str
    registration: str | None
    typecode: str | None
    operator: str | None
    serial: str | None
    first: str | None
    last: str | None
    source: str
    belongs: bool


@dataclass(frozen=True, slots=True)
class ShownStay:
    """A stay that was shown: ids of VISITS, airports, bounds as in VISITS, kinds of evidence, the legs or sightings it
    rests on with their rows (`exhibit#member#row`), and who says so where it is no track."""

    craft: str
    ids: tuple[str, ...]
    places: tuple[str, ...]
    arrived_after: str | None
    arrived_before: str
    left_after: str
    left_before: str | None
    evidence: tuple[str, ...]
    rows: tuple[str, ...]
    authors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CraftCount:
    """How often one craft of the fleet was there: `n_min` stays shown, `n_max` to reckon with, `n_most` by physics."""

    craft: str
    registration: str | None
    typecode: str | None
    certain: bool
    n_min: int
    n_max: int
    n_most: int
    stays: tuple[str, ...]
    possible: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SightingApart:
    """A sighting of a registration that could be counted for no craft: `crafts` bore it then, or none is known."""

    id: str
    registration: str
    place: str | None
    started_at: str
    ended_at: str
    crafts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CountTotal:
    """How often a fleet was at a place within `[start, end)`: `n_min` stays of members that no source disputes,
    `n_max` of all; `n_most` is the bound that proves, every silence filled by physics. `busiest` says that no date was
    asked for and this is the window with the most stays shown. `unnamed` are craft seen that nobody named; `apart` are
    sightings in the window of a registration that a member bore, but others too, and that therefore count for nobody.
    """

    fleet: str
    known_by: str
    place: str
    airports: tuple[str, ...]
    start: str
    end: str
    busiest: bool
    n_min: int
    n_max: int
    n_most: int
    crafts: int
    disputed: int
    unnamed: int
    members: tuple[Membership, ...]
    apart: tuple[SightingApart, ...] = ()


@dataclass(frozen=True, slots=True)
class SilenceTold:
    """What could have happened in one silence: whether the craft can have been at the place, and why or why not.

    It lasted from `started_at` to `ended_at` (null at the edge of the archive); `left` and `came` are the airports it
    stood at before and after. By the nearest of the airports the way is `km`, which takes `needed_h` of the `hours` at
    `speed_kt` with the shortest stop. `fits` more visits are possible, `reckoned` are counted in `n_max`; one would
    have been missed with probability `missed`. `landing_places` counts all airports it can have landed at.
    """

    craft: str
    started_at: str | None
    ended_at: str | None
    lies: str
    left: str | None
    came: str | None
    airport: str
    reachable: bool
    because: str
    km: float | None
    hours: float | None
    needed_h: float | None
    speed_kt: float
    runway_ft: float | None
    needs_ft: float | None
    fits: int
    reckoned: int
    missed: float | None
    landing_places: int | None
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnseenFlight:
    """A flight that nobody saw and that must have happened: a stay ended at `departure`, the next began at `arrival`.

    It left after `left_after` and had landed by `arrived_before`; `evidence` is always `inferred`.
    """

    id: str
    craft: str
    departure: str
    arrival: str
    left_after: str
    arrived_before: str
    distance_km: float
    evidence: str
