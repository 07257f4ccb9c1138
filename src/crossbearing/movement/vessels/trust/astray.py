"""What the tracks of one MMSI with impossible steps are: ships, or false tracks of one ship, and false in which way.

Two ships that share a number are heard in between each other. Who appears elsewhere only while the ship is silent, and
is gone when she is back, is her own false position (`displaced`). A track that goes round on a ring is no ship's
(`circling`). Where one track leaps at once into the next, as a receiver does when a false signal lets it go, she was
being led away before: what she sent since the last place from which she can have come is false (`walked`).
"""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass, field

import numpy as np

from crossbearing.movement.arrays import Ints
from crossbearing.movement.vessels.fixes import KMH_PER_KT, flat_km
from crossbearing.movement.vessels.tracks.dealing import TRACK_POSITIONS
from crossbearing.movement.vessels.tracks.fitting import AT_LEAST_KT, NOISE_KM
from crossbearing.movement.vessels.tracks.hulls import Reports
from crossbearing.movement.vessels.trust.rounds import rows_that_go_round

# A false signal lets go within minutes, and led no farther than some hours of sailing: the speeds of published cases
# are those of ships. Beyond either, two ships that sent one number one after the other are as likely. GUESSES.
LET_GO_S, LED_KM = 3600.0, 150.0


@dataclass(slots=True)
class Judged:
    """The tracks that are ships', each as rows, and the rows that are false by the word for it."""

    ships: list[list[int]]
    false: dict[str, list[int]] = field(default_factory=dict)


def judged(tracks: list[list[int]], strays: list[int], all_rows: Reports) -> Judged:
    """Judge the tracks and strays that `dealt` makes of the positions of one MMSI; rows are those of `all_rows`."""
    ships, displaced = _told_apart(tracks)
    told = Judged([], {"teleport": strays})
    rings: list[int] = []
    for rows in displaced:
        own = _rings(rows, all_rows)
        rings += own
        told.false.setdefault("displaced", []).extend(set(rows) - set(own))
    for rows in ships:
        own = _rings(rows, all_rows) if len(ships) > 1 else []
        rings += own
        left = sorted(set(rows) - set(own)) if own else rows
        told.ships += [left] if left else []
    told.false["circling"] = rings
    told.ships, told.false["walked"] = _let_go(told.ships, all_rows)
    return told


def _told_apart(tracks: list[list[int]]) -> tuple[list[list[int]], list[list[int]]]:
    """The tracks of ships, and those that lie whole in a silence of a longer one."""
    ships: list[list[int]] = []
    displaced: list[list[int]] = []
    for rows in tracks:
        longer = [other for other in tracks if len(other) > len(rows)]
        inside = any(
            bisect(other, rows[0]) == bisect(other, rows[-1]) and 0 < bisect(other, rows[0]) < len(other)
            for other in longer
        )
        (displaced if inside else ships).append(rows)
    return ships, displaced


def _rings(rows: list[int], every: Reports) -> list[int]:
    found: list[int] = rows_that_go_round(np.array(rows), every.seconds, every.lat, every.lon).tolist()
    return found


def _let_go(ships: list[list[int]], every: Reports) -> tuple[list[list[int]], list[int]]:
    """Tracks that leap at once into the next are put together; the rows that led away are returned beside them."""
    whole: list[list[int]] = []
    walked: list[int] = []
    for rows in sorted(ships):
        led = _led_away(np.array(whole[-1]), rows[0], every) if whole and whole[-1][-1] < rows[0] else None
        if led is None:
            whole.append(rows)
        else:
            walked += led.tolist()
            whole[-1] = [*whole[-1][: len(whole[-1]) - led.size], *rows]
    return whole, walked


def _led_away(before: Ints, back: int, every: Reports) -> Ints | None:
    """The last rows of a track from which she cannot have come to where she was next; null where none led her."""
    seconds = every.seconds[back] - every.seconds[before]
    km = flat_km(every.lat[before], every.lon[before], every.lat[back], every.lon[back])
    possible = np.flatnonzero(km <= NOISE_KM + seconds / 3600.0 * AT_LEAST_KT * KMH_PER_KT)
    if seconds[-1] > LET_GO_S or km[-1] > LED_KM or possible.size < TRACK_POSITIONS:
        return None
    return before[possible[-1] + 1 :]
