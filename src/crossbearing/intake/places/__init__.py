"""Places that the user drew: ports, anchorages and roadsteads as GeoJSON, KML or a table with a header."""

from crossbearing.intake.places.geojson import PLACES_GEOJSON
from crossbearing.intake.places.kml import PLACES_KML
from crossbearing.intake.places.tables import PLACES_TABLE
from crossbearing.intake.reader import Format

FORMATS: tuple[Format, ...] = (PLACES_GEOJSON, PLACES_TABLE)

__all__ = ["FORMATS", "PLACES_KML"]
