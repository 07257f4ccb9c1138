"""The visible text of HTML with its paragraphs, without any library: for mails and entries of feeds.

A page of the web needs more, because most of it is not its article; see `pages`.
"""

from __future__ import annotations

import re

from crossbearing.intake.reports.extraction.markup import tokens

# fmt: off
UNSEEN = frozenset((
    "script", "style", "template", "noscript", "head", "title", "svg", "math", "object", "iframe", "select", "textarea",
))
BLOCKS = frozenset((
    "p", "div", "br", "hr", "li", "ul", "ol", "table", "tr", "blockquote", "pre", "section", "article", "header",
    "footer", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "figure", "figcaption",
))
# fmt: on
_BLANKS = re.compile(r"[ \t\r\f\v\n]+")


def visible_text(html: str) -> str:
    """Return the text of HTML, its paragraphs parted by empty lines. Text without tags is itself."""
    pieces: list[str] = []
    unseen = 0
    for token in tokens(html):
        if token.name in UNSEEN:
            unseen = max(0, unseen - 1) if token.closes else unseen + (not token.given.endswith("/"))
        elif token.name in BLOCKS:
            pieces.append("\n")
        elif not token.name and not unseen:
            pieces.append(_BLANKS.sub(" ", token.text))
    lines = (_BLANKS.sub(" ", line).strip() for line in "".join(pieces).split("\n"))
    return "\n\n".join(line for line in lines if line)
