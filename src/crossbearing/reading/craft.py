"""Aircraft and vessels as a report goes on talking about them: "an Il-76, registration …", later "the aircraft", "it".

Every mention of a craft is tied to one `Craft`, which gathers what the report says of it: type or name, identifiers,
operator, nationality. A definite noun without a name of its own ("cet appareil", "the ship") means the last craft of
its kind; a pronoun subject is resolved by the pattern that needs one, through `last`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from crossbearing.model.claims import Actor
from crossbearing.reading.document import Document, inside
from crossbearing.reading.identifiers import Identifier, IdKind
from crossbearing.reading.organisations import Organisation
from crossbearing.reading.text import Sentence
from crossbearing.reading.verbs import Form
from crossbearing.reading.wordlists import words


class CraftKind(StrEnum):
    """What moves."""

    AIRCRAFT = "aircraft"
    VESSEL = "vessel"
    LAND = "land"


@dataclass(frozen=True, slots=True)
class Craft:
    """What a report says of one craft (or of several under one name)."""

    kind: CraftKind
    name: str
    named: bool = False
    designators: tuple[str, ...] = ()
    ids: tuple[Identifier, ...] = ()
    operator: Actor | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class CraftMention:
    """Characters `[start, end)` that mean a craft; `anaphoric` when they only point back."""

    start: int
    end: int
    craft: Craft
    anaphoric: bool = False
    plural: bool = False


_POINTS_BACK = re.compile(
    r"(?:\b(?:cet|cette|ce|ces|le meme|la meme|les memes|le|la|les|du|au|aux|son|sa|leur|leurs|nos|notre|"
    r"lesdits?|dudit|"
    r"the|this|that|these|those|same|said|its|their|both) (?:deux |trois |two |three )?|\bl')$"
)
_ADJECTIVES = r"(?: (?:[a-z]+)){0,3}"
_JOINED = re.compile(
    r"[ ,(-]*(?:(?:de type|du type|of type|un|une|le|la|l'|les|a|an|the|nomme|named|called|baptise)[ ']?)?[ \"(]*$"
)
_BETWEEN = re.compile(
    r"^(?: (?:de )?[a-z'-]+){0,4},? ?(?:le |la |l'|les |the |named |called |nomme |baptise |un |une |an? )?[\"* ]*$"
)
_BREAKS = re.compile(
    r"\b(?:et|and|ou|or|vers|pour|a|au|to|avec|with|contre|qui|which|that|que|est|was|of the|dans|by|par)\b"
)


@dataclass(slots=True)
class Fleet:
    """All mentions of craft in a report, in order."""

    mentions: list[CraftMention] = field(default_factory=list)

    def within(self, start: int, end: int) -> Sequence[CraftMention]:
        """Return the mentions that begin in `[start, end)`."""
        return inside(self.mentions, start, end)

    def last_named(self, before: int, kind: CraftKind) -> CraftMention | None:
        """Return the last mention of a kind before a character whose type, name or mark is known."""
        for mention in reversed(self.mentions):
            if mention.start < before and mention.craft.kind is kind and (mention.craft.named or mention.craft.ids):
                return mention
        return None

    def last(self, before: int, kind: CraftKind | None = None) -> CraftMention | None:
        """Return the last mention before a character, of one kind if given; specific ones only."""
        for mention in reversed(self.mentions):
            if mention.start < before and (kind is None or mention.craft.kind is kind):
                return mention
        return None


# "Le même navire, alors baptisé Lady Celeste": a second name of the ship told of before.
_RENAMED = re.compile(
    r",? (?:(?:alors|auparavant|autrefois|then|formerly|previously|now|once|ex) ?)?"
    r"(?:(?:baptise|rebaptise|nomme|renomme|appele|named|renamed|called|known as|alias|formerly|anciennement)e? )?"
    r"(?:le |la |the )?[\" -]*"
)
_SAME = re.compile(r"\b(?:meme|same|that|this|ce|cet) $")


def fleet(doc: Document, organisations: Sequence[Organisation]) -> Fleet:
    """Return the mentions of craft in a report with what is known of each."""
    found = Fleet()
    numbers = {one.value: one for one in doc.ids if one.kind in (IdKind.IMO, IdKind.MMSI)}
    chains: dict[int, list[int]] = {}
    for sentence in doc.sentences:
        heads = [one for one in _heads(doc, sentence, numbers) if not _in_a_company(organisations, one)]
        for mention in _with_details(doc, sentence, heads, organisations):
            known = _meant(doc, found, mention) if mention.anaphoric else _same_name(found, mention)
            if known and _under_another_name(known, mention):
                known = None
            tied = _tied(mention, known) if known else mention
            chain = chains.get(id(known), []) if known else []
            chain.append(len(found.mentions))
            found.mentions.append(_both(doc, found, tied) if mention.anaphoric else tied)
            chains[id(found.mentions[-1])] = chain
    _told_later(found, {id(one): one for one in chains.values()}.values())
    return found


def _under_another_name(known: CraftMention, mention: CraftMention) -> bool:
    """*Le même navire, alors baptisé X*: what is told of one name is not told of the other."""
    return known.craft.named and mention.craft.named and known.craft.name != mention.craft.name


_ONE_EACH = (IdKind.REGISTRATION, IdKind.IMO, IdKind.MMSI)


def _told_later(found: Fleet, chains: Iterable[Sequence[int]]) -> None:
    """*Un C-130 s'est posé … L'appareil, immatriculé FAB-64*: a mark told later is the craft's from the beginning."""
    for chain in chains:
        told = {one.value: one for at in chain for one in found.mentions[at].craft.ids if one.kind in _ONE_EACH}
        kinds = [one.kind for one in told.values()]
        if not told or len(kinds) != len(set(kinds)) or any(found.mentions[at].plural for at in chain):
            continue
        for at in chain:
            mention = found.mentions[at]
            ids = tuple(dict.fromkeys((*mention.craft.ids, *told.values())))
            found.mentions[at] = replace(mention, craft=replace(mention.craft, ids=ids))


# These nouns may mean any craft of their kind; a "ferry" only means one that was called so.
_ANY = words(
    "navire navires bateau bateaux batiment batiments cargo cargos ship ships vessel vessels boat boats "
    "freighter avion avions appareil appareils aeronef transporteur aircraft plane planes jet airplane "
    "convoi convoy camions trucks"
)


def _meant(doc: Document, found: Fleet, mention: CraftMention) -> CraftMention | None:
    """*l'appareil*, *the ship*: the last of its kind; a narrower noun means the last one that bore it."""
    noun = doc.flat[mention.start : mention.end].partition(",")[0].replace("-", " ")
    if noun in _ANY or noun.split(" ")[0] in _ANY:
        return found.last_named(mention.start, mention.craft.kind) or found.last(mention.start, mention.craft.kind)
    bare = noun.rstrip("s")
    same = (one for one in reversed(found.mentions) if bare in doc.flat[one.start - NOUN_REACH : one.end])
    return next((one for one in same if one.craft.kind is mention.craft.kind), None)


# The noun stands at most this many characters before the name ("le roulier russe Kapitan Yermolov").
NOUN_REACH = 30
_BOTH = re.compile(r"\b(?:deux|two|both) (?:[a-z]+ )?$")


def _both(doc: Document, found: Fleet, mention: CraftMention) -> CraftMention:
    """*Les deux bâtiments*: the identifiers of the last two craft of the kind."""
    if not _BOTH.search(doc.flat[max(0, mention.start - 12) : mention.start]):
        return mention
    names: dict[str, CraftMention] = {}
    for one in reversed(found.mentions):
        if one.craft.kind is mention.craft.kind and one.craft.named and len(names) < 2:
            names.setdefault(one.craft.name, one)
    ids = tuple(dict.fromkeys(one for known in names.values() for one in known.craft.ids))
    noun = doc.text[mention.start : mention.end]
    return replace(mention, craft=replace(mention.craft, name=noun, named=False, ids=ids))


def _in_a_company(organisations: Sequence[Organisation], one: CraftMention) -> bool:
    return any(company.start < one.start < company.end for company in inside(organisations, one.start - 60, one.start))


def _same_name(found: Fleet, mention: CraftMention) -> CraftMention | None:
    """A registration or a vessel's name given again is the same craft; an aircraft type named again is not."""
    marks = {one.value for one in mention.craft.ids if one.kind is IdKind.REGISTRATION}
    for one in reversed(found.mentions) if marks else ():
        if marks & {known.value for known in one.craft.ids}:
            return one
    if mention.craft.kind is not CraftKind.VESSEL or not mention.craft.named:
        return None
    return next((one for one in reversed(found.mentions) if one.craft.name == mention.craft.name), None)


def _tied(mention: CraftMention, known: CraftMention) -> CraftMention:
    """Give a mention what was known before, and what it adds."""
    new, old = mention.craft, known.craft
    kept = old.ids if mention.start - known.start <= SAME_FLIGHT else tuple(one for one in old.ids if _lasts(one))
    ids = tuple(dict.fromkeys((*kept, *new.ids)))
    base = new if new.named and not old.named else old
    craft = replace(base, ids=ids, operator=old.operator or new.operator, country=old.country or new.country)
    return replace(mention, craft=craft)


# A callsign is a flight's: told of later, the aircraft may fly under another. GUESS: two sentences.
SAME_FLIGHT = 160


def _lasts(one: Identifier) -> bool:
    return one.kind not in (IdKind.CALLSIGN, IdKind.FLIGHT_NUMBER)


def _heads(doc: Document, sentence: Sentence, numbers: Mapping[str, Identifier]) -> Iterator[CraftMention]:
    """Names of types and ships, and common nouns, merged where they stand together."""
    heads = [*_named_heads(doc, sentence, numbers)]
    for kind, group in ((CraftKind.AIRCRAFT, "aircraft"), (CraftKind.VESSEL, "vessel"), (CraftKind.LAND, "land")):
        for noun in inside(doc.nouns[group], sentence.start, sentence.end):
            start, end = noun.start, noun.end
            if not any(head.start < end and start < head.end for head in heads) and not _is_part_of_a_name(doc, start):
                heads.append(_common(doc, start, end, kind))
    yield from _merged(doc, sorted(heads, key=lambda head: (head.start, -head.end)))


def _is_part_of_a_name(doc: Document, at: int) -> bool:
    """A capitalised noun inside a sentence belongs to a company's name: "Riviera Jet", "Gulf Lift Cargo"."""
    if not doc.text[at].isupper():
        return False
    return doc.text[at - 2 : at - 1].isalnum() or any(
        one.start <= at < one.end for one in inside(doc.names, at - 40, at + 1)
    )


def _named_heads(doc: Document, sentence: Sentence, numbers: Mapping[str, Identifier]) -> Iterator[CraftMention]:
    for name in inside(doc.names, sentence.start, sentence.end):
        if name.designators:
            craft = Craft(CraftKind.AIRCRAFT, name.text, True, name.designators)
            yield CraftMention(name.start, name.end, craft, plural=name.text.endswith("s"))
    for ship in inside(doc.vessels, sentence.start, sentence.end):
        ids = tuple(numbers[value] for value in (ship.imo, ship.mmsi) if value in numbers)
        yield CraftMention(ship.start, ship.end, Craft(CraftKind.VESSEL, ship.name, True, ids=ids))
    for one in inside(doc.ids, sentence.start, sentence.end):
        if one.kind is IdKind.REGISTRATION and _stands_alone(doc, sentence, one):
            yield CraftMention(one.start, one.end, Craft(CraftKind.AIRCRAFT, "aircraft", True, ids=(one,)))


# A type stands at most this many characters before its registration.
TYPE_REACH = 80


def _stands_alone(doc: Document, sentence: Sentence, one: Identifier) -> bool:
    """*l'A7-MAB*, or a registration without any aircraft before it in the sentence."""
    if re.search(r"\b[lL]['’]$|\b[Tt]he $|\b[Ll]e $", doc.text[: one.start][-5:]):
        return True
    low = max(sentence.start, one.start - TYPE_REACH)
    typed = any(name.designators for name in inside(doc.names, low, one.start))
    named = any(doc.text[noun.start].islower() for noun in inside(doc.nouns["aircraft"], low, one.start))
    return not typed and not named


_SINGULAR = re.compile(
    r"\b(?:un|une|le|la|du|au|ce|cet|cette|son|sa|a|an|the|this|its|chaque|each) (?:[\w-]+ )?$|\bl'$"
)


def _common(doc: Document, start: int, end: int, kind: CraftKind) -> CraftMention:
    before = doc.flat[max(0, start - 22) : start]
    word = doc.flat[start:end]
    plural = word.partition(" ")[0].endswith(("s", "x")) and not (doc.language == "fr" and _SINGULAR.search(before))
    return CraftMention(start, end, Craft(kind, doc.text[start:end]), bool(_POINTS_BACK.search(before)), plural=plural)


def _merged(doc: Document, heads: list[CraftMention]) -> Iterator[CraftMention]:
    """*le cargo russe Sparta II* and *un autre transporteur, un Boeing 747* are one mention each."""
    held: CraftMention | None = None
    for head in heads:
        if held is not None and _is_one(doc, held, head):
            held = _joined(held, head)
        else:
            if held is not None:
                yield held
            held = head
    if held is not None:
        yield held


def _marked_then_typed(doc: Document, first: CraftMention, second: CraftMention) -> bool:
    """*l'appareil EP-ABC (Airbus A321)*: only a registration and a bracket stand between the two."""
    between = inside(doc.ids, first.end + 1, second.start + 1)
    return any(doc.flat[one.end : second.start] == " (" for one in between)


def _is_one(doc: Document, first: CraftMention, second: CraftMention) -> bool:
    gap = doc.flat[first.end : second.start]
    if not first.craft.named and _marked_then_typed(doc, first, second):
        return True
    if first.anaphoric and second.craft.named and _SAME.search(doc.flat, max(0, first.start - 8), first.start):
        return _RENAMED.fullmatch(gap) is not None
    if first.craft.named and second.craft.named and not _is_bare_id(first):
        return False
    if not (second.craft.named or _is_bare_id(first) or first.craft.named) or len(gap) > 60:
        return False
    if first.craft.named and not second.craft.named:  # "Il-76 cargo", "Boeing 707 tanker"
        return gap in (" ", "-")
    return bool(_BETWEEN.match(gap)) and not _BREAKS.search(gap) and not _has_verb(doc, first.end, second.start)


def _has_verb(doc: Document, start: int, end: int) -> bool:
    return any(
        (verb := doc.forms.get(token.lower)) is not None
        and verb.form is not Form.PARTICIPLE
        and token.lower not in _NO_VERBS
        for token in inside(doc.tokens, start, end)
    )


_NO_VERBS = words("cargo la le un named called une les an a")


def _is_bare_id(mention: CraftMention) -> bool:
    return mention.craft.name == "aircraft" and bool(mention.craft.ids)


def _joined(first: CraftMention, second: CraftMention) -> CraftMention:
    if first.anaphoric and second.craft.kind is CraftKind.VESSEL and second.craft.named:
        return CraftMention(first.start, second.end, second.craft, True, first.plural)
    leading = second.craft if second.craft.named else first.craft
    kind = CraftKind.AIRCRAFT if leading.designators else leading.kind
    craft = replace(leading, kind=kind, ids=(*first.craft.ids, *second.craft.ids))
    return CraftMention(first.start, max(first.end, second.end), craft, False, first.plural or second.plural)


def _with_details(
    doc: Document, sentence: Sentence, heads: list[CraftMention], organisations: Sequence[Organisation]
) -> Iterator[CraftMention]:
    """Give every mention the identifiers, the operator and the nationality that stand beside it."""
    for number, head in enumerate(heads):
        high = heads[number + 1].start if number + 1 < len(heads) else sentence.end
        low = heads[number - 1].end if number else sentence.start
        ids = [one for one in inside(doc.ids, head.start, high) if one.kind not in (IdKind.IMO, IdKind.MMSI)]
        ids = ids if head.craft.kind is CraftKind.AIRCRAFT else []
        ids = [one for one in ids if one not in head.craft.ids]
        craft = replace(head.craft, ids=(*head.craft.ids, *ids))
        craft = replace(craft, operator=_operator(doc, head, low, high, organisations))
        craft = replace(craft, country=(craft.operator and craft.operator.country) or _nationality(doc, head))
        yield replace(head, craft=craft)


# An operator stands at most this many characters behind the type ("de la compagnie publique bélarusse Belcargo Avia").
OPERATOR_REACH = 45


def _operator(
    doc: Document, head: CraftMention, low: int, high: int, organisations: Sequence[Organisation]
) -> Actor | None:
    behind = [one for one in organisations if head.end <= one.start < min(high, head.end + OPERATOR_REACH)]
    for one in behind:
        if re.search(
            r"(?:\b(?:de|des|du|of|by|from|pour|for|par|compagnie|company|airline)\b|d'|l'|\(|,)",
            doc.flat[head.end : one.start],
        ):
            return one.actor
    before = [one for one in organisations if low <= one.start and one.end <= head.start]
    if before and re.fullmatch(r" (?:civilian |military |cargo |transport )?", doc.flat[before[-1].end : head.start]):
        return before[-1].actor
    chartered = [one for one in organisations if head.end <= one.start < high]
    for one in chartered:
        if re.search(
            r"\b(?:operated by|chartered (?:from|by)|exploite par|affrete (?:a|par|aupres de)|de la compagnie)\b",
            doc.flat[head.end : one.start],
        ):
            return one.actor
    return None


_NEAR = 24


def _nationality(doc: Document, head: CraftMention) -> str | None:
    """A demonym right before or right behind the noun, or inside the mention."""
    for name in inside(doc.names, head.start - _NEAR, head.end + _NEAR):
        if name.form != "demonym":
            continue
        if head.start <= name.start < head.end:
            return name.country
        gap = doc.flat[name.end : head.start] if name.end <= head.start else doc.flat[head.end : name.start]
        if re.fullmatch(r"[ -]?(?:\w+ ){0,2}", gap):
            return name.country
    return None
