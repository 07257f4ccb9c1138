"""Registers and watch lists, whatever their columns are called."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossbearing.intake import sniff
from crossbearing.model.exhibits import ExhibitKind
from intake.track_bytes import balanced, read, whole


def test_a_list_of_aircraft_is_read_by_its_column_names(tmp_path):
    data = b'Hex,Reg,Type,Owner,From,To,Colour\n7380C2,ep-pus,il76,"Pouya, Air",2023-05,2024,white\n'
    out = whole(read(tmp_path, data, "watch.csv"))
    [line] = out["register"]
    assert (line["craft"], line["registration"], line["typecode"]) == ("icao24:7380c2", "EP-PUS", "IL76")
    assert (line["operator"], line["source"], line["row"]) == ("Pouya, Air", "watch.csv", 0)
    assert (line["valid_from"], line["valid_to"]) == (date(2023, 5, 1), date(2024, 12, 31))
    assert out["notes"] == {"column_not_read:colour": 1}


@pytest.mark.parametrize(
    ("header", "cell", "craft"),
    [
        ("mmsi,owner", "422000000,x", "mmsi:422000000"),
        ("IMO,owner", "IMO 9187629,x", "imo:9187629"),
        ("icao24,mmsi,owner", ",422000000,x", "mmsi:422000000"),
        ("icao24,owner", "0x7380C2,x", "icao24:7380c2"),
        ("registration,owner", "EP-PUS,x", None),
    ],
)
def test_a_craft_is_an_aircraft_or_a_ship_or_only_a_registration(tmp_path, header, cell, craft):
    [line] = whole(read(tmp_path, f"{header}\n{cell}\n".encode()))["register"]
    assert line["craft"] == craft


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_columns_may_be_parted_by_commas_semicolons_or_tabs(tmp_path, separator):
    data = separator.join(["icao24", "owner"]) + "\n" + separator.join(["7380c2", "x"]) + "\n"
    assert len(whole(read(tmp_path, b"\xef\xbb\xbf" + data.encode()))["register"]) == 1


@pytest.mark.parametrize(
    "row", ["zz,EP-X,,", ",,IL76,", "7380c2,EP-X", "7380c2,EP-X,2024-13,", "7380c2,EP-X,2024,2023"]
)
def test_a_row_that_names_nothing_or_badly_is_a_reject(tmp_path, row):
    data = f"icao24,reg,from,to\n7380c3,EP-Y,,\n{row}\n7380c4,EP-Z,,\n"
    out = whole(read(tmp_path, data.encode()))
    assert len(out["register"]) == 2
    assert [line["place"] for line in out["rejects"]] == ["row 1"]


def test_of_two_columns_for_one_thing_the_more_exact_is_taken(tmp_path):
    data = b"$ICAO,$Registration,$Operator,$Type,$ICAO Type,#Tag\n7380C2,EP-PUS,Pouya,Ilyushin Il-76TD,IL76,x\n"
    out = whole(read(tmp_path, data))
    assert out["register"][0]["typecode"] == "IL76"
    assert sorted(out["notes"]) == ["column_not_read:tag", "column_not_read:type"]


def test_a_models_name_is_no_type_designator(tmp_path):
    out = whole(read(tmp_path, b"icao24,type\n7380c2,Ilyushin Il-76TD\n7380c3,b742\n"))
    assert [line["typecode"] for line in out["register"]] == [None, "B742"]


def test_a_list_is_known_by_its_header(tmp_path):
    path = tmp_path / "x"
    path.write_bytes(b"tail_number,airline\nEP-PUS,Pouya\n")
    assert sniff(path) is ExhibitKind.REGISTER


def test_two_lists_keep_their_own_sources(tmp_path):
    data = b"hex,owner,source\n7380c2,A,list A of 2024-03-01\n7380c2,B,list B\n"
    assert [line["source"] for line in whole(read(tmp_path, data))["register"]] == ["list A of 2024-03-01", "list B"]


@given(
    st.lists(st.lists(st.sampled_from(["7380c2", "", "x", '"', "a\rb", "2024-13", "\0", "é"]), max_size=6), max_size=5)
)
def test_whatever_the_rows_kept_and_rejected_make_rows_in(tmp_path_factory, rows):
    text = "icao24,reg,from,to\n" + "".join(",".join(row) + "\n" for row in rows)
    assert balanced(read(tmp_path_factory.getbasetemp(), text.encode()))
