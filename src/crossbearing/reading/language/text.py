"""Words, sentences and quoted stretches of a report, by exact characters.

Every offset counts code points of the stored text, which is never changed.
Comparing without accents, case and typographic variants needs another text: `folded` gives one of equal length,
so that an offset found there holds here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from crossbearing.model.claims import Span
from crossbearing.reading.language.sentence_ends import ends_a_sentence
from crossbearing.reading.language.wordlists import wordlists, words


class Token(NamedTuple):
    """A word, a number or a mark; `lower` is in lower case with straight apostrophes, accents kept."""

    start: int
    end: int
    text: str
    lower: str


class Sentence(NamedTuple):
    """Characters `[start, end)` of one sentence, and its paragraph counted from 0."""

    start: int
    end: int
    paragraph: int


_PLAIN = {ord(mark): "'" for mark in "’‘ʼ′`´"} | {ord(mark): '"' for mark in "“”„«»″"}
_PLAIN |= {ord(space): " " for space in "\u00a0\u202f\u2009\u2007\u2002\u2003\u2008\u200a\t"}
_PLAIN |= {ord(dash): "-" for dash in "\u2010\u2011\u2012\u2013\u2014\u2212"}


def _base_letters() -> dict[int, str]:
    """Letters with one accent to their base letter, one to one (Latin-1, Latin Extended-A and -B, Additional)."""
    table: dict[int, str] = {}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base != chr(code) and base.isascii():
            table[code] = base
    return table


_BASE = _base_letters()


@lru_cache(maxsize=64)
def lowered(text: str) -> str:
    """Return the text in lower case with plain apostrophes, quotes, dashes and spaces, of equal length."""
    return _same_length_lower(text).translate(_PLAIN)


def _same_length_lower(text: str) -> str:
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    # A few characters, such as U+0130, grow when lowered.
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


_FOLD = {code: _BASE.get(ord(mark), mark) for code, mark in _PLAIN.items()} | _BASE


@lru_cache(maxsize=64)
def folded(text: str) -> str:
    """Return `lowered(text)` without accents, of equal length; line breaks stay."""
    return _same_length_lower(text).translate(_FOLD)


@lru_cache(maxsize=64)
def folded_with_a_grave(text: str) -> str:
    """Return `folded(text)` with its "à": a preposition in French, where "a" is a verb."""
    plain, pieces, at = folded(text), [], 0
    for found in re.finditer("[àÀ]", text):
        pieces += [plain[at : found.start()], "à"]
        at = found.end()
    return "".join((*pieces, plain[at:]))


_FRENCH = words(wordlists("text")["function_words"]["fr"])
_ENGLISH = words(wordlists("text")["function_words"]["en"])
_WORD = re.compile(r"[a-z]+")


_ACCENTS = re.compile(r"[àâçéèêëîïôùûœÀÂÇÉÈÊËÎÏÔÙÛŒ]")


def language_of(text: str) -> str:
    """Return "fr" or "en", by which language's function words are more frequent.

    A short text may have none of either: then French accents tell, and without them it is taken for English.
    """
    found = _WORD.findall(folded(text))
    french, english = (sum(map(listed.__contains__, found)) for listed in (_FRENCH, _ENGLISH))
    if french == english:
        return "fr" if _ACCENTS.search(text) else "en"
    return "fr" if french > english else "en"


# An elided word keeps its apostrophe (`l'`, `jusqu'`); designators and compounds stay whole (`Il-76TD`, `avion-cargo`).
_TOKEN = re.compile(
    r"[^\W\d]\w++(?!['’‐‑/-])"  # most words, told quickly
    r"|(?:[aA]ujourd|[pP]rud|[qQ]uelqu)['’]\w+"
    r"|(?:[cdjlmnstCDJLMNST]|(?:jus|lors|puis|quoi)?[qQ]u|[JLPQ](?:us|ors|uis|uoi)qu)['’](?=\w)"
    r"|['’]s\b"
    r"|\d+(?:[.,:]\d+)+"
    r"|\w+(?:[-‐‑/]\w+)*"
    r"|…|\.{3}|[^\w\s]"
)


def tokens(text: str, start: int = 0) -> tuple[Token, ...]:
    """Return the words, numbers and marks from `start` on."""
    low = lowered(text)
    spans = (match.span() for match in _TOKEN.finditer(text, start))
    return tuple([Token(begin, end, text[begin:end], low[begin:end]) for begin, end in spans])


# A paragraph ends at an empty line.
_PARAGRAPH_BREAK = re.compile(r"\n[ \t\u00a0]*(?:\n[ \t\u00a0]*)+|\r\n[ \t]*(?:\r\n[ \t]*)+")
# A line shorter than this that is followed by a capital is a line of its own (heading, credit line), not wrapped
# text. GUESS: wrapped text is seldom set narrower than 60 characters.
SHORT_LINE = 60
_END = re.compile(r"(?:[.!?…]+(?:\[\d+\])?[ \u00a0\u202f]?»|[.!?…]+[\"”’')\]]*|;(?=\n))(?=\s)|\n")


@lru_cache(maxsize=4)
def paragraphs(text: str, start: int = 0) -> tuple[Span, ...]:
    """Return the paragraphs from `start` on, without the white space around them."""
    found, at = [], start
    for gap in _PARAGRAPH_BREAK.finditer(text, start):
        found.append(_trimmed(text, at, gap.start()))
        at = gap.end()
    found.append(_trimmed(text, at, len(text)))
    return tuple(span for span in found if span.start < span.end)


# The longest sentence of the exercises has some 600 characters, and sentences of treaties may have 2,000; more is text
# that lost its full stops, or was made to take long: all that looks around within a sentence stays bounded. GUESS.
LONGEST_SENTENCE = 3_000


def sentences(text: str, start: int = 0) -> tuple[Sentence, ...]:
    """Return the sentences from `start` on, in order; none crosses a paragraph."""
    found: list[Sentence] = []
    for number, paragraph in enumerate(paragraphs(text, start)):
        at = paragraph.start
        for match in _END.finditer(text, paragraph.start, paragraph.end):
            if _is_boundary(text, match, paragraph):
                found += _bounded(text, at, match.end(), number)
                at = match.end()
        found += _bounded(text, at, paragraph.end, number)
    return tuple(found)


def _bounded(text: str, start: int, end: int, number: int) -> Iterator[Sentence]:
    """Yield a sentence, or what is far too long for one in pieces that end at a blank where there is any."""
    while start < end:
        cut = end
        if end - start > LONGEST_SENTENCE:
            blank = text.rfind(" ", start + 1, start + LONGEST_SENTENCE)
            cut = blank + 1 if blank > 0 else start + LONGEST_SENTENCE
        span = _trimmed(text, start, cut)
        if span.start < span.end:
            yield Sentence(span.start, span.end, number)
        start = cut


def _is_boundary(text: str, match: re.Match[str], paragraph: Span) -> bool:
    if text[match.start()] == "\n":
        return _breaks_a_line(text, match.start(), paragraph)
    return ends_a_sentence(text, match.start(), match.end(), paragraph.start)


def _breaks_a_line(text: str, at: int, paragraph: Span) -> bool:
    """A single line break ends a sentence after a short line that a capital, a bullet or a quote follows."""
    begin = max(text.rfind("\n", paragraph.start, at) + 1, paragraph.start)
    before = text[begin:at].rstrip()
    after = text[at + 1 : paragraph.end].lstrip(" \t\u00a0")
    starts_anew = bool(after) and (after[0].isupper() or after[0] in '-–—•*«“"#' or not after[0].isalnum())
    return not before or before[-1] in ".!?…:»”" or (len(before) < SHORT_LINE and starts_anew)


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return Span(start + left, max(start + left, start + len(piece.rstrip())))


_CLOSING = {"«": "»", "“": "”", "„": "“”", "‹": "›", '"': '"', "‘": "’"}
_OPENING = re.compile(r"[«“„‹\"‘]")


def quotations(text: str, start: int = 0) -> tuple[Span, ...]:
    """Return the quoted stretches with their marks; one that is never closed runs to the end of its paragraph.

    Kinds: « », “ ”, „ “, ‹ ›, ‘ ’ and straight double marks. Quotes inside a quote are not listed again.
    """
    found = []
    for paragraph in paragraphs(text, start):
        at = paragraph.start
        while match := _OPENING.search(text, at, paragraph.end):
            end = _quote_end(text, match.start(), paragraph.end)
            at = max(end, match.end())
            if end > match.start():
                found.append(Span(match.start(), end))
    return tuple(found)


def _quote_end(text: str, opening: int, limit: int) -> int:
    """Return where the quote opened here ends, or `opening` when the mark opens none."""
    mark = text[opening]
    if mark == "‘":
        closing = re.compile(r"’(?!\w)").search(text, opening + 1, limit)
        return closing.end() if closing else opening
    depth = 0
    for at in range(opening, limit):
        if text[at] == mark and (mark != '"' or at == opening):
            depth += 1
        elif text[at] in _CLOSING[mark]:
            depth -= 1
            if depth == 0:
                return at + 1
    return limit
