"""Byte streams that know when to stop: unpacking and reading with the limits enforced on the way."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from crossbearing.errors import CrossbearingError
from crossbearing.intake.limits import DEFAULT, KIB, Limits

CHUNK = 64 * KIB
# The limits are looked at after every piece, so a bomb costs at most one more.
PIECE = 1024 * KIB
# What the standard library raises for bytes that are no longer a gzip or a zip; NotImplementedError is its
# word for an unknown compression.
_DAMAGE = (EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError)


class Unreadable(CrossbearingError):
    """The bytes of one member cannot be had: damaged, cut short, or over a limit. It becomes a reject."""


@contextmanager
def readable() -> Iterator[None]:
    """Turn every way in which packed bytes can be broken into `Unreadable`."""
    try:
        yield
    except _DAMAGE as damage:
        raise Unreadable(f"damaged: {damage}") from damage


class Meter:
    """Counts the unpacked bytes of one exhibit against the limit for archives."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._total = 0
        self._members = 0

    def spend(self, count: int) -> None:
        """Count unpacked bytes; raises `Unreadable` beyond the limit."""
        self._total += count
        if self._total > self.limits.archive_bytes:
            raise Unreadable(f"limit archive_bytes: more than {self.limits.archive_bytes} bytes unpacked")

    def member(self) -> None:
        """Count one more member; raises `Unreadable` beyond the limit."""
        self._members += 1
        if self._members > self.limits.members:
            raise Unreadable(f"limit members: more than {self.limits.members}")


class Metered(io.RawIOBase):
    """A raw stream whose subclass gives chunks; it fills buffers whole and counts what it gave."""

    def __init__(self, meter: Meter) -> None:
        super().__init__()
        self._meter = meter
        self._given = 0
        self._broken: Unreadable | None = None

    def readable(self) -> bool:
        """It can be read."""
        return True

    def _some(self, at_most: int) -> bytes:
        raise NotImplementedError

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer as far as bytes and limits go; what came before damage is given first."""
        if self._broken is not None:
            raise self._broken
        view = memoryview(buffer).cast("B")
        filled = 0
        try:
            while filled < len(view) and (piece := self._counted(len(view) - filled)):
                view[filled : filled + len(piece)] = piece
                filled += len(piece)
        except Unreadable as broken:
            # It may hold whole members.
            self._broken = broken
            if not filled:
                raise
        return filled

    def readall(self) -> bytes:
        """All bytes that are left."""
        return b"".join(iter(lambda: self._counted(PIECE), b""))

    def _counted(self, at_most: int) -> bytes:
        with readable():
            piece = self._some(min(at_most, PIECE))
        self._given += len(piece)
        if self._given > self._meter.limits.member_bytes:
            raise Unreadable(f"limit member_bytes: more than {self._meter.limits.member_bytes} bytes")
        self._meter.spend(len(piece))
        return piece


class Entry(Metered):
    """One entry of a tar or zip; `packed` is its packed size where it is packed, for the ratio."""

    def __init__(self, raw: io.RawIOBase | BinaryIO, meter: Meter, packed: int | None = None) -> None:
        super().__init__(meter)
        self._raw = raw
        self._packed = packed

    def _some(self, at_most: int) -> bytes:
        piece = self._raw.read(at_most) or b""
        if self._packed is not None:
            check_ratio(self._given + len(piece), self._packed, self._meter.limits)
        return piece


class Inflated(Metered):
    """The content of a gzip stream of one or several parts, checked against its CRC, never more than asked for."""

    def __init__(self, raw: BinaryIO, meter: Meter) -> None:
        super().__init__(meter)
        self._raw = raw
        self._inflater = zlib.decompressobj(wbits=31)
        self._pending = b""
        self._inside = True
        self._taken = 0

    def _some(self, at_most: int) -> bytes:
        while True:
            ended = not self._pending and not self._refill()
            if ended and not self._inside:
                return b""
            piece = self._inflater.decompress(self._pending, at_most)
            self._pending = self._inflater.unconsumed_tail
            if self._inflater.eof:
                self._end_part()
            if piece:
                check_ratio(self._given + len(piece), self._taken, self._meter.limits)
                return piece
            if ended and self._inside:
                raise EOFError("the gzip stream ends early")

    def _refill(self) -> bool:
        """Take more packed bytes; zeros between and after the parts are padding."""
        while fresh := self._raw.read(CHUNK):
            self._taken += len(fresh)
            self._pending = fresh if self._inside else fresh.lstrip(b"\0")
            if self._pending:
                self._inside = True
                return True
        return False

    def _end_part(self) -> None:
        self._pending = self._inflater.unused_data.lstrip(b"\0")
        self._inflater = zlib.decompressobj(wbits=31)
        self._inside = bool(self._pending)


def check_ratio(unpacked: int, packed: int, limits: Limits) -> None:
    """Raise `Unreadable` when so many bytes came out of so few that it must be a bomb."""
    if unpacked > limits.ratio_floor and unpacked > limits.compression_ratio * max(packed, 1):
        raise Unreadable(f"limit compression_ratio: more than {limits.compression_ratio} to 1")


def read_whole(stream: BinaryIO, limit: int, name: str) -> bytes:
    """All bytes of a stream; raises `Unreadable`, naming the limit, when there are more than it allows."""
    pieces: list[bytes] = []
    left = limit + 1
    while left and (piece := stream.read(min(left, PIECE))):
        pieces.append(piece)
        left -= len(piece)
    if not left:
        raise Unreadable(f"limit {name}: more than {limit} bytes")
    return b"".join(pieces)


def lines_of(stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Lines with their numbers from 1; null stands for one that is longer than the limit."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        yield number, line if len(line) <= limit else None
        while len(line) > limit and not line.endswith(b"\n"):
            line = stream.readline(limit + 1)


def whole_lines(stream: BinaryIO, size: int = 8 * PIECE) -> Iterator[bytes]:
    """Pieces of about `size` bytes that end with a line; raises `Unreadable` for a line over the limit."""
    held = b""
    while block := stream.read(size):
        whole, end, held = (held + block).rpartition(b"\n")
        if len(held) > DEFAULT.line_bytes:
            raise Unreadable(f"limit line_bytes: more than {DEFAULT.line_bytes} bytes")
        if end:
            yield whole + end
    if held:
        yield held + b"\n"


def peekable(raw: io.RawIOBase | BinaryIO) -> io.BufferedReader:
    """A stream whose first bytes can be looked at with `.peek()` without taking them."""
    if isinstance(raw, io.BufferedReader):
        return raw
    return io.BufferedReader(raw, buffer_size=CHUNK)  # type: ignore[arg-type]
