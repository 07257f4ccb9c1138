"""Fingerprints: a file is named by the SHA-256 of its bytes."""

from __future__ import annotations

import hashlib
from pathlib import Path


def fingerprint(path: Path) -> tuple[str, int]:
    """Return the SHA-256 of a file in lower-case hex, and its size in bytes; read as a stream."""
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256")
        return digest.hexdigest(), stream.tell()
