"""Arguments in, lines out: the command `crossbearing`.

Exit 0: it ran, whatever the verdicts and rejects. Exit 1: `verify` found a fault.
Exit 2: an argument cannot be used; one line says where, what, and what to try. A bug shows its traceback.
"""

from __future__ import annotations

import os
import sqlite3
import sys

import cyclopts

from crossbearing import __version__
from crossbearing.cli import commands
from crossbearing.cli.output import one_line
from crossbearing.errors import CrossbearingError

INTERRUPTED = 130
STOPPED = "interrupted; nothing is lost: give the same command again, and a case goes on where it stopped"
# The low byte of what SQLite reports when the fault is with the disk or with who else uses it, not with us.
DISK_TROUBLE = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_BUSY)
DISK_HINT = "hint: look at the path, its permissions and the space that is left"

app = cyclopts.App(
    name="crossbearing",
    help="Test what press reports say against what was seen to move.",
    version=__version__,
    suppress_keyboard_interrupt=False,  # else Ctrl-C ends without a word
)
for command in commands.COMMANDS:
    app.command(command)


def main() -> None:
    """Run the command line; never returns."""
    try:
        app(sys.argv[1:], exit_on_error=False, print_error=False)
    except cyclopts.CycloptsError as error:
        sys.stderr.write(f"{one_line(str(error))} hint: crossbearing --help\n")
        sys.exit(2)
    except CrossbearingError as error:
        sys.stderr.write(f"{one_line(str(error))}\n")
        sys.exit(2)
    except KeyboardInterrupt:
        sys.stderr.write(f"{STOPPED}\n")
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # The reader of the pipe has gone; hand Python something to flush into so that it stays quiet.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        where = error.filename2 or error.filename or "the disk"
        sys.stderr.write(one_line(f"{where}: {error.strerror or error}. {DISK_HINT}") + "\n")
        sys.exit(2)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in DISK_TROUBLE:
            raise
        sys.stderr.write(one_line(f"case.db: {error}. {DISK_HINT}") + "\n")
        sys.exit(2)
