"""Names that come from content, so that the same inputs give the same names everywhere."""

from __future__ import annotations

import hashlib

# 12 hex digits = 48 bits: a collision among a million things of one kind has probability 0.002.
ID_DIGITS = 12


def content_id(prefix: str, *parts: object) -> str:
    """Return `prefix-` and 12 hex digits that depend on nothing but the parts, in their order.

    Parts are joined by an ASCII unit separator after `str()`; `None` becomes the empty string.
    """
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return f"{prefix}-{hashlib.sha256(joined.encode('utf-8')).hexdigest()[:ID_DIGITS]}"
