"""A report's text on a terminal, what was read in it marked in colour, and a legend of the colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossbearing.cli.output import shown

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from crossbearing.dossier.marked import Piece
    from crossbearing.reading import Explained

# Styles tell apart without colour too: a claim is underlined, a problem reversed.
STYLES = {"header": "dim", "claim": "underline", "speaker": "magenta", "time": "cyan", "problem": "bold reverse red"}
NUMBER = "bold black on yellow"


def show(console: Console, told: Explained, explain: bool) -> None:
    """Print one report with its marks, and under it, if wanted, the reasons for each claim."""
    from rich.text import Text

    from crossbearing.dossier.marked import marked

    report = told.report
    dated = _dated(told)
    console.print(Text.assemble((report.id, "bold"), ("  ".join(["", dated, told.language, report.author]), "dim")))
    text = Text()
    for piece in marked(told):
        _append(text, piece)
    console.print(text, soft_wrap=False)
    console.print()
    if explain:
        _explain(console, told)
    if told.reading.claims:
        console.print(_table(told))
    for problem in told.reading.problems:
        console.print(Text.assemble(("does not agree ", STYLES["problem"]), " ", shown(problem.because)))
    counted = (
        f"{len(told.reading.claims)} claims, {len(told.reading.times)} times, {len(told.reading.problems)} problems"
    )
    console.print(Text(counted, style="dim"))
    console.print(_legend())
    console.print()


def _table(told: Explained) -> Table:
    """The claims in a few columns; their words stand in the text above, under the same numbers."""
    from rich.table import Table
    from rich.text import Text

    table = Table(show_edge=False, pad_edge=False, header_style="bold")
    for name in ("", "kind", "stance", "speakers", "when", "where", "craft"):
        table.add_column(name, overflow="fold")
    for number, claim in enumerate(told.reading.claims, 1):
        when = "" if claim.when is None else _days(claim.when.start, claim.when.end)
        where = ", ".join(f"{place.role} {place.name}" for place in claim.places)
        ids = claim.craft
        craft = [*ids.registration, *ids.callsign, *ids.flight_number, *ids.imo, *ids.mmsi]
        names = craft or [one.name for one in claim.equipment]
        stance = f"{claim.stance}, not" if claim.polarity == "negative" else claim.stance
        cells = (claim.kind.replace("_", " "), stance, " < ".join(claim.attribution), when, where, ", ".join(names))
        table.add_row(Text(f"{number}", style=NUMBER), *(Text(shown(cell)) for cell in cells))
    return table


def _days(start: object, end: object) -> str:
    return f"{start}" if start == end else f"{start or '…'} to {end or '…'}"


def _legend() -> Text:
    from rich.text import Text

    line = Text()
    for kind, style in STYLES.items():
        line.append(kind, style=style).append("  ")
    return line


def _dated(told: Explained) -> str:
    report = told.report
    if not report.is_dated:
        return "nobody dates it"
    return f"published {_days(report.published_start, report.published_end)} ({report.dated_by.replace('_', ' ')})"


def _append(text: Text, piece: Piece) -> None:
    for number in piece.begins:
        text.append(f"[{number}]", style=NUMBER)
    style = " ".join(STYLES[kind] for kind in STYLES if kind in piece.kinds)
    text.append(shown(piece.text), style=style)


def _explain(console: Console, told: Explained) -> None:
    from rich.text import Text

    for number, claim in enumerate(told.reading.claims, 1):
        console.print(Text.assemble((f"[{number}]", NUMBER), f" {shown(claim.kind)}: ", (shown(claim.quote), "italic")))
        for part in told.parts.get(claim.id, ()):
            quote = told.report.text[part.span.start : part.span.end] if part.span else ""
            line = Text.assemble("      ", (f"{part.what:11s}", "bold"), shown(part.because))
            if quote:
                line.append(f"  « {shown(quote)} »", style="cyan")
            console.print(line)
    console.print()
