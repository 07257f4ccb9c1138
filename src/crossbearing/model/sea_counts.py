"""Answers to "how often did it call" and "how often was it silent": a total, a line a ship, and what is behind them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ShipCount:
    """How often one ship called: `n_min` calls shown, `n_max` to reckon with at her own rate, `n_most` by physics.

    `hull` tells ships apart that share an MMSI; `calls` are ids of PORT_CALLS.
    """

    craft: str
    hull: str | None
    shipname: str | None
    flag: str | None
    n_min: int
    n_max: int
    n_most: int
    calls: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CallTold:
    """A call that was shown: ports, first and last time there, and its rows (`exhibit#member#row`)."""

    craft: str
    ids: tuple[str, ...]
    places: tuple[str, ...]
    arrived_before: str
    left_after: str
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CallRoom:
    """A silence that leaves room for calls: she can have been there from `earliest` to `latest`.

    `fits` more calls of an hour fit by physics, `reckoned` of them at her own rate; `row` is the position before it,
    null where she had not been heard yet.
    """

    craft: str
    earliest: str
    latest: str
    fits: int
    reckoned: int
    row: str | None


@dataclass(frozen=True, slots=True)
class CallTotal:
    """How often ships called at a port within `[start, end)`; `known_by` is `name`, `imo`, `mmsi` or `flag`.

    `busiest` says that no date was asked for and this is the stretch with the most calls shown.
    """

    fleet: str
    known_by: str
    place: str
    ports: tuple[str, ...]
    start: str
    end: str
    busiest: bool
    ships: int
    n_min: int
    n_max: int
    n_most: int


@dataclass(frozen=True, slots=True)
class SilenceCount:
    """How many silences of `hours` and more began in `[start, end)`; counts compare only at one threshold.

    `craft` is null in the total. Silences are split by whether the reception of others explains them; `ongoing` of
    them had not ended with the data. Counts over unequal times or of unequal fleets are compared by `per_month` (30.44
    days) and `ships`, the ships heard that are counted.
    """

    craft: str | None
    shipname: str | None
    fleet: str
    start: str
    end: str
    hours: float
    n: int
    expected: int
    unusual: int
    very_unusual: int
    unknown: int
    ongoing: int
    ships: int
    per_month: float
