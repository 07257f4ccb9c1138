"""Which column of a table of ship positions means what: the names that the known sources use, and French ones.

Danish Maritime Authority (`# Timestamp, Type of mobile, MMSI, Latitude …`), MarineCadastre of NOAA (`MMSI,
BaseDateTime, LAT, LON …`, from 2024 in lower case), Spire (also `position_latitude`, `vessel_name`, `voyage_eta`),
exactEarth (`Time` as 20130101_000001, `Dimension_to_Bow`), the UN Global Platform (`dt_pos_utc`), Global Fishing
Watch (`ssvid`, `timestamp`), the French Naval Academy (`sourcemmsi`, `t`), VesselFinder (`NAVSTAT`, `TYPE`, `A` to
`D`), BarentsWatch (`speedOverGround`), Kystverket (`date_time_utc`, `imo_nr`), AISdb and others.
Names are compared by their letters and digits alone, in lower case without accents, and a unit behind a name is no
part of it: `Vitesse (nœuds)`, `speed_over_ground` and `SOG` are one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from crossbearing.intake.ais.frames import SIDES
from crossbearing.intake.mapping import plain_name

NAMES: Mapping[str, tuple[str, ...]] = {
    "mmsi": (
        "mmsi",
        "ssvid",
        "vesselmmsi",
        "sourcemmsi",
        "shipmmsi",
        "metadatammsi",
        "userid",
        "mmsinumber",
        "numerommsi",
        "nmmsi",
    ),
    "time": (
        *("timestamp", "basedatetime", "time", "datetime", "positiontimestamp", "receivedat", "ts", "msgtime"),
        *("positiondate", "positiondatetime", "positiontime", "movementdatetime"),
        *("dtpos", "timestampposition", "lastknownpositiontimestamp", "epoch", "unixtime", "t"),
        *("horodatage", "dateheure", "dateetheure", "heure"),
    ),
    "day": ("date", "day", "jour"),
    "lat": ("lat", "latitude", "positionlatitude", "lastknownpositionlatitude", "ylat"),
    "lon": ("lon", "longitude", "long", "lng", "positionlongitude", "lastknownpositionlongitude", "xlon"),
    "sog_kt": (
        *("sog", "speed", "speedoverground", "positionspeed", "lastknownpositionspeed"),
        *("vitesse", "vitessefond", "vitessesurlefond"),
    ),
    "cog_deg": (
        *("cog", "course", "courseoverground", "positioncourse", "lastknownpositioncourse"),
        *("capfond", "routefond", "routesurlefond", "route"),
    ),
    "heading_deg": ("heading", "trueheading", "hdg", "positionheading", "cap", "capvrai"),
    "status": (
        *("navigationalstatus", "status", "navstatus", "navstat", "navigationstatus", "positionnavigationalstatus"),
        *("navstatuscode", "statutnavigation", "statutdenavigation", "statut"),
    ),
    "message": ("msgtype", "messageid", "messagetype", "messagenr", "typemessage"),
    "station": ("station", "receiver", "basestation", "tagblockstation", "sourcestation", "receiverid"),
    "transponder": ("typeofmobile", "transceiverclass", "transceiver", "vesselclass", "aisclass"),
    "imo": ("imo", "imonumber", "imono", "imonr", "vesselimo", "numeroimo", "nimo"),
    "callsign": ("callsign", "vesselcallsign", "callletters", "indicatif"),
    "shipname": ("name", "vesselname", "shipname", "nom", "nomnavire", "nomdunavire"),
    "ship_type": (
        *("shiptype", "vesseltypecode", "vesseltype", "vesselshiptype", "shipandcargotype", "typeofshipandcargo"),
        *("typenavire", "typedenavire", "type"),
    ),
    "length_m": ("length", "vessellength", "loa", "longueur"),
    "width_m": ("width", "vesselwidth", "beam", "breadth", "largeur"),
    "draught_m": ("draught", "draft", "vesseldraught", "voyagedraught", "tiranteau", "tirantdeau"),
    "destination": ("destination", "dest", "vesseldestination", "voyagedestination"),
    "eta": ("eta", "etaais", "vesseleta", "voyageeta"),
    "bow_m": ("dimensiontobow", "tobow", "a"),
    "stern_m": ("dimensiontostern", "tostern", "b"),
    "port_m": ("dimensiontoport", "toport", "c"),
    "starboard_m": ("dimensiontostarboard", "tostarboard", "d"),
}
NEEDED = ("mmsi", "time", "lat", "lon")
# Columns whose cells are numbers; a cell there that is none makes the row a reject.
NUMBERS = ("lat", "lon", "sog_kt", "cog_deg", "heading_deg", "length_m", "width_m", "draught_m", *SIDES)
# Days stand before months in `05/02/2024` where a header begins so, as in Denmark, or names the column in French.
DAY_FIRST = ("# timestamp", "horodatage", "date heure", "date_heure", "date et heure", "heure")
# What may stand behind a name without changing it; a speed in other units has another name, and is not read.
_UNITS = ("utc", "gmt", "knots", "knot", "noeuds", "noeud", "nds", "kts", "kt", "kn", "degrees", "degres", "deg", "dd")
_METRES = ("metres", "meters", "m")


def columns_of(header: Sequence[str]) -> dict[str, str]:
    """Which column of a header is which of ours; the first that fits is taken."""
    bare = [(name, letters) for name in header for letters in _bare(name)]
    found: dict[str, str] = {}
    for ours, spellings in NAMES.items():
        taken = set(found.values())
        fitting = [name for word in spellings for name, letters in bare if letters == word and name not in taken]
        if fitting:
            found[ours] = fitting[0]
    if "time" not in found and "day" in found:
        found["time"] = found.pop("day")
    if not set(SIDES) <= set(found):  # a column `a` by itself is anything
        found = {ours: theirs for ours, theirs in found.items() if ours not in SIDES}
    return found


def _bare(name: str) -> list[str]:
    """The letters and digits of a name, and those without the units behind it."""
    words = plain_name(name).split("_")
    spellings = ["".join(words)]
    while len(words) > 1 and words[-1] in (*_UNITS, *_METRES):
        words = words[:-1]
        spellings.append("".join(words))
    return spellings


def suffices(header: Sequence[str]) -> bool:
    """Whether a header names who was where when."""
    return set(NEEDED) <= set(columns_of(header))


def day_first(header: Sequence[str]) -> bool:
    """Whether `05/02/2024` in such a table is the fifth of February."""
    return any(name.startswith(DAY_FIRST) for name in header)
