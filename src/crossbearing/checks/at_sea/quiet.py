"""Did a ship switch off her AIS? The check of statements that a ship fell silent."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import numpy as np
import polars as pl

from crossbearing.checks.answer import Answer
from crossbearing.checks.at_sea.borne import borne, goes_on
from crossbearing.checks.at_sea.called import by_sea
from crossbearing.checks.at_sea.days import SeaDays
from crossbearing.checks.at_sea.named import Ship, ships_of
from crossbearing.checks.at_sea.sea import Sea
from crossbearing.checks.at_sea.unseen import missed
from crossbearing.checks.at_sea.where import Area, area_of
from crossbearing.checks.in_air.silent import silent_hours, words_of_silence
from crossbearing.checks.windows import window_of
from crossbearing.checks.witness import Witness
from crossbearing.model.claims import Claim
from crossbearing.model.verdicts import EvidenceRow, Outcome, Phrase, Reason, phrase
from crossbearing.movement.arrays import Floats
from crossbearing.movement.vessels.others_heard import Pooled
from crossbearing.movement.vessels.trust.disturbed import with_jammed

# The shortest silence in use by anybody who counts them.
LEAST_H = 2.0
TUNING = (("least_h", f"{LEAST_H:g}"),)
TOLD = 4
# Points looked at on the straight way between both ends of a silence.
WAY_POINTS = 25


def says_quiet(claim: Claim) -> bool:
    """Whether a statement says that a ship's signal was off or lost."""
    return by_sea(claim) and words_of_silence(claim)


def quiet(claim: Claim, witness: Witness) -> Answer:
    """Look for a silence of the ship on the claimed days in which others beside her were heard.

    Supported: she was silent for two hours or more (or as long as claimed) where, with 95 % confidence, at least 95 of
    100 ships would have been heard, on a straight way that passes the claimed place within 60 km: by the ships beside
    her in those hours or, of twelve hours and more, by how ships there and she herself were heard on all other days (in
    windows of six hours, of which a silence of thirty hours and more has several that lie a day apart), where nothing
    shows that those hours were heard worse. Partly supported:
    others were heard more often than not, or the silence was elsewhere. Why she was silent, whether by hand or by a
    fault, no receiver can tell. Contradicted: she was heard throughout. Not observable: she was silent where nobody
    would have been heard, or where satellite navigation of ships or aircraft was disturbed in those hours, or was never
    heard at all. A number that falls silent for good while its IMO number goes on under another is no silence.
    """
    sea = witness.sea
    if sea is None or sea.is_empty:
        return Answer(Outcome.UNTESTED, (phrase("untested.ships"),), not_checkable=("cause",))
    window, ships = window_of(claim, witness, ()), ships_of(claim, sea)
    if window is None or not ships:
        return Answer(Outcome.NOT_CHECKABLE, (phrase("window.unknown" if ships else "called.unnamed"),))
    ship, days = ships[0], SeaDays(window)
    about: dict[str, Any] = {"window": window.days, "tuning": TUNING, "not_checkable": ("cause",)}
    words = (*ship.words(sea), *window.words())
    if not borne(ship, sea).whole:
        return Answer(Outcome.NOT_OBSERVABLE, words, Reason.CRAFT_NOT_TRANSMITTING, unmatched=("ship",), **about)
    least = _claimed_h(claim)
    found = sea.silences.filter(pl.col("craft").is_in(ship.crafts), pl.col("duration_h") >= least)
    end = datetime.fromtimestamp(sea.span[1], tz=window.told[1].tzinfo)
    found = with_jammed(found, sea.jammed)
    rows = [one for one in found.to_dicts() if days.hold(one["started_at"], one["ended_at"] or end, one["lon1"])]
    rows = [one for one in rows if one["ended_at"] or not goes_on(sea, one["craft"], one["started_at"])]
    if not rows and _throughout(sea.track(ship.hull(sea)).fixes.seconds, days.widest, least):
        because = (*words, phrase("quiet.never", ship=ship.label, hours=f"{least:g}"))
        return Answer(Outcome.CONTRADICTED, because, Reason.CLOSED_COUNT, unmatched=("silence",), **about)
    if not rows:
        because = (*words, phrase("quiet.none", ship=ship.label, hours=f"{least:g}"))
        return Answer(Outcome.NOT_OBSERVABLE, because, Reason.NO_RECEIVER, unmatched=("silence",), **about)
    areas = [area for place in claim.places if (area := area_of(place, witness.world)) is not None]
    there = {row["id"] for row in rows if all(_passes(row, area) for area in areas)}
    return _weighed(sea, ship, rows, there, words, about, window.stated)


def _passes(row: dict[str, Any], area: Area) -> bool:
    """Whether the straight way of a silence leads through the waters."""
    lat2, lon2 = (row["lat1"], row["lon1"]) if row["lat2"] is None else (row["lat2"], row["lon2"])
    east = (lon2 - row["lon1"] + 540.0) % 360.0 - 180.0
    share = np.linspace(0.0, 1.0, WAY_POINTS)
    points = zip(row["lat1"] + share * (lat2 - row["lat1"]), row["lon1"] + share * east, strict=True)
    return any(area.holds(float(lat), float(lon)) for lat, lon in points)


def _weighed(
    sea: Sea,
    ship: Ship,
    rows: list[dict[str, Any]],
    there: set[str],
    words: tuple[Any, ...],
    about: dict[str, Any],
    stated: bool,
) -> Answer:
    """The silences by how little reception explains them, those at the claimed place (`there`) before others."""
    order = ("very_unusual", "unusual", "expected", None)
    days = {row["id"]: found for row in rows if (found := _on_all_days(sea, ship, row)) is not None}
    rows = [row | {"silence": "very_unusual"} if row["id"] in days else row for row in rows]
    rows = sorted(rows, key=lambda row: (row["id"] not in there, bool(row["jammed"]), order.index(row["silence"])))
    told = tuple(one for row in rows[:TOLD] for one in (_told(row), *_days_told(ship, row, days.get(row["id"]))))
    evidence = tuple(EvidenceRow("gap", row["id"], tuple(row["evidence"])) for row in rows)
    best = None if rows[0]["jammed"] else rows[0]["silence"]
    if best in ("very_unusual", "unusual"):
        here = rows[0]["id"] in there
        outcome = Outcome.SUPPORTED if best == "very_unusual" and stated and here else Outcome.PARTLY_SUPPORTED
        because = (*words, *told, phrase("silent.cause"))
        unmatched = () if here else ("site",)
        return Answer(outcome, because, matched=("ship", "silence"), unmatched=unmatched, evidence=evidence, **about)
    because, reason = (*words, *told), Reason.JAMMED if rows[0]["jammed"] else Reason.NO_RECEIVER
    return Answer(Outcome.NOT_OBSERVABLE, because, reason, unmatched=("silence",), evidence=evidence, **about)


def _on_all_days(sea: Sea, ship: Ship, row: dict[str, Any]) -> Pooled | None:
    """What all days tell of a silence that the ships of those hours alone do not make very unusual."""
    return None if row["silence"] == "very_unusual" else missed(sea, ship.hull(sea), row)


def _days_told(ship: Ship, row: dict[str, Any], found: Pooled | None) -> tuple[Phrase, ...]:
    if found is None:
        return ()
    start, end = (f"{row[name]:%Y-%m-%d %H:%M}" for name in ("started_at", "ended_at"))
    bound = {"k": str(found.k), "n": str(found.n), "p": f"{found.p_lower:.2f}"}
    return (phrase("quiet.would_be_heard", ship=ship.label, start=start, end=end, **bound),)


def _told(row: dict[str, Any]) -> Any:
    start = row["started_at"].strftime("%Y-%m-%d %H:%M")
    heard = "?" if row["expected_heard"] is None else f"{row['expected_heard']:.2f}"
    return phrase(
        "quiet.jammed" if row["jammed"] else "quiet.gap",
        craft=row["craft"],
        start=start,
        hours=f"{row['duration_h']:.1f}",
        p=heard,
        n=row["ships_heard"],
    )


def _claimed_h(claim: Claim) -> float:
    """How long the silence is said to have lasted, else the shortest that is counted."""
    return max(LEAST_H, next(iter(silent_hours(claim)), 0.0))


def _throughout(seconds: Floats, window: tuple[float, float], least_h: float) -> bool:
    """Whether she was heard before, in and after some stretch, without a silence so long."""
    low, high = np.searchsorted(seconds, window[0]) - 1, np.searchsorted(seconds, window[1])
    if low < 0 or high >= seconds.size:
        return False
    return bool(np.diff(seconds[low : high + 1]).max() < least_h * 3600.0)
