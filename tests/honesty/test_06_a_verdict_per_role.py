"""Rule 6: a movement supports "flew", never "carried weapons": roles no sensor can see are listed as such."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.scene import carrier, claim, ends, flight, told, verdict, when, witness
from crossbearing.case import Case
from crossbearing.model.claims import Actor, Count, CraftIds, Equipment, EquipmentRole, Kind, Place, PlaceRole
from crossbearing.model.verdicts import Outcome
from notation import fly

# What positions can bear out: who, where from, where to, when, how many stays, how traffic went.
VISIBLE = {"departure", "arrival", "site", "when", "counts", "change", "via"}
UNSEEN = ("cargo", "escort", "item")
CARGO = Equipment("Shahed-136", EquipmentRole.CARGO, 20, 20)


@pytest.fixture(scope="module")
def seen():
    out = fly("icao24:abcdef", "OIII", "UUWW", "2024-02-10 04:00")
    return witness(out, fly("icao24:abcdef", "UUWW", "OIII", "2024-02-10 12:00"))


def test_a_delivery_by_air_is_supported_as_a_flight_and_its_cargo_stays_unseen(seen):
    said = claim(
        Kind.DELIVERY,
        places=ends("Tehran", "Moscow"),
        when=when("2024-02-10"),
        craft=CraftIds(registration=("EP-ABC",)),
        equipment=(carrier("Il-76"), CARGO),
        recipients=(Actor("Russia", "RU"),),
    )
    found = verdict(said, seen)
    assert found.verdict in (Outcome.SUPPORTED, Outcome.PARTLY_SUPPORTED)
    assert "cargo" in found.roles_not_checkable
    assert not {"cargo", "recipients"} & set(found.roles_matched)
    assert "Shahed" not in told(found)


def test_a_cargo_alone_is_not_checkable(seen):
    said = claim(Kind.DELIVERY, equipment=(CARGO,), when=when("2024-02-10"), recipients=(Actor("Russia", "RU"),))
    assert verdict(said, seen).verdict is Outcome.NOT_CHECKABLE


@st.composite
def loaded_claims(draw):
    """A flight, stays or a delivery of the craft, with all sorts of things and people said to be on board."""
    things = st.builds(
        Equipment, st.sampled_from(["Shahed-136", "Fateh-110", "20 experts", "parts"]), st.sampled_from(EquipmentRole)
    )
    kind = draw(st.sampled_from([Kind.FLIGHT, Kind.DELIVERY, Kind.VISIT_COUNT, Kind.DEPLOYMENT, Kind.TRAINING]))
    first, last = draw(st.sampled_from([("2024-02-10", "2024-02-10"), ("2024-02-01", "2024-02-20")]))
    return claim(
        kind,
        places=draw(
            st.sampled_from([ends("Tehran", "Moscow"), ends(None, "Moscow"), (Place("Moscow", PlaceRole.SITE),)])
        ),
        when=when(first, last),
        craft=CraftIds(registration=("EP-ABC",)),
        equipment=tuple(draw(st.lists(things, max_size=3))),
        actors=(Actor("Iran", "IR"),),
        recipients=(Actor("Russia", "RU"),),
        counts=(Count("visits", 1, 1),),
    )


@settings(max_examples=40)
@given(loaded_claims())
def test_what_was_on_board_is_never_among_the_roles_that_hold(seen, said):
    found = verdict(said, seen)
    matched = set(found.roles_matched)
    assert not matched & {*UNSEEN, "recipients", "carried", "purpose"}
    assert not matched & set(found.roles_not_checkable)
    aboard = {thing.role.value for thing in said.equipment} & set(UNSEEN)
    if found.verdict in (Outcome.SUPPORTED, Outcome.PARTLY_SUPPORTED) and found.checks[0].check in (
        "flew",
        "delivered",
    ):
        assert aboard <= set(found.roles_not_checkable)


def test_a_supported_flight_says_which_roles_hold(seen):
    found = verdict(flight("Tehran", "Moscow", "2024-02-10"), seen)
    assert (
        {"departure", "arrival", "when"} <= set(found.roles_matched) <= VISIBLE | {"registration", "craft", "carrier"}
    )


def test_no_verdict_of_a_case_lets_cargo_pass_for_seen(small):
    with Case(small) as case:
        claims, verdicts = {c.id: c for c in case.claims()}, case.verdicts()
    delivered = [v for v in verdicts if claims[v.claim].kind is Kind.DELIVERY]
    assert delivered
    assert all(v.verdict is not Outcome.SUPPORTED or "cargo" in v.roles_not_checkable for v in delivered)
    assert not {role for v in verdicts for role in v.roles_matched} & set(UNSEEN)
