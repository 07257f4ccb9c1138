"""Ships on the map of `crossbearing map`: which of them, in which days, and the table behind the drawing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from crossbearing.case.questions.drawing import save
from crossbearing.case.questions.sailing import Sailed
from crossbearing.checks.at_sea.sea import SILENCES_H, Sea
from crossbearing.dossier.seafaring import sea_names
from crossbearing.dossier.sheet_map import map_sheet
from crossbearing.dossier.sheet_ships import Sailing, ship_layers, ship_rows
from crossbearing.dossier.wording import stamp
from crossbearing.dossier.words import say
from crossbearing.errors import InputError
from crossbearing.model.vessel_inferences import LOITERING
from crossbearing.model.vessel_tables import ENCOUNTERS, GAPS, PORT_CALLS, VOYAGES
from crossbearing.movement.vessels.silences import LEAST_H, silences
from crossbearing.movement.vessels.who.identity import timeline
from crossbearing.world import World, load_world

# Titles name so many ships, and count more.
MOST_IN_TITLE = 3


def ships_named(sea: Sea, name: str) -> tuple[str, ...]:
    """Return the ships of that MMSI, IMO number or name; nothing where nobody sends it."""
    digits = name.lower().removeprefix("mmsi:").removeprefix("mmsi").removeprefix("imo").strip(" :")
    if digits.isdigit():
        craft = f"mmsi:{digits}"
        return (craft,) if sea.seen([craft]).height else sea.bearing_imo(digits)
    return sea.bearing_name(name)


def draw_ships(output: Path, sailing: Sailing, language: str) -> None:
    """Draw ships; raises `InputError` when there is nothing to draw."""
    positions = sailing.positions
    if positions.is_empty():
        raise InputError(
            str(output), "there is no position of these ships in these days", "ask for other ships or days"
        )
    layers = ship_layers(sailing, language)
    shown = positions["craft"].unique().sort().to_list()
    few = len(shown) <= MOST_IN_TITLE
    named = ", ".join(sailing.names.ship(craft) for craft in shown)
    title = say(language, "vessel.map_title_craft", craft=named) if few else say(language, "vessel.map_title")
    marked = positions.filter(pl.col("mark").is_not_null(), pl.col("mark") != "duplicate").height
    drawn = sum(mark.kind == "false" for mark, _, _ in layers.marks)
    remarks = [say(language, "sheet.marked_words", n=marked, drawn=drawn)] if marked else []
    columns = [say(language, f"vessel.table_{name}") for name in ("what", "when", "told")]
    sheet = map_sheet(layers, title, ship_sentence(sailing, language), remarks, language)
    save(output, sheet, columns, ship_rows(sailing, language), language)


def ship_sentence(sailing: Sailing, language: str) -> str:
    """Say how much of ships is drawn."""
    first, last = sailing.positions["time"].min(), sailing.positions["time"].max()
    assert isinstance(first, datetime)
    assert isinstance(last, datetime)  # there are rows
    hours = f"{sailing.gap_hours:g}"
    counted = [
        say(language, f"vessel.map_{kind}", n=getattr(sailing, kind).height, hours=hours) for kind in sailing.kinds
    ]
    ships = say(language, "vessel.map_ships", n=sailing.positions["craft"].n_unique())
    return " ".join([ships, *counted, say(language, "vessel.map_span", start=stamp(first), end=stamp(last))])


def chosen(sea: Sea, names: Sequence[str]) -> list[str] | None:
    """Return the ships asked for, null for all; raises `InputError` for a name that nobody sends."""
    found: list[str] = []
    for name in names:
        ships = ships_named(sea, name)
        if not ships:
            raise InputError("--craft", f"no ship here is “{name}”", "give a name as sent, an MMSI or an IMO number")
        found += ships
    return found or None


def sailing_of(
    sea: Sea,
    world: World,
    crafts: Sequence[str] | None,
    days: tuple[date | None, date | None] = (None, None),
    gap_hours: float = LEAST_H,
) -> Sailing:
    """Return what is to be drawn of these ships (all where none is named) in these days, both included."""
    start = _midnight(days[0]) if days[0] else datetime(1, 1, 1, tzinfo=UTC)
    end = _midnight(days[1]) + timedelta(days=1) if days[1] else datetime(9000, 1, 1, tzinfo=UTC)
    own = pl.lit(True) if crafts is None else pl.col("craft").is_in(list(crafts))
    both = pl.lit(True) if crafts is None else pl.col("a").is_in(list(crafts)) | pl.col("b").is_in(list(crafts))
    met = sea.encounters.filter(both, pl.col("ended_at") >= start, pl.col("started_at") < end)
    if crafts is not None:  # the other ship of a meeting is drawn too
        own |= pl.col("craft").is_in(pl.concat([met["a"], met["b"]]).unique().to_list())
    until = pl.col("ended_at").fill_null(end)
    calls = sea.port_calls.filter(own, pl.col("left_after") >= start, pl.col("arrived_before") < end)
    gaps = silences_of(sea, gap_hours).filter(own, until >= start, pl.col("started_at") < end)
    found = sea.positions if crafts is None else sea.seen([*crafts, *met["a"], *met["b"]])
    positions = found.filter(pl.col("time").is_between(start, end, closed="left"))
    return Sailing(positions, calls, met, gaps, sea_names(sea.statics, world.harbours), world, gap_hours)


def silences_of(sea: Sea, hours: float) -> pl.DataFrame:
    """Return the silences of so many hours and more (GAPS), from those found before where these hold them."""
    if hours < SILENCES_H:
        return silences(sea.positions, hours)
    return sea.silences.filter(pl.col("duration_h") >= hours)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def draw_counted(output: Path, sea: Sea, world: World, lines: Sequence[Mapping[str, Any]], language: str) -> None:
    """Draw the ships of a count in its stretch of time, with the calls or the silences that were counted."""
    total = lines[-1]
    crafts = sorted({str(line["craft"]) for line in lines if line.get("craft")})
    first, last = (datetime.fromisoformat(total[end]).date() for end in ("start", "end"))
    silent = total["type"] == "silence_count"
    drawn = sailing_of(sea, world, crafts, (first, last), total["hours"] if silent else LEAST_H)
    own = pl.col("craft").is_in(crafts)
    at_ports = pl.col("place").is_in(list(total["ports"])) if not silent else pl.lit(value=False)
    sailing = replace(
        drawn,
        positions=drawn.positions.filter(own),
        calls=drawn.calls.filter(own, at_ports),
        encounters=drawn.encounters.clear(),
        gaps=drawn.gaps.filter(own) if silent else drawn.gaps.clear(),
        kinds=("gaps",) if silent else ("calls",),
    )
    draw_ships(output, sailing, language)


def draw_who(output: Path, found: pl.DataFrame, positions: pl.DataFrame, statics: pl.DataFrame, language: str) -> None:
    """Draw the tracks of the ships in a timeline or in SAME_SHIPS, with what each said of herself in words."""
    world = load_world()
    crafts = pl.concat([found[name] for name in ("craft", "one", "other") if name in found.columns]).unique()
    own = pl.col("craft").is_in(crafts.implode())
    tables = (PORT_CALLS.empty(), ENCOUNTERS.empty(), GAPS.empty(), sea_names(statics, world.harbours))
    said = timeline(statics).filter(own)
    draw_ships(output, Sailing(positions.filter(own), *tables, world, said=said, kinds=("said",)), language)


def draw_of(output: Path, told: Sailed, found: pl.DataFrame, what: str, language: str, gap_hours: float) -> None:
    """Draw the tracks of the ships in what was found, and that: `voyages` (with the calls at their ends), `calls`,
    `encounters`, `gaps`, or `loitering`; raises `InputError` where nothing was found."""
    if found.is_empty():
        raise InputError(str(output), "nothing was found that could be drawn", "leave out --output, or ask for more")
    crafts = pl.concat([found[name] for name in ("craft", "a", "b") if name in found.columns]).unique()
    positions = told.positions.filter(pl.col("craft").is_in(crafts.implode()))
    tables = {"calls": PORT_CALLS, "encounters": ENCOUNTERS, "gaps": GAPS, "voyages": VOYAGES, "loitering": LOITERING}
    shown = {name: found if name == what else table.empty() for name, table in tables.items()}
    if what == "voyages":
        shown["calls"] = told.port_calls().filter(pl.col("craft").is_in(crafts.implode()))
    calls, met, gaps, voyages, loitering = shown.values()
    names = sea_names(told.statics, told.world.harbours)
    sailing = Sailing(positions, calls, met, gaps, names, told.world, gap_hours, voyages, loitering, kinds=(what,))
    draw_ships(output, sailing, language)
