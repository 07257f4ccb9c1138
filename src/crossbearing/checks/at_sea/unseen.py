"""What a ship's silences leave room for, and whether she would have been heard in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from crossbearing.checks.at_sea.sea import Sea, Track
from crossbearing.checks.windows import Window
from crossbearing.model.verdicts import EvidenceRow, Phrase, Reason, phrase
from crossbearing.movement.arrays import Floats
from crossbearing.movement.vessels.others_heard import Pooled, expected, pooled
from crossbearing.movement.vessels.reception import HOUR_S, WINDOW_H
from crossbearing.movement.vessels.slots import SLOT_S
from crossbearing.movement.vessels.unheard.presence import Presence

# The bound that every absence needs here (docs/method/verdicts.md), and the share of her own hours in which the ship
# was heard where others are.
LEAST_P, HABIT, LEAST_OWN = 0.95, 0.9, 5


def nothing_held(sea: Sea, window: Window) -> tuple[Reason, tuple[Phrase, ...]]:
    """Why nobody who fits was seen: the data end before the claimed days or begin after them, or else who knows."""
    start, end = (one.timestamp() for one in window.told)
    if start < sea.span[1] and sea.span[0] < end:
        return Reason.CRAFT_NOT_TRANSMITTING, ()
    first, last = _stamp(sea.span[0]), _stamp(sea.span[1])
    return Reason.OUTSIDE_ARCHIVE, (phrase("ship.no_data", start=first, end=last),)


@dataclass(frozen=True, slots=True)
class Hidden:
    """Why nothing can be said of a silence, or that she would have been heard in it (`reason` null)."""

    reason: Reason | None
    told: Pooled | None
    because: tuple[Phrase, ...]


def hidden(sea: Sea, hull: int, ship: str, seen: Presence, run: tuple[int, int], span: tuple[float, float]) -> Hidden:
    """Whether one ship would have been heard in a stretch in which the claim was possible.

    `span` is what the data hold, `run` the first and last row of `seen`.
    """
    rows = slice(run[0], run[1] + 1)
    begin, end = _stamp(seen.seconds[run[0]]), _stamp(seen.seconds[run[1]])
    about = {"ship": ship, "start": begin, "end": end}
    if not np.isfinite(seen.silent_s[rows]).all():
        outside = bool((seen.seconds[rows] < span[0]).any() or (seen.seconds[rows] > span[1]).any())
        reason = Reason.OUTSIDE_ARCHIVE if outside else Reason.CRAFT_NOT_TRANSMITTING
        return Hidden(reason, None, (phrase("ship.not_before_or_after", **about),))
    lat, lon = _middle(seen, rows)
    ends = ((float(lat[0]), float(lon[0])), (float(lat[-1]), float(lon[-1])))
    jammed = sea.jammed_on(*ends, float(seen.seconds[run[0]]), float(seen.seconds[run[1]]) + SLOT_S)
    if jammed:
        return Hidden(Reason.JAMMED, None, (phrase("ship.jammed", **about, k=jammed[0], n=jammed[1]),))
    if float(seen.silent_s[rows].min()) < WINDOW_H * 3600.0:
        return Hidden(Reason.NO_RECEIVER, None, (phrase("ship.short_silence", **about),))
    if not _others_heard(sea, hull, seen.seconds[rows], lat, lon):
        return Hidden(Reason.NO_RECEIVER, None, (phrase("ship.others_unheard", **about),))
    told = pooled(sea.reception, hull, lat, lon, seen.silence_at(run[0]))
    about |= {"k": str(told.k), "n": str(told.n), "p": f"{told.p_lower:.2f}"}
    if told.p_lower < LEAST_P:
        return Hidden(Reason.NO_RECEIVER, told, (phrase("ship.poor_reception", **about),))
    if told.own_n < LEAST_OWN or told.own_k < HABIT * told.own_n:
        return Hidden(Reason.CRAFT_NOT_TRANSMITTING, told, (phrase("ship.seldom_heard", **about),))
    return Hidden(None, told, (phrase("ship.would_be_heard", **about),))


def _others_heard(sea: Sea, hull: int, seconds: Floats, lat: Floats, lon: Floats) -> bool:
    """Whether in every six hours of a stretch nearly all ships beside her were heard: no day missing, no station down.

    What all other days tell says nothing of hours that no archive holds.
    """
    slots = int(WINDOW_H * 3600.0 / SLOT_S)
    for first in range(0, seconds.size, slots):
        last = min(first + slots, seconds.size) - 1
        where = ((float(lat[first]), float(lon[first])), (float(lat[last]), float(lon[last])))
        then = expected(sea.reception, hull, where, (float(seconds[first]) - HOUR_S, float(seconds[last]) + HOUR_S))
        if then.p is None or then.k < HABIT * then.n:
            return False
    return True


def _middle(seen: Presence, rows: slice) -> tuple[Floats, Floats]:
    """Where she is reckoned to have been: between both places, by the time that had gone."""
    share = seen.km1[rows] / (seen.km1[rows] + seen.km2[rows])
    east = (seen.lon2[rows] - seen.lon1[rows] + 540.0) % 360.0 - 180.0
    lat = seen.lat1[rows] + share * (seen.lat2[rows] - seen.lat1[rows])
    return lat, seen.lon1[rows] + share * east


def _stamp(seconds: float) -> str:
    return datetime.fromtimestamp(float(seconds), UTC).strftime("%Y-%m-%d %H:%M")


def positions_at(track: Track, rows: list[int]) -> tuple[EvidenceRow, ...]:
    """Evidence rows of single fixes of one ship, by their rows in `track.fixes`."""
    found = []
    for row in sorted({row for row in rows if 0 <= row < len(track.fixes)}):
        at = track.positions.row(int(track.fixes.row[row]), named=True)
        place = f"{at['exhibit']}#{at['member']}#{at['row']}"
        found.append(EvidenceRow("position", f"{at['craft']}@{at['time'].strftime('%Y-%m-%d %H:%M')}", (place,)))
    return tuple(found)
