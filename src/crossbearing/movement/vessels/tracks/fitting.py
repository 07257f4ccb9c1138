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
# Where both reports tell speed and course, the way made is that of their mean, off by a share of the change between
# them (the turn came early or late), of the speed, and by what ships at rest drift. Tails are those of a Student's t,
# as ships swing and turn. Measured on the ships of one bay: half of the reports a minute apart lie within 3 m of that
# at rest and 10 m under way, against 20 m from where the first alone leads.
TURNED, STEADY, SWUNG_KT, NARROW_KM, TAIL = 0.15, 0.01, 0.1, 0.006, 4.0
# Of ships at rest one in two lies fast, and her fixes as near as this.
FAST_KM = 0.004
# Speeds and courses change by so many knots at once and so many more in a minute, as against those of any two ships.
CHANGED_KT, CHANGED_MIN_KT, ANY_KT = 0.2, 0.8, 8.0
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
OTHER_CLASS, OTHER_GYRO, OTHER_COURSE = 20.0, 3.0, 4.0
# A misfit of a place where the track leads: the same berth, the same course, or some kilometres. One that lies just
# anywhere in reach has twice as much and more. GUESS.
CLOSE = 4.0
CLASS = {1: "A", 2: "A", 3: "A", 18: "B", 19: "B"}


@dataclass(slots=True)
class Track:
    """A track in the making: its rows, when it began, and its last position; unknown speed and course are NaN.

    `began` is its first place, speed and course; `opens` and `closes` are the type of message and the heading at either
    end; `close` is how many of its positions lie where the one before leads.
    """

    rows: list[int]
    first: float
    began: tuple[float, float, float, float]
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
        """Its first position as a track of one."""
        return Track(self.rows[:1], self.first, self.began, self.opens, self.first, *self.began, self.opens)

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
    """Within a quarter of an hour: a density about where she leads, and about her speed and course."""
    spread, ahead = _spread_km(track, new), _reckoned_km(track, new)
    before, after = _velocity(track), _velocity(new)
    if before is None or after is None:
        return inf if ahead > STRANGE * spread else 0.5 * (ahead / spread) ** 2 + 2.0 * log(spread)
    hours = (new.seconds - track.seconds) / 3600.0
    turned = hypot(after[0] - before[0], after[1] - before[1])
    off = _off_km(track, new, (before[0] + after[0]) / 2.0, (before[1] + after[1]) / 2.0)
    if min(off, ahead) > STRANGE * spread:
        return inf
    narrow = _narrow_km(track, new, hours, turned)
    usual = CHANGED_KT + CHANGED_MIN_KT * (60.0 * hours) ** 0.5
    place = _tailed(off, narrow) + 2.0 * log(narrow)
    if max(track.sog, new.sog) < REST_KT:
        still = _tailed(_km(track.lat, track.lon, new), FAST_KM) + 2.0 * log(FAST_KM)
        place = -log(0.5 * exp(-still) + 0.5 * exp(-place))
    return place + _tailed(turned, usual) + 2.0 * log(usual / ANY_KT)


def _narrow_km(track: Track, new: Track, hours: float, turned: float) -> float:
    fix = LONG_FIX_KM if LONG_RANGE in (track.closes[0], new.opens[0]) else NARROW_KM
    return fix + hours * KMH_PER_KT * (TURNED * turned + STEADY * max(track.sog, new.sog) + SWUNG_KT)


def _tailed(off: float, spread: float) -> float:
    """Minus the log of a Student's t in two dimensions, without its scale."""
    return (TAIL + 2.0) / 2.0 * log(1.0 + (off / spread) ** 2 / TAIL)


def _velocity(one: Track) -> tuple[float, float] | None:
    """Knots north and east; a ship at rest sends any course or none."""
    if isnan(one.sog) or (isnan(one.cog) and one.sog >= REST_KT):
        return None
    if isnan(one.cog):
        return 0.0, 0.0
    course = radians(one.cog)
    return one.sog * cos(course), one.sog * sin(course)


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


def _unlike(track: Track, new: Track) -> float:
    """What it adds that two reports come of unlike equipment."""
    (message, heading), (other, turned) = track.closes, new.opens
    own, its = CLASS.get(int(message)), CLASS.get(int(other))
    cost = OTHER_CLASS if own and its and own != its else 0.0
    if isnan(heading) != isnan(turned) and LONG_RANGE not in (message, other):
        cost += OTHER_GYRO
    if max(track.sog, new.sog) < REST_KT and isnan(track.cog) != isnan(new.cog):
        cost += OTHER_COURSE
    return cost


def _reckoned_km(track: Track, new: Track) -> float:
    """The distance of a position from where the last course and speed lead."""
    return _off_km(track, new, *(_velocity(track) or (0.0, 0.0)))


def _off_km(track: Track, new: Track, north_kt: float, east_kt: float) -> float:
    """The distance of a position from where such a speed leads."""
    degrees = KMH_PER_KT * (new.seconds - track.seconds) / 3600.0 / KM_PER_DEGREE
    east = degrees * east_kt / max(cos(radians(track.lat)), 0.01)
    return _km(track.lat + degrees * north_kt, track.lon + east, new)


def _km(lat: float, lon: float, new: Track) -> float:
    east = (new.lon - lon + 540.0) % 360.0 - 180.0
    return hypot(east * cos(radians((lat + new.lat) / 2.0)), new.lat - lat) * float(KM_PER_DEGREE)
