"""Places that the user drew: what is read of them, and what is refused or doubted."""

from __future__ import annotations

import json

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossbearing.intake import read_exhibit, sniff
from crossbearing.intake.places.drawn import MOST_CORNERS, MOST_PLACES, Drawn, place_of
from crossbearing.model.exhibits import ExhibitKind
from crossbearing.model.tables import PLACES
from crossbearing.movement.vessels.ports.harbours import harbours_of
from intake.track_bytes import read, zip_of

ROADS = [[53.2, 36.9], [53.4, 36.9], [53.4, 37.0], [53.2, 37.0], [53.2, 36.9]]


def feature(geometry: object, **properties: object) -> dict[str, object]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def polygon(*rings: object) -> dict[str, object]:
    return {"type": "Polygon", "coordinates": list(rings)}


def point(lat: float, lon: float) -> dict[str, object]:
    return {"type": "Point", "coordinates": [lon, lat]}


def drawn(tmp_path, *features: object):
    """The places and the reasons for rejects of a GeoJSON, which are all its features."""
    return told(tmp_path, json.dumps({"type": "FeatureCollection", "features": features}).encode())


def told(tmp_path, data: bytes):
    batches = read(tmp_path, data)
    places = [row for batch in batches for row in batch.places.to_dicts()]
    reasons = [row["reason"] for batch in batches for row in batch.rejects.to_dicts()]
    assert sum(batch.rows_in for batch in batches) == len(places) + len(reasons)
    return places, reasons


def test_a_polygon_is_a_place_with_its_corners_and_a_circle_round_them(tmp_path):
    ((place,), _) = drawn(tmp_path, feature(polygon(ROADS), name="Amirabad roads", kind="roadstead"))

    assert (place["id"], place["kind"]) == ("Amirabad roads", "anchorage")
    assert (place["lat"], place["lon"]) == pytest.approx((36.95, 53.3))
    assert 10.0 < place["radius_km"] < 11.0
    assert len(place["rings"][0]) == 5
    assert place["doubt"] is None


def test_a_table_may_be_french_with_decimal_commas(tmp_path):
    table = "Nom;Latitude;Longitude;Rayon_km;Genre\nRade d'Amirabad;36,95;53,30;7,5;mouillage\n"
    ((place,), _) = told(tmp_path, table.encode())

    assert (place["name"], place["radius_km"], place["kind"]) == ("Rade d'Amirabad", 7.5, "anchorage")


KML = """<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>Mine</name><Placemark>
<name>Roads</name><Polygon><outerBoundaryIs><LinearRing><coordinates>
53.2,36.9,0 53.4,36.9,0 53.4,37.0,0 53.2,37.0,0 53.2,36.9,0
</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>
<Placemark><name>Line</name><LineString><coordinates>1,2 3,4</coordinates></LineString></Placemark></Document></kml>"""


@pytest.mark.parametrize("data", [KML.encode(), zip_of({"doc.kml": KML.encode()})])
def test_a_kml_or_kmz_of_areas_is_of_places(tmp_path, data):
    path = tmp_path / "drawn"
    path.write_bytes(data)
    (place,), (reason,) = told(tmp_path, data)

    assert sniff(path) is ExhibitKind.PLACES
    assert place["name"] == "Roads"
    assert "neither one point nor an outline" in reason


def test_a_kml_that_declares_entities_is_refused(tmp_path):
    bomb = KML.replace("<kml", '<!DOCTYPE kml [<!ENTITY a "aaaa">]><kml', 1)

    places, (reason,) = told(tmp_path, bomb.encode())
    assert not places
    assert "document type" in reason


def test_latitude_and_longitude_exchanged_are_refused_or_doubted(tmp_path):
    # A journalist's notebook had a corner of Den Helder as (52.914838, 4.641531), which GeoJSON reads east, north.
    ((helder,), (reason,)) = drawn(
        tmp_path, feature(point(4.641531, 52.914838), name="helder"), feature(point(131.9, 43.1), name="vladivostok")
    )

    assert helder["doubt"] == "exchanged"
    assert "exchanged" in reason


def test_a_place_on_land_far_from_any_port_is_doubted_and_kept(tmp_path):
    ((desert,), _) = drawn(tmp_path, feature(point(25.0, 0.0), name="desert"))

    assert desert["doubt"] == "far_inland"


def test_an_outline_over_the_date_line_is_small(tmp_path):
    ((place,), _) = drawn(
        tmp_path, feature(polygon([[179.9, 10], [-179.9, 10], [-179.9, 10.2], [179.9, 10.2]]), name="line")
    )

    assert place["radius_km"] < 20.0
    assert abs(place["lon"]) == pytest.approx(180.0)


BOW = [[53.2, 36.9], [53.4, 37.0], [53.4, 36.9], [53.0, 37.05], [53.2, 36.9]]
CROWN = [[10.0 * k - 180.0, 89.0] for k in range(36)]
FLOOD = [[53.0 + k * 1e-6, 36.9 + (k % 2) * 0.1] for k in range(MOST_CORNERS + 2)]


@pytest.mark.parametrize(
    ("geometry", "reason"),
    [
        (polygon(BOW), "crosses itself"),
        (polygon(CROWN), "round a pole"),
        (polygon([[1, 1], [2, 2], [1, 1]]), "no area"),
        (polygon([]), "neither a point nor an outline"),
        (polygon(FLOOD), "limit corners"),
        (polygon([[0, 0], [9, 0], [9, 9]]), "limit km"),
        ({"type": "Point", "coordinates": ["a", None]}, "could not|no pairs|convert"),
        ({"type": "Point", "coordinates": [True, False]}, "no pairs"),
        ({"type": "Point", "coordinates": [1]}, "no pairs"),
        ({"type": "LineString", "coordinates": [[0, 0], [1, 1]]}, "neither a point nor a polygon"),
        (point(0, 500), "no place on Earth"),
        (None, "without a geometry"),
    ],
)
def test_what_is_no_place_is_a_reject_with_its_reason(tmp_path, geometry, reason):
    import re

    places, (told_why,) = drawn(tmp_path, feature(geometry, name="x"))

    assert not places
    assert re.search(reason, told_why)


def test_numbers_that_are_none_never_become_places(tmp_path):
    table = b"name,lat,lon,radius_km\nA,nan,1,\nB,inf,1,\nC,1,1,-3\nD,1,1,nan\nE,1,1,999\nF,x,1,\nG,1\n"

    places, reasons = told(tmp_path, table)

    assert not places
    assert len(reasons) == 7


def test_two_places_of_one_id_and_hostile_names_are_rejects(tmp_path):
    there = point(36.9, 53.3)
    (first,), reasons = drawn(
        tmp_path,
        feature(there, name="A"),
        feature(there, name="A"),
        feature(there, name="b\u202e\x1b[31m"),
        feature(there, name="c" * 201),
        feature(there, name="d", kind="castle"),
        feature(there, name="e", radius_km="=1+1"),
        7,
    )

    assert first["name"] == "A"
    assert reasons[0] == "the id “A” is that of feature 0"
    assert len(reasons) == 6


def test_a_flood_of_places_ends_at_the_limit(tmp_path):
    table = "name,lat,lon\n" + "".join(f"p{k},36.9,53.3\n" for k in range(MOST_PLACES + 3))

    places, reasons = told(tmp_path, table.encode())

    assert len(places) == MOST_PLACES
    assert len(reasons) == 3


@pytest.mark.parametrize("lat", [0.0, 89.0])
def test_what_reaches_over_half_of_all_seas_is_too_much(tmp_path, lat):
    table = "name,lat,lon,radius_km\n" + "".join(f"p{k},{lat},{k / 100},200\n" for k in range(1_600))

    places, reasons = told(tmp_path, table.encode())

    assert 0 < len(places) < 1_600
    assert all("limit area" in reason for reason in reasons)
    harbours_of(pl.DataFrame(places, schema=PLACES.schema)).nearest(np.array([lat]), np.array([0.0]))


def test_a_table_of_positions_or_of_nothing_is_none_of_places(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("name,time,lat,lon\nA,2024-01-01,1,1\n")
    with pytest.raises(Exception, match="no format"):
        list(read_exhibit(path, name="x.csv", kind=ExhibitKind.PLACES))


@given(
    st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), min_size=1, max_size=12),
    st.one_of(st.none(), st.floats()),
)
def test_whatever_is_drawn_is_a_sound_place_or_a_reason(corners, radius):
    for one in (Drawn("x", rings=(corners,)), Drawn("x", point=corners[0], radius_km=radius)):
        try:
            place = place_of(one)
        except ValueError:
            continue
        assert abs(place["lat"]) <= 90.0
        assert abs(place["lon"]) <= 180.0
        assert place["radius_km"] is None or 0.0 < place["radius_km"] < 203.0
