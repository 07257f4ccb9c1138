"""Track formats: one small module each, listed in `FORMATS` in the order in which they are tried."""

from crossbearing.intake.reader import Format as TrackFormat
from crossbearing.intake.tracks.basestation import BASESTATION
from crossbearing.intake.tracks.flat_traces import FLAT_TRACES
from crossbearing.intake.tracks.flight_lists import FLIGHT_LIST
from crossbearing.intake.tracks.fr24_csv import FR24_TABLES
from crossbearing.intake.tracks.fr24_playback import FR24_PLAYBACK
from crossbearing.intake.tracks.heatmap import HEATMAP
from crossbearing.intake.tracks.jet1090 import JET1090
from crossbearing.intake.tracks.kml import KML
from crossbearing.intake.tracks.mapped_csv import TABLE
from crossbearing.intake.tracks.modes import AVR, BEAST, MODES_CSV, WORDS
from crossbearing.intake.tracks.no_tracks import NO_TRACKS
from crossbearing.intake.tracks.opensky import OPENSKY
from crossbearing.intake.tracks.opensky_rest import OPENSKY_REST
from crossbearing.intake.tracks.parquet_vectors import PARQUET
from crossbearing.intake.tracks.readsb import READSB
from crossbearing.intake.tracks.snapshots import AIRCRAFT
from crossbearing.intake.tracks.traffic_csv import TRAFFIC_CSV
from crossbearing.intake.tracks.traffic_json import TRAFFIC_JSON
from crossbearing.intake.tracks.vrs import VRS

FORMATS: tuple[TrackFormat, ...] = (
    READSB,
    AIRCRAFT,
    VRS,
    HEATMAP,
    BASESTATION,
    JET1090,
    BEAST,
    WORDS,
    AVR,
    MODES_CSV,
    OPENSKY,
    FLAT_TRACES,
    PARQUET,
    OPENSKY_REST,
    FLIGHT_LIST,
    TRAFFIC_JSON,
    TRAFFIC_CSV,
    FR24_PLAYBACK,
    *FR24_TABLES,
    KML,
    # Last: what looks like tracks and is none, and any other table that names where which craft was when.
    *NO_TRACKS,
    TABLE,
)

__all__ = ["FORMATS", "NO_TRACKS", "TrackFormat"]
