"""Whatever the positions are, the rules hold: nothing crashes, nothing is lost, and no answer says too much."""

from __future__ import annotations

from datetime import timedelta

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.model.tables import AIRFRAMES
from crossbearing.movement import count_visits, flights, plausible, visits
from crossbearing.movement.plausible import trusted
from crossbearing.world import load_world
from notation import at, frame

CRAFT = st.sampled_from(["icao24:7380c2", "icao24:150f21", "other:~2267a8", "mmsi:422000000"])
HEIGHT = st.one_of(st.none(), st.floats(-1000, 60000))
POSITION = st.fixed_dictionaries(
    {
        "craft": CRAFT,
        "time": st.integers(0, 5 * 86400).map(lambda s: at("2024-02-10 00:00") + timedelta(seconds=s)),
        "lat": st.one_of(st.floats(-90, 90), st.sampled_from([55.5915, 35.6892])),
        "lon": st.one_of(st.floats(-180, 180), st.sampled_from([37.2615, 51.3134])),
        "alt_ft": HEIGHT,
        "alt_kind": st.sampled_from(["baro", "geom", "ground", "unknown"]),
        "gs_kt": st.one_of(st.none(), st.floats(0, 1200)),
        "track_deg": st.one_of(st.none(), st.floats(0, 359.9)),
        "vrate_fpm": st.one_of(st.none(), st.floats(-6000, 6000)),
        "callsign": st.one_of(st.none(), st.sampled_from(["IRF1", "AFL2"])),
        "source": st.sampled_from(["adsb", "mlat", "tisb", "other"]),
    }
)


@settings(max_examples=60, deadline=None)
@given(st.lists(POSITION, max_size=40))
def test_any_positions_give_flights_that_hold_together(rows: list[dict[str, object]]) -> None:
    drawn, world = frame(rows), load_world()
    marked = plausible(drawn)
    assert marked.drop("mark").equals(drawn.drop("mark"))
    found = flights(marked, AIRFRAMES.empty(), world)
    assert found["positions"].sum() <= trusted(marked).height
    assert not found["craft"].str.starts_with("mmsi").any() and found["id"].n_unique() == found.height
    assert (found["first_seen"] <= found["last_seen"]).all()
    for end, verb in (("departure", "departed"), ("arrival", "arrived")):
        named = found[f"{end}_airport"].is_not_null()
        assert (named == found[f"{end}_evidence"].is_not_null()).all()
        assert found.filter(~named)[f"{verb}_at"].null_count() == (~named).sum()
        for candidates in found[f"{end}_candidates"]:
            assert sum(one["p"] for one in candidates) <= 1.001
    _no_two_at_once(found)


@settings(max_examples=40, deadline=None)
@given(st.lists(POSITION, max_size=40))
def test_any_positions_give_stays_whose_bounds_do_not_cross(rows: list[dict[str, object]]) -> None:
    world, marked = load_world(), plausible(frame(rows))
    found = flights(marked, AIRFRAMES.empty(), world)
    here = visits(found, marked, world)
    assert here["id"].n_unique() == here.height
    for one in here.to_dicts():
        bounds = [one[n] for n in ("arrived_after", "arrived_before", "left_before") if one[n] is not None]
        assert bounds == sorted(bounds)
        assert one["left_after"] is None or one["left_before"] is None or one["left_after"] <= one["left_before"]
    everywhere = here["place"].drop_nulls().unique().to_list()
    crafts = here["craft"].unique().to_list()
    n = count_visits(here, crafts, everywhere, at("2024-02-01 00:00"), at("2024-03-01 00:00"), world, flights=found)
    wider = count_visits(
        here, crafts, everywhere, at("2024-02-01 00:00"), at("2024-03-01 00:00"), world, flights=found, positions=marked
    )
    assert wider.n_min == n.n_min and wider.n_max >= n.n_max
    assert 0 <= n.n_min <= n.n_max <= here.height


def _no_two_at_once(found: pl.DataFrame) -> None:
    """One airframe flies one leg at a time."""
    ordered = found.sort("craft", "airframe", "first_seen")
    same = (ordered["craft"] == ordered["craft"].shift(1)) & (
        ordered["airframe"].fill_null("") == ordered["airframe"].fill_null("").shift(1)
    )
    apart = ordered["first_seen"] > ordered["last_seen"].shift(1)
    assert (apart | ~same).fill_null(True).all()
