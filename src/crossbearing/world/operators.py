"""Who flies: air forces, state and cargo airlines, under the names reports use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from crossbearing.world.spelling import fold
from crossbearing.world.tables import packaged


@dataclass(frozen=True, slots=True)
class Operator:
    """An operator of aircraft; `icao3` is the ICAO designator its callsigns begin with."""

    id: str
    name: str
    country: str
    icao3: str | None
    military: bool
    aliases: tuple[str, ...]


# "The", "of", "de" and the like do not tell operators apart; nor do the words for company.
_ARTICLES = ("the", "of", "a", "de", "du", "des", "la", "le", "les", "l", "d", "et", "and")
_COMPANY = ("co", "ltd", "llc", "inc", "sa", "jsc", "pjsc", "company", "compagnie")
_FILLERS = frozenset(_ARTICLES + _COMPANY)


def operator_key(name: str) -> str:
    """Return the key of an operator's name: folded, without articles and words for company."""
    words = [word for word in fold(name).split() if word not in _FILLERS]
    return " ".join(words) or fold(name)


@dataclass(frozen=True, eq=False)
class Operators:
    """The operators known beforehand."""

    frame: pl.DataFrame = field(default_factory=lambda: packaged("operators"))

    @cached_property
    def _all(self) -> tuple[Operator, ...]:
        rows = self.frame.select("id", "name", "country", "icao3", "military", "aliases").iter_rows()
        return tuple(Operator(i, n, c, icao3, mil, tuple(al)) for i, n, c, icao3, mil, al in rows)

    @cached_property
    def _by_key(self) -> dict[str, Operator]:
        found: dict[str, Operator] = {}
        for operator in self._all:
            for name in (operator.name, *operator.aliases):
                found.setdefault(operator_key(name), operator)
        return found

    def surfaces(self) -> Iterator[tuple[str, Operator]]:
        """Yield every spelling that is safe to look for in running text, the proper name first.

        Left out are names that are one ordinary word ("Meridian"); `find` knows them all the same.
        """
        for operator, loose in zip(self._all, self.frame["loose"].to_list(), strict=True):
            for name in (operator.name, *operator.aliases):
                if name not in loose:
                    yield name, operator

    def find(self, name: str) -> Operator | None:
        """Return the operator of that name, alias or ICAO three-letter designator, None when unknown."""
        return self._by_key.get(operator_key(name)) or self._by_icao3.get(name)

    @cached_property
    def _by_icao3(self) -> dict[str, Operator]:
        return {operator.icao3: operator for operator in self._all if operator.icao3}

    def of_callsign(self, callsign: str) -> Operator | None:
        """Return the operator whose ICAO designator begins a callsign such as `IRM5142`, None when unknown."""
        return self._by_icao3.get(callsign[:3]) if callsign[3:4].isdigit() else None

    def same(self, a: str, b: str) -> bool:
        """Tell whether two names mean one operator; unknown names are compared by their key."""
        one, other = self.find(a), self.find(b)
        if one is not None and other is not None:
            return one.id == other.id
        return operator_key(a) == operator_key(b)
