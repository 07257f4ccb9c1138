"""Whether a full stop ends a sentence: abbreviations, initials and figures of French and English reports."""

from __future__ import annotations

import re

from crossbearing.reading.language.wordlists import wordlists, words

_ABBREVIATIONS = {kind: words(listed) for kind, listed in wordlists("text")["abbreviations"].items()}
_STARTERS = words(wordlists("text")["starters"]["words"])
_WORD_BEFORE = re.compile(r"[\w.’'-]*$")
_NEXT = re.compile(r"[\s]*([«“„\"‘'(\[—–•-]*\s*)(\S?)([\w’'-]*)")
# An abbreviation stands at most this far back; the longest listed has 8 letters.
_LOOK_BACK = 14


def ends_a_sentence(text: str, start: int, end: int, floor: int) -> bool:
    """Return whether the marks `text[start:end]` end a sentence that began at or after `floor`."""
    following = _NEXT.match(text, end)
    opening, first, rest = following.groups() if following else ("", "", "")
    if not first:
        return True
    if first.islower() and not opening.strip():
        return False
    if text[start] != ".":
        return True
    return not (end - start == 1 and _is_abbreviation(text, start, floor, first + rest, bool(opening.strip())))


def _is_abbreviation(text: str, dot: int, floor: int, following: str, quoted: bool) -> bool:
    found = _WORD_BEFORE.search(text, max(floor, dot - _LOOK_BACK), dot)
    word = found.group() if found else ""
    low = word.lower().replace("’", "'").rsplit("'", 1)[-1]
    starter = following.lower().replace("’", "'") in _STARTERS
    if low in _ABBREVIATIONS["titles"]:
        return not quoted
    if low in _ABBREVIATIONS["before_figures"]:
        month = low not in _ABBREVIATIONS["never_months"] and _figure_before(text, dot - len(low))
        return following[:1].isdigit() or (month and not starter)
    if low in _ABBREVIATIONS["open"] or _is_initials(word):
        return not starter and not quoted
    return False


def _is_initials(word: str) -> bool:
    """One capital letter ("J."), or capitals joined by dots or hyphens ("J.-P.", "R.P.")."""
    return bool(re.fullmatch(r"(?:[^\W\d_][.-]{1,2})*[^\W\d_]", word)) and word[-1].isupper()


def _figure_before(text: str, at: int) -> bool:
    return text[max(0, at - 3) : at].rstrip()[-1:].isdigit()
