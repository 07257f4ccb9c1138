"""Which column of a table of ship positions means what: the names that the known sources use, and French ones.

Danish Maritime Authority (`# Timestamp, Type of mobile, MMSI, Latitude …`), MarineCadastre of NOAA (`MMSI,
BaseDateTime, LAT, LON …`, from 2025 in lower case), Spire, exactEarth (`Time` as 20130101_000001), Global Fishing
Watch (`ssvid`, `timestamp`), AISdb and others. Names are compared in lower case without accents; blanks, dots and
hyphens count as underscores.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from crossbearing.intake.mapping import plain_name

NAMES: Mapping[str, tuple[str, ...]] = {
    "mmsi": ("mmsi", "ssvid", "vessel_mmsi", "user_id", "userid", "mmsi_number", "numero_mmsi"),
    "time": (
        *("timestamp", "basedatetime", "base_date_time", "time", "datetime", "date_time", "date_time_utc"),
        *("dt_pos_utc", "timestamp_utc", "position_timestamp", "received_at", "ts", "time_utc", "msgtime"),
        *("timestamp_position", "epoch", "unix_time", "horodatage", "date_heure", "heure_utc", "date_utc", "heure"),
    ),
    "lat": ("lat", "latitude", "latitude_degrees", "lat_dd", "y_lat"),
    "lon": ("lon", "longitude", "longitude_degrees", "long", "lng", "lon_dd", "x_lon"),
    "sog_kt": (
        *("sog", "speed", "sog_knots", "speed_knots", "speed_over_ground", "vitesse", "vitesse_noeuds", "speedknots"),
        *("vitesse_fond", "sog_kt"),
    ),
    "cog_deg": ("cog", "course", "cog_degrees", "course_over_ground", "cap_fond", "route_fond", "cog_deg", "route"),
    "heading_deg": ("heading", "true_heading", "hdg", "heading_deg", "cap", "cap_vrai", "trueheading"),
    "status": (
        *("navigational_status", "status", "nav_status", "navstat", "navigation_status", "navstatus"),
        *("statut_navigation", "statut", "navigationalstatus"),
    ),
    "message": ("msg_type", "message_id", "message_type", "type_message", "msgtype", "messagetype"),
    "station": ("station", "receiver", "base_station", "tagblock_station", "source_station", "receiver_id"),
    "mobile": ("type_of_mobile",),
    "imo": ("imo", "imo_number", "numero_imo", "vessel_imo", "imo_no"),
    "callsign": ("callsign", "call_sign", "indicatif", "vessel_callsign", "call_letters"),
    "shipname": ("name", "vesselname", "vessel_name", "shipname", "ship_name", "nom", "nom_navire", "nom_du_navire"),
    "ship_type": (
        *("ship_type", "vesseltype", "vessel_type", "shiptype", "ship_and_cargo_type", "type_navire", "type_de_navire"),
        *("shipandcargotype", "vessel_type_code"),
    ),
    "length_m": ("length", "vessel_length", "longueur", "loa", "length_m"),
    "width_m": ("width", "vessel_width", "largeur", "beam", "breadth", "width_m"),
    "draught_m": ("draught", "draft", "tirant_eau", "tirant_d_eau", "draught_m", "vessel_draught"),
    "destination": ("destination", "dest", "vessel_destination"),
    "eta": ("eta", "vessel_eta"),
}
NEEDED = ("mmsi", "time", "lat", "lon")
# Columns whose cells are numbers; a cell there that is none makes the row a reject.
NUMBERS = ("lat", "lon", "sog_kt", "cog_deg", "heading_deg", "length_m", "width_m", "draught_m")
# Days before months in `05/02/2024`: Danish files begin their header so.
DANISH = "# timestamp"


def columns_of(header: Sequence[str]) -> dict[str, str]:
    """Which column of a header (lower case) is which of ours; the first that fits is taken."""
    plain = [(name, plain_name(name)) for name in header]
    found: dict[str, str] = {}
    for ours, spellings in NAMES.items():
        fitting = [name for word in spellings for name, bare in plain if bare == word and name not in found.values()]
        if fitting:
            found[ours] = fitting[0]
    return found


def suffices(header: Sequence[str]) -> bool:
    """Whether a header names who was where when."""
    return set(NEEDED) <= set(columns_of(header))
