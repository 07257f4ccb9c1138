"""What characters a regular expression cannot match without, worked out from its parsed form.

Used to know, from one pass over a report, which of some hundred patterns need not be tried in a sentence.
The answer is never too narrow: a construction that is not understood counts as "may match anything".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

Strings = frozenset[str]
# What a piece matches, where that is one of a few strings, and strings of which every match holds one; None: unknown.
_Known = tuple[Strings | None, Strings | None]
_EMPTY: Strings = frozenset({""})
_UNKNOWN: _Known = (None, None)
# More strings than this are not multiplied out: longer ones are rarer, but each costs a place in the index.
MOST_STRINGS = 48
# Shorter strings stand in nearly every sentence, so that looking for them would save nothing. GUESS.
LEAST_LETTERS = 3
# From this length on, fewer strings are better than longer ones. GUESS.
LONG_ENOUGH = 5
# A class of at most this many characters is spelt out.
_SMALL_CLASS = 5


def required(pattern: str) -> Strings | None:
    """Return strings of which every match of a pattern holds at least one; None where no useful ones are known."""
    parsed = parser.parse(pattern)
    if parsed.state.flags & (re.IGNORECASE | re.VERBOSE):
        return None
    exact, held = _sequence(parsed)
    best = _better(held, exact)
    if best is None or _shortest(best) < LEAST_LETTERS:
        return None
    return frozenset(one for one in best if not any(other != one and other in one for other in best))


def _shortest(strings: Strings) -> int:
    return min(len(one.strip()) for one in strings)


def _better(one: Strings | None, other: Strings | None) -> Strings | None:
    """The more telling of two sets, all of whose strings must say something."""
    known = [strings for strings in (one, other) if strings and "" not in strings]
    return max(known, key=lambda strings: (min(_shortest(strings), LONG_ENOUGH), -len(strings)), default=None)


def _sequence(items: Iterable[tuple[Any, Any]]) -> _Known:
    """One piece behind the other: neighbouring pieces that are spelt out are joined to longer strings."""
    run, best, spelt_out = _EMPTY, None, True
    for operation, argument in items:
        exact, held = _piece(operation, argument)
        best = _better(best, held)
        if exact is not None and len(run) * len(exact) <= MOST_STRINGS:
            run = frozenset(before + behind for before in run for behind in exact)
        else:
            best, run, spelt_out = _better(best, run), exact or _EMPTY, False
    return (run if spelt_out else None), _better(best, run)


def _piece(operation: Any, argument: Any) -> _Known:
    if operation is code.LITERAL:
        return frozenset({chr(argument)}), None
    if operation in (code.AT, code.ASSERT_NOT):
        return _EMPTY, None
    if operation is code.ASSERT:
        return _EMPTY, _better(*_sequence(argument[1])) if argument[0] > 0 else None
    if operation is code.SUBPATTERN:
        _, added, removed, items = argument
        return _UNKNOWN if added or removed else _sequence(items)
    if operation is code.ATOMIC_GROUP:
        return _sequence(argument)
    if operation is code.BRANCH:
        return _branch([_sequence(items) for items in argument[1]])
    if operation in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
        return _repeat(*argument)
    return (_small_class(argument), None) if operation is code.IN else _UNKNOWN


def _branch(ways: list[_Known]) -> _Known:
    exact = [one for one, _ in ways if one is not None]
    if len(exact) == len(ways):
        return frozenset().union(*exact), None
    held = [_better(*way) for way in ways]
    known = [one for one in held if one is not None]
    return None, (frozenset[str]().union(*known) if len(known) == len(held) else None)


def _repeat(least: int, most: Any, items: Any) -> _Known:
    exact, held = _sequence(items)
    if least == most == 1:
        return exact, held
    if least > 0:
        return None, _better(held, exact)
    return (exact | _EMPTY, None) if most == 1 and exact is not None else _UNKNOWN


def _small_class(members: Iterable[tuple[Any, Any]]) -> Strings | None:
    spelt: set[str] = set()
    for operation, argument in members:
        if operation is code.LITERAL:
            spelt.add(chr(argument))
        elif operation is code.RANGE and argument[1] - argument[0] < _SMALL_CLASS:
            spelt |= {chr(one) for one in range(argument[0], argument[1] + 1)}
        else:
            return None
    return frozenset(spelt) if len(spelt) <= _SMALL_CLASS else None
