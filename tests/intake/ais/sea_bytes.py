"""Ship messages as bytes, encoded by pyais, and helpers that read them."""

from __future__ import annotations

from pathlib import Path

import polars as pl
from pyais.encode import encode_dict

from crossbearing.intake import read_exhibit

AT = 1_707_091_200  # 2024-02-05T00:00:00Z


def sentences(talker: str = "AI", **fields: object) -> list[bytes]:
    return [line.encode() for line in encode_dict(fields, talker_id=talker)]


def tagged(line: bytes, seconds: int | None = AT, station: str | None = None) -> bytes:
    parts = [f"s:{station}"] if station else []
    parts += [f"c:{seconds}"] if seconds is not None else []
    tag = ",".join(parts)
    check = 0
    for one in tag.encode():
        check ^= one
    return f"\\{tag}*{check:02X}\\".encode() + line


def here(mmsi: int = 273123456, **more: object) -> bytes:
    """A position report of class A in the middle Caspian."""
    fields = {"msg_type": 1, "mmsi": mmsi, "lat": 42.5, "lon": 50.25, "speed": 9.5, "course": 181.5, "heading": 180}
    return sentences(**{**fields, **more})[0]


class Taken:
    """All that a file gives, with the sum that must hold."""

    def __init__(self, path: Path) -> None:
        batches = list(read_exhibit(path, name=path.name, sha256="ab" * 32))
        self.rows_in = sum(batch.rows_in for batch in batches)
        self.vessels = pl.concat([batch.vessels for batch in batches])
        self.statics = pl.concat([batch.statics for batch in batches])
        self.static_rows = sum(batch.static_rows for batch in batches)
        self.rejects = pl.concat([batch.rejects for batch in batches])
        self.reasons = dict(self.rejects.group_by("reason").agg(pl.col("rows").sum()).sort("reason").iter_rows())

    @property
    def adds_up(self) -> bool:
        return self.rows_in == self.vessels.height + self.static_rows + int(self.rejects["rows"].sum() or 0)


def taken(folder: Path, data: bytes, name: str = "sea.txt") -> Taken:
    path = folder / name
    path.write_bytes(data)
    return Taken(path)
