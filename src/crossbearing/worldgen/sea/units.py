"""What an hour, a knot and a degree are, for all of the invented seas."""

from __future__ import annotations

HOUR_S, DAY_S = 3600.0, 86400.0
KMH_PER_KT = 1.852
# A degree of latitude, on a sphere of 6,371 km.
KM_PER_DEG = 111.195
M_PER_DEG = KM_PER_DEG * 1000.0
