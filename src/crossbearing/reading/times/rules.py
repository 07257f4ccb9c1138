"""Runs a language's rules where a trigger word stands, and gives atoms.

A sentence without any trigger word costs one pass over its words; a rule runs only in sentences that hold a trigger
of its class. Of overlapping atoms the longest stays, then the one whose rule is listed first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from crossbearing.reading.language.gates import Flat, Gated, gated
from crossbearing.reading.language.stretches import Stretches
from crossbearing.reading.language.wordlists import wordlists
from crossbearing.reading.numbers.spelt import number_words, value_of
from crossbearing.reading.times.expression import Atom
from crossbearing.reading.times.vocabulary import Vocabulary, vocabulary

_WORD = re.compile(r"[a-z]+|\d[\d\w]*")
_PIECE = re.compile(r"«(\w+)»")
# A lower-case name of these English months is another word ("may", "march").
_CAPITAL_MONTHS = frozenset({"may", "march", "mar", "sat", "sun"})
_BEFORE_SEASON = re.compile(r"\b(?:by|since|until|till|during|before|after|between|and|to|from) $")
_AGE_BEFORE = re.compile(r"(?:\bagee?s? de|\bagee?|\bage|\baged|\bage of|\bvieux de) $")


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern and what it means; it runs only where one of the words it needs stands (none = always).

    `like` is an example that the rule reads.
    """

    kind: str
    pattern: Gated
    needs: frozenset[str]
    like: str


@dataclass(frozen=True, slots=True)
class Grammar:
    """A language's rules by trigger class, with the trigger words."""

    words: Vocabulary
    triggers: dict[str, frozenset[str]]
    rules: dict[str, tuple[Rule, ...]]


@cache
def grammar(language: str) -> Grammar:
    """Return the compiled grammar of "fr" or "en"; its rules stand in `lexicon/time_rules_*.toml`."""
    words, listed = vocabulary(language), wordlists(f"time_rules_{language}")
    pieces = words.pieces | listed["pieces"]
    grouped: dict[str, list[Rule]] = {}
    for entry in listed["rule"]:
        pattern = gated(_filled(entry["pattern"], pieces))
        rule = Rule(entry["kind"], pattern, frozenset(entry.get("needs", "").split()), entry["like"])
        grouped.setdefault(entry["on"], []).append(rule)
    return Grammar(words, _triggers(words), {name: tuple(rules) for name, rules in grouped.items()})


def _filled(pattern: str, pieces: Mapping[str, str]) -> str:
    """Put the named pieces in, again and again until none is left."""
    pattern = pattern.replace("\n", "")
    while "«" in pattern:
        pattern = _PIECE.sub(lambda found: _piece(found[1], pieces), pattern)
    return pattern


def _piece(name: str, pieces: Mapping[str, str]) -> str:
    if name in pieces:
        return pieces[name].replace("\n", "")
    # a pattern may hold a group's name once: the second use of a piece has its groups renamed
    return re.sub(r"\(\?P<(\w+)>", r"(?P<\g<1>2>", pieces[name.removesuffix("2")].replace("\n", ""))


def _triggers(words: Vocabulary) -> dict[str, frozenset[str]]:
    """Map each word that can stand in an expression's heart to the rule classes it calls."""
    listed = {
        "month": [*words.months],
        "weekday": [*words.weekdays, *(day + "s" for day in words.weekdays)],
        "unit": [
            *words.units,
            "week",
            "temps",
            "times",
            "time",
            "period",
            "periode",
            "epoque",
            "moitie",
            "half",
            "end",
            "meme",
        ],
        "season": words.pieces["season"].split("|"),
        "feast": words.pieces["feast"].split("|"),
        "war": ["war", "conflict", "invasion", "offensive", "hostilities", "fighting", "siege", "blockade"]
        + ["guerre", "conflit", "hostilites", "combats", "blocus"],
        "deictic": words.pieces["deictic"].split("|"),
        "anaphora": words.pieces["anaphora"].split("|"),
        "adverb": [*words.pieces["adverb"].split("|"), *words.pieces["vague_adverb"].split("|")],
    }
    found: dict[str, set[str]] = {}
    for name, entries in listed.items():
        for entry in entries:
            found.setdefault(_heart(entry), set()).add(name)
    return {word: frozenset(names) for word, names in found.items()}


# Of a listed phrase, the word that is rarest in reports calls the rule.
_HEARTS = re.compile(
    r"paques?|noel|sylvestre|toussaint|ascension|pentecote|saint|reveillon|aid|easter|christmas|eid|friday|year|an$"
    r"|veille|lendemain|surlendemain|meme|jour-la|day|night|morning|evening|afternoon|hier|demain|aujourd|matin|midi|soir"
    r"|nuit|present|ici|alors|jour|tot|tard|peu|epoque|temps|recemment|dernierement|recently|lately|ago|far|now|date"
)


def _heart(entry: str) -> str:
    found = _HEARTS.search(entry) if re.search(r"[^a-z]", entry) else None
    words = _WORD.findall(found.group() if found else entry)
    return words[0] if words else entry


def atoms(text: str, folded: str, start: int, end: int, language: str, masked: Stretches | None = None) -> list[Atom]:
    """Return the atoms of one sentence `[start, end)` in order, none overlapping another or a masked span."""
    rules = grammar(language)
    found: list[tuple[int, int, int, Atom]] = []
    for order, rule in enumerate(_called(folded, start, end, rules)):
        for match in rule.pattern.regex.finditer(folded, start, end):
            atom = _atom(text, rule.kind, match, rules.words)
            if atom and not (masked and masked.touches(atom.start, atom.end)):
                found.append((atom.start - atom.end, order, atom.start, atom))
    found.sort(key=lambda entry: entry[:3])
    kept, taken = [], Stretches()
    for *_, atom in found:
        if not taken.touches(atom.start, atom.end):
            kept.append(atom)
            taken.add(atom.start, atom.end)
    return sorted(kept, key=lambda atom: atom.start)


def _called(folded: str, start: int, end: int, rules: Grammar) -> list[Rule]:
    found = set(_WORD.findall(folded, start, end))
    classes: set[str] = set()
    for word in found:
        if called := rules.triggers.get(word):
            classes |= called
        elif word[0].isdigit():
            classes |= _figure_classes(word)
    if not classes:
        return []
    listed = _of_classes(rules.words.language, frozenset(classes))
    fitting = [rule for rule in listed if not rule.needs or not rule.needs.isdisjoint(found)]
    if not isinstance(folded, Flat):
        return fitting
    open_here, known = folded.open.get((start, end), folded.whole), folded.known
    return [rule for rule in fitting if rule.pattern.number in open_here or rule.pattern.number >= known]


@cache
def _of_classes(language: str, classes: frozenset[str]) -> tuple[Rule, ...]:
    """The rules of some trigger classes, in the order they are listed; there are at most a few hundred such sets."""
    rules = grammar(language).rules
    return tuple(rule for name in rules if name in classes for rule in rules[name])


def _figure_classes(word: str) -> set[str]:
    """A year calls the year rules, anything of a clock's or a day's length the others."""
    if len(word) in (4, 5) and word[:2] in ("19", "20"):
        return {"year"}
    return {"small"} if len(word) <= 5 else set()


def _atom(text: str, kind: str, match: re.Match[str], words: Vocabulary) -> Atom | None:
    """Read the groups of a match; None when it turns out to be something else."""
    got = {name: value for name, value in match.groupdict().items() if value}
    start, end = match.span()
    while end > start and match.string[end - 1] in " ,":
        end -= 1
    if _is_other_word(text, match, kind, got, words):
        return None
    number, year = got.get("n") or got.get("n2"), got.get("y") or got.get("y2")
    if kind == "so_many":
        number = _counted_before(match, words)
    return Atom(
        start,
        end,
        kind,
        day=_day(got.get("d")),
        month=words.months.get(got.get("m", "")) or (int(got["mn"]) if "mn" in got else None),
        year=int(year) if year else None,
        weekday=words.weekdays.get(got.get("wd", "")),
        season=words.seasons.get(got.get("s", "")),
        which="rolling" if kind == "window" and got.get("w") in _SINGULAR_LAST else _which(got, words),
        part=_part(got, words),
        n=_round(got["r"], words.language) if "r" in got else (value_of(number, words.language) if number else None),
        unit="period" if kind == "unit_same" else _unit(got, words),
        count=_ordinal(got, words),
        sign=words.offsets.get(got.get("t", ""), words.directions.get(got.get("c", ""), 0)),
    )


def _is_other_word(text: str, match: re.Match[str], kind: str, got: dict[str, str], words: Vocabulary) -> bool:
    month = got.get("m")
    if words.language == "en" and month in _CAPITAL_MONTHS and not text[match.start("m")].isupper():
        return True
    if words.language == "en" and "wd" in got and not text[match.start("wd")].isupper():
        return True
    if kind == "season" and words.language == "en":
        bare = match.group().strip() == got["s"] and not _BEFORE_SEASON.search(
            match.string, max(0, match.start() - 9), match.start()
        )
        return bare or (got["s"] == "fall" and "y" not in got and match.string.startswith(" of ", match.end()))
    if kind == "season" and got["s"] == "ete" and match.group().startswith(("le ", "au ", "un ")):
        return True
    if kind == "quarter" and got.get("u") == "half":
        return "y" not in got
    return kind == "duration" and _is_age_or_rate(match, got)


def _is_age_or_rate(match: re.Match[str], got: dict[str, str]) -> bool:
    """Ages ("Jean Petit, 38 ans,") and rates ("twice a week") are no durations."""
    before, after = (
        match.string[max(0, match.start() - 12) : match.start()],
        match.string[match.end() : match.end() + 6],
    )
    if match.group().startswith(_AGE_LIMITS) and got.get("u") in ("ans", "years") and before.endswith(("de ", "des ")):
        return True  # "des enfants de moins de 12 ans"
    if _AGE_BEFORE.search(before) or (
        got.get("u") in ("ans", "an", "years") and before.endswith(", ") and after[:1] == ","
    ):
        return True
    only_article = got.get("n", "").strip() in ("a", "an", "un", "une") and match.start("n") == match.start()
    return only_article and not re.search(
        r"\b(?:for|since|depuis|pendant|apres|durant|after|within|lasting|d'|moins d'|plus d'|d'environ) ?$", before
    )


# "The third in as many months": the rank or number stands at most this many characters before. GUESS.
_SO_MANY_REACH = 90
_AGE_LIMITS = ("moins de", "plus de")


def _counted_before(match: re.Match[str], words: Vocabulary) -> str | None:
    """Return the number or rank told last before "in as many months", as a number in words or figures."""
    numbers = number_words(words.language)
    last = None
    for word in _WORD.finditer(match.string, max(0, match.start() - _SO_MANY_REACH), match.start()):
        written = word.group()
        if written in numbers.ordinals:
            last = f"{numbers.ordinals[written]:.0f}"
        elif found := re.fullmatch(r"(\d{1,3})(?:e|eme|st|nd|rd|th)?", written):
            last = found[1]
        elif numbers.units.get(written, 0) > 1:
            last = written
    return last


def _day(written: str | None) -> int | None:
    return None if written is None else int(re.match(r"\d*", written).group() or 1)  # type: ignore[union-attr]


def _which(got: dict[str, str], words: Vocabulary) -> str | None:
    for name in ("w", "yw", "ww"):
        if name in got:
            written = got[name].removeprefix("the ").removeprefix("that ")
            return words.which.get(written, "same" if got[name] == "that" else None)
    if "same" in got:
        return "same"
    if "ba" in got:
        return "previous" if got["ba"] == "before" else "following"
    if "back" in got or "back2" in got:
        return "last"
    return "this" if "this" in got or "ythis" in got else None


# "Au cours du dernier mois" is the month before, "des derniers mois" any few.
_SINGULAR_LAST = frozenset({"dernier", "derniere"})
# Nights that begin the evening before the day they are named with.
_NIGHTS = frozenset({"cette nuit", "overnight"})


def _part(got: dict[str, str], words: Vocabulary) -> str | None:
    if got.get("t") in _NIGHTS:
        return "night"
    if "r" in got:
        return "about"
    if "vague" in got:
        return "vague"
    if "pw" in got:
        number = words.ordinals[got["o"]]
        if got["pw"] in ("semaine", "week"):
            return f"week{number}"
        return "first_half" if number == 1 else "second_half"
    if "p" not in got:
        return None
    written = got["p"].removeprefix("the ").split()[0].replace("later", "late")
    part = words.parts.get(written)
    return None if part == "whole" else part


def _unit(got: dict[str, str], words: Vocabulary) -> str | None:
    written = got.get("u") or got.get("u2")
    if written in ("moitie", "half"):
        return "half"
    if "yw" in got or "ythis" in got:
        return words.units.get(written or "", "year")
    if "q" in got:
        return "half" if got["q"][0] in "sh" else "quarter"
    return words.units.get(written or "")


def _ordinal(got: dict[str, str], words: Vocabulary) -> int | None:
    if "q" in got:
        return int(got["q"][1])
    return words.ordinals.get(got.get("o", ""))


def _round(written: str, language: str) -> float | None:
    """Return the value of "une dizaine de", "a couple of", "a dozen"."""
    if language == "en":
        return 2.0 if "couple" in written else 12.0
    return number_words("fr").about.get(written)
