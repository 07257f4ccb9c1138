"""What reports say of ships, against what was heard of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from crossbearing.checks import Witness
from crossbearing.checks.at_sea.sea import Sea
from crossbearing.checks.table import check_claim
from crossbearing.model.claims import (
    Actor,
    Claim,
    Count,
    CraftIds,
    Equipment,
    EquipmentRole,
    Kind,
    Place,
    PlaceRole,
    Polarity,
    When,
)
from crossbearing.model.tables import AIRFRAMES, ARCHIVE, FLIGHTS, POSITIONS, VISITS
from crossbearing.model.verdicts import Outcome, Reason, Verdict
from crossbearing.movement.vessels.ports.harbours import Harbours
from crossbearing.movement.vessels.trust.plausible import plausible
from crossbearing.world import load_world
from movement.vessels.sea import MID_CASPIAN, MIDNIGHT, every, going, lying, named, off, ship, statics, then

DAWN, DUSK = 273111111, 422222222
AMIRABAD, OLYA = (36.867, 53.367), (45.783, 47.55)
HARBOURS = Harbours(("IRAMD", "RUOYA"), *(np.array(two) for two in zip(AMIRABAD, OLYA, strict=True)), np.full(2, 12.0))
DAY = MIDNIGHT.date()
NAMES = (named(DAWN) | {"shipname": "SEA DAWN", "imo": 9074729}, named(DUSK) | {"shipname": "SEA DUSK", "imo": 8814275})


def witness(*tracks: pl.DataFrame, told: Sequence[dict[str, object]] = NAMES) -> Witness:
    sea = Sea(plausible(pl.concat(tracks)), statics(*told), HARBOURS) if tracks else None
    nothing = (table.empty() for table in (POSITIONS, FLIGHTS, VISITS, AIRFRAMES, ARCHIVE))
    return Witness(*nothing, load_world(), sea=sea)


def claim(
    kind: Kind,
    *names: str,
    places: Sequence[Place] = (),
    days: int = 1,
    quote: str = "…",
    start: date = DAY,
    **more: object,
) -> Claim:
    carriers = tuple(Equipment(name, EquipmentRole.CARRIER, 1, 1) for name in names)
    when = When(start, start + timedelta(days=days - 1))
    return Claim(
        "c", "r", 0, 1, quote, kind=kind, equipment=carriers, places=tuple(places), when=when,
        checkable_by=("vessels",), **more,
    )  # fmt: skip


def verdict(one: Claim, seen: Witness) -> Verdict:
    return check_claim(one, seen)


def meeting(hours: Sequence[float], east_m: float = 60.0, start: float = 30.0):
    """Two ships that lie alongside for four hours, heard at these hours."""
    beside = off(MID_CASPIAN, 0, east_m)
    one = then(
        (start, going(MID_CASPIAN, 8, "N", start)),
        (start + 4, lying(MID_CASPIAN)),
        (99, going(MID_CASPIAN, 8, "N", start + 4)),
    )
    other = then(
        (start, going(beside, 8, "S", start)), (start + 4, lying(beside)), (99, going(beside, 8, "S", start + 4))
    )
    return ship(DAWN, one, hours), ship(DUSK, other, hours)


TRANSFER = claim(Kind.SHIP_TRANSFER, "SEA DAWN", "SEA DUSK", days=2)


def test_without_ship_tracks_a_transfer_is_untested():
    assert verdict(TRANSFER, witness()).verdict is Outcome.UNTESTED


def test_two_ships_heard_alongside_support_a_transfer_and_no_cargo():
    found = verdict(TRANSFER, witness(*meeting(every(5, 0, 60))))

    assert found.verdict is Outcome.SUPPORTED
    assert set(found.roles_matched) == {"ships", "when"}
    assert found.evidence[0].kind == "encounter"
    assert found.evidence[0].exhibits[0].startswith("ab" * 32)


@pytest.mark.parametrize("named_by", [{"imo": ("9074729", "8814275")}, {"mmsi": (str(DAWN), str(DUSK))}])
def test_numbers_find_ships_as_names_do(named_by):
    one = claim(Kind.SHIP_TRANSFER, days=2, craft=CraftIds(**named_by))

    assert verdict(one, witness(*meeting(every(5, 0, 60)))).verdict is Outcome.SUPPORTED


def test_ships_of_both_flags_in_the_claimed_sea_support_a_transfer_without_names():
    flags = {"actors": (Actor("Iran", "IR"),), "recipients": (Actor("Russia", "RU"),)}
    sea = Place("Caspian Sea", PlaceRole.AREA)
    seen = witness(*meeting(every(5, 0, 60)))

    assert verdict(claim(Kind.SHIP_TRANSFER, places=[sea], days=2, **flags), seen).verdict is Outcome.SUPPORTED
    elsewhere = Place("Black Sea", PlaceRole.AREA)
    assert (
        verdict(claim(Kind.SHIP_TRANSFER, places=[elsewhere], days=2, **flags), seen).verdict is Outcome.NOT_OBSERVABLE
    )


def test_a_transfer_elsewhere_supports_all_but_the_place():
    place = Place("Black Sea", PlaceRole.AREA)
    found = verdict(
        claim(Kind.SHIP_TRANSFER, "SEA DAWN", "SEA DUSK", places=[place], days=2), witness(*meeting(every(5, 0, 60)))
    )

    assert found.verdict is Outcome.PARTLY_SUPPORTED
    assert found.roles_unmatched == ("area",)


def test_ships_heard_far_apart_all_day_cannot_have_met():
    far = off(MID_CASPIAN, 300_000)
    seen = witness(ship(DAWN, lying(MID_CASPIAN), every(20, 0, 96)), ship(DUSK, lying(far), every(20, 0, 96)))
    found = verdict(claim(Kind.SHIP_TRANSFER, "SEA DAWN", "SEA DUSK", start=DAY + timedelta(days=1)), seen)

    assert (found.verdict, found.reason) == (Outcome.CONTRADICTED, Reason.ALIBI)
    assert found.evidence


def test_a_silence_that_leaves_room_is_not_observable():
    far = off(MID_CASPIAN, 100_000)
    quiet = [*every(20, 0, 20), *every(20, 60, 96)]
    seen = witness(ship(DAWN, lying(MID_CASPIAN), quiet), ship(DUSK, lying(far), quiet))
    found = verdict(claim(Kind.SHIP_TRANSFER, "SEA DAWN", "SEA DUSK", start=DAY + timedelta(days=1)), seen)

    assert found.verdict is Outcome.NOT_OBSERVABLE


def test_a_silence_among_ships_that_are_heard_leaves_no_trace():
    far = off(MID_CASPIAN, 30_000)
    quiet = [*every(20, 0, 24), *every(20, 54, 96)]
    fleet = [ship(636000000 + n, lying(off(MID_CASPIAN, 900 * n, 1500)), every(30, 0, 96)) for n in range(20)]
    seen = witness(ship(DAWN, lying(MID_CASPIAN), quiet), ship(DUSK, lying(far), every(20, 0, 96)), *fleet)
    one = claim(Kind.SHIP_TRANSFER, "SEA DAWN", "SEA DUSK", start=DAY + timedelta(days=1))
    found = verdict(one, seen)

    assert found.verdict is Outcome.NO_TRACE
    assert found.p_seen_lower is not None
    assert found.p_seen_lower >= 0.95


def test_a_silence_in_which_nobody_was_heard_is_not_observable():
    """Ten days in which all are heard each half hour, but for eleven hours that no archive holds."""
    far, hole = off(MID_CASPIAN, 30_000), [*every(30, 0, 30), *every(30, 41, 240)]
    fleet = [ship(636000000 + n, lying(off(MID_CASPIAN, 900 * n, 1500)), hole) for n in range(20)]
    seen = witness(ship(DAWN, lying(MID_CASPIAN), hole), ship(DUSK, lying(far), hole), *fleet)
    one = claim(Kind.SHIP_TRANSFER, "SEA DAWN", "SEA DUSK", start=DAY + timedelta(days=1))

    assert verdict(one, seen).verdict is Outcome.NOT_OBSERVABLE


def test_a_name_that_two_ships_send_is_never_contradicted():
    twins = (*NAMES, named(636999999) | {"shipname": "SEA DUSK"})
    far = off(MID_CASPIAN, 300_000)
    seen = witness(
        ship(DAWN, lying(MID_CASPIAN), every(20, 0, 96)),
        ship(DUSK, lying(far), every(20, 0, 96)),
        ship(636999999, lying(far), every(20, 0, 96)),
        told=twins,
    )

    assert verdict(TRANSFER, seen).verdict is Outcome.NOT_OBSERVABLE


def test_fishing_boats_together_do_not_support_a_transfer():
    boats = tuple(one | {"ship_type": 30, "length_m": 25.0, "width_m": 7.0} for one in NAMES)

    assert verdict(TRANSFER, witness(*meeting(every(5, 0, 60)), told=boats)).verdict is Outcome.NOT_OBSERVABLE


def test_a_denied_transfer_is_turned_round():
    seen = witness(*meeting(every(5, 0, 60)))
    denied = claim(Kind.SHIP_TRANSFER, "SEA DAWN", "SEA DUSK", days=2, polarity=Polarity.NEGATIVE)

    assert verdict(denied, seen).verdict is Outcome.CONTRADICTED


def voyage(hours: Sequence[float]) -> pl.DataFrame:
    """From Amirabad to Olya (1,080 km) at 12 kt: a day in port, two days at sea, a day in port."""
    share = lambda hour: min(1.0, max(0.0, (hour - 24) / 49))  # noqa: E731 - a line drawn between two points
    where = lambda hour: tuple(a + share(hour) * (b - a) for a, b in zip(AMIRABAD, OLYA, strict=True))  # noqa: E731
    return ship(DAWN, where, hours, sog_kt=1.5)


FROM, TO = Place("Amirabad", PlaceRole.DEPARTURE, "IR"), Place("Olya", PlaceRole.ARRIVAL, "RU")
DELIVERY = claim(Kind.DELIVERY, "SEA DAWN", places=[FROM, TO], days=4)


def test_both_calls_heard_in_order_support_a_delivery_by_sea():
    found = verdict(DELIVERY, witness(voyage(every(15, 0, 96))))

    assert found.verdict is Outcome.SUPPORTED
    assert set(found.roles_matched) >= {"departure", "arrival"}


def test_goods_carried_by_one_ship_between_ports_are_asked_of_her_calls():
    carried = claim(Kind.SHIP_TRANSFER, "SEA DAWN", places=[FROM, TO], days=4)

    assert verdict(carried, witness(voyage(every(15, 0, 96)))).verdict is Outcome.SUPPORTED


def test_the_way_back_does_not_support_the_way_there():
    back = claim(
        Kind.DELIVERY, "SEA DAWN", days=4,
        places=[Place("Olya", PlaceRole.DEPARTURE, "RU"), Place("Amirabad", PlaceRole.ARRIVAL, "IR")],
    )  # fmt: skip

    assert verdict(back, witness(voyage(every(15, 0, 96)))).verdict is not Outcome.SUPPORTED


def test_a_ship_at_sea_all_day_called_nowhere():
    seen = witness(ship(DAWN, lying(MID_CASPIAN), every(20, 0, 96)))
    one = claim(Kind.PORT_CALL, "SEA DAWN", places=[Place("Olya", PlaceRole.SITE, "RU")], start=DAY + timedelta(days=1))

    assert verdict(one, seen).verdict is Outcome.CONTRADICTED


def test_one_call_heard_and_one_not_is_partly_supported():
    found = verdict(DELIVERY, witness(voyage([*every(15, 0, 60), *every(15, 95, 96)])))

    assert found.verdict in (Outcome.PARTLY_SUPPORTED, Outcome.SUPPORTED)
    assert "departure" in found.roles_matched


def test_a_silent_transponder_among_ships_that_are_heard_is_supported():
    fleet = [ship(636000000 + n, lying(off(MID_CASPIAN, 300 * n, 1500)), every(30, 0, 72)) for n in range(65)]
    quiet = ship(DAWN, lying(MID_CASPIAN), [*every(20, 0, 26), *every(20, 44, 72)])
    words = "The SEA DAWN switched off its AIS transponder"
    one = claim(Kind.STATEMENT, "SEA DAWN", quote=words, start=DAY + timedelta(days=1))

    assert verdict(one, witness(quiet, *fleet)).verdict is Outcome.SUPPORTED
    heard = ship(DAWN, lying(MID_CASPIAN), every(20, 0, 96))
    assert verdict(one, witness(heard, *fleet)).verdict is Outcome.CONTRADICTED
    assert verdict(one, witness(quiet)).verdict is Outcome.NOT_OBSERVABLE


def test_one_imo_number_under_two_names_is_one_ship():
    told = (
        named(DAWN) | {"shipname": "SEA DAWN", "imo": 9074729},
        named(DUSK) | {"shipname": "SEA DUSK", "imo": 9074729},
    )
    tracks = (ship(DAWN, lying(MID_CASPIAN), every(30, 0, 24)), ship(DUSK, lying(MID_CASPIAN), every(30, 30, 50)))
    one = claim(Kind.ALIAS, "SEA DAWN", "SEA DUSK")

    assert verdict(one, witness(*tracks, told=told)).verdict is Outcome.SUPPORTED
    apart = (
        ship(DAWN, lying(MID_CASPIAN), every(30, 0, 50)),
        ship(DUSK, lying(off(MID_CASPIAN, 300_000)), every(30, 0, 50)),
    )
    assert verdict(one, witness(*apart)).verdict is Outcome.CONTRADICTED


def test_a_count_of_hours_without_signal_is_asked_of_the_silence():
    quiet = ship(DAWN, lying(MID_CASPIAN), [*every(20, 0, 26), *every(20, 32, 96)])
    one = claim(
        Kind.STATEMENT, "SEA DAWN", quote="SEA DAWN had its AIS off", counts=(Count("hours without signal", 30),)
    )

    assert verdict(one, witness(quiet)).verdict in (Outcome.NOT_OBSERVABLE, Outcome.CONTRADICTED)
