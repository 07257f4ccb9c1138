"""Two airframes on one address: found because no one aircraft can fly both tracks, and told apart by nearness and callsign."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from crossbearing.movement.arrays import KM_PER_KT_S, Ints, Tracks
from crossbearing.movement.reach import JITTER_KM, MAX_KT, Blocks, flown_share, heaviest_chain, rows_of
from crossbearing.world import geo

# A second track is believed only when it is long, moves, and speaks in turn with the first: spoofed stretches are short,
# stand or circle at one point, or come once. GUESS; the shared addresses of made worlds have hundreds of such rows.
SECOND_MIN_POSITIONS = 30
SECOND_MIN_TURNS = 3
SECOND_MIN_KM = 100.0
SECOND_MIN_SHARE = 0.7
MOVES_AS_SAID = (0.6, 1.5)

# A callsign of the other airframe weighs as much as this distance. GUESS: larger than any leg.
STRANGE_CALLSIGN_KM = 15000.0
# Airline callsigns begin with the three letters of the operator (ICAO Doc 8585).
OPERATOR_LETTERS = 3


def is_shared(tracks: Tracks, blocks: Blocks, chain: Ints) -> bool:
    """Tell whether the rows outside the heaviest chain are another airframe's journey."""
    left = np.setdiff1d(np.arange(len(blocks)), chain)
    rows = rows_of(blocks, left)
    if len(rows) < SECOND_MIN_POSITIONS:
        return False
    rest = Blocks(blocks.start[left], blocks.end[left])
    second = rows_of(rest, heaviest_chain(tracks, rest))
    if len(second) < max(SECOND_MIN_POSITIONS, SECOND_MIN_SHARE * len(rows)):
        return False
    other = tracks.take(second)
    turns = int(np.count_nonzero(np.diff(np.isin(np.arange(len(tracks)), second).astype(np.int8))))
    low, high = MOVES_AS_SAID
    return turns >= 2 * SECOND_MIN_TURNS and _extent_km(other) >= SECOND_MIN_KM and low <= flown_share(other) <= high


def _extent_km(tracks: Tracks) -> float:
    return float(geo.distance_km(tracks.lat.min(), tracks.lon.min(), tracks.lat.max(), tracks.lon.max()))


@dataclass(slots=True)
class _Airframe:
    """Where one of the two was last, and what it calls itself."""

    row: int
    operators: Counter[str] = field(default_factory=Counter)


def split(tracks: Tracks, callsigns: list[str | None]) -> Ints:
    """Give each row of one shared address to airframe 0 or 1, or to neither (-1) when neither can be there.

    It starts where both are surely heard, at the first impossible step between two stretches, and walks from there to
    the end and back to the beginning; a row goes to the airframe that is nearer, unless its callsign says otherwise.
    """
    owner = np.full(len(tracks), -1, dtype=np.int64)
    seed = _seed(tracks)
    frames = [_Airframe(seed - 1), _Airframe(seed)]
    owner[seed - 1], owner[seed] = 0, 1
    _walk(tracks, callsigns, range(seed + 1, len(tracks)), frames, owner)
    frames[0].row, frames[1].row = seed - 1, seed
    _walk(tracks, callsigns, range(seed - 2, -1, -1), frames, owner)
    return owner


def _seed(tracks: Tracks) -> int:
    """The row after the widest impossible step: there the two are surely two."""
    _, seconds, km = tracks.steps()
    return int(np.argmax(km - MAX_KT * KM_PER_KT_S * seconds)) + 1


def _walk(tracks: Tracks, callsigns: list[str | None], rows: range, frames: list[_Airframe], owner: Ints) -> None:
    for row in rows:
        operator = (callsigns[row] or "")[:OPERATOR_LETTERS]
        costs = [_cost(tracks, frame, row, operator, frames[1 - k]) for k, frame in enumerate(frames)]
        k = int(costs[1] < costs[0])
        if costs[k] == float("inf"):
            continue
        owner[row], frames[k].row = k, row
        if operator:
            frames[k].operators[operator] += 1


def _cost(tracks: Tracks, frame: _Airframe, row: int, operator: str, other: _Airframe) -> float:
    """Kilometres to the row, more with the other's callsign, infinite where the airframe cannot be."""
    seconds = abs(tracks.seconds[row] - tracks.seconds[frame.row])
    km = float(geo.distance_km(tracks.lat[row], tracks.lon[row], tracks.lat[frame.row], tracks.lon[frame.row]))
    if km > JITTER_KM + MAX_KT * KM_PER_KT_S * seconds:
        return float("inf")
    strange = operator and other.operators[operator] > frame.operators[operator]
    return km + (STRANGE_CALLSIGN_KM if strange else 0.0)
