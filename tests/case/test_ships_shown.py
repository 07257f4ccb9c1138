"""Claims about ships in a real case: every row of evidence is walked to the bytes, and a reader sees what it was."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crossbearing.case import Case

MIDNIGHT = datetime(2024, 2, 5, tzinfo=UTC)
HEAD = "MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType,Status,Length,Width,Draft"
BAKU = (40.36, 49.87)
DAWN, DUSK, NOON = "273123456", "422123456", "423123456"


def row(mmsi: str, name: str, minute: int, lat: float, lon: float) -> str:
    at = (MIDNIGHT + timedelta(minutes=minute)).strftime("%Y-%m-%dT%H:%M:%S")
    return f"{mmsi},{at},{lat:.6f},{lon:.6f},0.1,0,0,{name},,UAAB,70,0,120,16,4.5"


def inputs(folder: Path) -> Path:
    """Two ships alongside for four hours in the middle Caspian while a third lies in Baku, and three claims."""
    folder.mkdir()
    rows = [HEAD]
    for minute in (*range(-960, 0, 30), *range(0, 480, 5), *range(480, 2520, 30)):
        off = min(400, max(0, 120 - minute, minute - 360)) * 250 / 111_195
        rows += [row(DAWN, "SEA DAWN", minute, 41.5 + off, 50.5), row(DUSK, "SEA DUSK", minute, 41.5 - off, 50.5007)]
        rows.append(row(NOON, "SEA NOON", minute, *BAKU))
    (folder / "ais.csv").write_text("\n".join(rows) + "\n")
    day = {"start": "2024-02-05", "end": "2024-02-05"}
    told = [
        claim("met", "ship_transfer", [], day, DAWN, DUSK),
        claim("lay", "port_call", [("Baku", "site", *BAKU)], day, NOON),
        claim("elsewhere", "ship_transfer", [], day, DAWN, NOON),
    ]
    (folder / "claims.jsonl").write_text("".join(json.dumps(one) + "\n" for one in told))
    return folder


def claim(name: str, kind: str, places: list[tuple[str, str, float, float]], when: object, *mmsi: str) -> object:
    at = [{"name": place, "role": role, "lat": lat, "lon": lon} for place, role, lat, lon in places]
    return {
        "type": "claim", "id": name, "kind": kind, "polarity": "positive", "stance": "asserted", "places": at,
        "when": when, "craft": {"mmsi": list(mmsi)}, "checkable_by": ["vessels"],
    }  # fmt: skip


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ships")
    with Case.new(folder / "case") as case:
        list(case.add([inputs(folder / "in")]))
        case.run()
    return folder / "case"


def line_at(folder: Path, pointer: str) -> dict[str, str]:
    """The line of the exhibit that a pointer names, by its columns; the exhibit has the hash it is named by."""
    sha256, member, number = pointer.split("#")
    exhibit = folder / "exhibits" / sha256[:2] / sha256
    assert hashlib.sha256(exhibit.read_bytes()).hexdigest() == sha256
    assert member == ""
    lines = exhibit.read_text().splitlines()
    return dict(zip(HEAD.split(","), lines[1 + int(number)].split(","), strict=True))


@pytest.mark.parametrize(
    ("name", "answer", "kinds", "crafts"),
    [
        ("met", "supported", {"encounter"}, {DAWN, DUSK}),
        ("lay", "supported", {"port_call"}, {NOON}),
        ("elsewhere", "contradicted", {"position"}, {DAWN, NOON}),
    ],
)
def test_a_verdict_about_ships_is_walked_to_the_line_it_rests_on(done, name, answer, kinds, crafts):
    with Case(done) as case:
        (verdict,) = (one for one in case.verdicts() if one.claim == name)
    assert verdict.verdict == answer
    assert {one.kind for one in verdict.evidence} == kinds
    lines = [line_at(done, pointer) for one in verdict.evidence for pointer in one.exhibits]
    assert {line["MMSI"] for line in lines} == crafts
    assert all(line["BaseDateTime"].startswith("2024-02-0") for line in lines)


@pytest.mark.parametrize(
    ("language", "met", "lay"),
    [("en", "likely a transfer", "SEA NOON (423123456) at Baku (AZBAK)"), ("fr", "un transbordement", "à quai")],
)
def test_the_dossier_tells_what_the_ships_did_and_draws_where(done, language, met, lay):
    with Case(done) as case:
        page = case.dossier(language)
    assert met in page
    assert lay in page
    assert "SEA DAWN (273123456)" in page
    assert page.count('class="met"') > 1
    assert page.count('class="lay"') > 1


def test_a_contradicted_meeting_shows_where_both_ships_were(done):
    with Case(done) as case:
        page = case.dossier("en")
    assert "SEA NOON (423123456) heard from 2024-02-0" in page


def test_the_dossier_of_ships_is_the_same_to_the_byte(done):
    with Case(done) as case:
        assert case.dossier("en") == case.dossier("en")
