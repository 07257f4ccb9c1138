"""What speaks for and against a judgement about who a ship is: a phrase each, with the rows behind it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from crossbearing.model.identity import content_id
from crossbearing.model.verdicts import Phrase
from crossbearing.model.vessel_inferences import SAME_SHIPS

FOR, AGAINST = "for", "against"
SAME, TWO, SWAPPED, TAKEN, UNCLEAR = "same_ship", "two_ships_one_number", "swapped", "taken_over", "unclear"
# A ground names so many rows at most: the first of what it rests on.
ROWS_NAMED = 8


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing that speaks `for` or `against`: `said` in words, and the `exhibit#member#row` it rests on."""

    speaks: str
    said: Phrase
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is thought of two senders (MMSI, and hull where several ships send one), when one became the other
    (milliseconds since 1970), and why."""

    one: tuple[str, str | None]
    other: tuple[str, str | None]
    result: str
    grounds: tuple[Ground, ...]
    after: int | None = None
    before: int | None = None


def same_ships_table(judged: Iterable[Judgement]) -> pl.DataFrame:
    """SAME_SHIPS of some judgements."""
    rows = [_row(one) for one in judged]
    shaped = pl.DataFrame(rows, schema={**SAME_SHIPS.schema, "changed_after": pl.Int64, "changed_before": pl.Int64})
    when = pl.col("changed_after", "changed_before").cast(SAME_SHIPS.schema["changed_after"])
    return SAME_SHIPS.conform(shaped.with_columns(when))


def grounds_of(row: dict[str, Any]) -> tuple[Ground, ...]:
    """The grounds of a row of SAME_SHIPS."""
    return tuple(
        Ground(
            one["speaks"],
            Phrase(one["key"], tuple((said["name"], said["value"]) for said in one["values"])),
            tuple(one["rows"]),
        )
        for one in row["grounds"]
    )


def references(rows: pl.DataFrame) -> tuple[str, ...]:
    """`exhibit#member#row` of some rows, each once, the first `ROWS_NAMED`."""
    told = rows.select(pl.format("{}#{}#{}", "exhibit", "member", "row")).to_series().to_list()
    return tuple(dict.fromkeys(told))[:ROWS_NAMED]


def _row(one: Judgement) -> dict[str, Any]:
    return {
        "id": content_id("same", *one.one, *one.other, one.result, one.after),
        "one": one.one[0],
        "one_hull": one.one[1],
        "other": one.other[0],
        "other_hull": one.other[1],
        "result": one.result,
        "changed_after": one.after,
        "changed_before": one.before,
        "grounds": [_plain(ground) for ground in one.grounds],
        "evidence": _evidence(one.grounds),
    }


def _plain(ground: Ground) -> dict[str, Any]:
    values = [{"name": name, "value": value} for name, value in ground.said.values]
    return {"speaks": ground.speaks, "key": ground.said.key, "values": values, "rows": list(ground.rows)}


def _evidence(grounds: Sequence[Ground]) -> list[str]:
    return list(dict.fromkeys(row for ground in grounds for row in ground.rows))
