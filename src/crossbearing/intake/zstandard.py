"""Zstandard (RFC 8878): how MarineCadastre packs its days since 2024, and whoever archives a lot."""

from __future__ import annotations

import sys
from typing import BinaryIO

from crossbearing.intake.streams import CHUNK, Meter, Metered, Unreadable, check_ratio

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

MAGIC = b"\x28\xb5\x2f\xfd"  # RFC 8878, 3.1.1
# A frame says how much memory it needs; the program zstd gives as much without being told to give more: 128 MiB.
WINDOW_LOG = 27


class Unpacked(Metered):
    """The content of one or several frames, checked where they hold a checksum, never more than asked for."""

    def __init__(self, raw: BinaryIO, meter: Meter) -> None:
        super().__init__(meter)
        self._raw = raw
        self._frame = _frame()
        self._begun = False
        self._pending = b""
        self._taken = 0

    def _some(self, at_most: int) -> bytes:
        while True:
            if not self._pending and self._frame.needs_input and not self._refill():
                if self._begun:
                    raise EOFError("the Zstandard stream ends early")
                return b""
            piece = self._decoded(at_most)
            if self._frame.eof:
                self._pending, self._frame, self._begun = self._frame.unused_data, _frame(), False
            if piece:
                check_ratio(self._given + len(piece), self._taken, self._meter.limits)
                return piece

    def _decoded(self, at_most: int) -> bytes:
        data, self._pending = self._pending, b""
        self._begun = True
        try:
            return self._frame.decompress(data, at_most)
        except zstd.ZstdError as damage:
            raise Unreadable(f"damaged: {damage}") from damage

    def _refill(self) -> bool:
        self._pending = self._raw.read(CHUNK)
        self._taken += len(self._pending)
        return bool(self._pending)


def _frame() -> zstd.ZstdDecompressor:
    return zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: WINDOW_LOG})
