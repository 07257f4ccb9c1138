from __future__ import annotations

import pytest

from crossbearing.model.claims import Kind, Stance
from reading.reading_notation import claim, claims

FLIGHT = "un Il-76 de Rada Airlines s'est posé à Bamako le 3 mai"


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (f"Selon une source aéroportuaire, {FLIGHT}.", ("une source aéroportuaire",)),
        (f"U{FLIGHT[1:]}, d'après le site AeroVigie.", ("le site AeroVigie",)),
        (f"U{FLIGHT[1:]}, a indiqué mardi un diplomate malien.", ("un diplomate malien",)),
        (f"U{FLIGHT[1:]}, révèle une enquête du Courrier.", ("une enquête du Courrier",)),
        (f"L'agence Nor, citant un pilote, affirme qu'{FLIGHT}.", ("un pilote", "L'agence Nor")),
        (f"U{FLIGHT[1:]}, rapporte l'agence Nor, qui cite un pilote.", ("un pilote", "l'agence Nor")),
        (f"Le quotidien Al-Nour a rapporté, citant ses sources, qu'{FLIGHT}.", ("ses sources", "Le quotidien Al-Nour")),
        (
            f"D'après une note des douanes citée par le blog Mer Info, {FLIGHT}.",
            ("une note des douanes", "le blog Mer Info"),
        ),
    ],
)
def test_french_speakers_are_named_innermost_first(text: str, chain: tuple[str, ...]) -> None:
    assert claim(text, Kind.FLIGHT).attribution == chain


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("An Il-76 of Rada Airlines landed in Bamako on 3 May, according to Sky Watch.", ("Sky Watch",)),
        ("An Il-76 of Rada Airlines landed in Bamako on 3 May, a diplomat said on Monday.", ("a diplomat",)),
        ("A diplomat said that an Il-76 of Rada Airlines landed in Bamako on 3 May.", ("A diplomat",)),
        (
            "The Desert Mirror, citing a pilot, reported that an Il-76 of Rada Airlines landed in Bamako on 3 May.",
            ("a pilot", "The Desert Mirror"),
        ),
        (
            "An Il-76 of Rada Airlines landed in Bamako on 3 May, the Desert Mirror reported, citing a pilot.",
            ("a pilot", "the Desert Mirror"),
        ),
    ],
)
def test_english_speakers_are_named_innermost_first(text: str, chain: tuple[str, ...]) -> None:
    assert claim(text, Kind.FLIGHT).attribution == chain


def test_the_reports_own_outlet_is_no_speaker() -> None:
    text = "BAMAKO (Sahel Wire) - Un Il-76 de Rada Airlines s'est posé le 3 mai, ont indiqué à Sahel Wire deux pilotes."
    assert claim(text, Kind.FLIGHT).attribution == ("deux pilotes",)


def test_this_source_is_the_one_named_before() -> None:
    text = (
        "Un Il-76 de Rada Airlines s'est posé à Bamako le 3 mai, rapporte l'agence Nor, qui cite un pilote. "
        "Toujours selon cette source, il aurait transporté douze mortiers."
    )
    delivery = claim(text, Kind.DELIVERY)
    assert delivery.attribution == ("un pilote", "l'agence Nor")
    assert delivery.stance is Stance.HEDGED


def test_a_hearsay_that_goes_on_keeps_its_speaker() -> None:
    text = (
        "Selon le Courrier, la Serbie aurait livré 18 mortiers au Mali. "
        "Ils comprendraient 12 mortiers lourds et 6 légers."
    )
    assert [one.attribution for one in claims(text)] == [("le Courrier",), ("le Courrier",)]


def test_a_flat_sentence_behind_an_attributed_one_has_no_speaker() -> None:
    text = (
        "Un Il-76 de Rada Airlines s'est posé à Bamako le 3 mai, selon un pilote. "
        "L'appareil a décollé pour Benghazi le 5 mai."
    )
    assert [(one.stance, one.attribution) for one in claims(text)] == [
        (Stance.ATTRIBUTED, ("un pilote",)),
        (Stance.ASSERTED, ()),
    ]


def test_neither_confirmed_nor_denied_is_no_claim() -> None:
    assert claims("Bakou n'a ni confirmé ni démenti.") == ()
