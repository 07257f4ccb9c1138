from __future__ import annotations

import pytest

from crossbearing.model.claims import Kind, Polarity, Stance
from reading.reading_notation import claim, claims


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("La Serbie a livré douze mortiers au Mali en mai 2023.", Stance.ASSERTED),
        ("Selon un pilote, la Serbie a livré douze mortiers au Mali.", Stance.ATTRIBUTED),
        ("La Serbie aurait livré douze mortiers au Mali.", Stance.HEDGED),
        ("Selon un pilote, la Serbie aurait livré douze mortiers au Mali.", Stance.HEDGED),
        ("Le ministre serbe a confirmé que la Serbie avait livré douze mortiers au Mali.", Stance.CONFIRMED),
        ("La Serbie aurait livré douze mortiers au Mali. L'information n'a pu être vérifiée.", Stance.UNCONFIRMED),
        (
            "La Serbie a livré douze mortiers ; le chiffre a été confirmé par le ministère malien.",
            Stance.CONFIRMED,
        ),
        ("Serbia reportedly delivered twelve mortars to Mali.", Stance.HEDGED),
        ("A trader alleges that Serbia delivered twelve mortars to Mali.", Stance.HEDGED),
        (
            "Serbia delivered twelve mortars, a trader said. This could not be independently verified.",
            Stance.UNCONFIRMED,
        ),
    ],
)
def test_stance_of_a_delivery(text: str, stance: Stance) -> None:
    assert claim(text, Kind.DELIVERY).stance is stance


def test_a_denial_is_denied_and_negative() -> None:
    denial = claim("Le ministère serbe a démenti toute livraison de mortiers au Mali.", Kind.DENIAL)
    assert (denial.stance, denial.polarity) == (Stance.DENIED, Polarity.NEGATIVE)
    assert [actor.country for actor in denial.actors] == ["RS"]


def test_what_a_denial_denies_is_no_claim_of_its_own() -> None:
    assert [one.kind for one in claims("Iran denied that drones had been sent to Ethiopia in May 2023.")] == [
        Kind.DENIAL
    ]


def test_a_remark_on_a_report_means_all_that_the_report_says() -> None:
    text = (
        "Le Courrier, citant un pilote, affirme que la Serbie aurait livré 18 mortiers au Mali. "
        "Ils comprendraient 12 mortiers lourds et 6 mortiers légers.\n\nCe rapport n'a toujours pas été confirmé."
    )
    assert {one.stance for one in claims(text)} == {Stance.UNCONFIRMED}


def test_nothing_but_is_positive() -> None:
    text = "« Nous n'avons livré que douze tentes », a répliqué le ministre serbe."
    assert claim(text, Kind.DELIVERY).polarity is Polarity.POSITIVE


def test_no_evidence_that_is_negative() -> None:
    text = "A panel found no evidence that any weapons were loaded onto the vessel."
    assert claim(text, Kind.DELIVERY).polarity is Polarity.NEGATIVE


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("No Il-76 landed in Damascus on 20 February 2024.", Polarity.NEGATIVE),
        ("On 22 February 2024 not one Russian Il-76 landed at Damascus.", Polarity.NEGATIVE),
        ("Aucun Il-76 n'a atterri à Damas le 20 février 2024.", Polarity.NEGATIVE),
        ("With no warning, an Il-76 landed in Damascus on 23 February 2024.", Polarity.POSITIVE),
    ],
)
def test_a_subject_that_is_none_makes_the_claim_negative(text: str, polarity: Polarity) -> None:
    assert claim(text, Kind.FLIGHT).polarity is polarity
