"""Ships of a golden case, drawn from a few lines of text into the forms in which AIS is published.

days 3 9
ship 422900001 PARI SAHEL imo 9100011 call EPZA1 type 70 length 120 breadth 16 draught 4.6
3 00:00 .. 4 06:00 IRAMD                  lies there, a position each ten minutes
4 06:00 IRAMD 40.200,51.300 10            sails there at ten knots, leaving on the 4th at 06:00 UTC
5 05:30 .. 5 11:30 40.200,51.300          drifts there; before and after nothing of her is received
6 22:00 name ARAS STAR                    calls herself so from then on
crowd 64 41.600,50.600 5 00:00 .. 8 00:00 so many others lie round that place, a position each half hour

The first third of the days is written as AIVDM sentences with tag blocks (type 5 in two lines), one zip a day; the
second as tables of the Danish Maritime Authority; the last as those of MarineCadastre, one zip a day.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path

from pyais.encode import encode_dict

from crossbearing.world import load_world
from crossbearing.world.geo import along, distance_km

MONTH = datetime(2024, 2, 1, tzinfo=UTC)
STEP, CROWD_STEP = timedelta(minutes=10), timedelta(minutes=30)
KMH_PER_KT = 1.852
DANISH = (
    "# Timestamp,Type of mobile,MMSI,Latitude,Longitude,Navigational status,ROT,SOG,COG,Heading,IMO,Callsign,Name,"
    "Ship type,Cargo type,Width,Length,Type of position fixing device,Draught,Destination,ETA,Data source type,A,B,C,D"
)
AMERICAN = (
    "MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType,Status,Length,Width,Draft,Cargo,"
    "TransceiverClass"
)


@dataclass
class Ship:
    mmsi: int
    said: dict[str, str]
    fixes: list[tuple[datetime, float, float, float]] = field(default_factory=list)
    names: list[tuple[datetime, str]] = field(default_factory=list)

    def name_at(self, time: datetime) -> str:
        return [name for since, name in self.names if since <= time][-1]


def moment(day: str, clock: str) -> datetime:
    hours, minutes = clock.split(":")
    return MONTH + timedelta(days=int(day) - 1, hours=int(hours), minutes=int(minutes))


@cache
def ports() -> dict[str, tuple[float, float]]:
    return {code: (lat, lon) for code, lat, lon in load_world().harbours.select("id", "lat", "lon").iter_rows()}


def place(word: str) -> tuple[float, float]:
    if "," not in word:
        return ports()[word]
    lat, lon = word.split(",")
    return float(lat), float(lon)


def drawn(text: str) -> list[Ship]:
    """The ships of a drawing, with what is received of each in order of time."""
    ships: list[Ship] = []
    for line in (one.split("#")[0].split() for one in text.splitlines()):
        if line[:1] == ["ship"]:
            ships.append(_ship(line))
        elif line[:1] == ["crowd"]:
            ships += _crowd(int(line[1]), place(line[2]), moment(*line[3:5]), moment(*line[6:8]))
        elif line[2:3] == ["name"]:
            ships[-1].names.append((moment(*line[:2]), " ".join(line[3:])))
        elif line:
            ships[-1].fixes += _stay(line) if line[2] == ".." else _way(line)
    for ship in ships:
        times = [time for time, *_ in ship.fixes]
        assert all(a < b for a, b in pairwise(times)), f"{ship.mmsi} is drawn at two places at one time"
    return ships


def _ship(line: list[str]) -> Ship:
    at = line.index("imo")
    said = dict(zip(line[at::2], line[at + 1 :: 2], strict=True))
    return Ship(int(line[1]), said, names=[(MONTH, " ".join(line[2:at]))])


def _stay(line: list[str]) -> Iterator[tuple[datetime, float, float, float]]:
    time, end, (lat, lon) = moment(line[0], line[1]), moment(line[3], line[4]), place(line[5])
    while time < end:
        yield time, lat, lon, 0.1
        time += STEP


def _way(line: list[str]) -> Iterator[tuple[datetime, float, float, float]]:
    time, start, end, knots = moment(line[0], line[1]), place(line[2]), place(line[3]), float(line[4])
    whole = float(distance_km(*start, *end))
    gone = 0.0
    while gone < whole:
        lat, lon = along(*start, *end, gone / whole)
        yield time, float(lat), float(lon), knots
        time, gone = time + STEP, gone + knots * KMH_PER_KT * STEP / timedelta(hours=1)


def _crowd(many: int, middle: tuple[float, float], start: datetime, end: datetime) -> Iterator[Ship]:
    """Ships at rest on a grid of eight columns, a nautical mile and more from each other."""
    for number in range(many):
        lat, lon = middle[0] + (number // 8 - 4) * 0.02, middle[1] + (number % 8 - 4) * 0.03
        said = {"imo": "0", "call": "", "type": "70", "length": "90", "breadth": "14", "draught": "3.5"}
        ship = Ship(273700000 + number, said, names=[(MONTH, f"LOCAL {number}")])
        time = start
        while time < end:
            ship.fixes.append((time, lat, lon, 0.1))
            time += CROWD_STEP
        yield ship


def write_ships(text: str, folder: Path) -> None:
    """Write what is received of the ships in a drawing, a file for each day; its first line gives the days."""
    days, _, rest = text.partition("\n")
    first, last = (int(one) for one in days.split()[1:])
    ships = drawn(rest)
    for day in range(first, last + 1):
        start = MONTH + timedelta(days=day - 1)
        rows = [
            (time, ship, *fix) for ship in ships for time, *fix in ship.fixes if start <= time < start + timedelta(1)
        ]
        rows.sort(key=lambda row: (row[0], row[1].mmsi))
        third = 3 * (day - first) // (last - first + 1)
        (_sentences, _danish, _american)[third](folder, start, rows)


Rows = list[tuple[datetime, Ship, float, float, float]]


def _sentences(folder: Path, day: datetime, rows: Rows) -> None:
    lines = []
    for at, (time, ship, lat, lon, knots) in enumerate(rows):
        here = {"msg_type": 1, "mmsi": ship.mmsi, "lat": lat, "lon": lon, "speed": knots, "course": 0, "status": 0}
        lines += _tagged(encode_dict(here), time)
        if time.minute == 0:
            lines += _tagged(encode_dict(_named(ship, time, at % 9 + 1)), time)
    _zipped(folder / f"{day:%Y-%m-%d}.zip", f"{day:%Y-%m-%d}.nmea", "\n".join(lines) + "\n")


def _named(ship: Ship, time: datetime, sequence: int) -> dict[str, object]:
    said, port = ship.said, int(ship.said["breadth"]) // 2
    return {
        "msg_type": 5, "mmsi": ship.mmsi, "imo": int(said["imo"]), "callsign": said["call"],
        "shipname": ship.name_at(time), "ship_type": int(said["type"]), "to_bow": int(said["length"]) - 20,
        "to_stern": 20, "to_port": port, "to_starboard": int(said["breadth"]) - port,
        "draught": float(said["draught"]), "seq_id": sequence,
    }  # fmt: skip


def _tagged(sentences: list[str], time: datetime) -> list[str]:
    """The first sentence of a message with a tag block that tells the second, the others without."""
    tag = f"s:golden,c:{int(time.timestamp())}"
    check = 0
    for one in tag.encode():
        check ^= one
    return [f"\\{tag}*{check:02X}\\{sentences[0]}", *sentences[1:]]


def _danish(folder: Path, day: datetime, rows: Rows) -> None:
    lines = [DANISH]
    for time, ship, lat, lon, knots in rows:
        said = ship.said
        lines.append(
            f"{time:%d/%m/%Y %H:%M:%S},Class A,{ship.mmsi},{lat:.6f},{lon:.6f},Under way using engine,,{knots},0.0,,"
            f"{said['imo']},{said['call']},{ship.name_at(time)},Cargo,,{said['breadth']},{said['length']},GPS,"
            f"{said['draught']},,,AIS,,,,"
        )
    (folder / f"aisdk-{day:%Y-%m-%d}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _american(folder: Path, day: datetime, rows: Rows) -> None:
    lines = [AMERICAN]
    for time, ship, lat, lon, knots in rows:
        said = ship.said
        lines.append(
            f"{ship.mmsi},{time:%Y-%m-%dT%H:%M:%S},{lat:.5f},{lon:.5f},{knots},0.0,511.0,{ship.name_at(time)},"
            f"IMO{said['imo']},{said['call']},{said['type']},0,{said['length']},{said['breadth']},{said['draught']},70,A"
        )
    _zipped(folder / f"AIS_{day:%Y_%m_%d}.zip", f"AIS_{day:%Y_%m_%d}.csv", "\n".join(lines) + "\n")


def _zipped(path: Path, member: str, text: str) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(member, (1980, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)
    path.write_bytes(packed.getvalue())
