"""What the archive holds of one ship: her true track, with noise, as far as it was sent and heard."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from crossbearing.worldgen.sea.ears import Ears
from crossbearing.worldgen.sea.faults import LED, Jam, Spoof, falsify
from crossbearing.worldgen.sea.life import AT_ANCHOR, MOORED, Life, status_at, where
from crossbearing.worldgen.sea.sending import moments
from crossbearing.worldgen.sea.units import DAY_S, KMH_PER_KT, M_PER_DEG

Floats = NDArray[np.float64]
Columns = dict[str, NDArray[Any]]
# A receiver at rest reports up to two tenths of a knot and any course; moving, it is off by little (looked at in the
# Solent set). GUESSES.
REST_KT, SOG_KT, COG_DEG = 0.08, 0.06, 1.2
AHEAD_S = 10.0
# Types of message: 1 under way, 3 in answer to a station or at rest, 18 class B, 27 for satellites.
SCHEDULED, RESTING, CLASS_B, LONG_RANGE = 1, 3, 18, 27
LONG_RANGE_SHARE = 0.3


def heard_of(
    life: Life, lives: list[Life], ears: Ears, jams: tuple[Jam, ...], spoofs: tuple[Spoof, ...], days: int,
    keep_s: float, rng: np.random.Generator,
) -> Columns:  # fmt: skip
    """The rows of one ship in the order of time; `t` in seconds from the world's start."""
    t, sent = moments(life, 0.0, days * DAY_S, keep_s, rng)
    lat, lon, heading = where(life, t, lives)
    by = ears.hear(life.ship.sea, t, lat, lon, sent, life.ship.class_b, rng)
    got = by >= 0
    t, by, heading = t[got], by[got], heading[got]
    true_lat, true_lon = lat[got], lon[got]
    sog, cog = _speed(life, lives, t, true_lat, true_lon, rng)
    lat, lon = _noisy(life, t, true_lat, true_lon, rng)
    false = falsify(life.ship.number, t, lat, lon, jams, spoofs, rng)
    _led_astray(false, t, lat, lon, sog, cog)
    shown = heading if life.ship.number % 5 else np.full(len(t), np.nan)
    columns = {
        "ship": np.full(len(t), life.ship.number), "t": t, "lat": lat, "lon": (lon + 540.0) % 360.0 - 180.0,
        "sog_kt": np.round(sog, 1), "cog_deg": np.round(cog, 1) % 360.0,
        "heading_deg": np.round(shown + rng.normal(0.0, 0.6, len(t))) % 360.0,
        "status": status_at(life, t), "by": by, "false": false,
        "true_lat": true_lat, "true_lon": (true_lon + 540.0) % 360.0 - 180.0,
    }  # fmt: skip
    return _as_sent(columns, life, by >= len(ears.stations), rng)


def _speed(
    life: Life, lives: list[Life], t: Floats, lat: Floats, lon: Floats, rng: np.random.Generator
) -> tuple[Floats, Floats]:
    """Speed and course over ground as a receiver reports them: at rest the course is any."""
    lat2, lon2, _ = where(life, t + AHEAD_S, lives)
    north, east = (lat2 - lat) * M_PER_DEG, (lon2 - lon) * M_PER_DEG * np.cos(np.radians(lat))
    per_s = KMH_PER_KT / 3.6 * AHEAD_S
    noise = np.abs(rng.normal(0.0, REST_KT, len(t))), rng.uniform(0.0, 2.0 * np.pi, len(t))
    north, east = north / per_s + noise[0] * np.cos(noise[1]), east / per_s + noise[0] * np.sin(noise[1])
    sog = np.abs(np.hypot(north, east) + rng.normal(0.0, SOG_KT, len(t)))
    cog = np.degrees(np.arctan2(east, north)) + rng.normal(0.0, COG_DEG, len(t))
    return np.minimum(sog, 60.0), cog % 360.0


def _led_astray(false: NDArray[np.int8], t: Floats, lat: Floats, lon: Floats, sog: Floats, cog: Floats) -> None:
    """Overwrite speed and course where a whole false track was sent."""
    led = np.isin(false, LED)
    if led.sum() > 2:
        where_led, times = (lat[led], lon[led]), t[led]
        north = np.gradient(where_led[0], times) * M_PER_DEG
        east = np.gradient(where_led[1], times) * M_PER_DEG * np.cos(np.radians(where_led[0]))
        sog[led] = np.minimum(np.hypot(north, east) * 3.6 / KMH_PER_KT, 60.0)
        cog[led] = np.degrees(np.arctan2(east, north)) % 360.0


def _noisy(life: Life, t: Floats, lat: Floats, lon: Floats, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Fixes: half of the error wanders over some twenty minutes, half is new each time."""
    slow, spread = life.ship.noise_m * 0.8, life.ship.noise_m * 0.7
    phase = life.ship.number * 1.7
    north = slow * np.sin(t / 700.0 + phase) + rng.normal(0.0, spread, len(t))
    east = slow * np.cos(t / 530.0 + 2.0 * phase) + rng.normal(0.0, spread, len(t))
    return lat + north / M_PER_DEG, lon + east / (M_PER_DEG * np.cos(np.radians(lat)))


def _as_sent(columns: Columns, life: Life, from_space: NDArray[np.bool_], rng: np.random.Generator) -> Columns:
    """Round to what the messages hold, and say which message each row was (ITU-R M.1371-5)."""
    n = len(columns["t"])
    if life.ship.class_b:
        message = np.full(n, CLASS_B)
        columns["status"] = np.full(n, -1)
    else:
        message = np.where(np.isin(columns["status"], (AT_ANCHOR, MOORED)), RESTING, SCHEDULED)
    long_range = from_space & (rng.random(n) < LONG_RANGE_SHARE) & (not life.ship.class_b)
    message = np.where(long_range, LONG_RANGE, message)
    for name in ("lat", "lon"):
        fine, coarse = np.round(columns[name] * 6e5) / 6e5, np.round(columns[name] * 600.0) / 600.0
        columns[name] = np.where(long_range, coarse, fine)
    for name in ("sog_kt", "cog_deg"):
        columns[name] = np.where(long_range, np.round(columns[name]), columns[name])
    columns["cog_deg"] = columns["cog_deg"] % 360.0
    columns["heading_deg"] = np.where(long_range, np.nan, columns["heading_deg"])
    return {**columns, "message": message}
