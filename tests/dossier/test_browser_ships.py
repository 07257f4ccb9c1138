"""The dossier of ships in a real browser: maps and lines of time can be read, wide, narrow and dark."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from crossbearing.case import Case
from crossbearing.case.questions.afloat import afloat
from crossbearing.case.questions.ship_mapping import draw_ships, sailing_of
from crossbearing.dossier.words import LANGUAGES
from dossier.test_browser import FAINT, OUTSIDE, OVERLAPS, SMALL, SMALLEST_TEXT_PX, WIDTHS
from golden.cases import judged

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The dossier and the map of the golden case of ships."""
    folder = judged("handed_over_at_sea", tmp_path_factory.mktemp("ships"))
    with Case(folder) as case:
        for language in LANGUAGES:
            (folder / f"{language}.html").write_text(case.dossier(language), encoding="utf-8")
    found = afloat([folder], lambda *_: None)
    assert found is not None
    draw_ships(folder / "map.html", sailing_of(*found, None), "fr")
    return {name: folder / f"{name}.html" for name in (*LANGUAGES, "map")}


def opened(browser: Any, path: Path, width: int, **settings: Any) -> Any:
    page = browser.new_page(viewport={"width": width, "height": 900}, **settings)
    page.goto(path.as_uri())
    return page


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", LANGUAGES)
def test_every_name_on_a_map_or_a_line_of_time_of_ships_can_be_read(browser, pages, name, width):
    page = opened(browser, pages[name], width)
    found = (page.evaluate(OVERLAPS), page.evaluate(OUTSIDE), page.evaluate(SMALL, SMALLEST_TEXT_PX))
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.close()

    assert found == ([], [], [])
    assert wide <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_about_ships_stand_out_from_their_ground(browser, pages, scheme):
    page = opened(browser, pages["en"], 1280, color_scheme=scheme)
    faint = page.evaluate(FAINT)
    page.close()

    assert faint == []


def test_the_map_of_all_ships_fits_its_window(browser, pages):
    page = opened(browser, pages["map"], 1280)
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.close()

    assert wide <= 1280
