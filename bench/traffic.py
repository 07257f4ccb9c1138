"""How often is chance called a change of traffic, and how often is a true change found, on its day?

    python bench/traffic.py [--series N]

Flat series: even (Poisson), with the rhythm of a week, with good and bad days (negative binomial), with both, and in
bunches of flights within five days. One day in twelve is not held. Prints the share of p <= 0.05, which should be 5 %.
Then a rise from 0.4 to 1.6 flights a week: how often it is found, and whether the interval of its day holds the truth.
"""

from __future__ import annotations

import argparse
import time

import numpy as np

from crossbearing.movement.change import change_of

WEEK = np.array([1.4, 1.3, 1.2, 1.1, 1.2, 0.5, 0.3])
NOT_HELD, ALARM = 1 / 12, 0.05


def bunched(rate: float, days: int, rng: np.random.Generator) -> np.ndarray:
    counts = np.zeros(days, dtype=np.int64)
    for day in np.flatnonzero(rng.random(days) < rate / 2.5):
        for each in day + rng.integers(0, 5, 1 + rng.poisson(1.5)):
            counts[min(each, days - 1)] += 1
    return counts


def flat(kind: str, rate: float, days: int, rng: np.random.Generator) -> np.ndarray:
    if kind == "bunches":
        return bunched(rate, days, rng)
    week = WEEK[np.arange(days) % 7] / WEEK.mean() if "week" in kind else np.ones(days)
    luck = rng.gamma(1.0, 1.0, days) if "uneven" in kind else np.ones(days)
    return rng.poisson(rate * week * luck)


def held(days: int, rng: np.random.Generator) -> np.ndarray:
    return np.where(rng.random(days) < NOT_HELD, 0.0, 1.0)


def false_alarms(n: int, rng: np.random.Generator) -> None:
    kinds = ("even", "week", "uneven", "week uneven", "bunches")
    alarms = {kind: [0, 0] for kind in kinds}
    for days, rate in ((182, 1 / 7), (182, 0.5), (365, 0.4 / 7), (84, 0.5), (42, 0.5)):
        for kind in kinds:
            found = [change_of(flat(kind, rate, days, rng), held(days, rng)) for _ in range(n)]
            told = [one.p <= ALARM for one in found if one]
            alarms[kind] = [alarms[kind][0] + sum(told), alarms[kind][1] + len(told)]
            print(f"{days:4d} days, {7 * rate:4.1f} a week, {kind:12s} {np.mean(told):6.1%} of {len(told)}", flush=True)
    for kind, (told, all_) in alarms.items():
        print(f"all together, {kind:12s} {told / all_:6.1%} of {all_}")


def power(n: int, rng: np.random.Generator) -> None:
    for weeks in (8, 13, 26):
        cut, found, inside, width = weeks * 7, 0, 0, []
        for _ in range(n):
            counts = np.concatenate([rng.poisson(0.4 / 7, cut), rng.poisson(1.6 / 7, cut)])
            change = change_of(counts, held(2 * cut, rng))
            if change:
                found += change.p <= ALARM
                inside += change.first <= cut <= change.last
                width.append(change.last - change.first)
        print(f"0.4 to 1.6 a week, {weeks} weeks each: found {found / n:.0%}, day inside its interval {inside / n:.0%},"
              f" median interval {np.median(width):.0f} days")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--series", type=int, default=400)
    parser.add_argument("--seed", type=int, default=5)
    args = parser.parse_args()
    rng, started = np.random.default_rng(args.seed), time.process_time()
    false_alarms(args.series, rng)
    power(args.series, rng)
    print(f"{time.process_time() - started:.0f} s of processor time")


if __name__ == "__main__":
    main()
