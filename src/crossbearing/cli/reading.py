"""`read`: what reports say, as lines in a pipe, as marked text on a terminal, or as a page."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from cyclopts import Parameter

from crossbearing.cli.output import Format, note, write, write_rejects
from crossbearing.cli.proposing import reader_of, show, tell_failures

if TYPE_CHECKING:
    from crossbearing.model.exhibits import ExhibitKind
    from crossbearing.reading import Explained
    from crossbearing.reading.triage import Checkable

Language = Literal["en", "fr"]
Rejects = Annotated[Path | None, Parameter(help="Write every input row that was not understood to this file.")]
Form = Annotated[Format | None, Parameter(help="Default: marked text on a terminal, JSON lines in a pipe.")]
Published = Annotated[str | None, Parameter(help="Date of texts without one: YYYY, YYYY-MM or YYYY-MM-DD.")]
Lineages = Annotated[
    bool, Parameter(negative="", help="Print also where each report says it comes from, and who dates it.")
]
Page = Annotated[Path | None, Parameter(help="Write the marked text and a table as one HTML page that loads nothing.")]
Explains = Annotated[bool, Parameter(negative="", help="Say which rule, and which characters, gave each part.")]
Checks = Annotated[bool, Parameter(negative="", help="Rank the reports that can be tested, and say why.")]
Top = Annotated[int, Parameter(help="How many of the best are kept.")]
Resume = Annotated[Path | None, Parameter(help="Keep notes of a long ranking here, and go on from them.")]
WithModel = Annotated[str | None, Parameter(help="A server whose model proposes more: http://localhost:8000/v1.")]
Model = Annotated[str | None, Parameter(help="The model's name on that server.")]
KeyVariable = Annotated[str, Parameter(help="The environment variable that holds the server's key.")]
Weights = Annotated[Path | None, Parameter(help="A folder with weights of a GLiNER model that proposes more.")]
PageLanguage = Annotated[Language, Parameter(help="Language of the page's labels; the text keeps its own.")]

CLAIM_COLUMNS = ("report", "type", "kind", "stance", "attribution", "when", "says")
# More texts than this are a list, not something to look at one by one. GUESS.
TEXTS_SHOWN = 20


def read(
    *paths: Path,
    published: Published = None,
    lineage: Lineages = False,
    explain: Explains = False,
    checkable: Checks = False,
    top: Top = 1_000,
    resume: Resume = None,
    html: Page = None,
    language: PageLanguage = "en",
    with_model: WithModel = None,
    model: Model = None,
    key_variable: KeyVariable = "",
    weights: Weights = None,
    format: Form = None,
    rejects: Rejects = None,
) -> None:
    """Print what reports say, without a case: claims, times, problems, republications.

    On a terminal the text is shown with its claims, speakers, times and problems marked, and a table below.
    With `--checkable`, of any number of reports those are ranked that name a craft, a place and a window.
    With `--with-model` or `--weights`, only what that model proposes is printed, each proposal marked with who made it.

    Args:
        paths: Files, folders or archives with reports.
    """
    from crossbearing.case.questions.gather import gather, propose_all, read_all, rejects_of
    from crossbearing.errors import InputError
    from crossbearing.model.exhibits import ExhibitKind

    if not paths:
        raise InputError("read", "no file or folder is named", "crossbearing read PATH…")
    kind = ExhibitKind.REPORTS if published else None
    if checkable:
        _rank(paths, kind, published, top, resume, format)
        return
    reader = reader_of(with_model, model, key_variable, weights)
    batches = list(gather(paths, ExhibitKind.REPORTS, kind, published))
    reports = [report for batch in batches for report in batch.reports]
    looked_at = format is None and sys.stdout.isatty() and len(reports) <= TEXTS_SHOWN
    if reader is not None:
        told = propose_all(batches, reader)
        tell_failures(one.failure for one in told)
        show(told, format)
    elif html is not None or explain or looked_at:
        _show(batches, lineage, explain, html, language, looked_at, format)
    else:
        write(read_all(batches, lineage), CLAIM_COLUMNS, format)
    write_rejects(rejects_of(batches), rejects)


def _rank(
    paths: tuple[Path, ...],
    kind: ExhibitKind | None,
    published: str | None,
    top: int,
    notes: Path | None,
    form: Format | None,
) -> None:
    from crossbearing.case.questions.gather import gather
    from crossbearing.case.questions.triage import Triage, keep_notes, resumed, triage
    from crossbearing.errors import InputError
    from crossbearing.model.exhibits import ExhibitKind

    if top < 1:
        raise InputError("--top", f"{top} reports are none", "give a number from 1 on")

    def tell(now: Triage) -> None:
        note(f"{now.seen:,} reports seen, {now.read:,} read in full")
        if notes is not None:
            keep_notes(notes, now)

    state = triage(gather(paths, ExhibitKind.REPORTS, kind, published), resumed(notes, paths, top), tell)
    write([_checkable_line(one) for one in state.ranked()], ("worth", "report", "craft", "where", "when", "says"), form)
    if state.rejected:
        note(f"{state.rejected:,} input rows rejected; `crossbearing read --rejects FILE` lists them")


def _checkable_line(one: Checkable) -> dict[str, Any]:
    import msgspec

    return {"type": "checkable", **msgspec.to_builtins(one)}


def _show(
    batches: Sequence[object],
    lineage: bool,
    explain: bool,
    html: Path | None,
    language: str,
    looked_at: bool,
    form: Format | None,
) -> None:
    from crossbearing.case.files import publish
    from crossbearing.case.questions.gather import explained_all

    told, lines = explained_all(batches, lineage)  # type: ignore[arg-type]
    if html is not None:
        from crossbearing.dossier.reading_page import reading_page

        publish(html, reading_page(told, language, explain))
        note(f"wrote {html}")
        return
    if looked_at:
        _show_texts(told, explain)
        remarks = [line for line in lines if line["type"] in ("republication", "lineage", "about")]
        if remarks:
            write(remarks, ("report", "type", "says"), Format.TABLE)
    else:
        lines += [line for one in told for line in _reasons(one)] if explain else []
        write(lines, CLAIM_COLUMNS, form)


def _show_texts(told: Sequence[Explained], explain: bool) -> None:
    from rich.console import Console

    from crossbearing.cli.marked_text import show

    console = Console()
    for one in told:
        show(console, one, explain)


def _reasons(told: Explained) -> list[dict[str, object]]:
    """One line a part of a claim."""
    text = told.report.text
    return [
        {
            "type": "because",
            "report": told.report.id,
            "claim": claim,
            "what": part.what,
            "start": part.span.start if part.span else None,
            "end": part.span.end if part.span else None,
            "quote": text[part.span.start : part.span.end] if part.span else "",
            "because": part.because,
        }
        for claim, parts in told.parts.items()
        for part in parts
    ]
