"""Small inputs in the real byte formats, written by hand for tests of whole cases."""

from __future__ import annotations

import gzip
import io
import json
import math
import tarfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

TEHRAN = (35.6892, 51.3112)
MOSCOW = (55.5992, 37.2731)
CRUISE_FT = 34_000
CRUISE_KT = 430.0


def _along(a: tuple[float, float], b: tuple[float, float], share: float) -> tuple[float, float]:
    """A point on the great circle from a to b."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(math.radians, p)) for p in (a, b))
    angle = math.acos(math.sin(lat1) * math.sin(lat2) + math.cos(lat1) * math.cos(lat2) * math.cos(lon2 - lon1))
    p, q = math.sin((1 - share) * angle) / math.sin(angle), math.sin(share * angle) / math.sin(angle)
    x = p * math.cos(lat1) * math.cos(lon1) + q * math.cos(lat2) * math.cos(lon2)
    y = p * math.cos(lat1) * math.sin(lon1) + q * math.cos(lat2) * math.sin(lon2)
    z = p * math.sin(lat1) + q * math.sin(lat2)
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def leg(start: datetime, a: tuple[float, float], b: tuple[float, float], field_ft: tuple[int, int], hours: float = 3.4):
    """Rows of a whole flight seen from gate to gate, one a minute: (time, lat, lon, altitude or "ground", speed)."""
    minutes = int(hours * 60)
    rows = []
    for minute in range(-3, minutes + 4):
        share = min(1.0, max(0.0, minute / minutes))
        climb = min(minute, minutes - minute) * 1_700
        base = field_ft[0] if minute < minutes / 2 else field_ft[1]
        on_ground = minute <= 0 or minute >= minutes
        altitude = "ground" if on_ground else min(CRUISE_FT, base + climb)
        lat, lon = _along(a, b, share)
        rows.append((start.timestamp() + minute * 60, lat, lon, altitude, 8.0 if on_ground else CRUISE_KT))
    return rows


def trace(
    icao24: str,
    day: datetime,
    rows: Sequence[tuple],
    registration="15-2299",
    typecode="IL76",
    operator="Iranian air force",
    callsign="IRF2299",
) -> bytes:
    """A readsb day file of one craft, gzip'ed as the archives hold it."""
    base = day.timestamp()
    listed = [
        [
            round(t - base, 2),
            round(lat, 6),
            round(lon, 6),
            alt,
            speed,
            330.0,
            0,
            0,
            None,
            "adsb_icao",
            None,
            None,
            None,
            None,
        ]
        for t, lat, lon, alt, speed in rows
        if base <= t < base + 86_400
    ]
    for number, row in enumerate(listed):
        if number % 4 == 0:
            row[8] = {"type": "adsb_icao", "flight": f"{callsign:8}", "nic": 8, "nac_p": 9}
    head = {"icao": icao24, "r": registration, "t": typecode, "dbFlags": 1, "ownOp": operator}
    return gzip.compress(json.dumps({**head, "timestamp": base, "trace": listed}).encode(), mtime=0)


def day_tar(path: Path, traces: dict[str, bytes]) -> Path:
    """A daily archive in adsb.lol's layout."""
    with tarfile.open(path, "w") as tar:
        for icao24, content in traces.items():
            member = tarfile.TarInfo(f"./traces/{icao24[-2:]}/trace_full_{icao24}.json")
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return path


def small_inputs(folder: Path) -> Path:
    """One Il-76 that flies Tehran to Moscow and back on 10 February 2024, and two reports about it."""
    folder.mkdir(parents=True, exist_ok=True)
    day = datetime(2024, 2, 10, tzinfo=UTC)
    out = leg(day.replace(hour=4), TEHRAN, MOSCOW, (3962, 685))
    back = leg(day.replace(hour=12), MOSCOW, TEHRAN, (685, 3962))
    day_tar(folder / "v2024.02.10-planes-readsb-prod-0.tar", {"730c99": trace("730c99", day, out + back)})
    (folder / "r1.txt").write_text(
        " date 2024-02 Le 10 février, un Il-76 de l’armée de l’air iranienne immatriculé 15-2299 a volé de Téhéran à "
        "Moscou, selon le quotidien Al-Masar. L’appareil aurait livré 14 drones, soit 9 + 5.",
        encoding="utf-8",
    )
    (folder / "r2.txt").write_text(
        " date 2024-02-12 An Il-76 of the Iranian air force flew from Tehran to Damascus on 10 February 2024.",
        encoding="utf-8",
    )
    return folder
