"""What a dossier holds of ships beside their tracks: events by id, names, and the ships that each claim names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from crossbearing.model.vessel_tables import ENCOUNTERS, GAPS, PORT_CALLS, VESSEL_POSITIONS, VESSEL_STATICS

Row = Mapping[str, Any]


def _no_positions() -> pl.DataFrame:
    return VESSEL_POSITIONS.empty().with_columns(hull=pl.lit(None, pl.String))


@dataclass(frozen=True, slots=True)
class Seafaring:
    """Tables of ships in evidence: VESSEL_POSITIONS with `hull`, VESSEL_STATICS, PORT_CALLS, ENCOUNTERS and GAPS.

    `named` are the ships that each claim names, by the claim's id.
    """

    positions: pl.DataFrame = field(default_factory=_no_positions)
    statics: pl.DataFrame = field(default_factory=VESSEL_STATICS.empty)
    calls: pl.DataFrame = field(default_factory=PORT_CALLS.empty)
    encounters: pl.DataFrame = field(default_factory=ENCOUNTERS.empty)
    gaps: pl.DataFrame = field(default_factory=GAPS.empty)
    named: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AtSea:
    """Events of ships by id, of each what it is (`encounter`, `port_call`, `gap`, `static`), and ships' names."""

    events: Mapping[tuple[str, str], Row]
    names: Mapping[str, str]
    named: Mapping[str, tuple[str, ...]]


def at_sea_of(seafaring: Seafaring) -> AtSea:
    """Index the tables of ships."""
    tables = {"encounter": seafaring.encounters, "port_call": seafaring.calls, "gap": seafaring.gaps}
    events = {(kind, str(row["id"])): row for kind, frame in tables.items() for row in frame.to_dicts()}
    said = {("static", f"{row['craft']}@{row['time']:%Y-%m-%d %H:%M}"): row for row in seafaring.statics.to_dicts()}
    return AtSea({**events, **said}, ship_names(seafaring.statics), seafaring.named)


def ship_names(statics: pl.DataFrame) -> dict[str, str]:
    """Return the name that each ship sent most often (VESSEL_STATICS)."""
    told = statics.filter(pl.col("shipname").is_not_null())
    counted = told.group_by("craft", "shipname").agg(pl.col("messages").sum())
    ranked = counted.sort("craft", "messages", "shipname", descending=[False, True, False])
    return dict(ranked.unique("craft", keep="first", maintain_order=True).select("craft", "shipname").iter_rows())


def crafts_in(row: Row) -> tuple[str, ...]:
    """Return the ships of an event."""
    return (str(row["a"]), str(row["b"])) if "a" in row else (str(row["craft"]),)
