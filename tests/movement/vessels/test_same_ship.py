"""Who is who: judgements from what ships say and where they are heard."""

from __future__ import annotations

from datetime import timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossbearing.dossier.words import LANGUAGES, word
from crossbearing.model.vessel_inferences import SAME_SHIPS
from crossbearing.movement.vessels.together.encounters import encounters
from crossbearing.movement.vessels.together.whereabouts import whereabouts
from crossbearing.movement.vessels.trust.plausible import plausible
from crossbearing.movement.vessels.who.grounds import grounds_of
from crossbearing.movement.vessels.who.identities import asked_of, clues, identities
from crossbearing.movement.vessels.who.identity import timeline
from movement.vessels.sea import MID_CASPIAN, MIDNIGHT, every, going, lying, named, off, ship, statics, then

OLD, NEW, OTHER = 273111111, 422222222, 436333333
IMO, SECOND_IMO = 9074729, 8814275
FAR = off(MID_CASPIAN, 300_000)


def says(mmsi: int, first: float = 0.0, last: float = 96.0, **more: object) -> dict[str, object]:
    """What a ship says of herself from one hour to another."""
    hours = {"time": MIDNIGHT + timedelta(hours=first), "last_time": MIDNIGHT + timedelta(hours=last)}
    return {**named(mmsi), **hours, "member": "said", "row": mmsi, **more}


def judged(tracks: list[pl.DataFrame], *told: dict[str, object]) -> pl.DataFrame:
    marked, said = plausible(pl.concat(tracks)), statics(*told)
    line = timeline(said)
    asked = asked_of(line)
    return identities(line, [clues(marked, asked)], encounters(marked, said), whereabouts(marked))


def only(found: pl.DataFrame) -> tuple[str, set[str], set[str]]:
    """The one judgement: its result, and the keys of what speaks for it and against it."""
    (row,) = found.to_dicts()
    told = {"for": set(), "against": set()}
    for ground in grounds_of(row):
        told[ground.speaks].add(ground.said.key)
    return row["result"], told["for"], told["against"]


def renamed(place=MID_CASPIAN, silent_h: float = 6.0) -> list[pl.DataFrame]:
    return [
        ship(OLD, lying(MID_CASPIAN), every(30, 0, 24)),
        ship(NEW, lying(place), every(30, 24 + silent_h, 60)),
    ]


def test_a_hull_that_takes_another_flag_is_one_ship_by_its_imo_number():
    found = judged(renamed(), says(OLD, 0, 24, imo=IMO), says(NEW, 30, 60, imo=IMO))

    assert only(found) == ("same_ship", {"same.imo", "same.follows"}, set())
    (row,) = found.to_dicts()
    assert (row["one"], row["other"]) == (f"mmsi:{OLD}", f"mmsi:{NEW}")
    assert row["changed_after"] == MIDNIGHT + timedelta(hours=24)
    assert row["changed_before"] == MIDNIGHT + timedelta(hours=30)
    assert len(row["evidence"]) == 4


def test_one_imo_number_at_two_places_at_a_time_is_two_ships():
    tracks = [ship(OLD, lying(MID_CASPIAN), every(30, 0, 24)), ship(NEW, lying(FAR), every(30, 0, 24))]

    result, _, against = only(judged(tracks, says(OLD, imo=IMO), says(NEW, imo=IMO)))
    assert (result, against) == ("two_ships_one_number", {"same.apart"})


def test_who_cannot_have_come_so_far_in_the_time_is_not_joined():
    result, _, against = only(judged(renamed(FAR, 2.0), says(OLD, 0, 24, imo=IMO), says(NEW, 26, 60, imo=IMO)))

    assert (result, against) == ("unclear", {"same.too_far"})


def test_another_length_under_one_imo_number_is_unclear():
    told = says(OLD, 0, 24, imo=IMO), says(NEW, 30, 60, imo=IMO, length_m=180.0)

    result, _, against = only(judged(renamed(), *told))
    assert (result, against) == ("unclear", {"same.other_size"})


def test_a_check_digit_that_fails_joins_nobody():
    assert judged(renamed(), says(OLD, imo=IMO - 1), says(NEW, imo=IMO - 1)).is_empty()


def test_callsign_name_and_size_together_join_what_follows():
    told = {"callsign": "UAAB4", "shipname": "SEA DAWN"}

    result, speaks, _ = only(judged(renamed(), says(OLD, 0, 24, **told), says(NEW, 30, 60, **told)))
    assert (result, speaks) == ("same_ship", {"same.callsign", "same.name_size", "same.follows"})


def test_a_callsign_alone_is_unclear_and_a_name_alone_is_nothing():
    call = judged(renamed(), says(OLD, 0, 24, callsign="UAAB4"), says(NEW, 30, 60, callsign="UAAB4"))
    name = [ship(OLD, lying(MID_CASPIAN), every(30, 0, 24)), ship(NEW, lying(FAR), every(30, 0, 24))]

    assert only(call)[0] == "unclear"
    assert judged(name, says(OLD, shipname="SEA STAR"), says(NEW, shipname="SEA STAR")).is_empty()


def test_two_transponders_of_one_ship_are_always_at_one_place():
    where = going(MID_CASPIAN, 8, "N")
    tracks = [ship(OLD, where, every(10, 0, 24), 8.0), ship(NEW, where, every(10, 0.05, 24), 8.0)]

    result, speaks, against = only(judged(tracks, says(OLD, imo=IMO), says(NEW, imo=IMO)))
    assert (result, against) == ("same_ship", set())
    assert "same.beside" in speaks


def test_a_boat_bears_her_ships_callsign_and_is_no_suspect():
    tracks = [ship(OLD, lying(MID_CASPIAN), every(30, 0, 24)), ship(982731111, lying(FAR), every(30, 0, 24))]

    assert judged(tracks, says(OLD, callsign="UAAB4"), says(982731111, callsign="UAAB4")).is_empty()


def test_a_number_that_many_send_is_nobodys():
    fleet = [ship(273000000 + n, lying(off(MID_CASPIAN, 9000 * n)), every(60, 0, 24)) for n in range(20)]

    assert judged(fleet, *(says(273000000 + n, imo=IMO) for n in range(20))).is_empty()


def alongside(swapped: bool = False, east_m: float = 80.0) -> list[pl.DataFrame]:
    """Two ships that lie alongside from 30 to 36 h; if `swapped`, each MMSI is on the other hull from 33 h."""
    beside = off(MID_CASPIAN, 0, east_m)
    away, back = going(MID_CASPIAN, 8, "N", 36), going(beside, 8, "S", 36)
    comes, goes = going(MID_CASPIAN, 8, "N", 30), going(beside, 8, "S", 30)
    if swapped:
        one = then((30, comes), (33, lying(MID_CASPIAN)), (36, lying(beside)), (99, back))
        other = then((30, goes), (33, lying(beside)), (36, lying(MID_CASPIAN)), (99, away))
    else:
        one = then((30, comes), (36, lying(MID_CASPIAN)), (99, away))
        other = then((30, goes), (36, lying(beside)), (99, back))
    return [ship(OLD, one, every(5, 24, 60)), ship(NEW, other, every(5, 24, 60))]


def test_numbers_that_changed_hulls_at_a_meeting_are_swapped():
    told = [
        says(OLD, 24, 32.5, imo=IMO, length_m=120.0),
        says(NEW, 24, 32.5, imo=SECOND_IMO, length_m=90.0),
        says(OLD, 33.5, 60, imo=SECOND_IMO, length_m=90.0),
        says(NEW, 33.5, 60, imo=IMO, length_m=120.0),
    ]

    result, speaks, against = only(judged(alongside(swapped=True), *told))
    assert (result, against) == ("swapped", set())
    assert speaks >= {"swap.imo", "swap.size", "swap.crossed", "swap.met"}


def test_sizes_that_crossed_over_at_a_meeting_nobody_heard_are_swapped_and_far_apart_unclear():
    told = [
        says(OLD, 0, 30, imo=IMO, length_m=120.0),
        says(NEW, 0, 30, imo=SECOND_IMO, length_m=90.0),
        says(OLD, 40, 60, imo=IMO, length_m=90.0),
        says(NEW, 40, 60, imo=SECOND_IMO, length_m=120.0),
    ]
    hours = [*every(30, 0, 30), *every(30, 40, 60)]
    near = [ship(OLD, lying(MID_CASPIAN), hours), ship(NEW, lying(off(MID_CASPIAN, 20_000)), hours)]
    apart = [ship(OLD, lying(MID_CASPIAN), every(30, 0, 60)), ship(NEW, lying(FAR), every(30, 0, 60))]

    assert only(judged(near, *told)) == ("swapped", {"swap.size"}, set())
    assert only(judged(apart, *told)) == ("unclear", {"swap.size"}, {"swap.apart"})


def test_ships_that_swap_and_swap_back_are_swapped_twice():
    one, other = {"imo": IMO, "length_m": 120.0}, {"imo": SECOND_IMO, "length_m": 90.0}
    told = [
        says(mmsi, first, last, **(one if (mmsi == OLD) != back else other))
        for mmsi in (OLD, NEW)
        for first, last, back in ((0, 32, False), (34, 70, True), (72, 96, False))
    ]
    tracks = [
        ship(OLD, lying(MID_CASPIAN), every(10, 0, 96)),
        ship(NEW, lying(off(MID_CASPIAN, 0, 80)), every(10, 0, 96)),
    ]

    found = judged(tracks, *told)
    assert found["result"].to_list() == ["swapped", "swapped"]
    assert found["changed_after"].dt.epoch("s").diff().drop_nulls().to_list() == [38 * 3600]


def test_an_mmsi_whose_size_is_typed_in_anew_each_hour_is_no_swap():
    told = [says(OLD, hour, hour + 0.5, imo=IMO, length_m=90.0 + 30 * (hour % 2)) for hour in range(20)]
    tracks = [
        ship(OLD, lying(MID_CASPIAN), every(10, 0, 24)),
        ship(NEW, lying(off(MID_CASPIAN, 0, 80)), every(10, 0, 24)),
    ]

    assert judged(tracks, *told, says(NEW, 0, 24, imo=SECOND_IMO, length_m=90.0)).is_empty()


def test_a_hull_that_takes_the_mmsi_another_has_left_is_one_ship():
    """NEW's hull goes on under OLD's MMSI, long after OLD's own hull was heard last."""
    tracks = [
        ship(OLD, lying(FAR), every(30, 0, 10)),
        ship(NEW, lying(MID_CASPIAN), every(30, 0, 60)),
        ship(OLD, lying(MID_CASPIAN), every(30, 80, 160)),
    ]
    told = says(OLD, 0, 10, imo=SECOND_IMO), says(NEW, 0, 60, imo=IMO), says(OLD, 80, 160, imo=IMO)

    result, speaks, against = only(judged(tracks, *told))
    assert (result, against) == ("same_ship", set())
    assert speaks == {"same.imo", "same.follows"}


def test_places_that_cross_over_alone_are_unclear():
    told = says(OLD, 24, 60, imo=IMO), says(NEW, 24, 60, imo=SECOND_IMO)

    result, speaks, _ = only(judged(alongside(swapped=True), *told))
    assert (result, speaks) == ("unclear", {"swap.crossed", "swap.met"})


def test_an_honest_meeting_is_no_swap():
    assert judged(alongside(), says(OLD, imo=IMO), says(NEW, imo=SECOND_IMO)).is_empty()


def test_who_goes_on_under_the_number_of_a_ship_that_is_gone_has_taken_it_over():
    """From 33 h the second hull sends the first one's MMSI with her own length; her own MMSI is heard no more."""
    first, second = alongside(swapped=True)
    second = second.filter(pl.col("time") < MIDNIGHT + timedelta(hours=33))
    later = ship(OTHER, lying(FAR), every(30, 24, 72))
    told = [
        says(OLD, 24, 32.5, imo=IMO, length_m=120.0),
        says(NEW, 24, 32.5, imo=SECOND_IMO, length_m=90.0),
        says(OLD, 33.5, 60, imo=IMO, length_m=90.0),
        says(OTHER, 24, 72, imo=9999993),
    ]

    result, speaks, _ = only(judged([first, second, later], *told))
    assert result == "taken_over"
    assert speaks >= {"swap.size", "swap.gone", "swap.met"}


def test_two_ships_on_one_mmsi_that_say_two_things_in_turn():
    tracks = [ship(OLD, lying(MID_CASPIAN), every(10, 0, 48)), ship(OLD, lying(FAR), every(10, 0.05, 48))]
    told = [says(OLD, hour, hour + 1, imo=imo) for hour, imo in ((0, IMO), (4, SECOND_IMO), (8, IMO))]

    result, _, against = only(judged(tracks, *told))
    assert (result, against) == ("two_ships_one_number", {"same.two_tracks", "same.says_in_turn"})


def test_a_new_number_of_the_same_size_there_and_then_is_said_and_not_joined():
    tracks = [
        ship(OLD, lying(MID_CASPIAN), every(30, 0, 72)),
        ship(NEW, lying(off(MID_CASPIAN, 500)), every(30, 74, 160)),
        ship(OTHER, lying(FAR), every(30, 0, 160)),
    ]
    told = says(OLD, 0, 72, imo=IMO), says(NEW, 74, 160, imo=SECOND_IMO), says(OTHER, 0, 160, length_m=90.0)

    result, speaks, against = only(judged(tracks, *told))
    assert (result, against) == ("unclear", {"same.nothing_shared"})
    assert speaks == {"same.follows", "same.size_only"}


@given(st.permutations([OLD, NEW, OTHER]), st.floats(0.5, 40.0), st.booleans())
def test_the_judgement_does_not_depend_on_which_number_is_the_lower(numbers, silent_h, far):
    first, second, _ = numbers
    place = FAR if far else MID_CASPIAN
    tracks = [
        ship(first, lying(MID_CASPIAN), every(60, 0, 12)),
        ship(second, lying(place), every(60, 12 + silent_h, 80)),
    ]
    found = judged(tracks, says(first, 0, 12, imo=IMO), says(second, 12 + silent_h, 80, imo=IMO))

    reachable = not far or silent_h * 16 * 1.15 * 1.852 + 2 >= 300
    assert only(found)[0] == ("same_ship" if reachable else "unclear")
    assert found["one"].to_list() == [f"mmsi:{first}"]
    assert SAME_SHIPS.conform(found).equals(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_ground_has_words(language):
    found = judged(renamed(FAR, 2.0), says(OLD, 0, 24, imo=IMO), says(NEW, 26, 60, imo=IMO))

    assert all(word(ground.said, language) for row in found.to_dicts() for ground in grounds_of(row))
