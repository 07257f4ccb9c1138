"""Who speaks: where a speaker's name ends, and who stands behind whom ("X, citing Y" is Y, then X)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from crossbearing.reading.document import Document, inside
from crossbearing.reading.language.gates import Gated, gated
from crossbearing.reading.language.text import folded
from crossbearing.reading.language.wordlists import wordlists, words
from crossbearing.reading.speaking.own_voice import is_issuer
from crossbearing.reading.speaking.sources import noun_of


class SpeakerWords(NamedTuple):
    """The patterns of one language, for folded text."""

    by: Gated
    citing: Gated
    cited_by: Gated
    same: re.Pattern[str]
    own: re.Pattern[str]
    stops: re.Pattern[str]
    mine: re.Pattern[str]
    speaks_of: Gated


def _alternatives(listed: str) -> str:
    parts = [part.strip() for part in listed.replace("\n", " ").split("|")]
    return "|".join(sorted(parts, key=lambda part: (-len(part), part)))


@cache
def speaker_words(language: str) -> SpeakerWords:
    """Return the patterns of "fr" or "en"."""
    listed = wordlists("attribution")[language]
    lists = {key: _alternatives(value) for key, value in listed.items() if isinstance(value, str)}
    by = "|".join((*listed["by_shapes"], lists["by"]))
    citing = "|".join((*listed["citing_shapes"], lists["citing"]))
    return SpeakerWords(
        by=gated(rf"\b(?:toujours |egalement |still )?(?:{by})(?:\b|(?<='))"),
        citing=gated(rf",? ?\b(?:{citing})(?: |(?<=[' ]))"),
        cited_by=gated(rf",? ?\b(?:{lists['cited_by']}) "),
        same=re.compile(rf"^(?:{lists['same']})$"),
        own=re.compile(rf"^(?:{lists['own']})$"),
        stops=re.compile(rf",? (?:{lists['stops']})(?: |$|(?<='))"),
        mine=re.compile(listed["own_shape"]),
        speaks_of=gated(rf"\b(?:{'|'.join(listed['speaks_of_shapes'])}|{lists['speaks_of']})(?: |(?<='))"),
    )


# What may stand between a verb of saying and its subject.
_FILLER = re.compile(
    r"(?: |,|(?:aussi|egalement|toutefois|pourtant|hier|alors|encore|meme|notamment|par ailleurs|de son cote|"
    r"pour sa part|lui|"
    r"devant la presse|devant des journalistes|devant les journalistes|en conference de presse|ce lundi|ce mardi|"
    r"avoir|sans (?:hesiter|hesitation|detours?|ambages|sourciller)|d'emblee|volontiers|sechement|"
    r"a son tour|ainsi|plus tard|ce matin|au telephone)\b)+"
)
_ADDRESSEE = re.compile(
    r"(?:à|a|au|aux) (?:notre \w+|nos \w+|l'[A-Z]\w+|la presse|des journalistes|"
    r"(?:[A-ZÀ-Þ][\w-]*)(?: [A-ZÀ-Þ][\w-]*)*) "
    r"(?=une? |des |deux |trois |plusieurs |l'|le |la |les |son |sa )",
)
_TITLE = re.compile(
    r"(?:le |la |the )?(?:general|colonel|commandant|capitaine|amiral|ministre|president|professeur|lieutenant)\b"
)
_STOP = re.compile(r'[.;:!?"()]|, | - |\n')


def skip_to_name(doc: Document, at: int, limit: int) -> int:
    """Return where the subject begins behind an inverted verb: days, adverbs and addressees are passed over."""
    while at < limit:
        filler = _FILLER.match(doc.flat, at, limit)
        time = next((time.end for time in inside(doc.times, at, at + 1)), 0)
        addressee = _ADDRESSEE.match(doc.text, at, limit)
        after = max(filler.end() if filler else 0, time, addressee.end() if addressee else 0)
        if after <= at:
            return at
        at = after
    return at


def name_end(doc: Document, at: int, limit: int, appositions: bool) -> int:
    """Return where a speaker's name that begins at `at` ends; chains ("qui cite …") belong to it."""
    words, scan = speaker_words(doc.language), at
    while stop := _STOP.search(doc.flat, scan, limit):
        mark = stop.group()
        if mark == "." and stop.end() < limit - 1 and doc.flat[stop.end()] != "\n":
            scan = stop.end()  # an abbreviation: sentences are cut already
        elif mark == ", " and _goes_on(doc, stop.start(), stop.end(), limit, words, appositions):
            scan = stop.end()
        else:
            return stop.start()
    return limit


def _goes_on(doc: Document, at: int, after: int, limit: int, words: SpeakerWords, appositions: bool) -> bool:
    if words.citing.match(doc.flat, at, limit) or words.cited_by.match(doc.flat, at, limit):
        return True
    if _described(doc, after, limit, words, appositions):
        return True
    if not appositions:
        return False
    stop = _STOP.search(doc.flat, after, limit)
    piece = doc.text[after : stop.start() if stop else limit]
    named = bool(piece) and all(word[:1].isupper() for word in piece.split()) and len(piece.split()) <= 4
    return named or bool(_TITLE.match(doc.flat, after, limit))


_INDEFINITE = re.compile(r"(?:an?|une?) [^,.;:()\"]{3,60}(?=, )")


def _described(doc: Document, after: int, limit: int, words: SpeakerWords, appositions: bool) -> bool:
    """*La Brújula, a Lima weekly, which cites …*: who the speaker is stands between commas."""
    described = _INDEFINITE.match(doc.flat, after, limit)
    if described is None or not noun_of(described.group(), doc.language):
        return False
    return appositions or words.citing.match(doc.flat, described.end(), limit) is not None


def chain(doc: Document, start: int, end: int) -> tuple[str, ...]:
    """Return the speakers in `[start, end)`, innermost first, without the report's own outlet."""
    names = (_WHERE.sub("", name) for name in _unrolled(doc, start, end) if name and not _is_own(doc, name))
    return tuple(name for name in names if name.lower() not in _JOINTS and not _is_phrase(doc, name))


# "On Radio Boulbinet the transport minister", "In its reply the owner": where it was said, before who said it.
_WHERE = re.compile(r"(?:On|In|At) (?:the |its |his |her |their |an? )?[^,]{3,40}? (?=the [a-z])")
_JOINTS = words("or and but ou et mais that que not then")


# "on the sidelines of the summit", "in accordance with the donation", "m'": before a verb, these name nobody.
_PHRASE = re.compile(
    r"(?:by my|by our|on the (?:sidelines|fringes|margins|occasion)|"
    r"in (?:accordance|line|keeping|view|addition|exchange|return)|"
    r"en marge|lors|a l'occasion|conformement|en echange|en vue|at the time|in the course)\b|"
    r"(?:le |un )?(?:telephone|courriel|mail|message|phone|email)$|(?:m|t|s|l|me|te|se)['’]?$|(?:ce|ceci|cela|ca)$"
)


def _is_phrase(doc: Document, name: str) -> bool:
    return _PHRASE.match(folded(name)) is not None


def _unrolled(doc: Document, start: int, end: int) -> Iterator[str]:
    words = speaker_words(doc.language)
    citing = words.citing.search(doc.flat, start, end)
    if citing and citing.start() > start:
        yield from _unrolled(doc, citing.end(), end)
        yield from _unrolled(doc, start, citing.start())
        return
    heard = _HEARD_FROM.search(doc.flat, start + 1, end)
    if heard:
        yield from _unrolled(doc, heard.end(), end)
        yield from _unrolled(doc, start, heard.start())
        return
    cited = words.cited_by.search(doc.flat, start, end)
    if cited and cited.start() > start:
        yield from _unrolled(doc, start, cited.start())
        yield from _unrolled(doc, cited.end(), end)
        return
    outlet = _told_outlet(doc, start, end)
    yield _trimmed(doc, start, outlet.start() if outlet else end)
    if outlet:
        yield outlet["outlet"]


# "écrit le quotidien X d'après un aumônier", "the daily X writes on the word of a pilot".
_HEARD_FROM = gated(r"(?<=\w),? (?:d'apres |selon |according to |on the word of |on the authority of )")
_TOLD = re.compile(r" (?:à|a|told|to) (?P<outlet>(?:la |l['’]|the )?[A-ZÀ-Þ][\w-]*(?: [A-ZÀ-Þ][\w-]*)*)$")


def _told_outlet(doc: Document, start: int, end: int) -> re.Match[str] | None:
    """*des sources humanitaires à Radio Ndoubangui*: a name that is no known place heard it from the source."""
    told = _TOLD.search(doc.text[:end].rstrip(" ,."), start) if doc.language == "fr" else None
    if told is None:
        return None
    known = inside(doc.names, told.start("outlet"), told.end("outlet"))
    return None if any(name.place or name.country for name in known) else told


def _trimmed(doc: Document, start: int, end: int) -> str:
    lead = _LEAD.match(doc.flat, start, end)
    start = lead.end() if lead else start
    end = _first_stop(doc, start, end)
    described = _APPOSED.search(doc.flat, start + 1, end)
    piece = doc.text[start : described.start() if described else end]
    piece = _ADVERB_BEHIND.sub("", piece.rstrip())
    return piece.strip(' ,;:.«»"“”()–—-\u00a0\u202f')


def _first_stop(doc: Document, start: int, end: int) -> int:
    """Where a name ends before a word that goes on otherwise; *les registres de ce port* goes on."""
    for stop in speaker_words(doc.language).stops.finditer(doc.flat, start + 1, end):
        if not _OF.search(doc.flat, start, stop.start()):
            return stop.start()
    return end


_OF = re.compile(r"\b(?:de|du|des|of|of the)$")
_ADVERB_BEHIND = re.compile(
    r" (?:later|also|then|now|still|again|however|earlier|subsequently|separately|repeatedly|meanwhile|has|have|had)$"
)
_APPOSED = gated(r", (?:an?|une?) ")
_LEAD = re.compile(r"[\s,\"]*(?:\d{1,2}[).] )?(?:as |comme |ainsi que |mais |but |and |et )*")


# "Last month I": the writer, behind a date.
_WRITER = re.compile(r"(?:^|[ ,])(?:i|we|nous|je|j')(?: ?(?:en|y|l'|les|n'en|n'y))?$")


def _is_own(doc: Document, name: str) -> bool:
    plain = " ".join(folded(name).split()).removeprefix("by ")
    if _WRITER.search(plain) or is_issuer(doc, name):
        return True
    outlets = (doc.lineage.outlet, doc.lineage.source)
    bare = plain.removeprefix("the ").removeprefix("l'").removeprefix("le ").removeprefix("la ")
    words = speaker_words(doc.language)
    return bool(words.own.match(plain) or words.mine.match(plain)) or any(o and folded(o) == bare for o in outlets)
