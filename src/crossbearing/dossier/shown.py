"""What is drawn for one verdict: what it names, and what its craft did meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from crossbearing.dossier.evidence import Evidence, Row, Sighting, is_position, stay_start
from crossbearing.dossier.seafaring import crafts_in
from crossbearing.model.claims import Claim
from crossbearing.model.verdicts import EvidenceRow, Verdict

# So long before and after an event of ships their tracks are drawn: where they came from and went. GUESS.
AROUND = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Shown:
    """What one verdict rests on: legs, stays and positions, and all stays of the craft concerned, each by time.

    Of ships, `events` are what they did, `ships` those whose tracks are shown, in the stretch `days`, and `said` what
    they said of themselves.
    """

    flights: tuple[Row, ...]
    visits: tuple[Row, ...]
    other_visits: tuple[Row, ...]
    sightings: tuple[Sighting, ...]
    events: tuple[Row, ...] = ()
    ships: tuple[str, ...] = ()
    days: tuple[datetime, datetime] | None = None
    said: tuple[Row, ...] = ()

    @property
    def crafts(self) -> tuple[str, ...]:
        """The craft concerned, in order of first appearance."""
        rows = [str(row["craft"]) for row in self.flights + self.visits]
        return tuple(dict.fromkeys([*rows, *(one.craft for one in self.sightings), *self.ships]))


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
    events = _events(rows, evidence)
    ships = _ships(claim, events, seen, evidence)
    said = tuple(sorted(_said(rows, evidence), key=lambda row: (row["time"], row["craft"])))
    stretch = _stretch(verdict, events, seen, said) if ships else None
    stays = by_stay(visits.values()), by_stay(others)
    return Shown(_by_time(legs.values()), *stays, tuple(seen), events, ships, stretch, said)


def _said(rows: Sequence[EvidenceRow], evidence: Evidence) -> list[Row]:
    """What ships say of themselves, among the rows of evidence."""
    found = (evidence.at_sea.events.get((row.kind, row.id)) for row in rows if row.kind == "static")
    return [row for row in found if row is not None]


def _events(rows: Sequence[EvidenceRow], evidence: Evidence) -> tuple[Row, ...]:
    """What ships did, as far as it has a place: not what they say of themselves."""
    found = [evidence.at_sea.events.get((row.kind, row.id)) for row in rows if row.kind != "static"]
    return tuple(row for row in found if row is not None)


def _ships(claim: Claim, events: Sequence[Row], seen: Sequence[Sighting], evidence: Evidence) -> tuple[str, ...]:
    """The ships of the events and positions in evidence, and those that the claim names, as their tracks are named."""
    crafts = [craft for row in events for craft in crafts_in(row)]
    crafts += [one.craft for one in seen if one.craft.startswith("mmsi:")]
    crafts += evidence.at_sea.named.get(claim.id, ())
    tracks = sorted(evidence.tracks)
    wanted = dict.fromkeys(crafts)
    return tuple(name for craft in wanted for name in tracks if name == craft or name.startswith(f"{craft} "))


def _stretch(
    verdict: Verdict | None, events: Sequence[Row], seen: Sequence[Sighting], said: Sequence[Row]
) -> tuple[datetime, datetime] | None:
    """The days tested, no longer before and after what is in evidence than shows where the ships came from.

    Of a claim about names they are those in which the names were sent.
    """
    ends = [moment for row in events for name in _ENDS if isinstance(moment := row.get(name), datetime)]
    ends += [one.time for one in seen]
    tested = None if verdict is None or verdict.window is None else days(*verdict.window)
    if not ends and tested is None and said:
        return min(row["time"] for row in said), max(row["last_time"] for row in said)
    if not ends:
        return tested
    start, end = min(ends) - AROUND, max(ends) + AROUND
    return (max(start, min(tested[0], min(ends))), min(end, max(tested[1], max(ends)))) if tested else (start, end)


_ENDS = ("started_at", "ended_at", "arrived_before", "left_after")


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
