"""Did traffic change? The question of `crossbearing traffic`, answered from what a case or some files show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import numpy as np
import polars as pl
from numpy.typing import NDArray

from crossbearing.case.questions.asking import airports_named
from crossbearing.case.questions.seen import Seen
from crossbearing.dossier.surge_words import worded
from crossbearing.errors import InputError
from crossbearing.model.answers import AgainstControl, Rate, TrafficAnswer, TrafficDay, WithoutCraft
from crossbearing.movement.change import Change, chance_at, change_of
from crossbearing.movement.exposure import days_held, exposures
from crossbearing.movement.fleet_names import fleet_of
from crossbearing.movement.fleets import listed
from crossbearing.movement.landings import landings
from crossbearing.movement.poisson import odds_ratio, spread_bounds
from crossbearing.movement.traffic import RateTest, corridor, half_seen, rate_test

# Without any one craft the change must still be as rare as this: one busy aircraft is no rise of traffic. GUESS.
ROBUST = 0.05
DAYS_A_WEEK = 7.0

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]
Bools: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Corridor:
    """A question about traffic: places as typed (one may be missing), whose, since when, and beside which control."""

    departure: str | None
    arrival: str | None
    fleet: str | None = None
    since: date | None = None
    control: tuple[str | None, str | None] | None = None


@dataclass(frozen=True, slots=True)
class _Series:
    """Legs of the corridor, the days with their exposure, and the airports at both ends."""

    legs: pl.DataFrame
    possible: pl.DataFrame
    days: pl.DataFrame
    departures: tuple[str, ...]
    arrivals: tuple[str, ...]


def traffic_answer(seen: Seen, asked: Corridor, language: str) -> tuple[TrafficAnswer, list[TrafficDay]]:
    """Return the answer and the series it rests on, one entry a UTC day; raises `InputError` for unknown places."""
    if not asked.departure and not asked.arrival:
        raise InputError("traffic", "no place is named", "add --from-place and --to-place, or one of them")
    fleet, members = of_fleet(seen, asked.fleet)
    series = _series(seen, asked, fleet)
    counts, weights = series.days["n"].to_numpy(), series.days["exposure"].to_numpy()
    first = series.days["day"][0]
    change = change_of(counts, weights)
    cut = (asked.since - first).days if asked.since else (change.day if change else None)
    if cut is not None and not 0 < cut < len(counts):
        raise InputError("--since", f"{asked.since} is no day inside the archive", f"name one after {first}")
    return _answer(seen, asked, series, members, change, cut, language), _days(series.days)


def of_fleet(seen: Seen, name: str | None) -> tuple[pl.DataFrame, int]:
    """Return the legs of the fleet that a name means and how many craft it has; all legs without a name.

    A craft that some source counts out of the fleet still counts: leaving each craft out shows what hangs on it.
    """
    if not name:
        return seen.flights, seen.flights["craft"].n_unique()
    first, last = seen.flights.select(pl.col("first_seen").min().dt.date(), pl.col("last_seen").max().dt.date()).row(0)
    rows = listed(seen.airframes, seen.world.register)
    found = fleet_of(name, rows, seen.flights, seen.world, first, last)
    if found is None or not found.members:
        hint = "name an operator, a type (IL76), a list or a registration"
        raise InputError("--fleet", f"no craft here is of “{name}”", hint)
    return seen.flights.filter(pl.col("craft").is_in(list(found.crafts))), len(found.members)


def _series(seen: Seen, asked: Corridor, fleet: pl.DataFrame) -> _Series:
    departures = airports_named(seen.world, asked.departure, "--from-place") if asked.departure else ()
    arrivals = airports_named(seen.world, asked.arrival, "--to-place") if asked.arrival else ()
    legs, possible = corridor(fleet, departures, arrivals), half_seen(fleet, departures, arrivals)
    table = seen.hours
    if table.is_empty():
        raise InputError("traffic", "no track file says which hours it holds", "add a day archive or a table of states")
    first, last = (table["hour"].min(), table["hour"].max())
    held = days_held(table, first.date(), last.date())  # type: ignore[union-attr]
    trials = landings(seen.flights, seen.positions, seen.world.airports.frame, "all")
    days = exposures(held, trials, departures, arrivals)
    for name, frame in (("n", legs), ("possible", possible)):
        days = days.join(_per_day(frame, name), on="day", how="left").with_columns(pl.col(name).fill_null(0))
    return _Series(legs, possible, days.sort("day"), departures, arrivals)


def _per_day(legs: pl.DataFrame, name: str) -> pl.DataFrame:
    day = pl.coalesce("departed_at", "first_seen").dt.date().alias("day")
    return legs.group_by(day).agg(pl.len().cast(pl.Int64).alias(name))


def _days(days: pl.DataFrame) -> list[TrafficDay]:
    rows = days.select("day", "n", "possible", "held", "exposure").iter_rows()
    return [TrafficDay(day.isoformat(), n, spare, round(held, 4), round(e, 4)) for day, n, spare, held, e in rows]


def _answer(
    seen: Seen,
    asked: Corridor,
    series: _Series,
    members: int,
    change: Change | None,
    cut: int | None,
    language: str,
) -> TrafficAnswer:
    days, dates = series.days, series.days["day"].to_list()
    counts, weights = days["n"].to_numpy(), days["exposure"].to_numpy()
    sides = (slice(0, cut), slice(cut, None))
    spread = change.dispersion if change else 1.0
    before, after = (_rate(counts[s], weights[s], spread) for s in sides) if cut is not None else (None, None)
    test = _test(counts, weights, cut)
    low, high = _ratio_bounds(test, spread) if test else (None, None)
    rising = bool(test and test.p_rise <= test.p_fall)
    without = _without(series, cut, rising) if test else ()
    p = None if change is None or cut is None else change.p if asked.since is None else chance_at(counts, weights, cut)
    told = TrafficAnswer(
        departures=series.departures,
        arrivals=series.arrivals,
        fleet=asked.fleet or "",
        members=members,
        first=dates[0].isoformat(),
        last=dates[-1].isoformat(),
        n=int(counts.sum()),
        possible=int(days["possible"].sum()),
        held=float(days["held"].mean() or 0.0),  # type: ignore[arg-type]
        corrected=bool(days["n_trials"].sum()),
        asked=asked.since is not None,
        changed_on=dates[cut].isoformat() if cut is not None else None,
        changed_from=dates[change.first].isoformat() if change and asked.since is None else None,
        changed_to=dates[change.last].isoformat() if change and asked.since is None else None,
        p=p,
        dispersion=spread,
        shuffled=change.shuffled if change else "",
        before=before,
        after=after,
        ratio=test.ratio if test and test.before else None,
        ratio_low=low,
        ratio_high=high if high is not None and np.isfinite(high) else None,
        without=without,
        robust=bool(without) and all(one.p <= ROBUST for one in without),
        control=_control(seen, asked, series, cut, rising) if test else None,
        sentence="",
    )
    return worded(told, asked.departure, asked.arrival, language)


def _rate(counts: Ints, weights: Floats, spread: float) -> Rate:
    n, exposure = int(counts[weights > 0].sum()), float(weights.sum())
    if exposure <= 0:
        return Rate(n, 0.0, 0.0, 0.0, 0.0)
    low, high = spread_bounds(n, spread)
    scale = DAYS_A_WEEK / exposure
    return Rate(n, round(exposure, 2), n * scale, low * scale, high * scale)


def _test(counts: Ints, weights: Floats, cut: int | None) -> RateTest | None:
    """The exact test of the two counts; None where a side was not held or nothing was seen."""
    if cut is None:
        return None
    held = np.where(weights > 0, counts, 0)
    e1, e2 = float(weights[:cut].sum()), float(weights[cut:].sum())
    return rate_test(int(held[:cut].sum()), e1, int(held[cut:].sum()), e2) if e1 > 0 and e2 > 0 and held.sum() else None


def _ratio_bounds(test: RateTest, spread: float) -> tuple[float, float]:
    """The 95 % interval of the ratio: the exact one, widened by the over-dispersion of the weeks."""
    if spread <= 1.0 or not test.before or not test.after:
        return test.ratio_low, test.ratio_high
    half = 1.96 * np.sqrt(spread * (1.0 / test.before + 1.0 / test.after))
    wide = test.ratio * np.exp(-half), test.ratio * np.exp(half)
    return min(test.ratio_low, float(wide[0])), max(test.ratio_high, float(wide[1]))


def _without(series: _Series, cut: int | None, rising: bool) -> tuple[WithoutCraft, ...]:
    """The test with each craft left out in turn, the most telling first."""
    weights, dates = series.days["exposure"].to_numpy(), series.days.select("day")
    found = []
    for craft in series.legs["craft"].unique().sort().to_list():
        own = _per_day(series.legs.filter(pl.col("craft") != craft), "n")
        counts = dates.join(own, on="day", how="left").sort("day")["n"].fill_null(0).to_numpy()
        test = _test(counts, weights, cut)
        p = 1.0 if test is None else test.p_rise if rising else test.p_fall
        found.append(WithoutCraft(craft, test.before if test else 0, test.after if test else 0, p))
    return tuple(sorted(found, key=lambda one: (-one.p, one.craft)))


def _control(seen: Seen, asked: Corridor, series: _Series, cut: int | None, rising: bool) -> AgainstControl | None:
    """The change beside that of another corridor, of all craft."""
    if asked.control is None or cut is None:
        return None
    other = _series(seen, Corridor(*asked.control), seen.flights)
    counts, theirs = (one.days["n"].to_numpy() for one in (series, other))
    held = series.days["exposure"].to_numpy() > 0
    sums = [int(n[held & side].sum()) for n in (counts, theirs) for side in _sides(len(counts), cut)]
    ratio, low, high, rise, fall = odds_ratio(*sums)
    name = " → ".join(part or "…" for part in asked.control)
    return AgainstControl(name, sums[2], sums[3], ratio, low, high, rise if rising else fall)


def _sides(days: int, cut: int) -> tuple[Bools, Bools]:
    late = np.arange(days) >= cut
    return ~late, late
