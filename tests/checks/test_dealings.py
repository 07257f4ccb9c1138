"""The ledger of dealings: rows, brackets, denials and totals that never count one origin twice."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from checks.scene import claim, when
from crossbearing.checks import findings
from crossbearing.checks.between.against import relations
from crossbearing.checks.between.dealings import dealings
from crossbearing.checks.between.totals import totals
from crossbearing.model.claims import (
    Actor,
    Claim,
    Equipment,
    EquipmentRole,
    Kind,
    Place,
    PlaceRole,
    Polarity,
    Report,
    Stance,
)
from crossbearing.model.relations import Dealing, DealingTotal, Status
from crossbearing.world import load_world

IRAN, RUSSIA = Actor("Iran", "IR"), Actor("Russia", "RU")
NOVEMBER, JANUARY = when("2022-11-01", "2022-11-30"), when("2024-01-01", "2024-01-31")


def things(*named: tuple[str, float | None]) -> tuple[Equipment, ...]:
    return tuple(Equipment(name, EquipmentRole.CARGO, n, n) for name, n in named)


def delivery(name: str, *named: tuple[str, float | None], **roles: object) -> Claim:
    usual: dict[str, object] = {
        "id": f"c-{name}", "report": name, "actors": (IRAN,), "recipients": (RUSSIA,), "equipment": things(*named),
        "when": NOVEMBER, "stance": Stance.ATTRIBUTED, "attribution": (f"Mr {name.upper()} Source",),
    }  # fmt: skip
    return claim(Kind.DELIVERY, **(usual | roles))


def ledger(*claims: Claim, published: date = date(2024, 6, 1)) -> tuple[tuple[Dealing, ...], tuple[DealingTotal, ...]]:
    reports = [Report(name, "", 0, published, published) for name in dict.fromkeys(one.report for one in claims)]
    held = findings(claims, (), (), reports)
    rows = dealings(claims, held, relations(claims, held, (), reports), reports, load_world())
    return rows, totals(rows, held, load_world())


def test_eighteen_drones_are_twelve_and_six_and_never_thirty_six():
    rows, amount = ledger(delivery("r1", ("drones", 18), ("Mohajer-6", 12), ("Shahed-191", 6)))

    assert [(row.item, row.quantity_min, bool(row.part_of)) for row in rows] == [
        ("drones", 18, False), ("Mohajer-6", 12, True), ("Shahed-191", 6, True),
    ]  # fmt: skip
    assert amount == ()


def test_parts_without_their_whole_from_one_origin_are_not_added():
    _, (amount,) = ledger(delivery("r1", ("Mohajer-6", 12), ("Shahed-191", 6)))

    assert (amount.quantity_min, amount.quantity_max, amount.summed) == (12, 12, False)


def test_deliveries_of_two_origins_and_two_months_are_added():
    _, (amount,) = ledger(delivery("r1", ("drones", 18)), delivery("r2", ("Shahed-131", 200), when=JANUARY))

    assert (amount.quantity_min, amount.quantity_max, amount.summed) == (218, 218, True)


def test_deliveries_that_may_be_one_event_are_a_range():
    open_ended = delivery("r2", ("drones", 2600), when=None)
    _, (amount,) = ledger(delivery("r1", ("drones", 18)), open_ended)

    assert (amount.quantity_min, amount.quantity_max, amount.summed) == (2600, 2618, False)


def test_two_statements_of_one_source_are_not_added_though_months_lie_between():
    speaker = ("General Ahmad Vahidi",)
    one = delivery("r1", ("drones", 18), attribution=speaker)
    other = delivery("r2", ("drones", 200), attribution=speaker, when=JANUARY)
    _, (amount,) = ledger(one, other)

    assert (amount.quantity_min, amount.quantity_max, amount.summed) == (200, 200, False)


def test_two_nameless_sources_may_be_one_and_are_not_added():
    one = delivery("r1", ("drones", 18), attribution=("an official",))
    other = delivery("r2", ("drones", 200), attribution=("a diplomat",), when=JANUARY)
    _, (amount,) = ledger(one, other)

    assert not amount.summed


def test_a_denied_delivery_keeps_its_row_and_the_denial_has_its_own():
    no = delivery("r2", ("drones", None), polarity=Polarity.NEGATIVE, when=None)
    told, denied = ledger(delivery("r1", ("drones", 18)), no)[0]

    assert (told.status, denied.status) == (Status.REPORTED, Status.DENIED)
    assert told.denied_by == (denied.id,)
    assert not set(told.claims) & set(denied.claims)


def test_what_is_stated_in_a_reports_own_voice_is_said_to_be_delivered():
    ((row,), _) = ledger(delivery("r1", ("drones", 18), stance=Stance.ASSERTED, attribution=()))

    assert row.status is Status.DELIVERED
    assert row.uncertain, "nobody knows where it comes from"


def test_a_hedged_or_approximate_number_stands_in_brackets():
    ((hedged,), _) = ledger(delivery("r1", ("drones", 18), stance=Stance.HEDGED))
    about = (Equipment("drones", EquipmentRole.CARGO, 2600, 2600, True),)
    ((rough,), _) = ledger(delivery("r1", equipment=about))
    ((plain,), _) = ledger(delivery("r1", ("drones", 18)))

    assert (hedged.uncertain, rough.uncertain, plain.uncertain) == (True, True, False)


def test_an_agreement_is_agreed_and_an_order_ordered():
    roles = {"actors": (IRAN, RUSSIA), "equipment": (Equipment("Su-35", EquipmentRole.ITEM, 24, 24),)}
    signed = claim(Kind.AGREEMENT, quote="Iran signed an agreement to buy 24 Su-35 from Russia", **roles)
    ordered = claim(Kind.AGREEMENT, quote="Iran ordered 24 Su-35", **roles)

    assert [ledger(one)[0][0].status for one in (signed, ordered)] == [Status.AGREED, Status.ORDERED]


def test_who_supplies_is_told_by_where_the_goods_come_from_or_were_designed():
    item = (Equipment("Su-35", EquipmentRole.ITEM, 24, 24),)
    designed = claim(Kind.AGREEMENT, actors=(IRAN, RUSSIA), equipment=item)
    left = (Place("Russia", PlaceRole.DEPARTURE, "RU"),)
    told = claim(Kind.AGREEMENT, actors=(IRAN, RUSSIA), equipment=things(("crates", 9)), places=left)
    nobody = claim(Kind.AGREEMENT, actors=(IRAN, RUSSIA), equipment=things(("crates", 9)))

    assert [(row.supplier, row.recipient) for row in (ledger(one)[0][0] for one in (designed, told))] == [
        ("RU", "IR"), ("RU", "IR"),
    ]  # fmt: skip
    assert ledger(nobody)[0][0].supplier != "RU"


def test_a_movement_is_not_taken_for_the_state_it_is_in():
    ((row,), _) = ledger(delivery("r1", ("missiles", 9), recipients=(Actor("Hezbollah", "LB"),)))

    assert row.recipient == "Hezbollah"


def test_what_is_to_come_is_agreed_and_not_delivered():
    ((row,), _) = ledger(delivery("r1", ("drones", 18), when=JANUARY), published=date(2023, 5, 1))

    assert row.status is Status.AGREED


NUMBERS = st.lists(st.tuples(st.integers(1, 3000), st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=6)


@settings(max_examples=60, deadline=None)
@given(NUMBERS)
def test_a_total_lies_between_its_largest_row_and_the_sum_of_all(drawn: list[tuple[int, int, int]]):
    claims = [
        delivery(f"r{n}", ("drones", number), attribution=(f"Minister Ali Number{source}",),
                 when=when(f"2023-{month + 1:02}-01", f"2023-{month + 1:02}-28"))
        for n, (number, source, month) in enumerate(drawn)
    ]  # fmt: skip
    rows, amounts = ledger(*claims)
    for amount in amounts:
        own = [row.quantity_max or 0 for row in rows if row.id in amount.rows]
        assert max(row.quantity_min or 0 for row in rows if row.id in amount.rows) <= (amount.quantity_min or 0)
        assert (amount.quantity_min or 0) <= (amount.quantity_max or 0) <= sum(own)


@settings(max_examples=60, deadline=None)
@given(NUMBERS)
def test_rows_of_one_origin_alone_never_amount_to_more_than_the_largest(drawn: list[tuple[int, int, int]]):
    claims = [
        delivery(f"r{n}", ("drones", number), attribution=("Pentagon",),
                 when=when(f"2023-{month + 1:02}-01", f"2023-{month + 1:02}-28"))
        for n, (number, _, month) in enumerate(drawn)
    ]  # fmt: skip
    rows, amounts = ledger(*claims)
    for amount in amounts:
        assert amount.quantity_max == max(row.quantity_max or 0 for row in rows if row.id in amount.rows)
