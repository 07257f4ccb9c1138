"""Verb forms of the reports' vocabulary, looked up by the word as printed.

The packaged lists name lemmas; the endings are added here, so that a verb is one word in a list.
Forms are few (a few thousand), and a look-up costs one dictionary access per token.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

from crossbearing.reading.language.text import folded
from crossbearing.reading.language.wordlists import wordlists


class Form(StrEnum):
    """What a verb form is; English past and participle share a shape and are `past`."""

    FINITE = "finite"
    FUTURE = "future"
    CONDITIONAL = "conditional"
    PAST = "past"
    PARTICIPLE = "participle"
    INFINITIVE = "infinitive"
    GERUND = "gerund"


class VerbForm(NamedTuple):
    """A verb's lemma and the form it is printed in."""

    lemma: str
    form: Form


Forms = dict[str, VerbForm]

_ER = {
    Form.INFINITIVE: "er",
    Form.FINITE: "e ent ait aient a èrent ons",
    Form.FUTURE: "era eront",
    Form.CONDITIONAL: "erait eraient",
    Form.GERUND: "ant",
    Form.PARTICIPLE: "é ée és ées",
}
_IR = {
    Form.INFINITIVE: "ir",
    Form.FINITE: "it issent issait issaient irent issons",
    Form.FUTURE: "ira iront",
    Form.CONDITIONAL: "irait iraient",
    Form.GERUND: "issant",
    Form.PARTICIPLE: "i ie is ies",
}


@cache
def verb_forms(language: str, accents: bool = True) -> Forms:
    """Return all known forms of a language; without accents for texts that are written so."""
    forms = dict(_french() if language == "fr" else _english())
    if not accents:
        participles_last = sorted(forms.items(), key=lambda item: item[1].form is Form.PARTICIPLE)
        forms = {folded(form): verb for form, verb in participles_last}
    return forms


def _french() -> Iterator[tuple[str, VerbForm]]:
    lists = wordlists("verbs_fr")
    yield from _plain_french(lists)
    for lemma in lists["er"].split():
        yield from _er_forms(lemma)
    for lemma in lists["ir"].split():
        yield from _with_endings(lemma, lemma[:-2], _IR)
    for family in lists["families"].values():
        yield from _family(family)
    for lemma in (*_of_saying("fr", "er"), *_of_events("fr")):
        if lemma.endswith("er"):
            yield from _er_forms(lemma)
        elif lemma.endswith("ir") and lemma not in _irregular(lists):
            yield from _with_endings(lemma, lemma[:-2], _IR)


def _plain_french(lists: dict[str, Any]) -> Iterator[tuple[str, VerbForm]]:
    """Verbs that tell no event; a form in -e that is a noun as often ("la marche") is left out."""
    nouns = frozenset(lists["noun_too"].split())
    for lemma in lists["plain_er"].split():
        yield from (one for one in _er_forms(lemma) if lemma not in nouns or one[0] != lemma[:-1])
    for lemma in lists["plain_ir"].split():
        yield from _with_endings(lemma, lemma[:-2], _IR)


def _of_saying(language: str, ending: str) -> list[str]:
    """Return the verbs of saying with an ending: they are listed with the words of attribution."""
    lists = wordlists("attribution")[language]
    listed = " ".join(lists[key] for key in ("say", "allege", "confirm", "deny")).split()
    return [lemma for lemma in listed if lemma.endswith(ending) and "-" not in lemma]


def _of_events(language: str) -> list[str]:
    """Return the verbs that only the lexicon of events lists."""
    lists = wordlists("events")["classes"].values()
    phrases = [one for listed in lists for one in listed.get(f"{language}_phrases", "").replace("\n", "").split("|")]
    single = {lemma for listed in lists for lemma in listed[language].split()}
    return sorted(single | {re.sub(r"^(?:se |s')", "", one).partition(" ")[0] for one in phrases})


def _irregular(lists: dict[str, Any]) -> frozenset[str]:
    """The French verbs of the families, which regular endings do not fit."""
    found = set()
    for family in lists["families"].values():
        prefixes = family["prefixes"].split(" ") if "prefixes" in family else [""]
        found |= {family.get("lemmas") or prefix + family["base"] for prefix in prefixes}
    return frozenset(found)


# "prétend", "répondait"; "soutient", "maintenait".
_RE = {
    Form.INFINITIVE: "re",
    Form.FINITE: "ent ait aient it irent",
    Form.PARTICIPLE: "u ue us ues",
    Form.GERUND: "ant",
    Form.FUTURE: "ra ront",
    Form.CONDITIONAL: "rait raient",
}
_ENIR = {
    Form.INFINITIVE: "enir",
    Form.FINITE: "ient iennent enait enaient int inrent",
    Form.PARTICIPLE: "enu enue enus enues",
    Form.GERUND: "enant",
    Form.FUTURE: "iendra iendront",
    Form.CONDITIONAL: "iendrait iendraient",
}


def conjugated(language: str, lemma: str, doubles: bool = False) -> Iterator[tuple[str, VerbForm]]:
    """Yield the forms of a regular verb that is no word of the trade: French in -er, -ir, -enir or -dre, English."""
    if language == "en":
        yield from _regular_english(lemma, doubles)
    elif lemma.endswith("er"):
        yield from _er_forms(lemma)
    elif lemma.endswith(("tenir", "venir")):
        yield from _with_endings(lemma, lemma[:-4], _ENIR)
    elif lemma.endswith("ir"):
        yield from _with_endings(lemma, lemma[:-2], _IR)
    elif lemma.endswith(("endre", "ondre")) and not lemma.endswith("prendre"):
        yield from _with_endings(lemma, lemma[:-2], _RE)
        yield lemma[:-2], VerbForm(lemma, Form.FINITE)


def _er_forms(lemma: str) -> Iterator[tuple[str, VerbForm]]:
    """First conjugation, with the spelling changes of -cer, -ger, -yer and of e or é before the last consonant."""
    stem = lemma[:-2]
    yield from _with_endings(lemma, stem, _ER)
    soft = {"c": stem[:-1] + "ç", "g": stem + "e"}.get(stem[-1])
    if soft:
        yield from _with_endings(lemma, soft, {Form.FINITE: "ait aient a ons", Form.GERUND: "ant"})
    if stem[-1] == "y":
        for form, endings in _ER.items():
            if form in (Form.FINITE, Form.FUTURE, Form.CONDITIONAL):
                silent = " ".join(end for end in endings.split() if end.startswith("e"))
                yield from _with_endings(lemma, stem[:-1] + "i", {form: silent})
    if len(stem) > 2 and stem[-2] in "eé":
        changed = stem[:-2] + "è" + stem[-1]
        yield from _with_endings(
            lemma, changed, {Form.FINITE: "e ent", Form.FUTURE: "era", Form.CONDITIONAL: "erait eraient"}
        )
    if stem[-1] in "tl" and stem[-2] == "e":
        doubled = stem + stem[-1]
        yield from _with_endings(lemma, doubled, {Form.FINITE: "e ent", Form.CONDITIONAL: "erait eraient"})


def _with_endings(lemma: str, stem: str, endings: dict[Form, str]) -> Iterator[tuple[str, VerbForm]]:
    for form, listed in endings.items():
        for ending in listed.split():
            yield stem + ending, VerbForm(lemma, form)


def _family(family: dict[str, str]) -> Iterator[tuple[str, VerbForm]]:
    """Irregular verbs: every prefix of the family with every form; a form that is finite too stays a participle."""
    prefixes = family["prefixes"].split(" ") if "prefixes" in family else [""]
    for prefix in prefixes:
        lemma = family.get("lemmas") or prefix + family["base"]
        yield lemma, VerbForm(lemma, Form.INFINITIVE)
        for form in (Form.FINITE, Form.FUTURE, Form.CONDITIONAL, Form.GERUND, Form.PARTICIPLE):
            for ending in family.get(form.value, "").split():
                yield prefix + ending, VerbForm(lemma, form)


def _english() -> Iterator[tuple[str, VerbForm]]:
    lists = wordlists("verbs_en")
    doubling = frozenset(lists["double"].split())
    irregular = [line.split() for line in lists["irregular"].strip().splitlines()]
    listed = frozenset((*lists["regular"].split(), *(base for base, _, _ in irregular)))
    nouns = frozenset(lists["noun_too"].split())
    for lemma in dict.fromkeys((*lists["plain"].split(), *lists["past"].split(), *_of_events("en"))):
        if lemma not in listed and "-" not in lemma:
            yield from _rarer_english(lemma, lemma in doubling, lemma in nouns)
    for lemma in lists["regular"].split():
        yield from _regular_english(lemma, lemma in doubling)
    for base, past, participle in irregular:
        yield from _present_english(base)
        yield past, VerbForm(base, Form.PAST if participle == past else Form.FINITE)
        yield participle, VerbForm(base, Form.PAST if participle == past else Form.PARTICIPLE)
    for form in ("is", "are", "am", "were"):
        yield form, VerbForm("be", Form.FINITE)
    yield "has", VerbForm("have", Form.FINITE)
    for modal in lists["modals"].split():
        yield modal, VerbForm(modal, Form.CONDITIONAL)


def _rarer_english(lemma: str, doubles: bool, noun_too: bool) -> Iterator[tuple[str, VerbForm]]:
    """Forms of a verb; the one in -s is left out where it is a plural noun as often ("two limits")."""
    for form, verb in _regular_english(lemma, doubles):
        if not (noun_too and verb.form is Form.FINITE):
            yield form, verb
    if re.search(r"ial$", lemma):  # British spelling: initialled
        yield lemma + "led", VerbForm(lemma, Form.PAST)


def _regular_english(lemma: str, doubles: bool) -> Iterator[tuple[str, VerbForm]]:
    yield from _present_english(lemma, doubles)
    yield _regular_past(lemma, doubles), VerbForm(lemma, Form.PAST)
    if re.search(r"[^aeiou][aeiou]l$", lemma) and len(lemma) > 4:  # British spelling: travelled, signalled
        yield lemma + "led", VerbForm(lemma, Form.PAST)
        yield lemma + "ling", VerbForm(lemma, Form.GERUND)


def _regular_past(lemma: str, doubles: bool) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2] not in "aeou":
        return lemma[:-1] + "ied"
    return lemma + (lemma[-1] if doubles else "") + "ed"


def _present_english(base: str, doubles: bool = False) -> Iterator[tuple[str, VerbForm]]:
    yield base, VerbForm(base, Form.INFINITIVE)
    if base.endswith("y") and base[-2] not in "aeou":
        third = base[:-1] + "ies"
    else:
        third = base + ("es" if base.endswith(("s", "sh", "ch", "x", "o")) else "s")
    yield third, VerbForm(base, Form.FINITE)
    if base.endswith("ie"):  # lying, tying
        yield base[:-2] + "ying", VerbForm(base, Form.GERUND)
    stem = base[:-1] if base.endswith("e") and not base.endswith("ee") and base != "be" else base
    yield stem + (stem[-1] if doubles else "") + "ing", VerbForm(base, Form.GERUND)
