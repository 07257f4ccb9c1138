"""Read a tar as a stream: headers and bytes only. There is no code here that could make a file.

Forms: POSIX ustar and PAX (IEEE 1003.1, pax), GNU long names, and the form before them. The end mark is required:
a tar that ends without it was cut short, which matters to whoever asks whether an archive holds a day whole.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from crossbearing.intake.limits import Limits
from crossbearing.intake.streams import CHUNK, Unreadable

BLOCK = 512
_REGULAR = b"0\x007"
_FOLDER = b"5"
_WITHOUT_DATA = b"12346"
_LONG_NAME, _LONG_LINK, _PAX, _PAX_FOR_ALL, _SPARSE = b"L", b"K", b"x", b"g", b"S"


class Payload(io.RawIOBase):
    """The bytes of one entry; `short` becomes true when the tar ends inside them."""

    def __init__(self, raw: BinaryIO, size: int) -> None:
        super().__init__()
        self._raw = raw
        self._left = size
        self._padding = -size % BLOCK
        self.short = False

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes; raises `EOFError` when the tar ends before the entry does."""
        piece = self._raw.read(min(size, self._left) if size >= 0 else self._left)
        self._left -= len(piece)
        if not piece and self._left and size:
            self.short = True
            raise EOFError("the tar ends inside this file")
        return piece

    def pass_over(self) -> None:
        """Read to the next header."""
        self._left += self._padding
        self._padding = 0
        while self._left:
            self.read(min(self._left, CHUNK))


@dataclass(frozen=True, slots=True)
class TarEntry:
    """One entry that is no folder; `payload` is null for what is no regular file."""

    name: str
    payload: Payload | None


@dataclass(slots=True)
class _Header:
    name: str
    size: int
    kind: bytes


def is_tar(head: bytes) -> bool:
    """Whether a file begins with a tar header: its checksum holds."""
    return len(head) >= BLOCK and head[0] != 0 and _checksum_holds(head[:BLOCK])


def entries(raw: BinaryIO, limits: Limits) -> Iterator[TarEntry]:
    """Yield the entries in order; each payload must be read before the next entry is asked for.

    Raises `Unreadable` where the tar is damaged or ends early.
    """
    renamed: dict[str, str] = {}
    while (header := _header(raw)) is not None:
        if header.kind in (_LONG_NAME, _LONG_LINK, _PAX, _PAX_FOR_ALL):
            renamed |= _described(header, _whole(raw, header.size, limits))
            continue
        if header.kind == _SPARSE:
            raise Unreadable(f"sparse entry {header.name}")
        yield from _entry(raw, header, renamed)
        renamed = {}


def _entry(raw: BinaryIO, header: _Header, renamed: dict[str, str]) -> Iterator[TarEntry]:
    name = renamed.get("path", header.name)
    if header.kind in _WITHOUT_DATA:
        yield TarEntry(name, None)
        return
    size = renamed.get("size", str(header.size))
    if not (size.isascii() and size.isdigit()):
        raise Unreadable(f"damaged: the size of {name} is no number")
    payload = Payload(raw, int(size))
    if header.kind in _REGULAR and not name.endswith("/"):
        yield TarEntry(name, payload)
    elif header.kind != _FOLDER and header.kind not in _REGULAR:
        yield TarEntry(name, None)
    _finish(payload)


def _finish(payload: Payload) -> None:
    try:
        payload.pass_over()
    except EOFError as end:
        raise Unreadable("ends early: the archive was cut short") from end


def _header(raw: BinaryIO) -> _Header | None:
    """The next header; null at the end mark."""
    block = raw.read(BLOCK)
    if len(block) < BLOCK:
        raise Unreadable("ends without an end mark: the archive was cut short")
    if not any(block):
        return None
    if not _checksum_holds(block):
        raise Unreadable("damaged: a header's checksum does not hold")
    name = _text(block[:100])
    if block[257:263] == b"ustar\0" and block[345]:
        name = f"{_text(block[345:500])}/{name}"
    return _Header(name, _number(block[124:136]), block[156:157])


def _checksum_holds(block: bytes) -> bool:
    said = block[148:156].strip(b" \0")
    if not said or not set(said) <= set(b"01234567"):
        return False
    return int(said, 8) == sum(block[:148]) + sum(block[156:]) + 8 * ord(" ")


def _number(field: bytes) -> int:
    """A size: octal digits, or binary with the top bit set (GNU)."""
    if field[0] & 0x80:
        value = int.from_bytes(bytes([field[0] & 0x7F]) + field[1:], "big")
        if value >> 63:
            raise Unreadable("damaged: a size beyond 2^63")
        return value
    digits = field.strip(b" \0")
    if not set(digits) <= set(b"01234567"):
        raise Unreadable("damaged: a size that is no number")
    return int(digits or b"0", 8)


def _text(field: bytes) -> str:
    return field.partition(b"\0")[0].decode("utf-8", "replace")


def _whole(raw: BinaryIO, size: int, limits: Limits) -> bytes:
    """The payload of an entry that describes the next one."""
    if size > limits.tar_header_bytes:
        raise Unreadable(f"limit tar_header_bytes: more than {limits.tar_header_bytes}")
    payload = Payload(raw, size)
    content = payload.read(size) if size else b""
    _finish(payload)
    return content


def _described(header: _Header, content: bytes) -> dict[str, str]:
    """What a describing entry says of the next: its path, its size."""
    if header.kind == _LONG_NAME:
        return {"path": _text(content)}
    return {name: value for name, value in _records(content) if name in ("path", "size")} if header.kind == _PAX else {}


def _records(content: bytes) -> Iterator[tuple[str, str]]:
    """PAX records: `length key=value`, the length counting itself and the line feed."""
    while content:
        digits, space, _ = content.partition(b" ")
        length = int(digits) if space and digits.isdigit() and len(digits) < 8 else 0
        if not len(digits) + 1 < length <= len(content):
            raise Unreadable("damaged: a PAX record of impossible length")
        name, _, value = content[len(digits) + 1 : length - 1].decode("utf-8", "replace").partition("=")
        yield name, value
        content = content[length:]
