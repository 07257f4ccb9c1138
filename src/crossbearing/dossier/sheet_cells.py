"""Cells of coverage on a map: the darker green, the surer a transmitting craft would have been heard there."""

from __future__ import annotations

from collections.abc import Sequence

import h3.api.basic_str as h3
import numpy as np
from markupsafe import Markup

from crossbearing.dossier.sheet_map import Area
from crossbearing.dossier.svg import element
from crossbearing.dossier.words import say
from crossbearing.model.answers import CoverageCell

# Upper edges of the classes of the lower bound, worst first; 0.95 is what a verdict asks for.
CLASSES = (0.25, 0.5, 0.8, 0.95)
# With fewer trials even cells that heard every craft prove nothing: 5 of 5 give 0.55.
FEWEST_TRIALS = 5


def cell_class(cell: CoverageCell) -> str:
    """Return the class of the style sheet in which a cell is drawn."""
    if cell.trials < FEWEST_TRIALS:
        return "few"
    return f"cell c{int(np.searchsorted(CLASSES, cell.p_lower, side='right'))}"


def cell_areas(cells: Sequence[CoverageCell], language: str) -> list[Area]:
    """Return the cells as areas; pointed at, each says k of n."""
    return [_area(cell, language) for cell in cells]


def _area(cell: CoverageCell, language: str) -> Area:
    ring = np.array(h3.cell_to_boundary(cell.cell))
    title = say(
        language,
        "sheet.cell",
        k=cell.heard,
        n=cell.trials,
        p=f"{cell.p_lower:.2f}",
        days=cell.days,
        lat=f"{cell.lat:.1f}",
        lon=f"{cell.lon:.1f}",
    )
    style = cell_class(cell)
    return Area(ring[:, 0], ring[:, 1], style, title, _fill(style))


def cell_legend(language: str) -> list[tuple[Markup, str]]:
    """Return the classes with their meaning, best first."""
    edges = ("0", *(f"{edge:g}" for edge in CLASSES), "1")
    told = [
        (_swatch(f"cell c{at}"), say(language, "sheet.bound", low=edges[at], high=edges[at + 1]))
        for at in reversed(range(len(CLASSES) + 1))
    ]
    return [*told, (_swatch("few"), say(language, "sheet.few", n=FEWEST_TRIALS))]


def _swatch(style: str) -> Markup:
    return element("rect", class_=style, x=1, y=1, width=24, height=12, fill=_fill(style))


def _fill(style: str) -> str | None:
    return "url(#hatch)" if style == "few" else None
