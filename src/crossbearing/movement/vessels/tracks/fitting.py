"""How well a position goes on a track: where the track leads, how far ships stray from that, and what they send alike.

Within a quarter of an hour a ship is where her last course and speed lead, give or take a share of the way. Over longer
silences nobody knows: she lay still, moved about a port, kept her course, or went anywhere; each has its share.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, exp, hypot, inf, isnan, log, radians, sin

from crossbearing.movement.vessels.fixes import KM_PER_DEGREE, KMH_PER_KT

# The fastest ferries make 45 kt; faster "ships" are errors. What one fix is off by: 100 m for GNSS and antenna, more
# for receivers that round (class B, long-range messages: 1/10 minute is 185 m).
TOP_KT = 50.0
NOISE_KM = 0.3
# A ship's next speed is not much more than the higher of both it sent: acceleration within a silence. GUESS.
FASTER, AT_LEAST_KT = 1.5, 15.0
# A fix is off by some tens of metres, the next one from where the last course and speed lead by this share of the way
# made, and even a ship at rest drifts. Beyond so many spreads it is another ship's. GUESSES, chosen on pairs of real
# ships of one bay that were given one MMSI.
FIX_KM, SPREAD, DRIFT_KT, STRANGE = 0.012, 0.3, 1.0, 8.0
# A long-range message tells a place to a tenth of a minute: up to 130 m off.
LONG_RANGE, LONG_FIX_KM = 27, 0.1
# A report's speed and course differ from the last by so much (standard deviation); a larger change costs no more than
# so much. GUESSES.
SOG_KT, COG_DEG, MOST = 1.0, 15.0, 8.0
# Dead reckoning for so long at most: after a quarter of an hour ships have turned. GUESS.
RECKONED_S = 900.0
# After a longer silence: shares of ships that lay still and that stayed about the port, at rest at both ends or not;
# how far off such lie; and, of all, who kept her course for up to ten hours, off by a tenth of the way. GUESSES; on
# four real fishing ships heard from space for a year, given one number two by two, they raise purity from 0.92 to 1.00.
STILL, ABOUT = (0.05, 0.5), (0.25, 0.2)
STILL_KM, ABOUT_KM = 0.15, 5.0
KEPT, KEPT_S, KEPT_OFF = 0.3, 36_000.0, 0.1
# Who went anywhere went so fast about, as far as ships range at most before they turn; far more is rare, not excluded.
ROVING_KT, RANGE_KM = 6.0, 300.0
# At rest she sends less than this.
REST_KT = 1.0
# Transponders of class A and of class B send other messages, and one without a gyro never tells a heading: what a
# change of either costs. The first does not change but with the ship's equipment. GUESSES.
OTHER_CLASS, OTHER_GYRO = 20.0, 3.0
# A misfit of a place where the track leads: the same berth, the same course, or some kilometres. One that lies just
# anywhere in reach has twice as much and more. GUESS.
CLOSE = 4.0
CLASS = {1: "A", 2: "A", 3: "A", 18: "B", 19: "B"}


@dataclass(slots=True)
class Track:
    """A track in the making: its rows, when it began, and its last position; unknown speed and course are NaN.

    `began` is its first place and speed; `opens` and `closes` are the type of message and the heading at either end;
    `close` is how many of its positions lie where the one before leads.
    """

    rows: list[int]
    first: float
    began: tuple[float, float, float]
    opens: tuple[float, float]
    seconds: float
    lat: float
    lon: float
    sog: float
    cog: float
    closes: tuple[float, float]
    close: int = 0

    @property
    def beginning(self) -> Track:
        """Its first position as a track of one, the course unknown."""
        lat, lon, sog = self.began
        first = self.first
        return Track(self.rows[:1], first, self.began, self.opens, first, lat, lon, sog, float("nan"), self.opens)

    def go_on(self, new: Track, fit: float) -> None:
        """Add a position, or a stretch of them, of that misfit."""
        self.rows += new.rows
        self.close += new.close + (fit < CLOSE)
        self.seconds, self.lat, self.lon, self.sog, self.cog = new.seconds, new.lat, new.lon, new.sog, new.cog
        self.closes = new.closes


def misfit(track: Track, new: Track) -> float:
    """How badly a position fits a track: minus the log of how dense such positions lie there, or infinity.

    The longer ago the track was heard the wider it spreads, so that one heard lately wins at equal distance.
    """
    if not reachable(track, new):
        return inf
    if new.seconds - track.seconds < RECKONED_S:
        return _soon(track, new) + _unlike(track, new)
    return -log(_late(track, new)) + _unlike(track, new)


def reachable(track: Track, new: Track) -> bool:
    """Whether a ship can be at both places."""
    hours = max(new.seconds - track.seconds, 0.0) / 3600.0
    knots = min(TOP_KT, max(AT_LEAST_KT, _knots(track, new, FASTER)))
    return _km(track.lat, track.lon, new) <= NOISE_KM + hours * knots * KMH_PER_KT


def _soon(track: Track, new: Track) -> float:
    """Within a quarter of an hour: a normal density about where she leads, and what a change of course costs."""
    spread = _spread_km(track, new)
    off = _reckoned_km(track, new) / spread
    return inf if off > STRANGE else 0.5 * off**2 + 2.0 * log(spread) + _turned(track, new)


def _late(track: Track, new: Track) -> float:
    """Later: how dense the places lie at which ships are heard next, the more likely ones taken together."""
    hours = (new.seconds - track.seconds) / 3600.0
    away = _km(track.lat, track.lon, new)
    rests = max((one for one in (track.sog, new.sog) if not isnan(one)), default=REST_KT) < REST_KT
    wide = min(max(_spread_km(track, new), SPREAD * hours * ROVING_KT * KMH_PER_KT), RANGE_KM)
    still, about = STILL[rests], ABOUT[rests]
    dense = still * _bell(away, STILL_KM) + about * _bell(away, min(ABOUT_KM, wide))
    if not rests and not isnan(track.sog + track.cog) and hours * 3600.0 < KEPT_S:
        dense += KEPT * _bell(_reckoned_km(track, new), FIX_KM + KEPT_OFF * (track.sog + DRIFT_KT) * KMH_PER_KT * hours)
    return dense + (1.0 - still - about) / (wide**2 * hypot(1.0, away / wide) ** 3)


def _bell(km: float, spread: float) -> float:
    return exp(-0.5 * (km / spread) ** 2) / spread**2


def _spread_km(track: Track, new: Track) -> float:
    hours = (new.seconds - track.seconds) / 3600.0
    fix = LONG_FIX_KM if LONG_RANGE in (track.closes[0], new.opens[0]) else FIX_KM
    return fix + SPREAD * hours * (_knots(track, new, 1.0) + DRIFT_KT) * KMH_PER_KT


def _knots(track: Track, new: Track, times: float) -> float:
    """The higher of both speeds sent, so many times; the top speed of ships where none was."""
    if isnan(track.sog):
        return TOP_KT if isnan(new.sog) else times * new.sog
    return times * (track.sog if isnan(new.sog) else max(track.sog, new.sog))


def _turned(track: Track, new: Track) -> float:
    """What a change of speed and course adds to the misfit; a ship at rest sends any course."""
    if isnan(track.sog) or isnan(new.sog):
        return 0.0
    cost = min(0.5 * ((new.sog - track.sog) / SOG_KT) ** 2, MOST)
    if min(track.sog, new.sog) > DRIFT_KT and not (isnan(track.cog) or isnan(new.cog)):
        angle = abs((new.cog - track.cog + 180.0) % 360.0 - 180.0)
        cost += min(0.5 * (angle / COG_DEG) ** 2, MOST)
    return cost


def _unlike(track: Track, new: Track) -> float:
    """What it adds that two reports come of unlike equipment."""
    (message, heading), (other, turned) = track.closes, new.opens
    own, its = CLASS.get(int(message)), CLASS.get(int(other))
    cost = OTHER_CLASS if own and its and own != its else 0.0
    if isnan(heading) != isnan(turned) and LONG_RANGE not in (message, other):
        cost += OTHER_GYRO
    return cost


def _reckoned_km(track: Track, new: Track) -> float:
    """The distance of a position from where the last course and speed lead."""
    if isnan(track.sog) or isnan(track.cog):
        return _km(track.lat, track.lon, new)
    degrees = track.sog * KMH_PER_KT * (new.seconds - track.seconds) / 3600.0 / KM_PER_DEGREE
    course = radians(track.cog)
    lat = track.lat + degrees * cos(course)
    return _km(lat, track.lon + degrees * sin(course) / max(cos(radians(track.lat)), 0.01), new)


def _km(lat: float, lon: float, new: Track) -> float:
    east = (new.lon - lon + 540.0) % 360.0 - 180.0
    return hypot(east * cos(radians((lat + new.lat) / 2.0)), new.lat - lat) * float(KM_PER_DEGREE)
