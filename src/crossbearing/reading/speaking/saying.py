"""An attribution: the words that name a speaker, and the stretch that the speaker answers for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from crossbearing.reading.document import Document, inside
from crossbearing.reading.language.text import Token, folded
from crossbearing.reading.language.verbs import Form, Forms, VerbForm, conjugated, verb_forms
from crossbearing.reading.language.wordlists import wordlists


class Manner(StrEnum):
    """How a speaker stands to what is said."""

    SAYS = "say"
    ALLEGES = "allege"
    CONFIRMS = "confirm"
    DENIES = "deny"


@dataclass(frozen=True, slots=True)
class Saying:
    """An attribution at `[start, end)` that governs `[scope_start, scope_end)`; `chain` is innermost first."""

    start: int
    end: int
    scope_start: int
    scope_end: int
    chain: tuple[str, ...]
    manner: Manner = Manner.SAYS
    verb: int = -1
    impersonal: bool = False

    def governs(self, at: int) -> bool:
        """Say whether the speaker answers for the character."""
        return self.scope_start <= at < self.scope_end and not self.start <= at < self.end


@cache
def manners_of(language: str) -> dict[str, Manner]:
    """Return the manner of every verb of saying of a language, by lemma."""
    lists = wordlists("attribution")[language]
    return dict.fromkeys(lists["also_say"].split(), Manner.SAYS) | {
        lemma: manner for manner in Manner for lemma in lists[manner.value].split()
    }


@cache
def verbs_listed(language: str, *keys: str) -> frozenset[str]:
    """Return the lemmas of some lists of verbs with the words of attribution."""
    lists = wordlists("attribution")[language]
    return frozenset(lemma for key in keys for lemma in lists[key].split())


@cache
def _other_forms(language: str, accents: bool) -> Forms:
    """The forms of the listed verbs that are no words of the trade."""
    known = {verb.lemma for verb in verb_forms(language).values() if verb.form is Form.FINITE}
    listed = sorted(verbs_listed(language, "also_say", "observe") | set(manners_of(language)))
    doubling = verbs_listed(language, "double") if language == "en" else frozenset()
    made = {
        form: verb
        for lemma in listed
        if lemma not in known
        for form, verb in conjugated(language, lemma, lemma in doubling)
    }
    made |= {lemma: VerbForm(lemma, Form.INFINITIVE) for lemma in listed if lemma not in verb_forms(language)}
    return made if accents else {folded(form): verb for form, verb in made.items()}


def said_verb(doc: Document, token: Token) -> VerbForm | None:
    """Return the verb of a token, verbs of saying that are no words of the trade included."""
    known = verb_of(doc, token)
    if known is not None:
        return known
    others = _other_forms(doc.language, doc.accents)
    return others.get(token.lower) or (others.get(CLITIC.sub("", token.lower)) if "-" in token.lower else None)


@cache
def _said_forms(language: str, accents: bool) -> Forms:
    """Every form that `said_verb` knows as it stands."""
    return _other_forms(language, accents) | verb_forms(language, accents)


def said_verbs(doc: Document, tokens: Sequence[Token]) -> list[tuple[int, Token, VerbForm]]:
    """Return the verbs among some tokens, as `said_verb` tells them, each with its number."""
    forms = _said_forms(doc.language, doc.accents)
    return [
        (number, token, verb)
        for number, token in enumerate(tokens)
        if (verb := forms.get(token.lower) or (said_verb(doc, token) if "-" in token.lower else None)) is not None
        and not (number and token.lower == "estimated" and tokens[number - 1].lower == "an")
        and not (token.lower == "list" and _A_LIST.search(doc.flat, max(0, token.start - 14), token.start))
    ]


# "its sanctions list", "the British list": a noun.
_A_LIST = re.compile(r"(?:\b(?:the|its|their|an?|sanctions?|black|watch|passenger|packing|cargo)|ish|[ia]an) $")
CLITIC = re.compile(r"-(?:t-)?(?:il|elle|ils|elles|on)$")


def verb_of(doc: Document, token: Token) -> VerbForm | None:
    """Return the verb of a token; *dit-il* and *affirme-t-on* are read without their pronoun."""
    known = doc.forms.get(token.lower)
    return known if known or "-" not in token.lower else doc.forms.get(CLITIC.sub("", token.lower))


FINITE_FORMS = (Form.FINITE, Form.CONDITIONAL, Form.FUTURE, Form.PAST, Form.PARTICIPLE)


# Behind an attribution set off by commas: what may be the object of the verb before it.
OBJECT_FOLLOWS = re.compile(
    r", (?:une?|des|du|de|d'|la|le|les|l'|entre|au moins|plus|quelque|a la|aux?|\d|\w+aine|deux|trois|quatre|"
    r"cinq|six|sept|huit|"
    r"neuf|dix|an?|the|some|at least|about|more|two|three|four|five|seven|eight|nine|ten|to)\b"
)


def has_predicate(doc: Document, start: int, end: int) -> bool:
    """Say whether a stretch holds a verb form that can be a predicate; the month of May is none."""
    return any(
        (verb := doc.forms.get(token.lower)) is not None and verb.form in FINITE_FORMS and token.text != "May"
        for token in inside(doc.tokens, start, end)
    )


def clause_start(doc: Document, low: int, at: int) -> int:
    """Return where the part of a sentence begins that holds a character: behind the last semicolon."""
    cut = doc.flat.rfind("; ", low, at)
    return cut + 2 if cut >= 0 else low


def clause_end(doc: Document, at: int, high: int) -> int:
    """Return where the part of a sentence ends that holds a character: at the next semicolon."""
    cut = doc.flat.find("; ", at, high)
    return cut if cut >= 0 else high


def with_comma(doc: Document, start: int) -> int:
    """Take the comma before an attribution as its part, so that the claim ends before it."""
    at = start
    while at and doc.flat[at - 1].isspace():
        at -= 1
    return at - 1 if doc.flat[at - 1 : at] == "," else start
