"""What two reports can have in common: runs of words, and what survives a translation.

A run of five words is seldom written twice by chance, so copies show by containment even when they are cut or
re-ordered (measured: unrelated articles share at most 1.25 % of their runs, a cut copy shares all of them).
What survives a translation are dates, identifiers, large numbers and names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from zlib import crc32

from crossbearing.model.claims import Reading, Report
from crossbearing.reading.craft.identifiers import identifiers
from crossbearing.reading.language.text import folded, language_of, sentences
from crossbearing.reading.numbers.spelt import FIGURES, figures_value

# Words in a run. Five in a row are seldom shared by chance; the threshold in `republication` was measured with it.
RUN = 5
# Numbers up to twelve are in every report; larger ones mark a story.
SMALL_NUMBER = 12
# What a shared item weighs: an identifier names one craft, a day one event.
WEIGHTS = {"id": 3.0, "day": 2.0, "number": 1.0, "name": 1.0, "month": 0.5}
# An item in more reports than this is common in the collection and weighs less.
COMMON = 3
_WORD = re.compile(r"[a-z0-9]+")
_NAME = re.compile(r"(?<!\w)[^\W\d_a-zà-ÿ][\w’'-]+")
_NAME_LENGTH = 4


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What one report is compared by; runs are CRC-32 numbers of folded words."""

    report: str
    language: str
    words: int
    runs: frozenset[int]
    items: frozenset[tuple[str, str]]


def fingerprint(report: Report, reading: Reading | None) -> Fingerprint:
    """Return a report's fingerprint; without a reading it holds no dates."""
    body = folded(report.text)[report.body_start :]
    words = _WORD.findall(body)
    items = {*_identifiers(report), *_numbers(report, body), *_names(report), *_days(reading)}
    return Fingerprint(
        report.id,
        language_of(report.text[report.body_start :]),
        len(words),
        _runs(words, RUN),
        frozenset(items),
    )


def _runs(words: list[str], length: int) -> frozenset[int]:
    joined = (" ".join(words[at : at + length]) for at in range(len(words) - length + 1))
    return frozenset(crc32(run.encode()) for run in joined)


def _identifiers(report: Report) -> set[tuple[str, str]]:
    found = identifiers(report.text, report.body_start)
    return {("id", re.sub(r"[\s.-]", "", report.text[one.start : one.end]).upper()) for one in found}


def _numbers(report: Report, body: str) -> set[tuple[str, str]]:
    language = language_of(report.text[report.body_start :])
    values = (
        figures_value(match.group(), language) for match in re.finditer(rf"(?<![\w-])(?:{FIGURES})(?![\w-])", body)
    )
    return {("number", f"{value:g}") for value in values if value > SMALL_NUMBER and not 1900 <= value < 2100}


def _names(report: Report) -> set[tuple[str, str]]:
    """Capitalised words inside sentences, folded; a language's own spelling of a place simply does not match."""
    found = set()
    for sentence in sentences(report.text, report.body_start):
        for match in _NAME.finditer(report.text, sentence.start + 1, sentence.end):
            name = folded(match.group()).rsplit("'", 1)[-1]
            if len(name) >= _NAME_LENGTH:
                found.add(("name", name))
    return found


def _days(reading: Reading | None) -> set[tuple[str, str]]:
    found = set()
    for time in reading.times if reading else ():
        if time.value_start and time.value_start == time.value_end:
            found.add(("day", time.value_start.isoformat()))
        elif time.value_start and time.value_end and (time.value_end - time.value_start).days in (27, 28, 29, 30):
            found.add(("month", time.value_start.isoformat()[:7]))
    return found


def containment(one: frozenset[int], other: frozenset[int]) -> float:
    """Return the share of the smaller set that lies in the other, 0 for an empty one."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def likeness(one: Fingerprint, other: Fingerprint, weights: Mapping[tuple[str, str], float]) -> float:
    """Return the weighted share of the smaller item set that the other has too, 0 to 1."""
    whole = min(sum(weights[item] for item in print_.items) for print_ in (one, other))
    return sum(weights[item] for item in one.items & other.items) / whole if whole else 0.0
