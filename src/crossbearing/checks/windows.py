"""When and where a claim says it happened, as stretches of UTC and sets of airports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from crossbearing.checks.witness import Witness
from crossbearing.model.claims import Claim, Place, PlaceRole, Polarity
from crossbearing.model.verdicts import Phrase, phrase
from crossbearing.world.clock import day_window

# A claim without a date is looked for in the thirty days before its report came out. GUESS: news is recent.
UNDATED_DAYS = 30


@dataclass(frozen=True, slots=True)
class Window:
    """The days a claim speaks of, both inclusive, and two stretches of UTC.

    `told` is what the days mean on the clocks of the claimed places or in UTC: an observation in it agrees.
    `widest` is what they can mean on any clock on Earth: an impossibility must hold for all of it.
    `readings` is what they mean on each clock, and with and without their first day where the claim gives only a
    length ("in ten days"); `surely` is what all readings share; `last_day` is the last day as told.
    """

    start: date
    end: date
    told: tuple[datetime, datetime]
    widest: tuple[datetime, datetime]
    surely: tuple[datetime, datetime]
    readings: tuple[tuple[datetime, datetime], ...]
    last_day: tuple[datetime, datetime]
    stated: bool
    zones: tuple[str, ...] = ()
    rolling: bool = False

    def held(self, witness: Witness) -> tuple[datetime, datetime]:
        """The stretch that silence is judged in: as told if the archive holds it whole, else the days in UTC.

        Archives come in UTC days; the hours before or after them that a local clock adds are then left out.
        """
        return self.told if witness.holds(*self.told) else day_window(self.start, self.end, "UTC")

    @property
    def days(self) -> tuple[date, date]:
        """Both days, inclusive."""
        return self.start, self.end

    def words(self) -> tuple[Phrase, ...]:
        """Say which stretch of UTC the days were taken to mean, and what made it wider than they are in UTC."""
        said = phrase("window.undated" if not self.stated else "window.said", start=self.start, end=self.end)
        widened = self.told != day_window(self.start, self.end, "UTC")
        about = {"start": _stamp(self.told[0]), "end": _stamp(self.told[1]), "zones": ", ".join(self.zones)}
        clocks = (phrase("window.clocks", **about),) if widened else ()
        first = (phrase("window.rolling"),) if self.rolling else ()
        return () if self.stated and not widened and not first else (said, *clocks, *first)


def window_of(claim: Claim, witness: Witness, codes: tuple[str, ...]) -> Window | None:
    """Return the window of a claim about these airports; None without a date and without a report.

    A missing end is the last day of the publication period, a missing start thirty days before the end.
    """
    report = witness.reports.get(claim.report)
    when = claim.when
    end = when.end if when and when.end else (report.published_end if report else when.start if when else None)
    if end is None:
        return None
    start = when.start if when and when.start else end - timedelta(days=UNDATED_DAYS)
    start, end = min(start, end), max(start, end)
    zones = _zones(witness, codes)
    firsts = {start, start + timedelta(days=1)} if when and when.rolling and start < end else {start}
    readings = tuple(day_window(first, end, tz) for first in sorted(firsts) for tz in zones)
    last_day = _union([day_window(end, end, tz) for tz in zones])
    surely = max(a for a, _ in readings), min(b for _, b in readings)
    if claim.polarity is Polarity.NEGATIVE and start < end:
        # "Nothing since the 5th" speaks of the days after it: what was seen on the 5th does not contradict it.
        surely = max(day_window(start + timedelta(days=1), end, tz)[0] for tz in zones), surely[1]
    stated = bool(when and (when.start or when.end))
    widest = day_window(start, end, None)
    rolling = len(readings) > len(zones)
    return Window(start, end, _union(readings), widest, surely, readings, last_day, stated, zones, rolling)


def _stamp(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M")


def _zones(witness: Witness, codes: tuple[str, ...]) -> tuple[str, ...]:
    """The clocks of the places, and UTC, which trackers use."""
    return tuple(sorted({"UTC"} | {a.tz for a in map(witness.world.airports.get, codes) if a and a.tz}))


def _union(stretches: Sequence[tuple[datetime, datetime]]) -> tuple[datetime, datetime]:
    return min(a for a, _ in stretches), max(b for _, b in stretches)


def places_of(claim: Claim, *roles: PlaceRole) -> tuple[Place, ...]:
    """Return the places of a claim in these roles, in its order."""
    return tuple(place for place in claim.places if place.role in roles)


def airports_of(places: tuple[Place, ...], witness: Witness) -> tuple[str, ...]:
    """Return the airports that these places may mean, metropolitan groups whole, each once."""
    found: dict[str, None] = {}
    for place in places:
        codes = witness.world.places.airports_of(place.name, place.country, place.lat, place.lon)
        found.update(dict.fromkeys(codes))
    return tuple(found)
