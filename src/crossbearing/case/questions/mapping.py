"""The map of `crossbearing map`: which flights, tracks or silences are asked for, and the table behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import polars as pl

from crossbearing.case.questions.drawing import headed, save
from crossbearing.case.questions.seen import Seen
from crossbearing.case.questions.ship_mapping import ship_sentence
from crossbearing.dossier.cards import craft_name
from crossbearing.dossier.evidence import Row, Track
from crossbearing.dossier.sheet_map import beside, map_sheet
from crossbearing.dossier.sheet_scene import MOST_NAMED, flight_layers, region_layers, track_layers, track_of
from crossbearing.dossier.sheet_ships import Sailing, ship_layers, ship_rows
from crossbearing.dossier.wording import duration, number, stamp
from crossbearing.dossier.words import say
from crossbearing.errors import InputError
from crossbearing.movement.prism import top_speed_kmh
from crossbearing.movement.region import Fix, Region, airports_in, region_between
from crossbearing.world import World

# Silences shorter than this are the rhythm of receivers, and no craft gets anywhere in them unseen.
SHORTEST_SILENCE = timedelta(minutes=30)
# Rows of airports in the table behind a region: more is no answer. GUESS.
MOST_AIRPORTS = 400
# Two days round a silence show where the craft came from and went.
MARGIN = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a map is to show: craft (all if none), days, and `flights` or `tracks`."""

    crafts: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    kind: str = "flights"


def draw_map(output: Path, seen: Seen, wanted: Wanted, language: str, ships: Sailing | None = None) -> None:
    """Draw flights or tracks, and ships beside them; raises `InputError` when there is nothing to draw."""
    positions, flights = _within(seen, wanted)
    if positions.is_empty():
        raise InputError(
            str(output), "there is no position of these craft in these days", "ask for other craft or days"
        )
    if wanted.kind == "tracks":
        layers = track_layers(positions, _names(seen.airframes), seen.world, language)
    else:
        layers = flight_layers(flights, positions, seen.world, language)
    first, last = positions["time"].min(), positions["time"].max()
    crafts = positions["craft"].n_unique()
    named = ", ".join(dict.fromkeys(drawn.craft for drawn in layers.routes)) if crafts <= 3 else ""
    title = say(language, "sheet.map_title_craft", craft=named) if named else say(language, "sheet.map_title")
    words = say(language, "sheet.map_words", n=flights.height, craft=crafts, start=_stamp(first), end=_stamp(last))
    marked = positions.filter(pl.col("mark").is_not_null(), ~pl.col("mark").str.starts_with("duplicate")).height
    remarks = [say(language, "sheet.marked_words", n=marked, drawn=len(layers.marks))] if marked else []
    if wanted.kind == "flights" and len(layers.routes) < flights.height:
        remarks.append(say(language, "sheet.thinned", drawn=len(layers.routes), all=flights.height))
    columns = headed(language, "craft", "callsign", "from", "how", "to", "how", "first", "last")
    rows = [_flight_row(row, language) for row in flights.iter_rows(named=True)]
    if ships is not None and not ships.positions.is_empty():
        layers = beside(layers, ship_layers(ships, language))
        remarks += [ship_sentence(ships, language)]
        rows += [[what, told, *[""] * 4, when, ""] for what, when, told in ship_rows(ships, language)]
    save(output, map_sheet(layers, title, words, remarks, language), columns, rows, language)


def _stamp(moment: object) -> str:
    assert isinstance(moment, datetime)
    return stamp(moment)


def _within(seen: Seen, wanted: Wanted) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The positions and flights asked for."""
    positions, flights = seen.positions, seen.flights
    if wanted.crafts:
        crafts = [craft for name in wanted.crafts for craft in crafts_named(seen.flights, name)]
        positions = positions.filter(pl.col("craft").is_in(crafts))
        flights = flights.filter(pl.col("craft").is_in(crafts))
    if wanted.start:
        start = _midnight(wanted.start)
        positions, flights = positions.filter(pl.col("time") >= start), flights.filter(pl.col("last_seen") >= start)
    if wanted.end:
        end = _midnight(wanted.end + timedelta(days=1))
        positions, flights = positions.filter(pl.col("time") < end), flights.filter(pl.col("first_seen") < end)
    return positions, flights


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def crafts_named(flights: pl.DataFrame, name: str) -> list[str]:
    """Return the craft of that address, registration or callsign; raises `InputError` when there is none."""
    folded = name.casefold()
    own = pl.col("craft").str.to_lowercase().is_in([folded, f"icao24:{folded}"])
    own |= (
        pl.col("registration").str.to_lowercase().str.replace_all("-", "").eq(folded.replace("-", "")).fill_null(False)
    )
    own |= pl.col("callsigns").list.contains(name.upper())
    found = flights.filter(own)["craft"].unique().sort().to_list()
    if not found:
        raise InputError("--craft", f"no flight here is of “{name}”", "give a registration, a callsign or an address")
    return found


def _names(airframes: pl.DataFrame) -> dict[str, str]:
    """The registration that the track files give of each craft."""
    known = airframes.filter(pl.col("registration").is_not_null()).select("craft", "registration").unique("craft")
    return dict(known.iter_rows())


def _flight_row(row: Row, language: str) -> list[str]:
    ends = [cell for side in ("departure", "arrival") for cell in _end(row, side, language)]
    times = [stamp(row["first_seen"]), stamp(row["last_seen"])]
    return [craft_name(row), ", ".join(row["callsigns"] or ()), *ends, *times]


def _end(row: Row, side: str, language: str) -> tuple[str, str]:
    """An end of a leg and how it is known: else the airports it may have been, with their chances."""
    airport, how = row[f"{side}_airport"], row[f"{side}_evidence"]
    if airport:
        return airport, say(language, f"evidence_of_end.{how}")
    likely = sorted(row[f"{side}_candidates"] or (), key=lambda one: -one["p"])[:3]
    names = ", ".join(f"{one['airport']} {one['p']:.0%}" for one in likely)
    return "", say(language, "map.possibly", names=names) if names else say(language, "map.not_observed")


def draw_region(output: Path, seen: Seen, asked: str, language: str) -> None:
    """Draw where a craft can have been in a stretch: `CRAFT@START..END`; raises `InputError` for another shape."""
    name, start, end = stretch_named(asked)
    craft = crafts_named(seen.flights, name)[0]
    own = seen.positions.filter(pl.col("craft") == craft)
    flights = seen.flights.filter(pl.col("craft") == craft)
    speed, runway = _performance(seen.world, flights)
    regions = silences(track_of(own), start, end, speed)
    if not regions:
        raise InputError("--prism", f"{name} was never silent for half an hour then", "ask for a longer stretch")
    airports = pl.concat([airports_in(one, seen.world.airports.frame, speed, runway) for one in regions])
    airports = airports.unique("icao", keep="first", maintain_order=True)
    inside = own.filter(pl.col("time").is_between(start - MARGIN, end + MARGIN))
    layers = region_layers(
        regions, airports, track_layers(inside, _names(seen.airframes), seen.world, language), seen.world, language
    )
    label = craft_name(flights.row(-1, named=True))
    words = say(
        language,
        "sheet.prism_words",
        start=stamp(_edge(regions[0].before, start)),
        end=stamp(_edge(regions[-1].after, end)),
        hours=duration(3600 * sum(one.hours for one in regions), language),
        speed=number(round(speed), language),
        n=airports.height,
    )
    named = say(language, "sheet.prism_few_named", n=MOST_NAMED, most=MOST_AIRPORTS)
    remarks = [named] if airports.height > MOST_NAMED else []
    sheet = map_sheet(layers, say(language, "sheet.prism_title", craft=label), words, remarks, language)
    columns = headed(language, "airport", "name", "spare", "runway")
    save(output, sheet, columns, _airport_rows(airports.head(MOST_AIRPORTS), language), language)


def _edge(fix: Fix | None, otherwise: datetime) -> datetime:
    return otherwise if fix is None else datetime.fromtimestamp(fix.seconds, UTC)


def _airport_rows(airports: pl.DataFrame, language: str) -> list[list[str]]:
    rows = airports.select("icao", "name", "spare_h", "longest_runway_ft").iter_rows()
    return [
        [code, name, duration(3600 * spare, language), f"{runway or 0:.0f}" if runway else ""]
        for code, name, spare, runway in rows
    ]


def stretch_named(asked: str) -> tuple[str, datetime, datetime]:
    """Return craft, start and end of `CRAFT@START..END`; raises `InputError` for another shape."""
    craft, at, stretch = asked.rpartition("@")
    start, dots, end = stretch.partition("..")
    try:
        times = [datetime.fromisoformat(text.replace("Z", "+00:00")) for text in (start, end)]
    except ValueError:
        times = []
    if not craft or not at or not dots or not times:
        hint = "write EP-GOX@2024-02-10T06:00..2024-02-11T00:00 (UTC)"
        raise InputError("--prism", f"“{asked}” is no craft and stretch of time", hint)
    aware = [time if time.tzinfo else time.replace(tzinfo=UTC) for time in times]
    if aware[1] <= aware[0]:
        raise InputError("--prism", "the end is not after the start", "write START..END")
    return craft, aware[0], aware[1]


def _performance(world: World, flights: pl.DataFrame) -> tuple[float, float]:
    """The speed that the craft's type cannot exceed, km/h, and the runway it needs."""
    designator = next(iter(flights["typecode"].drop_nulls().to_list()), None)
    known = world.types.get(designator) if designator else None
    return top_speed_kmh(known.max_kt if known else None), float((known.min_runway_ft if known else None) or 0.0)


def silences(track: Track, start: datetime, end: datetime, speed: float) -> list[Region]:
    """Return the regions of the silences that touch a stretch, in order of time."""
    low, high = start.timestamp() * 1000, end.timestamp() * 1000
    edges = np.concatenate([[-np.inf], track.time_ms.astype(np.float64), [np.inf]])
    found = []
    for row in np.flatnonzero((edges[:-1] < high) & (edges[1:] > low)):
        before, after = _fix(track, int(row) - 1), _fix(track, int(row))
        from_s = before.seconds if before else low / 1000
        hours = ((after.seconds if after else high / 1000) - from_s) / 3600
        if (before or after) and hours * 3600 >= SHORTEST_SILENCE.total_seconds():
            found.append(region_between(before, after, hours, speed))
    return found


def _fix(track: Track, row: int) -> Fix | None:
    if not 0 <= row < len(track.lat):
        return None
    return Fix(float(track.time_ms[row]) / 1000, float(track.lat[row]), float(track.lon[row]))


def crafts_of(texts: Sequence[str]) -> tuple[str, ...]:
    """Return craft as typed, those of one option apart by commas too."""
    return tuple(part.strip() for text in texts for part in text.split(",") if part.strip())
