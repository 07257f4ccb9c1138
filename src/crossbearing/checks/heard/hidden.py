"""What a silence hides: the pieces of the way that must have been flown in it, and how silences are told."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import polars as pl

from crossbearing.checks.evidence import stamp
from crossbearing.checks.witness import Witness
from crossbearing.model.verdicts import Phrase, phrase
from crossbearing.movement.coverage import around, cell_of, route, without_cells
from crossbearing.movement.prism import Opening
from crossbearing.movement.sightings import Sightings
from crossbearing.world.geo import distance_km

# A piece of the way shorter than this may be flown between two positions, unheard by nobody's fault.
SHORT_KM = 60.0
# Silences shorter than this are told to nobody: receivers have such a rhythm.
TOLD_S = 600.0
# Below this a craft seen without ground bit is taken to be at a field, not on its way. Highest fields: 14,000 ft,
# but those of this region lie below 6,000.
LOW_FT = 6_000.0


def hidden_pieces(witness: Witness, seen: Sightings, opening: Opening) -> list[pl.DataFrame]:
    """Cells of the stretches the craft must have flown unheard, from sighting to airport and on to the next sighting.

    Pieces shorter than 60 km hide nothing; a craft that stands at the place must at least climb away and come back.
    A cell in which the craft itself was heard in the air is left out: it is covered in part at best, and the unheard
    part of the way lies beyond.
    """
    ends = [(f.lat, f.lon, f.elevation_ft) for f in witness.fields((opening.airport, opening.other))]
    rows = (opening.before, opening.before + 1, opening.after - 1, opening.after)
    one, two, three, four = ([point_of(seen, row)] if 0 <= row < len(seen) else [] for row in rows)
    whole = len(ends) < 2 or opening.before + 1 == opening.after
    chains = [[*one, *ends, *four]] if whole else [[*one, ends[0], *two], [*three, ends[1], *four]]
    unheard = [chain for chain in chains if length_km(chain) >= SHORT_KM]
    if not unheard and len(ends) == 1:
        return [around(*ends[0][:2])]
    aloft = [row for row in rows if 0 <= row < len(seen) and not seen.grounded[row] and seen.alt_ft[row] > LOW_FT]
    heard = [cell_of(float(seen.lat[row]), float(seen.lon[row])) for row in aloft]
    ways = (route(*a, *b) for chain in unheard for a, b in pairwise(chain) if a != b)
    return [without_cells(way, heard) for way in ways]


def length_km(chain: Sequence[tuple[float, float, float]]) -> float:
    """Return the length of a way through some points."""
    return sum(float(distance_km(a[0], a[1], b[0], b[1])) for a, b in pairwise(chain))


def point_of(seen: Sightings, row: int) -> tuple[float, float, float]:
    """Return where a sighting was: degrees and feet."""
    return float(seen.lat[row]), float(seen.lon[row]), float(seen.alt_ft[row])


def silences(found: Sequence[tuple[str, Sightings, Opening]], most: int) -> tuple[Phrase, ...]:
    """Say in which silences of each craft (its name, its sightings, an opening) the movement could be hidden.

    At most so many stretches are told per craft.
    """
    stretches_of: dict[str, dict[str, None]] = {}
    edges: dict[Phrase, None] = {}
    for craft, seen, opening in found:
        for before, after in sides_of(opening):
            if before < 0 or after >= len(seen):
                edges[_edge(craft, seen, before, after)] = None
            elif seen.seconds[after] - seen.seconds[before] >= TOLD_S:
                start, end = seen.frame["time"][before], seen.frame["time"][after]
                stretches_of.setdefault(craft, {})[f"{stamp(start)} – {stamp(end)}"] = None
    said = [_stretches(craft, list(told), most) for craft, told in stretches_of.items()]
    return (*said, *edges)


def sides_of(opening: Opening) -> tuple[tuple[int, int], ...]:
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
