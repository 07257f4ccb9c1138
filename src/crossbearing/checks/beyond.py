"""Claims that aircraft tracks cannot test: what to load, or why nothing would help."""

from __future__ import annotations

from crossbearing.checks.answer import Answer
from crossbearing.checks.in_air.claimed_flight import unseen_roles
from crossbearing.checks.in_air.flew import flew
from crossbearing.checks.subjects import types_of
from crossbearing.checks.witness import Witness
from crossbearing.model.claims import Claim, EquipmentRole
from crossbearing.model.verdicts import Outcome, phrase


def needs_ships(claim: Claim, witness: Witness) -> Answer:
    """What ships are said to be rather than to do is not tested by positions: the claim stays untested.

    That says nothing for or against it.
    """
    return Answer(Outcome.UNTESTED, (phrase("untested.ships"),), not_checkable=unseen_roles(claim))


def needs_records(claim: Claim, witness: Witness) -> Answer:
    """Journeys of people are tested against travel records, which this version cannot read.

    The claim stays untested; that says nothing for or against it.
    """
    return Answer(Outcome.UNTESTED, (phrase("untested.records"),), not_checkable=unseen_roles(claim))


def delivered(claim: Claim, witness: Witness) -> Answer:
    """Test a delivery by air like a flight of its carrier; the cargo itself no track can show.

    Without an aircraft: by ship it stays untested, and without any carrier, or without any place it went to, nothing
    that moves could show it.
    """
    named = claim.craft.registration or claim.craft.callsign or claim.craft.flight_number
    if named or types_of(claim, witness):
        return flew(claim, witness)
    carried = bool(claim.places) and any(item.role is EquipmentRole.CARRIER for item in claim.equipment)
    if claim.craft.imo or claim.craft.mmsi or carried or "vessels" in claim.checkable_by:
        return Answer(Outcome.UNTESTED, (phrase("untested.ships"),), not_checkable=unseen_roles(claim))
    return Answer(Outcome.NOT_CHECKABLE, (phrase("beyond.no_carrier"),), not_checkable=unseen_roles(claim))


def beyond(claim: Claim, witness: Witness) -> Answer:
    """Agreements, statements, training, deployments and other names: no movement of a craft settles most of them.

    What records or positions could settle, such as the passports of travellers or a transponder that was off, stays
    untested: this version has no check for it.
    """
    if "records" in claim.checkable_by:
        return needs_records(claim, witness)
    if "vessels" in claim.checkable_by:
        return needs_ships(claim, witness)
    if "flights" in claim.checkable_by:
        return Answer(Outcome.UNTESTED, (phrase("untested.no_check"),), not_checkable=unseen_roles(claim))
    return Answer(Outcome.NOT_CHECKABLE, (phrase("beyond.words"),))
