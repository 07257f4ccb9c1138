"""Identifiers that cannot be: IMO numbers of other than seven figures or with a wrong check digit, MMSI of no state."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crossbearing.model.claims import Problem, Report, Span
from crossbearing.reading.craft.identifiers import Identifier, IdKind

# The first six figures of an IMO number are weighted 7 to 2; the last figure of the sum is the seventh (IMO A.1117).
_WEIGHTS = (7, 6, 5, 4, 3, 2)
# Ships' MMSI numbers begin with a maritime identification digit of 201 to 775 (ITU, table of MIDs).
_FIRST_MID, _LAST_MID = 201, 775

# *IMO number #911060*, *n° OMI 98765432*: what is told as an IMO number and has too few or too many figures.
_OTHER_LENGTH = re.compile(r"\b(?:IMO|OMI)(?: (?:number|no\.?|nr\.?|n[°º]|numéro))?[ :]{0,2}#?(\d{5,6}|\d{8,9})\b")


def identifier_problems(report: Report, ids: Sequence[Identifier]) -> Iterator[Problem]:
    """Yield the identifiers of a report that no ship can have; they are sums that do not come out."""
    for one in ids:
        because = _wrong_check_digit(one.value) if one.kind is IdKind.IMO else _no_state(one)
        if because:
            yield Problem(report.id, "arithmetic", (Span(one.start, one.end),), because)
    for match in _OTHER_LENGTH.finditer(report.text, report.body_start):
        because = f"IMO {match[1]} has {len(match[1])} figures, not 7"
        yield Problem(report.id, "arithmetic", (Span(match.start(1), match.end(1)),), because)


def _wrong_check_digit(imo: str) -> str:
    added = sum(int(figure) * weight for figure, weight in zip(imo, _WEIGHTS, strict=False))
    right, told = added % 10, int(imo[-1])
    return "" if right == told else f"the check digit of IMO {imo} is {right}, not {told}"


def _no_state(one: Identifier) -> str:
    if one.kind is not IdKind.MMSI or _FIRST_MID <= int(one.value[:3]) <= _LAST_MID:
        return ""
    return f"no state has ships of MMSI {one.value[:3]}…"
