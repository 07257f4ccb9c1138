"""Ships: plausible positions, hulls on one MMSI, silences, encounters, port calls; what could have happened."""
