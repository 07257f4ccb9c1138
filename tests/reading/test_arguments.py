"""Arguments of claims: how many, by which craft, where, of which state, over whole small reports."""

from __future__ import annotations

from crossbearing.model.claims import Claim, Kind
from reading.reading_notation import claim


def figures(of: Claim) -> set[tuple[float | None, float | None]]:
    found = {(one.min, one.max) for one in of.equipment} | {(one.min, one.max) for one in of.counts}
    return found - {(None, None)}


def test_the_part_is_told_of_and_not_the_whole() -> None:
    told = claim("The first two of six Su-30SME fighters ordered by Myanmar arrived in Naypyidaw.", Kind.DELIVERY)
    assert (2, 2) in figures(told)
    assert (6, 6) not in figures(told)


def test_calibres_between_a_figure_and_its_noun_count_nothing() -> None:
    told = claim("Serbia delivered 3,500 122-mm rockets to Mali in May 2023.", Kind.DELIVERY)
    assert figures(told) == {(3500, 3500)}


def test_short_designations_that_a_figure_counts_are_things() -> None:
    told = claim("La Pologne a reçu 180 K2 et 212 K9 en mai 2023.", Kind.DELIVERY)
    assert figures(told) == {(180, 180), (212, 212)}


def test_a_rank_that_is_a_lower_bound_is_open_above() -> None:
    text = "L'avion EP-XYZ a volé vers Minsk le 3 mai. C'est au moins sa troisième visite à Minsk en neuf mois."
    assert {(one.min, one.max) for one in claim(text, Kind.VISIT_COUNT).counts} == {(3, None)}


def test_a_dealer_in_arms_delivers_no_dealer() -> None:
    told = claim("The arms dealer Yugoimport exported 40 howitzers to Israel in May 2023.", Kind.DELIVERY)
    assert figures(told) == {(40, 40)}
