"""Ports of the user's own: in files, in words, and in a case with the exhibit as evidence."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest

from crossbearing.case import Case
from crossbearing.case.questions.harvest import as_geojson
from crossbearing.case.questions.user_places import user_places
from crossbearing.errors import InputError
from crossbearing.world.geo import bearing_deg, distance_km

HEAD = "MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType,Status,Length,Width,Draft"
ROADS = {
    "type": "Feature",
    "properties": {"name": "Black Rock", "kind": "roadstead"},
    "geometry": {
        "type": "Polygon",
        "coordinates": [[[50.4, 41.4], [50.6, 41.4], [50.6, 41.6], [50.4, 41.6], [50.4, 41.4]]],
    },
}
CLAIM = {
    "type": "claim",
    "kind": "port_call",
    "polarity": "positive",
    "stance": "asserted",
    "places": [{"name": "Black Rock", "role": "site"}],
    "when": {"start": "2024-02-05", "end": "2024-02-06"},
    "craft": {"mmsi": ["273123456"]},
    "checkable_by": ["vessels"],
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A ship that lies in the middle of the sea for a day, and what was drawn and claimed about it."""
    made = tmp_path_factory.mktemp("places")
    rows = [HEAD]
    for minute in range(0, 24 * 60, 10):
        at = (datetime(2024, 2, 5, tzinfo=UTC) + timedelta(minutes=minute)).strftime("%Y-%m-%dT%H:%M:%S")
        lat = 41.5 if minute < 1200 else 41.5 + (minute - 1200) / 60 * 0.18
        rows.append(f"273123456,{at},{lat:.5f},50.5,0.1,0,0,SEA DAWN,IMO9074729,UAAB,70,0,120,16,4.5")
    (made / "day.csv").write_text("\n".join(rows) + "\n")
    (made / "roads.geojson").write_text(json.dumps(ROADS))
    (made / "claims.jsonl").write_text(json.dumps(CLAIM) + "\n")
    return made


def verdict(folder, tmp_path, *names: str):
    with Case.new(tmp_path / "case") as case:
        list(case.add([folder / name for name in names]))
        case.run()
        assert not case.verify()
        for language, word in (("en", "drawn by the author"), ("fr", "tracés par l’auteur")):
            assert (word in case.dossier(language)) == ("roads.geojson" in names)
        (one,) = case.verdicts()
        return one


def test_a_claim_finds_the_place_that_was_drawn_and_names_its_exhibit(folder, tmp_path):
    one = verdict(folder, tmp_path, "day.csv", "claims.jsonl", "roads.geojson")

    digest = sha256((folder / "roads.geojson").read_bytes()).hexdigest()
    assert one.verdict == "supported"
    assert ("place", "Black Rock", (f"{digest}##0",)) in [(row.kind, row.id, row.exhibits) for row in one.evidence]
    assert "drawn.place" in [said.key for said in one.because]


def test_without_the_drawing_nobody_knows_the_place(folder, tmp_path):
    assert verdict(folder, tmp_path, "day.csv", "claims.jsonl").verdict == "not_checkable"


def test_a_place_drawn_later_makes_the_ships_be_looked_at_again(folder, tmp_path):
    with Case.new(tmp_path / "case") as case:
        list(case.add([folder / "day.csv", folder / "claims.jsonl"]))
        case.run()
        list(case.add([folder / "roads.geojson"]))
        assert {"ships", "judgement"} <= set(case.run())
        assert case.verdicts()[0].verdict == "supported"
        moved = json.loads(json.dumps(ROADS).replace("41.", "38."))
        (tmp_path / "again.geojson").write_text(json.dumps(moved))
        list(case.add([tmp_path / "again.geojson"]))
        case.run()
        assert case.verdicts()[0].verdict == "not_observable"


@pytest.mark.parametrize(
    "words",
    [
        "15 km west of Amirabad",
        "15 km à l'ouest d'Amirabad",
        "à 15 km à l'ouest du port d'Amirabad",
        "15 kilometres west of the port of Amirabad",
    ],
)
def test_a_place_in_words_lies_where_they_say(words):
    (one,) = user_places([], [words]).places.to_dicts()
    amirabad = (36.853, 53.367)

    assert float(distance_km(*amirabad, one["lat"], one["lon"])) == pytest.approx(15.0, abs=0.1)
    assert float(bearing_deg(*amirabad, one["lat"], one["lon"])) == pytest.approx(270.0, abs=0.5)
    assert (one["id"], one["kind"], one["radius_km"]) == (words, "anchorage", 5.0)


def test_who_speaks_of_the_sea_means_tartus_and_not_tartu():
    (one,) = user_places([], ["25 km west of Tartus"]).places.to_dicts()

    assert (round(one["lat"]), round(one["lon"])) == (35, 36)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("nowhere at all", "no place we know"),
        ("", "no place we know"),
        ("25 km off Tartus", "without a direction"),
        ("900 km west of Tartus", "farther than 200 km"),
        ("99,5,3", "latitude 99 is none"),
        ("36.9,53.3,900", "radius_km 900"),
        ("x" * 500, "no place we know"),
    ],
)
def test_words_that_mean_no_place_are_refused(words, reason):
    with pytest.raises(InputError, match=reason):
        user_places([], [words])


def test_a_file_without_any_place_is_refused_and_a_bad_place_beside_a_good_one_is_a_reject(tmp_path):
    (tmp_path / "empty.csv").write_text("name,lat,lon\n")
    (tmp_path / "bad.csv").write_text("name,lat,lon\nA,99,1\nB,36.9,53.3\n")

    with pytest.raises(InputError, match="no place is drawn here"):
        user_places([tmp_path / "empty.csv"], [])
    own = user_places([tmp_path / "bad.csv"], [])
    assert own.places["id"].to_list() == ["B"]
    assert own.rejects["reason"].to_list() == ["latitude 99 is none: latitude and longitude seem to be exchanged"]


def test_what_is_written_can_be_given_back(tmp_path):
    hole = [[50.48, 41.48], [50.52, 41.48], [50.52, 41.52], [50.48, 41.48]]
    drawn = json.loads(json.dumps(ROADS))
    drawn["geometry"]["coordinates"].append(hole)
    (tmp_path / "one.geojson").write_text(json.dumps(drawn))
    first = user_places([tmp_path / "one.geojson"], ["15 km west of Amirabad"]).places
    (tmp_path / "two.geojson").write_text(as_geojson(first.to_dicts()))
    again = user_places([tmp_path / "two.geojson"], []).places

    assert again.select("id", "name", "kind").equals(first.select("id", "name", "kind"))
    assert again["radius_km"].to_list() == pytest.approx(first["radius_km"].to_list(), abs=0.01)
    assert again["rings"].list.len().fill_null(0).to_list() == [0, 2]
