"""Does a bound of 0.95 hold? How often a transmitting craft landed unseen where it should have been seen.

    python bench/coverage.py [--seeds N] [--days N] [--aircraft N]

Invented worlds with receivers that fail for hours and for days. For every true landing of a craft that transmits and
shares its address with nobody, the question of `crossbearing coverage` is asked without that craft, for the three hours
of the day it landed in; and the question of the verdicts for its whole flight. Prints by class of the bound how many
were seen: three positions below 3,000 ft above the field; three positions of the flight.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from crossbearing.case.questions.asking import AROUND_KM
from crossbearing.case.questions.seen import Seen, look
from crossbearing.movement.assurance import POSITIONS_NEEDED, chosen, pools
from crossbearing.movement.coverage import detection, route
from crossbearing.movement.landings import LOW_FT, NEAR_KM, landings
from crossbearing.movement.passes import passes
from crossbearing.world.geo import distance_km
from crossbearing.worldgen.invent import invent
from crossbearing.worldgen.opensky import Grid
from crossbearing.worldgen.receivers import Network, Receiver
from crossbearing.worldgen.setting import write_world

START, CLASSES = date(2024, 2, 5), (0.5, 0.8, 0.9, 0.95)
EVERY = 3  # flights looked at for the whole way: one in so many, which keeps a world below a minute


def failing(receivers: tuple[Receiver, ...], days: int, rng: np.random.Generator) -> tuple[Receiver, ...]:
    """Receivers that fail for hours to days as well, six in ten of them at least once."""
    out = []
    for one in receivers:
        down, slot = set(one.down), 0.0
        while rng.random() < 0.6 and slot < days * 48:
            slot += rng.exponential(days * 24)
            down.update(range(int(slot), int(slot) + int(rng.exponential(30)) + 4))
        out.append(replace(one, down=frozenset(down)))
    return tuple(out)


def make(folder: Path, seed: int, days: int, aircraft: int) -> None:
    setting = invent(seed, days, aircraft, START, (0.4, 0.6, 0.8, 1.0)[seed % 4])
    rng = np.random.default_rng([seed, 77])
    network = Network("readsb", failing(setting.readsb.receivers, days, rng))
    write_world(folder, replace(setting, readsb=network, grid=Grid((), 30.0, frozenset())))


def true_flights(folder: Path, seen: Seen) -> Iterator[dict[str, Any]]:
    """Flights that transmitted all the way, of craft on an address of their own."""
    rows = {name: [json.loads(line) for line in (folder / "truth" / f"{name}.jsonl").read_text().splitlines()]
            for name in ("flights", "aircraft")}  # fmt: skip
    out = {row["craft"] for row in rows["aircraft"] if row["mlat_only"]}
    out |= set(seen.positions.filter(pl.col("mark").str.starts_with("shared"))["craft"].unique())
    return (row for row in rows["flights"] if row["craft"] not in out and not row["transponder_off"])


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def questions(folder: Path, seen: Seen) -> Iterator[tuple[str, float, bool]]:
    fields = seen.world.airports
    trials = landings(seen.flights, seen.positions, fields.frame, "readsb")
    passed = passes(seen.flights, seen.positions, fields.frame)
    by = {craft: rows for (craft,), rows in seen.positions.filter(pl.col("mark").is_null()).group_by("craft")}
    for number, row in enumerate(true_flights(folder, seen)):
        own = by.get(row["craft"], seen.positions.clear())
        left, landed, craft = moment(row["departed_at"]), moment(row["arrived_at"]), row["craft"]
        one, other = fields.get(row["departure_airport"]), fields.get(row["arrival_airport"])
        near = own.filter((pl.col("time") - landed).abs() < timedelta(minutes=30))
        km = distance_km(near["lat"].to_numpy(), near["lon"].to_numpy(), other.lat, other.lon)
        low = near["alt_ft"].fill_null(0.0).to_numpy() < other.elevation_ft + LOW_FT
        hour = landed.hour // 3 * 3
        around = [field.icao for field, _ in fields.near(other.lat, other.lon, AROUND_KM) if field.icao != other.icao]
        steps = pools(trials, [other.icao], around, [hour, hour + 1, hour + 2], "low", without=[craft])
        yield "landing", chosen(steps).p_lower, int((low & (km < NEAR_KM)).sum()) >= POSITIONS_NEEDED
        if number % EVERY == 0:
            way = route(one.lat, one.lon, one.elevation_ft, other.lat, other.lon, other.elevation_ft)
            heard = int(own["time"].is_between(left, landed).sum())
            yield "flight", detection(passed, way, without=[craft]).p_lower, heard >= POSITIONS_NEEDED


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, value in (("seeds", 4), ("first", 301), ("days", 14), ("aircraft", 80)):
        parser.add_argument(f"--{name}", type=int, default=value)
    args, told, started = parser.parse_args(), Counter(), time.process_time()
    for seed in range(args.first, args.first + args.seeds):
        with tempfile.TemporaryDirectory() as name:
            make(Path(name), seed, args.days, args.aircraft)
            seen = look([Path(name) / "tracks"], lambda *_: None)
            for kind, p, heard in questions(Path(name), seen):
                told[kind, int(np.searchsorted(CLASSES, p, side="right")), heard] += 1
    for kind in ("landing", "flight"):
        for rank, low in enumerate((0.0, *CLASSES)):
            n, k = (sum(told[kind, rank, heard] for heard in which) for which in ((True, False), (True,)))
            print(f"{kind:8s} bound from {low:4.2f}: {n:6d} asked, seen {k / n if n else float('nan'):7.2%}")
    print(f"{time.process_time() - started:.0f} s of processor time")


if __name__ == "__main__":
    main()
