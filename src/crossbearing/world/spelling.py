"""One key for the many spellings of a name: case, accents, hyphens and apostrophes do not count."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that Unicode does not decompose but that writers exchange for plain ones.
PLAIN_LETTERS = str.maketrans(
    {
        "œ": "oe",
        "æ": "ae",
        "ß": "ss",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "ə": "e",
        "ħ": "h",
    }
)
_BREAKS = re.compile(r"[\s\-‐‑‒–—_/,.()\"«»]+")
# Apostrophes and the marks that stand for ayn, hamza and the soft sign: "Sana'a", "Tver'", "Hudaydah".
_DROPPED = re.compile("['’‘ʼʻ`´ʹʿʾ′]")
_ELISION = re.compile(r"\b([dl]|qu)['’ʼ](?=\w)", re.IGNORECASE)
_RUNS = re.compile(r"[^\W\d_]+|\d+")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return the key of a name: `fold("Saint-Pétersbourg") == fold("saint petersbourg")`."""
    opened = _ELISION.sub(r"\1 ", text.lower())
    bare = "".join(c for c in unicodedata.normalize("NFKD", opened) if not unicodedata.combining(c))
    return _BREAKS.sub(" ", _DROPPED.sub("", bare.translate(PLAIN_LETTERS))).strip()


def runs(text: str) -> tuple[str, ...]:
    """Return the runs of letters and of digits of a designation: `runs("Il-76TD") == ("il", "76", "td")`."""
    return tuple(_RUNS.findall(fold(text)))
