"""How many reports are read a second, on one core? Prints it beside the limit of looking at every word, and peers.

    python bench/reading.py [--articles 200] [--peers PYTHON]
    python bench/reading.py FOLDER OUT.jsonl [--repeat N] [--peers PYTHON]

Without a folder, articles of 2.5 kB are made (`prose.py`): half English, half French, once with claims in one sentence
of four and ordinary news in the others, once with claims in every sentence, once with none.
With one, its dated reports are read and what was read is written as JSON lines of the contract: claims (without
`type`), `time`, `problem`, `republication`. The same folder gives the same bytes.
`--peers` names an interpreter in whose environment dateparser or spaCy is installed: the same texts are given there to
`dateparser.search.search_dates` and to spaCy's blank French pipeline, which only cuts words.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import subprocess
import sys
import time
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path

from prose import articles

from crossbearing.model.claims import Claim, Reading, Report
from crossbearing.reading import read_report, republications
from crossbearing.reading.triage import may_be_testable
from crossbearing.world import World, load_world

HEADER = re.compile(r"\s*date (\d{4})(?:-(\d\d))?(?:-(\d\d))? ")


def report_of(path: Path) -> Report:
    text = path.read_bytes().decode("utf-8")
    header = HEADER.match(text)
    if header is None:
        raise SystemExit(f"{path}: no date header. hint: begin the file with ` date 2024-02-05 `")
    year, month, day = (int(part) if part else None for part in header.groups())
    assert year is not None
    first = date(year, month or 1, day or 1)
    last = date(year, month or 12, day or monthrange(year, month or 12)[1])
    return Report(path.stem, text, header.end(), first, last)


def plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else str(value)


def claim_line(claim: Claim) -> dict[str, object]:
    return asdict(claim)


def lines(readings: list[Reading]) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for reading in readings:
        found += [claim_line(claim) for claim in reading.claims]
        found += [{"type": "time", **asdict(one)} for one in reading.times]
        for problem in reading.problems:
            found.append({"type": "problem", **asdict(problem), "spans": [[s.start, s.end] for s in problem.spans]})
    return found


PEER = """
import sys, time, json
texts, name = json.load(sys.stdin), sys.argv[1]
if name == "dateparser":
    from dateparser.search import search_dates
    work = lambda text: search_dates(text, languages=["fr", "en"])
else:
    import spacy
    work = spacy.blank("fr")
work(texts[0])
began, done = time.process_time(), 0
for text in texts:
    work(text)
    done += 1
    if time.process_time() - began > 20:
        break
print(done / (time.process_time() - began))
"""


def peers(python: str, texts: list[str]) -> None:
    """Documents a second of other tools on the same texts; they do much less, or only part of it."""
    for name in ("dateparser", "spacy"):
        command = [python, "-c", PEER, name]
        done = subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True, check=False)
        said = f"{float(done.stdout):.0f} documents a second" if done.returncode == 0 else "not installed there"
        print(f"peer {name}: {said}", file=sys.stderr)


MIXES = {"claims in one sentence of four": 0.25, "claims in every sentence": 1.0, "no claims": 0.0}
_WORDS = re.compile(r"\w+")


def a_second(work: Callable[[Report], object], reports: Sequence[Report], least: float = 1.0) -> float:
    """The best of at least three passes, in documents a second of processor time."""
    best, began, passes = math.inf, time.process_time(), 0
    while passes < 3 or time.process_time() - began < least:
        start = time.process_time()
        for report in reports:
            work(report)
        best, passes = min(best, time.process_time() - start), passes + 1
    return len(reports) / best


def on_articles(count: int, world: World, python: str) -> None:
    for name, share in MIXES.items():
        made = articles(count, share)
        claims = sum(len(read_report(one, world).claims) for one in made)
        size = sum(len(one.text) for one in made) / len(made)
        read = a_second(lambda one: read_report(one, world), made)
        looked_at = a_second(lambda one: may_be_testable(one.text), made)
        limit = a_second(lambda one: _WORDS.findall(one.text.lower()), made)
        print(
            f"{name} ({len(made)} articles, mean {size:.0f} characters, {claims / len(made):.1f} claims each): "
            f"{read:,.0f} read a second, {looked_at:,.0f} pre-filtered; "
            f"lower case and a pass over the words alone {limit:,.0f}: ratio {limit / read:,.0f}",
            flush=True,
        )
        if python:
            peers(python, [one.text for one in made])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("out", type=Path, nargs="?")
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--peers", default="")
    options = parser.parse_args()
    world = load_world()
    if options.folder is None:
        return on_articles(options.articles, world, options.peers)
    if options.out is None:
        parser.error("where to write is missing. hint: python bench/reading.py FOLDER OUT.jsonl")
    return on_folder(options.folder, options.out, options.repeat, world, options.peers)


def on_folder(folder: Path, out: Path, repeat: int, world: World, python: str) -> None:
    reports = [report_of(path) for path in sorted(folder.glob("*.txt"))]
    read_report(reports[0], world)  # the index of names is built once
    began, readings = time.process_time(), []
    for _ in range(repeat):
        readings = [read_report(report, world) for report in reports]
    took = time.process_time() - began
    rows = lines(readings)
    by_id = {report.id: reading for report, reading in zip(reports, readings, strict=True)}
    rows += [{"type": "republication", **asdict(one)} for one in republications(reports, by_id)]
    out.write_text("".join(json.dumps(row, ensure_ascii=False, default=plain) + "\n" for row in rows), encoding="utf-8")
    size = sum(len(report.text) for report in reports) / len(reports)
    count = len(reports) * repeat
    print(f"{len(reports)} reports, mean {size:.0f} characters: {count / took:.0f} documents a second", file=sys.stderr)
    if python:
        peers(python, [report.text for report in reports])


if __name__ == "__main__":
    main()
