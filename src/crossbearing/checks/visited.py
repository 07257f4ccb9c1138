"""How often was it there? The check of claims that count visits: "its fourth visit in ten days"."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import polars as pl

from crossbearing.checks import evidence
from crossbearing.checks.answer import Answer
from crossbearing.checks.subjects import Member, Subject, subject_of
from crossbearing.checks.unheard import Hearing, opening_words, would_be_heard
from crossbearing.checks.windows import Window, airports_of, places_of, window_of
from crossbearing.checks.witness import Witness
from crossbearing.model.claims import Claim, Count, PlaceRole
from crossbearing.model.verdicts import Outcome, Phrase, Reason, phrase
from crossbearing.movement.prism import (
    MINIMUM_STOP_S,
    SHORTEST_ROUND_TRIP_S,
    Opening,
    Sightings,
    could_have_visited,
    top_speed_kmh,
)
from crossbearing.movement.visits import VisitCount, count_visits

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
    shown = _count(asked, witness, asked.window.told)
    rooms = [room for member in asked.subject.members for room in _rooms(member, asked, witness)]
    n_max = shown.n_min + sum(room.extra for room in rooms)
    about = _about(asked, witness, shown, n_max)
    if asked.least <= shown.n_min <= asked.most:
        return _supported(asked, shown, n_max, about)
    if shown.n_min > asked.most:
        return _too_many(asked, witness, shown, about)
    return _too_few(asked, witness, shown, rooms, n_max, about)


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


def _count(asked: Asked, witness: Witness, stretch: tuple[datetime, datetime]) -> VisitCount:
    crafts = [m.craft for m in asked.subject.members]
    return count_visits(_own(asked, witness), crafts, asked.airports, *stretch, witness.world)


def _own(asked: Asked, witness: Witness) -> pl.DataFrame:
    """The stays of the claimed craft; on a shared address those of another airframe are left out."""
    stays = witness.visits.filter(pl.col("craft").is_in([m.craft for m in asked.subject.members]))
    shared = [m for m in asked.subject.members if m.shared and m.registration]
    for member in shared:
        other = (
            (pl.col("craft") == member.craft)
            & pl.col("airframe").is_not_null()
            & (pl.col("airframe") != member.registration)
        )
        stays = stays.filter(~other)
    return stays


def _rooms(member: Member, asked: Asked, witness: Witness) -> list[Room]:
    """Silences of one craft with the number of further stays each could hide."""
    seen = witness.sightings(member.craft)
    known = witness.world.types.get(member.typecode) if member.typecode else None
    speed = top_speed_kmh(known.max_kt if known else None)
    found = could_have_visited(seen, witness.fields(asked.airports), speed, *asked.window.told)
    stays = _stretches(witness.visits, member.craft, asked.airports)
    rooms = [Room(member, seen, opening, _extra(opening, stays)) for opening in found]
    return [room for room in rooms if room.extra > 0]


def _stretches(visits: pl.DataFrame, craft: str, airports: Sequence[str]) -> list[tuple[float, float]]:
    """Outer bounds, seconds since 1970, of the shown stays of a craft at these airports."""
    own = visits.filter(pl.col("craft") == craft, pl.col("shown"), pl.col("place").is_in(list(airports)))
    seconds = own.select(
        (pl.col("arrived_after").dt.epoch("ms") / 1000.0).fill_null(-math.inf),
        (pl.col("left_before").dt.epoch("ms") / 1000.0).fill_null(math.inf),
    )
    return list(seconds.iter_rows())


def _extra(opening: Opening, stays: list[tuple[float, float]]) -> int:
    """How many more separate stays fit into a silence; one that belongs to a shown stay needs a round trip for each."""
    length = opening.latest - opening.earliest
    part_of_stay = any(opening.earliest < b and opening.latest > a for a, b in stays)
    if part_of_stay:
        return int(length // SHORTEST_ROUND_TRIP_S)
    return 1 + int((length - MINIMUM_STOP_S) // SHORTEST_ROUND_TRIP_S)


def _about(asked: Asked, witness: Witness, shown: VisitCount, n_max: int) -> dict[str, Any]:
    legs = {leg["id"]: leg for leg in _legs_of(asked, witness).iter_rows(named=True)}
    stays = witness.visits.filter(pl.col("id").is_in(list(shown.shown)))
    return {
        "window": asked.window.days,
        "n_min": shown.n_min,
        "n_max": n_max,
        "evidence": tuple(evidence.of_visit(stay, legs) for stay in stays.iter_rows(named=True)),
        "tuning": TUNING,
    }


def _legs_of(asked: Asked, witness: Witness) -> pl.DataFrame:
    return witness.flights.filter(pl.col("craft").is_in([m.craft for m in asked.subject.members]))


def _range(asked: Asked, n_min: int, n_max: int) -> Phrase:
    claimed = f"{asked.least}" if asked.most == asked.least else f"{asked.least}+"
    return phrase("visited.range", n_min=n_min, n_max=n_max, claimed=claimed, place=asked.place)


def _said(asked: Asked, n_min: int, n_max: int) -> tuple[Phrase, ...]:
    return (*asked.subject.words(), *asked.window.words(), _range(asked, n_min, n_max))


def _supported(asked: Asked, shown: VisitCount, n_max: int, about: dict[str, Any]) -> Answer:
    more = (phrase("visited.more_possible"),) if n_max > shown.n_min and asked.most < math.inf else ()
    outcome = Outcome.SUPPORTED if asked.window.stated else Outcome.PARTLY_SUPPORTED
    return Answer(outcome, (*_said(asked, shown.n_min, n_max), *more), matched=asked.roles, **about)


def _too_many(asked: Asked, witness: Witness, shown: VisitCount, about: dict[str, Any]) -> Answer:
    """More stays shown than claimed: contradicted if that holds for the narrowest reading of the days too."""
    said = _said(asked, shown.n_min, about["n_max"])
    if asked.subject.named and asked.window.stated and _count(asked, witness, asked.window.surely).n_min > asked.most:
        return Answer(Outcome.CONTRADICTED, said, Reason.CLOSED_COUNT, unmatched=("counts",), **about)
    matched = tuple(role for role in asked.roles if role != "counts")
    return Answer(Outcome.PARTLY_SUPPORTED, said, matched=matched, unmatched=("counts",), **about)


def _too_few(
    asked: Asked, witness: Witness, shown: VisitCount, rooms: list[Room], n_max: int, about: dict[str, Any]
) -> Answer:
    """Fewer stays shown than claimed: the silences decide."""
    said = _said(asked, shown.n_min, n_max)
    if not asked.subject.members:
        return Answer(Outcome.NOT_OBSERVABLE, said, Reason.CRAFT_NOT_TRANSMITTING, unmatched=asked.roles, **about)
    widest = _count(asked, witness, asked.window.widest).n_min + sum(room.extra for room in rooms)
    if widest < asked.least:
        outcome = Outcome.CONTRADICTED if asked.subject.named else Outcome.NO_TRACE
        reason = Reason.CLOSED_COUNT if asked.subject.named else None
        return Answer(outcome, said, reason, unmatched=("counts",), **about)
    return _in_silence(asked, witness, shown, rooms, about, said)


def _in_silence(
    asked: Asked,
    witness: Witness,
    shown: VisitCount,
    rooms: list[Room],
    about: dict[str, Any],
    said: tuple[Phrase, ...],
) -> Answer:
    """No trace when a stay in any of the silences would have been heard."""
    crafts = [m.craft for m in asked.subject.members]
    held = asked.window.held(witness)
    inside = [r for r in rooms if r.opening.latest > held[0].timestamp() and r.opening.earliest < held[1].timestamp()]
    if held != asked.window.told:
        said = (*said, phrase("window.utc", start=evidence.stamp(held[0]), end=evidence.stamp(held[1])))
    heard = [(r, would_be_heard(witness, crafts, [(r.seen, r.opening)], *held)) for r in inside]
    deaf = [(room, hearing) for room, hearing in heard if hearing.reason is not None]
    weakest = _weakest([hearing for _, hearing in (deaf or heard)])
    if weakest and weakest.detection:
        found = weakest.detection
        about |= {"p_seen_lower": found.p_lower, "k": found.k, "n": found.n}
    told = tuple(
        opening_words(r.seen, r.opening, r.member.registration or r.member.craft) for r, _ in (deaf or heard)[:TOLD]
    )
    because = (*said, *told, *(weakest.because if weakest else ()))
    if not deaf:
        return Answer(Outcome.NO_TRACE, because, unmatched=("counts",), **about)
    if _on_last_day(asked, witness):
        matched = tuple(role for role in asked.roles if role != "counts")
        return Answer(Outcome.PARTLY_SUPPORTED, because, matched=matched, unmatched=("counts",), **about)
    return Answer(Outcome.NOT_OBSERVABLE, because, weakest.reason if weakest else None, unmatched=asked.roles, **about)


def _weakest(hearings: list[Hearing]) -> Hearing | None:
    return min(hearings, key=lambda h: h.detection.p_lower if h.detection else -1.0, default=None)


def _on_last_day(asked: Asked, witness: Witness) -> bool:
    """Whether a shown stay overlaps the last claimed day."""
    last = asked.window.last_day
    return asked.window.stated and _count(asked, witness, last).n_min > 0
