"""Which spellings are safe to look for in running text."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from world.authored import rows

# A town of 100,000 is met in the news often enough to outweigh a rare word; a smaller one is not (GUESS).
LARGE_TOWN = 100_000
SHORTEST = 4
# Below this length small towns' names are mostly first names, particles and acronyms (seen in the list of them).
SHORTEST_OF_SMALL = 5

_FIELD_WORDS = re.compile(
    r"\b(international|national|regional|domestic|municipal|city|airport|airfield|air ?base|aerodrome|air force base"
    r"|afb|army|naval|air station|aeropuerto|aéroport|airstrip|ab|military)\b",
    re.IGNORECASE,
)


def bare_field_name(name: str) -> str:
    """The proper part of an airport's name: `Mehrabad International Airport` gives `Mehrabad`."""
    first = re.split(r"[/(\[]", name)[0]
    return re.sub(r"\s+", " ", _FIELD_WORDS.sub("", first)).strip(" -–")


@cache
def unsafe() -> frozenset[str]:
    """Authored: words and personal names that are also places."""
    return frozenset(row["word"].lower() for row in rows("unsafe"))


@cache
def ordinary(word: str) -> bool:
    """A French or English word by simplemma's lists."""
    from simplemma import is_known

    return bool(is_known(word, lang="fr") or is_known(word, lang="en"))


def safe(name: str, inhabitants: int) -> bool:
    """Whether a spelling can stand in a dictionary matched against any text."""
    lower = name.lower()
    if len(name) < SHORTEST or not name[:1].isupper() or not name[-1:].isalpha():
        return False
    if lower in unsafe() or bare(lower) in unsafe():
        return False
    if inhabitants >= LARGE_TOWN:
        return True
    return len(name) >= SHORTEST_OF_SMALL and not ordinary(lower) and not ordinary(bare(lower))


def bare(text: str) -> str:
    """The text without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def with_curly(names: list[str]) -> list[str]:
    """The same names, and those with an apostrophe once more with the typographic one."""
    return list(dict.fromkeys(spelt for name in names for spelt in (name, name.replace("'", "’"))))
