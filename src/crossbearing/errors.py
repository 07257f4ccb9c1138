"""What can go wrong, as a tree.

CrossbearingError
└── InputError              an argument of the user cannot be used: *where: what. hint: what to try.*
    ├── NotACase            the path is no case folder
    └── UnknownFormat       the bytes are of no format we read

Bad rows, and input larger, deeper or denser than a named limit, are no errors: they are *rejects*, returned beside
what is good. Faults of a case are what `verify` returns.
A bug is none of these either, and shows its traceback.
"""

from __future__ import annotations


class CrossbearingError(Exception):
    """Base of everything this package raises on purpose."""


class InputError(CrossbearingError):
    """An argument of the user cannot be used; the message says where, what, and what to try."""

    def __init__(self, where: str, what: str, hint: str) -> None:
        super().__init__(f"{where}: {what}. hint: {hint}")
        self.where = where
        self.what = what
        self.hint = hint


class NotACase(InputError):
    """The path is no case folder."""


class UnknownFormat(InputError):
    """The bytes are of no format we read."""
