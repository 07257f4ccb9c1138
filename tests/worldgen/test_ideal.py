"""The ideal reader of wide worlds: he never excludes what took place, and the same seed asks the same questions."""

from __future__ import annotations

import msgspec
import pytest

from crossbearing.worldgen.wide.corridors import corridors, doubling_day
from crossbearing.worldgen.wide.drawn import SORTS, Drawn, draw
from crossbearing.worldgen.wide.hearing import chances, imagined
from crossbearing.worldgen.wide.ideal import Ideal
from crossbearing.worldgen.wide.invented import invent
from crossbearing.worldgen.wide.places import fields
from crossbearing.worldgen.wide.roster import DAY_S
from crossbearing.worldgen.wide.silences import hidings, speed_kmh, ways


@pytest.fixture(scope="module", params=["plain", "rough"])
def ideal(request) -> Ideal:
    return Ideal(invent(77, 6, 16, physics=request.param))


@pytest.fixture(scope="module")
def drawn(ideal) -> list[Drawn]:
    return draw(ideal, 77, 2)


def test_a_flight_that_took_place_is_never_excluded(ideal):
    excluded = []
    for leg in ideal.world.legs:
        track, plan = ideal.tracks.get(leg.craft.airframe), leg.plan
        if track is None:
            continue
        window = (leg.knots.off_at - 3600.0, leg.knots.on_at + 3600.0)
        kmh = speed_kmh(plan.performance.cruise_kt)
        if ways(track, [plan.start], [plan.end], window, kmh, ideal.stopped[leg.craft.airframe]).none:
            excluded.append(leg.plan)
    assert excluded == []


def test_no_more_stays_took_place_than_were_shown_or_had_room(ideal):
    too_many = []
    for craft in ideal.craft.values():
        track = ideal.tracks.get(craft.airframe)
        for code in craft.fleet.places[:3] if track is not None else ():
            spots, days = [fields()[code]], (1, 4)
            _, shown = ideal.counted(craft.airframe, spots, days, shown=True)
            _, true = ideal.counted(craft.airframe, spots, days, shown=False)
            kmh = speed_kmh(ideal.world.legs[0].plan.performance.cruise_kt + 200.0)
            room = sum(one.extra for one in hidings(track, spots, ideal.stretch(*days), kmh))
            if true > shown + room:
                too_many.append((craft.airframe, code, true, shown, room))
    assert too_many == []


def test_nothing_true_is_called_contradicted_and_nothing_false_is_proved_but_a_number(drawn):
    assert [one.claims[-1] for one in drawn if one.true and one.said.verdict == "contradicted"] == []
    wrong = [one for one in drawn if not one.true and one.said.verdict == "supported"]
    assert {one.sort for one in wrong} <= {"visits, exactly", "visits, n-th", "flights, number of"}


def test_every_verdict_is_among_those_accepted(drawn):
    assert all(one.said.verdict in one.said.accepted for one in drawn)
    assert {one.sort for one in drawn} <= set(SORTS)


def test_the_same_seed_draws_the_same_claims(ideal, drawn):
    assert msgspec.json.encode(draw(ideal, 77, 2)) == msgspec.json.encode(drawn)


def test_a_flight_over_receivers_is_surely_heard_and_one_where_there_are_none_is_not(ideal):
    ether = ideal.world.ether
    craft = next(one for one in ideal.craft.values() if one.typecode == "A320" and not one.mlat_only)
    over_europe = imagined(craft, fields()["EDDF"], fields()["EGLL"], DAY_S + 40_000.0, ether)
    over_chad = imagined(craft, fields()["FTTJ"], fields()["FEFF"], DAY_S + 40_000.0, ether)
    p = chances([over_europe, over_chad], ether)
    assert p[0] > 0.99
    assert p[1] < 0.05


def test_on_a_rising_route_more_is_flown_after_its_day_and_receivers_double_half_way():
    world, routes = corridors(5, 28, 1, 1, doubled=True)
    steady, rising = routes
    legs = [leg for leg in world.legs if leg.craft.fleet.operator == rising.operator]
    before = sum(leg.knots.off_at < rising.day * DAY_S for leg in legs) / rising.day
    after = sum(leg.knots.off_at >= rising.day * DAY_S for leg in legs) / (28 - rising.day)
    up = world.ether.ears.up
    assert steady.factor == 1.0
    assert after > 1.8 * before
    assert up[:, -1].sum() > 1.5 * up[:, 0].sum()
    assert doubling_day(28) == 14
