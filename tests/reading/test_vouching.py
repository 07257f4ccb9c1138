"""Who vouches for what was told before, whose craft and whose state is meant; every sentence is invented."""

from __future__ import annotations

import pytest

from crossbearing.model.claims import Kind, Stance
from reading.reading_notation import claims


@pytest.mark.parametrize(
    ("text", "chain", "stance"),
    [
        (
            "Un An-124 russe s'est posé à Bamako le 3 mai. Deux aiguilleurs du port nous l'ont assuré, chacun à part.",
            ("Deux aiguilleurs du port",),
            Stance.ATTRIBUTED,
        ),
        (
            "Un An-124 russe s'est posé à Bamako le 3 mai. C'est ce qu'affirment quatre dockers.",
            ("quatre dockers",),
            Stance.ATTRIBUTED,
        ),
        (
            "A Russian An-124 landed at Bamako on 3 May 2024. That, at least, is what two dockers say.",
            ("two dockers",),
            Stance.ATTRIBUTED,
        ),
        (
            "A Russian An-124 landed at Bamako on 3 May 2024. The ministry admits as much.",
            ("The ministry",),
            Stance.CONFIRMED,
        ),
        (
            "Un An-124 russe s'est posé à Bamako le 3 mai. L'information émane de la station Radio Dune, laquelle se "
            "réfère à un bagagiste.",
            ("un bagagiste", "la station Radio Dune"),
            Stance.ATTRIBUTED,
        ),
    ],
)
def test_a_sentence_behind_names_who_told_the_one_before(text: str, chain: tuple[str, ...], stance: Stance) -> None:
    first = claims(text, "2024-05-15")[0]
    assert (first.attribution, first.stance) == (chain, stance)


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (
            "D'après la revue Phare Rouge, qui se réclame d'un pilote, lequel l'aurait appris de son cousin, un Il-76 "
            "se serait posé à Bamako le 3 mai.",
            ("son cousin", "un pilote", "la revue Phare Rouge"),
        ),
        (
            "Un Il-76 s'est posé à Bamako le 3 mai, écrit le quotidien Phare Rouge d'après un bagagiste.",
            ("un bagagiste", "le quotidien Phare Rouge"),
        ),
        ("Un Il-76 s'est posé à Bamako le 3 mai, à ce que rapporte le chef de piste.", ("le chef de piste",)),
        ("Quant à Dakar, elle affirme qu'un Il-76 s'est posé à Bamako le 3 mai.", ("Dakar",)),
        (
            "« Rien n'a bougé », a déclaré le colonel Diallo, des douanes, selon qui un Il-76 s'est posé à Bamako.",
            ("le colonel Diallo",),
        ),
        ("Un bagagiste, selon qui un Il-76 s'est posé à Bamako le 3 mai, a été entendu.", ("Un bagagiste",)),
        ("Aux termes de l'accord, six drones ont été livrés à Bamako le 3 mai.", ()),
        (
            "A docker told the weekly last month that an Il-76 landed at Bamako on 3 May 2024.",
            ("A docker", "the weekly"),
        ),
    ],
)
def test_a_speaker_is_named_in_many_ways(text: str, chain: tuple[str, ...]) -> None:
    assert claims(text, "2024-05-15")[0].attribution == chain


@pytest.mark.parametrize(
    "text",
    [
        "Le ministre s'est rendu à Moscou le 3 mai, écrit le site Passerelle Nord. C'est sa quatrième visite à Moscou "
        "en dix jours, selon la même source.",
        "The minister flew to Moscow on 3 May 2024, writes the website Passerelle Nord. It is his fourth visit to "
        "Moscow in ten days, according to the same source.",
    ],
)
def test_the_same_source_is_whoever_was_named_before(text: str) -> None:
    first, *others = claims(text, "2024-05-15")
    assert others and all(one.attribution == first.attribution for one in others)


def test_another_operators_aircraft_has_not_the_mark_told_before() -> None:
    told = claims(
        "A Saha Airlines Boeing 747 (registration EP-SHZ) left Moscow for Tehran on 4 May 2024. "
        "A Qeshm Fars Air Boeing 747 flew from Tehran to Moscow on 9 May 2024.",
        "2024-05-15",
    )
    assert [one.craft.registration for one in told] == [("EP-SHZ",), ()]


def test_a_large_aircraft_is_the_one_told_of_before() -> None:
    told = claims(
        "Un An-124 de la compagnie russe Volga-Oural, immatriculé RA-82119, s'est posé à Bamako le 3 mai. "
        "Le gros-porteur a redécollé pour Oran le 4 mai.",
        "2024-05-15",
    )
    assert [one.craft.registration for one in told] == [("RA-82119",), ("RA-82119",)]


def test_a_company_is_known_again_by_its_bare_name() -> None:
    told = claims(
        "La compagnie russe Volga-Oural grandit. Un avion de Volga-Oural s'est posé à Bamako le 3 mai.", "2024-05-15"
    )
    assert [actor.country for one in told if one.kind is Kind.FLIGHT for actor in one.actors] == ["RU"]


def test_cargo_traffic_between_two_towns_inland_goes_by_air() -> None:
    told = claims("Le trafic cargo de Téhéran vers Moscou a doublé depuis janvier.", "2024-05-15")
    assert [one.checkable_by for one in told if one.kind is Kind.TRAFFIC_CHANGE] == [("flights",)]
