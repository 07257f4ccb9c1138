"""A reading with its reasons: which rule found each claim, and which characters gave each of its parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crossbearing.model.claims import Claim, Reading, Report, Span
from crossbearing.reading.assemble import claims_of, stretches
from crossbearing.reading.document import examine
from crossbearing.reading.draft import Draft
from crossbearing.reading.read import drafts, read_report
from crossbearing.reading.scene import Scene, stage
from crossbearing.reading.speaking.stance import governing, is_hedged, own_stance
from crossbearing.reading.undated import dated_anyhow
from crossbearing.world import World


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a claim: what it is, the characters it was read from, and the rule or value behind it.

    `what` is rule, predicate, speaker, stance, when, identifier, name, place or quantity. Characters are null where a
    part rests on the whole claim.
    """

    what: str
    because: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Explained:
    """What was read in a report, its language, and the parts of each claim by the claim's id."""

    report: Report
    reading: Reading
    language: str
    parts: dict[str, tuple[Part, ...]]

    def speakers(self) -> tuple[Span, ...]:
        """The words that name the speakers of its claims, in their order, each once."""
        spans = {part.span for parts in self.parts.values() for part in parts if part.what == "speaker" and part.span}
        return tuple(sorted(spans, key=lambda span: (span.start, span.end)))


def explain(report: Report, world: World) -> Explained:
    """Return the same reading as `read_report`, with the reasons for each claim."""
    scene = stage(examine(report if report.is_dated else dated_anyhow(report)[0], world))
    found = list(drafts(scene))
    reading = read_report(report, world)
    plain = {claim.id: claim for claim in claims_of(scene, found)}
    waiting: dict[tuple[int, int, str], list[Draft]] = {}
    for draft in sorted(found, key=lambda one: (one.at, one.start, one.kind)):
        waiting.setdefault((draft.start, draft.end, draft.kind), []).append(draft)
    parts = {}
    for claim in reading.claims:
        of_it = waiting.get((claim.start, claim.end, claim.kind), [])
        if of_it:
            parts[claim.id] = tuple(_parts(scene, of_it.pop(0), claim, plain.get(claim.id)))
    return Explained(report, reading, scene.doc.language, parts)


def _parts(scene: Scene, draft: Draft, claim: Claim, plain: Claim | None) -> Iterator[Part]:
    predicate = draft.clause.predicate
    yield Part("rule", f"{draft.rule or 'rule without a name'} ({draft.kind})")
    if predicate is not None:
        facts = [predicate.lemma, str(predicate.form), "passive" * predicate.passive, "negative" * predicate.negative]
        yield Part("predicate", ", ".join(filter(None, facts)), Span(predicate.start, predicate.end))
    yield from _said(scene, draft, claim, plain)
    places = stretches(scene, draft)
    yield from _times(scene, places)
    yield from _things(scene, places)


def _said(scene: Scene, draft: Draft, claim: Claim, plain: Claim | None) -> Iterator[Part]:
    found = governing(scene, draft)
    for saying in found:
        yield Part("speaker", f"{' < '.join(saying.chain)} ({saying.manner})", Span(saying.start, saying.end))
    if claim.attribution and not found:
        yield Part("speaker", f"{' < '.join(claim.attribution)} (carried on, or told by the rule itself)")
    why = [str(claim.stance)]
    if is_hedged(draft, found):
        why.append("a conditional, a modal verb or a verb of alleging keeps a distance")
    if plain is not None and plain.stance is not claim.stance:
        why.append(f"a remark elsewhere in the report; by itself {plain.stance}")
    elif own_stance(draft, found) is not claim.stance and claim.attribution:
        why.append("it has a speaker")
    yield Part("stance", "; ".join(why))
    for one in scene.doc.conditionals:
        if draft.start <= one.start < draft.end:
            yield Part("stance", f"conditional: {one.kind}", Span(one.start, one.end))


def _times(scene: Scene, places: Sequence[tuple[int, int]]) -> Iterator[Part]:
    for time in scene.doc.times:
        if _within(time.start, places):
            value = f"{time.value_start or '…'} to {time.value_end or '…'}"
            said = "; dates the speaking, not the event" if time.said else ""
            yield Part("when", f"{time.form}, by {time.anchor}: {value}{said}", Span(time.start, time.end))


def _things(scene: Scene, places: Sequence[tuple[int, int]]) -> Iterator[Part]:
    for one in scene.doc.ids:
        if _within(one.start, places):
            yield Part("identifier", f"{one.kind} {one.value}", Span(one.start, one.end))
    for spot in scene.spots:
        if _within(spot.start, places):
            at = "no position" if spot.lat is None else f"{spot.lat:.2f} {spot.lon:.2f}"
            yield Part("place", f"{spot.name}, {spot.country or 'no country'}, {at}", Span(spot.start, spot.end))
    for name in scene.doc.names:
        if _within(name.start, places) and name.place is None:
            yield Part("name", _kind_of(name), Span(name.start, name.end))
    for many in scene.doc.quantities:
        if _within(many.start, places):
            yield Part("quantity", f"{many.form}: {_plain(many.min)} to {_plain(many.max)}", Span(many.start, many.end))


def _kind_of(name: object) -> str:
    facts = {
        "aircraft type": " ".join(getattr(name, "designators", ())),
        "equipment": getattr(getattr(name, "item", None), "name", ""),
        "operator": getattr(getattr(name, "operator", None), "name", ""),
        "country": getattr(name, "country", None) or "",
    }
    return ", ".join(f"{kind} {value}" for kind, value in facts.items() if value) or "a name of the lexicon"


def _plain(number: float | None) -> str:
    return "…" if number is None else f"{number:g}"


def _within(at: int, places: Sequence[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in places)
