"""Who belongs to a fleet, by whose word, on which days."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossbearing.model.tables import AIRFRAMES, FLIGHTS, REGISTER
from crossbearing.movement import fleets
from crossbearing.movement.fleet_names import fleet_of
from crossbearing.movement.fleets import Known
from crossbearing.world import load_world

A, B, C = "icao24:730c01", "icao24:150a05", "icao24:018100"
DAYS = (date(2024, 2, 1), date(2024, 2, 10))


def told(craft: str, on: str, registration: str | None, typecode: str | None, operator: str | None, **more: object):
    row = {
        "craft": craft, "seen_on": date.fromisoformat(on), "registration": registration, "typecode": typecode,
        "operator": operator, "military": False, "exhibit": "drawn", "member": "",
    }  # fmt: skip
    return row | more


def entry(craft: str | None, source: str, **said: object) -> dict[str, object]:
    return {"craft": craft, "source": source, "exhibit": "list", "row": 0} | said


def rows(*seen: dict[str, object], lists: tuple[dict[str, object], ...] = ()) -> pl.DataFrame:
    register = [{name: one.get(name) for name in REGISTER.schema} for one in lists]
    return fleets.listed(
        AIRFRAMES.conform(pl.DataFrame(list(seen), schema=AIRFRAMES.schema)),
        REGISTER.conform(pl.DataFrame(register, schema=REGISTER.schema)),
    )


def fleet(name: str, said: pl.DataFrame, days: tuple[date, date] = DAYS) -> fleets.Fleet | None:
    return fleet_of(name, said, FLIGHTS.empty(), load_world(), *days)


IRANIAN = told(A, "2024-02-05", "5-8260", "IL76", None, military=True)
RUSSIAN = told(B, "2024-02-05", "RF-75354", "IL76", "Russian Air Force")


@pytest.mark.parametrize(
    "name",
    ["Il-76 of the Iranian air force", "IL76, Iranian air force", "Iranian air force Il-76",
     "Il-76 de l'armée de l'air iranienne", "Il-76 de l’armée de l’air iranienne"],
)  # fmt: skip
def test_a_type_of_an_operator_is_understood_in_both_languages(name: str) -> None:
    found = fleet(name, rows(IRANIAN, RUSSIAN))
    assert found is not None and (found.known_by, found.crafts) == (Known.FLEET, (A,))


def test_a_name_nobody_knows_means_no_fleet() -> None:
    said = rows(IRANIAN, RUSSIAN)
    assert fleet("Il-76 of Ruritania", said) is None and fleet("Ruritania", said) is None


def test_each_kind_of_name_is_told_apart() -> None:
    said = rows(IRANIAN, RUSSIAN, lists=(entry(B, "watch.csv of 2024-02-01"),))
    names = {"730C01": Known.ADDRESS, "5-8260": Known.REGISTRATION, "watch": Known.LIST, "Il-76": Known.TYPE,
             "Russia": Known.OPERATOR}  # fmt: skip
    assert {name: found.known_by for name in names if (found := fleet(name, said))} == names


def test_registers_that_disagree_stand_side_by_side_and_the_craft_is_disputed() -> None:
    lists = (entry(A, "one", operator="Saha Airlines", typecode="IL76"), entry(A, "two", operator="Pouya Air"))
    found = fleet("Il-76 of Pouya Air", rows(IRANIAN, lists=lists))
    assert found is not None
    (member,) = found.members
    assert not member.certain and found.certain == () and found.crafts == (A,)
    assert {(word.source, word.belongs) for word in member.words} == {
        ("one", False), ("two", True), (fleets.TRACK_FILES, True),
    }  # fmt: skip


def test_a_source_that_says_nothing_contradicts_nobody() -> None:
    found = fleet("Pouya Air", rows(IRANIAN, lists=(entry(A, "one", operator="Pouya Air"),)))
    assert found is not None and found.certain == (A,)


def test_membership_is_asked_for_the_days_of_the_question() -> None:
    lists = (
        entry(A, "register", operator="Pouya Air", valid_to=date(2023, 12, 31)),
        entry(A, "register", operator="Saha Airlines", valid_from=date(2024, 1, 1)),
    )
    said = rows(IRANIAN, lists=lists)
    then = fleet("Pouya Air", said, (date(2023, 5, 1), date(2023, 5, 9)))
    now = fleet("Pouya Air", said)
    assert then is not None and then.crafts == (A,)
    assert now is not None and now.crafts == ()


def test_an_airframe_is_followed_to_its_next_registration() -> None:
    """Sold from Iran to Libya: another registration, another address, the same serial number."""
    lists = (
        entry(A, "register", registration="EP-ABC", typecode="IL76", serial="0083482490", valid_to=date(2024, 1, 15)),
        entry(C, "register", registration="5A-XYZ", typecode="IL76", serial="0083482490", valid_from=date(2024, 1, 16)),
        entry(B, "register", registration="EP-ABD", typecode="IL76", serial="0093491735"),
    )
    found = fleet("EP-ABC", rows(lists=lists))
    assert found is not None and set(found.crafts) == {A, C}
    assert {(word.registration, word.source) for m in found.members for word in m.words} == {
        ("EP-ABC", "register"), ("5A-XYZ", "register"),
    }  # fmt: skip


def test_a_watch_list_of_registrations_alone_is_joined_with_the_tracks() -> None:
    lists = (entry(None, "watch", registration="rf 75354"), entry(None, "watch", registration="EP-ZZZ"))
    found = fleet("watch", rows(IRANIAN, RUSSIAN, lists=lists))
    assert found is not None and found.crafts == (B,)


def test_what_track_files_said_holds_until_they_say_something_else() -> None:
    later = told(A, "2024-03-01", "EP-NEW", "IL76", "Saha Airlines")
    found = fleet("Saha Airlines", rows(told(A, "2024-01-01", "EP-OLD", "IL76", "Pouya Air"), later))
    assert found is not None and found.crafts == ()
    march = fleet("Saha Airlines", rows(later), (date(2024, 3, 5), date(2024, 3, 6)))
    assert march is not None and march.crafts == (A,)


WORDS = st.tuples(
    st.sampled_from("abc"),
    st.sampled_from(["track files", "a register"]),
    st.none() | st.integers(0, 9),
    st.none() | st.integers(0, 9),
)


@given(st.lists(WORDS, max_size=8), st.integers(0, 9), st.integers(0, 3))
def test_a_few_words_hold_for_the_same_days_as_many(words, first, days):
    day = [date(2024, 2, 1) + timedelta(days=number) for number in range(14)]
    said = [
        (f"{craft}", source, None if a is None or (source == "track files" and b is None) else day[a],
         None if b is None or (a is None and source == "track files") else day[max(a or 0, b)])
        for craft, source, a, b in words
    ]  # fmt: skip
    schema = {"craft": pl.String, "source": pl.String, "first": pl.Date, "last": pl.Date}
    few = pl.DataFrame(said, schema=schema, orient="row").with_row_index("row")
    far = [("z", "a register", day[0], day[13])] * (fleets.FEW + 1)
    many = pl.concat([few, pl.DataFrame(far, schema=schema, orient="row").with_row_index("row", 100)])
    asked = day[first], day[first + days]
    kept = fleets.in_force(many, *asked).filter(pl.col("craft") != "z")
    assert fleets.in_force(few, *asked).equals(kept)
