"""Claims drawn from an invented sea: no true one is contradicted, and no false one supported."""

from __future__ import annotations

from crossbearing.checks import Witness, check_claims
from crossbearing.checks.at_sea.sea import Sea
from crossbearing.model.tables import AIRFRAMES, ARCHIVE, FLIGHTS, POSITIONS, VISITS
from crossbearing.movement.vessels.ports.harbours import harbours_of
from crossbearing.movement.vessels.trust.plausible import plausible
from crossbearing.world import load_world
from crossbearing.worldgen.sea import frames, invent_sea
from crossbearing.worldgen.sea.asked import Ideal, draw


def test_no_verdict_on_an_invented_sea_is_wrong():
    world, ideal = load_world(), Ideal(invent_sea(23, 16, 60, keep_s=300.0), 300.0)
    sea = Sea(plausible(frames.positions(ideal.world)), frames.statics(ideal.world), harbours_of(world.harbours))
    nothing = (table.empty() for table in (POSITIONS, FLIGHTS, VISITS, AIRFRAMES, ARCHIVE))
    drawn = draw(ideal, 23, 4)

    verdicts = check_claims([claim for one in drawn for claim in one.claims], Witness(*nothing, world, sea=sea))
    found = {one.claim: one for one in verdicts}

    said = [(one, found[one.claims[-1].id].verdict.value) for one in drawn]
    wrong = [one.claims[-1].id for one, word in said if word == ("contradicted" if one.true else "supported")]
    decided = [word == one.said.verdict for one, word in said if one.said.verdict in ("supported", "contradicted")]
    assert wrong == []
    assert sum(decided) >= 0.8 * len(decided)
