"""Are two marks one aircraft? The check of claims that a craft flew, or flies, under another name."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import Any

import numpy as np
import polars as pl

from crossbearing.checks import evidence
from crossbearing.checks.answer import Answer
from crossbearing.checks.witness import Witness
from crossbearing.model.claims import Claim
from crossbearing.model.verdicts import EvidenceRow, Outcome, Phrase, Reason, phrase
from crossbearing.movement import fleets
from crossbearing.movement.fleets import plain
from crossbearing.movement.prism import top_speed_kmh
from crossbearing.movement.sightings import Sightings
from crossbearing.world.geo import distance_km

# One pair of sightings that exclude each other can be an error of a position; three cannot be. GUESS.
PAIRS = 3
# Two craft this near each other are taken for one place: errors of positions, and of clocks between receivers.
NEAR_KM = 30.0
TUNING = (("pairs", f"{PAIRS}"), ("near_km", f"{NEAR_KM:g}"))


def names_two_marks(claim: Claim) -> bool:
    """Whether the claim ties two registrations, or a registration and a callsign."""
    marks = claim.craft
    return len(marks.registration) > 1 or bool(marks.registration and (marks.callsign or marks.flight_number))


def same_airframe(claim: Claim, witness: Witness) -> Answer:
    """Compare what registers, track files and positions say of two marks that are said to be one aircraft.

    Supported: both marks are given to one address, one after the other, or to one maker's serial number; or the craft
    of the registration sent the callsign. Partly supported: both are given to one address at the same time, so that two
    airframes may share it. Contradicted: the two marks belong to two addresses that were seen, three times at least,
    farther apart than one aircraft of the type can fly in the time between. Untested: no register loaded knows both.
    """
    marks = claim.craft
    sent = (*marks.callsign, *marks.flight_number)
    if len(marks.registration) < 2:
        return _sent(marks.registration[0], sent, witness)
    one, other = marks.registration[:2]
    first, second = _crafts(one, witness), _crafts(other, witness)
    if not first or not second:
        missing = ", ".join(name for name, found in ((one, first), (other, second)) if not found)
        return Answer(Outcome.UNTESTED, (phrase("untested.register", marks=missing),), unmatched=("alias",))
    shared = sorted(set(first) & set(second))
    if shared:
        return _one_address(one, other, shared, witness)
    return _two_addresses(one, other, first, second, witness)


def _crafts(registration: str, witness: Witness) -> tuple[str, ...]:
    return fleets.by_registration([registration], witness.listed, None, None).crafts


def _sent(registration: str, callsigns: tuple[str, ...], witness: Witness) -> Answer:
    crafts, wanted = _crafts(registration, witness), {one.replace(" ", "").upper() for one in callsigns}
    names = ", ".join(callsigns)
    if not crafts:
        return Answer(Outcome.UNTESTED, (phrase("untested.register", marks=registration),), unmatched=("alias",))
    legs = [leg for leg in witness.legs(crafts).iter_rows(named=True) if wanted & set(leg["callsigns"])]
    if not legs:
        said = phrase("alias.never_sent", craft=registration, callsign=names)
        return Answer(Outcome.NOT_OBSERVABLE, (said,), Reason.CRAFT_NOT_TRANSMITTING, unmatched=("alias",))
    said = phrase("alias.sent", craft=registration, callsign=names, n=len(legs))
    rows = tuple(evidence.of_flight(leg) for leg in legs)
    return Answer(Outcome.SUPPORTED, (said,), matched=("registration", "callsign", "alias"), evidence=rows)


def _one_address(one: str, other: str, crafts: list[str], witness: Witness) -> Answer:
    """Both marks belong to one address or serial number: at different times, or at once."""
    rows = witness.listed.filter(pl.col("craft").is_in(crafts), pl.col("registration").is_not_null())
    days = [_days(rows, mark) for mark in (one, other)]
    said = (
        phrase("alias.one_address", crafts=", ".join(crafts)),
        *(phrase("alias.days", craft=mark, days=text) for mark, (_, text) in zip((one, other), days, strict=True)),
    )
    at_once = any(_meet(a, b) for a in days[0][0] for b in days[1][0])
    labels = witness.legs(crafts)["airframe"].drop_nulls().n_unique()
    about: dict[str, Any] = {"evidence": _listed_rows(crafts, (one, other), witness), "tuning": TUNING}
    if at_once or labels > 1:
        said = (*said, phrase("alias.at_once"))
        return Answer(Outcome.PARTLY_SUPPORTED, said, matched=("registration",), unmatched=("alias",), **about)
    return Answer(Outcome.SUPPORTED, said, matched=("registration", "alias"), **about)


Days = tuple[object, object]


def _days(rows: pl.DataFrame, mark: str) -> tuple[list[Days], str]:
    own = [row for row in rows.iter_rows(named=True) if plain(row["registration"]) == plain(mark)]
    spans = sorted({(row["first"], row["last"]) for row in own}, key=str)
    return list(spans), "; ".join(f"{a or '…'} – {b or '…'}" for a, b in spans) or "…"


def _meet(a: Days, b: Days) -> bool:
    """Whether two stretches of days have one in common; open ends, of which nobody knows, do not meet."""
    if None in (*a, *b):
        return False
    return bool(a[0] <= b[1] and b[0] <= a[1])  # type: ignore[operator]


def _listed_rows(crafts: Iterable[str], marks: tuple[str, str], witness: Witness) -> tuple[EvidenceRow, ...]:
    """The rows of track files and registers that give the marks: the first and the last of each."""
    wanted = {plain(mark) for mark in marks}
    found = []
    files = witness.airframes.filter(pl.col("craft").is_in(list(crafts)), pl.col("registration").is_not_null())
    for mark, own in files.sort("seen_on").group_by("registration", maintain_order=True):
        if plain(str(mark[0])) in wanted:
            ends = own[[0, -1]].unique(maintain_order=True).iter_rows(named=True)
            found += [("register", f"{r['craft']}@{r['seen_on']}", f"{r['exhibit']}#{r['member']}#0") for r in ends]
    lists = witness.world.register
    for row in lists.filter(pl.col("registration").is_not_null()).iter_rows(named=True):
        if plain(row["registration"]) in wanted:
            found.append(("register", f"{row['registration']}@{row['source']}", f"{row['exhibit']}##{row['row']}"))
    return tuple(EvidenceRow(kind, name, (place,)) for kind, name, place in found)


def _two_addresses(one: str, other: str, first: tuple[str, ...], second: tuple[str, ...], witness: Witness) -> Answer:
    """The marks belong to two addresses: were both seen, too far apart to be one craft?"""
    said = phrase("alias.two_addresses", one=one, first=", ".join(first), other=other, second=", ".join(second))
    shared = witness.legs((*first, *second))["airframe"].drop_nulls().n_unique() > 0
    for a, b in combinations((*first, *second), 2):
        if shared or (a in first) == (b in first):
            continue
        seen = witness.sightings(a), witness.sightings(b)
        apart = _apart(*seen, top_speed_kmh(None))
        if len(apart) >= PAIRS:
            rows = tuple(row for i, j in apart[:PAIRS] for row in _pair(seen, i, j))
            return Answer(
                Outcome.CONTRADICTED, (said, _told(seen, apart, one, other)), Reason.ALIBI,
                unmatched=("alias",), evidence=rows, tuning=TUNING,
            )  # fmt: skip
    because = (said, phrase("alias.never_together"), phrase("untested.register", marks=f"{one}, {other}"))
    return Answer(Outcome.UNTESTED, because, unmatched=("alias",), tuning=TUNING)


def _apart(one: Sightings, other: Sightings, speed_kmh: float) -> list[tuple[int, int]]:
    """Pairs of sightings, nearest in time, that no single craft can have made; one of either craft at most a minute."""
    if not len(one) or not len(other):
        return []
    at = np.clip(np.searchsorted(one.until, other.seconds), 1, max(1, len(one) - 1))
    nearer = np.abs(one.seconds[np.minimum(at, len(one) - 1)] - other.seconds) < np.abs(
        one.seconds[at - 1] - other.seconds
    )
    mine = np.where(nearer, np.minimum(at, len(one) - 1), at - 1)
    hours = np.abs(one.seconds[mine] - other.seconds) + (one.until - one.seconds)[mine] + (other.until - other.seconds)
    km = np.asarray(distance_km(one.lat[mine], one.lon[mine], other.lat, other.lon))
    slack = NEAR_KM + one.slack_km[mine] + other.slack_km
    rows = np.flatnonzero(km - slack > hours / 3600.0 * speed_kmh)
    minutes = (other.seconds[rows] // 60).astype(np.int64)
    _, kept = np.unique(minutes, return_index=True)
    return [(int(mine[row]), int(row)) for row in rows[kept]]


def _pair(seen: tuple[Sightings, Sightings], i: int, j: int) -> tuple[EvidenceRow, ...]:
    return (*evidence.of_sightings(seen[0], (i,)), *evidence.of_sightings(seen[1], (j,)))


def _told(seen: tuple[Sightings, Sightings], apart: list[tuple[int, int]], one: str, other: str) -> Phrase:
    i, j = apart[0]
    a, b = seen
    km = float(distance_km(float(a.lat[i]), float(a.lon[i]), float(b.lat[j]), float(b.lon[j])))
    times = {"at": evidence.stamp(a.frame["time"][i]), "then": evidence.stamp(b.frame["time"][j])}
    return phrase("alias.apart", one=one, other=other, km=f"{km:.0f}", n=len(apart), **times)
