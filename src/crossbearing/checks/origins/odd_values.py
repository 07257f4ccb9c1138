"""Values that are odd beside what other reports give: the numbers and spellings that few share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from crossbearing.checks.between.propositions import compared
from crossbearing.checks.between.shared_keys import own_keys
from crossbearing.model.claims import Claim, Report
from crossbearing.reading.language.text import language_of
from crossbearing.world.spelling import fold

# Roles that agree before two propositions are taken for one event told with another number. GUESS.
AGREEING = 3
# Names shorter than this differ by a letter and are different names. GUESS.
SHORTEST_NAME = 6
# The last letters of a name bend with grammar ("Iranien", "Iranienne"); a slip there proves nothing.
BENDING = 3
# Names in more reports than this are how the language spells them. GUESS.
FEW = 3
_NAME = re.compile(r"\b[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]{5,30}\b")
# A report's names beyond these are not compared. GUESS: ten pages hold fewer.
MOST_NAMES = 1_000


@dataclass(frozen=True, slots=True)
class Oddity:
    """A value that is false or rare, the reports that share it, and what it is; `spelling`: only a misspelt name."""

    reports: frozenset[str]
    because: str
    spelling: bool = False


def odd_numbers(groups: Sequence[Sequence[Claim]], copies: Mapping[str, Sequence[str]]) -> Iterator[Oddity]:
    """Yield numbers shared by reports of one proposition where more reports tell the same event with another number.

    Copies do not add to the number of reports: a number is odd where more reports give another one independently.
    """
    keyed: dict[object, list[int]] = {}
    firsts = [_own(group, copies) for group in groups]
    for number, group in enumerate(groups):
        for key in own_keys(group[0]):
            keyed.setdefault(key, []).append(number)
    for number, group in enumerate(groups):
        if len(firsts[number]) < 2 or not _figures(group[0]):
            continue
        near = {other for key in own_keys(group[0]) for other in keyed[key]} - {number}
        for other in sorted(near):
            if len(firsts[other]) > len(firsts[number]) and _one_event(group[0], groups[other][0]):
                ours, theirs = _figures(group[0]), _figures(groups[other][0])
                yield Oddity(frozenset(firsts[number]), f"{ours}, {len(firsts[other])}: {theirs}")
                break


def _own(group: Sequence[Claim], copies: Mapping[str, Sequence[str]]) -> list[str]:
    return list(dict.fromkeys(claim.report for claim in group if claim.report not in copies))


def _one_event(one: Claim, other: Claim) -> bool:
    """Whether two claims agree in all roles they share but in a number."""
    told = list(compared(one, other))
    conflicts = sum(clash for _, clash in told)
    numbers = _figures(one) != _figures(other)
    return numbers and conflicts == 1 and sum(agrees for agrees, _ in told) >= AGREEING


def _figures(claim: Claim) -> str:
    told = [(one.what, one.min, one.max) for one in claim.counts]
    told += [(one.name, one.min, one.max) for one in claim.equipment if one.min != 1 or one.max != 1]
    return ", ".join(f"{_range(low, high)} {what}".strip() for what, low, high in told if low or high)


def _range(low: float | None, high: float | None) -> str:
    return f"{low:g}" if low == high and low is not None else f"{low or 0:g}..{'' if high is None else f'{high:g}'}"


def odd_registrations(groups: Sequence[Sequence[Claim]], copies: Mapping[str, Sequence[str]]) -> Iterator[Oddity]:
    """Yield registrations that two or three reports share and that are another one with two neighbours exchanged,
    which more reports give. A single other letter proves nothing: sister ships differ by one."""
    holders: dict[str, set[str]] = {}
    for group in groups:
        for claim in group:
            if claim.report not in copies:
                for name in claim.craft.registration:
                    holders.setdefault(name.upper(), set()).add(claim.report)
    for name, few in sorted(holders.items()):
        usual = [one for one in _exchanged(name) if len(holders.get(one, set()) - few) > len(few)]
        if 2 <= len(few) <= FEW and usual:
            yield Oddity(frozenset(few), f"{name} ({usual[0]})")


def _exchanged(name: str) -> list[str]:
    """The name with each two different neighbours exchanged."""
    pairs = [at for at in range(len(name) - 1) if name[at] != name[at + 1] and "-" not in name[at : at + 2]]
    return [name[:at] + name[at + 1] + name[at] + name[at + 2 :] for at in pairs]


def odd_names(reports: Sequence[Report], copies: Mapping[str, Sequence[str]]) -> Iterator[Oddity]:
    """Yield spellings that two or three reports share, one letter off from what more reports of the language use."""
    holders: dict[tuple[str, str], set[str]] = {}
    for report in reports:
        if report.id not in copies:
            body = report.text[report.body_start :]
            names = list(dict.fromkeys(fold(name) for name in _NAME.findall(body)))[:MOST_NAMES]
            language = language_of(body) if names else ""
            for name in names:
                holders.setdefault((language, name), set()).add(report.id)
    buckets: dict[tuple[str, str], list[str]] = {}
    for language, name in holders:
        for gap in _with_gaps(name):
            buckets.setdefault((language, gap), []).append(name)
    for (language, name), few in sorted(holders.items()):
        if 2 <= len(few) <= FEW and len(name) >= SHORTEST_NAME:
            near = {other for gap in _with_gaps(name) for other in buckets[language, gap]} - {name}
            usual = [o for o in sorted(near) if len(holders[language, o] - few) > len(few) and _slip(name, o)]
            if usual and not any(holders[language, other] & few for other in usual):
                yield Oddity(frozenset(few), f"{name} ({usual[0]})", spelling=True)


def _with_gaps(name: str) -> set[str]:
    """The name, and the name without each of its letters: two names one letter apart share one of these."""
    return {name, *(name[:at] + name[at + 1 :] for at in range(len(name)))}


def _slip(one: str, other: str) -> bool:
    """Whether the names differ by a letter before their endings."""
    return abs(len(one) - len(other)) <= 1 and one[-BENDING:] == other[-BENDING:]
