"""Ships without a word for a ship, numbers in another sentence, words that no list knows, and what is no claim."""

from __future__ import annotations

import pytest

from crossbearing.model.claims import Kind, Polarity, Stance
from reading.reading_notation import claim, claims, reading


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Rasul G. called at Astrakhan on 3 May. The bulker had left Anzali two days earlier.", "Rasul G."),
        ("L'Angara a quitté Olia le 3 mai. Ce vraquier (OMI 9481910) venait d'Anzali.", "Angara"),
        ("Then there is the Maple Dawn. This tanker (IMO 9171243) left Varna on 3 May.", "Maple Dawn"),
        ("The tanker Vesta and the Skif V left Varna on 3 May. The Skif V reached Ceuta on 9 May.", "Skif V"),
        ("The Lauga is a bulk carrier of 1998. The Lauga left Varna on 3 May.", "Lauga"),
        ("Trois escales du Sparta II ont été relevées. Le Sparta II a accosté à Varna le 3 mai.", "Sparta II"),
    ],
)
def test_a_ship_needs_no_word_for_a_ship(text: str, name: str) -> None:
    carriers = {one.name for told in claims(text) if told.kind is Kind.PORT_CALL for one in told.equipment}
    assert name in carriers


@pytest.mark.parametrize(
    "text",
    [
        "The Ministry left Varna out of its list on 3 May. The tanker Vesta was there.",
        "The Guardian reached Varna on 3 May, where the tanker Vesta lay.",
        "The tanker Vesta left Varna on 3 May, the Caspianet said. The Caspianet crossed a line, he added.",
        "Ce tanker des îles Marshall (OMI 9171242) a quitté Varna le 3 mai.",
    ],
)
def test_offices_papers_and_islands_are_no_ships(text: str) -> None:
    carriers = {one.name for told in claims(text) for one in told.equipment}
    assert not carriers & {"Ministry", "Guardian", "Caspianet", "Marshall"}


@pytest.mark.parametrize(
    "text",
    [
        "Le navire, dont le numéro OMI est le 9481910, bat pavillon russe. Ce dernier a fait escale à Varna le 3 mai.",
        "A ship with IMO number 9481910 was off Ceuta. On 3 May the vessel called at Varna.",
    ],
)
def test_a_number_beside_a_ship_without_a_name_is_hers_in_the_next_sentence(text: str) -> None:
    assert claim(text, Kind.PORT_CALL).craft.imo == ("9481910",)


def test_a_number_of_the_first_of_two_ships_is_not_the_second_s() -> None:
    text = (
        "Deux caboteurs, le Nilgun et le Darya, ont quitté Anzali le 3 mai. On distingue le nom du premier, OMI "
        "9962550. Le Darya a accosté à Olia le 9 mai."
    )
    assert all(one.craft.imo == () for one in claims(text) if one.quote.startswith("Le Darya"))


@pytest.mark.parametrize(
    "text",
    [
        "We reported on Monday that the tanker Anatol had unloaded at Baniyas on 3 May. That was wrong.",
        "I wrote last week that the tanker Anatol had unloaded at Baniyas on 3 May. She had not.",
        "Une version antérieure de cet article indiquait que le cargo Anatol avait accosté à Banias le 3 mai. "
        "C'est inexact.",
    ],
)
def test_what_the_next_sentence_takes_back_is_denied_by_nobody_else(text: str) -> None:
    taken_back = claims(text)[0]
    assert (taken_back.stance, taken_back.polarity, taken_back.attribution) == (Stance.DENIED, Polarity.NEGATIVE, ())


def test_a_figure_behind_a_date_is_no_day() -> None:
    found = reading("The tanker Anatol reappeared on 6 May 40 nautical miles east of Malta.")
    assert not found.problems and [one.kind for one in found.claims] == [Kind.PORT_CALL]


def test_a_month_behind_a_town_that_begins_with_be_is_past() -> None:
    told = claim("The tanker Anatol carried 900 tonnes of fuel to Benghazi in December.", Kind.SHIP_TRANSFER)
    assert told.when is not None and told.when.end is not None and told.when.end.isoformat() < "2024-05-15"


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("The tanker Vesta called at Varna 27 times in April.", 27),
        ("Since January the tanker Vesta has made eleven calls at Varna.", 11),
        ("The tanker Vesta is back. It was the third unloading of the year at Varna.", 3),
        ("Le cargo Vesta est revenu. C'est la quatrième fois cette année que ce navire accoste à Varna.", 4),
    ],
)
def test_calls_are_counted_however_the_figure_stands(text: str, counted: int) -> None:
    told = claim(text, Kind.VISIT_COUNT)
    assert (told.counts[0].min, told.checkable_by) == (counted, ("vessels",))


@pytest.mark.parametrize(
    "text",
    [
        "The opposition accused the government of hiding the cost of the reform, which ministers reject.",
        "« Nous n'avons pas dormi depuis trois jours », raconte Jean Morel, boulanger près du marché.",
        "Doctors at the hospital treated nine people for smoke, none of whom was in danger, a spokeswoman added.",
    ],
)
def test_ordinary_quarrels_are_no_denials(text: str) -> None:
    assert claims(text) == ()


def test_who_did_not_dodge_is_who_then_owns_up() -> None:
    text = (
        "Le cargo Vesta a accosté à Conakry le 3 mai. Joint par la radio, le ministre des Transports, Fodé Keïra, ne "
        "s'est pas dérobé. Il a reconnu que le cargo avait débarqué vingt camions le 3 mai."
    )
    assert any("Fodé Keïra" in one.attribution[0] for one in claims(text) if one.attribution)


@pytest.mark.parametrize(
    "text",
    [
        "The tanker Vesta is old. The Vesta appeared in a court filing in Athens on 4 May.",
        "The tanker Vesta is old. The ship was debated in Brussels on 4 May.",
        "The tanker Vesta is old. Insurers met in London on 5 May to discuss the ship.",
        "The tanker Vesta was built in Gdansk.",
        "The tanker Vesta is old. The film about the ship opened in Leeds on 5 May.",
        "Le pétrolier Vesta inquiète les riverains de Marseille depuis le 3 mai.",
        "The tanker Vesta is old. Two of its owners were in Geneva on 3 May.",
    ],
)
def test_talk_of_a_ship_places_her_nowhere(text: str) -> None:
    assert claims(text) == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The tanker Vesta is old. On 5 May she idled 15 km west of Ceuta.", Kind.PORT_CALL),
        ("The tanker Vesta is old. She was passed on 5 May some 15 km west of Ceuta.", Kind.STATEMENT),
        ("The tanker Vesta is old. The coast guard waved the Vesta through on 5 May.", Kind.STATEMENT),
        ("The tanker Vesta is old. Nobody could find her on AIS from 5 to 9 May.", Kind.STATEMENT),
        ("The tanker Vesta is old. Washington blacklisted her on 5 May.", Kind.STATEMENT),
        ("The tanker Vesta sank off Ceuta on 5 May.", Kind.STATEMENT),
    ],
)
def test_what_befell_a_ship_is_read_whatever_the_verb(text: str, kind: Kind) -> None:
    assert claim(text, kind).equipment[0].name == "Vesta"
