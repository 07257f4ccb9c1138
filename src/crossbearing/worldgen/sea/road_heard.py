"""What an archive holds of a crowded roadstead: fixes with noise and silences, and what ships say of themselves."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from crossbearing.model.table import UTC
from crossbearing.model.vessel_tables import VESSEL_POSITIONS, VESSEL_STATICS
from crossbearing.worldgen.sea.flags import imo_of
from crossbearing.worldgen.sea.road_cast import AT_ANCHOR, MOORED, MS_PER_KT, Pair, Player, Road
from crossbearing.worldgen.sea.road_waters import STEP_S
from crossbearing.worldgen.sea.units import DAY_S, M_PER_DEG

Floats = NDArray[np.float64]
# At anchor or moored and slower than 3 kt each three minutes (ITU-R M.1371-5); an archive keeps one a minute else.
RESTING_S, KEPT_S, RESTING_KT = 180.0, 60.0, 3.0
GAP_H, SELDOM = (1.0, 8.0), 0.1


def heard(road: Road, numbers: dict[int, str], every_min: float, middle: tuple[float, float], begins: datetime,
          rng: np.random.Generator) -> pl.DataFrame:  # fmt: skip
    """VESSEL_POSITIONS of all ships."""
    quiet = _quiet(road, rng)
    parts = []
    for player in road.players:
        columns = _fixes(road, player, every_min, player.hull.number in quiet, rng)
        parts.append(pl.DataFrame({"craft": [numbers[player.hull.number]] * len(columns["t"]), **columns}))
    rows = pl.concat(parts)
    lat = middle[0] + rows["north"] / M_PER_DEG
    lon = middle[1] + rows["east"] / (M_PER_DEG * float(np.cos(np.radians(middle[0]))))
    time = ((rows["t"] + begins.timestamp()) * 1000.0).cast(pl.Int64).cast(pl.Datetime("ms"))
    return VESSEL_POSITIONS.conform(
        rows.select(
            "craft", time.dt.replace_time_zone("UTC").cast(UTC).alias("time"), lat.alias("lat"),
            ((lon + 540.0) % 360.0 - 180.0).alias("lon"),
            *(pl.col(name).cast(pl.Float32).fill_nan(None) for name in ("sog_kt", "cog_deg", "heading_deg")),
            pl.when(pl.col("status") >= 0).then("status").alias("status"), "message",
            *(pl.lit(None, pl.String).alias(name) for name in ("transponder", "station", "mark")),
            pl.lit("invented").alias("exhibit"), pl.lit("").alias("member"), pl.int_range(pl.len()).alias("row"),
        )
    )  # fmt: skip


def said(road: Road, numbers: dict[int, str], begins: datetime) -> pl.DataFrame:
    """VESSEL_STATICS of all ships."""
    rng = np.random.default_rng(len(road.players))
    rows = [
        {
            **dict.fromkeys(VESSEL_STATICS.schema), "craft": numbers[one.hull.number], "time": begins,
            "last_time": begins, "messages": 100, "imo": imo_of(rng) if one.hull.length_m > 60.0 else None,
            "shipname": f"HULL {one.hull.number}", "ship_type": one.hull.said_type,
            "length_m": one.hull.length_m if one.hull.says_size else None,
            "width_m": one.hull.width_m if one.hull.says_size else None,
            "exhibit": "invented", "member": "", "row": one.hull.number,
        }
        for one in road.players
    ]  # fmt: skip
    return VESSEL_STATICS.conform(pl.DataFrame(rows, schema=VESSEL_STATICS.schema))


def _quiet(road: Road, rng: np.random.Generator) -> set[int]:
    """The ships that are heard seldom because of where their antenna stands: one of some meetings."""
    met: list[Pair] = [pair for pair in road.pairs if pair.kind in ("transfer", "bunkering")]
    return {pair.other for pair in met if rng.random() < road.harsh.one_talks}


def _fixes(road: Road, player: Player, every_min: float, seldom: bool, rng: np.random.Generator) -> dict[str, Any]:
    """The rows of one ship."""
    t, knots = _sent(road, player, every_min * (1.0 / SELDOM if seldom else 1.0), rng)
    east, north = (np.interp(t, road.waters.t, track) for track in (player.track.east, player.track.north))
    turned = np.unwrap(np.radians(player.track.heading))
    heading = np.degrees(np.interp(t, road.waters.t, turned)) % 360.0
    slow, spread, phase = 0.7 * player.hull.noise_m, 0.7 * player.hull.noise_m, player.hull.number * 1.7
    east = east + slow * np.sin(t / 700.0 + phase) * 1.4 + rng.normal(0.0, spread, len(t))
    north = north + slow * np.cos(t / 530.0 + phase) * 1.4 + rng.normal(0.0, spread, len(t))
    shown = np.round(heading + rng.normal(0.0, 0.7, len(t))) % 360.0
    return {
        "t": t, "east": east, "north": north,
        "sog_kt": np.round(np.abs(knots + rng.normal(0.0, 0.1, len(t))), 1),
        "cog_deg": np.round(np.where(knots > 1.0, heading, rng.uniform(0.0, 360.0, len(t))), 1) % 360.0,
        "heading_deg": shown if player.hull.says_heading else np.full(len(t), np.nan),
        "status": _status(player, t, rng), "message": np.full(len(t), 18 if player.hull.class_b else 1),
    }  # fmt: skip


def _sent(road: Road, player: Player, every_min: float, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """When she was heard, and how fast she then was."""
    speed = np.hypot(np.gradient(player.track.east), np.gradient(player.track.north)) / STEP_S / MS_PER_KT
    calm = np.isin(player.status, (AT_ANCHOR, MOORED)) & (speed < RESTING_KT)
    t = np.arange(max(player.begin, 0.0) + rng.uniform(0.0, KEPT_S), player.end, KEPT_S)
    t = t + rng.uniform(0.0, 0.3 * KEPT_S, len(t))
    at = np.clip((t / STEP_S).astype(int), 0, len(speed) - 1)
    each = np.where(calm[at], RESTING_S, KEPT_S)
    kept = np.where(calm[at], (np.arange(len(t)) + player.hull.number) % 3 == 0, True)
    kept &= rng.random(len(t)) < np.minimum(each / (every_min * 60.0), 1.0)
    for begin in rng.uniform(0.0, road.ends, rng.poisson(road.harsh.gaps_a_day * road.ends / DAY_S)):
        kept &= (t < begin) | (t > begin + rng.uniform(*GAP_H) * 3600.0)
    return t[kept], speed[at][kept]


def _status(player: Player, t: Floats, rng: np.random.Generator) -> NDArray[np.int64]:
    if player.hull.class_b:
        return np.full(len(t), -1)
    if player.hull.forgetful:
        return np.full(len(t), int(rng.choice([0, 1, 5, 15])))
    return np.asarray(player.status[np.clip((t / STEP_S).astype(int), 0, len(player.status) - 1)])
