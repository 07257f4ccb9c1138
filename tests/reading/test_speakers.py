"""Whom words point back to, who saw and counted, how far an attribution reaches, and how firmly it is told."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.model.claims import Stance
from crossbearing.reading import read_report
from crossbearing.reading.document import Document, examine
from crossbearing.reading.language.wordlists import wordlists
from crossbearing.reading.speaking.attribution import Saying, sayings
from crossbearing.reading.speaking.sources import noun_of, source_nouns
from crossbearing.world import load_world
from reading.reading_notation import claims, report


def read(text: str) -> tuple[Document, tuple[tuple[Saying, ...], ...]]:
    doc = examine(report(text, "2024-05-28"), load_world())
    return doc, sayings(doc)


def speakers_of(text: str, words: str) -> tuple[str, ...]:
    """The chain that answers for some words, innermost first."""
    doc, said = read(text)
    at = text.index(words) + doc.report.body_start
    here = [one for one in said[doc.sentence_at(at)] if one.governs(at)]
    here.sort(key=lambda one: one.scope_end - one.scope_start)
    return tuple(dict.fromkeys(name for one in here for name in one.chain))


@pytest.mark.parametrize(
    ("text", "words", "chain"),
    [
        (
            "Selon une élue citée par le site Vent d'Est, laquelle dit tenir le chiffre d'un banquier, le marché "
            "atteindrait 30 millions de dollars.",
            "atteindrait",
            ("un banquier", "une élue", "le site Vent d'Est"),
        ),
        (
            "D'après La Balise, une revue spécialisée, qui cite un pilote, deux Il-76 ont atterri à Kidal.",
            "atterri",
            ("un pilote", "La Balise"),
        ),
        (
            "Two Il-76s flew from Nis to Goma on 3 May, says a dossier compiled by the research group Lakes Monitor.",
            "flew",
            ("a dossier compiled by the research group Lakes Monitor",),
        ),
        (
            "Citing three people familiar with the matter, the Courier reported that an Il-76 landed at Kidal.",
            "landed",
            ("three people familiar with the matter", "the Courier"),
        ),
        (
            "Documents obtained by Der Anker show that an Il-76 landed at Kidal.",
            "landed",
            ("Documents", "Der Anker"),
        ),
        (
            "An Il-76 landed at Kidal, two officials, speaking on condition of anonymity, told the Courier.",
            "landed",
            ("two officials",),
        ),
        (
            "Trois Il-76 ont atterri à Bangui, a fait valoir lundi devant la presse le porte-parole de la mission.",
            "atterri",
            ("le porte-parole de la mission",),
        ),
        (
            "Un Il-76 a livré des drones, assure-t-on dans l'entourage du préfet.",
            "livré",
            ("l'entourage du préfet",),
        ),
        (
            "Un Il-76 a atterri à Kidal, à en juger par les données AIS consultées par Radio Bora.",
            "atterri",
            ("les données AIS", "Radio Bora"),
        ),
        (
            "Le site Vent d'Est note que deux Il-76 ont atterri et ajoute que l'un d'eux a livré des roquettes.",
            "livré",
            ("Le site Vent d'Est",),
        ),
        (
            "The ship left Tartus on 3 May, port records seen by the Daily Anchor show.",
            "left",
            ("port records", "the Daily Anchor"),
        ),
    ],
)
def test_nested_speakers_are_named_innermost_first(text: str, words: str, chain: tuple[str, ...]) -> None:
    assert speakers_of(text, words) == chain


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        (
            "Onze rotations ont été dénombrées par le collectif PlaneWatch.",
            "rotations",
            "le collectif PlaneWatch",
        ),
        ("Le cargo a été signalé en juin à Tripoli par un pêcheur.", "cargo", "un pêcheur"),
        ("No arms have been observed on the ground by UN peacekeepers.", "arms", "UN peacekeepers"),
        ("Inspectors counted forty pallets short of the 1,200 declared.", "forty", "Inspectors"),
        ("The monitoring group SkyLedger logged nine landings in May.", "nine", "The monitoring group SkyLedger"),
        ("Les médias d'opposition parlent, eux, de soixante hommes.", "soixante", "Les médias d'opposition"),
        ("The daily Le Fanal put the bill at $92 million.", "bill", "The daily Le Fanal"),
        (
            "Sur l'image satellite du 9 juillet, on distingue trois Il-76 alignés.",
            "trois",
            "l'image satellite du 9 juillet",
        ),
    ],
)
def test_who_saw_counted_or_priced_answers_for_it(text: str, words: str, speaker: str) -> None:
    assert speakers_of(text, words) == (speaker,)


def test_the_ship_that_is_seen_does_not_speak() -> None:
    assert speakers_of("Le cargo Altaïr II a compté douze escales en mai.", "douze") == ()
    assert speakers_of("L'équipage compte douze marins.", "douze") == ()


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        (
            "Un Il-76 a atterri, selon le collectif PlaneWatch. Un An-124 l'a suivi, précise le collectif.",
            "suivi",
            "PlaneWatch",
        ),
        (
            "A ship left, according to pictures seen by the Quay Institute. It sailed at night, the institute said.",
            "sailed",
            "the Quay Institute",
        ),
        (
            "Un Il-76 a atterri à Kidal, dit un pilote. Il a précisé que l'appareil venait de Minsk.",
            "venait",
            "un pilote",
        ),
        (
            "Un navire a coulé, dit le ministère malien de la Défense. Un autre a fui, ajoute le ministère.",
            "fui",
            "ministère malien de la Défense",
        ),
    ],
)
def test_a_bare_noun_or_pronoun_means_the_speaker_named_before(text: str, words: str, speaker: str) -> None:
    assert speaker in speakers_of(text, words)[0]


def test_a_name_with_a_capital_is_nobody_named_before() -> None:
    text = "The ship left Tartus, according to the harbour log. The Panel believes that rifles were passed across."
    assert speakers_of(text, "rifles") == ("The Panel",)


def test_an_attribution_behind_and_governs_what_follows_it() -> None:
    text = "The tanker left Jebel Ali on 24 June and, according to the harbour log, tied up alongside a dhow."
    assert speakers_of(text, "left") == ()
    assert speakers_of(text, "tied up") == ("the harbour log",)


def test_a_speaker_named_last_answers_for_both_sides_of_a_semicolon() -> None:
    text = "Two ships left Tartus on 3 May; a third stayed in port, state media in both capitals reported."
    assert speakers_of(text, "left") == ("state media in both capitals",)


def test_a_long_quotation_goes_on_with_the_speaker_before() -> None:
    text = (
        "Dix cadets suivent un stage, dit un colonel. Ils seront rejoints « avant la fin de l'année » par dix autres."
    )
    assert speakers_of(text, "rejoints") == ("un colonel",)
    ironic = "Dix cadets suivent un stage, a annoncé un colonel. Ils seront rejoints par des « touristes »."
    assert speakers_of(ironic, "rejoints") == ()


def test_the_writer_is_no_speaker() -> None:
    assert speakers_of("By my count, two Il-76s landed at Kidal on 3 May.", "landed") == ()
    assert speakers_of("Selon nos relevés, deux Il-76 ont atterri à Kidal le 3 mai.", "atterri") == ()
    assert speakers_of("Selon nos confrères de La Balise, deux Il-76 ont atterri à Kidal.", "atterri") != ()


def stances(text: str) -> list[Stance]:
    return [claim.stance for claim in read_report(report(text, "2024-05-28"), load_world()).claims]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The pair is thought to have flown from Nis to Goma on 3 May.", Stance.HEDGED),
        ("Un Il-76 russe semble avoir atterri à Kidal le 3 mai.", Stance.HEDGED),
        ("À ce qu'il paraît, un Il-76 russe a atterri à Kidal le 3 mai.", Stance.HEDGED),
        ("Il se murmure à Bamako qu'un Il-76 russe a atterri à Kidal le 3 mai.", Stance.HEDGED),
        ("Ankara dit avoir livré six drones TB2 au Mali en mai.", Stance.CONFIRMED),
        ("Un Il-76 russe doit atterrir à Kidal le 3 juin.", Stance.ASSERTED),
        ("Turkey handed Mali six Bayraktar TB2 drones on 3 May, the Malian defence ministry said.", Stance.CONFIRMED),
        ("Turkey handed Mali six Bayraktar TB2 drones on 3 May, the Chadian defence ministry said.", Stance.ATTRIBUTED),
        ("Turkey handed Mali six Bayraktar TB2 drones on 3 May, a diplomat said.", Stance.ATTRIBUTED),
    ],
)
def test_how_firmly_one_sentence_tells(text: str, stance: Stance) -> None:
    assert stances(text) == [stance]


@pytest.mark.parametrize(
    "remark",
    [
        "It found no witness to confirm this.",
        "That claim could not be substantiated.",
        "No independent confirmation was available.",
        "The account remains to be confirmed.",
    ],
)
def test_what_nobody_could_confirm_is_unconfirmed(remark: str) -> None:
    assert stances(f"Turkey handed Mali six Bayraktar TB2 drones on 3 May, a diplomat said. {remark}") == [
        Stance.UNCONFIRMED
    ]


def test_doubt_between_versions_leaves_the_writers_own_words_alone() -> None:
    text = "Le cargo Altaïr II a accosté à Misrata le 3 mai. Rien ne permet de trancher."
    assert stances(text) == [Stance.ASSERTED]


def test_what_the_report_takes_back_is_denied() -> None:
    text = "Correction. Last week I wrote that an Il-76 had landed at Kidal on 3 May. It had not."
    assert stances(text)[0] is Stance.DENIED


def test_lexicons_hold_hundreds_of_folded_entries() -> None:
    for language in ("fr", "en"):
        assert len(source_nouns(language)) > 300
        verbs = wordlists("attribution")[language]
        assert len((verbs["say"] + " " + verbs["also_say"]).split()) > 140
        assert len(wordlists("hedges")[language]["distance"].split("|")) > 80


def test_the_noun_of_a_source_is_its_head() -> None:
    assert noun_of("un ancien haut responsable du port", "fr") == "responsable"
    assert noun_of("two air force pilots", "en") == "pilots"
    assert noun_of("la traversee de la mer", "fr") == ""


PIECES = st.sampled_from(
    [
        "selon",
        "d'après",
        ", a dit",
        "le site",
        "X",
        "citant",
        "qui cite",
        "un pilote",
        ", dit-il,",
        ": ",
        "« ",
        "» ",
        "; ",
        ". ",
        "par",
        "ont été vus",
        "said",
        "according to",
        ", reported.",
        "the institute",
        "\u00a0",
        "\n\n",
        "\U0001f6ec",
        "he",
        "il",
        "a compté",
        "parlent de",
        "on the",
        "sur la photo, on voit",
        "croit-on savoir dans",
        "l'entourage",
        "a Il-76",
        "Kidal",
        "e\u0301",
        "\u202e",
        "trois",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=25))
def test_attributions_stay_inside_their_sentences_whatever_the_text(pieces: list[str]) -> None:
    doc, said = read(" ".join(pieces))
    for sentence, here in zip(doc.sentences, said, strict=True):
        for one in here:
            assert sentence.start <= one.start <= one.end <= sentence.end
            assert one.scope_start <= one.scope_end <= len(doc.text)
            assert all(name.strip() for name in one.chain)


@pytest.mark.parametrize(
    "piece", ["selon X, ", "dit-il, ", "« ", "vu par le site ", "qui cite ", "the institute said, "]
)
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    doc, said = read(piece * 400)
    assert len(said) == len(doc.sentences)


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (
            "An Il-76 landed at Bamako on 3 May, according to a naval officer quoted by the newspaper El Faro.",
            ("a naval officer", "the newspaper El Faro"),
        ),
        (
            "The website Ararat Defence reported on Monday, citing air traffic controllers, that an Il-76 landed at "
            "Bamako on 3 May.",
            ("air traffic controllers", "The website Ararat Defence"),
        ),
        (
            'The website Al-Mirsad alleged on the strength of "a security source" that an Il-76 landed at Bamako on '
            "3 May.",
            ("a security source", "The website Al-Mirsad"),
        ),
        ("Two diplomats told Le Monde that an Il-76 landed at Bamako on 3 May.", ("Two diplomats", "Le Monde")),
        (
            "Un Il-76 s'est posé à Bamako le 3 mai, a-t-on appris mercredi de deux sources portuaires.",
            ("deux sources portuaires",),
        ),
        ("Un Il-76 s'est posé à Bamako le 3 mai, fait-on savoir à l'état-major.", ("l'état-major",)),
        (
            "« Pas un seul Il-76 n'est sorti de Pologne », a démenti vendredi l'attaché de défense coréen.",
            ("l'attaché de défense coréen",),
        ),
        (
            "An Il-76 landed at Bamako on 3 May, President Keita announced at a ceremony on 5 May, adding that it "
            "left the next day.",
            ("President Keita",),
        ),
    ],
)
def test_sources_behind_sources_are_read_in_their_order(text: str, chain: tuple[str, ...]) -> None:
    assert claims(text)[0].attribution == chain


@pytest.mark.parametrize(
    "text",
    [
        "An Il-76 landed at Bamako on 3 May, in accordance with the donation announced in Doha.",
        "By my logs that makes 92 landings of Il-76s at Ovda since 2016.",
    ],
)
def test_a_phrase_before_a_verb_is_no_speaker(text: str) -> None:
    assert claims(text)[0].attribution == ()
