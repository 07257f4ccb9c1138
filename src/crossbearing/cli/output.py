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
from typing import TYPE_CHECKING, Any

from crossbearing.cli.rows import terminal_row

if TYPE_CHECKING:
    import polars as pl

Line = dict[str, Any]

# A spreadsheet takes a cell that begins with one of these for a formula (OWASP, CSV injection).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\0", "＝", "＋", "－", "＠")
# Columns of a terminal table that hold sentences and may be folded; the others stay on one line.
PROSE = ("quote", "because", "says", "attribution", "how", "terms", "archives", "answer", "listed", "changed")
# On a narrower terminal every cell is folded rather than cut. Measured: `flights` needs 118 columns.
WIDE = 118
STYLES = {
    "supported": "green", "partly_supported": "cyan", "contradicted": "bold red", "no_trace": "yellow",
    "conflicting": "magenta", "not_observable": "dim", "untested": "dim", "not_checkable": "dim",
}  # fmt: skip
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


def write(lines: Sequence[Line], columns: Sequence[str], form: Format | None) -> None:
    """Write lines to standard output; `columns` are those of the terminal table."""
    chosen = form or (Format.TABLE if is_table(form) else Format.JSONL)
    if chosen is Format.TABLE:
        _write_table(lines, columns)
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


def _write_table(lines: Sequence[Line], columns: Sequence[str]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    prose = [name for name in columns if name in PROSE]
    table = Table(show_edge=False, pad_edge=False, header_style="bold", show_lines=bool(prose))
    for name in columns:
        table.add_column(name.replace("_", " "), overflow="fold", no_wrap=name not in prose and console.width >= WIDE)
    for line in map(terminal_row, lines):
        table.add_row(*(Text(shown(line.get(name)), style=STYLES.get(str(line.get(name)), "")) for name in columns))
    if lines:
        console.print(table)
    console.print(f"{len(lines)} {'line' if len(lines) == 1 else 'lines'}", style="dim", highlight=False)


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


def write_rejects(rejects: pl.DataFrame, target: Path | None) -> None:
    """Count rejects on standard error, and write them as JSON lines to `target` if one is named."""
    if target is not None:
        target.write_text("".join(map(json_line, frame_lines(rejects, "reject"))), encoding="utf-8")
    if rejects.height:
        where = f"written to {target}" if target else "list them with --rejects FILE"
        note(f"{int(rejects['rows'].sum())} input rows rejected; {where}")
