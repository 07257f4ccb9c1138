"""What all tests share: where the data that lies beside the project is, if it is there, and steady dice."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from crossbearing.worldgen import demo_world

SHARED = Path(__file__).resolve().parents[2] / "shared"

# The same examples in every run: a suite that passes here passes there. A deadline would time the machine.
settings.register_profile("house", derandomize=True, deadline=None)
settings.load_profile("house")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real and evaluation data beside the checkout; tests that need it skip where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the shared data folder does not lie beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo world; only to be read."""
    folder = tmp_path_factory.mktemp("demo")
    demo_world(folder)
    return folder
