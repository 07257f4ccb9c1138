"""Are meetings of ships found, and nothing else? On invented days with known truth, beside the rule of the field.

    python bench/encounters.py [--seeds 1 2 3] [--days 6] [--ships 400] [--world FOLDER] [--show]

1. One day of 600 ships with 60 meetings of 2.5 to 8 hours and an anchorage of 100 ships, thinned to a mean interval of
   5 to 240 minutes: found, ruled out (which is wrong), not observable (all the rest), and false ones. Beside it stands
   the rule of the field: nearer than 500 m for two hours, silences of up to an hour bridged by straight lines.
   Then one meeting of four hours over midnight, on a degree of latitude, on the date line, and sixteen hours unheard.
2. Generated days with anchorages, tows, pilots, fishing fleets, jamming and shared numbers: recall by how well both
   ships were heard, precision, and what the false ones really were; how many true meetings (dark ones too) are ruled
   out, which is wrong, and how many pairs of ships that did not meet on a day are.
3. With `--world`: a folder with `input/ais`, `truth` and `scorers`, each form of the tracks by its own scorer.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from field_rule import field_rule

from crossbearing.case.questions.sailing import sailed
from crossbearing.model.vessel_tables import VESSEL_POSITIONS, VESSEL_STATICS
from crossbearing.movement.vessels.fixes import KMH_PER_KT, fixes_of
from crossbearing.movement.vessels.ports.harbours import harbours_of
from crossbearing.movement.vessels.together.encounters import encounters
from crossbearing.movement.vessels.trust.plausible import plausible
from crossbearing.movement.vessels.unheard.presence import presence, runs_of
from crossbearing.movement.vessels.unheard.reach import top_kt
from crossbearing.world import load_world
from crossbearing.worldgen.scores.met import match_meetings, seconds
from crossbearing.worldgen.sea import anchor_day, invent_sea, thinned
from crossbearing.worldgen.sea.ears import Reception
from crossbearing.worldgen.sea.frames import positions, statics
from crossbearing.worldgen.sea.truth import truth_of

MINUTES = (3, 5, 15, 30, 60, 120, 240)
PAIRS_ASKED = 800
FORMS = ("dma", "marinecadastre", "nmea")
# How well a pair was heard while it met: the longest silence of either ship, minutes.
HEARD = ((15.0, "15 min"), (60.0, "1 h"), (180.0, "3 h"), (float("inf"), "longer"))


def transfers(found: pl.DataFrame) -> list[dict[str, Any]]:
    """The encounters that are called transfers."""
    return found.filter(pl.col("likely") == "transfer").to_dicts()


class Possible:
    """What is possible by the positions of all ships: for how long two could have been together in some hours."""

    def __init__(self, rows: pl.DataFrame) -> None:
        self.fixes = fixes_of(rows)
        self.kmh = top_kt(self.fixes) * KMH_PER_KT
        self.hulls: dict[str, list[int]] = {}
        for number, (name, _) in enumerate(self.fixes.names):
            self.hulls.setdefault(name, []).append(number)

    def together_s(self, a: str, b: str, begin: float, end: float) -> float:
        """The longest time together that nothing speaks against, of any of the ships that send these numbers."""
        seen = [
            [presence(self.fixes, hull, begin, end, float(self.kmh[hull])) for hull in self.hulls.get(name, [])]
            for name in (a, b)
        ]
        if not all(seen):
            return end - begin
        runs = [run for one in seen[0] for other in seen[1] for run in runs_of(one.together(other), 1)]
        return max((last - first + 1 for first, last in runs), default=0) * 600.0

    def rules_out(self, a: str, b: str, begin: float, end: float, least_s: float) -> bool:
        """Whether two ships cannot have been together for so long in some hours."""
        return self.together_s(a, b, begin, end) < least_s


def ruled_out(possible: Possible, meetings: list[dict[str, Any]]) -> int:
    """How many of the true meetings the product would call impossible: a wrong answer each."""
    wrong = 0
    for one in meetings:
        begin, end = seconds(one["started_at"]), seconds(one["ended_at"])
        wrong += possible.rules_out(one["a"], one["b"], begin, end, 0.8 * (end - begin))
    return wrong


def never_met(possible: Possible, told: dict[str, list[dict[str, Any]]], days: int, seed: int) -> tuple[int, int]:
    """Of pairs of ships of one sea on days on which they did not meet: how many are ruled out, and how many all are."""
    rng = np.random.default_rng(seed)
    ships = [one for one in told["vessels"] if one["kind"] in ("cargo", "tanker") and one["craft"] in possible.hulls]
    met = {frozenset((one["a"], one["b"])) for one in told["transfers"]}
    out = asked = 0
    for _ in range(PAIRS_ASKED):
        a, b = (ships[int(k)] for k in rng.integers(len(ships), size=2))
        day = 1_707_091_200.0 + 86_400.0 * int(rng.integers(days))
        pair = a["craft"], b["craft"]
        if a["basin"] == b["basin"] and a["craft"] != b["craft"] and frozenset(pair) not in met:
            asked += 1
            out += possible.rules_out(*pair, day, day + 86_400.0, 7200.0)
    return out, asked


def day_of_meetings(seed: int) -> None:
    """The first table."""
    rows, said, true = anchor_day(seed)
    print(f"a day of 600 ships, {len(true)} meetings, seed {seed}")
    print("mean interval  found  not observable  ruled out  false    field's rule: found  false")
    for minutes in MINUTES:
        part = plausible(thinned(rows, minutes, seed))
        ours = transfers(encounters(part, said))
        theirs = field_rule(part).to_dicts()
        mine, field = (match_meetings(true, [], some) for some in (ours, theirs))
        missed = [one for one, found in zip(true, mine.found, strict=True) if found < 0]
        wrong = ruled_out(Possible(part), missed)
        found, other = sum(n >= 0 for n in mine.found), sum(n >= 0 for n in field.found)
        print(
            f"{minutes:9d} min {found:6d} {len(missed) - wrong:15d} {wrong:10d} {len(mine.false):6d}"
            f"{other:28d} {len(field.false):6d}"
        )


def edges() -> None:
    """A meeting of four hours at awkward times and places, and two ships of which little is known."""
    cases = {
        "in plain sight": (41.3, 51.0, 10.0, 0.1), "over midnight UTC": (41.3, 51.0, 22.5, 0.1),
        "on a degree of latitude": (40.0, 51.0, 10.0, 0.1), "on the date line": (63.6, 180.0, 10.0, 0.1),
        "on the meridian": (51.0, 0.0, 10.0, 0.1), "seen only before and after 16 hours": (41.3, 51.0, 4.0, 16.0),
    }  # fmt: skip
    for name, (lat, lon, hour, every_h) in cases.items():
        hours = np.arange(hour - 0.01, hour + (16.1 if every_h > 1.0 else 4.0), every_h)
        parts = [_lying(f"mmsi:27300000{k}", hours, lat + k * 3e-4 - 4.5e-4, lon + k * 3e-4 - 4.5e-4) for k in (1, 2)]
        rows = VESSEL_POSITIONS.conform(pl.concat(parts))
        found = encounters(plausible(rows), VESSEL_STATICS.empty())
        times = [f"{one['started_at']:%d %H:%M}-{one['ended_at']:%d %H:%M} {one['likely']}" for one in found.to_dicts()]
        print(f"{name:38s}{len(times)} encounters {times}")


def _lying(craft: str, hours: Any, lat: float, lon: float) -> pl.DataFrame:
    frame = pl.DataFrame({"time": ((hours * 3600.0 + 1_707_091_200.0) * 1000.0).astype(np.int64)})
    return frame.select(
        pl.lit(craft).alias("craft"), pl.col("time").cast(pl.Datetime("ms")).dt.replace_time_zone("UTC"),
        pl.lit(lat).alias("lat"), pl.lit((lon + 540.0) % 360.0 - 180.0).alias("lon"), pl.lit(0.1).alias("sog_kt"),
        pl.lit(None).alias("cog_deg"), pl.lit(None).alias("heading_deg"), pl.lit(0).alias("status"),
        pl.lit(1).alias("message"), pl.lit(None).alias("transponder"), pl.lit(None).alias("station"),
        pl.lit(None).alias("mark"),
        pl.lit("drawn").alias("exhibit"), pl.lit("").alias("member"), pl.int_range(pl.len()).alias("row"),
    )  # fmt: skip


def generated(seeds: list[int], days: int, ships: int, show: bool, reception: Reception) -> None:
    """The second table: all seeds together, with a line for each."""
    harbours = harbours_of(load_world().harbours)
    sums: dict[str, list[int]] = {}
    kinds: dict[str, int] = {}
    words: list[pl.DataFrame] = []
    right = wrong = field_right = field_wrong = 0
    for seed in seeds:
        sea = invent_sea(seed, days, ships, reception=reception)
        told = truth_of(sea)
        at = time.process_time()
        rows = plausible(positions(sea))
        found = encounters(rows, statics(sea), harbours)
        spent = time.process_time() - at
        ours = transfers(found)
        mine = match_meetings(told["transfers"], told["not_transfers"], ours)
        field = match_meetings(told["transfers"], told["not_transfers"], field_rule(rows).to_dicts())
        for one, number in zip(told["transfers"], mine.found, strict=True):
            some = sums.setdefault(heard(one), [0, 0])
            some[0] += number >= 0
            some[1] += 1
        right, wrong = right + sum(n >= 0 for n in mine.found), wrong + len(mine.false)
        field_right, field_wrong = field_right + sum(n >= 0 for n in field.found), field_wrong + len(field.false)
        possible = Possible(rows)
        told_wrong = ruled_out(possible, told["transfers"])
        out, asked = never_met(possible, told, days, seed)
        print(
            f"  true meetings ruled out: {told_wrong} of {len(told['transfers'])} (dark ones too); "
            f"pairs that did not meet on a day, ruled out: {out} of {asked}"
        )
        for kind, count in mine.kinds().items():
            kinds[kind] = kinds.get(kind, 0) + count
        words.append(named(told, found))
        print(
            f"seed {seed}: {rows.height:,} rows, {len(told['transfers'])} meetings, {len(ours)} found as transfers, "
            f"{len(mine.false)} false {mine.kinds()}, {mine.split} split, {spent:.1f} s",
            flush=True,
        )
        if show:
            _show(told, mine, ours, found)
    for name, (some, all_) in sorted(sums.items()):
        print(f"recall, {name}: {some} of {all_} = {some / all_:.3f}")
    print(f"precision {right / max(right + wrong, 1):.3f} ({right} right, {wrong} false: {kinds})")
    table = pl.concat(words).pivot("likely", index="kind", values="len", aggregate_function="sum").sort("kind")
    print("what encounters really were, and what they are called:")
    for row in table.fill_null(0).iter_rows(named=True):
        print("  ", *(f"{name} {value}" for name, value in row.items() if value))
    print(f"field's rule: {field_right} right, {field_wrong} false, {field_right / (field_right + field_wrong):.3f}")


def named(told: dict[str, list[dict[str, Any]]], found: pl.DataFrame) -> pl.DataFrame:
    """How many encounters of each true kind are called what."""
    all_ = found.to_dicts()
    met = match_meetings(told["transfers"], told["not_transfers"], all_)
    kinds = dict(met.false)
    rows = [(kinds.get(number, "transfer"), one["likely"]) for number, one in enumerate(all_)]
    frame = pl.DataFrame(rows, schema=["kind", "likely"], orient="row")
    return frame.group_by("kind", "likely").len()


def heard(one: dict[str, Any]) -> str:
    """How well both ships were heard."""
    if one["dark"] != "none":
        return f"dark: {one['dark']}"
    return "heard each " + next(name for limit, name in HEARD if one["longest_silence_min"] <= limit)


def _show(told: dict[str, list[dict[str, Any]]], mine: Any, ours: list[dict[str, Any]], found: pl.DataFrame) -> None:
    for number, kind in mine.false:
        one = ours[number]
        keys = ("a", "b", "started_at", "ended_at", "median_distance_m", "observed_min", "inferred_min", "because")
        print("  false", kind, *(one[key] for key in keys))
    for one, number in zip(told["transfers"], mine.found, strict=True):
        if number < 0 and one["dark"] == "none" and one["longest_silence_min"] <= 60.0:
            pair = sorted([one["a"], one["b"]])
            rows = found.filter((pl.col("a") == pair[0]) & (pl.col("b") == pair[1]))
            print("  missed", json.dumps(one))
            for row in rows.to_dicts():
                print(
                    "    seen", *(row[k] for k in ("started_at", "ended_at", "likely", "because", "median_distance_m"))
                )


def by_form(folder: Path) -> None:
    """The third table: each form of the same received tracks, scored by the folder's own scorer."""
    answers = []
    for form in FORMS:
        at = time.process_time()
        found = sailed([folder / "input" / "ais" / form]).encounters()
        spent = time.process_time() - at
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as lines:
            for row in found.with_columns(
                pl.col("started_at", "ended_at").dt.strftime("%Y-%m-%dT%H:%M:%SZ")
            ).to_dicts():
                lines.write(json.dumps(row) + "\n")
            lines.flush()
            script = folder / "scorers" / "score_transfers.py"
            said = subprocess.run(
                [sys.executable, str(script), str(folder / "truth"), lines.name],
                capture_output=True,
                text=True,
                check=True,
            )
        keys = ("a", "b", "started_at", "ended_at", "likely")
        answers.append(found.select(keys).sort(keys))
        print(f"{form}: {found.height} encounters, {spent:.1f} s; {' '.join(said.stdout.split())}", flush=True)
    called = [one.filter(pl.col("likely") == "transfer") for one in answers]
    print(f"all three forms give the same transfers: {all(one.equals(called[0]) for one in called)}")
    other = max(one.join(answers[0], on=keys, how="anti").height for one in answers)
    print(f"of {answers[0].height} encounters at most {other} begin or end otherwise (pairs at 500 m)")


def main() -> None:
    """Run all three."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--days", type=int, default=6)
    parser.add_argument("--ships", type=int, default=400)
    parser.add_argument("--world", type=Path)
    parser.add_argument("--only", choices=["day", "generated", "world"])
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    if args.only in (None, "day"):
        day_of_meetings(args.seeds[0])
        edges()
    if args.only in (None, "generated"):
        print("generated days, heard as usual")
        generated(args.seeds, args.days, args.ships, args.show, Reception())
        print("the same days, heard nearly everywhere")
        generated(args.seeds, args.days, args.ships, args.show, Reception(stations=9.0, reach=5.0))
    if args.world and args.only in (None, "world"):
        by_form(args.world)


if __name__ == "__main__":
    main()
