"""Tables of ship positions as the known sources write them."""
# ruff: noqa: E501 - headers as the sources write them

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from intake.ais.sea_bytes import taken

NOON = datetime(2024, 2, 5, 12, 0, 11, tzinfo=UTC)

DANISH = b"""# Timestamp,Type of mobile,MMSI,Latitude,Longitude,Navigational status,ROT,SOG,COG,Heading,IMO,Callsign,Name,Ship type,Cargo type,Width,Length,Type of position fixing device,Draught,Destination,ETA,Data source type,A,B,C,D
05/02/2024 12:00:11,Class A,273123456,42.5,50.25,Under way using engine,,9.5,181.5,180,9074729,UAAB,PORT OLYA,Cargo,,13,125,GPS,4.5,AMIRABAD,,AIS,,,,
"""
AMERICAN = b"""MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType,Status,Length,Width,Draft,Cargo,TransceiverClass
273123456,2024-02-05T12:00:11,42.5,50.25,9.5,181.5,180.0,PORT OLYA,IMO9074729,UAAB,70,0.0,125.0,13.0,4.5,70.0,A
"""
SPIRE = b"""mmsi,timestamp,latitude,longitude,speed,course,heading,status,imo,name,call_sign,ship_type,length,width,draught,destination
273123456,2024-02-05T12:00:11.000Z,42.5,50.25,9.5,181.5,180,under way using engine,9074729,PORT OLYA,UAAB,Cargo,125,13,4.5,AMIRABAD
"""
EXACT_EARTH = b"""MMSI,Message_ID,Time,Vessel_Name,Call_sign,IMO,Ship_Type,Draught,Navigational_status,SOG,Longitude,Latitude,COG,Heading,Length,Width
273123456,1,20240205_120011,PORT OLYA,UAAB,9074729,70,4.5,0,9.5,50.25,42.5,181.5,180,125,13
"""
FRENCH = """MMSI;Horodatage;Latitude;Longitude;Vitesse;Route fond;Cap;Nom du navire;Indicatif;Num\u00e9ro IMO;Type de navire;Longueur;Largeur;Tirant d'eau;Statut
273123456;2024-02-05 12:00:11;42.5;50.25;9.5;181.5;180;PORT OLYA;UAAB;9074729;cargo;125;13;4.5;0
""".encode()
UNIX = b"""ssvid,timestamp,lat,lon,speed_knots,course,heading,shipname,callsign,imo,vessel_type,status,length,width,draught
273123456,1707134411,42.5,50.25,9.5,181.5,180,PORT OLYA,UAAB,9074729,70,0,125,13,4.5
"""


@pytest.mark.parametrize("table", [DANISH, AMERICAN, SPIRE, EXACT_EARTH, FRENCH, UNIX])
def test_every_dialect_tells_the_same(tmp_path, table):
    read = taken(tmp_path, table, "day.csv")

    row, ship = read.vessels.row(0, named=True), read.statics.row(0, named=True)
    assert (row["craft"], row["time"], row["lat"], row["lon"]) == ("mmsi:273123456", NOON, 42.5, 50.25)
    assert (row["sog_kt"], row["cog_deg"], row["heading_deg"], row["status"]) == (9.5, 181.5, 180.0, 0)
    assert (ship["imo"], ship["shipname"], ship["callsign"], ship["ship_type"]) == (9074729, "PORT OLYA", "UAAB", 70)
    assert (ship["length_m"], ship["width_m"], ship["draught_m"]) == (125, 13, 4.5)
    assert read.adds_up


def test_values_that_ais_calls_not_available_are_null(tmp_path):
    table = AMERICAN.replace(b"9.5,181.5,180.0", b"102.3,360.0,511.0")

    read = taken(tmp_path, table, "day.csv")

    assert read.vessels.select("sog_kt", "cog_deg", "heading_deg").row(0) == (None, None, None)


def test_where_day_or_month_may_come_first_the_time_is_not_guessed(tmp_path):
    table = b"mmsi,timestamp,lat,lon\n273123456,05/02/2024 12:00:11,42.5,50.25\n"

    assert taken(tmp_path, table, "a.csv").reasons == {"no time is told": 1}

    shown = table + b"273123456,13/02/2024 12:00:11,42.5,50.25\n"
    assert taken(tmp_path, shown, "b.csv").vessels["time"].dt.month().to_list() == [2, 2]


def test_a_damaged_row_costs_only_itself(tmp_path):
    table = AMERICAN + b"273123456,2024-02-05T12:00:12,north,50.25,,,,,,,,,,,,,\n12,x\n"

    read = taken(tmp_path, table, "day.csv")

    assert read.vessels.height == 1
    assert read.rows_in == 3
    assert read.adds_up


def test_no_sender_has_ten_digits(tmp_path):
    table = b"mmsi,timestamp,lat,lon\n2731234567,2024-02-05 12:00:11,42.5,50.25\n"

    assert taken(tmp_path, table, "a.csv").reasons == {"no MMSI of nine digits": 1}
