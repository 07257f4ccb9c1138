"""Did it fly there? The check of claims that a craft flew from one place to another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import polars as pl

from crossbearing.checks import evidence
from crossbearing.checks.answer import Answer
from crossbearing.checks.decisive import one_sighting
from crossbearing.checks.heard.hidden import silences
from crossbearing.checks.heard.unheard import would_be_heard
from crossbearing.checks.in_air.claimed_flight import (
    Asked,
    Leg,
    agreeing_legs,
    asked_of,
    leg_words,
    lies_in,
    side,
    touches,
    whole,
)
from crossbearing.checks.in_air.itinerary import joined, stops_of
from crossbearing.checks.in_air.shown import shown_by
from crossbearing.checks.subjects import Known, Member
from crossbearing.checks.witness import Witness
from crossbearing.model.claims import Claim
from crossbearing.model.verdicts import EvidenceRow, Outcome, Phrase, Reason, phrase
from crossbearing.movement.prism import WIND_FACTOR, Opening, could_have_flown, could_have_used, top_speed_kmh
from crossbearing.movement.sightings import Sightings

# At most so many legs, silences and craft are told of one by one.
TOLD = 6

TUNING = (("wind_factor", f"{WIND_FACTOR:g}"),)


@dataclass(frozen=True, slots=True)
class Room:
    """A silence of one craft that leaves room for the claimed flight."""

    member: Member
    seen: Sightings
    opening: Opening


def flew(claim: Claim, witness: Witness) -> Answer:
    """Look for a leg of the claimed craft from the claimed departure to the claimed arrival on the claimed days.

    Supported: a leg whose both ends were seen on the ground, low at the field, or through the leg before or after.
    Partly supported: one end was seen, the other was not and can have been the claimed one; or it was another day.
    Contradicted: the craft is named, and between the positions received there was no time for such a flight even
    at 1.15 times the highest speed of its type (an alibi).
    No trace: there was time only in silences in which other craft's flights were heard often enough to say, with
    95 % confidence, that at least 95 of 100 flights would have given three positions.
    Not observable: everything else. What was on board, and why, no track can show. Of several stops each is looked
    for: all must be shown, and one that is excluded excludes the flight as told.
    """
    if not witness.has_tracks:
        return Answer(Outcome.UNTESTED, (phrase("untested.tracks"),))
    answers = [_to_one_stop(stop, witness) for stop in stops_of(claim, witness)]
    return answers[0] if len(answers) == 1 else joined(answers)


def _to_one_stop(claim: Claim, witness: Witness) -> Answer:
    asked = asked_of(claim, witness)
    if isinstance(asked, Answer):
        return asked
    legs = agreeing_legs(asked, witness)
    found = [leg for leg in legs if whole(leg, asked) and touches(leg, asked.window.told)]
    return _supported(asked, witness, found) if found else _unseen(asked, witness, legs)


def _about(asked: Asked) -> dict[str, Any]:
    return {"not_checkable": asked.unseen, "window": asked.window.days, "tuning": TUNING}


def _supported(asked: Asked, witness: Witness, legs: list[Leg]) -> Answer:
    """The answer when a whole leg was seen; half of it when the claim leaves its craft, an end or its day open."""
    own = [leg for leg in legs if asked.subject.told_apart((leg["craft"],))]
    legs, known = own or legs, bool(own) and asked.subject.known_by is not Known.NOBODY
    missing = tuple(role for role, given in (("when", asked.window.stated), ("craft", known)) if not given)
    absent = asked.subject.without({leg["craft"] for leg in legs}) if len(asked.subject.registrations) > 1 else ()
    unmatched = (*missing, *asked.unplaced, *(("registration",) if absent else ()))
    said = tuple(phrase("flew.absent", craft=one) for one in absent)
    return Answer(
        Outcome.PARTLY_SUPPORTED if unmatched else Outcome.SUPPORTED,
        (*asked.words(), *said, *(one for leg in legs[:TOLD] for one in leg_words(leg))),
        matched=tuple(role for role in asked.roles if role not in unmatched),
        unmatched=unmatched,
        evidence=tuple(shown_by(leg, witness) for leg in legs),
        sure=any(lies_in(leg, asked) for leg in legs),
        **_about(asked),
    )


def _unseen(asked: Asked, witness: Witness, legs: list[Leg]) -> Answer:
    """The answer when no whole leg was seen on those days."""
    subject = asked.subject
    if not subject.members:
        nobody = subject.known_by is Known.NOBODY
        outcome = Outcome.NOT_CHECKABLE if nobody else Outcome.NOT_OBSERVABLE
        reason = None if nobody else Reason.CRAFT_NOT_TRANSMITTING
        return Answer(outcome, asked.words(), reason, unmatched=asked.roles, **_about(asked))
    rooms = rooms_of(asked, witness, asked.window.told)
    other_day = [leg for leg in legs if whole(leg, asked)]
    if rooms:
        return _in_silence(asked, witness, rooms, legs)
    return _partly(asked, other_day, asked.words(), {}) if other_day else _impossible(asked, witness)


def _in_silence(asked: Asked, witness: Witness, rooms: list[Room], legs: list[Leg]) -> Answer:
    """The answer when there was time for it in silences."""
    held, because = asked.window.held(witness), asked.words()
    if held != asked.window.told:
        because += (phrase("window.utc", start=evidence.stamp(held[0]), end=evidence.stamp(held[1])),)
        rooms = rooms_of(asked, witness, held) or rooms
    crafts = [member.craft for member in asked.subject.members]
    hearing = would_be_heard(witness, crafts, [(room.seen, room.opening) for room in rooms], *held)
    named = [(room.member.registration or room.member.craft, room.seen, room.opening) for room in rooms]
    because += silences(named, TOLD) + hearing.because
    seen = hearing.detection
    about: dict[str, Any] = {"p_seen_lower": seen.p_lower, "k": seen.k, "n": seen.n} if seen else {}
    if hearing.reason is None:
        outcome = Outcome.NO_TRACE
    elif half := [leg for leg in legs if touches(leg, asked.window.told)] or legs:
        return _partly(asked, half, because, about)
    else:
        outcome = Outcome.NOT_OBSERVABLE
    return Answer(
        outcome, because, hearing.reason, unmatched=asked.roles, evidence=_silent_rows(rooms),
        would_change=_decisive(asked, rooms, hearing.reason), **about, **_about(asked),
    )  # fmt: skip


def _decisive(asked: Asked, rooms: list[Room], reason: Reason | None) -> tuple[Phrase, ...]:
    """The sighting that would decide, where it is not the archive that is missing."""
    if reason in (Reason.ARCHIVE_MISSING, Reason.OUTSIDE_ARCHIVE):
        return ()
    room = max(rooms, key=lambda one: (one.opening.latest - one.opening.earliest, -one.opening.before))
    name, place = room.member.registration or room.member.craft, asked.arrival_name or asked.departure_name
    return one_sighting(name, place, room.seen, room.opening)


def _silent_rows(rooms: list[Room]) -> tuple[EvidenceRow, ...]:
    """The sightings before and after the silences."""
    ends = (row for r in rooms[:TOLD] for row in evidence.of_sightings(r.seen, (r.opening.before, r.opening.after)))
    return tuple(dict.fromkeys(ends))


def rooms_of(asked: Asked, witness: Witness, stretch: tuple[datetime, datetime]) -> list[Room]:
    """Silences of all members that leave room for the claimed flight within a stretch."""
    return [
        Room(member, witness.sightings(member.craft, member.airframes), opening)
        for member in asked.subject.members
        for opening in _openings(member, asked, witness, stretch)
    ]


def _openings(
    member: Member, asked: Asked, witness: Witness, stretch: tuple[datetime, datetime]
) -> tuple[Opening, ...]:
    seen = witness.sightings(member.craft, member.airframes)
    known = witness.world.types.get(member.typecode) if member.typecode else None
    speed = top_speed_kmh(known.max_kt if known else None)
    one, other = witness.fields(asked.departures), witness.fields(asked.arrivals)
    if one and other:
        return could_have_flown(seen, one, other, speed, *stretch, stops=_stops(member, asked, witness))
    return could_have_used(seen, one or other, speed, *stretch)


def _stops(member: Member, asked: Asked, witness: Witness) -> list[datetime]:
    """Moments at which the craft was shown, by positions there, to stand at a third place."""
    stays = witness.stays([member.craft]).filter(
        pl.col("shown"),
        pl.col("evidence").is_in(["ground", "low"]),
        pl.col("place").is_not_null(),
        ~pl.col("place").is_in(list(asked.departures + asked.arrivals)),
    )
    moments = stays.select("airframe", pl.coalesce("left_after", "arrived_before").alias("at")).iter_rows()
    return [at for airframe, at in moments if at is not None and member.flew(airframe)]


def _impossible(asked: Asked, witness: Witness) -> Answer:
    """The answer when no craft had time: an alibi for a named one, no trace for a fleet or a shared address."""
    told = [_alibi(member, asked, witness) for member in asked.subject.members[:TOLD]]
    named = asked.subject.named
    return Answer(
        Outcome.CONTRADICTED if named else Outcome.NO_TRACE,
        (*asked.words(), *(one for said, _ in told for one in said)),
        Reason.ALIBI if named else None,
        unmatched=asked.roles,
        evidence=tuple(row for _, rows in told for row in rows),
        **_about(asked),
    )


def _alibi(member: Member, asked: Asked, witness: Witness) -> tuple[tuple[Phrase, ...], tuple[EvidenceRow, ...]]:
    """Say that a craft had no time, and which was its longest silence; with the sightings that show it."""
    start, end = asked.window.told
    seen = witness.sightings(member.craft, member.airframes)
    low, high = np.searchsorted(seen.seconds, [start.timestamp(), end.timestamp()])
    about = {"craft": member.registration or member.craft, "n": int(high - low)}
    about |= {"start": evidence.stamp(start), "end": evidence.stamp(end)}
    if asked.departures and asked.arrivals:
        said = phrase("flew.alibi", departure=asked.departure_name, arrival=asked.arrival_name, **about)
    else:
        said = phrase("flew.alibi.one", place=asked.departure_name or asked.arrival_name, **about)
    first, last = max(0, int(low) - 1), min(len(seen) - 1, int(high))
    longest = first + int(np.argmax(np.diff(seen.seconds[first : last + 1]))) if last > first else first
    rows = evidence.of_sightings(seen, (first, longest, longest + 1, last))
    return (said, *_longest(seen, longest)), rows


def _longest(seen: Sightings, row: int) -> tuple[Phrase, ...]:
    """Say when the silence after a sighting began and ended."""
    if row + 1 >= len(seen):
        return ()
    minutes = round((seen.seconds[row + 1] - seen.seconds[row]) / 60.0)
    start, end = (evidence.stamp(seen.frame["time"][one]) for one in (row, row + 1))
    return (phrase("flew.alibi.longest", minutes=minutes, start=start, end=end),)


def _partly(asked: Asked, legs: Sequence[Leg], because: tuple[Phrase, ...], about: dict[str, Any]) -> Answer:
    """The answer when a leg agrees as far as it was seen."""
    unmatched = tuple(role for role in asked.roles if not _matched(role, asked, legs))
    return Answer(
        Outcome.PARTLY_SUPPORTED,
        (*because, *(said for leg in legs[:TOLD] for said in leg_words(leg))),
        matched=tuple(role for role in asked.roles if role not in unmatched),
        unmatched=unmatched,
        evidence=tuple(evidence.of_flight(leg) for leg in legs),
        **about,
        **_about(asked),
    )


def _matched(role: str, asked: Asked, legs: Sequence[Leg]) -> bool:
    if role in asked.unplaced:
        return False
    if role in ("departure", "arrival"):
        return any(side(leg, asked, role) == "shown" for leg in legs)
    return role != "when" or any(touches(leg, asked.window.told) for leg in legs)
