"""Takes the README's picture: the card of the count of visits in the demonstration's dossier.

`python tools/picture.py DEMO/dossier.html docs/dossier.png`; needs playwright and a Chromium (environment variable
CROSSBEARING_CHROMIUM, else `chromium` on the path).
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

WIDTH, HEIGHT = 1280, 1500
CARD = "section.claim:has-text('quatrième visite')"


def take(page_file: Path, target: Path) -> None:
    """Open the page, bring the card to the top, and take what the window shows."""
    chromium = os.environ.get("CROSSBEARING_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.goto(page_file.resolve().as_uri())
        page.locator(CARD).nth(1).evaluate("card => card.scrollIntoView()")
        page.screenshot(path=target)
        browser.close()


if __name__ == "__main__":
    take(Path(sys.argv[1]), Path(sys.argv[2]))
