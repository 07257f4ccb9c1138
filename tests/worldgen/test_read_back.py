"""The product's readers take in every row the generator wrote."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from crossbearing.intake import read_exhibit
from worldgen.worlds import traces, truth


def _read(path: Path) -> tuple[int, int, int, set[str]]:
    """Rows in, positions kept, rows rejected, and the craft."""
    rows_in = kept = rejected = 0
    craft: set[str] = set()
    for batch in read_exhibit(path, name=path.name):
        rows_in += batch.rows_in
        kept += batch.positions.height
        rejected += int(batch.rejects["rows"].sum())
        craft |= set(batch.positions["craft"].to_list())
    return rows_in, kept, rejected, craft


def test_every_trace_row_of_the_archives_is_read(tiny: Path) -> None:
    written = sum(len(trace["trace"]) for _, trace in traces(tiny))
    found = [_read(path) for path in sorted((tiny / "tracks").glob("*.tar"))]
    assert sum(kept for _, kept, _, _ in found) == written
    assert all(rows_in == kept + rejected for rows_in, kept, rejected, _ in found)
    assert [rejected for _, _, rejected, _ in found] == [0] * len(found)


def test_craft_keep_their_names(tiny: Path) -> None:
    named = {row["craft"] for row in truth(tiny, "aircraft")}
    found = set().union(*(_read(path)[3] for path in (tiny / "tracks").glob("*.tar")))
    assert found <= named
    assert any(craft.startswith("other:~") for craft in found) == any(craft.startswith("other:~") for craft in named)


@pytest.mark.parametrize("day", ["2024-02-05", "2024-02-06"])
def test_every_state_vector_is_kept_or_rejected(tiny: Path, day: str) -> None:
    path = tiny / "opensky" / f"states_{day}.csv.gz"
    written = len(gzip.decompress(path.read_bytes()).splitlines()) - 1
    rows_in, kept, rejected, _ = _read(path)
    assert rows_in == written == kept + rejected
    assert kept > 0


def test_every_report_of_the_demo_is_read_with_its_day(demo: Path) -> None:
    for path in sorted((demo / "reports").glob("*.txt")):
        (report,) = (report for batch in read_exhibit(path, name=path.name) for report in batch.reports)
        assert report.text == path.read_text(encoding="utf-8")
        assert f"{report.published_start}" == report.text[6:16]
