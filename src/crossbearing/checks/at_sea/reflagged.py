"""Did a ship change her flag? The check of claims that a ship was re-flagged."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import polars as pl

from crossbearing.checks.answer import Answer
from crossbearing.checks.at_sea.called import by_sea
from crossbearing.checks.at_sea.kin import evidence_of, judged_between, one_hull_with, statics_of, words_of
from crossbearing.checks.at_sea.named import Ship, ships_of
from crossbearing.checks.at_sea.sea import Sea
from crossbearing.checks.windows import window_of
from crossbearing.checks.witness import Witness
from crossbearing.model.claims import Claim, EquipmentRole, PlaceRole
from crossbearing.model.verdicts import EvidenceRow, Outcome, Phrase, Reason, phrase
from crossbearing.world import World
from crossbearing.world.spelling import fold

_FLAG = re.compile(r"\b(?:re ?)?flag(?:s|ged|ging)?\b|\bpavillons?\b")
_CHANGED = re.compile(
    r"\bre ?flag|\bchang|\bswitch|\bswap|\bhoist|\btook\b|\badopt|\bmoved?\b|\btransfer|\bpass(?:e|ant)\b|\bpris\b"
    r"|\barbor|\bhiss|\bdesormais\b|\bnow\b"
)
# A number is changed on board some while before or after the register is. GUESS: a fortnight.
SLACK = timedelta(days=14)
TUNING = (("slack_days", f"{SLACK.days}"),)
Row = dict[str, Any]


def says_reflagged(claim: Claim) -> bool:
    """Whether a claim says that a ship changed her flag."""
    said = fold(claim.quote)
    return by_sea(claim) and bool(_FLAG.search(said) and _CHANGED.search(said))


@dataclass(frozen=True, slots=True)
class Flags:
    """The flag a ship is said to have left, and the one she is said to have taken (ISO 3166-1 alpha-2)."""

    was: str | None
    now: str | None


def reflagged(claim: Claim, witness: Witness) -> Answer:
    """Look at the flags whose numbers the ship sent, and at what loaded registers say of her flag.

    An MMSI begins with three digits of the state that gave it. Supported: one MMSI that begins with the digits of the
    claimed old flag and one with those of the new were sent one after the other by what is judged to be one ship, and
    the change falls in the claimed days, a fortnight's slack on either side; or a register gives the new flag from a
    day in them. Partly supported: the flags fit, the days do not or are not heard, or the old flag was not heard.
    Contradicted: a register that covers the claimed days whole gives another flag. Not observable: all else. A crew
    may change the number later than the register, or not at all.
    """
    sea = witness.sea
    if sea is None or sea.is_empty:
        return Answer(Outcome.UNTESTED, (phrase("untested.ships"),))
    flags, ships = flags_of(claim, witness.world), _ships(claim, sea, witness.world)
    window = window_of(claim, witness, ())
    if flags.now is None or not ships:
        return Answer(Outcome.NOT_CHECKABLE, (phrase("reflagged.unsaid" if ships else "called.unnamed"),))
    days = window.days if window is not None and window.stated else None
    about: dict[str, Any] = {"window": days, "tuning": TUNING}
    ship = ships[0]
    words = ship.words(sea)
    recorded = _recorded(claim, ship, sea, witness.world, flags.now, days)
    if recorded is not None:
        outcome, because, evidence = recorded
        false = outcome is Outcome.CONTRADICTED
        return Answer(
            outcome,
            (*words, because),
            Reason.RECORD if false else None,
            matched=() if false else ("flags", "when"),
            unmatched=("flags",) if false else (),
            evidence=(evidence,),
            **about,
        )
    return _sent(sea, ship, flags, days, words, about)


def flags_of(claim: Claim, world: World) -> Flags:
    """The flags that a claim names: of who acts and who receives, of places, or told as if they were ships."""
    was = [one.country for one in claim.actors] + _at(claim, PlaceRole.DEPARTURE)
    now = [one.country for one in claim.recipients] + _at(claim, PlaceRole.ARRIVAL, PlaceRole.SITE)
    told = [country for one in claim.equipment if (country := world.countries.of(one.name, "name"))]
    if len(told) > 1:
        was, now = [*was, told[0]], [*now, told[1]]
    else:
        now += told
    first, second = (next((one for one in found if one), None) for found in (was, now))
    return Flags(first, second) if second else Flags(None, first)


def _at(claim: Claim, *roles: PlaceRole) -> list[str | None]:
    return [place.country for place in claim.places if place.role in roles]


def _ships(claim: Claim, sea: Sea, world: World) -> tuple[Ship, ...]:
    """The ships of a claim, without countries that are told as carriers."""
    carriers = {one.name for one in claim.equipment if one.role is EquipmentRole.CARRIER}
    countries = {name for name in carriers if world.countries.of(name, "name")}
    return tuple(ship for ship in ships_of(claim, sea) if ship.label not in countries)


def _sent(
    sea: Sea, ship: Ship, flags: Flags, days: tuple[date, date] | None, words: tuple[Phrase, ...], about: Row
) -> Answer:
    """What the numbers say that the ship sent, over all MMSI that are judged to be hers."""
    crafts = one_hull_with(sea, ship.crafts)
    told = sea.told.filter(pl.col("craft").is_in(list(crafts))).sort("time", maintain_order=True)
    new = told.filter(pl.col("flag") == flags.now)
    old = told.filter(pl.col("flag") == flags.was) if flags.was else told.filter(pl.col("flag") != flags.now)
    if new.is_empty():
        heard = ", ".join(sorted(set(told["flag"].drop_nulls()))) or "–"
        never = phrase("reflagged.never", ship=ship.label, flag=flags.now, heard=heard)
        return _unheard((*words, never), told.tail(1), about)
    if old.is_empty() and len(one_hull_with(sea, ship.crafts[:1])) == len(crafts):
        because = (*words, phrase("reflagged.only", ship=ship.label, flag=flags.now))
        about = about | {"evidence": statics_of(new.head(1))}
        return Answer(Outcome.PARTLY_SUPPORTED, because, matched=("new flag",), unmatched=("old flag",), **about)
    last, first = old.sort("last_time", maintain_order=True).tail(1), new.head(1)
    if old.is_empty() or last["last_time"][0] > first["time"][0] or not _one_hull(sea, last, first):
        return _unheard((*words, phrase("reflagged.both", ship=ship.label, flag=flags.now)), first, about)
    return _changed(sea, ship, (last, first), days, words, about)


def _unheard(because: tuple[Phrase, ...], row: pl.DataFrame, about: Row) -> Answer:
    """Nothing that she sent tells of the change; `row` is what she did send."""
    evidence = statics_of(row)
    return Answer(Outcome.NOT_OBSERVABLE, because, Reason.CRAFT_NOT_TRANSMITTING, evidence=evidence, **about)


def _changed(
    sea: Sea,
    ship: Ship,
    ends: tuple[pl.DataFrame, pl.DataFrame],
    days: tuple[date, date] | None,
    words: tuple[Phrase, ...],
    about: Row,
) -> Answer:
    """She sent a number of the old flag last, and one of the new flag first, in these rows: was it in those days?"""
    last, first = ends
    rows = judged_between(sea, [last["craft"][0]], [first["craft"][0]])
    change = (last["last_time"][0], first["time"][0])
    said = {"was": last["flag"][0], "now": first["flag"][0], "after": _stamp(change[0]), "before": _stamp(change[1])}
    in_time = days is not None and _within(change, days)
    return Answer(
        Outcome.SUPPORTED if in_time else Outcome.PARTLY_SUPPORTED,
        (*words, phrase("reflagged.sent", ship=ship.label, **said), *words_of(rows)),
        matched=("ships", "flags", *(("when",) if in_time else ())),
        unmatched=() if in_time else ("when",),
        evidence=(*statics_of(pl.concat([last, first])), *evidence_of(rows)),
        **about,
    )


def _one_hull(sea: Sea, last: pl.DataFrame, first: pl.DataFrame) -> bool:
    """Whether the senders of two rows are judged to be one ship: namesakes are not."""
    return first["craft"][0] in one_hull_with(sea, [last["craft"][0]])


def _within(change: tuple[datetime, datetime], days: tuple[date, date]) -> bool:
    """Whether a change between two moments can fall in some days, with the slack."""
    start, end = (datetime(day.year, day.month, day.day, tzinfo=UTC) for day in days)
    return change[0] <= end + timedelta(days=1) + SLACK and change[1] >= start - SLACK


def _stamp(time: datetime) -> str:
    return f"{time:%Y-%m-%d %H:%M}"


def _recorded(
    claim: Claim, ship: Ship, sea: Sea, world: World, now: str, days: tuple[date, date] | None
) -> tuple[Outcome, Phrase, EvidenceRow] | None:
    """What a register with days says of her flag, if it says anything of the claimed days."""
    if days is None:
        return None
    own = sea.told.filter(pl.col("craft").is_in(list(ship.crafts)) & pl.col("imo_valid").fill_null(value=False))
    imos = [*claim.craft.imo, *(str(imo) for imo in own["imo"].unique().sort())]
    listed = world.register.filter(pl.col("imo").is_in(imos) & pl.col("flag").is_not_null()).to_dicts()
    for row in listed:
        flag = world.countries.of(row["flag"]) or row["flag"].upper()
        start, end = row["valid_from"], row["valid_to"]
        said = phrase("reflagged.record", source=row["source"], flag=flag, start=start or "…", end=end or "…")
        evidence = EvidenceRow("register", f"IMO {row['imo']}@{row['source']}", (f"{row['exhibit']}##{row['row']}",))
        if flag == now and start is not None and days[0] - SLACK <= start <= days[1] + SLACK:
            return Outcome.SUPPORTED, said, evidence
        if flag != now and start is not None and end is not None and start < days[0] and end > days[1] + SLACK:
            return Outcome.CONTRADICTED, said, evidence
    return None
