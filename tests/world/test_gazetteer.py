"""Places by their French and English names."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.world import basemap, geo, load_world

WORLD = load_world()
PLACES = WORLD.places
SURFACES = dict(PLACES.surfaces())


@pytest.mark.parametrize(
    ("name", "english", "country"),
    [
        ("Téhéran", "Tehran", "IR"),
        ("TEHERAN", "Tehran", "IR"),
        ("Moscou", "Moscow", "RU"),
        ("Damas", "Damascus", "SY"),
        ("Ispahan", "Isfahan", "IR"),
        ("Machhad", "Mashhad", "IR"),
        ("Mechhed", "Mashhad", "IR"),
        ("Astrakan", "Astrakhan", "RU"),
        ("Bakou", "Baku", "AZ"),
        ("Le Caire", "Cairo", "EG"),
        ("Port-Soudan", "Port Sudan", "SD"),
        ("port soudan", "Port Sudan", "SD"),
        ("Alep", "Aleppo", "SY"),
        ("Lattaquié", "Latakia", "SY"),
        ("Saint-Pétersbourg", "Saint Petersburg", "RU"),
        ("Londres", "London", "GB"),
        ("Francfort", "Frankfurt am Main", "DE"),
        ("Varsovie", "Warsaw", "PL"),
        ("Bucarest", "Bucharest", "RO"),
        ("Kiev", "Kyiv", "UA"),
        ("Ielabouga", "Yelabuga", "RU"),
        ("Chahroud", "Shahrud", "IR"),
        ("N’Djamena", "N'Djamena", "TD"),
    ],
)
def test_a_city_is_found_by_its_french_name(name, english, country):
    best = PLACES.find(name)[0]
    assert (best.name, best.country) == (english, country)


@settings(deadline=None)
@given(st.sampled_from(sorted(SURFACES)[::97]), st.booleans())
def test_case_and_hyphens_do_not_count(surface, upper):
    respelt = (surface.upper() if upper else surface.lower()).replace("-", " ")
    assert SURFACES[surface] in PLACES.find(respelt)


def test_the_port_of_amirabad_lies_on_the_caspian_and_its_namesake_on_the_gulf():
    ports = [entry for entry in PLACES.find("Amirabad") if entry.kind == "port"]
    assert [entry.id for entry in ports] == ["IRAMD", "IRBAM"]
    assert PLACES.find("Amirabad")[0].id == "IRAMD"
    assert geo.distance_km(ports[0].lat, ports[0].lon, 36.853, 53.367) < 1
    assert ports[1].lat < 28


def test_olya_is_a_port_in_the_volga_delta():
    best = PLACES.find("Olya")[0]
    assert (best.kind, best.country) == ("port", "RU")
    assert geo.distance_km(best.lat, best.lon, 45.783, 47.533) < 1


def test_the_middle_of_the_caspian_lies_in_the_sea_and_on_no_land():
    sea = PLACES.find("mer Caspienne")[0]
    assert (sea.kind, sea.name, sea.country) == ("sea", "Caspian Sea", "")
    assert sea.box is not None
    south, west, north, east = sea.box
    assert south < 41.9 < north
    assert west < 50.6 < east
    assert not basemap.on_land(41.9, 50.6)


def test_moscow_has_its_metropolitan_group():
    airports = PLACES.airports_of("Moscou")
    assert {"UUEE", "UUWW", "UUDD", "UUBW", "UUMU", "UUMB"} <= set(airports)
    group = PLACES.group_of("UUEE")
    assert group == PLACES.group_of("UUWW")
    assert PLACES.group_airports(group) == airports


def test_tehran_has_mehrabad_and_imam_khomeini():
    assert {"OIII", "OIIE"} <= set(PLACES.airports_of("Téhéran", "IR"))


def test_an_airport_outside_every_group_is_its_own_group():
    assert PLACES.group_of("URWA") == "URWA"
    assert PLACES.group_airports("URWA") == ("URWA",)


def test_an_airport_code_stands_for_itself():
    assert PLACES.airports_of("UUEE") == ("UUEE",)
    assert PLACES.find("OIII")[0].kind == "airport"


def test_a_country_stands_for_all_its_transport_fields():
    airports = PLACES.airports_of("Syrie")
    assert {"OSDI", "OSAP", "OSLK"} <= set(airports)
    assert "OLBA" not in airports


def test_a_region_stands_for_the_fields_inside_it():
    crimea = PLACES.airports_of("Crimée")
    assert {"UKFF", "UKFB"} <= set(crimea)
    assert "URKA" not in crimea  # Anapa lies in the box, across the strait


def test_an_unknown_name_with_coordinates_stands_for_the_fields_around():
    assert PLACES.airports_of("Xyzzyville", None, 35.69, 51.42) == tuple(
        airport.icao for airport, _ in WORLD.airports.near(35.69, 51.42, 40, 4900)
    )
    assert PLACES.airports_of("Xyzzyville") == ()


def test_a_namesake_far_from_the_coordinates_is_another_place():
    assert "OLKA" in PLACES.airports_of("Tripoli", None, 34.44, 35.83)
    assert "HLLM" in PLACES.airports_of("Tripoli", None, 32.88, 13.19)


def test_the_country_decides_between_namesakes():
    assert PLACES.find("Tripoli")[0].country == "LY"
    assert PLACES.find("Tripoli", "LB")[0].country == "LB"
    assert PLACES.find("Sari")[0].country == "IR"  # also a name of Surrey in Canada


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Chkalovsky", "UUMU"),
        ("Vnoukovo", "UUWW"),
        ("Mehrabad", "OIII"),
        ("Hmeimim", "OSLK"),
        ("base aérienne de Khmeimim", "OSLK"),
        ("aéroport de Damas", "OSDI"),
        ("Ramstein Air Base", "ETAR"),
        ("Waterkloof air base", "FAWK"),
    ],
)
def test_bases_and_airports_are_found_by_the_names_reports_use(name, code):
    assert code in PLACES.find(name)[0].airports


def test_a_port_is_preferred_when_the_word_port_is_said():
    assert PLACES.find("port de Bandar Anzali")[0].kind == "port"
    assert PLACES.find("Anzali", kind="port")[0].id == "IRBAZ"


WORDS = ("Le", "Mer", "Sept", "Nation", "Union", "Police", "Hier", "Mars", "Depuis", "Selon", "Grad", "Brent")
PEOPLE = ("Ali", "Poutine", "Victoria", "Boeing", "Vladimir", "Ford")


@pytest.mark.parametrize("word", WORDS + PEOPLE)
def test_ordinary_words_and_names_of_people_are_not_offered_as_places(word):
    assert word not in SURFACES


def test_every_spelling_offered_is_found_again():
    for surface, entry in list(SURFACES.items())[::211]:
        assert entry in PLACES.find(surface), surface


def test_the_airports_of_every_group_exist_and_belong_to_one_group_only():
    seen: set[str] = set()
    for row in PLACES.groups.iter_rows(named=True):
        for code in row["airports"].split():
            assert WORLD.airports.get(code) is not None, code
            assert code not in seen, code
            seen.add(code)


def test_every_airport_a_place_names_exists():
    codes = {code for cell in PLACES.frame["airports"].drop_nulls() for code in cell.split()}
    assert codes <= set(WORLD.airports.frame["icao"])


def test_the_point_of_a_sea_or_region_lies_inside_its_box():
    for name, kind, lat, lon, box in PLACES.frame.select("name", "kind", "lat", "lon", "box").iter_rows():
        assert (box is not None) == (kind in ("sea", "region")), name
        if box is not None:
            south, west, north, east = box
            assert south < lat < north, name
            assert (west < lon < east) if west < east else (lon > west or lon < east), name
