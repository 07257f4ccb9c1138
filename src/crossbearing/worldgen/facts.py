"""What the invented world takes from the real one: airfields, and how aircraft of a type fly.

Coordinates, elevations and runway headings are facts of public record (aeronautical publications), rounded.
Performance figures are rounded from manufacturers' and EUROCONTROL's public tables; they need only be plausible.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """An airfield; `runway_deg` is the true heading of its main runway, `city` groups fields of one city."""

    icao: str
    lat: float
    lon: float
    elevation_ft: int
    runway_deg: float
    city: str


@dataclass(frozen=True, slots=True)
class Performance:
    """How an aircraft of a type flies; `description` and `category` are what an aggregator prints of it."""

    typecode: str
    cruise_kt: float
    cruise_ft: int
    climb_fpm: float
    descent_fpm: float
    description: str
    category: str


FIELDS = {
    field.icao: field
    for field in (
        Field("UUEE", 55.9726, 37.4146, 622, 66, "moscow"),
        Field("UUWW", 55.5915, 37.2615, 685, 60, "moscow"),
        Field("UUDD", 55.4088, 37.9063, 588, 142, "moscow"),
        Field("UUMU", 55.8783, 38.0617, 499, 125, "moscow"),
        Field("OIII", 35.6892, 51.3134, 3962, 113, "tehran"),
        Field("OIIE", 35.4161, 51.1522, 3305, 109, "tehran"),
        Field("OIMM", 36.2352, 59.6410, 3263, 139, "mashhad"),
        Field("OISS", 29.5392, 52.5898, 4920, 113, "shiraz"),
        Field("OIKB", 27.2183, 56.3778, 22, 30, "bandar abbas"),
        Field("OIFM", 32.7508, 51.8613, 5059, 82, "isfahan"),
        Field("OITT", 38.1339, 46.2350, 4459, 120, "tabriz"),
        Field("UBBB", 40.4675, 50.0467, 10, 172, "baku"),
        Field("UGTB", 41.6692, 44.9547, 1624, 128, "tbilisi"),
        Field("UDYZ", 40.1473, 44.3959, 2838, 90, "yerevan"),
        Field("LTFM", 41.2753, 28.7519, 325, 172, "istanbul"),
        Field("LTAC", 40.1281, 32.9951, 3125, 33, "ankara"),
        Field("OMDB", 25.2528, 55.3644, 62, 121, "dubai"),
        Field("OSDI", 33.4114, 36.5156, 2020, 49, "damascus"),
        Field("ORBI", 33.2625, 44.2346, 114, 148, "baghdad"),
        Field("UMMS", 53.8825, 28.0307, 670, 130, "minsk"),
        Field("ULLI", 59.8003, 30.2625, 78, 106, "st petersburg"),
        Field("URSS", 43.4499, 39.9566, 89, 60, "sochi"),
        Field("URMM", 44.2251, 43.0819, 1054, 120, "mineralnye vody"),
        Field("URWA", 46.2833, 48.0063, -65, 92, "astrakhan"),
        Field("UATE", 43.8601, 51.0920, 73, 123, "aktau"),
        Field("UATG", 47.1219, 51.8214, -72, 145, "atyrau"),
        Field("UTAK", 40.0633, 53.0072, 279, 160, "turkmenbashi"),
        Field("UTAA", 37.9868, 58.3610, 692, 118, "ashgabat"),
    )
}

PERFORMANCE = {
    performance.typecode: performance
    for performance in (
        Performance("IL76", 410, 32000, 1500, 1500, "ILYUSHIN Il-76", "A5"),
        Performance("B742", 480, 34000, 1600, 1600, "BOEING 747-200", "A5"),
        Performance("A306", 450, 33000, 1800, 1700, "AIRBUS A300-600", "A5"),
        Performance("A320", 445, 35000, 2000, 1800, "AIRBUS A-320", "A3"),
        Performance("A321", 445, 34000, 1900, 1800, "AIRBUS A-321", "A3"),
        Performance("B738", 450, 36000, 2000, 1800, "BOEING 737-800", "A3"),
        Performance("B77W", 490, 36000, 2000, 1800, "BOEING 777-300ER", "A5"),
        Performance("E190", 440, 35000, 2000, 1800, "EMBRAER ERJ-190-100", "A3"),
    )
}

# Whose address block an aircraft's 24-bit address must lie in (ICAO Annex 10, volume III, table 9-1), first address.
ADDRESS_BLOCKS = {"IR": 0x730000, "RU": 0x150000, "TR": 0x4B8000, "AE": 0x896000, "AZ": 0x600800, "BY": 0x510000}
