"""Joins atoms: enumerations that share a month or a year, ranges, and the words that open or close a stretch."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from crossbearing.model.claims import Span
from crossbearing.reading.language.stretches import Stretches
from crossbearing.reading.times.expression import Atom, Node
from crossbearing.reading.times.joints import BETWEEN, BOUNDS, DAY_AFTER, DAY_BEFORE, FROM, LINK, RANGE_LINKS
from crossbearing.reading.times.vocabulary import vocabulary

# The words before a time that may open a stretch: "depuis le changement de pouvoir du" is 36 characters.
_LOOK_BACK = 70
_CLOSING_YEAR = re.compile(r",? ((?:19|20)\d\d)\b")
_ON_DAYS = re.compile(r"(?:on|from|between)(?: (?:the )?\d{1,2}(?:st|nd|rd|th)?[ -]?(?:to|and)?(?: the)?)?")
_DATED = (
    "date",
    "month",
    "year",
    "weekday",
    "season",
    "quarter",
    "deictic",
    "day",
    "deictic_story",
    "feast",
    "nth_weekday",
)


@dataclass(frozen=True, slots=True)
class _Piece:
    atom: Atom
    link: str  # how it is linked to the piece after it; "" for none


def glue(folded: str, start: int, end: int, atoms: list[Atom], language: str) -> list[Node]:
    """Return the nodes of one sentence, in order; atoms given in order."""
    atoms = _without_leading_adverbs(folded, atoms)
    pieces = _linked(folded, _with_bare_days(folded, start, end, atoms, language), language)
    nodes: list[Node] = []
    at = 0
    while at < len(pieces):
        node, taken = _range(folded, start, pieces, at, language)
        node = node or Node(pieces[at].atom.start, pieces[at].atom.end, "plain", pieces[at].atom)
        nodes.append(_bounded(folded, max(start, nodes[-1].end if nodes else start), node, language))
        at += taken
    return nodes


def _without_leading_adverbs(folded: str, atoms: list[Atom]) -> list[Atom]:
    """Drop adverbs that belong to the date after them: "plus tôt le 12 février", "earlier on Monday"."""
    kept = []
    for atom, following in zip(atoms, [*atoms[1:], None], strict=True):
        between = folded[atom.end : following.start].strip(" ,") if following else "x"
        if atom.kind == "deictic" and _ON_DAYS.fullmatch(between) and folded.startswith("overnight", atom.start):
            continue  # "overnight on 12 May" is the night of the 12th
        if atom.kind not in ("adverb", "vague") or between not in ("", "on", "in", "en", "dans la"):
            kept.append(atom)
    return kept


def _with_bare_days(folded: str, start: int, end: int, atoms: list[Atom], language: str) -> list[Atom]:
    """Add the days that borrow their month from a neighbour; they replace weaker atoms that they overlap."""
    added: list[Atom] = []
    for index, atom in enumerate(atoms):
        if atom.kind != "date" or atom.month is None:
            continue
        near = atoms[max(0, index - 4) : index]
        floor = max([start] + [other.end for other in near if other.kind not in ("day", "weekday")])
        added += _days_before(folded, floor, atom, language)
        if language == "en":
            added += _days_after(folded, end, atom, atoms[index + 1 : index + 5])
    taken = Stretches(Span(day.start, day.end) for day in added)
    kept = [atom for atom in atoms if not taken.touches(atom.start, atom.end)]
    return sorted([*kept, *added], key=lambda atom: atom.start)


def _days_before(folded: str, floor: int, atom: Atom, language: str) -> list[Atom]:
    found: list[Atom] = []
    at, pattern = atom.start, DAY_BEFORE[language]
    while True:
        # A leading article belongs to the date that follows the link ("entre le 7 et [le 14 février]").
        match = pattern.search(folded, max(floor, at - _LOOK_BACK), at)
        day = int(match["d"]) if match else 0
        by_comma = match is not None and match["link"].startswith(",")
        if match is None or not 1 <= day <= 31 or (by_comma and not found):
            return found
        begin = min(match.start(name) for name in ("the", "wd", "d") if match[name])
        weekday = vocabulary(language).weekdays.get((match["wd"] or "").strip())
        found.append(replace(atom, start=begin, end=_end_of_day(folded, match), day=day, weekday=weekday))
        at = begin  # "du" or "au" before it links it further


def _end_of_day(folded: str, match: re.Match[str]) -> int:
    suffix = re.compile(r"er|st|nd|rd|th").match(folded, match.end("d"))
    return suffix.end() if suffix else match.end("d")


def _days_after(folded: str, end: int, atom: Atom, atoms: list[Atom]) -> list[Atom]:
    """ "July 8, 12 and 15, 2023": the days share the month, and the year where one closes the list."""
    found: list[Atom] = []
    at = atom.end
    while match := DAY_AFTER.match(folded, at, end):
        taken = any(other.start < match.end() and match.start("d") < other.end for other in atoms)
        if taken or folded[atom.end - 1].isalpha() or not 1 <= int(match["d"]) <= 31:
            break
        found.append(replace(atom, start=match.start("d"), end=match.end("d"), day=int(match["d"]), weekday=None))
        at = match.end()
    closing = _CLOSING_YEAR.match(folded, at, end) if found else None
    if closing is None or atom.year:
        return found
    year = int(closing[1])
    return [
        replace(atom, year=year),
        *(replace(day, year=year) for day in found[:-1]),
        replace(found[-1], year=year, end=closing.end()),
    ]


def _linked(folded: str, atoms: list[Atom], language: str) -> list[_Piece]:
    """Find the links between neighbours, then let a year flow back along them."""
    links = [_link(folded, left, right, language) for left, right in pairwise(atoms)] + [""]
    for index in range(len(atoms) - 2, -1, -1):
        left, right = atoms[index], atoms[index + 1]
        if links[index] and _lacks_year(left) and right.year and right.kind in ("date", "month"):
            earlier = bool(left.month and right.month and left.month > right.month)
            atoms[index] = replace(left, year=right.year - earlier)
        elif links[index] and _lacks_year(left) and right.unit == "year" and right.kind in ("date", "month"):
            atoms[index] = replace(left, which=right.which, unit="year")
    return [_Piece(atom, link) for atom, link in zip(atoms, links, strict=True)]


def _lacks_year(atom: Atom) -> bool:
    return atom.kind in ("date", "month") and atom.year is None and atom.which is None


def _link(folded: str, left: Atom, right: Atom, language: str) -> str:
    """Return the word that links two neighbours: a comma counts only between atoms of one kind."""
    if left.kind not in _DATED or right.kind not in _DATED:
        return ""
    match = LINK[language].fullmatch(folded, left.end, right.start)
    if match is None:
        return ""
    return match["link"] or match["to"] or match["dash"] or ""


def _range(folded: str, start: int, pieces: list[_Piece], at: int, language: str) -> tuple[Node | None, int]:
    """Join two linked pieces to a range where the words say so; returns the node and the pieces it used."""
    if at + 1 >= len(pieces) or not pieces[at].link:
        return None, 1
    first, last, link = pieces[at].atom, pieces[at + 1].atom, pieces[at].link
    before = BETWEEN[language].search(folded, max(start, first.start - 16), first.start)
    if link in ("et", "and") and before:
        return Node(before.start(), last.end, "range", first, last), 2
    if link not in RANGE_LINKS or first.kind == "deictic":
        return None, 1
    opened = FROM[language].search(folded, max(start, first.start - 16), first.start)
    if not opened and first.kind not in ("date", "month", "year"):
        return None, 1
    begin = opened.start() if opened else first.start
    return Node(begin, last.end, "range", first, last), 2


def _bounded(folded: str, floor: int, node: Node, language: str) -> Node:
    """Widen a node over the words before it that open, close or qualify the stretch."""
    if node.first.kind in ("adverb", "vague", "frequency", "clock", "ago", "window"):
        return node
    for operator, pattern in BOUNDS[language]:
        match = pattern.search(folded, max(floor, node.start - _LOOK_BACK), node.start)
        if match is None or (operator in ("night", "week", "weekend") and node.first.kind not in ("date", "weekday")):
            continue
        if folded.startswith("'s ", node.end) and operator != "since":
            return node  # "before next year's budget": the bound is not on the year
        night = operator == "night" and node.operator == "plain" and re.search("nuit|night", match.group())
        if node.operator == "range" or operator in ("plain", "night"):
            operator = "night" if night else node.operator
        if operator == "after" and node.first.kind == "duration":
            return node
        return replace(node, start=match.start(), operator=operator)
    return node
