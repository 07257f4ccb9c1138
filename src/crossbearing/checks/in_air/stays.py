"""Separate stays of a claim's craft at its places: those of `movement.stays`, which the count of visits uses too."""

from __future__ import annotations

from collections.abc import Sequence

from crossbearing.checks.subjects import Member
from crossbearing.checks.witness import Witness
from crossbearing.movement.stays import Stay, separate_stays

__all__ = ["Stay", "stays_of"]


def stays_of(member: Member, airports: Sequence[str], witness: Witness) -> list[Stay]:
    """Return the shown stays of one craft at these airports, oldest first."""
    rows = witness.shown(member.craft, member.airframes)
    return separate_stays(rows, airports, witness.world, witness.legs_of(member.craft))
