"""Readings as tests ask for them: a text and its publication month or day, read with the packaged world."""

from __future__ import annotations

from dataclasses import replace

from crossbearing.model.claims import Claim, Kind, Reading, Report
from crossbearing.reading import read_report
from crossbearing.world import load_world
from reading.reports import report as bare_report


def report(text: str, published: str = "2023-06", name: str = "x") -> Report:
    """Return a report with the header that stored reports have."""
    header = f" date {published} "
    return replace(bare_report(header + text, published, name), body_start=len(header))


def reading(text: str, published: str = "2023-06") -> Reading:
    return read_report(report(text, published), load_world())


def claims(text: str, published: str = "2023-06") -> tuple[Claim, ...]:
    return reading(text, published).claims


def claim(text: str, kind: Kind, published: str = "2023-06") -> Claim:
    """Return the one claim of a kind in a text."""
    found = [one for one in claims(text, published) if one.kind is kind]
    assert len(found) == 1, [(one.kind, one.quote) for one in claims(text, published)]
    return found[0]


def roles(of: Claim) -> dict[str, str]:
    return {place.role.value: place.name for place in of.places}
