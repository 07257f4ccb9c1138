"""Marks set for a part of the craft are those of all, when what all parts teach is given."""

from __future__ import annotations

from functools import cache

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.movement.attractors import ATTRACTORS, merge_attractors, touched
from crossbearing.movement.plausible import READ, attractors, mark_and_learn, plausible
from notation import at, fly, together

CRAFT = [f"icao24:00000{n}" for n in range(6)]


@cache
def sky() -> pl.DataFrame:
    """Six craft: four jump to one point off Beirut for some minutes, and one stands there while it flies."""
    drawn = []
    for n, craft in enumerate(CRAFT):
        one = fly(craft, "OIII", "UUWW", f"2024-02-10 07:{5 * n:02d}", every_s=30)
        k = pl.int_range(pl.len())
        often = (k % 4 == 0) if n < 4 else (k < 0)
        false = pl.col("time").is_between(at("2024-02-10 09:05"), at("2024-02-10 09:35")) & (often | pl.lit(n == 5))
        lat, lon = 33.82 + 0.0002 * (k % 5), 35.49 + 0.0002 * (k % 3)
        drawn.append(
            one.with_columns(
                lat=pl.when(false).then(lat).otherwise("lat"), lon=pl.when(false).then(lon).otherwise("lon")
            )
        )
    return together(*drawn)


def part(chosen: set[int]) -> pl.DataFrame:
    return sky().filter(pl.col("craft").is_in([CRAFT[n] for n in sorted(chosen)]))


def test_the_drawing_has_what_it_is_drawn_for() -> None:
    marks = plausible(sky())["mark"].drop_nulls()
    assert marks.str.contains("craft jumped to one point").any()


@settings(max_examples=12, deadline=None)
@given(st.sets(st.integers(0, 5), min_size=1, max_size=5))
def test_parts_marked_by_what_all_teach_are_marked_as_the_whole(chosen: set[int]) -> None:
    parts = [part(chosen), part(set(range(6)) - chosen)]
    merged = merge_attractors(attractors(one) for one in parts)
    assert merged.schema == ATTRACTORS
    joined = pl.concat([plausible(one, merged) for one in parts]).sort("craft", "time")
    assert joined.equals(plausible(sky()).sort("craft", "time"))


@pytest.mark.parametrize("chosen", [{0}, {0, 1}, {4}, {5}, {0, 1, 2, 3}])
def test_a_part_that_is_not_touched_is_not_marked_otherwise(chosen: set[int]) -> None:
    marked, own = mark_and_learn(part(chosen))
    assert own.equals(attractors(part(chosen))) and marked.equals(plausible(part(chosen)))
    merged = merge_attractors([own, attractors(sky())])
    again = plausible(part(chosen), merged)
    assert touched(part(chosen), own, merged) or again.equals(marked)
    assert not touched(part(chosen), own, own)


def test_the_order_of_parts_does_not_matter() -> None:
    parts = [attractors(part({n})) for n in range(6)]
    assert merge_attractors(parts).equals(merge_attractors(reversed(parts)))


def test_clean_skies_teach_nothing() -> None:
    assert attractors(fly(CRAFT[0], "OIII", "UUWW", "2024-02-10 07:45")).is_empty()
    assert attractors(sky().clear()).is_empty()


def test_the_columns_that_are_read_are_enough_and_may_be_categories() -> None:
    texts = [name for name in READ if sky().schema[name] == pl.String and name != "mark"]
    less = sky().select(READ).with_columns(pl.col(texts).cast(pl.Categorical))
    assert plausible(less)["mark"].equals(plausible(sky())["mark"])
