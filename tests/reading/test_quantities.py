from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.model.claims import Span
from crossbearing.reading.language.text import language_of, sentences
from crossbearing.reading.numbers.quantities import Quantity, QuantityForm, quantities
from crossbearing.reading.numbers.spelt import value_of

INF = None


def read(text: str, masked: tuple[Span, ...] = (), language: str = "") -> list[Quantity]:
    return [*quantities(text, sentences(text), language or language_of(text), masked)]


def only(text: str) -> Quantity:
    (found,) = read(text)
    return found


@pytest.mark.parametrize(
    ("written", "language", "value"),
    [
        ("trente et une", "fr", 31),
        ("quatre-vingt-dix-sept", "fr", 97),
        ("cent soixante", "fr", 160),
        ("deux mille trois cents", "fr", 2300),
        ("2 600", "fr", 2600),
        ("16 000", "fr", 16000),
        ("1,5 million", "fr", 1500000),
        ("3,5 milliards", "fr", 3.5e9),
        ("0,125", "fr", 0.125),
        ("100,000", "en", 100000),
        ("1.2", "en", 1.2),
        ("1.500", "en", 1.5),
        ("two hundred and six", "en", 206),
        ("half a dozen", "en", 6),
        ("two dozen", "en", 24),
        ("1.4 million", "en", 1400000),
    ],
)
def test_numbers_have_their_value(written: str, language: str, value: float) -> None:
    assert value_of(written, language) == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "low", "high", "form"),
    [
        ("Le port a reçu 24 drones.", 24, 24, "exact"),
        ("Le port a reçu environ 2 600 drones.", 2600, 2600, "about"),
        ("Le port a reçu environ 2\u202f600 drones.", 2600, 2600, "about"),
        ("Le port a reçu une dizaine de drones.", 10, 10, "about"),
        ("Le port a reçu une demi-douzaine de drones.", 6, 6, "about"),
        ("Le port a reçu cent soixante drones environ.", 160, 160, "exact"),
        ("Le port a reçu au moins deux drones.", 2, INF, "at_least"),
        ("Le port a reçu plus de 16\u00a0000 drones.", 16001, INF, "at_least"),
        ("Le port a reçu jusqu'à 400 drones.", INF, 400, "at_most"),
        ("Le port a reçu moins de dix drones.", INF, 9, "at_most"),
        ("Le port a reçu entre quatre et six drones.", 4, 6, "range"),
        ("Le port a reçu de 10 à 15 drones.", 10, 15, "range"),
        ("Le port a reçu un ou deux drones.", 1, 2, "range"),
        ("Le port a reçu des dizaines de drones.", 20, INF, "order"),
        ("Le port a reçu des milliers de drones.", 2000, INF, "order"),
        ("Le port a reçu plusieurs drones.", 2, INF, "several"),
        ("C'est la 4e visite dans le port.", 4, 4, "ordinal"),
        ("C'est la quatrième visite dans le port.", 4, 4, "ordinal"),
        ("Le port est à 15 kilomètres.", 15, 15, "measure"),
        ("Le trafic du port a gagné 300 %.", 300, 300, "percent"),
        ("Le contrat du port vaut 170 millions de dollars.", 170e6, 170e6, "money"),
        ("The port has received at least 12 containers.", 12, INF, "at_least"),
        ("The port has received no more than 12 containers.", INF, 12, "at_most"),
        ("The port has received more than 2,100 rifles.", 2101, INF, "at_least"),
        ("The port has received between 20 and 30 rifles.", 20, 30, "range"),
        ("The port has received two or three rifles.", 2, 3, "range"),
        ("The port has received dozens of rifles.", 24, INF, "order"),
        ("The deal of the port is worth about $245 million.", 245e6, 245e6, "money"),
        ("It was the fourth visit to the port.", 4, 4, "ordinal"),
    ],
)
def test_nothing_is_more_precise_than_its_wording(text: str, low: float | None, high: float | None, form: str) -> None:
    found = only(text)
    assert (found.min, found.max, found.form) == (low, high, form)


@pytest.mark.parametrize(
    "text",
    [
        "Un Boeing 747 et un Il-76TD, un BM-21 et des D-30 sont là.",
        "Le navire (OMI 9160994, MMSI 273412870) est dans le port.",
        "Le match est fini sur un 2-0 et la page 7 est lue.",
        'Le passeport porte le préfixe "20".',
        "Les 24 et 25 avril, du 28 février au 3 mars et le 1er mai, le port est fermé.",
        "The port is closed on July 8, 12 and 15, on 3 May and from 4 to 6 June.",
        "Le Premier ministre est dans le port.",
        "Il est immatriculé EX-76021, vol SU151, à FL340 et en 2019.",
        "It stays for ten days at Resolution 2231 with flight 151.",
    ],
)
def test_names_dates_and_codes_count_nothing(text: str) -> None:
    assert read(text) == []


def test_the_noun_that_follows_is_what_is_counted() -> None:
    text = "Le port a vu quinze avions-cargos iraniens et deux tonnes de pain."
    planes, bread = read(text)
    assert planes.noun and text[planes.noun.start : planes.noun.end] == "avions-cargos iraniens"
    assert bread.form is QuantityForm.MEASURE


def test_a_part_is_told_from_its_whole() -> None:
    part, whole = read("Six des sept experts de la base sont partis.")
    assert (part.form, part.min, whole.form, whole.min) == (QuantityForm.PART_OF, 6, QuantityForm.EXACT, 7)
    part, whole = read("Two of the three men have left the port.")
    assert (part.form, whole.min) == (QuantityForm.PART_OF, 3)


def test_the_last_of_a_list_may_be_a_lone_article() -> None:
    assert [one.min for one in read("Ils sont huit à Damas, cinq à Alep et un à Lattaquié.")] == [8, 5, 1]


def test_masked_characters_hold_no_quantity() -> None:
    text = "Le 12 mars, six drones sont là."
    assert [one.min for one in read(text, (Span(3, 10),))] == [6]


@given(st.text(st.sampled_from("0123456789 ,.-'%$deux trois mille et cent plus de entre"), max_size=70))
@settings(max_examples=150, deadline=None)
def test_quantities_lie_in_order_and_are_ranges(text: str) -> None:
    for language in ("fr", "en"):
        at = 0
        for one in read(text, (), language):
            assert at <= one.start < one.end <= len(text)
            at = one.end
            if one.min is not None and one.max is not None:
                assert one.min <= one.max
            if one.noun:
                assert one.start <= one.noun.start < one.noun.end <= len(text)
