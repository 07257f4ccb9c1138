"""Organisations that act: armed forces, ministries, governments and companies, with their country."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from crossbearing.model.claims import Actor
from crossbearing.reading.document import Document, inside
from crossbearing.reading.language.gates import Gated, gated
from crossbearing.reading.language.wordlists import wordlists


@dataclass(frozen=True, slots=True)
class Organisation:
    """Characters `[start, end)` of an organisation's name; `operates` when it may fly or sail craft."""

    start: int
    end: int
    actor: Actor
    operates: bool = False


_WORD = r"[A-ZÀ-ÖØ-Þ][\w'’-]*"
# A company's name ends in, or has before it, one of these.
_COMPANY = gated(
    rf"(?:{_WORD} ){{1,3}}(?:Air ?[Ll]ines?|Airways|Air|Aviation|Avia|Aero|Aerospace|Cargo|Lift|Airlift|Jets?|"
    rf"Logistics|Express|Charter|Maritime|Marine|Freight|Lines|Trading|Group|Holding|Petroleum|Industries|"
    rf"Shipping|Transport|Air Force|Navy)\b(?! (?:Base|Station|Field|Show|Port|Terminal)\b)",
    of_copies=True,
)
# "vols de la compagnie vers Liège", "landings by the company at Ovda": what follows is a place.
_TO_A_PLACE = "à|a|au|aux|vers|pour|depuis|dans|en|sur|via|entre|chez|par|at|to|in|from|into|near|on|over|between|for"
_BEHIND_COMPANY = gated(
    rf"\b(?:compagnie|société|transporteur|opérateur|armateur|company|airline|carrier|operator|owner|firm)"
    rf"(?: aérienne| maritime)?"
    rf"(?: (?!(?:{_TO_A_PLACE})\b)[a-zà-ÿ-]+){{0,3}} (?P<name>{_WORD}(?: {_WORD}){{0,3}})",
    of_copies=True,
)
_FORCES_FR = gated(
    r"\b(?:armees? de l'air|armees?|forces (?:armees|aeriennes|aerospatiales|navales)(?: \w+)?|"
    r"marine(?: nationale| de guerre)?|"
    r"aviation(?: militaire)?|garde(?: revolutionnaire| nationale)?|gouvernement|ministere|etat major|"
    r"presidence|ambassade|diplomatie|"
    r"parlement|renseignement|autorites|junte|regime|police|flotte|garde cotes|douanes?|forces speciales|"
    r"gardes? frontieres?|garde presidentielle|services? secrets?|commandement)\b",
    of_copies=True,
)
_FORCES_EN = gated(
    r"\b(?:air force|army|armed forces|navy|government|ministry|general staff|presidency|embassy|mission|parliament|"
    r"authorities|junta|military|police|defence force|coast guard|customs|state media|foreign ministry|"
    r"defen[cs]e ministry|fleet|defen[cs]e department|department of defen[cs]e|coastguard|border guards?|"
    r"special forces|presidential guard|national guard|secret service|intelligence service|security forces|command)\b",
    of_copies=True,
)


def organisations(doc: Document) -> tuple[Organisation, ...]:
    """Return the organisations in a report, in order, without overlaps; the longest counts."""
    kept = _apart((*_operators(doc), *_companies(doc), *_forces(doc), *_named(doc)))
    kept = _apart((*kept, *_told_again(doc, kept)))
    kept = _known_again(kept)
    return tuple(_apart((*kept, *_same_company(doc, kept), *_definite_offices(doc, kept))))


def _apart(found: Iterable[Organisation]) -> list[Organisation]:
    kept: list[Organisation] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _known_again(found: Sequence[Organisation]) -> list[Organisation]:
    """A company whose country was told once has it wherever its name stands."""
    countries = {one.actor.name: one.actor.country for one in reversed(found) if one.actor.country}
    return [
        one if one.actor.country else replace(one, actor=Actor(one.actor.name, countries.get(one.actor.name)))
        for one in found
    ]


# Companies of so many names are looked for again; shorter names may be words. GUESS.
_AGAIN = 30
_LEAST_NAME = 5


def _told_again(doc: Document, found: Sequence[Organisation]) -> Iterator[Organisation]:
    """*la compagnie russe Volga-Taïmyr … un avion de Volga-Taïmyr*: the company by its bare name."""
    names = list(dict.fromkeys(one.actor.name for one in found if one.operates and len(one.actor.name) >= _LEAST_NAME))
    if not names:
        return
    actors = {one.actor.name: one.actor for one in reversed(found)}
    pattern = re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, names[:_AGAIN])) + r")(?![\w-])")
    for match in pattern.finditer(doc.text, doc.report.body_start):
        yield Organisation(match.start(), match.end(), actors[match.group()], True)


_SAME_COMPANY = gated(
    r"\b(?:la meme|cette meme|le meme|cette|the same|that same|this|that) (?:compagnie|societe|transporteur|operateur|"
    r"airline|company|carrier|operator|firm)(?: aerienne)?\b"
)


def _same_company(doc: Document, found: Sequence[Organisation]) -> Iterator[Organisation]:
    """*la même compagnie*, *the same airline*: the one named last."""
    companies = [one for one in found if one.operates]
    for match in _SAME_COMPANY.finditer(doc.flat, doc.report.body_start):
        before = bisect_left(companies, match.start(), key=lambda one: one.start)
        if before:
            yield Organisation(match.start(), match.end(), companies[before - 1].actor, True)


_DEFINITE = gated(
    r"\b(?:l'|le |la |les |the )(?P<noun>armee|gouvernement|ministere|ministre|etat[ -]major|presidence|junte|marine|"
    r"army|armed forces|forces armees|government|ministry|foreign ministry|defen[cs]e ministry|"
    r"ministry of (?:defen[cs]e|foreign affairs)|"
    r"general staff|presidency|junta|navy|air force|coast guard|military|(?:prime |defen[cs]e |foreign )?minister)\b"
    r"(?: (?:de la |de l'|des )(?:defense(?: nationale)?|affaires etrangeres|interieur|armees|transports)\b)?"
    r"(?! (?:de |d'|du |des |of |[a-z]+(?:ien|ienne|ais|aise|ain|aine)\b))"
)


def _definite_offices(doc: Document, found: Sequence[Organisation]) -> Iterator[Organisation]:
    """*le ministère*, *the army*, told without a state: that of the same office named elsewhere, else of the report."""
    offices = [one for one in found if one.actor.country and _is_office(doc, one)]
    at_home = home(doc)
    alike: dict[str, list[Organisation]] = {}
    for match in _DEFINITE.finditer(doc.flat, doc.report.body_start):
        noun = (
            match["noun"].split(" ")[-1]
            if match["noun"].endswith(("ministry", "minister"))
            else match["noun"].split(" ")[0]
        )
        if noun not in alike:
            alike[noun] = [one for one in offices if noun in doc.flat[one.start : one.end]]
        same = alike[noun]
        nearest = max(0, bisect_left(same, match.start(), key=lambda one: one.start) - 1)
        country = same[nearest].actor.country if same else at_home
        if country:
            name = doc.text[match.start("noun") : match.end("noun")]
            yield Organisation(match.start("noun"), match.end("noun"), Actor(name, country), noun in _ARMED)


# A report is at home in a country that is named at least this often, and clearly oftener than the next. GUESS.
HOME_MENTIONS = 2.0
HOME_LEAD = 1.4
_SETTLED = ("city", "port", "airport", "base")


def home(doc: Document, lead: float = HOME_LEAD) -> str | None:
    """Return the country where most of a report's places lie; demonyms count half. None where two are close."""
    counts: dict[str, float] = {}
    for name in doc.names:
        country = name.country or (name.place.country if name.place and name.place.kind in _SETTLED else None)
        if country:
            counts[country] = counts.get(country, 0.0) + (0.5 if name.form == "demonym" else 1.0)
    ranked = sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:2]
    if not ranked or ranked[0][1] < HOME_MENTIONS:
        return None
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] >= lead * ranked[1][1] + 0.1 else None


_ARMED = ("armee", "marine", "army", "navy", "air", "military", "coast")


@lru_cache(maxsize=4)
def _without_hyphens(flat: str) -> str:
    return flat.replace("-", " ")


def _is_office(doc: Document, one: Organisation) -> bool:
    pattern = _FORCES_FR if doc.language == "fr" else _FORCES_EN
    return pattern.regex.search(_without_hyphens(doc.flat), one.start, one.end) is not None


def _operators(doc: Document) -> Iterator[Organisation]:
    for name in doc.names:
        if name.operator:
            actor = Actor(name.operator.name, name.operator.country or None)
            yield Organisation(name.start, name.end, actor, True)


@cache
def _listed() -> tuple[Gated, dict[str, tuple[str, bool]]]:
    """The names of the lexicon in one pattern, the longest first, and each name's country."""
    lists = wordlists("organisations")
    known = {
        name.strip(): (country, group == "armed")
        for group, countries in lists.items()
        for country, names in countries.items()
        for name in names.replace("\n", "").split("|")
    }
    longest = sorted(known, key=lambda name: (-len(name), name))
    pattern = r"(?<![\w-])(?:" + "|".join(map(re.escape, longest)) + r")(?![\w-])"
    return gated(pattern, of_copies=True), known


def _named(doc: Document) -> Iterator[Organisation]:
    pattern, known = _listed()
    for match in pattern.finditer_in(doc.text.replace("’", "'"), doc.flat, doc.report.body_start):
        country, armed = known[match.group()]
        yield Organisation(match.start(), match.end(), Actor(doc.text[match.start() : match.end()], country), armed)


def _companies(doc: Document) -> Iterator[Organisation]:
    for match in _COMPANY.finditer_in(doc.text, doc.flat, doc.report.body_start):
        article = _ARTICLE.match(match.group())
        yield _company(doc, article.end() + match.start() if article else match.start(), match.end())
    for match in _BEHIND_COMPANY.finditer_in(doc.text, doc.flat, doc.report.body_start):
        yield _company(doc, *match.span("name"))


# "A Qeshm Fars Air Boeing 747", "Un avion": an article at the beginning of a sentence is no part of the name.
_ARTICLE = re.compile(r"(?:An?|The|Une?|Les?|La|Des|Two|Deux|Three|Trois) (?=[A-ZÀ-Þ]\S* )")


def _company(doc: Document, start: int, end: int) -> Organisation:
    near = [name for name in inside(doc.names, start - 30, start) if name.form == "demonym"]
    inner = [name for name in inside(doc.names, start, end) if name.form == "demonym" or name.operator]
    owners = (name.country or (name.operator.country if name.operator else None) for name in (*inner, *near))
    country = next((one for one in owners if one), None) or _seat(doc, end)
    country = country or _based(doc, start)
    return Organisation(start, end, Actor(doc.text[start:end], country), True)


def _based(doc: Document, start: int) -> str | None:
    """*Tartous-based Blue Fold Shipping*, *Singapore's Redang Energy*: a seat before the name."""
    for name in reversed(inside(doc.names, start - SEAT_REACH, start)):
        if _SEAT_BEFORE.fullmatch(doc.flat, name.end, start):
            return name.country or (name.place.country if name.place else None) or None
    return None


_SEAT_BEFORE = re.compile(r"(?:-| )(?:based|registered|headquartered) (?:(?:company|firm|operator|airline) )?|'s ")


# A company's legal form may stand before its seat.
_LEGAL = r"(?: (?:LLP|LLC|Ltd|Limited|Inc|Co|SARL|SA|GmbH|JSC|OJSC|FZE|FZCO|Corp|PLC|plc|AS|AG|BV)\.?)?"
# "Lagoon Maritime of Sharjah", "Skyway Air, basée à Charjah", "Gulf Lift (Dubai)": where a company sits.
_SEAT = re.compile(
    r",? (?:of|de|d'|du|based in|registered in|basee? (?:a|en|au|aux)|sise? a|installee? a|"
    r"enregistree? (?:a|en|au|aux)) ?$| \($"
)
SEAT_REACH = 24


def _seat(doc: Document, end: int) -> str | None:
    legal = re.compile(_LEGAL).match(doc.text, end)
    end = legal.end() if legal else end
    for name in inside(doc.names, end, end + SEAT_REACH)[:1]:
        if _SEAT.fullmatch(doc.flat, end, name.start):
            return name.country or (name.place.country if name.place else None) or None
    return None


# A country or demonym belongs to an office within this many characters ("ministère bélarusse de la Défense").
OFFICE_REACH = 28


def _forces(doc: Document) -> Iterator[Organisation]:
    pattern = _FORCES_FR if doc.language == "fr" else _FORCES_EN
    for match in pattern.finditer_in(_without_hyphens(doc.flat), doc.flat, doc.report.body_start):
        span = _with_country(doc, *match.span())
        if span:
            start, end, country = span
            operates = bool(
                re.match(
                    r"armee|forces|marine|aviation|flotte|air force|army|navy|armed|military|"
                    r"fleet",
                    match.group(),
                )
            )
            yield Organisation(start, end, Actor(doc.text[start:end], country), operates)


def _with_country(doc: Document, start: int, end: int) -> tuple[int, int, str] | None:
    if doc.language == "fr":
        for name in inside(doc.names, end, end + OFFICE_REACH):
            gap = doc.flat[end : name.start]
            if name.country and re.fullmatch(
                r" (?:[a-z]+ )?(?:de la |de l'|de |du |d'|"
                r"des )?(?:[a-z]+ de la )?",
                gap,
            ):
                return start, name.end, name.country
        return None
    for name in reversed(inside(doc.names, start - OFFICE_REACH, start)):
        gap = doc.flat[name.end : start]
        if name.country and re.fullmatch(r"(?:'s)? (?:[a-z]+ ){0,2}", gap):
            return name.start, end, name.country
    for name in inside(doc.names, end, end + OFFICE_REACH)[:1]:
        if name.country and re.fullmatch(
            r" (?:of|in) (?:the )?| (?:spokes\w+|officials?|sources?) in ", doc.flat[end : name.start]
        ):
            return start, name.end, name.country
    return None
