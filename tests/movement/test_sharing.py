"""Two airframes and more on one address."""

from __future__ import annotations

import polars as pl
import pytest

from crossbearing.movement import plausible
from notation import at, fly, park, together

CRAFT = "icao24:7380c2"


def letters(marked: pl.DataFrame) -> dict[str, set[str]]:
    """Which letters each callsign's rows were given."""
    letter = pl.col("mark").str.extract(r"^shared_address: airframe (\w)")
    given = marked.with_columns(letter=letter).filter(pl.col("letter").is_not_null(), pl.col("callsign").is_not_null())
    return {name: set(part["letter"]) for (name,), part in given.group_by("callsign")}  # type: ignore[misc]


def three() -> list[pl.DataFrame]:
    return [
        fly(CRAFT, "OIII", "UUWW", "2024-02-10 07:45", callsign="IRF1"),
        fly(CRAFT, "EGLL", "EDDF", "2024-02-10 08:00", callsign="BAW902"),
        fly(CRAFT, "KDEN", "KMSP", "2024-02-10 08:05", callsign="DAL77"),
    ]


def test_three_airframes_on_one_address_are_told_apart() -> None:
    given = letters(plausible(together(*three())))
    assert sorted(sorted(found) for found in given.values()) == [["a"], ["b"], ["c"]]


def test_three_airframes_without_callsigns_are_told_apart_by_continuity() -> None:
    drawn = [one.with_columns(callsign=pl.lit(None, pl.String), squawk=pl.lit(str(n))) for n, one in enumerate(three())]
    marked = plausible(together(*drawn))
    by_flight = marked.group_by("squawk").agg(pl.col("mark").drop_nulls().unique())
    assert sorted(len(found) for found in by_flight["mark"]) == [1, 1, 1]
    assert marked["mark"].n_unique() == 3


def test_of_three_airframes_the_later_flights_stay_with_their_own() -> None:
    """The next day each flies back, and two of them never at the same time."""
    back = [
        fly(CRAFT, "UUWW", "OIII", "2024-02-11 02:00", callsign="IRF2"),
        fly(CRAFT, "EDDF", "EGLL", "2024-02-11 09:00", callsign="BAW903"),
        fly(CRAFT, "KMSP", "KDEN", "2024-02-11 15:00", callsign="DAL78"),
    ]
    given = letters(plausible(together(*three(), *back)))
    for there, again in (("IRF1", "IRF2"), ("BAW902", "BAW903"), ("DAL77", "DAL78")):
        assert given[there] == given[again] and len(given[there]) == 1


def test_a_second_place_with_the_same_heights_and_callsign_is_no_second_airframe() -> None:
    """Every other row is 600 km away, moves as fast, and climbs and sinks as the craft does: it is falsified."""
    drawn = fly(CRAFT, "OIII", "UUWW", "2024-02-10 07:45", callsign="IRF1", every_s=10)
    k = pl.int_range(pl.len())
    false = (k % 3 == 1) & pl.col("time").is_between(at("2024-02-10 10:00"), at("2024-02-10 11:05"))
    marked = plausible(drawn.with_columns(lon=pl.when(false).then(pl.col("lon") + 9.0).otherwise("lon")))
    assert not marked["mark"].str.starts_with("shared_address").any()
    assert marked.filter(false)["mark"].null_count() == 0
    assert marked.filter(~false)["mark"].null_count() == marked.filter(~false).height


def test_two_airframes_that_are_never_where_the_other_cannot_be_are_not_told_apart() -> None:
    """One lands, hours later another takes off there under another callsign: one aircraft could have done all that."""
    one = fly(CRAFT, "OIII", "UUWW", "2024-02-10 07:45", callsign="IRF1")
    other = fly(CRAFT, "UUWW", "EDDF", "2024-02-10 15:00", callsign="BAW902")
    assert plausible(together(one, other))["mark"].null_count() == one.height + other.height


@pytest.mark.parametrize("minutes", [0, 7])
def test_a_parked_one_a_flying_one_and_another_flying_one(minutes: int) -> None:
    parked = park(CRAFT, "OIII", "2024-02-10 07:00", "2024-02-10 11:00", callsign="IRF1")
    west = fly(CRAFT, "EGLL", "EDDF", f"2024-02-10 08:{minutes:02d}", callsign="BAW902")
    far = fly(CRAFT, "KDEN", "KMSP", "2024-02-10 08:05", callsign="DAL77")
    given = letters(plausible(together(parked, west, far)))
    assert sorted(sorted(found) for found in given.values()) == [["a"], ["b"], ["c"]]


def test_two_airframes_never_heard_at_once_are_told_apart_by_callsign_and_reach() -> None:
    """Each lands, and an hour later the other is heard 3,000 km away; that recurs."""
    turns = [
        fly(CRAFT, "OIII", "UBBB", "2024-02-10 06:00", callsign="IRF1"),
        fly(CRAFT, "EGLL", "LFPG", "2024-02-10 08:00", callsign="BAW902"),
        fly(CRAFT, "UBBB", "OIII", "2024-02-10 10:00", callsign="IRF2"),
        fly(CRAFT, "LFPG", "EGLL", "2024-02-10 12:00", callsign="BAW903"),
    ]
    given = letters(plausible(together(*turns)))
    assert given["IRF1"] == given["IRF2"] != given["BAW902"] == given["BAW903"]
    assert sorted(len(found) for found in given.values()) == [1, 1, 1, 1]


def test_a_craft_out_of_its_own_reach_under_one_callsign_is_spoofed_and_not_two() -> None:
    there = fly(CRAFT, "OIII", "UBBB", "2024-02-10 06:00", callsign="IRF1")
    false = fly(CRAFT, "EGLL", "LFPG", "2024-02-10 08:00", callsign="IRF1")
    again = fly(CRAFT, "UBBB", "OIII", "2024-02-10 10:00", callsign="IRF2")
    marked = plausible(together(there, false, again))
    assert not marked["mark"].str.starts_with("shared").any() and marked["mark"].is_not_null().sum() > 50
