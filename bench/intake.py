"""How fast are track files read, and how near is that to what the machine can do at all?

`python bench/intake.py [FILE …]` reads the named files, or made-up ones: a day of traces of 1,500 craft, half an hour
of heatmap, snapshots, a BaseStation log.
The physical limit of a tar of traces is the same file unpacked and decoded by the same JSON decoder, with nothing made
of it; that of a heatmap the records cut into columns.
Prints rows a second of processor time (user and system, all threads) and peak memory; asserts first that both saw the
same rows.
"""

from __future__ import annotations

import gzip
import io
import json
import math
import random
import resource
import sys
import tarfile
import tempfile
import time
import zlib
from pathlib import Path

import numpy as np

from crossbearing.intake import PositionStore, read_exhibit
from crossbearing.intake.tracks import heatmap_records, trace_json

CRAFT = 1_500
ROWS = 1_200
MIDNIGHT = 1_707_523_200.0


def made_up_trace(number: int, rows: int) -> bytes:
    """One craft on a curved path, with the digits and the share of detail objects that real traces have."""
    chance = random.Random(number)
    icao = f"{0x500000 + 7 * number:06x}"
    lat, lon, course = chance.uniform(-60, 60), chance.uniform(-170, 170), chance.uniform(0, 360)
    trace = []
    for n in range(rows):
        course += chance.uniform(-2, 2)
        lat += 0.02 * math.cos(math.radians(course))
        lon += 0.02 * math.sin(math.radians(course))
        detail = {"type": "adsb_icao", "flight": f"TST{number:<5}", "alt_geom": 36_575, "track": round(course % 360, 2)}
        detail |= {"squawk": "2301", "emergency": "none", "category": "A5", "nic": 8, "rc": 186, "nac_p": 9, "sil": 3}
        height = 36_000 + 25 * chance.randrange(-4, 5)
        speed = round(chance.uniform(440, 460), 1)
        trace.append(
            [round(12.3 * n, 2), round(lat % 90, 6), round(lon % 180, 6), height, speed, round(course % 360, 1)]
            + [0, 64 * chance.randrange(-2, 3), detail if n % 4 == 0 else None, "adsb_icao", height + 575]
            + [None, None, None]
        )
    return json.dumps({"icao": icao, "timestamp": MIDNIGHT, "trace": trace}, separators=(",", ":")).encode()


def made_up_day(path: Path) -> Path:
    """A tar in the layout of adsb.lol."""
    with tarfile.open(path, "w") as archive:
        for number in range(CRAFT):
            data = gzip.compress(made_up_trace(number, ROWS), 6)
            entry = tarfile.TarInfo(f"./traces/{number % 256:02x}/trace_full_{0x500000 + 7 * number:06x}.json")
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return path


def made_up_heatmap(path: Path) -> Path:
    """Half an hour of 4,000 craft in slices of 10 s, each with its callsign once a minute."""
    slices, craft = 180, 4_000
    chance = np.random.default_rng(1)
    told = np.zeros(craft, heatmap_records.RECORD)
    told["hex"] = 0x400000 + np.arange(craft)
    told["lat"], told["lon"] = (
        chance.integers(-(60 * 10**6), 60 * 10**6, craft),
        chance.integers(-(10**8), 10**8, craft),
    )
    told["alt"], told["gs"] = 1_400, 4_500
    named = np.repeat(told, 2)
    named["lat"][::2] = heatmap_records.INFO | 2301
    header = np.zeros(1, heatmap_records.RECORD)
    header["hex"] = heatmap_records.HEADER
    parts, headers = [], []
    for number in range(slices):
        ms = round(MIDNIGHT * 1000) + 10_000 * number
        header["lat"], header["lon"] = ms >> 32, np.uint32(ms & 0xFFFFFFFF).view(np.int32)
        headers.append(slices + sum(map(len, parts)))
        parts += [header.copy(), named if number % 6 == 0 else told]
    index = np.zeros(slices, heatmap_records.RECORD)
    index["hex"] = headers
    path.write_bytes(gzip.compress(np.concatenate([index, *parts]).tobytes(), 1))
    return path


def made_up_snapshots(path: Path) -> Path:
    """40 snapshots of 4,000 craft, a tenth of them without a position, one a line."""
    lines = []
    for number in range(40):
        craft = [
            {"hex": f"{0x400000 + n:06x}", "flight": f"TST{n:<5}", "seen": 0.3, "rssi": -20.1} for n in range(4_000)
        ]
        for n, one in enumerate(craft):
            if n % 10:
                place = {"lat": 50.0 + n / 1e3, "lon": 10.0 + number / 1e3, "seen_pos": 0.4, "type": "adsb_icao"}
                one |= place | {"alt_baro": 36_000, "gs": 450.1, "track": 181.5, "baro_rate": -64, "nic": 8, "nac_p": 9}
        lines.append(json.dumps({"now": MIDNIGHT + 5 * number, "messages": 1, "aircraft": craft}))
    path.write_bytes(gzip.compress("\n".join(lines).encode(), 1))
    return path


def made_up_log(path: Path) -> Path:
    """200,000 messages of BaseStation, a quarter of them places."""
    lines = []
    for n in range(200_000):
        clock = f"2024/02/10,{n // 36_000:02}:{n // 600 % 60:02}:{n / 10 % 60:06.3f}"
        told = (",33000,,,55.61234,37.31234,,,0,0,0,0", ",,418,170,,,-64,,,,,0", ",33000,,,,,,,,,,", ",,,,,,,,,,,")[
            n % 4
        ]
        lines.append(f"MSG,{(3, 4, 7, 8)[n % 4]},1,1,{0x400000 + n // 4 % 200:06X},1,{clock},{clock},{told}")
    path.write_text("\n".join(lines))
    return path


def records_only(path: Path) -> int:
    """The physical limit of a heatmap: its records cut into columns."""
    return int(heatmap_records.decode(gzip.decompress(path.read_bytes())).at.size)


def decode_only(path: Path) -> int:
    """The physical limit: unpack and decode every trace of a tar, and count the rows."""
    rows = 0
    with tarfile.open(path, "r:") as archive:
        for entry in archive:
            content = archive.extractfile(entry)
            data = content.read() if content else b""
            if data[:2] == b"\x1f\x8b":
                rows += len(trace_json._sound.decode(zlib.decompress(data, 31)).trace)
    return rows


def ours(path: Path) -> tuple[int, int]:
    """Rows in and rows kept, read as the product reads."""
    rows_in = kept = 0
    for batch in read_exhibit(path, name=path.name, sha256="ab" * 32):
        rows_in += batch.rows_in
        kept += batch.positions.height + len(batch.reports) + int(batch.sightings["observations"].sum())
    return rows_in, kept


def stored(path: Path) -> None:
    """Read and write to a store."""
    with tempfile.TemporaryDirectory() as folder:
        PositionStore(Path(folder)).write("ab" * 32, read_exhibit(path, name=path.name, sha256="ab" * 32))


def timed(work, *arguments) -> float:
    """Processor seconds of one run."""
    start = time.process_time()
    work(*arguments)
    return time.process_time() - start


def peak_mb() -> float:
    """The most memory this process ever had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(path: Path) -> None:
    """Print one line for each way of reading a file."""
    is_tar = tarfile.is_tarfile(path)
    before = peak_mb()
    rows_in, kept = ours(path)
    print(
        f"{path.name}: {path.stat().st_size / 1e6:.1f} MB, {rows_in:,} rows in, {kept:,} kept, {before:.0f} MB at start"
    )
    best = min(timed(ours, path) for _ in range(3))
    print(f"  read        {rows_in / best:>12,.0f} rows/s  {best:6.2f} s  peak {peak_mb():.0f} MB")
    limited = decode_only if is_tar else records_only if path.name.endswith(".bin.ttf") else None
    if limited is not None:
        assert limited(path) == rows_in
        limit = min(timed(limited, path) for _ in range(3))
        print(f"  limit       {rows_in / limit:>12,.0f} rows/s  {limit:6.2f} s  ratio {best / limit:.2f}")
    store = timed(stored, path)
    print(f"  read+store  {rows_in / store:>12,.0f} rows/s  {store:6.2f} s  peak {peak_mb():.0f} MB")


def main() -> None:
    """Measure the files named, or a made-up day."""
    with tempfile.TemporaryDirectory() as folder:
        named, here = [Path(name) for name in sys.argv[1:]], Path(folder)
        made_up = (
            lambda: made_up_day(here / "v2024.02.10-planes-readsb-prod-0.tar"),
            lambda: made_up_heatmap(here / "00.bin.ttf"),
            lambda: made_up_snapshots(here / "snapshots.jsonl.gz"),
            lambda: made_up_log(here / "basestation.log"),
        )
        for make in [lambda path=path: path for path in named] or made_up:
            measure(make())


main()
