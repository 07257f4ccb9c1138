"""Two ships together at sea: when, where, how near, how steadily, and what it is likely to be.

All types of ship, any sea, across midnight, lines of a grid and the date line. Minutes in which both were heard and
minutes between are told apart, and nothing is said over a silence that is not bridged (`slots`).
"""

from __future__ import annotations

import polars as pl

from crossbearing.model.identity import content_id
from crossbearing.model.vessel_tables import ENCOUNTERS
from crossbearing.movement.arrays import Ints
from crossbearing.movement.vessels.particulars import Particulars, particulars
from crossbearing.movement.vessels.ports.harbours import Harbours
from crossbearing.movement.vessels.slots import SLOT_S, Slots
from crossbearing.movement.vessels.together.at_anchor import lay_at_anchor
from crossbearing.movement.vessels.together.likely import likely
from crossbearing.movement.vessels.together.pairs import Pairs, near_pairs
from crossbearing.movement.vessels.together.side_by_side import FIXES_M, alongside_rows, reach_m, side_by_side
from crossbearing.movement.vessels.together.stretches import never_apart, stretches
from crossbearing.movement.vessels.together.whereabouts import Whereabouts, whereabouts

# The field's distance for an encounter (Miller et al. 2018; Global Fishing Watch).
NEAR_KM = 0.5
# Who came that near is together until she is farther off than this: two forms of the same fixes differ by metres.
LEFT_KM = 0.6
# A pair that is out of `NEAR_KM` or unheard for so many slots has parted.
PARTED_SLOTS = 3
# Pairs and slots are looked at so many at a time, 150 bytes each: busy harbours have millions of them.
ROWS_AT_ONCE, RUNS_OF_A_PART = 500_000, 1 << 40
# Nothing is said over two hours in which neither was heard. GUESS: satellites pass every hour and a half.
SILENT_SLOTS = 12


def encounters(positions: pl.DataFrame, statics: pl.DataFrame, ports: Harbours | None = None) -> pl.DataFrame:
    """Return ENCOUNTERS of all ships; `positions` are VESSEL_POSITIONS from `plausible`, `statics` VESSEL_STATICS."""
    return encounters_among(whereabouts(positions), statics, ports)


def encounters_among(ships: Whereabouts, statics: pl.DataFrame, ports: Harbours | None = None) -> pl.DataFrame:
    """Return ENCOUNTERS of all ships, whose positions are not needed any more."""
    pairs = near_pairs(ships.slots, LEFT_KM)
    if not pairs.one.size:
        return ENCOUNTERS.empty()
    told = particulars(ships.names, statics)
    parts = pairs.parts(ships.slots.hull, ROWS_AT_ONCE)
    whole, stays = zip(*(_together(ships, part, told, number) for number, part in enumerate(parts)), strict=True)
    return _table(likely(pl.concat(whole), pl.concat(stays), told, ports), ships)


def _together(ships: Whereabouts, pairs: Pairs, told: Particulars, number: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The stretches of a part of the pairs, and their stays alongside; `number` keeps the runs of parts apart."""
    rows = _parted(_heard(_parted(_met(_parted(_rows(ships, pairs, told))))))
    rows = rows.with_columns(pl.col("run").cast(pl.Int64) + number * RUNS_OF_A_PART)
    whole, near = stretches(rows), alongside_rows(rows, told)
    stays = never_apart(stretches(near.filter("inside")).join(side_by_side(near, ships), on="run"), ships)
    return whole, stays.with_columns(at_anchor=lay_at_anchor(stays, ships))


def _rows(ships: Whereabouts, pairs: Pairs, told: Particulars) -> pl.DataFrame:
    """One row per pair and slot."""
    one, other, slots = pairs.one, pairs.other, ships.slots
    a, b, slot = slots.hull[one], slots.hull[other], slots.slot[one]
    reach = reach_m(told, a, b)
    lat, lon = _middle(slots, one, other)
    return pl.DataFrame(
        {
            "a": a,
            "b": b,
            "slot": slot,
            "m": pairs.km * 1000.0,
            "alongside": pairs.km * 1000.0 <= reach,
            "clear": (pairs.km * 1000.0 > reach + FIXES_M) & slots.observed[one] & slots.observed[other],
            "kt_a": slots.kt[one],
            "kt_b": slots.kt[other],
            "observed": slots.observed[one] & slots.observed[other],
            "half_observed": slots.observed[one] | slots.observed[other],
            "lat": lat,
            "lon": lon,
            "moored": ships.moored[one] & ships.moored[other],
            "at_a": one,
            "at_b": other,
        }
    )


def _parted(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with a number for each stretch in which a pair stayed together."""
    new = (pl.struct("a", "b") != pl.struct("a", "b").shift()) | (pl.col("slot").diff() > PARTED_SLOTS)
    return rows.with_columns(run=new.fill_null(value=True).cum_sum())


def _met(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows of each stretch from the first to the last in which the two were as near as an encounter asks."""
    near = pl.when(pl.col("m") <= NEAR_KM * 1000.0).then(pl.col("slot"))
    return rows.filter(pl.col("slot").is_between(near.min().over("run"), near.max().over("run")))


def _heard(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows without those over which neither ship was heard for too long."""
    told = pl.when(pl.col("half_observed")).then(pl.col("slot"))
    silence = told.backward_fill().over("run") - told.forward_fill().over("run")
    return rows.filter(silence <= SILENT_SLOTS)


def _middle(slots: Slots, one: Ints, other: Ints) -> tuple[pl.Series, pl.Series]:
    east = (slots.lon[other] - slots.lon[one] + 540.0) % 360.0 - 180.0
    lon = (slots.lon[one] + east / 2.0 + 540.0) % 360.0 - 180.0
    return pl.Series((slots.lat[one] + slots.lat[other]) / 2.0), pl.Series(lon)


def _table(runs: pl.DataFrame, ships: Whereabouts) -> pl.DataFrame:
    """The stretches as ENCOUNTERS; ships are numbered in the order of their names, so that `a` is the first by name."""
    crafts, hulls = (pl.Series(column, dtype=pl.String) for column in zip(*ships.names, strict=True))
    named = {"a": crafts.gather(runs["a"]), "b": crafts.gather(runs["b"])}
    named |= {"a_hull": hulls.gather(runs["a"]), "b_hull": hulls.gather(runs["b"])}
    ends = [ships.references.all(runs[name].to_numpy()) for name in ENDS]
    begun = (runs["first"] * SLOT_MS).to_list()
    who = zip(*(column.fill_null("") for column in named.values()), begun, strict=True)
    heard = pl.col("observed").cast(pl.Float64) * (SLOT_S / 60.0)
    shaped = runs.select(
        pl.Series("id", [content_id("enc", a, label, b, other, str(at)) for a, b, label, other, at in who], pl.String),
        *(column.alias(name) for name, column in named.items()),
        (pl.col("first") * SLOT_MS).cast(_TIME).alias("started_at"),
        (pl.col("last") * SLOT_MS).cast(_TIME).alias("ended_at"),
        pl.col("lat", "lon"),
        min_distance_m="min_m",
        median_distance_m="median_m",
        observed_min=heard,
        inferred_min=pl.col("slots") * (SLOT_S / 60.0) - heard,
        likely="likely",
        because="because",
        dark=pl.col("observed") == 0,
        evidence=pl.concat_list(ends).list.unique(maintain_order=True),
    )
    return ENCOUNTERS.conform(shaped)


ENDS = ("first_at_a", "last_at_a", "first_at_b", "last_at_b")
SLOT_MS = SLOT_S * 1000
_TIME = ENCOUNTERS.schema["started_at"]
