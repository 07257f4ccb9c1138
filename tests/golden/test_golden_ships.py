"""Golden cases of ships: every row of evidence is walked to the sentence or line that says it, by other readers."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pyais import decode

from crossbearing.case import Case
from crossbearing.case.ledger import connect_to_case
from crossbearing.case.questions.afloat import afloat
from crossbearing.model.contract import encode
from golden.cases import AFLOAT, judged, said


@pytest.fixture(scope="module", params=AFLOAT)
def folder(request, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return judged(request.param, tmp_path_factory.mktemp("afloat"))


@cache
def lines_in(exhibit: Path, member: str) -> list[str]:
    """The lines of a file, or of a file in a zip, read with nothing of ours."""
    data = exhibit.read_bytes()
    assert hashlib.sha256(data).hexdigest() == exhibit.name
    if member:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            data = archive.read(member)
    return data.decode("utf-8").splitlines()


def told_at(folder: Path, pointer: str) -> dict[str, Any]:
    """MMSI, time, and place or name, as the bytes that a pointer names have them."""
    sha256, member, number = pointer.split("#")
    lines = lines_in(folder / "exhibits" / sha256[:2] / sha256, member)
    if "MMSI" in lines[0]:
        return _of_row(dict(zip(next(csv.reader(lines[:1])), next(csv.reader([lines[int(number) + 1]])), strict=True)))
    return _of_message(lines[int(number) :])


def _of_row(row: dict[str, str]) -> dict[str, Any]:
    danish = row.get("# Timestamp")
    time = datetime.strptime(danish, "%d/%m/%Y %H:%M:%S") if danish else datetime.fromisoformat(row["BaseDateTime"])
    return {
        "mmsi": row["MMSI"], "time": time.replace(tzinfo=UTC),
        "lat": float(row.get("Latitude") or row["LAT"]), "lon": float(row.get("Longitude") or row["LON"]),
        "name": row.get("Name") or row["VesselName"], "imo": (row.get("IMO") or "").removeprefix("IMO"),
    }  # fmt: skip


def _of_message(lines: list[str]) -> dict[str, Any]:
    """The message that begins in the first line; one of type 5 goes on in the next."""
    _, tag, sentence = lines[0].split("\\")
    parts = [sentence] + ([lines[1]] if sentence.split(",")[1] == "2" else [])
    found = decode(*(part.encode() for part in parts)).asdict()
    seconds = int(tag.partition("*")[0].rpartition("c:")[2])
    name, imo = str(found.get("shipname", "")).strip(), str(found.get("imo", ""))
    return {
        "mmsi": f"{found['mmsi']}", "time": datetime.fromtimestamp(seconds, UTC),
        "lat": found.get("lat"), "lon": found.get("lon"), "name": name, "imo": imo, "kind": found["msg_type"],
    }  # fmt: skip


def test_every_row_of_evidence_is_what_the_bytes_say_of_that_ship(folder):
    found_at_sea = afloat([folder], lambda *_: None)
    assert found_at_sea is not None
    sea, _ = found_at_sea
    events = {row["id"]: row for frame in (sea.port_calls, sea.encounters, sea.silences) for row in frame.to_dicts()}
    kinds = set()
    for _, line in said(folder):
        for row in line["evidence"]:
            kinds.add(row["kind"])
            found = [told_at(folder, pointer) for pointer in row["exhibits"]]
            assert found
            if row["kind"] in ("position", "static"):
                craft, _, time = row["id"].rpartition("@")
                assert {f"mmsi:{one['mmsi']}" for one in found} == {craft}
                assert [f"{one['time']:%Y-%m-%d %H:%M}" for one in found] == [time]
            else:
                _is_of(events[row["id"]], found)
    assert kinds == {"encounter", "port_call", "gap", "position", "static"}


def _is_of(event: dict[str, Any], found: list[dict[str, Any]]) -> None:
    crafts = {event["a"], event["b"]} if "a" in event else {event["craft"]}
    assert {f"mmsi:{one['mmsi']}" for one in found} == crafts
    times = [one["time"] for one in found]
    if "duration_h" in event:
        assert times == [event["started_at"], event["ended_at"]]
        assert [(one["lat"], one["lon"]) for one in found] == [
            (event["lat1"], event["lon1"]),
            (event["lat2"], event["lon2"]),
        ]
    elif "a" in event:
        # A meeting begins and ends on a slot of ten minutes, at the places reckoned from what was heard round it.
        assert abs((min(times) - event["started_at"]).total_seconds()) <= 600
        assert abs((max(times) - event["ended_at"]).total_seconds()) <= 600
    else:
        assert times == [event["arrived_before"], event["left_after"]]


def test_a_name_is_walked_to_a_message_of_two_lines_and_to_a_row_of_a_table(folder):
    rows = [row for claim, line in said(folder) if claim.kind == "alias" for row in line["evidence"]]
    told = [told_at(folder, pointer) for row in rows for pointer in row["exhibits"]]

    assert sorted((one["name"], one["imo"], one.get("kind", 0)) for one in told) == [
        ("ARAS STAR", "9100047", 0),
        ("NEVA LIRA", "9100047", 5),
    ]


def test_evidence_is_found_in_sentences_in_danish_tables_and_in_american_ones(folder):
    pointers = {p.split("#")[0] for _, line in said(folder) for row in line["evidence"] for p in row["exhibits"]}
    with connect_to_case(folder / "case.db") as db:
        names = dict(db.execute("SELECT sha256, name FROM exhibits").fetchall())

    assert {names[one].split("-")[0].split("_")[0] for one in pointers} == {"2024", "aisdk", "AIS"}


def test_the_same_case_of_ships_judged_twice_is_the_same_to_the_byte(folder, tmp_path):
    again = judged(AFLOAT[0], tmp_path / "elsewhere")
    with Case(folder) as one, Case(again) as other:
        for what in (Case.claims, Case.verdicts, Case.findings, Case.remarks):
            assert [encode(x) for x in what(one)] == [encode(x) for x in what(other)]
        for language in ("en", "fr"):
            assert one.dossier(language) == other.dossier(language)


@pytest.mark.parametrize(
    ("language", "title", "word", "role"),
    [
        ("en", "Ships over time", "very unusual silence", "ships, time"),
        ("fr", "Navires dans le temps", "silence très inhabituel", "navires, moment"),
    ],
)
def test_the_dossier_shows_when_each_ship_was_heard_lay_met_another_and_was_silent(folder, language, title, word, role):
    with Case(folder) as case:
        page = case.dossier(language)

    assert page.count(f'class="figure-title">{title}') == 8
    assert page.count(f">{word}</text>") == 2
    assert page.count(">NEVA LIRA</text>") == page.count(">ARAS STAR</text>") - 4
    assert role in page
    assert "mmsi:" not in page
