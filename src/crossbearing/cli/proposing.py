"""`propose`: a stronger reader beside the rules; what it says is shown and kept, and counts only once accepted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from crossbearing.cli.output import Format, note, write
from crossbearing.cli.progress import ProgressBar

if TYPE_CHECKING:
    from crossbearing.model.proposals import Proposed
    from crossbearing.reading.proposals import Proposer

ServerAt = Annotated[str | None, Parameter(help="A server that speaks /chat/completions: http://localhost:8000/v1.")]
Model = Annotated[str | None, Parameter(help="The model's name on that server.")]
KeyVariable = Annotated[str, Parameter(help="The environment variable that holds the server's key.")]
Weights = Annotated[Path | None, Parameter(help="A folder with the weights of a GLiNER model; nothing is fetched.")]
Accept = Annotated[str | None, Parameter(help="Make a claim of this proposal, in the name given by --by.")]
By = Annotated[str, Parameter(help="Who accepts.")]
Note = Annotated[str, Parameter(help="Why.")]
Form = Annotated[Format | None, Parameter(help="Default: a table on a terminal, JSON lines in a pipe.")]

PROPOSAL_COLUMNS = ("id", "report", "kind", "stance", "attribution", "when", "says", "status")


def propose(
    case: Path,
    *,
    server: ServerAt = None,
    model: Model = None,
    key_variable: KeyVariable = "",
    weights: Weights = None,
    accept: Accept = None,
    by: By = "",
    note: Note = "",
    format: Form = None,
) -> None:
    """Let a model propose claims beside those that the rules read; print what is proposed.

    Every value of a proposal is words of the report, and what they mean is worked out by the rules.
    A proposal counts nowhere until a person accepts it. Without a server or weights, print what was proposed before.

    Args:
        case: The case folder.
    """
    from crossbearing.case import Case

    with ProgressBar() as bar, Case(case, bar.tell) as opened:
        opened.read()
        if accept is not None:
            made = opened.accept(accept, by, note)
            say(f"{made.id} is a claim now, accepted by {made.accepted_by}; next: crossbearing check {case}")
            return
        reader = reader_of(server, model, key_variable, weights)
        if reader is not None:
            tell_failures(told.failure for told in opened.propose(reader))
        show(opened.proposals(), format)


say = note


def reader_of(server: str | None, model: str | None, key_variable: str, weights: Path | None) -> Proposer | None:
    """Return the reader that the arguments name, None where they name none; raises `InputError` for half of one."""
    from crossbearing.errors import InputError
    from crossbearing.readers import ChatReader, GlinerReader, server_at

    if weights is not None and (server or model):
        raise InputError("--weights", "one reader at a time", "name a server or weights")
    if weights is not None:
        return GlinerReader(weights)
    if bool(server) != bool(model):
        raise InputError("--model", "a server and a model belong together", "give --server URL and --model NAME")
    if not server or not model:
        return None
    at = server_at(server, key_variable)
    if not at.is_here:
        say(f"the whole text of every report goes to {at.host}")
    return ChatReader(at, model)


def tell_failures(failures: Iterable[str]) -> None:
    """Count, on standard error, the reports for which there is no answer, by reason."""
    for why, number in sorted(Counter(one for one in failures if one).items()):
        say(f"{number} {'report' if number == 1 else 'reports'} without an answer: {why}")


def show(told: Iterable[Proposed], form: Format | None) -> None:
    """Print proposals as lines, and count on standard error what was dropped, by reason."""
    from crossbearing.model.contract import to_line

    listed = list(told)
    write([to_line(one) for each in listed for one in each.proposals], PROPOSAL_COLUMNS, form)
    dropped = sum((Counter(each.dropped) for each in listed), Counter[str]())
    for why, number in sorted(dropped.items()):
        say(f"{number} dropped: {why}")
