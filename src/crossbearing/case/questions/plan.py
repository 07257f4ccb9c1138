"""What to load next: the needs of all claims, grouped so that one download serves many, most claims first.

Nothing is downloaded, and no address is looked at: sizes, terms and availability are those of a packaged table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import polars as pl

from crossbearing.case.questions.needs import DECIDING, Days, Need, Needs, every_day, needs_of
from crossbearing.case.room import Room
from crossbearing.case.stages.intake import case_world, side_table
from crossbearing.case.stages.judgement import stored_verdicts
from crossbearing.case.stages.reading import stored_claims, stored_reports
from crossbearing.model.claims import Claim
from crossbearing.model.plans import PlanClaim, PlanItem
from crossbearing.model.verdicts import Phrase, Verdict, phrase
from crossbearing.world import World
from crossbearing.world.archives import DataArchive, data_archives
from crossbearing.world.clock import day_window

# The easier to get, the earlier among equals.
ACCESS = ("open", "account", "application", "request", "paid")
DENIES = "negation.target"


@dataclass(slots=True)
class _Wanted:
    """One unit of one archive, and the claims that want it, each with its reason."""

    archive: DataArchive
    day: date | None
    claims: dict[str, None] = field(default_factory=dict)
    because: dict[Phrase, None] = field(default_factory=dict)
    decided: set[str] = field(default_factory=set)

    def add(self, claim: str, because: Phrase) -> None:
        """Note that a claim wants it, and why."""
        self.claims[claim] = self.because[because] = None
        if because.key in DECIDING:
            self.decided.add(claim)


@dataclass(frozen=True, slots=True)
class _Held:
    """What the case holds: the whole days of each network, and the names of its files."""

    days: Mapping[str, frozenset[date]]
    names: tuple[str, ...]

    def has(self, archive: DataArchive, day: date) -> bool:
        """Whether that day of an archive is held: whole, by what was read, or by the name of its file."""
        if day in self.days.get(archive.network, ()):
            return True
        file = archive.file_of(day)
        return bool(file) and any(name.startswith(file) for name in self.names)


def plan(room: Room) -> tuple[list[PlanItem], list[PlanClaim]]:
    """Return what to load or ask, the most useful first, and each claim that is not decided with what bears on it."""
    claims, world = stored_claims(room), case_world(room)
    verdicts = {verdict.claim: verdict for verdict in stored_verdicts(room)}
    published = {report.id: report.published_end for report in stored_reports(room) if report.is_dated}
    held = _Held(held_days(side_table(room, "archive")), tuple(exhibit.name for exhibit, _ in room.exhibits()))
    wanted: dict[tuple[str, date | None], _Wanted] = {}
    told = []
    for claim in claims:
        if claim.id not in verdicts:
            continue
        meant, verdict = _meant(claim, verdicts[claim.id], {one.id: one for one in claims}, verdicts)
        needs = needs_of(meant, verdict, published.get(meant.report), _days_at(meant, world))
        if needs is not None:
            found = list(_units(claim, meant, needs, held, world))
            for archive, day, because in found:
                wanted.setdefault((archive.name, day), _Wanted(archive, day)).add(claim.id, because)
            told.append(_claim(claim, verdicts[claim.id], needs, found))
    return _ranked(wanted.values()), told


def _meant(
    claim: Claim, verdict: Verdict, claims: Mapping[str, Claim], verdicts: Mapping[str, Verdict]
) -> tuple[Claim, Verdict]:
    """The claim that a test looks at: of a denial the one that it denies."""
    for one in verdict.because:
        target = dict(one.values).get("claim", "") if one.key == DENIES else ""
        if target in claims and target in verdicts:
            return claims[target], verdicts[target]
    return claim, verdict


def held_days(archive: pl.DataFrame) -> dict[str, frozenset[date]]:
    """Return the UTC days that each network's archive in the case (ARCHIVE) holds whole."""
    held: dict[str, set[date]] = {}
    rows = archive.filter(pl.col("whole")).select("network", "started_at", "ended_at")
    spans: dict[str, list[tuple[datetime, datetime]]] = {}
    for network, start, end in rows.sort("started_at").iter_rows():
        own = spans.setdefault(network, [])
        if own and start <= own[-1][1]:
            own[-1] = own[-1][0], max(end, own[-1][1])
        else:
            own.append((start, end))
    for network, joined in spans.items():
        for start, end in joined:
            held.setdefault(network, set()).update(_whole_days(start, end))
    return {network: frozenset(days) for network, days in held.items()}


def _whole_days(start: datetime, end: datetime) -> Iterator[date]:
    midnight = datetime(start.year, start.month, start.day, tzinfo=UTC)
    day = midnight if midnight == start else midnight + timedelta(days=1)
    while day + timedelta(days=1) <= end:
        yield day.date()
        day += timedelta(days=1)


def _days_at(claim: Claim, world: World) -> Days:
    """Days on the clocks of a claim's places, and on that of UTC, as days of UTC."""
    named = (world.places.airports_of(one.name, one.country, one.lat, one.lon) for one in claim.places)
    codes = {code for group in named for code in group}
    zones = sorted({"UTC"} | {field.tz for field in map(world.airports.get, codes) if field and field.tz})

    def days(start: date, end: date) -> tuple[date, ...]:
        windows = [day_window(start, end, tz) for tz in zones]
        last = max(until for _, until in windows) - timedelta(microseconds=1)
        return every_day(min(since for since, _ in windows).date(), last.date())

    return days


def _units(
    claim: Claim, meant: Claim, needs: Needs, held: _Held, world: World
) -> Iterator[tuple[DataArchive, date | None, Phrase]]:
    """The units of all archives that bear on a claim and are not held."""
    points = _points(meant, world)
    for need in needs.needs:
        for archive in data_archives():
            if archive.kind == need.kind and archive.covers(points) and _fits(archive, meant):
                for day in _of_archive(archive, need, held):
                    yield archive, day, need.because


def _of_archive(archive: DataArchive, need: Need, held: _Held) -> Iterator[date | None]:
    if archive.unit != "day":
        if not need.days or any(archive.has(day) for day in need.days):
            yield None
        return
    yield from (day for day in need.days if archive.has(day) and not held.has(archive, day))


def _fits(archive: DataArchive, claim: Claim) -> bool:
    """A register of one state is asked only about its own marks."""
    marks = claim.craft.registration
    return not archive.marks or any(mark.upper().startswith(archive.marks) for mark in marks)


def _points(claim: Claim, world: World) -> tuple[tuple[float, float], ...]:
    """Where a claim is about; nothing where none of its places is known."""
    found = []
    for place in claim.places:
        if place.lat is not None and place.lon is not None:
            found.append((place.lat, place.lon))
        else:
            found += [(entry.lat, entry.lon) for entry in world.places.find(place.name, place.country)[:1]]
    return tuple(found)


def _claim(
    claim: Claim, verdict: Verdict, needs: Needs, found: Sequence[tuple[DataArchive, date | None, Phrase]]
) -> PlanClaim:
    days = sorted({day for _, day, _ in found if day})
    because = dict.fromkeys(because for _, _, because in found)
    nothing = needs.nothing or (None if found else phrase("plan.nothing_left"))
    said = (*([nothing] if nothing else because), *needs.also)
    return PlanClaim(
        claim=claim.id,
        verdict=verdict.verdict,
        reason=verdict.reason,
        first_day=days[0] if days else None,
        last_day=days[-1] if days else None,
        archives=tuple(dict.fromkeys(archive.name for archive, _, _ in found)),
        because=said,
    )


def _ranked(wanted: Iterable[_Wanted]) -> list[PlanItem]:
    """Join days that follow one another and serve the same claims; most claims decided first, then the easiest had."""
    order = {archive.name: number for number, archive in enumerate(data_archives())}
    runs: list[list[_Wanted]] = []
    for one in sorted(wanted, key=lambda w: (order[w.archive.name], w.day or date.min)):
        last = runs[-1][-1] if runs else None
        if last and last.archive is one.archive and list(last.claims) == list(one.claims) and _follows(last, one):
            runs[-1].append(one)
        else:
            runs.append([one])
    items = [_item(run) for run in runs]
    return sorted(
        items, key=lambda i: (-i.decides, -i.n, ACCESS.index(i.access), order[i.archive], i.first_day or date.min)
    )


def _follows(last: _Wanted, one: _Wanted) -> bool:
    """Whether no day lies between two that the archive would hold."""
    if last.day is None or one.day is None:
        return False
    between = every_day(last.day, one.day)[1:-1]
    return not any(one.archive.has(day) for day in between)


def _item(run: Sequence[_Wanted]) -> PlanItem:
    archive, claims = run[0].archive, tuple(run[0].claims)
    low, typical, high = (round(size * len(run), 1) for size in archive.mb)
    return PlanItem(
        archive=archive.name,
        title=archive.title,
        kind=archive.kind,
        first_day=run[0].day,
        last_day=run[-1].day,
        downloads=len(run),
        url=archive.url_of(run[0].day),
        size_mb_low=low,
        size_mb=typical,
        size_mb_high=high,
        size_from=archive.mb_from,
        access=archive.access,
        terms=archive.terms,
        reference=archive.reference,
        checked=archive.checked,
        decides=len(set.union(*(one.decided for one in run))),
        n=len(claims),
        claims=claims,
        because=tuple(dict.fromkeys(because for one in run for because in one.because)),
    )
