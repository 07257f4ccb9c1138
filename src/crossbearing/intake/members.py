"""The files inside a file: tar, zip and gzip, nested, one after the other, never written to disk.

Names inside archives are labels and nothing else: no path is ever made of them. Only regular files are read;
links, devices and pipes come back as refused members, folders are passed over.
"""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from crossbearing.intake.limits import DEFAULT, Limits
from crossbearing.intake.streams import CHUNK, Entry, Inflated, Meter, Unreadable, peekable, readable

GZIP = b"\x1f\x8b"
ZIP = b"PK\x03\x04"
TAR_BLOCK = 512
ENCRYPTED = 0x1  # zip, general purpose bit 0


@dataclass(frozen=True, slots=True)
class Member:
    """One file, or why it cannot be read; `path` is empty for the exhibit itself.

    `open` may be called once, before the next member is asked for; its stream can be peeked.
    `container` is true when the rest of an archive is lost with it.
    """

    path: str
    open: Callable[[], io.BufferedReader]
    refused: str | None = None
    container: bool = False


def members(source: Path | Callable[[], BinaryIO], name: str, limits: Limits = DEFAULT) -> Iterator[Member]:
    """Yield the files in `source`, unpacked and in their order; `name` is only used in messages.

    Never raises for bad bytes: what cannot be read is a member with `refused` set.
    """
    opened = source.open("rb") if isinstance(source, Path) else source()
    with opened as raw:
        yield from _Unpacker(Meter(limits)).unpack(peekable(raw), "", 0)


class _Unpacker:
    def __init__(self, meter: Meter) -> None:
        self._meter = meter
        self._limits = meter.limits

    def unpack(self, stream: io.BufferedReader, path: str, depth: int) -> Iterator[Member]:
        """Yield the leaves of a stream that may be packed."""
        try:
            with readable():
                head = stream.peek(TAR_BLOCK)
            layer = self._layer(head)
            if layer is None:
                self._meter.member()
                yield Member(path, lambda: stream)
                return
            if depth == self._limits.nesting:
                raise Unreadable(f"limit nesting: packed more than {self._limits.nesting} deep")
        except Unreadable as reason:
            yield refused(path, str(reason))
            return
        yield from layer(stream, path, depth)

    def _layer(self, head: bytes) -> Callable[[io.BufferedReader, str, int], Iterator[Member]] | None:
        if head.startswith(GZIP):
            return self._gzip
        if head.startswith(ZIP):
            return self._zip
        return self._tar if is_tar(head) else None

    def _gzip(self, stream: io.BufferedReader, path: str, depth: int) -> Iterator[Member]:
        yield from self.unpack(peekable(Inflated(stream, self._meter)), path, depth + 1)

    def _tar(self, stream: io.BufferedReader, path: str, depth: int) -> Iterator[Member]:
        try:
            with readable(), tarfile.open(fileobj=stream, mode="r|", bufsize=CHUNK, tarinfo=_Header) as archive:
                for entry in archive:
                    archive.members = []  # type: ignore[attr-defined]
                    yield from self._tar_entry(archive, entry, joined(path, entry.name), depth)
        except (Unreadable, ValueError) as reason:
            yield refused(path, f"tar: {reason}", container=True)

    def _tar_entry(self, archive: tarfile.TarFile, entry: tarfile.TarInfo, path: str, depth: int) -> Iterator[Member]:
        if entry.isdir():
            return
        content = archive.extractfile(entry) if entry.isreg() else None
        if content is None:
            yield refused(path, "not a regular file: links and devices are not followed")
            return
        stream = peekable(Entry(content, self._meter))  # type: ignore[arg-type]
        yield from self.unpack(stream, path, depth + 1)

    def _zip(self, stream: io.BufferedReader, path: str, depth: int) -> Iterator[Member]:
        try:
            with readable(), zipfile.ZipFile(self._seekable(stream)) as archive:
                for entry in archive.infolist():
                    yield from self._zip_entry(archive, entry, joined(path, entry.filename), depth)
        except (Unreadable, ValueError) as reason:
            yield refused(path, f"zip: {reason}", container=True)

    def _zip_entry(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: str, depth: int) -> Iterator[Member]:
        if entry.is_dir():
            return
        if entry.flag_bits & ENCRYPTED:
            yield refused(path, "encrypted zip entry")
            return
        try:
            with readable():
                content = archive.open(entry)
        except Unreadable as reason:
            yield refused(path, str(reason))
            return
        with content:
            stream = peekable(Entry(content, self._meter, packed=entry.compress_size))  # type: ignore[arg-type]
            yield from self.unpack(stream, path, depth + 1)

    def _seekable(self, stream: io.BufferedReader) -> BinaryIO:
        if stream.seekable():
            return stream
        held = stream.read(self._limits.nested_zip_bytes + 1)
        if len(held) > self._limits.nested_zip_bytes:
            raise Unreadable(f"limit nested_zip_bytes: more than {self._limits.nested_zip_bytes} bytes")
        return io.BytesIO(held)


class _Header(tarfile.TarInfo):
    """A tar header that may not describe itself at any length: long names and PAX records are read whole."""

    @classmethod
    def frombuf(cls, buf: bytes, encoding: str, errors: str) -> _Header:  # type: ignore[override]
        entry = super().frombuf(buf, encoding, errors)
        describing = (*_PAX, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK)
        if entry.size < 0 or (entry.type in describing and entry.size > DEFAULT.tar_header_bytes):
            raise Unreadable(f"limit tar_header_bytes: {entry.size}")
        return entry


_PAX = (tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE)


def is_tar(head: bytes) -> bool:
    """Whether a file begins with a tar header: its checksum holds (that covers the forms before ustar too)."""
    block = head[:TAR_BLOCK]
    if len(block) < TAR_BLOCK or not block[0]:
        return False
    said = block[148:156].strip(b" \0")
    spaced = block[:148] + b" " * 8 + block[156:]
    return said.isdigit() and int(said, 8) == sum(spaced) if set(said) <= set(b"01234567") else False


def joined(path: str, name: str) -> str:
    """The label of a file in an archive in an archive."""
    return f"{path}/{name}" if path else name


def refused(path: str, reason: str, container: bool = False) -> Member:
    """A member that cannot be read."""

    def unreadable() -> io.BufferedReader:
        raise Unreadable(reason)

    return Member(path, unreadable, refused=reason, container=container)
