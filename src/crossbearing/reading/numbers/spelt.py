"""Numbers in words and figures, French and English, as reports write them.

All patterns here are for folded text (lower case, no accents, plain spaces): see `text.folded`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from crossbearing.reading.language.wordlists import wordlists

# Figures with their separators: "2 600", "100,000", "1.5", "1,5", "16000".
# One separator throughout, and no calibre as the last group: "3,500 122-mm rockets" are 3,500.
_GROUPS = r"\d{1,3}(?:(?: \d{3}(?! ?-?mm))+|(?:,\d{3})+|(?:\.\d{3})+)(?!\d)"
FIGURES = rf"{_GROUPS}(?:[.,]\d{{1,2}}(?!\d))?|\d+(?:[.,]\d+)?"
_GROUPED = re.compile(_GROUPS)
_JOINTS = re.compile(r"[ -]+")


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The number words of one language."""

    units: dict[str, float]
    times: dict[str, float]
    about: dict[str, float]
    orders: dict[str, float]
    ordinals: dict[str, float]
    joint: str


@cache
def number_words(language: str) -> NumberWords:
    """Return the number words of "fr" or "en"."""
    listed = wordlists("numbers")[language]
    return NumberWords(
        listed["units"],
        listed["times"],
        listed["about"],
        listed["orders"],
        listed["ordinals"],
        "et" if language == "fr" else "and",
    )


@cache
def spelled(language: str) -> str:
    """Return the pattern of a number in words, such as "trente et une", "cent soixante", "half a dozen"."""
    listed = number_words(language)
    units, times = _either(listed.units), _either(listed.times)
    if language == "fr":
        word = f"(?:{units}|{times})"
        return rf"\b{word}(?:[ -](?:et[ -](?=une?\b|onze\b))?{word})*\b"
    further = _either(
        {word: value for word, value in {**listed.units, **listed.times}.items() if word not in ("a", "an")}
    )
    joined = rf"(?:{units})(?:[ -](?:{further})|(?:(?<=hundred)|(?<=thousand)) and (?:{units}))*"
    return rf"\b(?:half a dozen|{joined}|dozen|hundred)\b"


@cache
def counted(language: str) -> str:
    """Return the pattern of any exact number: figures, figures with a multiplier, or words."""
    big = "mille|millions?|milliards?" if language == "fr" else "thousand|hundred|million|billion|dozen"
    return rf"(?:(?:{FIGURES})(?:[ -](?:{big})\b)?|{spelled(language)})"


def value_of(text: str, language: str) -> float | None:
    """Return the value of a number in folded text, or None when it is none."""
    text = text.strip()
    if text == "half a dozen":
        return 6.0
    figures = re.match(FIGURES, text)
    if not figures:
        return words_value(text, language)
    value = figures_value(figures.group(), language)
    rest = text[figures.end() :].strip(" -")
    factor = number_words(language).times.get(rest, None if rest else 1.0)
    return None if factor is None else value * factor


def figures_value(figures: str, language: str) -> float:
    """Return the value of figures; a comma or dot before exactly three digits separates thousands.

    In French "0,125" and in English "0.125" stay decimals; so does a lone dot in English ("1.500").
    """
    decimal = "," if language == "fr" else "."
    if _GROUPED.match(figures) and not figures.startswith("0") and not _is_decimal(figures, language):
        whole = _GROUPED.match(figures)
        end = whole.end() if whole else 0
        return float(re.sub(r"\D", "", figures[:end]) + figures[end:].replace(",", "."))
    return float(figures.replace(" ", "").replace(decimal, ".").replace(",", "."))


def _is_decimal(figures: str, language: str) -> bool:
    return language == "en" and figures.count(".") == 1 and not re.search(r"[ ,]", figures)


def words_value(text: str, language: str) -> float | None:
    """Return the value of number words ("quatre-vingt-dix-sept", "two hundred and six"), or None."""
    listed = number_words(language)
    total = group = 0.0
    seen = False
    for word in _JOINTS.split(text):
        if word in listed.units:
            group = _join(group, listed.units[word])
        elif word in listed.times:
            factor = listed.times[word]
            group = max(group, 1.0) * factor
            if factor >= 1000:
                total, group = total + group, 0.0
        elif word != listed.joint:
            return None
        seen = True
    return total + group if seen else None


def _join(group: float, unit: float) -> float:
    """French "quatre-vingt" multiplies; everything else adds."""
    if unit == 20 and group % 100 == 4:
        return group - 4 + 80
    return group + unit


def _either(words: dict[str, float]) -> str:
    return "|".join(sorted((re.escape(word) for word in words), key=lambda word: (-len(word), word)))
