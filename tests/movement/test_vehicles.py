"""What is heard on airports and never flies, and addresses that are no airframe's."""

from __future__ import annotations

import polars as pl
import pytest

from crossbearing.movement import plausible
from notation import fly, park, together, track

CRAFT = "icao24:3c4a05"


def kinds(marked: pl.DataFrame) -> set[str]:
    return set(marked["mark"].drop_nulls().str.split(":").list.first())


def driving(minutes: int, *, callsign: str | None = None, turns: float = 1.0) -> pl.DataFrame:
    """A vehicle going to and fro on an apron at 18 kt, a row every ten seconds."""
    k = pl.int_range(pl.len())
    end = f"2024-02-10 {6 + minutes // 60:02d}:{minutes % 60:02d}"
    drawn = park(CRAFT, "UUWW", "2024-02-10 06:00", end, every_s=10, callsign=callsign)
    return drawn.with_columns(lat=pl.col("lat") + 0.006 * (k * turns / 7).sin(), gs_kt=pl.lit(18.0, pl.Float32))


def test_a_vehicle_seen_for_half_an_hour_drives_to_and_fro() -> None:
    assert kinds(plausible(driving(30))) == {"ground_vehicle"}


def test_a_vehicle_that_names_itself_needs_no_half_hour() -> None:
    assert kinds(plausible(driving(5, callsign="FOLLOW2"))) == {"ground_vehicle"}


def test_an_aircraft_that_taxies_and_is_lost_is_no_vehicle() -> None:
    """Forty minutes in the queue for the runway, one way, with stops."""
    k = pl.int_range(pl.len())
    drawn = park(CRAFT, "UUWW", "2024-02-10 06:00", "2024-02-10 06:40", every_s=10)
    moving = k % 12 < 4
    queue = drawn.with_columns(
        lat=pl.col("lat") + 0.0001 * moving.cast(pl.Int32).cum_sum(),
        gs_kt=pl.when(moving).then(12.0).otherwise(0.0).cast(pl.Float32),
    )
    assert plausible(queue)["mark"].null_count() == queue.height


def test_an_airliner_towed_to_and_fro_keeps_its_callsign_and_is_none() -> None:
    assert kinds(plausible(driving(30, callsign="AFL123"))) == set()


def test_whoever_flew_is_no_vehicle() -> None:
    flown = fly(CRAFT, "UUWW", "OIII", "2024-02-10 09:00")
    assert kinds(plausible(together(driving(60), flown))) == set()


def test_a_transponder_on_a_mast_that_names_itself_is_none_of_an_aircraft() -> None:
    mast = park(CRAFT, "UUWW", "2024-02-10 06:00", "2024-02-10 18:00", callsign="TWR")
    aloft = mast.with_columns(alt_kind=pl.lit("baro"), alt_ft=pl.lit(900.0, pl.Float32))
    assert kinds(plausible(mast)) == {"fixed_transponder"} == kinds(plausible(aloft))


def test_a_parked_aircraft_is_not_told_from_a_mast_without_a_name() -> None:
    assert kinds(plausible(park(CRAFT, "UUWW", "2024-02-10 06:00", "2024-02-10 18:00"))) == set()


def test_a_craft_that_names_itself_test_and_flies_is_an_aircraft() -> None:
    assert kinds(plausible(fly(CRAFT, "UUWW", "OIII", "2024-02-10 09:00", callsign="TEST1"))) == set()


@pytest.mark.parametrize("craft", ["other:~2267a8", "icao24:ddbbb7"])
def test_made_up_addresses_are_no_airframes(craft: str) -> None:
    flown = fly(craft, "EDDF", "LFPG", "2024-02-10 08:00")
    assert kinds(plausible(flown)) == {"not_an_airframe"} and plausible(flown)["mark"].null_count() == 0


def test_one_row_of_tisb_does_not_spoil_the_others() -> None:
    flown = fly(CRAFT, "EDDF", "LFPG", "2024-02-10 08:00")
    mixed = flown.with_columns(source=pl.when(pl.int_range(pl.len()) == 50).then(pl.lit("tisb")).otherwise("source"))
    assert plausible(mixed)["mark"].is_not_null().arg_true().to_list() == [50]


def test_the_stale_flag_ends_a_hole_and_says_nothing_against_the_row() -> None:
    drawn = track("""
        icao24:3c4a05
        2024-02-10 08:00  50.0,8.5   34000  gs=430 track=90
        2024-02-10 08:25  50.0,13.0  34000  gs=430 track=90 stale=true
        2024-02-10 08:26  50.0,13.2  34000  gs=430 track=90
    """)
    assert plausible(drawn)["mark"].null_count() == 3
