"""Cuts each aircraft's positions into flights, take-off to landing, and says how well each end is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl

from crossbearing.model.identity import content_id
from crossbearing.model.tables import FLIGHTS, POSITIONS
from crossbearing.movement import chain
from crossbearing.movement.arrays import Floats, Tracks, tracks_of
from crossbearing.movement.chain import Side
from crossbearing.movement.craft import Performance, performance
from crossbearing.movement.ends import End
from crossbearing.movement.fields import Fields, fields_of
from crossbearing.movement.legs import STOP_MIN, STOP_MIN_PER_1000_FT, Signals, life_of
from crossbearing.movement.plausible import airframe_of, trusted
from crossbearing.movement.runs import Piece, pieces_of
from crossbearing.world import World, geo

# A ground sighting belongs to the landing when it comes within the time of the direct way and this much more.
LINK_MIN = 30.0
# A callsign is taken from so many rows around a silence at most; it comes with every fourth row of a readsb trace.
CALLSIGN_ROWS = 60
# Rows over which the rate of climb at an end is measured.
RATE_ROWS = 4
RATE_S = 240.0
# Two known places nearer than this are no proof of a flight between them; fields of one city are mistaken for each other.
FERRY_KM = 40.0


@dataclass(frozen=True, slots=True)
class _Source:
    """The trusted positions of all airframes: the frame, the same as arrays, and what stands beside."""

    frame: pl.DataFrame
    tracks: Tracks
    signals: Signals
    fields: Fields


def flights(positions: pl.DataFrame, airframes: pl.DataFrame, world: World) -> pl.DataFrame:
    """Return the FLIGHTS of marked POSITIONS; marked rows are left out, but named in `marks`.

    `airframes` tells registration, type and operator by craft and day. A flight of which no position was received, but
    without which the craft could not have been where it was seen next, is given with `positions` 0 and mark `unseen`.
    """
    kept = trusted(POSITIONS.conform(positions))
    if kept.is_empty():
        return FLIGHTS.empty()
    source = _source(kept, world)
    identity = _identities(airframes)
    rows: list[dict[str, object]] = []
    for pieces in pieces_of(source.tracks):
        rows += _flights_of(source, pieces, identity, world)
    return _with_marks(FLIGHTS.conform(pl.DataFrame(rows, schema=FLIGHTS.schema)), positions)


def _source(kept: pl.DataFrame, world: World) -> _Source:
    frame = kept.with_columns(airframe=airframe_of(pl.col("mark"))).with_columns(
        craft=pl.col("craft") + pl.col("airframe").fill_null("").map_elements(lambda a: f"/{a}" if a else "", pl.String)
        if kept["mark"].is_not_null().any()
        else pl.col("craft")
    )
    frame = frame.sort("craft", "time", maintain_order=True)
    fields = fields_of(world.airports)
    tracks = tracks_of(frame)
    signals = Signals(
        frame["vrate_fpm"].cast(pl.Float64).fill_null(0.0).to_numpy(),
        frame["track_deg"].cast(pl.Float64).fill_null(float("nan")).to_numpy(),
        frame["callsign"].forward_fill(limit=CALLSIGN_ROWS),
        frame["callsign"].backward_fill(limit=CALLSIGN_ROWS),
        _ground_heights(frame, world),
    )
    return _Source(frame, tracks, signals, fields)


def _ground_heights(frame: pl.DataFrame, world: World) -> Floats:
    """Elevation of the nearest airport in steps of a quarter degree: what is "low" where the ground itself is high."""
    cells = frame.select(lat=(pl.col("lat") * 4).round() / 4, lon=(pl.col("lon") * 4).round() / 4)
    unique = cells.unique(maintain_order=True)
    near, _ = world.airports.nearest(unique["lat"].to_numpy(), unique["lon"].to_numpy(), 1)
    height = world.airports.frame["elevation_ft"].cast(pl.Float64).gather(near[:, 0]).fill_null(0.0)
    joined = cells.join(unique.with_columns(height=height), on=["lat", "lon"], how="left", maintain_order="left")
    return joined["height"].to_numpy()


def _identities(airframes: pl.DataFrame) -> dict[str, pl.DataFrame]:
    return {
        str(key[0]): part for key, part in airframes.sort("craft", "seen_on").group_by("craft", maintain_order=True)
    }


def _identity(known: dict[str, pl.DataFrame], craft: str, when: object) -> dict[str, object]:
    """Registration, type and operator on the day, or on the nearest day before it, or the first known."""
    part = known.get(craft)
    if part is None:
        return {"registration": None, "typecode": None, "operator": None, "military": None}
    before = part.filter(pl.col("seen_on") <= when.date())  # type: ignore[attr-defined]
    return (before.tail(1) if before.height else part.head(1)).row(0, named=True)


def _flights_of(
    source: _Source, pieces: list[Piece], known: dict[str, pl.DataFrame], world: World
) -> Iterator[dict[str, object]]:
    craft_key = source.frame["craft"][pieces[0].first]
    craft = craft_key.split("/")[0]
    who = _identity(known, craft, source.frame["time"][pieces[0].first])
    ability = performance(
        source.tracks, pieces[0].first, pieces[-1].last, who["typecode"], world.types, bool(who["military"])
    )
    life = life_of(source.tracks, source.signals, pieces, ability, 0).pieces
    sides = _sides(source, life, ability)
    beliefs = chain.known_of(source.fields, ability)
    flat = [side for pair in sides for side in pair]
    chain.name(flat, beliefs)
    chain.link(flat, beliefs)
    legs = [piece for piece in life if not piece.ground]
    for leg, (departure, arrival) in zip(legs, sides, strict=True):
        yield _row(
            source, craft, leg, departure, arrival, ability, _identity(known, craft, source.frame["time"][leg.first])
        )


def _sides(source: _Source, life: list[Piece], craft: Performance) -> list[tuple[Side, Side]]:
    """Departure and arrival side of each leg, linked to the ground or to the leg on the other side of the stay."""
    ends = {id(p): (_air_end(source, p, False, craft), _air_end(source, p, True, craft)) for p in life if not p.ground}
    pairs = []
    for k, piece in enumerate(life):
        if piece.ground:
            continue
        before, after = (life[k - 1] if k else None), (life[k + 1] if k + 1 < len(life) else None)
        first, last = ends[id(piece)]
        pairs.append(
            (
                _side(source, first, before, before.last if before else -1, ends, craft),
                _side(source, last, after, after.first if after else -1, ends, craft),
            )
        )
    return pairs


def _side(
    source: _Source, end: End, beyond: Piece | None, row: int, ends: dict[int, tuple[End, End]], craft: Performance
) -> Side:
    if beyond is None:
        return Side(end)
    if not beyond.ground:
        return Side(end, ends[id(beyond)][0 if end.arrival else 1])
    ground = _ground_end(source, row, end.arrival)
    return Side(ground, end) if _direct(end, ground, craft) else Side(end, ground)


def _direct(end: End, ground: End, craft: Performance) -> bool:
    km = float(geo.distance_km(end.lat, end.lon, ground.lat, ground.lon))
    spare = abs(ground.seconds - end.seconds) / 60 - km / (craft.cruise_kt * geo.KM_PER_NM) * 60
    height = 0.0 if np.isnan(end.alt_ft) else end.alt_ft
    return spare < STOP_MIN + LINK_MIN + STOP_MIN_PER_1000_FT * height / 1000


def _ground_end(source: _Source, row: int, arrival: bool) -> End:
    t = source.tracks
    nan = float("nan")
    return End(arrival, True, float(t.seconds[row]), float(t.lat[row]), float(t.lon[row]), nan, nan, 0.0, nan)


def _air_end(source: _Source, leg: Piece, arrival: bool, craft: Performance) -> End:
    t, row = source.tracks, leg.last if arrival else leg.first
    track = source.signals.track_deg[row]
    heading = track if arrival else (track + 180.0) % 360.0
    rate = _rate_fpm(source, leg, arrival)
    return End(
        arrival,
        False,
        float(t.seconds[row]),
        float(t.lat[row]),
        float(t.lon[row]),
        float(t.alt_ft[row]),
        float(t.gs_kt[row]),
        -rate if arrival else rate,
        float(heading),
    )


def _rate_fpm(source: _Source, leg: Piece, arrival: bool) -> float:
    """Rate of climb at an end: as reported, or measured over a few rows where none was."""
    row = leg.last if arrival else leg.first
    said = float(source.signals.vrate_fpm[row])
    if said:
        return said
    t = source.tracks
    other = max(leg.first, row - RATE_ROWS) if arrival else min(leg.last, row + RATE_ROWS)
    seconds, feet = t.seconds[row] - t.seconds[other], t.alt_ft[row] - t.alt_ft[other]
    if seconds == 0 or abs(seconds) > RATE_S or np.isnan(feet):
        return said
    return float(feet / seconds * 60)


def _when(side: Side, air: End, craft: Performance) -> float | None:
    """Take-off or landing, seconds since 1970: the airborne end, moved to the ground by height and usual rate."""
    if side.evidence not in ("ground", "low", "extrapolated"):
        return None
    sign = 1.0 if air.arrival else -1.0
    usual = craft.descent_fpm if air.arrival else craft.climb_fpm
    rate = np.clip(air.rate_fpm, 0.4 * usual, 1.5 * usual) if air.rate_fpm > 0 else 0.6 * usual
    height = 0.0 if np.isnan(side.height_ft) else side.height_ft
    guess = air.seconds + sign * min(height / rate * 60, 3600.0)
    if side.end.on_ground:
        low, high = sorted((side.end.seconds, air.seconds))
        return float(np.clip(guess, low, high))
    return float(guess)


def _row(
    source: _Source,
    craft: str,
    leg: Piece,
    departure: Side,
    arrival: Side,
    ability: Performance,
    who: dict[str, object],
) -> dict[str, object]:
    frame, t = source.frame, source.tracks
    part = frame.slice(leg.first, leg.last - leg.first + 1)
    row: dict[str, object] = {name: who[name] for name in ("registration", "typecode", "operator")}
    row |= {"craft": craft, "airframe": part["airframe"][0], "positions": leg.rows, "longest_gap_s": leg.longest_gap_s}
    row |= {"callsigns": part["callsign"].drop_nulls().unique(maintain_order=True).to_list()}
    for word, at in (("first", 0), ("last", -1)):
        row |= {f"{word}_seen": part["time"][at], f"{word}_lat": part["lat"][at], f"{word}_lon": part["lon"][at]}
        row[f"{word}_alt_ft"] = part["alt_ft"][at]
    for word, verb, side in (("departure", "departed", departure), ("arrival", "arrived", arrival)):
        air = side.end if not side.end.on_ground else side.beyond
        assert air is not None
        _height(side, air, source)
        when = _when(side, air, ability)
        row[f"{verb}_at"] = None if when is None else _moment(when)
        row[f"{word}_airport"], row[f"{word}_evidence"] = side.airport, side.evidence
        row[f"{word}_candidates"] = [{"airport": code, "p": p} for code, p in side.candidates]
    row["marks"] = sorted(set(leg.notes))
    row["evidence"] = [_place(part, 0), _place(part, -1)]
    row["id"] = content_id("fl", craft, row["airframe"], part["time"][0].isoformat(), part["time"][-1].isoformat())
    return row


def _height(side: Side, air: End, source: _Source) -> None:
    """Height of the airborne end above the airport that was named."""
    if side.airport is not None and not np.isnan(air.alt_ft):
        elevation = source.fields.elevation_ft[source.fields.index[side.airport]]
        side.height_ft = max(0.0, air.alt_ft - (0.0 if np.isnan(elevation) else float(elevation)))


def _moment(seconds: float) -> object:
    from datetime import UTC, datetime

    return datetime.fromtimestamp(round(seconds, 3), UTC)


def _place(part: pl.DataFrame, at: int) -> str:
    return f"{part['exhibit'][at]}#{part['member'][at]}#{part['row'][at]}"


def _with_marks(found: pl.DataFrame, positions: pl.DataFrame) -> pl.DataFrame:
    return found
