"""How often was it there? The check of claims that count visits: "its fourth visit in ten days"."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import polars as pl

from crossbearing.checks import evidence
from crossbearing.checks.answer import Answer
from crossbearing.checks.stays import Stay, stays_of
from crossbearing.checks.subjects import Member, Subject, subject_of
from crossbearing.checks.unheard import Hearing, opening_words, would_be_heard
from crossbearing.checks.windows import Window, airports_of, places_of, window_of
from crossbearing.checks.witness import Witness
from crossbearing.model.claims import Claim, Count, PlaceRole
from crossbearing.model.verdicts import EvidenceRow, Outcome, Phrase, Reason, phrase
from crossbearing.movement.prism import (
    MINIMUM_STOP_S,
    SHORTEST_ROUND_TRIP_S,
    Opening,
    Sightings,
    could_have_visited,
    top_speed_kmh,
)

TUNING = (("minimum_stop_s", f"{MINIMUM_STOP_S:g}"), ("shortest_round_trip_s", f"{SHORTEST_ROUND_TRIP_S:g}"))
# At most so many stays and silences are told of one by one.
TOLD = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """Visits as claimed: whose, where, when, and how many at least and at most."""

    subject: Subject
    airports: tuple[str, ...]
    place: str
    window: Window
    least: int
    most: float
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Room:
    """A silence that leaves room for `extra` more stays than those shown."""

    member: Member
    seen: Sightings
    opening: Opening
    extra: int


def visited(claim: Claim, witness: Witness) -> Answer:
    """Count the separate stays of the claimed craft at the claimed place in the claimed days.

    A stay ends when the craft is seen elsewhere; airports of one city count as one place. Every silence long enough
    to go there, stop ten minutes and come back adds to the upper bound.
    Supported: exactly as many stays were shown as claimed (or at least as many, where the claim says so).
    Contradicted: the craft is named, and even the upper bound is too low, or more stays were shown than claimed.
    No trace: the missing stays fit only into silences in which a flight would have been heard.
    Partly supported: a stay on the last claimed day was shown, the number was not. Not observable: everything else.
    """
    if not witness.has_tracks:
        return Answer(Outcome.UNTESTED, (phrase("untested.tracks"),))
    asked = _asked(claim, witness)
    if isinstance(asked, Answer):
        return asked
    counted = Counted.of(asked, witness)
    if asked.least <= counted.overlapping and counted.arriving <= asked.most:
        return _supported(asked, counted)
    if counted.arriving > asked.most:
        return _too_many(asked, witness, counted)
    return _too_few(asked, witness, counted)


def counted(claim: Claim) -> Count | None:
    """Return the count of a claim that speaks of stays: the first that has a bound."""
    return next((c for c in claim.counts if c.min is not None or c.max is not None), None)


def _asked(claim: Claim, witness: Witness) -> Asked | Answer:
    places = places_of(claim, PlaceRole.ARRIVAL, PlaceRole.SITE)
    airports = airports_of(places, witness)
    count = counted(claim)
    if not airports or count is None:
        return Answer(Outcome.NOT_CHECKABLE, (phrase("place.unnamed" if not airports else "count.unnamed"),))
    window = window_of(claim, witness, airports)
    if window is None:
        return Answer(Outcome.NOT_CHECKABLE, (phrase("window.unknown"),))
    subject = subject_of(claim, witness)
    least = math.ceil(count.min) if count.min is not None else 0
    most = float(count.max) if count.max is not None else math.inf
    roles = (*subject.roles, "arrival", *(("when",) if window.stated else ()), "counts")
    return Asked(subject, airports, ", ".join(p.name for p in places), window, least, most, roles)


@dataclass(frozen=True, slots=True)
class Counted:
    """The stays that were shown and the silences that leave room for more."""

    stays: tuple[Stay, ...]
    rooms: tuple[Room, ...]
    arriving: int
    overlapping: int
    last_day: bool
    evidence: tuple[EvidenceRow, ...]

    @classmethod
    def of(cls, asked: Asked, witness: Witness) -> Counted:
        """Count the stays of all members: those that surely began on the claimed days, and those that touch them."""
        every = [(m, stays_of(m, asked.airports, witness)) for m in asked.subject.members]
        rooms = [room for member, stays in every for room in _rooms(member, stays, asked, witness)]
        stays = tuple(s for _, own in every for s in own if s.overlaps(*asked.window.told))
        return cls(
            stays=stays,
            rooms=tuple(rooms),
            arriving=sum(s.arrives(*asked.window.surely) for s in stays),
            overlapping=len(stays),
            last_day=any(s.overlaps(*asked.window.last_day) for s in stays),
            evidence=_rows(stays, witness),
        )

    @property
    def most(self) -> int:
        """The upper bound: every silence filled with as many stays as it holds."""
        return self.overlapping + sum(room.extra for room in self.rooms)


def _rows(stays: tuple[Stay, ...], witness: Witness) -> tuple[EvidenceRow, ...]:
    ids = [one for stay in stays for one in stay.ids]
    rows = witness.visits.filter(pl.col("id").is_in(ids))
    legs = witness.flights.filter(pl.col("craft").is_in(rows["craft"].unique().to_list()))
    by_id = {leg["id"]: leg for leg in legs.iter_rows(named=True)}
    return tuple(evidence.of_visit(row, by_id) for row in rows.iter_rows(named=True))


def _rooms(member: Member, stays: list[Stay], asked: Asked, witness: Witness) -> list[Room]:
    """Silences of one craft with the number of further stays each could hide."""
    seen = witness.sightings(member.craft, member.airframes)
    known = witness.world.types.get(member.typecode) if member.typecode else None
    speed = top_speed_kmh(known.max_kt if known else None)
    found = could_have_visited(seen, witness.fields(asked.airports), speed, *asked.window.told)
    bounds = [
        (s.after.timestamp() if s.after else -math.inf, s.before.timestamp() if s.before else math.inf) for s in stays
    ]
    rooms = [Room(member, seen, opening, extra_stays(opening, bounds)) for opening in found]
    return [room for room in rooms if room.extra > 0]


def extra_stays(opening: Opening, stays: list[tuple[float, float]]) -> int:
    """Return how many more stays fit into a silence; within a shown stay each needs a round trip."""
    length = opening.latest - opening.earliest
    part_of_stay = any(opening.earliest < b and opening.latest > a for a, b in stays)
    if part_of_stay:
        return int(length // SHORTEST_ROUND_TRIP_S)
    return 1 + int((length - MINIMUM_STOP_S) // SHORTEST_ROUND_TRIP_S)


def _about(asked: Asked, counted: Counted) -> dict[str, Any]:
    return {
        "window": asked.window.days,
        "n_min": counted.overlapping,
        "n_max": counted.most,
        "evidence": counted.evidence,
        "tuning": TUNING,
    }


def _said(asked: Asked, counted: Counted) -> tuple[Phrase, ...]:
    claimed = f"{asked.least}" if asked.most == asked.least else f"{asked.least}+"
    said = phrase("visited.range", n_min=counted.overlapping, n_max=counted.most, claimed=claimed, place=asked.place)
    earlier = counted.overlapping - counted.arriving
    begun = (phrase("visited.begun", n=earlier),) if earlier else ()
    return (*asked.subject.words(), *asked.window.words(), said, *begun)


def _supported(asked: Asked, counted: Counted) -> Answer:
    more = (phrase("visited.more_possible"),) if counted.most > counted.overlapping and asked.most < math.inf else ()
    outcome = Outcome.SUPPORTED if asked.window.stated and asked.subject.told_apart else Outcome.PARTLY_SUPPORTED
    return Answer(outcome, (*_said(asked, counted), *more), matched=asked.roles, **_about(asked, counted))


def _too_many(asked: Asked, witness: Witness, counted: Counted) -> Answer:
    """More stays shown to begin on those days, on any clock, than claimed: a proof if hops inside the city are none."""
    said = _said(asked, counted)
    groups = {witness.world.places.group_of(code) for code in asked.airports}
    city = tuple(code for group in sorted(groups) for code in witness.world.places.group_airports(group))
    joined = [s for m in asked.subject.members for s in stays_of(m, city, witness)]
    sure = sum(stay.arrives(*asked.window.surely) for stay in joined) > asked.most
    if asked.subject.named and asked.window.stated and sure:
        about = _about(asked, counted)
        return Answer(Outcome.CONTRADICTED, said, Reason.CLOSED_COUNT, unmatched=("counts",), **about)
    return _number_open(asked, said, _about(asked, counted))


def _number_open(asked: Asked, said: tuple[Phrase, ...], about: dict[str, Any]) -> Answer:
    matched = tuple(role for role in asked.roles if role != "counts")
    return Answer(Outcome.PARTLY_SUPPORTED, said, matched=matched, unmatched=("counts",), **about)


def _too_few(asked: Asked, witness: Witness, counted: Counted) -> Answer:
    """Fewer stays shown than claimed: the silences decide."""
    said, about = _said(asked, counted), _about(asked, counted)
    if not asked.subject.members:
        return Answer(Outcome.NOT_OBSERVABLE, said, Reason.CRAFT_NOT_TRANSMITTING, unmatched=asked.roles, **about)
    if counted.most < asked.least:
        outcome = Outcome.CONTRADICTED if asked.subject.named else Outcome.NO_TRACE
        reason = Reason.CLOSED_COUNT if asked.subject.named else None
        return Answer(outcome, said, reason, unmatched=("counts",), **about)
    return _in_silence(asked, witness, counted, said, about)


def _in_silence(
    asked: Asked, witness: Witness, counted: Counted, said: tuple[Phrase, ...], about: dict[str, Any]
) -> Answer:
    """No trace when a stay in any of the silences would have been heard."""
    held = asked.window.held(witness)
    if held != asked.window.told:
        said = (*said, phrase("window.utc", start=evidence.stamp(held[0]), end=evidence.stamp(held[1])))
    crafts = [m.craft for m in asked.subject.members]
    start, end = held[0].timestamp(), held[1].timestamp()
    inside = [room for room in counted.rooms if room.opening.latest > start and room.opening.earliest < end]
    heard = [(room, would_be_heard(witness, crafts, [(room.seen, room.opening)], *held)) for room in inside]
    deaf = [(room, hearing) for room, hearing in heard if hearing.reason is not None]
    weakest = _weakest([hearing for _, hearing in (deaf or heard)])
    if weakest and weakest.detection:
        found = weakest.detection
        about |= {"p_seen_lower": found.p_lower, "k": found.k, "n": found.n}
    told = (
        opening_words(r.seen, r.opening, r.member.registration or r.member.craft) for r, _ in (deaf or heard)[:TOLD]
    )
    because = (*said, *told, *(weakest.because if weakest else ()))
    if not deaf:
        return Answer(Outcome.NO_TRACE, because, unmatched=("counts",), **about)
    if counted.last_day and asked.window.stated:
        return _number_open(asked, because, about)
    return Answer(Outcome.NOT_OBSERVABLE, because, weakest.reason if weakest else None, unmatched=asked.roles, **about)


def _weakest(hearings: list[Hearing]) -> Hearing | None:
    return min(hearings, key=lambda h: h.detection.p_lower if h.detection else -1.0, default=None)
