"""What only a browser can tell: nothing loads, nothing runs, everything can be read and printed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from crossbearing.dossier import DossierView, render_html
from crossbearing.dossier.words import LANGUAGES
from dossier.hostile import poisoned, vectors

pytestmark = pytest.mark.browser

WIDTHS = (1280, 390)
SMALLEST_TEXT_PX = 10
PROBES = Path(__file__).parent / "probes"
OVERLAPS = (PROBES / "overlaps.js").read_text(encoding="utf-8")
OUTSIDE = (PROBES / "outside.js").read_text(encoding="utf-8")
SMALL = (PROBES / "small.js").read_text(encoding="utf-8")
FAINT = (PROBES / "faint.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def hits() -> Iterator[tuple[str, list[str]]]:
    """A server that notes every path it is asked for."""
    seen: list[str] = []

    class Noting(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(self.path)
            self.send_response(204)
            self.end_headers()

        do_POST = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Noting)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}", seen
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def pages(view: DossierView, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("dossier")
    written = {language: folder / f"{language}.html" for language in LANGUAGES}
    for language, path in written.items():
        path.write_text(render_html(view, language), encoding="utf-8")
    return written


@pytest.fixture
def opened(browser: Any) -> Iterator[Callable[..., Any]]:
    made = []

    def open_(path: Path, width: int = 1280, **settings: Any) -> Any:
        page = browser.new_page(viewport={"width": width, "height": 900}, **settings)
        made.append(page)
        page.goto(path.as_uri())
        return page

    yield open_
    for page in made:
        page.close()


def watched(browser: Any, path: Path) -> tuple[list[str], list[str], Any]:
    """Open a page and note its requests, and what it runs or where it goes."""
    page = browser.new_page()
    requests: list[str] = []
    events: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("dialog", lambda dialog: (events.append("dialog"), dialog.dismiss()))
    page.on("framenavigated", lambda frame: events.append(frame.url))
    page.on("popup", lambda _: events.append("popup"))
    page.goto(path.as_uri(), wait_until="commit")
    page.wait_for_timeout(1000)
    if page.evaluate("typeof hacked !== 'undefined'"):
        events.append("script")
    return requests, events, page


def test_the_probes_do_reach_out_of_a_page_that_lets_them(browser: Any, hits: tuple[str, list[str]], tmp_path: Path):
    target, seen = hits
    naive = tmp_path / "naive.html"
    naive.write_text("<!DOCTYPE html><p>" + "\n".join(vectors(target)), encoding="utf-8")

    _, events, page = watched(browser, naive)
    page.close()

    assert len(set(seen)) > 10
    assert len(events) > 1
    seen.clear()


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_text_in_every_field_loads_runs_and_moves_nothing(
    browser: Any, hits: tuple[str, list[str]], view: DossierView, tmp_path: Path, language: str
):
    target, seen = hits
    path = tmp_path / "hostile.html"
    path.write_text(render_html(poisoned(view, "".join(vectors(target))), language), encoding="utf-8")

    requests, events, page = watched(browser, path)
    alive = page.locator("script, iframe, object, embed, form, input, base, img, link, video, audio").count()
    metas = page.evaluate("[...document.querySelectorAll('meta')].map(m => m.httpEquiv).filter(Boolean)")
    page.close()

    assert requests == [path.as_uri()]
    assert events == [path.as_uri()]
    assert alive == 0
    assert metas == ["Content-Security-Policy"]
    assert seen == []


def test_an_injection_that_got_past_escaping_would_still_be_stopped_by_the_policy(
    browser: Any, hits: tuple[str, list[str]], view: DossierView, tmp_path: Path
):
    target, seen = hits
    kept = [v for v in vectors(target) if "refresh" not in v]  # a policy does not stop a refresh: escaping must
    path = tmp_path / "second-line.html"
    path.write_text(render_html(view, "en").replace("</main>", "\n".join(kept) + "</main>"), encoding="utf-8")

    _, events, page = watched(browser, path)
    stayed = page.url == path.as_uri()
    page.close()

    assert stayed
    assert "script" not in events
    assert "dialog" not in events
    assert seen == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_fits_its_window_and_every_name_can_be_read(
    opened: Callable[..., Any], pages: dict[str, Path], language: str, width: int
):
    page = opened(pages[language], width)

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(OVERLAPS) == []
    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate(SMALL, SMALLEST_TEXT_PX) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_text_stands_out_from_its_ground(opened: Callable[..., Any], pages: dict[str, Path], scheme: str, width: int):
    assert opened(pages["en"], width, color_scheme=scheme).evaluate(FAINT) == []


def test_the_style_is_applied_with_scripts_off(opened: Callable[..., Any], pages: dict[str, Path]):
    page = opened(pages["en"], java_script_enabled=False)

    assert page.locator("main").bounding_box()["width"] < 1000
    assert page.locator("svg.drawing-wide").first.is_visible()
    assert not page.locator("svg.drawing-narrow").first.is_visible()


def test_it_prints_in_light_on_pages_of_a4(opened: Callable[..., Any], pages: dict[str, Path]):
    page = opened(pages["fr"], color_scheme="dark")

    pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    page.emulate_media(media="print", color_scheme="dark")

    assert pdf.startswith(b"%PDF")
    assert pdf.count(b"/Type /Page\n") > 5
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--paper').trim()") == "#fdfcf9"
    assert page.locator("svg.drawing-wide").first.is_visible()


def test_hostile_lengths_do_not_widen_the_page(opened: Callable[..., Any], view: DossierView, tmp_path: Path):
    path = tmp_path / "long.html"
    path.write_text(render_html(poisoned(view, "W" * 300), "en"), encoding="utf-8")

    for width in WIDTHS:
        page = opened(path, width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(OVERLAPS) == []
