"""Positions of any number become flights and visits a part at a time: the same rules, in bounded memory, side by side.

A part is all positions of some craft, from however many sorted Parquet files. What needs all craft at once (the false
points that draw many of them) is a small table: it is learnt by part and joined, and the few parts for which the joined
table tells more than their own are judged again.
"""

from crossbearing.scale.movements import (
    Moved,
    flights_and_visits,
    flights_in,
    move_parts,
    movements_in,
    seen_in,
    to_judge_again,
)
from crossbearing.scale.parts import PART_ROWS, READ, Part, parts_in, parts_of, read_each
from crossbearing.scale.working import WORKERS, keep_freed_memory, side_by_side

__all__ = [
    "PART_ROWS",
    "READ",
    "WORKERS",
    "Moved",
    "Part",
    "flights_and_visits",
    "flights_in",
    "keep_freed_memory",
    "move_parts",
    "movements_in",
    "parts_in",
    "parts_of",
    "read_each",
    "seen_in",
    "side_by_side",
    "to_judge_again",
]
