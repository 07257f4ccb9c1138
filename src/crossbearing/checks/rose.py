"""Did traffic change? The check of claims that flights on a route have become more (or fewer)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import polars as pl

from crossbearing.checks import evidence
from crossbearing.checks.answer import Answer
from crossbearing.checks.subjects import Known, Subject, subject_of, types_of
from crossbearing.checks.windows import Window, airports_of, places_of, window_of
from crossbearing.checks.witness import Witness
from crossbearing.model.claims import Change, Claim, Direction, PlaceRole
from crossbearing.model.verdicts import Outcome, Phrase, Reason, phrase
from crossbearing.movement.coverage import Detection, around, route
from crossbearing.movement.traffic import SIGNIFICANCE, RateTest, corridor, rate_test
from crossbearing.world.clock import day_window

# Coverage is steady when the share of control flights heard differs by no more than this. GUESS.
STEADY = 0.15
# Shares from fewer controls than this say nothing about steadiness. GUESS.
CONTROLS = 10
# Without any one craft the change must still be as rare as this: one busy aircraft is no rise of traffic. GUESS.
ROBUST = 0.05
# A chance smaller than this is told as smaller.
SMALLEST_TOLD = 0.001
TUNING = (("significance", f"{SIGNIFICANCE:g}"), ("steady", f"{STEADY:g}"))


def by_air(claim: Claim) -> bool:
    """Whether the traffic said to have changed is that of aircraft."""
    others = {"vessels", "records"} & set(claim.checkable_by)
    return not others or "flights" in claim.checkable_by


@dataclass(frozen=True, slots=True)
class Asked:
    """A change as claimed: whose traffic, between which airports, and the two periods (UTC, half open)."""

    subject: Subject
    departures: tuple[str, ...]
    arrivals: tuple[str, ...]
    typecodes: tuple[str, ...]
    direction: Direction
    before: tuple[datetime, datetime]
    after: tuple[datetime, datetime]
    window: Window
    roles: tuple[str, ...]


def rose(claim: Claim, witness: Witness) -> Answer:
    """Compare the legs per day on the claimed route before and after the claimed date.

    Legs are counted whose both ends were shown. Supported: chance alone would give such a change less often than
    once in a hundred (exact test of two counts given their sum), also when legs that may belong to the route are
    counted in, and less often than once in twenty when any one craft is left out; and control flights were heard
    alike in both periods. Contradicted: the 95 % interval of the ratio lies wholly on the other side of 1.
    Otherwise the numbers do not decide.
    """
    if not witness.has_tracks:
        return Answer(Outcome.UNTESTED, (phrase("untested.tracks"),))
    asked = _asked(claim, witness)
    if isinstance(asked, Answer):
        return asked
    exposures = _days(witness, asked.before), _days(witness, asked.after)
    if min(exposures) <= 0:
        said = phrase("rose.outside", start=asked.before[0].date(), end=asked.after[1].date())
        return Answer(Outcome.NOT_OBSERVABLE, (said,), Reason.OUTSIDE_ARCHIVE, window=asked.window.days, tuning=TUNING)
    return _decide(asked, witness, exposures)


def _asked(claim: Claim, witness: Witness) -> Asked | Answer:
    departures = airports_of(places_of(claim, PlaceRole.DEPARTURE), witness)
    arrivals = airports_of(places_of(claim, PlaceRole.ARRIVAL, PlaceRole.SITE), witness)
    if not departures and not arrivals:
        return Answer(Outcome.NOT_CHECKABLE, (phrase("place.unnamed"),))
    window = window_of(claim, witness, departures + arrivals)
    if window is None or not window.stated:
        return Answer(Outcome.NOT_CHECKABLE, (phrase("window.unknown"),))
    change = claim.change or Change(Direction.RISE)
    before, after = _periods(claim, change, window, witness)
    subject = subject_of(claim, witness)
    roles = (*subject.roles, "departure", "arrival", "when", "change")
    types = types_of(claim, witness)
    return Asked(subject, departures, arrivals, types, change.direction, before, after, window, roles)


def _periods(
    claim: Claim, change: Change, window: Window, witness: Witness
) -> tuple[tuple[datetime, datetime], tuple[datetime, datetime]]:
    """Before: the stated baseline, else the archive up to the date. After: from the date to the stated end."""
    span = witness.span
    since = claim.when.start if claim.when and claim.when.start else window.start
    start = day_window(since, since, "UTC")[0]
    last = claim.when.end if claim.when and claim.when.end and claim.when.end > since else None
    end = day_window(last, last, "UTC")[1] if last else (span[1] if span else start)
    base = change.baseline
    if base and base.start:
        return (day_window(base.start, base.end or since - timedelta(days=1), "UTC")), (start, max(end, start))
    return (min(span[0], start) if span else start, start), (start, max(end, start))


def _days(witness: Witness, period: tuple[datetime, datetime]) -> float:
    """Days of a period that the whole archive holds."""
    held = (min(b, period[1]) - max(a, period[0]) for a, b in witness.whole)
    return sum(max(0.0, one.total_seconds()) for one in held) / 86_400.0


def _decide(asked: Asked, witness: Witness, exposures: tuple[float, float]) -> Answer:
    legs, possible = _route_legs(asked, witness)
    shown = rate_test(_n(legs, asked.before), exposures[0], _n(legs, asked.after), exposures[1])
    spare = _n(possible, asked.before), _n(possible, asked.after)
    controls = [_controls(asked, witness, period) for period in (asked.before, asked.after)]
    about: dict[str, Any] = {
        "window": asked.window.days,
        "n_min": shown.after,
        "n_max": shown.after + spare[1],
        "tuning": TUNING,
        "evidence": tuple(evidence.of_flight(leg) for leg in legs.iter_rows(named=True)),
    }
    said = [*_rates(shown, asked.direction), _heard(controls)]
    if spare != (0, 0):
        said.append(phrase("rose.possible", before=spare[0], after=spare[1]))
    if not _steady(controls):
        said.append(phrase("rose.unsteady"))
        return Answer(Outcome.NOT_OBSERVABLE, tuple(said), Reason.NO_RECEIVER, unmatched=("change",), **about)
    if _holds(asked, legs, possible, exposures):
        whole = asked.subject.known_by is not Known.FLEET or bool(asked.subject.members)
        outcome = Outcome.SUPPORTED if whole else Outcome.PARTLY_SUPPORTED
        return Answer(outcome, tuple(said), matched=asked.roles, **about)
    if _excluded(shown, spare, asked.direction):
        return Answer(Outcome.CONTRADICTED, tuple(said), Reason.RATE, unmatched=("change",), **about)
    said.append(phrase("rose.undecided"))
    return Answer(Outcome.NOT_OBSERVABLE, tuple(said), unmatched=("change",), **about)


def _route_legs(asked: Asked, witness: Witness) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Legs shown on the route, and legs with one end there and the other not observed."""
    flights = witness.flights
    if asked.subject.known_by in (Known.FLEET, Known.REGISTRATION, Known.CALLSIGN):
        flights = flights.filter(pl.col("craft").is_in([m.craft for m in asked.subject.members]))
    if asked.typecodes:
        flights = flights.filter(pl.col("typecode").is_in(list(asked.typecodes)))
    leaves, lands = pl.col("departure_airport"), pl.col("arrival_airport")
    one, other = list(asked.departures), list(asked.arrivals)
    half = (leaves.is_in(one) & lands.is_null()) | (lands.is_in(other) & leaves.is_null())
    possible = flights.filter(half) if one and other else flights.clear()
    return corridor(flights, asked.departures, asked.arrivals), possible


def _n(legs: pl.DataFrame, period: tuple[datetime, datetime]) -> int:
    left = pl.coalesce("departed_at", "first_seen")
    return legs.filter(left >= period[0], left < period[1]).height


def _controls(asked: Asked, witness: Witness, period: tuple[datetime, datetime]) -> Detection:
    """How other flights along the way were heard in a period."""
    ends = witness.fields(asked.departures[:1] + asked.arrivals[:1])
    points = [(f.lat, f.lon, f.elevation_ft) for f in ends]
    way = route(*points[0], *points[1]) if len(points) > 1 else around(*points[0][:2])
    return witness.controls.detection(way, hours=period)


def _steady(controls: list[Detection]) -> bool:
    one, other = controls
    if min(one.n, other.n) < CONTROLS:
        return False
    return abs(one.k / one.n - other.k / other.n) <= STEADY


def _chance(test: RateTest, direction: Direction) -> float:
    return test.p_rise if direction is Direction.RISE else test.p_fall


def _holds(asked: Asked, legs: pl.DataFrame, possible: pl.DataFrame, exposures: tuple[float, float]) -> bool:
    """Whether the change stands with the open legs left out and counted in, and with any one craft left out."""
    crafts = legs["craft"].unique().sort().to_list()
    readings = [(legs, SIGNIFICANCE), (pl.concat([legs, possible]), SIGNIFICANCE)]
    readings += [(legs.filter(pl.col("craft") != craft), ROBUST) for craft in crafts]
    return all(_changed(asked, counted, exposures) <= limit for counted, limit in readings)


def _changed(asked: Asked, legs: pl.DataFrame, exposures: tuple[float, float]) -> float:
    """The chance of such a change if nothing had changed."""
    test = rate_test(_n(legs, asked.before), exposures[0], _n(legs, asked.after), exposures[1])
    return _chance(test, asked.direction)


def _rates(shown: RateTest, direction: Direction) -> tuple[Phrase, ...]:
    """The counts, and the ratio where there is anything to compare."""
    counts = phrase(
        "rose.counts",
        before=shown.before,
        after=shown.after,
        before_days=f"{round(shown.before_days, 1):g}",
        after_days=f"{round(shown.after_days, 1):g}",
    )
    if not shown.before + shown.after:
        return (counts,)
    chance = _chance(shown, direction)
    p = f"{chance:.3f}" if chance >= SMALLEST_TOLD else f"< {SMALLEST_TOLD}"
    if not shown.before:
        return counts, phrase("rose.from_none", low=f"{shown.ratio_low:.1f}", p=p)
    low, high = f"{shown.ratio_low:.1f}", f"{shown.ratio_high:.1f}"
    return counts, phrase("rose.ratio", ratio=f"{shown.ratio:.1f}", low=low, high=high, p=p)


def _heard(controls: Sequence[Detection]) -> Phrase:
    """How many control flights were heard before and after."""
    before, after = controls
    return phrase("rose.controls", k1=before.k, n1=before.n, k2=after.k, n2=after.n)


def _excluded(test: RateTest, spare: tuple[int, int], direction: Direction) -> bool:
    """Whether the interval of the ratio lies on the other side of 1, open legs counted for the claim."""
    rising = direction is Direction.RISE
    before = test.before + (0 if rising else spare[0])
    after = test.after + (spare[1] if rising else 0)
    best = rate_test(before, test.before_days, after, test.after_days)
    return best.ratio_high < 1.0 if rising else best.ratio_low > 1.0
