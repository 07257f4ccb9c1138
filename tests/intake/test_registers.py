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


def test_the_database_of_opensky_tells_serials_and_the_years_a_registration_held(tmp_path):
    header = "icao24,registration,manufacturericao,model,typecode,serialnumber,operator,owner,registered,reguntil\n"
    out = whole(
        read(tmp_path, f"{header}7380c2,EP-PUS,ILYUSHIN,Il-76TD,IL76,0033448404,Pouya,X,2023-05-01,\n".encode())
    )
    [line] = out["register"]
    assert (line["typecode"], line["serial"], line["operator"]) == ("IL76", "0033448404", "Pouya")
    assert (line["valid_from"], line["valid_to"]) == (date(2023, 5, 1), None)


def test_its_later_editions_quote_in_their_own_way(tmp_path):
    data = b"'icao24','registration','typecode','operator'\n'7380c2','EP-PUS','IL76','Pouya, Air'\n"
    [line] = whole(read(tmp_path, data))["register"]
    assert (line["craft"], line["operator"]) == ("icao24:7380c2", "Pouya, Air")


def test_the_faa_leaves_the_n_out_and_its_persons_are_not_read(tmp_path):
    header = "N-NUMBER,SERIAL NUMBER,MFR MDL CODE,TYPE REGISTRANT,NAME,STREET,CERT ISSUE DATE,MODE S CODE HEX,\n"
    firm = "100  ,5334  ,7100510,3,CARGO INC                ,1 ROAD,20190418,A004B3    ,\n"
    person = "101  ,5335  ,7100510,1,DOE JOHN                 ,2 ROAD,20190418,A004B4    ,\n"
    first, second = whole(read(tmp_path, (header + firm + person).encode()))["register"]
    assert (first["registration"], first["craft"], first["serial"]) == ("N100", "icao24:a004b3", "5334")
    assert (first["operator"], first["valid_from"]) == ("CARGO INC", date(2019, 4, 18))
    assert (second["registration"], second["operator"]) == ("N101", None)


def test_a_list_without_a_header_is_known_by_its_first_line(tmp_path):
    data = b"7380C2;EP-PUS;IL76;10;ILYUSHIN Il-76;1991;Pouya Air;\n004002;;;00;;;;\n"
    bare, full = whole(read(tmp_path, data))["register"]
    assert (full["registration"], full["typecode"], full["operator"]) == ("EP-PUS", "IL76", "Pouya Air")
    assert (bare["craft"], bare["registration"]) == ("icao24:004002", None)


@pytest.mark.parametrize(
    "data",
    [
        b'{"7380C2":["EP-PUS","IL76","00"],"7380C3":7}',
        b'{"7380c2":{"r":"EP-PUS","t":"IL76","desc":"x"},"7380c3":null}',
        b'{"icao":"7380C2","reg":"EP-PUS","icaotype":"IL76","mil":false}\n{"icao":\n',
    ],
)
def test_lists_of_aircraft_come_as_json_too(tmp_path, data):
    path = tmp_path / "x"
    path.write_bytes(data)
    assert sniff(path) is ExhibitKind.REGISTER
    out = whole(read(tmp_path, data))
    [line] = out["register"]
    assert (line["craft"], line["registration"], line["typecode"]) == ("icao24:7380c2", "EP-PUS", "IL76")
    assert (out["rows_in"], out["rejected"]) == (2, 1)


def test_a_list_of_sanctions_has_headers_of_its_own(tmp_path):
    header = "Aircraft Tail Number,Aircraft Manufacturer's Serial Number (MSN),Aircraft Operator,Programme,Listed On\n"
    out = whole(read(tmp_path, f"{header}EP-PUS,0033448404,POUYA AIR,IFSR,2022-09-08\n".encode(), published="2024-03"))
    [line] = out["register"]
    assert (line["registration"], line["serial"], line["operator"]) == ("EP-PUS", "0033448404", "POUYA AIR")
    assert (line["valid_from"], line["source"]) == (date(2022, 9, 8), "IFSR of 2024-03")


@given(st.binary(max_size=30))
def test_damaged_json_of_aircraft_is_a_reject(tmp_path_factory, noise):
    data = b'{"7380C2":["EP-PUS","IL76"],' + noise + b"}"
    assert balanced(read(tmp_path_factory.getbasetemp(), data))
    assert balanced(read(tmp_path_factory.getbasetemp(), b'{"icao":"7380C2","reg":"EP-PUS"}\n' + noise))


def test_lists_of_ships_tell_name_and_numbers_wherever_they_stand(tmp_path):
    table = (
        b"ent_num,SDN_Name,SDN_Type,Program,Call_Sign,Vess_type,Vess_owner,Remarks\n"
        b"1,PORT OLYA,vessel,RUSSIA-EO,UAAB,Cargo,-0-,Vessel Registration Identification IMO 9187629; MMSI 273123456\n"
        b"2,SOMEBODY,individual,RUSSIA-EO,-0-,-0-,-0-,-0-\n"
    )
    objects = b'[{"name": "PORT OLYA", "imo": 9187629, "mmsi": "-", "listed_on": "2024-05"}, {"name": "X"}, 7]'

    out = whole(read(tmp_path, table, "ofac.csv"))
    [ship] = out["register"]
    assert (ship["craft"], ship["imo"], ship["shipname"]) == ("mmsi:273123456", "9187629", "PORT OLYA")
    assert [line["place"] for line in out["rejects"]] == ["row 1"]

    out = whole(read(tmp_path, objects, "gur.json"))
    [ship] = out["register"]
    assert (ship["craft"], ship["imo"], ship["valid_from"]) == ("imo:9187629", "9187629", date(2024, 5, 1))
    assert [line["place"] for line in out["rejects"]] == ["row 1", "row 2"]
