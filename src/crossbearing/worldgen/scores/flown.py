"""Flights beside the true ones: false, split, merged; and their ends by how well each was seen.

A found flight belongs to the true flight of the same craft it shares most of its time with, one to one; what is left
over is split (a second piece of a true flight), merged (a true flight swallowed by another) or false. True flights
with fewer than three received positions are not asked for.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from crossbearing.worldgen.sphere import distance_km

Row = dict[str, Any]
SLACK_S, SEEABLE, FIRST = 120.0, 3, 5
# Candidates are judged as a distribution over the airports of the world: what a list leaves out is spread evenly, and
# nothing gets less than this.
LEAST_P = 1e-4
SURE = (0.8, 0.95)
# A spot away from any airfield may happen to lie beside one that the generator does not know.
BESIDE_KM = 3.0


def epoch(value: object) -> float | None:
    """Seconds since 1970 of a time or its ISO text; None stays None."""
    if value is None:
        return None
    at = value if isinstance(value, datetime) else datetime.fromisoformat(str(value).replace("Z", "+00:00"))
    return at.replace(tzinfo=at.tzinfo or UTC).timestamp()


def ratio(part: float, whole: float) -> float | None:
    """A share; None when there was nothing to count."""
    return round(part / whole, 5) if whole else None


def _span(row: Row) -> tuple[float, float]:
    a = epoch(row.get("departed_at") or row.get("first_seen"))
    b = epoch(row.get("arrived_at") or row.get("last_seen"))
    if a is None:
        a = 0.0 if b is None else b - 60
    return a, a + 60 if b is None else b


@dataclass(frozen=True)
class Pairing:
    """True flight -> found flight, by number; the found ones that are pieces, the true ones that were swallowed."""

    truth: Sequence[Row]
    found: Sequence[Row]
    match: dict[int, int]
    pieces: frozenset[int]
    swallowed: frozenset[int]
    false: frozenset[int]


def pair(truth: Sequence[Row], found: Sequence[Row]) -> Pairing:
    """Find for each true flight the found one that tells of it."""
    pairs = sorted(_overlaps(truth, found), reverse=True)
    match: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in pairs:
        if i not in match and j not in used:
            match[i] = j
            used.add(j)
    pieces = frozenset(j for _, _, j in pairs if j not in used)
    swallowed = frozenset(i for _, i, _ in pairs if i not in match and truth[i]["n_positions"] >= SEEABLE)
    return Pairing(truth, found, match, pieces, swallowed, frozenset(range(len(found))) - used - pieces)


def _overlaps(truth: Sequence[Row], found: Sequence[Row]) -> Iterator[tuple[float, int, int]]:
    by_craft: dict[str, list[tuple[float, float, int]]] = {}
    for j, row in enumerate(found):
        by_craft.setdefault(row["craft"], []).append((*_span(row), j))
    for rows in by_craft.values():
        rows.sort()
    starts = {craft: [row[0] for row in rows] for craft, rows in by_craft.items()}
    for i, row in enumerate(truth):
        rows, begun = by_craft.get(row["craft"], []), starts.get(row["craft"], [])
        a, b = _span(row)
        for x, y, j in rows[bisect_left(begun, a - 2 * 86400) : bisect_right(begun, b)]:
            common = min(b, y) - max(a, x)
            if common > min(SLACK_S, 0.5 * (y - x)):
                yield common / max(1.0, max(b, y) - min(a, x)), i, j


def score_flights(pairing: Pairing) -> Row:
    """How many flights were found, and how many found ones are false, pieces, or more than one."""
    seeable = [i for i, flight in enumerate(pairing.truth) if flight["n_positions"] >= SEEABLE]
    n = len(pairing.found)
    return {
        "true_flights": len(pairing.truth), "seeable": len(seeable), "found": n,
        "recall": ratio(sum(i in pairing.match for i in seeable), len(seeable)),
        "false": ratio(len(pairing.false), n), "split": ratio(len(pairing.pieces), n),
        "merged": ratio(len(pairing.swallowed), len(seeable)),
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class _End:
    seen: str
    true: str | None
    named: str | None
    evidence: str | None
    candidates: tuple[tuple[str, float], ...]
    fleet: tuple[str | None, str | None]


def _ends(pairing: Pairing, fields: Mapping[str, tuple[float, float]]) -> Iterator[_End]:
    """All ends of matched flights, but those unseen at a place where the craft was heard standing at another time of
    that stay (they are known), and those away from any airfield that lie beside one after all.
    """
    for i, j in pairing.match.items():
        true, found = pairing.truth[i], pairing.found[j]
        for end in ("departure", "arrival"):
            if true[f"{end}_seen"] == "unobserved" and true.get(f"{end}_stood"):
                continue
            if not true[f"{end}_airport"] and _beside(true[f"{end}_at"], fields.get(found[f"{end}_airport"])):
                continue
            listed = tuple((one["airport"], one["p"]) for one in found[f"{end}_candidates"] or ())
            yield _End(
                true[f"{end}_seen"], true[f"{end}_airport"], found[f"{end}_airport"], found[f"{end}_evidence"], listed,
                (found["operator"], found["typecode"]),
            )  # fmt: skip


def _beside(at: tuple[float, float], field: tuple[float, float] | None) -> bool:
    return field is not None and float(distance_km(*at, *field)) < BESIDE_KM


def score_ends(pairing: Pairing, fields: Mapping[str, tuple[float, float]] | None = None) -> Row:
    """What is said of flight ends, by how well they were seen; `fields` are the places of the airfields by code."""
    ends = list(_ends(pairing, fields or {}))
    known = [end for end in ends if end.true]
    observed = [end for end in known if end.seen == "observed"]
    nowhere = [end for end in ends if not end.true and end.seen == "observed"]
    return {
        "observed_n": len(observed),
        "observed_right": ratio(sum(end.named == end.true for end in observed), len(observed)),
        "observed_wrong": ratio(sum(end.named not in (end.true, None) for end in observed), len(observed)),
        "off_airport_n": len(nowhere),
        "off_airport_named": ratio(sum(end.named is not None for end in nowhere), len(nowhere)),
        **_partly([end for end in known if end.seen == "partly"]),
        **_unseen([end for end in ends if end.seen == "unobserved"], _frequencies(ends)),
    }


def _partly(ends: list[_End]) -> Row:
    named = [end for end in ends if end.named]
    listed = sum(end.true in [code for code, _ in end.candidates[:FIRST]] for end in ends)
    return {
        "partly_n": len(ends),
        "partly_named": ratio(len(named), len(ends)),
        "partly_right_of_named": ratio(sum(end.named == end.true for end in named), len(named)),
        "partly_in_first_five": ratio(listed, len(ends)),
    }


def _unseen(ends: list[_End], fleets: _Fleets) -> Row:
    nexts = [end for end in ends if end.named and end.evidence == "next"]
    open_ends = [end for end in ends if not end.named]
    judged = [end for end in open_ends if end.candidates]
    sure = [end for end in judged if SURE[0] <= end.candidates[0][1] < SURE[1]]
    placed = [end for end in judged if end.true]
    return {
        "unseen_n": len(ends),
        "unseen_named": ratio(sum(bool(end.named) and end.evidence != "next" for end in ends), len(ends)),
        "unseen_by_next": ratio(len(nexts), len(ends)),
        "unseen_by_next_right": ratio(sum(end.named == end.true for end in nexts), len(nexts)),
        "unseen_with_posterior": ratio(len(judged), len(open_ends)),
        "unseen_sure_n": len(sure),
        "unseen_sure_right": ratio(sum(end.candidates[0][0] == end.true for end in sure), len(sure)),
        "log_loss": _mean([-math.log(_p(end, fleets.places)) for end in placed]),
        "log_loss_of_fleet": _mean([-math.log(fleets.p(end)) for end in placed]),
    }


def _mean(values: list[float]) -> float | None:
    return round(sum(values) / len(values), 4) if values else None


def _p(end: _End, places: int) -> float:
    listed = dict(end.candidates)
    rest = max(0.0, 1.0 - sum(listed.values())) / max(1, places)
    return max(LEAST_P, min(1.0, listed.get(str(end.true), rest)))


@dataclass(frozen=True)
class _Fleets:
    """How often each fleet's seen ends lay at each airport."""

    counts: dict[tuple[str | None, str | None], Counter[str]]
    places: int

    def p(self, end: _End) -> float:
        """The frequency of the true airport among the seen ends of the fleet, smoothed after Laplace."""
        own = self.counts.get(end.fleet, Counter())
        return (own[str(end.true)] + 1.0) / (sum(own.values()) + self.places)


def _frequencies(ends: list[_End]) -> _Fleets:
    counts: dict[tuple[str | None, str | None], Counter[str]] = {}
    for end in ends:
        if end.named and end.evidence in ("ground", "low"):
            counts.setdefault(end.fleet, Counter())[end.named] += 1
    return _Fleets(counts, len({code for own in counts.values() for code in own}))
