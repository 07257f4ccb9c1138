"""Tracks in KML: who wrote the file decides what may be believed of it, and hostile XML is refused."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossbearing.intake.tracks.kml import recognises
from intake.track_bytes import balanced, read, whole, zip_of

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://g">'


def track(points: list[tuple[str, str]], mode: str = "<altitudeMode>absolute</altitudeMode>") -> str:
    whens = "".join(f"<when >{when}</when>\n" for when, _ in points)
    return f"<gx:Track >{mode}{whens}" + "".join(f"<gx:coord >{c}</gx:coord>\n" for _, c in points) + "</gx:Track>"


def flightaware(points: list[tuple[str, str]], ident: str = "POU4521", plan: str = "THR / OIII-VKO / UUWW") -> bytes:
    airport = "<Placemark><name>OIII Airport</name><Point><coordinates>51.3,35.7,0</coordinates></Point></Placemark>"
    mark = f"<Placemark><name>{ident}</name><description>OIII - UUWW</description>{track(points)}</Placemark>"
    name = f"<name>FlightAware ✈ {ident} 09-Feb-2024 ({plan})</name>"
    return f"{HEAD}<Document>{name}{airport}{mark}</Document></kml>".encode()


def tar1090(stretches: list[tuple[str, list[tuple[str, str]]]], name: str = "EP-PUS") -> bytes:
    marks = "".join(f"<Placemark ><name >{name}</name>{track(points, mode)}</Placemark>" for mode, points in stretches)
    return f"{HEAD}<Folder ><Folder ><name >{name} track</name>{marks}</Folder></Folder></kml>".encode()


def fr24(*rows: tuple[str, str, str, str]) -> bytes:
    marks = "".join(
        f"<Placemark><description><![CDATA[<b>Altitude:</b></span> <span>{feet} ft</span> <b>Speed:</b></span> "
        f"<span>{knots} kt</span> <b>Heading:</b> <span>120&deg;</span>]]></description><TimeStamp><when>{when}</when>"
        f"</TimeStamp><Point><coordinates>{place}</coordinates></Point></Placemark>"
        for when, place, feet, knots in rows
    )
    line = "<Placemark><LineString><coordinates>1,2,3 4,5,6</coordinates></LineString></Placemark>"
    return f"{HEAD}<Document><name>W5113/IRM113</name><Folder>{marks}{line}</Folder></Document></kml>".encode()


POINT = ("2024-02-10T00:10:00Z", "51.31 35.69 3048")


def test_kml_is_longitude_latitude_and_metres(tmp_path):
    [position] = whole(read(tmp_path, flightaware([POINT])))["positions"]
    assert (position["lon"], position["lat"]) == (51.31, 35.69)
    assert position["alt_ft"] == pytest.approx(10_000)
    assert position["time"] == datetime(2024, 2, 10, 0, 10, tzinfo=UTC)
    assert (position["alt_kind"], position["gs_kt"], position["source"]) == ("unknown", None, None)


def test_the_day_is_that_of_the_track_and_not_of_the_documents_name(tmp_path):
    out = whole(read(tmp_path, flightaware([POINT]), "FlightAware_POU4521_OIII_UUWW_20240211.kml"))
    assert out["positions"][0]["craft"] == "track:POU4521@2024-02-10T00:10Z"


def test_the_airports_of_a_flight_plan_are_no_positions(tmp_path):
    out = whole(read(tmp_path, flightaware([POINT])))
    assert len(out["positions"]) == out["rows_in"] == 1


def test_an_ident_that_is_a_registration_names_the_airframe(tmp_path):
    out = whole(read(tmp_path, flightaware([POINT], ident="N711WS")))
    assert [line["registration"] for line in out["airframes"]] == ["N711WS"]
    assert whole(read(tmp_path, flightaware([POINT])))["airframes"] == []


def test_tar1090_says_the_ground_by_leaving_the_mode_of_altitude_out(tmp_path):
    ground = ("<extrude >0</extrude>", [("2024-02-10T00:00:00.500Z", "51.3 35.7 0")])
    air = ("<altitudeMode >absolute</altitudeMode>", [("2024-02-10T00:05:00Z", "51.4 35.8 1219.2")])
    first, second = whole(read(tmp_path, tar1090([ground, air])))["positions"]
    assert (first["alt_kind"], first["alt_ft"]) == ("ground", None)
    assert (second["alt_kind"], round(second["alt_ft"])) == ("unknown", 4000)
    assert first["craft"] == second["craft"] == "track:EP-PUS@2024-02-10T00:00Z"
    assert first["callsign"] is None


def test_a_point_written_twice_where_two_stretches_meet_is_kept_twice_and_judged_later(tmp_path):
    out = whole(read(tmp_path, tar1090([("", [POINT, POINT])])))
    assert (len(out["positions"]), out["rejected"]) == (2, 0)


def test_a_military_number_is_a_registration(tmp_path):
    out = whole(read(tmp_path, tar1090([("", [POINT])], name="82-0193")))
    assert [line["registration"] for line in out["airframes"]] == ["82-0193"]


def test_another_track_without_a_mode_has_no_altitude(tmp_path):
    data = f"{HEAD}<Document><Placemark><name>IRM113</name>{track([POINT], '')}</Placemark></Document></kml>".encode()
    [position] = whole(read(tmp_path, data))["positions"]
    assert (position["alt_ft"], position["alt_kind"], position["callsign"]) == (None, "unknown", "IRM113")


def test_flightradar24_writes_zero_feet_on_the_ground_and_at_sea_level(tmp_path):
    data = fr24(
        ("2024-02-10T00:00:00+00:00", "51.3,35.7,0", "0", "7"),
        ("2024-02-10T00:02:00+00:00", "51.31,35.71,0", "0", "140"),
        ("2024-02-10T00:04:00+00:00", "51.32,35.72,1828.8", "6,000", "250"),
    )
    taxiing, rolling, climbing = whole(read(tmp_path, data))["positions"]
    assert (taxiing["alt_kind"], taxiing["alt_ft"], taxiing["callsign"]) == ("ground", None, "IRM113")
    assert (rolling["alt_kind"], rolling["alt_ft"]) == ("unknown", None)
    assert (climbing["alt_kind"], climbing["alt_ft"], climbing["gs_kt"]) == ("baro", 6000, 250)


def test_times_without_places_and_places_without_times_are_rejects(tmp_path):
    data = flightaware([POINT]).replace(b"</gx:coord>", b"</gx:coord><when>2024-02-10T00:11:00Z</when>", 1)
    out = whole(read(tmp_path, data))
    assert (len(out["positions"]), out["sightings"]) == (1, [])
    assert [line["reason"] for line in out["rejects"]] == ["no position"]
    data = flightaware([POINT, ("when?", "51 35 1")])
    assert [line["reason"] for line in whole(read(tmp_path, data))["rejects"]] == ["no time"]


@pytest.mark.parametrize(
    "hostile",
    [
        '<!DOCTYPE kml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE kml [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE kml SYSTEM "http://example.org/kml.dtd">',
    ],
)
def test_xml_that_declares_entities_is_refused(tmp_path, hostile):
    data = flightaware([POINT]).replace(b"?>\n", f"?>\n{hostile}".encode()).replace(b"POU4521</name>", b"&b;</name>")
    out = whole(read(tmp_path, data))
    assert out["positions"] == []
    assert "declares a document type" in out["rejects"][0]["reason"]


def test_xml_nested_too_deep_is_refused(tmp_path):
    data = f"{HEAD}{'<Folder>' * 200}{track([POINT])}".encode()
    assert "nested more than" in whole(read(tmp_path, data))["rejects"][0]["reason"]


def test_a_file_cut_short_keeps_the_tracks_before_the_cut(tmp_path):
    data = tar1090([("", [POINT]), ("", [POINT])])
    out = whole(read(tmp_path, data[: data.rindex(b"<gx:coord")]))
    assert (len(out["positions"]), out["rejected"]) == (1, 1)
    assert "no whole XML" in out["rejects"][0]["reason"]


def test_of_a_track_cut_short_the_points_with_a_time_and_a_place_stand(tmp_path):
    data = flightaware([(f"2024-02-10T00:{minute}:00Z", "51 35 900") for minute in range(10, 20)])
    out = whole(read(tmp_path, data[: data.rindex(b"<gx:coord") - 30]))
    assert [position["row"] for position in out["positions"]] == list(range(8))
    assert out["rejected"] == 1


def test_a_track_of_too_many_points_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("crossbearing.intake.tracks.kml_marks.MOST_POINTS", 3)
    out = whole(read(tmp_path, flightaware([POINT] * 5)))
    assert (out["positions"], out["rejects"][0]["reason"]) == ([], "a track of more than 3 points")


def test_a_kml_of_lines_without_times_is_no_track(tmp_path):
    data = f"{HEAD}<Placemark><LineString><coordinates>1,2 3,4</coordinates></LineString></Placemark></kml>".encode()
    assert [line["reason"] for line in whole(read(tmp_path, data))["rejects"]] == [
        "a KML without times: it holds no track"
    ]


def test_two_unnamed_tracks_in_one_archive_are_two_craft(tmp_path):
    data = f"{HEAD}<Placemark>{track([POINT])}</Placemark></kml>".encode()
    out = whole(read(tmp_path, zip_of({"a.kml": data, "b.kml": data})))
    assert len({position["craft"] for position in out["positions"]}) == 2


def test_other_xml_is_not_taken_for_kml():
    assert recognises(flightaware([]))
    assert not recognises(b"<html><body>kml</body></html>")
    assert not recognises(b"a kml without brackets")


@given(st.integers(0, 5), st.text(st.sampled_from('<>&"/ gx:Trackwhencoord 0123.-Z'), max_size=60), st.integers(0, 900))
def test_whatever_the_bytes_rows_kept_and_rejected_make_rows_in(tmp_path_factory, count, noise, cut):
    data = bytearray(flightaware([POINT] * count))
    data[cut:cut] = noise.encode()
    assert balanced(read(tmp_path_factory.getbasetemp(), b"<kml>" + bytes(data)[cut // 2 :]))
    assert balanced(read(tmp_path_factory.getbasetemp(), HEAD.encode() + bytes(data)[300:]))
