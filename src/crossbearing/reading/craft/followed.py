"""Aircraft and vessels as a report goes on talking about them: "an Il-76, registration …", later "the aircraft", "it".

Every mention of a craft is tied to one `Craft`, which gathers what the report says of it: type or name, identifiers,
operator, nationality. A definite noun without a name of its own ("cet appareil", "the ship") means the last craft of
its kind; a pronoun subject is resolved by the pattern that needs one, through `last`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from crossbearing.reading.craft.details import with_details
from crossbearing.reading.craft.heads import craft_heads
from crossbearing.reading.craft.identifiers import Identifier, IdKind
from crossbearing.reading.craft.types import Craft, CraftKind, CraftMention
from crossbearing.reading.document import Document, inside
from crossbearing.reading.language.wordlists import words
from crossbearing.reading.parties.organisations import Organisation

__all__ = ["Craft", "CraftKind", "CraftMention", "Fleet", "fleet"]


@dataclass(slots=True)
class Fleet:
    """All mentions of craft in a report, in order; `add` them, so that the last of a kind is found at once."""

    mentions: list[CraftMention] = field(default_factory=list)
    _of_kind: dict[CraftKind, list[int]] = field(default_factory=dict, repr=False)
    _named: dict[CraftKind, list[int]] = field(default_factory=dict, repr=False)

    def add(self, mention: CraftMention) -> None:
        """Append a mention."""
        number, kind = len(self.mentions), mention.craft.kind
        self.mentions.append(mention)
        self._of_kind.setdefault(kind, []).append(number)
        if mention.craft.named or mention.craft.ids:
            self._named.setdefault(kind, []).append(number)

    def within(self, start: int, end: int) -> Sequence[CraftMention]:
        """Return the mentions that begin in `[start, end)`."""
        return inside(self.mentions, start, end)

    def last_named(self, before: int, kind: CraftKind) -> CraftMention | None:
        """Return the last mention of a kind before a character whose type, name or mark was known when it was added."""
        return self._last(self._named.get(kind, ()), before)

    def last(self, before: int, kind: CraftKind | None = None) -> CraftMention | None:
        """Return the last mention before a character, of one kind if given; specific ones only."""
        return self._last(range(len(self.mentions)) if kind is None else self._of_kind.get(kind, ()), before)

    def _last(self, numbers: Sequence[int], before: int) -> CraftMention | None:
        at = bisect_left(numbers, before, key=lambda number: self.mentions[number].start)
        return self.mentions[numbers[at - 1]] if at else None


def fleet(doc: Document, organisations: Sequence[Organisation]) -> Fleet:
    """Return the mentions of craft in a report with what is known of each."""
    found = Fleet()
    numbers = {one.value: one for one in doc.ids if one.kind in (IdKind.IMO, IdKind.MMSI)}
    chains: dict[int, list[int]] = {}
    for sentence in doc.sentences:
        heads = [one for one in craft_heads(doc, sentence, numbers) if not _in_a_company(organisations, one)]
        for mention in with_details(doc, sentence, heads, organisations):
            known = _meant(doc, found, mention) if mention.anaphoric else _same_name(found, mention)
            if known and _under_another_name(known, mention):
                known = None
            tied = _tied(mention, known) if known else mention
            chain = chains.get(id(known), []) if known else []
            chain.append(len(found.mentions))
            found.add(_both(doc, found, tied) if mention.anaphoric else tied)
            chains[id(found.mentions[-1])] = chain
    _told_later(found, {id(one): one for one in chains.values()}.values())
    _told_one_by_one(doc, found)
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


# "Deux cargos … Le premier, le X, … Le second, l'Y": who stands behind these words is one of several told of before.
_FIRST = re.compile(r"\b(?:le premier|la premiere|l'un|l'une|the first|one of them|one), ?(?:the |le |la |l')?$")
_OTHER = re.compile(r"\b(?:le second|la seconde|le deuxieme|l'autre|the second|the other), ?(?:the |le |la |l')?$")
_PAIR = re.compile(r"\b(?:deux|two|both) (?:\w+[ -]){0,2}$")
# The two are named within about four sentences of where they are told of together. GUESS.
ONE_BY_ONE = 700


def _told_one_by_one(doc: Document, found: Fleet) -> None:
    """Give *two freighters* the numbers of the two that the sentences behind them name."""
    for at, pair in enumerate(found.mentions):
        many = pair.plural and not pair.craft.ids and not pair.craft.named
        if not many or not _PAIR.search(doc.flat, max(0, pair.start - 24), pair.start):
            continue
        near = found.within(pair.end, pair.end + ONE_BY_ONE)
        told = [next((one for one in near if _is_told(doc, cue, one)), None) for cue in (_FIRST, _OTHER)]
        ids = dict.fromkeys(got for one in told if one is not None for got in one.craft.ids)
        if None not in told and ids:
            found.mentions[at] = replace(pair, craft=replace(pair.craft, ids=tuple(ids)))


def _is_told(doc: Document, cue: re.Pattern[str], one: CraftMention) -> bool:
    return one.craft.named and cue.search(doc.flat, max(0, one.start - 24), one.start) is not None


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
    known = next((one for one in same if one.craft.kind is mention.craft.kind), None)
    if known is None and not mention.plural and mention.craft.kind is CraftKind.VESSEL:
        return _ship_before(doc, found, mention)
    if known is None and not mention.plural and _ANY_PLANE.match(noun):
        return found.last_named(mention.start, CraftKind.AIRCRAFT)
    return known


_THIS = re.compile(r"\b(?:this|that|ce|cet|cette) (?:[\w-]+ )?$")


def _ship_before(doc: Document, found: Fleet, mention: CraftMention) -> CraftMention | None:
    """*There is the X. This tanker …*: a word for a ship that none bore before takes up the ship named last.

    "The tanker" does so only where no other ship has been named, and that one without saying what she is.
    """
    last = found.last_named(mention.start, CraftKind.VESSEL)
    if last is None or _THIS.search(doc.flat, max(0, mention.start - NOUN_REACH), mention.start):
        return last
    ships = [one for one in found.mentions if one.craft.kind is CraftKind.VESSEL]
    bare = all(one.craft.name == last.craft.name and doc.text.startswith(one.craft.name, one.start) for one in ships)
    return last if bare else None


# "Le gros-porteur", "the airlifter": any large aircraft, where none was called so before.
_ANY_PLANE = re.compile(
    r"(?:gros porteur|quadriturbo\w+|quadri\w+|bireacteur|cargo aerien|jumbo|jet|cargo jet|airlifter|wide ?body|"
    r"freighter aircraft|turboprop|turbopropulseur|transporter|cargo carrier|transport plane|cargo plane|avion cargo|"
    r"avion de transport)\b"
)


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


# A callsign is a flight's: told of later, the aircraft may fly under another. GUESS: three sentences.
SAME_FLIGHT = 320


def _lasts(one: Identifier) -> bool:
    return one.kind not in (IdKind.CALLSIGN, IdKind.FLIGHT_NUMBER)
