"""What would change a verdict: the one sighting, archive or register that is missing, or the flaw it would take."""

from __future__ import annotations

from datetime import date

from crossbearing.checks.evidence import stamp
from crossbearing.model.verdicts import Outcome, Phrase, Reason, phrase
from crossbearing.movement.prism import Opening
from crossbearing.movement.sightings import Sightings

BY_REASON = {
    Reason.ALIBI: "change.alibi",
    Reason.CLOSED_COUNT: "change.closed_count",
    Reason.RATE: "change.rate",
    Reason.RECORD: "change.record",
    Reason.NO_RECEIVER: "change.no_receiver",
    Reason.CRAFT_NOT_TRANSMITTING: "change.craft_not_transmitting",
    Reason.JAMMED: "change.jammed",
}
BY_OUTCOME = {
    Outcome.SUPPORTED: "change.supported",
    Outcome.PARTLY_SUPPORTED: "change.partly_supported",
    Outcome.CONFLICTING: "change.conflicting",
    Outcome.CONTRADICTED: "change.alibi",
    Outcome.NO_TRACE: "change.no_trace",
    Outcome.NOT_OBSERVABLE: "change.no_receiver",
    Outcome.UNTESTED: "change.untested",
    Outcome.NOT_CHECKABLE: "change.not_checkable",
}


def usual_change(outcome: Outcome, reason: Reason | None, window: tuple[date, date] | None) -> tuple[Phrase, ...]:
    """Return what would change a verdict of that kind, where its check names nothing closer."""
    if reason in (Reason.ARCHIVE_MISSING, Reason.OUTSIDE_ARCHIVE):
        days = window or ("?", "?")
        return (phrase("change.archive", start=days[0], end=days[1]),)
    if outcome in (Outcome.CONTRADICTED, Outcome.NOT_OBSERVABLE) and reason is not None:
        return (phrase(BY_REASON[reason]),)
    return (phrase(BY_OUTCOME[outcome]),)


def one_sighting(craft: str, place: str, seen: Sightings, opening: Opening) -> tuple[Phrase, ...]:
    """Return the sighting that would decide a claim: of this craft, in a silence, at the place or too far from it."""
    inside = [row for row in (opening.before, opening.after) if 0 <= row < len(seen)]
    if not inside:
        return (phrase("change.any_sighting", craft=craft, place=place),)
    times = [stamp(seen.frame["time"][row]) for row in inside]
    if len(times) == 2:
        return (phrase("change.one_sighting", craft=craft, place=place, start=times[0], end=times[1]),)
    key = "change.sighting_before" if opening.before < 0 else "change.sighting_after"
    return (phrase(key, craft=craft, place=place, time=times[0]),)
