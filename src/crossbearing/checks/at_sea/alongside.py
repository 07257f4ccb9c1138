"""Were two ships alongside each other at sea? The check of ship-to-ship transfers."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from crossbearing.checks.answer import Answer
from crossbearing.checks.at_sea.borne import borne, sole_hull
from crossbearing.checks.at_sea.days import SeaDays
from crossbearing.checks.at_sea.fleets import flags_in
from crossbearing.checks.at_sea.named import Ship, ships_of
from crossbearing.checks.at_sea.sea import Sea, Track
from crossbearing.checks.at_sea.unseen import hidden, nothing_held, positions_at
from crossbearing.checks.at_sea.unseen_meeting import longest_together, words_of
from crossbearing.checks.at_sea.where import Area, area_of
from crossbearing.checks.in_air.claimed_flight import unseen_roles
from crossbearing.checks.windows import window_of
from crossbearing.checks.witness import Witness
from crossbearing.model.claims import Claim, PlaceRole
from crossbearing.model.verdicts import EvidenceRow, Outcome, Phrase, Reason, phrase
from crossbearing.movement.vessels.slots import SLOT_S
from crossbearing.movement.vessels.unheard.presence import Presence, runs_of
from crossbearing.world.flags import flag_of

# A transfer takes an hour; half an hour of possible company is not excluded. GUESS, on the short side.
LEAST_SLOTS = 3
TUNING = (("least_min", f"{LEAST_SLOTS * SLOT_S / 60:g}"),)
# At most so many stretches are told of one by one.
TOLD = 3


def alongside(claim: Claim, witness: Witness) -> Answer:
    """Look for two ships alongside each other, slow and steady for an hour or more, on the claimed days.

    Supported: both claimed ships were heard so, or a ship of either claimed flag, in the claimed waters. Partly
    supported: one of the ships is not named, or they were elsewhere than claimed, or the claim gives no day. What was
    handed over no receiver can tell. Contradicted: the positions received of two ships that are known by a number or a
    name of their own leave no half hour of those days, on any clock, in which they can have been together, even on
    straight ways and at the highest speed that either sent or that merchant ships make, and 15 % more. No trace: they
    could have met only in silences of six hours and more in which, with 95 % confidence, at least 95 of 100 ships there
    would have been heard; a transponder can be off. Not observable: all else.
    """
    sea = witness.sea
    if sea is None or sea.is_empty:
        return Answer(Outcome.UNTESTED, (phrase("untested.ships"),), not_checkable=unseen_roles(claim))
    window = window_of(claim, witness, ())
    if window is None:
        return Answer(Outcome.NOT_CHECKABLE, (phrase("window.unknown"),), not_checkable=unseen_roles(claim))
    days, ships = SeaDays(window), ships_of(claim, sea)
    about: dict[str, Any] = {"window": window.days, "tuning": TUNING, "not_checkable": unseen_roles(claim)}
    words = (*(one for ship in ships for one in ship.words(sea)), *window.words())
    areas = [area_of(place, witness.world) for place in claim.places if place.role in (PlaceRole.AREA, PlaceRole.SITE)]
    area = next((one for one in areas if one is not None), None)
    met = _met(claim, sea, ships, days, area)
    if met.height:
        return _seen(claim, met, ships, area, words, about, window.stated)
    hulls = [sole_hull(ship, borne(ship, sea), sea, days.widest) for ship in ships[:2]]
    tracks = [sea.track(hull) for hull in hulls if hull is not None]
    if len(tracks) < 2:
        unmatched = ("ships",) if ships else ("flags", "area")
        reason, why = nothing_held(sea, window)
        because = (*words, phrase("alongside.none"), *why)
        return Answer(Outcome.NOT_OBSERVABLE, because, reason, unmatched=unmatched, **about)
    return _unseen(sea, ships[0], ships[1], tracks, days, words, about)


def _met(claim: Claim, sea: Sea, ships: tuple[Ship, ...], days: SeaDays, area: Area | None) -> pl.DataFrame:
    """The transfers that fit the claim."""
    found = sea.encounters.filter(pl.col("likely") == "transfer")
    fits = [days.hold(*row) for row in found.select("started_at", "ended_at", "lon").iter_rows()]
    for meant in (borne(ship, sea) for ship in ships[:2]):
        rows = found.select("a", "b", "started_at").iter_rows()
        fits = [so and (meant.has(a, at) or meant.has(b, at)) for so, (a, b, at) in zip(fits, rows, strict=True)]
    if len(ships) < 2:
        flags = flags_in(claim.actors), flags_in(claim.recipients)
        if not ships and (area is None or not any(flags)):
            return found.clear()
        rows = found.select("a", "b").iter_rows()
        fits = [so and _under(flags, {flag_of(a)}, {flag_of(b)}) for so, (a, b) in zip(fits, rows, strict=True)]
    if not ships and area is not None:
        rows = found.select("lat", "lon").iter_rows()
        fits = [so and area.holds(lat, lon) for so, (lat, lon) in zip(fits, rows, strict=True)]
    return found.filter(pl.Series(fits, dtype=pl.Boolean))


def _under(flags: tuple[set[str], set[str]], one: set[str | None], other: set[str | None]) -> bool:
    """Whether two ships are under the flags of both parties, each under one's own; of one party, both or either."""
    givers, takers = flags
    if givers and takers:
        return bool((one & givers and other & takers) or (one & takers and other & givers))
    return (one | other) >= (givers | takers)


def _seen(
    claim: Claim,
    met: pl.DataFrame,
    ships: tuple[Ship, ...],
    area: Area | None,
    words: tuple[Phrase, ...],
    about: dict[str, Any],
    stated: bool,
) -> Answer:
    rows = met.to_dicts()
    told = tuple(
        phrase(
            "alongside.seen",
            a=row["a"],
            b=row["b"],
            start=row["started_at"].strftime("%Y-%m-%d %H:%M"),
            end=row["ended_at"].strftime("%Y-%m-%d %H:%M"),
            metres=round(row["median_distance_m"]),
            heard=round(row["observed_min"]),
            between=round(row["inferred_min"]),
        )
        for row in rows[:TOLD]
    )
    inside = area is None or any(area.holds(row["lat"], row["lon"]) for row in rows)
    roles = ("ships",) if ships else ("flags",)
    matched = (*roles, *(("when",) if stated else ()), *(("area",) if area and inside else ()))
    full = inside and stated and (not ships or len(ships) >= 2)
    unmatched = (*(() if inside else ("area",)), *(() if stated else ("when",)))
    unmatched += ("second ship",) if len(ships) == 1 else ()
    return Answer(
        Outcome.SUPPORTED if full else Outcome.PARTLY_SUPPORTED,
        (*words, *told, phrase("alongside.cargo")),
        matched=matched,
        unmatched=unmatched,
        evidence=tuple(EvidenceRow("encounter", row["id"], tuple(row["evidence"])) for row in rows),
        **about,
    )


def _unseen(
    sea: Sea,
    one: Ship,
    other: Ship,
    tracks: list[Track],
    days: SeaDays,
    words: tuple[Phrase, ...],
    about: dict[str, Any],
) -> Answer:
    """Whether they could have met, and whether that would have been heard."""
    start, end = days.widest
    seen = [track.between(start, end) for track in tracks]
    least_s = float(LEAST_SLOTS * SLOT_S)
    possible = seen[0].together(seen[1]) & seen[0].resting(least_s) & seen[1].resting(least_s)
    runs = runs_of(possible, LEAST_SLOTS)
    if not runs:
        because = (*words, phrase("alongside.alibi", one=one.label, other=other.label))
        evidence = _nearest(seen, tracks)
        return Answer(Outcome.CONTRADICTED, because, Reason.ALIBI, unmatched=("meeting",), evidence=evidence, **about)
    judged = []
    for run in runs:
        both = [
            hidden(sea, track.hull, ship.label, presence_, run, sea.span)
            for ship, track, presence_ in zip((one, other), tracks, seen, strict=True)
        ]
        judged.append(min(both, key=lambda found: found.reason is not None))
    worst = next((found for found in judged if found.reason is not None), judged[0])
    about |= {"p_seen_lower": worst.told.p_lower, "k": worst.told.k, "n": worst.told.n} if worst.told else {}
    outcome = Outcome.NO_TRACE if worst.reason is None else Outcome.NOT_OBSERVABLE
    first, last = (at.timestamp() for at in days.window.told)
    inside = runs_of(possible & (seen[0].seconds >= first) & (seen[0].seconds < last), LEAST_SLOTS)
    longest = longest_together(seen[0], seen[1], inside, (tracks[0].kmh, tracks[1].kmh))
    room = (phrase("alongside.room", n=len(runs)), *((words_of(longest),) if longest is not None else ()))
    because = (*words, *room, *worst.because)
    return Answer(outcome, because, worst.reason, unmatched=("meeting",), **about)


def _nearest(seen: list[Presence], tracks: list[Track]) -> tuple[EvidenceRow, ...]:
    """The fixes of both ships round the moment at which they were nearest, of the ship with the lower number first."""
    known = np.flatnonzero((seen[0].before >= 0) & (seen[1].before >= 0))
    if not known.size:
        return ()
    rows = [one.before[known] for one in seen]
    lats, lons = ([getattr(track.fixes, name)[own] for track, own in zip(tracks, rows, strict=True)]
                  for name in ("lat", "lon"))  # fmt: skip
    best = int(np.argmin(np.hypot(lats[0] - lats[1], lons[0] - lons[1])))
    both = sorted(zip(tracks, rows, strict=True), key=lambda one: one[0].hull)
    return tuple(row for track, own in both for row in positions_at(track, [int(own[best]), int(own[best]) + 1]))
