"""Text from outside, made safe to look at: what cannot be seen is written out.

Escaping of markup is the template engine's; this is about characters that are no markup and still deceive:
direction overrides that show a registration backwards, zero-width characters that split a name, controls, lone
surrogates that no file can hold, and piles of combining marks that spill over the lines around them
(Unicode Technical Report 36, "Unicode Security Considerations").
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from markupsafe import Markup, escape

# Letters by category that draw nothing: Hangul fillers and the blank Braille cell.
BLANKS = "\u115f\u1160\u3164\uffa0\u2800"
# Controls, formats, surrogates, private use, unassigned, line and paragraph separators.
HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
KEPT = frozenset("\n\t")
# Vietnamese and vocalised Arabic and Hebrew stay within three marks on a letter; more is decoration. GUESS.
MARKS_KEPT = 3

ISO = re.compile(r"\b[0-9]{4}-[0-9]{2}-[0-9]{2}(?: [0-9]{2}:[0-9]{2})?\b")

# Nearly every text is of these alone and passes at the price of one match.
_PLAIN = re.compile(r"[\n\t -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u202f-\u205e\u20a0-\u20bf]*")


def visible(value: Any) -> Any:
    """Return text with every character that would not be seen written as `⟨U+202E⟩`; the rest unchanged."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    text = value.replace("\r\n", "\n")
    if _PLAIN.fullmatch(text):
        return text
    shown: list[str] = []
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.category(character) == "Mn" else 0
        shown.append(named(character) if is_hidden(character) or marks > MARKS_KEPT else character)
    return "".join(shown)


def dated(value: str) -> Markup:
    """Return text with its ISO days and times as `<time>` elements, which a line does not break; all else escaped."""
    return Markup(ISO.sub(r"<time>\g<0></time>", str(escape(visible(value)))))  # noqa: S704 - escaped just before


def is_hidden(character: str) -> bool:
    """Tell whether a character draws nothing, or not what it seems to be."""
    return character in BLANKS or (unicodedata.category(character) in HIDDEN_CATEGORIES and character not in KEPT)


def named(character: str) -> str:
    """Return the character's code point as plain text."""
    return f"⟨U+{ord(character):04X}⟩"
