"""How often was it there? The check of claims that count visits: "its fourth visit in ten days"."""

from __future__ import annotations

import math
from typing import Any

import polars as pl

from crossbearing.checks import evidence
from crossbearing.checks.answer import Answer
from crossbearing.checks.decisive import one_sighting
from crossbearing.checks.heard.hidden import silences
from crossbearing.checks.heard.unheard import Hearing
from crossbearing.checks.in_air.counted import Asked, Counted, Room, count, hearing_in, surely_arriving
from crossbearing.checks.in_air.counts_said import bounds_of, number_of, told
from crossbearing.checks.subjects import subject_of
from crossbearing.checks.windows import airports_of, places_of, window_of
from crossbearing.checks.witness import Witness
from crossbearing.model.claims import Claim, PlaceRole
from crossbearing.model.verdicts import EvidenceRow, Outcome, Phrase, Reason, phrase
from crossbearing.movement.prism import MINIMUM_STOP_S, SHORTEST_ROUND_TRIP_S

TUNING = (("minimum_stop_s", f"{MINIMUM_STOP_S:g}"), ("shortest_round_trip_s", f"{SHORTEST_ROUND_TRIP_S:g}"))
# At most so many silences are told of one by one.
TOLD = 8


def visited(claim: Claim, witness: Witness) -> Answer:
    """Count the separate stays of the claimed craft at the claimed place in the claimed days.

    A stay ends when the craft is seen elsewhere; airports of one city count as one place. Silences long enough to go
    there, stop ten minutes and come back leave room for more.
    Supported: exactly as many stays were shown as claimed, and another one would have been heard (or at least as many
    were shown, where the claim says so).
    Contradicted: the craft is named, and even with every silence filled there are too few, or more stays than claimed
    were shown. No trace: the missing stays fit only into silences in which a flight would have been heard.
    Partly supported: a stay on the last claimed day was shown, the number was not. Not observable: everything else.
    """
    if not witness.has_tracks:
        return Answer(Outcome.UNTESTED, (phrase("untested.tracks"),))
    asked = _asked(claim, witness)
    if isinstance(asked, Answer):
        return asked
    found = count(asked, witness)
    if found.arriving > asked.most:
        return _too_many(asked, witness, found)
    if not asked.least:
        return _at_most(asked, found)
    if found.agreeing(asked.least, asked.most) is not None:
        return _supported(asked, witness, found)
    if found.overlapping >= asked.least:
        return _number_open(asked, _said(asked, found), _about(asked, found))
    return _too_few(asked, witness, found)


def _asked(claim: Claim, witness: Witness) -> Asked | Answer:
    places = places_of(claim, PlaceRole.ARRIVAL, PlaceRole.SITE)
    airports, number = airports_of(places, witness), number_of(claim)
    if not airports or number is None:
        return Answer(Outcome.NOT_CHECKABLE, (phrase("count.unnamed" if airports else "place.unnamed"),))
    window = window_of(claim, witness, airports)
    if window is None:
        return Answer(Outcome.NOT_CHECKABLE, (phrase("window.unknown"),))
    subject = subject_of(claim, witness)
    roles = (*subject.roles, "arrival", *(("when",) if window.stated else ()), "counts")
    return Asked(subject, airports, ", ".join(p.name for p in places), window, *bounds_of(number), roles)


def _shown(asked: Asked, found: Counted) -> int:
    """The number of stays on the reading that agrees, else on the one on which most touch those days."""
    agreeing = found.agreeing(asked.least, asked.most)
    return found.overlapping if agreeing is None else agreeing


def _about(asked: Asked, found: Counted) -> dict[str, Any]:
    shown = _shown(asked, found)
    return {
        "window": asked.window.days,
        "n_min": shown,
        # Of craft that nobody ever heard nobody knows how often they came.
        "n_max": shown + found.unheard if asked.subject.members else None,
        "evidence": found.evidence,
        "tuning": TUNING,
        "sure": asked.least <= found.surely <= asked.most,
    }


def _said(asked: Asked, found: Counted) -> tuple[Phrase, ...]:
    """Say how many stays were shown and how many more could have passed unheard."""
    shown = _shown(asked, found)
    said = [phrase("visited.shown", n=shown, claimed=told(asked.least, asked.most), place=asked.place)]
    if (earlier := shown - found.arriving) > 0:
        said.append(phrase("visited.begun", n=earlier))
    if found.unheard:
        said.append(phrase("visited.unheard", n=found.unheard))
    elif found.rooms:
        said.append(phrase("visited.heard"))
    return (*asked.subject.words(), *asked.window.words(), *said)


def _supported(asked: Asked, witness: Witness, found: Counted) -> Answer:
    """As many as claimed were shown; where it is said to be no more, none may have passed unheard in the silences."""
    said, about = _said(asked, found), _about(asked, found)
    if math.isfinite(asked.most):
        if not witness.holds(*asked.window.held(witness)):
            return _number_open(asked, (*said, phrase("count.not_held")), about)
        heard = (hearing_in(room, asked, witness) for room in found.rooms if room.reckoned)
        if any(hearing.reason is not None for hearing in heard):
            return _number_open(asked, (*said, phrase("count.open")), about)
    whole = asked.window.stated and asked.subject.told_apart([stay.craft for stay in found.stays])
    outcome = Outcome.SUPPORTED if whole else Outcome.PARTLY_SUPPORTED
    return Answer(outcome, said, matched=asked.roles, **about)


def _too_many(asked: Asked, witness: Witness, found: Counted) -> Answer:
    """More stays shown to begin on those days, on every clock, than claimed."""
    said, about = _said(asked, found), _about(asked, found)
    if asked.subject.named and asked.window.stated and surely_arriving(asked, witness) > asked.most:
        return Answer(Outcome.CONTRADICTED, said, Reason.CLOSED_COUNT, unmatched=("counts",), **about)
    return _number_open(asked, said, about)


def _at_most(asked: Asked, found: Counted) -> Answer:
    """A claim of no more than so many is shown when even the silences hold no more."""
    said, about = _said(asked, found), _about(asked, found)
    if found.most <= asked.most and asked.subject.named:
        return Answer(Outcome.SUPPORTED, said, matched=asked.roles, **about)
    return _number_open(asked, said, about)


def _number_open(asked: Asked, said: tuple[Phrase, ...], about: dict[str, Any]) -> Answer:
    """The answer when all but the number agrees."""
    matched = tuple(role for role in asked.roles if role != "counts")
    return Answer(Outcome.PARTLY_SUPPORTED, said, matched=matched, unmatched=("counts",), **about)


def _too_few(asked: Asked, witness: Witness, found: Counted) -> Answer:
    """Fewer stays shown than claimed: the silences decide."""
    said, about = _said(asked, found), _about(asked, found)
    if not asked.subject.members:
        return Answer(Outcome.NOT_OBSERVABLE, said, Reason.CRAFT_NOT_TRANSMITTING, unmatched=asked.roles, **about)
    if found.most < asked.least:
        named = asked.subject.named
        because = (*said, phrase("visited.closed", most=found.most))
        about |= {"n_max": found.most, "evidence": (*found.evidence, *_legs(asked, witness))}
        outcome, reason = (Outcome.CONTRADICTED, Reason.CLOSED_COUNT) if named else (Outcome.NO_TRACE, None)
        return Answer(outcome, because, reason, unmatched=("counts",), **about)
    return _in_silence(asked, witness, found, said, about)


def _legs(asked: Asked, witness: Witness) -> tuple[EvidenceRow, ...]:
    """What the craft was seen doing on those days, which leaves no room for more stays."""
    start, end = asked.window.told
    own = witness.legs([member.craft for member in asked.subject.members])
    legs = own.filter(pl.col("last_seen") > start, pl.col("first_seen") < end)
    return tuple(evidence.of_flight(leg) for leg in legs.iter_rows(named=True))


def _in_silence(
    asked: Asked, witness: Witness, found: Counted, said: tuple[Phrase, ...], about: dict[str, Any]
) -> Answer:
    """No trace when a stay in any of the silences would have been heard."""
    held = asked.window.held(witness)
    if held != asked.window.told:
        said = (*said, phrase("window.utc", start=evidence.stamp(held[0]), end=evidence.stamp(held[1])))
    heard = [(room, hearing_in(room, asked, witness)) for room in found.rooms]
    deaf = [one for one in heard if one[1].reason is not None]
    room, weakest = min(deaf or heard, key=_proof)
    rooms = [one for one, _ in deaf or heard]
    if weakest.detection:
        about |= {"p_seen_lower": weakest.detection.p_lower, "k": weakest.detection.k, "n": weakest.detection.n}
    if weakest.reason not in (Reason.ARCHIVE_MISSING, Reason.OUTSIDE_ARCHIVE):
        name = room.member.registration or room.member.craft
        about |= {"would_change": one_sighting(name, asked.place, room.seen, room.opening)}
    named = [(room.member.registration or room.member.craft, room.seen, room.opening) for room in rooms]
    because = (*said, *silences(named, TOLD), *weakest.because)
    if not deaf:
        return Answer(Outcome.NO_TRACE, because, unmatched=("counts",), **about)
    if found.last_day and asked.window.stated:
        return _number_open(asked, because, about)
    return Answer(Outcome.NOT_OBSERVABLE, because, weakest.reason, unmatched=asked.roles, **about)


def _proof(heard: tuple[Room, Hearing]) -> tuple[bool, float]:
    """Deaf silences first, then by how surely a stay would have been heard; those not looked at last."""
    found, deaf = heard[1].detection, heard[1].reason is not None
    return not deaf, found.p_lower if found else (-1.0 if deaf else 2.0)
