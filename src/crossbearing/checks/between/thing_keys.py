"""One key for the many names of a thing: "obus" and "artillery rounds" are one in any language."""

from __future__ import annotations

from functools import lru_cache

from crossbearing.world import load_world
from crossbearing.world.spelling import fold


@lru_cache(maxsize=65536)
def thing_key(name: str) -> str:
    """Return what a piece of equipment is compared by: its id in the packaged lexicon, else its folded name."""
    known = load_world().equipment.find(name)
    return known.id if known else fold(name)
