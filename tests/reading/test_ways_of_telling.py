"""Ways of telling an event that unseen reports use; every sentence is invented for this file."""

from __future__ import annotations

import pytest

from crossbearing.model.claims import Kind, PlaceRole, Stance
from reading.reading_notation import claims

A_PLANE = "Un Il-76 de la compagnie Rada Airlines s'est posé à Bamako le 3 mai 2024. "
A_SHIP = "The freighter Blue Heron (IMO 9074729) docked at Tartus on 3 May 2024. "


def kinds(text: str) -> list[Kind]:
    return [Kind(claim.kind) for claim in claims(text, "2024-05-15")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Un Su-24 russe a détruit le 3 mai un hangar et abattu un Mi-17 malien.", Kind.STATEMENT),
        ("Le Bénin a expulsé deux diplomates nigériens le 3 mai 2024.", Kind.STATEMENT),
        (A_PLANE + "L'avion est resté six heures au sol.", Kind.FLIGHT),
        (A_PLANE + "D'autres rotations sont prévues d'ici juin, selon un pilote.", Kind.VISIT_COUNT),
        ("L'agence évoque l'arrivée à Kidal de deux Mi-35 venus de Libye.", Kind.FLIGHT),
        ("Un An-26, repéré le 4 mai à Birao, aurait livré des fusils à des rebelles.", Kind.FLIGHT),
        ("L'aéroport de Misrata a accueilli neuf gros-porteurs turcs en avril 2024.", Kind.VISIT_COUNT),
        ("The convoy is the fifth since January. It carried howitzers to Mali.", Kind.DELIVERY),
        ("The Ghanaian army took delivery on 3 May of twelve armoured vehicles.", Kind.DELIVERY),
        ("Deliveries of the howitzers are scheduled for the third quarter of 2025.", Kind.DELIVERY),
        ("La livraison des obusiers interviendrait en 2025, selon Varsovie.", Kind.DELIVERY),
        ("Sudan is alleged to have flown in Mohajer-6 drones in May 2024.", Kind.DELIVERY),
        ("Moscou admet la présence d'instructeurs russes à Bangui.", Kind.DEPLOYMENT),
        ("L'Allemagne doit évacuer Niamey et Gao avant la fin du mois.", Kind.DEPLOYMENT),
        ("« Nous employons des drones Mohajer-6 », a admis un officier soudanais.", Kind.DEPLOYMENT),
        ("Peru's air force chief is due in Ankara on May 20.", Kind.VISIT_OF_PEOPLE),
        ("Deux cents mercenaires russes devraient arriver dans le pays début juin.", Kind.VISIT_OF_PEOPLE),
        ("Kenya and Turkey signed a defence cooperation plan on May 3.", Kind.AGREEMENT),
        (
            "Turkish arms exports to Somalia jumped to $12 million in April 2024 from $3 million in April 2023.",
            Kind.TRAFFIC_CHANGE,
        ),
        (
            "Les exportations d'armes vers Chypre ont atteint 9 millions d'euros en avril, contre 4 millions en mars.",
            Kind.TRAFFIC_CHANGE,
        ),
        (
            "Le port de Benghazi a reçu huit cargos russes en avril 2024, soit trois de moins qu'en mars.",
            Kind.TRAFFIC_CHANGE,
        ),
        (A_SHIP + "The frigate Al-Nasr is expected to sail for Djibouti by the end of June.", Kind.PORT_CALL),
    ],
)
def test_an_event_is_told_in_many_ways(text: str, kind: Kind) -> None:
    assert kind in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "La Russie aurait livré des drones au Mali. Bamako a balayé ces accusations.",
        "La Russie a livré des drones au Mali, affirme un diplomate, ce que Bamako conteste.",
        "La Russie a livré des drones au Mali, selon un diplomate. Le Mali parle de « calomnies ».",
        "L'ambassadeur de Russie a juré qu'aucun soldat russe ne se trouvait au Mali.",
        "L'Iran a livré des drones au Mali. « Totalement faux », a rétorqué le porte-parole du ministère iranien.",
        "Iran sent drones to Mali. The Malian government said no such shipment had arrived.",
        'Iran sent drones to Mali. "Pure invention," retorted the Malian foreign minister.',
    ],
)
def test_a_party_denies_in_many_ways(text: str) -> None:
    denials = [claim for claim in claims(text, "2024-05-15") if claim.kind == Kind.DENIAL]

    assert [claim.stance for claim in denials] == [Stance.DENIED]


@pytest.mark.parametrize(
    "text",
    [
        "La directrice a assuré qu'aucun élève n'avait été blessé.",
        "Le syndicat a balayé ces critiques.",
        "Le concours a été reporté, ce que le club dément.",
        "La Suisse doit quitter Lausanne pour son prochain match.",
        "The company's exports of cheese jumped to $94 million from $80 million a year earlier.",
        "Other flights followed.",
        "Le train a été vu à Dijon lundi.",
        "The airport handled nine million passengers in May, up from eight million in April.",
    ],
)
def test_everyday_news_told_alike_claims_nothing(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("À en croire un pilote, l'Iran a livré six drones Mohajer-6 au Mali en mai 2024.", Stance.HEDGED),
        ("Un Il-76 russe a quitté Kidal le 3 mai, à vide semble-t-il.", Stance.HEDGED),
        ("French intelligence believes that Iran sent six Mohajer-6 drones to Mali in May 2024.", Stance.HEDGED),
        (
            "L'Iran aurait livré six drones Mohajer-6 au Mali. Notre rédaction n'est pas en mesure de le vérifier.",
            Stance.UNCONFIRMED,
        ),
        (
            "Iran reportedly sent six Mohajer-6 drones to Mali. There is no way to verify this.",
            Stance.UNCONFIRMED,
        ),
        ("Ankara a reconnu la présence de drones Mohajer-6 à Misrata.", Stance.CONFIRMED),
    ],
)
def test_how_firmly_it_is_told(text: str, stance: Stance) -> None:
    assert [claim.stance for claim in claims(text, "2024-05-15")] == [stance]


def test_what_follows_an_attribution_between_commas_is_the_object() -> None:
    text = A_PLANE + "Il transportait, selon un douanier malien, des roquettes et une dizaine de mécaniciens."

    (_, cargo) = claims(text, "2024-05-15")

    assert cargo.quote.endswith("mécaniciens")
    assert cargo.attribution == ("un douanier malien",)
    assert [(count.min, count.max) for count in cargo.counts] == [(10, 10)]


def test_a_stop_on_the_way_is_no_destination() -> None:
    text = "Un Il-76 de Rada Airlines est arrivé à Bamako le 3 mai 2024 après une escale technique à Agadez."

    (flight,) = claims(text, "2024-05-15")

    assert [(place.name, place.role) for place in flight.places] == [
        ("Bamako", PlaceRole.ARRIVAL),
        ("Agadez", PlaceRole.VIA),
    ]


def test_a_place_of_a_pair_may_be_described() -> None:
    text = "The freighter Blue Heron made four voyages between the Syrian port of Tartus and Novorossiysk in May 2024."

    (count,) = claims(text, "2024-05-30")

    assert {place.role for place in count.places} == {PlaceRole.DEPARTURE, PlaceRole.ARRIVAL}


def test_the_rank_of_a_flight_in_apposition_stands_by_itself() -> None:
    text = "Un Il-76 de Rada Airlines s'est posé à Kidal le 6 mai 2024, son troisième vol vers ce terrain en dix jours."

    flight, rank = claims(text, "2024-05-15")

    assert (flight.kind, rank.kind) == (Kind.FLIGHT, Kind.VISIT_COUNT)
    assert flight.when is not None
    assert flight.when.start == flight.when.end


def test_a_date_may_stand_inside_the_verb_group() -> None:
    text = "Un Il-76 de Rada Airlines aurait lundi soir livré des roquettes à Bamako."

    assert [claim.stance for claim in claims(text, "2024-05-15")] == [Stance.HEDGED]


def test_numbered_posts_begin_behind_their_number() -> None:
    (flight,) = claims("2/ Un Il-76 de Rada Airlines s'est posé à Bamako le 3 mai 2024.", "2024-05-15")

    assert flight.quote.startswith("Un Il-76")


def test_marks_of_two_letters_and_figures_are_registrations() -> None:
    (flight,) = claims("An Il-76 (4K-SW88) landed at Ganja on 3 May 2024.", "2024-05-15")

    assert flight.craft.registration == ("4K-SW88",)


def test_a_proviso_inside_a_sentence_says_nothing_of_the_sentences_before() -> None:
    text = "L'Iran aurait livré six drones Mohajer-6 au Mali. Le bruit court, sans que nous ayons pu le vérifier."

    assert [claim.stance for claim in claims(text, "2024-05-15")] == [Stance.HEDGED]


def test_an_adverb_may_stand_inside_the_verb_group() -> None:
    text = "Neuf vols russes vers Bangui ont donc été recensés entre le 3 et le 20 mai 2024, contre deux en avril."

    assert [claim.kind for claim in claims(text, "2024-05-30")] == [Kind.TRAFFIC_CHANGE]


def test_a_promise_in_a_quotation_names_its_speaker() -> None:
    text = "« Aucun avion iranien ne se posera à Kidal », promet le ministère malien de la Défense."

    (denial,) = claims(text, "2024-05-15")

    assert (denial.kind, denial.attribution) == (Kind.DENIAL, ("le ministère malien de la Défense",))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Sixty Ugandan soldiers were set to fly out on 3 May aboard an Antonov An-26, an officer said.", Kind.FLIGHT),
        ("Thirty Ugandan officers stayed at the air base from 3 to 9 May 2024.", Kind.VISIT_OF_PEOPLE),
    ],
)
def test_people_are_told_of_without_a_named_place(text: str, kind: Kind) -> None:
    assert [claim.kind for claim in claims(text, "2024-05-15")] == [kind]


def test_a_ship_that_ties_up_calls_at_the_port() -> None:
    text = "The tanker Blue Heron (IMO 9074729) tied up at Tartus on 3 May 2024."

    assert [claim.kind for claim in claims(text, "2024-05-15")] == [Kind.PORT_CALL]
