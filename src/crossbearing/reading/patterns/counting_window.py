"""The stretch of time that a count of visits is over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from crossbearing.model.claims import When
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.numbers.spelt import value_of
from crossbearing.reading.scene import Scene
from crossbearing.reading.times import Form, TimeExpression
from crossbearing.reading.when import dated, spanned

_WINDOW = re.compile(
    r"\b(?:en|in|within|over|au cours des|ces|the past|the last|during the last|en moins de|en a peine|"
    r"in less than|in under|in just|over the past|in the last|"
    r"in the past|over the last|dans les|au cours|les)\b[^.,;]{0,24}$"
)
_DAYS = {"jour": 1, "day": 1, "semaine": 7, "week": 7}
_MONTHS = {"mois": 1, "month": 1, "an": 12, "annee": 12, "year": 12}
_LENGTH = re.compile(
    r"(?P<n>\d+|[a-z-]+) (?:derniers? |dernieres? |last |past )?(?P<unit>jours?|days?|semaines?|weeks?|mois|"
    r"months?|ans?|annees?|years?)\b"
)


def window(clause: Clause, scene: Scene) -> When | None:
    """Return the stretch a count is over: as dated, or a length that ends on the day last told."""
    found = dated(scene.doc, clause.start, clause.end)
    wide = [
        one
        for one in found
        if one.form in (Form.WINDOW, Form.SINCE, Form.DAYS, Form.MONTH, Form.YEAR, Form.SEASON, Form.PART)
    ]
    enumerated = [one for one in found if one.form is Form.DAY]
    if len(enumerated) > 1:
        return spanned(enumerated)
    if wide and not enumerated:
        return _rolling(spanned(wide), wide)
    length = length_of(clause, scene)
    anchor = _day_before(clause, scene)
    if length is not None and anchor is not None:
        return When(_back(anchor, *length), anchor, rolling=True)
    return spanned(found)


def _rolling(when: When | None, found: Sequence[TimeExpression]) -> When | None:
    """Mark a stretch that is a length back from its last day."""
    return replace(when, rolling=True) if when and {one.form for one in found} == {Form.WINDOW} else when


def length_of(clause: Clause, scene: Scene) -> tuple[int, int] | None:
    """Return (days, months) of "en 10 jours", "in three months"."""
    for match in _LENGTH.finditer(clause.flat):
        n = value_of(match["n"], scene.doc.language)
        unit = match["unit"].rstrip("s") if match["unit"] != "mois" else "mois"
        if n is not None and _WINDOW.search(clause.flat[: match.start()]):
            return int(n * _DAYS.get(unit, 0)), int(n * _MONTHS.get(unit, 0))
    return None


def _day_before(clause: Clause, scene: Scene) -> date | None:
    """The last day told in this sentence or in the sentences before; else the last day of publication."""
    for number in range(clause.number, max(-1, clause.number - 4), -1):
        sentence = scene.doc.sentences[number]
        days = [
            one
            for one in dated(scene.doc, sentence.start, min(sentence.end, clause.end))
            if one.form in (Form.DAY, Form.DAYS, Form.RELATIVE)
        ]
        if days and days[-1].value_end is not None:
            return days[-1].value_end
    return scene.doc.report.published_end


def _back(day: date, days: int, months: int) -> date:
    if not months:
        return day - timedelta(days=days)
    count = day.year * 12 + day.month - 1 - months
    last = (date(count // 12 + (count % 12 == 11), (count + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(count // 12, count % 12 + 1, min(day.day, last))
