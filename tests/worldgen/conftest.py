"""Worlds that several tests look at, made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossbearing.worldgen import make_world


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two days of fifteen invented craft."""
    folder = tmp_path_factory.mktemp("tiny")
    make_world(folder, seed=5, days=2, aircraft=15)
    return folder
