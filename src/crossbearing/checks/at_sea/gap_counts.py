"""How often were ships silent? The check of claims that count silences: "over 600 AIS gaps of over 30 hours"."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from crossbearing.checks.answer import Answer
from crossbearing.checks.at_sea.borne import borne, goes_on
from crossbearing.checks.at_sea.fleets import fleet_of
from crossbearing.checks.at_sea.gap_words import gap_counts, rates_of
from crossbearing.checks.at_sea.named import Ship, ships_of
from crossbearing.checks.at_sea.sea import SILENCES_H, Sea
from crossbearing.checks.at_sea.where import area_of
from crossbearing.checks.in_air.counts_said import bounds_of, told
from crossbearing.checks.in_air.silent import silent_hours
from crossbearing.checks.windows import Window, window_of
from crossbearing.checks.witness import Witness
from crossbearing.model.claims import Claim
from crossbearing.model.verdicts import EvidenceRow, Outcome, Phrase, Reason, phrase
from crossbearing.movement.arrays import Floats, Ints
from crossbearing.movement.vessels.reception import HOURS

HOUR_S = 3600.0
# So many silences are listed as evidence; the number of all is told.
LISTED = 40


@dataclass(frozen=True, slots=True)
class _Asked:
    """Silences as claimed: of whom (null: of anybody), how long, when, how many."""

    sea: Sea
    ship: Ship | None
    hours: float
    window: Window
    least: int
    most: float


def silences_counted(claim: Claim, witness: Witness) -> Answer:
    """Count the silences of the claimed length that began in the claimed days, of the ship, the flag or the waters.

    A silence is a time between two positions received. Supported: as many as claimed are in the data, not counting
    hours of which the data hold no ship at all. Partly supported: as many only with those hours, or under a number or a
    name that several ships send. Contradicted, of one ship alone that is known by a number or a name of her own: she
    was heard so often that fewer fit, or more than claimed are in the data. Not observable: everything else, and all
    counts for a flag or for waters that are higher than ours, because another network hears otherwise. A silence does
    not show that anything was switched off. Counts compare only at one length, over equally long times, and for equally
    many ships.
    """
    sea = witness.sea
    if sea is None or sea.is_empty:
        return Answer(Outcome.UNTESTED, (phrase("untested.ships"),), not_checkable=("cause",))
    window, counts = window_of(claim, witness, ()), gap_counts(claim)
    if window is None or not counts:
        lacking = "window.unknown" if window is None else "count.unnamed"
        return Answer(Outcome.NOT_CHECKABLE, (phrase(lacking),), not_checkable=("cause",))
    hours = next(iter(silent_hours(claim)), None)
    if hours is None:
        return Answer(Outcome.NOT_CHECKABLE, (phrase("gaps.no_length"),), not_checkable=("cause",))
    ship = next(iter(ships_of(claim, sea)), None) or fleet_of(claim, sea)
    asked = _Asked(sea, ship, max(hours, SILENCES_H), window, *bounds_of(counts[0]))
    return _judged(asked, _rows(asked, claim, witness), _compared(claim, window))


def _rows(asked: _Asked, claim: Claim, witness: Witness) -> list[dict[str, Any]]:
    """The silences that began in those days, of the ship or ships, in the waters."""
    start, end = asked.window.told
    found = asked.sea.silences.filter(
        pl.col("duration_h") >= asked.hours, pl.col("started_at") >= start, pl.col("started_at") < end
    )
    if asked.ship is not None:
        found = found.filter(pl.col("craft").is_in(list(asked.ship.crafts)))
    areas = [area for place in claim.places if (area := area_of(place, witness.world)) is not None]
    rows = [row for row in found.to_dicts() if all(area.holds(row["lat1"], row["lon1"]) for area in areas)]
    rows = [row for row in rows if row["ended_at"] or not goes_on(asked.sea, row["craft"], row["started_at"])]
    if asked.ship is None or asked.ship.known_by == "flag":
        return rows
    meant = borne(asked.ship, asked.sea)
    return [row for row in rows if meant.has(row["craft"], row["started_at"])]


def _judged(asked: _Asked, rows: list[dict[str, Any]], compared: tuple[Phrase, ...]) -> Answer:
    held = _held_hours(asked.sea)
    sure = {row["id"] for row in rows if _held_h(row, held, asked.sea.span[1]) >= asked.hours}
    first = sorted(rows, key=lambda row: row["id"] not in sure)
    n_min, n_max = _least(asked, [row for row in rows if row["id"] in sure]), _most(asked, rows)
    words = [row["silence"] for row in rows]
    split = {word: words.count(word) for word in ("expected", "unusual", "very_unusual")}
    ships = len({craft for craft, _ in asked.sea.names}) if asked.ship is None else len(asked.ship.crafts)
    about: dict[str, Any] = {
        "window": asked.window.days, "tuning": (("hours", f"{asked.hours:g}"),), "n_min": n_min, "n_max": n_max,
        "not_checkable": ("cause",),
        "evidence": tuple(EvidenceRow("gap", row["id"], tuple(row["evidence"])) for row in first[:LISTED]),
    }  # fmt: skip
    said = (
        *(asked.ship.words(asked.sea) if asked.ship is not None and asked.ship.known_by != "flag" else ()),
        *asked.window.words(),
        phrase(
            "gaps.shown", n=len(rows), hours=f"{asked.hours:g}", claimed=told(asked.least, asked.most), ships=ships,
            empty=len(rows) - len(sure), unheard=sum(not row["ships_heard"] for row in rows), **split,
        ),
        *compared,
    )  # fmt: skip
    if n_max is not None and (n_max < asked.least or n_min > asked.most):
        return Answer(Outcome.CONTRADICTED, said, Reason.CLOSED_COUNT, unmatched=("counts",), **about)
    if n_min >= asked.least and n_min and (math.isinf(asked.most) or (n_max or math.inf) <= asked.most):
        outcome = Outcome.SUPPORTED if asked.window.stated else Outcome.PARTLY_SUPPORTED
        return Answer(outcome, (*said, phrase("silent.cause")), matched=("counts",), **about)
    if len(rows) >= asked.least and rows:
        return Answer(Outcome.PARTLY_SUPPORTED, said, Reason.NO_RECEIVER, unmatched=("counts",), **about)
    return Answer(Outcome.NOT_OBSERVABLE, said, Reason.NO_RECEIVER, unmatched=("counts",), **about)


def _least(asked: _Asked, rows: list[dict[str, Any]]) -> int:
    """How many silences are surely those of the claimed ship: of several on one number, of the one that has fewest."""
    if asked.ship is None or asked.ship.known_by == "flag" or borne(asked.ship, asked.sea).one_hull:
        return len(rows)
    hulls = [name for craft in asked.ship.crafts for name in asked.sea.names if name[0] == craft]
    return min((sum((row["craft"], row["hull"]) == name for row in rows) for name in hulls), default=0)


def _held_hours(sea: Sea) -> Ints:
    """The hours since 1970 in which any ship was heard anywhere, in their order: the others an archive may lack."""
    return np.unique(sea.reception.where[sea.reception.heard] % HOURS)


def _held_h(row: dict[str, Any], held: Ints, end: float) -> float:
    """How long a silence was, hours that the data do not hold left out."""
    first = int(row["started_at"].timestamp() // HOUR_S)
    last = int((row["ended_at"].timestamp() if row["ended_at"] else end) // HOUR_S)
    missing = max(0, last - first - 1) - int(np.count_nonzero((held > first) & (held < last)))
    return float(row["duration_h"]) - missing


def _most(asked: _Asked, rows: list[dict[str, Any]]) -> int | None:
    """How many silences can have begun in those days on any clock at most; null but for one ship that is known."""
    ship, sea = asked.ship, asked.sea
    if ship is None or ship.known_by == "flag" or not borne(ship, sea).whole:
        return None
    start, end = (one.timestamp() for one in asked.window.widest)
    track = sea.track(ship.hull(sea))
    seconds, marked = track.fixes.seconds, track.positions.filter(pl.col("mark").is_not_null())["time"]
    edges = np.concatenate([[start], seconds[(seconds >= start) & (seconds < end)], [end]])
    least = asked.hours * HOUR_S
    inner = _cut(edges[1:-1], marked.dt.epoch("ms").to_numpy() / 1000.0, least)
    outer = sum(int(piece // least) for piece in (edges[1] - edges[0], edges[-1] - edges[-2]))
    return max(len(rows), inner + outer)


def _cut(edges: Floats, marked: Floats, least: float) -> int:
    """How many silences so long lie between trusted fixes at most, where marked ones may be hers and part them."""
    found = int(np.count_nonzero(np.diff(edges) >= least))
    last = -np.inf
    inside = marked[(marked > edges[0]) & (marked < edges[-1])] if edges.size else marked[:0]
    after = np.searchsorted(edges, inside)
    for begin, at, end in zip(edges[after - 1], inside, edges[after], strict=True):
        if at - max(begin, last) >= least and end - at >= least:
            found, last = found + 1, at
    return found


def _compared(claim: Claim, window: Window) -> tuple[Phrase, ...]:
    """What counts of unequal units come to a month, and counts at unequal lengths to: nothing."""
    rates = rates_of(claim, window.days)
    told_ = tuple(phrase("gaps.rate", said=said, rate=f"{rate:.0f}") for said, rate in rates) if len(rates) > 1 else ()
    unlike = (phrase("gaps.lengths"),) if len(set(silent_hours(claim))) > 1 else ()
    return (*told_, *unlike)
