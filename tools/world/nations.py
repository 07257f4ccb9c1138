"""Countries: usual names from CLDR (babel), demonyms and capitals authored, their other forms by rule."""

from __future__ import annotations

import polars as pl

from world.authored import items, rows
from world.offered import unsafe

# French: the ending of the masculine singular and what the feminine has instead.
FEMININES = (
    ("ien", "ienne"), ("éen", "éenne"), ("yen", "yenne"), ("on", "onne"), ("e", "e"), ("è", "è"), ("é", "é"),
)  # fmt: skip
# English demonyms that serve as their own plural.
SAME_PLURAL = (
    "ese",
    "ss",
    "sh",
    "ch",
    "men",
    "ois",
    "Malagasy",
    "Burkinabe",
    "Burkinabè",
    "US",
    "U.S.",
    "UAE",
    "Czech",
    "Hellenic",
    "Icelandic",
    "Philippine",
    "Lao",
    "Kyrgyz",
)


def feminine(masculine: str) -> str:
    """The regular feminine of a French demonym."""
    for ending, instead in FEMININES:
        if masculine.endswith(ending):
            return masculine[: -len(ending)] + instead
    return masculine + "e"


def plural_fr(singular: str) -> str:
    """The regular plural of a French demonym."""
    if singular.endswith(("s", "x")):
        return singular
    return singular + "s"


def plural_en(singular: str) -> str:
    """The regular plural of an English demonym."""
    if singular.endswith(("man", "woman")) and singular not in ("German", "Oman", "Roman"):
        return singular[:-2] + "en"
    return singular if singular.endswith(SAME_PLURAL) else singular + "s"


def capitalised(word: str) -> str:
    """The noun of a French adjective: a capital on every part but a prefix's second ("Nord-Coréen")."""
    return "-".join(part[:1].upper() + part[1:] for part in word.split("-"))


def forms_fr(row: dict[str, str]) -> list[str]:
    """All French demonyms of a country: four forms, each with a small and with a capital letter."""
    masculine = items(row["fr_m"])
    feminines = items(row["fr_f"]) or [feminine(word) for word in masculine]
    singular = [form for pair in zip(masculine, feminines, strict=False) for form in pair] + feminines
    forms = [form for word in singular for form in (word, plural_fr(word))]
    return list(dict.fromkeys(spelt for form in forms for spelt in (form, capitalised(form))))


def forms_en(row: dict[str, str]) -> list[str]:
    """All English demonyms of a country."""
    return list(dict.fromkeys(form for word in items(row["en"]) for form in (word, plural_en(word))))


def cldr(iso2: str, language: str) -> str:
    """The usual name of a country in CLDR, with a plain apostrophe."""
    from babel import Locale

    return str(Locale(language).territories[iso2]).replace("’", "'")


def usual(iso2: str, language: str, authored: list[str]) -> list[str]:
    """Names of a country, the usual one first: authored short names win over CLDR's ("Congo-Kinshasa")."""
    name = cldr(iso2, language)
    bare = name.partition(" (")[0]
    return list(dict.fromkeys([*([] if "(" in name or "’" in name else [name]), *authored, bare]))


def surfaces(row: dict[str, str]) -> list[tuple[str, str, str]]:
    """(surface, form, language) of one country, each once; a capital named like its country is its name."""
    found: dict[tuple[str, str], str] = {}
    for language in ("fr", "en"):
        for name in usual(row["iso2"], language, items(row[f"names_{language}"])):
            found.setdefault((name, language), "name")
        for word in forms_fr(row) if language == "fr" else forms_en(row):
            found.setdefault((word, language), "demonym")
        for city in items(row[f"capital_{language}"]):
            found.setdefault((city, language), "capital")
    return [(surface, form, language) for (surface, language), form in found.items()]


def build() -> dict[str, pl.DataFrame]:
    """The table `countries`: surface, country, form, language, main (the usual name), offered (to a reader)."""
    found: list[tuple[str, str, str, str, bool, bool]] = []
    for row in rows("countries"):
        mains = {lang: usual(row["iso2"], lang, items(row[f"names_{lang}"]))[0] for lang in ("fr", "en")}
        for surface, form, language in surfaces(row):
            main, offered = form == "name" and surface == mains[language], surface.lower() not in unsafe()
            found.append((surface, row["iso2"], form, language, main, offered))
    for row in rows("metonyms"):
        found.append((row["surface"], row["iso2"], "metonym", row["language"], False, True))
    schema: dict[str, type[pl.DataType]] = dict.fromkeys(("surface", "country", "form", "language"), pl.String)
    schema |= {"main": pl.Boolean, "offered": pl.Boolean}
    return {"countries": pl.DataFrame(found, schema=schema, orient="row")}
