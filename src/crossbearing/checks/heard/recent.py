"""What was worked out last, kept for the claims that ask for the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Recent(Generic[Value]):
    """So many values by their keys; where there is no more room, the one kept longest goes."""

    def __init__(self, most: int) -> None:
        """Keep so many values."""
        self._most = most
        self._kept: dict[tuple[str, ...], Value] = {}

    def get(self, key: tuple[str, ...], make: Callable[[], Value]) -> Value:
        """Return the value of a key, made when it is not kept."""
        if key not in self._kept:
            made = make()
            while len(self._kept) >= self._most:
                del self._kept[next(iter(self._kept))]
            self._kept[key] = made
        return self._kept[key]
