"""Writes a wide world to a folder: tracks and the truth about them."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path

from crossbearing.worldgen.truth import write_jsonl
from crossbearing.worldgen.wide.archive import holes, write_archive
from crossbearing.worldgen.wide.contacts import write_contacts
from crossbearing.worldgen.wide.invented import START, Invented, invent
from crossbearing.worldgen.wide.tell import receiver_rows, write_truth


def wide_world(
    folder: Path, seed: int, days: int = 14, aircraft: int = 300, *, physics: str = "plain", start: date = START
) -> None:
    """Write a world of `aircraft` craft (and some vehicles) over `days` days: `tracks`, `sightings` and `truth`.

    `physics` is `plain` or `rough`. The same arguments give the same bytes.
    """
    write_world(folder, invent(seed, days, aircraft, physics=physics, start=start))


def write_world(folder: Path, world: Invented) -> None:
    """Write a world that was invented before."""
    legs, craft, start = list(world.legs), list(world.craft), world.start
    write_archive(folder / "tracks", start, world.frame, legs, craft)
    write_truth(folder / "truth", start, world.frame, legs, craft)
    write_contacts(folder / "sightings" / "contacts.csv", start, legs, world.ether)
    write_jsonl(folder / "truth" / "receivers.jsonl", receiver_rows(start, world.ether.ears))
    write_jsonl(folder / "truth" / "jamming.jsonl", [asdict(jam) for jam in world.ether.jams])
    folders, halves = holes(world.days, world.ether.seed)
    missing = [{"day": a, "folder": b} for a, b in folders] + [{"day": a, "half": b} for a, b in halves]
    write_jsonl(folder / "truth" / "archive_holes.jsonl", missing)
