from __future__ import annotations

from datetime import date

import pytest

from crossbearing.model.claims import Kind, PlaceRole
from reading.reading_notation import claim, claims, roles


@pytest.mark.parametrize(
    "text",
    [
        "Un Il-76 de Rada Airlines a volé de Minsk à Benghazi le 3 mai.",
        "Un Il-76 de Rada Airlines a quitté Minsk pour Benghazi le 3 mai.",
        "Un Il-76 de Rada Airlines a relié Minsk à Benghazi le 3 mai.",
        "Un Il-76 de Rada Airlines a décollé de Minsk à destination de Benghazi le 3 mai.",
        "Un Il-76 de Rada Airlines s'est posé à Benghazi en provenance de Minsk le 3 mai.",
        "An Il-76 of Rada Airlines flew from Minsk to Benghazi on 3 May.",
        "An Il-76 of Rada Airlines left Minsk for Benghazi on 3 May.",
    ],
)
def test_route_is_read_from_prepositions_and_verbs(text: str) -> None:
    assert roles(claim(text, Kind.FLIGHT)) == {"departure": "Minsk", "arrival": "Benghazi"}


def test_overflown_country_is_passed_not_reached() -> None:
    flight = claim("Un C-17 qatari, indicatif LHOB241, a été suivi au-dessus de la Syrie.", Kind.FLIGHT)
    assert [(place.role, place.country) for place in flight.places] == [(PlaceRole.VIA, "SY")]


def test_capital_by_its_country_is_a_place() -> None:
    text = "Un Il-76 iranien a atterri le 3 mai. C'est la troisième visite de cet avion dans la capitale bélarusse."
    assert roles(claim(text, Kind.VISIT_COUNT)) == {"arrival": "Minsk"}


def test_a_country_has_no_point() -> None:
    flight = claim("Un Il-76 iranien s'est envolé pour la Russie le 3 mai.", Kind.FLIGHT)
    assert (flight.places[0].country, flight.places[0].lat) == ("RU", None)


def test_a_government_is_no_place() -> None:
    assert claim("Moscou et Téhéran ont signé un accord en mai 2023.", Kind.AGREEMENT).places == ()


@pytest.mark.parametrize(
    ("text", "distance", "bearing"),
    [
        ("à une vingtaine de kilomètres à l'ouest d'Amirabad", 20.0, 270.0),
        ("à 12 milles nautiques au nord d'Amirabad", 22.2, 0.0),
        ("à une quarantaine de kilomètres au sud-est d'Amirabad", 40.0, 135.0),
    ],
)
def test_relative_place_gives_its_anchor_with_distance_and_bearing(text: str, distance: float, bearing: float) -> None:
    call = claim(f"Le cargo Altaïr II (OMI 9074729) a mouillé le 3 mai {text}.", Kind.PORT_CALL)
    (place,) = call.places
    assert (place.offset_km, place.bearing_deg, place.country) == (distance, bearing, "IR")


def test_place_with_a_name_of_its_own_needs_no_anchor() -> None:
    text = (
        "Un boutre, le Nour, a déchargé douze caisses à Suakin le 3 mai, "
        "à une cinquantaine de kilomètres au sud de Port-Soudan."
    )
    (place,) = claim(text, Kind.PORT_CALL).places
    assert (place.name, place.offset_km) == ("Suakin", None)


def test_unknown_place_keeps_its_name_without_a_point() -> None:
    flight = claim("Un Il-76 de Rada Airlines a décollé de Zzyrbograd pour Benghazi le 3 mai.", Kind.FLIGHT)
    assert ("Zzyrbograd", None) in [(place.name, place.lat) for place in flight.places]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Un Il-76 venant d'Assab, en Érythrée, s'est posé à Sanaa le 3 mai.",
            {"departure": "Assab", "arrival": "Sanaa"},
        ),
        (
            "Un Il-76 de Rada Airlines a relié Minsk à Benghazi le 3 mai, non sans une escale technique au Caire.",
            {"departure": "Minsk", "arrival": "Benghazi", "via": "Cairo"},
        ),
        (
            "An Il-76 left Minsk on 3 May, refuelled at Ankara and landed at Benghazi.",
            {"departure": "Minsk", "via": "Ankara", "arrival": "Benghazi"},
        ),
        (
            "An Il-76 took off from Minsk on 3 May, declaring Amman as its destination.",
            {"departure": "Minsk", "arrival": "Amman"},
        ),
        (
            "A C-17 left Doha shortly after dawn on 3 May and landed at Beirut.",
            {"departure": "Doha", "arrival": "Beirut"},
        ),
    ],
)
def test_stops_and_declared_ends_of_a_flight_have_their_roles(text: str, told: dict[str, str]) -> None:
    assert roles(claim(text, Kind.FLIGHT)) == told


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Douze marins vénézuéliens ont été formés en mai à Jask, sur le golfe d'Oman.", "Jask"),
        ("Twelve Azeri pilots were trained in May at Konya, in central Turkey.", "Konya"),
        ("Twelve Azeri pilots were trained in May at Gatchina near St Petersburg.", "Gatchina"),
    ],
)
def test_what_only_tells_where_a_place_lies_is_no_place_of_its_own(text: str, name: str) -> None:
    assert [place.name for place in claim(text, Kind.TRAINING).places] == [name]


def test_a_namesake_is_the_one_of_the_country_told_beside_it() -> None:
    call = claim("Le cargo Altaïr II (OMI 9074729) a accosté à Augusta, en Italie, le 3 mai.", Kind.PORT_CALL)
    assert [(place.name, place.country) for place in call.places] == [("Augusta", "IT")]


@pytest.mark.parametrize(
    ("text", "kind", "told"),
    [
        (
            "Six pilotes tchadiens sont arrivés à Abou Dhabi le 3 mai. Ils y suivront une formation en juin.",
            Kind.TRAINING,
            {"site": "Abu Dhabi"},
        ),
        (
            "An Il-76 landed at Maaten al-Sarra on 3 May. Twelve trucks were unloaded at the base on 4 May.",
            Kind.DELIVERY,
            {"arrival": "Maaten al-Sarra"},
        ),
        (
            "Vingt pilotes kirghizes sont rentrés en mai de Batman, en Turquie, où ils avaient suivi un stage.",
            Kind.TRAINING,
            {"site": "Batman"},
        ),
        (
            "An Il-76 flew to Caracas on 3 May. It was the airline's third flight to the country this year.",
            Kind.VISIT_COUNT,
            {"arrival": "Venezuela"},
        ),
    ],
)
def test_words_that_point_back_mean_the_place_told_before(text: str, kind: Kind, told: dict[str, str]) -> None:
    assert roles(claim(text, kind)) == told


@pytest.mark.parametrize(
    "text",
    [
        "Four drones made in Iran were delivered to the army on 3 May.",
        "Quatre drones assemblés en Iran ont été livrés à l'armée le 3 mai.",
    ],
)
def test_where_goods_were_made_is_no_place_of_their_delivery(text: str) -> None:
    assert claim(text, Kind.DELIVERY).places == ()


def test_a_route_may_be_told_with_a_dash() -> None:
    count = claim("Trois rotations Tripoli-Misrata d'un Il-76 ont été recensées en avril.", Kind.VISIT_COUNT)
    assert roles(count) == {"departure": "Tripoli", "arrival": "Misratah"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The tanker Blue Heron (IMO 9074729) passed through the Great Belt on 3 May.", "Great Belt"),
        ("Le pétrolier Altaïr II (OMI 9074729) a doublé le cap de Bonne-Espérance le 3 mai.", "Cape of Good Hope"),
    ],
)
def test_straits_and_capes_are_passed(text: str, name: str) -> None:
    assert [place.name for place in claims(text)[0].places] == [name]


def test_a_stretch_of_days_does_not_cut_a_sentence() -> None:
    text = "Three C-17s flew from Abu Dhabi to Amdjarass between 12 and 15 May, bringing what Chad calls a hospital."
    flight = claim(text, Kind.FLIGHT)
    assert (flight.when and flight.when.start, flight.when and flight.when.end) == (
        date(2023, 5, 12),
        date(2023, 5, 15),
    )


def test_a_place_that_opens_a_sentence_belongs_to_its_main_clause() -> None:
    text = "À Benghazi, où il était arrivé la veille, le maréchal a reçu le 3 mai une délégation russe."
    assert roles(claim(text, Kind.VISIT_OF_PEOPLE)) == {"arrival": "Benghazi"}
