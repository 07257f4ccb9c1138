"""Which outlet a report is by, and what a person declares of outlets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from crossbearing.model.claims import Lineage, Report
from crossbearing.model.origins import Declaration, Declared
from crossbearing.world.spelling import fold

_ADDRESS = re.compile(r"https?://(?:www\.)?([a-z0-9.-]{3,100})", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|le|la|les|l|an?) ")


def key_of(name: str) -> str:
    """Return an outlet's name without its article: "The Guardian" and "le Guardian" are one."""
    return _ARTICLE.sub("", fold(name))


@dataclass(frozen=True, slots=True)
class Outlets:
    """What is known of outlets, by the key of their names: other names, owners, and whom they republish."""

    same: Mapping[str, str] = field(default_factory=dict)
    owners: Mapping[str, str] = field(default_factory=dict)
    republished: Mapping[str, str] = field(default_factory=dict)
    spelled: Mapping[str, str] = field(default_factory=dict)

    def key(self, name: str) -> str:
        """Return the key of the outlet that a name stands for."""
        plain = key_of(name)
        return self.same.get(plain, plain)

    def label(self, key: str) -> str:
        """Return how the person who declared it spells an outlet."""
        return self.spelled.get(key, key)


def outlets_of(declarations: Iterable[Declaration]) -> Outlets:
    """Return what holds of all that was declared: the latest word on each pair."""
    latest: dict[tuple[str, str, Declared], Declaration] = {}
    for one in declarations:
        latest[key_of(one.outlet), key_of(one.other), one.declared] = one
    held = [one for one in latest.values() if one.holds]
    names = _names(one for one in held if one.declared is Declared.SAME_AS)
    spelled = {key_of(name): name for one in reversed(held) for name in (one.outlet, one.other)}

    def pairs(what: Declared) -> dict[str, str]:
        found = {}
        for one in held:
            first, second = (names.get(key_of(name), key_of(name)) for name in (one.outlet, one.other))
            if one.declared is what and first != second:
                found[first] = second
        return found

    return Outlets(names, pairs(Declared.BELONGS_TO), pairs(Declared.REPUBLISHES), spelled)


def _names(declarations: Iterable[Declaration]) -> dict[str, str]:
    """For every name the one that stands for all names of its outlet: the first of them in order of letters."""
    joined: dict[str, set[str]] = {}
    for one in declarations:
        names = {key_of(one.outlet), key_of(one.other)}
        whole = set().union(*(joined.get(name, {name}) for name in names))
        joined.update(dict.fromkeys(whole, whole))
    return {name: min(whole) for name, whole in joined.items()}


def addresses(report: Report) -> tuple[str, ...]:
    """Return the hosts that a report's text links to, each once, in their order."""
    return tuple(dict.fromkeys(match[1].lower().rstrip(".") for match in _ADDRESS.finditer(report.text)))


def is_host_of(host: str, outlet: str) -> bool:
    """Whether a host bears an outlet's name: theguardian.com, guardian.co.uk and "The Guardian"."""
    label = re.sub(r"[^a-z0-9]", "", max(host.split(".")[:-1] or [host], key=len))
    names = {re.sub(r"[^a-z0-9]", "", name) for name in (fold(outlet), key_of(outlet))}
    return label in names


def by_outlet(reports: Sequence[str], lineages: Mapping[str, Lineage], outlets: Outlets) -> dict[str, list[str]]:
    """Return for the key of each outlet the reports by it, in their order."""
    found: dict[str, list[str]] = {}
    for report in reports:
        lineage = lineages.get(report)
        if lineage and lineage.outlet:
            found.setdefault(outlets.key(lineage.outlet), []).append(report)
    return found
