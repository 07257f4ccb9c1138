"""The other process: reads one document after the other from standard input and answers with one JSON line each.

A request is a line `kind size`, then that many bytes. Nothing else is ever written to standard output.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict

from crossbearing.intake.reports.extraction.feeds import taken_from_feed
from crossbearing.intake.reports.extraction.found import Found, Missing, Refused, Taken
from crossbearing.intake.reports.extraction.mail import taken_from_mail
from crossbearing.intake.reports.extraction.pages import taken_from_page
from crossbearing.intake.reports.extraction.portable import taken_from_pdf
from crossbearing.intake.reports.extraction.word import taken_from_docx

TAKERS: dict[str, Callable[[bytes], Taken]] = {
    "html": taken_from_page,
    "feed": taken_from_feed,
    "pdf": taken_from_pdf,
    "docx": taken_from_docx,
    "mail": taken_from_mail,
}
# The largest document is 64 MiB; trees of it take some 20 times that. What asks for more is made to. GUESS.
MEMORY_BYTES = 6 << 30


def answer(kind: str, data: bytes) -> dict[str, object]:
    """Return what one document gives: `found` and `left_out`, or `refused`, or the `missing` library."""
    try:
        taken = TAKERS[kind](data)
    except Refused as reason:
        return {"refused": str(reason)}
    except Missing as library:
        return {"missing": str(library)}
    except (MemoryError, RecursionError) as limit:
        return {"refused": f"limit: {type(limit).__name__}"}
    return {"found": [_plain(one) for one in taken.found], "left_out": taken.left_out}


def _plain(found: Found) -> dict[str, str]:
    """All fields as texts that are Unicode: halves of astral characters, which some PDFs hold, are replaced."""
    return {name: str(value).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            for name, value in asdict(found).items()}  # fmt: skip


def serve() -> None:
    """Answer until the input ends."""
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="ascii")
    # What a library prints must not be taken for an answer.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    _bound_memory()
    while line := requests.readline():
        kind, size = line.split()
        reply = answer(kind.decode("ascii"), requests.read(int(size)))
        answers.write(json.dumps(reply) + "\n")
        answers.flush()


def _bound_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, resource.getrlimit(resource.RLIMIT_AS)[1]))


if __name__ == "__main__":
    serve()
