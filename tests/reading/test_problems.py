from __future__ import annotations

import pytest

from crossbearing.model.claims import Problem, Span
from crossbearing.reading.craft.identifiers import identifiers
from crossbearing.reading.language.text import language_of, sentences
from crossbearing.reading.numbers.quantities import quantities
from crossbearing.reading.problems import problems
from crossbearing.reading.problems.identifiers import identifier_problems
from crossbearing.reading.times import times
from reading.reports import report


def find(text: str, published: str = "2024-05-15") -> tuple[Problem, ...]:
    one, split, language = report(text, published), sentences(text), language_of(text)
    told = times(one, split, language)
    counted = quantities(text, split, language, [Span(time.start, time.end) for time in told])
    return problems(one, told, counted, split, language)


ALARMS = [
    ("Sur les dix-neuf escales relevées cette année, treize ont eu lieu à Brest, quatre à Toulon et une à Bayonne.",
     "arithmetic", "13 + 4 + 1 = 18, not 19"),
    ("Of the 30 flights, 20 came from Minsk, 6 from Baku and 3 from Astana.", "arithmetic", "20 + 6 + 3 = 29, not 30"),
    ("Il a signé douze permis, dont neuf pour des camions et quatre pour des radars.", "arithmetic",
     "9 + 4 = 13, not 12"),
    ("Le port a délivré douze permis, dont sept pour des camions, trois pour des radars et une pour des moteurs ; "
     "il n'y en avait pas d'autre.", "arithmetic", "7 + 3 + 1 = 11, not 12"),
    ("Imports fell to 30,000 tonnes this year from 40,000 last year, or by 35 per cent.", "arithmetic",
     "from 40,000 to 30,000 is -25 %, not -35 %"),
    ("Le cargo a mouillé le 20 mai devant Bari.",
     "date", "20 May 2024 is after publication (15 May 2024), told as past"),
    ("Ils ont suivi, du 4 au 22 mars, une formation de six semaines.", "date", "19 days, not six semaines"),
    ("They took a six-week course from 4 to 22 March.", "date", "19 days, not a six-week"),
    ("Un stage de six semaines, du 4 au 22 mars, a eu lieu.", "date", "19 days, not six semaines"),
    ("Quinze avions ont atterri ici : huit à Damas, cinq à Alep et un à Homs.", "arithmetic", "8 + 5 + 1 = 14, not 15"),
    ("La délégation de onze membres – sept officiers, trois ingénieurs et deux interprètes – est là.", "arithmetic",
     "7 + 3 + 2 = 12, not 11"),
    ("The haul comprised 2,100 rifles: 1,200 of one make and 800 of the other, as well as 40 pistols.", "arithmetic",
     "1,200 + 800 = 2,000, not 2,100"),
    ("Une équipe de neuf techniciens, composée de cinq Serbes et trois Grecs, est venue.", "arithmetic",
     "5 + 3 = 8, not 9"),
    ("The ship carried 40 hands, made up of 12 officers and 26 sailors.", "arithmetic", "12 + 26 = 38, not 40"),
    ("Le port a reçu quatre lanceurs et deux radars, soit sept véhicules.", "arithmetic", "4 + 2 = 6, not 7"),
    ("Trois navires sont venus en avril, contre un en mars, soit une hausse de 300 %.", "arithmetic",
     "from 1 to 3 is +200 %, not +300 %"),
    ("There were 14 calls against eight in the previous quarter, an increase of 50%.", "arithmetic",
     "from 8 to 14 is +75 %, not +50 %"),
    ("Le trafic a doublé, passant de 4 à 12 vols.", "arithmetic", "from 4 to 12 is 3.0 times, not 2"),
    ("Huit des sept experts de la base sont partis.", "arithmetic", "8 of 7: the part is larger than the whole"),
    ("Neuf hommes sont venus. Cinq d'entre eux sont restés, les trois autres sont partis.", "arithmetic",
     "5 + 3 = 8, not 9"),
    ("C'est le cinquième passage de cet avion (les 3, 5 et 9 mai).", "arithmetic", "3 days listed, not 5"),
    ("Le stage a duré du 31 avril au 12 mai.", "date", "31 April does not exist"),
    ("The course took place on 30 February 2023.", "date", "30 February 2023 does not exist"),
    ("L'avion est arrivé mercredi 14 mai dans le port.", "date", "14 May 2024 is a Tuesday, not a Wednesday"),
    ("Le navire est reparti du port le 3 juin 2024.", "date",
     "3 June 2024 is after publication (15 May 2024), told as past"),
    ("Deux visites ont eu lieu au cours de l'année dernière. Ces visites, le 24 avril et le 17 mai 2022, sont connues.",
     "date", "24 April 2022 and 17 May 2022 lie outside any last year of a report of 15 May 2024"),
    ("La course a eu lieu du 3 au 10 mars, soit douze jours.", "date", "8 days, not douze jours"),
    ("Hier, le 12 mai, un avion est arrivé.", "date", "14 May 2024 is not 12 May 2024"),
    ("Le 27 avril, il est arrivé. Trois jours plus tard, le 2 mai, il est reparti.", "date",
     "30 April 2024 is not 2 May 2024"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "because"), ALARMS)
def test_what_cannot_be_is_shown_with_its_equation(text: str, kind: str, because: str) -> None:
    (found,) = find(text)
    assert (found.kind, found.because) == (kind, because)
    assert all(0 <= span.start < span.end <= len(text) for span in found.spans)


CONTROLS = [
    "Sur les trente vols comptés cette année, treize venaient de Minsk et quatre de Bakou.",
    "Of these 34 flights, 20 originated from Minsk, 10 from Baku and 4 from Astana.",
    "Il a signé quarante permis, dont vingt-cinq pour des camions et dix pour des radars.",
    "Imports fell to 30,000 tonnes this year from 40,000 last year, or by 25 per cent.",
    "Flights from Minsk decreased to 8, or by 60 per cent.",
    "Le cargo a mouillé le 20 mai de l'an dernier devant Bari.",
    "Le cargo a mouillé le 20 juillet devant Bari.",
    "Ils ont suivi, du 4 mars au 14 avril, une formation de six semaines.",
    "They took a three-week course from 4 to 22 March.",
    "Le cargo a mouillé le 29 février devant Bari.",
    "Ils ont suivi, du 4 au 22 mars, un cours ; une formation de six semaines suivra.",
    "Six avions étaient là : deux Il-76, trois An-26 et un An-12.",
    "Le convoi comptait 24 engins : deux chars et dix camions, ainsi que douze jeeps.",
    "Il y avait 40 hommes : deux compagnies de 19 et deux officiers.",
    "Le port a reçu 100 missiles et 50 lanceurs, soit deux fois plus qu'en mars.",
    "There were 14 drones from two factories, an increase of 40%.",
    "Elle a signé un contrat pour une livraison le 3 juin 2025.",
    "Lundi, le 29 avril, un avion est arrivé.",
    "La course a eu lieu du 3 au 10 mars, soit huit jours.",
    "Deux ministres ont parlé. Le port est fermé. Neuf d'entre eux sont venus.",
    "Six engins ont été chargés mardi, huit mercredi et quatre jeudi, soit dix-huit au total.",
    "Trente-deux hommes – dix-huit officiers et quatorze soldats – sont venus.",
    "Environ trente hommes sont venus : dix-huit officiers et quatorze soldats.",
    "Le port a reçu 300 hommes, à raison de 150 par pays.",
    "There were 14 voyages — five in March, four in April and five in May — against eight in the previous quarter.",
    "At least 16 flights were seen: three in March, five in April and nine in May.",
    "Le port a reçu trois caisses : dix missiles et deux drones.",
    "Il transportait deux avions avec 40 hommes chacun, soit 80 soldats.",
    "Six des sept experts de la base sont partis.",
    "Neuf hommes sont venus. Cinq d'entre eux sont restés, les quatre autres sont partis.",
    "C'est le troisième passage de cet avion (les 3, 5 et 9 mai).",
    "Le trafic a doublé, passant de 4 à 8 vols.",
    "Le navire doit repartir du port le 3 juin 2024.",
    "L'avion est arrivé mardi 14 mai dans le port.",
    "Deux visites ont eu lieu au cours de l'année dernière. Ces visites, le 24 avril et le 17 mai 2023, sont connues.",
    "Le match est fini sur un 2-0 devant 300 personnes : une fête.",
    "Le 27 avril, il est arrivé. Trois jours plus tard, le 30 avril, il est reparti.",
]


@pytest.mark.parametrize("text", CONTROLS)
def test_what_adds_up_raises_no_alarm(text: str) -> None:
    assert find(text) == ()


def test_a_leap_day_of_a_common_year_does_not_exist() -> None:
    (found,) = find("Un cargo a mouillé le 29 février devant Bari.", "2023-03-20")

    assert found.because == "29 February 2023 does not exist"
    assert find("En 2020, un cargo a mouillé le 29 février devant Bari.", "2021-03-20") == ()


@pytest.mark.parametrize(
    ("text", "because"),
    [
        (
            "Le port a reçu 22 véhicules. Les douze premiers sont partis par la route. "
            "Les huit autres sont partis par avion.",
            "12 + 8 = 20, not 22",
        ),
        (
            "The ministry bought 24 howitzers. The first ten came in March; the remaining twelve are due in June.",
            "10 + 12 = 22, not 24",
        ),
        ("Les 14 techniciens, neuf Russes et quatre Grecs, sont arrivés jeudi.", "9 + 4 = 13, not 14"),
        ("Dix-huit chars sur les quinze commandés sont là.", "18 of 15: the part is larger than the whole"),
        ("Sales doubled to 40 from 25 a year earlier.", "from 25 to 40 is 1.6 times, not 2"),
        (
            "It was the fifth visit this year, after those of 3 April, 20 April and 11 May.",
            "3 before it, so number 4, not 5",
        ),
    ],
)
def test_parts_told_in_several_sentences_and_ranks_are_added_up(text: str, because: str) -> None:
    assert [one.because for one in find(text)] == [because]


@pytest.mark.parametrize(
    "text",
    [
        "Le port a reçu 20 véhicules. Les douze premiers sont partis par la route. Les huit autres ont attendu.",
        "Les 13 techniciens, neuf Russes et quatre Grecs, sont arrivés jeudi.",
        "Douze missiles sur 15 sites ont été vus.",
        "Le troisième passage, après ceux du 9 mars et du 24 avril, a duré une heure.",
        "The ship lay there for six days, from 2 to 7 May.",
        "Two Il-76s, three An-26s and an An-12 landed.",
    ],
)
def test_parts_that_make_their_whole_raise_no_alarm(text: str) -> None:
    assert find(text) == ()


def test_a_day_of_signing_after_publication_is_shown() -> None:
    (found,) = find("On 20 May the two armies signed a memorandum in Doha.")
    assert found.because == "20 May 2024 is after publication (15 May 2024), told as past"


def test_what_was_signed_for_a_later_day_is_a_plan() -> None:
    assert find("The two armies signed a contract for delivery on 20 May.") == ()


def test_a_stay_shorter_than_its_days_is_shown() -> None:
    (found,) = find("The ship stayed for six days, from 3 to 11 May.")
    assert found.because == "9 days, not six days"


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("The tanker (IMO 9074728) sailed.", "the check digit of IMO 9074728 is 9, not 8"),
        ("The tug (MMSI 199123456) sailed.", "no state has ships of MMSI 199…"),
        ("The tanker (IMO 9074729) sailed.", None),
    ],
)
def test_an_identifier_that_no_ship_can_have_is_shown(text: str, because: str | None) -> None:
    found = tuple(identifier_problems(report(text), identifiers(text)))
    assert [one.because for one in found] == ([because] if because else [])
