"""Reads a folder of dated reports and writes what was read as JSON lines of the contract; prints documents a second.

    python bench/reading.py FOLDER OUT.jsonl [--repeat N] [--peers PYTHON]

`--peers` names an interpreter in whose environment dateparser or spaCy is installed: the same texts are given there to
`dateparser.search.search_dates` and to spaCy's blank French pipeline, which only cuts words.
Lines: claims (without `type`), `time`, `problem`, `republication`. The same folder gives the same bytes.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
from calendar import monthrange
from dataclasses import asdict
from datetime import date
from pathlib import Path

from crossbearing.model.claims import Claim, Reading, Report
from crossbearing.reading import read_report, republications
from crossbearing.world import load_world

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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--peers", default="")
    options = parser.parse_args()
    world = load_world()
    reports = [report_of(path) for path in sorted(options.folder.glob("*.txt"))]
    read_report(reports[0], world)  # the index of names is built once
    began, readings = time.process_time(), []
    for _ in range(options.repeat):
        readings = [read_report(report, world) for report in reports]
    took = time.process_time() - began
    rows = lines(readings)
    by_id = {report.id: reading for report, reading in zip(reports, readings, strict=True)}
    rows += [{"type": "republication", **asdict(one)} for one in republications(reports, by_id)]
    options.out.write_text(
        "".join(json.dumps(row, ensure_ascii=False, default=plain) + "\n" for row in rows), encoding="utf-8"
    )
    size = sum(len(report.text) for report in reports) / len(reports)
    count = len(reports) * options.repeat
    print(f"{len(reports)} reports, mean {size:.0f} characters: {count / took:.0f} documents a second", file=sys.stderr)
    if options.peers:
        peers(options.peers, [report.text for report in reports])


if __name__ == "__main__":
    main()
