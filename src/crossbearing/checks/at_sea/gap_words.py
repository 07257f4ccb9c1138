"""What a claim says of numbers of silences: how many, how long, over what time; and whether its numbers compare."""

from __future__ import annotations

import re
from datetime import date

from crossbearing.checks.in_air.silent import silent_hours
from crossbearing.model.claims import Claim, Count
from crossbearing.world.spelling import fold

_GAP = re.compile(r"\bgaps?\b|\bsilences?\b|\bcoupures?\b|\binterruptions?\b|\blacunes?\b|\btrous?\b")
# Mean days of the units in which rates are given.
_PER = ((re.compile(r"month|mois"), 30.44), (re.compile(r"week|semaine"), 7.0), (re.compile(r"day|jour"), 1.0),
        (re.compile(r"year|\ban\b|annee"), 365.25))  # fmt: skip
_RATE = re.compile(r"\b(?:per|a|each|par|every)\b|chaque")
MONTH_DAYS = 30.44


def gap_counts(claim: Claim) -> list[Count]:
    """The counts of silences, in the claim's order."""
    return [one for one in claim.counts if _GAP.search(fold(one.what)) and (one.min is not None or one.max is not None)]


def counts_gaps(claim: Claim) -> bool:
    """Whether a claim counts silences of ships."""
    return bool(gap_counts(claim))


def rates_of(claim: Claim, days: tuple[date, date] | None) -> list[tuple[str, float]]:
    """Each count as it is said and as so many a month of 30.44 days; one that names no unit is of all the days."""
    found = []
    for one in gap_counts(claim):
        number, length = float(one.min or one.max or 0.0), _unit_days(one.what)
        if length is None and days is not None:
            length = float((days[1] - days[0]).days + 1)
        if length is not None:
            found.append((f"{number:g} {one.what}", number / length * MONTH_DAYS))
    return found


def _unit_days(what: str) -> float | None:
    words = fold(what)
    if not _RATE.search(words):
        return None
    return next((length for unit, length in _PER if unit.search(words)), None)


def unlike_counts(claim: Claim) -> str | None:
    """The equation that shows that a claim compares counts over unequal times, or at unequal lengths; else null."""
    counts, lengths = gap_counts(claim), sorted(set(silent_hours(claim)))
    if len(counts) < 2:
        return None
    if len(lengths) > 1:
        return " ≠ ".join(f"{one:g} h" for one in lengths)
    days = (claim.when.start, claim.when.end) if claim.when else (None, None)
    whole = (days[0], days[1]) if days[0] is not None and days[1] is not None else None
    units = {_unit_days(one.what) for one in counts}
    rates = rates_of(claim, whole)
    if len(units) < 2 or len(rates) < 2 or not rates[1][1]:
        return None
    told = "; ".join(f"{said} = {rate:.0f}/30.44 d" for said, rate in rates)
    return f"{told}; {rates[0][1]:.0f} / {rates[1][1]:.0f} = {rates[0][1] / rates[1][1]:.1f}"
