"""Was a ship at a port, or did it sail from one to another? The checks of port calls and of deliveries by sea."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from crossbearing.checks.answer import Answer
from crossbearing.checks.at_sea.days import SeaDays
from crossbearing.checks.at_sea.named import Ship, ships_of
from crossbearing.checks.at_sea.sea import Sea
from crossbearing.checks.at_sea.unseen import Hidden, hidden, positions_at
from crossbearing.checks.at_sea.where import harbours_at
from crossbearing.checks.claimed_flight import unseen_roles
from crossbearing.checks.windows import places_of, window_of
from crossbearing.checks.witness import Witness
from crossbearing.model.claims import Claim, EquipmentRole, Place, PlaceRole
from crossbearing.model.verdicts import EvidenceRow, Outcome, Phrase, Reason, phrase
from crossbearing.movement.vessels.presence import Presence, presence, runs_of
from crossbearing.movement.vessels.slots import SLOT_S
from crossbearing.world.geo import distance_km

# An hour in port is the least in which anything can be loaded. GUESS, on the short side.
LEAST_SLOTS = 6
# Where a voyage begins, where it stops on the way, where it ends.
ORDER = (PlaceRole.DEPARTURE, PlaceRole.VIA, PlaceRole.SITE, PlaceRole.ARRIVAL)
TUNING = (("least_min", f"{LEAST_SLOTS * SLOT_S // 60}"),)


@dataclass(frozen=True, slots=True)
class _Stop:
    """A port that a claim names: its role, what it can be, the calls of the ship seen there, and when others fit.

    `possible` are the first and last rows of the stretches in which an unseen call was possible.
    """

    role: str
    name: str
    harbours: tuple[int, ...]
    calls: tuple[dict[str, Any], ...]
    possible: tuple[tuple[int, int], ...]


def by_sea(claim: Claim) -> bool:
    """Whether a claim says, by a number or by what would show it, that a ship carried something."""
    return bool(claim.craft.imo or claim.craft.mmsi) or "vessels" in claim.checkable_by


def carried(claim: Claim) -> bool:
    """Whether goods are said to have gone by one ship between places, and not from ship to ship."""
    ends = places_of(claim, PlaceRole.DEPARTURE, PlaceRole.ARRIVAL, PlaceRole.VIA)
    ships = [one for one in claim.equipment if one.role is EquipmentRole.CARRIER]
    return bool(ends) and len(ships) < 2


def called(claim: Claim, witness: Witness) -> Answer:
    """Look for the ship at the claimed ports on the claimed days, in the claimed order.

    Supported: she was heard lying still in the water of each port (15 km round its point, or a neighbouring one 15 km
    off), in that order. Partly supported: at one of them. Contradicted: from the positions received of a ship known by
    a number or a name of her own, she cannot have been an hour in that port on those days, or not have sailed from the
    one to the other in time. No trace: she could have called only in silences of six hours and more in which, with 95 %
    confidence, at least 95 of 100 ships there would have been heard. Not observable: all else. What she carried no
    receiver can tell.
    """
    sea = witness.sea
    if sea is None or sea.is_empty:
        return Answer(Outcome.UNTESTED, (phrase("untested.ships"),), not_checkable=unseen_roles(claim))
    window = window_of(claim, witness, ())
    ships = ships_of(claim, sea)
    places = places_of(claim, *ORDER)
    if window is None or not ships or not places:
        said = phrase("window.unknown") if window is None else phrase("called.unnamed")
        return Answer(Outcome.NOT_CHECKABLE, (said,), not_checkable=unseen_roles(claim))
    ship, days = ships[0], SeaDays(window)
    about: dict[str, Any] = {"window": window.days, "tuning": TUNING, "not_checkable": unseen_roles(claim)}
    words = (*ship.words(sea), *window.words())
    if not ship.is_one(sea):
        return _of_several(sea, ship, places, witness, days, words, about)
    start, end = days.widest
    seen = presence(sea.fixes, ship.hull(sea), start, end, float(sea.kmh[ship.hull(sea)]))
    stops = tuple(_stop(sea, ship, place, witness, days, seen) for place in _in_order(places))
    stops = tuple(stop for stop in stops if stop.harbours)
    if not stops:
        return Answer(Outcome.NOT_CHECKABLE, (*words, phrase("called.no_port")), **about)
    return _judged(sea, ship, stops, seen, words, about, window.stated)


def _in_order(places: tuple[Place, ...]) -> list[Place]:
    return sorted(places, key=lambda place: ORDER.index(place.role))


def _stop(sea: Sea, ship: Ship, place: Place, witness: Witness, days: SeaDays, seen: Presence) -> _Stop:
    harbours = harbours_at(place, sea, witness.world)
    possible = np.zeros(seen.seconds.size, np.bool_)
    for one in harbours:
        port = sea.harbours
        possible |= seen.at(float(port.lat[one]), float(port.lon[one]), float(port.radius_km[one]))
    possible &= seen.resting(LEAST_SLOTS * SLOT_S)
    calls = _calls(sea, ship, harbours, days)
    return _Stop(place.role.value, place.name, harbours, calls, tuple(runs_of(possible, LEAST_SLOTS)))


def _calls(sea: Sea, ship: Ship, harbours: tuple[int, ...], days: SeaDays) -> tuple[dict[str, Any], ...]:
    codes = [sea.harbours.codes[one] for one in harbours]
    rows = sea.port_calls.filter(pl.col("craft").is_in(ship.crafts), pl.col("place").is_in(codes)).to_dicts()
    return tuple(row for row in rows if days.hold(row["arrived_before"], row["left_after"], row["lon"]))


def _judged(
    sea: Sea,
    ship: Ship,
    stops: tuple[_Stop, ...],
    seen: Presence,
    words: tuple[Phrase, ...],
    about: dict[str, Any],
    stated: bool,
) -> Answer:
    told = tuple(_told(stop.calls[0]) for stop in stops if stop.calls)
    evidence = tuple(
        EvidenceRow("port_call", row["id"], tuple(row["evidence"])) for stop in stops for row in stop.calls
    )
    roles = tuple(stop.role for stop in stops if stop.calls)
    missing = tuple(stop.role for stop in stops if not stop.calls)
    if not missing and _ordered(stops):
        outcome = Outcome.SUPPORTED if stated else Outcome.PARTLY_SUPPORTED
        matched = ("ship", *roles, *(("when",) if stated else ()))
        because = (*words, *told, phrase("alongside.cargo"))
        return Answer(outcome, because, matched=matched, evidence=evidence, **about)
    if not _feasible(sea, ship, stops, seen):
        because = (
            *words,
            *told,
            phrase("called.alibi", ship=ship.label, places=", ".join(stop.name for stop in stops)),
        )
        rows = [int(row) for row in np.unique(seen.before) if row >= 0]
        proof = positions_at(sea, [*rows[:1], *rows[len(rows) // 2 : len(rows) // 2 + 1], *rows[-1:]])
        return Answer(Outcome.CONTRADICTED, because, Reason.ALIBI, unmatched=missing, evidence=proof, **about)
    worst = _worst(sea, ship, [stop for stop in stops if not stop.calls] or list(stops), seen)
    about |= {"p_seen_lower": worst.told.p_lower, "k": worst.told.k, "n": worst.told.n} if worst.told else {}
    because = (*words, *told, phrase("called.room", ship=ship.label), *worst.because)
    if roles:
        matched = ("ship", *roles)
        return Answer(
            Outcome.NO_TRACE if worst.reason is None else Outcome.PARTLY_SUPPORTED,
            because,
            worst.reason,
            matched=matched,
            unmatched=missing,
            evidence=evidence,
            **about,
        )
    outcome = Outcome.NO_TRACE if worst.reason is None else Outcome.NOT_OBSERVABLE
    return Answer(outcome, because, worst.reason, unmatched=missing, **about)


def _told(row: dict[str, Any]) -> Phrase:
    begin, end = (row[name].strftime("%Y-%m-%d %H:%M") for name in ("arrived_before", "left_after"))
    return phrase("called.seen", craft=row["craft"], place=row["place"], start=begin, end=end)


def _ordered(stops: tuple[_Stop, ...]) -> bool:
    """Whether the calls can be put in the claimed order: each ends before the next begins."""
    at = None
    for stop in stops:
        later = [row for row in stop.calls if at is None or row["arrived_before"] >= at]
        if not later:
            return False
        at = min(row["left_after"] for row in later)
    return True


def _feasible(sea: Sea, ship: Ship, stops: tuple[_Stop, ...], seen: Presence) -> bool:
    """Whether there is a time for each port, in order, with the way between them at the ship's speed."""
    kmh = float(sea.kmh[ship.hull(sea)])
    earliest = -np.inf
    before: _Stop | None = None
    for stop in stops:
        way = 0.0 if before is None else _hours(sea, before, stop, kmh) * 3600.0
        ends = [seen.seconds[last] for first, last in stop.possible]
        begins = [seen.seconds[first] for first, last in stop.possible]
        fitting = [max(a, earliest + way) for a, b in zip(begins, ends, strict=True) if b >= earliest + way]
        if not fitting:
            return False
        earliest, before = min(fitting), stop
    return True


def _hours(sea: Sea, one: _Stop, other: _Stop, kmh: float) -> float:
    """The shortest way between any two of the harbours, from water to water."""
    port = sea.harbours
    km = [
        float(distance_km(port.lat[a], port.lon[a], port.lat[b], port.lon[b])) - port.radius_km[a] - port.radius_km[b]
        for a in one.harbours
        for b in other.harbours
    ]
    return float(max(0.0, min(km)) / kmh)


def _worst(sea: Sea, ship: Ship, stops: list[_Stop], seen: Presence) -> Hidden:
    """The stretch in which a call was possible and would least have been heard; one port that is surely unused does."""
    answers = []
    for stop in stops:
        found = [hidden(sea, ship.hull(sea), ship.label, seen, run, sea.span) for run in stop.possible]
        answers.append(next((one for one in found if one.reason is not None), found[0] if found else None))
    told = [one for one in answers if one is not None]
    return next((one for one in told if one.reason is None), told[0])


def _of_several(
    sea: Sea,
    ship: Ship,
    places: tuple[Place, ...],
    witness: Witness,
    days: SeaDays,
    words: tuple[Phrase, ...],
    about: dict[str, Any],
) -> Answer:
    """Of a ship that nobody heard, or whose name several send, a sighting at the ports supports in part at most."""
    found = [_calls(sea, ship, harbours_at(place, sea, witness.world), days) for place in places]
    evidence = tuple(EvidenceRow("port_call", row["id"], tuple(row["evidence"])) for rows in found for row in rows)
    if ship.crafts and all(found):
        told = tuple(_told(rows[0]) for rows in found)
        return Answer(
            Outcome.PARTLY_SUPPORTED,
            (*words, *told),
            matched=("places",),
            unmatched=("ship",),
            evidence=evidence,
            **about,
        )
    return Answer(Outcome.NOT_OBSERVABLE, words, Reason.CRAFT_NOT_TRANSMITTING, unmatched=("ship",), **about)
