"""All judgements about who is who: one ship over several MMSI, several on one, numbers exchanged, one after another.

What one part of the ships shows is found part by part (`clues`); what needs all of them is small and put together.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import polars as pl

from crossbearing.model.vessel_inferences import SAME_SHIPS
from crossbearing.movement.vessels.fixes import fixes_of, references_of
from crossbearing.movement.vessels.together.whereabouts import Whereabouts
from crossbearing.movement.vessels.tracks.one_track import Tracks
from crossbearing.movement.vessels.who.crossings import crossings
from crossbearing.movement.vessels.who.grounds import same_ships_table
from crossbearing.movement.vessels.who.hull_changes import changes_of, heard_of
from crossbearing.movement.vessels.who.same_ship import judged, pairs_of
from crossbearing.movement.vessels.who.sharers import ends_of, one_after_another, sharers
from crossbearing.movement.vessels.who.swaps import swaps

OF_TRACKS = ("craft", "hull", "time", "lat", "lon", "sog_kt", "cog_deg", "status", "mark", "exhibit", "member", "row")


@dataclass(frozen=True, slots=True)
class Clues:
    """What a part of the ships tells of who is who: where each track begins and ends, and the tracks asked about."""

    ends: pl.DataFrame
    tracks: pl.DataFrame


def asked_of(told: pl.DataFrame) -> frozenset[str]:
    """The ships whose tracks decide who is who: those that share a number, a callsign or a name with another, and those
    under whose MMSI the hull seems to have changed."""
    return frozenset(craft for pair in pairs_of(told) for craft in pair) | frozenset(changes_of(told))


def clues(marked: pl.DataFrame, asked: Collection[str]) -> Clues:
    """What some ships tell; `marked` are their VESSEL_POSITIONS from `plausible`."""
    tracks = marked.filter(pl.col("mark").is_null() & pl.col("craft").is_in(sorted(asked))).select(OF_TRACKS)
    # As categories, texts keep none of the part's other texts in memory.
    return Clues(ends_of(marked), tracks.with_columns(pl.col("exhibit", "member").cast(pl.Categorical)))


def identities(told: pl.DataFrame, found: Sequence[Clues], meetings: pl.DataFrame, ships: Whereabouts) -> pl.DataFrame:
    """SAME_SHIPS of all ships; `told` is a `timeline`, `meetings` ENCOUNTERS, `ships` made of the same positions."""
    if not found:
        return SAME_SHIPS.empty()
    ends = pl.concat([one.ends for one in found]).sort("craft", "hull", maintain_order=True)
    marked = pl.concat([one.tracks for one in found]).sort("craft", "time", maintain_order=True)
    tracks = Tracks(fixes_of(marked), references_of(marked))
    exchanged = swaps(told, meetings, crossings(meetings, ships), heard_of(ends, tracks))
    done = {(one.one[0], one.other[0]) for one in exchanged}
    shared = {pair: what for pair, what in pairs_of(told).items() if pair not in done}
    said = {str(craft): rows for (craft,), rows in told.partition_by("craft", as_dict=True).items()}
    alike = (judged(said, pair, what, tracks) for pair, what in shared.items())
    known = done | set(shared)
    others = (*sharers(told, ends), *one_after_another(told, ends, known))
    return same_ships_table([*exchanged, *(one for one in alike if one is not None), *others])
