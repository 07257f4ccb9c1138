"""What the honesty tests share: a made world looked at as a case looks at it, whole or with exhibits missing."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from crossbearing.checks import Witness, check_claims
from crossbearing.intake import read_exhibit
from crossbearing.model.claims import Claim, Report
from crossbearing.model.tables import AIRFRAMES, ARCHIVE, POSITIONS
from crossbearing.model.verdicts import Outcome
from crossbearing.movement import flights, plausible, visits
from crossbearing.reading import read_report
from crossbearing.world import load_world


@dataclass(frozen=True)
class Intake:
    """What the track files of a world hold, before anything is inferred."""

    positions: pl.DataFrame
    airframes: pl.DataFrame
    archive: pl.DataFrame


def taken_in(paths: Iterable[Path]) -> Intake:
    """Read track files; each exhibit goes by its file name."""
    batches = [b for path in sorted(paths) for b in read_exhibit(path, name=path.name, sha256=path.name)]
    return Intake(
        POSITIONS.conform(pl.concat([POSITIONS.empty(), *(b.positions for b in batches)])),
        AIRFRAMES.conform(pl.concat([AIRFRAMES.empty(), *(b.airframes for b in batches)])),
        ARCHIVE.conform(pl.concat([ARCHIVE.empty(), *(b.archive for b in batches)])),
    )


def witness(held: Intake, reports: dict[str, Report]) -> Witness:
    """All that checks may look at when these were the exhibits."""
    world = load_world()
    positions = plausible(held.positions)
    legs = flights(positions, held.airframes, world)
    stays = visits(legs, positions, world)
    return Witness(positions, legs, stays, held.airframes, held.archive, world, reports)


def reports_of(folder: Path) -> dict[str, Report]:
    """The reports of a made world, by id."""
    paths = sorted((folder / "reports").glob("*.txt"))
    return {r.id: r for path in paths for b in read_exhibit(path, name=path.name) for r in b.reports}


def claims_of(reports: dict[str, Report]) -> list[Claim]:
    """What the reports say."""
    return [claim for report in reports.values() for claim in read_report(report, load_world()).claims]


def contradicted(claims: list[Claim], seen: Witness) -> set[str]:
    """The claims that the verdict calls contradicted."""
    return {v.claim for v in check_claims(claims, seen) if v.verdict is Outcome.CONTRADICTED}


def truth(folder: Path, name: str) -> list[dict[str, Any]]:
    """The rows of one truth file."""
    return [json.loads(line) for line in (folder / "truth" / f"{name}.jsonl").read_text("utf-8").splitlines()]
