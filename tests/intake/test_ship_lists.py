"""Lists of sanctioned and watched ships in the shapes in which their keepers publish them. The ships are invented."""

from __future__ import annotations

import json
from datetime import date

import pytest

from crossbearing.errors import UnknownFormat
from crossbearing.intake import sniff
from crossbearing.model.exhibits import ExhibitKind
from intake.track_bytes import balanced, read, whole

SDN = (
    b'15036,"SEA DAWN","vessel","RUSSIA-EO14024",-0- ,"UBCD7","General Cargo",-0- ,-0- ,"Russia",-0- ,'
    b'"Former Vessel Flag Malta; Vessel Registration Identification IMO 9074729; MMSI 273123456."\r\n'
    b'15037,"SOMEBODY, Some","individual","RUSSIA-EO14024",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 1960."\r\n'
    b'15038,"A COMPANY LTD",-0- ,"RUSSIA-EO14024",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"Tax ID No. 1."\r\n'
    b'15039,"SEA DUSK","vessel","IRAN",-0- ,-0- ,"Tanker",-0- ,-0- ,"Iran",-0- ,-0- \r\n'
    b"\x1a"
)
UK = (
    b"Report Date: 11-Sep-2024\r\n"
    b"Last Updated,Unique ID,OFSI Group ID,Name 6,Name 1,Name type,Regime Name,Designation Type,Date Designated,"
    b"IMO number,Current owner/operator (s),Current believed flag of ship,Type of ship\r\n"
    b"04/08/2024,RUS9,99,SEA DAWN,,Primary Name,The Russia Regulations 2019,Ship,05/02/2024,9074729,Some Co,Gabon,"
    b"Tanker\r\n"
    b"04/08/2024,RUS8,98,SOMEBODY,Some,Primary Name,The Russia Regulations 2019,Individual,24/02/2022,,,,\r\n"
)
CONLIST = (
    b"Last Updated,15/05/2024\r\n"
    b"Name 6,Name 1,Title,Group Type,Alias Type,Regime,Listed On,UK Sanctions List Date Designated,Other Information,"
    b"Group ID\r\n"
    b'SEA DAWN,,,Ship,Primary name,Russia,13/05/2024,05/02/2024,"(IMO number):9074729. IMO number: 9074729",16000\r\n'
    b"A COMPANY,,,Entity,Primary name,Russia,13/05/2024,05/02/2024,IMO number: 5123456,16001\r\n"
)
MARITIME = (
    b"type,caption,imo,risk,countries,flag,mmsi,id,url,datasets,aliases\n"
    b"VESSEL,SEA DAWN,IMO9074729,sanction,ru,ru,273123456;511000001,NK-1,https://x,us_ofac_sdn;gb_fcdo_sanctions,X\n"
    b"ORGANIZATION,A COMPANY,IMO5123456,sanction,ru,,,NK-2,https://x,us_ofac_sdn,\n"
)
SIMPLE = (
    b"id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,phones,emails,program_ids,dataset,"
    b"first_seen,last_seen,last_change\n"
    b"eu-1,Vessel,SEA DAWN,,,ru,,IMO9074729;UBCD7,EU,,,EU-RUS,EU sanctions,2024-06-24T00:00:00,2024-09-01T00:00:00,x\n"
    b"eu-2,Person,SOMEBODY,,1960,ru,,,EU,,,EU-RUS,EU sanctions,2024-06-24T00:00:00,2024-09-01T00:00:00,x\n"
)
GUR = json.dumps(
    [
        {"id": "1", "name": "SEA DAWN", "imo": "9074729", "type": "Cargo", "callsign": "UBCD7", "flag": "Russia",
         "mmsi": "273123456", "old_data": [{"name": "ALFA", "flag": "Malta"}], "is_shadow": True},
        {"id": "2", "name": "SEA DUSK", "imo": "", "type": "Cargo", "callsign": "", "flag": "Iran", "mmsi": ""},
    ]
).encode()  # fmt: skip
FTM = b"\n".join(
    json.dumps(one).encode()
    for one in (
        {"id": "NK-1", "caption": "SEA DAWN", "schema": "Vessel", "datasets": ["us_ofac_sdn"],
         "properties": {"name": ["SEA DAWN"], "imoNumber": ["IMO9074729"], "mmsi": ["273123456"], "flag": ["ru"]}},
        {"id": "NK-2", "caption": "SOMEBODY", "schema": "Person", "datasets": [], "properties": {"name": ["SOMEBODY"]}},
    )
)  # fmt: skip
LISTS = {"sdn.csv": SDN, "uk.csv": UK, "conlist.csv": CONLIST, "maritime.csv": MARITIME,
         "gur.json": GUR, "ftm.json": FTM}  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_each_shape_is_known_and_names_the_ship_by_her_imo_number(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(LISTS[name])
    assert sniff(path) is ExhibitKind.REGISTER

    batches = read(tmp_path, LISTS[name], name)
    assert balanced(batches)
    dawn = next(line for line in whole(batches)["register"] if line["shipname"] == "SEA DAWN")
    assert dawn["imo"] == "9074729"


@pytest.mark.parametrize("name", LISTS)
def test_no_person_and_no_company_is_read_from_a_list_of_ships(tmp_path, name):
    told = str(whole(read(tmp_path, LISTS[name], name)))

    assert "SOMEBODY" not in told
    assert "COMPANY" not in told


def test_the_days_of_a_listing_are_its_own(tmp_path):
    days = {
        name: next(one for one in whole(read(tmp_path, data, name))["register"] if one["shipname"] == "SEA DAWN")
        for name, data in LISTS.items()
    }

    assert days["uk.csv"]["valid_from"] == date(2024, 2, 5)
    assert days["conlist.csv"]["valid_from"] == date(2024, 2, 5)
    undated = {name for name, line in days.items() if line["valid_from"] is None}
    assert undated == {"sdn.csv", "maritime.csv", "gur.json", "ftm.json"}


def test_whose_list_it_is_and_the_flag_it_gives(tmp_path):
    [dawn, dusk] = whole(read(tmp_path, SDN, "sdn.csv"))["register"]
    [uk] = whole(read(tmp_path, UK, "uk.csv"))["register"]

    assert (dawn["source"], dawn["flag"], dawn["craft"]) == ("OFAC RUSSIA-EO14024", "Russia", "mmsi:273123456")
    assert (dusk["source"], dusk["craft"], dusk["imo"]) == ("OFAC IRAN", None, None)
    assert (uk["source"], uk["flag"]) == ("UK, The Russia Regulations 2019", "Gabon")


def test_a_list_with_a_column_of_birthdays_is_refused_as_a_whole(tmp_path):
    path = tmp_path / "simple.csv"
    path.write_bytes(SIMPLE)

    with pytest.raises(UnknownFormat, match="people"):
        sniff(path)


def test_of_several_numbers_the_first_is_read(tmp_path):
    [dawn] = whole(read(tmp_path, MARITIME, "maritime.csv"))["register"]

    assert (dawn["craft"], dawn["source"]) == ("mmsi:273123456", "us_ofac_sdn;gb_fcdo_sanctions")


def test_a_bare_name_is_kept_in_a_list_of_ships_and_nowhere_else(tmp_path):
    names = [line["shipname"] for line in whole(read(tmp_path, GUR, "gur.json"))["register"]]
    other = whole(read(tmp_path, b"registration,owner,name\nEP-PUS,x,y\n,x,SEA DUSK\n", "list.csv"))

    assert names == ["SEA DAWN", "SEA DUSK"]
    assert len(other["register"]) == 1


def test_a_day_of_other_lists_is_not_taken_for_a_british_one(tmp_path):
    out = whole(read(tmp_path, b"imo,name,listed_on\n9074729,SEA DAWN,05/02/2024\n", "list.csv"))

    assert not out["register"]
    assert out["rejects"]
