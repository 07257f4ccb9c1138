"""Track formats: one small module each, listed in `FORMATS` in the order in which they are tried."""

from crossbearing.intake.reader import Format as TrackFormat
from crossbearing.intake.tracks.fr24_playback import FR24_PLAYBACK
from crossbearing.intake.tracks.heatmap import HEATMAP
from crossbearing.intake.tracks.kml import KML
from crossbearing.intake.tracks.opensky import OPENSKY
from crossbearing.intake.tracks.readsb import READSB
from crossbearing.intake.tracks.snapshots import AIRCRAFT
from crossbearing.intake.tracks.traffic_json import TRAFFIC_JSON

FORMATS: tuple[TrackFormat, ...] = (READSB, AIRCRAFT, HEATMAP, OPENSKY, FR24_PLAYBACK, KML, TRAFFIC_JSON)

__all__ = ["FORMATS", "TrackFormat"]
