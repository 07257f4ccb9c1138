"""Would it have been seen? The question of `crossbearing coverage`, answered from what a case or some files show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

import h3.api.basic_str as h3
import polars as pl

from crossbearing.case.questions.seen import Seen
from crossbearing.dossier.coverage_words import worded
from crossbearing.errors import InputError
from crossbearing.model.answers import CoverageAnswer, CoverageCell, PooledControls
from crossbearing.movement.assurance import HEIGHTS, Pool, chosen, pools
from crossbearing.movement.binomial import lower_bound, upper_bound
from crossbearing.movement.coverage import coverage
from crossbearing.world import World
from crossbearing.world.airports import Airport

# With a lower bound of 0.95 a miss is a one-in-twenty event at most (docs/method/verdicts.md).
PROVEN = 0.95
# Fields this near share receivers: a craft on approach to one is as low as one on approach to the other. GUESS.
AROUND_KM = 50.0
DAY_H = 24


@dataclass(frozen=True, slots=True)
class Question:
    """A place, hours of the day (none: all), a day (none: all) and a band (`low`, `mid`), all UTC."""

    place: str | None
    between: tuple[str, str] | None = None
    on: date | None = None
    band: str = "low"

    @property
    def clock_hours(self) -> tuple[int, ...]:
        """The hours of the day asked for; over midnight where the second time is not later."""
        if self.between is None:
            return ()
        start, end = (_minutes(text) for text in self.between)
        until = end if end > start else end + DAY_H * 60
        return tuple(sorted({at // 60 % DAY_H for at in range(start, until)}))

    @property
    def stretch(self) -> tuple[datetime, datetime] | None:
        """The stretch of the day asked for; None without a day."""
        if self.on is None:
            return None
        midnight = datetime.fromisoformat(f"{self.on}T00:00:00+00:00")
        start, end = (_minutes(text) for text in self.between or ("00:00", "24:00"))
        until = end if end > start else end + DAY_H * 60
        return midnight + timedelta(minutes=start), midnight + timedelta(minutes=until)


def question(place: str | None, between: str | None, on: str | None, band: str) -> Question:
    """Return the question as typed; raises `InputError` for a time or a day that is none."""
    times: tuple[str, str] | None = None
    if between is not None:
        start, _, end = between.partition("-")
        times = start.strip(), end.strip()
        try:
            list(map(_minutes, times))
        except ValueError as error:
            raise InputError("--between", f"“{between}” is no stretch of the day", "write 06:00-09:00 (UTC)") from error
    if place and band not in HEIGHTS:
        raise InputError("--band", f"a landing is not asked for at “{band}”", "take low or mid")
    return Question(place, times, day_named(on, "--on"), band)


def day_named(text: str | None, option: str) -> date | None:
    """Return a day as typed, None for none; raises `InputError` for anything else."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise InputError(option, f"“{text}” is no day", "write 2024-02-10 (UTC)") from error


def _minutes(text: str) -> int:
    hour, _, minute = text.partition(":")
    at = int(hour) * 60 + int(minute or 0)
    if not 0 <= at <= DAY_H * 60 or not 0 <= int(minute or 0) < 60:
        raise ValueError(text)
    return at


def airports_named(world: World, name: str, option: str) -> tuple[str, ...]:
    """Return the airports of a place or code; raises `InputError` when the gazetteer has none."""
    found = world.places.airports_of(name)
    if not found:
        raise InputError(option, f"“{name}” is no airport or place we know", "give an ICAO code, such as UUWW")
    return tuple(found)


def answer(seen: Seen, asked: Question, language: str) -> CoverageAnswer:
    """Answer one question, by the network that holds most of the hours asked for."""
    place = asked.place or ""
    airports = airports_named(seen.world, place, "--at")
    network, holes, quiet = _network(seen, asked)
    near = {one.icao for code in airports for one in _fields_around(seen.world, code)}
    trials = seen.landings(network)
    steps = pools(trials, airports, sorted(near - set(airports)), asked.clock_hours, asked.band)
    best = chosen(steps)
    state = _state(best, holes, quiet)
    told = CoverageAnswer(
        place=place,
        airports=airports,
        band=asked.band,
        between=asked.between,
        on=asked.on.isoformat() if asked.on else None,
        network=network,
        seen=state,
        k=best.k,
        n=best.n,
        p_lower=best.p_lower,
        pooled=_told(best),
        steps=tuple(map(_told, steps)),
        holes=tuple(holes),
        sentence="",
    )
    return worded(told, quiet, language)


def _told(pool: Pool) -> PooledControls:
    return PooledControls(**asdict(pool))


def _fields_around(world: World, code: str) -> list[Airport]:
    field = world.airports.get(code)
    return [] if field is None else [one for one, _ in world.airports.near(field.lat, field.lon, AROUND_KM)]


def _network(seen: Seen, asked: Question) -> tuple[str, list[str], list[str]]:
    """The network that holds most of the hours asked for, those it does not hold whole, and its quiet ones."""
    if seen.hours.is_empty():
        raise InputError(
            "coverage", "no track file says which hours it holds", "add a day archive or a table of states"
        )
    own = _asked_hours(seen.hours, asked)
    held = own.group_by("network").agg(pl.col("held").sum()).sort("held", "network", descending=[True, False])
    network = str(held["network"][0]) if held.height else str(seen.hours["network"].min())
    rows = own.filter(pl.col("network") == network)
    lacking = rows.filter(pl.col("state").is_in(["missing", "partial"]))
    quiet = rows.filter(pl.col("state") == "quiet")
    if asked.on is None:
        return network, [], []
    known = set(rows["hour"].to_list())
    outside = [hour for hour in _hours_of(asked) if hour not in known]
    return (
        network,
        [_hour(h) for h in sorted({*lacking["hour"].to_list(), *outside})],
        [_hour(h) for h in quiet["hour"]],
    )


def _asked_hours(table: pl.DataFrame, asked: Question) -> pl.DataFrame:
    if asked.stretch is not None:
        return table.filter(pl.col("hour").is_in(_hours_of(asked)))
    return table.filter(pl.col("hour").dt.hour().is_in(list(asked.clock_hours or range(DAY_H))))


def _hours_of(asked: Question) -> list[datetime]:
    """The hours that the stretch asked for touches."""
    assert asked.stretch is not None
    at, end = asked.stretch
    at, found = at.replace(minute=0), []
    while at < end:
        found.append(at)
        at += timedelta(hours=1)
    return found


def _hour(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:00Z}"


def _state(pool: Pool, holes: Sequence[str], quiet: Sequence[str]) -> str:
    if holes:
        return "missing"
    if quiet:
        return "quiet"
    if not pool.n:
        return "unknown"
    if pool.p_lower >= PROVEN:
        return "yes"
    return "unlikely" if upper_bound(pool.k, pool.n) < 0.5 else "unproven"


def cells(seen: Seen, asked: Question) -> list[CoverageCell]:
    """Return the cells of a band in the hours asked for, each with its bound, by network and cell."""
    found: list[CoverageCell] = []
    for network in sorted(set(seen.networks.values())):
        table = coverage(seen.passed(network), network).filter(pl.col("band") == asked.band)
        found += _cells(_asked_hours(table, asked), network, asked.band)
    return found


def _cells(table: pl.DataFrame, network: str, band: str) -> list[CoverageCell]:
    per = table.group_by("cell").agg(
        pl.col("trials", "heard").sum(), hours=pl.col("hour").n_unique(), days=pl.col("hour").dt.date().n_unique()
    )
    rows = per.sort("cell").select("cell", "trials", "heard", "hours", "days").iter_rows()
    return [
        CoverageCell(network, cell, *_middle(cell), band, n, k, lower_bound(k, n), hours, days)
        for cell, n, k, hours, days in rows
    ]


def _middle(cell: str) -> tuple[float, float]:
    lat, lon = h3.cell_to_latlng(cell)
    return round(lat, 4), round(lon, 4)
