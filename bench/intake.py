"""How fast is a day of traces read, and how near is that to what the machine can do at all?

`python bench/intake.py [TAR | CSV | TXT …]` reads the named files, or a made-up day of 1,500 craft.
The physical limit is the same file unpacked and decoded by the same JSON decoder, with nothing made of it.
Prints rows a second and peak memory; asserts first that both saw the same rows.
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

from crossbearing.intake import PositionStore, read_exhibit
from crossbearing.intake.tracks import trace_json

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
        kept += batch.positions.height + len(batch.reports)
    return rows_in, kept


def stored(path: Path) -> None:
    """Read and write to a store."""
    with tempfile.TemporaryDirectory() as folder:
        PositionStore(Path(folder)).write("ab" * 32, read_exhibit(path, name=path.name, sha256="ab" * 32))


def timed(work, *arguments) -> float:
    """Seconds of one run."""
    start = time.perf_counter()
    work(*arguments)
    return time.perf_counter() - start


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
    if is_tar:
        assert decode_only(path) == rows_in
        limit = min(timed(decode_only, path) for _ in range(3))
        print(f"  limit       {rows_in / limit:>12,.0f} rows/s  {limit:6.2f} s  ratio {best / limit:.2f}")
    store = timed(stored, path)
    print(f"  read+store  {rows_in / store:>12,.0f} rows/s  {store:6.2f} s  peak {peak_mb():.0f} MB")


def main() -> None:
    """Measure the files named, or a made-up day."""
    with tempfile.TemporaryDirectory() as folder:
        named = [Path(name) for name in sys.argv[1:]]
        for path in named or [made_up_day(Path(folder) / "v2024.02.10-planes-readsb-prod-0.tar")]:
            measure(path)


main()
