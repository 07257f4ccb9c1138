"""Questions of the form "how many stays of this craft at these places in this window", with the true number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import median
from typing import Any

import numpy as np

from crossbearing.worldgen.scores.flown import epoch, ratio

Row = dict[str, Any]
DAY_S = 86400.0
SHORTEST_DAYS, LONGEST_DAYS, AT_RANDOM = 0.4, 10.0, 0.25


@dataclass(frozen=True, slots=True)
class Question:
    """Stays of a craft at any of `places` in `[start, end)`; `heard` when all its flight ends then were observed."""

    craft: str
    places: tuple[str, ...]
    start: datetime
    end: datetime
    true: int
    heard: bool


def questions(flights: Sequence[Row], visits: Sequence[Row], n: int, seed: int) -> list[Question]:
    """Draw questions about craft that were heard at all: mostly about places they go to, some about others."""
    rng = np.random.default_rng([seed, 71])
    groups = _groups(visits)
    names = sorted(groups)
    legs, stays = _by_craft(flights), _by_craft(visits)
    crafts = sorted(craft for craft, own in legs.items() if any(leg["n_positions"] for leg in own))
    begin = min(epoch(leg["departed_at"]) or 0.0 for leg in flights) // DAY_S * DAY_S
    # On the hour, like all windows, and before the archive ends: what touches its last second is nobody's question.
    last = max(epoch(leg["arrived_at"]) or 0.0 for leg in flights) // 3600 * 3600 - 3600.0
    found = []
    for _ in range(n):
        craft = crafts[int(rng.integers(len(crafts)))]
        own = sorted({stay["city"] for stay in stays[craft] if stay["city"]})
        some = names if not own or rng.random() < AT_RANDOM else own
        places = groups[some[int(rng.integers(len(some)))]]
        start = begin + float(rng.integers(0, max(1, int((last - begin) / 3600)))) * 3600
        length = SHORTEST_DAYS * (LONGEST_DAYS / SHORTEST_DAYS) ** float(rng.random()) * DAY_S
        end = max(start + 3600.0, min(last, start + length))
        true = _true(stays[craft], set(places), start, end)
        found.append(Question(craft, places, _time(start), _time(end), true, _heard(legs[craft], start, end)))
    return found


def _time(at: float) -> datetime:
    return datetime.fromtimestamp(round(at), UTC)


def _groups(visits: Sequence[Row]) -> dict[str, tuple[str, ...]]:
    """The airports of each city."""
    found: dict[str, set[str]] = {}
    for stay in visits:
        if stay["place"]:
            found.setdefault(stay["city"], set()).add(stay["place"])
    return {city: tuple(sorted(codes)) for city, codes in found.items()}


def _by_craft(rows: Sequence[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["craft"], []).append(row)
    return found


def _true(stays: Sequence[Row], places: set[str], start: float, end: float) -> int:
    """True separate stays; those that follow each other at places of the set with nothing elsewhere between are one."""
    count = 0
    for airframe in sorted({stay["airframe"] for stay in stays}):
        there = False
        for stay in (one for one in stays if one["airframe"] == airframe):
            arrived, left = epoch(stay["arrived_at"]), epoch(stay["left_at"])
            inside = (arrived is None or arrived < end) and (left is None or left >= start)
            here = stay["place"] in places
            count += int(here and inside and not there)
            there = here and (inside or there)
    return count


def _heard(legs: Sequence[Row], start: float, end: float) -> bool:
    """Whether all flights that touch the window were seen at both ends, and the last before it and the first after."""
    times = sorted((epoch(leg["departed_at"]) or 0.0, epoch(leg["arrived_at"]) or 0.0, k) for k, leg in enumerate(legs))
    before = [k for _, on, k in times if on < start][-1:]
    after = [k for off, _, k in times if off > end][:1]
    near = [k for off, on, k in times if off <= end and on >= start] + before + after
    seen = all(legs[k][f"{side}_seen"] == "observed" for k in near for side in ("departure", "arrival"))
    return seen and bool(before) and bool(after)


def score_counts(asked: Sequence[Question], answers: Sequence[tuple[int, int]]) -> Mapping[str, Any]:
    """How often the true number lies in the range that was answered, and how wide the ranges are."""
    both = list(zip(asked, answers, strict=True))
    inside = sum(low <= one.true <= high for one, (low, high) in both)
    heard = [high - low for one, (low, high) in both if one.heard]
    other = [high - low for one, (low, high) in both if not one.heard]
    widths = sorted(heard + other)
    return {
        "questions": len(both),
        "inside": ratio(inside, len(both)),
        "too_low": ratio(sum(high < one.true for one, (_, high) in both), len(both)),
        "too_high": ratio(sum(low > one.true for one, (low, _) in both), len(both)),
        "heard_n": len(heard),
        "heard_width_0": ratio(sum(width == 0 for width in heard), len(heard)),
        "other_median_width": median(other) if other else None,
        "other_mean_width": round(sum(other) / len(other), 3) if other else None,
        "median_width": median(widths) if widths else None,
        "width_of_nine_in_ten": widths[(9 * len(widths) - 1) // 10] if widths else None,
    }
