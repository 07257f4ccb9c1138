"""Where ships call: the ports of the Caspian, and those that reports on arms transfers name."""

from __future__ import annotations

import pytest

from crossbearing.world import load_world
from crossbearing.world.basemap import on_land
from crossbearing.world.geo import distance_km

# Positions by eye from charts and NGA's World Port Index, to two decimals; not those of the table.
CASPIAN = {
    "Amirabad": ("IRAMD", 36.86, 53.37),
    "Neka": ("IRNEK", 36.85, 53.26),
    "Anzali": ("IRBAZ", 37.48, 49.46),
    "Noshahr": ("IRNSH", 36.66, 51.51),
    "Olya": ("RUOYA", 45.78, 47.55),
    "Astrakhan": ("RUASF", 46.33, 48.00),
    "Makhachkala": ("RUMCX", 42.99, 47.51),
    "Derbent": ("RU-DERBENT", 42.07, 48.30),
    "Lagan": ("RU-LAGAN", 45.40, 47.37),
    "Aktau": ("KZAAU", 43.60, 51.22),
    "Bautino": ("KZ-BAUTINO", 44.54, 50.25),
    "Kuryk": ("KZKUR", 43.18, 51.65),
    "Turkmenbashi": ("TMKRW", 40.01, 52.98),
    "Baku": ("AZBAK", 40.36, 49.87),
    "Alat": ("AZ-ALAT", 39.98, 49.43),
}
ELSEWHERE = {
    "Tartus": (34.91, 35.86),
    "Latakia": (35.52, 35.77),
    "Novorossiysk": (44.72, 37.80),
    "Sevastopol": (44.62, 33.53),
    "Feodosia": (45.03, 35.41),
    "Kerch": (45.35, 36.48),
    "Kavkaz": (45.34, 36.67),
    "Rajin": (42.24, 130.29),
    "Vostochny": (42.74, 133.07),
    "Dunay": (42.88, 132.34),
    "Bandar Abbas": (27.14, 56.21),
    "Bandar Imam Khomeini": (30.43, 49.07),
    "Bushehr": (28.98, 50.83),
    "Hodeidah": (14.83, 42.93),
    "Ras Isa": (15.12, 42.60),
    "Port Sudan": (19.61, 37.23),
    "Benghazi": (32.11, 20.05),
    "Tobruk": (32.07, 23.99),
    "Misrata": (32.37, 15.22),
    "Berbera": (10.44, 45.01),
    "Massawa": (15.61, 39.47),
    "Assab": (13.00, 42.74),
    "Nampo": (38.72, 125.40),
    "Fujairah": (25.18, 56.36),
    "Khor Fakkan": (25.35, 56.37),
    "Alexandria": (31.18, 29.87),
    "Beirut": (33.91, 35.52),
    "Conakry": (9.51, -13.71),
    "Bissau": (11.86, -15.58),
    "La Guaira": (10.60, -66.94),
    "Havana": (23.14, -82.35),
    "Mariel": (23.00, -82.75),
    "Jask": (25.64, 57.77),
    "Nishtun": (15.82, 52.20),
}
# UN/LOCODE has whole minutes, and ports stretch.
NEAR_KM = 4.0


def far_km(code: str, lat: float, lon: float) -> float:
    (row,) = load_world().harbours.filter(id=code).to_dicts()
    return float(distance_km(row["lat"], row["lon"], lat, lon))


@pytest.mark.parametrize(("name", "told"), CASPIAN.items())
def test_a_port_of_the_caspian_is_known_by_its_name_and_place(name, told):
    code, lat, lon = told
    assert load_world().places.find(name, kind="port")[0].id == code
    assert far_km(code, lat, lon) < NEAR_KM


@pytest.mark.parametrize(("name", "place"), ELSEWHERE.items())
def test_a_port_that_reports_on_arms_transfers_name_has_its_place(name, place):
    harbours = load_world().harbours
    least = distance_km(*place, harbours["lat"].to_numpy(), harbours["lon"].to_numpy()).min()
    assert least < NEAR_KM


def test_amirabad_alone_is_the_one_of_the_caspian_and_never_its_namesake_of_the_gulf():
    known = load_world()
    caspian, gulf = known.places.find("Amirabad", kind="port")
    assert (caspian.id, gulf.id) == ("IRAMD", "IRBAM")
    assert known.places.find("port d'Amirabad")[0].id == "IRAMD"
    assert known.places.find("Amirabad", "IR")[0].id == "IRAMD"
    assert far_km("IRAMD", gulf.lat, gulf.lon) > 1000.0


# From the Volga's mouth to the bay of Gorgan, and from Baku to Turkmenbashi.
MID_CASPIAN = [(45.0, 48.5), (44.0, 49.5), (43.0, 49.0), (42.0, 50.5), (41.0, 51.5), (40.0, 51.0), (39.0, 51.5)]
SOUTH_CASPIAN = [(38.0, 51.0), (37.5, 50.5), (37.2, 52.0), (37.0, 53.0), (40.2, 50.5), (40.0, 52.5), (44.7, 50.0)]


@pytest.mark.parametrize("place", [*MID_CASPIAN, *SOUTH_CASPIAN])
def test_the_caspian_is_no_land(place):
    assert not on_land(*place)


def test_no_two_harbours_bear_one_code():
    codes = load_world().harbours["id"]
    assert codes.n_unique() == codes.len()
