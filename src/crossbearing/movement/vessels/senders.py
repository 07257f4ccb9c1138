"""Which class of AIS transponder each ship carries: class A (12.5 W) is heard farther than class B (2 to 5 W)."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import polars as pl
from numpy.typing import NDArray

from crossbearing.movement.vessels.fixes import Fixes

Senders: TypeAlias = NDArray[np.int8]
CLASS_A, CLASS_B, UNKNOWN = 1, -1, 0
# ITU-R M.1371-5, table 46: position and voyage reports of class A; position and static reports of class B. 27 is sent
# for satellites by both, and counts for class A, as 18 outnumber it where it is sent beside them.
_OF_A, _OF_B = (1, 2, 3, 5, 27), (18, 19, 24)
# What a transponder of either class sends of her place mostly.
_USUAL = {"A": 1, "B": 18}
# Navigational states that somebody entered: class B sends none, and tables that must have one say 0 or 15 for it.
_ENTERED = (1.0, 14.0)


def messages_of(positions: pl.DataFrame) -> NDArray[Any]:
    """The type of message that each position came in; where a table tells the class of transponder alone, the type
    that this class sends mostly, and 0 where it tells neither."""
    message = positions["message"]
    if not message.null_count():
        return message.to_numpy()
    told, equipment = message.fill_null(0).to_numpy(writable=True), positions["transponder"]
    if equipment.null_count() < equipment.len():
        untold = message.is_null().to_numpy()
        for letter, usual in _USUAL.items():
            told[untold & (equipment == letter).fill_null(value=False).to_numpy()] = usual
    return told


def senders_of(positions: pl.DataFrame, fixes: Fixes) -> Senders:
    """The class of each hull of `fixes`, by the messages that most of her positions came in, or by what a table tells.

    Where a table tells neither, only class A enters a navigational status; all others are `UNKNOWN`.
    """
    if not len(fixes):
        return np.zeros(len(fixes.names), np.int8)
    says = np.zeros(256, np.int8)
    says[list(_OF_A)], says[list(_OF_B)] = CLASS_A, CLASS_B
    message = messages_of(positions)[fixes.row]
    said = says[message.view(np.uint8)]
    if positions["message"].null_count():
        said[(message == 0) & (fixes.status >= _ENTERED[0]) & (fixes.status <= _ENTERED[1])] = CLASS_A
    return np.sign(np.add.reduceat(said, fixes.bounds()[:-1], dtype=np.int64)).astype(np.int8)
