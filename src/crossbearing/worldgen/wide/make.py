"""Writes a wide world to a folder: tracks and the truth about them."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

from crossbearing.worldgen.truth import write_jsonl
from crossbearing.worldgen.wide.archive import holes, received, write_archive
from crossbearing.worldgen.wide.contacts import write_contacts
from crossbearing.worldgen.wide.craft import invent_craft
from crossbearing.worldgen.wide.ears import invent_ears
from crossbearing.worldgen.wide.ether import Ether
from crossbearing.worldgen.wide.jamming import invent_jams
from crossbearing.worldgen.wide.physics import KINDS, Air
from crossbearing.worldgen.wide.roster import legs_of
from crossbearing.worldgen.wide.rows import heard_of
from crossbearing.worldgen.wide.standing import parked_rows, vehicle_rows
from crossbearing.worldgen.wide.tell import receiver_rows, write_truth
from crossbearing.worldgen.wide.terrain import flat, invent_terrain

START = date(2024, 2, 5)


def wide_world(
    folder: Path, seed: int, days: int = 14, aircraft: int = 300, *, physics: str = "plain", start: date = START
) -> None:
    """Write a world of `aircraft` craft (and some vehicles) over `days` days: `tracks`, `sightings` and `truth`.

    `physics` is `plain` or `rough`. The same arguments give the same bytes.
    """
    kind = KINDS[physics]
    rng = np.random.default_rng([seed, 1])
    craft = invent_craft(aircraft, days, rng)
    air = Air.of(kind, np.random.default_rng([seed, 2]))
    terrain = invent_terrain(np.random.default_rng([seed, 3])) if kind.terrain else flat()
    ears = invent_ears(kind, terrain, days, np.random.default_rng([seed, 4]))
    jams = invent_jams(days, kind.clustered, np.random.default_rng([seed, 5]))
    ether = Ether(air, ears, jams, days, seed)
    legs = [leg for one in craft for leg in legs_of(one, days, air, seed)]
    rows = pl.concat([heard_of(legs, ether), parked_rows(legs, ether), vehicle_rows(craft, ether)])
    frame = received(rows, legs, craft, days, seed)
    write_archive(folder / "tracks", start, frame, legs, craft)
    write_truth(folder / "truth", start, frame, legs, craft)
    write_contacts(folder / "sightings" / "contacts.csv", start, legs, ether)
    write_jsonl(folder / "truth" / "receivers.jsonl", receiver_rows(start, ears))
    write_jsonl(folder / "truth" / "jamming.jsonl", [asdict(jam) for jam in jams])
    folders, halves = holes(days, seed)
    missing = [{"day": a, "folder": b} for a, b in folders] + [{"day": a, "half": b} for a, b in halves]
    write_jsonl(folder / "truth" / "archive_holes.jsonl", missing)
