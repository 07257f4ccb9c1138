"""Has documents taken apart in another process, which may crash, hang or swell without harm to this one.

The process is started with the first document and serves all that follow; one that dies or takes too long is ended,
its document is refused, and the next document gets a new one.
"""

from __future__ import annotations

import atexit
import subprocess
import sys
import threading
from typing import Any

import msgspec

from crossbearing.errors import InputError
from crossbearing.intake.streams import Unreadable

# The longest real report, 500 pages of PDF, takes seconds (GUESS: not measured); a minute is for what is made to hang.
LONGEST_S = 60.0
COMMAND = (sys.executable, "-P", "-m", "crossbearing.intake.reports.extraction")
HINT = "pip install 'crossbearing[reports]'"
NEEDED_FOR = {"trafilatura": "web pages are", "feedparser": "feeds are", "pypdfium2": "PDF files are"}


class _Hand:
    """The other process."""

    def __init__(self) -> None:
        # The command is this very interpreter with a module of ours.
        self._process = subprocess.Popen(  # noqa: S603
            COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )

    def ask(self, kind: str, data: bytes) -> bytes:
        """Return the answer line; empty when the process died or was ended for taking too long."""
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        timer = threading.Timer(LONGEST_S, process.kill)
        timer.start()
        try:
            process.stdin.write(b"%s %d\n" % (kind.encode("ascii"), len(data)) + data)
            process.stdin.flush()
            return process.stdout.readline()
        except OSError:
            return b""
        finally:
            timer.cancel()

    def end(self) -> None:
        """End the process and let go of its pipes."""
        self._process.kill()
        self._process.communicate()


_hands: list[_Hand] = []


def taken_apart(kind: str, data: bytes, where: str) -> dict[str, Any]:
    """Return `found` and `left_out` of a document of a kind.

    Raises `Unreadable` for one that gives nothing, `InputError` where its library is not installed.
    """
    if not _hands:
        _hands.append(_Hand())
    line = _hands[0].ask(kind, data)
    if not line.endswith(b"\n"):
        let_go()
        raise Unreadable(f"its decoder gives up on it, or takes longer than {LONGEST_S:.0f} s")
    reply: dict[str, Any] = msgspec.json.decode(line)
    if "missing" in reply:
        library = reply["missing"]
        raise InputError(where, f"{NEEDED_FOR[library]} read by {library}, which is not installed", HINT)
    if "refused" in reply:
        raise Unreadable(reply["refused"])
    return reply


def let_go() -> None:
    """End the other process; the next document starts a new one."""
    while _hands:
        _hands.pop().end()


atexit.register(let_go)
