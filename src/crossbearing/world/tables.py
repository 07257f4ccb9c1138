"""The packaged tables, read from Parquet inside the package; built by `tools/build_world.py`."""

from __future__ import annotations

import io
from functools import cache
from importlib import resources

import polars as pl


@cache
def packaged(name: str) -> pl.DataFrame:
    """Return the packaged table of that name; a missing one is a broken installation and raises."""
    file = resources.files("crossbearing.world").joinpath("data", f"{name}.parquet")
    return pl.read_parquet(io.BytesIO(file.read_bytes()))
