"""Golden cases: folders of text from which a real case is made, with the verdicts that a person has fixed.

`tracks.txt` draws what was received of aircraft (see `drawing`; its first line gives the days of the archive),
`ships.txt` what was received of ships (see `afloat`), `reports` are texts, `claims.jsonl` are typed claims.
`expected.json` gives for each claim, known by its report and a piece of its quote, the verdict and why it must be that.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from crossbearing.case import Case
from crossbearing.model.claims import Claim
from crossbearing.model.contract import to_line
from golden.afloat import write_ships
from golden.drawing import write_tracks

HERE = Path(__file__).parent
NAMES = sorted(path.parent.name for path in HERE.glob("*/expected.json"))
AFLOAT = sorted(path.parent.name for path in HERE.glob("*/ships.txt"))
AIRBORNE = [name for name in NAMES if name not in AFLOAT]


def inputs_of(name: str, folder: Path) -> Path:
    """What an editor would hand in: archives of days, reports, typed claims."""
    folder.mkdir(parents=True)
    source = HERE / name
    if (source / "tracks.txt").exists():
        days, _, text = (source / "tracks.txt").read_text(encoding="utf-8").partition("\n")
        first, last = days.split()[1:]
        write_tracks(text, folder, int(first), int(last))
    if (source / "ships.txt").exists():
        write_ships((source / "ships.txt").read_text(encoding="utf-8"), folder)
    for path in sorted([*source.glob("reports/*.txt"), *source.glob("claims.jsonl")]):
        shutil.copy(path, folder / path.name)
    return folder


def judged(name: str, folder: Path) -> Path:
    """The case, made as the command line makes it, and run."""
    inputs = inputs_of(name, folder / "inputs")
    with Case.new(folder / "case") as case:
        assert [one.refused for one in case.add(sorted(inputs.iterdir())) if one.refused] == []
        case.run()
    return folder / "case"


def expected(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((HERE / name / "expected.json").read_text(encoding="utf-8"))
    return found


def claim_of(wanted: dict[str, Any], claims: list[Claim]) -> Claim:
    """The one claim of a report whose quote holds some words and that is of a kind."""
    fitting = [
        claim for claim in claims
        if wanted.get("report", claim.report) == claim.report and wanted["says"] in claim.quote
        and wanted["kind"] == claim.kind
    ]  # fmt: skip
    assert len(fitting) == 1, f"{wanted['says']}: {[claim.quote for claim in claims]}"
    return fitting[0]


def said(folder: Path) -> list[tuple[Claim, dict[str, Any]]]:
    """Each claim of a case with its verdict as a public line."""
    with Case(folder) as case:
        verdicts = {verdict.claim: to_line(verdict) for verdict in case.verdicts()}
        return [(claim, verdicts[claim.id]) for claim in case.claims()]
