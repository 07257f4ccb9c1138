"""The files inside a file: tar, zip, gzip and Zstandard, nested, one after the other, never written to disk.

Names inside archives are labels and nothing else: no path is ever made of them. Only regular files are read;
links, devices and pipes come back as refused members, folders are passed over.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from crossbearing.intake.limits import DEFAULT, Limits
from crossbearing.intake.parts import Source
from crossbearing.intake.streams import Entry, Inflated, Meter, Unreadable, peekable, read_whole, readable
from crossbearing.intake.tar import BLOCK, entries, is_tar
from crossbearing.intake.zstandard import MAGIC as ZSTANDARD
from crossbearing.intake.zstandard import Unpacked

GZIP = b"\x1f\x8b"
ZIP = b"PK\x03\x04"
NOT_A_FILE = "not a regular file: links and devices are not followed"
# A zip with this in it is a document, and read as one.
DOCX_BODY = "word/document.xml"
ENCRYPTED = 0x1  # zip, general purpose bit 0


@dataclass(frozen=True, slots=True)
class Member:
    """One file, or why it cannot be read; `path` is empty for the exhibit itself.

    `open` may be called once, before the next member is asked for; its stream can be peeked.
    """

    path: str
    open: Callable[[], io.BufferedReader]
    refused: str | None = None


def members(source: Source | Callable[[], BinaryIO], limits: Limits = DEFAULT) -> Iterator[Member]:
    """Yield the files in `source`, unpacked and in their order.

    Never raises for bad bytes: what cannot be read is a member with `refused` set.
    """
    opened = source() if callable(source) else source.open("rb")
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
                head = stream.peek(BLOCK)
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
        if head.startswith(ZSTANDARD):
            return self._zstandard
        return self._tar if is_tar(head) else None

    def _gzip(self, stream: io.BufferedReader, path: str, depth: int) -> Iterator[Member]:
        yield from self.unpack(peekable(Inflated(stream, self._meter)), path, depth + 1)

    def _zstandard(self, stream: io.BufferedReader, path: str, depth: int) -> Iterator[Member]:
        yield from self.unpack(peekable(Unpacked(stream, self._meter)), path, depth + 1)

    def _tar(self, stream: io.BufferedReader, path: str, depth: int) -> Iterator[Member]:
        try:
            for entry in entries(stream, self._limits):
                label = joined(path, entry.name)
                if entry.payload is None:
                    yield refused(label, NOT_A_FILE)
                else:
                    yield from self.unpack(peekable(Entry(entry.payload, self._meter)), label, depth + 1)
        except Unreadable as reason:
            yield refused(path, f"tar: {reason}")

    def _zip(self, stream: io.BufferedReader, path: str, depth: int) -> Iterator[Member]:
        try:
            seekable = self._seekable(stream)
            with readable(), zipfile.ZipFile(seekable) as archive:
                if DOCX_BODY in archive.NameToInfo:
                    seekable.seek(0)
                    self._meter.member()
                    yield Member(path, lambda: peekable(seekable))
                    return
                for entry in archive.infolist():
                    yield from self._zip_entry(archive, entry, joined(path, entry.filename), depth)
        except (Unreadable, ValueError) as reason:
            yield refused(path, f"zip: {reason}")

    def _zip_entry(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: str, depth: int) -> Iterator[Member]:
        if entry.filename.endswith("/"):
            return
        if entry.header_offset < 0:
            yield refused(path, "damaged: a place before the beginning of the zip")
            return
        if entry.flag_bits & ENCRYPTED:
            yield refused(path, "encrypted zip entry")
            return
        try:
            with readable():
                content = archive.open(entry)
        except (Unreadable, ValueError) as reason:
            yield refused(path, str(reason))
            return
        with content:
            stream = peekable(Entry(content, self._meter, packed=entry.compress_size))  # type: ignore[arg-type]
            yield from self.unpack(stream, path, depth + 1)

    def _seekable(self, stream: io.BufferedReader) -> BinaryIO:
        if stream.seekable():
            return stream
        return io.BytesIO(read_whole(stream, self._limits.nested_zip_bytes, "nested_zip_bytes"))


def joined(path: str, name: str) -> str:
    """The label of a file in an archive in an archive."""
    return f"{path}/{name}" if path else name


def refused(path: str, reason: str) -> Member:
    """A member that cannot be read."""

    def unreadable() -> io.BufferedReader:
        raise Unreadable(reason)

    return Member(path, unreadable, refused=reason)
