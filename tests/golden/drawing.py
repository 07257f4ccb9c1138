"""Tracks of a golden case, drawn from a few lines of text into the byte format of a daily archive.

craft 730c01 5-8301 IL76 Iranian air force
5 04:00 OIII UUWW          a flight seen from stand to stand, leaving on the 5th at 04:00 UTC
5 12:00 UUWW OIII hidden   one of which nothing is received
5 16:00 .. 7 04:00 OIII    parked with the transponder on, a row each quarter of an hour
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from crossbearing.world.geo import distance_km
from notation import field
from raw import day_tar, leg, trace

# A day of an archive with fewer than ten craft is taken for somebody's selection: these stand in Frankfurt all day.
BYSTANDERS = tuple((f"3c65{number:02x}", f"D-AIZ{chr(65 + number)}", "A320", "Rhein Line") for number in range(10))
MONTH = datetime(2024, 2, 1, tzinfo=UTC)
PARKED_S, KMH = 900, 720.0
Row = tuple[float, float, float, object, float]


def moment(day: str, clock: str) -> datetime:
    hours, minutes = clock.split(":")
    return MONTH + timedelta(days=int(day) - 1, hours=int(hours), minutes=int(minutes))


def flown(line: list[str]) -> list[Row]:
    """A flight at some 720 km/h, one row a minute, or the first or last minutes of it."""
    start, end = field(line[2]), field(line[3])
    hours = max(0.5, float(distance_km(*start[:2], *end[:2])) / KMH)
    rows: list[Row] = leg(moment(line[0], line[1]), start[:2], end[:2], (round(start[2]), round(end[2])), hours)
    if len(line) < 6:
        return rows
    until, since = rows[0][0] + 60.0 * int(line[5]), rows[-1][0] - 60.0 * int(line[5])
    return [one for one in rows if (one[0] < until if line[4] == "first" else one[0] > since)]


def lines_of(text: str) -> Iterator[list[str]]:
    """The lines of a drawing, those of every day written out."""
    for line in (one.split("#")[0].split() for one in text.splitlines()):
        if line[:1] == ["daily"]:
            yield from ([str(day), *line[3:]] for day in range(int(line[1]), int(line[2]) + 1))
        elif line:
            yield line


def parked(line: list[str]) -> list[Row]:
    begin, end, (lat, lon, _) = moment(line[0], line[1]), moment(line[3], line[4]), field(line[5])
    steps = range(0, int((end - begin).total_seconds()), PARKED_S)
    return [(begin.timestamp() + step, lat, lon, "ground", 0.0) for step in steps]


def drawn(text: str) -> dict[tuple[str, ...], list[Row]]:
    """The rows received of each craft, in order of time."""
    rows: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    who: tuple[str, ...] = ()
    for line in lines_of(text):
        if line[:1] == ["craft"]:
            who = (line[1], line[2], line[3], " ".join(line[4:]))
        elif line[-1] != "hidden":
            rows[who] += parked(line) if line[2] == ".." else flown(line)
    return {who: sorted(found) for who, found in rows.items()}


def write_tracks(text: str, folder: Path, first: int, last: int) -> None:
    """Write the archive's days `first` to `last` of the month, all whole."""
    stand = parked([str(first), "00:00", "..", str(last + 1), "00:00", "EDDF"])
    craft = {**dict.fromkeys(BYSTANDERS, stand), **drawn(text)}
    for number in range(first, last + 1):
        day = MONTH + timedelta(days=number - 1)
        traces = {}
        for (icao24, registration, typecode, operator), rows in craft.items():
            if any(day.timestamp() <= row[0] < day.timestamp() + 86_400 for row in rows):
                traces[icao24] = trace(icao24, day, rows, registration, typecode, operator, f"IRF{icao24[-4:]}")
        day_tar(folder / f"v{day:%Y.%m.%d}-planes-readsb-prod-0.tar", traces)
