"""Archives that were split to be sent: `NAME.tar.aa`, `NAME.tar.ab`, … are read as one file, `NAME.tar`.

adsb.lol splits its days at 2,000,000,000 bytes. Parts of one folder that follow each other from `aa` on become one
exhibit, whose bytes and hash are those of the parts one behind the other (`cat NAME.tar.a? > NAME.tar`). A part whose
forerunner is missing stays by itself, and is the beginning of nothing.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

PART = re.compile(r"(.+\.tar)\.([a-z]{2})$")
_FIRST = "aa"
_BUFFER = 1 << 20


@dataclass(frozen=True, slots=True)
class SplitFile:
    """The parts of one file in their order; it can be opened, named and shown like a path."""

    parts: tuple[Path, ...]

    @property
    def name(self) -> str:
        """The name of the file before it was split."""
        return self.parts[0].name[: -len(_FIRST) - 1]

    def open(self, mode: Literal["rb"] = "rb") -> io.BufferedReader:
        """A stream of all parts, one behind the other; it cannot be sought in."""
        return io.BufferedReader(_Joined(self.parts), buffer_size=_BUFFER)

    def __str__(self) -> str:
        return str(self.parts[0].with_name(self.name))


Source = Path | SplitFile


def joined(files: Iterable[tuple[Path, bool]]) -> Iterator[tuple[Source, bool]]:
    """Put parts together where they belong; the flag of a file (whether it was named) is that of its first part."""
    held = list(files)
    known = {path for path, _ in held}
    taken: set[Path] = set()
    for path, named in held:
        parts = _run_from(path, known)
        if len(parts) > 1:
            taken.update(parts)
            yield SplitFile(parts), named
        elif path not in taken and not _follows(path, known):
            yield path, named


def _run_from(path: Path, known: set[Path]) -> tuple[Path, ...]:
    """The parts that follow each other from the first one on; none when the path is not the first."""
    found = PART.match(path.name)
    if found is None or found[2] != _FIRST:
        return ()
    parts = [path]
    while (following := _next(parts[-1])) in known:
        parts.append(following)
    return tuple(parts)


def _follows(path: Path, known: set[Path]) -> bool:
    """Whether a file is a later part of a run, which stands elsewhere in the list."""
    found = PART.match(path.name)
    first = path.with_name(f"{found[1]}.{_FIRST}") if found else None
    return first in known and path in _run_from(first, known) and path != first if first else False


def _next(path: Path) -> Path:
    """The part after this one: `ab` after `aa`, `ba` after `az`; after `zz` a name that no part has."""
    left, right = path.name[-2], path.name[-1]
    following = f"{left}{chr(ord(right) + 1)}" if right < "z" else f"{chr(ord(left) + 1)}a"
    return path.with_name(path.name[:-2] + following)


class _Joined(io.RawIOBase):
    """A raw stream over several files."""

    def __init__(self, parts: tuple[Path, ...]) -> None:
        super().__init__()
        self._left = list(parts)
        self._now: io.FileIO | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while True:
            if self._now is None:
                if not self._left:
                    return 0
                self._now = self._left.pop(0).open("rb", buffering=0)
            count = self._now.readinto(buffer)
            if count:
                return count
            self._now.close()
            self._now = None

    def close(self) -> None:
        if self._now is not None:
            self._now.close()
        super().close()
