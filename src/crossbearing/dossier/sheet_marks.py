"""Signs of a map: how each end of a leg is known, where a track begins or is lost, false positions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, degrees
from typing import TYPE_CHECKING

import numpy as np
from markupsafe import Markup

from crossbearing.dossier.projection import Frame
from crossbearing.dossier.svg import element, joined, path

if TYPE_CHECKING:
    from crossbearing.dossier.sheet_map import Drawn

# Ends of legs by how they are known, the strongest first: an airport gets the sign of its strongest end.
EVIDENCE = ("ground", "low", "next", "extrapolated")
# What two ships did together, and where a ship lay.
MEETINGS = ("transfer", "tow", "pilot", "fishing", "anchorage", "company", "passing")
CALLS = ("call_berth", "call_anchorage")
# What a ship did alone, and what she can have done unheard.
ALONE = ("lingered", "could_meet", "in_reach")
MARKS = (*EVIDENCE, "first", "last", "false", "chance", "airport", *MEETINGS, *CALLS, *ALONE)
# Signs of ships nearer than this to each other, in page units, are one blot.
APART = 11.0
# An arrow on a shorter line, in page units, hides it.
SHORTEST_WITH_ARROW = 30.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign: its kind, its craft's colour, how far it reaches from its point, for an arrow which way it points."""

    kind: str
    colour: int = 0
    reach: float = 4.0
    turn: float = 0.0

    def at(self, x: float, y: float) -> Markup:
        """Return the sign drawn at a point of the page."""
        if self.kind == "arrow":
            turned = f"translate({x:g} {y:g}) rotate({self.turn:g})"
            return element(
                "path", class_=f"arrow t{self.colour}", d="M-4.500-4.500L3.500 0l-8 4.500z", transform=turned
            )
        return element("g", _shape(self.kind, self.colour), transform=f"translate({x:g} {y:g})")


def _shape(kind: str, colour: int) -> Markup:
    """A sign about 0, 0."""
    if kind in ("ground", "low"):
        return element("circle", class_=f"end end-{kind}", r=4.4 if kind == "ground" else 3.0)
    shapes = {
        "next": ("M0-5l5 5-5 5-5-5z", "end end-next"),
        "extrapolated": ("M-4-4h8v8h-8z", "end end-extrapolated"),
        "last": ("M-3-3h6v6h-6z", f"last t{colour}"),
        "false": ("M-3-3l6 6M-3 3l6-6", "false"),
        "transfer": (
            "M-6 0a3.500 3.500 0 1 0 7 0a3.500 3.500 0 1 0-7 0zM-1 0a3.500 3.500 0 1 0 7 0a3.500 3.500 0 1 0-7 0z",
            "meet",
        ),
        "tow": ("M-6-2h4v4h-4zM2-2h4v4h-4zM-2 0h4", "meet"),
        "pilot": ("M0-5l5 9h-10z", "meet-open"),
        "fishing": ("M-6 0q4-6 8 0q-4 6-8 0M2 0l4-3v6z", "meet-open"),
        "anchorage": ("M0-5v10M-4 1q0 4 4 4q4 0 4-4M-2.500-2.500h5", "meet-open"),
        "company": ("M-3-5v10M3-5v10", "meet-open"),
        "passing": ("M-3-4v8M3-4v8M-5-2l2-2 2 2M1 2l2 2 2-2", "meet-open"),
        "call_berth": ("M-5-5h10v10h-10zM-5 0h10", "call"),
        "call_anchorage": ("M-5-5h10v10h-10z", "call"),
        "lingered": ("M0 0a2 2 0 1 1 2-2a4 4 0 1 1-6 1a5.500 5.500 0 0 1 3-5", "meet-open"),
        "could_meet": (
            "M-6 0a3.500 3.500 0 1 0 7 0a3.500 3.500 0 1 0-7 0zM-1 0a3.500 3.500 0 1 0 7 0a3.500 3.500 0 1 0-7 0z",
            "meet-open unsure",
        ),
        "in_reach": ("M-5-5h10v10h-10z", "meet-open unsure"),
    }
    if kind in shapes:
        return path(*shapes[kind])
    round_ones = {
        "first": (f"first t{colour}", 3.4),
        "chance": (f"chance t{colour}", 6.0),
        "airport": ("end end-low", 2.6),
    }
    style, radius = round_ones[kind]
    return element("circle", class_=style, r=radius)


def drawn_marks(routes: Sequence[Drawn], frame: Frame | None, few: bool = True) -> list[tuple[Mark, float, float]]:
    """Return the signs of these legs, each place once; without a frame only their kinds count.

    Unless the legs are few only airports have signs.
    """
    found: dict[tuple[Mark, float, float], None] = {}
    for mark, lat, lon in (*_ends(routes), *(_unknown_ends(routes) if few else ())):
        x, y = frame.point(lat, lon) if frame else (0.0, 0.0)
        found[(mark, round(x, 1), round(y, 1))] = None
    if frame and few:
        for drawn in routes:
            found.update(dict.fromkeys(_arrow(drawn, frame)))
    return list(found)


def _ends(routes: Sequence[Drawn]) -> list[tuple[Mark, float, float]]:
    """One sign an airport: that of its strongest evidence."""
    best: dict[str, tuple[int, float, float]] = {}
    for drawn in routes:
        for side in ("departure", "arrival"):
            code, how = drawn.route.flight[f"{side}_airport"], drawn.route.flight[f"{side}_evidence"]
            site = next((one for one in drawn.route.airports if one.code == code), None)
            if site is not None and how in EVIDENCE:
                rank = EVIDENCE.index(how)
                if code not in best or rank < best[code][0]:
                    best[code] = (rank, site.lat, site.lon)
    return [(Mark(EVIDENCE[rank]), lat, lon) for rank, lat, lon in best.values()]


def _unknown_ends(routes: Sequence[Drawn]) -> list[tuple[Mark, float, float]]:
    """Where tracks begin or are lost away from a known airport, and the airports that may be their ends."""
    found = []
    for drawn in routes:
        route, flight = drawn.route, drawn.route.flight
        first, last = route.runs[0], route.runs[-1]
        if not flight["departure_airport"]:
            found.append((Mark("first", drawn.colour), float(first.lat[0]), float(first.lon[0])))
        if not flight["arrival_airport"]:
            found.append((Mark("last", drawn.colour), float(last.lat[-1]), float(last.lon[-1])))
        found += [(Mark("chance", drawn.colour, 6.0), one.site.lat, one.site.lon) for one in route.chances]
    return found


def _arrow(drawn: Drawn, frame: Frame) -> list[tuple[Mark, float, float]]:
    """Which way the longest heard run of a leg goes."""
    longest = max(drawn.route.runs, key=lambda run: len(run.lat))
    if len(longest.lat) < 3:
        return []
    at = len(longest.lat) // 2
    ends = frame.at(longest.lat[[at - 1, at + 1]], longest.lon[[at - 1, at + 1]])
    x, y = frame.point(float(longest.lat[at]), float(longest.lon[at]))
    if not np.isfinite(ends).all() or not np.isfinite(x):
        return []
    reach = np.nanmax(frame.at(longest.lat, longest.lon), axis=0) - np.nanmin(
        frame.at(longest.lat, longest.lon), axis=0
    )
    if float(np.hypot(*reach)) < SHORTEST_WITH_ARROW:
        return []
    (x1, y1), (x2, y2) = ends.tolist()
    return [
        (Mark("arrow", drawn.colour, 4.0, float(round(degrees(atan2(y2 - y1, x2 - x1))))), round(x, 1), round(y, 1))
    ]


def spread(signs: Sequence[tuple[Mark, float, float]]) -> tuple[list[tuple[Mark, float, float]], int]:
    """Return the signs but for those of ships that would stand on another, and how many those are; who says most stays.

    Signs on one another are a blot, and none of them can be read.
    """
    ships = (*MEETINGS, *CALLS, *ALONE)
    ranked = sorted(signs, key=lambda sign: ships.index(sign[0].kind) if sign[0].kind in ships else -1)
    kept: list[tuple[Mark, float, float]] = []
    cells: dict[tuple[int, int], list[tuple[float, float]]] = {}
    for mark, x, y in ranked:
        cell = (int(x // APART), int(y // APART)) if np.isfinite(x) else (0, 0)
        near = [one for dx in (-1, 0, 1) for dy in (-1, 0, 1) for one in cells.get((cell[0] + dx, cell[1] + dy), ())]
        if mark.kind not in ships or all(abs(x - a) >= APART or abs(y - b) >= APART for a, b in near):
            kept.append((mark, x, y))
            if mark.kind in ships:
                cells.setdefault(cell, []).append((x, y))
    return kept, len(signs) - len(kept)


def swatches() -> dict[str, Markup]:
    """Return the signs as they stand in the legend, 26 by 14, in its order."""
    seen = joined([path("M1 7h24", "case"), path("M1 7h24", "seen t0")])
    candidate = joined([path("M1 7h10", "chance-line t0"), _moved("chance", 18.0)])
    drawn = {"observed": seen, "gap": path("M1 7h24", "unseen t0"), "candidate": candidate}
    return drawn | {kind: _moved(kind, 13.0) for kind in MARKS if kind != "chance"}


def _moved(kind: str, x: float) -> Markup:
    return element("g", _shape(kind, 0), transform=f"translate({x:g} 7)")
