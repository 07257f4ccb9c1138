"""What survives when a report is retold or translated: numbers, days, identifiers and names.

A retold report keeps its facts, those of no importance too; an independent report of the same event has the event in
common and tells it with facts of its own. So a fact that several independently worded reports have says little, and
one that only two have says much. Names are compared across languages by the bones of their spelling: "Téhéran" and
"Tehran", "Rachid" and "Rashid".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from crossbearing.reading.copies.fingerprint import WEIGHTS, Fingerprint
from crossbearing.reading.language.text import folded

Item = tuple[str, str]
# Sounds that the two languages spell differently; what is left after them are the consonants.
_SOUNDS = (("tch", "s"), ("sch", "s"), ("ch", "s"), ("sh", "s"), ("ph", "f"), ("th", "t"), ("kh", "k"), ("gh", "g"),
           ("zh", "j"), ("dj", "j"), ("qu", "k"), ("q", "k"), ("c", "k"), ("x", "ks"), ("z", "s"))  # fmt: skip
_VOWELS = re.compile(r"[aeiouywh]")
_DOUBLED = re.compile(r"(.)\1+")
# Bones shorter than this are shared by many names. GUESS.
SHORTEST_BONES = 3
MONTHS = frozenset(
    ("january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december",
     "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
)  # fmt: skip
_SEPARATORS = re.compile(r"[\s.-]")
# A fact in more independently worded reports than this is common in the collection and weighs less.
COMMON = 2


@lru_cache(maxsize=65536)
def bones(name: str) -> str:
    """Return the consonants of a folded name as both languages spell them: "trn" of "teheran" and of "tehran"."""
    plain = name
    for spelled, sound in _SOUNDS:
        plain = plain.replace(spelled, sound)
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", plain))


def compared(items: Iterable[Item], outlets: Iterable[str] = ()) -> frozenset[Item]:
    """Return what the items are compared by: names by their bones, if there are enough, the rest as they stand.

    Months, the names of the outlet and of the one it credits, and names and numbers that are part of an identifier
    are left out: they are told apart already, or tell nothing of the story.
    """
    ids = {value for kind, value in items if kind == "id"}
    dropped = {*MONTHS, *(word for name in outlets for word in folded(name).split())}
    found = set()
    for kind, value in items:
        if kind == "name":
            bare = bones(value)
            if value not in dropped and _SEPARATORS.sub("", value).upper() not in ids and len(bare) >= SHORTEST_BONES:
                found.add((kind, bare))
        elif kind != "number" or f"{float(value):.0f}" not in ids:
            found.add((kind, value))
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Invariants:
    """What each report of a collection is compared by, and what each item weighs in the collection."""

    items: Mapping[str, frozenset[Item]]
    weights: Mapping[Item, float]

    def share(self, copy: Fingerprint, original: Fingerprint) -> float:
        """Return the weighted share of a copy's items that its original has, 0 to 1."""
        ours, theirs = self.items[copy.report], self.items[original.report]
        whole = self._weigh(ours)
        return self._weigh(ours & theirs) / whole if whole else 0.0

    def poorer_share(self, one: Fingerprint, other: Fingerprint) -> float:
        """Return the weighted share of the poorer report's items that the other has; 1 where it has none to compare."""
        ours, theirs = self.items[one.report], self.items[other.report]
        whole = min(self._weigh(ours), self._weigh(theirs))
        return self._weigh(ours & theirs) / whole if whole else 1.0

    def plain_weight(self, one: Fingerprint, other: Fingerprint) -> float:
        """Return the weight of what two reports share, whatever else the collection holds."""
        return sum(WEIGHTS[kind] for kind, _ in self.items[one.report] & self.items[other.report])

    def _weigh(self, items: Iterable[Item]) -> float:
        return sum(self.weights[item] for item in items)


def invariants_of(
    prints: Mapping[str, Fingerprint], copies: Iterable[tuple[str, str]], outlets: Mapping[str, Sequence[str]]
) -> Invariants:
    """Return what reports are compared by; `copies` are pairs of reports that share their wording and so count once.

    `outlets` are the outlets that each report names for itself.
    """
    first = {name: name for name in prints}

    def root(name: str) -> str:
        while first[name] != name:
            first[name] = name = first[first[name]]
        return name

    for one, other in copies:
        first[root(one)] = root(other)
    items = {name: compared(one.items, outlets.get(name, ())) for name, one in prints.items()}
    holders: dict[Item, set[str]] = {}
    for name, own in items.items():
        for item in own:
            holders.setdefault(item, set()).add(root(name))
    weights = {item: WEIGHTS[item[0]] * min(1.0, COMMON / len(held)) for item, held in holders.items()}
    return Invariants(items, weights)


def days_of(one: Fingerprint) -> set[str]:
    """Return the exact days that a report names."""
    return {value for kind, value in one.items if kind == "day"}
