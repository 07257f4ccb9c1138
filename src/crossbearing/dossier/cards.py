"""One card per claim: everything the template prints about it, already worded."""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup

from crossbearing.dossier.corrected import corrections_of
from crossbearing.dossier.desk import Desk
from crossbearing.dossier.evidence import Evidence, Place, Row, Sighting, reached
from crossbearing.dossier.persons import Persons, persons
from crossbearing.dossier.quoting import Context, context
from crossbearing.dossier.roles import Role, role_name, roles
from crossbearing.dossier.shown import Shown, shown
from crossbearing.dossier.vessels import event_words
from crossbearing.dossier.wording import amount, bound, number, period, stamp
from crossbearing.dossier.words import count, say, sentences, word
from crossbearing.model.claims import Claim
from crossbearing.model.origins import KindCount
from crossbearing.model.verdicts import EvidenceRow, Finding, Origins, Outcome, Phrase, Verdict

# Sentences that speak of numbers: a ship's name in the place of hers would say nothing.
OF_NUMBERS = ("renamed.", "same.", "swap.", "ship.known.name")


@dataclass(frozen=True, slots=True)
class Fact:
    """A short fact beside the verdict: its label and one or more lines."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Exhibited:
    """A row of evidence as printed: what it is, its particulars, where it is in the bytes."""

    kind: str
    detail: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A claim with its verdict, ready to print."""

    number: int
    claim: Claim
    verdict: Verdict | None
    outcome: Outcome
    context: Context
    roles: tuple[Role, ...]
    because: tuple[str, ...]
    would_change: tuple[str, ...]
    facts: tuple[Fact, ...]
    evidence: tuple[Exhibited, ...]
    shown: Shown
    origins: str
    origin_names: tuple[str, ...]
    same_as: tuple[int, ...]
    disputed_by: tuple[int, ...] = ()
    corrections: tuple[str, ...] = ()
    persons: Persons = field(default_factory=Persons)
    figures: tuple[Markup, ...] = ()


def card(claim: Claim, desk: Desk) -> Card:
    """Return the card of one claim, without its figures."""
    language, verdict, finding = desk.language, desk.verdicts.get(claim.id), desk.findings.get(claim.id)
    rows = () if verdict is None else verdict.evidence
    same = () if finding is None else finding.claims
    return Card(
        number=desk.numbers[claim.id],
        claim=claim,
        verdict=verdict,
        outcome=desk.outcome(claim),
        context=context(claim, desk.reports.get(claim.report)),
        roles=roles(claim, desk),
        because=() if verdict is None else tuple(word(_named(phrase, desk), language) for phrase in verdict.because),
        would_change=() if verdict is None else tuple(word(phrase, language) for phrase in verdict.would_change),
        facts=() if verdict is None else facts(verdict, language),
        evidence=tuple(_exhibited(row, desk) for row in rows),
        shown=shown(claim, verdict, desk.evidence),
        origins=origins(_origins(verdict, finding), language),
        origin_names=() if finding is None else finding.origin_names,
        same_as=tuple(sorted(desk.numbers[other] for other in same if other != claim.id and other in desk.numbers)),
        disputed_by=tuple(sorted(desk.numbers[one] for one in _disputing(verdict) if one in desk.numbers)),
        corrections=corrections_of(claim.id, desk),
        persons=persons(claim.id, desk),
    )


def _disputing(verdict: Verdict | None) -> tuple[str, ...]:
    return () if verdict is None else verdict.disputed_by


def _named(phrase: Phrase, desk: Desk) -> Phrase:
    """A phrase that names a claim by its id names it by its number here, a ship by her name, a port by its own."""
    known, numbers = desk.evidence.at_sea.names, phrase.key.startswith(OF_NUMBERS)
    told = ((name, value, known.numbered(value) if numbers else known.told(value)) for name, value in phrase.values)
    values = ((name, desk.numbers.get(value), words) for name, value, words in told)
    label = "claim.label"
    return Phrase(
        phrase.key, tuple((name, say(desk.language, label, n=at) if at else value) for name, at, value in values)
    )


def _origins(verdict: Verdict | None, finding: Finding | None) -> Origins | None:
    if finding is not None:
        return finding.origins
    return None if verdict is None else verdict.origins


def origins(found: Origins | None, language: str) -> str:
    """Return how many independent origins there are, as a range where it is one; empty when not counted."""
    if found is None:
        return ""
    if len(found.kinds) > 1:  # side by side, never added
        return " · ".join(_of_kind(one, language) for one in found.kinds)
    if found.lo == found.hi:
        return count(language, "n.origins", found.lo)
    return say(language, "finding.origins", range=f"{found.lo}–{found.hi}")


def _of_kind(one: KindCount, language: str) -> str:
    range_ = str(one.lo) if one.lo == one.hi else f"{one.lo}–{one.hi}"
    return say(language, "finding.of_kind", kind=say(language, f"origin_kind.{one.kind}"), range=range_)


def facts(verdict: Verdict, language: str) -> tuple[Fact, ...]:
    """Return the figures and role lists behind a verdict; what it does not give is left out."""
    given = {
        "roles_matched": _names(verdict.roles_matched, language),
        "roles_unmatched": _names(verdict.roles_unmatched, language),
        "roles_not_checkable": _names(verdict.roles_not_checkable, language),
        "window": () if verdict.window is None else (period(*verdict.window, language),),
        "count_seen": _lines(_counted(verdict, language)),
        "coverage": _coverage(verdict, language),
    }
    return tuple(Fact(say(language, f"claim.{key}"), lines) for key, lines in given.items() if lines)


def _counted(verdict: Verdict, language: str) -> str:
    """The count's range; nothing where it says no more than "zero or more"."""
    if not verdict.n_min and verdict.n_max is None:
        return ""
    return amount(verdict.n_min, verdict.n_max, False, language)


def _names(names: tuple[str, ...], language: str) -> tuple[str, ...]:
    return _lines(", ".join(role_name(name, language) for name in names))


def _lines(*lines: str) -> tuple[str, ...]:
    return tuple(line for line in lines if line)


def _coverage(verdict: Verdict, language: str) -> tuple[str, ...]:
    heard = lower = ""
    if verdict.k is not None and verdict.n is not None:
        heard = say(language, "claim.coverage_kn", k=number(verdict.k, language), n=number(verdict.n, language))
    if verdict.p_seen_lower is not None:
        lower = say(language, "claim.coverage_bound", p=bound(verdict.p_seen_lower, language))
    return _lines(heard, lower)


def _exhibited(row: EvidenceRow, desk: Desk) -> Exhibited:
    kind = sentences(desk.language).get(f"evidence.{row.kind}", row.kind)
    return Exhibited(kind, _detail(row, desk.evidence, desk.language), reached(row))


def _detail(row: EvidenceRow, evidence: Evidence, language: str) -> str:
    flight, visit = evidence.flights.get(row.id), evidence.visits.get(row.id)
    if row.kind == "flight" and flight is not None:
        return flight_words(flight, language)
    if row.kind == "visit" and visit is not None:
        return stay_words(visit, evidence, language)
    event = evidence.at_sea.events.get((row.kind, row.id))
    if event is not None:
        return event_words(row.kind, event, evidence.at_sea.names, language)
    seen = evidence.sightings.get(row.exhibits[0]) if row.exhibits else None
    return row.id if seen is None or row.kind != "position" else _position_words(seen, evidence, language)


def _position_words(seen: Sighting, evidence: Evidence, language: str) -> str:
    names = (str(leg["registration"]) for leg in evidence.legs_of.get(seen.craft, ()) if leg["registration"])
    lat, lon = (f"{degrees:.2f}" for degrees in (seen.lat, seen.lon))
    craft = next(names, evidence.at_sea.names.ship(seen.craft))
    return say(language, "map.position_at", craft=craft, lat=lat, lon=lon, time=stamp(seen.time))


def flight_words(flight: Row, language: str) -> str:
    """Return a flight in words: craft, ends with the evidence for them, when it was seen."""
    seen = f"{stamp(flight['first_seen'])} – {stamp(flight['last_seen'])}"
    ends = (_end(flight, "departure", language), _end(flight, "arrival", language))
    return f"{craft_name(flight)}, {seen}, {' → '.join(ends)}"


def _end(flight: Row, end: str, language: str) -> str:
    if flight[f"{end}_airport"]:
        evidence = sentences(language).get(f"evidence_of_end.{flight[f'{end}_evidence']}", "")
        return f"{flight[f'{end}_airport']} ({evidence})" if evidence else str(flight[f"{end}_airport"])
    names = [f"{one['airport']} {number(round(one['p'], 2), language)}" for one in flight[f"{end}_candidates"] or ()]
    return say(language, "map.possibly", names=", ".join(names)) if names else say(language, "map.not_observed")


def stay_words(visit: Row, evidence: Evidence, language: str) -> str:
    """Return a stay in words: craft, place, and when it was seen there or may have been."""
    key = "stay" if visit["shown"] else "stay_possible"
    ends = ("arrived_before", "left_after") if visit["shown"] else ("arrived_after", "left_before")
    start, end = (stamp(visit[name]) for name in ends)
    place, craft = visit["place"] or say(language, "page.unknown"), stay_craft(visit, evidence)
    return say(language, f"timeline.{key}", craft=craft, place=place, start=start, end=end).rstrip(".")


def leg(flight: Row) -> str:
    """Return a flight's ends as codes, a question mark for one that was not observed."""
    return f"{flight['departure_airport'] or '?'} → {flight['arrival_airport'] or '?'}"


def craft_name(flight: Row) -> str:
    """Return the registration of a flight's craft, or the craft's own name where the files give none."""
    return str(flight["registration"] or flight["craft"])


def stay_craft(visit: Row, evidence: Evidence) -> str:
    """Return a stay's craft by the registration its flights carry, else by its own name."""
    for end in ("arrival_flight", "departure_flight"):
        flight = evidence.flights.get(visit[end] or "")
        if flight is not None and flight["registration"]:
            return str(flight["registration"])
    return str(visit["craft"])
