"""Honest river-sea ships of the five flags of the Caspian: Kazakh and Turkmen numbers make nobody a suspect."""

from __future__ import annotations

from collections import Counter

import polars as pl
import pytest

from crossbearing.movement.vessels.silences import silences
from crossbearing.movement.vessels.together.encounters import encounters_among
from crossbearing.movement.vessels.together.whereabouts import whereabouts
from crossbearing.movement.vessels.trust.plausible import plausible
from crossbearing.movement.vessels.who.identities import asked_of, clues, identities
from crossbearing.movement.vessels.who.identity import timeline
from crossbearing.worldgen.sea import invent_sea
from crossbearing.worldgen.sea.frames import positions, statics
from crossbearing.worldgen.sea.invented import Faults
from crossbearing.worldgen.sea.stage import Shares
from crossbearing.worldgen.sea.worn import Disguises

HONEST = {"disguises": Disguises(0.0, 0.0, 0.0, 0.0), "faults": Faults(0.0, 0.0)}
NOBODY_SILENT = Shares(one_dark=0.0, both_dark=0.0, dark_call=0.0)


@pytest.fixture(scope="module", params=[7, 13, 21])
def fleet(request: pytest.FixtureRequest) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Marked positions and what the ships say; nobody switches off, changes a number or sends a false track.

    What a receiver garbled (one position in 30,000) is left out.
    """
    sea = invent_sea(request.param, 5, 90, seas=("caspian",), keep_s=120.0, shares=NOBODY_SILENT, **HONEST)
    sound = sea.rows["false"].to_numpy() == 0
    return plausible(positions(sea).filter(pl.Series(sound).gather(positions(sea)["row"]))), statics(sea)


def test_all_five_flags_of_the_caspian_sail(fleet):
    flags = Counter(timeline(fleet[1])["flag"])

    assert all(flags[flag] >= 5 for flag in ("KZ", "TM", "AZ", "IR", "RU"))


def test_no_position_of_theirs_is_marked_but_repeats(fleet):
    assert set(fleet[0]["mark"].drop_nulls()) <= {"duplicate"}
    assert fleet[0]["hull"].null_count() == fleet[0].height


def test_no_number_of_theirs_is_doubted(fleet):
    assert timeline(fleet[1]).filter(pl.col("doubts").list.len() > 0).is_empty()


def test_no_silence_of_theirs_is_very_unusual(fleet):
    assert silences(fleet[0], 6.0).filter(silence="very_unusual").is_empty()


def test_nothing_is_judged_of_who_they_are(fleet):
    marked, said = fleet
    told, ships = timeline(said), whereabouts(marked)
    meetings = encounters_among(ships, said)

    assert meetings.height > 10
    assert identities(told, [clues(marked, asked_of(told))], meetings, ships).is_empty()
