"""Did it fly there? The check of claims that a craft flew from one place to another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import polars as pl

from crossbearing.checks import evidence
from crossbearing.checks.answer import Answer
from crossbearing.checks.subjects import Known, Member, Subject, subject_of
from crossbearing.checks.unheard import opening_words, would_be_heard
from crossbearing.checks.windows import Window, airports_of, places_of, window_of
from crossbearing.checks.witness import Witness
from crossbearing.model.claims import Claim, EquipmentRole, PlaceRole
from crossbearing.model.verdicts import EvidenceRow, Outcome, Phrase, Reason, phrase
from crossbearing.movement.prism import (
    MINIMUM_STOP_S,
    WIND_FACTOR,
    Opening,
    Sightings,
    could_have_flown,
    could_have_visited,
    top_speed_kmh,
)

# Evidence that shows an end directly or by the neighbouring leg; `extrapolated` only makes it likely.
SHOWN = ("ground", "low", "next")
# At most so many legs, silences and craft are told of one by one.
TOLD = 6

TUNING = (("minimum_stop_s", f"{MINIMUM_STOP_S:g}"), ("wind_factor", f"{WIND_FACTOR:g}"))


@dataclass(frozen=True, slots=True)
class Asked:
    """A flight as claimed: whose, from where, to where, when. An empty set of airports: not said."""

    subject: Subject
    departures: tuple[str, ...]
    arrivals: tuple[str, ...]
    window: Window
    roles: tuple[str, ...]
    unseen: tuple[str, ...]
    departure_name: str
    arrival_name: str


def flew(claim: Claim, witness: Witness) -> Answer:
    """Look for a leg of the claimed craft from the claimed departure to the claimed arrival on the claimed days.

    Supported: a leg whose both ends were seen on the ground, low at the field, or through the leg before or after.
    Partly supported: one end was seen, the other was not and can have been the claimed one.
    Contradicted: the craft is named, and between the positions received there was no time for such a flight even
    at 1.15 times the highest speed of its type (an alibi).
    No trace: there was time only in silences in which other craft's flights were heard often enough to say, with
    95 % confidence, that at least 95 of 100 flights would have given three positions.
    Not observable: everything else. What was on board, and why, no track can show.
    """
    if not witness.has_tracks:
        return Answer(Outcome.UNTESTED, (phrase("untested.tracks"),))
    asked = _asked(claim, witness)
    if isinstance(asked, Answer):
        return asked
    legs = _legs(asked, witness)
    full = [leg for leg in legs if _side(leg, asked, "departure") == _side(leg, asked, "arrival") == "shown"]
    timely = [leg for leg in full if _touches(leg, asked.window.told)]
    if timely:
        return _supported(asked, timely)
    return _unseen(asked, witness, legs, full)


def _asked(claim: Claim, witness: Witness) -> Asked | Answer:
    """The claimed flight, or the answer that says why it cannot be looked for."""
    unseen = tuple(dict.fromkeys(e.role.value for e in claim.equipment if e.role is not EquipmentRole.CARRIER))
    leaving = places_of(claim, PlaceRole.DEPARTURE)
    reaching = places_of(claim, PlaceRole.ARRIVAL) or places_of(claim, PlaceRole.SITE)
    departures, arrivals = airports_of(leaving, witness), airports_of(reaching, witness)
    if not departures and not arrivals:
        return Answer(Outcome.NOT_CHECKABLE, (phrase("place.unnamed"),), not_checkable=unseen)
    window = window_of(claim, witness, departures + arrivals)
    if window is None:
        return Answer(Outcome.NOT_CHECKABLE, (phrase("window.unknown"),), not_checkable=unseen)
    subject = subject_of(claim, witness)
    roles = (
        *subject.roles,
        *(("departure",) if leaving else ()),
        *(("arrival",) if reaching else ()),
        *(("when",) if window.stated else ()),
    )
    names = (", ".join(p.name for p in leaving), ", ".join(p.name for p in reaching))
    return Asked(subject, departures, arrivals, window, roles, unseen, *names)


def _legs(asked: Asked, witness: Witness) -> list[dict[str, Any]]:
    """Legs of the craft that touch the widest window and whose ends agree or are open, one at least agreeing."""
    start, end = asked.window.widest
    legs = witness.flights.filter(pl.col("first_seen") < end, pl.col("last_seen") >= start)
    subject = asked.subject
    if subject.known_by is not Known.NOBODY:
        legs = legs.filter(pl.col("craft").is_in([m.craft for m in subject.members]))
    if subject.callsigns:
        legs = legs.filter(pl.col("callsigns").list.eval(pl.element().is_in(list(subject.callsigns))).list.any())
    kept = []
    for leg in legs.iter_rows(named=True):
        sides = {_side(leg, asked, "departure"), _side(leg, asked, "arrival")}
        if "other" not in sides and sides & {"shown", "likely"} and _is_member(leg, subject):
            kept.append(leg)
    return kept


def _is_member(leg: dict[str, Any], subject: Subject) -> bool:
    """On a shared address only legs of an airframe that may be the claimed one count."""
    member = next((m for m in subject.members if m.craft == leg["craft"]), None)
    return member is None or member.flew(leg["airframe"])


def _side(leg: dict[str, Any], asked: Asked, side: str) -> str:
    """How one end of a leg agrees: shown, likely (extrapolated), open (not observed), other, or shown if not asked."""
    wanted = asked.departures if side == "departure" else asked.arrivals
    airport, how = leg[f"{side}_airport"], leg[f"{side}_evidence"]
    if not wanted:
        return "shown"
    if airport is None:
        return "open"
    if airport not in wanted:
        return "other"
    return "shown" if how in SHOWN else "likely"


def _touches(leg: dict[str, Any], stretch: tuple[datetime, datetime]) -> bool:
    left = leg["departed_at"] or leg["first_seen"]
    landed = leg["arrived_at"] or leg["last_seen"]
    return bool(left < stretch[1] and landed >= stretch[0])


def _supported(asked: Asked, legs: list[dict[str, Any]]) -> Answer:
    """The answer when a whole leg was seen; half of it when the claim left its craft or its day open."""
    whole = asked.window.stated and asked.subject.known_by is not Known.NOBODY
    open_roles = (
        () if whole else tuple(r for r, known in (("when", asked.window.stated), ("craft", whole)) if not known)
    )
    return Answer(
        Outcome.SUPPORTED if whole else Outcome.PARTLY_SUPPORTED,
        (*asked.subject.words(), *asked.window.words(), *(p for leg in legs[:TOLD] for p in leg_words(leg))),
        matched=asked.roles,
        unmatched=open_roles,
        not_checkable=asked.unseen,
        window=asked.window.days,
        evidence=tuple(evidence.of_flight(leg) for leg in legs),
        tuning=TUNING,
    )


def leg_words(leg: dict[str, Any]) -> tuple[Phrase, ...]:
    """Say what was seen of a leg and how each end is known."""
    name = leg["registration"] or leg["craft"]
    first, last = evidence.stamp(leg["first_seen"]), evidence.stamp(leg["last_seen"])
    said = [phrase("leg.seen", craft=name, type=leg["typecode"] or "?", first=first, last=last, n=leg["positions"])]
    for side in ("departure", "arrival"):
        how = leg[f"{side}_evidence"] or "unknown"
        said.append(phrase(f"leg.{side}.{how}", airport=leg[f"{side}_airport"] or ""))
    return tuple(said)


def _unseen(asked: Asked, witness: Witness, legs: list[dict[str, Any]], full: list[dict[str, Any]]) -> Answer:
    """The answer when no whole leg was seen on those days."""
    subject, window = asked.subject, asked.window
    about: dict[str, Any] = {"not_checkable": asked.unseen, "window": window.days, "tuning": TUNING}
    said = (*subject.words(), *window.words())
    if not subject.members:
        return Answer(Outcome.NOT_OBSERVABLE, said, Reason.CRAFT_NOT_TRANSMITTING, unmatched=asked.roles, **about)
    openings = [(m, *one) for m in subject.members for one in _openings(m, asked, witness, window.told)]
    if not openings:
        return _impossible(asked, witness, said, about)
    held = window.held(witness)
    if held != window.told:
        said = (*said, phrase("window.utc", start=evidence.stamp(held[0]), end=evidence.stamp(held[1])))
        openings = [(m, *one) for m in subject.members for one in _openings(m, asked, witness, held)] or openings
    hearing = would_be_heard(witness, [m.craft for m in subject.members], [(seen, o) for _, seen, o in openings], *held)
    silent = tuple(opening_words(seen, o, m.registration or m.craft) for m, seen, o in openings[:TOLD])
    found = hearing.detection
    if found:
        about |= {"p_seen_lower": found.p_lower, "k": found.k, "n": found.n}
    because = (*said, *silent, *hearing.because)
    if hearing.reason is None:
        return Answer(Outcome.NO_TRACE, because, unmatched=asked.roles, evidence=_rows(openings), **about)
    near = [leg for leg in legs if _touches(leg, window.told)] or full
    if near:
        return _partly(asked, near, because, about)
    return Answer(
        Outcome.NOT_OBSERVABLE, because, hearing.reason, unmatched=asked.roles, evidence=_rows(openings), **about
    )


def _rows(openings: list[tuple[Member, Sightings, Opening]]) -> tuple[EvidenceRow, ...]:
    rows = (row for _, seen, o in openings[:TOLD] for row in evidence.of_sightings(seen, (o.before, o.after)))
    return tuple(dict.fromkeys(rows))


def _openings(
    member: Member, asked: Asked, witness: Witness, stretch: tuple[datetime, datetime]
) -> list[tuple[Sightings, Opening]]:
    """Silences of one craft that leave room for the claimed flight."""
    seen = witness.sightings(member.craft, member.airframes)
    known = witness.world.types.get(member.typecode) if member.typecode else None
    speed = top_speed_kmh(known.max_kt if known else None)
    one, other = witness.fields(asked.departures), witness.fields(asked.arrivals)
    if one and other:
        stops = _stops(member, asked, witness)
        found = could_have_flown(seen, one, other, speed, *stretch, stops=stops)
    else:
        found = could_have_visited(seen, one or other, speed, *stretch, stop_s=0.0)
    return [(seen, opening) for opening in found]


def _stops(member: Member, asked: Asked, witness: Witness) -> list[datetime]:
    """Moments at which the craft was shown, by positions there, to stand at a third place."""
    places = list(asked.departures + asked.arrivals)
    stays = witness.visits.filter(
        pl.col("craft") == member.craft,
        pl.col("shown"),
        pl.col("evidence").is_in(["ground", "low"]),
        pl.col("place").is_not_null(),
        ~pl.col("place").is_in(places),
    )
    moments = stays.select("airframe", pl.coalesce("left_after", "arrived_before").alias("at")).iter_rows()
    return [at for airframe, at in moments if at is not None and member.flew(airframe)]


def _impossible(asked: Asked, witness: Witness, said: tuple[Phrase, ...], about: dict[str, Any]) -> Answer:
    """The answer when no craft had time: an alibi for a named one, no trace for a fleet."""
    start, end = asked.window.told
    words: list[Phrase] = []
    rows: list[EvidenceRow] = []
    for member in asked.subject.members:
        seen = witness.sightings(member.craft, member.airframes)
        inside = [i for i, s in enumerate(seen.seconds) if start.timestamp() <= s < end.timestamp()]
        words.append(
            phrase(
                "flew.alibi",
                craft=member.registration or member.craft,
                n=len(inside),
                departure=asked.departure_name,
                arrival=asked.arrival_name,
                start=evidence.stamp(start),
                end=evidence.stamp(end),
            )
        )
        rows += evidence.of_sightings(seen, inside[:1] + inside[-1:])
    outcome = Outcome.CONTRADICTED if asked.subject.named else Outcome.NO_TRACE
    reason = Reason.ALIBI if asked.subject.named else None
    return Answer(
        outcome, (*said, *words[:TOLD]), reason, unmatched=asked.roles, evidence=tuple(rows[: 2 * TOLD]), **about
    )


def _partly(asked: Asked, legs: list[dict[str, Any]], because: tuple[Phrase, ...], about: dict[str, Any]) -> Answer:
    """The answer when a leg agrees as far as it was seen."""
    unmatched = tuple(
        role
        for role in asked.roles
        if (role in ("departure", "arrival") and all(_side(leg, asked, role) != "shown" for leg in legs))
        or (role == "when" and not any(_touches(leg, asked.window.told) for leg in legs))
    )
    return Answer(
        Outcome.PARTLY_SUPPORTED,
        (*(p for leg in legs[:TOLD] for p in leg_words(leg)), *because),
        matched=tuple(role for role in asked.roles if role not in unmatched),
        unmatched=unmatched,
        evidence=tuple(evidence.of_flight(leg) for leg in legs),
        **about,
    )
