"""`plan`: what to load next, and for which claims; nothing is downloaded."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from crossbearing.cli.judging import tell_staleness
from crossbearing.cli.output import Format, is_table, note, write
from crossbearing.cli.progress import ProgressBar

if TYPE_CHECKING:
    from crossbearing.model.plans import PlanClaim, PlanItem
    from crossbearing.model.verdicts import Phrase

Form = Annotated[Format | None, Parameter(help="Default: a table on a terminal, JSON lines in a pipe.")]
ByClaim = Annotated[bool, Parameter(negative="", help="One line a claim: what would decide it, or that nothing would.")]
AsIs = Annotated[bool, Parameter(negative="", help="Run nothing: plan from the last verdicts, even stale ones.")]

ITEM_COLUMNS = ("decides", "n", "archive", "days", "size", "access", "terms")
CLAIM_COLUMNS = ("claim", "verdict", "days", "archives", "because")
# Megabytes from which a size is told in gigabytes.
GIGA = 1_000.0


def plan(case: Path, *, by_claim: ByClaim = False, as_is: AsIs = False, format: Form = None) -> None:
    """Say what would decide the claims that are not decided: archive days, registers, lists, with size and terms.

    One download that serves many claims comes first: `decides` counts those it should decide, `n` all it bears on.
    Nothing is downloaded, and sizes are approximate. Runs what is stale first.

    Args:
        case: The case folder.
    """
    from crossbearing.case import Case

    with ProgressBar() as bar, Case(case, bar.tell) as opened:
        if not as_is:
            opened.run()
        tell_staleness(opened.staleness())
        items, claims = opened.plan()
    if is_table(format):
        write(list(map(claim_line, claims) if by_claim else map(item_line, items)), _columns(by_claim), format)
    else:
        chosen = [] if by_claim else list(map(item_line, items))
        write([*chosen, *map(claim_line, claims)], _columns(by_claim), format)
    beyond = sum(not one.archives for one in claims)
    note(f"{len(claims)} claims are not decided; for {beyond} of them there is nothing known to load")


def _columns(by_claim: bool) -> tuple[str, ...]:
    return CLAIM_COLUMNS if by_claim else ITEM_COLUMNS


def item_line(one: PlanItem) -> dict[str, Any]:
    """Return a thing to load as its contract line, worded in English."""
    from crossbearing.model.contract import to_line

    more = {"days": _days(one.first_day, one.last_day), "size": _size(one), "because": _said(one.because)}
    return {**to_line(one), **more}


def claim_line(one: PlanClaim) -> dict[str, Any]:
    """Return a claim that is not decided as its contract line, worded in English."""
    from crossbearing.model.contract import to_line

    return {**to_line(one), "days": _days(one.first_day, one.last_day), "because": _said(one.because)}


def _said(because: tuple[Phrase, ...]) -> list[str]:
    from crossbearing.dossier.words import word

    return [word(one, "en") for one in because]


def _days(first: object, last: object) -> str:
    if first is None:
        return ""
    return str(first) if first == last else f"{first} to {last}"


def _size(one: PlanItem) -> str:
    """The usual size of all downloads together, rounded to two digits, with a mark where it is a guess."""
    rounded = float(f"{one.size_mb:.2g}")
    told = f"{rounded / GIGA:g} GB" if rounded >= GIGA else f"{rounded:g} MB"
    return f"~{told}{' (guess)' if 'GUESS' in one.size_from else ''}"
