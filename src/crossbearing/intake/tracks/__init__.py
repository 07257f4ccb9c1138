"""Track formats: one small module each, listed in `FORMATS` in the order in which they are tried."""

from crossbearing.intake.reader import Format as TrackFormat
from crossbearing.intake.tracks.opensky import OPENSKY
from crossbearing.intake.tracks.readsb import READSB
from crossbearing.intake.tracks.snapshots import AIRCRAFT

FORMATS: tuple[TrackFormat, ...] = (READSB, AIRCRAFT, OPENSKY)

__all__ = ["FORMATS", "TrackFormat"]
