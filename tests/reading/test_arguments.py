"""Arguments of claims: how many, by which craft, where, of which state, over whole small reports."""

from __future__ import annotations

import pytest

from crossbearing.model.claims import Claim, Kind
from reading.reading_notation import claim, claims, roles


def figures(of: Claim) -> set[tuple[float | None, float | None]]:
    found = {(one.min, one.max) for one in of.equipment} | {(one.min, one.max) for one in of.counts}
    return found - {(None, None)}


def test_the_part_is_told_of_and_not_the_whole() -> None:
    told = claim("The first two of six Su-30SME fighters ordered by Myanmar arrived in Naypyidaw.", Kind.DELIVERY)
    assert (2, 2) in figures(told)
    assert (6, 6) not in figures(told)


def test_calibres_between_a_figure_and_its_noun_count_nothing() -> None:
    told = claim("Serbia delivered 3,500 122-mm rockets to Mali in May 2023.", Kind.DELIVERY)
    assert figures(told) == {(3500, 3500)}


def test_short_designations_that_a_figure_counts_are_things() -> None:
    told = claim("La Pologne a reçu 180 K2 et 212 K9 en mai 2023.", Kind.DELIVERY)
    assert figures(told) == {(180, 180), (212, 212)}


def test_a_rank_that_is_a_lower_bound_is_open_above() -> None:
    text = "L'avion EP-XYZ a volé vers Minsk le 3 mai. C'est au moins sa troisième visite à Minsk en neuf mois."
    assert {(one.min, one.max) for one in claim(text, Kind.VISIT_COUNT).counts} == {(3, None)}


def test_a_dealer_in_arms_delivers_no_dealer() -> None:
    told = claim("The arms dealer Yugoimport exported 40 howitzers to Israel in May 2023.", Kind.DELIVERY)
    assert figures(told) == {(40, 40)}


def test_a_number_away_from_its_ship_is_the_ships() -> None:
    text = "Le Rosa Mara, roulier de 142 mètres, quitte Mersin le 3 mai. Son numéro OMI : 9077666."
    assert claim(text, Kind.PORT_CALL).craft.imo == ("9077666",)


def test_a_callsign_does_not_follow_the_aircraft_to_its_next_flight() -> None:
    text = (
        "Le 3 mai, un Il-76 immatriculé EX-76021, indicatif ATC4417, a volé vers Minsk. Il s'est posé dans la ville "
        "sans autre escale en fin de matinée, selon un contrôleur du port. Le 9 mai, l'avion a volé vers Benghazi."
    )
    last = claims(text)[-1]
    assert last.craft.registration == ("EX-76021",)
    assert last.craft.callsign == ()


def test_a_denial_by_an_office_is_its_states() -> None:
    text = "L'armée serbe a vendu 40 obusiers au Mali. « Aucun obusier n'a été livré », a déclaré l'armée."
    assert [one.country for one in claim(text, Kind.DENIAL).actors] == ["RS"]


def test_what_is_handed_to_a_state_by_a_verb_without_to_is_received() -> None:
    told = claim("Turkey handed Mali six Bayraktar TB2 drones in May 2023.", Kind.DELIVERY)
    assert [one.country for one in told.recipients] == ["ML"]


def test_a_company_sits_where_the_text_says() -> None:
    text = "An Il-76 of Lagoon Cargo of Sharjah landed at Bamako on 3 May 2023."
    assert [one.country for one in claim(text, Kind.FLIGHT).actors] == ["AE"]


def test_four_that_landed_are_four() -> None:
    text = "Ten Il-76 of Rada Airlines flew to Goma on 3 May. The four Il-76 landed at Entebbe on 5 May."
    assert (4, 4) in figures(claims(text)[-1])


def test_a_town_that_only_anchors_a_description_is_not_pointed_back_to() -> None:
    text = (
        "Le ballet continue sur la base d'Al-Khadim, à 100 km à l'est de Benghazi. Quatre Il-76 y ont atterri le 3 mai."
    )
    assert roles(claim(text, Kind.FLIGHT))["arrival"].startswith("Al-Khadim")


def test_this_same_airfield_is_the_field_named_last() -> None:
    text = (
        "Un An-124 parti du Caire a atterri à l'aéroport de Bamako-Sénou le 3 mai. "
        "Un Il-76 s'était posé sur cette même plateforme le 2 mai."
    )
    assert roles(claims(text)[-1])["arrival"] == "Bamako-Senou Airport"


def test_the_country_of_the_first_town_does_not_part_a_pair() -> None:
    text = "Un Il-76 a volé entre Ovda, en Israël, et Gandja le 3 mai."
    found = roles(claim(text, Kind.FLIGHT))
    assert found["departure"].startswith("Ovda")
    assert found["arrival"] == "Ganja"


def test_airspace_that_is_flown_through_is_a_way() -> None:
    text = "Un Il-76 russe a volé de Mozdok à Gyumri le 3 mai en passant par l'espace aérien iranien."
    assert roles(claim(text, Kind.FLIGHT))["via"] == "Iran"


def test_the_owner_of_a_base_is_no_place() -> None:
    text = "Two Chinese corvettes docked at Cambodia's Ream naval base on 3 May."
    assert [place.name for place in claim(text, Kind.PORT_CALL).places] == ["Ream Naval Base"]


def test_a_town_is_taken_in_the_country_that_the_report_is_about() -> None:
    text = "Lebanon's army said a ship unloaded. The Rosa Mara, a freighter, docked at Tripoli on 3 May."
    assert [place.country for place in claims(text)[-1].places] == ["LB"]


def test_the_congolese_army_in_a_report_from_goma_is_kinshasas() -> None:
    text = "Mortar rounds were delivered to the Congolese army at Goma on 3 May 2023."
    assert [one.country for one in claim(text, Kind.DELIVERY).recipients] == ["CD"]


def test_what_is_told_of_the_partner_is_not_told_of_the_one_named_before() -> None:
    text = "Two Il-76 landed at Goma on 3 May. One of them, YU-GLW, flew to Kigali on 4 May. Its partner flew to Minsk."
    assert "YU-GLW" not in claims(text)[-1].craft.registration


def test_a_delegation_is_counted_by_the_figure_behind_it() -> None:
    text = "Iran's vice-president visited Minsk on 3 May 2023 with a delegation of 42."
    assert (42, 42) in figures(claim(text, Kind.VISIT_OF_PEOPLE))


def test_a_mark_told_later_is_the_crafts_from_the_beginning() -> None:
    told = claim("Un C-130 a atterri à Bamako le 3 mai 2023. L'appareil est immatriculé FAB-64.", Kind.FLIGHT)
    assert told.craft.registration == ("FAB-64",)


def test_a_number_told_of_a_ship_under_another_name_stays_with_that_name() -> None:
    told = claims(
        "The freighter Lady Amara (MMSI 620999431) called at Tripoli on 3 May 2023. "
        "The same ship, then named Star Hope (IMO 9077666), called at Derna in June 2020."
    )
    assert [one.craft.imo for one in told if one.kind is Kind.PORT_CALL][:1] == [()]


def test_long_flight_numbers_and_what_an_aircraft_flew_as_are_read() -> None:
    told = claim("An A400M of the Turkish Air Force, flight TUAF612, landed at Sarajevo on 24 May 2022.", Kind.FLIGHT)
    assert told.craft.flight_number == ("TUAF612",)
    told = claim("An Il-76 flew from Mashhad to Addis Ababa as ASX5512 on 19 January 2023.", Kind.FLIGHT)
    assert told.craft.callsign == ("ASX5512",)


def test_a_company_belongs_to_the_state_of_its_seat() -> None:
    told = claim(
        "A Gabonese tanker sailed on 3 May. Its manager, Tartous-based Blue Fold Shipping, denied that "
        "the ship had delivered weapons to Yemen.",
        Kind.DENIAL,
    )
    assert [one.country for one in told.actors] == ["SY"]


def days(of: Claim) -> tuple[str, str]:
    assert of.when is not None
    return str(of.when.start), str(of.when.end)


def test_a_participle_between_commas_keeps_its_date_to_itself() -> None:
    text = "Le 5 octobre 2023, la Russie a livré au Mali seize blindés, acheminés par rail en septembre 2023."
    assert days(claim(text, Kind.DELIVERY, "2023-11")) == ("2023-10-05", "2023-10-05")


def test_the_term_of_an_agreement_is_not_its_date() -> None:
    text = (
        "En février 2025, la Russie et le Mali ont conclu un accord prévoyant la formation de 300 officiers "
        "d'ici à la fin de 2026."
    )
    assert days(claim(text, Kind.AGREEMENT, "2025-04")) == ("2025-02-01", "2025-02-28")


def test_an_hour_and_day_behind_the_place_date_the_landing() -> None:
    text = "A Russian Tu-214 touched down at Sunan airport shortly after 9 a.m. on Saturday 20 July 2024."
    assert days(claim(text, Kind.FLIGHT, "2024-07-22")) == ("2024-07-20", "2024-07-20")


def test_what_was_not_there_has_no_number() -> None:
    assert (1, 1) not in figures(claim("No An-124 has landed at Amdjarass this year.", Kind.FLIGHT))


def test_a_memorandum_has_its_place_whatever_was_done_to_it() -> None:
    for text in (
        "La Russie et l'Éthiopie ont paraphé à Addis-Abeba un mémorandum en janvier 2023.",
        "Russia and Ethiopia initialled a memorandum in Addis Ababa in January 2023.",
    ):
        assert [one.name for one in claim(text, Kind.AGREEMENT).places] == ["Addis Ababa"], text


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        ("Un Il-76 s'est posé à Bamako le 3 mai avec à son bord 22 instructeurs russes.", Kind.FLIGHT, (22, 22)),
        (
            "Vingt pilotes kirghizes sont rentrés en mai de Batman, où ils avaient suivi un stage.",
            Kind.TRAINING,
            (20, 20),
        ),
        (
            "Eight Qatari officers landed at Beirut on 1 May. They toured Tripoli the next day.",
            Kind.VISIT_OF_PEOPLE,
            (8, 8),
        ),
        ("Mali received ten tanks and four howitzers on 3 May, or fourteen vehicles.", Kind.DELIVERY, (14, 14)),
    ],
)
def test_figures_told_beside_the_predicate_are_counted(text: str, kind: Kind, wanted: tuple[float, float]) -> None:
    found = [one for one in claims(text) if one.kind is kind]
    assert wanted in figures(found[-1])


def test_the_first_of_several_is_one() -> None:
    told = claim("Mali received the first of three batteries on 3 May.", Kind.DELIVERY)
    assert (3, 3) not in figures(told)


@pytest.mark.parametrize(
    "text",
    [
        "Un C-130 Hercules bolivien s'est posé à Lima le 3 mai. L'appareil, immatriculé FAB-64, est reparti le 4 mai.",
        "A C-130 Hercules of Bolivia landed at Lima on 3 May. The aircraft, registered FAB-64, left on 4 May.",
    ],
)
def test_a_mark_told_later_is_that_of_the_craft_told_before(text: str) -> None:
    assert claims(text)[0].craft.registration == ("FAB-64",)


def test_the_first_and_the_second_of_two_ships_keep_their_own_numbers() -> None:
    text = (
        "Le pétrolier Vesna Grace (OMI 9074729) a rejoint le 3 mai au large de Malte le cargo Ostrov Lada "
        "(OMI 9160994). Le premier a gagné Tripoli le 5 mai."
    )
    assert claims(text)[-1].craft.imo == ("9074729",)


def test_whoever_was_in_the_cabin_flew_with_the_craft_told_before() -> None:
    text = "An Il-76, registration EP-PAS, landed at Harar on 3 May. Nine Iranian technicians were in the cabin."
    assert claims(text)[-1].craft.registration == ("EP-PAS",)


def test_flights_of_a_kind_or_of_a_company_are_not_one_crafts_own() -> None:
    text = "A C-17 (registration A7-MBC) landed at Beirut on 3 May. It was the tenth such flight since January."
    assert claim(text, Kind.VISIT_COUNT).craft.registration == ()


def test_an_anti_ship_missile_is_no_ship() -> None:
    told = claim("Fifteen anti-ship missiles were delivered to Venezuela on 3 May.", Kind.DELIVERY)
    assert figures(told) == {(15, 15)}


def countries(of: Claim) -> tuple[set[str | None], set[str | None]]:
    return {one.country for one in of.actors}, {one.country for one in of.recipients}


def test_a_flag_is_no_party() -> None:
    told = claim("The Gabon-flagged tanker Vesna Grace (IMO 9074729) docked at Tartus on 3 May.", Kind.PORT_CALL)
    assert countries(told)[0] == set()


def test_who_is_trained_receives_and_who_stands_behind_by_trains() -> None:
    told = claim("Sixty Sudanese soldiers have been trained at Hun by Russian instructors since April.", Kind.TRAINING)
    assert countries(told) == ({"RU"}, {"SD"})


def test_what_a_ministry_acknowledges_is_its_own_act() -> None:
    text = "The Turkish Defence Ministry acknowledged that a team of 40 has been working at T4 in Syria since April."
    assert countries(claim(text, Kind.DEPLOYMENT))[0] == {"TR"}


def test_the_two_governments_are_the_two_told_of() -> None:
    text = "Iran and Venezuela talk again. The two governments signed a cooperation pact in June 2022."
    assert countries(claim(text, Kind.AGREEMENT))[0] == {"IR", "VE"}


def test_the_first_of_two_marks_told_together_is_the_first() -> None:
    text = (
        "Deux Il-76 russes (RA-76360 et RA-76807) ont volé de Mozdok à Hmeimim le 3 mai ; le premier a gagné Benghazi."
    )
    assert claims(text)[-1].craft.registration == ("RA-76360",)
