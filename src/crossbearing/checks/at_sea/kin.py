"""What is thought of the ships that a claim names being one: judgements, in the words of verdicts."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

import polars as pl

from crossbearing.checks.at_sea.sea import Sea
from crossbearing.model.verdicts import EvidenceRow, Phrase
from crossbearing.movement.vessels.who.grounds import SAME, grounds_of

Row = dict[str, Any]


def judged_between(sea: Sea, one: Collection[str], other: Collection[str]) -> list[Row]:
    """The rows of SAME_SHIPS about a sender of the one and a sender of the other."""
    here, there = ({*group} for group in (one, other))
    rows = sea.same_ships.to_dicts()
    return [row for row in rows if _about(row, here, there) or _about(row, there, here)]


def _about(row: Row, here: set[str], there: set[str]) -> bool:
    return row["one"] in here and row["other"] in there


def one_hull_with(sea: Sea, crafts: Iterable[str]) -> tuple[str, ...]:
    """Some MMSI and all that are judged to be the same ship as one of them."""
    found = {*crafts}
    links = [(row["one"], row["other"]) for row in sea.same_ships.filter(result=SAME).to_dicts()]
    grown = True
    while grown:
        more = {craft for pair in links if found & {*pair} for craft in pair} - found
        found |= more
        grown = bool(more)
    return tuple(sorted(found))


def words_of(rows: Iterable[Row]) -> tuple[Phrase, ...]:
    """What speaks for and against some judgements, each thing once."""
    return tuple(dict.fromkeys(ground.said for row in rows for ground in grounds_of(row)))


def evidence_of(rows: Iterable[Row]) -> tuple[EvidenceRow, ...]:
    """The judgements as evidence, each with the rows it rests on."""
    return tuple(EvidenceRow("same_ship", row["id"], tuple(row["evidence"])) for row in rows)


def statics_of(rows: pl.DataFrame) -> tuple[EvidenceRow, ...]:
    """What ships said of themselves as evidence; `rows` are of a `timeline`."""
    return tuple(
        EvidenceRow(
            "static",
            f"{row['craft']}@{row['time']:%Y-%m-%d %H:%M}",
            (f"{row['exhibit']}#{row['member']}#{row['row']}",),
        )
        for row in rows.to_dicts()
    )
