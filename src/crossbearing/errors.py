"""What can go wrong, as a tree.

CrossbearingError
├── InputError              an argument of the user cannot be used: *where: what. hint: what to try.*
│   ├── NotACase            the path is no case folder
│   ├── UnknownFormat       the bytes are of no format we read
│   └── LimitExceeded       the input is larger, deeper or denser than the named limit allows
└── BrokenCase              the case folder does not hold together (verify says where)

Bad rows are no errors: they are *rejects*, returned beside the good ones.
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


class LimitExceeded(InputError):
    """The input is larger, deeper or denser than the named limit allows."""


class BrokenCase(CrossbearingError):
    """The case folder does not hold together; `crossbearing verify` says where."""
