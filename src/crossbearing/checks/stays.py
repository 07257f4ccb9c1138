"""Separate stays at a set of airports, out of VISITS: moving between airports of the set does not make a second one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import polars as pl

from crossbearing.checks.subjects import Member
from crossbearing.checks.witness import Witness


@dataclass(frozen=True, slots=True)
class Stay:
    """One shown stay: when the craft was there at the latest and still at the least, and outer bounds; ids of VISITS.

    `since` and `until` are the first and the last moment it was surely there; `after` and `before` bound the stay from
    outside and are None where the archive is open.
    """

    ids: tuple[str, ...]
    after: datetime | None
    since: datetime
    until: datetime
    before: datetime | None

    def arrives(self, start: datetime, end: datetime) -> bool:
        """Whether it surely began within `[start, end)`."""
        return self.after is not None and start <= self.after and self.since < end

    def overlaps(self, start: datetime, end: datetime) -> bool:
        """Whether the craft was surely there at some moment of `[start, end)`."""
        return self.since < end and self.until >= start


def stays_of(member: Member, airports: Sequence[str], witness: Witness) -> list[Stay]:
    """Return the shown stays of one craft at these airports, oldest first.

    Two stays are one when a single leg joins them: a hop between two airports of a city, a round over the field.
    Two legs with anything between them, seen or not, were elsewhere.
    """
    own = witness.visits.filter(pl.col("craft") == member.craft, pl.col("shown"), pl.col("place").is_in(list(airports)))
    if member.airframes:
        own = own.filter(pl.col("airframe").is_in(list(member.airframes)))
    known = own.filter(pl.col("arrived_before").is_not_null() | pl.col("left_after").is_not_null())
    rows = known.sort(pl.coalesce("arrived_before", "left_after"), "id").to_dicts()
    groups: list[list[dict[str, Any]]] = []
    for row in rows:
        if groups and _joined(groups[-1][-1], row):
            groups[-1].append(row)
        else:
            groups.append([row])
    return [_stay(group) for group in groups]


def _joined(one: dict[str, Any], other: dict[str, Any]) -> bool:
    leg = one["departure_flight"]
    return leg is not None and leg == other["arrival_flight"]


def _stay(rows: list[dict[str, Any]]) -> Stay:
    first, last = rows[0], rows[-1]
    since = first["arrived_before"] or first["left_after"]
    until = last["left_after"] or last["arrived_before"]
    return Stay(tuple(row["id"] for row in rows), first["arrived_after"], since, max(since, until), last["left_before"])
