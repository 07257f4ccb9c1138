"""Would it have been heard? The four gates between "no trace" and "not observable".

A silence that leaves room for the claimed movement says something only when (1) the archive holds those hours
whole, (2) a craft flying there would have been heard, as other craft's flights show, (3) this craft, or its fleet by
habit, is heard where others are, and (4) that holds without the cells where satellite navigation was disturbed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

import polars as pl

from crossbearing.checks.evidence import stamp
from crossbearing.checks.jamming import jammed_cells
from crossbearing.checks.outage import outage
from crossbearing.checks.witness import Witness
from crossbearing.model.verdicts import Phrase, Reason, phrase
from crossbearing.movement.coverage import (
    POSITIONS_NEEDED,
    Detection,
    around,
    cell_of,
    controls,
    detection,
    route,
    stretches,
)
from crossbearing.movement.prism import Opening
from crossbearing.movement.sightings import Sightings, moment
from crossbearing.world.geo import distance_km

# docs/method/verdicts.md: with a lower bound of 0.95 a miss is a one-in-twenty event at most.
PROVEN = 0.95
# A craft is heard by habit when nine in ten of its own legs through well covered cells were, as controls are...
HABIT = 0.9
# ...of which there must be this many. GUESS: five legs are a week of a busy craft.
HABIT_LEGS = 5
# A cell is well covered when eight in ten of the others' passes were heard there. GUESS.
WELL_COVERED = 0.8
# A piece of the way shorter than this may be flown between two positions, unheard by nobody's fault.
SHORT_KM = 60.0
# A craft next seen this far away has flown: farther than any ground vehicle or taxiing explains. GUESS.
MOVED_KM = 150.0
# Silences shorter than this are told to nobody: receivers have such a rhythm.
TOLD_S = 600.0
# Below this a craft seen without ground bit is taken to be at a field, not on its way. Highest fields: 14,000 ft,
# but those of this region lie below 6,000.
LOW_FT = 6_000.0


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
    hearings = [_opening_gates(witness, crafts, seen, opening, start, end) for seen, opening in found]
    worst = min(hearings, key=lambda h: (h.reason is None, h.detection.p_lower if h.detection else -1.0))
    if worst.reason is not None:
        return worst
    habit = _habit(witness, crafts)
    if habit is not None:
        return Hearing(Reason.CRAFT_NOT_TRANSMITTING, worst.detection, (*worst.because, habit))
    return worst


def _opening_gates(
    witness: Witness, crafts: Sequence[str], seen: Sightings, opening: Opening, start: datetime, end: datetime
) -> Hearing:
    """The gates that depend on the silence: archive, receivers, jamming."""
    low, high = moment(opening.earliest) or start, moment(opening.latest) or end
    low, high = max(low, start), min(high, end)
    missing = _archive_gate(witness, low, high)
    if missing:
        return missing
    pieces = hidden_pieces(witness, seen, opening)
    jammed = jammed_cells(witness.jamming, low, max(low, high))
    clean = [piece.filter(~pl.col("cell").is_in(jammed["cell"].to_list())) for piece in pieces]
    pooled = _best(witness, crafts, clean)
    if pooled.p_lower >= PROVEN:
        moved = _moved_unheard(witness, crafts, seen, opening)
        return moved or _outage_gate(witness, crafts, clean, low, high, pooled)
    if _best(witness, crafts, pieces).p_lower < PROVEN:
        return Hearing(Reason.NO_RECEIVER, pooled, _counted(pooled))
    k, n = int(jammed["disturbed"].sum()), int(jammed["craft"].sum())
    return Hearing(Reason.JAMMED, pooled, (*_counted(pooled), phrase("unheard.jammed", k=k, n=n)))


def _moved_unheard(witness: Witness, crafts: Sequence[str], seen: Sightings, opening: Opening) -> Hearing | None:
    """The craft was next seen elsewhere, a way along which others are heard: it flew unheard in that very silence."""
    for before, after in _hidden(opening):
        if before < 0 or after >= len(seen):
            continue
        a, b = _point(seen, before), _point(seen, after)
        if _length([a, b]) >= MOVED_KM:
            found = _best(witness, crafts, [route(*a, *b)])
            if found.p_lower >= PROVEN:
                said = phrase("unheard.moved", km=f"{_length([a, b]):.0f}", k=found.k, n=found.n)
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
    others = witness.passed.filter(~pl.col("craft").is_in(list(crafts)))
    quiet: list[tuple[datetime, datetime]] = []
    working = []
    for way in ways:
        for ends in stretches(way):
            part = way.filter(pl.col("km").is_between(*ends))
            found = outage(others, part["cell"].to_list(), low, high, witness.held_hours)
            quiet += [found] if found else []
            way = way.filter(~pl.col("cell").is_in(part["cell"].to_list())) if found else way
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
    each = [detection(witness.passed, piece, without=crafts) for piece in pieces if piece.height]
    return max(each, key=lambda d: (d.p_lower, d.n), default=Detection(0, 0, 0.0))


def silences(found: Sequence[tuple[str, Sightings, Opening]], most: int) -> tuple[Phrase, ...]:
    """Say in which silences of each craft (its name, its sightings, an opening) the movement could be hidden.

    At most so many stretches are told per craft.
    """
    stretches_of: dict[str, dict[str, None]] = {}
    edges: dict[Phrase, None] = {}
    for craft, seen, opening in found:
        for before, after in _hidden(opening):
            if before < 0 or after >= len(seen):
                edges[_edge(craft, seen, before, after)] = None
            elif seen.seconds[after] - seen.seconds[before] >= TOLD_S:
                start, end = seen.frame["time"][before], seen.frame["time"][after]
                stretches_of.setdefault(craft, {})[f"{stamp(start)} – {stamp(end)}"] = None
    said = [_stretches(craft, list(told), most) for craft, told in stretches_of.items()]
    return (*said, *edges)


def _hidden(opening: Opening) -> tuple[tuple[int, int], ...]:
    """The silences of an opening as pairs of sightings: one, or the one it left in and the one it landed in."""
    if opening.before + 1 == opening.after:
        return ((opening.before, opening.after),)
    return (opening.before, opening.before + 1), (opening.after - 1, opening.after)


def _stretches(craft: str, told: list[str], most: int) -> Phrase:
    more = "; …" if len(told) > most else ""
    return phrase("unheard.silences", craft=craft, stretches="; ".join(told[:most]) + more)


def _edge(craft: str, seen: Sightings, before: int, after: int) -> Phrase:
    if not len(seen):
        return phrase("unheard.never", craft=craft)
    if before < 0:
        return phrase("unheard.before_first", craft=craft, end=stamp(seen.frame["time"][after]))
    return phrase("unheard.after_last", craft=craft, start=stamp(seen.frame["time"][before]))


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


def hidden_pieces(witness: Witness, seen: Sightings, opening: Opening) -> list[pl.DataFrame]:
    """Cells of the stretches the craft must have flown unheard, from sighting to airport and on to the next sighting.

    Pieces shorter than 60 km hide nothing; a craft that stands at the place must at least climb away and come back.
    A cell in which the craft itself was heard in the air is left out: it is covered in part at best, and the unheard
    part of the way lies beyond.
    """
    ends = [(f.lat, f.lon, f.elevation_ft) for f in witness.fields((opening.airport, opening.other))]
    rows = (opening.before, opening.before + 1, opening.after - 1, opening.after)
    one, two, three, four = ([_point(seen, row)] if 0 <= row < len(seen) else [] for row in rows)
    whole = len(ends) < 2 or opening.before + 1 == opening.after
    chains = [[*one, *ends, *four]] if whole else [[*one, ends[0], *two], [*three, ends[1], *four]]
    unheard = [chain for chain in chains if _length(chain) >= SHORT_KM]
    if not unheard and len(ends) == 1:
        return [around(*ends[0][:2])]
    aloft = [row for row in rows if 0 <= row < len(seen) and not seen.grounded[row] and seen.alt_ft[row] > LOW_FT]
    heard = [cell_of(float(seen.lat[row]), float(seen.lon[row])) for row in aloft]
    ways = (route(*a, *b) for chain in unheard for a, b in pairwise(chain) if a != b)
    return [way.filter(~pl.col("cell").is_in(heard)) for way in ways]


def _length(chain: list[tuple[float, float, float]]) -> float:
    return sum(float(distance_km(a[0], a[1], b[0], b[1])) for a, b in pairwise(chain))


def _point(seen: Sightings, row: int) -> tuple[float, float, float]:
    return float(seen.lat[row]), float(seen.lon[row]), float(seen.alt_ft[row])


def _habit(witness: Witness, crafts: Sequence[str]) -> Phrase | None:
    """None when the craft are heard where others are; else the sentence that says they are not."""
    passed, own = witness.passed, pl.col("craft").is_in(list(crafts))
    cells = passed.filter(~own).group_by("cell", "band").agg(share=(pl.col("heard") > 0).mean(), n=pl.len())
    good = cells.filter(pl.col("share") >= WELL_COVERED, pl.col("n") >= HABIT_LEGS)
    k, n = controls(passed.filter(own).join(good, on=["cell", "band"], how="semi"), POSITIONS_NEEDED)
    if n >= HABIT_LEGS and k / n >= HABIT:
        return None
    return phrase("unheard.no_habit", k=k, n=n)
