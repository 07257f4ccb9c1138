"""Claims typed by hand."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossbearing.intake import sniff
from crossbearing.model.claims import Kind, PlaceRole
from crossbearing.model.contract import to_line
from crossbearing.model.exhibits import ExhibitKind
from intake.track_bytes import balanced, read, whole

CLAIM = {
    "type": "claim",
    "id": "C1",
    "report": "r1",
    "start": 3,
    "end": 9,
    "quote": "landed",
    "kind": "visit_count",
    "places": [{"name": "Moscow", "role": "arrival", "country": "RU"}],
    "when": {"start": "2024-02-10", "end": "2024-02-20"},
    "counts": [{"what": "visits", "min": 4, "max": 4}],
    "craft": {"registration": ["EP-PUS"]},
}


def lines(*claims: object) -> bytes:
    return "".join(json.dumps(claim) + "\n" for claim in claims).encode()


def reasons(out: dict) -> dict[str, str]:
    return {line["place"]: line["reason"] for line in out["rejects"]}


def test_a_typed_claim_keeps_its_id_and_all_its_roles(tmp_path):
    [claim] = whole(read(tmp_path, lines(CLAIM)))["claims"]
    assert (claim.id, claim.kind, claim.places[0].role) == ("C1", Kind.VISIT_COUNT, PlaceRole.ARRIVAL)
    assert claim.when.end == date(2024, 2, 20)
    assert claim.craft.registration == ("EP-PUS",)


def test_what_is_written_is_read_back(tmp_path):
    [claim] = whole(read(tmp_path, lines(CLAIM)))["claims"]
    line = json.loads(json.dumps(to_line(claim), default=str))
    assert whole(read(tmp_path, lines(line)))["claims"] == [claim]


def test_a_claim_without_an_id_is_named_by_its_content(tmp_path):
    bare = {"kind": "flight", "quote": "flew"}
    one, same, other = whole(read(tmp_path, lines(bare, dict(reversed(bare.items())), {**bare, "quote": "x"})))[
        "claims"
    ]
    assert one.id == same.id != other.id
    assert one.id.startswith("claim-")


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"colour": "red"}, "unknown field 'colour'"),
        ({"places": [{"name": "x", "role": "arrival", "runway": 1}]}, "$.places[0]"),
        ({"kind": "teleport"}, "teleport"),
        ({"places": [{"name": "x", "role": "nowhere"}]}, "nowhere"),
        ({"when": {"start": "2024-02-31"}}, "date"),
        ({"when": {"start": "2024-02-20", "end": "2024-02-10"}}, "before"),
        ({"start": 9, "end": 3}, "no stretch"),
        ({"type": "verdict"}, "type"),
        ({"counts": "four"}, "counts"),
        ({"counts": [{"what": "visits", "min": 5, "max": 2}]}, "no number of things"),
        ({"counts": [{"what": "visits", "min": -1}]}, "no number of things"),
        ({"when": {"start": "0001-01-01", "end": "0001-01-01"}}, "not between"),
        ({"change": {"direction": "rise", "baseline": {"start": "9999-12-31"}}}, "not between"),
    ],
)
def test_what_a_claim_cannot_have_is_a_reject_with_its_line(tmp_path, change, word):
    out = whole(read(tmp_path, lines(CLAIM, {**CLAIM, **change}, CLAIM)))
    assert len(out["claims"]) == 2
    assert word in reasons(out)["line 2"]


def test_lines_that_are_no_json_are_rejects_and_blank_lines_nothing(tmp_path):
    data = lines(CLAIM) + b"\n{oops\n[1]\n" + b"[" * 50_000 + b"\n" + b'{"kind":"\xff"}\n'
    out = whole(read(tmp_path, data))
    assert sorted(reasons(out)) == ["line 3", "line 4", "line 5", "line 6"]
    assert (out["rows_in"], len(out["claims"])) == (5, 1)


def test_a_line_over_the_limit_costs_only_itself(tmp_path):
    long = {**CLAIM, "quote": "x" * 2_000_000}
    out = whole(read(tmp_path, lines(CLAIM, long, CLAIM)))
    assert (len(out["claims"]), out["rejected"], out["rows_in"]) == (2, 1, 3)


def test_claims_are_known_by_their_kind_and_not_by_a_name(tmp_path):
    path = tmp_path / "x.txt"
    path.write_bytes(b"\xef\xbb\xbf" + lines(CLAIM))
    assert sniff(path) is ExhibitKind.CLAIMS
    assert len(whole(read(tmp_path, path.read_bytes()))["claims"]) == 1


VALUES = st.one_of(st.none(), st.integers(), st.text(max_size=4), st.lists(st.integers(), max_size=2))


@given(st.lists(st.one_of(st.just(CLAIM), st.dictionaries(st.sampled_from(sorted(CLAIM)), VALUES)), max_size=5))
def test_whatever_the_lines_kept_and_rejected_make_rows_in(tmp_path_factory, claims):
    batches = read(tmp_path_factory.getbasetemp(), lines(CLAIM, *claims))
    assert balanced(batches)
    assert whole(batches)["rows_in"] == len(claims) + 1
