"""Writes an invented world of any size to a folder."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from crossbearing.worldgen.invent import invent
from crossbearing.worldgen.setting import write_world

START = date(2024, 2, 5)


def make_world(folder: Path, seed: int, days: int = 7, aircraft: int = 30, start: date = START) -> None:
    """Write a world of `aircraft` craft over `days` days into `folder`: tracks, state vectors and the truth.

    The same arguments give the same bytes.
    """
    write_world(folder, invent(seed, days, aircraft, start))
