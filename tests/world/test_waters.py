"""The shortest ways over water: never longer than the true ones, never shorter than the crow's."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.world.geo import distance_km
from crossbearing.world.tables import packaged
from crossbearing.world.waters import girth_km, on_water, water_km, waters
from crossbearing.worldgen.sea.places import nodes
from crossbearing.worldgen.sea.routes import chain_km

AT = {
    "Amirabad": (36.86, 53.37),
    "Olya": (45.78, 47.55),
    "Anzali": (37.48, 49.46),
    "Astrakhan": (46.33, 48.02),
    "Aktau": (43.60, 51.22),
    "Baku": (40.36, 49.87),
    "Sumqayit": (40.60, 49.68),
    "Rostov": (47.20, 39.70),
    "Novorossiysk": (44.72, 37.80),
    "Mariupol": (47.06, 37.51),
    "Odesa": (46.49, 30.74),
    "Poti": (42.15, 41.64),
    "Istanbul": (41.01, 28.98),
    "Tartus": (34.90, 35.86),
    "Bandar Abbas": (27.13, 56.20),
    "Baltiysk": (54.65, 19.87),
    "Kiel": (54.40, 10.20),
    "Hamburg": (53.54, 9.98),
    "Colon": (9.37, -79.90),
    "Los Angeles": (33.73, -118.25),
    "New York": (40.60, -74.00),
    "Duluth": (46.77, -92.10),
    "Montreal": (45.50, -73.55),
    "Nome": (64.45, -165.40),
    "Provideniya": (64.30, -173.30),
    "Anadyr": (64.70, 177.60),
}
SEA = sorted(AT)


def km(one: str, other: str) -> float:
    return float(water_km(*AT[one], *AT[other])[0, 0])


# The right-hand figures are ways as ships sail them, by published tables of distances or the lengths of the canals.
@pytest.mark.parametrize(
    ("one", "other", "least", "sailed"),
    [
        ("Amirabad", "Olya", 1_080, 1_110),
        ("Anzali", "Astrakhan", 1_000, 1_085),
        ("Baku", "Sumqayit", 70, 100),
        ("Amirabad", "Rostov", 1_850, 2_300),
        ("Aktau", "Novorossiysk", 1_550, 2_100),
        ("Olya", "Baltiysk", 3_400, 5_000),
        ("Novorossiysk", "Istanbul", 800, 840),
        ("Mariupol", "Odesa", 740, 830),
        ("Novorossiysk", "Tartus", 2_100, 2_350),
        ("Kiel", "Hamburg", 130, 200),
        ("Colon", "Los Angeles", 5_100, 5_500),
        ("New York", "Los Angeles", 8_600, 9_150),
        ("Duluth", "Montreal", 1_850, 2_150),
        ("Anadyr", "Provideniya", 430, 620),
        ("Bandar Abbas", "Amirabad", 9_000, 12_500),
    ],
)
def test_ways_are_a_little_shorter_than_ships_sail(one, other, least, sailed):
    assert least <= km(one, other) <= sailed


def test_the_caspian_leads_to_poti_only_by_the_volga_don_canal():
    assert km("Aktau", "Poti") > 2 * float(distance_km(*AT["Aktau"], *AT["Poti"]))
    assert km("Aktau", "Poti") > km("Aktau", "Rostov")


def test_no_way_is_told_that_is_longer_than_asked_for():
    assert np.isinf(water_km(*AT["Baku"], *AT["Poti"], most_km=1_500.0)).all()
    assert np.isfinite(water_km(*AT["Baku"], *AT["Sumqayit"], most_km=100.0)).all()


@pytest.mark.parametrize(
    ("lat", "lon"),
    [(41.9, 50.6), (37.0, 53.3), (45.2, 36.6), (46.0, 36.9), (43.3, 34.2), (41.2, 29.1), (40.2, 26.4), (45.0, -87.0)],
    ids=["Caspian", "off Amirabad", "Kerch", "Azov", "Black Sea", "Bosporus", "Dardanelles", "Lake Michigan"],
)
def test_seas_straits_and_great_lakes_are_water(lat, lon):
    assert on_water(np.array([lat]), np.array([lon])).all()


@pytest.mark.parametrize(
    ("lat", "lon"), [(55.75, 37.3), (45.3, 34.2), (67.0, 178.0), (67.0, -178.0), (30.0, 10.0), (-25.0, 135.0)]
)
def test_land_is_land_on_either_side_of_the_date_line(lat, lon):
    assert waters().shores.inland(np.array([lat]), np.array([lon])).all()


def test_every_caspian_port_is_at_sea_or_on_the_volga():
    ports = packaged("harbours").filter(
        pl.col("lat").is_between(36.4, 47.3) & pl.col("lon").is_between(46.6, 54.1), pl.col("country") != "GE"
    )
    assert ports.height >= 14
    reached = water_km(41.9, 50.6, ports["lat"].to_numpy(), ports["lon"].to_numpy())[0]
    straight = distance_km(41.9, 50.6, ports["lat"].to_numpy(), ports["lon"].to_numpy())
    assert np.isfinite(reached).all()
    assert (reached < 2.2 * straight).all()


COASTS = ("Novorossiysk", "Mariupol", "Odesa", "Poti", "Istanbul", "Tartus")
places = st.sampled_from(COASTS)
offsets = st.tuples(st.floats(-0.05, 0.05), st.floats(-0.05, 0.05))


def near(name: str, by: tuple[float, float]) -> tuple[float, float]:
    return round(AT[name][0] + by[0], 3), round(AT[name][1] + by[1], 3)


@settings(max_examples=25, deadline=None)
@given(one=places, other=places, by=offsets)
def test_a_way_is_never_shorter_than_the_great_circle_and_the_same_in_both_directions(one, other, by):
    here, there = near(one, by), AT[other]
    way = float(water_km(*here, *there, most_km=4_000.0)[0, 0])

    assert way >= float(distance_km(*here, *there)) - 1e-6
    assert way == pytest.approx(float(water_km(*there, *here, most_km=4_000.0)[0, 0]), abs=1e-6)


@settings(max_examples=25, deadline=None)
@given(one=places, other=places, by_way_of=places, by=offsets)
def test_at_sea_no_way_is_longer_than_one_by_a_third_place(one, other, by_way_of, by):
    third = near(by_way_of, by)
    to, on = (float(water_km(*AT[name], *third, most_km=4_000.0)[0, 0]) for name in (one, other))

    assert float(water_km(*AT[one], *AT[other], most_km=4_000.0)[0, 0]) <= to + on + 1e-6


@settings(max_examples=40, deadline=None)
@given(st.floats(41.0, 42.6), st.floats(49.5, 51.5), st.floats(41.0, 42.6), st.floats(49.5, 51.5))
def test_on_the_open_sea_the_way_is_the_great_circle(lat1, lon1, lat2, lon2):
    assert water_km(lat1, lon1, lat2, lon2)[0, 0] == pytest.approx(float(distance_km(lat1, lon1, lat2, lon2)), abs=1e-9)


def test_no_way_is_longer_than_one_that_was_drawn_by_hand_without_crossing_land():
    """Lines of fairways through five seas, drawn for other ends; its rivers have no bends between some dozen points."""
    at = nodes()
    names = sorted(at)[::3]
    lats, lons = (np.array(column) for column in zip(*(at[name] for name in names), strict=True))
    for name in names:
        drawn = np.array([chain_km(name, other) for other in names])
        found = water_km(*at[name], lats, lons, most_km=2_000.0)[0]
        known = (drawn > 0.0) & (drawn < 1_900.0)
        assert (found[known] <= 1.01 * drawn[known] + 1.0).all(), name


def test_on_a_river_ways_are_as_long_as_its_bends_are_known_to_make_them():
    volgograd, samara = (48.70, 44.52), (53.19, 50.08)

    assert 0.75 * (2560 - 1746) <= water_km(*volgograd, *samara)[0, 0] <= 2560 - 1746


def test_of_waters_that_nobody_drew_nothing_is_said():
    lake_tanganyika = (-6.0, 29.6)

    assert water_km(*lake_tanganyika, *AT["Odesa"])[0, 0] == pytest.approx(
        float(distance_km(*lake_tanganyika, *AT["Odesa"]))
    )


def test_what_lies_round_a_cape_is_farther_from_a_port_than_the_circle_round_it():
    assert girth_km(*AT["Amirabad"], 15.0) == 15.0
    assert girth_km(*AT["Baku"], 40.0) > 70.0


def test_many_places_at_once_are_as_one_by_one():
    lats, lons = (np.array(column) for column in zip(*(AT[name] for name in SEA), strict=True))
    table = water_km(lats[:3], lons[:3], lats, lons)

    assert table.shape == (3, len(SEA))
    assert table[1, 5] == km(SEA[1], SEA[5])
    assert not np.isnan(table).any()


def test_the_model_stays_small():
    from pathlib import Path

    from crossbearing.world import tables

    folder = Path(tables.__file__).parent / "data"
    size = sum((folder / f"{name}.parquet").stat().st_size for name in ("shores", "waterways", "water_links"))
    assert size < 500_000
