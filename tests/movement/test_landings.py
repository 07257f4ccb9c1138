"""Which landings prove something about low coverage, and what they prove together."""

from __future__ import annotations

from datetime import datetime

import polars as pl
import pytest

from crossbearing.model.tables import FLIGHTS, LANDINGS
from crossbearing.movement.assurance import ENOUGH, chosen, pools
from crossbearing.movement.binomial import lower_bound
from crossbearing.movement.landings import landings
from notation import FIELDS, fly, heard_above, together

AIRPORTS = pl.DataFrame(
    [(icao, lat, lon, float(elevation)) for icao, (lat, lon, elevation) in FIELDS.items()],
    schema=["icao", "lat", "lon", "elevation_ft"],
    orient="row",
)


def leg(number: int, drawn: pl.DataFrame, **said) -> pl.DataFrame:
    """A row of FLIGHTS for a drawn track, with the ends as said."""
    first, last = drawn.row(0, named=True), drawn.row(-1, named=True)
    row = (
        dict.fromkeys(FLIGHTS.schema)
        | {
            "id": f"fl-{number}",
            "craft": first["craft"],
            "first_seen": first["time"],
            "last_seen": last["time"],
            "first_lat": first["lat"],
            "first_lon": first["lon"],
            "last_lat": last["lat"],
            "last_lon": last["lon"],
            "callsigns": [],
            "departure_candidates": [],
            "arrival_candidates": [],
            "marks": [],
            "evidence": [],
        }
        | said
    )
    return pl.DataFrame([row], schema=FLIGHTS.schema)


OUT = fly("icao24:000001", "EDDF", "UUWW", "2024-02-10 06:00", every_s=30)
BACK = fly("icao24:000001", "UUWW", "EDDF", "2024-02-10 12:00", every_s=30)


def trials(out: pl.DataFrame, back: pl.DataFrame, arrived: dict, left: dict):
    """Trials of Vnukovo from a leg there and the leg back, with what is said of their ends."""
    legs = pl.concat([leg(1, out, **arrived), leg(2, back, **left)])
    found = landings(FLIGHTS.conform(legs), together(out, back), AIRPORTS, "readsb")
    return found.filter(pl.col("airport") == "UUWW")


def test_a_landing_heard_low_is_a_success_when_the_next_leg_was_seen_to_begin_there():
    found = trials(
        OUT,
        BACK,
        {"arrival_airport": "UUWW", "arrival_evidence": "low"},
        {"departure_airport": "UUWW", "departure_evidence": "ground"},
    )
    arrival = found.filter(pl.col("side") == "arrival")

    assert arrival["known_by"].to_list() == ["next"]
    assert arrival["low"][0] >= 3
    assert arrival["mid"][0] > arrival["low"][0]


def test_a_landing_that_only_its_own_track_tells_of_is_no_trial():
    found = trials(OUT, BACK, {"arrival_airport": "UUWW", "arrival_evidence": "low"}, {})

    assert found.is_empty()


def test_a_landing_known_from_the_next_departure_and_unheard_is_a_miss():
    found = trials(
        heard_above(OUT, 20_000),
        BACK,
        {"arrival_airport": "UUWW", "arrival_evidence": "next"},
        {"departure_airport": "UUWW", "departure_evidence": "low"},
    )
    arrival = found.filter(pl.col("side") == "arrival").row(0, named=True)

    assert (arrival["low"], arrival["mid"], arrival["known_by"]) == (0, 0, "next")
    assert arrival["hour"] >= datetime.fromisoformat("2024-02-10T08:00:00+00:00")


def test_a_stay_heard_low_on_neither_side_is_two_misses():
    found = trials(
        heard_above(OUT, 9_000),
        heard_above(BACK, 9_000),
        {"arrival_airport": "UUWW", "arrival_evidence": "extrapolated"},
        {"departure_airport": "UUWW", "departure_evidence": "next"},
    )

    assert found["known_by"].to_list() == ["chain", "chain"]
    assert found["low"].sum() == 0


def test_a_landing_nobody_saw_counts_as_a_miss_by_its_chance():
    lost = {"arrival_candidates": [{"airport": "UUWW", "p": 0.6}, {"airport": "UUDD", "p": 0.4}]}
    found = trials(heard_above(OUT, 30_000), BACK, lost, {"departure_airport": "UUDD", "departure_evidence": "low"})

    assert found.select("known_by", "p", "low").rows() == [("possible", 0.6, 0)]


def test_the_last_leg_of_a_craft_may_still_be_flying():
    lost = {"arrival_candidates": [{"airport": "UUWW", "p": 0.9}]}
    only = landings(FLIGHTS.conform(leg(1, OUT, **lost)), OUT, AIRPORTS, "readsb")

    assert only.is_empty()


def test_another_networks_low_positions_make_a_trial_for_this_one():
    legs = pl.concat([leg(1, OUT, arrival_airport="UUWW", arrival_evidence="low"), leg(2, BACK)])
    found = landings(FLIGHTS.conform(legs), heard_above(OUT, 20_000), AIRPORTS, "readsb", OUT)

    assert found.select("side", "known_by", "low").rows() == [("arrival", "network", 0)]


def test_craft_heard_by_multilateration_alone_are_no_trials():
    out, back = (frame.with_columns(source=pl.lit("mlat")) for frame in (OUT, BACK))

    assert trials(
        out,
        back,
        {"arrival_airport": "UUWW", "arrival_evidence": "low"},
        {"departure_airport": "UUWW", "departure_evidence": "low"},
    ).is_empty()


def uses(
    airport: str, heard: int, missed: int, *, hour: int = 7, side: str = "arrival", p: float = 1.0
) -> pl.DataFrame:
    """Uses of an airport, one a day, of which so many were heard low."""
    rows = [
        (
            "readsb",
            f"icao24:{n:06x}",
            f"{airport}{side}{hour}{n}",
            airport,
            side,
            datetime.fromisoformat(f"2024-{1 + n // 28 % 12:02d}-{1 + n % 28:02d}T{hour:02d}:00:00+00:00"),
            9 if n < heard else 0,
            9 if n < heard else 0,
            "next" if p == 1.0 else "possible",
            p,
        )
        for n in range(heard + missed)
    ]
    return pl.DataFrame(rows, schema=LANDINGS.schema, orient="row")


def test_enough_controls_prove_even_with_two_unheard():
    assert lower_bound(ENOUGH - 2, ENOUGH) >= 0.95 > lower_bound(ENOUGH - 3, ENOUGH - 1)


def test_the_narrowest_pool_with_enough_controls_is_taken():
    table = pl.concat([uses("UUWW", 150, 0), uses("UUWW", 200, 0, hour=18)])
    found = chosen(pools(table, ["UUWW"], ["UUDD"], [6, 7, 8], "low"))

    assert (found.k, found.n, found.same_hours, found.take_offs) == (150, 150, True, False)
    assert found.p_lower >= 0.95


def test_few_controls_are_pooled_over_hours_and_that_is_said():
    table = pl.concat([uses("UUWW", 20, 0), uses("UUWW", 200, 1, hour=18)])
    found = chosen(pools(table, ["UUWW"], [], [6, 7, 8], "low"))

    assert (found.k, found.n, found.same_hours) == (220, 221, False)


def test_a_wide_pool_that_a_narrow_one_contradicts_is_not_taken():
    table = pl.concat([uses("UUWW", 2, 8), uses("UUWW", 300, 0, hour=18)])
    found = chosen(pools(table, ["UUWW"], [], [6, 7, 8], "low"))

    assert (found.k, found.n, found.same_hours) == (2, 10, True)


def test_landings_that_may_have_been_here_count_as_unheard():
    table = pl.concat([uses("UUWW", 130, 0), uses("UUWW", 0, 5, p=0.5, hour=8)])
    found = chosen(pools(table, ["UUWW"], [], [], "low"))

    assert (found.k, found.n, found.open) == (130, 133, 3)


def test_a_craft_is_no_control_for_itself():
    table = uses("UUWW", 130, 0)
    everybody = table["craft"].unique().to_list()

    assert chosen(pools(table, ["UUWW"], [], [], "low", without=everybody)).n == 0


@pytest.mark.parametrize("n", [0, 1, 58, 124])
def test_the_bound_is_that_of_k_of_n(n: int):
    found = chosen(pools(uses("UUWW", n, 0), ["UUWW"], [], [], "low"))

    assert found.p_lower == (lower_bound(n, n) if n else 0.0)
