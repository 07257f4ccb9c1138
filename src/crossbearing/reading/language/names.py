"""Names the world knows - places, countries, operators, aircraft types, equipment - found in one pass over a text.

The pass runs over a copy of equal length without accents, case and hyphens; a proper name must still begin with a
capital where it is printed, a designator such as `IL76` must be printed exactly. The longest name wins.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import NamedTuple

import ahocorasick

from crossbearing.reading.language.text import folded
from crossbearing.world import Item, Operator, PlaceEntry, World


@dataclass(frozen=True, slots=True)
class Named:
    """Characters `[start, end)` that name something known; what it may be stands in the fields that are filled.

    `country` is an ISO 3166-1 code, `form` how it is named (name, demonym, capital, metonym); `designators` are ICAO
    aircraft types.
    """

    start: int
    end: int
    text: str
    place: PlaceEntry | None = None
    country: str | None = None
    form: str = ""
    operator: Operator | None = None
    designators: tuple[str, ...] = ()
    item: Item | None = None


class _Entry(NamedTuple):
    """What one spelling may mean; `surface` as the world writes it."""

    surface: str
    known: Named


@contextmanager
def _without_collecting() -> Iterator[None]:
    """A hundred thousand new objects, all kept, are looked through again and again: a third of the time (measured)."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _automaton(world: World) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    entries: dict[str, list[_Entry]] = {}
    spellings = list(_spellings(world))
    keys = flat("\n".join(surface for surface, _ in spellings)).split("\n")  # folded at one go
    for key, (surface, known) in zip(keys, spellings, strict=True):
        if len(key) > 1 and not (known.designators and _is_a_plain_number(key)):
            entries.setdefault(key, []).append(_Entry(surface, known))
    for key, listed in entries.items():
        automaton.add_word(key, (len(key), listed))
    automaton.make_automaton()
    return automaton


class NameIndex:
    """All spellings of a world, ready to be found."""

    def __init__(self, world: World) -> None:
        with _without_collecting():
            self._automaton = _automaton(world)

    def find(self, text: str, start: int = 0) -> tuple[Named, ...]:
        """Return the names in a text from `start` on, without overlaps, the longest first where they compete."""
        low = flat(text)
        hits = []
        for last, (length, listed) in self._automaton.iter(low, start):
            begin, end = last - length + 1, _end_of_word(low, last + 1)
            if end and (begin == 0 or not low[begin - 1].isalnum()):
                fitting = [entry for entry in listed if _printed_so(text[begin:end], entry.surface)]
                if fitting:
                    hits.append((begin, end, fitting))
        return _in_context(tuple(_merged(text, hit) for hit in _longest(hits)))


# States that share a demonym: the second is meant unless only the first is spoken of otherwise (Brazzaville).
_NAMESAKES = {"CG": "CD"}


def _in_context(names: tuple[Named, ...]) -> tuple[Named, ...]:
    """*the Congolese army* in a report from Goma is Kinshasa's."""
    shared = [name for name in names if name.country in _NAMESAKES and _is_shared(name)]
    if not shared:
        return names
    told = {name.country or (name.place.country if name.place else "") for name in names if name not in shared}
    meant = {one: other for one, other in _NAMESAKES.items() if one not in told or other in told}
    return tuple(
        replace(name, country=meant[name.country]) if name in shared and name.country in meant else name
        for name in names
    )


def _is_shared(name: Named) -> bool:
    return name.form == "demonym" or name.text == "Congo"


def _is_a_plain_number(key: str) -> bool:
    """*600* alone is a number, whatever aircraft is called so; only Boeing's own figures (707 … 787) are taken."""
    return key.isdigit() and not (len(key) == 3 and key[0] == key[2] == "7")


def flat(text: str) -> str:
    """Return the copy that names are looked for in: folded, hyphens as spaces, of equal length."""
    return folded(text).replace("-", " ")


def _end_of_word(low: str, end: int) -> int:
    """Where the word ends that a hit ends with; a plural s counts in; 0 when the hit ends inside a word."""
    if end >= len(low) or not low[end].isalnum():
        return end
    if low[end] == "s" and (end + 1 == len(low) or not low[end + 1].isalnum()):
        return end + 1
    return 0


def _printed_so(printed: str, surface: str) -> bool:
    """A proper name begins with a capital; a short designator in capitals is printed letter by letter."""
    if surface.isupper() and len(surface) <= 5:
        return printed.rstrip("s").replace("-", "").replace(" ", "") == surface.replace("-", "").replace(" ", "")
    return not surface[0].isupper() or not printed[0].islower()


def _longest(hits: list[tuple[int, int, list[_Entry]]]) -> Iterator[tuple[int, int, list[_Entry]]]:
    at = 0
    for hit in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
        if hit[0] >= at:
            at = hit[1]
            yield hit


def _merged(text: str, hit: tuple[int, int, list[_Entry]]) -> Named:
    start, end, entries = hit
    known = [entry.known for entry in entries]
    return Named(
        start,
        end,
        text[start:end],
        place=next((one.place for one in known if one.place), None),
        country=next((one.country for one in known if one.country), None),
        form=next((one.form for one in known if one.form), ""),
        operator=next((one.operator for one in known if one.operator), None),
        designators=next((one.designators for one in known if one.designators), ()),
        item=next((one.item for one in known if one.item), None),
    )


def _spellings(world: World) -> Iterator[tuple[str, Named]]:
    """Every spelling with what it may mean, which stands nowhere yet and has no text."""
    for surface, country, form, _ in world.countries.surfaces():
        yield surface, Named(0, 0, "", country=country, form=form)
    places: dict[int, Named] = {}  # by the identity of an entry, which the world keeps
    for surface, place in world.places.surfaces():
        yield surface, places.get(id(place)) or places.setdefault(id(place), Named(0, 0, "", place=place))
    for surface, operator in world.operators.surfaces():
        yield surface, Named(0, 0, "", operator=operator)
    for surface, designators in world.types.surfaces():
        yield surface, Named(0, 0, "", designators=designators)
    for surface, item in world.equipment.surfaces():
        yield surface, Named(0, 0, "", item=item)


_INDEXES: dict[int, tuple[World, NameIndex]] = {}


def name_index(world: World) -> NameIndex:
    """Return the index of a world, built once; the user's register does not change it."""
    key = id(world.places)
    if key not in _INDEXES:
        _INDEXES[key] = (world, NameIndex(world))  # the world is kept, so that its id is not given to another
    return _INDEXES[key][1]
