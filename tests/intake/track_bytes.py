"""Track files made up in the byte formats of the networks: no byte of them was ever received."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from crossbearing.intake import read_exhibit
from crossbearing.model.exhibits import Batch

MIDNIGHT = 1_707_523_200.0  # 2024-02-10T00:00:00Z
SHA = "ab" * 32


def row(
    dt: float = 0.0,
    lat: Any = 55.6,
    lon: Any = 37.3,
    alt: Any = 36_000,
    *,
    flags: int = 0,
    detail: Any = None,
    source: Any = "adsb_icao",
    geom: Any = None,
) -> list[Any]:
    """One row of 14 elements."""
    return [dt, lat, lon, alt, 450.1, 181.5, flags, -64, detail, source, geom, None, None, None]


def trace(rows: Iterable[Any], icao: str = "7380c2", base: float = MIDNIGHT, **more: Any) -> bytes:
    """A trace document."""
    return json.dumps({"icao": icao, "timestamp": base, **more, "trace": list(rows)}).encode()


def tar_of(files: Mapping[str, bytes], form: int = tarfile.GNU_FORMAT) -> bytes:
    """A tar with these files."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as archive:
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return out.getvalue()


def zip_of(files: Mapping[str, bytes]) -> bytes:
    """A zip with these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def day_tar(count: int, rows: int = 2, **more: Any) -> bytes:
    """A day in the layout of adsb.lol with that many craft."""
    files = {}
    for number in range(count):
        icao = f"{0x700000 + number:06x}"
        document = trace([row(60.0 * n) for n in range(rows)], icao, **more)
        files[f"./traces/{icao[-2:]}/trace_full_{icao}.json"] = gzip.compress(document)
    return tar_of(files)


def read(folder: Path, data: bytes, name: str = "exhibit", **options: Any) -> list[Batch]:
    """What is read from these bytes."""
    path = folder / name
    path.write_bytes(data)
    return list(read_exhibit(path, name=name, sha256=SHA, **options))


def whole(batches: Iterable[Batch]) -> dict[str, Any]:
    """Everything of all batches: tables as lists of dicts, and the three counts."""
    found = list(batches)
    tables = ("positions", "airframes", "archive", "register", "sightings", "rejects")
    out: dict[str, Any] = {t: [line for b in found for line in getattr(b, t).to_dicts()] for t in tables}
    out["reports"] = [report for b in found for report in b.reports]
    out["claims"] = [claim for b in found for claim in b.claims]
    out["rows_in"] = sum(b.rows_in for b in found)
    out["kept"] = sum(len(out[t]) for t in ("positions", "register", "reports", "claims"))
    out["kept"] += sum(line["observations"] for line in out["sightings"])
    out["rejected"] = sum(line["rows"] for line in out["rejects"])
    out["notes"] = {name: count for b in found for name, count in b.notes.items()}
    return out


def balanced(batches: Iterable[Batch]) -> bool:
    """Rows + rejects = rows in."""
    out = whole(batches)
    return out["kept"] + out["rejected"] == out["rows_in"]
