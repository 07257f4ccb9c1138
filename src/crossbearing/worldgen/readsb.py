"""Writes what a network heard as an adsb.lol daily archive: a tar of gzip'ed readsb traces.

`./traces/<last two digits>/trace_full_<hex>.json`, gzip in spite of the name, rows of 14, detail on every fourth.
All times inside the archive are fixed, so that the same world gives the same bytes.
"""

from __future__ import annotations

import gzip
import io
import json
import tarfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np

from crossbearing.worldgen.facts import PERFORMANCE
from crossbearing.worldgen.fleet import DAY_S, Craft, Leg
from crossbearing.worldgen.radio import Heard

DETAIL_EVERY = 4
GZIP_LEVEL = 9
STALE, NEW_LEG = 1, 2
NOTE = (
    "An invented day in the layout of an adsb.lol daily archive.\n"
    "Nothing in it was received from the air: every craft, flight and position is made up.\n"
)


def midnight(start: date, day: int) -> datetime:
    """00:00 UTC of the world's day number `day`."""
    return datetime(start.year, start.month, start.day, tzinfo=UTC) + timedelta(days=day)


def tar_name(start: date, day: int) -> str:
    """The file name of a day's archive, after the release tags of adsb.lol."""
    return f"v{midnight(start, day):%Y.%m.%d}-planes-readsb-prod-0.tar"


def source(craft: Craft, mlat: bool) -> str:
    """The readsb name of where a row comes from."""
    if craft.icao24.startswith("~"):
        return "tisb_other"
    return "mlat" if mlat else "adsb_icao_nt" if craft.vehicle_at else "adsb_icao"


def _head(craft: Craft, base: float) -> str:
    """The trace's own fields up to its rows, one a line as readsb prints them."""
    fields: dict[str, object] = {"icao": craft.icao24}
    if craft.registration:
        fields["r"] = craft.registration
    if craft.typecode:
        fields["t"] = craft.typecode
        fields["desc"] = PERFORMANCE[craft.typecode].description
    fields["dbFlags"] = 1 if craft.military else 0
    if craft.operator:
        fields["ownOp"] = craft.operator
    if not craft.registration:
        fields["noRegData"] = True
    pairs = [f"{json.dumps(name)}:{json.dumps(value)}" for name, value in fields.items()]
    return "{" + ",\n".join([*pairs, f'"timestamp": {base:.3f}', '"trace":[\n'])


def _detail(craft: Craft, callsign: str, heard: Heard, k: int) -> str:
    """The aircraft object of a row."""
    category = "C2" if craft.vehicle_at else PERFORMANCE[craft.typecode].category
    flight = f'"flight":"{callsign:<8}",' if callsign else ""
    nac = int(heard.nac_p[k])
    good = nac > 2
    squawk = "7000" if craft.military else f"{int(craft.icao24[-4:], 16) % 4096:04o}"
    return (
        f'{{"type":"{source(craft, bool(heard.mlat[k]))}",{flight}"track":{heard.track_deg[k]:.2f},'
        f'"squawk":"{squawk}","emergency":"none","category":"{category}","nic":{8 if good else 0},'
        f'"rc":{186 if good else 0},"version":2,"nac_p":{nac},"nac_v":1,"sil":3,"sil_type":"perhour",'
        '"alert":0,"spi":0}'
    )


def _row(craft: Craft, heard: Heard, k: int, at: float, flags: int, detail: str) -> str:
    """One row of 14 elements; `at` is seconds after the file's own timestamp."""
    kind = source(craft, bool(heard.mlat[k]))
    place = f"[{at:.2f},{heard.lat[k]:.6f},{heard.lon[k]:.6f}"
    motion = f"{heard.gs_kt[k]:.1f},{heard.track_deg[k]:.1f}"
    if heard.ground[k]:
        return f'{place},"ground",{motion},{flags},null,{detail},"{kind}",null,null,null,null]'
    feet = round(float(heard.alt_ft[k]) / 25.0) * 25
    rate = round(float(heard.vrate_fpm[k]) / 64.0) * 64
    geometric = "null,null" if heard.mlat[k] else f"{feet + 350},{rate}"
    return f'{place},{feet},{motion},{flags},{rate},{detail},"{kind}",{geometric},null,null]'


def trace(craft: Craft, legs: list[Leg], heard: Heard, base: float, day: int) -> bytes:
    """The gzip'ed trace of one craft on one day; `base` is the day's midnight in Unix seconds."""
    rows = []
    for k in range(len(heard.t)):
        number = int(heard.leg[k])
        callsign = legs[number].callsign if number >= 0 else ""
        detail = _detail(craft, callsign, heard, k) if k % DETAIL_EVERY == 0 else "null"
        begins = k > 0 and heard.leg[k] != heard.leg[k - 1]
        flags = STALE * int(heard.stale[k]) + NEW_LEG * int(begins and bool(heard.ground[k]))
        rows.append(_row(craft, heard, k, float(heard.t[k]) - day * DAY_S, flags, detail))
    text = _head(craft, base) + ",\n".join(rows) + "\n]}\n"
    return gzip.compress(text.encode("ascii"), GZIP_LEVEL, mtime=0)


def _add(archive: tarfile.TarFile, name: str, content: bytes, when: float) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mtime, member.mode = len(content), int(when), 0o644
    archive.addfile(member, io.BytesIO(content))


def write_day(folder: Path, start: date, day: int, heard: list[tuple[Craft, list[Leg], Heard]]) -> None:
    """Write the archive of one day with the traces of all craft heard on it, in order of path."""
    base = midnight(start, day).timestamp()
    members = []
    for craft, legs, rows in heard:
        today = rows.part((rows.t >= day * DAY_S) & (rows.t < (day + 1) * DAY_S))
        if np.size(today.t):
            path = f"./traces/{craft.icao24[-2:]}/trace_full_{craft.icao24}.json"
            members.append((path, trace(craft, legs, today, base, day)))
    with tarfile.open(folder / tar_name(start, day), "w", format=tarfile.USTAR_FORMAT) as archive:
        _add(archive, "./README.txt", NOTE.encode("ascii"), base + DAY_S)
        for path, content in sorted(members):
            _add(archive, path, content, base + DAY_S)
