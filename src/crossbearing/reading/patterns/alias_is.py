"""Two names of one thing, told by "is": "the K-2 is the S-1", "until 2019 the X was the Y", "c'est le Y repeint"."""

from __future__ import annotations

import re
from dataclasses import replace

from crossbearing.model.claims import Kind, Polarity
from crossbearing.reading.document import inside
from crossbearing.reading.draft import Draft, Pattern
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.gates import gated
from crossbearing.reading.language.wordlists import words
from crossbearing.reading.patterns.alias import two_names
from crossbearing.reading.patterns.alias_told import ALIAS_NAME, alias_of, is_another_name, told_as_alias
from crossbearing.reading.scene import Scene, subject_of

_IS = words("be être")
_UNTIL = gated(
    r"\b(?:until|till|up to|before|prior to|jusqu'en|jusqu'a|jusqu'au|avant|originally|at launch|when built|"
    r"a l'origine|a son lancement|a sa construction)\b"
)
_BEHIND_IS = re.compile(
    r" ?(?:not |pas |en fait |en realite |in fact |really |actually |simply |merely |just |simplement |bien )?"
    r"(?:the |an? |le |la |l'|un |une |les |des )(?:(?:iranian|russian|chinese|turkish|soviet|old|ancien|vieux|renamed|"
    r"rebadged|repainted|former) )?[\"«]? ?"
)
_DESIGNATION = re.compile(r"(?=[\w-]*\d)[A-ZÀ-Þ][\w-]*\w|[A-ZÀ-Þ][a-zà-ÿ]{3,}(?=[\"»”])")
_COPY = gated(
    r"\b(?:(?:licen[cs]ed |unlicen[cs]ed |exact |local |chinese |russian |iranian )?(?:copy|clone|replica|derivative|"
    r"version) of|copie (?:sous licence |conforme |locale |chinoise |russe |iranienne )?d[ue']|"
    r"clone d[ue']|derive d[ue'])"
)
_PAINTED = gated(
    r"\b(?:repeinte?s?|rebaptisee?s?|maquillee?s?|repainted|rebadged|renamed|relabelled|in disguise|deguise|"
    r"by another name|sous un autre nom)\b"
)
_CALLS = words("call dub name christen label nickname style appeler baptiser nommer surnommer désigner vendre sell")


def is_the_same(clause: Clause, scene: Scene) -> Draft | None:
    """A form of "to be" between two names of a craft or a weapon."""
    predicate = clause.predicate
    if predicate is None or predicate.lemma not in _IS or predicate.passive or predicate.bare:
        return None
    found = _was_before(clause, scene) or _designations(clause, scene) or _named_before_it(clause, scene)
    if found is None or two_names(clause, scene) is not None or told_as_alias(clause, scene) is not None:
        return None
    negative = clause.text_of(clause.object).startswith((" not ", " pas "))
    return replace(found, polarity=Polarity.NEGATIVE) if negative else found


def _was_before(clause: Clause, scene: Scene) -> Draft | None:
    """*Until 2019, the Golnar was the Daria Nour*."""
    predicate = clause.predicate
    assert predicate is not None
    match = _BEHIND_IS.match(scene.doc.flat, predicate.end)
    if match is None or _UNTIL.search(clause.flat) is None:
        return None
    mention = subject_of(scene, clause).craft
    name = ALIAS_NAME.match(scene.doc.text, match.end())
    if mention is None or name is None or not mention.craft.named or name["name"] == mention.craft.name:
        return None
    if not is_another_name(scene, name["name"], mention, name.start("name")):
        return None
    return alias_of(clause, scene, mention.craft.name, name["name"], mention)


def _designations(clause: Clause, scene: Scene) -> Draft | None:
    """*The HQ-22E is not the FK-3*, *The Forpost is a licensed copy of the Searcher*."""
    predicate = clause.predicate
    assert predicate is not None
    copied = _COPY.search(scene.doc.flat, predicate.end, clause.end)
    match = _BEHIND_IS.match(scene.doc.flat, predicate.end)
    if match is None or clause.end - predicate.end > OBJECT:
        return None
    first = [one for one in inside(scene.goods, clause.start, predicate.start) if _is_marked(one.name, one.known)]
    low = copied.end() - 1 if copied else match.end() - 1
    second = [one for one in inside(scene.goods, low, clause.end) if _is_marked(one.name, one.known)]
    if first and second and first[-1].name != second[0].name and (copied or second[0].start - match.end() < NEXT):
        return alias_of(clause, scene, first[-1].name, second[0].name, None)
    name = _DESIGNATION.match(scene.doc.text, match.end())
    mark = _DESIGNATION.search(scene.doc.text, clause.start, predicate.start)
    if name is None or mark is None or not (_has_figure(name) and _has_figure(mark)):
        return None
    taken = any(_is_a_craft(scene, one) for one in (name, mark))
    return None if taken or name.group() == mark.group() else alias_of(clause, scene, mark.group(), name.group(), None)


def _is_a_craft(scene: Scene, match: re.Match[str]) -> bool:
    """Say whether a designation is a craft's own mark or an aircraft type: "RA-76502 is an Il-76" tells no alias."""
    typed = any(one.designators for one in inside(scene.doc.names, match.start(), match.end()))
    return typed or bool(inside(scene.doc.ids, match.start(), match.end()))


def _is_marked(name: str, known: bool) -> bool:
    return known or any(char.isdigit() for char in name)


def _has_figure(match: re.Match[str]) -> bool:
    return any(char.isdigit() for char in match.group())


# What "is" is followed by is short where it is but another name. GUESS.
OBJECT = 90
# The second designation stands right behind "is the".
NEXT = 12


def _named_before_it(clause: Clause, scene: Scene) -> Draft | None:
    """*the "Hamza-2" that they show, it is a repainted Shahed-141*; *the drone, which they christened X, is a Y*."""
    predicate = clause.predicate
    assert predicate is not None
    known = [one for one in inside(scene.goods, predicate.end, clause.end) if one.known]
    if not known or known[0].start - predicate.end > OBJECT // 3 or known[0].quantity is not None:
        return None
    earlier = [one for one in scene.clauses[clause.number] if one.start < clause.start]
    here = scene.doc.text[clause.sentence.start : predicate.start]
    called = [one for one in earlier if one.lemma in _CALLS and one.predicate is not None]
    if not called and _PAINTED.search(clause.flat) is None:
        return None
    if called and called[-1].predicate is not None:
        at = called[-1].predicate.end
        name = _CALLED.match(scene.doc.text, at)
        if name is not None:
            return alias_of(replace(clause, start=clause.sentence.start), scene, name["name"], known[0].name, None)
    quoted = _DESIGNATION.search(here)
    if quoted is None or quoted.group() == known[0].name:
        return None
    return alias_of(replace(clause, start=clause.sentence.start), scene, quoted.group(), known[0].name, None)


_CALLED = re.compile(r" (?:the |le |la |l')?[\"«“]? ?(?P<name>[A-ZÀ-Þ][\w-]+)")

IS_THE_SAME = Pattern(
    "two names told by is",
    Kind.ALIAS,
    is_the_same,
    reads=(
        ("en", "The tanker Blue Heron (IMO 9074729) docked at Tartus on 3 May. Until 2019, she was the Sea Lynx."),
        ("fr", "Le cargo Altaïr II (OMI 9074729) a accosté à Tartous le 3 mai. Jusqu'en 2019, il était le Rosa Mare."),
        ("en", "The KR-11X is not the KS-3, the maker says."),
        ("fr", "Le « Tonnerre-4 » qu'ils exhibent, c'est le Shahed-136 repeint."),
    ),
    ignores=(
        ("en", "The KR-11X is a good aircraft."),
        ("en", "The RA-76502 is an Il-76."),
        ("fr", "Le Mohajer-6 est un drone iranien."),
    ),
)
