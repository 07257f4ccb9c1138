"""How many different craft came? The check of claims that count aircraft at a place."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from crossbearing.checks.answer import Answer
from crossbearing.checks.in_air.counts_said import bounds_of, number_of, told
from crossbearing.checks.in_air.shown import stay_shown_by
from crossbearing.checks.in_air.stays import Stay, stays_of
from crossbearing.checks.subjects import Known, Member, Subject, subject_of
from crossbearing.checks.windows import Window, airports_of, places_of, window_of
from crossbearing.checks.witness import Witness
from crossbearing.model.claims import Claim, PlaceRole
from crossbearing.model.verdicts import EvidenceRow, Outcome, Phrase, Reason, phrase
from crossbearing.movement.prism import could_have_visited, top_speed_kmh

LISTED = 12


@dataclass(frozen=True, slots=True)
class There:
    """Craft at a place: the `stays` of those shown there, and those that had time to be there unseen (`perhaps`)."""

    subject: Subject
    window: Window
    place: str
    roles: tuple[str, ...]
    stays: tuple[tuple[Member, tuple[Stay, ...]], ...]
    perhaps: tuple[Member, ...]

    @property
    def n_max(self) -> int | None:
        """How many can have been there; nobody knows where the claim names no list of craft."""
        if self.subject.known_by in (Known.TYPE, Known.NOBODY):
            return None
        return len(self.stays) + len(self.perhaps)

    def words(self, claimed: str) -> tuple[Phrase, ...]:
        """Say which craft were shown there and how many more had time."""
        names = [member.registration or member.craft for member, _ in self.stays]
        listed = ", ".join(names[:LISTED]) + (" …" if len(names) > LISTED else "") if names else "–"
        shown = phrase("there.shown", n=len(names), claimed=claimed, place=self.place, crafts=listed)
        more = (phrase("there.perhaps", n=len(self.perhaps)),) if self.perhaps else ()
        return (*self.subject.words(), *self.window.words(), shown, *more)

    def about(self, witness: Witness) -> dict[str, Any]:
        """Return what every answer about them carries."""
        return {
            "n_min": len(self.stays),
            "n_max": self.n_max,
            "window": self.window.days,
            "evidence": tuple(row for _, stays in self.stays for row in stay_rows(stays, witness)),
            "sure": any(stay.overlaps(*self.window.surely) for _, stays in self.stays for stay in stays),
        }


def craft_there(claim: Claim, witness: Witness) -> Answer:
    """Count the different craft that were shown at the claimed place in the claimed days.

    A craft counts once, however often it came. Supported: as many were shown as claimed, or at least as many where the
    claim says so, in days that the archive holds whole. Contradicted is never said: of an operator or a type nobody
    knows all craft for sure. No trace: fewer were shown, and no other craft of the list had time to be there unseen.
    Partly supported: some were shown, the number was not. Not observable: none was, and some had time.
    """
    if not witness.has_tracks:
        return Answer(Outcome.UNTESTED, (phrase("untested.tracks"),))
    found, number = there(claim, witness), number_of(claim)
    if isinstance(found, Answer):
        return found
    if number is None:
        return Answer(Outcome.NOT_CHECKABLE, (phrase("count.unnamed"),))
    least, most = bounds_of(number)
    n, said, about = len(found.stays), found.words(told(least, most)), found.about(witness)
    held = math.isinf(most) or witness.holds(*found.window.held(witness))
    if least <= n <= most and found.window.stated:
        said = said if held else (*said, phrase("count.not_held"))
        outcome, unmatched = (Outcome.SUPPORTED, ()) if held else (Outcome.PARTLY_SUPPORTED, ("counts",))
        matched = (*found.roles, "counts") if held else found.roles
        return Answer(outcome, said, matched=matched, unmatched=unmatched, **about)
    if n:
        return Answer(Outcome.PARTLY_SUPPORTED, said, matched=found.roles, unmatched=("counts",), **about)
    return none_there(found, witness, said, about)


def none_there(found: There, witness: Witness, said: tuple[Phrase, ...], about: dict[str, Any]) -> Answer:
    """The answer when no craft was shown at the place."""
    unmatched = (*found.roles, "counts")
    if not witness.holds(*found.window.held(witness)):
        return Answer(Outcome.NOT_OBSERVABLE, said, Reason.ARCHIVE_MISSING, unmatched=unmatched, **about)
    if not found.subject.members:
        return Answer(Outcome.NOT_OBSERVABLE, said, Reason.CRAFT_NOT_TRANSMITTING, unmatched=unmatched, **about)
    if found.perhaps:
        return Answer(Outcome.NOT_OBSERVABLE, said, Reason.NO_RECEIVER, unmatched=unmatched, **about)
    return Answer(Outcome.NO_TRACE, said, unmatched=unmatched, **about)


def there(claim: Claim, witness: Witness, *, until: datetime | None = None) -> There | Answer:
    """Return the craft of a claim at its place in its days, or the answer that says why they cannot be looked for.

    With `until`, stays that touch the days from the first claimed one up to then count.
    """
    places = places_of(claim, PlaceRole.ARRIVAL, PlaceRole.SITE)
    airports = airports_of(places, witness)
    window = window_of(claim, witness, airports)
    if not airports or window is None:
        return Answer(Outcome.NOT_CHECKABLE, (phrase("place.unnamed" if window else "window.unknown"),))
    stretch = window.told[0], max(until or window.told[1], window.told[1])
    subject = subject_of(claim, witness)
    stays, perhaps = [], []
    for member in subject.members:
        own = tuple(stay for stay in stays_of(member, airports, witness) if stay.overlaps(*stretch))
        if own:
            stays.append((member, own))
        elif _had_time(member, airports, stretch, witness):
            perhaps.append(member)
    roles = (*subject.roles, "arrival", *(("when",) if window.stated else ()))
    named = ", ".join(place.name for place in places)
    return There(subject, window, named, roles, tuple(stays), tuple(perhaps))


def _had_time(member: Member, airports: tuple[str, ...], stretch: tuple[datetime, datetime], witness: Witness) -> bool:
    known = witness.world.types.get(member.typecode) if member.typecode else None
    seen = witness.sightings(member.craft, member.airframes)
    speed = top_speed_kmh(known.max_kt if known else None)
    return bool(could_have_visited(seen, witness.fields(airports), speed, *stretch))


def stay_rows(stays: Sequence[Stay], witness: Witness) -> tuple[EvidenceRow, ...]:
    """Return the evidence rows of some stays of one craft."""
    crafts = [stay.craft for stay in stays]
    ids = {one for stay in stays for one in stay.ids}
    legs = {leg["id"]: leg for leg in witness.legs(crafts).iter_rows(named=True)}
    rows = (row for row in witness.stays(crafts).iter_rows(named=True) if row["id"] in ids)
    return tuple(stay_shown_by(row, legs, witness) for row in rows)
