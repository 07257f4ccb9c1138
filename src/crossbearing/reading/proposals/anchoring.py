"""Words offered by a model -> the characters of the report they are, or nothing.

First exactly; then with case, accents, quotation marks, dashes and runs of spaces folded on both sides. What is found
in neither way is not in the report. Positions told by a model are never used but to choose among equal words.
"""

from __future__ import annotations

from collections.abc import Iterator

from crossbearing.model.claims import Span
from crossbearing.reading.language.text import folded

# A quote shorter than this tells no event. GUESS: "X a atterri" has eleven.
SHORTEST_QUOTE = 10
# Of so many equal places the nearest counts; a word found more often than this tells nothing. GUESS.
MOST_PLACES = 500
_MARKS = {
    **dict.fromkeys("«»“”„‟‹›″", '"'),
    **dict.fromkeys("’‘‛ʼ′`´", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
}
# Marks that no reader is meant to see; a model leaves them out when it copies.
_UNSEEN = frozenset(
    "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


class Anchors:
    """A report's text, ready to be looked through for words."""

    def __init__(self, text: str, start: int = 0) -> None:
        """Look only from character `start` on: the header is no part of what a report says."""
        self._text, self._start = text, start
        self._loose, self._origin = _loosened(text, start)

    def find(self, words: str, near: int | None = None) -> Span | None:
        """Return where these words stand, whole words only; of several places the nearest to `near`, else the first."""
        return min(self._places(words), key=lambda one: (abs(one.start - (near or 0)), one.start), default=None)

    def within(self, words: str, span: Span) -> Span | None:
        """Return where these words stand inside a stretch, else the place in the report that is nearest to it."""
        places = self._places(words)
        inner = [one for one in places if span.start <= one.start and one.end <= span.end]
        return min(inner or places, key=lambda one: (abs(one.start - span.start), one.start), default=None)

    def _places(self, words: str) -> list[Span]:
        words = words.strip()
        if not any(char.isalnum() for char in words):
            return []
        places = [Span(at, at + len(words)) for at in _all(self._text, words, self._start)]
        loose = "" if places else _loosened(words, 0)[0].strip()
        return places or ([self._stored(at, at + len(loose)) for at in _all(self._loose, loose, 0)] if loose else [])

    def _stored(self, low: int, high: int) -> Span:
        return Span(self._origin[low], self._origin[high - 1] + 1)


def _loosened(text: str, start: int) -> tuple[str, list[int]]:
    """The folded text with plain marks and single spaces, and for each of its characters where it comes from."""
    kept: list[str] = []
    origin: list[int] = []
    for at, char in enumerate(folded(text)[start:], start):
        plain = " " if char.isspace() else _MARKS.get(char, char)
        if char in _UNSEEN or (plain == " " and kept and kept[-1] == " "):
            continue
        kept.append(plain)
        origin.append(at)
    return "".join(kept), origin


def _all(text: str, words: str, start: int) -> Iterator[int]:
    """Where `words` stand as whole words, the first `MOST_PLACES` of them."""
    at, left = text.find(words, start), MOST_PLACES
    while at >= 0 and left:
        if _is_whole(text, at, at + len(words)):
            yield at
        left -= 1
        at = text.find(words, at + 1)


def _is_whole(text: str, start: int, end: int) -> bool:
    cut_before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    return not cut_before and not (end < len(text) and text[end].isalnum() and text[end - 1].isalnum())
