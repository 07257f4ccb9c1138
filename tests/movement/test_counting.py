"""How often it was there: what silences hide, what sightings show, and what no silence can take away."""

from __future__ import annotations

from datetime import datetime, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.model.tables import AIRFRAMES, SIGHTINGS
from crossbearing.movement import count_visits, flights, plausible, visits
from crossbearing.movement.counting import VisitCount
from crossbearing.movement.ferries import ferries
from crossbearing.movement.observed import most_at_once, unnamed
from crossbearing.movement.rolling import busiest
from crossbearing.movement.rooms import fits
from crossbearing.world import World, load_world
from notation import at, fly, park, together, unheard

CRAFT = "icao24:7380c2"
DAY = (at("2024-02-10 00:00"), at("2024-02-11 00:00"))
OTHERS = tuple(f"icao24:3c000{n}" for n in range(6))


@pytest.fixture(scope="module")
def world() -> World:
    return load_world()


def sighting(place: str | None, start: str, end: str, *, craft: str | None = CRAFT, **told: object) -> pl.DataFrame:
    """One row of SIGHTINGS: a photograph unless told otherwise."""
    usual: dict[str, object] = {
        "id": f"si-{place}-{start}-{told.get('row', 0)}", "craft": craft, "kind": "photo", "place": place,
        "started_at": at(start), "ended_at": at(end), "author": "a spotter", "observations": 1, "exhibit": "album",
        "member": "", "row": 0,
    }  # fmt: skip
    row = usual | told
    return SIGHTINGS.conform(
        pl.DataFrame([{name: row.get(name) for name in SIGHTINGS.schema}], schema=SIGHTINGS.schema)
    )


def counted(
    drawn: pl.DataFrame,
    places: tuple[str, ...],
    world: World,
    window: tuple[datetime, datetime] = DAY,
    observed: pl.DataFrame | None = None,
) -> VisitCount:
    marked = plausible(drawn)
    legs = flights(marked, AIRFRAMES.empty(), world)
    here = visits(legs, marked, world, observed)
    return count_visits(here, [CRAFT], places, *window, world, flights=legs, positions=marked, sightings=observed)


def seen_all_day(place: str = "OIII") -> pl.DataFrame:
    """To Moscow and back in one day, every minute of it heard."""
    return together(
        park(CRAFT, place, "2024-02-09 20:00", "2024-02-10 05:50", every_s=300),
        fly(CRAFT, place, "UUWW", "2024-02-10 06:00", every_s=60),
        park(CRAFT, "UUWW", "2024-02-10 09:40", "2024-02-10 13:50", every_s=300),
        fly(CRAFT, "UUWW", place, "2024-02-10 14:00", every_s=60),
        park(CRAFT, place, "2024-02-10 17:40", "2024-02-11 02:00", every_s=300),
    )


def busy_sky() -> pl.DataFrame:
    """Six other craft that fly between the same fields, heard from stand to stand."""
    legs = []
    for n, other in enumerate(OTHERS):
        legs.append(fly(other, "OIII", "UUWW", f"2024-02-10 0{n}:00", every_s=120))
        legs.append(fly(other, "UUWW", "OIII", f"2024-02-10 {12 + n}:00", every_s=120))
    return together(*legs)


def test_a_day_seen_from_end_to_end_leaves_no_room(world: World) -> None:
    n = counted(seen_all_day(), ("UUWW",), world)
    assert (n.n_min, n.n_max, n.n_most) == (1, 1, 1)
    assert counted(seen_all_day(), ("OSDI",), world).n_most == 0


def test_a_silent_night_on_the_stand_hides_nothing_where_others_are_heard(world: World) -> None:
    """Tehran and Moscow are well heard; what the craft did with its transponder off only physics can tell."""
    night = unheard(seen_all_day(), "2024-02-10 17:45", "2024-02-11 01:50")
    alone, among = (counted(drawn, ("UUWW",), world) for drawn in (night, together(night, busy_sky())))
    assert alone.n_max > alone.n_min, "nobody else tells whether it would have been heard"
    assert (among.n_min, among.n_max) == (1, 1)
    assert among.n_most == alone.n_most > 1


def test_an_unknown_stop_on_the_way_is_one_to_reckon_with(world: World) -> None:
    lost = together(
        busy_sky(),
        fly(CRAFT, "OIII", "UUWW", "2024-02-10 06:00", unheard=[(120, 600)]),
        fly(CRAFT, "UUWW", "OIII", "2024-02-10 14:00", unheard=[(-10, 90)]),
    )
    n = counted(lost, ("UUWW",), world)
    assert (n.n_min, n.n_max) == (0, 1)
    assert n.n_most >= 1


def test_a_place_behind_the_craft_is_not_reckoned_with_but_possible(world: World) -> None:
    """Lost short of Moscow northbound, found there southbound six hours later: Dubai is behind it."""
    lost = together(
        busy_sky(),
        fly(CRAFT, "OIII", "UUWW", "2024-02-10 06:00", unheard=[(150, 600)]),
        fly(CRAFT, "UUWW", "OIII", "2024-02-10 19:00", unheard=[(-10, 40)]),
    )
    n = counted(lost, ("OMDB",), world)
    assert (n.n_min, n.n_max) == (0, 0)
    assert n.n_most >= 1


def test_two_legs_with_an_unseen_stop_between_have_left_the_place(world: World) -> None:
    away = together(
        park(CRAFT, "OIII", "2024-02-10 00:00", "2024-02-10 05:50", every_s=300),
        fly(CRAFT, "OIII", "UUWW", "2024-02-10 06:00", unheard=[(100, 900)]),
        fly(CRAFT, "UUWW", "OIII", "2024-02-10 14:00", unheard=[(-10, 110)]),
    )
    assert counted(away, ("OIII",), world).n_min == 2


def test_a_spotters_log_is_a_stay(world: World) -> None:
    silent = together(
        park(CRAFT, "OIII", "2024-02-09 20:00", "2024-02-10 02:00", every_s=300),
        park(CRAFT, "OIII", "2024-02-10 20:00", "2024-02-11 02:00", every_s=300),
    )
    log = sighting("UUWW", "2024-02-10 10:00", "2024-02-10 11:00", kind="log")
    before, after = counted(silent, ("UUWW",), world), counted(silent, ("UUWW",), world, observed=log)
    assert before.n_min == 0 and after.n_min == 1
    assert after.stays[0].evidence == ("log",) and after.n_min <= after.n_max <= after.n_most


def test_a_photograph_during_a_known_stay_adds_none(world: World) -> None:
    photo = sighting("UUWW", "2024-02-10 10:00", "2024-02-10 12:00")
    assert counted(seen_all_day(), ("UUWW",), world, observed=photo).n_min == 1


def test_a_contact_within_a_receivers_range_cuts_the_prism(world: World) -> None:
    """Unheard for twelve hours at Tehran; halfway through, a receiver there heard it without a position."""
    silent = together(
        park(CRAFT, "OIII", "2024-02-10 00:00", "2024-02-10 06:00", every_s=300),
        park(CRAFT, "OIII", "2024-02-10 18:00", "2024-02-10 23:00", every_s=300),
    )
    here = {"lat": 35.7, "lon": 51.4, "radius_km": 100.0}
    heard = sighting(None, "2024-02-10 11:59", "2024-02-10 12:01", kind="contact", on_ground=False, **here)
    assert counted(silent, ("UUWW",), world).n_most >= 1
    assert counted(silent, ("EDDF",), world).n_most >= 1
    assert counted(silent, ("EDDF",), world, observed=heard).n_most == 0


def test_a_sighting_over_a_whole_day_with_positions_in_it_cuts_nothing(world: World) -> None:
    vague = sighting("UUWW", "2024-02-10 00:00", "2024-02-11 00:00")
    n = counted(seen_all_day(), ("OIII",), world, observed=vague)
    assert n.n_min == counted(seen_all_day(), ("OIII",), world).n_min


def test_an_unnamed_il76_counts_only_beyond_those_known_to_stand_there() -> None:
    seen = ("OSDI", "2024-02-10 09:00", "2024-02-10 09:01")
    pictures = pl.concat([sighting(*seen, craft=None, typecode="IL76", kind="satellite", row=n) for n in (1, 2)])
    rows = unnamed(pictures, ["OSDI"], ["IL76"], *DAY)
    assert len(rows) == 2 and unnamed(pictures, ["OSDI"], ["B742"], *DAY) == []
    assert most_at_once(rows, lambda start, end: 0) == 2
    assert most_at_once(rows, lambda start, end: 1) == 1


def test_an_unseen_flight_between_two_known_stays_is_named(world: World) -> None:
    """Heard landing at Tehran, heard next taking off from Damascus: somebody flew it there."""
    marked = plausible(
        together(
            fly(CRAFT, "UUWW", "OIII", "2024-02-10 06:00", every_s=60),
            park(CRAFT, "OIII", "2024-02-10 10:00", "2024-02-10 11:00"),
            park(CRAFT, "OSDI", "2024-02-12 09:00", "2024-02-12 10:00"),
            fly(CRAFT, "OSDI", "OMDB", "2024-02-12 10:05", every_s=60),
        )
    )
    legs = flights(marked, AIRFRAMES.empty(), world)
    (one,) = ferries(visits(legs, marked, world), world)
    assert (one.departure, one.arrival, one.evidence) == ("OIII", "OSDI", "inferred")
    assert at("2024-02-10 10:00") <= one.left_after < one.arrived_before <= at("2024-02-12 10:00")
    assert legs.height == 2, "no flight is invented"


def test_the_busiest_window_holds_the_most_stays(world: World) -> None:
    days = [f"2024-02-{day:02d}" for day in (1, 4, 12, 14, 15)]
    drawn = together(
        *(fly(CRAFT, "OIII", "UUWW", f"{day} 06:00", every_s=120) for day in days),
        *(fly(CRAFT, "UUWW", "OIII", f"{day} 14:00", every_s=120) for day in days),
    )
    span = (at("2024-02-01 00:00"), at("2024-02-20 00:00"))
    whole = counted(drawn, ("UUWW",), world, span)
    window = busiest(whole.stays, timedelta(days=5), *span)
    assert counted(drawn, ("UUWW",), world, window).n_min == 3
    assert window[1] - window[0] == timedelta(days=5)


LENGTHS = st.floats(0.0, 400 * 3600.0)


@given(LENGTHS, LENGTHS, st.booleans())
def test_a_longer_silence_never_holds_fewer_stays(one: float, other: float, inside: bool) -> None:
    short, long = sorted((one, other))
    assert fits(short, inside, 3600.0, 600.0) <= fits(long, inside, 3600.0, 600.0)
    assert fits(short, True, 3600.0, 600.0) <= fits(short, False, 3600.0, 600.0) or short < 600.0


@settings(max_examples=8, deadline=None)
@given(st.floats(0, 26), st.floats(0.5, 10), st.sampled_from(["UUWW", "OIII", "OSDI"]))
def test_more_silence_never_lowers_what_is_possible(start: float, hours: float, where: str) -> None:
    world = load_world()
    first = at("2024-02-09 22:00") + timedelta(hours=start)
    kept = ~pl.col("time").is_between(first, first + timedelta(hours=hours))
    whole, silent = counted(seen_all_day(), (where,), world), counted(seen_all_day().filter(kept), (where,), world)
    assert silent.n_most >= whole.n_most and silent.n_max >= whole.n_max
    assert silent.n_min <= whole.n_max <= silent.n_most


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 40), st.integers(1, 24), st.integers(0, 8), st.sampled_from(["UUWW", "OIII"]))
def test_a_wider_window_never_counts_fewer(start: int, hours: int, more: int, where: str) -> None:
    world, gap = load_world(), unheard(seen_all_day(), "2024-02-10 11:00", "2024-02-10 19:00")
    first = at("2024-02-09 12:00") + timedelta(hours=start)
    narrow = counted(gap, (where,), world, (first, first + timedelta(hours=hours)))
    wider = (first - timedelta(hours=more), first + timedelta(hours=hours + more))
    wide = counted(gap, (where,), world, wider)
    assert narrow.n_min <= wide.n_min and narrow.n_most <= wide.n_most and narrow.n_max <= wide.n_max
    assert narrow.n_min <= narrow.n_max <= narrow.n_most


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 30), st.integers(1, 600))
def test_a_sighting_there_never_lowers_the_count(start: int, minutes: int) -> None:
    world, gap = load_world(), unheard(seen_all_day(), "2024-02-10 08:00", "2024-02-10 16:00")
    first = at("2024-02-09 20:00") + timedelta(hours=start)
    photo = sighting("UUWW", str(first)[:16], str(first + timedelta(minutes=minutes))[:16])
    without, given_one = counted(gap, ("UUWW",), world), counted(gap, ("UUWW",), world, observed=photo)
    assert given_one.n_min >= without.n_min and given_one.n_min <= given_one.n_max <= given_one.n_most


ASLEEP = together(
    park(CRAFT, "OIII", "2024-02-10 00:00", "2024-02-10 06:00", every_s=300),
    park(CRAFT, "OIII", "2024-02-10 18:00", "2024-02-10 23:00", every_s=300),
)


@settings(max_examples=4, deadline=None)
@given(st.integers(0, 6000), st.integers(0, 2000), st.integers(0, 240))
def test_a_wider_circle_and_a_longer_stretch_never_cut_more(radius_km: int, wider: int, minutes: int) -> None:
    """A contact at noon, within a receiver's range, in twelve hours of silence at Tehran."""

    def heard(km: float, around_min: int) -> int:
        start, end = (str(at("2024-02-10 12:00") + timedelta(minutes=m))[:16] for m in (-around_min, around_min + 1))
        one = sighting(None, start, end, kind="contact", lat=35.7, lon=51.4, radius_km=float(km), on_ground=False)
        return counted(ASLEEP, ("EDDF",), load_world(), observed=one).n_most

    without = counted(ASLEEP, ("EDDF",), load_world()).n_most
    assert heard(radius_km, 0) <= heard(radius_km + wider, 0) <= without
    assert heard(radius_km, 0) <= heard(radius_km, minutes) <= without


def test_a_sighting_over_positions_leaves_every_room_as_it_was(world: World) -> None:
    """Somebody saw it near Frankfurt between 5 and 19 h, while it stood heard at Tehran for two of those hours."""
    vague = sighting(None, "2024-02-10 05:00", "2024-02-10 19:00", kind="log", lat=50.0, lon=8.6, radius_km=50.0)
    without, given_one = (counted(ASLEEP, ("UUWW",), world, observed=one) for one in (None, vague))
    assert (given_one.n_min, given_one.n_most) == (without.n_min, without.n_most)


# Where a drawn craft goes next, and after how many hours on the ground.
ROUTES = st.lists(
    st.tuples(st.sampled_from(["UUWW", "OSDI", "OMDB"]), st.integers(1, 5), st.booleans()), min_size=1, max_size=3
)


def drawn_world(route: list[tuple[str, int, bool]], start: str = "2024-02-09 20:00") -> pl.DataFrame:
    """A craft that goes from Tehran from place to place; a leg is heard from stand to stand or but en route."""
    here, clock, legs = "OIII", at(start), []
    for there, hours, whole in route:
        if there != here:
            lost = [] if whole else [(-10, 30), (90, 900)]
            legs.append(fly(CRAFT, here, there, str(clock)[:16], every_s=240, unheard=lost))
            clock += timedelta(hours=6)
        here, clock = there, clock + timedelta(hours=hours)
    return together(park(CRAFT, "OIII", "2024-02-09 12:00", "2024-02-09 19:50", every_s=600), *legs)


@settings(max_examples=12, deadline=None)
@given(ROUTES, st.floats(0, 30), st.floats(0.5, 12), st.sampled_from(["UUWW", "OSDI", "OIII"]))
def test_a_silence_never_takes_away_what_is_possible(
    route: list[tuple[str, int, bool]], start: float, hours: float, where: str
) -> None:
    drawn, world = drawn_world(route), load_world()
    first = at("2024-02-09 13:00") + timedelta(hours=start)
    fewer = drawn.filter(~pl.col("time").is_between(first, first + timedelta(hours=hours)))
    whole, silent = (counted(one, (where,), world) for one in (drawn, fewer))
    assert silent.n_most >= whole.n_most and silent.n_max >= whole.n_max
    assert silent.n_min <= whole.n_most


@settings(max_examples=12, deadline=None)
@given(ROUTES, st.integers(0, 40), st.integers(1, 30), st.integers(0, 12), st.sampled_from(["UUWW", "OSDI"]))
def test_on_any_drawn_world_a_wider_window_never_counts_fewer(
    route: list[tuple[str, int, bool]], start: int, hours: int, more: int, where: str
) -> None:
    drawn, world = drawn_world(route), load_world()
    first = at("2024-02-09 12:00") + timedelta(hours=start)
    narrow = counted(drawn, (where,), world, (first, first + timedelta(hours=hours)))
    wide = counted(drawn, (where,), world, (first - timedelta(hours=more), first + timedelta(hours=hours + more)))
    assert (narrow.n_min <= wide.n_min, narrow.n_max <= wide.n_max, narrow.n_most <= wide.n_most) == (True, True, True)


@settings(max_examples=12, deadline=None)
@given(ROUTES, st.integers(0, 40), st.integers(1, 300), st.sampled_from(["UUWW", "OSDI"]))
def test_on_any_drawn_world_a_sighting_there_never_lowers_what_is_shown(
    route: list[tuple[str, int, bool]], start: int, minutes: int, where: str
) -> None:
    drawn, world = drawn_world(route), load_world()
    first = at("2024-02-09 20:00") + timedelta(hours=start)
    photo = sighting(where, str(first)[:16], str(first + timedelta(minutes=minutes))[:16])
    without, given_one = (counted(drawn, (where,), world, observed=one) for one in (None, photo))
    assert given_one.n_min >= without.n_min and given_one.n_min <= given_one.n_max <= given_one.n_most
