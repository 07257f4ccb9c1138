"""`correct`: a person's word against the machine's reading of one claim."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from crossbearing.cli.output import note as say
from crossbearing.cli.progress import ProgressBar

By = Annotated[str, Parameter(help="Who corrects: the name that stands beside the correction.")]
Field = Annotated[str | None, Parameter(help="What is wrong: stance, kind, places, when, attribution and so on.")]
Value = Annotated[str | None, Parameter(help="What it should be: a word, names with commas, or JSON as in `claims`.")]
Drop = Annotated[bool, Parameter(negative="", help="This is no claim: leave it out of all tests.")]
Restore = Annotated[bool, Parameter(negative="", help="It is a claim after all.")]
Same = Annotated[str | None, Parameter(help="Another claim that states the same thing.")]
Apart = Annotated[str | None, Parameter(help="Another claim that does not state the same thing.")]
Note = Annotated[str, Parameter(help="Why.")]


def correct(
    case: Path,
    claim: str,
    *,
    by: By,
    field: Field = None,
    value: Value = None,
    drop: Drop = False,
    restore: Restore = False,
    same: Same = None,
    apart: Apart = None,
    note: Note = "",
) -> None:
    """Correct what the machine read in one claim; its own reading is kept and shown beside the correction.

    Corrections are signed and dated, never overwritten, and hold when the report is read anew.
    With `--same` or `--apart` and another claim, say whether the two state the same thing.

    Args:
        case: The case folder.
        claim: The claim's id, as `crossbearing claims` prints it.
    """
    from crossbearing.case import Case
    from crossbearing.case.persons.corrections import value_of
    from crossbearing.errors import InputError
    from crossbearing.model.corrections import DROPPED

    ways = [drop, restore, field is not None or value is not None, same is not None, apart is not None]
    if sum(ways) != 1 or (field is None) != (value is None):
        raise InputError(
            "correct", "say one thing", "give --field with --value, or one of --drop --restore --same --apart"
        )
    with ProgressBar() as bar, Case(case, bar.tell) as opened:
        opened.read()
        other = same or apart
        if other is not None:
            tied = opened.tie(claim, other, same is not None, by, note)
            verb = "the same as" if tied.same else "not the same as"
            say(f"kept as word {tied.number} by {tied.by}: {claim} is {verb} {other}")
            return
        name, new = (field, value_of(field, value)) if field and value is not None else (DROPPED, str(drop).lower())
        made = opened.correct(claim, name, new, by, note)
    say(f"kept as correction {made.number} by {made.by}: {made.field} {made.was} → {made.value}")
    say(f"next: crossbearing check {case}")
