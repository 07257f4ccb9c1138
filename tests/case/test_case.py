"""A case keeps what it was given, repeats nothing, and says what it could not use."""

from __future__ import annotations

import gzip
import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from crossbearing.case import Case
from crossbearing.case.ledger import alone
from crossbearing.errors import InputError, NotACase, UnknownFormat
from crossbearing.model.exhibits import ExhibitKind
from crossbearing.model.verdicts import Outcome
from raw import small_inputs


@pytest.fixture(scope="module")
def inputs(tmp_path_factory):
    return small_inputs(tmp_path_factory.mktemp("inputs") / "in")


@pytest.fixture(scope="module")
def done(inputs, tmp_path_factory):
    """A case on the small inputs, run once."""
    folder = tmp_path_factory.mktemp("case") / "case"
    with Case.new(folder) as case:
        list(case.add([inputs]))
        case.run()
    return folder


def test_a_flight_that_was_seen_is_supported_and_its_evidence_reaches_the_bytes(done):
    with Case(done) as case:
        claims = {claim.id: claim for claim in case.claims()}
        flown = [v for v in case.verdicts() if claims[v.claim].kind == "flight" and claims[v.claim].report == "r1"]
        exhibits = {row[0] for row in sqlite3.connect(done / "case.db").execute("SELECT sha256 FROM exhibits")}

    assert [verdict.verdict for verdict in flown] == [Outcome.SUPPORTED]
    pointers = [pointer for row in flown[0].evidence for pointer in row.exhibits]
    assert pointers
    assert {pointer.split("#")[0] for pointer in pointers} <= exhibits


def test_every_verdict_reaches_bytes(done):
    with Case(done) as case:
        exhibits = {row[0] for row in sqlite3.connect(done / "case.db").execute("SELECT sha256 FROM exhibits")}
        positions = case.table("positions")
        rows = {f"{p['exhibit']}#{p['member']}#{p['row']}" for p in positions.to_dicts()}
        pointers = [p for v in case.verdicts() for e in v.evidence if e.kind != "report" for p in e.exhibits]

    assert pointers
    assert set(pointers) <= rows
    assert {pointer.split("#")[0] for pointer in pointers} <= exhibits


def test_quotes_are_the_characters_of_the_stored_text(done, inputs):
    with Case(done) as case:
        claims = case.claims()

    assert claims
    for claim in claims:
        assert (inputs / f"{claim.report}.txt").read_text(encoding="utf-8")[claim.start : claim.end] == claim.quote


def test_nothing_is_computed_twice(done):
    with Case(done) as case:
        assert case.run() == []


def test_a_deleted_result_is_made_again(inputs, tmp_path):
    with Case.new(tmp_path / "c") as case:
        list(case.add([inputs]))
        case.run()
        before = case.table("flights")
        (tmp_path / "c" / "derived" / "movement" / "flights.parquet").unlink()
        assert [fault.where for fault in case.verify()] == ["derived/movement/flights.parquet"]

        assert case.run() == ["movement"]
        assert case.table("flights").equals(before)
        assert case.verify() == []


def test_verify_names_a_changed_exhibit(inputs, tmp_path):
    with Case.new(tmp_path / "c") as case:
        list(case.add([inputs]))
        kept = next(path for path in (tmp_path / "c" / "exhibits").rglob("*") if path.is_file())
        kept.chmod(0o600)
        kept.write_bytes(kept.read_bytes()[:-1] + b"?")

        assert [fault.what for fault in case.verify()] == ["the bytes are not those that came in"]


def test_verify_names_a_changed_custody_line(inputs, tmp_path):
    with Case.new(tmp_path / "c") as case:
        list(case.add([inputs]))
    database = sqlite3.connect(tmp_path / "c" / "case.db")
    database.execute("UPDATE custody SET detail = replace(detail, 'r1.txt', 'r9.txt')")
    database.commit()
    database.close()

    with Case(tmp_path / "c") as case:
        assert any("chain of hashes is broken" in fault.what for fault in case.verify())


def test_the_same_file_twice_is_one_exhibit(inputs, tmp_path):
    with Case.new(tmp_path / "c") as case:
        assert [added.known for added in case.add([inputs / "r1.txt", inputs / "r1.txt"])] == [False, True]


def test_two_reports_of_one_name_stay_two(tmp_path):
    for number, text in enumerate(("The first text.", "The second text.")):
        (tmp_path / str(number)).mkdir()
        (tmp_path / str(number) / "same.txt").write_text(f" date 2024-02 {text}")
    with Case.new(tmp_path / "c") as case:
        list(case.add([tmp_path / "0", tmp_path / "1"]))
        case.read()
        names = [row[0] for row in case._room.db.execute("SELECT id FROM reports ORDER BY id")]

    assert len(names) == 2
    assert names[0] == "same"
    assert names[1].startswith("same~")


def test_two_cases_on_the_same_inputs_give_the_same_page(done, inputs, tmp_path):
    with Case.new(tmp_path / "again") as case:
        list(case.add([inputs]))
        case.run()
        again = case.dossier("en", "One title")
    with Case(done) as case:
        assert case.dossier("en", "One title") == again


# ---------------------------------------------------------------- bad input


def test_a_truncated_gzip_is_a_reject_and_all_else_is_read(inputs, tmp_path):
    whole = gzip.compress(json.dumps({"icao": "730c98", "timestamp": 0, "trace": []}).encode())
    (tmp_path / "cut.json").write_bytes(whole[:-9])
    with Case.new(tmp_path / "c") as case:
        list(case.add([inputs, tmp_path / "cut.json"]))
        case.run()

        assert case.rejects()["member"].to_list() == ["cut.json"]
        assert case.table("flights").height == 2


def test_a_report_that_nobody_dates_is_read_and_nothing_is_counted_from_it(tmp_path):
    (tmp_path / "undated.txt").write_text("An Il-76 flew from Tehran to Moscow yesterday.", encoding="utf-8")
    with Case.new(tmp_path / "c") as case:
        list(case.add([tmp_path / "undated.txt"], kind=ExhibitKind.REPORTS))
        case.run()

        assert case.rejects().is_empty()
        assert [claim.when for claim in case.claims()] == [None]


def test_unusable_arguments_say_where_what_and_what_to_try(tmp_path):
    (tmp_path / "noise.bin").write_bytes(bytes(range(256)) * 9)
    (tmp_path / "empty").mkdir()
    with Case.new(tmp_path / "c") as case:
        for path, error in (("noise.bin", UnknownFormat), ("empty", InputError), ("absent", InputError)):
            with pytest.raises(error, match=rf"{path}: .+ hint: .+"):
                list(case.add([tmp_path / path]))
        assert case.verify() == []
    with pytest.raises(NotACase, match="hint: make one"):
        Case(tmp_path / "empty")
    with pytest.raises(InputError, match="something here already"):
        Case.new(tmp_path / "c")


def test_files_of_a_case_are_private(done):
    loose = [path for path in Path(done).rglob("*.parquet") if path.stat().st_mode & 0o077]

    assert loose == []


def test_a_case_is_not_stuck_on_what_was_called_by_a_wrong_kind(inputs, tmp_path):
    with Case.new(tmp_path / "c") as case:
        with pytest.raises(UnknownFormat, match="no format of tracks"):
            list(case.add([inputs / "r1.txt"], kind=ExhibitKind.TRACKS))
        with pytest.raises(InputError, match="--published"):
            list(case.add([inputs / "r1.txt"], published="2024-13"))
        list(case.add([inputs]))
        case.run()

        assert case.claims()


def test_an_exhibit_no_reader_knows_any_more_is_a_reject_and_all_else_is_read(inputs, tmp_path):
    with Case.new(tmp_path / "c") as case:
        list(case.add([inputs]))
        case._room.db.execute("UPDATE exhibits SET kind = 'tracks' WHERE name = 'r2.txt'")
        case.run()

        assert case.rejects()["member"].to_list() == ["r2.txt"]
        assert {claim.report for claim in case.claims()} == {"r1"}


def test_a_date_said_later_counts_from_then_on(tmp_path):
    (tmp_path / "plain.txt").write_text("An Il-76 flew from Tehran to Moscow on 10 February.", encoding="utf-8")
    with Case.new(tmp_path / "c") as case:
        list(case.add([tmp_path / "plain.txt"]))
        case.run()
        assert case.claims()[0].when is None

        (again,) = case.add([tmp_path / "plain.txt"], published="2024-02")
        case.run()
        assert again.known and again.described
        assert str(case.claims()[0].when.start) == "2024-02-10"
        assert case.verify() == []
        (same,) = case.add([tmp_path / "plain.txt"])
        assert same.known and not same.described


def test_passing_over_is_for_what_was_not_named(inputs, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (tmp_path / "in" / "plain.txt").write_text("An Il-76 flew from Tehran to Moscow.", encoding="utf-8")
    with Case.new(tmp_path / "c") as case:
        added = list(case.add([tmp_path / "in"], kind=ExhibitKind.REPORTS, published="2024-02"))

    assert [bool(one.refused) for one in added] == [True, False]


def typed(path, *claims):
    path.write_text("\n".join(map(json.dumps, claims)) + "\n", encoding="utf-8")
    return path


TO_MOSCOW = {
    "id": "a",
    "kind": "flight",
    "places": [{"name": "Tehran", "role": "departure"}, {"name": "Moscow", "role": "arrival"}],
    "when": {"start": "2024-02-10", "end": "2024-02-10"},
    "craft": {"registration": ["15-2299"]},
}
TO_TOKYO = {**TO_MOSCOW, "places": [{"name": "Moscow", "role": "departure"}, {"name": "Tokyo", "role": "arrival"}]}


def test_two_typed_claims_of_one_name_never_share_a_verdict(inputs, tmp_path):
    tracks = next(inputs.glob("*.tar"))
    first = typed(tmp_path / "first.jsonl", TO_MOSCOW, TO_TOKYO)
    second = typed(tmp_path / "second.jsonl", TO_TOKYO)
    with Case.new(tmp_path / "c") as case:
        list(case.add([tracks, first, second]))
        case.run()

        assert case.rejects()["reason"].to_list() == ["the id a is that of line 1"]
        verdicts = {verdict.claim: verdict.verdict for verdict in case.verdicts()}
        assert len(verdicts) == 2
        assert verdicts["a"] is Outcome.SUPPORTED
        assert [name for name in verdicts if name.startswith("a~")]


def test_a_read_claim_that_comes_back_typed_is_another_claim(inputs, tmp_path):
    with Case.new(tmp_path / "c") as case:
        list(case.add([inputs]))
        case.run()
        before = {verdict.claim: verdict.verdict for verdict in case.verdicts()}
        flown = next(claim for claim in case.claims() if claim.kind == "flight" and claim.report == "r1")
        list(case.add([typed(tmp_path / "t.jsonl", {**TO_TOKYO, "id": flown.id})]))
        case.run()
        after = {verdict.claim: verdict.verdict for verdict in case.verdicts()}

        assert {name: after[name] for name in before} == before
        assert len(after) == len(before) + 1


def test_a_report_that_dates_a_typed_claim_is_looked_at_when_it_comes_later(inputs, tmp_path):
    undated = typed(tmp_path / "t.jsonl", {**TO_MOSCOW, "when": None, "report": "later"})
    (tmp_path / "later.txt").write_text(" date 2024-02-12 Nothing happened.", encoding="utf-8")
    with Case.new(tmp_path / "c") as case:
        list(case.add([next(inputs.glob("*.tar")), undated]))
        case.run()
        assert [verdict.verdict for verdict in case.verdicts()] == [Outcome.NOT_CHECKABLE]

        list(case.add([tmp_path / "later.txt"]))
        case.run()
        assert [verdict.verdict for verdict in case.verdicts()] == [Outcome.PARTLY_SUPPORTED]


def test_runs_at_the_same_time_do_not_hurt_each_other(inputs, tmp_path):
    with Case.new(tmp_path / "c") as case:
        list(case.add([inputs]))
    command = [sys.executable, "-m", "crossbearing", "run", str(tmp_path / "c")]
    runs = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    told = [run.communicate()[1] for run in runs]

    assert [run.returncode for run in runs] == [0, 0, 0], told
    with Case(tmp_path / "c") as case:
        assert case.verify() == []


def test_who_waits_too_long_is_told_so(inputs, tmp_path, monkeypatch):
    monkeypatch.setattr("crossbearing.case.ledger.BUSY_MS", 50)
    with Case.new(tmp_path / "c") as case, alone(tmp_path / "c"), pytest.raises(InputError, match="another command"):
        case.run()


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("verdicts", "UPDATE verdicts SET json = replace(json, 'supported', 'contradicted')"),
        ("claims", "UPDATE claims SET json = replace(json, 'Moscou', 'Paris')"),
        ("findings", "DELETE FROM findings"),
        ("verdicts", "DROP TABLE verdicts"),
    ],
)
def test_verify_names_a_result_that_was_changed_by_hand(done, tmp_path, table, change):
    shutil.copytree(done, tmp_path / "c")
    database = sqlite3.connect(tmp_path / "c" / "case.db")
    database.execute(change)
    database.commit()
    database.close()
    with Case(tmp_path / "c") as case:
        assert [(fault.where, fault.what) for fault in case.verify()] == [
            (f"case.db, {table}", "the rows are not those that were computed")
        ]


def test_a_case_that_lies_in_an_added_folder_is_no_input(inputs, tmp_path):
    (tmp_path / "r1.txt").write_text((inputs / "r1.txt").read_text(encoding="utf-8"), encoding="utf-8")
    with Case.new(tmp_path / "other") as case:
        list(case.add([inputs]))
    with Case.new(tmp_path / "c") as case:
        assert [added.path.name for added in case.add([tmp_path])] == ["r1.txt"]
        with pytest.raises(InputError, match="the folder is a case"):
            list(case.add([tmp_path / "other"]))
