"""Evidence rows that reach what shows an end: the sightings on the ground before and after a leg, and a stay's legs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from crossbearing.checks import evidence
from crossbearing.checks.witness import Witness
from crossbearing.model.verdicts import EvidenceRow

Row = Mapping[str, Any]


def shown_by(leg: Row, witness: Witness) -> EvidenceRow:
    """Return the evidence row of a leg: its first and last position, and the sightings before and after it where those
    show an end."""
    seen = witness.sightings(leg["craft"], (leg["airframe"],) if leg["airframe"] else ())
    first, last = (leg[name].timestamp() for name in ("first_seen", "last_seen"))
    before, after = int(np.searchsorted(seen.seconds, first)) - 1, int(np.searchsorted(seen.seconds, last, "right"))
    sides = ((before, "departure"), (after, "arrival"))
    told = [row for row, end in sides if leg[f"{end}_evidence"] in ("ground", "next")]
    rows = (place for row in evidence.of_sightings(seen, told) for place in row.exhibits)
    return EvidenceRow("flight", leg["id"], tuple(dict.fromkeys((*leg["evidence"], *rows))))


def stay_shown_by(stay: Row, legs: Mapping[str, Row], witness: Witness) -> EvidenceRow:
    """Return the evidence row of a stay: what shows the end of the leg before it and the start of the one after."""
    ends = (legs.get(stay["arrival_flight"] or ""), legs.get(stay["departure_flight"] or ""))
    rows = (row for leg in ends if leg for row in shown_by(leg, witness).exhibits)
    return EvidenceRow("visit", stay["id"], tuple(dict.fromkeys(rows)))
