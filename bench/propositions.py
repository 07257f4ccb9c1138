"""Do claims of several reports that state the same thing come together, and no others?

    python bench/propositions.py REPORTS GOLD [REPORTS GOLD …]

GOLD tells for a report that repeats another which of their claims correspond (`duplicates_of.claims_map`); all other
pairs of claims of a set, inside a report and across reports, state different things. Printed are precision, recall and
F1 of pairs: of the annotated claims themselves, which shows the grouping alone, and of the claims as read, where a pair
counts when both of its claims were found. Beside it stands the plain rule "equal kind, place and day".
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

from crossbearing.checks.between.propositions import propositions
from crossbearing.intake import fingerprint, read_exhibit
from crossbearing.model.claims import (
    Actor,
    Claim,
    Count,
    CraftIds,
    Equipment,
    EquipmentRole,
    Kind,
    Place,
    PlaceRole,
    Polarity,
    Report,
    Republication,
    Stance,
    When,
)
from crossbearing.model.exhibits import ExhibitKind
from crossbearing.reading import read_report, republications
from crossbearing.world import load_world

PLACE_ROLES = {"origin": "departure", "destination": "arrival"}
Pairs = set[frozenset[str]]
Grouping = Callable[[Sequence[Claim]], Iterable[Sequence[Claim]]]


def golds(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))]


def annotated(gold: dict[str, Any]) -> list[Claim]:
    """The claims of an annotation in the shape of the contract."""
    return [_claim(gold["id"], one) for one in gold["claims"]]


def _actors(listed: Iterable[dict[str, Any]]) -> tuple[Actor, ...]:
    return tuple(Actor(one["name"], one["country"]) for one in listed)


def _equipment(one: dict[str, Any]) -> Equipment:
    quantity = one.get("quantity") or {}
    return Equipment(
        one["name"],
        EquipmentRole(one["role"]),
        quantity.get("min"),
        quantity.get("max"),
        bool(quantity.get("approximate")),
    )


def _claim(report: str, one: dict[str, Any]) -> Claim:
    time = one["time"] or {}
    days = [date.fromisoformat(time[name]) if time.get(name) else None for name in ("start", "end")]
    return Claim(
        id=one["id"],
        report=report,
        start=one["start"],
        end=one["end"],
        quote=one["quote"],
        kind=Kind(one["kind"]),
        polarity=Polarity(one["polarity"]),
        stance=Stance(one["status"]),
        actors=_actors(one["actors"]["agent"]),
        recipients=_actors(one["actors"]["recipient"]),
        equipment=tuple(map(_equipment, one["equipment"])),
        places=tuple(
            Place(at["name"], PlaceRole(PLACE_ROLES.get(at["role"], at["role"])), at["country"], at["lat"], at["lon"])
            for at in one["places"]
        ),
        when=When(*days) if any(days) else None,
        counts=tuple(Count(count["what"], count["min"], count["max"]) for count in one["counts"]),
        craft=CraftIds(**{name: tuple(values) for name, values in one["ids"].items()}),
    )


def truth(listed: Sequence[dict[str, Any]]) -> Pairs:
    """The pairs that correspond, those through a third report included."""
    group: dict[str, set[str]] = {}
    for gold in listed:
        for other in gold["duplicates_of"]:
            for one, two in other["claims_map"]:
                if one is not None and two is not None:
                    joined = group.get(one, {one}) | group.get(two, {two})
                    group.update(dict.fromkeys(joined, joined))
    return {frozenset(pair) for members in group.values() for pair in combinations(sorted(members), 2)}


def copies(listed: Sequence[dict[str, Any]]) -> list[Republication]:
    return [Republication(gold["id"], other["id"]) for gold in listed for other in gold["duplicates_of"]]


def pairs(groups: Iterable[Sequence[Claim]]) -> Pairs:
    return {frozenset((a.id, b.id)) for group in groups for a, b in combinations(group, 2)}


def reports(folder: Path) -> list[Report]:
    found: list[Report] = []
    for path in sorted(folder.glob("*.txt")):
        sha256, _ = fingerprint(path)
        for batch in read_exhibit(path, name=path.name, sha256=sha256, kind=ExhibitKind.REPORTS):
            found += batch.reports
    return found


def matched(read: Sequence[Claim], gold: Sequence[Claim]) -> dict[str, str]:
    """For the id of a read claim that of the annotated claim it is: equal kind, half of the shorter span shared."""
    scored = sorted(
        (
            (-shared(one, two) / (max(one.end, two.end) - min(one.start, two.start)), one.id, two.id)
            for one in read
            for two in gold
            if one.kind is two.kind and shared(one, two) >= 0.5 * min(one.end - one.start, two.end - two.start)
        ),
    )
    found: dict[str, str] = {}
    for _, one, two in scored:
        if one not in found and two not in found.values():
            found[one] = two
    return found


def shared(one: Claim, two: Claim) -> int:
    return max(0, min(one.end, two.end) - max(one.start, two.start))


def score(found: Pairs, right: Pairs) -> str:
    hits = len(found & right)
    precision = hits / len(found) if found else 1.0
    recall = hits / len(right) if right else 1.0
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    return f"P {precision:.3f} ({hits}/{len(found)})  R {recall:.3f} ({hits}/{len(right)})  F1 {f1:.3f}"


def plain(claims: Sequence[Claim]) -> Iterable[Sequence[Claim]]:
    """The rule to compare with: equal kind, the same places, the same days."""
    groups: dict[object, list[Claim]] = {}
    for claim in claims:
        key = (claim.kind, frozenset(place.name for place in claim.places), claim.when)
        groups.setdefault(key, []).append(claim)
    return groups.values()


def main() -> None:
    folders = list(map(Path, sys.argv[1:]))
    world = load_world()
    for texts, annotation in zip(folders[::2], folders[1::2], strict=True):
        listed = golds(annotation)
        right, known = truth(listed), copies(listed)
        claims = [claim for gold in listed for claim in annotated(gold)]
        print(f"{annotation}: {len(claims)} annotated claims, {len(right)} pairs")
        print("  annotated:", score(pairs(propositions(claims, known)), right))
        print("  annotated, copies not known:", score(pairs(propositions(claims)), right))
        print("  annotated, plain rule:", score(pairs(plain(claims)), right))
        held = reports(texts)
        readings = {report.id: read_report(report, world) for report in held}
        found = republications(held, readings)
        names = {
            one: two for gold in listed for one, two in matched(readings[gold["id"]].claims, annotated(gold)).items()
        }
        read = [claim for report in held for claim in readings[report.id].claims]
        grouped = pairs(propositions(read, found))
        told = {frozenset(names.get(one, one) for one in pair) for pair in grouped}
        both = {pair for pair in right if pair <= set(names.values())}
        print("  as read:  ", score(told, both), f" of {len(right)} pairs, {len(both)} have both claims found")


if __name__ == "__main__":
    main()
