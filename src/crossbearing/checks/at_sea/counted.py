"""How often did a ship call? The check of claims that count visits of ships: "her third call at Astrakhan in May"."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import polars as pl

from crossbearing.checks.answer import Answer
from crossbearing.checks.at_sea.days import SeaDays
from crossbearing.checks.at_sea.named import Ship, ships_of
from crossbearing.checks.at_sea.sea import Sea
from crossbearing.checks.at_sea.unseen import Hidden, hidden
from crossbearing.checks.at_sea.where import harbours_at
from crossbearing.checks.counts_said import bounds_of, number_of, told
from crossbearing.checks.windows import Window, places_of, window_of
from crossbearing.checks.witness import Witness
from crossbearing.model.claims import Claim, PlaceRole
from crossbearing.model.verdicts import EvidenceRow, Outcome, Phrase, Reason, phrase
from crossbearing.movement.vessels.counting import AWAY_S, CallCount, Room, count_calls
from crossbearing.movement.vessels.harbours import Harbours
from crossbearing.movement.vessels.presence import presence
from crossbearing.movement.vessels.reach import CALL_S
from crossbearing.world.flags import flag_of

# Roadsteads and the ports of a city lie farther from its point than its own water reaches (Istanbul on the Black Sea:
# 27 km): that a ship did not call is proven only for so wide a circle. GUESS.
PROOF_KM = 40.0
# The first and the last position of a day of data lie so near its ends.
EDGE_S = 3600.0
TUNING = (("least_call_s", f"{CALL_S:g}"), ("least_away_s", f"{AWAY_S:g}"))


@dataclass(frozen=True, slots=True)
class _Asked:
    """Calls as claimed: by whom, at which harbours (the first is the named one), when, how many."""

    ship: Ship
    wanted: tuple[int, ...]
    place: str
    window: Window
    least: int
    most: float


def calls_counted(claim: Claim, witness: Witness) -> Answer:
    """Count the separate calls of the claimed ship at the claimed port in the claimed days.

    A call ends when the ship is seen elsewhere, for two hours at least; ports 15 km from one another count as one.
    Supported: exactly as many calls were shown as claimed, and another one would have been heard (or at least as many
    were shown, where the claim says so). Partly supported: as many were shown, but more may have passed unheard.
    Contradicted: the ship is known by a number or a name of her own, and even with every silence filled with calls of
    an hour within 40 km of the port, two hours apart, there are too few; or more calls than claimed were shown at that
    very port. No trace: the missing calls fit only into silences in which ships there would have been heard. Not
    observable: everything else.
    """
    sea, number = witness.sea, number_of(claim)
    if sea is None or sea.is_empty:
        return Answer(Outcome.UNTESTED, (phrase("untested.ships"),))
    window = window_of(claim, witness, ())
    places = places_of(claim, PlaceRole.ARRIVAL, PlaceRole.SITE)
    wanted = tuple(dict.fromkeys(one for place in places for one in harbours_at(place, sea, witness.world)))
    if number is None or window is None or not wanted:
        lacking = "count.unnamed" if number is None else "window.unknown" if window is None else "called.no_port"
        return Answer(Outcome.NOT_CHECKABLE, (phrase(lacking),))
    ships = ships_of(claim, sea) or _of_flags(claim, sea)
    if not ships:
        return Answer(Outcome.NOT_CHECKABLE, (phrase("called.unnamed"),))
    asked = _Asked(ships[0], wanted, ", ".join(place.name for place in places), window, *bounds_of(number))
    if asked.ship.known_by == "flag" or not asked.ship.is_one(sea):
        return _of_several(asked, sea)
    widest = _counted(asked, sea, SeaDays(window).widest, sea.harbours.within(PROOF_KM))
    return _judged(asked, sea, _counted(asked, sea, _seconds(window), sea.harbours), widest)


def _seconds(window: Window) -> tuple[float, float]:
    return window.told[0].timestamp(), window.told[1].timestamp()


def _of_flags(claim: Claim, sea: Sea) -> tuple[Ship, ...]:
    """All ships under the flags of the claim's actors, as one subject of which nothing more is known."""
    flags = {actor.country for actor in claim.actors if actor.country}
    crafts = sorted({craft for craft, _ in sea.fixes.names if flag_of(craft) in flags})
    return (Ship(", ".join(sorted(flags)), "flag", tuple(crafts)),) if flags else ()


def _rows(asked: _Asked, sea: Sea) -> list[dict[str, Any]]:
    codes = [sea.harbours.codes[one] for one in asked.wanted]
    own = pl.col("craft").is_in(list(asked.ship.crafts)) & pl.col("place").is_in(codes)
    return sea.port_calls.filter(own, "shown").to_dicts()


def _counted(asked: _Asked, sea: Sea, window: tuple[float, float], harbours: Harbours) -> CallCount:
    hull = asked.ship.hull(sea)
    kmh = float(sea.kmh[hull])
    return count_calls(sea.fixes, hull, kmh, _rows(asked, sea), harbours, asked.wanted, window, sea.span)


def _judged(asked: _Asked, sea: Sea, found: CallCount, widest: CallCount) -> Answer:
    shown, claimed = found.n_min, told(asked.least, asked.most)
    said = (
        *asked.ship.words(sea),
        *asked.window.words(),
        phrase("visited.shown", n=shown, claimed=claimed, place=asked.place),
    )
    rows = tuple(EvidenceRow("port_call", call.ids[0], call.rows) for call in found.calls)
    about: dict[str, Any] = {
        "window": asked.window.days, "tuning": TUNING, "n_min": shown, "n_max": found.n_max, "evidence": rows,
    }  # fmt: skip
    if _arriving(asked, sea, found) > asked.most:
        because = (*said, phrase("visited.too_many_calls", claimed=claimed))
        return Answer(Outcome.CONTRADICTED, because, Reason.CLOSED_COUNT, ("ship",), ("counts",), **about)
    if widest.n_most < asked.least:
        because = (*said, phrase("visited.closed", most=widest.n_most))
        return Answer(Outcome.CONTRADICTED, because, Reason.CLOSED_COUNT, ("ship",), ("counts",), **about)
    worst = _worst(asked, sea, found.rooms)
    if found.n_max > shown:
        said = (*said, phrase("visited.unheard", n=found.n_max - shown))
    if shown < asked.least:
        return _too_few(said, worst, about)
    if not shown:
        return _too_few(said, worst, about)
    matched = ("ship", "arrival", *(("when",) if asked.window.stated else ()))
    began = sum(call.begin >= _seconds(asked.window)[0] for call in found.calls)
    closed = not _beyond(asked, sea, found.rooms) and (worst is None or worst.reason is None)
    if began <= asked.most and asked.window.stated and (math.isinf(asked.most) or closed):
        return Answer(Outcome.SUPPORTED, said, matched=(*matched, "counts"), **about)
    because = (*said, phrase("count.open"))
    return Answer(Outcome.PARTLY_SUPPORTED, because, matched=matched, unmatched=("counts",), **about)


def _beyond(asked: _Asked, sea: Sea, rooms: tuple[Room, ...]) -> bool:
    """Whether some of those days lies outside what the data hold, with room for a call."""
    start, end = _seconds(asked.window)
    outside = start < sea.span[0] - EDGE_S or end > sea.span[1] + EDGE_S
    return outside and any(room.begin < sea.span[0] or room.end > sea.span[1] for room in rooms)


def _arriving(asked: _Asked, sea: Sea, found: CallCount) -> int:
    """How many calls at the named port itself surely began in those days on every clock."""
    start, end = (one.timestamp() for one in asked.window.surely)
    own = {sea.harbours.codes[asked.wanted[0]]} if len(asked.wanted) == 1 else None
    return sum(
        start <= call.since and call.begin < end and own is not None and set(call.places) <= own for call in found.calls
    )


def _worst(asked: _Asked, sea: Sea, rooms: tuple[Room, ...]) -> Hidden | None:
    """The silence with room for a call in which one would least have been heard; null where no silence has room."""
    hull = asked.ship.hull(sea)
    found = []
    for room in rooms:
        seen = presence(sea.fixes, hull, room.begin, room.end, float(sea.kmh[hull]))
        if seen.seconds.size and room.reckoned:
            found.append(hidden(sea, hull, asked.ship.label, seen, (0, seen.seconds.size - 1), sea.span))
    return next((one for one in found if one.reason is not None), found[0] if found else None)


def _too_few(said: tuple[Phrase, ...], worst: Hidden | None, about: dict[str, Any]) -> Answer:
    if worst is None:
        return Answer(Outcome.NOT_OBSERVABLE, said, Reason.NO_RECEIVER, unmatched=("counts",), **about)
    if worst.told is not None:
        about |= {"p_seen_lower": worst.told.p_lower, "k": worst.told.k, "n": worst.told.n}
    outcome = Outcome.NO_TRACE if worst.reason is None else Outcome.NOT_OBSERVABLE
    return Answer(outcome, (*said, *worst.because), worst.reason, unmatched=("counts",), **about)


def _of_several(asked: _Asked, sea: Sea) -> Answer:
    """Of a flag, of a ship nobody heard, or of a shared name: what was shown is a lower bound and no more."""
    days = SeaDays(asked.window)
    rows = [row for row in _rows(asked, sea) if days.hold(row["arrived_before"], row["left_after"], row["lon"])]
    claimed = told(asked.least, asked.most)
    said = (
        *(asked.ship.words(sea) if asked.ship.known_by != "flag" else ()),
        *asked.window.words(),
        phrase("visited.shown", n=len(rows), claimed=claimed, place=asked.place),
    )
    evidence = tuple(EvidenceRow("port_call", row["id"], tuple(row["evidence"])) for row in rows)
    about: dict[str, Any] = {
        "window": asked.window.days, "tuning": TUNING, "n_min": len(rows), "evidence": evidence,
    }  # fmt: skip
    if rows and len(rows) >= asked.least:
        whole = math.isinf(asked.most) and asked.ship.known_by == "flag" and asked.window.stated
        outcome = Outcome.SUPPORTED if whole else Outcome.PARTLY_SUPPORTED
        open_ones = () if whole else ("counts",)
        return Answer(outcome, said, matched=("arrival",), unmatched=open_ones, **about)
    return Answer(Outcome.NOT_OBSERVABLE, said, Reason.CRAFT_NOT_TRANSMITTING, unmatched=("counts",), **about)
