"""Who issues a report has no speaker in it; who tells something in other ways than by *say that* has."""

from __future__ import annotations

import pytest

from crossbearing.model.claims import Claim, Stance
from crossbearing.reading import read_report
from crossbearing.world import load_world
from reading.reading_notation import report
from reading.test_speakers import speakers_of


def claims_of(text: str) -> tuple[Claim, ...]:
    return tuple(read_report(report(text, "2024-05-28"), load_world()).claims)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "COMMUNIQUÉ DU MINISTÈRE DE LA DÉFENSE\n\nLe Ministère rappelle que deux Il-76 ont atterri à Kidal.",
            "atterri",
        ),
        (
            "PRESS RELEASE\n\nThe Ministry of Defence wishes to inform the public of the following.\n\n"
            "The Ministry recalls that two Il-76s landed at Kidal.",
            "landed",
        ),
        (
            "Baltic Port Observatory - Monthly note, May 2024\n\nThe Observatory recorded 18 flights to Kidal in May.",
            "18 flights",
        ),
        ("7. The Panel visited Kidal.\n\n8. The Panel notes that two Il-76s landed at Kidal.", "landed"),
        ("KIDAL (Agence Balise) – Sept avions ont atterri à Kidal en mai, selon un décompte de l'agence.", "atterri"),
        ("Moi, j'en ai compté trois mardi, et deux Il-76 ont atterri à Kidal.", "atterri"),
        ("In May, flights to Kidal fell to 8, or by 60 per cent.", "flights"),
    ],
)
def test_the_issuer_of_a_report_is_no_speaker_in_it(text: str, words: str) -> None:
    assert speakers_of(text, words) == ()


@pytest.mark.parametrize(
    ("text", "words", "chain"),
    [
        (
            "By the Port Museum's reckoning the ship has called at Kidal four times.",
            "called",
            ("the Port Museum",),
        ),
        (
            "In its Friday edition the weekly Der Anker relates how an Il-76 landed at Kidal.",
            "landed",
            ("the weekly Der Anker",),
        ),
        ("Deux Il-76 ont atterri à Kidal, c'est un mécanicien qui le dit.", "atterri", ("un mécanicien",)),
        ("Deux Il-76 ont atterri à Kidal, nous a appris un mécanicien.", "atterri", ("un mécanicien",)),
        ("Deux Il-76 ont atterri à Kidal, dixit le porte-parole.", "atterri", ("le porte-parole",)),
        (
            "Deux Il-76 ont atterri à Kidal, ainsi que l'a établi, photos à l'appui, l'Observatoire du fleuve.",
            "atterri",
            ("l'Observatoire du fleuve",),
        ),
        (
            "Aux termes d'un communiqué de l'état-major, deux Il-76 ont atterri à Kidal.",
            "atterri",
            ("un communiqué de l'état-major",),
        ),
        (
            "L'ambassade du Mali, elle, reconnaît que deux Il-76 ont atterri à Kidal.",
            "atterri",
            ("L'ambassade du Mali",),
        ),
        (
            "Le préfet de la ville, Moussa Diarra, a admis mardi, devant des élus de Gao, que deux Il-76 ont atterri.",
            "atterri",
            ("Le préfet de la ville, Moussa Diarra",),
        ),
        ("Un pêcheur prétend cependant que deux Il-76 ont atterri à Kidal.", "atterri", ("Un pêcheur",)),
        ("Le port répond que deux Il-76 ont atterri à Kidal.", "atterri", ("Le port",)),
        ("Un pilote maintient que deux Il-76 ont atterri à Kidal.", "atterri", ("Un pilote",)),
        ("Les rebelles se targuent d'avoir abattu un Il-76 à Kidal.", "abattu", ("Les rebelles",)),
        (
            "Both ships belong to Meridian Bulk of Dubai, which says that an Il-76 landed at Kidal.",
            "landed",
            ("Meridian Bulk of Dubai",),
        ),
        (
            "The weekly Der Anker wrote that two pilots came. The envoy, John Marsh, told the weekly that an Il-76 "
            "landed at Kidal.",
            "landed",
            ("The envoy, John Marsh", "weekly Der Anker"),
        ),
        (
            "The envoy, John Marsh, said that two men came. He did acknowledge that an Il-76 landed at Kidal.",
            "landed",
            ("The envoy, John Marsh",),
        ),
        (
            "Le préfet Moussa Diarra a nié tout achat, tout en admettant que deux Il-76 ont atterri à Kidal.",
            "atterri",
            ("Le préfet Moussa Diarra",),
        ),
        (
            "The ship went to Delta Air, with which, according to its director, a lease was signed in Kidal.",
            "signed",
            ("its director",),
        ),
        (
            "Two Il-76s landed at Kidal, said Bae Sung-ho, a professor at Yon University, citing two pilots.",
            "landed",
            ("two pilots", "Bae Sung-ho"),
        ),
    ],
)
def test_other_ways_of_telling_name_their_speaker(text: str, words: str, chain: tuple[str, ...]) -> None:
    found = speakers_of(text, words)

    assert len(found) == len(chain)
    assert all(wanted in name for wanted, name in zip(chain, found, strict=True))


def test_who_is_believed_to_do_something_has_not_said_it() -> None:
    text = "A jet believed to be carrying a general landed at Kidal, according to port workers."

    assert speakers_of(text, "landed") == ("port workers",)


def test_a_question_left_open_leaves_the_claim_before_it_alone() -> None:
    text = "An Il-76 landed at Kidal on 3 May 2024. The ministry was unable to confirm who was on board."
    (claim,) = claims_of(text)

    assert claim.stance is not Stance.UNCONFIRMED


def test_what_the_writer_was_unable_to_check_stays_open() -> None:
    text = "Residents said an Il-76 landed at Kidal on 3 May 2024. We have not been able to corroborate their accounts."
    (claim,) = claims_of(text)

    assert claim.stance is Stance.UNCONFIRMED
