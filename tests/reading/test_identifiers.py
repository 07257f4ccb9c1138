from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossbearing.reading.craft.identifiers import IdKind, identifiers
from reading.reading_notation import claims


def found(text: str) -> list[tuple[str, str]]:
    return [(one.kind.value, one.value) for one in identifiers(text)]


@pytest.mark.parametrize(
    "mark",
    [
        "EP-FAB",
        "EX-76021",
        "A7-MAB",
        "RA-76789",
        "N123AB",
        "5-8208",
        "TL-ABW",
        "EW-78901",
        "9H-VFD",
        "UP-I7601",
        "HZ-ABU",
    ],
)
def test_registration_marks_of_many_states_are_read(mark: str) -> None:
    assert found(f"Un avion ({mark}) a atterri.") == [("registration", mark)]


@pytest.mark.parametrize(
    "designator",
    [
        "BM-21",
        "Su-35",
        "D-30",
        "S-300",
        "BMP-1",
        "Il-76",
        "An-26",
        "Mi-17",
        "HQ-22",
        "FK-3",
        "KC-135",
        "MAM-L",
        "V-200",
    ],
)
def test_weapons_and_types_are_no_registrations(designator: str) -> None:
    assert found(f"Six {designator} ont été livrés.") == []


def test_any_mark_behind_a_cue_is_a_registration() -> None:
    assert found("Deux avions immatriculés ZZ-111 et ZZ-112") == [
        ("registration", "ZZ-111"),
        ("registration", "ZZ-112"),
    ]


def test_callsigns_flight_numbers_and_ship_numbers_go_by_their_cue() -> None:
    text = "indicatif ATC4417, vol SU151, cargo Sparta II (OMI 9160994, MMSI 273412870), callsign LHOB241"
    assert found(text) == [
        ("callsign", "ATC4417"),
        ("flight_number", "SU151"),
        ("imo", "9160994"),
        ("mmsi", "273412870"),
        ("callsign", "LHOB241"),
    ]


@given(st.text(max_size=80))
def test_identifiers_are_the_characters_they_stand_on(text: str) -> None:
    for one in identifiers(text):
        assert text[one.start : one.end].replace(" ", "").upper() == one.value.upper()
        assert one.kind in IdKind


def test_two_figures_for_the_service_are_a_mark_and_a_month_of_a_year_is_none() -> None:
    assert [one.value for one in identifiers("Le 15-2299 et le 5-8208 ont volé en 12-2023.")] == ["15-2299", "5-8208"]


def test_serials_and_flights_in_brackets_are_read_and_resolutions_are_not() -> None:
    found = identifiers("A C-17 (07-7189) and a plane of Vakhsh Air (VKS 441) under Resolution (UN 2231).")
    assert [one.value for one in found] == ["07-7189", "VKS441"]


def test_a_registration_of_figures_needs_its_word() -> None:
    assert [one.value for one in identifiers("a C-130H with the registration 347, landed")] == ["347"]
    assert identifiers("the ministry registered 347 flights") == ()


NUMBERED = (
    "Le cargo « AMUR BELL 7 » (MMSI 273284364) et le navire « OMID DAWN 29 » (MMSI 436603848) se sont retrouvés bord à "
    "bord au large de Neka le 7 février 2024. Le « DENA BELL 18 », ex-« KAMA BREEZE 18 » (IMO 7261809), a fait escale "
    "à Bautino le 11 février 2024. Le « Omskiy 103 » a fait escale à Olya le 13 février 2024."
)


def test_a_number_behind_a_name_in_quotation_marks_is_that_ships_and_no_others():
    told = [(claim.equipment[0].name, claim.craft.imo, claim.craft.mmsi) for claim in claims(NUMBERED)]

    assert told == [
        ("AMUR BELL 7", (), ("273284364", "436603848")),
        ("DENA BELL 18", ("7261809",), ()),
        ("Omskiy 103", (), ()),
    ]
