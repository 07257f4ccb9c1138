"""Did a ship switch off her AIS? The check of statements that a ship fell silent."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import numpy as np
import polars as pl

from crossbearing.checks.answer import Answer
from crossbearing.checks.at_sea.called import by_sea
from crossbearing.checks.at_sea.days import SeaDays
from crossbearing.checks.at_sea.named import ships_of
from crossbearing.checks.silent import words_of_silence
from crossbearing.checks.windows import window_of
from crossbearing.checks.witness import Witness
from crossbearing.model.claims import Claim
from crossbearing.model.verdicts import EvidenceRow, Outcome, Reason, phrase
from crossbearing.movement.arrays import Floats
from crossbearing.movement.vessels.disturbed import with_jammed

# The shortest silence in use by anybody who counts them.
LEAST_H = 2.0
TUNING = (("least_h", f"{LEAST_H:g}"),)
TOLD = 4


def says_quiet(claim: Claim) -> bool:
    """Whether a statement says that a ship's signal was off or lost."""
    return by_sea(claim) and words_of_silence(claim)


def quiet(claim: Claim, witness: Witness) -> Answer:
    """Look for a silence of the ship on the claimed days in which others beside her were heard.

    Supported: she was silent for two hours or more (or as long as claimed) where, with 95 % confidence, at least 95 of
    100 ships would have been heard. Partly supported: others were heard more often than not. Why she was silent,
    whether by hand or by a fault, no receiver can tell. Contradicted: she was heard throughout.
    Not observable: she was silent where nobody would have been heard, or where satellite navigation of ships or
    aircraft was disturbed in those hours, or was never heard at all.
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
    if not ship.is_one(sea):
        return Answer(Outcome.NOT_OBSERVABLE, words, Reason.CRAFT_NOT_TRANSMITTING, unmatched=("ship",), **about)
    least = _claimed_h(claim)
    found = sea.silences.filter(pl.col("craft").is_in(ship.crafts), pl.col("duration_h") >= least)
    end = datetime.fromtimestamp(sea.span[1], tz=window.told[1].tzinfo)
    found = with_jammed(found, sea.jammed)
    rows = [one for one in found.to_dicts() if days.hold(one["started_at"], one["ended_at"] or end, one["lon1"])]
    if not rows and _throughout(sea.track(ship.hull(sea)).fixes.seconds, days.widest, least):
        because = (*words, phrase("quiet.never", ship=ship.label, hours=f"{least:g}"))
        return Answer(Outcome.CONTRADICTED, because, Reason.CLOSED_COUNT, unmatched=("silence",), **about)
    if not rows:
        because = (*words, phrase("quiet.none", ship=ship.label, hours=f"{least:g}"))
        return Answer(Outcome.NOT_OBSERVABLE, because, Reason.NO_RECEIVER, unmatched=("silence",), **about)
    return _weighed(rows, words, about, window.stated)


def _weighed(rows: list[dict[str, Any]], words: tuple[Any, ...], about: dict[str, Any], stated: bool) -> Answer:
    """The silences by how little reception explains them."""
    order = ("very_unusual", "unusual", "expected", None)
    rows = sorted(rows, key=lambda row: (bool(row["jammed"]), order.index(row["silence"])))
    told = tuple(_told(row) for row in rows[:TOLD])
    evidence = tuple(EvidenceRow("gap", row["id"], tuple(row["evidence"])) for row in rows)
    best = None if rows[0]["jammed"] else rows[0]["silence"]
    if best in ("very_unusual", "unusual"):
        outcome = Outcome.SUPPORTED if best == "very_unusual" and stated else Outcome.PARTLY_SUPPORTED
        because = (*words, *told, phrase("silent.cause"))
        return Answer(outcome, because, matched=("ship", "silence"), evidence=evidence, **about)
    because, reason = (*words, *told), Reason.JAMMED if rows[0]["jammed"] else Reason.NO_RECEIVER
    return Answer(Outcome.NOT_OBSERVABLE, because, reason, unmatched=("silence",), evidence=evidence, **about)


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
    for one in claim.counts:
        unit = {"hours without signal": 1.0, "days without signal": 24.0}.get(one.what)
        if unit and one.min:
            return max(LEAST_H, one.min * unit)
    return LEAST_H


def _throughout(seconds: Floats, window: tuple[float, float], least_h: float) -> bool:
    """Whether she was heard before, in and after some stretch, without a silence so long."""
    low, high = np.searchsorted(seconds, window[0]) - 1, np.searchsorted(seconds, window[1])
    if low < 0 or high >= seconds.size:
        return False
    return bool(np.diff(seconds[low : high + 1]).max() < least_h * 3600.0)
