"""Verb groups of a sentence: auxiliaries, adverbs and the verb, with mood, voice and negation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from crossbearing.reading.document import Document, inside
from crossbearing.reading.language.text import Sentence, Token
from crossbearing.reading.language.verb_or_noun import AUXILIARIES, BE, HAVE, MODALS, is_a_noun
from crossbearing.reading.language.verbs import Form, VerbForm
from crossbearing.reading.language.wordlists import wordlists, words
from crossbearing.reading.speaking.conditional import Conditional, ConditionalKind
from crossbearing.reading.speaking.saying import Saying, verb_of


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb group at `[start, end)`; `bare` is a participle without its auxiliary ("livrés", "ordered by")."""

    start: int
    end: int
    lemma: str
    form: Form
    passive: bool = False
    reflexive: bool = False
    negative: bool = False
    bare: bool = False
    conditional: ConditionalKind | None = None
    modal: str = ""


_NO = words("ne n' pas jamais aucun aucune guère not n't never no")

_LIGHT = words(
    "y en l' lui leur le la les nous vous plus encore aussi ensuite également déjà bien pourtant "
    "toujours alors à nouveau deja"
    " egalement outre cependant toutefois depuis même d' abord finalement réellement bel et néanmoins "
    "neanmoins moins ainsi donc certes souvent longtemps vite peut-être peut-etre "
    "au pas seulement quant eux elles tour revanche effet ailleurs par fait partie"
    " also since then already just ever only yet now first later again recently once both all previously "
    "currently each to"
    " reportedly allegedly last next still even soon jointly quietly secretly briefly apparently"
)

# Verbs that only begin, go on with or come to what the infinitive behind "to", "à", "de" tells.
_CARRY_ON = words(
    "come begin start continue proceed manage help return serve resume keep stay use happen go set get"
    " venir commencer continuer finir achever réussir recommencer revenir aider servir entreprendre cesser"
)
_LINKS = words("to à de d' a")
_HEAVY = BE | HAVE | frozenset(MODALS) | _NO | {"se", "s'"}

# The auxiliary stands at most this many words before the verb ("a en outre bel et bien été livré").
GROUP_REACH = 7


def predicates(doc: Document, sentence: Sentence, sayings: Sequence[Saying]) -> tuple[Predicate, ...]:
    """Return the verb groups of a sentence in order, verbs of saying left out."""
    tokens = inside(doc.tokens, sentence.start, sentence.end)
    said = {saying.verb for saying in sayings}
    found = []
    forms = doc.forms
    for number, token in enumerate(tokens):
        verb = forms.get(token.lower) or (verb_of(doc, token) if "-" in token.lower else None)
        if verb is not None and token.start not in said and not _in_a_name(doc, sentence, token):
            if _TELLS_THE_HOUR.match(doc.flat, token.start):
                continue
            group = _group(doc, tokens, number, verb)
            if group is not None:
                found.append(group)
    found = _without_auxiliaries(found)
    return tuple(_reduced(doc, found) if doc.language == "en" else found)


# "Il était 6 h 40 quand le navire …", "It was 6.40 when the ship …": what happened stands behind "when".
_TELLS_THE_HOUR = re.compile(
    r"(?:etait|est|was|is) (?:(?:environ|pres de|about|just after|nearly) )?(?:\d{1,2} ?h(?: ?\d\d)?|\d{1,2}[.:]\d\d|"
    r"midi|minuit|noon|midnight)[^.;]{0,30}? (?:quand|lorsque|when) "
)
# A name's later words begin at most this many characters behind its first.
NAME_REACH = 30


def _in_a_name(doc: Document, sentence: Sentence, token: Token) -> bool:
    """A capitalised word inside a sentence is a name, not a verb; so is any word of a known name."""
    if (
        token.text[0].isupper()
        and token.start > sentence.start + 2
        and doc.text[token.start - 1] == " "
        and doc.text[token.start - 2] not in '.?!:–—-"«“ '
    ):
        return True
    low = token.start - NAME_REACH
    return any(
        one.start <= token.start and token.end <= one.end
        for near in (inside(doc.names, low, token.end), inside(doc.vessels, low, token.end))
        for one in near
    )


def _group(doc: Document, tokens: Sequence[Token], number: int, verb: VerbForm) -> Predicate | None:
    words: list[str] = []
    first = number
    for back in range(number - 1, max(-1, number - 1 - GROUP_REACH), -1):
        word = tokens[back].lower if tokens[back].text != "May" else "(month)"
        light = word in _LIGHT or (word.endswith("ment") if doc.language == "fr" else word.endswith("ly"))
        light = light or _is_in_a_date(doc, tokens[back])
        if verb.form is Form.INFINITIVE and _is_carried_on(doc, tokens, back, number):
            words.append("(carried on)")
            first = back
            continue
        light = light or (back == number - 1 and word in _LINKS and verb.form is Form.INFINITIVE)
        if not (light or word in _HEAVY or _is_pronoun_ended(word)):
            break
        words.append(word)
        first = first if light else back
    words = words[: number - first]
    return _made(doc, tokens, number, first, words, verb)


def _is_carried_on(doc: Document, tokens: Sequence[Token], back: int, number: int) -> bool:
    """*came to unload*, *a commencé à décharger*: the verb before the infinitive only carries it."""
    verb = doc.forms.get(tokens[back].lower)
    if verb is None or verb.lemma not in _CARRY_ON or verb.form in (Form.GERUND, Form.INFINITIVE):
        return False
    between = [token.lower for token in tokens[back + 1 : number]]
    return between in (["to"], ["à"], ["de"], ["d'"], ["d’"]) or (
        not between and verb.lemma in ("venir", "aider", "help")
    )


def _is_in_a_date(doc: Document, token: Token) -> bool:
    """*a mardi soir atterri*: a date may stand inside the verb group."""
    return any(one.start <= token.start < one.end for one in inside(doc.times, token.start - DATE_REACH, token.end))


# A date inside a verb group begins at most this many characters before its last word.
DATE_REACH = 20


def _is_pronoun_ended(word: str) -> bool:
    return word.endswith(("-il", "-elle", "-ils", "-elles", "-on")) and word.partition("-")[0] in AUXILIARIES


def _made(
    doc: Document, tokens: Sequence[Token], number: int, first: int, words: list[str], verb: VerbForm
) -> Predicate | None:
    """Build the group from the words before the verb, nearest first."""
    have, be = HAVE & set(words), BE & set(words)
    modal = next((MODALS[word] for word in words if word in MODALS), "")
    english = doc.language == "en"
    participle = verb.form is Form.PARTICIPLE or (english and verb.form is Form.PAST)
    if verb.form is Form.GERUND and not be:
        return None
    if english and _leads_to_infinitive(doc, tokens, number, verb, bool(be)):
        return None  # "are believed to have landed": what follows is the predicate
    if (
        verb.lemma == "avoir"
        and inside(doc.times, start_of(tokens, first) - 8, tokens[number].end)
        and doc.flat[start_of(tokens, number) - 2 : start_of(tokens, number)] == "y "
    ):
        return None  # "il y a trois mois" is a date
    if verb.lemma == "avoir" and not doc.accents and doc.text[start_of(tokens, number) :][:2] == "a ":
        return None  # without accents "a" is a preposition far more often than a verb by itself
    infinitive = verb.form is Form.INFINITIVE and not modal and "(carried on)" not in words
    if (
        infinitive
        and not _is_finite_infinitive(english, tokens, number, verb)
        and not _is_expected(doc, tokens, number)
    ):
        return None
    if is_a_noun(english, verb, tokens, number, bool(words)):
        return None
    bare = participle and not (have or be) and not (english and not _is_reduced(doc, tokens, number))
    start, end = tokens[first].start, tokens[number].end
    reflexive = bool({"se", "s'"} & set(words))
    return Predicate(
        start,
        end,
        verb.lemma,
        verb.form,
        passive=participle and bool(be) and not reflexive and verb.lemma not in _INTRANSITIVE,
        reflexive=reflexive,
        negative=_is_negative(doc, words, end),
        bare=bare,
        conditional=_conditional(doc, start, end),
        modal=modal,
    )


_HEARSAY = words("believe say report allege think expect schedule know rumour suspect understand plan")

_INTRANSITIVE = words(
    "arriver partir venir revenir repartir entrer sortir aller rester tomber parvenir passer retourner rentrer"
)


def _leads_to_infinitive(doc: Document, tokens: Sequence[Token], number: int, verb: VerbForm, passive: bool) -> bool:
    ahead = [token.lower for token in tokens[number + 1 : number + 4]]
    if verb.lemma == "be" and ahead[1:2] == ["to"]:
        participle = doc.forms.get(ahead[0])
        return participle is not None and participle.lemma in _HEARSAY
    return passive and verb.lemma in _HEARSAY and ahead[:1] == ["to"] and (not ahead[1:] or ahead[1] in doc.forms)


def start_of(tokens: Sequence[Token], number: int) -> int:
    """Return where a token begins."""
    return tokens[number].start


_DUE = words("due set likely supposed slated")


_BE_OR_ADVERB = BE | {"also", "now"}


def _is_expected(doc: Document, tokens: Sequence[Token], number: int) -> bool:
    """*is expected to sail*: the infinitive is the predicate."""
    if doc.language != "en" or number < 2 or tokens[number - 1].lower != "to":
        return False
    word = tokens[number - 2].lower
    if word in ("is", "are", "was", "were"):
        return True  # "is to visit": what is arranged
    participle = doc.forms.get(word)
    foreseen = word in _DUE or (participle is not None and participle.lemma in _HEARSAY)
    return foreseen and number > 2 and tokens[number - 3].lower in _BE_OR_ADVERB


def _is_finite_infinitive(english: bool, tokens: Sequence[Token], number: int, verb: VerbForm) -> bool:
    """English: a base form is a present plural unless "to" stands before it, or it is a noun as often."""
    if not english:
        return False
    before = tokens[number - 1].lower if number else ""
    if before in _PLURAL_PEOPLE:
        return True
    if verb.lemma in _NOUN_TOO:
        return before in ("they", "we", "i", "who")
    return before.endswith("s") or before in ("they", "we", "i", "who", "which", "that")


_PLURAL_PEOPLE = words("men women people police personnel servicemen militiamen policemen")
_NOUN_TOO = words(wordlists("verbs_en")["noun_too"])


def _is_reduced(doc: Document, tokens: Sequence[Token], number: int) -> bool:
    """English: "fighters ordered by Myanmar", "aircraft registered RA-1": a past form that is a participle."""
    after = tokens[number + 1].lower if number + 1 < len(tokens) else ""
    before = tokens[number - 1].lower if number else ""
    if before in (",", "(") and after in ("by", "from", "to", "in", "as"):
        return True
    if number + 1 < len(tokens) and inside(doc.ids, tokens[number + 1].start, tokens[number + 1].start + 1):
        return True
    return (
        after in ("by", "as") or before in ("by", "of", "a", "the", "with") or doc.text[tokens[number].start].isupper()
    )


_NOTHING_BUT = re.compile(r"[^.;,:]{0,70}?\b(?:que |qu'|only )")


def _is_negative(doc: Document, words: Sequence[str], end: int) -> bool:
    """*ne … pas* denies; *ne … que* ("nothing but") does not."""
    if {"pas", "jamais", "not", "n't", "never", "no"} & set(words):
        return True
    return bool({"ne", "n'"} & set(words)) and not _NOTHING_BUT.match(doc.flat, end)


def _conditional(doc: Document, start: int, end: int) -> ConditionalKind | None:
    near: Sequence[Conditional] = inside(doc.conditionals, start - 30, end)
    for one in reversed(near):
        between = doc.flat[one.end : start]
        if one.end >= start or not re.search(r"[,.;:\"]| (?:et|and|que|that|qui) ", between):
            return one.kind
    return None


_PARTED = re.compile(r"[,;:]| (?:and|but|that|which|who|when|as|after|before|while|where|if|because|than|or) ")


def _reduced(doc: Document, found: Sequence[Predicate]) -> list[Predicate]:
    """English: *a carrier detained off X last week had taken on crates*: the first past form is a participle."""
    made = list(found)
    for number, (one, after) in enumerate(pairwise(found)):
        first = doc.flat[after.start : after.end].partition(" ")[0]
        simple = one.form is Form.PAST and not one.bare and " " not in doc.flat[one.start : one.end]
        if simple and (first in AUXILIARIES or first in MODALS) and not _PARTED.search(doc.flat, one.end, after.start):
            made[number] = replace(one, bare=True)
    return made


def _without_auxiliaries(found: Sequence[Predicate]) -> list[Predicate]:
    """Drop a group that is the beginning of a later one: *a* of *a livré*."""
    kept = []
    for number, one in enumerate(found):
        later = found[number + 1 : number + 1 + GROUP_REACH]
        if not any(other.start <= one.start and one.end < other.end for other in later):
            kept.append(one)
    return kept
