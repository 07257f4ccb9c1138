"""Every kind of verdict, from every check, walked down to rows of the exhibits."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
import pytest

from checks.drawn import commuters, own_habit, shuttle
from checks.scene import CRAFT, OWN, actor, airframe, carrier, claim, ends, flight, rise, visit_count, when, witness
from crossbearing.checks import Witness, check_claims
from crossbearing.model.claims import Claim, Count, CraftIds, Direction, Kind, Place, PlaceRole, Polarity
from crossbearing.model.tables import AIRFRAMES
from crossbearing.model.verdicts import Outcome
from notation import fly, park, track, unheard

OTHER = "icao24:730c01"
MARKS = CraftIds(registration=("EP-ABC",))
DECIDED = (Outcome.SUPPORTED, Outcome.PARTLY_SUPPORTED, Outcome.CONTRADICTED)


def clocked() -> Witness:
    return witness(*shuttle([10, 12, 15, 18]))


def covered() -> Witness:
    drawn, listed = commuters(70)
    after = fly(CRAFT, "EDDF", "UUWW", "2024-02-15 06:00", every_s=120)
    return witness(*drawn, *own_habit(), after, listed=listed | {CRAFT: OWN})


def lost() -> Witness:
    whole = fly(CRAFT, "OIII", "UUWW", "2024-02-10 08:00", every_s=60)
    return witness(unheard(whole, "2024-02-10 09:30", "2024-02-11 00:00"))


def dark() -> Witness:
    drawn, listed = commuters(70)
    cut = unheard(fly(CRAFT, "EDDF", "UUWW", "2024-02-10 06:00", every_s=60), "2024-02-10 06:50", "2024-02-10 08:00")
    return witness(*drawn, *own_habit(), cut, listed=listed | {CRAFT: OWN})


def idle() -> Witness:
    return witness(track("2024-02-09 10:00 OIII ground\n2024-02-09 10:01 OIII ground\n2024-02-12 10:00 OIII ground"))


def two_at_once() -> Witness:
    drawn = (
        fly(CRAFT, "OIII", "UUWW", "2024-02-10 08:00", every_s=60),
        fly(OTHER, "OMDB", "OIII", "2024-02-10 09:00", every_s=60),
    )
    return witness(*drawn, listed={CRAFT: OWN, OTHER: ("EP-XYZ", "IL76", None)})


def renamed() -> Witness:
    seen = witness(fly(CRAFT, "OIII", "UUWW", "2024-02-10 08:00", every_s=60))
    rows = (airframe(CRAFT, OWN, on="2024-02-02"), airframe(CRAFT, ("EP-XYZ", "IL76", None), on="2024-02-12"))
    named = AIRFRAMES.conform(pl.concat(rows))
    return Witness(seen.positions, seen.flights, seen.visits, named, seen.archive, seen.world)


def busy() -> Witness:
    drawn, listed = [], {}
    for day in range(1, 21):
        for number in range(1 if day <= 10 else 4):
            craft = f"icao24:{day:02d}{number:02d}aa"
            drawn.append(fly(craft, "OIII", "UUWW", f"2024-02-{day:02d} {4 + 2 * number:02d}:00", every_s=120))
            listed[craft] = (f"EP-{day:02d}{number:02d}", "IL76", "Pouya Air")
    return witness(*drawn, listed=listed)


def stayed() -> Witness:
    came = fly(CRAFT, "OIII", "UUWW", "2024-02-10 06:00", every_s=60)
    return witness(came, park(CRAFT, "UUWW", "2024-02-10 11:00", "2024-02-14 00:00", every_s=600))


def legs(n: float) -> Claim:
    return claim(
        Kind.VISIT_COUNT, places=ends("Tehran", "Moscow"), when=when("2024-02-09", "2024-02-18"), craft=MARKS,
        counts=(Count("flights", n, n),),
    )  # fmt: skip


def craft(n: float) -> Claim:
    return claim(
        Kind.VISIT_COUNT, places=ends(None, "Moscow"), when=when("2024-02-09", "2024-02-18"),
        counts=(Count("aircraft", n, n),), actors=actor("Pouya Air"), equipment=(carrier("Il-76"),),
    )  # fmt: skip


def at(place: str, on: str) -> Claim:
    site = (Place(place, PlaceRole.SITE),)
    return claim(Kind.STATEMENT, quote="was photographed", places=site, when=when(on), craft=MARKS)


def deployed() -> Claim:
    return claim(
        Kind.DEPLOYMENT, places=ends(None, "Moscow"), when=when("2024-02-10"), actors=actor("Pouya Air"),
        equipment=(carrier("Il-76"),),
    )  # fmt: skip


OFF = claim(Kind.STATEMENT, quote="switched off its transponder", when=when("2024-02-10"), craft=MARKS)
ALIAS = claim(Kind.ALIAS, craft=CraftIds(registration=("EP-ABC", "EP-XYZ")))
NEVER = flight("Tehran", "Moscow", "2024-02-10", polarity=Polarity.NEGATIVE)
VISITS = ("Moscow", "2024-02-09", "2024-02-18")

CASES: tuple[tuple[str, Claim, Callable[[], Witness], Outcome], ...] = (
    ("flew", flight("Tehran", "Moscow", "2024-02-10"), clocked, Outcome.SUPPORTED),
    ("flew", flight("Tehran", "Moscow", "2024-02-10"), lost, Outcome.PARTLY_SUPPORTED),
    ("flew", flight("Tehran", "Damascus", "2024-02-10"), clocked, Outcome.CONTRADICTED),
    ("flew", flight("Frankfurt", "Moscow", "2024-02-10"), covered, Outcome.NO_TRACE),
    ("flew", flight("Tehran", "Damascus", "2024-02-10"), idle, Outcome.NOT_OBSERVABLE),
    ("flew", NEVER, clocked, Outcome.CONTRADICTED),
    ("visited", visit_count(VISITS[0], 4, *VISITS[1:]), clocked, Outcome.SUPPORTED),
    ("visited", visit_count(VISITS[0], 6, *VISITS[1:]), clocked, Outcome.CONTRADICTED),
    ("times_flown", legs(4), clocked, Outcome.SUPPORTED),
    ("times_flown", legs(6), clocked, Outcome.CONTRADICTED),
    ("craft_there", craft(1), clocked, Outcome.SUPPORTED),
    ("craft_there", craft(2), clocked, Outcome.PARTLY_SUPPORTED),
    ("rose", rise("Tehran", "Moscow", "2024-02-11"), busy, Outcome.SUPPORTED),
    ("rose", rise("Tehran", "Moscow", "2024-02-11", Direction.FALL), busy, Outcome.CONTRADICTED),
    ("based", deployed(), stayed, Outcome.SUPPORTED),
    ("same_airframe", ALIAS, two_at_once, Outcome.CONTRADICTED),
    ("same_airframe", ALIAS, renamed, Outcome.SUPPORTED),
    ("silent", OFF, dark, Outcome.SUPPORTED),
    ("present", at("Moscow", "2024-02-10"), clocked, Outcome.PARTLY_SUPPORTED),
    ("present", at("Damascus", "2024-02-11"), clocked, Outcome.CONTRADICTED),
)


@pytest.mark.parametrize(("check", "said", "seen", "expected"), CASES, ids=[f"{c[0]}-{c[3]}" for c in CASES])
def test_a_verdict_rests_on_rows_that_exist(check: str, said: Claim, seen: Callable[[], Witness], expected: Outcome):
    looked_at = seen()
    (found,) = check_claims([said], looked_at)

    assert found.verdict is expected
    assert check in [one.check for one in found.checks]
    assert found.would_change
    assert found.evidence or expected not in DECIDED
    assert isinstance(looked_at.positions, pl.DataFrame)
    rows = set(looked_at.positions.select("exhibit", "member", "row").iter_rows())
    for one in found.evidence:
        assert one.exhibits, one
        for place in one.exhibits:
            exhibit, member, row = place.split("#")
            assert (exhibit, member, int(row)) in rows or one.kind == "register"
