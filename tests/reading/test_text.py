from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossbearing.reading.language.stretches import Stretches
from crossbearing.reading.language.text import (
    folded,
    folded_with_a_grave,
    language_of,
    lowered,
    paragraphs,
    quotations,
    sentences,
    tokens,
)

MARKED = st.text(st.sampled_from("aéÀİß l'’.,«»“”\"‘ …!?\n\u00a0\u202f1Mz-–"), max_size=120)


def split(text: str) -> list[str]:
    return [text[one.start : one.end] for one in sentences(text)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("L'avion est un Il-76. Il a décollé.", 2),
        ("M. Dupont et le gén. Martin ont signé. C'est tout.", 2),
        ("J.-P. Durand a écrit à A. B. Cohen. Rien de plus.", 2),
        ("The U.S. Navy seized it. The crew fled the U.S. The end.", 3),
        ("Il attend… et repart. Puis il part… Le navire suit.", 3),
        ("« Rien n'est venu. » Le port dément. « Quoi ? » demande-t-il.", 3),
        ("He said “no.” Then he left. “Why?” she asked.", 3),
        ("Le 12 sept. 2023, ils étaient sept. Le port fermait.", 2),
        ("Le no. 5 et la résolution n. 2231 restent. Oui.", 2),
        ("PARIS, 3 mars (Agence) – Un cargo a accosté. Il repart.", 2),
        ("Le prix est de 1.5 million. Il monte.", 2),
        ("Il a dit non !... Elle aussi ?! Bien.", 3),
        ("Source : Agence du Port\nTraduction : Untel", 2),
        ("Le navire a quitté le port\nde la ville hier soir. Il revient.", 2),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, count: int) -> None:
    assert len(split(text)) == count, split(text)


def test_paragraphs_part_sentences() -> None:
    text = "Un titre sans point\n\nUne phrase. Une autre.\n\n\nFin"
    assert split(text) == ["Un titre sans point", "Une phrase.", "Une autre.", "Fin"]
    assert [one.paragraph for one in sentences(text)] == [0, 1, 1, 2]
    assert len(paragraphs(text)) == 3


def test_a_sentence_keeps_its_closing_quote() -> None:
    assert split('"Nous partons." Le chef a parlé.') == ['"Nous partons."', "Le chef a parlé."]


def test_elided_words_stand_alone_and_designators_stay_whole() -> None:
    words = [one.text for one in tokens("L’armée d'Iran, jusqu'au quai, aujourd’hui : un Il-76TD qu’on a vu.")]
    assert words[:6] == ["L’", "armée", "d'", "Iran", ",", "jusqu'"]
    assert {"aujourd’hui", "Il-76TD", "qu’"} <= set(words)
    assert [one.lower for one in tokens("L’Été")] == ["l'", "été"]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Il dit « oui » et “non”.", ["« oui »", "“non”"]),
        ('Elle répond "peut-être", puis "rien".', ['"peut-être"', '"rien"']),
        ("Un « dit “oui” deux fois » d'affilée.", ["« dit “oui” deux fois »"]),
        ("Il commence « sans fermer.\n\nAutre paragraphe.", ["« sans fermer."]),
        ("It’s the captain’s ‘big’ ship.", ["‘big’"]),
        ("Er sagt „ja“ dazu.", ["„ja“"]),
    ],
)
def test_quotes_of_every_kind_are_found(text: str, quoted: list[str]) -> None:
    assert [text[one.start : one.end] for one in quotations(text)] == quoted


def test_the_language_is_told_with_and_without_accents() -> None:
    assert language_of("Le navire a quitte le port de la ville dans la nuit.") == "fr"
    assert language_of("The ship left the port of the city in the night.") == "en"


def test_folding_keeps_the_preposition_where_verbs_are_looked_for() -> None:
    assert folded("Il est À Olya, l’Été") == "il est a olya, l'ete"
    assert folded_with_a_grave("Il est À Olya") == "il est à olya"


@given(MARKED)
def test_folded_copies_keep_every_offset(text: str) -> None:
    assert len(folded(text)) == len(lowered(text)) == len(folded_with_a_grave(text)) == len(text)


@given(MARKED)
def test_spans_lie_in_the_text_in_order(text: str) -> None:
    for spans in (sentences(text), tokens(text), quotations(text), paragraphs(text)):
        at = 0
        for span in spans:
            assert at <= span.start < span.end <= len(text)
            at = span.end


@given(MARKED)
def test_sentences_lose_nothing_but_white_space(text: str) -> None:
    kept = "".join(text[one.start : one.end] for one in sentences(text))
    assert "".join(kept.split()) == "".join(text.split())


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=12))
def test_taken_stretches_are_the_characters_that_were_taken(pairs: list[tuple[int, int]]) -> None:
    taken, letters = Stretches(), set[int]()
    for start, end in pairs:
        assert taken.touches(start, end) == bool(letters & set(range(start, end)))
        taken.add(start, end)
        letters |= set(range(start, end))


def test_accents_tell_the_language_of_a_text_without_function_words() -> None:
    assert language_of("Trois cents soldats serbes devraient débarquer début mai.") == "fr"
    assert language_of("Three hundred soldiers landed.") == "en"
