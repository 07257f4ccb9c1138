"""Wording: what the dossier says, in the reader's language.

The sentences live in `words/<language>.toml`. The keys of the table `[checks]` are the keys of phrases as they
stand ("flew.supported"); a key of any other table is led by the table's name: `title` in `[page]` is "page.title".
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from crossbearing.model.verdicts import Phrase

LANGUAGES = ("en", "fr")
PHRASES = "checks"

# French sets a narrow no-break space before the high punctuation and inside its quotation marks
# (Lexique des règles typographiques en usage à l'Imprimerie nationale).
NARROW = "\u202f"
BEFORE_HIGH = re.compile(r"[ \u00a0](?=[:;!?»%])")
AFTER_OPENING = re.compile(r"(?<=«)[ \u00a0]")
# A value that is nothing but a number with decimals, such as a ratio or a probability.
DECIMAL = re.compile(r"(?:< )?-?\d+\.\d+")


def word(phrase: Phrase, language: str) -> str:
    """Return the phrase's sentence in that language with its values filled in, not yet escaped.

    `KeyError` for an unknown language, an unknown key or a value that the sentence needs and the phrase lacks.
    """
    return sentences(language)[phrase.key].format(**{name: _number(text, language) for name, text in phrase.values})


def _number(text: str, language: str) -> str:
    """A decimal number with the language's own mark; anything else as it stands."""
    return text.replace(".", ",") if language == "fr" and DECIMAL.fullmatch(text) else text


def say(language: str, key: str, **values: object) -> str:
    """Return an interface sentence; errors as in `word`."""
    return sentences(language)[key].format(**values)


def count(language: str, key: str, n: int, **values: object) -> str:
    """Return the sentence `key.one` or `key.many` for that number, which both may use as `{n}`.

    English says "0 reports" and "1 report", French "0 rapport" and "1 rapport".
    """
    singular = n == 1 or (language == "fr" and n == 0)
    return say(language, f"{key}.{'one' if singular else 'many'}", n=n, **values)


@cache
def sentences(language: str) -> Mapping[str, str]:
    """Return every sentence of a language by its full key; `KeyError` for a language we do not have."""
    if language not in LANGUAGES:
        raise KeyError(language)
    text = (files("crossbearing.dossier") / "words" / f"{language}.toml").read_text(encoding="utf-8")
    return MappingProxyType({key: typeset(line, language) for key, line in _flat(tomllib.loads(text))})


def typeset(text: str, language: str) -> str:
    """Put the no-break spaces that French asks for; other languages pass unchanged."""
    if language != "fr":
        return text
    return AFTER_OPENING.sub(NARROW, BEFORE_HIGH.sub(NARROW, text))


def _flat(tables: Mapping[str, Mapping[str, str]]) -> list[tuple[str, str]]:
    return [
        (key if table == PHRASES else f"{table}.{key}", line)
        for table, lines in tables.items()
        for key, line in lines.items()
    ]
