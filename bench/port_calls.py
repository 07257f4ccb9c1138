"""Are berths, anchorages and silences in port told apart, and are ports found where ships stop?

    python bench/port_calls.py [--seeds 1 2 3] [--ships 200] [--days 8] [--every 10 60]

1. On invented seas it is known who lay at a quay and who at an anchor. Every stretch in which a ship truly lay, heard
   for an hour at least, in a port's water, is compared with the phase of a port call that covers most of it: recall and
   precision of `berth` and `anchorage` (roadsteads with it), by what the ships say of themselves: the truth, nothing,
   or the contrary (three ships in ten).
2. With no port known at all, how many of those are harvested in which two ships were heard for two hours, and how much
   else is.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator

import numpy as np
import polars as pl

from crossbearing.movement.vessels.fixes import fixes_of
from crossbearing.movement.vessels.lying import ANCHORED, MOORED
from crossbearing.movement.vessels.ports.anchorages import LEAST_SHIPS, STAY_S, UNHEARD_S, candidate_ports, stays_away
from crossbearing.movement.vessels.ports.harbours import Harbours, harbours_of
from crossbearing.movement.vessels.ports.port_calls import port_calls
from crossbearing.movement.vessels.trust.plausible import plausible
from crossbearing.world import load_world
from crossbearing.world.geo import distance_km
from crossbearing.worldgen.sea import invent_sea
from crossbearing.worldgen.sea.frames import positions
from crossbearing.worldgen.sea.invented import Sea
from crossbearing.worldgen.sea.places import ports

AS_SAID = ("true", "nothing", "contrary")
LEAST_H, CONTRARY = 1.0, 0.3
TRUE_KIND = {"berth": "berth", "anchor": "anchorage"}


def said(rows: pl.DataFrame, how: str) -> pl.DataFrame:
    """The positions with the states that ships send as they are, left out, or exchanged for three ships in ten."""
    if how == "nothing":
        return rows.with_columns(status=pl.lit(None, rows.schema["status"]))
    if how == "true":
        return rows
    crafts = rows["craft"].unique().sort()
    liars = crafts.gather(np.random.default_rng(7).permutation(crafts.len())[: int(CONTRARY * crafts.len())])
    other = pl.col("status").replace({int(ANCHORED): int(MOORED), int(MOORED): int(ANCHORED)})
    return rows.with_columns(status=pl.when(pl.col("craft").is_in(liars.implode())).then(other).otherwise("status"))


def true_stays(sea: Sea) -> Iterator[tuple[str, float, float, str, tuple[float, float]]]:
    """Who lay how, from when until when, by the numbers that were sent."""
    for one in sea.diary.lain:
        for worn in sea.worn[one.ship]:
            begin, end = max(one.begin, worn.begin, 0.0), min(one.end, worn.end, sea.days * 86_400.0)
            if end - begin >= LEAST_H * 3600.0:
                yield f"mmsi:{worn.mmsi:09d}", begin + sea.epoch, end + sea.epoch, TRUE_KIND[one.kind], one.place


def judged(sea: Sea, marked: pl.DataFrame, harbours: Harbours) -> pl.DataFrame:
    """For each true stay that was heard the kind of the phase that covers most of it; null where none does."""
    calls = port_calls(marked, harbours, possible=False)
    phases = calls.select("craft", "phases").explode("phases", empty_as_null=False).unnest("phases")
    seconds = phases.with_columns(pl.col("began_before", "ended_after").dt.epoch("ms") / 1000.0)
    by_craft = {key[0]: part.rows(named=True) for key, part in seconds.partition_by("craft", as_dict=True).items()}
    fixes = fixes_of(marked)
    bounds = fixes.bounds()
    heard = {}
    for number, (craft, _) in enumerate(fixes.names):
        heard.setdefault(craft, []).append(fixes.seconds[bounds[number] : bounds[number + 1]])
    rows = []
    for craft, begin, end, kind, place in true_stays(sea):
        inside = np.concatenate([own[(own >= begin) & (own <= end)] for own in heard.get(craft, [])] or [np.zeros(0)])
        if inside.size < 2 or np.ptp(inside) < LEAST_H * 3600.0:
            continue
        if harbours.nearest(*(np.array([one]) for one in place))[0][0] < 0:
            rows.append((kind, "outside"))
            continue
        best = max(by_craft.get(craft, []), key=lambda row: covered(row, begin, end), default=None)
        found = best["kind"] if best is not None and covered(best, begin, end) > 0.0 else None
        rows.append((kind, "anchorage" if found == "roadstead" else found))
    return pl.DataFrame(rows, schema=["truth", "found"], orient="row")


def covered(row: dict[str, float], begin: float, end: float) -> float:
    """Seconds that a phase and a stay have in common."""
    return min(row["ended_after"], end) - max(row["began_before"], begin)


def kinds(args: argparse.Namespace) -> None:
    """The first part."""
    harbours = harbours_of(load_world().harbours)
    for every in args.every:
        worlds = [invent_sea(seed, args.days, args.ships, keep_s=every * 60.0) for seed in args.seeds]
        for how in AS_SAID:
            told = pl.concat([judged(sea, plausible(said(positions(sea), how)), harbours) for sea in worlds])
            outside = (told["found"] == "outside").fill_null(value=False)
            print(f"every {every:g} min, what they say: {how}; {outside.sum()} lay in no port's water")
            table(told.filter(~outside))


def table(told: pl.DataFrame) -> None:
    """Recall and precision of each kind."""
    for kind in ("berth", "anchorage"):
        true, found = told["truth"] == kind, (told["found"] == kind).fill_null(value=False)
        both, open_ = (true & found).sum(), ((told["found"] == "stay") & true).sum()
        print(
            f"    {kind:10s} {true.sum():5d} true: recall {both / true.sum():.3f},"
            f" precision {both / max(found.sum(), 1):.3f}, {open_} left open,"
            f" {told.filter(true)['found'].null_count()} in no phase"
        )


def heard_in_port(sea: Sea, marked: pl.DataFrame) -> dict[str, set[str]]:
    """For each port the ships that were heard to lie there for two hours, without a silence of six."""
    fixes = fixes_of(marked)
    bounds = fixes.bounds()
    used: dict[str, set[str]] = {}
    by_craft = {craft: number for number, (craft, _) in enumerate(fixes.names)}
    for one in sea.diary.lain:
        for worn in sea.worn[one.ship]:
            number = by_craft.get(f"mmsi:{worn.mmsi:09d}")
            if number is not None:
                own = fixes.seconds[bounds[number] : bounds[number + 1]] - sea.epoch
                own = own[(own >= max(one.begin, worn.begin)) & (own <= min(one.end, worn.end))]
                if own.size > 1 and np.ptp(own) >= STAY_S and np.diff(own).max() <= UNHEARD_S:
                    used.setdefault(one.port, set()).add(fixes.names[number][0])
    return used


def harvest(args: argparse.Namespace) -> None:
    """The second part: without any port known."""
    none = harbours_of(load_world().harbours.clear())
    for seed in args.seeds:
        sea = invent_sea(seed, args.days, args.ships, keep_s=args.every[0] * 60.0)
        marked = plausible(positions(sea))
        at = time.process_time()
        stays = stays_away(marked, none)
        found = candidate_ports(stays)
        spent = time.process_time() - at
        used = heard_in_port(sea, marked)
        lat, lon = found["lat"].to_numpy(), found["lon"].to_numpy()
        reach = found["radius_km"].to_numpy()
        places = {code: (port.place, port.road) for code, port in ports().items()}
        near = {
            code: any(bool((distance_km(*spot, lat, lon) <= reach + 3.0).any()) for spot in places[code])
            for code, ships in used.items()
            if len(ships) >= LEAST_SHIPS
        }
        other = sum(
            all(distance_km(*spot, a, b) > 15.0 for pair in places.values() for spot in pair)
            for a, b in zip(lat, lon, strict=True)
        )
        print(
            f"seed {seed}: {sum(near.values())} of {len(near)} ports in which two ships were heard are harvested; "
            f"{found.height} candidates, {other} of them at sea; {stays.height} stays, "
            f"{marked.height / spent:,.0f} rows/s"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--ships", type=int, default=200)
    parser.add_argument("--days", type=int, default=8)
    parser.add_argument("--every", type=float, nargs="+", default=[10.0, 60.0])
    args = parser.parse_args()
    kinds(args)
    harvest(args)


if __name__ == "__main__":
    main()
