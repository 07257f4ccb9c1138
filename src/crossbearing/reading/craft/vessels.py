"""Ships by name: what stands behind a word for a ship, before an IMO number, or in capitals behind an article."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from crossbearing.reading.craft.identifiers import Identifier, IdKind
from crossbearing.reading.language.gates import Flat, flat_of, gated
from crossbearing.reading.language.names import Named
from crossbearing.reading.language.nouns import Noun
from crossbearing.reading.language.text import folded


class Vessel(NamedTuple):
    """Characters `[start, end)` of a ship's name; `imo` and `mmsi` are those printed beside it, if any."""

    start: int
    end: int
    name: str
    imo: str = ""
    mmsi: str = ""


_start, _end = attrgetter("start"), attrgetter("end")

# A ship's name: capitalised words, figures and Roman numerals.
_WORD = r"[A-ZÀ-ÖØ-Þ][\w'’-]*"
_NAMES = rf"{_WORD}(?: {_WORD}| \d{{1,4}}(?!\w|[.,]\d))*"
# Between the noun and the name: adjectives, a purpose, an article, "named", a quotation mark.
_BEHIND = re.compile(
    rf"(?P<gap>(?: (?:de |d['’])?[a-zà-ÿ-]+){{0,4}}?),? ?"
    rf"(?:\b(?:le|la|les|the|nommé|baptisé|named|called) |\bl['’])?[«“\"* ]*(?P<name>{_NAMES})"
)
# A company's, a port's or a people's name follows these, not a ship's.
_NOT_A_NAME_BEHIND = re.compile(
    r"\b(?:compagnie|societe|armateur|company|airline|firm|port|vers|pour|dans|chez|avec|par|to|from|in|at|by|"
    r"for|with|mission|operation|force|"
    r"into|near|off|qui|que|a|au|en|depuis|since|et|and|was|were|est|sont|has|had|of|selon|sur|on|contre)\b"
)
# What names in capitals cannot do without; found quickly, because nothing stands before it.
_IN_CAPITALS = re.compile(r"[A-Z]{3,}[ -][A-Z\d]")
_CAPITALS = re.compile(
    r"(?:(?<=\b[Ll]e )|(?<=\b[Ll]a )|(?<=\b[Tt]he )|(?<=\bdu )|(?<=\bboard )|(?<=\bet )|(?<=\band )|(?<=\bau )|"
    r"(?<=\bto ))"
    r"[A-Z]{3,}(?:[ -][A-Z0-9]+)*(?: (?:[A-Z]{2,}|\d{1,3}))\b"
)
# "aboard the Hae Song 9", "à bord du Noor", "the Cameroon-flagged Toros 3".
_ABOARD = gated(
    rf"(?:\b(?:aboard|on board) (?:the )?|à bord (?:du |de la |de l['’]|d['’]))(?P<name>{_NAMES})|"
    rf"-(?:flagged|registered|owned|operated) (?:[a-z-]+ ){{0,3}}(?P<flagged>{_NAMES})|"
    rf"\b(?:le |la |l['’]|the )(?P<flag>{_NAMES}), (?:battant pavillon|sous pavillon|flying the|sailing under)",
    of_copies=True,
)
# "le Mirage of Izmir, roulier de 142 mètres", "the Amur Pearl, a container ship": the word for a ship stands behind.
_APPOSED = re.compile(
    rf"(?:\b[Ll]e |\b[Ll]a |\b[Ll]['’]|\b[Tt]he )[«“\"]? ?"
    rf"(?P<name>{_NAMES}(?: of {_WORD})?)[»”\"]?(?: \([^()]{{1,40}}\))?, "
    rf"(?:(?:un|une|a|an) )?(?:[A-Za-zà-ÿ]+-flagged )?(?:[a-zà-ÿ-]+ ){{0,3}}$"
)
# A name and the words up to the noun take at most this many characters.
APPOSED_REACH = 110
# "le même navire, alors baptisé Lady Celeste", "the freighter, formerly the Amber Star": an earlier or later name.
_RENAMED = re.compile(
    rf"\b(?:alors|auparavant|anciennement|désormais|autrefois|then|formerly|previously|now|once|later|ex|since)?[ -]?"
    rf"(?:baptisé|rebaptisé|nommé|renommé|appelé|named|renamed|called|known as|connu sous le nom de|sous le nom de|"
    rf"under the name|alias|aka|formerly|anciennement|ex)[ -](?:le |la |the |d['’])?[«“\"]? ?(?P<name>{_NAMES})"
)
# What a new name cannot do without.
_NAMED = re.compile(
    r"(?:baptisé|nommé|appelé|named|called|known as|sous le nom de|under the name|alias|aka|formerly|anciennement|ex)"
    r"[ -]"
)
# The word for a ship, or its name, stands at most this many characters before its other name.
RENAMED_REACH = 80
# The same for names behind a navy's or a merchant ship's sign.
_SIGN = re.compile(r"[A-Z] [A-ZÀ-Þ]")
_STATE_SHIP = re.compile(r"\b(?:TCG|USS|HMS|INS|RFS|FS|HMCS|IRIS|ARA|BAP|ITS) [A-ZÀ-Þ][\w'’-]+")


# "MV Lady R", "M/T Sea Lynx": what a merchant ship's name begins with in a log.
_MERCHANT = re.compile(rf"\b(?:MV|M/V|MT|M/T|RV|R/V|FPSO) (?P<name>{_NAMES})")


# "The Sparta spent four days at anchor", "le Kashan s'est amarré": only ships do these.
_SAILS = gated(
    r"\b(?:docked|berthed|moored|anchored|tied up|made fast|dropped anchor|weighed anchor|called at|"
    r"at anchor|put in at|"
    r"put into|set sail|sailed|alongside|a quai|amarree?|accoste|appareille|mouille|jete l'ancre|"
    r"leve l'ancre|pris la mer|"
    r"fait escale|fait relache|a l'ancre|au mouillage|en rade)\b"
)
_AHEAD = re.compile(
    rf"(?:\b[Tt]he |\b[Ll]e |\b[Ll]a |\b[Ll]['’])[«“\"]?[ \u00a0\u202f]?(?P<name>{_NAMES})(?:[ \u00a0\u202f]?[»”\"])?"
    r"(?: ?\([^()]{1,60}\)|, (?:ex-|formerly )[^,]{1,40})?,?"
    r"(?: (?:has|had|have|was|is|will|may|a|avait|est|sera|aurait|s['’]est|s['’]était|serait|been|since|"
    r"also|then|now|été|"
    r"ensuite|aussi|lying|lay|spotted|seen|photographed|aperçu|vu|repéré|observé|spent|passé|resté|stayed|remained|"
    r"[a-z]{2,6} (?:days?|nights?|jours?|nuits?|weeks?|semaines?)))* ?$"
)
# "The other, the Amber Star (formerly the Lark 6), headed back": one of several ships told of just before.
_ENUMERATED = re.compile(
    rf"\b(?:[Tt]he (?:first|second|third|other|latter)|[Oo]ne(?: of them)?|[Aa]nother|[Ll]['’](?:un|autre)|"
    rf"[Ll]e (?:premier|second|deuxième|troisième|dernier)|[Uu]n autre), (?:the |le |la |l['’])(?P<name>{_NAMES})"
)
# Several ships are told of at most this many characters before one of them is named. GUESS: three sentences.
ENUMERATED_REACH = 500
# A ship's name and the words up to its verb take at most this many characters.
AHEAD_REACH = 90
# "the unloading of the Angara", "l'équipage du Sparta".
_SHIP_NOUN = gated(
    rf"\b(?:[Bb]erthing|[Mm]ooring|[Uu]nloading|[Ll]oading|[Aa]ppareillage|[Aa]ccostage|[Mm]ouillage|[Dd]échargement|"
    rf"[Dd]ocking|[Uu]nmooring|loaded onto|loaded on|unloaded from|chargée?s? sur|déchargée?s? d[eu]|"
    rf"décharger|unload|crew of|équipage d[eu]|captain of|skipper of|capitaine d[eu])"
    rf" (?:of |de |du |d['’]|from )?(?:the |le |la |l['’])(?P<name>{_NAMES})",
    of_copies=True,
)


def _of_seamanship(text: str, flat: Flat, start: int, known: dict[int, bool]) -> Iterator[tuple[int, int]]:
    """Names of what docks, moors, has a crew or is unloaded."""
    for verb in _SAILS.finditer(flat, start):
        ahead = _AHEAD.search(text, max(start, verb.start() - AHEAD_REACH), verb.start())
        if ahead and ahead.start("name") not in known:
            yield ahead.span("name")
    for ship in _SHIP_NOUN.finditer_in(text, flat, start):
        if ship.start("name") not in known:
            yield ship.span("name")


def _of_several(text: str, nouns: Sequence[Noun], start: int, known: dict[int, bool]) -> Iterator[tuple[int, int]]:
    """Names of ships that are told of one by one behind a word for several."""
    for one in _ENUMERATED.finditer(text, start) if nouns else ():
        at = one.start("name")
        near = nouns[bisect_left(nouns, at - ENUMERATED_REACH, key=_start) : bisect_left(nouns, at, key=_start)]
        if near and _may_be_a_ship(text, at, known):
            yield one.span("name")


def vessels(
    text: str, names: Sequence[Named], ids: Sequence[Identifier], nouns: Sequence[Noun], start: int = 0
) -> tuple[Vessel, ...]:
    """Return the ships named from `start` on: where first named and wherever the same name is printed again."""
    known = {one.start: False for one in ids} | {
        name.start: bool(name.place)
        for name in names
        if name.country or name.operator or name.designators or name.place
    }
    found: dict[str, tuple[str, str]] = {}
    spans = (*_with_numbers(text, ids), *_in_capitals(text, start), *_behind_nouns(text, nouns, start, known))
    for at, end in spans:
        lead = _SENTENCE_ARTICLE.match(text, at, end)
        at = lead.end() if lead and (at == 0 or text[at - 2 : at] in _BEFORE_A_SENTENCE or text[at - 1] == "\n") else at
        name = text[at:end].strip()
        if len(name) > 2:
            numbers = _numbers_behind(text, end, ids)
            found[name] = numbers if any(numbers) else found.get(name, ("", ""))
    return _with_stray_numbers(text, _everywhere(text, found, start), ids)


# "Le Petra Mayu (OMI …)" at the beginning of a sentence: the article is no part of the name.
_SENTENCE_ARTICLE = re.compile(r"(?:Le|La|The) (?=[A-ZÀ-ÖØ-Þ])")
_BEFORE_A_SENTENCE = (". ", "? ", "! ", "» ", '" ', ": ")


# A number that stands by itself belongs to the ship named last, at most this many characters before. GUESS.
STRAY_REACH = 400


def _with_stray_numbers(text: str, found: tuple[Vessel, ...], ids: Sequence[Identifier]) -> tuple[Vessel, ...]:
    """*Même coque, même numéro OMI : 9077666*: a number away from its ship's name; no ship gets a second one."""
    numbers = {one.name: (one.imo, one.mmsi) for one in found}
    had = {number for pair in numbers.values() for number in pair}
    for stray in ids:
        if stray.kind not in (IdKind.IMO, IdKind.MMSI) or stray.value in had:
            continue
        at = bisect_right(found, stray.start, key=_end)
        if at and stray.start <= found[at - 1].end + STRAY_REACH:
            imo, mmsi = numbers[found[at - 1].name]
            named = (imo or stray.value, mmsi) if stray.kind is IdKind.IMO else (imo, mmsi or stray.value)
            numbers[found[at - 1].name] = named
            had |= set(named)
    return tuple(one._replace(imo=numbers[one.name][0], mmsi=numbers[one.name][1]) for one in found)


def _behind_nouns(text: str, nouns: Sequence[Noun], start: int, known: dict[int, bool]) -> Iterator[tuple[int, int]]:
    signed = _SIGN.search(text, start) is not None
    yield from (match.span() for match in (_STATE_SHIP.finditer(text, start) if signed else ()))
    yield from (match.span("name") for match in (_MERCHANT.finditer(text, start) if signed else ()))
    flat = flat_of(text)
    yield from _of_seamanship(text, flat, start, known)
    yield from _of_several(text, nouns, start, known)
    for aboard in _ABOARD.finditer_in(text, flat, start):
        group = str(aboard.lastgroup)
        if aboard.start(group) not in known:
            yield aboard.span(group)
    for noun in nouns:
        apposed = _APPOSED.search(text, max(start, noun.start - APPOSED_REACH), noun.start)
        if apposed:
            yield apposed.span("name")
    for renamed in _RENAMED.finditer(text, start) if _NAMED.search(text, start) else ():
        at = renamed.start("name")
        near = bisect_left(nouns, at, key=_start) - bisect_left(nouns, at - RENAMED_REACH, key=_start)
        if near and at not in known:
            yield renamed.span("name")
    for noun in nouns:
        if text[noun.start].isupper() and noun.start > start and text[noun.start - 1] == " ":
            continue  # part of a company's name
        match = _BEHIND.match(text, noun.end)
        if (
            match
            and _may_be_a_ship(text, match.start("name"), known)
            and not _NOT_A_NAME_BEHIND.search(folded(match["gap"]))
        ):
            yield match.span("name")


def _may_be_a_ship(text: str, at: int, known: dict[int, bool]) -> bool:
    """A known name is no ship's, unless it is a place's and an article stands before it: "un cargo, le Sparta"."""
    if at not in known:
        return True
    return known[at] and bool(re.search(r", (?:le |la |the |l['’])$", text[max(0, at - 6) : at]))


def _in_capitals(text: str, start: int) -> Iterator[tuple[int, int]]:
    in_capitals = _CAPITALS.finditer(text, start) if _IN_CAPITALS.search(text, start) else ()
    yield from (match.span() for match in in_capitals)


# A name in quotation marks or without, right before a bracket.
_NAMED_BEFORE = re.compile(rf"({_NAMES})(?:[ \u00a0\u202f]?[»”\"])? ?$")


def _with_numbers(text: str, ids: Sequence[Identifier]) -> Iterator[tuple[int, int]]:
    """The capitalised words before "(IMO 9160994)"."""
    for one in ids:
        if one.kind in (IdKind.IMO, IdKind.MMSI):
            opening = text.rfind("(", max(0, one.start - 60), one.start)
            shift = max(0, opening - 60)
            before = _NAMED_BEFORE.search(text[shift:opening]) if opening > 0 else None
            if before:
                yield shift + before.start(1), shift + before.end(1)


# "l'Ambre, ex-Alouette 6 (MMSI 273…)": the number behind the earlier name is hers.
_FORMER_NAME = re.compile(rf",? (?:ex-|anciennement |formerly )(?:the |le |la |l['’])?{_NAMES}(?= \()")


def _numbers_behind(text: str, end: int, ids: Sequence[Identifier]) -> tuple[str, str]:
    """The IMO and MMSI numbers in the parenthesis right behind a name, or behind the earlier name beside it."""
    former = _FORMER_NAME.match(text, end)
    end = former.end() if former else end
    if not re.match(r"(?:[ \u00a0\u202f]?[»”\"])?,? ?\(", text[end : end + 5]):
        return "", ""
    close = text.find(")", end)
    low = bisect_left(ids, end, key=_start)
    near = ids[low : bisect_left(ids, close, low, key=_start)] if close > end else ()
    imo = next((one.value for one in near if one.kind is IdKind.IMO), "")
    mmsi = next((one.value for one in near if one.kind is IdKind.MMSI), "")
    return imo, mmsi


def _everywhere(text: str, found: dict[str, tuple[str, str]], start: int) -> tuple[Vessel, ...]:
    if not found:
        return ()
    longest_first = sorted(found, key=lambda name: (-len(name), name))
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")
    return tuple(
        Vessel(match.start(), match.end(), match.group(), *found[match.group()])
        for match in pattern.finditer(text, start)
    )
