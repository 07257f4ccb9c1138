"""What a claim counts: stays at a place, flights on a way, or craft."""

from __future__ import annotations

import math

from crossbearing.checks.windows import places_of
from crossbearing.model.claims import Claim, Count, PlaceRole

# Words for counts of craft rather than of their visits, as reports and typed claims give them.
CRAFT_WORDS = frozenset({"aircraft", "craft", "airplanes", "planes", "helicopters"})


def number_of(claim: Claim) -> Count | None:
    """Return the first count of the claim that has a bound."""
    return next((one for one in claim.counts if one.min is not None or one.max is not None), None)


def bounds_of(number: Count) -> tuple[int, float]:
    """Return how many at least and at most; an open upper end is infinite."""
    return math.ceil(number.min or 0), float(number.max) if number.max is not None else math.inf


def told(least: int, most: float) -> str:
    """Return a claimed number as it is printed: `4`, `≥ 4`, `≤ 4`, `4–6`."""
    if most == least:
        return str(least)
    if math.isinf(most):
        return f"≥ {least}"
    return f"{least}–{most:g}" if least else f"≤ {most:g}"


def counts_craft(claim: Claim) -> bool:
    """Whether the claim counts craft."""
    number = number_of(claim)
    return number is not None and number.what.lower() in CRAFT_WORDS


def counts_legs(claim: Claim) -> bool:
    """Whether the claim counts flights on a way: it names where they began, or calls them flights from a place."""
    number = number_of(claim)
    return number is not None and bool(places_of(claim, PlaceRole.DEPARTURE)) and not counts_craft(claim)


def counts_stays(claim: Claim) -> bool:
    """Whether the claim counts visits at a place."""
    return not counts_craft(claim) and not counts_legs(claim)
