"""The words around numbers of one language, compiled: softeners, units, currencies, labels."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from crossbearing.reading.language.wordlists import wordlists, words
from crossbearing.reading.numbers.spelt import counted, number_words, spelled


@dataclass(frozen=True, slots=True)
class QuantityWords:
    """Patterns for folded text; `before` and `after` pair a softening with its pattern."""

    language: str
    openers: frozenset[str]
    articles: frozenset[str]
    stop: frozenset[str]
    number: re.Pattern[str]
    date_after: re.Pattern[str]
    date_before: re.Pattern[str]
    range_to: re.Pattern[str]
    range_and: re.Pattern[str]
    between: re.Pattern[str]
    several: re.Pattern[str]
    order: re.Pattern[str]
    ordinal: re.Pattern[str]
    no_ordinal: re.Pattern[str]
    about_noun: re.Pattern[str]
    lone_article: re.Pattern[str]
    percent: re.Pattern[str]
    currency: re.Pattern[str]
    unit: re.Pattern[str]
    time_unit: re.Pattern[str]
    label: re.Pattern[str]
    of_a_whole: re.Pattern[str]
    before: tuple[tuple[str, re.Pattern[str]], ...]
    after: tuple[tuple[str, re.Pattern[str]], ...]


_NEVER = re.compile(r"(?!)")
# An article counts where no noun follows: "huit à Damas et un à Lattaquié", "un seul", "l'un d'eux".
_LONE_ARTICLE = {
    "fr": r" (?:a|au|en|dans|sur|pour|seule?|autre|d'eux|d'elles|d'entre|de ces|des)\b|[,;.)]",
    "en": r"(?!)",
}
_NO_ORDINAL = {
    "fr": r"premiers? ministres?|premiere fois|premiere guerre|seconde guerre|second(?:e|es) (?:guerre)|tiers",
    "en": r"first (?:lady|time|lieutenant)|second world|third part(?:y|ies)|third world|first world|second lieutenant",
}


@cache
def quantity_words(language: str) -> QuantityWords:
    """Return the words of "fr" or "en"."""
    listed = wordlists("quantities")[language]
    numbers = number_words(language)
    around = {name: re.sub(r"\s*\n", "", pattern) for name, pattern in listed["words"].items() if name != "stop"}
    french, french_of = language == "fr", "d(?:e |')"
    separator = r" (?:a|ou) | ?- ?" if french else r" (?:to|or) | ?- ?"
    months = "|".join(wordlists(f"time_{language}")["months"])
    return QuantityWords(
        language=language,
        openers=frozenset({*numbers.units, *numbers.times, *numbers.about, *numbers.orders, *numbers.ordinals})
        | words(around["several"].replace("|", " ").replace("(?:", " "))
        | frozenset({"half", "des", "de", "a", "plusieurs"}),
        articles=frozenset({"un", "une", "a", "an"}),
        stop=words(listed["words"]["stop"].replace("|", " ")),
        number=re.compile(counted(language)),
        date_after=re.compile(
            r"(?:er|st|nd|rd|th)?(?:(?: (?:et|au|a|ou|and|to|or) (?:le )?|, | ?- ?)\d{1,2}(?:er)?){0,6}"
            rf" (?:of )?(?:{months})\b"
        ),
        date_before=re.compile(rf"\b(?:{months}) (?:\d{{1,2}}(?:, | and | to | ?- ?)){{0,4}}$")
        if not french
        else _NEVER,
        range_to=re.compile(rf"(?:{separator})(?P<to>{counted(language)})"),
        range_and=re.compile(rf" (?:et|and) (?P<to>{counted(language)})"),
        between=re.compile(r"\b(?:entre|between) $"),
        several=re.compile(rf"\b(?:{around['several']})\b"),
        order=re.compile(
            rf"\b(?:des |de |les )?(?P<order>{'|'.join(numbers.orders)}) {french_of if french else 'of '}"
        ),
        ordinal=re.compile(rf"\b({'|'.join(numbers.ordinals)})\b"),
        no_ordinal=re.compile(rf"\b(?:{_NO_ORDINAL[language]})\b"),
        about_noun=re.compile(
            rf"(?:(?P<n>une?|{spelled(language)}) )?(?:petite |bonne |grosse )?(?P<about>{'|'.join(numbers.about)})s?\b"
            if french
            else r"(?P<n>(?!))(?P<about>(?!))"
        ),
        lone_article=re.compile(_LONE_ARTICLE[language]),
        percent=re.compile(rf" ?(?:{around['percent']})(?!\w)"),
        currency=re.compile(rf" ?(?:(?:de |d'|us )?(?:{around['currency']})\b|[€$£]|usd\b|eur\b)"),
        unit=re.compile(rf"[ -]?(?:de |d')?(?P<unit>{around['unit']})(?![\w])"),
        time_unit=re.compile(rf"[ -](?:de |d')?(?:{around['time_unit']})\b"),
        label=re.compile(rf"\b(?:{around['label']})\.? ?$"),
        of_a_whole=re.compile(rf" (?:{around['of_a_whole']}|of(?= (?!one\b|an?\b){counted(language)}))"),
        before=_softeners(listed["before"], language, after=False),
        after=_softeners(listed["after"], language, after=True),
    )


def _softeners(listed: dict[str, str], language: str, *, after: bool) -> tuple[tuple[str, re.Pattern[str]], ...]:
    if after:
        return tuple((name, re.compile(rf",? (?:{pattern})\b")) for name, pattern in listed.items())
    between = "entre|de" if language == "fr" else "between|from"
    softening = [(name, re.compile(rf"\b(?:{pattern})(?:(?<=')| )[$€£]?$")) for name, pattern in listed.items()]
    return (*softening, ("range", re.compile(rf"\b(?:{between}) $")))
