"""Lines out: a readable table on a terminal, JSON lines in a pipe, CSV and Parquet on request.

Notes and progress go to standard error, so that what is piped is data only.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from cyclopts import Parameter

from crossbearing.cli.rows import terminal_row

if TYPE_CHECKING:
    import polars as pl
    from rich.table import Table
    from rich.text import Text

Line = dict[str, Any]
Language = Literal["en", "fr"]
Words = Annotated[Language, Parameter(help="Language of sentences and labels.")]

# A spreadsheet takes a cell that begins with one of these for a formula (OWASP, CSV injection).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\0", "＝", "＋", "－", "＠")
# Columns of a terminal table that hold sentences and may be folded; the others stay on one line.
PROSE = ("quote", "because", "says", "attribution", "how", "terms", "archives", "answer", "listed", "changed") + (
    "possible_calls",
)
# Where less than this is left for a column of sentences, every cell is folded: none is ever cut.
PROSE_WIDTH = 16
STYLES = {
    "supported": "green", "partly_supported": "cyan", "contradicted": "bold red", "no_trace": "yellow",
    "conflicting": "magenta", "not_observable": "dim", "untested": "dim", "not_checkable": "dim",
}  # fmt: skip
# So many files that could not be read to their end are named, with the reason; all are among the rejects.
CUT_SHORT = 5
# Numbers from here on are read whole; below, four digits are as many as anybody compares.
READ_WHOLE = 10_000.0
INSTANT = re.compile(r"^(\d{4}-\d\d-\d\d)T(\d\d:\d\d):\d\d\.\d{3}Z$")


class Format(StrEnum):
    """How lines are written."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


def note(text: str) -> None:
    """Say something about the work, on standard error; a hostile file name gives no orders to the terminal."""
    sys.stderr.write(_printable(text) + "\n")


def one_line(text: str) -> str:
    """Return a message on one line, its control characters shown and not obeyed."""
    return _printable(" ".join(text.split()))


def frame_lines(frame: pl.DataFrame, kind: str) -> list[Line]:
    """Return a table's rows as JSON-ready lines of type `kind`; times in ISO 8601 with `Z`."""
    return [{"type": kind, **{name: _plain(value) for name, value in row.items()}} for row in frame.to_dicts()]


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{value.microsecond // 1000:03d}Z"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    return value


def is_table(form: Format | None) -> bool:
    """Whether a person reads the lines as a table: asked for, or on a terminal where nothing was."""
    return form is Format.TABLE or (form is None and sys.stdout.isatty())


def write(lines: Sequence[Line], columns: Sequence[str], form: Format | None, language: Language = "en") -> None:
    """Write lines to standard output; `columns` are those of the terminal table, whose headings are in `language`."""
    chosen = form or (Format.TABLE if is_table(form) else Format.JSONL)
    if chosen is Format.TABLE:
        _write_table(lines, columns, language)
    elif chosen is Format.JSONL:
        sys.stdout.writelines(json_line(line) for line in lines)
    elif chosen is Format.CSV:
        sys.stdout.write(csv_text(lines))
    else:
        _write_parquet(lines)


def json_line(line: Line) -> str:
    """Return one JSON line, with its line end."""
    return json.dumps(line, ensure_ascii=False, separators=(", ", ": ")) + "\n"


def csv_text(lines: Sequence[Line]) -> str:
    """Return lines as CSV; nested values as JSON, and no text cell that a spreadsheet would run."""
    out = io.StringIO(newline="")
    names = list(dict.fromkeys(name for line in lines for name in line))
    writer = csv.writer(out)  # CRLF, as RFC 4180 has it, so that a lone CR in a text is quoted too
    writer.writerow(names)
    writer.writerows([_cell(line.get(name)) for name in names] for line in lines)
    return out.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, (list, tuple, dict)):
        value = json.dumps(value, ensure_ascii=False) if value else ""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return "'" + value
    return "" if value is None else value


def _write_parquet(lines: Sequence[Line]) -> None:
    import polars as pl

    flat = [{name: _text_if_nested(value) for name, value in line.items()} for line in lines]
    buffer = io.BytesIO()
    pl.DataFrame(flat, infer_schema_length=None).write_parquet(buffer)
    sys.stdout.buffer.write(buffer.getvalue())


def _text_if_nested(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (list, tuple, dict)) else value


def _write_table(lines: Sequence[Line], columns: Sequence[str], language: Language) -> None:
    """A table; on a terminal so narrow that words would be cut in it, one block a line."""
    from rich.console import Console

    from crossbearing.dossier.sea_lines import heading, tally

    console = Console()
    heads = [heading(name, language) for name in columns]
    cells = [[shown(line.get(name)) for name in columns] for line in map(terminal_row, lines)]
    prose = [name in PROSE for name in columns]
    words = _widths(heads, cells, prose, " ")
    if _total(words) > console.width:
        console.print(_blocks(heads, cells), highlight=False, end="")
    elif lines:
        folded = _total(_widths(heads, cells, prose, "\n")) > console.width
        console.print(_table(heads, cells, prose, words, folded))
    console.print(tally(len(lines), language), style="dim", highlight=False)


def _widths(heads: Sequence[str], cells: Sequence[Sequence[str]], prose: Sequence[bool], apart: str) -> list[int]:
    """How wide each column must be so that it is folded at `apart` alone; sentences may be folded anywhere."""
    from rich.cells import cell_len

    columns = ([head, *(row[at] for row in cells)] for at, head in enumerate(heads))
    parts = (
        [part for cell in column for piece in cell.split("\n") for part in piece.split(apart)] for column in columns
    )
    longest = [max(map(cell_len, one)) for one in parts]
    return [min(width, PROSE_WIDTH) if folds else width for width, folds in zip(longest, prose, strict=True)]


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + 3 * (len(widths) - 1)


def _table(
    heads: Sequence[str], cells: Sequence[Sequence[str]], prose: Sequence[bool], least: Sequence[int], folded: bool
) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table(show_edge=False, pad_edge=False, header_style="bold", show_lines=any(prose) or folded)
    for head, sentences, width in zip(heads, prose, least, strict=True):
        table.add_column(head, overflow="fold", no_wrap=not (sentences or folded), min_width=width)
    for row in cells:
        table.add_row(*(Text(cell, style=STYLES.get(cell, "")) for cell in row))
    return table


def _blocks(heads: Sequence[str], cells: Sequence[Sequence[str]]) -> Text:
    """Each line as a block of what is in it."""
    from rich.text import Text

    width, text = max(map(len, heads)), Text()
    for row in cells:
        for head, cell in zip(heads, row, strict=True):
            if cell:
                text.append(f"{head:{width}}  ", "bold").append(
                    ", ".join(cell.split("\n")) + "\n", STYLES.get(cell, "")
                )
        text.append("\n")
    return text


def shown(value: Any) -> str:
    """Word a value for a terminal cell: times to the minute, and control characters of hostile text not obeyed."""
    if value is None:
        return ""
    if isinstance(value, dict):
        return " ".join(f"{name} {shown(part)}" for name, part in value.items() if part not in (None, "", []))
    if isinstance(value, (list, tuple)):
        return ", ".join(shown(part) for part in value)
    if isinstance(value, float):
        return f"{value:.4g}" if abs(value) < READ_WHOLE else f"{value:.0f}"
    text = INSTANT.sub(r"\1 \2", str(value))
    return "\n".join(_printable(line) for line in text.split("\n"))


def _printable(text: str) -> str:
    """Show control characters; blanks beyond ASCII, such as the no-break space of French, are none."""
    return "".join(c if c.isprintable() or (c.isspace() and c >= "\xa0") else f"\\x{ord(c):02x}" for c in text)


def write_rejects(rejects: pl.DataFrame, target: Path | None, language: Language = "en") -> None:
    """Count rejects on standard error, and write them as JSON lines to `target` if one is named."""
    from crossbearing.dossier.words import count, say

    if target is not None:
        target.write_text("".join(map(json_line, frame_lines(rejects, "reject"))), encoding="utf-8")
    if rejects.height:
        where = "to" if target else "here"
        note(count(language, f"table.rejected_{where}", int(rejects["rows"].sum()), file=target))
        cut_short = rejects.filter(rejects["place"] == "").head(CUT_SHORT)
        for member, reason in cut_short.select("member", "reason").iter_rows():
            note(say(language, "table.cut_short", file=member or "—", reason=reason))
