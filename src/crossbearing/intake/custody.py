"""Fingerprints: a file is named by the SHA-256 of its bytes."""

from __future__ import annotations

import hashlib

from crossbearing.intake.parts import Source

_PIECE = 1 << 20


def name_of(path: Source) -> str:
    """Return the name of a file as text; bytes of it that are no UTF-8 become `\\xff`."""
    return path.name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def fingerprint(path: Source) -> tuple[str, int]:
    """Return the SHA-256 of a file in lower-case hex, and its size in bytes; read as a stream."""
    with path.open("rb") as stream:
        digest, size = hashlib.sha256(), 0
        while piece := stream.read(_PIECE):
            digest.update(piece)
            size += len(piece)
    return digest.hexdigest(), size
