from __future__ import annotations

import pytest

from crossbearing.model.claims import Kind, PlaceRole
from reading.reading_notation import claim, roles


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
