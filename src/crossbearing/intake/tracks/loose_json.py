"""JSON of services that promise nothing: values by path, as numbers or words, null where they are something else."""

from __future__ import annotations

import json
import math
from typing import Any

import msgspec

from crossbearing.intake.streams import Unreadable


def decoded(data: bytes) -> Any:
    """What a JSON holds; `NaN` and `Infinity`, which Python and others write, are null.

    Raises `Unreadable` for what is no JSON, or nested too deep.
    """
    try:
        return msgspec.json.decode(data)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as wrong:
        if b"NaN" not in data and b"Infinity" not in data:
            raise Unreadable(f"no JSON: {wrong}") from wrong
    try:
        return json.loads(data, parse_constant=lambda _: None)
    except (ValueError, RecursionError) as wrong:
        raise Unreadable(f"no JSON: {wrong}") from wrong


def dig(value: Any, *path: str) -> Any:
    """What lies under these keys, one in the other; null where there is no such thing."""
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def number_of(value: Any) -> float | None:
    """A finite number, also one written as a text; null for everything else."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def word_of(value: Any) -> str | None:
    """A text, or a number as a text without its `.0`; null for everything else."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or number_of(value) is None:
        return None
    return str(int(value)) if float(value).is_integer() else str(value)


def truth_of(value: Any) -> bool | None:
    """True or false, also written as a text or as 0 and 1; null for everything else."""
    if isinstance(value, str):
        return {"true": True, "1": True, "false": False, "0": False}.get(value.strip().lower())
    return bool(value) if isinstance(value, bool) or value in (0, 1) else None
