"""The line a flight follows over the ground, with the heights it must have at some points of it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from crossbearing.worldgen.sphere import Floats
from crossbearing.worldgen.wide.places import Place, Spot, apart_km, course, moved

# Lengths in km and heights in feet above the field: GUESSES after common procedures.
STRAIGHT_OUT_KM, FINAL_KM, DOWNWIND_KM = 8.0, 19.0, 7.0
FINAL_FT, CIRCUIT_FT, GO_AROUND_FT, LOW_PASS_FT, HOLD_FT = 3000.0, 1500.0, 350.0, 80.0, 7000.0
HOLD_RADIUS_KM, HOLD_POINTS = 6.0, 10
POINT_KM = 60.0


@dataclass
class Line:
    """Points of the way, and gates: numbers of points with the height there and the cap of the section before."""

    points: list[Place] = field(default_factory=list)
    gates: list[tuple[int, float, float]] = field(default_factory=list)

    def to(self, *places: Place) -> None:
        """Go on to these places."""
        self.points.extend(places)

    def gate(self, alt_ft: float, cap_ft: float) -> None:
        """Be at this height at the last point, having stayed below the cap since the gate before."""
        self.gates.append((len(self.points) - 1, alt_ft, cap_ft))

    def across(self, there: Place, bow_km: float) -> None:
        """Follow the great circle, pushed sideways in the middle as airways and weather do."""
        here = self.points[-1]
        pieces = max(1, int(apart_km(here, there) / POINT_KM))
        lat, lon = _great_circle(here, there, pieces)
        share = np.linspace(0.0, 1.0, pieces + 1)
        push = np.sin(np.pi * share) * bow_km / 111.195
        turn = np.radians(course(here, there) + 90.0)
        lat, lon = lat + push * np.cos(turn), lon + push * np.sin(turn) / np.cos(np.radians(lat))
        self.points.extend(zip(lat[1:].tolist(), lon[1:].tolist(), strict=True))


def _great_circle(a: Place, b: Place, pieces: int) -> tuple[Floats, Floats]:
    phi, lam = np.radians([a[0], b[0]]), np.radians([a[1], b[1]])
    unit = np.stack([np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)])
    angle = np.arccos(np.clip(unit[:, 0] @ unit[:, 1], -1.0, 1.0))
    share = np.linspace(0.0, 1.0, pieces + 1)
    if angle < 1e-9:
        return np.full(pieces + 1, a[0]), np.full(pieces + 1, a[1])
    way = (np.sin((1 - share) * angle) * unit[:, :1] + np.sin(share * angle) * unit[:, 1:]) / np.sin(angle)
    return np.degrees(np.arctan2(way[2], np.hypot(way[0], way[1]))), np.degrees(np.arctan2(way[1], way[0]))


@dataclass(frozen=True, slots=True)
class Runway:
    """A runway in use: where it begins and ends for the one who uses it."""

    begin: Place
    end: Place

    @property
    def course(self) -> float:
        """The direction of take-off and landing."""
        return course(self.begin, self.end)

    def along(self, share: float) -> Place:
        """A place on it."""
        return (
            self.begin[0] + share * (self.end[0] - self.begin[0]),
            self.begin[1] + share * (self.end[1] - self.begin[1]),
        )


def runway(spot: Spot, towards_deg: float) -> Runway:
    """The runway of a field used in the direction nearer to a course; away from any field, a strip of a few metres."""
    if spot.ends is None:
        here = (spot.lat, spot.lon)
        return Runway(here, moved(here, towards_deg, 0.05))
    one, other = spot.ends
    turn = abs((course(one, other) - towards_deg + 180.0) % 360.0 - 180.0)
    return Runway(one, other) if turn <= 90.0 else Runway(other, one)


def holding(line: Line, spot: Spot, circuits: int, courses_deg: float) -> None:
    """Circles before the approach, at one height."""
    alt = spot.elevation_ft + HOLD_FT
    line.gate(alt, 60000.0)
    centre = moved(line.points[-1], courses_deg + 90.0, HOLD_RADIUS_KM)
    turns = range(1, HOLD_POINTS * circuits + 1)
    line.to(*(moved(centre, courses_deg - 90.0 + 360.0 / HOLD_POINTS * k, HOLD_RADIUS_KM) for k in turns))
    line.gate(alt, alt)


def circuit(line: Line, spot: Spot, strip: Runway, bottom_ft: float, cap_ft: float) -> None:
    """Down to `bottom_ft` above the field along the runway, up again, and round to the final."""
    line.to(strip.along(0.3))
    line.gate(spot.elevation_ft + bottom_ft, 60000.0)
    line.to(strip.along(0.6))
    line.gate(spot.elevation_ft + bottom_ft, spot.elevation_ft + bottom_ft)
    ahead = 6.0 if cap_ft > CIRCUIT_FT else 2.5
    side = strip.course + 90.0
    out = moved(strip.end, strip.course, ahead)
    back = moved(strip.begin, strip.course + 180.0, 2.0 * ahead)
    line.to(out, moved(out, side, DOWNWIND_KM / 2), moved(back, side, DOWNWIND_KM / 2), back)
    line.gate(spot.elevation_ft + min(cap_ft, 350.0 * ahead), spot.elevation_ft + cap_ft)


def landing(line: Line, spot: Spot, strip: Runway) -> None:
    """From the final to the touch-down."""
    line.to(strip.along(0.12))
    line.gate(spot.elevation_ft, 60000.0)
