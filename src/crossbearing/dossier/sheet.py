"""A drawing that stands alone: title, picture, legend and remarks on one sheet, as SVG or inside one HTML file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from crossbearing.dossier.labels import text_width
from crossbearing.dossier.sheet_style import drawing_style
from crossbearing.dossier.svg import element, joined, words
from crossbearing.dossier.visible import visible

WIDTH = 1000.0
MARGIN = 16.0
TITLE_PX, SUBTITLE_PX, LETTERS_PX = 19.0, 13.5, 12.5
SWATCH, LEGEND_ROW, LINE = 26.0, 21.0, 18.0
PATTERNS = Markup(
    '<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<path class="hatch-line" d="M0 0V6"/></pattern>'
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on a sheet: the picture (drawn from 0, 0 in a box of WIDTH by `height`), its legend as pairs of a
    swatch of 26 by 14 and words, and sentences under it."""

    title: str
    subtitle: str
    picture: Markup
    height: float
    legend: tuple[tuple[Markup, str], ...] = ()
    remarks: tuple[str, ...] = ()


def sheet_svg(sheet: Sheet, styled: bool = True) -> str:
    """Return the sheet as SVG; without its style where the page around it has that."""
    parts, y = [], MARGIN + TITLE_PX
    for text, style, size in ((sheet.title, "sheet-title", TITLE_PX), (sheet.subtitle, "sheet-subtitle", SUBTITLE_PX)):
        for line in folded(text, size, WIDTH - 2 * MARGIN):
            parts.append(words(line, MARGIN, round(y, 1), style))
            y += size * 1.3
    top = round(y - 4.0, 1)
    parts.append(element("g", sheet.picture, transform=f"translate(0 {top:g})"))
    y = top + sheet.height + 24.0
    legend, y = _legend(sheet.legend, y)
    parts.append(legend)
    for remark in sheet.remarks:
        for line in folded(remark, LETTERS_PX, WIDTH - 2 * MARGIN):
            parts.append(words(line, MARGIN, round(y, 1), "quiet"))
            y += LINE
    height = round(y + 2.0)
    sheets = [element("style", Markup(drawing_style()))] if styled else []  # noqa: S704 - our own text
    ground = element("rect", class_="paper", width=WIDTH, height=height)
    head = [element("title", sheet.title), element("desc", sheet.subtitle), *sheets, element("defs", PATTERNS), ground]
    own = (WIDTH, height) if styled else (None, None)
    space, box = "http://www.w3.org/2000/svg", f"0 0 {WIDTH:g} {height}"
    drawing = element("svg", *head, *parts, xmlns=space, viewBox=box, role="img", width=own[0], height=own[1])
    return str(drawing)


def _legend(entries: Sequence[tuple[Markup, str]], y: float) -> tuple[Markup, float]:
    """The legend's entries in rows as long as the sheet is wide, and where the next thing may stand."""
    if not entries:
        return Markup(""), y
    found, x = [], MARGIN
    for swatch, text in entries:
        wide = SWATCH + 7.0 + text_width(text, LETTERS_PX) + 18.0
        if x + wide > WIDTH and x > MARGIN:
            x, y = MARGIN, y + LEGEND_ROW
        found.append(element("g", swatch, transform=f"translate({x:g} {y - 11:g})"))
        found.append(words(text, round(x + SWATCH + 7.0, 1), round(y, 1), "quiet"))
        x = round(x + wide, 1)
    return joined(found), y + LEGEND_ROW + 4.0


def folded(text: str, size: float, room: float) -> Iterator[str]:
    """Yield a text in lines that fit; a word longer than a line is cut."""
    line = ""
    for word in str(visible(text)).split():
        while text_width(word, size) > room:
            cut = max(1, int(len(word) * room / text_width(word, size)) - 1)
            yield from [line] if line else []
            yield word[:cut]
            line, word = "", word[cut:]
        if line and text_width(f"{line} {word}", size) > room:
            yield line
            line = word
        else:
            line = f"{line} {word}".strip()
    if line:
        yield line
