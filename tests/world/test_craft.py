"""Aircraft types, operators and equipment by the names reports use."""

from __future__ import annotations

import pytest

from crossbearing.world import load_world

WORLD = load_world()
TYPES, OPERATORS, EQUIPMENT = WORLD.types, WORLD.operators, WORLD.equipment


@pytest.mark.parametrize("name", ["Il-76TD", "IL-76", "il 76", "Il76MD", "Iliouchine Il-76", "IL76", "Il-76MD-90A"])
def test_the_spellings_of_an_ilyushin_76_are_one_type(name):
    assert TYPES.named(name) == ("IL76",)


@pytest.mark.parametrize("name", ["Boeing 747", "Boeing-747", "747"])
def test_a_boeing_747_may_be_any_of_its_family(name):
    assert {"B741", "B742", "B743", "B744", "B748"} <= set(TYPES.named(name))


@pytest.mark.parametrize(
    ("name", "designator"),
    [("747-200F", "B742"), ("Boeing 737-800", "B738"), ("C-17A", "C17"), ("Mi-171Sh", "MI8"), ("A330 MRTT", "A332")],
)
def test_a_model_number_narrows_the_family(name, designator):
    assert TYPES.named(name) == (designator,)


def test_a_digit_more_is_another_model():
    assert TYPES.named("Il-762") == ()
    assert TYPES.named("Boeing 7474") == ()
    assert TYPES.named("Airbus") == ()


def test_families_and_members():
    assert set(TYPES.members("B747")) >= {"B742", "B744"}
    assert TYPES.members("ZZZZ") == ("ZZZZ",)


def test_speeds_and_ranges_are_physical():
    for designator in TYPES.frame["designator"]:
        one = TYPES.get(designator)
        assert one is not None
        assert 60 <= one.cruise_kt <= one.max_kt <= 1600, designator
        assert 300 <= one.range_km <= 23_000, designator
        assert 0 <= one.min_runway_ft <= 10_000, designator
        assert one.climb_fpm > 0 < one.descent_fpm


@pytest.mark.parametrize("word", ["Bear", "747", "C17", "Hercules", "Voyager"])
def test_words_and_bare_numbers_are_understood_but_not_looked_for(word):
    assert TYPES.named(word)
    assert word not in {surface for surface, _ in TYPES.surfaces()}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Iranian air force", "armée de l'air iranienne"),
        ("IRIAF", "Iran Air Force"),
        ("l’armée de l’air de l’Iran", "Islamic Republic of Iran Air Force"),
        ("VKS", "armée de l'air russe"),
        ("Saha Airlines", "Saha"),
        ("armée de l'air égyptienne", "Egyptian Air Force"),
        ("224th Flight Unit", "224e détachement aérien"),
        ("Some Unknown Carrier", "some unknown carrier"),
    ],
)
def test_two_names_of_one_operator_are_the_same(one, other):
    assert OPERATORS.same(one, other)


@pytest.mark.parametrize(("one", "other"), [("Iran Air", "Iran Air Force"), ("Mahan Air", "Saha Airlines")])
def test_two_operators_are_not_the_same(one, other):
    assert not OPERATORS.same(one, other)


def test_every_country_has_an_air_force_by_rule():
    found = OPERATORS.find("armée de l'air sénégalaise")
    assert found is not None
    assert (found.country, found.military) == ("SN", True)


def test_a_callsign_tells_its_operator():
    mahan = OPERATORS.of_callsign("IRM5142")
    assert mahan is not None
    assert mahan.name == "Mahan Air"
    assert OPERATORS.of_callsign("EPMMA") is None


def test_icao_designators_of_operators_are_unique():
    codes = OPERATORS.frame["icao3"].drop_nulls()
    assert codes.is_unique().all()
    assert OPERATORS.frame["id"].is_unique().all()


@pytest.mark.parametrize(
    ("name", "item", "kind"),
    [
        ("Shahed-136", "shahed-136", "drone"),
        ("SHAHED 136", "shahed-136", "drone"),
        ("Geran-2", "geran-2", "drone"),
        ("SU-35", "su-35", "aircraft"),
        ("obus de 152 mm", "shell-152", "munition"),
        ("missiles balistiques", "ballistic", "missile"),
        ("S 300", "s-300", "air_defence"),
        ("BM21", "bm-21", "artillery"),
        ("véhicules blindés", "armoured", "vehicle"),
        ("drones d’attaque", "drone-attack", "drone"),
    ],
)
def test_equipment_is_found_by_french_and_english_names(name, item, kind):
    found = EQUIPMENT.find(name)
    assert found is not None
    assert (found.id, found.kind) == (item, kind)


def test_the_kinds_of_equipment_are_a_closed_set():
    kinds = {item.kind for item in EQUIPMENT.items}
    assert kinds <= {
        *("drone", "missile", "aircraft", "helicopter", "artillery", "munition", "air_defence", "vehicle", "ship"),
        *("small_arms", "component", "goods"),
    }


def test_generic_words_are_told_from_designations():
    obus, shahed = EQUIPMENT.find("obus"), EQUIPMENT.find("Shahed-136")
    assert obus is not None
    assert obus.generic
    assert shahed is not None
    assert not shahed.generic
