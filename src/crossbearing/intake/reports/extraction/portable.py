"""The text layer of PDF files by pypdfium2; a scan has none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from crossbearing.intake.reports.extraction.found import Found, Missing, Refused, Taken, first_date, tidy
from crossbearing.model.claims import DatedBy

# The longest panel-of-experts reports have some 500 pages.
MOST_PAGES = 5_000
_MADE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?")
# PDFium's marks for a word cut at the end of a line.
_CUT = re.compile("[\ufffe\x02]\\s*")
_BREAK = re.compile(r"[ \t]*\r?\n[ \t]*")
# A line that ends well before the others ends its paragraph. GUESS: four fifths of the usual width.
FULL_LINE = 0.8
_ENDS = (".", "!", "?", ":", "…", "»", "”")


def taken_from_pdf(data: bytes) -> Taken:
    """Return the one report of a PDF; its date, if any, is a weak hint: when the file was made."""
    try:
        import pypdfium2
    except ImportError as absent:
        raise Missing("pypdfium2") from absent
    try:
        with pypdfium2.PdfDocument(data) as document:
            if len(document) > MOST_PAGES:
                raise Refused(f"limit pages: more than {MOST_PAGES}")
            facts = document.get_metadata_dict(skip_empty=True)
            text = "\n\n".join(filter(None, map(flowing, _pages(document))))
    except pypdfium2.PdfiumError as wrong:
        raise Refused(f"no whole PDF: {wrong}") from wrong
    if not text:
        raise Refused("a PDF without text, such as a scan: recognise its characters first")
    published, source = first_date([(DatedBy.FILE_PROPERTIES, _made(facts))])
    return Taken([Found(text, tidy(facts.get("Title", "")), tidy(facts.get("Author", "")), published, source)])


def _made(facts: dict[str, str]) -> str:
    match = _MADE.match(facts.get("CreationDate", ""))
    return "-".join(part for part in match.groups() if part) if match else ""


def _pages(document: Any) -> Iterator[str]:
    for page in document:
        words = page.get_textpage()
        yield words.get_text_range()
        words.close()
        page.close()


def flowing(page: str) -> str:
    """Return the text of a page with its printed lines joined into paragraphs, and cut words into one."""
    lines = [line for line in _BREAK.split(_CUT.sub("", page)) if line]
    usual = sorted(map(len, lines))[len(lines) * 3 // 4] if lines else 0
    out: list[str] = []
    for line in lines:
        out += [line, "\n\n" if line.endswith(_ENDS) and len(line) < FULL_LINE * usual else "\n"]
    return "".join(out).strip()
