"""The demo's aircraft and what they do between 5 and 18 February 2024. All registrations are invented.

Line aircraft fly every day, so that coverage can be learnt from them; the tramps carry the story.
Days are counted from 0 = 5 February; `8.2` is 04:48 UTC on the 13th.
"""

from __future__ import annotations

from dataclasses import dataclass

from crossbearing.worldgen.fleet import DAY_S, Craft

DAYS = 14
AIR_FORCE = "Iranian air force"


@dataclass(frozen=True, slots=True)
class Line:
    """A line aircraft with its daily rotation."""

    craft: Craft
    cycle: tuple[str, ...]
    first_hour: float
    legs_a_day: int


def _line(
    icao24: str, registration: str, typecode: str, operator: str, telephony: str, cycle: str, hour: float, legs: int
) -> Line:
    return Line(Craft(icao24, registration, typecode, operator, telephony), tuple(cycle.split()), hour, legs)


LINES = (
    _line("150f21", "RA-73981", "A320", "Neva Line", "NVL", "UUEE ULLI", 3.5, 6),
    _line("150f22", "RA-73982", "A320", "Neva Line", "NVL", "ULLI UUEE", 4.0, 6),
    _line("150f23", "RA-73983", "B738", "Neva Line", "NVL", "UUWW ULLI", 16.5, 4),
    _line("150f31", "RA-67431", "A321", "Yuzhny Express", "YZX", "UUWW URSS", 4.2, 2),
    _line("150f32", "RA-67432", "B738", "Yuzhny Express", "YZX", "URSS UUWW", 6.0, 2),
    _line("150f33", "RA-67433", "B738", "Yuzhny Express", "YZX", "UUDD URMM", 5.5, 2),
    _line("150f41", "RA-73951", "B77W", "Neva Line", "NVL", "UUEE OIIE", 6.5, 2),
    _line("730e11", "EP-TJA", "A321", "Alborz Airways", "ABZ", "OIIE UUWW", 4.5, 2),
    _line("730e12", "EP-TJB", "A306", "Alborz Airways", "ABZ", "OIII OIMM", 2.5, 4),
    _line("730e13", "EP-TJC", "A320", "Alborz Airways", "ABZ", "OIMM OIII", 3.0, 4),
    _line("730e14", "EP-TJD", "A320", "Alborz Airways", "ABZ", "OIII OISS", 3.2, 4),
    _line("730e15", "EP-TJE", "A320", "Alborz Airways", "ABZ", "OIII OITT", 5.1, 2),
    _line("730e16", "EP-TJF", "A306", "Alborz Airways", "ABZ", "OIIE OMDB", 4.0, 2),
    _line("4b8f01", "TC-YKA", "A321", "Bosfor Hava", "BSF", "LTFM UBBB", 5.0, 2),
    _line("4b8f02", "TC-YKB", "A320", "Bosfor Hava", "BSF", "LTFM UUWW", 6.0, 2),
    _line("4b8f03", "TC-YKC", "B738", "Bosfor Hava", "BSF", "LTFM OIIE", 7.0, 2),
    _line("4b8f04", "TC-YKD", "B738", "Bosfor Hava", "BSF", "LTFM LTAC", 4.0, 4),
    _line("4b8f05", "TC-YKE", "E190", "Bosfor Hava", "BSF", "LTFM UGTB", 8.0, 2),
    _line("600f01", "4K-BZ21", "E190", "Hazar Air", "HZR", "UBBB UATE", 5.0, 2),
    _line("600f02", "4K-BZ22", "A320", "Hazar Air", "HZR", "UBBB UUEE", 4.4, 2),
    _line("510f01", "EW-541PJ", "E190", "Polesie Avia", "PLS", "UMMS UUEE", 5.0, 4),
    _line("730e17", "EP-TJG", "A320", "Alborz Airways", "ABZ", "OIII OIKB", 4.8, 2),
    # The alibi: it sleeps at Dubai and is never silent long enough to reach Moscow.
    _line("896f41", "A6-KZD", "A306", "Gulf Crescent Cargo", "GCC", "OMDB OIIE", 0.3, 8),
)

# Parked at Moscow from the evening of the 9th to the morning of the 13th, in a place where everything is heard.
PARKED = Craft("150f24", "RA-73987", "B738", "Neva Cargo", "NVC")
PARKED_DAYS = ((0, 1, 2, 3, 4), (8, 9, 10, 11, 12, 13))


def _il76(icao24: str, registration: str, silent: tuple[tuple[float, float], ...] = ()) -> Craft:
    off = tuple((a * DAY_S, b * DAY_S) for a, b in silent)
    return Craft(icao24, registration, "IL76", AIR_FORCE, "IRF", military=True, kind="tramp", silent=off)


# The one with four visits; on the 13th it goes silent in cruise and is next heard leaving Sheremetyevo.
FOURTH = _il76("730d91", "5-8291", ((8.312, 8.742),))
OTHERS = tuple(_il76(f"730d9{k}", f"5-829{k}") for k in (2, 3, 4, 5, 6))
# Flies to Damascus, where nobody hears it land: twice before the 12th, three times after.
FREIGHTER = Craft("730e31", "EP-WKB", "B742", "Kavir Cargo", "KVC", kind="tramp")
# From the 12th to the 16th it flies where no receiver stands: Atyrau and Aktau.
AWAY = Craft("151f76", "RF-76891", "IL76", "Russian aerospace forces", "RFF", military=True, kind="tramp")
# Never sends a position: heard by multilateration, round Moscow only.
SHY = Craft(
    "151f79", "RF-76894", "IL76", "Russian aerospace forces", "RFF", military=True, mlat_only=True, kind="tramp"
)
VEHICLES = (
    Craft("15ff01", "", "", "", "", kind="vehicle", vehicle_at="UUEE"),
    Craft("~2a0f11", "", "", "", "", kind="vehicle", vehicle_at="UUWW"),
    Craft("73ff02", "", "", "", "", kind="vehicle", vehicle_at="OIIE"),
)

Stops = tuple[tuple[str, float], ...]


def _round_trips(*trips: tuple[float, str]) -> Stops:
    """Stops of out-and-back flights from Tehran: each leaves at the given day, and the other field 0.4 days later."""
    return (*(stop for day, field in trips for stop in (("OIII", day), (field, day + 0.4))), ("OIII", float(DAYS)))


# What the tramps do: fields with the day each is left. Few fly to Moscow before the 12th, many after.
JOURNEYS: tuple[tuple[Craft, Stops], ...] = (
    (
        FOURTH,
        (
            *(("OIII", 0.3), ("OIFM", 0.55), ("OIII", 1.25), ("OIKB", 1.6), ("OIII", 2.2), ("UUWW", 2.6)),
            *(("OIII", 3.3), ("OISS", 3.6), ("OIII", 5.15), ("UUMU", 5.55), ("OIII", 6.4), ("OIFM", 6.7)),
            *(("OIII", 8.2), ("UUEE", 8.75), ("OIII", 9.6), ("OIFM", 9.85), ("OIII", 11.2), ("UUWW", 11.65)),
            ("OIII", float(DAYS)),
        ),
    ),
    (
        OTHERS[0],
        _round_trips((0.2, "OIFM"), (1.2, "OIKB"), (3.2, "OISS"), (7.15, "UUWW"), (9.2, "UUMU"), (12.1, "UUWW")),
    ),
    (
        OTHERS[1],
        _round_trips(
            (1.3, "OISS"), (2.3, "OIFM"), (4.3, "OIKB"), (7.3, "UUDD"), (8.5, "OIFM"), (10.1, "UUWW"), (12.3, "UUWW")
        ),
    ),
    (
        OTHERS[2],
        _round_trips(
            (0.4, "OIKB"), (4.2, "OIMM"), (6.2, "OISS"), (8.1, "UUWW"), (9.3, "OIKB"), (10.3, "UUEE"), (11.3, "UUWW")
        ),
    ),
    (
        OTHERS[3],
        _round_trips((2.4, "OIMM"), (5.3, "OIFM"), (8.4, "UUWW"), (9.4, "OISS"), (11.4, "UUMU"), (12.4, "UUWW")),
    ),
    (
        OTHERS[4],
        _round_trips((1.4, "OIFM"), (3.4, "OIKB"), (5.4, "OISS"), (8.2, "UUWW"), (10.4, "OIFM"), (11.2, "UUWW")),
    ),
    (
        FREIGHTER,
        _round_trips((1.3, "OSDI"), (3.3, "OMDB"), (5.2, "OSDI"), (7.4, "OSDI"), (9.3, "OSDI"), (12.2, "OSDI")),
    ),
    (
        AWAY,
        (
            *(("UUMU", 1.3), ("URSS", 1.6), ("UUMU", 3.4), ("URMM", 3.7), ("UUMU", 5.3), ("ULLI", 5.6)),
            *(("UUMU", 7.2), ("UATG", 9.4), ("UATE", 11.5), ("UUMU", 12.5), ("ULLI", 12.8), ("UUMU", float(DAYS))),
        ),
    ),
    (
        SHY,
        (
            *(("UUMU", 1.2), ("ULLI", 1.6), ("UUMU", 3.3), ("URWA", 3.6), ("UUMU", 5.2), ("ULLI", 5.7)),
            *(("UUMU", 9.3), ("ULLI", 9.6), ("UUMU", 12.2), ("URWA", 12.6), ("UUMU", float(DAYS))),
        ),
    ),
)
