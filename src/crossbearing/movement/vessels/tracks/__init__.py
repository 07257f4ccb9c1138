"""Which positions that one MMSI sent belong to one hull."""
