"""A large dossier stays a file that can be sent and opened."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from crossbearing.dossier import render_html
from dossier.large import large

MEGABYTES = 1e6


@pytest.mark.slow
@pytest.mark.browser
def test_five_hundred_claims_with_their_tracks_weigh_less_than_ten_megabytes_and_open(browser: Any, tmp_path: Path):
    view = large(46)
    assert len(view.claims) > 500
    assert view.positions.height > 20_000

    page = render_html(view, "en")
    path = tmp_path / "large.html"
    path.write_text(page, encoding="utf-8")

    assert path.stat().st_size < 10 * MEGABYTES
    opened = browser.new_page()
    start = time.perf_counter()
    opened.goto(path.as_uri(), wait_until="load")
    seconds = time.perf_counter() - start
    opened.close()
    assert seconds < 10, "two seconds are usual on a machine that does nothing else"


def test_a_claim_more_costs_twenty_kilobytes_not_its_positions():
    few, many = (len(render_html(large(copies), "en")) for copies in (1, 3))

    assert (many - few) / 22 < 25_000
