"""Web pages: the main text by trafilatura, title, author and date from where the page states them."""

from __future__ import annotations

from crossbearing.intake.reports.extraction.encodings import decoded_page
from crossbearing.intake.reports.extraction.found import Found, Missing, Refused, Taken
from crossbearing.intake.reports.extraction.markup import tokens
from crossbearing.intake.reports.extraction.page_facts import page_facts

# Pages of the press have some thousands of elements, some dozens deep; far more is made to choke a parser. GUESS.
DEEPEST = 1_000
MOST_TAGS = 300_000
# fmt: off
_NEVER_OPEN = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
    "p", "li", "td", "tr", "th", "option",
))
# fmt: on


def taken_from_page(data: bytes) -> Taken:
    """Return the one report of a page."""
    html = decoded_page(data).replace("\0", "")
    check_shape(html)
    title, author, published, source = page_facts(html)
    text = main_text(html)
    if not text:
        raise Refused("a page without a main text")
    return Taken([Found(text, title, author, published, source)])


def main_text(html: str) -> str:
    """Return the article of a page, its paragraphs parted by empty lines; without comments, menus and scripts."""
    try:
        import trafilatura
    except ImportError as absent:
        raise Missing("trafilatura") from absent
    text = trafilatura.extract(html, include_comments=False, include_tables=True, output_format="txt", fast=False)
    lines = (line.strip() for line in (text or "").split("\n"))
    return "\n\n".join(line for line in lines if line)


def check_shape(html: str) -> None:
    """Raise `Refused` for a page with so many or so deep elements that no article is in it."""
    depth = deepest = 0
    for count, token in enumerate((token for token in tokens(html) if token.name), 1):
        if count > MOST_TAGS:
            raise Refused(f"limit tags: more than {MOST_TAGS}")
        if token.name not in _NEVER_OPEN and not token.given.endswith("/"):
            depth = max(0, depth - 1) if token.closes else depth + 1
            deepest = max(deepest, depth)
    if deepest > DEEPEST:
        raise Refused(f"limit depth: elements more than {DEEPEST} deep")
