"""Files of a case: written whole or not at all, named by what they hold."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

import polars as pl

from crossbearing import __version__
from crossbearing.errors import InputError

CHUNK = 1 << 20
PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
READ_ONLY = 0o400
PART = ".part"


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, read in pieces."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def write_whole(path: Path, write: Callable[[Path], object]) -> None:
    """Let `write` fill a file beside `path`, flush it to the disk, then put it in place in one step."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
    part = path.with_name(path.name + PART)
    write(part)
    with part.open("rb") as stream:
        os.fsync(stream.fileno())
    _put(part, path, PRIVATE_FILE)


def _sync_folder(folder: Path) -> None:
    """Make a rename durable; systems that cannot open a folder need no such step."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_table(path: Path, frame: pl.DataFrame) -> str:
    """Write a frame as Parquet, whole or not at all, and return the file's SHA-256."""
    write_whole(path, lambda part: frame.write_parquet(part, compression="zstd", compression_level=3))
    return sha256_of(path)


def write_text(path: Path, text: str) -> None:
    """Write a text as UTF-8, whole or not at all."""
    write_whole(path, lambda part: part.write_text(text, encoding="utf-8"))


def keep_copy(source: Path, place: Callable[[str], Path]) -> tuple[str, int]:
    """Copy a file to `place(sha256)`, hashing the very bytes that are copied; return SHA-256 and size.

    The copy is read-only, and there whole or not at all; a copy that is there already is left as it is.
    """
    incoming = place("incoming").with_name(f"incoming-{os.getpid()}{PART}")
    incoming.parent.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
    digest, size = hashlib.sha256(), 0
    with source.open("rb") as stream, incoming.open("wb") as copy:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
            size += copy.write(chunk)
        copy.flush()
        os.fsync(copy.fileno())
    target = place(digest.hexdigest())
    if target.exists():
        incoming.unlink()
    else:
        _put(incoming, target, READ_ONLY)
    return digest.hexdigest(), size


def _put(part: Path, target: Path, mode: int) -> None:
    target.parent.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
    part.chmod(mode)
    part.replace(target)
    _sync_folder(target.parent)


def files_under(paths: Iterable[Path]) -> Iterator[tuple[Path, bool]]:
    """Yield every regular file named or lying under a named folder, sorted, with whether it was named itself.

    Links are not followed inside folders and hidden files there are passed over.
    Raises `InputError` for a path that does not exist and for a folder without files.
    """
    for path in paths:
        if path.is_file():
            yield path, True
        elif path.is_dir():
            yield from ((file, False) for file in _files_in(path))
        else:
            raise InputError(str(path), "there is no such file or folder", "check the spelling")


def _files_in(folder: Path) -> list[Path]:
    found = [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and not path.is_symlink()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    ]
    if not found:
        raise InputError(str(folder), "the folder holds no files", "name a folder with tracks or reports")
    return found


@cache
def tool_fingerprint() -> str:
    """Return a name for this very version of the program: its version and a hash of its code and tables.

    Stage results carry it in their key, so nothing computed by another version is ever taken for ours.
    """
    digest = hashlib.sha256(__version__.encode())
    for name, content in _package_files(resources.files("crossbearing"), ""):
        digest.update(f"\x1f{name}\x1f".encode())
        digest.update(hashlib.sha256(content).digest())
    return f"{__version__}+{digest.hexdigest()[:12]}"


def _package_files(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for item in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if item.name == "__pycache__":
            continue
        if item.is_dir():
            yield from _package_files(item, f"{prefix}{item.name}/")
        else:
            yield f"{prefix}{item.name}", item.read_bytes()
