"""RSS and Atom feeds by feedparser: one report an entry."""

from __future__ import annotations

import io
from calendar import timegm
from datetime import UTC, datetime
from typing import Any

from crossbearing.intake.reports.extraction.blocks import visible_text
from crossbearing.intake.reports.extraction.found import Found, Missing, Refused, Taken, first_date, iso_day, tidy
from crossbearing.model.claims import DatedBy


def taken_from_feed(data: bytes) -> Taken:
    """Return one report an entry, dated by its own date of publication, else by that of its last change."""
    try:
        import feedparser
    except ImportError as absent:
        raise Missing("feedparser") from absent
    parsed = feedparser.parse(io.BytesIO(data), sanitize_html=True, resolve_relative_uris=False)
    taken = Taken()
    for number, entry in enumerate(parsed.entries, 1):
        text = _text(entry)
        if text:
            published, source = first_date(_hints(entry))
            author = tidy(entry.get("author", ""))
            taken.found.append(Found(text, _title(entry), author, published, source, f"entry {number}"))
        else:
            taken.left_out.append((f"entry {number}", "an entry without text"))
    if not parsed.entries:
        raise Refused("a feed without entries")
    return taken


def _title(entry: Any) -> str:
    return tidy(visible_text(entry.get("title", "")))


def _text(entry: Any) -> str:
    """The longest of what the entry holds: its content in full, or its summary."""
    given = [part.get("value", "") for part in entry.get("content", [])] + [entry.get("summary", "")]
    texts = [visible_text(html) for html in given if html]
    return max(texts, key=len, default="") or _title(entry)


def _hints(entry: Any) -> list[tuple[DatedBy, str]]:
    hints = []
    for name in ("published", "updated"):
        if name not in entry:
            continue
        parsed = entry.get(f"{name}_parsed")
        hints.append((DatedBy.FEED, entry[name]))  # an ISO date keeps its own zone
        if parsed:
            hints.append((DatedBy.FEED, iso_day(datetime.fromtimestamp(timegm(parsed), UTC))))
    return hints
