"""Which craft a claim means."""

from __future__ import annotations

from itertools import pairwise

import polars as pl
import pytest

from checks.scene import CRAFT, actor, carrier, flight, witness
from crossbearing.checks.subjects import Known, plain, subject_of
from crossbearing.model.claims import CraftIds
from crossbearing.world.address_blocks import BLOCKS, state_of
from notation import fly, together

IRANIAN, OTHER = "icao24:730c01", "icao24:3c6505"
LEG = fly(CRAFT, "OIII", "UUWW", "2024-02-10 08:00", every_s=120)


def of(listed, military=(), **roles):
    roles.setdefault("registration", None)
    seen = witness(LEG, listed=listed, military=military)
    return subject_of(flight("Tehran", "Moscow", "2024-02-10", **roles), seen)


@pytest.mark.parametrize("written", ["EP-ABC", "ep-abc", "EPABC", "EP ABC"])
def test_a_registration_is_found_however_it_is_written(written: str):
    found = of({CRAFT: ("EP-ABC", "IL76", "Pouya Air")}, registration=written)

    assert [member.craft for member in found.members] == [CRAFT]
    assert found.named


def test_two_registrations_on_one_address_name_no_airframe():
    seen = witness(LEG, listed={CRAFT: ("EP-ABC", "IL76", "Pouya Air")})
    twice = seen.airframes.vstack(seen.airframes.with_columns(registration=pl.lit("D-ABCD")))
    object.__setattr__(seen, "airframes", twice)
    found = subject_of(flight("Tehran", "Moscow", "2024-02-10"), seen)

    assert found.known_by is Known.REGISTRATION
    assert not found.named


def test_an_operator_and_a_type_mean_its_craft_of_that_type():
    listed = {
        CRAFT: ("EP-ABC", "IL76", "Pouya Air"),
        OTHER: ("EP-ABD", "A320", "Pouya Air"),
        IRANIAN: ("EP-MNX", "IL76", "Mahan Air"),
    }
    found = of(listed, actors=actor("Pouya Air"), equipment=(carrier("Il-76TD"),))

    assert found.known_by is Known.FLEET
    assert [member.registration for member in found.members] == ["EP-ABC"]


def test_an_air_force_has_the_military_craft_of_its_states_addresses():
    listed = {IRANIAN: ("5-8260", "IL76", None), CRAFT: ("RF-75354", "IL76", None)}
    found = of(listed, military=(IRANIAN, CRAFT), actors=actor("Iranian air force"), equipment=(carrier("Il-76"),))

    assert [member.craft for member in found.members] == [IRANIAN]


def test_civil_craft_without_operator_are_no_air_force():
    found = of({IRANIAN: ("EP-XYZ", "IL76", None)}, actors=actor("Iranian air force"), equipment=(carrier("Il-76"),))

    assert found.members == ()


def test_a_type_alone_means_all_of_it_and_nothing_means_nobody():
    listed = {CRAFT: ("EP-ABC", "IL76", "Pouya Air"), OTHER: ("D-AAAA", "A320", "Lufthansa")}

    assert [m.craft for m in of(listed, equipment=(carrier("Il-76"),)).members] == [CRAFT]
    assert of(listed, equipment=(carrier("Il-76"),)).known_by is Known.TYPE
    assert of(listed).known_by is Known.NOBODY


def test_a_callsign_means_the_craft_that_sent_it():
    called = together(fly(CRAFT, "OIII", "UUWW", "2024-02-10 08:00", every_s=120, callsign="PYA123"))
    seen = witness(called)
    found = subject_of(
        flight("Tehran", "Moscow", "2024-02-10", registration=None, craft=CraftIds(callsign=("PYA 123",))), seen
    )

    assert [member.craft for member in found.members] == [CRAFT]
    assert not found.named


def test_registrations_compare_without_signs():
    assert plain("ep-shj") == plain("EP SHJ") == "EPSHJ"


@pytest.mark.parametrize(
    ("craft", "state"),
    [
        ("icao24:730c01", "IR"), ("icao24:150a05", "RU"), ("icao24:3c6505", "DE"), ("icao24:a00001", "US"),
        ("icao24:510035", "BY"), ("icao24:4ca701", "IE"), ("icao24:06a104", "QA"), ("icao24:000000", None),
        ("other:~123456", None), ("mmsi:422000000", None),
    ],
)  # fmt: skip
def test_addresses_are_allotted_to_states(craft: str, state: str | None):
    assert state_of(craft) == state


def test_no_two_states_share_a_block():
    spans = sorted(
        (int(first, 16), int(first, 16) + (1 << (24 - bits)), state)
        for bits, text in BLOCKS.items()
        for state, first in zip(text.split()[::2], text.split()[1::2], strict=True)
    )

    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert all(start % (end - start) == 0 for start, end, _ in spans)
    assert len({state for _, _, state in spans}) == len(spans) >= 180
