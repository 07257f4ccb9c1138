"""Claims against claims: the same, a part, exclusive, denied, and what copies made of numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from checks.scene import claim, visit_count, when
from crossbearing.checks import findings
from crossbearing.checks.between.against import against_each, relations
from crossbearing.model.claims import (
    Actor,
    Change,
    Claim,
    Direction,
    Equipment,
    EquipmentRole,
    Kind,
    Place,
    PlaceRole,
    Polarity,
    Report,
    Republication,
    Stance,
)  # fmt: skip
from crossbearing.model.relations import AGAINST, Relates

IRAN, RUSSIA = Actor("Iran", "IR"), Actor("Russia", "RU")


def delivery(name: str, n: float | None, *, most: float | None = -1, **roles: object) -> Claim:
    cargo = Equipment("drones", EquipmentRole.CARGO, n, n if most == -1 else most)
    usual: dict[str, object] = {"actors": (IRAN,), "recipients": (RUSSIA,), "equipment": (cargo,)}
    usual |= {"when": when("2022-11-01", "2022-11-30"), "id": f"c-{name}", "report": name} | roles
    return claim(Kind.DELIVERY, **usual)


def reports(*claims: Claim) -> list[Report]:
    names = list(dict.fromkeys(one.report for one in claims))
    days = [date(2023, 2, 1 + at) for at in range(len(names))]
    return [Report(name, "", 0, day, day) for name, day in zip(names, days, strict=True)]


def found(*claims: Claim, copies: tuple[Republication, ...] = ()) -> list[tuple[str, str, Relates, str]]:
    held = reports(*claims)
    listed = relations(claims, findings(claims, (), copies, held), copies, held)
    return [(one.a, one.b, one.relation, one.role) for one in listed]


def test_two_reports_that_say_the_same_are_equal():
    assert found(delivery("r1", 18), delivery("r2", 18)) == [("c-r2", "c-r1", Relates.EQUAL, "")]


def test_eighteen_lie_within_at_least_ten():
    assert found(delivery("r1", 10, most=None), delivery("r2", 18)) == [("c-r2", "c-r1", Relates.PART_OF, "cargo")]


def test_two_numbers_of_one_month_and_one_pair_of_parties_exclude_each_other():
    assert found(delivery("r1", 18), delivery("r2", 40)) == [("c-r2", "c-r1", Relates.EXCLUSIVE, "cargo")]


def test_numbers_of_different_days_do_not_exclude_each_other():
    assert found(delivery("r1", 18), delivery("r2", 40, when=when("2022-12-01", "2022-12-31"))) == []
    assert found(delivery("r1", 18), delivery("r2", 2600, when=when("2022-01-01", "2022-12-31"))) == []


def test_two_counts_of_visits_in_the_same_days_exclude_each_other():
    one = replace(visit_count("Moscow", 4, "2024-02-01", "2024-02-10"), id="a", report="r1")
    other = replace(visit_count("Moscow", 5, "2024-02-01", "2024-02-10"), id="b", report="r2")

    assert found(one, other) == [("b", "a", Relates.EXCLUSIVE, "counts")]


def test_a_rise_and_a_fall_of_the_same_traffic_exclude_each_other():
    def change(name: str, direction: Direction) -> Claim:
        ends = (Place("Tehran", PlaceRole.DEPARTURE), Place("Moscow", PlaceRole.ARRIVAL))
        return claim(Kind.TRAFFIC_CHANGE, id=name, report=name, places=ends, actors=(IRAN,),
                     when=when("2024-02-01", "2024-02-28"), change=Change(direction))  # fmt: skip

    listed = found(change("r1", Direction.RISE), change("r2", Direction.FALL))

    assert listed == [("r2", "r1", Relates.EXCLUSIVE, "change")]


def test_numbers_that_grow_and_reserves_that_are_lost_in_repetition_are_told():
    original = delivery("r1", 18, stance=Stance.HEDGED)
    copy = delivery("r2", 180)
    listed = found(original, copy, copies=(Republication("r2", "r1"),))

    assert ("c-r2", "c-r1", Relates.GREW, "cargo") in listed
    assert ("c-r2", "c-r1", Relates.HEDGE_LOST, "stance") in listed


def test_a_number_that_shrinks_in_repetition_is_told():
    assert found(delivery("r1", 18), delivery("r2", 8), copies=(Republication("r2", "r1"),)) == [
        ("c-r2", "c-r1", Relates.SHRANK, "cargo")
    ]


def test_a_negative_claim_denies_what_was_said_before_it_by_others():
    no = delivery("r2", None, polarity=Polarity.NEGATIVE, when=None)

    assert found(delivery("r1", 18), no) == [("c-r2", "c-r1", Relates.DENIES, "polarity")]
    assert found(no, delivery("r3", 18)) == []


def test_a_denial_of_the_delivery_denies_it_in_all_reports_that_tell_it():
    first = delivery("r1", 18)
    told = delivery("r2", 18, start=0, end=40)
    thing = (Equipment("delivery", EquipmentRole.ITEM),)
    denial = claim(Kind.DENIAL, id="d", report="r2", start=42, end=90, actors=(IRAN,), equipment=thing,
                   polarity=Polarity.NEGATIVE, stance=Stance.DENIED)  # fmt: skip

    listed = found(first, told, denial)

    assert [(a, b) for a, b, relation, _ in listed if relation is Relates.DENIES] == [("d", "c-r1"), ("d", "c-r2")]


def test_a_repeated_denial_is_set_against_the_claim_beside_it_alone():
    thing = (Equipment("delivery", EquipmentRole.ITEM),)

    def denial(report: str) -> Claim:
        return claim(Kind.DENIAL, id=f"d-{report}", report=report, start=42, end=90, actors=(IRAN,), equipment=thing,
                     polarity=Polarity.NEGATIVE, stance=Stance.DENIED)  # fmt: skip

    pairs = [one for name in ("r1", "r2", "r3") for one in (delivery(name, 18, start=0, end=40), denial(name))]
    copies = (Republication("r2", "r1"), Republication("r3", "r1"))
    denies = [(a, b) for a, b, relation, _ in found(*pairs, copies=copies) if relation is Relates.DENIES]

    assert denies == [("d-r1", "c-r1"), ("d-r1", "c-r2"), ("d-r1", "c-r3"), ("d-r2", "c-r2"), ("d-r3", "c-r3")]


def test_a_denial_by_somebody_who_has_no_part_in_it_is_not_guessed_at():
    told = delivery("r2", 18, start=0, end=40)
    denial = claim(Kind.DENIAL, id="d", report="r2", start=42, end=90, actors=(Actor("China", "CN"),),
                   polarity=Polarity.NEGATIVE, stance=Stance.DENIED)  # fmt: skip

    assert found(told, denial) == []


def test_what_stands_against_a_claim_is_known_from_both_sides():
    claims = [delivery("r1", 18), delivery("r2", 40)]
    held = reports(*claims)
    listed = relations(claims, findings(claims, (), (), held), (), held)

    assert against_each(listed, AGAINST) == {"c-r1": ("c-r2",), "c-r2": ("c-r1",)}


def test_relations_do_not_depend_on_the_order_of_the_claims():
    claims = [delivery("r1", 18), delivery("r2", 40), delivery("r3", 18), delivery("r4", 10, most=None)]
    held = reports(*claims)

    def listed(order: list[Claim]) -> set[tuple[str, str, Relates]]:
        made = relations(order, findings(order, (), (), held), (), held)
        return {(one.a, one.b, one.relation) for one in made}

    assert listed(claims) == listed(claims[::-1])
