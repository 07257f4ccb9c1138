"""Writes an invented world of any size to a folder, with reports about it and the verdicts the data allow."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

from crossbearing.worldgen.claims import draw
from crossbearing.worldgen.invent import invent
from crossbearing.worldgen.setting import Setting, hear, write_world
from crossbearing.worldgen.truth import Row, write_jsonl

START = date(2024, 2, 5)


def make_world(
    folder: Path, seed: int, days: int = 7, aircraft: int = 30, start: date = START, claims: int = 8, kept: float = 1.0
) -> None:
    """Write a world of `aircraft` craft over `days` days into `folder`: tracks, state vectors, reports, the truth.

    `claims` is how many claims of each sort are drawn at most, `kept` the share of receivers that stand.
    The same arguments give the same bytes.
    """
    setting = invent(seed, days, aircraft, start, kept)
    write_world(folder, setting)
    _write_reports(folder, _claims(folder, setting, claims), start + timedelta(days=days))


def _rows(folder: Path, name: str) -> list[Row]:
    text = (folder / "truth" / f"{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def _claims(folder: Path, setting: Setting, n: int) -> list[Row]:
    """Claims on the world, drawn from what is true and what was heard; never on an address that two airframes send."""
    names = [craft.craft for craft in setting.craft]
    alone = [craft for craft in setting.craft if craft.typecode and names.count(craft.craft) == 1]
    heard = [(craft, hear(setting, craft, setting.readsb)) for craft in alone]
    known = {craft.craft for craft in alone}
    flights, visits = ([row for row in _rows(folder, name) if row["craft"] in known] for name in ("flights", "visits"))
    return draw(flights, visits, heard, setting.readsb, (setting.start, setting.days), setting.seed, n)


def _write_reports(folder: Path, claims: list[Row], published: date) -> None:
    """One report a claim, dated the day after the world's last, and `truth/claims.jsonl`."""
    (folder / "reports").mkdir(exist_ok=True)
    header = f" date {published} "
    rows: list[Row] = []
    for number, claim in enumerate(claims, 1):
        report = f"r{number:03d}"
        (folder / "reports" / f"{report}.txt").write_bytes(f"{header}{claim['sentence']}".encode())
        rows.append({"id": f"c{number:04d}", "report": report, "start": len(header), **claim})
    write_jsonl(folder / "truth" / "claims.jsonl", rows)
