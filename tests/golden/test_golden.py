"""Golden cases: each verdict fixed and explained by a person, found by the real case code, and walked down to bytes."""

from __future__ import annotations

import gzip
import hashlib
import json
import tarfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from crossbearing.case import Case
from crossbearing.model.contract import encode
from golden.cases import AIRBORNE, NAMES, claim_of, expected, judged, said

FIXED = ("verdict", "reason", "n_min", "n_max", "inconsistent")
SEEN = ("supported", "partly_supported", "contradicted")
# Vnukovo, where all flights of the cases land in Moscow; the field lies within some three km.
VNUKOVO, NEAR_DEG = (55.59, 37.26), 0.03


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every golden case, made and run once."""
    return {name: judged(name, tmp_path_factory.mktemp(name)) for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_the_verdicts_are_those_a_person_has_fixed(name, folders):
    found = said(folders[name])
    claims = [claim for claim, _ in found]
    for wanted in expected(name)["claims"]:
        claim = claim_of(wanted, claims)
        line = next(line for one, line in found if one.id == claim.id)
        fixed = {key: wanted[key] for key in FIXED if key in wanted}
        assert {key: line[key] for key in fixed} == fixed, wanted["why"]


@pytest.mark.parametrize("name", NAMES)
def test_every_claim_of_a_golden_case_has_its_verdict_fixed(name, folders):
    claims = [claim for claim, _ in said(folders[name])]
    assert {claim.id for claim in claims} == {claim_of(one, claims).id for one in expected(name)["claims"]}


def test_what_is_repeated_is_one_proposition_and_its_denial_stands_apart(folders):
    wanted = expected("eighteen_drones")
    with Case(folders["eighteen_drones"]) as case:
        reports = {claim.id: claim.report for claim in case.claims()}
        groups = [({reports[one] for one in found.claims}, found.origins) for found in case.findings()]
    told = [origins for group, origins in groups if group == set(wanted["one_origin"])]
    assert [origins.lo for origins in told] == [1]
    for group, _ in groups:
        assert not (set(wanted["apart"]) & group and set(wanted["one_origin"]) & group)


@cache
def trace_in(exhibit: Path, member: str) -> dict[str, Any]:
    """One trace of a day's archive, read with nothing of ours."""
    with tarfile.open(exhibit) as archive:
        stream = archive.extractfile(member)
        assert stream is not None
        found: dict[str, Any] = json.loads(gzip.decompress(stream.read()))
    return found


def row_at(folder: Path, pointer: str) -> tuple[str, str, float, float, float]:
    """Craft, registration, time, latitude and longitude as the bytes have them."""
    sha256, member, number = pointer.split("#")
    exhibit = folder / "exhibits" / sha256[:2] / sha256
    assert hashlib.sha256(exhibit.read_bytes()).hexdigest() == sha256
    trace = trace_in(exhibit, member)
    row = trace["trace"][int(number)]
    return f"icao24:{trace['icao']}", trace["r"], trace["timestamp"] + row[0], row[1], row[2]


@pytest.mark.parametrize("name", AIRBORNE)
def test_every_verdict_is_walked_to_bytes_that_say_what_it_claims(name, folders):
    folder = folders[name]
    with Case(folder) as case:
        positions = {f"{p['exhibit']}#{p['member']}#{p['row']}": p for p in case.table("positions").to_dicts()}
    for claim, line in said(folder):
        pointers = [p for row in line["evidence"] if row["kind"] != "report" for p in row["exhibits"]]
        assert pointers or line["verdict"] not in SEEN
        for pointer in pointers:
            craft, registration, seconds, lat, lon = row_at(folder, pointer)
            kept = positions[pointer]
            assert (lat, lon) == (kept["lat"], kept["lon"])
            assert abs(seconds - kept["time"].timestamp()) < 0.001
            assert craft == kept["craft"]
            assert not claim.craft.registration or registration in claim.craft.registration
        if line["verdict"] == "supported" and claim.kind == "flight":
            assert any(_in_moscow(*row_at(folder, pointer)[3:]) for pointer in pointers)


def _in_moscow(lat: float, lon: float) -> bool:
    return abs(lat - VNUKOVO[0]) < NEAR_DEG and abs(lon - VNUKOVO[1]) < NEAR_DEG


@pytest.mark.parametrize("name", ["three_visits_seen_and_a_gap", "eighteen_drones"])
def test_the_same_case_judged_twice_is_the_same_to_the_byte(name, folders, tmp_path):
    again = judged(name, tmp_path / "elsewhere")
    with Case(folders[name]) as one, Case(again) as other:
        for what in (Case.claims, Case.verdicts, Case.findings, Case.remarks):
            assert [encode(x) for x in what(one)] == [encode(x) for x in what(other)]
        for language in ("en", "fr"):
            assert one.dossier(language) == other.dossier(language)
