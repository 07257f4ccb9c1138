"""Files and folders of a case on the disk: for their owner's eyes only, and there to stay."""

from __future__ import annotations

import os
from pathlib import Path

# Which craft somebody looks at is nobody else's business.
PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700


def make_private(folder: Path) -> None:
    """Make a folder and the missing ones above it, for their owner's eyes only."""
    if not folder.is_dir():
        make_private(folder.parent)
        folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)


def sync_file(path: Path) -> None:
    """Wait until the bytes of a file are on the disk."""
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until a rename in a folder is on the disk; where folders cannot be opened, renames are not held back."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
