"""Was a ship at a port, or did it sail from one to another? The checks of port calls and of deliveries by sea."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from crossbearing.checks.answer import Answer
from crossbearing.checks.at_sea.borne import Borne, Spell, borne, sole_hull
from crossbearing.checks.at_sea.charted import charted
from crossbearing.checks.at_sea.days import SeaDays
from crossbearing.checks.at_sea.fleets import fleet_of, of_claimed_kind
from crossbearing.checks.at_sea.named import Ship, ships_of
from crossbearing.checks.at_sea.sea import Sea, Track
from crossbearing.checks.at_sea.stops import (
    CALLING_SLOTS,
    LOADING_SLOTS,
    ORDER,
    Row,
    Stop,
    feasible,
    in_order,
    possible_at,
    stops_of,
)
from crossbearing.checks.at_sea.unseen import Hidden, hidden, nothing_held, positions_at
from crossbearing.checks.in_air.claimed_flight import unseen_roles
from crossbearing.checks.windows import Window, places_of, window_of
from crossbearing.checks.witness import Witness
from crossbearing.model.claims import Claim, EquipmentRole, Kind, PlaceRole
from crossbearing.model.verdicts import EvidenceRow, Outcome, Phrase, Reason, phrase
from crossbearing.movement.vessels.slots import SLOT_S
from crossbearing.movement.vessels.unheard.presence import Presence


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked of one claim: the ship, the stops, and what every answer says."""

    sea: Sea
    ship: Ship
    meant: Borne
    stops: tuple[Stop, ...]
    window: Window
    words: tuple[Phrase, ...]
    about: dict[str, Any]

    @property
    def known(self) -> tuple[Stop, ...]:
        """The stops at ports that are known."""
        return tuple(stop for stop in self.stops if stop.harbours)

    def answer(
        self, outcome: Outcome, because: tuple[Phrase, ...], reason: Reason | None = None, **more: Any
    ) -> Answer:
        """An answer with what all answers say."""
        return Answer(outcome, (*self.words, *because), reason, **{**self.about, **more})


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

    Supported: she was heard lying still for half an hour in the water of each port (15 km round its point, or round a
    neighbouring one 15 km off), in that order; of a ship told of by flag alone, any ship under that flag and of that
    kind was. Partly supported: at one of the ports, or under a number or name that several ships send, or where a port
    is not known or the claim gives no day. Contradicted: the positions received of a ship known by a number or a name
    of her own leave no twenty minutes (no hour, where goods are said to have been carried) of those days, on any clock,
    for a call in reach of that port, or no time for the way from the one to the other, even on straight ways and at
    the highest speed that she sent or that merchant ships make, and 15 % more. No trace: she could have called only in
    silences of six hours and more in which, with 95 % confidence, at least 95 of 100 ships there would have been heard;
    a transponder can be off. Not observable: all else. What she carried no receiver can tell.
    """
    sea = witness.sea
    if sea is None or sea.is_empty:
        return Answer(Outcome.UNTESTED, (phrase("untested.ships"),), not_checkable=unseen_roles(claim))
    window = window_of(claim, witness, ())
    ship = next(iter(ships_of(claim, sea)), None) or fleet_of(claim, sea)
    places = places_of(claim, *ORDER)
    if window is None or ship is None or not places:
        said = phrase("window.unknown") if window is None else phrase("called.unnamed")
        return Answer(Outcome.NOT_CHECKABLE, (said,), not_checkable=unseen_roles(claim))
    sea = charted(places, sea, witness.world, ship.crafts)
    days, meant = SeaDays(window), borne(ship, sea)
    least = CALLING_SLOTS if claim.kind is Kind.PORT_CALL else LOADING_SLOTS
    stops = stops_of(places, sea, witness.world, days, ship.crafts, _hers(meant), least)
    words = (*(() if ship.known_by == "flag" else ship.words(sea)), *window.words())
    tuning = (("least_min", f"{least * SLOT_S // 60}"),)
    about: dict[str, Any] = {"window": window.days, "tuning": tuning, "not_checkable": unseen_roles(claim)}
    asked = _Asked(sea, ship, meant, stops, window, words, about)
    if not asked.known:
        return asked.answer(Outcome.NOT_CHECKABLE, (phrase("called.no_port"),))
    if ship.known_by == "flag":
        return _of_fleet(asked, partial(of_claimed_kind, claim, sea))
    hull = sole_hull(ship, meant, sea, days.widest)
    if hull is None:
        return _of_several(asked)
    return _seen(asked) or _unseen(asked, sea.track(hull), days)


def _hers(meant: Borne) -> Callable[[Row], bool]:
    return lambda row: meant.has(row["craft"], row["arrived_before"])


def _any(row: Row) -> bool:
    return True


def _seen(asked: _Asked, fits: Callable[[Row], bool] = _any, sure: bool = True) -> Answer | None:
    """The calls at all ports in their order, of those that fit; null where some are missing.

    Not `sure`: whether it was the claimed ship is not known.
    """
    calls = [[row for row in stop.calls if fits(row)] for stop in asked.known]
    if not in_order(asked.known, calls):
        return None
    unknown = tuple(stop.role for stop in asked.stops if not stop.harbours)
    whole = sure and asked.window.stated and not unknown
    roles = tuple(stop.role for stop in asked.known)
    return asked.answer(
        Outcome.SUPPORTED if whole else Outcome.PARTLY_SUPPORTED,
        (*(_told(rows[0]) for rows in calls), phrase("alongside.cargo")),
        matched=(*(("ship",) if sure else ()), *roles, *(("when",) if asked.window.stated else ())),
        unmatched=(*(() if sure else ("ship",)), *unknown),
        evidence=_evidence(calls),
    )


def _evidence(calls: list[list[Row]]) -> tuple[EvidenceRow, ...]:
    return tuple(EvidenceRow("port_call", row["id"], tuple(row["evidence"])) for rows in calls for row in rows)


def _told(row: Row) -> Phrase:
    begin, end = (row[name].strftime("%Y-%m-%d %H:%M") for name in ("arrived_before", "left_after"))
    return phrase("called.seen", craft=row["craft"], place=row["place"], start=begin, end=end)


def _unseen(asked: _Asked, track: Track, days: SeaDays) -> Answer:
    """Whether she can have called where she was not seen to, and whether she would have been heard there."""
    sea, ship, known, seen = asked.sea, asked.ship, asked.known, track.between(*days.widest)
    calls = [list(stop.calls) for stop in known]
    told, evidence = tuple(_told(rows[0]) for rows in calls if rows), _evidence(calls)
    missing = tuple(stop.role for stop in asked.stops if not stop.calls)
    if not feasible(sea, track.kmh, known, seen):
        places = ", ".join(stop.name for stop in known)
        because = (*told, phrase("called.alibi", ship=ship.label, places=places))
        rows = [int(row) for row in np.unique(seen.before) if row >= 0]
        some = [*rows[:1], *rows[len(rows) // 2 : len(rows) // 2 + 1], *rows[-1:]]
        proof = positions_at(track, some)
        return asked.answer(Outcome.CONTRADICTED, because, Reason.ALIBI, unmatched=missing, evidence=proof)
    worst = _worst(asked, [stop for stop in known if not stop.calls] or list(known), track, seen)
    heard = {"p_seen_lower": worst.told.p_lower, "k": worst.told.k, "n": worst.told.n} if worst.told else {}
    because = (*told, phrase("called.room", ship=ship.label), *worst.because)
    matched = tuple(stop.role for stop in known if stop.calls)
    half = Outcome.PARTLY_SUPPORTED if matched else Outcome.NOT_OBSERVABLE
    outcome = Outcome.NO_TRACE if worst.reason is None else half
    matched = ("ship", *matched) if matched else ()
    return asked.answer(
        outcome, because, worst.reason, matched=matched, unmatched=missing, evidence=evidence, **heard
    )  # fmt: skip


def _worst(asked: _Asked, stops: list[Stop], track: Track, seen: Presence) -> Hidden:
    """The stretch in which a call was possible and would least have been heard; one port that is surely unused does."""
    sea, ship = asked.sea, asked.ship
    answers = []
    for stop in stops:
        runs = possible_at(stop, sea, seen)
        found = [hidden(sea, track.hull, ship.label, seen, run, sea.span) for run in runs]
        answers.append(next((one for one in found if one.reason is not None), found[0] if found else None))
    told = [one for one in answers if one is not None]
    return next((one for one in told if one.reason is None), told[0])


def _of_several(asked: _Asked) -> Answer:
    """Of a ship that nobody heard, or whose number or name several send, nothing is ever impossible.

    A sighting supports in part, and in whole where nobody else sent the number or the name at that time.
    """
    found = _seen(asked) if asked.meant.one_hull else None
    for spell in asked.meant.spells:
        found = found or _seen(asked, partial(_alone_in, asked, spell))
    found = found or (_seen(asked, sure=False) if asked.ship.crafts else None)
    unmatched = tuple(stop.role for stop in asked.stops if not stop.calls) if asked.ship.crafts else ("ship",)
    reason, why = nothing_held(asked.sea, asked.window)
    return found or asked.answer(Outcome.NOT_OBSERVABLE, why, reason, unmatched=unmatched)


def _alone_in(asked: _Asked, spell: Spell, row: Row) -> bool:
    own = row["craft"] == spell.craft and spell.has(row["arrived_before"])
    return bool(own and asked.meant.alone(asked.sea, spell, row))


def _of_fleet(asked: _Asked, of_kind: Callable[[str], bool]) -> Answer:
    """Any ship under the flag supports; that none was heard says nothing."""
    crafts = sorted({row["craft"] for row in asked.known[0].calls})
    fitting = [(craft, sure) for sure in (True, False) for craft in crafts if not sure or of_kind(craft)]
    answers = (_seen(asked, partial(_by, craft), sure) for craft, sure in fitting)
    found = next((one for one in answers if one is not None), None)
    none = phrase("called.none_of_flag", flags=asked.ship.label, n=len(asked.ship.crafts))
    reason, why = nothing_held(asked.sea, asked.window)
    return found or asked.answer(Outcome.NOT_OBSERVABLE, (none, *why), reason, unmatched=("ship",))


def _by(craft: str, row: Row) -> bool:
    return bool(row["craft"] == craft)
