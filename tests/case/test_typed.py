"""What a person types in or says of a table is kept in the case like any other evidence."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossbearing.case import Case
from crossbearing.case.persons.typed import add_sighting
from crossbearing.case.stages.intake import side_table
from crossbearing.errors import InputError
from crossbearing.intake.mapping import mapping_in

SEEN = {
    "author": "A. Spotter",
    "kind": "photo",
    "note": "=SUM(1)",
    "place": "UUEE",
    "registration": "EP-PUS",
    "start": "2024-02-10T12:30Z",
}
TABLE = "when;y;x;h\n2024-02-10 00:00:00;35.7;51.3;3048\n"
MAPPING = """
one_track = true
[columns]
time = "when"
latitude = "y"
longitude = "x"
altitude = "h"
[units]
altitude = "m"
[constants]
registration = "EP-PUS"
"""


def test_a_sighting_typed_in_is_an_exhibit_with_its_hash_and_custody(tmp_path):
    with Case.new(tmp_path / "case") as case:
        added = add_sighting(case, SEEN)
        case.read()
        [row] = side_table(case._room, "sightings").to_dicts()
        assert (row["registration"], row["kind"], row["note"]) == ("EP-PUS", "photo", "=SUM(1)")
        assert row["exhibit"] == added.sha256
        assert [note[2:] for note in case.intake_notes()] == [(1, 1, 0)]
        assert case.verify() == []


def test_the_same_words_typed_twice_are_one_exhibit(tmp_path):
    with Case.new(tmp_path / "case") as case:
        first = add_sighting(case, SEEN)
        again = add_sighting(case, dict(reversed(SEEN.items())))
        assert (first.known, again.known, first.sha256) == (False, True, again.sha256)


@pytest.mark.parametrize("missing", ["author", "registration", "place", "start"])
def test_a_sighting_that_does_not_hold_together_is_refused_at_once(tmp_path, missing):
    with Case.new(tmp_path / "case") as case:
        with pytest.raises(InputError, match="sighting"):
            add_sighting(case, {name: text for name, text in SEEN.items() if name != missing})
        assert case.intake_notes() == []


def add_table(case: Case, folder: Path, mapping: str | None):
    path = folder / "table.csv"
    path.write_text(TABLE)
    return next(case.add([path], mapping=mapping))


def test_what_the_user_says_of_columns_is_kept_with_the_exhibit(tmp_path):
    with Case.new(tmp_path / "case") as case:
        added = add_table(case, tmp_path, MAPPING)
        case.read()
        assert (added.kind, added.known) == ("tracks", False)
        [position] = case._room.store.positions().to_dicts()
        assert (position["craft"], round(position["alt_ft"])) == ("track:EP-PUS@2024-02-10T00:00Z", 10_000)
        assert case.verify() == []


def test_a_mapping_said_anew_is_logged_and_the_table_read_again(tmp_path):
    with Case.new(tmp_path / "case") as case:
        add_table(case, tmp_path, MAPPING)
        case.read()
        again = add_table(case, tmp_path, MAPPING.replace('altitude = "m"', 'altitude = "ft"'))
        assert (again.known, again.described) == (True, True)
        case.read()
        assert case._room.store.positions()["alt_ft"].to_list() == [3048]
        assert not add_table(case, tmp_path, MAPPING.replace('altitude = "m"', 'altitude = "ft"')).described


def test_a_mapping_that_cannot_be_used_is_refused_before_anything_is_added(tmp_path):
    with Case.new(tmp_path / "case") as case:
        with pytest.raises(InputError, match="mapping"):
            add_table(case, tmp_path, "x = 1")
        with pytest.raises(InputError, match="no mapping can be read"):
            mapping_in(tmp_path / "nowhere.toml")
        assert case._room.exhibits() == []
