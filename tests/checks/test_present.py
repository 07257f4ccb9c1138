"""Statements that place a craft, and claims that craft were stationed somewhere."""

from __future__ import annotations

from checks.drawn import shuttle
from checks.scene import CRAFT, OWN, actor, carrier, claim, ends, told, verdict, when, witness
from crossbearing.model.claims import Claim, CraftIds, Kind, Place, PlaceRole
from crossbearing.model.verdicts import Outcome, Reason
from notation import fly, park, track, unheard

OTHER = "icao24:730c01"


def photographed(place: str, on: str) -> Claim:
    at = (Place(place, PlaceRole.SITE),)
    own = CraftIds(registration=("EP-ABC",))
    return claim(Kind.STATEMENT, quote="was photographed", places=at, when=when(on), craft=own)


def test_a_craft_shown_there_supports_that_it_was_there_and_no_more():
    found = verdict(photographed("Moscow", "2024-02-10"), witness(*shuttle([10])))

    assert found.verdict is Outcome.PARTLY_SUPPORTED
    assert "statement" in found.roles_not_checkable
    assert "all that positions can show" in told(found)


def test_standing_there_unmoved_is_being_there():
    parked = park(CRAFT, "UUWW", "2024-02-05 00:00", "2024-02-15 00:00", every_s=600)

    assert verdict(photographed("Moscow", "2024-02-10"), witness(parked)).verdict is not Outcome.CONTRADICTED


def test_a_craft_that_was_elsewhere_all_day_has_an_alibi():
    found = verdict(photographed("Damascus", "2024-02-10"), witness(*shuttle([12])))

    assert (found.verdict, found.reason) == (Outcome.CONTRADICTED, Reason.ALIBI)


def test_a_silence_of_days_decides_nothing():
    silent = track("2024-02-05 10:00  OIII  ground\n2024-02-05 10:01  OIII  ground\n2024-02-15 10:00  OIII  ground")

    assert verdict(photographed("Damascus", "2024-02-10"), witness(silent)).verdict is Outcome.NOT_OBSERVABLE


def deployed(n: int = 1) -> Claim:
    return claim(
        Kind.DEPLOYMENT, places=ends(None, "Moscow"), when=when("2024-02-10"), actors=actor("Pouya Air"),
        equipment=(carrier("Il-76"),) * n, checkable_by=("claims",),
    )  # fmt: skip


def test_a_craft_that_stayed_for_days_was_based_there():
    stayed = (
        fly(CRAFT, "OIII", "UUWW", "2024-02-10 06:00", every_s=60),
        park(CRAFT, "UUWW", "2024-02-10 11:00", "2024-02-14 00:00", every_s=600),
    )
    found = verdict(deployed(), witness(*stayed))

    assert found.verdict is Outcome.SUPPORTED
    assert "purpose" in found.roles_not_checkable


def test_a_craft_that_came_and_went_was_there_and_not_shown_to_be_based():
    found = verdict(deployed(), witness(*shuttle([10])))

    assert found.verdict is Outcome.PARTLY_SUPPORTED
    assert found.roles_unmatched == ("stationed",)


def test_missiles_that_were_deployed_are_beyond_positions():
    weapons = claim(Kind.DEPLOYMENT, places=ends(None, "Moscow"), when=when("2024-02-10"), checkable_by=("claims",))

    assert verdict(weapons, witness(*shuttle([10]))).verdict is Outcome.NOT_CHECKABLE


def test_no_listed_craft_had_time_to_be_there():
    home = [park(one, "OIII", "2024-02-01 00:00", "2024-02-20 00:00", every_s=600) for one in (CRAFT, OTHER)]
    seen = witness(*home, listed={CRAFT: OWN, OTHER: ("EP-ABD", "IL76", "Pouya Air")})

    assert verdict(deployed(), seen).verdict is Outcome.NO_TRACE


def test_silence_of_the_fleet_leaves_it_open():
    silent = unheard(park(CRAFT, "OIII", "2024-02-01 00:00", "2024-02-20 00:00", every_s=600),
                     "2024-02-08 00:00", "2024-02-19 00:00")  # fmt: skip

    assert verdict(deployed(), witness(silent)).verdict is Outcome.NOT_OBSERVABLE
