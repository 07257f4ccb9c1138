"""Which of two airframes on one address a claim means, told by the callsigns each one uses."""

from __future__ import annotations

import polars as pl

from crossbearing.checks.witness import Witness


def airframes_of(craft: str, registration: str | None, operator: str | None, witness: Witness) -> tuple[str, ...]:
    """Return the labels of the airframes on a shared address that may bear the registration; empty if not shared.

    An airframe is ruled out when its callsigns are another's: those of an operator who is not the registered one.
    It is taken alone when its callsigns are the registration itself or those of the registered operator.
    """
    legs = witness.legs([craft]).filter(pl.col("airframe").is_not_null())
    votes = {str(label): _vote(legs.filter(pl.col("airframe") == label), registration, operator, witness)
             for label in legs["airframe"].unique().sort().to_list()}  # fmt: skip
    own = tuple(label for label, vote in votes.items() if vote > 0)
    return own or tuple(label for label, vote in votes.items() if vote == 0)


def _vote(legs: pl.DataFrame, registration: str | None, operator: str | None, witness: Witness) -> int:
    """How many more callsigns of these legs speak for the registered airframe than against it."""
    plain = (registration or "").replace("-", "").upper()
    total = 0
    for callsign in legs["callsigns"].explode(empty_as_null=True).drop_nulls().to_list():
        found = witness.world.operators.of_callsign(callsign)
        if plain and callsign.replace("-", "").startswith(plain):
            total += 1
        elif found is not None and operator is not None:
            total += 1 if witness.world.operators.same(found.name, operator) else -1
    return total
