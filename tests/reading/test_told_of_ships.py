"""Whose ship it is, which one is meant, who says so: as reports about ships tell it."""

from __future__ import annotations

import pytest

from crossbearing.model.claims import Kind, Stance
from reading.reading_notation import claim, claims


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("A Russian-flagged freighter left Rajin on 3 May.", ["RU"]),
        ("Un cargo battant pavillon iranien a quitté Bandar Abbas le 3 mai.", ["IR"]),
        ("A Comoros-flagged freighter left Rajin on 3 May.", []),
        ("Un cargo battant pavillon panaméen a quitté Bandar Abbas le 3 mai.", []),
    ],
)
def test_a_national_flag_tells_a_state_and_a_flag_for_sale_tells_nobody(text: str, states: list[str]) -> None:
    assert [one.country for one in claim(text, Kind.PORT_CALL).actors] == states


FR_PAIR = (
    "Deux cargos ont quitté Olia le 4 mai. Le premier, le Baltiets Serov (OMI 9907598), venait d'Amirabad. "
    "Le second, l'Artiom Velski, ex-Volgo-Kama 6 (MMSI 273418560), est reparti lundi."
)
EN_PAIR = (
    "Two freighters left Olya on 4 May. One of them, the Baltic Serov (IMO 9907598), had come from Amirabad. "
    "The other, the Artyom Velsky (MMSI 273418560), sailed on Monday."
)


@pytest.mark.parametrize("text", [FR_PAIR, EN_PAIR])
def test_two_ships_bear_the_numbers_that_are_told_one_by_one(text: str) -> None:
    first = claims(text)[0].craft
    assert (first.imo, first.mmsi) == (("9907598",), ("273418560",))


def test_a_number_behind_an_earlier_name_is_the_ship_s() -> None:
    assert claim(FR_PAIR, Kind.ALIAS).craft.mmsi == ("273418560",)


def test_the_other_of_two_ships_does_not_bear_the_number_of_the_first() -> None:
    text = (
        "Two freighters met off Aktau on 4 May. One of them, the Baltic Serov (IMO 9907598), had left Amirabad. "
        "The other, the Artyom Velsky (formerly the Volgo-Kama 6), headed back to Olya; she had switched off her AIS."
    )
    told = [one for one in claims(text) if one.start > text.index("The other")]
    assert told and all(one.craft.imo == () for one in told)


def test_a_ship_s_call_sign_mixes_letters_and_figures() -> None:
    text = "The tanker Celeste Bay (IMO 9938145) left Sharjah. She was the Hesper (call sign J8QT5) until January 2022."
    assert claim(text, Kind.ALIAS).craft.callsign == ("J8QT5",)


@pytest.mark.parametrize(
    "text",
    [
        "La frégate Leonessa a escorté le cargo Kilic (OMI 9896646) vers Misrata le 4 mai. "
        "L'armateur nie que des munitions aient été à bord.",
        "The frigate Leonessa escorted the freighter Kilic (IMO 9896646) to Misrata on 4 May. "
        "The owner denies that ammunition was found in the hold.",
    ],
)
def test_what_is_denied_to_be_aboard_is_aboard_the_only_ship_with_a_number(text: str) -> None:
    assert claim(text, Kind.DENIAL).craft.imo == ("9896646",)


def test_goods_that_go_on_by_rail_are_no_longer_aboard() -> None:
    text = (
        "Le cargo Perle (OMI 9984170) et le cargo Ambre ont accosté à Vostotchny le 4 mai. De Vostotchny, la cargaison "
        "a gagné par le rail un dépôt de munitions à Tikhoretsk."
    )
    assert all(one.craft.imo == () for one in claims(text) if "rail" in one.quote)


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("The tanker Blue Heron (ex-Sea Lynx) sailed from Novorossiysk.", ("vessels", "records")),
        ("The BAP Sechura (formerly ROKS Namwon) sailed from Callao.", ("vessels",)),
    ],
)
def test_names_of_ships_stand_in_registers_and_those_of_warships_do_not(text: str, sources: tuple[str, ...]) -> None:
    assert claim(text, Kind.ALIAS).checkable_by == sources


def test_a_denied_transfer_at_sea_can_be_held_against_tracks() -> None:
    text = "The tanker Blue Heron left Sharjah on 4 May. Her owner denies that the tanker met any ship at sea."
    assert claim(text, Kind.DENIAL).checkable_by == ("claims", "vessels")


RAJIN = "Le cargo Perle a quitté Rajin mardi 2 mai"


@pytest.mark.parametrize(
    ("text", "kind", "speakers"),
    [
        (
            f"{RAJIN}, selon la plateforme Caspiane. Caspiane recense onze traversées de navires russes entre Amirabad "
            "et Olia en avril, contre sept en mars.",
            Kind.TRAFFIC_CHANGE,
            ("Caspiane",),
        ),
        (
            "À Hodeïda, répond sans hésiter un pilote du port, joint par téléphone : le cargo Nadir y a débarqué vingt "
            "caisses le 8 mars.",
            Kind.PORT_CALL,
            ("un pilote du port",),
        ),
        (
            f"{RAJIN}, indiquent des responsables coréens, pour qui il s'agit de la treizième rotation depuis janvier.",
            Kind.VISIT_COUNT,
            ("des responsables coréens",),
        ),
        (
            "Les registres de Port-Soudan, que Le Méridional a pu consulter, ne portent aucune trace d'une escale du "
            "cargo Nadir entre le 5 et le 12 février.",
            Kind.PORT_CALL,
            ("Les registres de Port-Soudan",),
        ),
        (
            "A Russian freighter left Rajin on Tuesday and tied up at Vostochny, South Korean officials said on "
            "Friday, in what they called the 13th such voyage this year.",
            Kind.PORT_CALL,
            ("South Korean officials",),
        ),
        (
            "Téhéran, par la voix de son ambassadeur à Sanaa, Mehran Ashtari, nie avoir livré le moindre véhicule.",
            Kind.DENIAL,
            ("Mehran Ashtari",),
        ),
    ],
)
def test_who_tells_of_ships_is_named(text: str, kind: Kind, speakers: tuple[str, ...]) -> None:
    assert claim(text, kind).attribution == speakers


def test_an_owner_who_owns_up_in_a_letter_confirms_and_goes_on_speaking() -> None:
    text = (
        "Le cargo Kilic (OMI 9896646) a quitté Mersin le 4 mai. L'exploitant, Akdeniz Denizcilik, a reconnu dans une "
        "lettre du 17 mai avoir remis des pièces détachées au vraquier. Il a nié que des munitions aient été à bord."
    )
    owned, denied = claim(text, Kind.SHIP_TRANSFER), claim(text, Kind.DENIAL)
    assert (owned.stance, owned.attribution) == (Stance.CONFIRMED, denied.attribution)


def test_a_panel_speaks_for_itself_in_its_numbered_paragraphs() -> None:
    text = (
        "Annexe 14\n\n38. Le Groupe a établi que le cargo Kilic (OMI 9896646) avait quitté Mersin le 4 mai.\n\n"
        "39. Le navire fut rejoint au sud de la Crète par un vraquier."
    )
    assert [one.attribution for one in claims(text) if one.start < text.index("39.")] == [()]


@pytest.mark.parametrize(
    "text",
    [
        "L'Amur Maiden (OMI 9839222), un cargo sous pavillon russe, a quitté Rajin le 3 mai.",
        "The Amur Maiden (IMO 9839222), a Russian-flagged freighter, left Rajin on 3 May.",
    ],
)
def test_what_a_ship_is_behind_her_name_tells_her_flag(text: str) -> None:
    assert [one.country for one in claim(text, Kind.PORT_CALL).actors] == ["RU"]


def test_a_ship_escorted_by_two_boats_is_the_one_that_goes_on() -> None:
    text = (
        "Le roulier Nadir Express (OMI 9980291) a appareillé de Bandar Abbas fin janvier. Flanqué par deux vedettes "
        "de la marine iranienne, il a franchi Bab el-Mandeb le 6 février."
    )
    assert [one.craft.imo for one in claims(text)] == [("9980291",)] * 2


def test_a_denier_s_office_behind_the_name_tells_whose_denial_it_is() -> None:
    text = (
        "Séoul affirme qu'un cargo a livré des obus à Vladivostok. « Il n'y a jamais eu de telles livraisons », a "
        "rétorqué Igor Maltsev, vice-ministre russe des Affaires étrangères."
    )
    assert [one.country for one in claim(text, Kind.DENIAL).actors] == ["RU"]


def test_she_is_the_only_ship_with_a_number_so_far() -> None:
    text = (
        "So the Kapitan Lodygin (IMO 9967940) slipped out of Baltiysk on Sunday, the corvette Stavropol a mile astern. "
        "My money is on Tartus, where she is reported to have called in December. The Sun Pilgrim (IMO 9074729) idles."
    )
    called = next(one for one in claims(text) if one.quote.startswith("where she"))
    assert called.craft.imo == ("9967940",)
    assert [place.country for place in called.places] == ["SY"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("* Feodosia. The bulker Zafiro Uno (IMO 9893890) loaded grain at berth 3 on 12 May.", "Feodosia"),
        ("• Rade de Fos : le pétrolier Zafiro (OMI 9893890) a chargé du brut le 12 mai.", None),
        ("* Feodosia lies on the coast. The bulker Zafiro Uno (IMO 9893890) loaded grain on 12 May.", None),
    ],
)
def test_an_entry_of_a_bulletin_happens_at_the_place_that_heads_it(text: str, place: str | None) -> None:
    found = [one.name for one in claim(text, Kind.PORT_CALL).places]
    assert found == [place] if place else "Feodosia" not in found


def test_a_way_from_one_port_to_that_of_another_has_two_ends() -> None:
    text = "La cargaison du cargo Amur a été acheminée du port de Rajin à celui de Vostotchny le 3 mai."
    assert [one.role.value for one in claim(text, Kind.SHIP_TRANSFER).places] == ["departure", "arrival"]


@pytest.mark.parametrize(
    "text",
    [
        "The tanker Vesna Light (MMSI 511100876) swapped the flag of Palau for that of Gabon on Friday.",
        "Le pétrolier Vesna (MMSI 511100876) a troqué le pavillon de Palaos contre celui du Gabon vendredi.",
    ],
)
def test_flags_that_are_swapped_are_no_places_and_no_parties(text: str) -> None:
    assert all(not one.places and not one.actors for one in claims(text))


def test_who_alleges_before_a_dash_is_named_and_the_writer_goes_on() -> None:
    text = "The freighter Lark left Aktau on 4 May, a tugman alleges – something the agency could not check."
    assert claim(text, Kind.PORT_CALL).attribution == ("a tugman",)


@pytest.mark.parametrize(
    "text",
    [
        "The patrol boat Agou boarded the tanker Ebony Crest (IMO 9871153) off Lomé on Saturday.",
        "Le patrouilleur Agou a arraisonné samedi le pétrolier Ebony Crest (OMI 9871153) au large de Lomé.",
    ],
)
def test_what_a_navy_does_to_a_ship_stands_in_papers_too(text: str) -> None:
    assert "records" in claim(text, Kind.STATEMENT).checkable_by


def test_a_number_may_stand_behind_a_comma() -> None:
    text = "The coaster Hana (MMSI 620800456) left Kerch on 4 May, her IMO number, 9855875, being a scrapped ferry's."
    assert claim(text, Kind.PORT_CALL).craft.imo == ("9855875",)
