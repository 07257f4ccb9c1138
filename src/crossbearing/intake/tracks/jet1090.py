"""Logs of jet1090: one decoded Mode S message a line, as JSON.

Documented in https://mode-s.org/jet1090/. The form of a message is told in `decoded`. Callsign, speed and place come in
messages of their own and are brought together in `messages`; messages without a place are contacts.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import msgspec

from crossbearing.intake.limits import DEFAULT
from crossbearing.intake.reader import Format, Task
from crossbearing.intake.streams import lines_of
from crossbearing.intake.tracks.decoded import confirmed, messages_of
from crossbearing.intake.tracks.message_reader import MessageReader
from crossbearing.model.exhibits import Batch, ExhibitKind

NAME = "jet1090"
# Messages made into a frame at once; what a message tells is not carried from one piece to the next.
LINES_PER_BATCH = 50_000
_FIRST = re.compile(rb'\s*\{"timestamp"\s*:\s*[\d.e+]+\s*,.{0,200}?"frame"\s*:\s*"[0-9a-fA-F]{14,28}"', re.DOTALL)


def recognises(head: bytes) -> bool:
    """Whether the first line is a message with its time and its frame."""
    return _FIRST.match(head) is not None


class Jet1090Reader(MessageReader):
    """Reads the logs of one exhibit in pieces of lines."""

    def __init__(self, task: Task) -> None:
        super().__init__(NAME, task)
        self._known: set[str] = set()

    def take(self, stream: io.BufferedReader, member: str) -> Iterator[Batch]:
        """Read one log."""
        held: list[tuple[int, dict[str, object]]] = []
        bad: list[tuple[int, str]] = []
        for number, line in lines_of(stream, DEFAULT.line_bytes):
            self._hold(number - 1, line, held, bad)
            if len(held) + len(bad) >= LINES_PER_BATCH:
                yield self._piece(held, bad, member)
                held, bad = [], []
        yield self._piece(held, bad, member)

    def _hold(
        self, row: int, line: bytes | None, held: list[tuple[int, dict[str, object]]], bad: list[tuple[int, str]]
    ) -> None:
        if line is None:
            bad.append((row, "longer than a line may be"))
        elif line.strip():
            try:
                held.append((row, _line.decode(line)))
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
                bad.append((row, "no JSON object"))

    def _piece(self, held: list[tuple[int, dict[str, object]]], bad: list[tuple[int, str]], member: str) -> Batch:
        return self.batch(confirmed(messages_of(held), self._known), member, bad)


_line = msgspec.json.Decoder(dict[str, object])

JET1090 = Format(
    name=NAME,
    documented_at="https://mode-s.org/jet1090/",
    kind=ExhibitKind.TRACKS,
    recognises=recognises,
    reader=Jet1090Reader,
)
