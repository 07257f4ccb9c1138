"""Where the invented receivers stand: dense round Moscow, Tehran and Istanbul, none on the eastern Caspian shore.

Sites are invented points in or near real towns. No receiver stands at Aktau, Atyrau, Turkmenbashi, Ashgabat,
Damascus or Baghdad: what is flown there is flown unheard, at least when it is low.
"""

from __future__ import annotations

from crossbearing.worldgen.receivers import Receiver

# A roof-top antenna; what volunteers' sites reach over land on an ordinary day. GUESS.
ROOF_M, RANGE_KM, SHORE_RANGE_KM, STEPPE_RANGE_KM = 15.0, 300.0, 230.0, 180.0


def _site(lat: float, lon: float, ground_ft: float, range_km: float = RANGE_KM) -> Receiver:
    return Receiver(lat, lon, ground_ft, ROOF_M, range_km)


# Sites that hardly ever fail.
WELL_KEPT = (
    _site(55.95, 37.35, 610),  # Moscow, north-west
    _site(55.62, 37.28, 670),  # Moscow, south-west
    _site(55.45, 37.88, 570),  # Moscow, south-east
    _site(55.70, 37.75, 480),  # Moscow, east
    _site(59.83, 30.30, 70),  # St Petersburg, south
    _site(59.95, 30.40, 30),  # St Petersburg, north
    _site(57.60, 34.60, 520),  # half way between the two
    _site(56.90, 36.00, 450),
    _site(58.60, 31.80, 90),
    _site(35.70, 51.38, 3900),  # Tehran, west
    _site(35.43, 51.20, 3280),  # Tehran, south-west
    _site(35.78, 51.45, 4600),  # Tehran, north
    _site(25.24, 55.36, 30),  # Dubai
    _site(25.10, 55.20, 20),
    _site(41.26, 28.72, 250),  # Istanbul, west
    _site(41.02, 29.00, 150),
)

# Sites that fail now and then.
ORDINARY = (
    _site(53.90, 27.95, 690),  # Minsk
    _site(54.80, 32.00, 800),
    _site(51.70, 39.20, 500),  # Voronezh
    _site(48.70, 44.50, 300, SHORE_RANGE_KM),  # Volgograd
    _site(50.60, 36.60, 600),
    _site(47.20, 39.70, 230),  # Rostov
    _site(43.46, 39.92, 80),  # Sochi
    _site(44.20, 43.05, 1040),  # Mineralnye Vody
    _site(46.32, 48.02, -65, STEPPE_RANGE_KM),  # Astrakhan
    _site(42.98, 47.50, 100, STEPPE_RANGE_KM),  # Makhachkala
    _site(40.44, 50.00, 5, SHORE_RANGE_KM),  # Baku
    _site(40.40, 49.80, 200, SHORE_RANGE_KM),
    _site(41.70, 44.85, 1500),  # Tbilisi
    _site(40.15, 44.45, 2830),  # Yerevan
    _site(38.10, 46.28, 4450),  # Tabriz
    _site(37.28, 49.58, 0, SHORE_RANGE_KM),  # Rasht
    _site(36.27, 59.60, 3240),  # Mashhad
    _site(36.20, 55.00, 4500),  # Shahrud
    _site(32.66, 51.75, 5100),  # Isfahan
    _site(29.60, 52.55, 4930),  # Shiraz
    _site(27.20, 56.35, 20),  # Bandar Abbas
    _site(39.95, 32.90, 3100),  # Ankara
    _site(39.75, 39.50, 4000),  # Erzincan
    _site(38.50, 43.40, 5600),  # Van
    _site(41.28, 36.30, 100),  # Samsun
    _site(45.00, 34.10, 800),
)
