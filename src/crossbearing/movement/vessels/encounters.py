"""Two ships together at sea: when, where, how near, how steadily, and what it is likely to be.

All types of ship, any sea, across midnight, lines of a grid and the date line. Minutes in which both were heard and
minutes between are told apart, and nothing is said over a silence that is not bridged (`slots`).
"""

from __future__ import annotations

import polars as pl

from crossbearing.model.identity import content_id
from crossbearing.model.vessel_tables import ENCOUNTERS
from crossbearing.movement.arrays import Ints
from crossbearing.movement.vessels.at_anchor import lay_at_anchor
from crossbearing.movement.vessels.harbours import Harbours
from crossbearing.movement.vessels.likely import likely
from crossbearing.movement.vessels.pairs import Pairs, near_pairs
from crossbearing.movement.vessels.particulars import Particulars, particulars
from crossbearing.movement.vessels.side_by_side import FIXES_M, alongside_rows, reach_m, side_by_side
from crossbearing.movement.vessels.slots import SLOT_S, Slots
from crossbearing.movement.vessels.stretches import never_apart, stretches
from crossbearing.movement.vessels.whereabouts import Whereabouts, whereabouts

# The field's distance for an encounter (Miller et al. 2018; Global Fishing Watch).
NEAR_KM = 0.5
# Who came that near is together until she is farther off than this: two forms of the same fixes differ by metres.
LEFT_KM = 0.6
# A pair that is out of `NEAR_KM` or unheard for so many slots has parted.
PARTED_SLOTS = 3
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
    together = _parted(_heard(_parted(_met(_parted(_rows(ships, pairs, told))))))
    whole, near = stretches(together), alongside_rows(together, told)
    stays = never_apart(stretches(near.filter("inside")).join(side_by_side(near, ships), on="run"), ships)
    stays = stays.with_columns(at_anchor=lay_at_anchor(stays, ships))
    return _table(likely(whole, stays, told, ports), ships)


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
            "anchored": ships.anchored[one] & ships.anchored[other],
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
    """The stretches as ENCOUNTERS; the ships by name, the first by its MMSI first."""
    rows = []
    for run in runs.iter_rows(named=True):
        first, second = sorted([(*_name(ships, run["a"]), "a"), (*_name(ships, run["b"]), "b")])
        ends = [run[f"{end}_at_{side}"] for _, _, side in (first, second) for end in ("first", "last")]
        begun, ended = _at(run["first"]), _at(run["last"])
        rows.append(
            {
                "id": content_id("enc", *first[:2], *second[:2], str(begun)),
                "a": first[0],
                "b": second[0],
                "a_hull": first[1] or None,
                "b_hull": second[1] or None,
                "started_at": begun,
                "ended_at": ended,
                "lat": run["lat"],
                "lon": run["lon"],
                "min_distance_m": run["min_m"],
                "median_distance_m": run["median_m"],
                "observed_min": run["observed"] * SLOT_S / 60.0,
                "inferred_min": (run["slots"] - run["observed"]) * SLOT_S / 60.0,
                "likely": run["likely"],
                "because": run["because"],
                "dark": run["observed"] == 0,
                "evidence": list(dict.fromkeys(ships.references[slot] for slot in ends)),
            }
        )
    shaped = pl.DataFrame(rows, schema={**ENCOUNTERS.schema, "started_at": pl.Int64, "ended_at": pl.Int64})
    return ENCOUNTERS.conform(shaped.with_columns(pl.col("started_at", "ended_at").cast(_TIME)))


def _name(ships: Whereabouts, hull: int) -> tuple[str, str]:
    craft, label = ships.names[hull]
    return craft, label or ""


_TIME = ENCOUNTERS.schema["started_at"]


def _at(slot: int) -> int:
    """A slot as milliseconds since 1970."""
    return int(slot) * SLOT_S * 1000
