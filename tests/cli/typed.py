"""What a person types after `crossbearing`, and what comes back, without a new process for each word."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from crossbearing.cli import main


@dataclass(frozen=True, slots=True)
class Answer:
    """The exit code, the bytes of a pipe, and what stands beside them."""

    returncode: int
    packed: bytes
    stderr: str

    @property
    def stdout(self) -> str:
        return self.packed.decode("utf-8")

    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.stdout.splitlines()]


def typed(*arguments: object) -> Answer:
    """Run the command as it runs in a pipe: no terminal on either side."""
    out = io.TextIOWrapper(io.BytesIO(), "utf-8", newline="")
    err = io.TextIOWrapper(io.BytesIO(), "utf-8", "backslashreplace", newline="")
    with patch.multiple(sys, argv=["crossbearing", *map(str, arguments)], stdout=out, stderr=err):
        code = _exit_code()
        out.flush()
        err.flush()
    return Answer(code, out.buffer.getvalue(), err.buffer.getvalue().decode("utf-8"))


def _exit_code() -> int:
    try:
        main()
    except SystemExit as leaving:
        return int(leaving.code or 0)
    return 0
