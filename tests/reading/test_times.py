from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.model.claims import Span
from crossbearing.reading.language.text import folded, language_of, sentences
from crossbearing.reading.times import Form, TimeExpression, times
from crossbearing.reading.times.feasts import easter, islamic, orthodox_easter
from crossbearing.reading.times.rules import atoms, grammar
from reading.reports import report

Read = tuple[str, str | None, str | None]


def read(text: str, published: str = "2024-05-15", masked: tuple[Span, ...] = ()) -> list[TimeExpression]:
    one = report(text, published)
    return [*times(one, sentences(text), language_of(text), masked)]


def values(text: str, published: str = "2024-05-15") -> list[Read]:
    found = [one for one in read(text, published) if one.form is not Form.ADVERB]
    return [(text[one.start : one.end], iso(one.value_start), iso(one.value_end)) for one in found]


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def only(text: str, published: str = "2024-05-15") -> tuple[str | None, str | None]:
    found = values(text, published)
    assert len(found) == 1, found
    return found[0][1:]


DAYS = [
    ("Le navire est arrivé le 3 mai au port.", "2024-05-03"),
    ("Le navire est arrivé le 3 octobre au port.", "2023-10-03"),
    ("Le navire est arrivé le 1er mars 2022 à 14h30.", "2022-03-01"),
    ("Le navire est arrivé le 12 sept. 2023 au port.", "2023-09-12"),
    ("Le navire est arrivé hier soir au port.", "2024-05-14"),
    ("Le navire est arrivé avant-hier au port.", "2024-05-13"),
    ("Le navire est arrivé lundi au port.", "2024-05-13"),
    ("Le navire est arrivé mercredi dernier au port.", "2024-05-08"),
    ("Le navire arrivera vendredi au port.", "2024-05-17"),
    ("Le navire arrivera le 3 juin au port.", "2024-06-03"),
    ("Le navire est arrivé il y a dix jours au port.", "2024-05-05"),
    ("Le navire est arrivé le 12/04/2024 au port.", "2024-04-12"),
    ("The ship was there on 3 May, they were told.", "2024-05-03"),
    ("The ship arrived at the port on October 3.", "2023-10-03"),
    ("The ship arrived at the port on Sept. 3, 2022.", "2022-09-03"),
    ("The ship arrived at the port yesterday.", "2024-05-14"),
    ("The ship arrived at the port last Wednesday.", "2024-05-08"),
    ("The ship will arrive at the port on Friday.", "2024-05-17"),
    ("The ship arrived at the port ten days ago.", "2024-05-05"),
    ("The ship will arrive at the port in two weeks.", "2024-05-29"),
]


@pytest.mark.parametrize(("text", "day"), DAYS)
def test_a_day_is_placed_before_publication_unless_it_is_to_come(text: str, day: str) -> None:
    assert only(text) == (day, day)


STRETCHES = [
    ("Il a volé en janvier dernier.", "2024-01-01", "2024-01-31"),
    ("Il a volé en août dernier.", "2023-08-01", "2023-08-31"),
    ("Il a volé l'an dernier.", "2023-01-01", "2023-12-31"),
    ("Il a volé au cours de l'année écoulée.", "2023-05-15", "2024-05-15"),
    ("Il a volé la semaine dernière.", "2024-05-06", "2024-05-12"),
    ("Il a volé la semaine du 6 mai.", "2024-05-06", "2024-05-12"),
    ("Il a volé début avril.", "2024-04-01", "2024-04-10"),
    ("Il a volé à la mi-avril.", "2024-04-11", "2024-04-20"),
    ("Il a volé fin avril 2023.", "2023-04-21", "2023-04-30"),
    ("Il a volé fin 2023.", "2023-10-01", "2023-12-31"),
    ("Il a volé au printemps 2023.", "2023-03-01", "2023-05-31"),
    ("Il a volé l'hiver 2022-2023.", "2022-12-01", "2023-02-28"),
    ("Il a volé l'été dernier.", "2023-06-01", "2023-08-31"),
    ("Il a volé au premier trimestre 2024.", "2024-01-01", "2024-03-31"),
    ("Il a volé les six premiers mois de 2023.", "2023-01-01", "2023-06-30"),
    ("Il a volé dans les années 1990.", "1990-01-01", "1999-12-31"),
    ("Il a volé au cours des 12 derniers mois.", "2023-05-15", "2024-05-15"),
    ("Il a volé du 28 février au 3 mars.", "2024-02-28", "2024-03-03"),
    ("Il a volé du 28 décembre au 3 janvier 2024.", "2023-12-28", "2024-01-03"),
    ("Il a volé entre le 3 et le 5 mai.", "2024-05-03", "2024-05-05"),
    ("Il a volé du lundi 6 au vendredi 10 mai.", "2024-05-06", "2024-05-10"),
    ("Il a volé dans la nuit du 12 au 13 février.", "2024-02-12", "2024-02-13"),
    ("Il a volé de mars à mai 2023.", "2023-03-01", "2023-05-31"),
    ("Il a volé de fin 2022 à début 2023.", "2022-10-01", "2023-03-31"),
    ("Il a volé depuis le séisme du 6 février.", "2024-02-06", "2024-05-15"),
    ("Il a volé depuis 2017.", "2017-01-01", "2024-05-15"),
    ("Il a volé depuis deux ans.", "2022-05-15", "2024-05-15"),
    ("Il a volé jusqu'en novembre.", None, "2023-11-30"),
    ("Il a volé avant le 12 mars.", None, "2024-03-11"),
    ("Il doit voler avant la fin de l'année.", "2024-05-15", "2024-12-31"),
    ("Il doit voler d'ici juin.", "2024-05-15", "2024-06-30"),
    ("Il a volé il y a trois mois.", "2024-02-01", "2024-02-29"),
    ("Il a volé voici deux ans.", "2022-01-01", "2022-12-31"),
    ("Il a volé plus tôt cette année.", "2024-01-01", "2024-05-15"),
    ("It was seen there last September.", "2023-09-01", "2023-09-30"),
    ("It was seen there in the past 10 days.", "2024-05-05", "2024-05-15"),
    ("It was seen there over the past year.", "2023-05-15", "2024-05-15"),
    ("It was seen there last year.", "2023-01-01", "2023-12-31"),
    ("It was seen there in mid-March 2023.", "2023-03-11", "2023-03-20"),
    ("It was seen there from December 6 to 8, 2022.", "2022-12-06", "2022-12-08"),
    ("It was seen there between mid-December and early January.", "2023-12-11", "2024-01-10"),
    ("It was seen there on the night of 7 December.", "2023-12-07", "2023-12-08"),
    ("It was seen there in the third quarter of 2023.", "2023-07-01", "2023-09-30"),
    ("It was seen there since the coup of 1 February 2021.", "2021-02-01", "2024-05-15"),
    ("It was seen there until August.", None, "2023-08-31"),
    ("It was seen there two years ago.", "2022-01-01", "2022-12-31"),
    ("It was seen there from 1998 until 2004.", "1998-01-01", "2004-12-31"),
    ("It was seen there earlier this month.", "2024-05-01", "2024-05-15"),
    ("It was seen there in March last year.", "2023-03-01", "2023-03-31"),
]


@pytest.mark.parametrize(("text", "start", "end"), STRETCHES)
def test_a_stretch_has_both_its_ends(text: str, start: str | None, end: str | None) -> None:
    assert only(text) == (start, end)


NOT_TIMES = [
    "Six des sept experts ont vu la mer Caspienne; sept hommes sont restés.",
    "Des obus de 122 mm pour D-30, 24 Su-35 et un Il-76 immatriculé EX-76021.",
    "Il mesure 2024 mm; 2023 hommes ont été formés et 2000 autres recrutés.",
    "Jean Petit, 38 ans, a pris la parole; il y a des négociations.",
    "Six of the seven men may march on; it sat on the ground at FL340.",
    "The 4th and 5th brigades were there; the visit was the 4th, in the port.",
    "The 38-year-old man was there twice a week with 24 Su-35 and an Il-76.",
    "Ils ont été vus; les étés passent.",
]


@pytest.mark.parametrize("text", NOT_TIMES)
def test_numbers_and_names_are_no_times(text: str) -> None:
    assert values(text) == []


WITHOUT_VALUE = [
    ("Il y a quelques mois, un accord a été signé.", Form.VAGUE),
    ("Ces derniers jours, rien n'a été vu.", Form.VAGUE),
    ("Le trafic a augmenté récemment.", Form.VAGUE),
    ("Un accord pour une période de 20 ans a été signé.", Form.DURATION),
    ("Il revient tous les deux mois dans le port.", Form.FREQUENCY),
    ("Il est parti le 31 avril du port.", Form.INVALID),
    ("Il est parti du 31 avril au 12 mai du port.", Form.INVALID),
    ("Plus tôt, un autre avion est parti.", Form.ADVERB),
    ("Jusqu'à présent, rien n'est confirmé.", Form.ADVERB),
    ("It was seen there on February 30, 2023.", Form.INVALID),
    ("They were there every few weeks.", Form.FREQUENCY),
    ("Traffic has increased in recent weeks.", Form.VAGUE),
    ("Suppose that it leaves on 3 May from the port.", Form.VAGUE),
]


@pytest.mark.parametrize(("text", "form"), WITHOUT_VALUE)
def test_what_has_no_place_on_the_calendar_gets_none(text: str, form: Form) -> None:
    (found,) = read(text)
    assert (found.form, found.value_start, found.value_end) == (form, None, None)


def test_a_year_is_shared_backwards() -> None:
    text = "Les visites du 24 avril et du 17 septembre 2023 sont connues."
    assert [one[1] for one in values(text)] == ["2023-04-24", "2023-09-17"]
    assert [one[1] for one in values("It was on 24 April and 17 September last year.")] == ["2023-04-24", "2023-09-17"]


def test_listed_days_share_their_month() -> None:
    text = "C'est le cinquième passage (22, 24 et 27 décembre, 2 et 7 janvier)."
    days = ["2023-12-22", "2023-12-24", "2023-12-27", "2024-01-02", "2024-01-07"]
    assert [one[1] for one in values(text)] == days
    assert [one[1] for one in values("It was there on July 8, 12 and 15, 2022.")] == [
        "2022-07-08",
        "2022-07-12",
        "2022-07-15",
    ]


def test_a_rolling_window_ends_at_the_event_just_told() -> None:
    text = "Le 20 avril, un cargo a volé vers le nord. C'est sa quatrième visite au cours des 10 derniers jours."
    assert values(text, "2024-05")[1][1:] == ("2024-04-10", "2024-04-20")


def test_since_ends_at_the_cited_report() -> None:
    text = "Plus tôt le 12 avril, un journal a rapporté que depuis novembre 2022, le pays aurait livré des drones."
    found = values(text)
    assert found[0] == ("Plus tôt le 12 avril", "2024-04-12", "2024-04-12")
    assert found[1][1:] == ("2022-11-01", "2024-04-12")


def test_the_story_carries_relative_days() -> None:
    text = "Le 28 avril, il a quitté le port. Trois jours plus tard, il est arrivé. Le lendemain, il est reparti."
    assert [one[1] for one in values(text)] == ["2024-04-28", "2024-05-01", "2024-05-02"]
    text = "It left on 28 April and docked three days later; the next day, it was gone."
    assert [one[1] for one in values(text)] == ["2024-04-28", "2024-05-01", "2024-05-02"]


def test_the_eve_counts_from_the_first_day_of_a_stay() -> None:
    text = "Neuf hommes ont séjourné ici du 4 au 12 mai. Tous étaient arrivés la veille."
    assert values(text)[1][1:] == ("2024-05-03", "2024-05-03")


def test_an_apposition_names_the_same_day_twice() -> None:
    text = "Il avait quitté le port le 11 avril, trois jours après la chute du gouvernement."
    assert [one[1] for one in values(text)] == ["2024-04-11", "2024-04-11"]


def test_a_day_told_after_its_story_stays_near_it() -> None:
    text = "Parti le 28 octobre, il a accosté le 6 novembre. Il en serait reparti le 3 décembre."
    assert values(text, "2021-11")[2][1] == "2021-12-03"


def test_the_same_period_moves_by_a_year() -> None:
    text = "Quinze avions sont venus du 7 au 14 février. Sur la même période de l'an dernier, quatre."
    assert values(text)[1][1:] == ("2023-02-07", "2023-02-14")


def test_a_clock_takes_the_day_of_its_sentence() -> None:
    text = "J'ai suivi avant-hier un C-17 : atterrissage à 14h20 UTC, puis départ le lendemain."
    assert [one[1] for one in values(text)] == ["2024-05-13", "2024-05-13", "2024-05-14"]


@pytest.mark.parametrize(
    ("published", "start", "end"),
    [("2024-05-15", "2024-05-13", "2024-05-13"), ("2024-05", "2024-04-29", "2024-05-27")],
)
def test_a_weekday_is_as_exact_as_the_publication_date(published: str, start: str, end: str) -> None:
    assert only("Une source l'a indiqué lundi à l'agence.", published) == (start, end)


def test_a_dateline_narrows_the_publication_date() -> None:
    text = "PARIS, 21 janvier (Agence) – Le cargo a accosté mardi au port."
    assert values(text, "2025-01")[1][1:] == ("2025-01-21", "2025-01-21")


def test_speaking_is_told_from_happening() -> None:
    text = "Le cargo est arrivé le 3 mai, a confirmé le ministère vendredi 10 mai. Deux jours plus tard, il est parti."
    told, said, later = read(text)
    assert (told.said, said.said) == (False, True)
    assert iso(later.value_start) == "2024-05-05"


def test_a_year_that_opens_a_sentence_holds_for_its_dates() -> None:
    text = "En 2019, deux navires ont accosté en mars et le 12 avril."
    assert [one[1] for one in values(text)] == ["2019-01-01", "2019-03-01", "2019-04-12"]
    assert values("L'an dernier, trois navires sont venus en octobre.")[1][1] == "2023-10-01"


def test_a_date_goes_on_from_a_dated_one_but_not_for_months() -> None:
    assert values("Le 28 décembre 2022, il est parti. Le 3 janvier, il est arrivé.")[1][1] == "2023-01-03"
    assert values("Acheté le 12 janvier 2021, l'avion s'est posé ici le 8 mai.")[1][1] == "2024-05-08"


def test_a_vague_lapse_takes_the_date_that_follows_it() -> None:
    text = "A week after the visit, on May 8, the minister was there."
    assert [one[1] for one in values(text)] == ["2024-05-08", "2024-05-08"]


def test_the_announcement_does_not_move_the_story() -> None:
    text = "The ship was stopped on May 3, the Navy on Tuesday announced. Two days later it was let go."
    found = read(text)
    assert [one.said for one in found] == [False, True, False]
    assert iso(found[2].value_start) == "2024-05-05"


def test_days_of_two_stays_share_their_month() -> None:
    found = values("Il est resté du 3 au 5 puis du 10 au 12 mai.")
    assert [one[1:] for one in found] == [("2024-05-03", "2024-05-05"), ("2024-05-10", "2024-05-12")]


def test_masked_characters_hold_no_time() -> None:
    text = "Le MV Mars 2024 est arrivé au port."
    at = text.index("Mars")
    assert read(text, masked=(Span(at, at + 9),)) == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_rule_reads_its_example(language: str) -> None:
    opening = "Il est là, " if language == "fr" else "It is there, "
    for rules in grammar(language).rules.values():
        for rule in rules:
            text = f"{opening}{rule.like}."
            found = atoms(text, folded(text), 0, len(text), language)
            assert any(one.kind == rule.kind for one in found), rule.like


PIECES = [text for text, *_ in (*DAYS, *STRETCHES, *WITHOUT_VALUE)] + NOT_TIMES
PIECES += ["Le lendemain, 3 mars 31 2023 et au cours des 99 derniers siècles.", "du au 32 mai le 0 juin 1er"]
STORIES = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map(" ".join)
PUBLISHED = st.sampled_from(["2024-05-15", "2024-02", "2024", "2023-12-31", "2024-02-29"])


@given(STORIES, PUBLISHED)
@settings(max_examples=60, deadline=None)
def test_spans_and_values_are_in_order(text: str, published: str) -> None:
    at = 0
    for one in read(text, published):
        assert at <= one.start < one.end <= len(text)
        assert text[one.start : one.end].strip() == text[one.start : one.end]
        at = one.end
        if one.value_start and one.value_end:
            assert one.value_start <= one.value_end


@given(STORIES, PUBLISHED)
@settings(max_examples=40, deadline=None)
def test_a_later_paragraph_changes_no_earlier_time(text: str, published: str) -> None:
    longer = text + "\n\nLe ciel est gris et la mer est calme."
    language = language_of(text)
    first = times(report(text, published), sentences(text), language)
    again = times(report(longer, published), sentences(longer), language)
    assert again[: len(first)] == first


@given(st.text(st.sampled_from("0123456789 le du au mai mars et en 20-/.h,;()'"), max_size=60))
@settings(max_examples=150, deadline=None)
def test_no_scramble_of_figures_breaks_the_reader(text: str) -> None:
    for language in ("fr", "en"):
        for one in times(report(text), sentences(text), language):
            assert 0 <= one.start < one.end <= len(text)


FEASTS_AND_FELLOWS = [
    ("Nine flights were counted since Easter.", "2024-03-31", "2024-05-15"),
    ("Neuf vols ont été comptés depuis Pâques.", "2024-03-31", "2024-05-15"),
    ("Neuf vols ont été comptés depuis la Pâque orthodoxe.", "2024-05-05", "2024-05-15"),
    ("The ship sailed during Ramadan.", "2024-03-10", "2024-04-10"),
    ("Les chars arriveront avant Noël.", "2024-05-15", "2024-12-24"),
    ("The ship docked on the first Sunday of June 2022.", "2022-06-05", "2022-06-05"),
    ("Le navire a accosté le dernier vendredi d'avril.", "2024-04-26", "2024-04-26"),
    ("Le dernier week-end d'avril, des vols sont venus.", "2024-04-27", "2024-04-28"),
    ("Le navire a accosté le jeudi 9, à Oran.", "2024-05-09", "2024-05-09"),
    ("In the first days of May, flights came.", "2024-05-01", "2024-05-10"),
    ("Dans les derniers jours d'avril, des vols sont venus.", "2024-04-21", "2024-04-30"),
    ("C'est le troisième vol en autant de semaines.", "2024-04-24", "2024-05-15"),
    ("The aircraft arrived overnight on 12-13 May.", "2024-05-12", "2024-05-13"),
    ("Voilà deux mois que des vols viennent.", "2024-03-15", "2024-05-15"),
    ("D'avril à juin 2023, douze vols ont été vus.", "2023-04-01", "2023-06-30"),
]


@pytest.mark.parametrize(("text", "start", "end"), FEASTS_AND_FELLOWS)
def test_feasts_and_days_named_by_their_month_are_placed(text: str, start: str, end: str) -> None:
    assert only(text) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "A second batch was handed over, two months after the first.",
        "Un second lot a été remis, deux mois après le premier.",
        "Depuis le début de la guerre, six vols ont été vus.",
        "Every spring somebody sees ships.",
        "For weeks, ships have come.",
        "I have spent thirty years on that water.",
    ],
)
def test_what_the_report_does_not_date_has_no_days(text: str) -> None:
    assert only(text) == (None, None)


def test_a_device_for_the_night_and_an_age_are_no_times() -> None:
    assert values("A shipment of 300 night-vision devices came.") == []
    assert values("Des enfants de moins de 12 ans étaient à bord.") == []


def test_the_same_period_is_that_of_the_months_told_before() -> None:
    told = "Six flights were seen in the first four months of the year, up from two in the same period of 2023."
    assert values(told)[-1][1:] == ("2023-01-01", "2023-04-30")


@given(st.integers(1900, 2099))
def test_easter_is_a_sunday_between_its_bounds_and_the_orthodox_one_never_comes_first(year: int) -> None:
    western, eastern = easter(year), orthodox_easter(year)
    assert western.weekday() == eastern.weekday() == 6
    assert date(year, 3, 22) <= western <= date(year, 4, 25)
    assert western <= eastern <= date(year, 5, 8)


@given(st.integers(1, 1500), st.integers(1, 12))
def test_a_lunar_month_has_29_or_30_days(year: int, month: int) -> None:
    following = islamic(year + month // 12, month % 12 + 1, 1)
    assert (following - islamic(year, month, 1)).days in (29, 30)


def test_a_range_that_publication_falls_into_is_going_on() -> None:
    text = "Le ministre effectue du 4 au 7 octobre une visite à Douchanbé."
    assert only(text, "2023-10-06") == ("2023-10-04", "2023-10-07")
    assert only("The minister is on a visit from 4 to 7 October.", "2023-10-06") == ("2023-10-04", "2023-10-07")
    assert only("Le ministre a séjourné du 4 au 7 octobre à Douchanbé.", "2023-08-01") == ("2022-10-04", "2022-10-07")


def test_a_leap_day_told_after_a_february_of_28_days_was_not() -> None:
    assert only("Un avion s'est posé le 29 février à Santa Cruz.", "2021-03") == (None, None)
    assert only("An aircraft landed on 29 February.", "2024-05-15") == ("2024-02-29", "2024-02-29")


def test_parts_of_the_day_just_told_are_that_day() -> None:
    for text in (
        "It landed on 3 May 2024. It left that morning.",
        "It landed on 3 May 2024. It left the same afternoon.",
        "Il s'est posé le 3 mai 2024. Il est reparti le soir même.",
        "Il s'est posé le 3 mai 2024. Il est reparti dans la même journée.",
    ):
        assert [found[1] for found in values(text)] == ["2024-05-03", "2024-05-03"], text
    assert values("It landed on 3 May 2024. It left the following evening.")[1][1] == "2024-05-04"


def test_what_is_supposed_or_kept_for_a_day_lies_ahead() -> None:
    assert only("An MRTT is supposed to come in on Saturday.", "2024-05-15") == ("2024-05-18", "2024-05-18")
    assert only("Le club prépare une fête pour le 8 octobre.", "2022-09-17") == ("2022-10-08", "2022-10-08")
    assert only("Une veillée est prévue ce samedi.", "2023-11-18") == ("2023-11-18", "2023-11-18")


def test_the_weekend_of_articles_already_out_is_over() -> None:
    assert only("We refer to articles published over the weekend.", "2022-05-31") == ("2022-05-28", "2022-05-29")


def test_months_that_followed_begin_where_the_told_stretch_ends() -> None:
    text = "Between 2 March and 19 June 2022, 34 flights came. In the three months that followed, flights fell."
    assert values(text, "2022-11")[1][1:] == ("2022-06-20", "2022-09-19")


def test_any_day_of_the_week_is_no_day() -> None:
    assert only("Planes always land on a Thursday.") == (None, None)
    assert only("Un avion se pose un jeudi.") == (None, None)


@pytest.mark.parametrize(
    ("text", "published", "days"),
    [
        ("On 9 November the two ministries signed a memorandum.", "2021-11-05", ("2021-11-09", "2021-11-09")),
        ("Le navire a relâché le 27 novembre à Augusta.", "2023-11-18", ("2023-11-27", "2023-11-27")),
        ("Le navire a relâché le 27 décembre à Augusta.", "2023-11-18", ("2022-12-27", "2022-12-27")),
    ],
)
def test_a_day_a_few_days_ahead_is_not_that_of_last_year(text, published, days):
    assert only(text, published) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Eleven landed in the ten months to the end of October.", ("2023-01-01", "2023-10-31")),
        ("Nine landed in the three months to June.", ("2023-04-01", "2023-06-30")),
        ("Onze se sont posés au cours des neuf premiers mois de l'année.", ("2023-01-01", "2023-09-30")),
        ("Trois se sont posés dans la dernière semaine d'avril.", ("2023-04-24", "2023-04-30")),
    ],
)
def test_months_up_to_a_month_and_weeks_of_a_month(text, days):
    assert only(text, "2023-12-09") == days


def test_a_month_told_next_does_not_go_back_behind_the_one_just_told():
    text = "Bakou en a commandé seize en février 2024. Quatorze pilotes ont achevé leur conversion en janvier."
    assert [str(one.value_start) for one in read(text, "2025-02-23")] == ["2024-02-01", "2025-01-01"]
