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
from crossbearing.errors import InputError, UnknownFormat
from crossbearing.intake.durable import PRIVATE_FILE, make_private, sync_file, sync_folder
from crossbearing.intake.parts import Source, joined

CHUNK = 1 << 20
DATABASE = "case.db"
READ_ONLY = 0o400
PART = ".part"


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, read in pieces."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def write_table(path: Path, frame: pl.DataFrame, row_group: int | None = None) -> str:
    """Write a frame of the case as Parquet, whole or not at all, and return the file's SHA-256.

    `row_group` is how many rows are read or skipped together.
    """
    make_private(path.parent)
    part = path.with_name(path.name + PART)
    part.touch(mode=PRIVATE_FILE)
    frame.write_parquet(part, compression="zstd", compression_level=3, row_group_size=row_group)
    _put_in_place(part, path)
    return sha256_of(path)


def publish(path: Path, content: str | bytes) -> None:
    """Write something for others to read, text as UTF-8, whole or not at all, as the user's other files.

    Raises `InputError` for a folder.
    """
    if path.is_dir():
        raise InputError(str(path), "this is a folder", "name the file to write")
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + PART)
    try:
        part.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        _put_in_place(part, path)
    finally:
        part.unlink(missing_ok=True)


def _put_in_place(part: Path, target: Path) -> None:
    sync_file(part)
    part.replace(target)
    sync_folder(target.parent)


def keep_copy(source: Source, place: Callable[[str], Path]) -> tuple[str, int]:
    """Copy a file to `place(sha256)`, hashing the very bytes that are copied; return SHA-256 and size.

    The copy is read-only, and there whole or not at all; a copy that is there already is left as it is.
    """
    incoming = place("incoming").with_name(f"incoming-{os.getpid()}{PART}")
    make_private(incoming.parent)
    digest, size = hashlib.sha256(), 0
    incoming.touch(mode=PRIVATE_FILE)
    with source.open("rb") as stream, incoming.open("wb") as copy:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
            size += copy.write(chunk)
    target = place(digest.hexdigest())
    if target.exists():
        incoming.unlink()
    else:
        make_private(target.parent)
        _put_in_place(incoming, target)
        target.chmod(READ_ONLY)
    return digest.hexdigest(), size


def files_under(paths: Iterable[Path]) -> Iterator[tuple[Source, bool]]:
    """Yield every regular file named or lying under a named folder, sorted, with whether it was named itself.

    Links are not followed inside folders; hidden files and cases there are passed over. The parts of a split archive
    are one file. Raises `InputError` for a path that does not exist and for a folder without files.
    """
    yield from joined(_each_under(paths))


def _each_under(paths: Iterable[Path]) -> Iterator[tuple[Path, bool]]:
    for path in paths:
        if path.is_file():
            yield path, True
        elif path.is_dir():
            yield from ((file, False) for file in _files_in(path))
        else:
            raise InputError(str(path), "there is no such file or folder", "check the spelling")


def _files_in(folder: Path) -> list[Path]:
    cases = {database.parent for database in folder.rglob(DATABASE)}
    found = [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and not path.is_symlink()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and not cases.intersection(path.parents)
    ]
    if not found:
        what = "the folder is a case" if folder in cases else "the folder holds no files"
        raise InputError(str(folder), what, "name a folder with tracks or reports")
    return found


def why(error: UnknownFormat | OSError) -> str:
    """Say why a file that lies in a named folder is passed over."""
    return error.what if isinstance(error, UnknownFormat) else error.strerror or str(error)


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
