"""Answers to questions asked of the movements themselves, without a claim: coverage and traffic."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PooledControls:
    """Controls pooled in one way: `k` of `n` were heard, so that the chance is at least `p_lower` (95 %, one-sided).

    `n` counts `open` landings that nobody heard and that may have been here. `airports` are those pooled,
    `same_hours` only the hours asked for, `take_offs` counted like landings, on so many `days`, by so many `craft`.
    """

    airports: tuple[str, ...]
    same_hours: bool
    take_offs: bool
    k: int
    n: int
    open: int
    days: int
    craft: int
    p_lower: float


@dataclass(frozen=True, slots=True)
class CoverageAnswer:
    """Would a transmitting aircraft landing at these airports have been seen? `seen` is `yes` (proven: `p_lower` at
    least 0.95), `unproven`, `unlikely` (heard in fewer than half, also by the upper bound), `unknown` (no controls),
    `missing` or `quiet` (the archive lacks those hours, or far fewer craft than usual were heard in them).

    `band` is `low` (below 3,000 ft above the field) or `mid` (10,000 ft), `between` two times of the day and `on` a
    day, UTC. `pooled` says how the controls were pooled; `steps` are all ways, narrowest first. `holes` are the hours
    asked for that no network's archive holds whole.
    """

    place: str
    airports: tuple[str, ...]
    band: str
    between: tuple[str, str] | None
    on: str | None
    network: str
    seen: str
    k: int
    n: int
    p_lower: float
    pooled: PooledControls
    steps: tuple[PooledControls, ...]
    holes: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class CoverageCell:
    """How craft were heard in one cell and band: `heard` of `trials` legs, the chance at least `p_lower` (95 %,
    one-sided), pooled over `hours` hours on `days` days. `lat` and `lon` are the cell's middle."""

    network: str
    cell: str
    lat: float
    lon: float
    band: str
    trials: int
    heard: int
    p_lower: float
    hours: int
    days: int


@dataclass(frozen=True, slots=True)
class Rate:
    """Legs counted in a period of so many days held, and the rate a week with its 95 % interval."""

    n: int
    days: float
    per_week: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class WithoutCraft:
    """The same comparison with one craft left out: legs before and after, and the one-sided chance."""

    craft: str
    before: int
    after: int
    p: float


@dataclass(frozen=True, slots=True)
class AgainstControl:
    """The change beside that of a control corridor: its legs before and after, the ratio of the two ratios with its
    95 % interval, and the one-sided chance (Fisher's exact test)."""

    name: str
    before: int
    after: int
    ratio: float
    low: float
    high: float
    p: float


@dataclass(frozen=True, slots=True)
class TrafficAnswer:
    """Did traffic change? Legs shown from `departures` to `arrivals` by the fleet named, from `first` to `last` day.

    `changed_on` is the first day of the new rate: the one asked for (`asked`), else the most likely one, whose 95 %
    posterior interval is `changed_from`..`changed_to`. `p` is the chance of so clear a change in a series that never
    changed. `before` and `after` are rates; `ratio` (null where nothing was seen before) has a 95 % interval.
    `without` are the comparisons with each craft left out; `robust` says that the change stands in all of them.
    `possible` counts legs with one end there and the other not observed.
    `held` is the share of the days the archive holds, `corrected` whether exposure was corrected for coverage.
    """

    departures: tuple[str, ...]
    arrivals: tuple[str, ...]
    fleet: str
    members: int
    first: str
    last: str
    n: int
    possible: int
    held: float
    corrected: bool
    asked: bool
    changed_on: str | None
    changed_from: str | None
    changed_to: str | None
    p: float | None
    dispersion: float
    shuffled: str
    before: Rate | None
    after: Rate | None
    ratio: float | None
    ratio_low: float | None
    ratio_high: float | None
    without: tuple[WithoutCraft, ...]
    robust: bool
    control: AgainstControl | None
    sentence: str


@dataclass(frozen=True, slots=True)
class TrafficDay:
    """One UTC day of a traffic series: legs shown, legs that may belong to it, the share of the day the archive holds,
    and the exposure in days after correction for coverage."""

    day: str
    n: int
    possible: int
    held: float
    exposure: float
