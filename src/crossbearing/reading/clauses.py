"""Predicates of a sentence, and the clause around each of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from crossbearing.model.claims import Span
from crossbearing.reading.attribution import Saying, verb_of
from crossbearing.reading.conditional import Conditional, ConditionalKind
from crossbearing.reading.document import Document, inside
from crossbearing.reading.lineage import dateline_end
from crossbearing.reading.text import Sentence, Token, folded
from crossbearing.reading.verbs import Form, VerbForm


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


@dataclass(frozen=True)
class Clause:
    """The stretch `[start, end)` of one predicate, inside one sentence, without attributions.

    `lead` is a phrase before it that an attribution cuts off ("In May, according to X, a ship …").
    """

    doc: Document
    number: int
    start: int
    end: int
    predicate: Predicate | None
    sayings: tuple[Saying, ...] = field(default=(), repr=False)
    lead: Span | None = None

    @property
    def sentence(self) -> Sentence:
        """The sentence it stands in."""
        return self.doc.sentences[self.number]

    @property
    def at(self) -> int:
        """A character that stands for the clause: its predicate, or its beginning."""
        return self.predicate.start if self.predicate else self.start

    @cached_property
    def flat(self) -> str:
        """The folded characters of the clause."""
        return self.doc.flat[self.start : self.end]

    @property
    def subject(self) -> Span:
        """What stands before the verb group."""
        return Span(self.start, self.predicate.start if self.predicate else self.start)

    @property
    def object(self) -> Span:
        """What stands behind the verb group."""
        return Span(self.predicate.end if self.predicate else self.start, self.end)

    @property
    def lemma(self) -> str:
        """The lemma of the predicate, empty without one."""
        return self.predicate.lemma if self.predicate else ""

    def text_of(self, span: Span) -> str:
        """The folded characters of a stretch."""
        return self.doc.flat[span.start : span.end]


_BE = frozenset(
    "est sont était étaient fut furent été être serait seraient soit soient sera seront suis sommes etait etaient ete etre"
    " is are was were be been being".split()
)
_HAVE = frozenset(
    "a ont avait avaient ait aient aurait auraient aura auront ai avons eu ayant avoir has have had having".split()
)
_MODALS = {
    "doit": "doit", "doivent": "doit", "devrait": "devrait", "devraient": "devrait", "pourrait": "pourrait",
    "pourraient": "pourrait", "va": "va", "vont": "va", "peut": "peut", "peuvent": "peut", "pu": "peut",
    "may": "may", "might": "may", "could": "may", "can": "can", "will": "will", "would": "would", "should": "should",
    "must": "must", "shall": "will",
}  # fmt: skip
_NO = frozenset("ne n' pas jamais aucun aucune guère not n't never no".split())
_LIGHT = frozenset(
    "y en l' lui leur le la les nous vous plus encore aussi ensuite également déjà bien pourtant toujours alors à nouveau deja"
    " egalement outre cependant toutefois depuis même d' abord finalement réellement bel et néanmoins neanmoins moins au pas seulement"
    " also since then already just ever only yet now first later again recently once both all previously currently each to"
    " reportedly allegedly".split()
)
_HEAVY = _BE | _HAVE | frozenset(_MODALS) | _NO | {"se", "s'"}
# The auxiliary stands at most this many words before the verb ("a en outre bel et bien été livré").
GROUP_REACH = 7


def predicates(doc: Document, sentence: Sentence, sayings: Sequence[Saying]) -> tuple[Predicate, ...]:
    """Return the verb groups of a sentence in order, verbs of saying left out."""
    tokens = inside(doc.tokens, sentence.start, sentence.end)
    said = {saying.verb for saying in sayings}
    found = []
    for number, token in enumerate(tokens):
        verb = verb_of(doc, token)
        if verb is not None and token.start not in said and not _in_a_name(doc, token):
            group = _group(doc, tokens, number, verb)
            if group is not None:
                found.append(group)
    return tuple(_without_auxiliaries(found))


def _in_a_name(doc: Document, token: Token) -> bool:
    """A capitalised word inside a sentence is a name, not a verb; so is any word of a known name."""
    sentence = doc.sentences[doc.sentence_at(token.start)]
    if token.text[0].isupper() and token.start > sentence.start + 2 and doc.text[token.start - 1] == " " and doc.text[token.start - 2] not in ".?!:–—-\"«“ ":
        return True
    covering = (*inside(doc.names, token.start - 30, token.end), *inside(doc.vessels, token.start - 30, token.end))
    return any(name.start <= token.start and token.end <= name.end for name in covering)


def _group(doc: Document, tokens: Sequence[Token], number: int, verb: VerbForm) -> Predicate | None:
    words: list[str] = []
    first = number
    for back in range(number - 1, max(-1, number - 1 - GROUP_REACH), -1):
        word = tokens[back].lower if tokens[back].text != "May" else "(month)"
        light = word in _LIGHT or (word.endswith("ment") if doc.language == "fr" else word.endswith("ly"))
        if not (light or word in _HEAVY or _is_pronoun_ended(word)):
            break
        words.append(word)
        first = first if light else back
    words = words[: number - first]
    return _made(doc, tokens, number, first, words, verb)


def _is_pronoun_ended(word: str) -> bool:
    return word.endswith(("-il", "-elle", "-ils", "-elles", "-on")) and word.partition("-")[0] in _HAVE | _BE


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
    if verb.form is Form.INFINITIVE and not modal and not _is_finite_infinitive(english, tokens, number):
        return None
    if _is_a_noun(english, verb, tokens, number, bool(words)):
        return None
    bare = participle and not (have or be) and not (english and not _is_reduced(doc, tokens, number))
    start, end = tokens[first].start, tokens[number].end
    reflexive = bool({"se", "s'"} & set(words))
    return Predicate(
        start, end, verb.lemma, verb.form,
        passive=participle and bool(be) and not reflexive and verb.lemma not in _INTRANSITIVE,
        reflexive=reflexive,
        negative=_is_negative(doc, words, end),
        bare=bare,
        conditional=_conditional(doc, start, end),
        modal=modal,
    )  # fmt: skip


# Prepositions and nouns with a verb's shape.
_NEVER = frozenset(
    "entre last contre marche poste porte livre mission part note route date close soit sanctions".split()
)
_ORDINAL = re.compile(
    r"(?:\d+(?:e|er|re|eme|ere|nd|rd|th|st)|premiere?|seconde?|nouvelle|derniere|\w+ieme|\w+th|first|second|third|breve|courte)$"
)
_HEARSAY = frozenset("believe say report allege think expect schedule know rumour suspect understand plan".split())
_INTRANSITIVE = frozenset(
    "arriver partir venir revenir repartir entrer sortir aller rester tomber parvenir passer retourner rentrer".split()
)
_BEFORE_NOUN = frozenset(
    "la une cette le un les des l' d' de du notre sa son ses leur leurs ce ces cet au aux par en sans nos quelques plusieurs chaque"
    " the a an this that its their of his her these those any some no each every by per".split()
)


def _is_a_noun(english: bool, verb: VerbForm, tokens: Sequence[Token], number: int, grouped: bool) -> bool:
    """*la livraison*, *the order*: what has a verb's shape but stands behind a determiner or a figure."""
    before = tokens[number - 1].lower if number else ""
    if tokens[number].lower in _NEVER or (verb.form is Form.FINITE and _ORDINAL.match(folded(before))):
        return True
    if verb.form is Form.FINITE or (english and verb.form in (Form.INFINITIVE, Form.PAST)):
        if before in _BEFORE_NOUN and not (before in ("les", "la", "le", "l'", "that") and grouped):
            return True
        return (english and before[:1].isdigit() and verb.form is not Form.PAST) or (english and verb.form is Form.INFINITIVE and before in ("'s", "'"))
    return False


def _leads_to_infinitive(doc: Document, tokens: Sequence[Token], number: int, verb: VerbForm, passive: bool) -> bool:
    ahead = [token.lower for token in tokens[number + 1 : number + 4]]
    if verb.lemma == "be" and ahead[1:2] == ["to"]:
        participle = doc.forms.get(ahead[0])
        return participle is not None and participle.lemma in _HEARSAY
    return passive and verb.lemma in _HEARSAY and ahead[:1] == ["to"]


def start_of(tokens: Sequence[Token], number: int) -> int:
    """Return where a token begins."""
    return tokens[number].start


def _is_finite_infinitive(english: bool, tokens: Sequence[Token], number: int) -> bool:
    """English: a base form is a present plural unless "to" stands before it."""
    if not english:
        return False
    before = tokens[number - 1].lower if number else ""
    return before.endswith("s") or before in ("they", "we", "i", "who", "which", "that")


def _is_reduced(doc: Document, tokens: Sequence[Token], number: int) -> bool:
    """English: "fighters ordered by Myanmar", "aircraft registered RA-1": a past form that is a participle."""
    after = tokens[number + 1].lower if number + 1 < len(tokens) else ""
    before = tokens[number - 1].lower if number else ""
    if before in (",", "(") and after in ("by", "from", "to", "in", "as"):
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


def _without_auxiliaries(found: Sequence[Predicate]) -> list[Predicate]:
    """Drop a group that is the beginning of a later one: *a* of *a livré*."""
    return [
        one
        for one in found
        if not any(other is not one and other.start <= one.start and one.end < other.end for other in found)
    ]


# Where one clause ends and the next begins, the strongest first.
_CUTS = tuple(
    re.compile(pattern)
    for pattern in (
        r"; ",
        r"(?<=\S) ?: | - ",
        r",? (?=(?:qui|dont|where|which|who|tandis que|alors que|while|after|before|apres avoir|apres que|avant de|pendant que) )",
        r",? (?=ou (?:il|elle|ils|elles|le|la|les|un|une|des)\b)",
        r", (?=(?:et|and|puis|mais|but|then|ce que|ce qui) )|, puis ",
        r" (?=(?:et|and|mais|but) )",
        r", ",
    )
)


def clauses(doc: Document, number: int, sayings: Sequence[Saying]) -> tuple[Clause, ...]:
    """Return the clauses of a sentence in order: one a predicate; one without a predicate where there is none."""
    sentence = doc.sentences[number]
    found = [one for one in predicates(doc, sentence, sayings) if not one.bare]
    free = _free_stretches(max(sentence.start, dateline_end(doc.text, sentence.start, number)), sentence.end, sayings)
    made: list[Clause] = []
    lead: Span | None = None
    for low, high in free:
        here = [one for one in found if low <= one.start < high]
        if not here and _is_inserted(sayings, high):
            lead = Span(low, high)
            continue
        tail = _TAIL.search(doc.flat, here[-1].end, high) if here else None
        edges = [low, *(_cut(doc, one.end, other.start) for one, other in zip(here, here[1:], strict=False)), high]
        for one, start, end in zip(here or [None], edges[:-1], edges[1:], strict=True):
            stop = tail.start() if tail and one is here[-1] else end
            made.append(_trimmed(Clause(doc, number, start, stop, one, tuple(sayings), lead)))
        if tail:
            made.append(_trimmed(Clause(doc, number, tail.end(), high, None, tuple(sayings))))
        lead = None
    return tuple(clause for clause in made if clause.start < clause.end)


# A visit's rank in apposition, or a further leg told by a noun: a claim of its own.
_TAIL = re.compile(
    r", (?=(?:sa |la |son |le |its |the )?(?:premiere?|seconde?|deuxieme|troisieme|quatrieme|cinquieme|sixieme|septieme|\d+e|first|second|third|fourth|"
    r"fifth|sixth) (?:escale|visite|passage|rotation|visit|call|port call|stop|landing|flight) )"
    r"|, (?=(?:puis|then) (?:un |le |its |son |a )?(?:depart|decollage|retour|departure|takeoff|return)\b)"
)


def _is_inserted(sayings: Sequence[Saying], at: int) -> bool:
    """Say whether the attribution that begins here stands between two parts of what it governs."""
    return any(one.start == at and one.scope_start < at and one.scope_end > one.end for one in sayings)


def _free_stretches(start: int, end: int, sayings: Sequence[Saying]) -> list[tuple[int, int]]:
    at, free = start, []
    for saying in sorted(sayings, key=lambda one: one.start):
        free.append((at, saying.start))
        at = max(at, saying.end)
    free.append((at, end))
    return [(low, high) for low, high in free if high - low > 3]


def _cut(doc: Document, low: int, high: int) -> int:
    """Return where to cut between the end of one predicate and the beginning of the next."""
    if doc.flat[low:high].rstrip().endswith(",") and high - low > 2:
        return high
    for cut in _CUTS:
        last = None
        for last in cut.finditer(doc.flat, low, high):  # noqa: B007  the last one counts
            pass
        if last is not None:
            return _before_joined_subject(doc, low, last, high)
    return high


def _before_joined_subject(doc: Document, low: int, cut: re.Match[str], high: int) -> int:
    """*…, Moscou et Téhéran sont …*: "et" joins two subjects, so that the cut is the comma before them."""
    behind = doc.text[cut.end() : high].removeprefix("et ").removeprefix("and ").strip()
    comma = doc.flat.rfind(", ", low, cut.start())
    if cut.group() == " " and behind[:1].isupper() and comma >= 0:
        return comma + 2
    return cut.end()


_LEADING = re.compile(
    r"(?:[\s,;:.()\"'-]|(?:mais|et|puis|cependant|toutefois|or|ainsi|par ailleurs|parallelement|en outre|en revanche|officiellement|enfin|"
    r"but|and|however|meanwhile|also|moreover|then|que|qu'|that|bien que|ce que|ce qui|pourtant|depuis,|entre-temps|selon elle|"
    r"sinon|autre|de plus|en effet|de fait|in fact|in addition|still|so)\b(?! [a-z]* ?que\b))+(?<=[\s,;:.()\"'-])"
)


def _trimmed(clause: Clause) -> Clause:
    """Leave out connectives before and marks behind; the predicate always stays inside."""
    doc, limit = clause.doc, clause.at if clause.predicate else clause.end
    match = _LEADING.match(doc.flat, clause.start, limit)
    start = match.end() if match else clause.start
    end = start + len(doc.text[start : clause.end].rstrip(' ,;:.?!-–—«“"(\u00a0\u202f\n'))
    return replace(clause, start=start, end=end)
