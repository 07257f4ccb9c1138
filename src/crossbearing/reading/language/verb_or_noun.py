"""Words with a verb's shape that are nouns or describe one: *la livraison*, *heavy transports*, *covered trucks*."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crossbearing.reading.language.text import Token, folded
from crossbearing.reading.language.verbs import Form, VerbForm
from crossbearing.reading.language.wordlists import wordlists, words

BE = words(
    "est sont était étaient fut furent été être serait seraient soit soient sera seront suis sommes "
    "etait etaient ete etre"
    " is are was were be been being"
)

HAVE = words("a ont avait avaient ait aient aurait auraient aura auront ai avons eu ayant avoir has have had having")

MODALS = {
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
AUXILIARIES = HAVE | BE

# Prepositions and nouns with a verb's shape.
_NEVER = words(
    "relâche vide entre last contre marche poste porte livre mission part note route date close soit sanctions lights"
    " compared"
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


def is_a_noun(english: bool, verb: VerbForm, tokens: Sequence[Token], number: int, grouped: bool) -> bool:
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
        (verb.form is Form.FINITE or (english and tokens[number].lower == verb.lemma))
        and _ORDINAL.match(folded(before))
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
    " eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty dozen"
    " further previous earlier separate repeated regular additional fewer successive"
    " american cargo military these those few most of and between arms northbound southbound eastbound westbound"
)


def _is_plural_noun(tokens: Sequence[Token], number: int) -> bool:
    """*Both ships had*: a plural before another predicate, or behind a word that counts."""
    after = tokens[number + 1].lower if number + 1 < len(tokens) else ""
    before = tokens[number - 1].lower if number else ""
    if before == "port" and number > 1:  # "40 port calls at Tartus"
        return tokens[number].lower == "calls" and tokens[number - 2].lower not in ("the", "this", "that", "a")
    return tokens[number].lower.endswith("s") and (after in AUXILIARIES or after in MODALS or before in _BEFORE_PLURAL)
