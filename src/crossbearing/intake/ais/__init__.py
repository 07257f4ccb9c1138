"""Formats of ship tracks: one small module each, listed in `FORMATS` in the order in which they are tried."""

from crossbearing.intake.ais.nmea import NMEA
from crossbearing.intake.ais.tables import SHIP_TABLE
from crossbearing.intake.reader import Format

FORMATS: tuple[Format, ...] = (NMEA, SHIP_TABLE)

__all__ = ["FORMATS"]
