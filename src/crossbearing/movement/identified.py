"""Whose sighting it is: a log gives a registration, tracks an address; the lists of that day join the two."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import polars as pl

from crossbearing.model.tables import SIGHTINGS
from crossbearing.movement.fleets import in_force, listed, plain

# A track whose file names no address is a craft of its own; where an address bears the registration too, it is meant.
ADDRESS = "icao24:"


@dataclass(frozen=True, slots=True)
class Apart:
    """A sighting that names a registration and was joined to no craft: several bore it on its days, or none is known.

    `crafts` are those that bore it; `place` is null where only an area is told.
    """

    id: str
    registration: str
    place: str | None
    started_at: datetime
    ended_at: datetime
    crafts: tuple[str, ...]


def identified(
    sightings: pl.DataFrame, airframes: pl.DataFrame, register: pl.DataFrame
) -> tuple[pl.DataFrame, tuple[Apart, ...]]:
    """Return SIGHTINGS with a craft wherever their registration means one, and those kept apart.

    A registration means the craft that bore it on the days of the sighting, by AIRFRAMES of track files and by REGISTER
    with its days of validity. Where several bore it then, the sighting is nobody's: it is returned among the second.
    """
    nameless = sightings.filter(pl.col("craft").is_null(), pl.col("registration").is_not_null())
    if nameless.is_empty():
        return sightings, ()
    bearers = _bearers(nameless["registration"].unique().to_list(), listed(airframes, register))
    found = [(row, bearers.on(row)) for row in nameless.to_dicts()]
    crafts = {row["id"]: crafts[0] for row, crafts in found if len(crafts) == 1}
    names = pl.DataFrame(
        {"id": list(crafts), "meant": list(crafts.values())}, schema={"id": pl.String, "meant": pl.String}
    )
    joined = sightings.join(names, on="id", how="left").with_columns(craft=pl.coalesce("craft", "meant")).drop("meant")
    return SIGHTINGS.conform(joined), tuple(_apart(row, crafts) for row, crafts in found if len(crafts) != 1)


def _apart(row: dict[str, Any], crafts: tuple[str, ...]) -> Apart:
    return Apart(row["id"], row["registration"], row["place"], row["started_at"], row["ended_at"], crafts)


@dataclass(slots=True)
class _Bearers:
    """What is said of all craft that ever bore one of some registrations, looked up by days."""

    rows: pl.DataFrame
    known: dict[tuple[date, date], dict[str, tuple[str, ...]]]

    def on(self, row: dict[str, Any]) -> tuple[str, ...]:
        """The craft that bore a sighting's registration on its days."""
        days = row["started_at"].date(), (row["ended_at"] - timedelta(milliseconds=1)).date()
        days = days[0], max(days)
        if days not in self.known:
            said = in_force(self.rows, *days).select("registration", "craft").drop_nulls().unique().sort("craft")
            found: dict[str, list[str]] = {}
            for registration, craft in said.iter_rows():
                found.setdefault(plain(registration), []).append(craft)
            self.known[days] = {mark: _addressed(crafts) for mark, crafts in found.items()}
        return self.known[days].get(plain(row["registration"]), ())


def _addressed(crafts: Iterable[str]) -> tuple[str, ...]:
    """Each craft once, and only those with an address where there are any."""
    every = tuple(dict.fromkeys(crafts))
    return tuple(craft for craft in every if craft.startswith(ADDRESS)) or every


def _bearers(registrations: list[str], rows: pl.DataFrame) -> _Bearers:
    wanted = {plain(one) for one in registrations}
    known = rows["registration"].drop_nulls().unique().to_list()
    hits = [one for one in known if plain(one) in wanted]
    crafts = rows.filter(pl.col("registration").is_in(hits))["craft"].unique().to_list()
    return _Bearers(rows.filter(pl.col("craft").is_in(crafts)), {})
