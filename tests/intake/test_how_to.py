"""The example of the how-to page is code that works."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from types import ModuleType

import pytest

from intake.track_bytes import balanced, whole

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "add-a-track-format.md"


def test_the_format_on_the_page_reads_its_example():
    code = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)[0]
    module = ModuleType("loggerbox")
    exec(compile(code, str(PAGE), "exec"), module.__dict__)
    data = b"stamp,hex,lat,lon,metres\n1707523200,7380C2,55.6,37.3,3048\n1707523201,7380C2,,37.3,\nx,y\n"
    assert module.LOGGERBOX.recognises(data)
    batches = list(module.LOGGERBOX.read(BytesIO(data)))
    out = whole(batches)
    assert balanced(batches)
    assert (out["rows_in"], out["rejected"]) == (3, 2)
    [position] = out["positions"]
    assert position["craft"] == "icao24:7380c2"
    assert position["alt_ft"] == pytest.approx(10_000)
