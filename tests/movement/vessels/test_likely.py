"""What two ships together are doing: told by how each lies as seen from the deck of the other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from math import cos, pi, radians, sin

import numpy as np
import polars as pl
import pytest

from crossbearing.dossier.words import say
from crossbearing.model.vessel_tables import VESSEL_STATICS
from crossbearing.movement.vessels.ports.harbours import Harbours
from crossbearing.movement.vessels.together.encounters import encounters
from crossbearing.movement.vessels.trust.plausible import plausible
from crossbearing.worldgen.sea.crowded_road import crowded_road
from movement.vessels.sea import MID_CASPIAN, MIDNIGHT, Place, every, named, off, ship, statics

A, B = 273111111, 422222222
PORT = Harbours(("XXPRT",), *(np.array([one]) for one in (*MID_CASPIAN, 15.0)))
SIZED = statics(named(A), named(B, length_m=100.0))
Heading = Callable[[float], float]
Path = Callable[[float], Place]


def tide(hour: float) -> float:
    """Where bows point: round and back in twelve hours."""
    return 90.0 + 80.0 * sin(2.0 * pi * hour / 12.0)


def sheer(phase: float) -> Heading:
    """To and fro each ten minutes, about the tide."""
    return lambda hour: tide(hour) + 9.0 * sin(2.0 * pi * hour / 0.19 + phase)


def swinging(anchor: Place, heading: Heading, chain_m: float = 200.0) -> Path:
    """An antenna so far behind an anchor."""
    return lambda hour: off(anchor, -chain_m * cos(radians(heading(hour))), -chain_m * sin(radians(heading(hour))))


def beside(host: Path, heading: Heading, ahead_m: float, right_m: float) -> Path:
    """A place on the deck of another ship, or beside it."""

    def where(hour: float) -> Place:
        turn = radians(heading(hour))
        north, east = ahead_m * cos(turn) - right_m * sin(turn), ahead_m * sin(turn) + right_m * cos(turn)
        return off(host(hour), north, east)

    return where


def coming(path: Path, arrives: float, leaves: float) -> Path:
    """From far off to that place and back, at three knots."""

    def where(hour: float) -> Place:
        away = max(arrives - hour, hour - leaves, 0.0) * 3.0 * 1852.0
        return off(path(hour), 0.0, away)

    return where


def track(mmsi: int, path: Path, hours: list[float], heading: Heading | None, noise_m: float = 6.0, status: int = 0):
    """A ship heard at some hours, with fixes that err."""
    rng = np.random.default_rng(mmsi)
    errs = iter(rng.normal(0.0, noise_m, (len(hours) * 2, 2)))
    rows = ship(mmsi, lambda hour: off(path(hour), *next(errs)), hours, status=status)
    said = [None if heading is None else round(heading(hour)) % 360 for hour in hours]
    return rows.with_columns(heading_deg=pl.Series(said, dtype=rows.schema["heading_deg"]))


def met(one: pl.DataFrame, other: pl.DataFrame, told: pl.DataFrame = SIZED, ports: Harbours | None = None):
    return encounters(plausible(pl.concat([one, other])), told, ports).to_dicts()


def words(found: list[dict[str, object]]) -> set[object]:
    return {one["likely"] for one in found}


HOURS = every(3, 0.0, 30.0)
HOST, STEERS = swinging(MID_CASPIAN, sheer(0.0)), sheer(0.0)
LASHED = coming(beside(HOST, STEERS, 30.0, 24.0), 8.0, 20.0)


@pytest.mark.parametrize("told", [SIZED, VESSEL_STATICS.empty()], ids=["sizes sent", "no size sent"])
@pytest.mark.parametrize("ports", [None, PORT], ids=["far from ports", "in a port's roadstead"])
def test_ships_lashed_together_at_one_anchor_turn_as_one_and_transfer(told, ports):
    (found,) = [
        one for one in met(track(A, HOST, HOURS, STEERS, status=1), track(B, LASHED, HOURS, STEERS), told, ports)
        if one["likely"] == "transfer"
    ]  # fmt: skip

    assert "turn_as_one" in found["because"]
    assert abs(found["started_at"] - MIDNIGHT - timedelta(hours=8)) < timedelta(minutes=25)
    assert abs(found["ended_at"] - MIDNIGHT - timedelta(hours=20)) < timedelta(minutes=25)
    assert found["median_distance_m"] == pytest.approx(38, abs=8)


@pytest.mark.parametrize("apart_m", [130.0, 180.0, 250.0, 350.0])
def test_neighbours_that_swing_round_their_own_anchors_do_not_transfer(apart_m):
    other = sheer(2.1)
    neighbour = swinging(off(MID_CASPIAN, apart_m / 2.0, apart_m), other, 160.0)

    found = met(track(A, HOST, HOURS, STEERS, status=1), track(B, neighbour, HOURS, other, status=1))

    assert words(found) <= {"anchorage", "passing"}


def test_a_neighbour_who_comes_alongside_transfers_while_she_lies_there_and_not_before():
    waits = swinging(off(MID_CASPIAN, 0.0, 350.0), sheer(1.0))
    comes = beside(HOST, STEERS, 30.0, 24.0)

    found = met(
        track(A, HOST, HOURS, STEERS, status=1),
        track(B, lambda hour: comes(hour) if 12.0 < hour < 22.0 else waits(hour), HOURS, STEERS, status=1),
    )

    (transfer,) = [one for one in found if one["likely"] == "transfer"]
    assert abs(transfer["started_at"] - MIDNIGHT - timedelta(hours=12)) < timedelta(minutes=25)
    assert transfer["observed_min"] + transfer["inferred_min"] <= 10.5 * 60
    assert transfer["median_distance_m"] < 60


def test_ships_two_abreast_at_a_quay_neither_turn_nor_transfer():
    def ahead(hour: float) -> float:
        return 37.0 + 0.8 * sin(hour * 41.0)

    def quay(hour: float) -> Place:
        return MID_CASPIAN

    outer = coming(beside(quay, ahead, 10.0, 20.0), 4.0, 99.0)

    assert words(met(track(A, quay, HOURS, ahead), track(B, outer, HOURS, ahead), ports=PORT)) <= {"anchorage"}


def test_a_calm_hour_at_anchor_is_no_quay():
    """Wind and tide rest while they lie alongside, but the one had swung there all day."""

    def calm(hour: float) -> float:
        return 40.0 + 1.0 * sin(hour * 33.0) if 7.5 < hour < 11.5 else sheer(0.0)(hour)

    host = swinging(MID_CASPIAN, calm)
    guest = coming(beside(host, calm, 20.0, 20.0), 8.0, 11.0)

    found = met(track(A, host, HOURS, calm, 3.0, 1), track(B, guest, HOURS, calm, 3.0), ports=PORT)

    assert "transfer" in words(found)


def test_a_small_boat_at_a_ships_side_for_an_hour_brings_stores():
    boat = coming(beside(HOST, STEERS, 5.0, 14.0), 8.0, 9.4)
    told = statics(named(A), named(B, 90, 18.0, 5.0))

    found = met(track(A, HOST, HOURS, STEERS, status=1), track(B, boat, HOURS, None), told)

    assert [one["because"][-1] for one in found if one["likely"] == "company"] == ["small_boat"]
    assert "transfer" not in words(found)


def test_a_small_tanker_at_a_ships_side_is_a_transfer_of_the_size_that_brings_fuel():
    barge = coming(beside(HOST, STEERS, 10.0, 16.0), 8.0, 11.5)
    told = statics(named(A, length_m=180.0, width_m=28.0), named(B, 80, 65.0, 11.0))

    (found,) = [one for one in met(track(A, HOST, HOURS, STEERS), track(B, barge, HOURS, STEERS), told)
                if one["likely"] == "transfer"]  # fmt: skip

    assert found["because"][-1] == "bunker_size"


def test_ships_never_heard_apart_for_days_are_laid_up():
    days = every(10, 0.0, 100.0)
    idle = beside(HOST, STEERS, 30.0, 24.0)

    found = met(track(A, HOST, days, STEERS, status=1), track(B, idle, days, STEERS))

    assert words(found) == {"anchorage"}
    assert found[0]["because"][-1] == "never_apart"


def test_idle_ships_are_laid_up_though_reception_cuts_their_days_into_pieces():
    days = [
        hour for hour in every(20, 0.0, 110.0) if not 20.0 < hour < 29.0 and not 60.0 < hour < 70.0 and hour < 100.0
    ]
    idle = beside(HOST, STEERS, 30.0, 24.0)

    found = met(track(A, HOST, [*days, 109.0], STEERS, status=1), track(B, idle, days, STEERS))

    assert len(found) > 1
    assert words(found) == {"anchorage"}


@pytest.mark.parametrize(("hours", "word"), [(2.4, "anchorage"), (4.0, "transfer")])
def test_who_came_alongside_and_says_no_size_may_be_a_boat_for_three_hours(hours, word):
    guest = coming(beside(HOST, STEERS, 5.0, 17.0), 8.0, 8.0 + hours)
    told = statics(named(A, length_m=180.0, width_m=28.0), named(B, length_m=None, width_m=None))

    assert words(met(track(A, HOST, HOURS, STEERS, status=1), track(B, guest, HOURS, STEERS), told)) == {word}


def test_a_tanker_that_says_no_size_brings_fuel_to_a_ship_that_says_none():
    barge = coming(beside(HOST, STEERS, 10.0, 16.0), 8.0, 10.4)
    told = statics(named(A, length_m=None, width_m=None), named(B, 80, None, None))

    assert "transfer" in words(met(track(A, HOST, HOURS, STEERS, status=1), track(B, barge, HOURS, STEERS), told))


@pytest.mark.parametrize("heading", [STEERS, None], ids=["headings sent", "no heading sent"])
def test_far_apart_without_sizes_one_must_go_round_the_other(heading):
    bow_to_stern = coming(beside(HOST, STEERS, 150.0, 30.0), 8.0, 20.0)
    keeps = coming(lambda hour: off(HOST(hour), 150.0, 30.0), 8.0, 20.0)

    turning, swinging_alike = (
        words(met(track(A, HOST, HOURS, heading), track(B, path, HOURS, heading), VESSEL_STATICS.empty()))
        for path in (bow_to_stern, keeps)
    )

    assert "transfer" in turning
    assert "transfer" not in swinging_alike


def test_a_boat_and_one_that_says_nothing_abreast_for_a_night_are_boats():
    raft = coming(beside(HOST, STEERS, 1.0, 6.0), 8.0, 16.0)
    told = statics(named(A, 90, 22.0, 6.0))

    assert "transfer" not in words(met(track(A, HOST, HOURS, None), track(B, raft, HOURS, None), told))


@pytest.mark.parametrize(("abreast_m", "word"), [(6.0, "company"), (26.0, "transfer")])
def test_three_that_say_nothing_within_the_breadth_of_one_ship_are_boats(abreast_m, word):
    guests = [coming(beside(HOST, STEERS, 2.0, number * abreast_m), 8.0, 20.0) for number in (1, 2)]
    third = 433333333
    tracks = [track(A, HOST, HOURS, STEERS), track(B, guests[0], HOURS, STEERS), track(third, guests[1], HOURS, STEERS)]

    found = encounters(plausible(pl.concat(tracks)), VESSEL_STATICS.empty())

    assert word in set(found["likely"])
    assert word == "transfer" or "transfer" not in set(found["likely"])


def test_ships_that_swap_their_numbers_alongside_are_still_lashed_together():
    def swapped(hour: float) -> Place:
        return LASHED(hour) if hour < 14.0 else HOST(hour)

    def other(hour: float) -> Place:
        return HOST(hour) if hour < 14.0 else LASHED(hour)

    assert "transfer" in words(met(track(A, other, HOURS, STEERS), track(B, swapped, HOURS, STEERS)))


def test_a_heading_that_never_changes_is_not_believed():
    drifts: Path = lambda hour: off(MID_CASPIAN, 300.0 * hour, 200.0 * hour)  # noqa: E731
    guest = coming(beside(drifts, lambda hour: 60.0, 10.0, 70.0), 8.0, 14.0)

    found = met(track(A, drifts, HOURS, lambda hour: 0.0), track(B, guest, HOURS, lambda hour: 0.0))

    assert "transfer" in words(found)


@pytest.mark.parametrize("lon", [179.9995, -179.9995])
def test_the_date_line_moves_no_meeting_elsewhere(lon):
    place = (45.0, lon)
    host = swinging(place, STEERS)
    guest = coming(beside(host, STEERS, 30.0, 24.0), 8.0, 20.0)

    (found,) = [one for one in met(track(A, host, HOURS, STEERS), track(B, guest, HOURS, STEERS))
                if one["likely"] == "transfer"]  # fmt: skip

    assert abs(abs(found["lon"]) - 180.0) < 0.01


@pytest.fixture(scope="module")
def roadstead():
    """What is said of all pairs in a crowded roadstead heard each five minutes, and the truth."""
    road = crowded_road(7, days=2.0, every_min=5.0)
    return road, encounters(plausible(road.positions), road.statics).to_dicts()


def test_transfers_are_told_from_look_alikes_in_a_crowded_roadstead(roadstead):
    road, found = roadstead
    true = {frozenset((one["a"], one["b"])) for one in road.transfers}
    said = {frozenset((one["a"], one["b"])) for one in found if one["likely"] == "transfer"}

    assert len(true & said) >= 0.8 * len(true)
    assert len(said - true) <= 0.1 * len(said)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_reason_is_said_in_words(roadstead, language):
    reasons = {reason for one in roadstead[1] for reason in one["because"]}

    assert {"alongside", "apart", "swung_near", "small_boat", "fast_at_port"} <= reasons
    assert all(say(language, f"vessel.met_{reason}") for reason in reasons)
