"""Which reports repeat, translate or rewrite an earlier one, so that copies are not counted as confirmations.

Copies in one language show by shared runs of words, retold and translated ones by what survives: dates, identifiers,
numbers and names, those of no importance too. Two reports of one event by two outlets share the event, but each tells
it with facts of its own: they are kept apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from crossbearing.model.claims import Lineage, Reading, Report, Republication
from crossbearing.reading.copies.drift import drift
from crossbearing.reading.copies.fingerprint import Fingerprint, containment, fingerprint
from crossbearing.reading.copies.invariants import Invariants, days_of, invariants_of
from crossbearing.reading.language.text import folded

# Share of the shorter report's five-word runs that the other holds. Measured: unrelated reports at most 0.03, five
# sentences quoted in a longer article 0.19 to 0.41, one word in ten changed 0.60, a cut copy 1.00.
COPY = 0.45
# Enough with a credit line that names the other outlet, or when the facts agree as well. GUESS between 0.03 and 0.41.
COPY_WITH_CREDIT = 0.2
# Reports that share wording but so little of the poorer one's facts share a statement or a mould. Measured with
# `bench/origins.py`, seeds 1 to 10: independent reports that quote one statement 0.2 to 0.4 of the facts, copies that
# share wording at least 0.5.
OWN_FACTS = 0.45
# Share of a later report's facts that an earlier one has, and half the share of its wording, from which it is that one
# retold; a translation keeps less. Chosen for the best F1 on seeds 1 to 10 of `bench/origins.py` (0.967); the annotated
# translations of `tests/eval` keep 0.74 to 0.90.
RETOLD = 0.75
TRANSLATED = 0.68
RETOLD_WITH_CREDIT = 0.4
# The weight of what they share, before it is known how common it is: two days, an identifier and three numbers make
# ten. One language asks for more, because two reporters hear the same words there. GUESSES.
SHARED_WEIGHT = 6.0
SHARED_WEIGHT_ONE_LANGUAGE = 10.0
SHARED_DAYS = 0.5
# What a credit line is worth when several reports could be the original. GUESS: a fifth of all facts.
NAMED = 0.2
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
    by_age = sorted(prints, key=lambda name: (known[name].published_start, known[name].published_end, name))
    pairs = list(_candidates(prints, by_age))
    worded = {pair: _wording(prints[pair[0]], prints[pair[1]]) for pair in pairs}
    outlets = {name: _outlets(name, readings) for name in prints}
    facts = invariants_of(prints, [pair for pair, runs in worded.items() if runs >= COPY], outlets)
    best: dict[str, _Pair] = {}
    for (one, other), runs in worded.items():
        copy, original = _directed(known[one], known[other], prints, readings)
        credited = _credits(copy, original, readings)
        strength = _strength(prints[copy], prints[original], facts, runs, credited)
        pair = _Pair(copy, original, strength)
        if strength and (copy not in best or _rank(pair, known) > _rank(best[copy], known)):
            best[copy] = pair
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


def _wording(one: Fingerprint, other: Fingerprint) -> float:
    """Return the share of the shorter report's runs of words that the other holds; -1 for one too short to tell."""
    if min(len(one.runs), len(other.runs)) < SHORTEST:
        return -1.0
    return containment(one.runs, other.runs)


def _strength(copy: Fingerprint, original: Fingerprint, facts: Invariants, runs: float, credited: bool) -> float:
    """Return how surely one repeats the other, 0 when it does not."""
    if runs < 0:
        return 0.0
    share = facts.share(copy, original)
    strength = share + runs / 2
    if runs >= (COPY_WITH_CREDIT if credited else COPY) and not _other_story(copy, original, facts, runs):
        return strength + credited * NAMED
    one_language = copy.language == original.language
    least = SHARED_WEIGHT * (0.5 if credited else 1.0)
    if one_language and not credited:
        least = SHARED_WEIGHT_ONE_LANGUAGE
    enough = facts.plain_weight(copy, original) >= least and _days_agree(copy, original)
    wanted = RETOLD_WITH_CREDIT if credited else RETOLD if one_language else TRANSLATED
    told = enough and strength >= wanted
    return strength + credited * NAMED if told else 0.0


def _other_story(one: Fingerprint, other: Fingerprint, facts: Invariants, runs: float) -> bool:
    """Routine reports in one mould share wording but no days; reports that quote one statement share little else."""
    first, second = days_of(one), days_of(other)
    if runs >= 2 * COPY:
        return False
    return bool(first and second and not first & second) or facts.poorer_share(one, other) < OWN_FACTS


def _days_agree(one: Fingerprint, other: Fingerprint) -> bool:
    first, second = days_of(one), days_of(other)
    fewest = min(len(first), len(second))
    return fewest > 0 and len(first & second) / fewest >= SHARED_DAYS


def _outlets(report: str, readings: Mapping[str, Reading]) -> list[str]:
    """The outlets that a report names for itself: they tell nothing of its story."""
    lineage = _lineage(report, readings)
    return [name for name in (lineage.outlet, lineage.source, lineage.translator) if name] if lineage else []


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
    one: Report, other: Report, prints: Mapping[str, Fingerprint], readings: Mapping[str, Reading]
) -> tuple[str, str]:
    """Return the copy and the original: publication order first, then credit lines, a named translator, and the
    shorter text as the copy."""
    if one.published_end < other.published_start:
        return other.id, one.id
    if other.published_end < one.published_start:
        return one.id, other.id
    for copy, original in ((one, other), (other, one)):
        if _credits(copy.id, original.id, readings) and not _credits(original.id, copy.id, readings):
            return copy.id, original.id
    for copy, original in ((one, other), (other, one)):
        ours, theirs = _lineage(copy.id, readings), _lineage(original.id, readings)
        if ours and ours.translator and not (theirs and theirs.translator):
            return copy.id, original.id
    later = max((one, other), key=lambda report: (report.published_start, -prints[report.id].words, report.id))
    return later.id, other.id if later is one else one.id
