"""What a dossier holds of ships beside their tracks: events by id, names, and the ships that each claim names."""

from __future__ import annotations

import re
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

    The events are those in evidence and, for the lines of time, all others of the same ships. `named` are the ships
    that each claim names, by the claim's id.
    """

    positions: pl.DataFrame = field(default_factory=_no_positions)
    statics: pl.DataFrame = field(default_factory=VESSEL_STATICS.empty)
    calls: pl.DataFrame = field(default_factory=PORT_CALLS.empty)
    encounters: pl.DataFrame = field(default_factory=ENCOUNTERS.empty)
    gaps: pl.DataFrame = field(default_factory=GAPS.empty)
    named: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SeaNames:
    """The name that each ship sends most often, by craft, and the names of ports, by code."""

    ships: Mapping[str, str]
    ports: Mapping[str, str]

    def ship(self, craft: str) -> str:
        """Return a ship as printed: the name she sends and her MMSI."""
        digits = craft.removeprefix("mmsi:")
        return f"{self.ships[craft]} ({digits})" if craft in self.ships else craft.replace("mmsi:", "MMSI ")

    def port(self, code: str) -> str:
        """Return a port as printed: its name and code; a place of the user's own is its name alone."""
        name = self.ports.get(code, code)
        return code if name == code else f"{name} ({code})"

    def told(self, value: str) -> str:
        """Return a value of a sentence with ships and ports by name."""
        return self.port(value) if value in self.ports else _CRAFT.sub(lambda one: self.ship(one[0]), value)

    @staticmethod
    def numbered(value: str) -> str:
        """Return a value of a sentence with ships by their MMSI."""
        return _CRAFT.sub(lambda one: one[0].replace("mmsi:", "MMSI "), value)


_CRAFT = re.compile(r"mmsi:\d{9}(?!\d)")


@dataclass(frozen=True, slots=True)
class AtSea:
    """Events of ships by id, of each what it is (`encounter`, `port_call`, `gap`, `static`), and ships' names.

    `of` are the events of each ship, without what she says of herself.
    """

    events: Mapping[tuple[str, str], Row]
    of: Mapping[str, tuple[tuple[str, Row], ...]]
    names: SeaNames
    named: Mapping[str, tuple[str, ...]]


def at_sea_of(seafaring: Seafaring, harbours: pl.DataFrame) -> AtSea:
    """Index the tables of ships; `harbours` are the ports known (`id`, `name`)."""
    tables = {"encounter": seafaring.encounters, "port_call": seafaring.calls, "gap": seafaring.gaps}
    events = {(kind, str(row["id"])): row for kind, frame in tables.items() for row in frame.to_dicts()}
    said = {("static", f"{row['craft']}@{row['time']:%Y-%m-%d %H:%M}"): row for row in seafaring.statics.to_dicts()}
    of: dict[str, list[tuple[str, Row]]] = {}
    for (kind, _), row in events.items():
        for craft in crafts_in(row):
            of.setdefault(craft, []).append((kind, row))
    own = {craft: tuple(rows) for craft, rows in of.items()}
    return AtSea({**events, **said}, own, sea_names(seafaring.statics, harbours), seafaring.named)


def sea_names(statics: pl.DataFrame, harbours: pl.DataFrame) -> SeaNames:
    """Return the names of ships (VESSEL_STATICS) and of ports (`id`, `name`)."""
    return SeaNames(ship_names(statics), dict(harbours.select("id", "name").iter_rows()))


def ship_names(statics: pl.DataFrame) -> dict[str, str]:
    """Return the name that each ship sent most often (VESSEL_STATICS)."""
    told = statics.filter(pl.col("shipname").is_not_null())
    counted = told.group_by("craft", "shipname").agg(pl.col("messages").sum())
    ranked = counted.sort("craft", "messages", "shipname", descending=[False, True, False])
    return dict(ranked.unique("craft", keep="first", maintain_order=True).select("craft", "shipname").iter_rows())


def crafts_in(row: Row) -> tuple[str, ...]:
    """Return the ships of an event."""
    return (str(row["a"]), str(row["b"])) if "a" in row else (str(row["craft"]),)


def kind_of(row: Row) -> str:
    """Return what an event of ships is: `encounter`, `port_call` or `gap`."""
    return "encounter" if "a" in row else "gap" if "duration_h" in row else "port_call"
