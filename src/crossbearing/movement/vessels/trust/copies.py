"""Tracks sent twice: the same steps, one after the other, at another time or by another number, shifted or not.

A step from one position to the next, to a fifth of a metre and the second, is a ship's own: winds, waves and receivers
do not repeat it. Many equal steps at one lag of time and one shift of place are a recording. Few steps are looked at,
chosen by what they are, so that an original and its copy choose the same ones, and parts of the ships can be looked at
one by one.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from crossbearing.movement.arrays import Bools, Floats, Ints

# Positions are sent in 1/10,000 of a minute.
UNITS = 600_000.0
# One step in sixteen is looked at: those whose way north, in these units, leaves this when divided; who rests has none.
EVERY, CHOSEN = 16, 5
# A step of a ship that moves: 11 m at least, within ten minutes.
LEAST_UNITS, MOST_S = 60, 600.0
# A recording: so many of the steps looked at are the same (some hundred positions), and they are at least this share of
# those looked at between the first and the last of them. GUESSES; equal steps of two ships are chance, and no two of
# them have one lag and one shift.
EQUAL, SHARE = 5, 0.5
# Steps that so many ships make are small and common.
COMMON = 40
# Receivers' clocks differ by so much: the same message from two of them is no recording.
CLOCKS_S = 120.0

STEPS: dict[str, Any] = {
    "north": pl.Int32,
    "east": pl.Int32,
    "lasts": pl.Int32,
    "craft": pl.String,
    "seconds": pl.Float64,
    "lat": pl.Float64,
    "lon": pl.Float64,
}
"""Steps that are looked at: way in units, seconds it took, and where and when it began."""
COPIES: dict[str, Any] = {"craft": pl.String, "begin": pl.Float64, "end": pl.Float64}
"""What ships sent from one second to another is a recording."""
_STEP, _SHIFT = ["north", "east", "lasts"], ["craft", "craft_of", "lag", "up", "right"]


def steps_of(crafts: pl.Series, ship: Ints, seconds: Floats, lat: Floats, lon: Floats) -> pl.DataFrame:
    """The STEPS of arrays in the order of ship and time."""
    north = np.rint(np.diff(lat) * UNITS).astype(np.int32)
    rows = np.flatnonzero((north & (EVERY - 1)) == CHOSEN)
    rows = rows[ship[rows] == ship[rows + 1]]
    east = np.rint((lon[rows + 1] - lon[rows]) * UNITS)
    lasts = seconds[rows + 1] - seconds[rows]
    moving = (np.hypot(east, north[rows]) >= LEAST_UNITS) & (lasts > 0.0) & (lasts <= MOST_S)
    rows, east, lasts = rows[moving], east[moving].astype(np.int32), np.rint(lasts[moving]).astype(np.int32)
    where = {"craft": crafts.gather(ship[rows]), "seconds": seconds[rows], "lat": lat[rows], "lon": lon[rows]}
    return pl.DataFrame({"north": north[rows], "east": east, "lasts": lasts, **where}, schema=STEPS)


def copies_of(steps: pl.DataFrame) -> pl.DataFrame:
    """The COPIES among the STEPS of all ships; of an original and its copy the later one, or the one less heard."""
    again = _made_again(steps)
    if again.height < EQUAL:
        return pl.DataFrame(schema=COPIES)
    again = again.filter(pl.len().over(_STEP).is_between(2, COMMON))
    often = again.filter(pl.len().over("craft") >= EQUAL)
    if often.is_empty():
        return pl.DataFrame(schema=COPIES)
    often = often.join(steps.group_by("craft").agg(heard=pl.len()), on="craft", maintain_order="left")
    pairs = often.join(often, on=_STEP, suffix="_of").filter(_is_later())
    found = (
        pairs.with_columns(
            lag=(pl.col("seconds") - pl.col("seconds_of")).round(),
            up=((pl.col("lat") - pl.col("lat_of")) * UNITS / 4.0).round(),
            right=((pl.col("lon") - pl.col("lon_of")) * UNITS / 4.0).round(),
        )
        .group_by(_SHIFT)
        .agg(begin=pl.col("seconds").min(), end=(pl.col("seconds") + pl.col("lasts")).max(), equal=pl.len())
        .filter(pl.col("equal") >= EQUAL)
        # A recording of oneself that begins before the original ends is the same message, heard twice.
        .filter((pl.col("craft") != pl.col("craft_of")) | (pl.col("end") - pl.col("lag") < pl.col("begin")))
    )
    kept = [row for row in found.sort("craft", "begin", "end").to_dicts() if _is_most(row, steps)]
    return pl.DataFrame(kept, schema=COPIES).unique().sort("craft", "begin", "end")


def _made_again(steps: pl.DataFrame) -> pl.DataFrame:
    """The STEPS that were made twice, by one number each, and few others that have the same number by chance."""
    north, east, lasts = (pl.col(name).cast(pl.Int64) for name in _STEP)
    number = north * 1_000_003 + east * 1_009 + lasts
    return steps.filter(steps.select(number).to_series().is_duplicated())


def _is_later() -> pl.Expr:
    """Of a pair of equal steps: the second to be sent; where both were sent at once, that of the number less heard."""
    apart, own = pl.col("seconds") - pl.col("seconds_of"), pl.col("craft") == pl.col("craft_of")
    shifted = pl.max_horizontal((pl.col(name) - pl.col(f"{name}_of")).abs() for name in ("lat", "lon")) > 0.002
    more, same = pl.col("heard_of") > pl.col("heard"), pl.col("heard_of") == pl.col("heard")
    less = more | (same & (pl.col("craft") > pl.col("craft_of")))
    at_once = (apart.abs() <= CLOCKS_S) & ~own & shifted & less
    return (apart > CLOCKS_S) | at_once


def _is_most(copy: dict[str, Any], steps: pl.DataFrame) -> bool:
    """Whether the equal steps are enough of all that were looked at of the ship in that time."""
    own = steps.filter(pl.col("craft") == copy["craft"], pl.col("seconds").is_between(copy["begin"], copy["end"]))
    return bool(copy["equal"] >= SHARE * own.height)


def copied(crafts: pl.Series, ship: Ints, seconds: Floats, copies: pl.DataFrame) -> Bools:
    """Whether a report is part of a recording."""
    found = np.zeros(ship.size, np.bool_)
    if copies.is_empty():
        return found
    own = copies.filter(pl.col("craft").is_in(crafts.implode()))
    numbers = dict(zip(crafts.to_list(), range(len(crafts)), strict=True)) if own.height else {}
    for craft, begin, end in own.iter_rows():
        first, last = np.searchsorted(ship, [numbers[craft], numbers[craft] + 1])
        a, b = np.searchsorted(seconds[first:last], [begin, end + 1.0])
        found[first + a : first + b] = True
    return found
