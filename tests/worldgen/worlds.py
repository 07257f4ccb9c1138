"""A tiny world, made once a session, and readers of its bytes that share nothing with the product."""

from __future__ import annotations

import gzip
import hashlib
import json
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def hashes(folder: Path) -> dict[str, str]:
    """SHA-256 of every file below the folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def truth(folder: Path, name: str) -> list[dict[str, Any]]:
    """The rows of one truth file."""
    lines = (folder / "truth" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def traces(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Path and content of every trace of every day."""
    for path in sorted((folder / "tracks").glob("*.tar")):
        with tarfile.open(path) as archive:
            for member in archive:
                if member.name.startswith("./traces/"):
                    stream = archive.extractfile(member)
                    assert stream is not None
                    yield member.name, json.loads(gzip.decompress(stream.read()))
