"""Ships on the map of `crossbearing map`: which of them, in which days, and the table behind the drawing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import polars as pl

from crossbearing.case.questions.drawing import save
from crossbearing.checks.at_sea.sea import SILENCES_H, Sea
from crossbearing.dossier.seafaring import sea_names
from crossbearing.dossier.sheet_map import map_sheet
from crossbearing.dossier.sheet_ships import Sailing, ship_layers, ship_rows
from crossbearing.dossier.wording import stamp
from crossbearing.dossier.words import say
from crossbearing.errors import InputError
from crossbearing.movement.vessels.silences import LEAST_H, silences
from crossbearing.world import World

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
    return say(
        language,
        "vessel.map_words",
        craft=sailing.positions["craft"].n_unique(),
        calls=sailing.calls.height,
        met=sailing.encounters.height,
        hours=f"{sailing.gap_hours:g}",
        gaps=sailing.gaps.height,
        start=stamp(first),
        end=stamp(last),
    )


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
