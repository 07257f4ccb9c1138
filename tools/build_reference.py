"""Writes docs/reference.md from the code itself: commands, JSON lines, tables, formats, patterns, checks.

Run `python tools/build_reference.py`; a test compares the committed page with a fresh one.
"""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_type_hints

from crossbearing.checks import CHECKS
from crossbearing.cli.commands import COMMANDS
from crossbearing.intake.tracks import FORMATS
from crossbearing.model.contract import LINE_TYPES
from crossbearing.model.tables import TABLES
from crossbearing.reading.patterns import PATTERNS

TARGET = Path(__file__).resolve().parents[1] / "docs" / "reference.md"


def page() -> str:
    """Return the whole page."""
    parts = [
        "# Reference",
        "Written by `tools/build_reference.py` from the code; a test keeps it true.",
        *commands(),
        *lines(),
        *tables(),
        *formats(),
        *patterns(),
        *checks(),
    ]
    return "\n\n".join(parts) + "\n"


def commands() -> Iterator[str]:
    """One paragraph a command."""
    yield "## Commands"
    for command in COMMANDS:
        arguments = " ".join(_arguments(command))
        text = (inspect.getdoc(command) or "").split("\n\nArgs:")[0]
        yield f"### `crossbearing {command.__name__.replace('_', '-')} {arguments}`\n\n{text}"


def _arguments(command: Callable[..., object]) -> Iterator[str]:
    """The arguments of a command; options that several share stand in one parameter of theirs."""
    hints = get_type_hints(command, include_extras=True)
    for parameter in inspect.signature(command).parameters.values():
        hint = hints[parameter.name]
        if dataclasses.is_dataclass(hint) and isinstance(hint, type):
            shared = inspect.signature(hint).parameters.values()
            fields = get_type_hints(hint, include_extras=True)
            yield from (_argument(one.replace(kind=one.KEYWORD_ONLY), fields[one.name]) for one in shared)
        else:
            yield _argument(parameter, hint)


def _argument(parameter: inspect.Parameter, hint: object) -> str:
    if parameter.kind is parameter.VAR_POSITIONAL:
        return f"{parameter.name.rstrip('s').upper()}…"
    if parameter.kind is parameter.KEYWORD_ONLY:
        told = [extra.name for extra in getattr(hint, "__metadata__", ()) if getattr(extra, "name", None)]
        option = told[0][0] if told else f"--{parameter.name.replace('_', '-')}"
        return option if parameter.default is parameter.empty else f"[{option}]"
    name = parameter.name.upper()
    return name if parameter.default is parameter.empty else f"[{name}]"


def lines() -> Iterator[str]:
    """One table a JSON line type."""
    yield "## JSON lines\n\nOne object a line; `type` says which. Claims can be typed in by hand in the same shape."
    for kind, name in LINE_TYPES.items():
        rows = "\n".join(f"| `{f.name}` | `{_type(f.type)}` |" for f in dataclasses.fields(kind))
        yield f"### `{name}`\n\n{inspect.getdoc(kind)}\n\n| field | type |\n|---|---|\n{rows}"


def _type(annotation: object) -> str:
    return str(annotation).replace("|", "or")


def tables() -> Iterator[str]:
    """One table a table."""
    yield "## Tables\n\nThe columns of Parquet and CSV output, and the fields of `flight` and `visit` lines."
    for table in TABLES:
        rows = "\n".join(f"| `{c.name}` | {_dtype(c.dtype)} | {c.meaning} |" for c in table.columns)
        order = ", ".join(f"`{name}`" for name in table.sorted_by)
        head = f"### {table.name}\n\n{table.meaning}\nSorted by {order}."
        yield f"{head}\n\n| column | type | meaning |\n|---|---|---|\n{rows}"


def _dtype(dtype: object) -> str:
    return str(dtype() if inspect.isclass(dtype) else dtype).replace("|", "or")


def formats() -> Iterator[str]:
    """One row a track format."""
    rows = "\n".join(f"| `{form.name}` | {form.documented_at} |" for form in FORMATS)
    yield f"## Track formats\n\n| format | documented at |\n|---|---|\n{rows}"


def patterns() -> Iterator[str]:
    """One paragraph a claim pattern, with the sentences it reads and ignores."""
    yield "## Claim patterns"
    for pattern in PATTERNS:
        reads = "\n".join(f"- reads ({language}): {text}" for language, text in pattern.reads)
        ignores = "\n".join(f"- ignores ({language}): {text}" for language, text in pattern.ignores)
        yield f"### {pattern.name} (`{pattern.kind}`)\n\n{reads}\n{ignores}"


def checks() -> Iterator[str]:
    """One paragraph a check: the text the dossier prints."""
    yield "## Checks"
    for check in CHECKS:
        kinds = ", ".join(f"`{kind}`" for kind in sorted(check.kinds))
        yield f"### {check.name} ({kinds})\n\n{inspect.getdoc(check.function)}"


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
