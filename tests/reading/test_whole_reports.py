"""What is read of whole reports; all of them are invented for this file."""

from __future__ import annotations

import pytest

from reading.reading_notation import claims

A_SHIP_AND_A_FLEET = (
    "Le porte-conteneurs russe Ural Dream, parti de Saint-Pétersbourg le 3 janvier, a fait escale à Alger "
    "puis à Tobrouk, d'après les données AIS compilées par l'ONG Port Watch. À Tobrouk, il aurait "
    "débarqué des pièces de rechange pour hélicoptères. C'est le neuvième navire russe à accoster dans ce "
    "port en six mois. Interrogé, l'armateur n'a pas répondu.\n\n"
    "En janvier, 12 vols militaires russes ont relié Hmeimim à Al-Khadim, contre 4 en décembre. L'un des "
    "appareils, un Il-62M (RA-86496), a été vu à Bamako le 21 janvier. Des instructeurs russes, une "
    "centaine au total, seraient arrivés dans la capitale malienne à la fin du mois dernier, selon un élu "
    "local. Le gouvernement malien n'a ni confirmé ni infirmé cette information."
)
CALLS_IN_A_CLOSED_PORT = (
    "OSLO — The Norwegian-owned ro-ro Nordic Link called at Sevastopol on four occasions last year, "
    "according to port agents' logs shared with this newspaper, in what would be a breach of EU "
    "sanctions. On each trip the ship disappeared from AIS for between 30 and 50 hours after passing "
    'Kerch. Its owner, Fjord Lines, insists that the vessel "has never entered a Crimean port".\n\n'
    "Two mechanics who worked on board until October told the newspaper that it had carried military "
    "trucks from Novorossiysk; a third said he had seen nothing unusual. Norway's customs service opened "
    "an inquiry on January 11. Last week the vessel was renamed Baltic Link and reflagged to Panama."
)
ROCKETS_BY_SEA = (
    "SEOUL - North Korea shipped at least 300 short-range rockets to Myanmar in May, two Western "
    "intelligence officials said, although the claim has not been confirmed. The consignment left the "
    "port of Nampo on board the Hae Song 9 on May 4 and was unloaded in Thilawa twelve days later, they "
    "added. Myanmar's military dismissed the report as fabricated.\n\n"
    "Around 40 Myanmar officers received training in missile maintenance near Pyongyang last year, the "
    "defector-run Daily Frontier wrote, quoting a former colonel. It was not immediately clear who had "
    "paid for the trip. A North Korean Ilyushin Il-76, tail number P-912, flew to Yangon on June 20 and "
    "again on June 27. The plane had not been seen outside the country since 2019."
)
FLIGHTS_AT_NIGHT = (
    "Des avions de transport Antonov An-26 soudanais auraient acheminé, de nuit, plusieurs dizaines de "
    "combattants de Khartoum vers l'aérodrome d'Al-Joufra, affirme l'ONG Desert Witness dans un rapport "
    "publié jeudi. Elle en a dénombré sept en avril, contre un seul le mois précédent. Ces vols « n'ont "
    "jamais existé », balaie l'ambassadeur du Soudan à Tripoli. Des images prises le 23 avril par un "
    "satellite commercial montrent cependant deux de ces appareils garés au nord de la piste.\n\n"
    "Les Nations unies enquêtent. Un précédent convoi, le 9 mars, avait été intercepté à 60 km au sud de "
    "Sebha ; douze hommes avaient été capturés."
)


@pytest.mark.parametrize(
    ("text", "published", "read"),
    [
        (
            A_SHIP_AND_A_FLEET,
            "2025-02",
            [
                "port_call attributed",
                "port_call hedged",
                "visit_count asserted",
                "traffic_change asserted",
                "flight asserted",
                "visit_of_people hedged",
            ],
        ),
        (
            CALLS_IN_A_CLOSED_PORT,
            "2022-01",
            [
                "visit_count attributed",
                "statement asserted",
                "denial denied",
                "delivery attributed",
                "statement asserted",
                "alias asserted",
            ],
        ),
        (
            ROCKETS_BY_SEA,
            "2021-07",
            [
                "delivery unconfirmed",
                "ship_transfer attributed",
                "denial denied",
                "training attributed",
                "flight asserted",
                "flight asserted",
            ],
        ),
        (
            FLIGHTS_AT_NIGHT,
            "2020-05-02",
            [
                "flight hedged",
                "traffic_change attributed",
                "denial denied",
                "flight attributed",
                "statement asserted",
                "statement asserted",
            ],
        ),
    ],
    ids=["a ship and a fleet", "calls in a closed port", "rockets by sea", "flights at night"],
)
def test_whole_report_is_read_as_before(text: str, published: str, read: list[str]) -> None:
    assert [f"{claim.kind} {claim.stance}" for claim in claims(text, published)] == read
