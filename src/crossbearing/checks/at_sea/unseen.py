"""What a ship's silences leave room for, and whether she would have been heard in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from typing import Any

import numpy as np

from crossbearing.checks.at_sea.sea import Sea, Track
from crossbearing.checks.windows import Window
from crossbearing.model.verdicts import EvidenceRow, Phrase, Reason, phrase
from crossbearing.movement.arrays import Floats
from crossbearing.movement.vessels.others_heard import LEAST_SHIPS, Pooled, expected, in_region, on_all_days, pooled
from crossbearing.movement.vessels.reception import HOUR_S, WINDOW_H
from crossbearing.movement.vessels.silences import MOST_HOURS
from crossbearing.movement.vessels.slots import SLOT_S
from crossbearing.movement.vessels.unheard.presence import Presence

# The bound that every absence needs here (docs/method/verdicts.md), and the share of her own hours in which the ship
# was heard where others are.
LEAST_P, HABIT, LEAST_OWN = 0.95, 0.9, 5
# Two windows of six hours.
LEAST_MISSED_H = 12.0


def nothing_held(sea: Sea, window: Window) -> tuple[Reason, tuple[Phrase, ...]]:
    """Why nobody who fits was seen: the data end before the claimed days or begin after them, or else who knows."""
    start, end = (one.timestamp() for one in window.told)
    if start < sea.span[1] and sea.span[0] < end:
        return Reason.CRAFT_NOT_TRANSMITTING, ()
    first, last = _stamp(sea.span[0]), _stamp(sea.span[1])
    return Reason.OUTSIDE_ARCHIVE, (phrase("ship.no_data", start=first, end=last),)


class Beside(Enum):
    """How ships beside one that was silent were heard in those hours: nearly all, `few` that tell little, or not."""

    HEARD = "heard"
    FEW = "few"
    UNHEARD = "unheard"


@dataclass(frozen=True, slots=True)
class Hidden:
    """Why nothing can be said of a silence, or that she would have been heard in it (`reason` null).

    `few`: in some of its hours fewer than three ships were beside her, so that all other days tell it alone.
    """

    reason: Reason | None
    told: Pooled | None
    because: tuple[Phrase, ...]
    few: bool = False


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
    beside = _others_heard(sea, hull, seen.seconds[rows], lat, lon)
    if beside is Beside.UNHEARD:
        return Hidden(Reason.NO_RECEIVER, None, (phrase("ship.others_unheard", **about),))
    told = pooled(sea.reception, hull, lat, lon, seen.silence_at(run[0]))
    about |= {"k": str(told.k), "n": str(told.n), "p": f"{told.p_lower:.2f}"}
    if told.p_lower < LEAST_P:
        return Hidden(Reason.NO_RECEIVER, told, (phrase("ship.poor_reception", **about),))
    if told.own_n < LEAST_OWN or told.own_k < HABIT * told.own_n:
        return Hidden(Reason.CRAFT_NOT_TRANSMITTING, told, (phrase("ship.seldom_heard", **about),))
    return Hidden(None, told, (phrase("ship.would_be_heard", **about),), beside is Beside.FEW)


def _others_heard(sea: Sea, hull: int, seconds: Floats, lat: Floats, lon: Floats) -> Beside:
    """Whether nearly all ships beside her were heard in every six hours of a stretch: no day missing, no station down.

    What all other days tell says nothing of hours that no archive holds. Where fewer than three were beside her, nearly
    all of them over the whole stretch, or all but one, and some within three degrees in those six hours.
    """
    slots, few, few_n, few_k = int(WINDOW_H * HOUR_S / SLOT_S), False, 0, 0
    for first in range(0, seconds.size, slots):
        last = min(first + slots, seconds.size) - 1
        where = ((float(lat[first]), float(lon[first])), (float(lat[last]), float(lon[last])))
        begin, end = float(seconds[first]), float(seconds[last])
        then = expected(sea.reception, hull, where, (begin - HOUR_S, end + HOUR_S))
        if then.n >= LEAST_SHIPS:
            if then.k < HABIT * then.n:
                return Beside.UNHEARD
            continue
        few_n, few_k = few_n + then.n, few_k + then.k
        n, k = in_region(sea.reception, hull, where[0], (begin, end))
        if k < max(1.0, min(LEAST_SHIPS, n / 2.0)):
            return Beside.UNHEARD
        few = True
    if few_k < min(HABIT * few_n, few_n - 1):
        return Beside.UNHEARD
    return Beside.FEW if few else Beside.HEARD


def missed(sea: Sea, hull: int, gap: dict[str, Any]) -> Pooled | None:
    """How others were heard on all days on the straight way of a silence (a row of GAPS) that this makes unusual.

    Null where it does not: it is shorter than twelve hours (a station that failed for an afternoon), or jammed, or
    ships beside her were not heard, or an archive held none of those hours, or too few were heard on other days,
    or she herself was not.
    """
    if gap["ended_at"] is None or gap["jammed"] or gap["duration_h"] < LEAST_MISSED_H:
        return None
    share = np.linspace(0.0, 1.0, max(2, round(gap["duration_h"] * HOUR_S / SLOT_S)))
    when = gap["started_at"].timestamp(), gap["ended_at"].timestamp()
    east = (gap["lon2"] - gap["lon1"] + 540.0) % 360.0 - 180.0
    lat, lon = gap["lat1"] + share * (gap["lat2"] - gap["lat1"]), gap["lon1"] + share * east
    told = pooled(sea.reception, hull, lat, lon, when).over(when)
    if told.p_lower < LEAST_P or told.own_n < LEAST_OWN or told.own_k < HABIT * told.own_n:
        return None
    if min(on_all_days(sea.reception, hull, lat, lon, when)) < MOST_HOURS:
        return None
    beside = _others_heard(sea, hull, when[0] + share * (when[1] - when[0]), lat, lon)
    return None if beside is Beside.UNHEARD else told


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
