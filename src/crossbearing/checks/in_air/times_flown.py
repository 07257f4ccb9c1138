"""How often was the way flown? The check of claims that count flights: "six flights from Tehran to Moscow"."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from crossbearing.checks.answer import Answer
from crossbearing.checks.heard.hidden import silences
from crossbearing.checks.heard.unheard import would_be_heard
from crossbearing.checks.in_air.claimed_flight import Asked, Leg, agreeing_legs, asked_of, lies_in, touches, whole
from crossbearing.checks.in_air.counts_said import bounds_of, number_of, told
from crossbearing.checks.in_air.flew import TUNING, Room, rooms_of
from crossbearing.checks.in_air.shown import shown_by
from crossbearing.checks.subjects import Known
from crossbearing.checks.witness import Witness
from crossbearing.model.claims import Claim
from crossbearing.model.verdicts import Outcome, Phrase, Reason, phrase

TOLD = 8


@dataclass(frozen=True, slots=True)
class Tally:
    """Legs shown on the claimed days, those among them on every clock, legs seen in part, and silences with room."""

    shown: tuple[Leg, ...]
    sure: int
    half: tuple[Leg, ...]
    rooms: tuple[Room, ...]

    @property
    def closed(self) -> bool:
        """Whether nothing leaves room for one more."""
        return not self.half and not self.rooms


def times_flown(claim: Claim, witness: Witness) -> Answer:
    """Count the legs of the claimed craft from the claimed departure to the claimed arrival in the claimed days.

    A leg counts when both its ends were seen on the ground, low at the field, or through the leg before or after.
    Supported: as many legs were shown as claimed, and another one would have been heard; or at least as many, where the
    claim says so. Contradicted: the craft is named, and there are fewer and no silence with room for one more, or
    more were shown to lie in those days on every clock. No trace: the missing flights fit only into silences in which
    they would have been heard. Partly supported: some were shown, the number was not. Not observable: everything else.
    """
    if not witness.has_tracks:
        return Answer(Outcome.UNTESTED, (phrase("untested.tracks"),))
    asked, number = asked_of(claim, witness), number_of(claim)
    if isinstance(asked, Answer):
        return asked
    if number is None:
        return Answer(Outcome.NOT_CHECKABLE, (phrase("count.unnamed"),))
    least, most = bounds_of(number)
    found = _tally(asked, witness)
    n = len(found.shown)
    said = (*asked.words(), phrase("flown.shown", n=n, claimed=told(least, most)))
    about = _about(asked, witness, found)
    if found.sure > most:
        return _too_many(asked, said, about)
    if n >= least:
        agrees = n <= most or found.sure >= least
        return _enough(asked, said, about, agrees, None if math.isinf(most) else _open(asked, witness, found))
    return _too_few(asked, witness, found, said, about)


def _tally(asked: Asked, witness: Witness) -> Tally:
    legs = [leg for leg in agreeing_legs(asked, witness) if touches(leg, asked.window.told)]
    shown = tuple(leg for leg in legs if whole(leg, asked))
    half = tuple(leg for leg in legs if not whole(leg, asked))
    every = rooms_of(asked, witness, asked.window.told) if asked.subject.members else []
    rooms = tuple(room for room in every if not _is_one_of(room, legs))
    return Tally(shown, sum(lies_in(leg, asked) for leg in shown), half, rooms)


def _is_one_of(room: Room, legs: Sequence[Leg]) -> bool:
    """Whether what was seen in the air between leaving and landing belongs to a leg that is counted already."""
    first, last = room.opening.before + 1, room.opening.after - 1
    if first > last:
        return False
    start, end = room.seen.seconds[first], room.seen.seconds[last]
    own = (leg for leg in legs if leg["craft"] == room.member.craft)
    return any(leg["first_seen"].timestamp() <= end and leg["last_seen"].timestamp() >= start for leg in own)


def _about(asked: Asked, witness: Witness, found: Tally) -> dict[str, Any]:
    open_ended = bool(found.rooms) or not asked.subject.members or asked.subject.known_by in (Known.NOBODY, Known.TYPE)
    n = len(found.shown)
    return {
        "n_min": n,
        "n_max": None if open_ended else n + len(found.half),
        "not_checkable": asked.unseen,
        "window": asked.window.days,
        "tuning": TUNING,
        "evidence": tuple(shown_by(leg, witness) for leg in (*found.shown, *found.half)),
        "sure": found.sure == n,
    }


def _too_many(asked: Asked, said: tuple[Phrase, ...], about: dict[str, Any]) -> Answer:
    if asked.subject.named and asked.window.stated:
        return Answer(Outcome.CONTRADICTED, said, Reason.CLOSED_COUNT, unmatched=("counts",), **about)
    return _number_open(asked, said, about)


def _number_open(asked: Asked, said: tuple[Phrase, ...], about: dict[str, Any]) -> Answer:
    matched = tuple(role for role in asked.roles if role not in asked.unplaced)
    return Answer(Outcome.PARTLY_SUPPORTED, said, matched=matched, unmatched=("counts", *asked.unplaced), **about)


def _open(asked: Asked, witness: Witness, found: Tally) -> Phrase | None:
    """Why there may have been more than were shown; None when there were none, or they would have been heard."""
    held = asked.window.held(witness)
    if not witness.holds(*held):
        return phrase("count.not_held")
    if asked.subject.known_by in (Known.NOBODY, Known.TYPE):
        return None
    crafts = [member.craft for member in asked.subject.members]
    rooms = [(room.seen, room.opening) for room in found.rooms]
    unheard = bool(rooms) and would_be_heard(witness, crafts, rooms, *held).reason is not None
    return phrase("count.open") if unheard or found.half else None


def _enough(asked: Asked, said: tuple[Phrase, ...], about: dict[str, Any], agrees: bool, more: Phrase | None) -> Answer:
    """As many as claimed were shown: whole when the days are stated, none is open, and the craft are told apart."""
    said = said if more is None else (*said, more)
    apart = asked.subject.told_apart([member.craft for member in asked.subject.members])
    if more is None and agrees and asked.window.stated and apart and not asked.unplaced:
        return Answer(Outcome.SUPPORTED, said, matched=(*asked.roles, "counts"), **about)
    return _number_open(asked, said, about)


def _too_few(asked: Asked, witness: Witness, found: Tally, said: tuple[Phrase, ...], about: dict[str, Any]) -> Answer:
    """Fewer shown than claimed: what was seen in part and the silences decide."""
    subject, some = asked.subject, bool(found.shown or found.half)
    if not subject.members:
        return _number_open(asked, said, about) if some else Answer(
            Outcome.NOT_OBSERVABLE, said, Reason.CRAFT_NOT_TRANSMITTING, unmatched=asked.roles, **about
        )  # fmt: skip
    if found.closed:
        outcome, reason = (Outcome.CONTRADICTED, Reason.CLOSED_COUNT) if subject.named else (Outcome.NO_TRACE, None)
        return Answer(outcome, (*said, phrase("flown.closed")), reason, unmatched=("counts",), **about)
    if not found.rooms:
        return _number_open(asked, said, about)
    crafts = [member.craft for member in subject.members]
    held = asked.window.held(witness)
    hearing = would_be_heard(witness, crafts, [(room.seen, room.opening) for room in found.rooms], *held)
    named = [(room.member.registration or room.member.craft, room.seen, room.opening) for room in found.rooms]
    said = (*said, *silences(named, TOLD), *hearing.because)
    if seen := hearing.detection:
        about |= {"p_seen_lower": seen.p_lower, "k": seen.k, "n": seen.n}
    if hearing.reason is None and not found.half:
        return Answer(Outcome.NO_TRACE, said, unmatched=("counts",), **about)
    if some:
        return _number_open(asked, said, about)
    return Answer(Outcome.NOT_OBSERVABLE, said, hearing.reason, unmatched=asked.roles, **about)
