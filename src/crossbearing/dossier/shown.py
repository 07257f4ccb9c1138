"""What is drawn for one verdict: what it names, and what its craft did meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from crossbearing.dossier.evidence import Evidence, Row, Sighting, is_position, stay_start
from crossbearing.model.claims import Claim
from crossbearing.model.verdicts import EvidenceRow, Verdict


@dataclass(frozen=True, slots=True)
class Shown:
    """What one verdict rests on: legs, stays and positions, and all stays of the craft concerned, each by time."""

    flights: tuple[Row, ...]
    visits: tuple[Row, ...]
    other_visits: tuple[Row, ...]
    sightings: tuple[Sighting, ...]

    @property
    def crafts(self) -> tuple[str, ...]:
        """The craft concerned, in order of first appearance."""
        rows = [str(row["craft"]) for row in self.flights + self.visits]
        return tuple(dict.fromkeys(rows + [one.craft for one in self.sightings]))


def shown(claim: Claim, verdict: Verdict | None, evidence: Evidence) -> Shown:
    """Return what a verdict's rows name, the legs to and from its stays, and those that hold its positions.

    A verdict that names neither leg nor stay speaks of an absence: the legs that its craft flew in the days
    tested are shown instead.
    """
    rows: Sequence[EvidenceRow] = () if verdict is None else verdict.evidence
    visits = _named(rows, "visit", evidence.visits)
    legs = _named(rows, "flight", evidence.flights)
    absence = not visits and not legs
    _add(legs, _beside(visits.values(), evidence))
    named = {row.exhibits[0] for row in rows if is_position(row)} & evidence.sightings.keys()
    seen = sorted((evidence.sightings[name] for name in named), key=lambda one: (one.craft, one.time))
    _add(legs, (leg for one in seen for leg in evidence.legs_of.get(one.craft, ()) if _holds(leg, one)))
    crafts = [one.craft for one in seen]
    if absence and verdict is not None and verdict.window is not None:
        crafts += _named_craft(claim, evidence)
        _add(legs, _meanwhile(dict.fromkeys(crafts), verdict.window, evidence))
    concerned = dict.fromkeys([str(row["craft"]) for row in [*legs.values(), *visits.values()]] + crafts)
    others = [stay for craft in concerned for stay in evidence.stays_of.get(craft, ()) if stay["id"] not in visits]
    return Shown(_by_time(legs.values()), by_stay(visits.values()), by_stay(others), tuple(seen))


def _add(legs: dict[str, Row], more: Iterable[Row]) -> None:
    for leg in more:
        legs.setdefault(str(leg["id"]), leg)


def _beside(visits: Iterable[Row], evidence: Evidence) -> list[Row]:
    """The legs that led to stays and away from them."""
    ids = [visit[end] for visit in visits for end in ("arrival_flight", "departure_flight")]
    return [evidence.flights[one] for one in ids if one in evidence.flights]


def _named_craft(claim: Claim, evidence: Evidence) -> list[str]:
    """Craft of which some leg carries a registration that the claim names."""
    wanted = {registration.casefold() for registration in claim.craft.registration}
    return sorted({str(leg["craft"]) for leg in evidence.flights.values() if _folded(leg) in wanted})


def _folded(leg: Row) -> str:
    return str(leg["registration"] or "").casefold()


def _meanwhile(crafts: Iterable[str], window: tuple[date, date], evidence: Evidence) -> list[Row]:
    """Legs of the craft in the days tested."""
    start, end = days(*window)
    legs = [leg for craft in crafts for leg in evidence.legs_of.get(craft, ())]
    return [leg for leg in legs if leg["first_seen"] < end and leg["last_seen"] >= start]


def days(first: date, last: date) -> tuple[datetime, datetime]:
    """Return two days, both included, as a stretch of UTC."""
    start = datetime(first.year, first.month, first.day, tzinfo=UTC)
    return start, datetime(last.year, last.month, last.day, tzinfo=UTC) + timedelta(days=1)


def _holds(leg: Row, seen: Sighting) -> bool:
    return bool(leg["first_seen"] <= seen.time <= leg["last_seen"])


def _named(rows: Sequence[EvidenceRow], kind: str, table: Mapping[str, Row]) -> dict[str, Row]:
    return {row.id: table[row.id] for row in rows if row.kind == kind and row.id in table}


def _by_time(legs: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(sorted(legs, key=lambda leg: (leg["first_seen"], leg["craft"], leg["id"])))


def by_stay(stays: Iterable[Row]) -> tuple[Row, ...]:
    """Return stays in the order of their first known moment."""
    return tuple(sorted(stays, key=_stay_key))


def _stay_key(stay: Row) -> tuple[Any, ...]:
    return str(stay_start(stay)), stay["craft"], stay["id"]
