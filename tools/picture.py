"""Takes the README's pictures from the demonstration's dossier: the card of the count of visits, and ships that met.

`python tools/picture.py DEMO/dossier.html docs/dossier.png docs/ships.png`; needs playwright and a Chromium
(environment variable CROSSBEARING_CHROMIUM, else `chromium` on the path).
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

WIDTH, HEIGHT = 1280, 1500
CARD = "section.claim:has-text('quatrième visite')"
MEETING = "section.claim:has-text('bord à bord') figure.drawing"
BORDER = 12


def take(page_file: Path, target: Path, ships: Path) -> None:
    """Open the page, bring the card to the top, and take what the window shows; then the drawings of the meeting."""
    chromium = os.environ.get("CROSSBEARING_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.goto(page_file.resolve().as_uri())
        page.locator(CARD).nth(1).evaluate("card => card.scrollIntoView()")
        page.screenshot(path=target)
        page.locator(MEETING).first.evaluate("figure => figure.scrollIntoView()")
        first, last = (page.locator(MEETING).nth(at).bounding_box() for at in (0, 1))
        assert first is not None
        assert last is not None
        height = last["y"] + last["height"] - first["y"]
        box = {"x": first["x"] - BORDER, "y": first["y"], "width": first["width"] + 2 * BORDER, "height": height}
        page.screenshot(path=ships, clip=box)
        browser.close()


if __name__ == "__main__":
    take(*map(Path, sys.argv[1:4]))
