"""Which fleet a name means: an address, a registration, a list, a type, an operator, both, or a callsign."""

from __future__ import annotations

import re
from datetime import date

import polars as pl

from crossbearing.movement import fleets
from crossbearing.movement.fleets import Fleet
from crossbearing.world import World
from crossbearing.world.spelling import fold

_ADDRESS = re.compile(r"(?:icao24:)?([0-9a-fA-F]{6})")
# "Il-76 of the Iranian air force", "Il-76 de l'armée de l'air iranienne", "Il-76, Pouya Air".
_LINK = re.compile(r"\s+(?:of|by|de|du|des|d['’])\s*(?:the\s+|la\s+|les\s+|l['’]\s*)?|\s*,\s*", re.IGNORECASE)


def fleet_of(
    name: str, rows: pl.DataFrame, flights: pl.DataFrame, world: World, start: date | None, end: date | None
) -> Fleet | None:
    """Return the fleet that a name means on the days from `start` to `end`; None when it means nothing known.

    `rows` is what `fleets.listed` returned. Tried in this order: address, registration, list, type of an operator,
    type, operator or country, callsign.
    """
    days = (start, end)
    crafts = [*rows["craft"].to_list(), *flights["craft"].to_list()]
    address = _ADDRESS.fullmatch(name.strip())
    if address and (name.startswith("icao24:") or f"icao24:{address[1].lower()}" in crafts):
        return fleets.by_address([f"icao24:{address[1].lower()}"], rows, *days)
    borne = {fleets.plain(one) for one in rows["registration"].drop_nulls().unique().to_list()}
    if fleets.plain(name) in borne:
        return fleets.by_registration([name.strip()], rows, *days)
    source = _source(name, rows)
    if source is not None:
        return fleets.by_list(source, rows, *days)
    types, operator = _kind(name, rows, world)
    if types or operator:
        found = fleets.by_kind(types, [operator] if operator else [], name.strip(), rows, world, *days)
        return found if found.known_by is not fleets.Known.NOBODY else None
    called = fleets.by_callsign([name.strip()], flights, rows, *days)
    return called if called.members else None


def _source(name: str, rows: pl.DataFrame) -> str | None:
    """The register or list of that name; the end of a file's name and the date of the list may be left out."""
    sources = rows.filter(pl.col("source") != fleets.TRACK_FILES)["source"].unique().sort().to_list()
    wanted = fold(name)
    short = {one: fold(re.sub(r"\.\w+$", "", one.split(" of ")[0].rsplit("/", 1)[-1])) for one in sources}
    hits = [one for one in sources if wanted in (fold(one), short[one], fold(one.split(" of ")[0]))]
    return hits[-1] if hits else None


def _kind(name: str, rows: pl.DataFrame, world: World) -> tuple[tuple[str, ...], str]:
    """The types and the operator that a name gives; both empty when it gives neither."""
    if _operator(name, rows, world):
        return (), name.strip()
    parts = [(world.types.named(name[: link.start()]), name[link.end() :].strip()) for link in _LINK.finditer(name)]
    typed = [(types, operator) for types, operator in parts if types]
    if typed:
        return next((one for one in typed if _operator(one[1], rows, world)), ((), ""))
    words = name.split()
    for cut in range(1, len(words)):
        left, right = " ".join(words[:cut]), " ".join(words[cut:])
        for kind, operator in ((right, left), (left, right)):
            types = _exact_type(kind, world)
            if types and _operator(operator, rows, world):
                return types, operator
    return _exact_type(name, world), ""


def _exact_type(name: str, world: World) -> tuple[str, ...]:
    """The types of a name that is a type's and nothing more: `Il-76TD` is, `Il-76 Ruritania` is not."""
    return world.types.named(name) if len(name.split()) <= MOST_WORDS else ()


# "Boeing 747 400F", "Ilyushin Il 76 TD".
MOST_WORDS = 4


def _operator(name: str, rows: pl.DataFrame, world: World) -> bool:
    if world.operators.find(name) or world.countries.of(name):
        return True
    given = rows["operator"].unique().drop_nulls().to_list()
    return any(world.operators.same(name, one) for one in given)
