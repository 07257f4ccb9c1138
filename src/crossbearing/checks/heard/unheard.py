"""Would it have been heard? The four gates between "no trace" and "not observable".

A silence that leaves room for the claimed movement says something only when (1) the archive holds those hours
whole, (2) a craft flying there would have been heard, as other craft's flights show, (3) this craft, or its fleet by
habit, is heard where others are, and (4) that holds without the cells where satellite navigation was disturbed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from crossbearing.checks.evidence import stamp
from crossbearing.checks.heard.hidden import hidden_pieces, length_km, point_of, sides_of
from crossbearing.checks.heard.outage import outage, quiet_hour
from crossbearing.checks.witness import Witness
from crossbearing.model.verdicts import Phrase, Reason, phrase
from crossbearing.movement.coverage import Detection, route, rows_where, stretches, without_cells
from crossbearing.movement.prism import Opening
from crossbearing.movement.sightings import Sightings, moment

# docs/method/verdicts.md: with a lower bound of 0.95 a miss is a one-in-twenty event at most.
PROVEN = 0.95
# A craft is heard by habit when nine in ten of its own legs through well covered cells were, as controls are...
HABIT = 0.9
# ...of which there must be this many. GUESS: five legs are a week of a busy craft.
HABIT_LEGS = 5
# A cell is well covered when eight in ten of the others' passes were heard there. GUESS.
WELL_COVERED = 0.8
# A craft next seen this far away has flown: farther than any ground vehicle or taxiing explains. GUESS.
MOVED_KM = 150.0


Point = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Hearing:
    """Whether the openings would have been heard: `reason` is None when all gates are passed."""

    reason: Reason | None
    detection: Detection | None
    because: tuple[Phrase, ...]


def would_be_heard(
    witness: Witness, crafts: Sequence[str], found: Sequence[tuple[Sightings, Opening]], start: datetime, end: datetime
) -> Hearing:
    """Return the weakest hearing over all openings, looked at between `start` and `end`; all crafts are one fleet."""
    worst = _weakest(_opening_gates(witness, crafts, seen, opening, start, end) for seen, opening in found)
    if worst.reason is not None:
        return worst
    habit = _habit(witness, crafts)
    if habit is not None:
        return Hearing(Reason.CRAFT_NOT_TRANSMITTING, worst.detection, (*worst.because, habit))
    return worst


def _weakest(hearings: Iterable[Hearing]) -> Hearing:
    """The hearing of least proof; nothing is weaker than one without any, and the others are then not looked at."""
    worst: Hearing | None = None
    for one in hearings:
        if worst is None or _proof(one) < _proof(worst):
            worst = one
        if one.reason is not None and one.detection is None:
            break
    assert worst is not None
    return worst


def _proof(hearing: Hearing) -> tuple[bool, float]:
    return hearing.reason is None, hearing.detection.p_lower if hearing.detection else -1.0


def _opening_gates(
    witness: Witness, crafts: Sequence[str], seen: Sightings, opening: Opening, start: datetime, end: datetime
) -> Hearing:
    """The gates that depend on the silence: archive, receivers, jamming."""
    low, high = moment(opening.earliest) or start, moment(opening.latest) or end
    low, high = max(low, start), min(high, end)
    missing = _archive_gate(witness, low, high)
    found = missing or _way_gates(witness, crafts, hidden_pieces(witness, seen, opening), low, high)
    return found if found.reason else _moved_unheard(witness, crafts, seen, opening) or found


def way_would_be_heard(
    witness: Witness, craft: str, way: tuple[Point, Point], start: datetime, end: datetime
) -> Hearing:
    """Return whether a craft that flew straight between two points in `[start, end)` would have been heard there."""
    missing = _archive_gate(witness, start, end)
    found = missing or _way_gates(witness, [craft], [route(*way[0], *way[1])], start, end)
    habit = None if found.reason else _habit(witness, [craft])
    return Hearing(Reason.CRAFT_NOT_TRANSMITTING, found.detection, (*found.because, habit)) if habit else found


def _way_gates(
    witness: Witness, crafts: Sequence[str], pieces: Sequence[pl.DataFrame], low: datetime, high: datetime
) -> Hearing:
    """The gates of some ways of which all or none were flown: receivers, jamming, outages."""
    jammed = witness.jams.cells(low, max(low, high))
    bad = jammed["cell"].to_list()
    clean = [without_cells(piece, bad) for piece in pieces]
    pooled = _best(witness, crafts, clean)
    if pooled.p_lower >= PROVEN:
        return _outage_gate(witness, crafts, clean, low, high, pooled)
    if jammed.is_empty() or _best(witness, crafts, pieces).p_lower < PROVEN:
        return Hearing(Reason.NO_RECEIVER, pooled, _counted(pooled))
    k, n = int(jammed["disturbed"].sum()), int(jammed["craft"].sum())
    return Hearing(Reason.JAMMED, pooled, (*_counted(pooled), phrase("unheard.jammed", k=k, n=n)))


def _moved_unheard(witness: Witness, crafts: Sequence[str], seen: Sightings, opening: Opening) -> Hearing | None:
    """The craft was next seen elsewhere, a way along which others are heard: it flew unheard in that very silence."""
    for before, after in sides_of(opening):
        if before < 0 or after >= len(seen):
            continue
        a, b = point_of(seen, before), point_of(seen, after)
        if length_km([a, b]) >= MOVED_KM:
            found = _best(witness, crafts, [route(*a, *b)])
            if found.p_lower >= PROVEN:
                said = phrase("unheard.moved", km=f"{length_km([a, b]):.0f}", k=found.k, n=found.n)
                return Hearing(Reason.CRAFT_NOT_TRANSMITTING, found, (said,))
    return None


def _outage_gate(
    witness: Witness,
    crafts: Sequence[str],
    ways: Sequence[pl.DataFrame],
    low: datetime,
    high: datetime,
    best: Detection,
) -> Hearing:
    """Whether the bound stands without the stretches where receivers were silent in those hours."""
    deaf = quiet_hour(witness.hours, low, high)
    if deaf is not None:
        return Hearing(Reason.NO_RECEIVER, best, (*_counted(best), phrase("unheard.quiet", start=stamp(deaf))))
    quiet: list[tuple[datetime, datetime]] = []
    working = []
    for way in ways:
        for ends in stretches(way):
            km = way["km"].to_numpy()
            part = rows_where(way, (km >= ends[0]) & (km <= ends[1]))
            found = outage(witness.controls, part["cell"].to_list(), low, high, witness.held_hours, crafts)
            quiet += [found] if found else []
            way = without_cells(way, part["cell"].to_list()) if found else way
        working.append(way)
    if not quiet:
        return Hearing(None, best, _counted(best))
    left = _best(witness, crafts, working)
    if left.p_lower >= PROVEN:
        return Hearing(None, left, _counted(left))
    said = phrase("unheard.outage", start=stamp(quiet[0][0]), end=stamp(quiet[0][1]))
    return Hearing(Reason.NO_RECEIVER, left, (*_counted(best), said))


def _best(witness: Witness, crafts: Sequence[str], pieces: Sequence[pl.DataFrame]) -> Detection:
    """The chance of being heard on the piece where that is best proven: all of them were flown, or none."""
    each = [witness.controls.detection(piece, crafts) for piece in pieces if piece.height]
    return max(each, key=lambda d: (d.p_lower, d.n), default=Detection(0, 0, 0.0))


def _counted(found: Detection) -> tuple[Phrase, ...]:
    if not found.n:
        return (phrase("unheard.no_controls"),)
    said = phrase("unheard.controls", k=found.k, n=found.n, p=int(found.p_lower * 100))
    return (said, phrase("unheard.controls.far", parts=found.stretches)) if found.stretches > 1 else (said,)


def _archive_gate(witness: Witness, low: datetime, high: datetime) -> Hearing | None:
    """Whether the archive holds these hours whole; None when it does."""
    if low >= high or witness.holds(low, high):
        return None
    span = witness.span
    outside = span is None or high <= span[0] or low >= span[1]
    reason = Reason.OUTSIDE_ARCHIVE if outside else Reason.ARCHIVE_MISSING
    return Hearing(reason, None, (phrase(f"unheard.{reason.value}", start=stamp(low), end=stamp(high)),))


def _habit(witness: Witness, crafts: Sequence[str]) -> Phrase | None:
    """None when the craft are heard where others are; else the sentence that says they are not."""
    k, n = witness.controls.habit(crafts, WELL_COVERED, HABIT_LEGS)
    if n >= HABIT_LEGS and k / n >= HABIT:
        return None
    return phrase("unheard.no_habit", k=k, n=n)
