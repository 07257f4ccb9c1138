"""AIS as received: what a stream of sentences gives, with pyais as the other opinion."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyais import decode

from crossbearing.intake.ais.decoding import decode_positions
from crossbearing.intake.ais.sentences import find
from intake.ais.sea_bytes import AT, here, sentences, tagged, taken

LATITUDES = st.floats(-89.9, 89.9).map(lambda v: round(v, 5))
LONGITUDES = st.floats(-179.9, 179.9).map(lambda v: round(v, 5))
MMSI = st.integers(100_000_000, 999_999_999)


@settings(max_examples=150, deadline=None)
@given(
    kind=st.sampled_from([1, 2, 3, 4, 9, 11, 18, 27]),
    mmsi=MMSI,
    lat=LATITUDES,
    lon=LONGITUDES,
    speed=st.integers(0, 62),
    course=st.integers(0, 359),
    heading=st.integers(0, 359),
    status=st.integers(0, 14),
)
def test_positions_are_what_another_decoder_reads(kind, mmsi, lat, lon, speed, course, heading, status):
    fields = {"msg_type": kind, "mmsi": mmsi, "lat": lat, "lon": lon, "speed": speed, "course": course}
    line = sentences(**fields, heading=heading, status=status)[0]
    theirs = decode(line).asdict()

    ours = decode_positions(find(line + b"\n").sentences)

    assert ours.mmsi[0] == theirs["mmsi"]
    assert ours.lat[0] == pytest.approx(float(theirs["lat"]), abs=1e-5)
    assert ours.lon[0] == pytest.approx(float(theirs["lon"]), abs=1e-5)
    for name, value in (("speed", ours.sog_kt[0]), ("course", ours.cog_deg[0]), ("heading", ours.heading_deg[0])):
        if name in theirs:
            assert value == pytest.approx(float(theirs[name]), abs=1e-6)


def test_the_time_and_station_of_the_tag_block_are_kept(tmp_path):
    read = taken(tmp_path, tagged(here(), AT + 7, "rKBS") + b"\n")

    row = read.vessels.row(0, named=True)
    assert row["time"] == datetime(2024, 2, 5, 0, 0, 7, tzinfo=UTC)
    assert row["station"] == "rKBS"
    assert (row["craft"], row["message"], row["row"]) == ("mmsi:273123456", 1, 0)
    assert read.adds_up


@pytest.mark.parametrize(
    ("line", "second"),
    [
        (here() + b"," + str(AT + 3).encode(), 3),
        (b"2024-02-05T00:00:04Z " + here(), 4),
        (b"$PGHP,1,2024,2,5,0,0,5,250,219,,2190052,1,05*2E\n" + here(), 5),
        (tagged(here(), (AT + 6) * 1000), 6),
    ],
)
def test_a_time_is_found_where_receivers_write_it(tmp_path, line, second):
    read = taken(tmp_path, line + b"\n")

    assert read.vessels["time"].dt.second().to_list() == [second]
    assert read.adds_up


def test_the_base_station_that_heard_a_message_is_known_by_its_number(tmp_path):
    line = b"$PGHP,1,2024,2,5,0,0,5,250,219,,2190052,1,05*2E\n" + here()

    assert taken(tmp_path, line + b"\n").vessels["station"].to_list() == ["2190052"]


def test_without_any_time_a_position_is_a_reject(tmp_path):
    read = taken(tmp_path, here() + b"\n")

    assert read.vessels.is_empty()
    assert read.reasons == {"no time is told": 1}


STATION = {"msg_type": 4, "mmsi": 2734400, "lat": 46.3, "lon": 48.0}
CLOCK = {"year": 2024, "month": 2, "day": 29, "hour": 23, "minute": 59, "second": 58}


def test_a_shore_station_without_a_time_of_reception_tells_the_time_herself(tmp_path):
    read = taken(tmp_path, sentences(**STATION, **CLOCK)[0] + b"\n")
    assert read.vessels["time"].to_list() == [datetime(2024, 2, 29, 23, 59, 58, tzinfo=UTC)]


@pytest.mark.parametrize(
    "wrong", [{"year": 0}, {"day": 30}, {"month": 0}, {"hour": 24}, {"minute": 60}, {"second": 60}]
)
def test_a_station_that_does_not_know_the_time_is_a_reject(tmp_path, wrong):
    read = taken(tmp_path, sentences(**{**STATION, **CLOCK, **wrong})[0] + b"\n")
    assert read.reasons == {"no time is told": 1}
    assert read.adds_up


def test_a_ship_that_knows_no_position_has_none(tmp_path):
    read = taken(tmp_path, tagged(here(lat=91, lon=181)) + b"\n")

    assert read.reasons == {"the message holds no position": 1}


def test_values_that_are_not_available_are_null(tmp_path):
    read = taken(tmp_path, tagged(here(speed=102.3, course=360, heading=511)) + b"\n")

    assert read.vessels.select("sog_kt", "cog_deg", "heading_deg").row(0) == (None, None, None)


NAME_OF_SHIP = {
    "msg_type": 5,
    "mmsi": 273123456,
    "imo": 9074729,
    "callsign": "UAAB",
    "shipname": "PORT OLYA",
    "ship_type": 70,
    "to_bow": 100,
    "to_stern": 25,
    "to_port": 6,
    "to_starboard": 7,
    "draught": 4.5,
    "destination": "AMIRABAD",
    "month": 2,
    "day": 7,
    "hour": 18,
    "minute": 30,
}


@pytest.mark.parametrize("turned", [False, True])
def test_a_message_in_two_parts_is_put_together_in_any_order(tmp_path, turned):
    first, second = sentences(**NAME_OF_SHIP)
    parts = [tagged(first), second]
    between = [tagged(here(), AT + 1)]

    read = taken(tmp_path, b"\n".join([parts[turned], *between, parts[not turned]]) + b"\n")

    ship = read.statics.row(0, named=True)
    assert (ship["imo"], ship["shipname"], ship["callsign"]) == (9074729, "PORT OLYA", "UAAB")
    assert (ship["length_m"], ship["width_m"], ship["draught_m"]) == (125, 13, 4.5)
    assert [ship[name] for name in ("bow_m", "stern_m", "port_m", "starboard_m")] == [100, 25, 6, 7]
    assert (ship["destination"], ship["eta"], ship["ship_type"]) == ("AMIRABAD", "02-07 18:30", 70)
    assert (read.rows_in, read.static_rows, read.vessels.height) == (2, 1, 1)


def test_a_message_with_a_part_missing_is_one_reject(tmp_path):
    first, _ = sentences(**NAME_OF_SHIP)

    read = taken(tmp_path, tagged(first) + b"\n" + tagged(here()) + b"\n")

    assert read.reasons == {"parts of the message are missing": 1}
    assert read.adds_up


def test_what_a_ship_keeps_saying_is_one_row(tmp_path):
    lines = []
    for minute, place in enumerate(["AMIRABAD", "AMIRABAD", "OLYA"]):
        first, second = sentences(**{**NAME_OF_SHIP, "destination": place})
        lines += [tagged(first, AT + 60 * minute), second]

    read = taken(tmp_path, b"\n".join(lines) + b"\n")

    assert read.statics.select("destination", "messages").rows() == [("AMIRABAD", 2), ("OLYA", 1)]
    assert read.static_rows == 3


def test_class_b_tells_its_name_in_one_message_and_its_callsign_in_another(tmp_path):
    part_a = sentences(msg_type=24, mmsi=273123456, partno=0, shipname="LASTOCHKA")
    part_b = sentences(msg_type=24, mmsi=273123456, partno=1, callsign="UB12", ship_type=30)

    read = taken(tmp_path, b"\n".join(tagged(line) for line in part_a + part_b) + b"\n")

    assert read.statics["shipname"].to_list() == ["LASTOCHKA", None]
    assert read.statics["callsign"].to_list() == [None, "UB12"]
    assert read.adds_up


def test_a_broken_checksum_is_a_reject_and_the_next_line_is_read(tmp_path):
    broken = here().replace(b",0*", b",0*0", 1)[:-1]

    read = taken(tmp_path, tagged(broken) + b"\n" + tagged(here()) + b"\n")

    assert read.vessels.height == 1
    assert read.reasons == {"no sound sentence": 1}


def test_a_second_sentence_in_one_line_is_a_reject_and_not_passed_over(tmp_path):
    read = taken(tmp_path, tagged(here()) + tagged(here(mmsi=273111111)) + b"\n" + tagged(here()) + b"\n")

    assert read.vessels["craft"].unique().to_list() == ["mmsi:273123456"]
    assert read.reasons == {"a second sentence in one line": 1}
    assert (read.rows_in, read.adds_up) == (3, True)


def test_messages_without_place_or_name_are_told_by_their_type(tmp_path):
    text = sentences(msg_type=14, mmsi=273123456, text="SART TEST")

    read = taken(tmp_path, tagged(text[0]) + b"\n" + tagged(here()) + b"\n")

    assert read.reasons == {"message type 14 tells neither place nor name": 1}
    assert read.adds_up


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_whatever_happens_to_the_bytes_every_row_is_accounted_for(tmp_path_factory, data):
    good = [tagged(here(mmsi=273000000 + n), AT + n) for n in range(6)]
    good += [tagged(line) for line in sentences(**NAME_OF_SHIP)]
    stream = bytearray(b"\n".join(good) + b"\n")
    for place in data.draw(st.lists(st.integers(0, len(stream) - 1), max_size=12)):
        stream[place] = data.draw(st.integers(0, 255))
    whole = tagged(here(mmsi=273999999)) + b"\n" + bytes(stream)

    read = taken(tmp_path_factory.mktemp("sea"), whole)

    assert read.adds_up
    assert read.vessels.filter(craft="mmsi:273999999").height >= 1


@pytest.mark.parametrize(
    ("fields", "shipname"),
    [({"msg_type": 19, "shipname": "BOAT"}, "BOAT"), ({"msg_type": 21, "aid_type": 1, "name": "BUOY 7"}, "BUOY 7")],
)
def test_a_message_that_tells_place_and_name_gives_both(tmp_path, fields, shipname):
    line = sentences(mmsi=273123456, lat=42.5, lon=50.25, **fields)[0]

    read = taken(tmp_path, tagged(line) + b"\n")

    assert read.vessels.select("lat", "lon", "message").row(0) == (42.5, 50.25, fields["msg_type"])
    assert read.statics["shipname"].to_list() == [shipname]
    assert (read.rows_in, read.adds_up) == (1, True)


@pytest.mark.parametrize("talker", ["AI", "BS", "AB", "SA"])
def test_every_talker_is_read(tmp_path, talker):
    line = sentences(talker, msg_type=1, mmsi=273123456, lat=42.5, lon=50.25)[0]

    assert taken(tmp_path, tagged(line) + b"\n").vessels.height == 1


def test_a_flood_of_beginnings_without_an_end_costs_as_many_rejects_and_little_memory(tmp_path):
    first, _ = sentences(**NAME_OF_SHIP)

    read = taken(tmp_path, b"\n".join(tagged(first, AT + second) for second in range(20_000)) + b"\n")

    assert read.reasons == {"parts of the message are missing": 20_000}
    assert read.adds_up
