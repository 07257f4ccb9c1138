"""What would decide one claim: kinds of data and days, read off its verdict; or why nothing known would."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from crossbearing.model.claims import Claim, Kind
from crossbearing.model.verdicts import Outcome, Phrase, Reason, Verdict, phrase

# Days on either side of a claim's own in which a craft's habit of being heard can be learnt: five legs are asked for,
# and a transport flies some a week. GUESS.
HABIT_DAYS = 14
# Days on either side in which the rate of a traffic is learnt. GUESS: as long as the change is usually told of.
RATE_DAYS = 30
# Days of a claim without any, before its report came out: as the checks look (`checks.windows`).
UNDATED_DAYS = 30
# No claim asks for more days than this; a claim of years is not decided by loading all of them.
MOST_DAYS = 120

SHIPS = frozenset({Kind.PORT_CALL, Kind.SHIP_TRANSFER})
FLOWN = frozenset({Kind.FLIGHT, Kind.VISIT_COUNT, Kind.TRAFFIC_CHANGE})
DECIDED = frozenset({Outcome.SUPPORTED, Outcome.CONTRADICTED})
UNNAMED = ("place.unnamed", "place.unplaced", "window.unknown", "count.unnamed", "beyond.no_carrier")
# Roles that no archive can show, whatever is loaded.
UNSEEN = ("cargo", "intention", "people")


@dataclass(frozen=True, slots=True)
class Need:
    """A kind of data (as in `data/archives.toml`) that bears on a claim, the UTC days of it, and why.

    `elsewhere`: what is held of those days does not count, another network is asked for.
    """

    kind: str
    because: Phrase
    days: tuple[date, ...] = ()
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Needs:
    """All that bears on a claim, or nothing with the reason; `also` tells what would stay open in any case."""

    needs: tuple[Need, ...] = ()
    nothing: Phrase | None = None
    also: tuple[Phrase, ...] = ()


# Reasons for which what is loaded should decide the claim; for the others it may.
DECIDING = frozenset({"plan.days", "plan.habit", "plan.rate", "plan.register", "plan.ships", "plan.travellers"})

Days = Callable[[date, date], tuple[date, ...]]


def needs_of(claim: Claim, verdict: Verdict, published: date | None, days: Days) -> Needs | None:
    """Return what would decide a claim; None where it is decided.

    `published` is the last day its report may be of; `days` turns days on the clocks of its places into days of UTC.
    """
    if verdict.verdict in DECIDED:
        return None
    also = tuple(phrase("plan.unseen", role=role) for role in UNSEEN if role in verdict.roles_not_checkable)
    if verdict.verdict is Outcome.NOT_CHECKABLE:
        return Needs(nothing=_beyond(verdict), also=also)
    span = _span(claim, verdict, published)
    found = _asked(claim, verdict, span, days)
    if not found:
        return Needs(nothing=phrase("plan.nothing_known"), also=also)
    return Needs(needs=tuple(found), also=also)


def _beyond(verdict: Verdict) -> Phrase:
    """Why nothing would decide a claim that is not checkable."""
    said = {one.key for one in verdict.because}
    return phrase("plan.unnamed") if said.intersection(UNNAMED) else phrase("plan.words")


def _span(claim: Claim, verdict: Verdict, published: date | None) -> tuple[date, date] | None:
    """The days of a claim: those its verdict looked at, else its own, else those before its report."""
    if verdict.window is not None:
        return verdict.window
    when = claim.when
    end = (when.end if when else None) or published or (when.start if when else None)
    if end is None:
        return None
    start = (when.start if when else None) or end - timedelta(days=UNDATED_DAYS)
    return min(start, end), max(start, end)


def _asked(claim: Claim, verdict: Verdict, span: tuple[date, date] | None, days: Days) -> list[Need]:
    said = {one.key for one in verdict.because}
    if verdict.verdict is Outcome.UNTESTED:
        return _untested(claim, said, span, days)
    medium = _medium(claim)
    if medium == "travellers":
        return [Need(medium, phrase("plan.travellers"))]
    if verdict.verdict is Outcome.CONFLICTING:
        return [Need(f"{medium.removesuffix('s')}_register", phrase("plan.identity"))]
    own = _wide(span, 0, days)
    images = [Need("images", phrase("plan.images"), own)] if medium == "ships" else []
    if verdict.verdict is not Outcome.NOT_OBSERVABLE:
        key = "plan.no_trace" if verdict.verdict is Outcome.NO_TRACE else "plan.half"
        return [Need(medium, phrase(key), own, True), *images, *_register(claim, said)]
    return [*_unobserved(verdict, span, days, medium), *images, *_register(claim, said)]


def _medium(claim: Claim) -> str:
    """What kind of data a claim is tested against."""
    if claim.kind is Kind.VISIT_OF_PEOPLE:
        return "travellers"
    by_ship = "vessels" in claim.checkable_by and "flights" not in claim.checkable_by
    return "ships" if claim.kind in SHIPS or by_ship or claim.craft.imo or claim.craft.mmsi else "aircraft"


def _unobserved(verdict: Verdict, span: tuple[date, date] | None, days: Days, medium: str) -> list[Need]:
    """What may decide a claim that could not be observed, by the reason."""
    own = _wide(span, 0, days)
    if verdict.reason in (Reason.ARCHIVE_MISSING, Reason.OUTSIDE_ARCHIVE):
        return [Need(medium, phrase("plan.ships" if medium == "ships" else "plan.days"), own)]
    if verdict.reason is Reason.CRAFT_NOT_TRANSMITTING:
        return [
            Need(medium, phrase("plan.habit", n=HABIT_DAYS), _wide(span, HABIT_DAYS, days)),
            Need(medium, phrase("plan.elsewhere"), own, True),
        ]
    if verdict.reason in (Reason.NO_RECEIVER, Reason.JAMMED):
        key = "plan.elsewhere" if verdict.reason is Reason.NO_RECEIVER else "plan.jammed"
        return [Need(medium, phrase(key), own, True)]
    return [Need(medium, phrase("plan.rate", n=RATE_DAYS), _wide(span, RATE_DAYS, days))]


def _untested(claim: Claim, said: set[str], span: tuple[date, date] | None, days: Days) -> list[Need]:
    if "untested.no_check" in said:
        return []
    if "untested.register" in said or claim.kind is Kind.ALIAS:
        return [Need(f"{_medium(claim).removesuffix('s')}_register", phrase("plan.register"))]
    if "untested.records" in said or claim.kind is Kind.VISIT_OF_PEOPLE or "records" in claim.checkable_by:
        return [Need("travellers", phrase("plan.travellers"))]
    own = _wide(span, 0, days)
    if "untested.ships" in said or claim.kind in SHIPS or "vessels" in claim.checkable_by:
        found = [Need("ships", phrase("plan.ships"), own), Need("images", phrase("plan.images"), own)]
        return [*found, Need("ship_register", phrase("plan.ship_names"))] if not claim.craft.imo else found
    if "untested.tracks" in said or "flights" in claim.checkable_by or claim.kind in FLOWN:
        more = RATE_DAYS if claim.kind is Kind.TRAFFIC_CHANGE else 0
        return [Need("aircraft", phrase("plan.days"), _wide(span, more, days)), *_register(claim, said)]
    return []


def _register(claim: Claim, said: set[str]) -> list[Need]:
    """A register helps where the craft named is in none that is loaded."""
    if "subject.unheard" not in said:
        return []
    found = [Need("aircraft_register", phrase("plan.unheard"))]
    return [*found, Need("sanctions", phrase("plan.sanctions"))] if claim.actors else found


def _wide(span: tuple[date, date] | None, more: int, days: Days) -> tuple[date, ...]:
    """The UTC days of a span with `more` days on either side, the middle ones where they are too many."""
    if span is None:
        return ()
    listed = days(span[0] - timedelta(days=more), span[1] + timedelta(days=more))
    spare = max(0, len(listed) - MOST_DAYS)
    return listed[spare // 2 : len(listed) - (spare - spare // 2)]


def every_day(start: date, end: date) -> tuple[date, ...]:
    """Return the days of a span, both inclusive."""
    return tuple(start + timedelta(days=n) for n in range((end - start).days + 1))
