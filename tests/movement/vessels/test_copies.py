"""Recordings: a track that is sent again, later or by another number, at its place or another; and default places."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import polars as pl
import pytest

from crossbearing.movement.vessels.trust.lessons import known_of
from crossbearing.movement.vessels.trust.plausible import mark_and_learn, plausible
from movement.vessels.sea import MID_CASPIAN, every, going, lying, ship

A, B = 273111111, 636222222


def sailed(mmsi: int = A, seed: int = 1, hours: float = 8) -> pl.DataFrame:
    """A ship under way, as waves and a receiver have it, to 1/10,000 of a minute."""
    track = ship(mmsi, going(MID_CASPIAN, 11), every(1, 0, hours), sog_kt=11)
    rng = np.random.default_rng(seed)
    noise = (pl.Series(rng.normal(0.0, 6e-5, track.height)) for _ in range(2))
    lat, lon = ((track[name] + one) * 600_000 for name, one in zip(("lat", "lon"), noise, strict=True))
    return track.with_columns(lat=lat.round() / 600_000, lon=lon.round() / 600_000)


def again(track: pl.DataFrame, mmsi: int, days: float, north: int = 0) -> pl.DataFrame:
    """The same track sent by a number so many days later, so many ten-thousandths of a minute farther north."""
    later = pl.col("time") + timedelta(days=days)
    return track.with_columns(craft=pl.lit(f"mmsi:{mmsi}"), time=later, lat=pl.col("lat") + north / 600_000)


@pytest.mark.parametrize(("mmsi", "days", "north"), [(A, 3, 0), (B, 3, 0), (B, 2.5, 900_000), (B, 0, 900_000)])
def test_a_track_that_is_sent_again_is_a_recording(mmsi, days, north):
    track = sailed(hours=16)
    copy = again(track.head(700), mmsi, days, north)
    marked = plausible(pl.concat([track, copy]))
    found = marked.filter(pl.col("mark") == "copied")

    assert found.height > 600
    assert set(found["craft"]) == {f"mmsi:{mmsi}"}
    assert (found["time"] >= copy["time"].min()).all()


def test_two_ships_on_one_way_a_day_apart_are_no_recording():
    track = pl.concat([sailed(seed=1), again(sailed(seed=2), B, 1), again(sailed(seed=3), A, 2)])

    assert "copied" not in plausible(track)["mark"].to_list()


def test_the_same_messages_from_a_second_receiver_with_a_late_clock_are_no_recording():
    track = sailed()

    assert "copied" not in plausible(pl.concat([track, again(track, A, 40 / 86_400)]))["mark"].to_list()


def test_an_original_and_its_copy_in_two_parts_are_told_to_both():
    track, copy = sailed(), again(sailed(), B, 3)
    known = known_of([mark_and_learn(part)[1] for part in (track, copy)])

    assert plausible(track, known)["mark"].null_count() == track.height
    assert (plausible(copy, known)["mark"] == "copied").sum() > 400


@pytest.mark.parametrize("place", [(0.0, 0.0), (1.0, 1.0)])
def test_nought_and_one_are_what_equipment_sends_that_knows_no_place(place):
    marked = plausible(
        pl.concat([ship(A, going(MID_CASPIAN, 8), every(5, 0, 5), sog_kt=8), ship(A, lying(place), [6, 7, 8])])
    )

    assert marked.filter(pl.col("mark").is_not_null())["mark"].to_list() == ["default"] * 3


def test_a_ship_that_crosses_whole_degrees_once_is_believed():
    track = ship(A, going((0.2, 7.0), 6, "S"), every(10, 0, 4), sog_kt=6)
    crossing = ship(A, lying((0.0, 7.0)), [12.0072 / 6], sog_kt=6)

    assert "default" not in plausible(pl.concat([track, crossing]))["mark"].to_list()
