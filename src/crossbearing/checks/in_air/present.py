"""Was it there at all? The check of statements that put a craft at a place on a day, whatever else they say."""

from __future__ import annotations

from typing import Any

from crossbearing.checks import evidence
from crossbearing.checks.answer import Answer
from crossbearing.checks.decisive import one_sighting
from crossbearing.checks.heard.hidden import silences
from crossbearing.checks.heard.unheard import would_be_heard
from crossbearing.checks.in_air.claimed_flight import unseen_roles
from crossbearing.checks.in_air.craft_there import stay_rows
from crossbearing.checks.in_air.silent import says_silent
from crossbearing.checks.in_air.stays import stays_of
from crossbearing.checks.subjects import Member, Subject, subject_of
from crossbearing.checks.windows import Window, airports_of, window_of
from crossbearing.checks.witness import Witness
from crossbearing.model.claims import Claim, PlaceRole
from crossbearing.model.verdicts import EvidenceRow, Outcome, Phrase, Reason, phrase
from crossbearing.movement.prism import WIND_FACTOR, Opening, could_have_visited, top_speed_kmh
from crossbearing.movement.sightings import Sightings

TOLD = 6
TUNING = (("wind_factor", f"{WIND_FACTOR:g}"),)
AT = (PlaceRole.SITE, PlaceRole.ARRIVAL, PlaceRole.DEPARTURE)


def names_craft_and_place(claim: Claim) -> bool:
    """Whether a statement names an aircraft, a place and a day."""
    marks = claim.craft
    named = marks.registration or marks.callsign or marks.flight_number
    at = any(place.role in AT for place in claim.places)
    return bool(named and at and claim.when and (claim.when.start or claim.when.end)) and not says_silent(claim)


def present(claim: Claim, witness: Witness) -> Answer:
    """Look for the claimed craft at the claimed place on the claimed days; what else is said no track can show.

    Partly supported: a stay there was shown. Contradicted: the craft is named, and between the positions received
    there was no time to be at the place even at 1.15 times the highest speed of its type (an alibi). No trace: there
    was time only in silences in which going there would have been heard. Not observable: everything else.
    """
    if not witness.has_tracks:
        return Answer(Outcome.UNTESTED, (phrase("untested.tracks"),))
    places = tuple(place for place in claim.places if place.role in AT)
    airports, subject = airports_of(places, witness), subject_of(claim, witness)
    window = window_of(claim, witness, airports)
    unseen = (*unseen_roles(claim), "statement")
    if not airports or window is None:
        said = (phrase("place.unnamed"),) if window else (phrase("window.unknown"),)
        return Answer(Outcome.NOT_CHECKABLE, said, not_checkable=unseen)
    named = ", ".join(place.name for place in places)
    words = (*subject.words(), *window.words())
    roles = (*subject.roles, "site", "when")
    stays = [(m, s) for m in subject.members for s in stays_of(m, airports, witness) if s.overlaps(*window.told)]
    if stays:
        first = phrase("present.seen", craft=stays[0][0].registration or stays[0][0].craft, place=named,
                       start=evidence.stamp(stays[0][1].since), end=evidence.stamp(stays[0][1].until))  # fmt: skip
        return Answer(
            Outcome.PARTLY_SUPPORTED, (*words, first, phrase("present.beyond")), matched=roles,
            unmatched=(), not_checkable=unseen, window=window.days, tuning=TUNING,
            evidence=tuple(row for _, stay in stays for row in stay_rows([stay], witness)),
            sure=any(stay.overlaps(*window.surely) for _, stay in stays),
        )  # fmt: skip
    return _unseen(subject, window, airports, named, witness, words, roles, unseen)


Room = tuple[Member, Sightings, Opening]


def _unseen(
    subject: Subject,
    window: Window,
    airports: tuple[str, ...],
    place: str,
    witness: Witness,
    words: tuple[Phrase, ...],
    roles: tuple[str, ...],
    unseen: tuple[str, ...],
) -> Answer:
    about: dict[str, Any] = {"window": window.days, "tuning": TUNING, "unmatched": roles, "not_checkable": unseen}
    if not subject.members:
        return Answer(Outcome.NOT_OBSERVABLE, words, Reason.CRAFT_NOT_TRANSMITTING, **about)
    rooms = [room for member in subject.members for room in _rooms(member, window, airports, witness)]
    if not rooms:
        return _alibi(subject, window, place, witness, words, about)
    crafts = [member.craft for member in subject.members]
    hearing = would_be_heard(witness, crafts, [(seen, opening) for _, seen, opening in rooms], *window.held(witness))
    told = silences([(m.registration or m.craft, seen, opening) for m, seen, opening in rooms], TOLD)
    if found := hearing.detection:
        about |= {"p_seen_lower": found.p_lower, "k": found.k, "n": found.n}
    member, seen, opening = max(rooms, key=lambda room: room[2].latest - room[2].earliest)
    if hearing.reason not in (Reason.ARCHIVE_MISSING, Reason.OUTSIDE_ARCHIVE):
        about["would_change"] = one_sighting(member.registration or member.craft, place, seen, opening)
    outcome = Outcome.NO_TRACE if hearing.reason is None else Outcome.NOT_OBSERVABLE
    return Answer(outcome, (*words, *told, *hearing.because), hearing.reason, **about)


def _rooms(member: Member, window: Window, airports: tuple[str, ...], witness: Witness) -> list[Room]:
    known = witness.world.types.get(member.typecode) if member.typecode else None
    seen = witness.sightings(member.craft, member.airframes)
    speed = top_speed_kmh(known.max_kt if known else None)
    found = could_have_visited(seen, witness.fields(airports), speed, *window.told, stop_s=0.0)
    return [(member, seen, opening) for opening in found]


def _alibi(
    subject: Subject, window: Window, place: str, witness: Witness, words: tuple[Phrase, ...], about: dict[str, Any]
) -> Answer:
    """No craft had time to be there: an alibi for a named one, no trace for others."""
    start, end = window.told
    said: list[Phrase] = []
    rows: list[EvidenceRow] = []
    for member in subject.members[:TOLD]:
        seen = witness.sightings(member.craft, member.airframes)
        inside = [n for n in range(len(seen)) if start.timestamp() <= seen.seconds[n] < end.timestamp()]
        name = member.registration or member.craft
        stamps = {"start": evidence.stamp(start), "end": evidence.stamp(end)}
        said.append(phrase("flew.alibi.one", craft=name, place=place, n=len(inside), **stamps))
        ends = (inside[0] - 1, inside[0], inside[-1], inside[-1] + 1) if inside else ()
        rows += evidence.of_sightings(seen, ends)
    outcome, reason = (Outcome.CONTRADICTED, Reason.ALIBI) if subject.named else (Outcome.NO_TRACE, None)
    return Answer(outcome, (*words, *said), reason, evidence=tuple(rows), **about)
