"""The two real reports beside the checkout: kinds, roles and dates only; none of their sentences is stored here."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from crossbearing.model.claims import Claim, Direction, Kind, Stance, When
from crossbearing.reading import read_report
from crossbearing.world import load_world
from reading.reading_notation import report, roles


def read(shared: Path, name: str, published: str) -> list[Claim]:
    text = (shared / "reports" / f"{name}.txt").read_bytes().decode("utf-8")
    header = f" date {published} "
    assert text.startswith(header)
    return list(read_report(report(text.removeprefix(header), published, name), load_world()).claims)


@pytest.fixture(scope="module")
def drones(shared: Path) -> list[Claim]:
    return read(shared, "003", "2023-02")


@pytest.fixture(scope="module")
def experts(shared: Path) -> list[Claim]:
    return read(shared, "000", "2025-03")


def of(claims: list[Claim], kind: Kind) -> list[Claim]:
    return [one for one in claims if one.kind is kind]


def test_dated_flight_and_the_earlier_one(drones: list[Claim]) -> None:
    dated, earlier = of(drones, Kind.FLIGHT)
    assert dated.when == When(date(2023, 2, 20), date(2023, 2, 20))
    assert roles(dated) == {"departure": "Tehran", "arrival": "Moscow"}
    assert load_world().operators.same(dated.actors[0].name, "Iranian air force")
    assert (earlier.actors[0].name, earlier.places[0].country, earlier.when) == ("Saha Airlines", "RU", None)


def test_fourth_visit_in_the_ten_days_before(drones: list[Claim]) -> None:
    (count,) = of(drones, Kind.VISIT_COUNT)
    assert [(one.what, one.min, one.max) for one in count.counts] == [("visits", 4, 4)]
    assert count.when == When(date(2023, 2, 10), date(2023, 2, 20), rolling=True)
    assert [place.name for place in count.places] == ["Moscow"]


def test_traffic_has_risen(drones: list[Claim]) -> None:
    (change,) = of(drones, Kind.TRAFFIC_CHANGE)
    assert change.change is not None
    assert (change.change.direction, change.change.baseline) == (Direction.RISE, None)


def test_eighteen_are_twelve_and_six_and_unconfirmed(drones: list[Claim]) -> None:
    cited = [one for one in drones if one.attribution == ("ses sources", "The Guardian")]
    assert [one.kind for one in cited] == [Kind.DELIVERY, Kind.DELIVERY, Kind.SHIP_TRANSFER]
    assert {one.stance for one in cited} == {Stance.UNCONFIRMED}
    whole, parts, transfer = cited
    assert [item.min for item in whole.equipment] == [18]
    assert sum(item.min or 0 for item in parts.equipment) == 18
    assert whole.when == When(date(2022, 11, 1), date(2023, 2, 12))
    assert [place.name for place in transfer.places] == ["Caspian Sea"]


def test_denial_of_a_link(drones: list[Claim]) -> None:
    (denial,) = of(drones, Kind.DENIAL)
    assert (denial.stance, denial.actors[0].country) == (Stance.DENIED, "IR")


def test_two_dates_of_the_visits(experts: list[Claim]) -> None:
    spans = [one.when for one in of(experts, Kind.VISIT_OF_PEOPLE)]
    assert When(date(2023, 4, 24), date(2023, 9, 17)) in spans


def test_six_of_seven_with_marked_passports(experts: list[Claim]) -> None:
    (statement,) = of(experts, Kind.STATEMENT)
    assert [(one.min, one.max) for one in statement.counts] == [(6, 6)]
    assert "20" in statement.counts[0].what
    assert statement.checkable_by == ("records",)
    people = [one.min for claim in of(experts, Kind.VISIT_OF_PEOPLE) for one in claim.counts if one.what == "people"]
    assert 7 in people


def test_place_told_by_distance_from_a_port(experts: list[Claim]) -> None:
    relative = [place for claim in experts for place in claim.places if place.offset_km]
    assert [(place.offset_km, place.bearing_deg, place.country) for place in relative] == [(15, 270, "IR")]
