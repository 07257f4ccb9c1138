"""What is said of a change of traffic: counts, ratio, controls, the likely day, and what hangs on one craft."""

from __future__ import annotations

from collections.abc import Sequence

from crossbearing.checks.in_air.surge import Beside, Series, chance
from crossbearing.model.claims import Direction
from crossbearing.model.verdicts import Phrase, phrase
from crossbearing.movement.change import Change
from crossbearing.movement.coverage import Detection
from crossbearing.movement.traffic import RateTest

# A chance smaller than this is told as smaller.
SMALLEST_TOLD = 0.001


def all_words(
    direction: Direction,
    series: Series,
    shown: RateTest,
    spare: tuple[int, int],
    controls: Sequence[Detection],
    worst: tuple[str, float] | None,
    found: Change | None,
    scan: float | None,
    other: Beside | None,
) -> tuple[Phrase, ...]:
    """Return all that is said of the numbers, before they are judged."""
    said = [*_rates(shown, direction), _heard(controls)]
    if spare != (0, 0):
        said.append(phrase("rose.possible", before=spare[0], after=spare[1]))
    if worst is not None:
        said.append(phrase("rose.without", craft=_name(worst[0], series), p=_told(worst[1])))
    if found is not None:
        first, last = series.day(found.first), series.day(found.last)
        said.append(phrase("rose.day", day=series.day(found.day), first=first, last=last, p=_told(found.p)))
    if scan is not None and (found is None or scan != found.p):
        said.append(phrase("rose.scan", p=_told(scan)))
    if other is not None:
        numbers = {"ratio": f"{other.ratio:.1f}", "low": f"{other.low:.1f}", "high": f"{other.high:.1f}"}
        said.append(phrase("rose.beside", before=other.before, after=other.after, **numbers))
    return tuple(said)


def _name(craft: str, series: Series) -> str:
    """The registration of a craft as its legs carry it."""
    names = series.legs.filter(series.legs["craft"] == craft)["registration"].drop_nulls()
    return str(names[0]) if len(names) else craft


def _told(p: float) -> str:
    return f"{p:.3f}" if p >= SMALLEST_TOLD else f"< {SMALLEST_TOLD}"


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
    p = _told(chance(shown, direction))
    if not shown.before:
        return counts, phrase("rose.from_none", low=f"{shown.ratio_low:.1f}", p=p)
    low, high = f"{shown.ratio_low:.1f}", f"{shown.ratio_high:.1f}"
    return counts, phrase("rose.ratio", ratio=f"{shown.ratio:.1f}", low=low, high=high, p=p)


def _heard(controls: Sequence[Detection]) -> Phrase:
    """How many control flights were heard before and after."""
    before, after = controls
    return phrase("rose.controls", k1=before.k, n1=before.n, k2=after.k, n2=after.n)
