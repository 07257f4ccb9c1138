"""Aliases and flags of ships against what was sent, and what lists say beside a verdict."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import polars as pl
import pytest

from checks.at_sea.test_ships import DAWN, DUSK, claim, verdict, witness
from crossbearing.checks import Witness
from crossbearing.model.claims import Actor, CraftIds, Kind, When
from crossbearing.model.tables import REGISTER
from crossbearing.model.verdicts import Outcome, Reason
from movement.vessels.sea import MID_CASPIAN, MIDNIGHT, every, lying, off, ship
from movement.vessels.test_same_ship import says

IMO, SECOND_IMO = 9074729, 8814275
FAR = off(MID_CASPIAN, 1_000_000)
ALIAS = claim(Kind.ALIAS, "SEA DAWN", "SEA DUSK", quote="The Sea Dawn, formerly Sea Dusk")


def heard(*told: dict[str, object], far: bool = False, together: bool = False) -> Witness:
    """DUSK is heard for a day, then DAWN for a day; or both all the time."""
    first, second = ((0, 48), (0, 48)) if together else ((0, 24), (30, 54))
    tracks = (
        ship(DUSK, lying(MID_CASPIAN), every(30, *first)),
        ship(DAWN, lying(FAR if far else MID_CASPIAN), every(30, *second)),
    )
    return witness(*tracks, told=told)


def dusk(**more: object) -> dict[str, object]:
    return says(DUSK, 0, 24, **({"shipname": "SEA DUSK", "imo": IMO} | more))


def dawn(**more: object) -> dict[str, object]:
    return says(DAWN, 30, 54, **({"shipname": "SEA DAWN", "imo": IMO} | more))


def keys(found) -> set[str]:
    return {one.key for one in found.because}


def test_two_names_under_one_imo_number_one_after_the_other_are_one_ship():
    found = verdict(ALIAS, heard(dusk(), dawn()))

    assert found.verdict is Outcome.SUPPORTED
    assert {"same.imo", "same.follows"} <= keys(found)
    assert {row.kind for row in found.evidence} == {"same_ship"}
    assert found.evidence[0].exhibits


def test_one_imo_number_at_two_places_a_thousand_km_apart_is_an_alibi():
    found = verdict(ALIAS, heard(dusk(), dawn(), far=True, together=True))

    assert (found.verdict, found.reason) == (Outcome.CONTRADICTED, Reason.ALIBI)
    assert "same.apart" in keys(found)


def test_names_of_two_ships_that_share_nothing_and_were_heard_apart_are_an_alibi():
    found = verdict(ALIAS, heard(dusk(), dawn(imo=SECOND_IMO), far=True, together=True))

    assert (found.verdict, found.reason) == (Outcome.CONTRADICTED, Reason.ALIBI)


def test_a_way_that_was_too_far_is_no_proof_of_two_ships_under_one_number():
    found = verdict(ALIAS, heard(dusk(), dawn(), far=True))

    assert found.verdict is Outcome.NOT_OBSERVABLE
    assert "same.too_far" in keys(found)


def test_both_names_under_one_mmsi_are_one_ship_with_the_days_of_the_change():
    told = (says(DUSK, 0, 20, shipname="SEA DUSK", imo=IMO), says(DUSK, 22, 24, shipname="SEA DAWN", imo=IMO))
    found = verdict(ALIAS, heard(*told))

    assert found.verdict is Outcome.SUPPORTED
    assert "renamed.when" in keys(found)


def test_a_number_that_went_to_another_hull_is_no_renaming():
    told = (
        says(DUSK, 0, 20, shipname="SEA DUSK", imo=IMO),
        says(DUSK, 22, 24, shipname="SEA DAWN", imo=SECOND_IMO),
    )
    found = verdict(ALIAS, heard(*told))

    assert found.verdict is Outcome.NOT_OBSERVABLE
    assert "renamed.hulls" in keys(found)


def test_the_number_of_the_claim_under_one_of_the_names_is_a_part():
    numbered = replace(ALIAS, craft=CraftIds(imo=(str(IMO),)))
    found = verdict(numbered, heard(says(DAWN, 30, 54, shipname="SEA DAWN", imo=IMO)))

    assert found.verdict is Outcome.PARTLY_SUPPORTED
    assert (found.roles_matched, found.roles_unmatched) == (("number",), ("former name",))


def reflagging(start: date | None = date(2024, 2, 1), quote: str = "The Sea Dawn changed its flag", **more: object):
    roles = {"actors": (Actor("Iran", "IR"),), "recipients": (Actor("Russia", "RU"),)} | more
    one = claim(Kind.STATEMENT, "SEA DAWN", quote=quote, **roles)
    return replace(one, when=When(start, start + timedelta(days=28)) if start else None)


def test_numbers_of_both_flags_one_after_the_other_support_a_change_of_flag():
    """DUSK sends a number of Iran, then DAWN one of Russia, under one IMO number."""
    found = verdict(reflagging(), heard(dusk(shipname="SEA DAWN"), dawn()))

    assert found.verdict is Outcome.SUPPORTED
    assert set(found.roles_matched) == {"ships", "flags", "when"}
    assert {"reflagged.sent", "same.imo"} <= keys(found)


def test_namesakes_under_two_flags_are_no_change_of_flag():
    found = verdict(reflagging(), heard(dusk(shipname="SEA DAWN", imo=SECOND_IMO), dawn()))

    assert found.verdict is Outcome.NOT_OBSERVABLE
    assert "reflagged.both" in keys(found)


def test_the_new_flag_alone_is_a_part_and_of_namesakes_nothing():
    alone = heard(dusk(), dawn())
    namesakes = heard(dusk(shipname="SEA DAWN", imo=SECOND_IMO), dawn())
    to_iran = {"actors": (Actor("Gabon", "GA"),), "recipients": (Actor("Russia", "RU"),)}

    assert verdict(reflagging(**to_iran), alone).verdict is Outcome.PARTLY_SUPPORTED
    assert verdict(reflagging(**to_iran), namesakes).verdict is Outcome.NOT_OBSERVABLE


def test_a_change_in_other_days_supports_the_flags_alone():
    found = verdict(reflagging(date(2023, 5, 1)), heard(dusk(shipname="SEA DAWN"), dawn()))

    assert (found.verdict, found.roles_unmatched) == (Outcome.PARTLY_SUPPORTED, ("when",))


def test_a_flag_whose_number_was_never_heard_is_not_observable():
    found = verdict(reflagging(recipients=(Actor("Gabon", "GA"),)), heard(dusk(shipname="SEA DAWN"), dawn()))

    assert found.verdict is Outcome.NOT_OBSERVABLE
    assert "reflagged.never" in keys(found)


def test_without_a_new_flag_nothing_can_be_checked():
    assert verdict(reflagging(recipients=(), actors=()), heard(dusk(), dawn())).verdict is Outcome.NOT_CHECKABLE


@pytest.mark.parametrize(
    "quote",
    ["The Sea Dawn was re-flagged from Iran to Russia", "Sea Dawn switched its flag", "Le navire a changé de pavillon"]
    + ["Le Sea Dawn bat désormais pavillon russe", "reflagged in May"],
)
def test_words_of_a_change_of_flag(quote):
    assert any(check.check == "reflagged" for check in verdict(reflagging(quote=quote), heard(dusk(), dawn())).checks)


def listing(**cells: object) -> pl.DataFrame:
    row = {"imo": str(IMO), "source": "LIST", "exhibit": "cd" * 32, "row": 4} | cells
    return REGISTER.conform(pl.DataFrame([dict.fromkeys(REGISTER.schema) | row], schema=REGISTER.schema))


def with_list(seen: Witness, **cells: object) -> Witness:
    return replace(seen, world=seen.world.with_register(listing(**cells)))


def test_a_register_that_covers_the_days_with_another_flag_contradicts():
    days = {"valid_from": date(2020, 1, 1), "valid_to": date(2024, 12, 31), "flag": "Panama"}
    found = verdict(reflagging(), with_list(heard(dusk(), dawn()), **days))

    assert (found.verdict, found.reason) == (Outcome.CONTRADICTED, Reason.RECORD)
    assert found.evidence[0].exhibits == (f"{'cd' * 32}##4",)


def test_a_register_that_gives_the_new_flag_from_then_on_supports():
    found = verdict(reflagging(), with_list(heard(dusk(), dawn()), valid_from=date(2024, 2, 10), flag="RU"))

    assert found.verdict is Outcome.SUPPORTED


def test_a_listing_stands_beside_a_verdict_and_changes_nothing():
    seen = heard(dusk(), dawn())
    bare, beside = verdict(ALIAS, seen), verdict(ALIAS, with_list(seen, valid_from=date(2023, 10, 1)))

    assert beside.verdict is bare.verdict
    assert beside.evidence == bare.evidence
    (said,) = [one for one in beside.because if one.key == "listed.by"]
    assert dict(said.values)["start"] == "2023-10-01"


def test_a_list_that_gives_a_name_and_no_number_is_said_to_be_weak():
    found = verdict(ALIAS, with_list(heard(dusk(), dawn()), imo=None, shipname="Sea Dawn"))

    assert "listed.name" in keys(found)
    assert "listed.by" not in keys(found)


def test_a_list_that_means_another_imo_number_says_nothing_by_the_name():
    found = verdict(ALIAS, with_list(heard(dusk(), dawn()), imo=str(SECOND_IMO), shipname="Sea Dawn"))

    assert not {key for key in keys(found) if key.startswith("listed")}


def test_lists_of_ships_are_dated_by_the_listing_and_not_by_the_file():
    when = MIDNIGHT.date()
    undated = verdict(ALIAS, with_list(heard(dusk(), dawn()), source=f"LIST of {when}"))

    assert "listed.undated" in keys(undated)
