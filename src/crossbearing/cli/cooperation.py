"""`origins`, `declare`, `relations`, `ledger`: where it comes from, who contradicts whom, and what was dealt."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from crossbearing.cli.output import Format, write
from crossbearing.cli.output import note as say
from crossbearing.cli.progress import ProgressBar

Form = Annotated[Format | None, Parameter(help="Default: a table on a terminal, JSON lines in a pipe.")]
By = Annotated[str, Parameter(help="Who declares it: the name that stands beside it.")]
Owner = Annotated[str | None, Parameter(help="The outlet or group that it belongs to.")]
Source = Annotated[str | None, Parameter(help="The outlet whose reports it republishes.")]
Other = Annotated[str | None, Parameter(help="Another name of the same outlet.")]
TakeBack = Annotated[bool, Parameter(negative="", help="It is not so, or not any more.")]
Note = Annotated[str, Parameter(help="Why, and where it is written.")]

ORIGIN_COLUMNS = ("origins", "kinds", "origin_names", "cut", "claims")
RELATION_COLUMNS = ("relation", "role", "a", "b", "because")
LEDGER_COLUMNS = ("supplier", "recipient", "item", "status", "quantity", "days", "origins", "because")


def origins(case: Path, *, format: Form = None) -> None:
    """Print every proposition of a case with its independent origins and the graph they were counted from.

    Runs what is stale first.

    Args:
        case: The case folder.
    """
    from crossbearing.case import Case
    from crossbearing.model.contract import to_line

    with ProgressBar() as bar, Case(case, bar.tell) as opened:
        opened.run()
        things = [*opened.declarations(), *opened.findings()]
        write([to_line(thing) for thing in things], ORIGIN_COLUMNS, format)


def declare(
    case: Path,
    outlet: str,
    *,
    by: By,
    belongs_to: Owner = None,
    republishes: Source = None,
    same_as: Other = None,
    withdraw: TakeBack = False,
    note: Note = "",
) -> None:
    """Declare of an outlet who owns it, whom it republishes, or what else it is called; counts from the next run.

    Declarations are signed and dated, and never overwritten.

    Args:
        case: The case folder.
        outlet: The outlet's name as reports print it.
    """
    from crossbearing.case import Case
    from crossbearing.errors import InputError
    from crossbearing.model.origins import Declared

    ways = {Declared.BELONGS_TO: belongs_to, Declared.REPUBLISHES: republishes, Declared.SAME_AS: same_as}
    given = [(declared, other) for declared, other in ways.items() if other is not None]
    if len(given) != 1:
        raise InputError("declare", "say one thing", "give one of --belongs-to --republishes --same-as")
    declared, other = given[0]
    with Case(case) as opened:
        made = opened.declare(outlet, declared, other, by, note, holds=not withdraw)
    verb = ("" if made.holds else "not ") + made.declared.value.replace("_", " ")
    say(f"kept as declaration {made.number} by {made.by}: {made.outlet} {verb} {made.other}")


def relations(case: Path, *, format: Form = None) -> None:
    """Print how claims of different reports stand to one another: equal, part of, exclusive, denied, changed.

    None of it proves anything: no verdict is made from it. Runs what is stale first.

    Args:
        case: The case folder.
    """
    from crossbearing.case import Case

    with ProgressBar() as bar, Case(case, bar.tell) as opened:
        opened.run()
        write([_worded(one) for one in opened.relations()], RELATION_COLUMNS, format)


def ledger(case: Path, *, format: Form = None) -> None:
    """Print what was agreed, ordered, reported, delivered and denied, by supplier, recipient and item.

    Rows say what is stated, not what is so; totals are sums only where nothing can be counted twice. Runs what is
    stale first.

    Args:
        case: The case folder.
    """
    from crossbearing.case import Case
    from crossbearing.model.contract import to_line

    with ProgressBar() as bar, Case(case, bar.tell) as opened:
        opened.run()
        rows, totals = opened.ledger()
        write([*map(to_line, rows), *map(_worded, totals)], LEDGER_COLUMNS, format)


def _worded(thing: Any) -> dict[str, Any]:
    """The contract line with its phrases in English."""
    from crossbearing.dossier.words import word
    from crossbearing.model.contract import to_line

    return {**to_line(thing), "because": [word(phrase, "en") for phrase in thing.because]}
