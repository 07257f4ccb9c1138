"""A drawing with the table behind it, as one HTML file that loads nothing and runs nothing."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from crossbearing.dossier.page import policy
from crossbearing.dossier.sheet import Sheet, sheet_svg
from crossbearing.dossier.sheet_style import DARK, LIGHT, drawing_style
from crossbearing.dossier.svg import element, joined

_PAGE = """
:root { color-scheme: light dark; }
body { margin: 1.5rem auto; max-width: 1080px; padding: 0 16px; background: %(paper)s; color: %(ink)s; }
figure { margin: 0 0 1.5rem; } figure svg { display: block; width: 100%%; height: auto; }
table { border-collapse: collapse; width: 100%%; font: 14px/1.45 "Helvetica Neue", Helvetica, Arial, sans-serif; }
caption { text-align: left; font-weight: 600; padding: 0 0 .5rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .8rem .35rem 0; border-bottom: 1px solid %(rule)s; }
main { overflow-x: auto; } td { min-width: 5em; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
"""
_NIGHT = """
@media screen and (prefers-color-scheme: dark) { body { background: %(paper)s; color: %(ink)s; }
th, td { border-color: %(rule)s; } }
@media screen and (max-width: 760px) { figure { overflow-x: auto; } figure svg { width: 760px; } }
@media print { body { max-width: none; margin: 0; } tr { break-inside: avoid; } figure { break-inside: avoid; } }
"""


def sheet_html(sheet: Sheet, columns: Sequence[str], rows: Sequence[Sequence[str]], caption: str, language: str) -> str:
    """Return the page: the drawing, and under it a table of these rows; all text escaped."""
    style = _PAGE % LIGHT + _NIGHT % DARK + drawing_style()
    head = element("tr", *(element("th", name, scope="col") for name in columns))
    body = joined(element("tr", *(element("td", cell) for cell in row)) for row in rows)
    table = (
        element("table", element("caption", caption), element("thead", head), element("tbody", body)) if rows else ""
    )
    drawing = Markup(sheet_svg(sheet, styled=False))  # noqa: S704 - escaped where it was made
    page = element(
        "html",
        element(
            "head",
            Markup('<meta charset="utf-8"/>'),
            element("meta", http_equiv="Content-Security-Policy", content=policy(style)),
            Markup('<meta name="viewport" content="width=device-width, initial-scale=1"/>'),
            Markup('<meta name="referrer" content="no-referrer"/>'),
            element("title", sheet.title),
            element("style", Markup(style)),  # noqa: S704 - our own text
        ),
        element("body", element("main", element("figure", drawing), table)),
        lang=language,
    )
    return f"<!DOCTYPE html>\n{page}\n"
