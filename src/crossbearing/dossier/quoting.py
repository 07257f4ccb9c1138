"""A claim's sentence in its paragraph, split where the marking begins and ends."""

from __future__ import annotations

from dataclasses import dataclass

from crossbearing.model.claims import Claim, Report
from crossbearing.reading.language.text import language_of

# A quotation long enough to judge the sentence and short enough to remain a quotation. GUESS
CONTEXT_CHARACTERS = 700


@dataclass(frozen=True, slots=True)
class Context:
    """The words before, of and after a claim; `cut_before` and `cut_after` tell that the paragraph goes on."""

    before: str
    marked: str
    after: str
    language: str
    cut_before: bool = False
    cut_after: bool = False


def context(claim: Claim, report: Report | None) -> Context:
    """Return the claim's characters in the paragraph around them; the quote alone where offsets do not hold."""
    text = "" if report is None else report.text
    if not claim.quote or text[claim.start : claim.end] != claim.quote:
        return Context("", claim.quote, "", language_of(claim.quote))
    start = max(text.rfind("\n", 0, claim.start) + 1, _body(claim, report))
    end = text.find("\n", claim.end)
    end = len(text) if end < 0 else end
    first, last = _word_after(text, start, claim.start), _word_before(text, claim.end, end)
    return Context(
        text[first : claim.start].lstrip(),
        claim.quote,
        text[claim.end : last].rstrip(),
        language_of(text),
        first > start,
        last < end,
    )


def _body(claim: Claim, report: Report | None) -> int:
    """Where the text proper begins, for a claim that stands in it."""
    return 0 if report is None or claim.start < report.body_start else report.body_start


def _word_after(text: str, start: int, claim_start: int) -> int:
    """Return where the words before begin: the paragraph, or the first whole word within the length kept."""
    if claim_start - start <= CONTEXT_CHARACTERS:
        return start
    space = text.find(" ", claim_start - CONTEXT_CHARACTERS, claim_start)
    return space + 1 if space >= 0 else claim_start


def _word_before(text: str, claim_end: int, end: int) -> int:
    """Return where the words after end: the paragraph, or the last whole word within the length kept."""
    if end - claim_end <= CONTEXT_CHARACTERS:
        return end
    space = text.rfind(" ", claim_end, claim_end + CONTEXT_CHARACTERS)
    return space if space >= 0 else claim_end
