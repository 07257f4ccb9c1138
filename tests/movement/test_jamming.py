"""Where satellite navigation was disturbed, learnt from the marked positions of all craft."""

from __future__ import annotations

import h3.api.basic_int as h3
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from crossbearing.model.tables import JAMMING
from crossbearing.movement import plausible
from crossbearing.movement.jamming import jamming, merge_jamming
from crossbearing.movement.passes import cell_of
from notation import at, fly, together


def over_the_black_sea(number: int, *, nac_p: int = 9, every_s: float = 20) -> pl.DataFrame:
    """Baku to Frankfurt, each craft ten minutes after the other."""
    flown = fly(f"icao24:00000{number}", "UBBB", "EDDF", f"2024-02-10 07:{10 * number:02d}", every_s=every_s)
    return flown.with_columns(nac_p=pl.lit(nac_p, pl.Int16))


def low_accuracy(flown: pl.DataFrame, start: str, end: str) -> pl.DataFrame:
    then = pl.col("time").is_between(at(start), at(end))
    return flown.with_columns(nac_p=pl.when(then).then(0).otherwise("nac_p").cast(pl.Int16))


def drawn_to(flown: pl.DataFrame, lat: float, lon: float, start: str, end: str) -> pl.DataFrame:
    then = pl.col("time").is_between(at(start), at(end))
    return flown.with_columns(
        lat=pl.when(then).then(lat).otherwise("lat"),
        lon=pl.when(then).then(lon + pl.int_range(pl.len()) * 1e-6).otherwise("lon"),
    )


def bad(table: pl.DataFrame) -> pl.DataFrame:
    return table.filter(pl.col("disturbed") > 0)


def test_in_clean_skies_nobody_is_disturbed_and_everybody_is_counted() -> None:
    table = jamming(plausible(together(*(over_the_black_sea(n) for n in range(3)))))
    assert table.schema == JAMMING.schema and bad(table).is_empty()
    assert table["craft"].max() == 3 and table.filter(pl.col("craft") == 0).is_empty()


def test_a_drop_of_accuracy_is_a_sign_and_is_counted_where_it_was_sent() -> None:
    drawn = [low_accuracy(over_the_black_sea(n), "2024-02-10 08:30", "2024-02-10 08:45") for n in range(2)]
    found = bad(jamming(plausible(together(*drawn))))
    assert found["disturbed"].max() == 2 and found["reasons"].explode().unique().to_list() == ["nac_p"]
    there = together(*drawn).filter(pl.col("nac_p") == 0)
    cells = {h3.int_to_str(cell_of(lat, lon)) for lat, lon in there.select("lat", "lon").rows()}
    assert set(found["cell"]) <= cells


def test_who_never_sends_good_accuracy_has_an_old_transponder() -> None:
    drawn = together(*(over_the_black_sea(n, nac_p=0) for n in range(3)))
    assert bad(jamming(plausible(drawn))).is_empty()


def test_one_bad_row_is_a_glitch() -> None:
    drawn = low_accuracy(over_the_black_sea(0), "2024-02-10 08:30", "2024-02-10 08:30:15")
    assert drawn.filter(pl.col("nac_p") == 0).height == 1 and bad(jamming(plausible(drawn))).is_empty()


def test_accuracy_lost_on_the_ground_says_nothing() -> None:
    parked = over_the_black_sea(0).with_columns(gs_kt=pl.lit(4.0, pl.Float32), alt_kind=pl.lit("ground"))
    assert bad(jamming(low_accuracy(parked, "2024-02-10 08:30", "2024-02-10 08:45"))).is_empty()


def test_false_positions_count_where_the_craft_was_last_believed() -> None:
    drawn = drawn_to(over_the_black_sea(0), 33.82, 35.49, "2024-02-10 08:30", "2024-02-10 08:45")
    found = bad(jamming(plausible(drawn)))
    assert not found.is_empty() and h3.int_to_str(cell_of(33.82, 35.49)) not in set(found["cell"])


def test_what_the_source_says_of_lost_navigation_counts() -> None:
    then = pl.col("time").is_between(at("2024-02-10 08:30"), at("2024-02-10 08:45"))
    drawn = over_the_black_sea(0).with_columns(gps_lost=pl.when(then).then(True))
    found = bad(jamming(plausible(drawn)))
    assert found["reasons"].explode().unique().to_list() == ["gps_lost"]


def test_a_place_held_for_minutes_at_speed_is_a_sign_and_for_seconds_is_none() -> None:
    def held(end: str) -> pl.DataFrame:
        then = pl.col("time").is_between(at("2024-02-10 08:30"), at(end))
        flown = over_the_black_sea(0)
        lat, lon = flown.filter(then).select("lat", "lon").row(0)
        stuck = (pl.when(then).then(value).otherwise(name).alias(name) for name, value in (("lat", lat), ("lon", lon)))
        return jamming(plausible(flown.with_columns(stuck)))

    assert bad(held("2024-02-10 08:30:50")).is_empty()
    assert bad(held("2024-02-10 08:40"))["reasons"].explode().unique().to_list() == ["stale_repeat"]


def test_no_positions_give_an_empty_table() -> None:
    assert jamming(plausible(over_the_black_sea(0).clear())).equals(JAMMING.empty())


@given(st.integers(1, 4))
def test_tables_of_separate_craft_add_up_to_the_table_of_all(cut: int) -> None:
    drawn = [low_accuracy(over_the_black_sea(n, every_s=120), "2024-02-10 08:30", "2024-02-10 08:50") for n in range(5)]
    parts = [jamming(plausible(together(*part))) for part in (drawn[:cut], drawn[cut:])]
    assert merge_jamming(parts).equals(jamming(plausible(together(*drawn))))
    assert merge_jamming(reversed(parts)).equals(merge_jamming(parts))
