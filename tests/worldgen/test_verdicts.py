"""The whole product on the demo: every sentence gets the verdict that the received data allow."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from crossbearing.checks import Witness, check_claims
from crossbearing.checks.at_sea.sea import Sea
from crossbearing.intake import read_exhibit
from crossbearing.model.claims import Claim
from crossbearing.model.verdicts import Verdict
from crossbearing.model.vessel_tables import VESSEL_POSITIONS, VESSEL_STATICS
from crossbearing.movement.vessels.ports.harbours import harbours_of
from crossbearing.movement.vessels.trust.plausible import plausible as plausible_ships
from crossbearing.reading import read_report
from crossbearing.world import World, load_world
from honesty import inquest
from honesty.inquest import reports_of, taken_in
from worldgen.worlds import truth


def _sea(folder: Path, world: World) -> Sea:
    paths = sorted((folder / "sea" / "ais" / "dma").glob("*.zip"))
    batches = [b for path in paths for b in read_exhibit(path, name=path.name)]
    marked = plausible_ships(VESSEL_POSITIONS.conform(pl.concat([b.vessels for b in batches])))
    statics = VESSEL_STATICS.conform(pl.concat([b.statics for b in batches]))
    return Sea(marked, statics, harbours_of(world.harbours))


@pytest.fixture(scope="module")
def witness(demo: Path) -> Witness:
    held = taken_in((demo / "tracks").glob("*.tar"))
    return replace(inquest.witness(held, reports_of(demo)), sea=_sea(demo, load_world()))


@pytest.fixture(scope="module")
def answered(witness: Witness) -> list[tuple[Claim, Verdict]]:
    claims = [c for r in witness.reports.values() for c in read_report(r, witness.world).claims]
    return list(zip(claims, check_claims(claims, witness), strict=True))


def _told(sentence: dict[str, Any], claim: Claim) -> bool:
    end = sentence["start"] + len(sentence["sentence"])
    return claim.report == sentence["report"] and claim.start < end and sentence["start"] < claim.end


def test_every_sentence_gets_the_verdict_the_data_allow(demo: Path, answered: list[tuple[Claim, Verdict]]) -> None:
    missed = []
    for sentence in truth(demo, "claims"):
        found = {verdict.verdict.value for claim, verdict in answered if _told(sentence, claim)}
        if found != {sentence["expected"]}:
            missed.append((sentence["report"], sentence["sentence"], sentence["expected"], found))
    assert missed == []


def test_nothing_is_read_that_is_not_said(demo: Path, answered: list[tuple[Claim, Verdict]]) -> None:
    sentences = truth(demo, "claims")
    assert [claim.quote for claim, _ in answered if not any(_told(one, claim) for one in sentences)] == []


def test_no_flight_is_found_that_was_not_flown_and_none_is_missed(demo: Path, witness: Witness) -> None:
    flown = [row for row in truth(demo, "flights") if row["n_positions"] > 2]
    assert witness.flights.height == len(flown)
    ends = witness.flights.select("craft", "arrival_airport").drop_nulls().rows()
    assert set(ends) <= {(row["craft"], row["arrival_airport"]) for row in flown}
