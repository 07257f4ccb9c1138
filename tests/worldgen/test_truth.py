from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from worldgen.worlds import truth


def test_visits_alternate_with_flights(tiny: Path) -> None:
    flights, visits = truth(tiny, "flights"), truth(tiny, "visits")
    for craft in {row["craft"] for row in flights}:
        legs = [row for row in flights if row["craft"] == craft]
        stays = [row for row in visits if row["craft"] == craft]
        assert len(stays) == len(legs) + 1
        for before, leg, after in zip(stays, legs, stays[1:], strict=False):
            assert before["place"] == leg["departure_airport"]
            assert before["left_at"] == leg["departed_at"]
            assert after["place"] == leg["arrival_airport"]
            assert after["arrived_at"] == leg["arrived_at"]


def test_a_craft_is_never_in_two_flights_at_once(demo: Path) -> None:
    flights = truth(demo, "flights")
    for craft in {row["craft"] for row in flights}:
        legs = [row for row in flights if row["craft"] == craft]
        assert all(one["arrived_at"] < following["departed_at"] for one, following in pairwise(legs))


def test_no_address_and_no_registration_is_used_twice(tiny: Path, demo: Path) -> None:
    for folder in (tiny, demo):
        rows = truth(folder, "aircraft")
        named = [row["registration"] for row in rows if row["registration"]]
        assert len({row["craft"] for row in rows}) == len(rows)
        assert len(set(named)) == len(named)


def test_ground_vehicles_have_neither_flights_nor_visits(tiny: Path) -> None:
    vehicles = {row["craft"] for row in truth(tiny, "aircraft") if row["kind"] == "vehicle"}
    assert vehicles
    assert not vehicles & {row["craft"] for row in truth(tiny, "flights") + truth(tiny, "visits")}
