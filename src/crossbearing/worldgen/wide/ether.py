"""What lies between the craft and the archive."""

from __future__ import annotations

from dataclasses import dataclass

from crossbearing.worldgen.wide.ears import Ears
from crossbearing.worldgen.wide.jamming import Jam
from crossbearing.worldgen.wide.physics import Air


@dataclass(frozen=True)
class Ether:
    """Air, receivers and jamming over the days of a world, and its seed."""

    air: Air
    ears: Ears
    jams: tuple[Jam, ...]
    days: int
    seed: int
