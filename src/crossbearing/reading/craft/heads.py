"""Words that mean a craft: names of types and ships, marks, common nouns; merged where they stand together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from crossbearing.reading.craft.identifiers import Identifier, IdKind
from crossbearing.reading.craft.types import Craft, CraftKind, CraftMention
from crossbearing.reading.document import Document, inside
from crossbearing.reading.language.names import Named
from crossbearing.reading.language.nouns import Noun
from crossbearing.reading.language.text import Sentence
from crossbearing.reading.language.verbs import Form
from crossbearing.reading.language.wordlists import words

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


# "Le même navire, alors baptisé Lady Celeste": a second name of the ship told of before.
_RENAMED = re.compile(
    r",? (?:(?:alors|auparavant|autrefois|then|formerly|previously|now|once|ex) ?)?"
    r"(?:(?:baptise|rebaptise|nomme|renomme|appele|named|renamed|called|known as|alias|formerly|anciennement)e? )?"
    r"(?:le |la |the )?[\" -]*"
)
_SAME = re.compile(r"\b(?:meme|same|that|this|ce|cet) $")


def craft_heads(doc: Document, sentence: Sentence, numbers: Mapping[str, Identifier]) -> Iterator[CraftMention]:
    """Names of types and ships, and common nouns, merged where they stand together."""
    heads = [*_named_heads(doc, sentence, numbers)]
    for kind, group in ((CraftKind.AIRCRAFT, "aircraft"), (CraftKind.VESSEL, "vessel"), (CraftKind.LAND, "land")):
        for noun in inside(doc.nouns[group], sentence.start, sentence.end):
            start, end = noun.start, noun.end
            if doc.flat.startswith((" fuel", " a-1", " a1", " engine", "-to-"), end) or doc.flat.endswith(
                ("anti-", "anti ", "-to-"), 0, start
            ):
                continue  # "jet fuel", "anti-ship missiles", "ship-to-ship"
            free = not _is_part_of_a_name(doc, start) or _is_a_makers_plane(doc, sentence, noun)
            if free and not any(head.start < end and start < head.end for head in heads):
                meant = CraftKind.AIRCRAFT if group == "vessel" and _flies(doc, noun) else kind
                meant = CraftKind.VESSEL if group == "land" and _floats(doc, noun) else meant
                heads.append(_common(doc, start, end, meant))
    yield from _merged(doc, sorted(heads, key=lambda head: (head.start, -head.end)))


_EITHER = words("freighter freighters cargo cargos")


def _flies(doc: Document, noun: Noun) -> bool:
    """*the freighter* is an aircraft where a report tells of aircraft by type, and of no ship at all."""
    if noun.word not in _EITHER or doc.vessels or not any(name.designators for name in doc.names):
        return False
    return all(other.word in _EITHER for other in doc.nouns["vessel"])


_CONVOYS = words("convoi convois convoy convoys")


def _floats(doc: Document, noun: Noun) -> bool:
    """*le convoi* is one of barges where a report tells of barges and pushers, and of nothing else on wheels."""
    afloat = any(_BARGES.match(one.word) for one in doc.nouns["vessel"])
    return noun.word in _CONVOYS and afloat and all(one.word in _CONVOYS for one in doc.nouns["land"])


_BARGES = re.compile(r"(?:barge|pousse|pusher|chaland|peniche|automoteur|lighter)")
_MAKERS = words("antonov antonovs iliouchine iliouchines ilyushin ilyushins tupolev tupolevs")
# A capitalised word inside a sentence before the maker's: a company's name.
_A_NAME_BEFORE = re.compile(r"\s(?!(?:The|Le|La|Les)\b)[A-ZÀ-Þ][\w-]+ $")


def _is_a_makers_plane(doc: Document, sentence: Sentence, noun: Noun) -> bool:
    """*The Antonov*, *Sixteen Antonovs*: the maker's name stands for its aircraft, but not in *Antonov Airlines*."""
    if noun.word not in _MAKERS or (
        doc.text[noun.end : noun.end + 1] == " " and doc.text[noun.end + 1 : noun.end + 2].isupper()
    ):
        return False
    return _A_NAME_BEFORE.search(doc.text[max(sentence.start, noun.start - NAME_BEFORE) : noun.start]) is None


# A word before the maker's name is looked for at most so many characters back.
NAME_BEFORE = 24


def _is_part_of_a_name(doc: Document, at: int) -> bool:
    """A capitalised noun inside a sentence belongs to a company's name: "Riviera Jet", "Gulf Lift Cargo"."""
    if not doc.text[at].isupper() or doc.text[at : at + 3].isupper():
        return False  # "an LNG carrier"
    return doc.text[at - 2 : at - 1].isalnum() or any(
        one.start <= at < one.end for one in inside(doc.names, at - 40, at + 1)
    )


def _named_heads(doc: Document, sentence: Sentence, numbers: Mapping[str, Identifier]) -> Iterator[CraftMention]:
    for name in inside(doc.names, sentence.start, sentence.end):
        if name.designators:
            craft = Craft(CraftKind.AIRCRAFT, name.text, True, name.designators)
            yield CraftMention(name.start, name.end, craft, plural=_is_plural_type(doc, name))
    for ship in inside(doc.vessels, sentence.start, sentence.end):
        ids = tuple(numbers[value] for value in (ship.imo, ship.mmsi) if value in numbers)
        yield CraftMention(ship.start, ship.end, Craft(CraftKind.VESSEL, ship.name, True, ids=ids))
    for one in inside(doc.ids, sentence.start, sentence.end):
        alone = one.kind is IdKind.REGISTRATION and _stands_alone(doc, sentence, one)
        if alone or (one.kind in _SIGNS and _is_a_subject(doc, sentence, one)):
            yield CraftMention(one.start, one.end, Craft(CraftKind.AIRCRAFT, "aircraft", True, ids=(one,)))


_SIGNS = (IdKind.CALLSIGN, IdKind.FLIGHT_NUMBER)
# "Flight ZFR2206 landed", "Le vol MN7401 s'est posé": the flight stands for its aircraft.
_FLIGHT_BEFORE = re.compile(r"(?:^|[.;] |\b(?:that|que|et|and) )(?:the |le )?(?:flight|vol) (?:number |numero |n° ?)?$")


def _is_a_subject(doc: Document, sentence: Sentence, one: Identifier) -> bool:
    if not _FLIGHT_BEFORE.search(doc.flat[sentence.start : one.start]):
        return False
    typed = any(name.designators for name in inside(doc.names, sentence.start, one.start))
    return not typed and not inside(doc.nouns["aircraft"], sentence.start, one.start)


def _is_plural_type(doc: Document, name: Named) -> bool:
    """*Il-76s*, but neither *C-130 Hercules* nor *un Airbus*."""
    if not name.text.endswith("s") or _SINGULAR.search(doc.flat, max(0, name.start - 22), name.start):
        return False
    return not doc.world.types.named(name.text)


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
