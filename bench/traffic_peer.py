"""What the `traffic` library (2.13) does with the same positions; run by `scale.py` in an environment that has it.

    python traffic_peer.py PARQUET AIRPORTS

PARQUET has craft, time, lat, lon, alt_ft, gs_kt; AIRPORTS has icao, lat, lon, elevation_ft. Prints JSON: processor
seconds and counts of splitting at silences of ten minutes, and of inferring both airports of some flights.
"""

from __future__ import annotations

import json
import sys
import time

import pandas as pd
from traffic.algorithms.metadata.airports import LandingAirportInference, TakeoffAirportInference
from traffic.core import Traffic
from traffic.data.basic.airports import Airports

NAMED = 100


def main() -> None:
    frame = pd.read_parquet(sys.argv[1])
    names = {"craft": "icao24", "time": "timestamp", "lat": "latitude", "lon": "longitude"}
    frame = frame.rename(columns={**names, "alt_ft": "altitude", "gs_kt": "groundspeed"}).assign(callsign="TEST")
    began = time.process_time()
    legs = list(Traffic(frame).iterate(on=["icao24"], by="10 minutes"))
    said = {"rows": len(frame), "flights": len(legs), "split_s": time.process_time() - began}
    fields = pd.read_parquet(sys.argv[2]).rename(columns={"lat": "latitude", "lon": "longitude"})
    fields = fields.assign(iata="", name="", country="", type="large_airport", altitude=fields["elevation_ft"])
    airports = Airports(fields)
    landing, takeoff = LandingAirportInference(dataset=airports), TakeoffAirportInference(dataset=airports)
    began = time.process_time()
    for leg in legs[:NAMED]:
        leg.infer_airport(landing)
        leg.infer_airport(takeoff)
    said |= {"named": len(legs[:NAMED]), "named_s": time.process_time() - began}
    sys.stdout.write(json.dumps(said))


main()
