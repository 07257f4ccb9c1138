"""A real Chromium for what only a browser can tell; skipped where there is none, unless it is required."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crossbearing.dossier import DossierView
from dossier.sample import sample
from dossier.sample_persons import spoken

CHROMIUM = Path(os.environ.get("CROSSBEARING_CHROMIUM", "/usr/bin/chromium"))
REQUIRED = os.environ.get("CROSSBEARING_REQUIRE_BROWSER") == "1"


def _missing(what: str) -> None:
    if REQUIRED:
        pytest.fail(f"{what} is required by CROSSBEARING_REQUIRE_BROWSER=1")
    pytest.skip(f"{what} is not installed here")


@pytest.fixture(scope="session")
def view() -> DossierView:
    return spoken(sample())


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _missing("playwright")
    if not CHROMIUM.is_file():
        _missing(str(CHROMIUM))
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield chromium
        chromium.close()
