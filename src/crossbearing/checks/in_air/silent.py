"""Was its transponder off? The check of statements that a craft fell silent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np

from crossbearing.checks import evidence
from crossbearing.checks.answer import Answer
from crossbearing.checks.heard.hidden import LOW_FT, length_km, point_of
from crossbearing.checks.heard.unheard import HABIT, MOVED_KM, Hearing, way_would_be_heard
from crossbearing.checks.subjects import Subject, subject_of
from crossbearing.checks.windows import Window, window_of
from crossbearing.checks.witness import Witness
from crossbearing.model.claims import Claim
from crossbearing.model.verdicts import Outcome, Phrase, Reason, phrase
from crossbearing.movement.coverage import route
from crossbearing.movement.passes import HEARD_EVERY_S
from crossbearing.movement.prism import top_speed_kmh
from crossbearing.movement.sightings import Sightings, moment
from crossbearing.world.spelling import fold

# A silence told of as a transponder that was off lasts so long at least. GUESS: receivers lose craft for minutes.
SHORTEST_S = 1800.0
# At most so many silences are told of one by one.
TOLD = 4
# The share of a type's highest speed over ground, wind included, at which no flight on its way stays. GUESS: cruise
# is 85 to 95 % of the highest speed, a strong headwind takes a sixth, and the factor for the wind another seventh.
SLOWEST = 0.6
# Time that a flight may lose on its way: a turn, a hold. GUESS.
HOLDING_S = 600.0
# So many others must have been heard along the way in the very hours of the silence. GUESS: one can be luck.
MEANWHILE = 3
TUNING = (("shortest_s", f"{SHORTEST_S:g}"), ("moved_km", f"{MOVED_KM:g}"))

_SIGNAL = re.compile(
    r"transpond|\bsignal|\bsignaux|ads-?b|\bais\b|\bbalise|\bbeacon|\bemetteur|\becrans?\b|\bradars?\b|\btracking\b"
)
_SILENT = re.compile(
    r"\boff\b|\bdark\b|silen|muet|mute\b|s'est tue?|eteint|coupe|desactiv|debranch|disabl|inactif|inactive|disappear|"
    r"disparu|vanish|perdu|lost|cess|stopp|interromp|hors ligne"
)

_HOURS = {"hours without signal": 1.0, "days without signal": 24.0}


def says_silent(claim: Claim) -> bool:
    """Whether a statement says that an aircraft's signal was off or lost: by its words, or by hours without signal."""
    at_sea = "vessels" in claim.checkable_by or claim.craft.imo or claim.craft.mmsi
    return not at_sea and words_of_silence(claim)


def words_of_silence(claim: Claim) -> bool:
    """Whether a claim speaks of a signal that was off or lost, of whatever craft."""
    words = fold(claim.quote)
    counted = any(one.what.endswith("without signal") for one in claim.counts)
    return counted or bool(_SIGNAL.search(words) and _SILENT.search(words)) or " dark" in f" {words}"


def silent_hours(claim: Claim) -> list[float]:
    """How long the silences are said to be that a claim gives lengths of, in hours, in its order."""
    return [one.min * _HOURS[one.what] for one in claim.counts if one.what in _HOURS and one.min]


@dataclass(frozen=True, slots=True)
class Gap:
    """A silence of a craft between two sightings, and whether its straight way would have been heard."""

    before: int
    after: int
    seconds: float
    flew: bool
    hearing: Hearing | None = None


def silent(claim: Claim, witness: Witness) -> Answer:
    """Look for a silence of the craft, on the claimed days, on a way on which it would have been heard.

    Supported: the craft flew in a silence of half an hour or more (or as long as claimed) that is no longer than the
    straight way takes; others were heard along that way in the same hours; and on all days their flights there were
    heard often enough to say, with 95 % confidence, that at least 95 of 100 would have given three positions. Why it
    was silent, whether by hand or by a fault, no receiver can tell. Contradicted: the craft was heard throughout those
    days, and no silence was as long as claimed. Not observable: it was silent where nobody would have been heard, or
    stood on the ground.
    """
    if not witness.has_tracks:
        return Answer(Outcome.UNTESTED, (phrase("untested.tracks"),))
    subject, window = subject_of(claim, witness), window_of(claim, witness, ())
    if window is None or not subject.roles:
        said = phrase("subject.nobody") if window else phrase("window.unknown")
        return Answer(Outcome.NOT_CHECKABLE, (said,), not_checkable=("cause",))
    about: dict[str, Any] = {"window": window.days, "tuning": TUNING, "not_checkable": ("cause",)}
    words = (*subject.words(), *window.words())
    if len(subject.members) != 1 or not subject.members[0].craft:
        return Answer(Outcome.NOT_OBSERVABLE, words, Reason.CRAFT_NOT_TRANSMITTING, unmatched=subject.roles, **about)
    member = subject.members[0]
    seen = witness.sightings(member.craft, member.airframes)
    return _judged(claim, subject, window, seen, witness, words, about)


def _judged(
    claim: Claim,
    subject: Subject,
    window: Window,
    seen: Sightings,
    witness: Witness,
    words: tuple[Phrase, ...],
    about: dict[str, Any],
) -> Answer:
    craft, least = subject.members[0], _claimed_s(claim)
    name = craft.registration or craft.craft
    gaps = _gaps(seen, window.told)
    rhythm = max((gap.seconds for gap in gaps), default=np.inf)
    heard_throughout = _inside(seen, window.told) and rhythm < max(HEARD_EVERY_S, least if claim.counts else 0.0)
    if heard_throughout and subject.named:
        longest = max(gaps, key=lambda gap: gap.seconds)
        said = (*words, phrase("silent.never", craft=name, minutes=round(longest.seconds / 60.0)))
        rows = evidence.of_sightings(seen, (longest.before, longest.after))
        return Answer(Outcome.CONTRADICTED, said, Reason.CLOSED_COUNT, unmatched=("silence",), evidence=rows, **about)
    flown = [gap for gap in gaps if gap.flew and gap.seconds >= least]
    if not flown:
        said = (*words, phrase("silent.none", craft=name, minutes=round(least / 60.0)))
        return Answer(Outcome.NOT_OBSERVABLE, said, Reason.NO_RECEIVER, unmatched=("silence",), **about)
    judged = [(gap, _hearing(gap, craft.craft, seen, witness)) for gap in flown]
    heard = [(gap, hearing) for gap, hearing in judged if hearing.reason is None and _proves(gap, claim, seen, witness)]
    chosen = (heard or judged)[:TOLD]
    told = tuple(_told(name, gap, seen) for gap, _ in chosen)
    best = max((hearing for _, hearing in chosen), key=lambda one: one.detection.p_lower if one.detection else -1.0)
    if best.detection:
        about |= {"p_seen_lower": best.detection.p_lower, "k": best.detection.k, "n": best.detection.n}
    about["evidence"] = tuple(row for gap, _ in chosen for row in evidence.of_sightings(seen, (gap.before, gap.after)))
    because = (*words, *told, *best.because)
    if not heard:
        because = because if best.reason else (*because, phrase("silent.elsewhere"))
        reason = best.reason or Reason.NO_RECEIVER
        return Answer(Outcome.NOT_OBSERVABLE, because, reason, unmatched=("silence",), **about)
    outcome = Outcome.SUPPORTED if window.stated and subject.told_apart((craft.craft,)) else Outcome.PARTLY_SUPPORTED
    because = (*because, phrase("silent.cause"))
    return Answer(outcome, because, matched=(*subject.roles, "when", "silence"), **about)


def _proves(gap: Gap, claim: Claim, seen: Sightings, witness: Witness) -> bool:
    """Whether the craft must have flown the straight way in a silence, and others were heard along it meanwhile.

    A silence longer than the way needs may have been spent elsewhere, or on the ground.
    """
    subject = subject_of(claim, witness).members[0]
    known = witness.world.types.get(subject.typecode) if subject.typecode else None
    a, b = point_of(seen, gap.before), point_of(seen, gap.after)
    usual_s = length_km([a, b]) / (SLOWEST * top_speed_kmh(known.max_kt if known else None)) * 3600.0
    start, end = moment(float(seen.until[gap.before])), moment(float(seen.seconds[gap.after]))
    if gap.seconds > usual_s + HOLDING_S or start is None or end is None:
        return False
    around = start.replace(minute=0, second=0, microsecond=0), end
    meanwhile = witness.controls.detection(route(*a, *b), [subject.craft], hours=around)
    return meanwhile.k >= MEANWHILE and meanwhile.k >= HABIT * meanwhile.n


def _claimed_s(claim: Claim) -> float:
    """How long the silence is said to have lasted, else the shortest that is told of."""
    return max(SHORTEST_S, next(iter(silent_hours(claim)), 0.0) * 3600.0)


def _gaps(seen: Sightings, window: tuple[datetime, datetime]) -> list[Gap]:
    """The silences that reach into a window, longest first."""
    if len(seen) < 2:
        return []
    start, end = (one.timestamp() for one in window)
    length = seen.seconds[1:] - seen.until[:-1]
    rows = np.flatnonzero((seen.seconds[1:] > start) & (seen.until[:-1] < end))
    found = [Gap(int(row), int(row) + 1, float(length[row]), _flew(seen, int(row))) for row in rows]
    return sorted(found, key=lambda gap: (-gap.seconds, gap.before))


def _flew(seen: Sightings, row: int) -> bool:
    """Whether the craft flew in the silence after a sighting: in the air on both sides, or next seen far away."""
    aloft = all(not seen.grounded[one] and seen.alt_ft[one] > LOW_FT for one in (row, row + 1))
    return bool(aloft or length_km([point_of(seen, row), point_of(seen, row + 1)]) >= MOVED_KM)


def _inside(seen: Sightings, window: tuple[datetime, datetime]) -> bool:
    """Whether the craft was seen before, in and after a window."""
    start, end = (one.timestamp() for one in window)
    return bool(len(seen) and seen.seconds[0] <= start and seen.until[-1] >= end)


def _hearing(gap: Gap, craft: str, seen: Sightings, witness: Witness) -> Hearing:
    start, end = moment(float(seen.until[gap.before])), moment(float(seen.seconds[gap.after]))
    assert start is not None and end is not None
    way = point_of(seen, gap.before), point_of(seen, gap.after)
    return way_would_be_heard(witness, craft, way, start, end)


def _told(craft: str, gap: Gap, seen: Sightings) -> Phrase:
    times = (evidence.stamp(seen.frame["time"][row]) for row in (gap.before, gap.after))
    start, end = times
    km = length_km([point_of(seen, gap.before), point_of(seen, gap.after)])
    return phrase("silent.gap", craft=craft, start=start, end=end, minutes=round(gap.seconds / 60.0), km=f"{km:.0f}")
