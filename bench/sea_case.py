"""How long do the stages of a case with millions of positions of ships take, and the judgement of 200 claims, and in
how much memory?

    python bench/sea_case.py [--ships 2650] [--days 10] [--claims 200] [--keep FOLDER]

A sea is invented and written as the archives of MarineCadastre, claims about it are drawn, true and false, and each
step runs in a process of its own: taking in and finding what the ships did, then judging the claims on what was found.
By default that is some 8.7 million positions.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from crossbearing.case import Case
from crossbearing.model.contract import encode
from crossbearing.worldgen.sea import invent_sea
from crossbearing.worldgen.sea.asked import Ideal, draw
from crossbearing.worldgen.sea.make import write_sea

SEED, KEEP_S, OF_A_SORT = 7, 60.0, 8


def make(folder: Path, ships: int, days: int, claims: int) -> None:
    """Write the archives of a sea, and claims about it."""
    sea = invent_sea(SEED, days, ships, keep_s=KEEP_S)
    write_sea(folder, sea, ("marinecadastre",))
    drawn = [claim for one in draw(Ideal(sea, KEEP_S), SEED, OF_A_SORT) for claim in one.claims]
    lines = [encode(claim) for claim in drawn[:: max(len(drawn) // claims, 1)][:claims]]
    (folder / "claims.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{sea.rows.height:,} positions sent, {len(lines)} claims", flush=True)


def take(folder: Path) -> None:
    """Make a case of the archives and run it."""
    with Case.new(folder / "case") as case:
        list(case.add([folder / "ais"]))
        case.run()


def judge(folder: Path) -> None:
    """Add the claims and run again."""
    with Case(folder / "case") as case:
        list(case.add([folder / "claims.jsonl"]))
        case.run()
        assert len(case.verdicts()) == len((folder / "claims.jsonl").read_text(encoding="utf-8").splitlines())


def main() -> None:
    """Run each step in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ships", type=int, default=2650)
    parser.add_argument("--days", type=int, default=10)
    parser.add_argument("--claims", type=int, default=200)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--step", choices=["make", "take", "judge"])
    args = parser.parse_args()
    if args.step:
        at = time.process_time()
        if args.step == "make":
            make(args.keep, args.ships, args.days, args.claims)
        else:
            {"take": take, "judge": judge}[args.step](args.keep)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000.0
        print(f"{args.step}: {time.process_time() - at:.1f} processor seconds, {peak:,.0f} MB at most", flush=True)
        return
    with tempfile.TemporaryDirectory() as folder:
        kept = args.keep or Path(folder)
        size = ["--ships", str(args.ships), "--days", str(args.days), "--claims", str(args.claims)]
        for step in ("make", "take", "judge"):
            subprocess.run([sys.executable, __file__, *size, "--keep", str(kept), "--step", step], check=True)


if __name__ == "__main__":
    main()
