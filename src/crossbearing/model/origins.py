"""Where what is said comes from: the graph of who leans on whom, and what persons declare of outlets."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class OriginKind(StrEnum):
    """What an origin is: somebody who says it, a document that holds it, or a sensor that recorded it."""

    HUMAN = "human"
    DOCUMENT = "document"
    SENSOR = "sensor"


class Leaning(StrEnum):
    """Why one is said to lean on another."""

    SPEAKER = "speaker"
    OUTLET = "outlet"
    SOURCE_LINE = "source_line"
    CITES = "cites"
    LINK = "link"
    COPY = "copy"
    SHARED_ERROR = "shared_error"
    DECLARED = "declared"


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many independent origins of one kind a proposition has: at least `lo`, at most `hi`."""

    kind: OriginKind
    lo: int
    hi: int


@dataclass(frozen=True, slots=True)
class Vertex:
    """A report, a relay or a root of the graph of a proposition.

    `id` is `report:`, `name:`, `unnamed:` or `sensor:` and what follows; `kind` is that of a root, null for others.
    `read`: it is a report that the case holds and that states the proposition. `cut`: it is one of the fewest vertices
    that would have to be wrong for everything said to fall.
    """

    id: str
    label: str
    kind: OriginKind | None = None
    read: bool = False
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Lean:
    """One edge of the graph: `of` leans on `on`; `why`, and the words or values that show it.

    `sure` is false where it counts for the lower number only.
    """

    of: str
    on: str
    why: Leaning
    because: str = ""
    sure: bool = True


class Declared(StrEnum):
    """What a person declares of two outlets."""

    BELONGS_TO = "belongs_to"
    REPUBLISHES = "republishes"
    SAME_AS = "same_as"


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a person says of two outlets: one belongs to the other, republishes it, or is only another name of it.

    The latest word on a pair counts; `holds` false takes it back. `at` is the time in UTC at which `by` gave it.
    """

    number: int
    outlet: str
    declared: Declared
    other: str
    holds: bool
    by: str
    at: str
    note: str = ""
