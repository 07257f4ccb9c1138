"""How often did a ship call? The check of claims that count visits of ships: "her third call at Astrakhan in May"."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from crossbearing.checks.answer import Answer
from crossbearing.checks.at_sea.borne import Borne, borne
from crossbearing.checks.at_sea.days import SeaDays
from crossbearing.checks.at_sea.fleets import fleet_of
from crossbearing.checks.at_sea.named import Ship, ships_of
from crossbearing.checks.at_sea.sea import Sea
from crossbearing.checks.at_sea.tallies import Ports, Row, Tally, shown_calls, shown_in, tally
from crossbearing.checks.at_sea.unseen import Hidden, hidden, nothing_held
from crossbearing.checks.at_sea.where import harbours_at
from crossbearing.checks.in_air.counts_said import bounds_of, number_of, told
from crossbearing.checks.windows import Window, places_of, window_of
from crossbearing.checks.witness import Witness
from crossbearing.model.claims import Claim, PlaceRole
from crossbearing.model.verdicts import EvidenceRow, Outcome, Phrase, Reason, phrase
from crossbearing.movement.vessels.ports.counting import AWAY_S, Call, Room
from crossbearing.movement.vessels.ports.harbours import Harbours
from crossbearing.movement.vessels.unheard.reach import CALL_S

# The first and the last position of a day of data lie so near its ends.
EDGE_S = 3600.0
TUNING = (("least_call_s", f"{CALL_S:g}"), ("least_away_s", f"{AWAY_S:g}"))


@dataclass(frozen=True, slots=True)
class _Asked:
    """Calls or voyages as claimed: by whom, at which harbours, when, how many; and her calls that were shown."""

    sea: Sea
    ship: Ship
    meant: Borne
    ports: Ports
    place: str
    window: Window
    least: int
    most: float
    rows: list[Row]

    @property
    def claimed(self) -> str:
        """The number as printed."""
        return told(self.least, self.most)

    @property
    def seconds(self) -> tuple[float, float]:
        """The claimed days, in seconds since 1970."""
        return self.window.told[0].timestamp(), self.window.told[1].timestamp()

    def tally(self, window: tuple[float, float], harbours: Harbours) -> Tally:
        """What is counted of the one ship that is meant."""
        return tally(self.sea, self.ship.hull(self.sea), self.ports, window, harbours, self.rows)


def calls_counted(claim: Claim, witness: Witness) -> Answer:
    """Count the separate calls of the claimed ship at the claimed port in the claimed days, or her voyages to it.

    A call ends when the ship is seen elsewhere, for two hours at least; ports 15 km from one another count as one. A
    voyage is a call at the port it is said to begin at and, after it, one at the other. Supported: exactly as many were
    shown as claimed, and another one would have been heard (or at least as many were shown, where the claim says so).
    Partly supported: as many were shown, but more may have passed unheard. Contradicted: the ship is known by a number
    or a name of her own, and even with every silence filled with calls of an hour in reach of the port, two hours
    apart, there are too few; or more than claimed were shown at that very port. No trace: the missing ones fit only
    into silences in which ships there would have been heard. Not observable: everything else. Of ships told of by flag,
    or under a number that several send, what was shown is a lower bound.
    """
    sea, number = witness.sea, number_of(claim)
    if sea is None or sea.is_empty:
        return Answer(Outcome.UNTESTED, (phrase("untested.ships"),))
    window = window_of(claim, witness, ())
    ship = next(iter(ships_of(claim, sea)), None) or fleet_of(claim, sea)
    ends, starts = places_of(claim, PlaceRole.ARRIVAL, PlaceRole.SITE), places_of(claim, PlaceRole.DEPARTURE)
    wanted, left = (
        tuple(dict.fromkeys(one for place in places for one in harbours_at(place, sea, witness.world)))
        for places in ((ends or starts), (starts if ends else ()))
    )
    if number is None or window is None or not wanted or (starts and ends and not left):
        lacking = "count.unnamed" if number is None else "window.unknown" if window is None else "called.no_port"
        return Answer(Outcome.NOT_CHECKABLE, (phrase(lacking),))
    if ship is None:
        return Answer(Outcome.NOT_CHECKABLE, (phrase("called.unnamed"),))
    meant, place = borne(ship, sea), " – ".join(one.name for one in (*starts, *ends))
    rows = shown_calls(sea, ship.crafts, meant)
    asked = _Asked(sea, ship, meant, Ports(wanted, left), place, window, *bounds_of(number), rows)
    if ship.known_by == "flag" or not meant.whole:
        return _of_several(asked)
    widest = asked.tally(SeaDays(window).widest, sea.proven)
    return _judged(asked, asked.tally(asked.seconds, sea.reckoned), widest)


def _judged(asked: _Asked, found: Tally, widest: Tally) -> Answer:
    shown = found.n_min
    said = _said(asked, shown)
    about = _about(asked, found.behind) | {"n_min": shown, "n_max": found.n_max}
    if _arriving(asked, found) > asked.most:
        because = (*said, phrase("visited.too_many_calls", claimed=asked.claimed))
        return Answer(Outcome.CONTRADICTED, because, Reason.CLOSED_COUNT, ("ship",), ("counts",), **about)
    if widest.n_most < asked.least:
        because = (*said, phrase("visited.closed", most=widest.n_most))
        return Answer(Outcome.CONTRADICTED, because, Reason.CLOSED_COUNT, ("ship",), ("counts",), **about)
    worst = _worst(asked, found.rooms)
    if found.n_max > shown:
        said = (*said, phrase("visited.unheard", n=found.n_max - shown))
    if shown < asked.least or not shown:
        return _too_few(said, worst, about)
    matched = ("ship", "arrival", *(("when",) if asked.window.stated else ()))
    began = sum(call.begin >= asked.seconds[0] for call in found.calls)
    closed = not _beyond(asked, found.rooms) and (worst is None or (worst.reason is None and not worst.few))
    if began <= asked.most and asked.window.stated and (math.isinf(asked.most) or closed):
        return Answer(Outcome.SUPPORTED, said, matched=(*matched, "counts"), **about)
    because = (*said, phrase("count.open"))
    return Answer(Outcome.PARTLY_SUPPORTED, because, matched=matched, unmatched=("counts",), **about)


def _said(asked: _Asked, shown: int) -> tuple[Phrase, ...]:
    """Who was looked at, when, and how many were shown."""
    who = asked.ship.words(asked.sea) if asked.ship.known_by != "flag" else ()
    key = "visited.voyages_shown" if asked.ports.starts else "visited.shown"
    return (*who, *asked.window.words(), phrase(key, n=shown, claimed=asked.claimed, place=asked.place))


def _about(asked: _Asked, behind: tuple[Call, ...]) -> dict[str, Any]:
    rows = tuple(EvidenceRow("port_call", call.ids[0], call.rows) for call in dict.fromkeys(behind))
    return {"window": asked.window.days, "tuning": TUNING, "evidence": rows}


def _beyond(asked: _Asked, rooms: tuple[Room, ...]) -> bool:
    """Whether some of those days lies outside what the data hold, with room for a call."""
    (start, end), span = asked.seconds, asked.sea.span
    outside = start < span[0] - EDGE_S or end > span[1] + EDGE_S
    return outside and any(room.begin < span[0] or room.end > span[1] for room in rooms)


def _arriving(asked: _Asked, found: Tally) -> int:
    """How many calls at the named port itself surely began in those days on every clock."""
    start, end = (one.timestamp() for one in asked.window.surely)
    wanted = asked.ports.wanted
    if len(wanted) > 1:  # who shifts between harbours of one roadstead, unheard in between, seems to call twice
        return 0
    own = {asked.sea.harbours.codes[wanted[0]]}
    return sum(start <= call.since and call.begin < end and set(call.places) <= own for call in found.calls)


def _worst(asked: _Asked, rooms: tuple[Room, ...]) -> Hidden | None:
    """The silence with room for a call in which one would least have been heard; null where no silence has room."""
    sea, hull = asked.sea, asked.ship.hull(asked.sea)
    found = []
    for room in rooms:
        seen = sea.track(hull).between(room.begin, room.end)
        if seen.seconds.size and room.reckoned:
            found.append(hidden(sea, hull, asked.ship.label, seen, (0, seen.seconds.size - 1), sea.span))
    return max(found, key=lambda one: (one.reason is not None, one.few), default=None)


def _too_few(said: tuple[Phrase, ...], worst: Hidden | None, about: dict[str, Any]) -> Answer:
    if worst is None:
        return Answer(Outcome.NOT_OBSERVABLE, said, Reason.NO_RECEIVER, unmatched=("counts",), **about)
    if worst.told is not None:
        about |= {"p_seen_lower": worst.told.p_lower, "k": worst.told.k, "n": worst.told.n}
    outcome = Outcome.NO_TRACE if worst.reason is None else Outcome.NOT_OBSERVABLE
    return Answer(outcome, (*said, *worst.because), worst.reason, unmatched=("counts",), **about)


def _of_several(asked: _Asked) -> Answer:
    """Of a flag, of a ship nobody heard, or of a shared name: what was shown is a lower bound and no more.

    Ships under a flag are added up; of ships on one number or name the one that did least may be meant.
    """
    hulls = sorted({(row["craft"], row["hull"]) for row in asked.rows}, key=str)
    if asked.meant.one_hull:
        groups = [asked.rows]
    else:
        groups = [[row for row in asked.rows if (row["craft"], row["hull"]) == one] for one in hulls]
    each = [shown_in(asked.sea, asked.ports, rows, asked.seconds) for rows in groups]
    shown = [call for calls in each for call in calls]
    added = asked.meant.one_hull or asked.ship.known_by == "flag"
    n_min = len(shown) if added else min(map(len, each), default=0) if _all_called(asked, hulls) else 0
    said, about = _said(asked, len(shown)), _about(asked, tuple(shown)) | {"n_min": n_min}
    if shown and len(shown) >= asked.least:
        whole = math.isinf(asked.most) and added and asked.window.stated
        outcome, open_ones = (Outcome.SUPPORTED, ()) if whole else (Outcome.PARTLY_SUPPORTED, ("counts",))
        return Answer(outcome, said, matched=("arrival",), unmatched=open_ones, **about)
    reason, why = nothing_held(asked.sea, asked.window)
    return Answer(Outcome.NOT_OBSERVABLE, (*said, *why), reason, unmatched=("counts",), **about)


def _all_called(asked: _Asked, hulls: list[Any]) -> bool:
    """Whether every ship that may be meant was seen to call anywhere."""
    return {names for craft in asked.ship.crafts for names in asked.sea.names if names[0] == craft} <= set(hulls)
