"""Events told by any verb or noun of the trade, in passing, or without a verb; every sentence is invented."""

from __future__ import annotations

import pytest

from crossbearing.model.claims import Kind, Polarity, Stance
from crossbearing.reading.language.events import events
from reading.reading_notation import claims

BEFORE = {
    "fr": "Un Il-76 russe de Rada Airlines s'est posé à Bamako le 30 avril 2023. "
    "Le cargo Altaïr II (OMI 9074729) a quitté Odessa le 29 avril 2023. ",
    "en": "A Russian Il-76 of Rada Airlines landed at Bamako on 30 April 2023. "
    "The freighter Blue Heron (IMO 9074729) left Odessa on 29 April 2023. ",
}


def told(language: str, text: str) -> list[Kind]:
    before = BEFORE[language]
    return [Kind(claim.kind) for claim in claims(before + text, "2023-05-15") if claim.start >= len(before)]


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("fr", "Lundi, l'Il-76 a fait demi-tour au-dessus de la mer Noire.", Kind.FLIGHT),
        ("en", "A Turkish A400M was on the apron at Bamako on 3 May.", Kind.FLIGHT),
        ("en", "A Turkish A400M put down at Bamako on 3 May.", Kind.FLIGHT),
        ("fr", "Un A400M turc a été aperçu lundi sur le tarmac de Niamey.", Kind.FLIGHT),
        ("en", "The freighter Blue Heron was at the quay in Berbera on 1 July.", Kind.PORT_CALL),
        ("en", "The tanker Blue Heron put in at Banias on 3 May.", Kind.PORT_CALL),
        ("en", "The tanker came to unload at Banias on 3 May.", Kind.PORT_CALL),
        ("en", "The freighter Blue Heron lay at anchor off Berbera until 9 May.", Kind.PORT_CALL),
        ("en", "Panama struck the freighter Blue Heron from its register on 3 May.", Kind.STATEMENT),
        ("fr", "Douanes et police ont perquisitionné le cargo Altaïr II le 3 mai.", Kind.STATEMENT),
        ("fr", "L'émetteur du cargo est resté muet du 3 au 9 mai.", Kind.STATEMENT),
        ("en", "The army fielded six TB2 drones in May.", Kind.DELIVERY),
        ("en", "The guns ended up in Mali in May 2023.", Kind.DELIVERY),
        ("fr", "Bamako attend ses premiers TB2 pour juin.", Kind.DELIVERY),
        ("en", "Mali placed an order for six TB2 drones in May.", Kind.AGREEMENT),
        ("en", "The newspaper put the bill at $40 million.", Kind.AGREEMENT),
        ("fr", "Le contrat a été résilié en mai 2023.", Kind.AGREEMENT),
        ("fr", "Le ministre malien de la Défense était à Ankara le 3 mai.", Kind.VISIT_OF_PEOPLE),
        ("en", "The generals were received by President Keita at Gao on 3 May.", Kind.VISIT_OF_PEOPLE),
        ("en", "Forty Malian cadets graduated in Ankara on 3 May.", Kind.TRAINING),
        ("en", "Russian instructors are teaching Malian crews to fly the Mi-35 at Bamako.", Kind.TRAINING),
        ("fr", "Quelque 400 soldats russes sont cantonnés à Bangui depuis mai.", Kind.DEPLOYMENT),
        ("en", "A TB2 drone struck a convoy near Kidal on 3 May.", Kind.DEPLOYMENT),
        ("en", "The shells came from a Serbian depot.", Kind.DELIVERY),
        ("en", "The Il-76 was repainted in May.", Kind.STATEMENT),
        ("en", "That brings to nine the number of landings since January.", Kind.VISIT_COUNT),
    ],
)
def test_a_verb_of_the_trade_tells_an_event(language: str, text: str, kind: Kind) -> None:
    assert kind in told(language, text)


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("fr", "L'arrivée, dimanche, d'un An-124 de Volga-Dnepr à Niamey a surpris les contrôleurs.", Kind.FLIGHT),
        ("en", "The landing of a Boeing 747 at Bamako on 3 May was filmed by residents.", Kind.FLIGHT),
        ("fr", "L'accostage du cargo Altaïr II à Berbera, le 3 mai, a duré deux heures.", Kind.PORT_CALL),
        ("en", "The delivery of four Mi-35 helicopters to Mali was completed in May.", Kind.DELIVERY),
        (
            "fr",
            "La visite à Ankara du ministre malien de la Défense, du 3 au 5 mai, fut brève.",
            Kind.VISIT_OF_PEOPLE,
        ),
        ("fr", "La formation de quarante pilotes maliens a débuté à Ankara en mai.", Kind.TRAINING),
        ("en", "The withdrawal of the 400 French soldiers from Gao was completed on 3 May.", Kind.DEPLOYMENT),
        ("en", "The army acknowledged the strike.", Kind.DEPLOYMENT),
    ],
)
def test_a_noun_of_the_trade_tells_an_event(language: str, text: str, kind: Kind) -> None:
    assert kind in told(language, text)


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("en", "It is the fourth Turkish transport to reach Bamako since Easter.", Kind.VISIT_COUNT),
        ("fr", "C'est le quatrième avion turc à rejoindre Bamako depuis Pâques.", Kind.VISIT_COUNT),
        ("en", "Spotters counted seven Il-76s at Bamako in May.", Kind.VISIT_COUNT),
        ("fr", "Sept vols depuis Ankara en dix jours.", Kind.VISIT_COUNT),
        ("fr", "Le cargo, alors baptisé Lady Celeste, a accosté à Tartous le 3 mai.", Kind.ALIAS),
        ("fr", "Des blindés Tigr, croit savoir une source.", Kind.DELIVERY),
        ("en", "The manifest declared cement.", Kind.DELIVERY),
        ("fr", "La Géorgie leur refuse le survol.", Kind.STATEMENT),
    ],
)
def test_ranks_counts_names_and_answers(language: str, text: str, kind: Kind) -> None:
    assert kind in told(language, text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le ministre malien de la Défense, lui, assure n'avoir reçu ni drones ni missiles."),
        ("en", "Nothing of the kind has happened, the Malian defence ministry said."),
        ("fr", "« Il n'en est rien », a fait savoir le ministère malien de la Défense."),
        ("en", "The airline insisted its aircraft had never left Minsk."),
        ("en", "The Malian army said two Mi-35 had arrived, while denying that any drone had been bought."),
    ],
)
def test_a_denial_needs_no_verb_of_denial(language: str, text: str) -> None:
    assert Kind.DENIAL in told(language, text)


def test_what_was_not_seen_is_told_in_the_negative() -> None:
    claim = claims(BEFORE["en"] + "No arms have been observed at the airport.", "2023-05-15")[-1]

    assert (claim.kind, claim.polarity) == (Kind.DELIVERY, Polarity.NEGATIVE)


def test_what_a_party_owns_up_to_is_confirmed() -> None:
    claim = claims(BEFORE["en"] + "The army acknowledged the strike.", "2023-05-15")[-1]

    assert (claim.stance, claim.quote) == (Stance.CONFIRMED, "The army acknowledged the strike")


@pytest.mark.parametrize(
    "text",
    [
        "The committee turned back to its agenda on 3 May.",
        "The delivery of the parcels to London was delayed on 3 May.",
        "Prices touched down at nine dollars in May.",
        "She has spent thirty years in Paris.",
        "L'arrivée du printemps à Nice a surpris les jardiniers.",
        "Les vacanciers ont fait demi-tour au péage le 3 mai.",
        "Le club a signé un avant-centre brésilien le 3 mai à Lyon.",
        "La banque a vendu trois immeubles à Paris en mai.",
        "How we work: an aircraft took off from Gao on 3 May with rifles, a reader writes. Did it?",
    ],
)
def test_words_of_the_trade_elsewhere_claim_nothing(text: str) -> None:
    assert list(claims(text, "2023-05-15")) == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_lexicon_tells_every_class_by_verbs_and_nouns(language: str) -> None:
    known = events(language)
    by_verb = {event.name for told_by in known.verbs.values() for event in told_by}

    assert by_verb >= {event.name for event in known.nouns.values()}
    assert len(known.verbs) > 200
    assert len(known.nouns) > 200
