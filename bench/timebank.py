"""Scores the times read in a folder of TimeML documents (French TimeBank 1.1) against their TIMEX3 annotations.

    python bench/timebank.py FOLDER [--language fr] [--show N]

Relaxed F1: one expression for one annotation, any shared character. Value F1: matched and the calendar stretch is the
same; annotations without a calendar value (durations, sets, vague) count as right where nothing is given.
The corpus is not stored here: fetch it yourself (github.com/ddenz/FR-TimeBank, LGPL-LR).
"""

from __future__ import annotations

import argparse
import re
from calendar import monthrange
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

from crossbearing.model.claims import Report
from crossbearing.reading.language.text import sentences
from crossbearing.reading.times import Form, times

Stretch = tuple[date, date] | None


def value_of(written: str) -> Stretch:
    """The days of a TIMEX3 value; None for durations, references and what is open."""
    written = written.split("T")[0]
    if match := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", written):
        day = date(*map(int, match.groups()))
        return day, day
    if match := re.fullmatch(r"(\d{4})-(\d\d)", written):
        year, month = map(int, match.groups())
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    if match := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", written):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return monday + timedelta(5 if match[3] else 0), monday + timedelta(6)
    if match := re.fullmatch(r"(\d{4})-Q([1-4])", written):
        year, last = int(match[1]), 3 * int(match[2])
        return date(year, last - 2, 1), date(year, last, monthrange(year, last)[1])
    if match := re.fullmatch(r"(\d{4})-H([12])", written):
        return date(int(match[1]), 6 * int(match[2]) - 5, 1), date(
            int(match[1]), *((6, 30), (12, 31))[int(match[2]) - 1]
        )
    if match := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", written):
        year, first = int(match[1]), {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[match[2]]
        last = (first + 1) % 12 + 1
        closing = year + (first == 12)
        return date(year, first, 1), date(closing, last, monthrange(closing, last)[1])
    if match := re.fullmatch(r"(\d{1,4})(X{0,3})", written):
        low, width = int(match[1].ljust(4, "0")), 10 ** (4 - len(match[1]))
        return (date(low, 1, 1), date(low + width - 1, 12, 31)) if low >= 1 else None
    return None


def document(path: Path) -> tuple[str, date | None, list[tuple[int, int, Stretch]]]:
    """The text of a TimeML document, when it was written, and its annotated expressions."""
    text, made, found = "", None, []

    def walk(element: ElementTree.Element) -> None:
        nonlocal text, made
        start = len(text)
        text += element.text or ""
        for child in element:
            walk(child)
            text += child.tail or ""
        if element.tag == "TIMEX3":
            stretch = value_of(element.get("value", ""))
            if element.get("functionInDocument") in ("CREATION_TIME", "PUBLICATION_TIME") and stretch:
                made = stretch[0]
            elif len(text) > start:
                found.append((start, len(text), stretch))

    walk(ElementTree.parse(path).getroot())
    return text, made, found


def overlaps(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--language", default="fr")
    parser.add_argument("--show", type=int, default=0)
    options = parser.parse_args()
    paths = sorted(options.folder.rglob("*.tml"))
    if not paths:
        raise SystemExit(f"{options.folder}: no .tml documents. hint: give the corpus' Data folder")
    gold = read = matched = right = 0
    shown: list[str] = []
    for path in paths:
        text, made, wanted = document(path)
        day = made or date.fromisoformat(path.stem[:10])
        report = Report(path.stem, text, 0, day, day)
        found = [one for one in times(report, sentences(text), options.language) if one.form is not Form.ADVERB]
        gold, read, free = gold + len(wanted), read + len(found), list(found)
        for start, end, stretch in wanted:
            near = next((one for one in free if overlaps((start, end), (one.start, one.end))), None)
            if near is None:
                shown.append(f"missed  {path.stem} {text[start:end]!r}")
                continue
            free.remove(near)
            matched += 1
            got = None if near.value_start is None and near.value_end is None else (near.value_start, near.value_end)
            right += got == stretch
            if got != stretch:
                shown.append(f"value   {path.stem} {text[start:end]!r} wanted {stretch} got {got}")
    for name, hits in (("relaxed", matched), ("value", right)):
        p, r = hits / max(read, 1), hits / max(gold, 1)
        print(f"{name:8} P {p:.3f} R {r:.3f} F1 {2 * p * r / (p + r) if p + r else 0.0:.3f}")
    print(f"{len(paths)} documents, {gold} annotated, {read} read", *shown[: options.show], sep="\n")


if __name__ == "__main__":
    main()
