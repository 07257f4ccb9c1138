"""Were they stationed there? The check of claims that aircraft were deployed to a base."""

from __future__ import annotations

from datetime import timedelta

from crossbearing.checks.answer import Answer
from crossbearing.checks.in_air.claimed_flight import unseen_roles
from crossbearing.checks.in_air.counts_said import bounds_of, number_of, told
from crossbearing.checks.in_air.craft_there import none_there, there
from crossbearing.checks.in_air.stays import Stay
from crossbearing.checks.windows import window_of
from crossbearing.checks.witness import Witness
from crossbearing.model.claims import Claim, Count, EquipmentRole
from crossbearing.model.verdicts import Outcome, phrase

# Craft that were stationed come and go for days: so long after the claimed day their stays are looked at. GUESS.
FOLLOWED = timedelta(days=7)
# A craft seen at the place on days so far apart was there for more than a delivery. GUESS.
SETTLED = timedelta(hours=24)
TUNING = (("followed_days", f"{FOLLOWED.days}"), ("settled_h", f"{SETTLED.total_seconds() / 3600:g}"))


def names_aircraft(claim: Claim) -> bool:
    """Whether the claim names aircraft that can be looked for."""
    craft = claim.craft
    if craft.registration or craft.callsign or craft.flight_number:
        return True
    ships = {"vessels", "records"} & set(claim.checkable_by)
    return not ships and any(item.role is EquipmentRole.CARRIER for item in claim.equipment)


def based(claim: Claim, witness: Witness) -> Answer:
    """Look for stays of the claimed craft at the claimed base, from the claimed days to a week after them.

    Supported: as many different craft as claimed were shown there, each on moments at least a day apart. Partly
    supported: some were shown there, fewer than claimed or for a shorter time: that they came is shown, that they were
    stationed is not. No trace: none was, and none of the listed craft had time to be there unseen. Not observable:
    everything else. Why they were there, and under whose orders, no track can show.
    """
    if not witness.has_tracks:
        return Answer(Outcome.UNTESTED, (phrase("untested.tracks"),))
    window = window_of(claim, witness, ())
    found = there(claim, witness, until=window.told[1] + FOLLOWED if window else None)
    if isinstance(found, Answer):
        return found
    least, most = bounds_of(_number(claim))
    unseen = (*unseen_roles(claim), "purpose")
    said, about = found.words(told(least, most)), found.about(witness) | {"not_checkable": unseen, "tuning": TUNING}
    if not found.stays:
        return none_there(found, witness, said, about)
    settled = [member for member, stays in found.stays if _settled(stays)]
    said = (*said, phrase("based.settled", n=len(settled), hours=f"{SETTLED.total_seconds() / 3600:g}"))
    if len(settled) >= max(1, least) and found.window.stated and found.subject.roles:
        return Answer(Outcome.SUPPORTED, said, matched=(*found.roles, "counts"), **about)
    enough = ("counts",) if len(found.stays) < least else ()
    return Answer(Outcome.PARTLY_SUPPORTED, said, matched=found.roles, unmatched=(*enough, "stationed"), **about)


def _number(claim: Claim) -> Count:
    """How many craft: as counted, or as the carriers of the claim are numbered; one where nobody says."""
    carriers = [one for one in claim.equipment if one.role is EquipmentRole.CARRIER and (one.min or one.max)]
    counted = number_of(claim) or next((Count("aircraft", one.min, one.max) for one in carriers), None)
    return counted or Count("aircraft", 1, None)


def _settled(stays: tuple[Stay, ...]) -> bool:
    first, last = min(stay.since for stay in stays), max(stay.until for stay in stays)
    return last - first >= SETTLED
