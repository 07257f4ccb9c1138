"""The pressure of the day shows where craft land, and corrects the height of those who are lost on approach."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossbearing.model.tables import AIRFRAMES
from crossbearing.movement import flights, plausible
from crossbearing.movement.ends import Ends
from crossbearing.movement.fields import fields_of
from crossbearing.movement.pressure import corrected, elevated
from crossbearing.world import load_world
from notation import fly, together

FIELDS = fields_of(load_world().airports)


def ends(*rows: tuple[bool, float, float, float, float, bool]) -> Ends:
    """Ends of arrivals: on the ground, seconds, latitude, longitude, altitude, whether that is pressure altitude."""
    ground, seconds, lat, lon, alt, pressure = (np.array(column) for column in zip(*rows, strict=True))
    unknown, count = np.full(len(rows), np.nan), len(rows)
    above = np.where(ground, 0.0, alt - 600.0)
    return Ends(
        np.ones(count, dtype=np.bool_), ground, seconds, lat, lon, np.where(ground, np.nan, alt), unknown,
        np.zeros(count), unknown, above, np.zeros(count, dtype=np.int64), pressure,
    )  # fmt: skip


def landings(error_ft: float, later: tuple[float, float, float], count: int = 3) -> Ends:
    """Landings at Vnukovo ten seconds before the ground, then their ground sightings, then one end in the air."""
    row = FIELDS.index["UUWW"]
    lat, lon, height = FIELDS.lat[row], FIELDS.lon[row], FIELDS.told_ft[row]
    air = [(False, 60.0 * k, lat, lon, height + error_ft, True) for k in range(count)]
    ground = [(True, 60.0 * k + 10, lat, lon, 0.0, False) for k in range(count)]
    seconds, north, east = later
    return ends(*air, *ground, (False, seconds, lat + north, lon + east, 4000.0, True))


def learnt(seen: Ends, count: int = 3) -> float:
    """By how much the last end's height was corrected."""
    air, row = np.arange(count), np.full(count, FIELDS.index["UUWW"])
    return float(seen.alt_ft[-1] - corrected(seen, air, air + count, row, FIELDS).alt_ft[-1])


@given(st.floats(-1000, 1000))
def test_the_error_of_the_day_is_taken_from_landings_near_by(error_ft: float) -> None:
    assert learnt(landings(error_ft, (7200.0, 0.1, 0.1))) == pytest.approx(error_ft, abs=1)


def test_far_away_and_days_later_nothing_is_known() -> None:
    assert learnt(landings(700, (7200.0, 20.0, 0.0))) == 0 and learnt(landings(700, (5 * 86400.0, 0.1, 0.1))) == 0


def test_one_landing_is_too_few_and_an_absurd_error_is_none() -> None:
    assert learnt(landings(700, (7200.0, 0.1, 0.1), count=1), count=1) == 0
    assert learnt(landings(3000, (7200.0, 0.1, 0.1))) == 0


def test_a_height_by_satellite_is_not_corrected() -> None:
    seen = landings(700, (7200.0, 0.1, 0.1))
    assert (
        learnt(Ends(*(getattr(seen, name) for name in Ends.__slots__[:-1]), seen.pressure & (seen.alt_ft != 4000))) == 0
    )


def test_a_craft_lost_on_approach_in_a_low_is_heard_low() -> None:
    """Pressure altitude 700 ft too high: 3,500 ft above the field as sent, 2,800 ft in truth."""
    others = [fly(f"icao24:7380c{k}", "OIII", "UUWW", f"2024-02-10 0{k}:45", every_s=10) for k in range(3)]
    lost = fly("icao24:7380cf", "OIII", "UUWW", "2024-02-10 03:00", every_s=10)
    lost = lost.filter((pl.col("lat") < 50) | (pl.col("alt_ft") > 685 + 2800))
    high = together(*others, lost).with_columns(pl.col("alt_ft") + 700)
    found = flights(plausible(high), AIRFRAMES.empty(), load_world()).filter(pl.col("craft") == "icao24:7380cf")
    assert found["arrival_airport"].to_list() == ["UUWW"] and found["arrival_evidence"].to_list() == ["low"]


def test_an_elevation_nobody_published_is_learnt_from_landings() -> None:
    row = FIELDS.index["UUWW"]
    unknown = FIELDS.told_ft.copy()
    unknown[row] = np.nan
    guessed = FIELDS.elevation_ft.copy()
    guessed[row] = 200.0
    blank = replace(FIELDS, told_ft=unknown, elevation_ft=guessed)
    air = np.arange(3)
    told = elevated(landings(0, (7200.0, 0.1, 0.1)), air, air + 3, np.full(3, row), blank)
    assert told.elevation_ft[row] == pytest.approx(FIELDS.told_ft[row], abs=1)
    assert elevated(landings(0, (7200.0, 0.1, 0.1)), air, air + 3, np.full(3, row), FIELDS) is FIELDS
