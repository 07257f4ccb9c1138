"""The daily series of a route, the likely day of its change, and how it stands without each craft and beside others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import polars as pl

from crossbearing.checks.subjects import Known, Subject
from crossbearing.checks.witness import Witness
from crossbearing.model.claims import Direction
from crossbearing.movement.assurance import POSITIONS_NEEDED
from crossbearing.movement.binomial import at_least, at_most
from crossbearing.movement.change import Change, chance_at, change_of
from crossbearing.movement.exposure import days_held, exposures
from crossbearing.movement.poisson import odds_ratio
from crossbearing.movement.traffic import RateTest, corridor, half_seen, rate_test

Period = tuple[datetime, datetime]
Heard = tuple[int, float]
# Series of fewer days have too few orders for the scan to judge a date that was named: four weeks. GUESS.
LEAST_DAYS = 28


@dataclass(frozen=True, slots=True)
class Series:
    """Legs shown on a route and those that may belong to it, and the days of the archive (`day`, `n`, `exposure`)."""

    legs: pl.DataFrame
    possible: pl.DataFrame
    days: pl.DataFrame

    def exposure(self, period: Period) -> float:
        """Return how many days of a period were held, weighted by how well the ends of the route were heard."""
        inside = self.days.filter(pl.col("day") >= period[0].date(), pl.col("day") < period[1].date())
        return float(inside["exposure"].sum())

    def test(self, before: Period, after: Period) -> RateTest:
        """Compare two periods by the exact test; both must have been held in part."""
        one, other = in_period(self.legs, before), in_period(self.legs, after)
        return rate_test(one, self.exposure(before), other, self.exposure(after))

    @property
    def change(self) -> Change | None:
        """The most likely change of the series, with its interval and the chance of so clear a one by accident."""
        return change_of(self.days["n"].to_numpy(), self.days["exposure"].to_numpy())

    def chance_at(self, day: date) -> float | None:
        """The chance of so clear a change before a named day; None where the series is too short to tell."""
        days = self.days["day"].to_list()
        if len(days) < LEAST_DAYS or not days or not days[0] < day <= days[-1]:
            return None
        return chance_at(self.days["n"].to_numpy(), self.days["exposure"].to_numpy(), (day - days[0]).days)

    def day(self, number: int) -> date:
        """Return a day by its number in the series; the last one for a number beyond it."""
        days = self.days["day"]
        found: date = days[min(number, len(days) - 1)]
        return found

    def without(self, before: Period, after: Period, direction: Direction) -> tuple[str, float] | None:
        """Return the craft without which the change is weakest, and the chance of it then; None without any legs."""
        one, other = (dict(_by_craft(self.legs, period)) for period in (before, after))
        n, m, days = sum(one.values()), sum(other.values()), (self.exposure(before), self.exposure(after))
        found = []
        for craft in self.legs["craft"].unique().sort().to_list():
            before_it, after_it = n - one.get(craft, 0), m - other.get(craft, 0)
            tail = at_least if direction is Direction.RISE else at_most
            found.append((tail(after_it, before_it + after_it, days[1] / (days[0] + days[1])), craft))
        worst = max(found, default=None)
        return (worst[1], worst[0]) if worst else None


def series_of(
    witness: Witness,
    subject: Subject,
    typecodes: tuple[str, ...],
    departures: tuple[str, ...],
    arrivals: tuple[str, ...],
) -> Series:
    """Return the series of a route; without any archive it has no days."""
    flights = witness.flights
    if subject.known_by in (Known.FLEET, Known.REGISTRATION, Known.CALLSIGN):
        flights = witness.legs([member.craft for member in subject.members])
    if typecodes:
        flights = flights.filter(pl.col("typecode").is_in(list(typecodes)))
    legs, possible = corridor(flights, departures, arrivals), half_seen(flights, departures, arrivals)
    return Series(legs, possible, _days(witness, legs, departures, arrivals))


def _days(witness: Witness, legs: pl.DataFrame, departures: tuple[str, ...], arrivals: tuple[str, ...]) -> pl.DataFrame:
    hours = witness.hours
    if hours.is_empty():
        return pl.DataFrame(schema={"day": pl.Date, "n": pl.Int64, "exposure": pl.Float64})
    edges: Any = hours.select(pl.col("hour").min().dt.date(), last=pl.col("hour").max().dt.date()).row(0)
    days = exposures(days_held(hours, *edges), witness.landings, departures, arrivals)
    counted = legs.group_by(left_at().dt.date().alias("day")).agg(pl.len().cast(pl.Int64).alias("n"))
    joined = days.join(counted, on="day", how="left").with_columns(pl.col("n").fill_null(0))
    return joined.select("day", "n", "exposure").sort("day")


def left_at() -> pl.Expr:
    """When a leg left, or was first seen."""
    return pl.coalesce("departed_at", "first_seen")


def _by_craft(legs: pl.DataFrame, period: Period) -> Iterator[tuple[str, int]]:
    """How many legs of each craft left in a period."""
    inside = legs.filter(left_at() >= period[0], left_at() < period[1])
    return iter(inside.group_by("craft").len().iter_rows())


def in_period(legs: pl.DataFrame, period: Period) -> int:
    """Return how many legs left in a period."""
    return legs.filter(left_at() >= period[0], left_at() < period[1]).height


def chance(test: RateTest, direction: Direction) -> float:
    """Return the chance of such a change if nothing had changed."""
    return test.p_rise if direction is Direction.RISE else test.p_fall


def ends_heard(witness: Witness, ends: tuple[tuple[str, ...], tuple[str, ...]], period: Period) -> list[Heard]:
    """Return per end of a route (departure, arrival) how many known uses of its airports were heard low in a period."""
    found = []
    for side, airports in zip(("departure", "arrival"), ends, strict=True):
        own = witness.landings.filter(
            pl.col("side") == side,
            pl.col("airport").is_in(list(airports)),
            pl.col("hour") >= period[0],
            pl.col("hour") < period[1],
        )
        found.append((int((own["low"] >= POSITIONS_NEEDED).sum()), float(own["p"].sum())))
    return found


@dataclass(frozen=True, slots=True)
class Beside:
    """The change beside that of all other traffic at the same airports: counts, the ratio of the two ratios,
    and the chances of a rise and of a fall like theirs if nothing had changed."""

    before: int
    after: int
    ratio: float
    low: float
    high: float
    p_rise: float
    p_fall: float


def beside(
    witness: Witness, route: Series, ends: tuple[tuple[str, ...], tuple[str, ...]], before: Period, after: Period
) -> Beside | None:
    """Return the change beside a control corridor: everybody else's legs that reach or leave the route's ends."""
    departures, arrivals = ends
    lands, leaves = pl.col("arrival_airport").is_in(list(arrivals)), pl.col("departure_airport").is_in(list(departures))
    at_one_end = lands.fill_null(False) | leaves.fill_null(False)
    others = witness.flights.filter(at_one_end).join(route.legs.select("id"), on="id", how="anti")
    one, other = in_period(others, before), in_period(others, after)
    if not one or not other:
        return None
    ratio, low, high, _, _ = odds_ratio(in_period(route.legs, before), in_period(route.legs, after), one, other)
    changed = rate_test(one, route.exposure(before), other, route.exposure(after))
    return Beside(one, other, ratio, low, high, changed.p_rise, changed.p_fall)
