"""Reports that nobody dates: they are read as if published on two far-off days, and what both readings agree on stands.

A date that is the same whenever the report came out is told by the text alone; one that moves with the publication
("yesterday", "in March", "last year") has no value.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from crossbearing.model.claims import Change, Claim, Reading, Report, TimeMention, When

# Later than any year a report names, so that no date is taken for one after publication; day, month, weekday and year
# all differ, and neither is in the other's season, quarter or week.
DAYS = (date(2190, 2, 11), date(2197, 10, 25))


def dated_anyhow(report: Report) -> tuple[Report, Report]:
    """Return the report as if published on either day."""
    first, second = (replace(report, published_start=day, published_end=day) for day in DAYS)
    return first, second


def agreeing(one: Reading, other: Reading) -> Reading:
    """Return the first reading with nothing in it that hangs on the day of publication."""
    others = {_place(claim): claim for claim in other.claims}
    times = {(time.start, time.end): time for time in other.times}
    problems = set(other.problems)
    return replace(
        one,
        claims=tuple(_settled(claim, others[_place(claim)]) for claim in one.claims if _place(claim) in others),
        times=tuple(
            _placed(time, times[time.start, time.end]) for time in one.times if (time.start, time.end) in times
        ),
        problems=tuple(problem for problem in one.problems if problem in problems),
    )


def _place(claim: Claim) -> tuple[object, ...]:
    return claim.start, claim.end, claim.kind, claim.craft, claim.places


def _settled(claim: Claim, other: Claim) -> Claim:
    change = claim.change
    if change is not None and other.change is not None:
        change = Change(change.direction, _common(change.baseline, other.change.baseline))
    return replace(claim, when=_common(claim.when, other.when), change=change)


def _common(one: When | None, other: When | None) -> When | None:
    if one is None or other is None:
        return None
    start = one.start if one.start == other.start else None
    end = one.end if one.end == other.end else None
    return When(start, end, one.rolling) if start or end else None


def _placed(one: TimeMention, other: TimeMention) -> TimeMention:
    start = one.value_start if one.value_start == other.value_start else None
    end = one.value_end if one.value_end == other.value_end else None
    return replace(one, value_start=start, value_end=end)
