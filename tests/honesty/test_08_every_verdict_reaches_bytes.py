"""Rule 8: every verdict reaches bytes: verdict, evidence row, exhibit, member, and the row with the numbers."""

from __future__ import annotations

import gzip
import hashlib
import json
import sqlite3
import tarfile
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from crossbearing.case import Case
from crossbearing.model.verdicts import Outcome

# Verdicts that say something was seen, and so must point to it.
SEEN = {Outcome.SUPPORTED, Outcome.PARTLY_SUPPORTED, Outcome.CONTRADICTED, Outcome.CONFLICTING}


@pytest.fixture(scope="module")
def tested(worlds, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case on the world under middling reception."""
    folder, _ = worlds[1]
    case_folder = tmp_path_factory.mktemp("walk") / "case"
    with Case.new(case_folder) as case:
        list(case.add([folder / "tracks", folder / "reports"]))
        case.run()
    return case_folder


def pointers(folder: Path) -> set[str]:
    """Every `exhibit#member#row` that any verdict of a case names."""
    with Case(folder) as case:
        return {p for v in case.verdicts() for row in v.evidence if row.kind != "report" for p in row.exhibits}


@cache
def trace_in(exhibit: Path, member: str) -> dict[str, Any]:
    """One trace of a day's archive."""
    with tarfile.open(exhibit) as archive:
        stream = archive.extractfile(member)
        assert stream is not None
        found: dict[str, Any] = json.loads(gzip.decompress(stream.read()))
    return found


def row_in_exhibit(folder: Path, pointer: str) -> tuple[float, float, float]:
    """Time, latitude and longitude as the bytes have them, read with nothing of ours."""
    sha256, member, row = pointer.split("#")
    exhibit = folder / "exhibits" / sha256[:2] / sha256
    assert hashlib.sha256(exhibit.read_bytes()).hexdigest() == sha256
    trace = trace_in(exhibit, member)
    found = trace["trace"][int(row)]
    return trace["timestamp"] + found[0], found[1], found[2]


@pytest.mark.parametrize("which", ["small", "tested"])
def test_the_walk_from_verdict_to_bytes_ends_at_the_same_numbers(which, request):
    folder = request.getfixturevalue(which)
    with Case(folder) as case:
        positions = case.table("positions")
    walked = sorted(pointers(folder))
    named = positions.select(pl.format("{}#{}#{}", "exhibit", "member", "row").alias("at"), "time", "lat", "lon")
    stored_rows = {at: row for at, *row in named.filter(pl.col("at").is_in(walked)).iter_rows()}
    assert walked
    assert len(stored_rows) == len(walked)
    for pointer in walked:
        stored = stored_rows[pointer]
        time, lat, lon = row_in_exhibit(folder, pointer)
        assert [lat, lon] == stored[1:]
        assert abs(time - stored[0].timestamp()) < 0.001


@pytest.mark.parametrize("which", ["small", "tested"])
def test_what_was_seen_is_pointed_to(which, request):
    with Case(request.getfixturevalue(which)) as case:
        loud = [v for v in case.verdicts() if v.verdict in SEEN]
    assert loud
    assert [v.claim for v in loud if not any(row.exhibits for row in v.evidence)] == []


@pytest.mark.parametrize("which", ["small", "tested"])
def test_every_quote_is_in_the_bytes_of_its_report(which, request):
    folder = request.getfixturevalue(which)
    database = sqlite3.connect(folder / "case.db")
    exhibits = dict(database.execute("SELECT id, exhibit FROM reports").fetchall())
    database.close()
    with Case(folder) as case:
        claims = case.claims()
    assert claims
    for claim in claims:
        sha256 = exhibits[claim.report]
        text = (folder / "exhibits" / sha256[:2] / sha256).read_text(encoding="utf-8")
        assert text[claim.start : claim.end] == claim.quote


def test_every_evidence_id_stands_in_its_table(tested):
    with Case(tested) as case:
        ids = {"flight": set(case.table("flights")["id"]), "visit": set(case.table("visits")["id"])}
        rows = [row for verdict in case.verdicts() for row in verdict.evidence]
    assert rows
    assert all(row.id in ids[row.kind] for row in rows if row.kind in ids)
