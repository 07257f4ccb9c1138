"""Words of estimation in what a person writes: the two rules of ICD 203 that a reader trips over.

A likelihood and a confidence never share a sentence ("with high confidence likely" says neither), and the two rows of
terms ("very likely", "highly probable") are never mixed. The directive is English: in French, which has no such rows,
only the first rule can be kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from crossbearing.errors import InputError
from crossbearing.model.grades import ROWS, Likelihood
from crossbearing.reading.language.text import language_of

SENTENCE_END = re.compile(r"(?<=[.!?;…])\s+|\n+")
LEVELS = r"(?:low|moderate|medium|high)(?:er)?"
CONFIDENCE = re.compile(
    rf"\b{LEVELS}(?:[\s-]+to[\s-]+{LEVELS})?[\s-]+(?:level\s+of\s+)?confidence\b|\bconfidence\s+(?:level|is)\b"
    r"|\bconfiance\s+(?:faible|moyenne|modérée|élevée|forte|haute)\b|\b(?:faible|haute|grande|forte)\s+confiance\b",
    re.IGNORECASE,
)
# What tells the two rows apart; "remote" alone is a word for airfields too.
TERMS = (
    re.compile(r"\balmost no chance\b|\balmost certain(?:ly)?\b|\broughly even chance\b|\b(?:un)?likely\b", re.I),
    re.compile(
        r"\bremote(?:ly)? (?:chance|possib\w+)|\bnearly certain(?:ly)?\b|\beven odds\b|\b(?:im)?probabl[ey]\b", re.I
    ),
)
FRENCH = re.compile(r"\b(?:im)?probable(?:ment|s)?\b|\bvraisemblable(?:ment|s)?\b|\bquasi(?:ment)? certaine?s?\b", re.I)


def row_of(term: Likelihood) -> int:
    """Return the row of ICD 203 that a term stands in, 0 or 1."""
    return 0 if term in ROWS[0] else 1


def same_in_other_row(term: Likelihood) -> Likelihood:
    """Return the term of the other row that means the same range."""
    row = row_of(term)
    return ROWS[1 - row][ROWS[row].index(term)]


def rows_in(text: str) -> set[int]:
    """Return the rows of which an English text uses a term; none in French."""
    if language_of(text) == "fr":
        return set()
    return {row for row, pattern in enumerate(TERMS) if pattern.search(text)}


def faults(text: str) -> list[str]:
    """Return what ICD 203 forbids in a text, none when all is well; the text itself is not repeated."""
    found = []
    for number, sentence in enumerate(SENTENCE_END.split(text), 1):
        likely = any(pattern.search(sentence) for pattern in (*TERMS, FRENCH))
        if likely and CONFIDENCE.search(sentence):
            found.append(f"sentence {number} holds a likelihood and a confidence")
    if len(rows_in(text)) > 1:
        found.append("terms of both rows of ICD 203 are mixed")
    return found


def refuse_faults(text: str, option: str) -> None:
    """Raise `InputError` for the first thing that ICD 203 forbids in a text."""
    for fault in faults(text):
        raise InputError(option, fault, "write two sentences, and keep to one row of terms (ICD 203)")


def refuse_mixed(term: Likelihood | None, text: str, standing: Iterable[Likelihood]) -> None:
    """Raise `InputError` where a term is of another row than a text beside it, or than the grades that stand."""
    refuse_faults(text, "--note")
    if term is None:
        return
    if rows_in(text) - {row_of(term)}:
        raise InputError("--note", "uses the other row of terms than --likelihood", "keep to one row (ICD 203)")
    if any(row_of(other) != row_of(term) for other in standing):
        same = same_in_other_row(term)
        raise InputError("--likelihood", "the grades of this case use the other row of terms", f"say '{same}'")
