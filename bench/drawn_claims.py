"""Are verdicts calibrated? Draws true and false claims from a world's truth and counts the verdicts on them.

    python bench/drawn_claims.py WORLD [--seed N] [--claims N]

True flights are legs that took place, on their UTC day; false ones are routes the craft did not fly within a day of it.
True visits are counted in the truth, false ones claim one to five more. WORLD as in `verdicts.py`.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from verdicts import lines, witness_of

from crossbearing.checks import check_claims
from crossbearing.model.claims import Claim, Count, CraftIds, Kind, Place, PlaceRole, When
from crossbearing.world import World, load_world

Row = dict[str, Any]


def flight(name: str, row: Row, departure: str, arrival: str, day: date) -> Claim:
    ends = (Place(departure, PlaceRole.DEPARTURE), Place(arrival, PlaceRole.ARRIVAL))
    ids = CraftIds(registration=(row["registration"],))
    return Claim(name, "r", 0, 1, "x", Kind.FLIGHT, places=ends, when=When(day, day), craft=ids)


def visits(name: str, row: Row, end: date, days: int, n: int) -> Claim:
    place, when = Place(row["place"], PlaceRole.ARRIVAL), When(end - timedelta(days=days - 1), end)
    ids, counts = CraftIds(registration=(row["registration"],)), (Count("visits", n, n),)
    return Claim(name, "r", 0, 1, "x", Kind.VISIT_COUNT, places=(place,), when=when, counts=counts, craft=ids)


def day_of(text: str) -> date:
    return date.fromisoformat(text[:10])


def flights_drawn(legs: list[Row], n: int, world: World, chance: random.Random) -> Iterator[Claim]:
    whole = [leg for leg in legs if leg["departure_airport"] and leg["arrival_airport"]]
    city, own = world.places.group_of, defaultdict(set)
    for leg in whole:
        for off in (-1, 0, 1):
            day = day_of(leg["departed_at"]) + timedelta(days=off)
            own[leg["airframe"]].add((city(leg["departure_airport"]), city(leg["arrival_airport"]), day))
    for k, leg in enumerate(chance.sample(whole, n)):
        yield flight(
            f"true-flight-{k}", leg, leg["departure_airport"], leg["arrival_airport"], day_of(leg["departed_at"])
        )
    airports = sorted({leg["arrival_airport"] for leg in whole})
    made = 0
    while made < n:
        leg, other = chance.choice(whole), chance.choice(airports)
        day = day_of(chance.choice(whole)["departed_at"])
        route = city(leg["departure_airport"]), city(other)
        if route[0] != route[1] and (*route, day) not in own[leg["airframe"]]:
            yield flight(f"false-flight-{made}", leg, leg["departure_airport"], other, day)
            made += 1


def visits_drawn(stays: list[Row], n: int, chance: random.Random) -> Iterator[Claim]:
    by_craft = defaultdict(list)
    for stay in stays:
        by_craft[stay["airframe"]].append(stay)
    placed = [stay for stay in stays if stay["place"] and stay["arrived_at"]]
    for k, stay in enumerate(chance.sample(placed, n)):
        end, days = day_of(stay["arrived_at"]), chance.choice((3, 5, 7))
        start = datetime.combine(end - timedelta(days=days - 1), datetime.min.time(), UTC).isoformat()
        until = datetime.combine(end + timedelta(days=1), datetime.min.time(), UTC).isoformat()
        own = [s for s in by_craft[stay["airframe"]] if s["place"] == stay["place"]]
        true = sum((s["arrived_at"] or "") < until and (s["left_at"] or "9") >= start for s in own)
        yield visits(f"true-visits-{k}", stay, end, days, true)
        yield visits(f"false-visits-{k}", stay, end, days, true + chance.choice((1, 2, 3, 5)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("world", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--claims", type=int, default=150, help="how many true flights; false ones and visits likewise")
    args = parser.parse_args()
    chance, world, truth = random.Random(args.seed), load_world(), args.world / "truth"
    witness = witness_of(args.world / "input", world)
    listed = {one.replace("-", "") for one in witness.airframes["registration"].drop_nulls().to_list()}
    rows = {name: [r for r in lines(truth / f"{name}.jsonl") if r["registration"].replace("-", "") in listed]
            for name in ("flights", "visits")}  # fmt: skip
    claims = [
        *flights_drawn(rows["flights"], args.claims, world, chance),
        *visits_drawn(rows["visits"], args.claims, chance),
    ]
    started = time.perf_counter()
    verdicts = check_claims(claims, witness)
    spent = time.perf_counter() - started
    for kind in ("true-flight", "false-flight", "true-visits", "false-visits"):
        said = Counter(v.verdict.value for v in verdicts if v.claim.startswith(kind))
        print(f"{kind:14}", dict(sorted(said.items())))
    print(f"{len(claims)} claims in {spent:.1f} s, {len(claims) / spent:.0f}/s")
    for v in verdicts:
        if (v.claim.startswith("true") and v.verdict == "contradicted") or (
            v.claim.startswith("false") and v.verdict == "supported"
        ):
            print("look at", next(c for c in claims if c.id == v.claim), v.verdict, v.reason, v.n_min, v.n_max)


if __name__ == "__main__":
    main()
