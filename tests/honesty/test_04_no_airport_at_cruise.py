"""Rule 4: an airport is never named for a track end at cruise, unless the next leg starts there."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.errors import UnknownFormat
from crossbearing.intake import read_exhibit
from crossbearing.model.tables import AIRFRAMES, POSITIONS
from crossbearing.movement import flights, plausible
from crossbearing.world import load_world
from honesty.inquest import truth
from notation import at, fly, heard_above, together

# Above the field; of the labelled real ends above it the nearest airport was wrong at all 17.
CRUISE_FT = 10_000
SIDES = (("departure", "first"), ("arrival", "last"))
# Evidence from the other side of the silence: the neighbouring leg, or the craft itself on the ground there.
BEYOND = ["next", "ground"]
CRAFT = "icao24:7380c2"


def at_cruise(found: pl.DataFrame, end: str, seen: str) -> pl.DataFrame:
    """Legs with an airport named for an end that was last (or first) seen high above it."""
    fields = load_world().airports.frame.select("icao", pl.col("elevation_ft").fill_null(0.0))
    named = found.join(fields, left_on=f"{end}_airport", right_on="icao")
    return named.filter(pl.col(f"{seen}_alt_ft") - pl.col("elevation_ft") > CRUISE_FT)


def named_at_cruise(found: pl.DataFrame) -> list[tuple[object, ...]]:
    """Ends high above the airport named for them that nothing seen beyond the silence vouches for."""
    wrong: list[tuple[object, ...]] = []
    for end, seen in SIDES:
        high = at_cruise(found, end, seen).filter(~pl.col(f"{end}_evidence").is_in(BEYOND))
        wrong += high.select("craft", f"{end}_airport").rows()
    return wrong


def legs(drawn: pl.DataFrame) -> pl.DataFrame:
    return flights(plausible(drawn), AIRFRAMES.empty(), load_world())


def test_a_track_lost_at_cruise_over_an_airport_ends_nowhere():
    # Right over Baku at 34,000 ft, on the way to Moscow.
    whole = fly(CRAFT, "OIII", "UUWW", "2024-02-10 04:00", via="UBBB")
    near = whole.filter((pl.col("lat") - 40.4675).abs() < 0.1, pl.col("alt_ft") > 30_000)
    assert near.height
    (leg,) = legs(whole.filter(pl.col("time") <= near["time"][-1])).to_dicts()
    assert (leg["departure_airport"], leg["arrival_airport"], leg["arrival_evidence"]) == ("OIII", None, None)
    assert leg["arrived_at"] is None


def test_the_end_is_named_when_the_next_leg_starts_there():
    out = fly(CRAFT, "OIII", "UUWW", "2024-02-10 04:00", unheard=[(100, 600)])
    back = fly(CRAFT, "UUWW", "OIII", "2024-02-10 12:00")
    first = legs(together(out, back)).to_dicts()[0]
    assert (first["arrival_airport"], first["arrival_evidence"]) == ("UUWW", "next")


@settings(max_examples=12)
@given(st.sampled_from(["UUWW", "OSDI", "UBBB", "OMDB", "OIFM"]), st.integers(15_500, 30_000), st.integers(0, 90))
def test_whatever_is_heard_from_afar_names_no_airport(arrival: str, floor_ft: int, late: int):
    flown = fly(CRAFT, "OIII", arrival, "2024-02-10 04:00", every_s=60)
    heard = heard_above(flown, floor_ft).filter(pl.col("time") >= at("2024-02-10 04:00"))
    found = legs(heard[min(late, max(0, heard.height - 3)) :])
    assert named_at_cruise(found) == []
    assert found["arrival_airport"].null_count() == found.height


def test_no_end_of_a_made_world_is_named_at_cruise(worlds):
    ends = 0
    for _, held in worlds:
        found = flights(plausible(held.positions), held.airframes, load_world())
        assert named_at_cruise(found) == []
        ends += sum(found.filter(pl.col(f"{seen}_alt_ft") > CRUISE_FT).height for _, seen in SIDES)
    assert ends > 20


def test_what_is_named_over_a_silence_is_where_the_craft_was(worlds):
    for folder, held in worlds:
        found = flights(plausible(held.positions), held.airframes, load_world())
        stood = {(row["craft"], row["place"]) for row in truth(folder, "visits")}
        for end, seen in SIDES:
            named = at_cruise(found, end, seen).select("craft", f"{end}_airport").rows()
            assert set(named) <= stood


@pytest.mark.slow
def test_no_end_of_a_real_track_is_named_at_cruise(shared: Path):
    batches = [batch for path in sorted((shared / "data" / "adsb").rglob("*")) for batch in _tracks_in(path)]
    positions = POSITIONS.conform(pl.concat(batch.positions for batch in batches))
    airframes = AIRFRAMES.conform(pl.concat(batch.airframes for batch in batches))
    found = flights(plausible(positions), airframes, load_world())
    assert found.height > 30
    assert named_at_cruise(found) == []


def _tracks_in(path: Path):
    if not path.is_file() or path.stat().st_size > 20_000_000:
        return []
    try:
        return [b for b in read_exhibit(path, name=path.name, sha256=path.name) if b.positions.height]
    except UnknownFormat:
        return []
