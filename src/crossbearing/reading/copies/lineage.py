"""Where a report says it comes from: the dateline before its first sentence and the credit lines at its end."""

from __future__ import annotations

import re

from crossbearing.model.claims import Lineage, Report

_CAPITAL = r"[A-ZÀ-ÖØ-Þ]"
# "DAMAS (Agence Levant) –", "MOGADISCIO, 4 novembre (Corne Info) –", "NEW DELHI (South Wire) —".
_DATELINE = re.compile(
    rf"{_CAPITAL}[\w'’.\- ]{{1,40}}(?:, [^()\n]{{1,40}})? ?\((?P<outlet>{_CAPITAL}[^()\n]{{1,60}})\) ?[–—-]"
)
_SOURCE = re.compile(r"^\s*Sources?\s*:\s*(?P<name>[^\n]+?)\s*\.?\s*$", re.MULTILINE)
_TRANSLATOR = re.compile(
    r"^\s*(?:Traduction|Traduit par|Traduction française|Translation|Translated by|"
    r"Translator)\s*:?\s*(?P<name>[^\n]+?)"
    r"\s*\.?\s*$",
    re.MULTILINE,
)
_PUBLISHED_BY = re.compile(
    r"(?:publié[es]*|paru[es]*|published|appeared)(?: à l['’]origine| d['’]abord| originally| first)?"
    r"(?: en \w+| in \w+)? (?:par|dans|sur|by|in|on) (?P<name>[^,.\n]+?)(?:,|\.|$| et )"
)
_TRANSLATED_BY = re.compile(r"(?:traduit|traduite|translated)(?: \w+ \w+)? (?:par|by) (?P<name>[^,.\n]+)")
# "(Ouest Rivages avec Agence Mer Presse)", "avec l'AFP", "(with Reuters)".
_WITH = re.compile(
    rf"\(\s*(?P<outlet>{_CAPITAL}[^()\n]*?)?,?\s*(?:avec|with)\s+(?:l['’])?(?P<name>{_CAPITAL}[^()\n]*?)\s*\)\s*$"
)
# Under the headline, a line of its own: "South Wire (translated from the French by Cargo Monitor)",
# "(South Wire, adaptation La Vigie)".
_RETOLD = (
    r"(?i:traduction|traduit|adaptation|adapté|translation|translated|adapted)e?"
    r"(?: (?:from (?:the )?|de l['’]|du )\w+)?(?: (?:par|by))? ?:? ?"
)
_UNDER_THE_HEADLINE = re.compile(
    rf"^(?:(?P<name>{_CAPITAL}[^()\n,]{{1,60}}) \({_RETOLD}(?P<by>[^()\n]{{2,60}})\)"
    rf"|\((?P<wire>{_CAPITAL}[^()\n,]{{1,60}}), {_RETOLD}(?P<desk>[^()\n]{{2,60}})\))[ ]*$",
    re.MULTILINE,
)
# A credit stands in the last paragraph; longer ones are text. GUESS: credit lines measured up to 120 characters.
CREDIT_LENGTH = 200


def lineage(report: Report) -> Lineage:
    """Return the outlet, the translator and the source that a report names for itself; None where it names none."""
    body = report.text[report.body_start :]
    tail = body[-3 * CREDIT_LENGTH :]
    outlet = _first(_DATELINE.match(body.lstrip()), "outlet")
    source = _first(_SOURCE.search(tail)) or _first(_PUBLISHED_BY.search(_last_paragraph(body)))
    translator = _first(_TRANSLATOR.search(tail)) or _first(_TRANSLATED_BY.search(_last_paragraph(body)))
    head = _UNDER_THE_HEADLINE.search(body, 0, 2 * CREDIT_LENGTH)
    if head:
        source, translator = source or head["name"] or head["wire"], translator or head["by"] or head["desk"]
    credit = _WITH.search(body.rstrip())
    if credit:
        outlet, source = outlet or credit["outlet"], source or credit["name"]
    return Lineage(report.id, outlet, translator, source)


# What stands before the first sentence: a place in capitals with a dash, or the hour of a live ticker.
_HEAD = re.compile(
    rf"(?:{_CAPITAL}[A-ZÀ-ÖØ-Þ'’. -]+(?:, [^()\n.]{{1,40}})?(?: ?\([^()\n]+\))? ?[–—-] )"
    r"|(?:\d{1,2} ?[h:.]\d{0,2}(?: ?[ap]\.?m\.?)? ?[–—:-] )"
)


def dateline_end(text: str, start: int, sentence: int = 0) -> int:
    """Return where a sentence begins behind a dateline (only before the first) or behind the hour of a ticker."""
    if sentence and not text[start : start + 1].isdigit():
        return start
    match = _HEAD.match(text, start)
    return match.end() if match else start


def _first(match: re.Match[str] | None, group: str = "name") -> str | None:
    return match[group].strip() if match else None


def _last_paragraph(body: str) -> str:
    last = re.split(r"\n\s*\n", body.strip())[-1]
    return last if len(last) <= CREDIT_LENGTH else ""
