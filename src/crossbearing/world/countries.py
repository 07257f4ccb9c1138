"""Countries: names, demonyms, capitals and seats of power that stand for a government, in French and English."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from crossbearing.world.spelling import fold
from crossbearing.world.tables import packaged


@dataclass(frozen=True, eq=False)
class Countries:
    """What countries, their people and their governments are called."""

    frame: pl.DataFrame = field(default_factory=lambda: packaged("countries"))

    def surfaces(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield (surface, ISO 3166-1 alpha-2, form, language).

        `form` is name, demonym, capital or metonym; `language` fr or en. A demonym comes in every gender and
        number, in French with a small letter (adjective) and with a capital (noun).
        Names that are also first names or things ("Maurice", "Grenade") are left out; `of` knows them all the same.
        """
        offered = self.frame.filter(pl.col("offered"))
        yield from offered.select("surface", "country", "form", "language").iter_rows()

    @cached_property
    def _main(self) -> dict[tuple[str, str], str]:
        named = self.frame.filter(pl.col("main"))
        return {(c, lang): surface for c, lang, surface in named.select("country", "language", "surface").iter_rows()}

    @cached_property
    def _by_key(self) -> dict[str, list[tuple[str, str]]]:
        found: dict[str, list[tuple[str, str]]] = {}
        for surface, country, form in self.frame.select("surface", "country", "form").iter_rows():
            found.setdefault(fold(surface), []).append((country, form))
        return found

    def name(self, iso2: str, language: str) -> str:
        """Return the usual name of a country in `fr` or `en`; the code itself where there is none."""
        return self._main.get((iso2, language), iso2)

    def of(self, surface: str, form: str | None = None) -> str | None:
        """Return the country that a name, demonym, capital or metonym points to, None when unknown.

        Where several countries share a word ("nigérien" without accents) the first of the table is given.
        """
        for country, its_form in self._by_key.get(fold(surface), ()):
            if form is None or form == its_form:
                return country
        return None

    def codes(self) -> tuple[str, ...]:
        """Return the codes of all countries known, sorted."""
        return tuple(sorted({country for country, _ in self._main}))
