"""Drawings written to a file, by its ending: SVG, PNG, or one HTML file with the table behind the drawing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from crossbearing.case.files import publish
from crossbearing.case.questions.asking import Question, airports_named
from crossbearing.case.questions.seen import Seen
from crossbearing.dossier.atlas import site, towns_of
from crossbearing.dossier.raster import png
from crossbearing.dossier.sheet import Sheet, sheet_svg
from crossbearing.dossier.sheet_cells import cell_areas, cell_legend
from crossbearing.dossier.sheet_map import Layers, map_sheet
from crossbearing.dossier.sheet_marks import Mark
from crossbearing.dossier.sheet_page import sheet_html
from crossbearing.dossier.sheet_plot import traffic_sheet
from crossbearing.dossier.words import say
from crossbearing.errors import InputError
from crossbearing.model.answers import CoverageCell, TrafficAnswer, TrafficDay

ENDINGS = (".svg", ".png", ".html")
Rows = Sequence[Sequence[str]]


def save(output: Path, sheet: Sheet, columns: Sequence[str], rows: Rows, language: str) -> None:
    """Write a drawing; raises `InputError` for another ending, and for PNG without the package that makes it."""
    ending = check_ending(output)
    if ending == ".png":
        publish(output, png(sheet_svg(sheet), str(output)))
    elif ending == ".svg":
        publish(output, sheet_svg(sheet) + "\n")
    else:
        publish(output, sheet_html(sheet, columns, rows, say(language, "sheet.behind"), language))


def check_ending(output: Path) -> str:
    """Return the ending of a drawing's file name; raises `InputError` for one that we cannot write."""
    ending = output.suffix.casefold()
    if ending not in ENDINGS:
        raise InputError(str(output), "this is no drawing we can write", f"end the name in {', '.join(ENDINGS)}")
    return ending


def headed(language: str, *names: str) -> list[str]:
    """Return the words over the columns of a table."""
    return [say(language, f"sheet.table_{name}") for name in names]


def draw_coverage(output: Path, seen: Seen, asked: Question, cells: Sequence[CoverageCell], language: str) -> None:
    """Draw the cells of a band; raises `InputError` when there are none."""
    if not cells:
        raise InputError(str(output), "no leg passed any cell in that band and those hours", "ask for more hours")
    codes = airports_named(seen.world, asked.place, "--at") if asked.place else ()
    sites = tuple((one, one.code) for one in (site(seen.world, code) for code in codes) if one is not None)
    layers = Layers(
        areas=tuple(cell_areas(cells, language)),
        marks=tuple((Mark("airport", 0, 3.0), one.lat, one.lon) for one, _ in sites),
        sites=sites,
        legend=tuple(cell_legend(language)),
        towns=towns_of(seen.world, language),
    )
    title = say(language, "sheet.coverage_title", height=say(language, f"sheet.band_{asked.band}"))
    networks = ", ".join(sorted({cell.network for cell in cells}))
    hours = "–".join(asked.between) if asked.between else say(language, "sheet.hours_all_day")
    days = max(cell.days for cell in cells) if asked.on is None else asked.on
    pooled = say(language, "sheet.pooled_words", days=days, hours=hours)
    sheet = map_sheet(layers, title, say(language, "sheet.coverage_words", networks=networks), [pooled], language)
    columns = headed(language, "network", "cell", "middle", "heard", "bound", "days")
    save(output, sheet, columns, [_cell_row(cell) for cell in cells], language)


def _cell_row(cell: CoverageCell) -> list[str]:
    middle, heard = f"{cell.lat:.2f}, {cell.lon:.2f}", f"{cell.heard} / {cell.trials}"
    return [cell.network, cell.cell, middle, heard, f"{cell.p_lower:.2f}", str(cell.days)]


def draw_traffic(output: Path, told: TrafficAnswer, days: Sequence[TrafficDay], way: str, language: str) -> None:
    """Draw flights a day with the change and the rates."""
    key = "fleet" if told.fleet else ""
    title = (
        say(language, "sheet.traffic_title_fleet", way=way, fleet=told.fleet)
        if key
        else say(language, "sheet.traffic_title", way=way)
    )
    columns = headed(language, "day", "shown", "possible", "held", "exposure")
    rows = [[d.day, str(d.n), str(d.possible), f"{d.held:.0%}", f"{d.exposure:.2f}"] for d in days]
    save(output, traffic_sheet(told, days, title, language), columns, rows, language)
