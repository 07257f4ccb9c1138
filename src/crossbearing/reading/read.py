"""Reads one report: what it claims, the times it names, the figures and dates that do not agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from crossbearing.model.claims import Claim, Kind, Reading, Report, TimeMention
from crossbearing.reading.assemble import claims_of
from crossbearing.reading.document import Document, examine, inside
from crossbearing.reading.draft import Draft
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.merging import merge
from crossbearing.reading.patterns import PATTERNS
from crossbearing.reading.problems import problems
from crossbearing.reading.scene import Scene, stage
from crossbearing.reading.speaking.stance import with_remarks
from crossbearing.reading.times import Form
from crossbearing.reading.undated import agreeing, dated_anyhow
from crossbearing.reading.worth import is_denied, is_fiction, is_worth_reading
from crossbearing.world import World


def read_report(report: Report, world: World) -> Reading:
    """Return what a report says: claims, time expressions, problems, lineage; all by exact characters.

    Deterministic and offline. French and English are read; a text in another language gives few claims or none.
    Where nobody says when a report was published, a date that would hang on that has no value.
    """
    if not report.is_dated:
        return agreeing(*(_read(one, world) for one in dated_anyhow(report)))
    return _read(report, world)


def _read(report: Report, world: World) -> Reading:
    doc = examine(report, world)
    scene = stage(doc)
    claims = with_remarks(scene, claims_of(scene, list(drafts(scene))))
    return Reading(
        claims=tuple(sorted(claims, key=lambda claim: (claim.start, claim.end, claim.kind, claim.id))),
        times=_mentions(doc),
        problems=problems(report, doc.times, doc.quantities, doc.sentences, doc.language, doc.ids),
        lineage=doc.lineage,
    )


def _mentions(doc: Document) -> tuple[TimeMention, ...]:
    return tuple(
        TimeMention(doc.report.id, one.start, one.end, one.value_start, one.value_end)
        for one in doc.times
        if one.form is not Form.ADVERB
    )


def drafts(scene: Scene) -> Iterator[Draft]:
    """Yield what the patterns find in a report, sentence by sentence, each with the name of its pattern."""
    if is_fiction(scene.doc):
        return
    told = -FAR
    for number, here in enumerate(scene.clauses):
        found = [draft for clause in here if is_worth_reading(scene, clause) for draft in _found(scene, clause)]
        for draft in merge(scene, found):
            told = number if draft.kind is not Kind.DENIAL else told
            if draft.kind is not Kind.DENIAL or number - told < FAR or _is_about_something(scene, number):
                yield draft


# A denial without a thing of its own is of what was told at most so many sentences before. GUESS.
FAR = 5


def _is_about_something(scene: Scene, number: int) -> bool:
    """Say whether the sentence of a denial names craft, goods or a mark, so that ministers' quarrels are none."""
    here = scene.doc.sentences[number]
    low, high = here.start, here.end
    if any(group.country for group in inside(scene.people, low, high)):
        return True
    return bool(scene.fleet.within(low, high) or inside(scene.goods, low, high) or inside(scene.doc.ids, low, high))


def _found(scene: Scene, clause: Clause) -> Sequence[Draft]:
    """The first pattern that finds something, and those that stand alongside."""
    found: list[Draft] = []
    denied = is_denied(clause)
    for pattern in PATTERNS:
        if denied and pattern.kind is not Kind.DENIAL:
            continue
        draft = pattern.finds(clause, scene)
        if draft is not None:
            found.append(replace(draft, rule=draft.rule or pattern.name))
            if not pattern.alongside:
                break
    return found


__all__ = ["Claim", "read_report"]
