"""What a report says of one craft, and the words that mean it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from crossbearing.model.claims import Actor
from crossbearing.reading.craft.identifiers import Identifier


class CraftKind(StrEnum):
    """What moves."""

    AIRCRAFT = "aircraft"
    VESSEL = "vessel"
    LAND = "land"


@dataclass(frozen=True, slots=True)
class Craft:
    """What a report says of one craft (or of several under one name)."""

    kind: CraftKind
    name: str
    named: bool = False
    designators: tuple[str, ...] = ()
    ids: tuple[Identifier, ...] = ()
    operator: Actor | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class CraftMention:
    """Characters `[start, end)` that mean a craft; `anaphoric` when they only point back."""

    start: int
    end: int
    craft: Craft
    anaphoric: bool = False
    plural: bool = False
