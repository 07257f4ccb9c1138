"""Trials of low coverage: landings and take-offs that are known without having been heard low.

A landing is a trial when something other than its own low positions tells of it: the next leg was seen to begin there
(`next`), another network heard it low (`network`), or both the leg and the next one point to the field though neither
was heard low there (`chain`). A landing nobody heard low, somewhere within a leg's candidates, is a miss by its
probability (`possible`): leaving those out would count only the days on which the receivers worked.
Craft heard by multilateration alone are no trials: they need four receivers where others need one.
"""

from __future__ import annotations

import polars as pl

from crossbearing.model.tables import LANDINGS, UTC
from crossbearing.movement.expressions import km_between
from crossbearing.movement.passes import END_KMH, leg_of_positions, with_neighbours

# Heights above the field below which a craft counts as low and as mid: the bands of COVERAGE, taken from the ground.
LOW_FT, MID_FT = 3_000.0, 10_000.0
# Three degrees from 10,000 ft take 58 km.
NEAR_KM = 60.0
# Highest airports: Daocheng 14,472 ft. No position above this is within 10,000 ft of any field.
HIGHEST_FT = 25_000.0
# A craft with this share of multilaterated positions sends no positions of its own. GUESS.
MLAT_SHARE = 0.5
# Candidates below this are spread too thin to be counted one by one. GUESS: their sum stays below a landing.
LEAST_P = 0.02
# So many low positions of another network prove the landing: one or two can be errors (docs/method/verdicts.md).
FEWEST_ELSEWHERE = 3
SIDES = (("departure", "first"), ("arrival", "last"))


def landings(
    flights: pl.DataFrame,
    positions: pl.DataFrame,
    airports: pl.DataFrame,
    network: str,
    others: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """Return the table LANDINGS of some craft's whole lives; `airports` has `icao`, `lat`, `lon`, `elevation_ft`.

    `positions` are those this network received, `others` those of other networks. Tables of different craft are
    merged by putting them one under the other.
    """
    legs = with_neighbours(_of_senders(flights, positions))
    low = leg_of_positions(legs, _low(positions))
    elsewhere = leg_of_positions(legs, _low(positions.clear() if others is None else others))
    found = [_known(legs, low, elsewhere, airports, side, end) for side, end in SIDES]
    found += [_possible(legs, side, end) for side, end in SIDES]
    named = pl.concat(found).with_columns(network=pl.lit(network))
    return LANDINGS.conform(named)


def _of_senders(flights: pl.DataFrame, positions: pl.DataFrame) -> pl.DataFrame:
    """Legs of craft that send positions themselves, each address one airframe's."""
    share = positions.group_by("craft").agg(mlat=(pl.col("source") == "mlat").mean())
    heard = share.filter(pl.col("mlat").fill_null(0.0) < MLAT_SHARE).select("craft")
    return flights.filter(pl.col("airframe").is_null()).join(heard, on="craft", how="semi")


def _low(positions: pl.DataFrame) -> pl.DataFrame:
    return positions.filter(pl.col("alt_ft").fill_null(0.0) < HIGHEST_FT)


def _known(
    legs: pl.DataFrame, low: pl.DataFrame, elsewhere: pl.DataFrame, airports: pl.DataFrame, side: str, end: str
) -> pl.DataFrame:
    """Legs known to have used their airport on one side, with their low positions near it."""
    fields = airports.select(pl.col("icao").alias("airport"), "lat", "lon", "elevation_ft")
    named = legs.filter(pl.col(f"{side}_airport").is_not_null()).select(
        pl.col("id").alias("flight"),
        "craft",
        pl.col(f"{side}_airport").alias("airport"),
        pl.col(f"{end}_seen", f"{end}_lat", f"{end}_lon"),
        by_next=f"{side}_known",
        by_chain=f"{side}_chained",
    )
    placed = named.join(fields, on="airport").with_columns(hour=_used_at(end), side=pl.lit(side), p=pl.lit(1.0))
    others = _near(elsewhere, placed).filter(pl.col("low") >= FEWEST_ELSEWHERE).select("flight", by_network=True)
    told = placed.join(others, on="flight", how="left").with_columns(
        known_by=pl.when("by_next")
        .then(pl.lit("next"))
        .when("by_network")
        .then(pl.lit("network"))
        .when("by_chain")
        .then(pl.lit("chain"))
    )
    known = told.filter(pl.col("known_by").is_not_null())
    return _shaped(
        known.join(_near(low, known), on="flight", how="left").with_columns(pl.col("low", "mid").fill_null(0))
    )


def _near(points: pl.DataFrame, placed: pl.DataFrame) -> pl.DataFrame:
    """How many positions each leg left low and mid over its field: `flight`, `low`, `mid`."""
    near = points.join(placed.select("flight", "lat", "lon", "elevation_ft"), on="flight", suffix="_field").filter(
        km_between(pl.col("lat"), pl.col("lon"), pl.col("lat_field"), pl.col("lon_field")) <= NEAR_KM
    )
    above = pl.col("alt") - pl.col("elevation_ft").fill_null(0.0)
    return near.group_by("flight").agg(
        low=((above < LOW_FT) | pl.col("grounded")).sum(), mid=((above < MID_FT) | pl.col("grounded")).sum()
    )


def _used_at(end: str) -> pl.Expr:
    """The hour in which a leg was at its field, as far as its first or last position tells."""
    away_km = km_between(pl.col(f"{end}_lat"), pl.col(f"{end}_lon"), pl.col("lat"), pl.col("lon"))
    way = pl.duration(milliseconds=(away_km / END_KMH * 3.6e6).cast(pl.Int64))
    moment = pl.col(f"{end}_seen") + way if end == "last" else pl.col(f"{end}_seen") - way
    return moment.dt.truncate("1h")


def _possible(legs: pl.DataFrame, side: str, end: str) -> pl.DataFrame:
    """Ends that nobody saw and that were a landing all the same, since the craft flew on later: by their candidates."""
    unseen = legs.filter(pl.col(f"{side}_airport").is_null(), pl.col(f"{side}_neighbour"))
    each = unseen.select(
        pl.col("id").alias("flight"),
        "craft",
        pl.col(f"{side}_candidates").alias("candidate"),
        hour=pl.col(f"{end}_seen").dt.truncate("1h"),
    ).explode("candidate")
    told = each.with_columns(
        airport=pl.col("candidate").struct.field("airport"), p=pl.col("candidate").struct.field("p")
    )
    likely = told.filter(pl.col("p") >= LEAST_P)
    return _shaped(likely.with_columns(low=pl.lit(0), mid=pl.lit(0), side=pl.lit(side), known_by=pl.lit("possible")))


def _shaped(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.select(
        "craft",
        "flight",
        "airport",
        "side",
        pl.col("hour").cast(UTC),
        pl.col("low", "mid").cast(pl.UInt32),
        "known_by",
        pl.col("p").cast(pl.Float64),
    )
