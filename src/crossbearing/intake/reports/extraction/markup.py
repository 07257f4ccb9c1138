"""Tags and texts of HTML in one pass of linear time, whatever the bytes.

The parser of the standard library takes quadratic time on tags and comments that are never closed (measured: a minute
for 400 kB of `<!--`). Nothing is nested here, so nothing can be too deep.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

# Each branch stops at the next "<", so that a tag that is never closed costs no more than its own length.
_TOKEN = re.compile(r"<!--|<(/?)([a-zA-Z][a-zA-Z0-9:-]*)((?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+)>|<[!?][^<>]*>")
_ATTRIBUTE = re.compile(r"([a-zA-Z][\w:.-]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
# What stands in these is no markup, up to their own end.
_RAW = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style", "textarea", "title")}


@dataclass(frozen=True, slots=True)
class Token:
    """A tag, or with an empty name a piece of text; `given` are the attributes as written."""

    name: str = ""
    closes: bool = False
    given: str = ""
    text: str = ""

    def attributes(self) -> dict[str, str]:
        """The attributes, the first of each name, character references resolved."""
        found: dict[str, str] = {}
        for match in _ATTRIBUTE.finditer(self.given):
            found.setdefault(match[1].lower(), html.unescape(match[2] or match[3] or match[4] or ""))
        return found


def tokens(page: str) -> Iterator[Token]:
    """Yield the tags and texts of a page in order; comments and declarations are left out."""
    at = 0
    while (match := _TOKEN.search(page, at)) is not None:
        if match.start() > at:
            yield Token(text=html.unescape(page[at : match.start()]))
        at = match.end()
        if match[2]:
            name = match[2].lower()
            yield Token(name, bool(match[1]), match[3])
            if name in _RAW and not match[1]:
                end = _RAW[name].search(page, at)
                raw = page[at : end.start() if end else len(page)]
                yield Token(text=raw if name == "script" else html.unescape(raw))
                at += len(raw)
        elif match[0] == "<!--":
            end_of_comment = page.find("-->", at)
            if end_of_comment < 0:
                return  # as browsers have it, all the rest is the comment
            at = end_of_comment + 3
    if at < len(page):
        yield Token(text=html.unescape(page[at:]))
