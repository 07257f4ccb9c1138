"""The packaged lists of words that text, times and quantities are read with."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def wordlists(name: str) -> dict[str, Any]:
    """Return the lexicon file `name`.toml as nested dictionaries; it ships with the package."""
    return tomllib.loads((files("crossbearing.reading") / "lexicon" / f"{name}.toml").read_text(encoding="utf-8"))


def words(text: str) -> frozenset[str]:
    """Return the words of a space-separated list."""
    return frozenset(text.split())
