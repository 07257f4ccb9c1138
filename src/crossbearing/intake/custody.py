"""Fingerprints: a file is named by the SHA-256 of its bytes."""

from __future__ import annotations

import hashlib
from pathlib import Path


def name_of(path: Path) -> str:
    """Return the name of a file as text; bytes of it that are no UTF-8 become `\\xff`."""
    return path.name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def fingerprint(path: Path) -> tuple[str, int]:
    """Return the SHA-256 of a file in lower-case hex, and its size in bytes; read as a stream."""
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256")
        return digest.hexdigest(), stream.tell()
