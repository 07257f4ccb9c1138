"""Which reports repeat, translate or rewrite an earlier one, so that copies are not counted as confirmations.

Copies in one language show by shared runs of words, translations by shared dates, identifiers, numbers and names.
Two reports of one event by two outlets share facts but no wording: they are kept apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from crossbearing.model.claims import Lineage, Reading, Report, Republication
from crossbearing.reading.drift import drift
from crossbearing.reading.fingerprint import Fingerprint, containment, fingerprint, item_weights, likeness
from crossbearing.reading.text import folded

# Share of the shorter report's five-word runs that the other holds. Measured: unrelated reports at most 0.03, five
# sentences quoted in a longer article 0.19 to 0.41, one word in ten changed 0.60, a cut copy 1.00.
COPY = 0.45
# Enough with a credit line that names the other outlet, or when the facts agree as well. GUESS between 0.03 and 0.41.
COPY_WITH_CREDIT = 0.2
# Weighted share of dates, identifiers, numbers and names. Measured on 26 reports: one translated pair 0.73, others of
# more than one shared item at most 0.34.
TRANSLATION = 0.55
TRANSLATION_WITH_CREDIT = 0.35
# A translation shares at least this weight of items, and half of the exact days of the report that has fewer.
SHARED_WEIGHT = 6.0
SHARED_DAYS = 0.5
# Fewer runs than this prove nothing.
SHORTEST = 12
# A run of words in more reports than this is compared with its first holders only: a story that everybody took over
# still finds its original, and a copyright line costs little.
WIDESPREAD = 50
HUBS = 3


@dataclass(frozen=True, slots=True)
class _Pair:
    copy: str
    original: str
    strength: float


def republications(reports: Sequence[Report], readings: Mapping[str, Reading]) -> tuple[Republication, ...]:
    """Return for every copied report the one it repeats most, in the order of the reports.

    `readings` are by report id; their times and lineages are used. Publication order gives the direction; where the
    dates leave it open, credit lines and then the shorter text decide.
    """
    known = {report.id: report for report in reports}
    prints = {report.id: fingerprint(report, readings.get(report.id)) for report in reports}
    weights = item_weights(prints)
    best: dict[str, _Pair] = {}
    by_age = sorted(prints, key=lambda name: (known[name].published_start, known[name].published_end, name))
    for one, other in _candidates(prints, by_age):
        strength = _strength(prints[one], prints[other], weights, _credited(one, other, readings))
        if strength:
            pair = _directed(known[one], known[other], prints, readings, strength)
            if pair.copy not in best or _rank(pair, known) > _rank(best[pair.copy], known):
                best[pair.copy] = pair
    return tuple(
        Republication(report.id, best[report.id].original, drift(known[best[report.id].original], report, readings))
        for report in reports
        if report.id in best
    )


def _rank(pair: _Pair, known: Mapping[str, Report]) -> tuple[float, int, str]:
    """The strongest original counts, then the earliest published."""
    return round(pair.strength, 2), -known[pair.original].published_start.toordinal(), pair.original


def _candidates(prints: Mapping[str, Fingerprint], by_age: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs that share a run of words, a day or an identifier, each once, in order."""
    holders: dict[object, list[str]] = defaultdict(list)
    for name in by_age:
        one = prints[name]
        for run in one.runs:
            holders[run].append(name)
        for item in one.items:
            if item[0] in ("day", "id"):
                holders[item].append(name)
    pairs: set[tuple[str, str]] = set()
    for names in holders.values():
        firsts = names if len(names) <= WIDESPREAD else names[:HUBS]
        pairs.update((first, second) for index, first in enumerate(firsts) for second in names[index + 1 :])
    yield from sorted(pairs)


def _strength(one: Fingerprint, other: Fingerprint, weights: Mapping[tuple[str, str], float], credited: bool) -> float:
    """Return how surely one repeats the other, 0 when it does not."""
    if min(len(one.runs), len(other.runs)) < SHORTEST:
        return 0.0
    runs, facts = containment(one.runs, other.runs), likeness(one, other, weights)
    if runs >= COPY and not _other_story(one, other, runs):
        return 1.0 + runs
    if runs >= COPY_WITH_CREDIT and (credited or facts >= TRANSLATION) and not _other_story(one, other, runs):
        return 1.0 + runs
    if one.language == other.language and not credited:
        return 0.0
    wanted = TRANSLATION_WITH_CREDIT if credited else TRANSLATION
    return facts if facts >= wanted and _same_story(one, other, weights, credited) else 0.0


def _days(one: Fingerprint) -> set[str]:
    return {value for kind, value in one.items if kind == "day"}


def _other_story(one: Fingerprint, other: Fingerprint, runs: float) -> bool:
    """Routine reports in one mould share wording but no days."""
    first, second = _days(one), _days(other)
    return runs < 2 * COPY and bool(first) and bool(second) and not first & second


def _same_story(one: Fingerprint, other: Fingerprint, weights: Mapping[tuple[str, str], float], credited: bool) -> bool:
    first, second = _days(one), _days(other)
    fewest = min(len(first), len(second))
    days_agree = fewest > 0 and len(first & second) / fewest >= SHARED_DAYS
    enough = sum(weights[item] for item in one.items & other.items) >= SHARED_WEIGHT * (0.5 if credited else 1.0)
    return enough and days_agree


def _credited(one: str, other: str, readings: Mapping[str, Reading]) -> bool:
    return _credits(one, other, readings) or _credits(other, one, readings)


def _credits(copy: str, original: str, readings: Mapping[str, Reading]) -> bool:
    """Return whether the copy's credit line names the original's outlet."""
    ours, theirs = _lineage(copy, readings), _lineage(original, readings)
    if not ours or not theirs or not ours.source or not theirs.outlet:
        return False
    source, outlet = folded(ours.source).strip(), folded(theirs.outlet).strip()
    return bool(source and outlet) and (source in outlet or outlet in source)


def _lineage(report: str, readings: Mapping[str, Reading]) -> Lineage | None:
    reading = readings.get(report)
    return reading.lineage if reading else None


def _directed(
    one: Report, other: Report, prints: Mapping[str, Fingerprint], readings: Mapping[str, Reading], strength: float
) -> _Pair:
    """Publication order first, then credit lines, a named translator, and the shorter text as the copy."""
    if one.published_end < other.published_start:
        return _Pair(other.id, one.id, strength)
    if other.published_end < one.published_start:
        return _Pair(one.id, other.id, strength)
    for copy, original in ((one, other), (other, one)):
        if _credits(copy.id, original.id, readings) and not _credits(original.id, copy.id, readings):
            return _Pair(copy.id, original.id, strength)
    for copy, original in ((one, other), (other, one)):
        ours, theirs = _lineage(copy.id, readings), _lineage(original.id, readings)
        if ours and ours.translator and not (theirs and theirs.translator):
            return _Pair(copy.id, original.id, strength)
    later = max((one, other), key=lambda report: (report.published_start, -prints[report.id].words, report.id))
    return _Pair(later.id, other.id if later is one else one.id, strength)
