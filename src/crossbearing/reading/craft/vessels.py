"""Ships by name: what stands behind a word for a ship, before an IMO number, or in capitals behind an article."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple, TypeVar

from crossbearing.reading.craft.identifiers import Identifier, IdKind
from crossbearing.reading.craft.unlabelled import NAMES, WORD, Unlabelled
from crossbearing.reading.language.gates import flat_of, gated
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


T = TypeVar("T", Named, Identifier)
_start, _end = attrgetter("start"), attrgetter("end")

# Between the noun and the name: adjectives, a purpose, an article, "named", a quotation mark.
_BEHIND = re.compile(
    rf"(?P<gap>(?: (?:de |d['’])?[a-zà-ÿ-]+){{0,4}}?),? ?"
    rf"(?:\b(?:le|la|les|the|nommé|baptisé|named|called) |\bl['’])?[«“\"* ]*(?P<name>{NAMES})"
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
    rf"(?:\b(?:aboard|on board) (?:the )?|à bord (?:du |de la |de l['’]|d['’]))(?P<name>{NAMES})|"
    rf"-(?:flagged|registered|owned|operated) (?:[a-z-]+ ){{0,3}}(?P<flagged>{NAMES})|"
    rf"\b(?:le |la |l['’]|the )(?P<flag>{NAMES}), (?:battant pavillon|sous pavillon|flying the|sailing under)",
    of_copies=True,
)
# "le Mirage of Izmir, roulier de 142 mètres", "the Amur Pearl, a container ship": the word for a ship stands behind.
_APPOSED = re.compile(
    rf"(?:\b[Ll]e |\b[Ll]a |\b[Ll]['’]|\b[Tt]he )[«“\"]? ?"
    rf"(?P<name>{NAMES}(?: of {WORD})?)[»”\"]?(?: \([^()]{{1,40}}\))?, "
    rf"(?:(?:un|une|a|an) )?(?:[A-Za-zà-ÿ]+-flagged )?(?:[a-zà-ÿ-]+ ){{0,3}}$"
)
# A name and the words up to the noun take at most this many characters.
APPOSED_REACH = 110
# "le même navire, alors baptisé Lady Celeste", "the freighter, formerly the Amber Star": an earlier or later name.
_RENAMED = re.compile(
    rf"\b(?:alors|auparavant|anciennement|désormais|autrefois|then|formerly|previously|now|once|later|ex|since)?[ -]?"
    rf"(?:baptisé|rebaptisé|nommé|renommé|appelé|named|renamed|called|known as|connu sous le nom de|sous le nom de|"
    rf"under the name|alias|aka|formerly|anciennement|ex)[ -](?:le |la |the |d['’])?[«“\"]? ?(?P<name>{NAMES})"
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
_MERCHANT = re.compile(rf"\b(?:MV|M/V|MT|M/T|RV|R/V|FPSO) (?P<name>{NAMES})")


# "The other, the Amber Star (formerly the Lark 6), headed back": one of several ships told of just before.
_ENUMERATED = re.compile(
    rf"\b(?:[Tt]he (?:first|second|third|other|latter)|[Oo]ne(?: of them)?|[Aa]nother|[Ll]['’](?:un|autre)|"
    rf"[Ll]e (?:premier|second|deuxième|troisième|dernier)|[Uu]n autre), (?:the |le |la |l['’])(?P<name>{NAMES})"
)
# Several ships are told of at most this many characters before one of them is named. GUESS: three sentences.
ENUMERATED_REACH = 500


def _of_several(text: str, nouns: Sequence[Noun], start: int, known: dict[int, bool]) -> Iterator[tuple[int, int]]:
    """Names of ships that are told of one by one behind a word for several."""
    for one in _ENUMERATED.finditer(text, start) if nouns else ():
        at = one.start("name")
        near = nouns[bisect_left(nouns, at - ENUMERATED_REACH, key=_start) : bisect_left(nouns, at, key=_start)]
        if near and _may_be_a_ship(text, at, known):
            yield one.span("name")


def vessels(
    text: str,
    names: Sequence[Named],
    ids: Sequence[Identifier],
    common: Mapping[str, Sequence[Noun]],
    start: int = 0,
) -> tuple[Vessel, ...]:
    """Return the ships named from `start` on: where first named and wherever the same name is printed again."""
    known = {one.start: False for one in ids} | {
        name.start: bool(name.place)
        for name in names
        if name.country or name.operator or name.designators or name.place
    }
    unlabelled = Unlabelled(text, flat_of(text), common, _taken(text, names, ids))
    found: dict[str, tuple[str, str]] = {}
    nouns = common["vessel"]
    numbered = any(one.kind in (IdKind.IMO, IdKind.MMSI) for one in ids)
    labelled = (*_with_numbers(text, ids, names), *_in_capitals(text, start), *_behind_nouns(text, nouns, start, known))
    for at, end in (*labelled, *unlabelled.named(start, numbered)):
        _add(found, text, at, end, ids, start)
    for at, end in unlabelled.beside(tuple(found), start):
        _add(found, text, at, end, ids, start)
    return _with_stray_numbers(text, _everywhere(text, found, start), ids)


def _add(
    found: dict[str, tuple[str, str]], text: str, at: int, end: int, ids: Sequence[Identifier], start: int
) -> None:
    lead = _SENTENCE_ARTICLE.match(text, at, end)
    first = at == start or text[at - 2 : at] in _BEFORE_A_SENTENCE or text[at - 1] == "\n"
    name = text[lead.end() if lead and first else at : end].strip()
    if len(name) > 2:
        numbers = _numbers_behind(text, end, ids)
        found[name] = numbers if any(numbers) else found.get(name, ("", ""))


def _taken(text: str, names: Sequence[Named], ids: Sequence[Identifier]) -> Callable[[int, int], bool]:
    """What says of a stretch whether something else that is known stands there: no ship is called so."""

    def taken(start: int, end: int) -> bool:
        if any(one.start < end and start < one.end for one in _near(ids, start, end)):
            return True
        return any(_is_no_ship(text, one, start, end) for one in _near(names, start, end) if one.end > start)

    return taken


def _near(items: Sequence[T], start: int, end: int) -> Sequence[T]:
    low = bisect_left(items, start - APPOSED_REACH, key=_start)
    return items[low : bisect_left(items, end, low, key=_start)]


def _is_no_ship(text: str, one: Named, start: int, end: int) -> bool:
    whole = one.start <= start and end <= one.end
    if one.operator or one.designators or (one.country and (whole or one.form in ("name", "demonym"))):
        return True
    return whole and (one.place is None or one.place.kind != "city" or not _has_articles(text, one.text))


def _has_articles(text: str, name: str) -> bool:
    """Towns bear no article: a name that always has one is a ship's (*the Sparta*, *l'Angara*)."""
    printed = [one.start() for one in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)]
    return all(_ARTICLE.search(text, max(0, at - 5), at) for at in printed)


_ARTICLE = re.compile(r"(?:\b(?:[Tt]he|[Ll]e|[Ll]a|[Dd]u|[Aa]u) |\b[Ll]['’])[«“\"]?$")


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
            name = _of_the_first(text, found[:at], stray.start) or found[at - 1].name
            imo, mmsi = numbers[name]
            named = (imo or stray.value, mmsi) if stray.kind is IdKind.IMO else (imo, mmsi or stray.value)
            numbers[name] = named
            had |= set(named)
    return tuple(one._replace(imo=numbers[one.name][0], mmsi=numbers[one.name][1]) for one in found)


# "le nom du premier, OMI …", "the first bears the number …".
_THE_FIRST = re.compile(
    r"\b(?:du premier|de la premiere|le premier|la premiere|of the first|the first|the former)\b[^.;]{0,40}$"
)


def _of_the_first(text: str, found: Sequence[Vessel], at: int) -> str:
    """The first of the two ships named last, where the words before a number mean it; "" else."""
    if not _THE_FIRST.search(folded(text[max(0, at - 70) : at])):
        return ""
    names = list(dict.fromkeys(one.name for one in reversed(found)))
    return names[1] if len(names) > 1 else ""


def _behind_nouns(text: str, nouns: Sequence[Noun], start: int, known: dict[int, bool]) -> Iterator[tuple[int, int]]:
    signed = _SIGN.search(text, start) is not None
    yield from (match.span() for match in (_STATE_SHIP.finditer(text, start) if signed else ()))
    yield from (match.span("name") for match in (_MERCHANT.finditer(text, start) if signed else ()))
    flat = flat_of(text)
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
        inside_a_name = text[noun.start].isupper() and not text[noun.start : noun.start + 3].isupper()
        if inside_a_name and noun.start > start and text[noun.start - 1] == " ":
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
_NAMED_BEFORE = re.compile(rf"({NAMES})(?:[ \u00a0\u202f]?[»”\"])? ?$")


def _with_numbers(text: str, ids: Sequence[Identifier], names: Sequence[Named]) -> Iterator[tuple[int, int]]:
    """The capitalised words before "(IMO 9160994)"."""
    for one in ids:
        if one.kind in (IdKind.IMO, IdKind.MMSI):
            opening = text.rfind("(", max(0, one.start - 60), one.start)
            shift = max(0, opening - 60)
            before = _NAMED_BEFORE.search(text[shift:opening]) if opening > 0 else None
            if before and not _is_a_country(text, names, shift + before.start(1), shift + before.end(1)):
                yield shift + before.start(1), shift + before.end(1)


def _is_a_country(text: str, names: Sequence[Named], start: int, end: int) -> bool:
    """*Ce tanker des îles Marshall (OMI …)*: whose flag it is, not what it is called."""
    known = any(one.country and one.start <= start and end <= one.end for one in _near(names, start, end))
    return known or _OF_ISLANDS.search(text, max(0, start - 12), start) is not None


_OF_ISLANDS = re.compile(r"\b(?:[ÎîIi]les|[Cc]ompagnie|[Ss]ociété|[Aa]rmement) $")


# "l'Ambre, ex-Alouette 6 (MMSI 273…)": the number behind the earlier name is hers.
_FORMER_NAME = re.compile(rf",? (?:ex-|anciennement |formerly )(?:the |le |la |l['’])?{NAMES}(?= \()")


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
