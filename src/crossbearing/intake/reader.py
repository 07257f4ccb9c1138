"""What a reader of one format is: it takes members one by one and gives batches."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from crossbearing.intake.mapping import Mapping
from crossbearing.intake.streams import peekable
from crossbearing.model.exhibits import Batch, ExhibitKind


class Reader(Protocol):
    """Reads the members of one exhibit that are in its format.

    Both methods may hold rows back to make batches of a good size; `finish` gives the last of them.
    """

    def take(self, stream: io.BufferedReader, member: str) -> Iterator[Batch]:
        """Read one member; raises `Unreadable` where its bytes can no longer be had.

        The rows before that place stand; the caller counts what is lost as one rejected row.
        """
        ...

    def finish(self, complete: bool) -> Iterator[Batch]:
        """Give what is held back; `complete` is false when part of the exhibit could not be unpacked."""
        ...


@dataclass(frozen=True, slots=True)
class Task:
    """What a reader must know of the exhibit: its file name, its hash, and the date and columns said by the user."""

    name: str
    sha256: str = ""
    published: str | None = None
    mapping: Mapping | None = None


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, where it is documented, what it holds, how its first bytes look, and its reader.

    One that `fills_in` is read last in an archive, and its positions count only for craft of which nothing else there
    has any.
    """

    name: str
    documented_at: str
    kind: ExhibitKind
    recognises: Callable[[bytes], bool]
    reader: Callable[[Task], Reader]
    fills_in: bool = False

    def read(self, stream: BinaryIO, member: str = "", sha256: str = "") -> Iterator[Batch]:
        """Read one unpacked file in this format."""
        reader = self.reader(Task(name=member or "-", sha256=sha256))
        yield from reader.take(peekable(stream), member)
        yield from reader.finish(complete=True)
