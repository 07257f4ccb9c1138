"""Reads a Parquet file in a process of its own first, because damaged bytes can make its decoder end the process.

Lengths inside a Parquet are taken at their word by the decoder: a hostile one asks for exabytes, and no exception can
be caught when the allocation fails. What the probe survives is then read in this process.
"""

from __future__ import annotations

import io
import subprocess
import sys
from typing import Any

# A file of a day is read in seconds; what takes this long is made to. GUESS.
LONGEST_S = 600
_GAVE_UP = "no whole Parquet: its decoder gives up on it"
ROWS_PER_PIECE = 200_000


def check(source: str | io.BytesIO) -> None:
    """Raise `Unreadable` for a file, by path or as bytes, that cannot be read from its beginning to its end."""
    # Imported here, so that the other process, which runs this very file, loads nothing but the decoder.
    from crossbearing.intake.streams import Unreadable

    path, data = (source, b"") if isinstance(source, str) else ("-", source.getvalue())
    command = [sys.executable, "-P", __file__, path]
    try:
        # The command is this very interpreter with a module of ours; the path is an argument and never a shell's.
        done = subprocess.run(command, input=data, capture_output=True, timeout=LONGEST_S, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as late:
        raise Unreadable(f"{_GAVE_UP}: longer than {LONGEST_S} s") from late
    if done.returncode:
        said = done.stdout.decode("utf-8", "replace").strip()
        raise Unreadable(f"{_GAVE_UP}{': ' + said[:200] if said else ''}")


def _read(path: str) -> None:
    """Read every row of every column once."""
    import polars as pl

    source: Any = io.BytesIO(sys.stdin.buffer.read()) if path == "-" else path
    try:
        scan, start = pl.scan_parquet(source), 0
        while scan.slice(start, ROWS_PER_PIECE).collect().height == ROWS_PER_PIECE:
            start += ROWS_PER_PIECE
    except pl.exceptions.PolarsError as wrong:
        sys.stdout.write((str(wrong).splitlines() or ["damaged"])[0])
        sys.exit(1)


if __name__ == "__main__":
    _read(sys.argv[1])
