"""How likely a flight would have been heard, learnt from everybody's."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crossbearing.model.tables import COVERAGE, FLIGHTS
from crossbearing.movement.coverage import CRUISE_FT, around, coverage, detection, route, without_cells
from crossbearing.movement.passes import BANDS, FEET_PER_KM, STEP_KM, cell_of, celled, passes
from crossbearing.world.geo import along, distance_km
from notation import FIELDS, fly, heard_above, together, unheard

AIRPORTS = pl.DataFrame(
    [(icao, lat, lon, float(elevation)) for icao, (lat, lon, elevation) in FIELDS.items()],
    schema=["icao", "lat", "lon", "elevation_ft"],
    orient="row",
)


def leg(
    number: int, drawn: pl.DataFrame, departure: str | None, arrival: str | None, *, landed: str = "low"
) -> pl.DataFrame:
    """A row of FLIGHTS for one drawn track, with the ends as said."""
    first, last = drawn.row(0, named=True), drawn.row(-1, named=True)
    row = dict.fromkeys(FLIGHTS.schema) | {
        "id": f"fl-{number:012x}", "craft": first["craft"], "departure_airport": departure, "arrival_airport": arrival,
        "departure_evidence": "low" if departure else None,
        "arrival_evidence": landed if arrival else None,
        "first_seen": first["time"], "last_seen": last["time"], "first_lat": first["lat"], "first_lon": first["lon"],
        "last_lat": last["lat"], "last_lon": last["lon"], "positions": drawn.height, "longest_gap_s": 0.0,
        "callsigns": [], "departure_candidates": [], "arrival_candidates": [], "marks": [], "evidence": ["x##0"],
    }  # fmt: skip
    return pl.DataFrame([row], schema=FLIGHTS.schema)


def day_out(number: int, **more) -> tuple[list[pl.DataFrame], list[pl.DataFrame]]:
    """One craft from Frankfurt to Moscow and back; `unheard` minutes of the way out."""
    craft = f"icao24:{number:06x}"
    out = fly(craft, "EDDF", "UUWW", "2024-02-10 06:00", every_s=60, **more)
    back = fly(craft, "UUWW", "EDDF", "2024-02-10 12:00", every_s=60)
    return [out, back], [leg(2 * number, out, "EDDF", "UUWW"), leg(2 * number + 1, back, "UUWW", "EDDF")]


def learnt(*days: tuple[list[pl.DataFrame], list[pl.DataFrame]]) -> pl.DataFrame:
    tracks = [one for drawn, _ in days for one in drawn]
    legs = [one for _, rows in days for one in rows]
    return passes(FLIGHTS.conform(pl.concat(legs)), together(*tracks), AIRPORTS)


def way(departure: str, arrival: str) -> pl.DataFrame:
    one, other = FIELDS[departure], FIELDS[arrival]
    return route(*one, *other)


def test_a_leg_heard_on_both_sides_of_a_silence_missed_the_cells_between():
    passed = learnt(day_out(1, unheard=[(60, 110)]))
    out = passed.filter(pl.col("flight") == "fl-000000000002")

    assert out.filter(pl.col("heard") == 0).height >= 3
    assert out.filter(pl.col("heard") > 0).height >= 6


def test_a_track_that_simply_ends_proves_nothing_beyond_its_end():
    drawn, _ = day_out(1)
    cut = unheard(drawn[0], "2024-02-10 07:30", "2024-02-11 00:00")
    passed = passes(leg(2, cut, "EDDF", None), cut, AIRPORTS)
    last = cut.row(-1, named=True)

    assert cell_of(last["lat"], last["lon"]) not in passed["cell"].to_list()
    assert passed.filter(pl.col("heard") == 0).is_empty()


def test_a_landing_known_only_from_the_next_departure_is_a_low_trial():
    drawn, _ = day_out(1)
    high = heard_above(drawn[0], 20_000)
    legs = [leg(2, high, "EDDF", "UUWW", landed="next"), leg(3, drawn[1], "UUWW", "EDDF")]
    passed = passes(FLIGHTS.conform(pl.concat(legs)), together(high, drawn[1]), AIRPORTS)
    there = passed.filter(pl.col("flight") == "fl-000000000002", pl.col("band").is_in(["low", "mid"]))

    assert there.height >= 1
    assert there["heard"].sum() == 0


def test_the_table_counts_legs_and_those_heard():
    table = coverage(learnt(*(day_out(n) for n in range(1, 4))), "readsb")

    assert table.schema == COVERAGE.schema
    assert set(table["band"]) <= set(BANDS)
    assert (table["heard"] <= table["trials"]).all()
    assert table["trials"].max() == 3


def test_many_heard_controls_prove_that_a_flight_would_be_heard():
    passed = learnt(*(day_out(n) for n in range(1, 41)))
    found = detection(passed, way("EDDF", "UUWW"))

    assert found.k == found.n
    assert found.p_lower >= 0.95


def test_few_controls_prove_little_however_well_they_were_heard():
    passed = learnt(*(day_out(n) for n in range(1, 5)))

    assert detection(passed, way("EDDF", "LFPG")).p_lower < 0.8


def test_no_controls_prove_nothing():
    found = detection(learnt(day_out(1)), way("OMDB", "OIII"))

    assert (found.k, found.n, found.p_lower) == (0, 0, 0.0)


def test_a_craft_is_no_control_for_itself():
    passed = learnt(*(day_out(n) for n in range(1, 5)))
    everybody = [f"icao24:{n:06x}" for n in range(1, 5)]

    assert detection(passed, way("EDDF", "UUWW"), without=everybody).n == 0


def test_unheard_controls_lower_the_bound():
    loud = [day_out(n) for n in range(1, 31)]
    deaf = [day_out(n, unheard=[(15, 150)]) for n in range(31, 61)]
    half = detection(learnt(*loud, *deaf), way("EDDF", "UUWW"))

    assert half.p_lower < detection(learnt(*loud), way("EDDF", "UUWW")).p_lower + 1e-9
    assert half.n == 0 or half.k <= half.n


@pytest.mark.parametrize("icao", ["OIII", "EDDF"])
def test_leaving_a_field_means_climbing_through_the_cells_around_it(icao: str):
    lat, lon, _ = FIELDS[icao]

    assert cell_of(lat, lon) in around(lat, lon)["cell"].to_list()
    assert around(lat, lon).height == 14


POINT = (st.floats(-80, 80), st.floats(-180, 180), st.floats(-500, 40_000))


@given(*POINT, *POINT)
@example(50.0, 8.0, 364.0, 50.0, 8.0, 12_000.0)
def test_a_way_crosses_the_cells_in_which_its_points_lie(lat1, lon1, alt1, lat2, lon2, alt2):
    length = float(distance_km(lat1, lon1, lat2, lon2))
    share = np.linspace(0.0, 1.0, max(2, int(length / STEP_KM) + 1))
    lat, lon = along(lat1, lon1, lat2, lon2, share)
    climbing, sinking = alt1 + share * length * FEET_PER_KM, alt2 + (1 - share) * length * FEET_PER_KM
    alt = np.minimum(CRUISE_FT, np.minimum(climbing, sinking))
    points = celled(pl.DataFrame({"lat": lat, "lon": lon, "alt": alt, "km": share * length}))
    wanted = points.group_by("cell", "band").agg(pl.col("km").min()).sort("km", "band")
    way = route(lat1, lon1, alt1, lat2, lon2, alt2)
    assert way.equals(wanted) and way.schema == wanted.schema
    left = way["cell"].to_list()[::2]
    assert without_cells(way, left).equals(way.filter(~pl.col("cell").is_in(left)))
