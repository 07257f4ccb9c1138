from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.model.claims import Direction, Kind, When
from crossbearing.reading import read_report
from crossbearing.reading.patterns import PATTERNS
from crossbearing.world import load_world
from reading.reading_notation import claim, claims, report, roles


def test_rank_of_a_visit_counts_back_from_the_day_told() -> None:
    text = "Le 20 mai, un Il-76 iranien a volé vers Minsk. Au cours des 10 derniers jours, c'est sa 4e visite à Minsk."
    count = claim(text, Kind.VISIT_COUNT)
    assert [(one.what, one.min, one.max) for one in count.counts] == [("visits", 4, 4)]
    assert count.when == When(date(2023, 5, 10), date(2023, 5, 20), rolling=True)


def test_a_stretch_between_two_dates_is_no_length_back() -> None:
    text = "L'avion EP-XYZ a effectué six rotations vers Minsk entre le 10 et le 20 mai."
    assert claim(text, Kind.VISIT_COUNT).when == When(date(2023, 5, 10), date(2023, 5, 20))


def test_count_takes_its_place_from_the_flight_before() -> None:
    text = "On 15 May, a Boeing 777 (registration A7-BOD) landed in Frankfurt; it was its fourth visit in 10 days."
    count = claim(text, Kind.VISIT_COUNT)
    assert roles(count)["arrival"].startswith("Frankfurt")
    assert count.craft.registration == ("A7-BOD",)
    assert count.when == When(date(2023, 5, 5), date(2023, 5, 15), rolling=True)


def test_traffic_change_holds_direction_and_the_current_period() -> None:
    change = claim("Le trafic cargo de Minsk vers Benghazi a doublé depuis le 3 mai 2023.", Kind.TRAFFIC_CHANGE)
    assert change.change is not None
    assert change.change.direction is Direction.RISE
    assert change.when is not None
    assert change.when.start == date(2023, 5, 3)


def test_two_figures_tell_direction_and_baseline() -> None:
    change = claim("Deux avions russes ont atterri à Bamako en mai 2023, contre sept en avril.", Kind.TRAFFIC_CHANGE)
    assert change.change is not None
    assert change.change.direction is Direction.FALL
    assert change.change.baseline == When(date(2023, 4, 1), date(2023, 4, 30))


def test_this_aircraft_keeps_the_registration_told_before() -> None:
    text = "Un Il-76 immatriculé EX-76021 a atterri à Bamako le 3 mai. L'appareil a décollé pour Benghazi le 5 mai."
    assert [one.craft.registration for one in claims(text)] == [("EX-76021",), ("EX-76021",)]


def test_another_aircraft_is_another() -> None:
    text = "Un Il-76 immatriculé EX-76021 a atterri à Bamako le 3 mai. Un An-124 s'est posé à Benghazi le 5 mai."
    assert [one.craft.registration for one in claims(text)] == [("EX-76021",), ()]


def test_voyage_told_by_two_verbs_is_one_claim() -> None:
    text = "Le 12 mai, le cargo Vega Star a quitté Bandar Abbas pour Port-Soudan, où il est arrivé le 20 mai."
    call = claim(text, Kind.PORT_CALL)
    assert call.when == When(date(2023, 5, 12), date(2023, 5, 20))


def test_passport_prefix_is_no_count() -> None:
    text = "Six des sept ingénieurs russes voyageaient avec des passeports commençant par « 20 »."
    statement = claim(text, Kind.STATEMENT)
    assert [(one.min, one.max) for one in statement.counts] == [(6, 6)]
    assert statement.checkable_by == ("records",)


def test_designator_is_no_quantity() -> None:
    delivery = claim("La Russie a livré 24 chasseurs Su-35 à l'Iran en mai 2023.", Kind.DELIVERY)
    assert [(one.min, one.max) for one in delivery.equipment] == [(24, 24)]


@pytest.mark.parametrize(
    "text",
    [
        "Si la Russie livrait des Su-35, l'Iran les déploierait à Ispahan.",
        "Que transportait l'Il-76 posé à Bamako le 3 mai ?",
        "Suppose an Il-76 of Rada Airlines takes off from Minsk on 3 May.",
        "Les hôtels de la capitale affichent complet pour le festival de jazz.",
        "L'Étoile rouge a remporté le derby 2-0 dimanche.",
    ],
)
def test_suppositions_questions_and_local_news_are_no_claims(text: str) -> None:
    assert claims(text) == ()


def test_fiction_is_no_claim() -> None:
    text = "Ce film, en salles mercredi, suit un Il-76 qui a livré douze missiles à Asmara. La cinéaste sourit."
    assert claims(text) == ()


def test_history_older_than_ten_years_is_no_claim() -> None:
    assert claims("La Russie a livré douze Su-27 à l'Éthiopie en mai 1999.") == ()


WORDS = [text for pattern in PATTERNS for _, text in pattern.reads]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4), st.sampled_from([" ", "\n\n", " ; "]))
def test_every_quote_is_the_text_it_stands_on(texts: list[str], joint: str) -> None:
    source = report(joint.join(texts))
    reading = read_report(source, load_world())
    for one in reading.claims:
        assert one.quote == source.text[one.start : one.end]
        assert source.body_start <= one.start < one.end <= len(source.text)
    assert len({one.id for one in reading.claims}) == len(reading.claims)
    assert read_report(source, load_world()) == reading


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("aA éÉ«»\"'’.,;:()–-1990IlMoscou \n\u00a0\u202f🛬İ"), max_size=200))
def test_no_text_stops_the_reader(text: str) -> None:
    read_report(report(text), load_world())


def test_a_type_in_brackets_behind_a_mark_is_the_same_craft() -> None:
    text = "Le 9 mai, l'appareil EP-ZAI (Airbus A321) s'est posé à Téhéran : c'est sa quatrième visite en 4 jours."
    assert claim(text, Kind.VISIT_COUNT).craft.registration == ("EP-ZAI",)


def test_a_mark_behind_registered_is_no_clause_of_its_own() -> None:
    text = "On 3 May 2023, an Il-76 registered 15-2299 flew from Tehran to Moscow."
    flown = claim(text, Kind.FLIGHT)
    assert flown.when == When(date(2023, 5, 3), date(2023, 5, 3))
    assert flown.craft.registration == ("15-2299",)
