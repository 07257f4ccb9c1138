"""Does reading twice the text take twice the time, even of text that was made to take long?

    python bench/doubling.py [--size 40000]

Every shape is repeated to `--size` characters and to twice as many; the least processor time of three readings of
each counts. Asked: at most 2.3 times the time. Ends with 1 where a shape takes more.
"""

from __future__ import annotations

import argparse
import re
import sys
import time

from prose import DAY, articles

from crossbearing.model.claims import Report
from crossbearing.reading import read_report
from crossbearing.world import load_world

ASKED = 2.3
SHAPES = {
    "no full stop": "Un avion Il-76 RA-76502 a quitté Moscou pour Téhéran le 8 février selon Radio Kama ",
    "figures": "12 ",
    "years": "2023 ",
    "dates": "le 3 mai 2023, ",
    "dates in brackets": "(le 3 mai) ",
    "sums": "3 chars, 4 obus et 5 avions, soit 12 engins ",
    "speakers": "a dit X que ",
    "openings": "« ",
    "quotations": '"il a dit" ',
    "semicolons": "a dit X; ",
    "types": "Il-76, ",
    "craft without a name": "le navire, l'avion, ",
    "ships renamed": "le cargo Amber Star, alors baptisé Lady Celeste, ",
    "ships with a number": "le Sea Star (IMO 9074729) ",
    "capitals": "MV AMBER STAR ",
    "towns": "Moscou Téhéran Alger ",
    "places beside places": "à 15 km au nord de Moscou, ",
    "offices": "le ministère de la Défense russe a démenti ",
    "denials": "Téhéran dément. ",
    "flights": "L'avion a atterri à Moscou le 3 mai. ",
    "conditionals": "aurait livré ",
    "relatives": "the ship said that the company which ",
    "lines": "a\n",
    "hyphens": "a-b-",
    "apostrophes": "l'",
    "one word": "x",
}


def texts() -> dict[str, str]:
    """The shapes, and articles with and without their marks."""
    plain = " ".join(one.text for one in articles(80, 0.5))
    return SHAPES | {"articles": plain, "articles without full stops": re.sub(r"[.!?;]", "", plain)}


def seconds(text: str) -> float:
    began = time.process_time()
    read_report(Report("x", text, 0, DAY, DAY), load_world())
    return time.process_time() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=40_000)
    size = parser.parse_args().size
    seconds("Un avion a atterri le 3 mai. " * 50)
    worst = 0.0
    for name, shape in texts().items():
        once, twice = (
            min(seconds((shape * (length // len(shape) + 1))[:length]) for _ in range(3)) for length in (size, 2 * size)
        )
        worst = max(worst, twice / once)
        print(f"{name:30} {size / once / 1000:8.0f} kB/s, doubled x{twice / once:.2f}", flush=True)
    print(f"worst: x{worst:.2f}, asked: x{ASKED}")
    sys.exit(worst > ASKED)


if __name__ == "__main__":
    main()
