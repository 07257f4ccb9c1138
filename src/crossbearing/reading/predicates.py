"""Verb groups of a sentence: auxiliaries, adverbs and the verb, with mood, voice and negation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from crossbearing.reading.conditional import Conditional, ConditionalKind
from crossbearing.reading.document import Document, inside
from crossbearing.reading.saying import Saying, verb_of
from crossbearing.reading.text import Sentence, Token, folded
from crossbearing.reading.verbs import Form, VerbForm
from crossbearing.reading.wordlists import wordlists, words


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


_BE = words(
    "est sont était étaient fut furent été être serait seraient soit soient sera seront suis sommes "
    "etait etaient ete etre"
    " is are was were be been being"
)

_HAVE = words("a ont avait avaient ait aient aurait auraient aura auront ai avons eu ayant avoir has have had having")

_MODALS = {
    "doit": "doit",
    "doivent": "doit",
    "devrait": "devrait",
    "devraient": "devrait",
    "pourrait": "pourrait",
    "pourraient": "pourrait",
    "va": "va",
    "vont": "va",
    "peut": "peut",
    "peuvent": "peut",
    "pu": "peut",
    "may": "may",
    "might": "may",
    "could": "may",
    "can": "can",
    "will": "will",
    "would": "would",
    "should": "should",
    "did": "did",
    "does": "did",
    "must": "must",
    "shall": "will",
}

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
_HEAVY = _BE | _HAVE | frozenset(_MODALS) | _NO | {"se", "s'"}

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
            group = _group(doc, tokens, number, verb)
            if group is not None:
                found.append(group)
    found = _without_auxiliaries(found)
    return tuple(_reduced(doc, found) if doc.language == "en" else found)


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


_AUXILIARIES = _HAVE | _BE


def _is_pronoun_ended(word: str) -> bool:
    return word.endswith(("-il", "-elle", "-ils", "-elles", "-on")) and word.partition("-")[0] in _AUXILIARIES


def _made(
    doc: Document, tokens: Sequence[Token], number: int, first: int, words: list[str], verb: VerbForm
) -> Predicate | None:
    """Build the group from the words before the verb, nearest first."""
    have, be = _HAVE & set(words), _BE & set(words)
    modal = next((_MODALS[word] for word in words if word in _MODALS), "")
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
    if _is_a_noun(english, verb, tokens, number, bool(words)):
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


# Prepositions and nouns with a verb's shape.
_NEVER = words(
    "relâche vide entre last contre marche poste porte livre mission part note route date close soit sanctions lights"
)

# "porte sur six drones", "part pour Tobrouk", "livre des obus": what stands behind shows the verb.
_BEHIND_VERB = {
    "porte": words("sur à au le la les un une des l' son sa"),
    "livre": words("des le la les un une l' deux trois quatre cinq six à au"),
    "part": words("pour vers de du d'"),
    "relâche": words("à au aux dans"),
    "poste": words("des"),
}


def _is_a_verb_here(tokens: Sequence[Token], number: int) -> bool:
    after = tokens[number + 1].lower if number + 1 < len(tokens) else ""
    before = tokens[number - 1].lower if number else ""
    behind = _BEHIND_VERB.get(tokens[number].lower, frozenset())
    told = after in behind or (tokens[number].lower == "livre" and after[:1].isdigit())
    return told and before not in _BEFORE_NOUN | {"de", "à", "en"}


_ORDINAL = re.compile(
    r"(?:\d+(?:e|er|re|eme|ere|nd|rd|th|st)|premiere?|seconde?|nouvelle|derniere|\w+ieme|\w+th|first|second|"
    r"third|breve|courte)$"
)

_HEARSAY = words("believe say report allege think expect schedule know rumour suspect understand plan")

_INTRANSITIVE = words(
    "arriver partir venir revenir repartir entrer sortir aller rester tomber parvenir passer retourner rentrer"
)

_DETERMINERS = words("le la les l' l’ un une des du son sa ses ce cette cet tout toute")
_BEFORE_FRENCH_NOUN = words("à sans pour sur avec sous contre comme vers dans après avant sans depuis premier première")

_CLITICS = words("le la les l' en y leur lui")
_VERB_ENDINGS = ("ait", "aient", "èrent", "eront", "irent", "urent", "era", "ira")
# Verbs whose present is no noun's shape.
_NO_NOUNS = words(
    "posséder détenir accompagner transporter quitter rejoindre rallier acheter accuser abriter héberger opérer"
    " exploiter employer utiliser dénoncer contenir soutenir maintenir obtenir recevoir fournir former entretenir"
    " acheminer débarquer embarquer convoyer décharger remettre prêter céder donner confirmer situer désigner appeler"
)

_BEFORE_NOUN = words(
    "la une cette le un les des l' d' de du notre sa son ses leur leurs ce ces cet au aux par "
    "en sans nos quelques plusieurs chaque"
    " the a an this that its their of his her these those any some no each every by per"
)


def _is_a_noun(english: bool, verb: VerbForm, tokens: Sequence[Token], number: int, grouped: bool) -> bool:
    """*la livraison*, *the order*: what has a verb's shape but stands behind a determiner or a figure."""
    before = tokens[number - 1].lower if number else ""
    if english and verb.form is Form.FINITE and _is_plural_noun(tokens, number):
        return True
    if english and verb.form is Form.FINITE and verb.lemma in _WITH_OBJECT and _nothing_follows(tokens, number):
        return True
    if english and verb.form is Form.PAST and not grouped and _describes_a_noun(tokens, number):
        return True
    after = tokens[number + 1].lower if number + 1 < len(tokens) else ""
    if english and verb.form is Form.FINITE and after == "of" and tokens[number].lower.endswith("s"):
        return True  # "exports of ammunition"
    if (tokens[number].lower in _NEVER and not _is_a_verb_here(tokens, number)) or (
        verb.form is Form.FINITE and _ORDINAL.match(folded(before))
    ):
        return True
    if not english and verb.form is Form.FINITE and before in _BEFORE_FRENCH_NOUN and not grouped:
        return True
    if not english and before in _CLITICS and tokens[number].lower.endswith(_VERB_ENDINGS):
        return False  # "les accompagnait"
    if not english and before in _CLITICS and verb.lemma in _NO_NOUNS:
        return False  # "en possède sept"
    if before == "leur" and after in _DETERMINERS:
        return False  # "leur refuse le survol"
    if verb.form is Form.FINITE or (english and verb.form in (Form.INFINITIVE, Form.PAST)):
        if before in _BEFORE_NOUN and not (before in ("les", "la", "le", "l'", "that") and grouped):
            return True
        plural = tokens[number].lower.endswith("s")
        return (english and before[:1].isdigit() and verb.form is not Form.PAST and plural) or (
            english and verb.form is Form.INFINITIVE and before in ("'s", "'")
        )
    return False


_WITH_OBJECT = words(wordlists("verbs_en")["with_object"])


def _nothing_follows(tokens: Sequence[Token], number: int) -> bool:
    """*sixteen heavy transports.*: a plural at the end, not a verb without its object."""
    after = tokens[number + 1].text if number + 1 < len(tokens) else "."
    return tokens[number].lower.endswith("s") and after in (".", ",", ";", ":", ")", "!", "?", "…")


_FEW_BEHIND = words(
    "the a an this that these those its their his her our your my some any no each every all both several many more "
    "to from in on at by of for with into onto over under off out up down near via through across between about around "
    "and or but as than then when while where which who that it him them us me again back there here not only"
    " against along after before during since until within without toward towards aboard alongside beyond"
)
_AHEAD_OF_NOUN = words(
    "with of by for from in on at under aboard as and or about some around nearly almost over two three four five six"
    " seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty dozen hundred thousand several many"
    " more few other most heavily newly recently freshly lightly poorly fully partly locally illegally jointly"
)


def _describes_a_noun(tokens: Sequence[Token], number: int) -> bool:
    """*30 covered trucks*, *with sealed crates*: a past form between what opens a noun phrase and its noun."""
    if number == 0 or number + 1 >= len(tokens):
        return False
    before, after = tokens[number - 1].lower, tokens[number + 1]
    figure = before[:1].isdigit() and not before[-1:].isalpha()
    if figure and (len(before) == 4 or (number > 1 and tokens[number - 2].text[:1].isupper())):
        return False  # "the NIKA SPIRIT 6 carried shells", "those who in 2022 delivered arms"
    opened = before in _AHEAD_OF_NOUN or figure
    noun = after.text[:1].islower() and after.lower not in _FEW_BEHIND and not after.lower.endswith("ly")
    return opened and noun


_BEFORE_PLURAL = words(
    "both all several many some other more two three four five six seven eight nine ten such russian iranian chinese"
    " american cargo military these those few most of and between arms"
)


def _is_plural_noun(tokens: Sequence[Token], number: int) -> bool:
    """*Both ships had*: a plural before another predicate, or behind a word that counts."""
    after = tokens[number + 1].lower if number + 1 < len(tokens) else ""
    before = tokens[number - 1].lower if number else ""
    return tokens[number].lower.endswith("s") and (
        after in _AUXILIARIES or after in _MODALS or before in _BEFORE_PLURAL
    )


def _leads_to_infinitive(doc: Document, tokens: Sequence[Token], number: int, verb: VerbForm, passive: bool) -> bool:
    ahead = [token.lower for token in tokens[number + 1 : number + 4]]
    if verb.lemma == "be" and ahead[1:2] == ["to"]:
        participle = doc.forms.get(ahead[0])
        return participle is not None and participle.lemma in _HEARSAY
    return passive and verb.lemma in _HEARSAY and ahead[:1] == ["to"]


def start_of(tokens: Sequence[Token], number: int) -> int:
    """Return where a token begins."""
    return tokens[number].start


_DUE = words("due set likely supposed slated")


_BE_OR_ADVERB = _BE | {"also", "now"}


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
        if (
            simple
            and (first in _AUXILIARIES or first in _MODALS)
            and not _PARTED.search(doc.flat, one.end, after.start)
        ):
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
