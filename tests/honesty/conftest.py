"""Made worlds that several honesty tests look at, made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossbearing.case import Case
from crossbearing.worldgen import make_world
from honesty.inquest import Intake, taken_in
from raw import small_inputs

Kept = tuple[Path, Intake]


def _made(folder: Path, seed: int, kept: float) -> Kept:
    make_world(folder, seed=seed, days=5, aircraft=10, claims=6, kept=kept)
    return folder, taken_in((folder / "tracks").glob("*.tar"))


@pytest.fixture(scope="session")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Kept, ...]:
    """Five days of ten craft, three times: under good reception, under middling, and under poor."""
    folder = tmp_path_factory.mktemp("honest")
    return tuple(_made(folder / f"w{seed}", seed, kept) for seed, kept in ((7, 1.0), (11, 0.6), (23, 0.3)))


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case on one Il-76 that flies to Moscow and back, with two reports about it."""
    folder = tmp_path_factory.mktemp("small")
    with Case.new(folder / "case") as case:
        list(case.add([small_inputs(folder / "in")]))
        case.run()
    return folder / "case"
