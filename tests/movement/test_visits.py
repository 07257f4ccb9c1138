"""Stays, their bounds, and how many there were at least and at most."""

from __future__ import annotations

from datetime import datetime

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossbearing.model.tables import AIRFRAMES, VISITS
from crossbearing.movement import count_visits, flights, plausible, visits
from crossbearing.world import World, load_world
from notation import at, fly, park, together, track

IL76 = "icao24:7380c2"
MOSCOW = ("UUWW", "UUEE", "UUDD")


@pytest.fixture(scope="module")
def world() -> World:
    return load_world()


def stays(drawn: pl.DataFrame, world: World) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Visits and flights of a drawing."""
    marked = plausible(drawn)
    found = flights(marked, AIRFRAMES.empty(), world)
    here = visits(found, marked, world)
    assert VISITS.conform(here).equals(here)
    return here, found


def shown(here: pl.DataFrame) -> list[str]:
    return here.filter("shown").sort("arrived_before")["place"].to_list()


def count(here: pl.DataFrame, places: tuple[str, ...], start: str, end: str, world: World) -> tuple[int, int]:
    n = count_visits(here, [IL76], places, at(start), at(end), world)
    return n.n_min, n.n_max


def there_and_back(day: str = "2024-02-10", arrive: str = "UUWW", depart: str = "UUWW") -> pl.DataFrame:
    out = fly(IL76, "OIII", arrive, f"{day} 06:00", callsign="IRF1")
    home = fly(IL76, depart, "OIII", f"{day} 14:00", callsign="IRF2")
    return together(out, home)


def test_a_stay_lies_between_the_flight_in_and_the_flight_out(world: World) -> None:
    here, found = stays(there_and_back(), world)
    assert shown(here) == ["OIII", "UUWW", "OIII"]
    stay = here.filter(pl.col("place") == "UUWW").row(0, named=True)
    assert stay["arrived_after"] == found["last_seen"][0] and stay["left_before"] == found["first_seen"][1]
    assert stay["arrived_after"] <= stay["arrived_before"] < stay["left_after"] <= stay["left_before"]
    assert stay["arrival_flight"] == found["id"][0] and stay["departure_flight"] == found["id"][1]


def test_at_the_edges_of_the_archive_a_stay_is_unbounded(world: World) -> None:
    here, _ = stays(there_and_back(), world)
    first, last = here.filter(pl.col("place") == "OIII").sort("arrived_before").to_dicts()
    assert first["arrived_after"] is None and last["left_before"] is None


def test_silence_does_not_end_a_stay(world: World) -> None:
    """Parked and heard, then nothing for six days, then heard again on the same stand and leaving."""
    seen = park(IL76, "UUWW", "2024-02-01 06:00", "2024-02-01 07:00")
    home = fly(IL76, "UUWW", "OIII", "2024-02-07 14:00")
    here, _ = stays(together(seen, home), world)
    assert shown(here) == ["UUWW", "OIII"]


def test_an_overflight_is_not_a_visit(world: World) -> None:
    drawn = fly(IL76, "OIII", "UUWW", "2024-02-10 06:00").filter(pl.col("lat").is_between(42, 50))
    here, _ = stays(drawn, world)
    assert shown(here) == []


def test_a_craft_that_was_only_seen_parked_has_a_stay_without_bounds(world: World) -> None:
    here, found = stays(park(IL76, "UUWW", "2024-02-01 06:00", "2024-02-01 07:00"), world)
    (stay,) = here.to_dicts()
    assert found.is_empty() and stay["place"] == "UUWW" and stay["evidence"] == "ground"
    assert stay["arrived_after"] is None and stay["left_before"] is None


def test_a_stay_that_nobody_saw_is_only_possible(world: World) -> None:
    out = fly(IL76, "OIII", "UUWW", "2024-02-10 06:00").filter(pl.col("lat") < 48)
    home = fly(IL76, "UUWW", "OIII", "2024-02-10 16:00").filter(pl.col("lat") < 48)
    here, found = stays(together(out, home), world)
    assert shown(here) == ["OIII", "OIII"]
    guesses = here.filter(~pl.col("shown"))
    assert None in guesses["place"].to_list() and guesses["arrival_flight"].unique().to_list() == [found["id"][0]]
    n = count_visits(here, [IL76], MOSCOW, at("2024-02-10 00:00"), at("2024-02-11 00:00"), world, flights=found)
    assert (n.n_min, n.n_max) == (0, 1)


def test_an_unseen_stay_too_far_away_is_not_possible(world: World) -> None:
    """Six hours between the sightings are enough for Moscow and not for Denver."""
    out = fly(IL76, "OIII", "UUWW", "2024-02-10 06:00").filter(pl.col("lat") < 48)
    home = fly(IL76, "UUWW", "OIII", "2024-02-10 12:30").filter(pl.col("lat") < 48)
    here, found = stays(together(out, home), world)
    window = (at("2024-02-10 00:00"), at("2024-02-11 00:00"))
    assert count_visits(here, [IL76], ("KDEN",), *window, world, flights=found).n_max == 0
    assert count_visits(here, [IL76], ("UUWW",), *window, world, flights=found).n_max == 1


def test_two_airports_of_one_city_are_one_stay_in_the_city(world: World) -> None:
    out = fly(IL76, "OIII", "UUEE", "2024-02-10 06:00")
    across = fly(IL76, "UUEE", "UUWW", "2024-02-10 12:00", cruise_ft=4000, gs_kt=220)
    home = fly(IL76, "UUWW", "OIII", "2024-02-10 16:00")
    here, _ = stays(together(out, across, home), world)
    assert shown(here) == ["OIII", "UUEE", "UUWW", "OIII"]
    assert count(here, MOSCOW, "2024-02-10 00:00", "2024-02-11 00:00", world) == (1, 1)
    assert count(here, ("UUWW",), "2024-02-10 00:00", "2024-02-11 00:00", world) == (1, 1)


def test_four_visits_in_ten_days_are_four(world: World) -> None:
    drawn = together(*(there_and_back(f"2024-02-{day:02d}") for day in (2, 5, 7, 10)))
    here, _ = stays(drawn, world)
    assert count(here, MOSCOW, "2024-02-01 00:00", "2024-02-11 00:00", world) == (4, 4)
    assert count(here, MOSCOW, "2024-02-04 00:00", "2024-02-11 00:00", world) == (3, 3)
    assert count(here, ("UNOO",), "2024-02-01 00:00", "2024-02-11 00:00", world) == (0, 0)


def test_a_stay_whose_arrival_was_not_seen_may_lie_before_the_window(world: World) -> None:
    """It left on the 10th; nobody knows since when it had been there."""
    here, _ = stays(fly(IL76, "UUWW", "OIII", "2024-02-10 14:00"), world)
    assert count(here, MOSCOW, "2024-02-01 00:00", "2024-02-05 00:00", world) == (0, 1)
    assert count(here, MOSCOW, "2024-02-10 00:00", "2024-02-11 00:00", world) == (1, 1)


def test_a_long_silence_elsewhere_leaves_room_for_an_unheard_visit(world: World) -> None:
    """Parked at Tehran, unheard for twelve hours, heard again on the same stand: Moscow and back takes six."""
    parked = together(
        park(IL76, "OIII", "2024-02-10 00:00", "2024-02-10 06:00"),
        park(IL76, "OIII", "2024-02-10 18:00", "2024-02-10 23:00"),
    )
    marked = plausible(parked)
    here = visits(flights(marked, AIRFRAMES.empty(), world), marked, world)
    window = (at("2024-02-10 00:00"), at("2024-02-11 00:00"))

    def most(*places: str) -> tuple[int, int, bool]:
        n = count_visits(here, [IL76], places, *window, world, positions=marked)
        return n.n_min, n.n_max, n.n_most >= n.n_min + 4

    assert most("UUWW") == (0, 1, True), "seven hours are left there: one visit at the pace of craft, more by physics"
    assert most("KDEN") == (0, 0, False)
    assert most("OIII") == (1, 2, True), "one round in twelve hours at the pace of craft, more by physics"
    assert count(here, ("UUWW",), "2024-02-10 00:00", "2024-02-11 00:00", world) == (0, 0)


@given(st.integers(0, 20), st.integers(1, 20))
def test_a_wider_window_never_counts_fewer(first: int, days: int) -> None:
    here = _made()
    narrow = _count(here, datetime_of(first), datetime_of(first + days))
    wide = _count(here, datetime_of(max(0, first - 2)), datetime_of(first + days + 2))
    assert narrow[0] <= wide[0] and narrow[1] <= wide[1]


def datetime_of(day: int) -> datetime:
    return at(f"2024-02-{1 + day:02d} 00:00") if day < 28 else at(f"2024-03-{day - 27:02d} 00:00")


def _made() -> pl.DataFrame:
    """Stays at Moscow on every third day, with stays at Tehran between, none of them uncertain."""
    rows = []
    for day in range(0, 27, 3):
        for place, hour in (("UUWW", 6), ("OIII", 18)):
            bounds = [at(f"2024-02-{1 + day:02d} {hour + k:02d}:00") for k in range(4)]
            names = ("arrived_after", "arrived_before", "left_after", "left_before")
            rows.append(
                dict.fromkeys(VISITS.schema)
                | dict(zip(names, bounds, strict=True))
                | {"id": f"{place}{day}", "craft": IL76, "place": place, "shown": True, "p": 1.0}
            )
    return VISITS.conform(pl.DataFrame(rows, schema=VISITS.schema))


def _count(here: pl.DataFrame, start: datetime, end: datetime) -> tuple[int, int]:
    n = count_visits(here, [IL76], ("UUWW",), start, end, load_world())
    return n.n_min, n.n_max


def hopped_down_at(lat_lon: str, height_ft: int) -> pl.DataFrame:
    """A helicopter leaves Vnukovo, comes down at a spot 40 km away, is unheard for 45 minutes, and flies back."""
    rows = ["icao24:140427"]
    lat, lon = (float(one) for one in lat_lon.split(","))
    for minute in range(16):
        share = minute / 15
        ft = "ground" if minute == 0 else f"{round(height_ft + (2500 - height_ft) * min(1.0, 4 * (1 - share)))}"
        at_ = f"{55.5915 + (lat - 55.5915) * share:.4f},{37.2615 + (lon - 37.2615) * share:.4f}"
        rows.append(f"2024-02-10 08:{minute:02d} {at_} {ft} gs=90")
        back = f"2024-02-10 {9 + (15 - minute) // 60:02d}:{(15 - minute) % 60:02d}"
        rows.append(f"{back} {at_} {ft} gs=90")
    return track("\n".join([rows[0], *sorted(rows[1:])]))


def test_a_landing_away_from_any_field_with_both_ends_seen_low_is_a_stay_with_bounds(world: World) -> None:
    here, found = stays(hopped_down_at("54.95,36.55", 900), world)
    assert found.height == 2
    [away] = [row for row in here.filter("shown").to_dicts() if row["place"] is None]
    assert away["arrived_after"] == found["last_seen"][0] and away["left_before"] == found["first_seen"][1]
    assert away["arrived_after"] <= away["arrived_before"] < away["left_after"] <= away["left_before"]
    assert (away["arrival_flight"], away["departure_flight"]) == (found["id"][0], found["id"][1])


def test_lost_and_found_high_at_one_spot_is_no_stay_there(world: World) -> None:
    here, _ = stays(hopped_down_at("54.95,36.55", 4500), world)
    assert all(row["place"] is not None for row in here.filter("shown").to_dicts())
