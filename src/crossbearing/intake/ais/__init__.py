"""Formats of ship tracks: one small module each, listed in `FORMATS` in the order in which they are tried."""

from crossbearing.intake.ais.mapped import MAPPED_SHIPS
from crossbearing.intake.ais.nmea import NMEA
from crossbearing.intake.ais.parquet import SHIP_PARQUET, tells_ships
from crossbearing.intake.ais.records import SHIP_RECORDS
from crossbearing.intake.ais.tables import SHIP_TABLE
from crossbearing.intake.reader import Format

FORMATS: tuple[Format, ...] = (NMEA, SHIP_TABLE, SHIP_RECORDS, SHIP_PARQUET)

__all__ = ["FORMATS", "MAPPED_SHIPS", "SHIP_PARQUET", "tells_ships"]
