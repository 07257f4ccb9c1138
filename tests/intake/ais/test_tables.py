"""Tables of ship positions as the known sources write them."""
# ruff: noqa: E501 - headers as the sources write them

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crossbearing.intake.ais.frames import WHICH_DAY
from crossbearing.intake.zstandard import zstd
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


LOWER_CASE = b"""mmsi,base_date_time,longitude,latitude,sog,cog,heading,vessel_name,imo,call_sign,vessel_type,status,length,width,draft,cargo,transceiver
273123456,2024-02-05 12:00:11,50.25,42.5,9.5,181.5,180,PORT OLYA,IMO9074729,UAAB,70,0,125,13,4.5,70,A
"""
VESSEL_FINDER = b"""MMSI,TIMESTAMP,LATITUDE,LONGITUDE,COURSE,SPEED,HEADING,NAVSTAT,IMO,NAME,CALLSIGN,TYPE,A,B,C,D,DRAUGHT,DESTINATION,ETA_AIS
273123456,2024-02-05 12:00:11 UTC,42.5,50.25,181.5,9.5,180,0,9074729,PORT OLYA,UAAB,70,100,25,6,7,4.5,AMIRABAD,02-07 18:30
"""
FLATTENED_SPIRE = b"""vessel_mmsi,vessel_imo,vessel_name,vessel_callsign,vessel_ship_type,vessel_length,vessel_width,position_latitude,position_longitude,position_speed,position_course,position_heading,position_navigational_status,position_timestamp,voyage_destination,voyage_draught
273123456,9074729,PORT OLYA,UAAB,CARGO,125,13,42.5,50.25,9.5,181.5,180,UNDER_WAY_USING_ENGINE,2024-02-05T12:00:11.000Z,AMIRABAD,4.5
"""
GLOBAL_PLATFORM = b"""mmsi,imo,vessel_name,callsign,vessel_type,vessel_type_code,vessel_class,length,width,destination,draught,longitude,latitude,sog,cog,rot,heading,nav_status,nav_status_code,source,dt_pos_utc,dt_static_utc
273123456,9074729,PORT OLYA,UAAB,Cargo,70,A,125,13,AMIRABAD,4.5,50.25,42.5,9.5,181.5,0,180,Under Way Using Engine,0,S-AIS,2024-02-05 12:00:11,2024-02-05 11:00:00
"""
SPREADSHEET = """MMSI;Date;Heure (UTC);Longitude (\u00b0);Latitude (\u00b0);Vitesse (n\u0153uds);Cap fond (\u00b0);Cap vrai;Nom;Indicatif;N\u00b0 IMO;Type;Longueur (m);Largeur (m);Tirant d'eau (m);Statut de navigation
273123456;05/02/2024;12:00:11;50,25;42,5;9,5;181,5;180;PORT OLYA;UAAB;9074729;Cargo;125;13;4,5;En route au moteur
""".encode("cp1252")
KNOWN = [
    DANISH,
    AMERICAN,
    SPIRE,
    EXACT_EARTH,
    FRENCH,
    UNIX,
    LOWER_CASE,
    VESSEL_FINDER,
    FLATTENED_SPIRE,
    GLOBAL_PLATFORM,
    SPREADSHEET,
]


@pytest.mark.parametrize("table", KNOWN)
def test_every_dialect_tells_the_same(tmp_path, table):
    read = taken(tmp_path, table, "day.csv")

    row, ship = read.vessels.row(0, named=True), read.statics.row(0, named=True)
    assert (row["craft"], row["time"], row["lat"], row["lon"]) == ("mmsi:273123456", NOON, 42.5, 50.25)
    assert (row["sog_kt"], row["cog_deg"], row["heading_deg"], row["status"]) == (9.5, 181.5, 180.0, 0)
    assert (ship["imo"], ship["shipname"], ship["callsign"], ship["ship_type"]) == (9074729, "PORT OLYA", "UAAB", 70)
    assert (ship["length_m"], ship["width_m"], ship["draught_m"]) == (125, 13, 4.5)
    assert read.adds_up


@pytest.mark.parametrize(
    "header",
    [b"MMSI,Position Date,Latitude,Longitude", b"MMSI,MovementDateTime,LAT,LONG", b"MetaData_MMSI,time_utc,Lat,Lon"],
)
def test_a_table_of_places_alone_is_read_by_the_names_its_columns_have(tmp_path, header):
    read = taken(tmp_path, header + b"\n273123456,2024-02-05 12:00:11,42.5,50.25\n", "pair.csv")

    assert read.vessels.select("craft", "time", "lat", "lon").row(0) == ("mmsi:273123456", NOON, 42.5, 50.25)


@pytest.mark.parametrize("table", [DANISH, AMERICAN, LOWER_CASE, GLOBAL_PLATFORM])
def test_the_class_of_transponder_is_kept_where_a_table_tells_it(tmp_path, table):
    told = taken(tmp_path, table.replace(b"Class A", b"Class B").replace(b"0,A", b"0,B"), "day.csv").vessels
    assert told["transponder"].to_list() == ["B"]
    assert told["message"].to_list() == [None]  # of the type of message nothing is told


def test_a_shore_station_has_no_class(tmp_path):
    told = taken(tmp_path, DANISH.replace(b"Class A", b"Base Station"), "day.csv").vessels
    assert told["transponder"].to_list() == [None]


def test_the_place_of_the_antenna_is_kept(tmp_path):
    ship = taken(tmp_path, VESSEL_FINDER, "day.csv").statics.row(0, named=True)
    assert [ship[name] for name in ("bow_m", "stern_m", "port_m", "starboard_m")] == [100, 25, 6, 7]


def test_sizes_without_a_place_of_the_antenna_are_sizes_alone(tmp_path):
    ship = taken(tmp_path, VESSEL_FINDER.replace(b",100,25,6,7,", b",0,125,0,13,"), "day.csv").statics.row(
        0, named=True
    )
    assert (ship["length_m"], ship["width_m"], ship["bow_m"], ship["port_m"]) == (125, 13, None, None)


def test_values_that_ais_calls_not_available_are_null(tmp_path):
    table = AMERICAN.replace(b"9.5,181.5,180.0", b"102.3,360.0,511.0")

    read = taken(tmp_path, table, "day.csv")

    assert read.vessels.select("sog_kt", "cog_deg", "heading_deg").row(0) == (None, None, None)


def test_where_day_or_month_may_come_first_the_time_is_not_guessed(tmp_path):
    table = b"mmsi,timestamp,lat,lon\n273123456,05/02/2024 12:00:11,42.5,50.25\n"

    assert taken(tmp_path, table, "a.csv").reasons == {WHICH_DAY: 1}

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


NAVAL_ACADEMY = b"""sourcemmsi,navigationalstatus,rateofturn,speedoverground,courseoverground,trueheading,lon,lat,t
273123456,0,0,9.5,181.5,180,50.25,42.5,1707134411
"""
NORWEGIAN = b"""mmsi;imo_nr;length;date_time_utc;lon;lat;sog;cog;true_heading;nav_status;message_nr
273123456;9074729;125;2024-02-05 12:00:11;50.25;42.5;9.5;181.5;180;0;1
"""
BARENTS = b'[{"courseOverGround":181.5,"latitude":42.5,"longitude":50.25,"name":"PORT OLYA","shipType":70,"speedOverGround":9.5,"trueHeading":180,"navigationalStatus":0,"mmsi":273123456,"msgtime":"2024-02-05T12:00:11+00:00"}]'


@pytest.mark.parametrize("table", [NAVAL_ACADEMY, NORWEGIAN, BARENTS])
def test_sources_that_tell_less_of_a_ship_tell_the_same_of_where_she_was(tmp_path, table):
    row = taken(tmp_path, table, "day.csv").vessels.row(0, named=True)

    assert (row["craft"], row["time"], row["lat"], row["lon"]) == ("mmsi:273123456", NOON, 42.5, 50.25)
    assert (row["sog_kt"], row["cog_deg"], row["heading_deg"], row["status"]) == (9.5, 181.5, 180.0, 0)


def test_a_row_that_tells_a_name_and_no_place_is_kept_for_the_name(tmp_path):
    head = b"MMSI,Message_ID,Time,Vessel_Name,IMO,Dimension_to_Bow,Dimension_to_stern,Dimension_to_port,Dimension_to_starboard,SOG,Longitude,Latitude\n"
    rows = b"273123456,5,20240205_120000,PORT OLYA,9074729,100,25,6,7,,,\n273123456,1,20240205_120011,,,,,,,9.5,50.25,42.5\n"

    read = taken(tmp_path, head + rows, "day.csv")

    assert (read.vessels.height, read.static_rows, read.reasons) == (1, 1, {})
    assert read.statics.select("shipname", "imo", "length_m", "width_m").row(0) == ("PORT OLYA", 9074729, 125, 13)
    assert read.adds_up


def test_a_decimal_comma_is_read_between_semicolons_tabs_and_quotes(tmp_path):
    rows = ["mmsi;timestamp;lat;lon;sog", "273123456;2024-02-05 12:00:11;42,5;50,25;9,5"]

    for separator in (";", "\t"):
        read = taken(tmp_path, "\n".join(rows).replace(";", separator).encode() + b"\n", "day.csv")
        assert read.vessels.select("lat", "lon", "sog_kt").row(0) == (42.5, 50.25, 9.5)
    quoted = rows[0].replace(";", ",") + '\n273123456,2024-02-05 12:00:11,"42,5","50,25","9,5"\n'
    assert taken(tmp_path, quoted.encode(), "day.csv").vessels.select("lat", "lon").row(0) == (42.5, 50.25)


def test_a_speed_in_other_units_than_knots_is_not_taken_for_knots(tmp_path):
    for name in ("Vitesse (km/h)", "speed_kmh", "speed m/s"):
        table = f"mmsi;timestamp;lat;lon;{name}\n273123456;2024-02-05 12:00:11;42.5;50.25;17.6\n"
        assert taken(tmp_path, table.encode(), "day.csv").vessels["sog_kt"].to_list() == [None]


def test_a_day_packed_with_zstandard_is_read(tmp_path):
    read = taken(tmp_path, zstd.compress(LOWER_CASE), "ais-2024-02-05.csv.zst")

    assert read.vessels["time"].to_list() == [NOON]
