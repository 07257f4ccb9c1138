"""Did traffic change? The check of claims that flights on a route have become more (or fewer)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np

from crossbearing.checks import evidence
from crossbearing.checks.answer import Answer
from crossbearing.checks.in_air.counts_said import bounds_of, number_of
from crossbearing.checks.in_air.rose_words import all_words
from crossbearing.checks.in_air.surge import Beside, Period, Series, beside, chance, ends_heard, in_period, series_of
from crossbearing.checks.subjects import Known, Subject, subject_of, types_of
from crossbearing.checks.windows import airports_of, places_of, window_of
from crossbearing.checks.witness import Witness
from crossbearing.model.claims import Change, Claim, Direction, PlaceRole
from crossbearing.model.verdicts import Outcome, Phrase, Reason, phrase
from crossbearing.movement.change import Change as Found
from crossbearing.movement.coverage import Detection, around, route
from crossbearing.movement.traffic import SIGNIFICANCE, RateTest, rate_test
from crossbearing.world.clock import day_window

# Coverage is steady when the share of control flights heard differs by no more than this. GUESS.
STEADY = 0.15
# Shares from fewer controls than this say nothing about steadiness. GUESS.
CONTROLS = 10
# An end of which fewer known uses than this share were heard low is not known to be heard: 0 of 100 before and after
# are alike and tell nothing. GUESS.
HEARD = 0.5
# Without any one craft the change must still be as rare as this: one busy aircraft is no rise of traffic. GUESS.
ROBUST = 0.05
# The scan over reorderings of the same days must find it as rare as this: flights come in bunches and weekly rhythms,
# for which the exact test of two counts is too sure (docs/method/traffic.md).
SCAN = 0.05
# "Only recently" is within so many days before the report. GUESS.
RECENT = timedelta(days=60)
TUNING = (
    ("significance", f"{SIGNIFICANCE:g}"),
    ("steady", f"{STEADY:g}"),
    ("robust", f"{ROBUST:g}"),
    ("scan", f"{SCAN:g}"),
)


def by_air(claim: Claim) -> bool:
    """Whether the traffic said to have changed is that of aircraft."""
    others = {"vessels", "records"} & set(claim.checkable_by)
    return not others or "flights" in claim.checkable_by


@dataclass(frozen=True, slots=True)
class Asked:
    """A change as claimed: whose traffic, between which airports, and the two periods (UTC, half open).

    Where the claim gives no date, the periods are those on both sides of the likeliest day, and `recent` is true.
    """

    subject: Subject
    departures: tuple[str, ...]
    arrivals: tuple[str, ...]
    typecodes: tuple[str, ...]
    direction: Direction
    before: Period
    after: Period
    days: tuple[date, date]
    roles: tuple[str, ...]
    recent: bool


def rose(claim: Claim, witness: Witness) -> Answer:
    """Compare the legs per day on the claimed route before and after the claimed date.

    Legs are counted whose both ends were shown; a day counts by the share of it that the archive holds and by how well
    the ends of the route were heard in its week. Supported: chance alone would give such a change less often than
    once in a hundred (exact test of two counts given their sum), also when legs that may belong to the route are
    counted in, less often than once in twenty when any one craft is left out or when the same days are put in another
    order; and control flights along the way, and known uses of its airports, were heard alike in both periods. A claim
    that gives no date ("only recently") is supported when the likeliest day of such a change lies in the sixty days
    before the report. Contradicted: the 95 % interval of the ratio lies wholly on the other side of 1. Otherwise the
    numbers do not decide.
    """
    if not witness.has_tracks:
        return Answer(Outcome.UNTESTED, (phrase("untested.tracks"),))
    departures = airports_of(places_of(claim, PlaceRole.DEPARTURE), witness)
    arrivals = airports_of(places_of(claim, PlaceRole.ARRIVAL, PlaceRole.SITE), witness)
    if not departures and not arrivals:
        return Answer(Outcome.NOT_CHECKABLE, (phrase("place.unnamed"),))
    subject, types = subject_of(claim, witness), types_of(claim, witness)
    series = series_of(witness, subject, types, departures, arrivals)
    found = series.change
    periods = _periods(claim, witness, series, found, departures + arrivals)
    if isinstance(periods, Answer):
        return periods
    before, after, days, recent = periods
    direction = (claim.change or Change(Direction.RISE)).direction
    roles = (*subject.roles, "departure", "arrival", "when", "change")
    asked = Asked(subject, departures, arrivals, types, direction, before, after, days, roles, recent)
    if min(series.exposure(before), series.exposure(after)) <= 0:
        said = phrase("rose.outside", start=before[0].date(), end=after[1].date())
        return Answer(Outcome.NOT_OBSERVABLE, (said,), Reason.OUTSIDE_ARCHIVE, window=days, tuning=TUNING)
    return _decide(claim, asked, series, found, witness)


def _periods(
    claim: Claim, witness: Witness, series: Series, found: Found | None, codes: tuple[str, ...]
) -> tuple[Period, Period, tuple[date, date], bool] | Answer:
    """Before and after: of the claimed date, or of the likeliest day where no date is given."""
    window = window_of(claim, witness, codes)
    span = witness.span
    if window is not None and window.stated:
        since = claim.when.start if claim.when and claim.when.start else window.start
        return (*_around(claim, since, span), window.days, False)
    if found is None or span is None:
        said = phrase("rose.outside", start="?", end="?") if span is None else phrase("rose.too_few")
        return Answer(Outcome.NOT_OBSERVABLE, (said,), Reason.OUTSIDE_ARCHIVE if span is None else None, tuning=TUNING)
    start = day_window(series.day(found.day), series.day(found.day), "UTC")[0]
    days = series.day(0), series.day(len(series.days) - 1)
    return (min(span[0], start), start), (start, max(span[1], start)), days, True


def _around(claim: Claim, since: date, span: Period | None) -> tuple[Period, Period]:
    """Before: the stated baseline, else the archive up to the date. After: from the date to the stated end."""
    start = day_window(since, since, "UTC")[0]
    last = claim.when.end if claim.when and claim.when.end and claim.when.end > since else None
    end = day_window(last, last, "UTC")[1] if last else (span[1] if span else start)
    base = claim.change.baseline if claim.change else None
    if base and base.start:
        return (day_window(base.start, base.end or since - timedelta(days=1), "UTC")), (start, max(end, start))
    return (min(span[0], start) if span else start, start), (start, max(end, start))


def _decide(claim: Claim, asked: Asked, series: Series, found: Found | None, witness: Witness) -> Answer:
    periods = asked.before, asked.after
    shown = series.test(*periods)
    spare = in_period(series.possible, asked.before), in_period(series.possible, asked.after)
    controls = [_controls(asked, witness, period) for period in periods]
    worst = series.without(*periods, asked.direction)
    scan = found.p if asked.recent and found else series.chance_at(asked.after[0].date())
    ends = asked.departures, asked.arrivals
    other = beside(witness, series, ends, *periods)
    about: dict[str, Any] = {
        "window": asked.days,
        "n_min": shown.after,
        "n_max": shown.after + spare[1],
        "tuning": TUNING,
        "evidence": tuple(evidence.of_flight(leg) for leg in series.legs.iter_rows(named=True)),
    }
    said = all_words(asked.direction, series, shown, spare, controls, worst, found, scan, other)
    if not (_steady(controls) and _ends_steady(asked, witness, other)):
        said = (*said, phrase("rose.unsteady"))
        return Answer(Outcome.NOT_OBSERVABLE, said, Reason.NO_RECEIVER, unmatched=("change",), **about)
    if _holds(asked, series, shown, spare, worst, scan):
        return _supported(claim, asked, series, found, witness, said, about)
    if _excluded(shown, spare, asked.direction) and (scan is None or scan <= SCAN):
        return Answer(Outcome.CONTRADICTED, said, Reason.RATE, unmatched=("change",), **about)
    said = (*said, phrase("rose.undecided"))
    return Answer(Outcome.NOT_OBSERVABLE, said, unmatched=("change",), would_change=(phrase("change.rate"),), **about)


def _supported(
    claim: Claim,
    asked: Asked,
    series: Series,
    found: Found | None,
    witness: Witness,
    said: tuple[Phrase, ...],
    about: dict[str, Any],
) -> Answer:
    """Traffic changed as claimed; by how many flights, and how recently, are roles of their own."""
    unmatched = []
    if asked.subject.known_by is Known.FLEET and not asked.subject.members:
        unmatched.append("operator")
    number, roles = number_of(claim), asked.roles
    if number is not None:
        least, most = bounds_of(number)
        roles = (*roles, "counts")
        if not (about["n_min"] <= most and about["n_max"] >= least):
            unmatched.append("counts")
    if asked.recent and not _is_recent(claim, series, found, witness):
        unmatched.append("when")
    outcome = Outcome.PARTLY_SUPPORTED if unmatched else Outcome.SUPPORTED
    matched = tuple(role for role in roles if role not in unmatched)
    return Answer(outcome, said, matched=matched, unmatched=tuple(unmatched), **about)


def _is_recent(claim: Claim, series: Series, found: Found | None, witness: Witness) -> bool:
    """Whether the change lies in the last weeks before the report; without a dated report, of the archive."""
    report = witness.reports.get(claim.report)
    last = report.published_end if report else series.day(len(series.days) - 1)
    return bool(found and last - RECENT <= series.day(found.first) and series.day(found.last) <= last)


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


def _ends_steady(asked: Asked, witness: Witness, other: Beside | None) -> bool:
    """Whether the ends of the route were heard alike in both periods, as far as known uses of its airports tell.

    Controls along the way say nothing of its ends. Where too few uses are known, a like change of all other traffic
    there is taken for a change of what was heard.
    """
    ends = asked.departures, asked.arrivals
    shares = []
    for before, after in zip(*(ends_heard(witness, ends, one) for one in (asked.before, asked.after)), strict=True):
        if min(before[1], after[1]) < CONTROLS:
            continue
        one, two = before[0] / before[1], after[0] / after[1]
        if max(one, two) >= HEARD or abs(one - two) > STEADY:
            shares.append(abs(one - two))
    if any(share > STEADY for share in shares):
        return False
    like = other is not None and (other.p_rise if asked.direction is Direction.RISE else other.p_fall) <= SIGNIFICANCE
    return len(shares) == sum(map(bool, ends)) or not like


def _holds(
    asked: Asked,
    series: Series,
    shown: RateTest,
    spare: tuple[int, int],
    worst: tuple[str, float] | None,
    scan: float | None,
) -> bool:
    """Whether the change stands: with open legs left out and counted in, without any one craft, and in the scan."""
    before, after = shown.before + spare[0], shown.after + spare[1]
    wide = rate_test(before, shown.before_days, after, shown.after_days)
    rare = max(chance(shown, asked.direction), chance(wide, asked.direction)) <= SIGNIFICANCE
    return rare and (worst is None or worst[1] <= ROBUST) and (scan is None or scan <= SCAN)


def _excluded(test: RateTest, spare: tuple[int, int], direction: Direction) -> bool:
    """Whether the interval of the ratio lies on the other side of 1, open legs counted for the claim."""
    rising = direction is Direction.RISE
    before = test.before + (0 if rising else spare[0])
    after = test.after + (spare[1] if rising else 0)
    best = rate_test(before, test.before_days, after, test.after_days)
    return bool(best.ratio_high < 1.0 if rising else best.ratio_low > 1.0) and bool(np.isfinite(best.ratio_low))
