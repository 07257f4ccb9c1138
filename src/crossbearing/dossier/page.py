"""The page itself: one HTML file that loads nothing, runs nothing and prints."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache, partial
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from crossbearing.dossier import persons, wording
from crossbearing.dossier.cards import Card, card, origins
from crossbearing.dossier.corrected import Dropped, dropped
from crossbearing.dossier.dealings import dealing_rows, total_rows
from crossbearing.dossier.dealings_chart import MOST_LINES, dealings_charts, sign
from crossbearing.dossier.desk import Desk, desk_of
from crossbearing.dossier.disputes import disputes
from crossbearing.dossier.figures import figures
from crossbearing.dossier.origin_graph import origin_graph
from crossbearing.dossier.roles import role_name
from crossbearing.dossier.view import DossierView
from crossbearing.dossier.visible import dated, visible
from crossbearing.dossier.words import count, say, word
from crossbearing.model.claims import Lineage, Problem, Report, Republication
from crossbearing.model.relations import Status
from crossbearing.model.verdicts import Finding, Outcome

# How each verdict is drawn where its word does not fit: the hatching says "not observable" without colour.
PATTERNS = {Outcome.NOT_OBSERVABLE: "hatch", Outcome.NO_TRACE: "dots", Outcome.CONFLICTING: "hatch-back"}
DECIDED = frozenset({Outcome.SUPPORTED, Outcome.CONTRADICTED})


@dataclass(frozen=True, slots=True)
class Section:
    """One report with what was read in it; `report` is null for claims typed in by hand."""

    report: Report | None
    lineage: Lineage | None
    repeats: tuple[Republication, ...]
    repeated: tuple[Republication, ...]
    problems: tuple[tuple[Problem, tuple[str, ...]], ...]
    cards: tuple[Card, ...]
    dropped: tuple[Dropped, ...] = ()


# Rows of evidence shown at once; the rest is folded, and unfolded in print. GUESS: what a reader takes in at a glance.
FIRST_ROWS = 12


def render_html(view: DossierView, language: str) -> str:
    """Return the dossier as one HTML file in "en" or "fr"; the same view gives the same text.

    `KeyError` for another language, or for a phrase of a verdict that has no sentence.
    """
    desk = desk_of(view, language)
    cards = [
        replace(made, figures=figures(made, desk, environment()))
        for made in (card(claim, desk) for claim in desk.claims)
    ]
    style = stylesheet()
    template = environment().get_template("dossier.html.j2")
    return template.render(
        view=view,
        language=language,
        policy=policy(style),
        style=Markup(style),  # noqa: S704 - our own file; a test keeps its closing tag out
        say=partial(say, language),
        count=partial(count, language),
        period=partial(wording.period, language=language),
        number=partial(wording.number, language=language),
        role_name=partial(role_name, language=language),
        origins=partial(origins, language=language),
        origin=partial(wording.origin, language=language),
        hours=_hours(view),
        tally=tally(cards),
        patterns=PATTERNS,
        undecided=sum(made.outcome not in DECIDED for made in cards),
        sections=sections(desk, cards),
        first_rows=FIRST_ROWS,
        cards=cards,
        stale=[word(phrase, language) for phrase in view.stale],
        changes=persons.changes(desk),
        gone=persons.gone(desk),
        findings=_repeated(view.findings, desk),
        graph=partial(origin_graph, language=language),
        disputes=disputes(view.relations, desk),
        dealings=dealing_rows(view.dealings, desk),
        dealing_totals=total_rows(view.totals, desk),
        dealing_charts=dealings_charts(view.dealings, desk),
        statuses=tuple(Status),
        sign=sign,
        most_lines=MOST_LINES,
        desk=desk,
    )


def stylesheet() -> str:
    """Return the page's only style sheet."""
    return (files("crossbearing.dossier") / "templates" / "style.css").read_text(encoding="utf-8")


def policy(style: str) -> str:
    """Return the content security policy that lets in this style sheet, inline images, and nothing else."""
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"


@cache
def environment() -> Environment:
    """Return the template engine of all pages: escaping on, nothing undefined, what cannot be seen written out."""
    environment = Environment(
        loader=PackageLoader("crossbearing.dossier", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=visible,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["stamp"] = wording.stamp
    environment.filters["dated"] = dated
    return environment


def tally(cards: Sequence[Card]) -> list[tuple[Outcome, int]]:
    """Return how many claims have each verdict, every verdict listed, in the order of the enumeration."""
    counted = Counter(made.outcome for made in cards)
    return [(outcome, counted[outcome]) for outcome in Outcome]


def sections(desk: Desk, cards: Sequence[Card]) -> list[Section]:
    """Return the reports with their cards, oldest first; claims of no report we hold come last."""
    made = [_section(report, desk, cards) for report in desk.reports.values()]
    typed = tuple(one for one in cards if one.claim.report not in desk.reports)
    return made + ([Section(None, None, (), (), (), typed)] if typed else [])


def _section(report: Report, desk: Desk, cards: Sequence[Card]) -> Section:
    reading = desk.view.readings.get(report.id)
    problems = () if reading is None else reading.problems
    return Section(
        report=report,
        lineage=None if reading is None else reading.lineage,
        repeats=tuple(r for r in desk.view.republications if r.report == report.id),
        repeated=tuple(r for r in desk.view.republications if r.of == report.id),
        problems=tuple((p, tuple(report.text[s.start : s.end] for s in p.spans)) for p in problems),
        cards=tuple(one for one in cards if one.claim.report == report.id),
        dropped=dropped(report.id, desk),
    )


def _repeated(findings: Sequence[Finding], desk: Desk) -> list[tuple[Finding, list[int]]]:
    """Return the findings that bring several claims together, with the numbers of those claims."""
    numbered = [(found, sorted(desk.numbers[c] for c in found.claims if c in desk.numbers)) for found in findings]
    return sorted((pair for pair in numbered if len(pair[1]) > 1), key=lambda pair: (pair[1], pair[0].id))


def _hours(view: DossierView) -> list[dict[str, Any]]:
    """Return for each network the days its archive spans, and how many of their hours it holds."""
    rows: list[dict[str, Any]] = []
    for (network, whole), own in view.archive.group_by(["network", "whole"], maintain_order=True):
        stretches = sorted(own.select("started_at", "ended_at").iter_rows())
        start, end = stretches[0][0], max(until for _, until in stretches)
        held = sum(((b - a) for a, b in _joined(stretches)), timedelta())
        hours = {"held": held / timedelta(hours=1), "spanned": (end - start) / timedelta(hours=1)}
        rows.append({"network": network, "whole": whole, "start": start, "end": end, **hours})
    return sorted(rows, key=lambda row: (row["network"], not row["whole"]))


def _joined(stretches: Sequence[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    joined: list[tuple[datetime, datetime]] = []
    for start, end in stretches:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
