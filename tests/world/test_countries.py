"""Countries by name, people and government."""

from __future__ import annotations

import pytest

from crossbearing.world import load_world

COUNTRIES = load_world().countries
ROWS = set(COUNTRIES.surfaces())


@pytest.mark.parametrize(
    ("surface", "country", "form", "language"),
    [
        ("iranienne", "IR", "demonym", "fr"),
        ("Iraniens", "IR", "demonym", "fr"),
        ("iraniennes", "IR", "demonym", "fr"),
        ("Iranian", "IR", "demonym", "en"),
        ("russes", "RU", "demonym", "fr"),
        ("turque", "TR", "demonym", "fr"),
        ("grecque", "GR", "demonym", "fr"),
        ("nord-coréenne", "KP", "demonym", "fr"),
        ("Nord-Coréens", "KP", "demonym", "fr"),
        ("North Koreans", "KP", "demonym", "en"),
        ("Britons", "GB", "demonym", "en"),
        ("Téhéran", "IR", "capital", "fr"),
        ("Moscow", "RU", "capital", "en"),
        ("Ankara", "TR", "capital", "fr"),
        ("Kremlin", "RU", "metonym", "fr"),
        ("White House", "US", "metonym", "en"),
        ("États-Unis", "US", "name", "fr"),
        ("Etats-Unis", "US", "name", "fr"),
        ("Corée du Nord", "KP", "name", "fr"),
        ("UAE", "AE", "name", "en"),
        ("Bélarus", "BY", "name", "fr"),
    ],
)
def test_a_surface_points_to_its_country(surface, country, form, language):
    assert (surface, country, form, language) in ROWS
    assert COUNTRIES.of(surface, form) == country


def test_plurals_that_look_like_singulars_are_not_doubled():
    surfaces = {surface for surface, *_ in ROWS}
    assert not {"françaiss", "chinoiss", "Chineses", "Britishs", "Frenchs", "Swisss"} & surfaces


def test_every_country_has_a_name_in_both_languages():
    assert len(COUNTRIES.codes()) >= 195
    for code in COUNTRIES.codes():
        for language in ("fr", "en"):
            assert COUNTRIES.name(code, language) != code


def test_usual_names_are_the_short_ones():
    assert COUNTRIES.name("IR", "fr") == "Iran"
    assert COUNTRIES.name("RU", "fr") == "Russie"
    assert COUNTRIES.name("KP", "en") == "North Korea"
    assert COUNTRIES.name("XX", "fr") == "XX"


def test_nearly_every_country_has_demonyms_of_both_genders():
    with_demonym = {country for _, country, form, language in ROWS if form == "demonym" and language == "fr"}
    assert len(with_demonym) >= 190


def test_a_demonym_that_is_its_own_plural_gets_no_s():
    surfaces = {surface for surface, *_ in ROWS}
    assert {"Czechs", "Danes", "Turks", "Frenchmen", "Germans"} <= surfaces
    assert not {"UAEs", "Hellenics", "Laoss", "Germen"} & surfaces
