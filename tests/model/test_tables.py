"""Tables refuse what they do not declare."""

from __future__ import annotations

import polars as pl
import pytest

from crossbearing.model.tables import REJECTS, TABLES


def test_every_column_of_every_table_says_what_it_means():
    for table in TABLES:
        names = [column.name for column in table.columns]
        assert len(names) == len(set(names))
        assert all(len(column.meaning) > 5 for column in table.columns)
        assert set(table.sorted_by) <= set(names)


def test_a_missing_and_an_undeclared_column_are_named():
    frame = REJECTS.empty().drop("reason").with_columns(pl.lit(1).alias("surprise"))

    with pytest.raises(ValueError, match=r"missing \['reason'\], undeclared \['surprise'\]"):
        REJECTS.conform(frame)


def test_conform_sorts_as_declared():
    frame = REJECTS.empty().clear(2).with_columns(member=pl.Series(["b", "a"]), exhibit=pl.lit(""), place=pl.lit("1"))

    assert REJECTS.conform(frame)["member"].to_list() == ["a", "b"]
