"""A report's text cut where markings begin and end: claims, speakers, times, and figures that do not agree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from crossbearing.reading import Explained


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters with the same marks; `claims` are numbers of claims from 1, `begins` those that begin here."""

    text: str
    kinds: frozenset[str]
    claims: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()


def marked(told: Explained) -> list[Piece]:
    """Return the whole stored text in pieces, whose kinds are among header, claim, speaker, time and problem."""
    text, reading = told.report.text, told.reading
    spans: list[tuple[int, int, str, int]] = [(0, told.report.body_start, "header", 0)]
    spans += [(one.start, one.end, "claim", number) for number, one in enumerate(reading.claims, 1)]
    spans += [(one.start, one.end, "speaker", 0) for one in told.speakers()]
    spans += [(one.start, one.end, "time", 0) for one in reading.times]
    spans += [(span.start, span.end, "problem", 0) for one in reading.problems for span in one.spans]
    return list(_pieces(text, [span for span in spans if span[0] < span[1]]))


def _pieces(text: str, spans: list[tuple[int, int, str, int]]) -> Iterable[Piece]:
    """One pass over all ends of spans in order, with those open at each."""
    opening, closing = sorted(spans), sorted(spans, key=lambda span: span[1])
    cuts = sorted({0, len(text)}.union(*((start, end) for start, end, _, _ in spans)))
    now: list[tuple[int, int, str, int]] = []
    first = last = 0
    for start, end in pairwise(cuts):
        while last < len(closing) and closing[last][1] <= start:
            now.remove(closing[last])
            last += 1
        while first < len(opening) and opening[first][0] <= start:
            now.append(opening[first])
            first += 1
        claims = tuple(sorted({number for _, _, _, number in now if number}))
        begins = tuple(sorted({number for at, _, _, number in now if number and at == start}))
        yield Piece(text[start:end], frozenset(kind for _, _, kind, _ in now), claims, begins)
