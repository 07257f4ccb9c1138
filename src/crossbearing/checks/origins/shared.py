"""Reports that share what is rare or false: seldom chance, often one copied from the other.

Two reports that are right agree because both are right. Two that are wrong in the same way agree by chance only where
there are few ways to be wrong (Dong, Berti-Équille & Srivastava, "Integrating Conflicting Data: The Role of Source
Dependence", VLDB 2009). Their odds that one report depends on the other are multiplied by what each shared falsehood
and each difference says; values that most reports share say nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from crossbearing.checks.origins.graph import Shared
from crossbearing.checks.origins.odd_values import Oddity, odd_names, odd_numbers, odd_registrations
from crossbearing.model.claims import Claim, Problem, Report

# Before anything is compared: one report in five depends on another given one. After Dong et al.
PRIOR_ODDS = 0.2 / 0.8
# A dependent report takes a value over with probability 0.8; an independent one errs with 0.2, in one of a hundred
# ways alike. All three after Dong et al.; measured by `bench/origins.py`.
TAKEN, WRONG, WAYS = 0.8, 0.2, 100
SHARED_FALSEHOOD = (TAKEN * WRONG + (1 - TAKEN) * WRONG**2 / WAYS) / (WRONG**2 / WAYS)
# A name can be misspelt in a few ways only, and some are common in a language. GUESS: five.
SHARED_SPELLING = (TAKEN * WRONG + (1 - TAKEN) * WRONG**2 / 5) / (WRONG**2 / 5)
# What one says otherwise was not taken over.
DIFFERENT = 1 - TAKEN
# At these odds one leans on the other. GUESS: nineteen to one.
LEANS = 19.0


def shared_errors(
    groups: Sequence[Sequence[Claim]],
    reports: Sequence[Report],
    problems: Sequence[Problem],
    copies: Mapping[str, Sequence[str]],
) -> dict[str, Shared]:
    """Return for each report that repeats an earlier one's errors that report, and the errors.

    Falsehoods looked at: sums and dates that do not agree within a report, numbers that more reports give otherwise,
    registrations with two signs exchanged, and spellings of a name that other reports of the language spell otherwise.
    Known copies are left to what is known.
    """
    known = {report.id: report for report in reports if report.is_dated}
    oddities = [*_problems(problems, known), *odd_numbers(groups, copies)]
    oddities += [*odd_registrations(groups, copies), *odd_names(reports, copies)]
    odds: dict[tuple[str, str], float] = {}
    told: dict[tuple[str, str], list[str]] = {}
    for oddity in oddities:
        weight = SHARED_SPELLING if oddity.spelling else SHARED_FALSEHOOD
        for pair in combinations(sorted(set(oddity.reports) & known.keys()), 2):
            odds[pair] = odds.get(pair, PRIOR_ODDS) * weight
            told.setdefault(pair, []).append(oddity.because)
    differences = _differences(groups, set(odds))
    leaning = {pair: value for pair, value in odds.items() if value * DIFFERENT ** differences[pair] >= LEANS}
    found: dict[str, tuple[float, str, Shared]] = {}
    for pair, value in sorted(leaning.items()):
        earlier, later = sorted(pair, key=lambda one: (known[one].published_start, known[one].published_end, one))
        if later in copies or earlier in copies.get(later, ()):
            continue
        made = (value, earlier, Shared(earlier, "; ".join(sorted(set(told[pair])))))
        if later not in found or (value, found[later][1]) > (found[later][0], earlier):
            found[later] = made
    return {report: made[2] for report, made in found.items()}


def _problems(problems: Sequence[Problem], known: Mapping[str, Report]) -> Iterator[Oddity]:
    """What does not agree within a report, in the same figures in another."""
    holders: dict[str, set[str]] = {}
    for problem in problems:
        if problem.report in known:
            holders.setdefault(problem.because, set()).add(problem.report)
    yield from (Oddity(frozenset(reports), because) for because, reports in holders.items() if len(reports) > 1)


def _differences(groups: Sequence[Sequence[Claim]], pairs: set[tuple[str, str]]) -> Counter[tuple[str, str]]:
    """How many numbers two reports give differently where both state one thing."""
    found: Counter[tuple[str, str]] = Counter()
    if not pairs:
        return found
    for group in groups:
        numbers = {claim.report: _numbers(claim) for claim in group}
        for pair in pairs:
            if pair[0] in numbers and pair[1] in numbers:
                ours, theirs = numbers[pair[0]], numbers[pair[1]]
                found[pair] += sum(ours[what] != theirs[what] for what in ours.keys() & theirs.keys())
    return found


def _numbers(claim: Claim) -> dict[str, tuple[float | None, float | None]]:
    counts = {one.what: (one.min, one.max) for one in claim.counts}
    return {**counts, **{one.name: (one.min, one.max) for one in claim.equipment if one.min or one.max}}
