"""A jammed zone that misleads both: the ships in it and the aircraft above it."""

from __future__ import annotations

from dataclasses import dataclass

from crossbearing.worldgen.sea.faults import Jam as AtSea
from crossbearing.worldgen.sea.faults import JamStyle
from crossbearing.worldgen.wide.jamming import Jam as Aloft

# A jammer on a coast reaches ships to its horizon, some tens of kilometres, and aircraft several times as far.
HIGHER = 5.0


@dataclass(frozen=True, slots=True)
class Zone:
    """Waters of a radius and the hours, in seconds since 1970, in which receivers are misled to a false place."""

    lat: float
    lon: float
    radius_km: float
    begin: float
    end: float
    to: tuple[float, float]

    def at_sea(self, epoch: float, style: JamStyle = JamStyle.SCATTER) -> AtSea:
        """The same for ships of a world that begins at `epoch`."""
        begin, end = self.begin - epoch, self.end - epoch
        return AtSea(self.lat, self.lon, self.radius_km, begin, end, style, self.to)

    def aloft(self, epoch: float, kind: str = "degraded") -> Aloft:
        """The same for aircraft of a world that begins at `epoch`."""
        begin, end = self.begin - epoch, self.end - epoch
        return Aloft(self.lat, self.lon, HIGHER * self.radius_km, begin, end, kind, *self.to)
