"""What truly happened, noted while a world is being told."""

from __future__ import annotations

from dataclasses import dataclass, field

from crossbearing.worldgen.sea.places import Place


@dataclass(frozen=True, slots=True)
class Call:
    """A stay of a ship in a port: `arrived` at the roadstead or fairway, `berthed` at the quay, `left` the port."""

    ship: int
    port: str
    arrived: float
    berthed: float | None
    left: float
    anchored: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Voyage:
    """A way from port to port."""

    ship: int
    start: str
    end: str
    left: float
    arrived: float


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two ships alongside one another for a transfer; `dark` is `none`, `one` or `both`, `setting` sea or roadstead."""

    a: int
    b: int
    begin: float
    end: float
    place: Place
    dark: str
    setting: str


@dataclass(frozen=True, slots=True)
class Lookalike:
    """Ships near one another without a transfer, and why."""

    kind: str
    ships: tuple[int, int]
    begin: float
    end: float


@dataclass(frozen=True, slots=True)
class Lain:
    """A ship lay at a place of a port, at `anchor` or at a `berth`."""

    kind: str
    ship: int
    port: str
    begin: float
    end: float
    place: Place


@dataclass(slots=True)
class Diary:
    """All of it, in the order of telling."""

    calls: list[Call] = field(default_factory=list)
    voyages: list[Voyage] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    lookalikes: list[Lookalike] = field(default_factory=list)
    lain: list[Lain] = field(default_factory=list)
