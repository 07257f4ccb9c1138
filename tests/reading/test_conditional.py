from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossbearing.reading.language.wordlists import wordlists
from crossbearing.reading.speaking.conditional import ConditionalKind, conditionals, is_conditional

REGULAR = wordlists("verbs_fr")["er"].split()


@pytest.mark.parametrize(
    "form",
    (
        "livrerait",
        "auraient",
        "seraient",
        "pourrait",
        "viendraient",
        "recevrait",
        "cèderait",
        "céderait",
        "appellerait",
        "paierait",
        "payerait",
        "mettrait",
        "comprendraient",
        "rejoindrait",
        "enverraient",
        "irait",
        "accueillerait",
    ),
)
def test_infinitive_with_imperfect_ending_is_a_conditional(form: str) -> None:
    assert is_conditional(form)


@pytest.mark.parametrize(
    "form",
    (
        "montrait",
        "entrait",
        "tirait",
        "préparait",
        "ignorait",
        "opérait",
        "attrait",
        "retrait",
        "portrait",
        "restaurait",
        "instaurait",
    ),
)
def test_imperfects_and_nouns_in_rait_are_no_conditionals(form: str) -> None:
    assert not is_conditional(form)


def test_the_list_of_regular_verbs_holds_no_others() -> None:
    assert [verb for verb in REGULAR if not verb.endswith("er")] == []


@given(st.sampled_from(REGULAR), st.sampled_from(["ait", "aient"]))
def test_every_regular_verb_has_a_conditional_and_its_imperfect_is_none(verb: str, ending: str) -> None:
    stem = verb[:-2]
    imperfect = stem + ("e" if stem.endswith("g") else "") + ending
    if stem.endswith("c"):
        imperfect = stem[:-1] + "ç" + ending
    assert is_conditional(verb + ending) or stem[-1] in "eltyé" or "é" in stem or "e" in stem[-3:]
    assert not is_conditional(imperfect)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("L'Iran aurait livré des drones.", ConditionalKind.HEARSAY),
        ("Ce site pourrait être lié au programme.", ConditionalKind.POSSIBILITY),
        ("La livraison devrait commencer en mai.", ConditionalKind.EXPECTATION),
        ("Le ministre a déclaré que l'accord serait signé en juin.", ConditionalKind.FUTURE_IN_PAST),
        ("Le ministre a déclaré que l'Iran aurait livré des drones.", ConditionalKind.HEARSAY),
        ("Si le contrat était signé, la Serbie livrerait des obus.", ConditionalKind.HYPOTHESIS),
        ("Bakou souhaiterait acheter des missiles.", ConditionalKind.POLITENESS),
    ],
)
def test_what_surrounds_a_conditional_tells_its_kind(text: str, kind: ConditionalKind) -> None:
    assert [one.kind for one in conditionals(text, "fr")] == [kind]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The ship may have carried shells.", [ConditionalKind.POSSIBILITY]),
        ("Iran reportedly sent drones.", [ConditionalKind.HEARSAY]),
        ("The tanker is said to have unloaded oil.", [ConditionalKind.HEARSAY]),
        ("The ship left on 9 May 2023, in May at least.", []),
    ],
)
def test_english_hedges_and_the_month_of_may(text: str, kinds: list[ConditionalKind]) -> None:
    assert [one.kind for one in conditionals(text, "en")] == kinds
