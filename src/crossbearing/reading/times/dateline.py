"""The publication day that the report's own dateline tells, when the file's header is less exact."""

from __future__ import annotations

import re

from crossbearing.model.claims import Report
from crossbearing.reading.times.days import Days, day_of
from crossbearing.reading.times.vocabulary import vocabulary

# A dateline stands at the very start of the body. GUESS: 70 characters hold two cities and a date.
_DATELINE_REACH = 70


def published_days(report: Report, folded: str) -> Days:
    """Return the publication days; "PARIS, 21 janvier (Agence) –" narrows a header that gives a month or a year."""
    header = Days(report.published_start, report.published_end)
    if header.start == header.end:
        return header
    for language in ("fr", "en"):
        day = _dateline(report, folded, header, language)
        if day:
            return day
    return header


def _dateline(report: Report, folded: str, header: Days, language: str) -> Days | None:
    words = vocabulary(language)
    months = words.pieces["any_month"]
    pattern = re.compile(
        rf"(?:(?P<d>\d{{1,2}})(?:er|st|nd|rd|th)? (?P<m>{months})|(?P<m2>{months}) (?P<d2>\d{{1,2}}))(?!\w)"
        r"(?:,? (?P<y>\d{4}))?(?= ?(?:\(|-|:|/))"
    )
    match = pattern.search(folded, report.body_start, min(len(folded), report.body_start + _DATELINE_REACH))
    if match is None or re.search(r"[a-zà-ÿ]{3}", _without_names(report.text[report.body_start : match.start()])):
        return None
    month, day = words.months[match["m"] or match["m2"]], int(match["d"] or match["d2"])
    years = [int(match["y"])] if match["y"] else sorted({header.start.year, header.end.year})
    days = [found for year in years if (found := day_of(year, month, day))]
    inside = [found for found in days if header.start <= found.start <= header.end]
    return inside[-1] if inside else None


def _without_names(text: str) -> str:
    """Drop capitalised words: what is left of a dateline is articles and marks."""
    return re.sub(r"\b[^\W\d_a-zà-ÿ][\w’'-]*", "", text)
