"""Rule 10: records of travellers are protected before anybody sees them; until they can be, they are refused."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
from pathlib import Path

import pytest

from crossbearing.case import Case
from crossbearing.errors import CrossbearingError, UnknownFormat
from crossbearing.model.exhibits import ExhibitKind

PASSPORT = "X20417733"
ROWS = (("Rezaei", "Ali"), ("Karimi", "Sara"), ("Ahmadi", "Reza"), ("Moradi", "Leila"), ("Nazari", "Omid"))
HEADERS = {
    "two columns": "name,passport",
    "plain": "surname,given_name,passport,date,flight",
    "with a flight's ends": "name,passport_number,from,to,date",
    "with the craft": "name,passport_no,registration,operator,from,to",
    "with an address": "icao24,passenger,passport,type,source",
    "semicolons": "nom;prénom;numéro de passeport;date de naissance;vol",
    "tabs": "full name\tdate of birth\tpassport no.\tnationality\treg",
    "document number": "registration,operator,last_name,first_name,document_number",
}


def table(header: str) -> str:
    """A list of travellers under this header."""
    separator = next(one for one in ";\t," if one in header)
    wide = header.count(separator) - 1
    lines = (separator.join([*row, *[PASSPORT] * wide][: wide + 2]) for row in ROWS)
    return "\n".join([header, *lines]) + "\n"


def bytes_of(folder: Path) -> bytes:
    """All bytes of a case."""
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


@pytest.mark.parametrize("name", ["travellers.csv", "travellers.txt", "register.csv", "dump"])
@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)
def test_a_list_of_travellers_is_refused_with_a_hint_and_not_copied(tmp_path: Path, header: str, name: str):
    (tmp_path / name).write_text(table(header), encoding="utf-8")
    with Case.new(tmp_path / "case") as case, pytest.raises(UnknownFormat, match=r"hint: .+"):
        list(case.add([tmp_path / name]))
    assert PASSPORT.encode() not in bytes_of(tmp_path / "case")


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)
def test_one_in_a_folder_is_passed_over_and_said_so(tmp_path: Path, header: str):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "t.csv").write_text(table(header), encoding="utf-8")
    (tmp_path / "in" / "r.txt").write_text(" date 2024-02-10 An Il-76 flew from Tehran to Moscow.", encoding="utf-8")
    with Case.new(tmp_path / "case") as case:
        added = {one.path.name: one for one in case.add([tmp_path / "in"])}
        case.run()
    assert added["t.csv"].refused
    assert not added["r.txt"].refused
    assert PASSPORT.encode() not in bytes_of(tmp_path / "case")


@pytest.mark.parametrize("kind", [ExhibitKind.REPORTS, ExhibitKind.REGISTER, ExhibitKind.TRACKS, ExhibitKind.CLAIMS])
@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)
def test_saying_another_kind_does_not_make_it_one(tmp_path: Path, header: str, kind: ExhibitKind):
    (tmp_path / "t.csv").write_text(table(header), encoding="utf-8")
    with Case.new(tmp_path / "case") as case:
        with pytest.raises(CrossbearingError, match=r"hint: .+"):
            list(case.add([tmp_path / "t.csv"], kind, "2024-02"))
        assert case.run() is not None
    assert PASSPORT.encode() not in bytes_of(tmp_path / "case")


def test_records_as_json_lines_are_no_claims_and_no_text(tmp_path: Path):
    line = json.dumps({"name": "Ali Rezaei", "passport": PASSPORT, "flight": "IRM1", "date": "2024-02-10"}) + "\n"
    (tmp_path / "t.jsonl").write_text(line * 5, encoding="utf-8")
    with Case.new(tmp_path / "case") as case, pytest.raises(UnknownFormat):
        list(case.add([tmp_path / "t.jsonl"]))
    assert PASSPORT.encode() not in bytes_of(tmp_path / "case")


def test_what_is_packed_is_looked_into(tmp_path: Path):
    packed = gzip.compress(table(HEADERS["with the craft"]).encode(), mtime=0)
    with tarfile.open(tmp_path / "t.tar", "w") as archive:
        entry = tarfile.TarInfo("t.csv.gz")
        entry.size = len(packed)
        archive.addfile(entry, io.BytesIO(packed))
    with Case.new(tmp_path / "case") as case, pytest.raises(UnknownFormat):
        list(case.add([tmp_path / "t.tar"]))


def test_a_register_of_craft_is_still_a_register(tmp_path: Path):
    (tmp_path / "fleet.csv").write_text("icao24,registration,operator,from\n730c99,15-2299,IRIAF,2020\n")
    with Case.new(tmp_path / "case") as case:
        (added,) = case.add([tmp_path / "fleet.csv"])
    assert added.kind is ExhibitKind.REGISTER


def test_a_report_that_speaks_of_passports_is_still_a_report(tmp_path: Path):
    text = " date 2024-02-10 Six of the seven experts, who flew to Moscow, held passports beginning with 20."
    (tmp_path / "r.txt").write_text(text, encoding="utf-8")
    with Case.new(tmp_path / "case") as case:
        (added,) = case.add([tmp_path / "r.txt"])
    assert added.kind is ExhibitKind.REPORTS
