"""Invented reports of March 2024, and the claims read in them and typed beside them."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

from crossbearing.model.claims import (
    Actor,
    Change,
    Claim,
    Count,
    CraftIds,
    Direction,
    Equipment,
    EquipmentRole,
    Kind,
    Lineage,
    Place,
    PlaceRole,
    Polarity,
    Problem,
    Reading,
    Report,
    Republication,
    Span,
    Stance,
    When,
)  # fmt: skip

PRESS = hashlib.sha256(b"invented press").hexdigest()

WIRE = """The Northern Wire
14 March 2024

An Il-76TD of the cargo carrier Caspian Wing, registered EP-XQA, landed in Moscow on Tuesday for the fourth time \
in ten days, according to flight-tracking data reviewed by this agency. The aircraft, which shares its paint with \
a defunct airline, had been parked outside Tehran for most of the winter.

Two diplomats said the aircraft brought home eighteen disassembled drones, and one of them added that a second \
transport, EP-XQB, left Bandar Abbas for the Syrian coast on 10 March. "Nobody in the ministry will sign for such a \
cargo," he said.

The carrier denied that any of its aircraft had flown to Russia this year. It did not answer a question about the \
paint.
"""
DEPECHE = """La Dépêche du Littoral, avec The Northern Wire
15 mars 2024

Un Il-76TD de la compagnie Caspian Wing, immatriculé EP-XQA, aurait atterri mardi à Moscou pour la cinquième fois \
en dix jours, selon des données de suivi de vols citées par The Northern Wire. L'appareil serait resté tout l'hiver \
près de Téhéran.

Deux diplomates affirment que l'avion a rapporté dix-huit drones démontés : douze d'un modèle et sept d'un autre.
"""
BLOG = """Hangar Notes, March 2024

EP-XQA flew from Tehran to Bandar Abbas on 6 March: I drove past the fence at noon and the tail was gone. Traffic \
between the two capitals has doubled since January. On the 20th the same aircraft was due in Caracas.
"""
MEMO = """Registry memo, 2024

Caspian Wing and the former Orlan Cargo are one company under two names.
"""


def report(name: str, text: str, start: date, end: date) -> Report:
    return Report(name, text, text.index("\n\n") + 2, start, end, PRESS, f"{name}.txt")


REPORTS = (
    report("northern-wire", WIRE, date(2024, 3, 14), date(2024, 3, 14)),
    report("depeche-du-littoral", DEPECHE, date(2024, 3, 15), date(2024, 3, 15)),
    report("hangar-notes", BLOG, date(2024, 3, 1), date(2024, 3, 31)),
    report("registry-memo", MEMO, date(2024, 1, 1), date(2024, 12, 31)),
)
TEXTS = {one.id: one.text for one in REPORTS}


def claim(name: str, source: str, quote: str, kind: Kind, **more: object) -> Claim:
    start = TEXTS[source].index(quote)
    return Claim(name, source, start, start + len(quote), quote, kind, **more)  # type: ignore[arg-type]


TEN_DAYS = When(date(2024, 3, 3), date(2024, 3, 12))
MOSCOW = Place("Moscow", PlaceRole.ARRIVAL, "RU", 55.7558, 37.6173)
TEHRAN = Place("Tehran", PlaceRole.SITE, "IR", 35.6892, 51.389)
COAST = Place("Syrian coast", PlaceRole.AREA, "SY")
BANDAR = Place("Bandar Abbas", PlaceRole.DEPARTURE, "IR", 27.1865, 56.2808)
ONE = CraftIds(registration=("EP-XQA",))
CARRIER = (Equipment("Il-76TD", EquipmentRole.CARRIER, 1, 1),)
CASPIAN = (Actor("Caspian Wing", "IR"),)

CLAIMS = (
    claim(
        "clm-000000000001",
        "northern-wire",
        "landed in Moscow on Tuesday for the fourth time in ten days",
        Kind.VISIT_COUNT,
        stance=Stance.ATTRIBUTED,
        attribution=("flight-tracking data",),
        actors=CASPIAN,
        equipment=CARRIER,
        places=(MOSCOW,),
        when=TEN_DAYS,
        counts=(Count("visits", 4, 4),),
        craft=ONE,
        checkable_by=("flights",),
    ),
    claim(
        "clm-000000000002",
        "northern-wire",
        "the aircraft brought home eighteen disassembled drones",
        Kind.DELIVERY,
        stance=Stance.ATTRIBUTED,
        attribution=("two diplomats",),
        actors=CASPIAN,
        recipients=(Actor("Iran", "IR"),),
        equipment=(Equipment("drone", EquipmentRole.CARGO, 18, 18),),
    ),
    claim(
        "clm-000000000003",
        "northern-wire",
        "a second transport, EP-XQB, left Bandar Abbas for the Syrian coast on 10 March",
        Kind.FLIGHT,
        stance=Stance.ATTRIBUTED,
        attribution=("one of two diplomats",),
        places=(BANDAR, COAST),
        when=When(date(2024, 3, 10), date(2024, 3, 10)),
        craft=CraftIds(registration=("EP-XQB",)),
        checkable_by=("flights",),
    ),
    claim(
        "clm-000000000004",
        "northern-wire",
        "The carrier denied that any of its aircraft had flown to Russia this year",
        Kind.DENIAL,
        polarity=Polarity.NEGATIVE,
        stance=Stance.DENIED,
        attribution=("Caspian Wing",),
        actors=CASPIAN,
        places=(Place("Russia", PlaceRole.ARRIVAL, "RU"),),
        when=When(date(2024, 1, 1), date(2024, 3, 14)),
        checkable_by=("flights",),
    ),
    claim(
        "clm-000000000005",
        "depeche-du-littoral",
        "aurait atterri mardi à Moscou pour la cinquième fois en dix jours",
        Kind.VISIT_COUNT,
        stance=Stance.HEDGED,
        attribution=("des données de suivi de vols", "The Northern Wire"),
        actors=CASPIAN,
        equipment=CARRIER,
        places=(MOSCOW,),
        when=TEN_DAYS,
        counts=(Count("visits", 5, 5),),
        craft=ONE,
        checkable_by=("flights",),
    ),
    claim(
        "clm-000000000006",
        "depeche-du-littoral",
        "l'avion a rapporté dix-huit drones démontés",
        Kind.DELIVERY,
        stance=Stance.ATTRIBUTED,
        attribution=("deux diplomates", "The Northern Wire"),
        equipment=(Equipment("drone", EquipmentRole.CARGO, 18, 18),),
    ),
    claim(
        "clm-000000000007",
        "hangar-notes",
        "EP-XQA flew from Tehran to Bandar Abbas on 6 March",
        Kind.FLIGHT,
        places=(replace(TEHRAN, role=PlaceRole.DEPARTURE), replace(BANDAR, role=PlaceRole.ARRIVAL)),
        when=When(date(2024, 3, 6), date(2024, 3, 6)),
        craft=ONE,
        checkable_by=("flights",),
    ),
    claim(
        "clm-000000000008",
        "hangar-notes",
        "Traffic between the two capitals has doubled since January",
        Kind.TRAFFIC_CHANGE,
        places=(TEHRAN, MOSCOW),
        when=When(date(2024, 1, 1), date(2024, 3, 31)),
        change=Change(Direction.RISE, When(date(2023, 10, 1), date(2023, 12, 31))),
        checkable_by=("flights",),
    ),
    claim(
        "clm-000000000009",
        "hangar-notes",
        "On the 20th the same aircraft was due in Caracas",
        Kind.FLIGHT,
        stance=Stance.HEDGED,
        places=(Place("Caracas", PlaceRole.ARRIVAL, "VE", 10.6031, -66.9906),),
        when=When(date(2024, 3, 20), date(2024, 3, 20)),
        craft=ONE,
        checkable_by=("flights",),
    ),
    claim(
        "clm-000000000010",
        "registry-memo",
        "Caspian Wing and the former Orlan Cargo are one company under two names",
        Kind.ALIAS,
        checkable_by=("records",),
    ),
    Claim(
        "typed-1",
        "",
        0,
        0,
        "",
        Kind.FLIGHT,
        places=(Place("OSLK", PlaceRole.ARRIVAL, "SY", 35.4011, 35.9487),),
        when=When(date(2024, 3, 14), date(2024, 3, 14)),
        craft=CraftIds(registration=("EP-XQA",), callsign=("CWG411",)),
        checkable_by=("flights",),
    ),
)


READINGS = {
    "northern-wire": Reading(
        lineage=Lineage("northern-wire", outlet="The Northern Wire", source="flight-tracking data")
    ),
    "depeche-du-littoral": Reading(
        lineage=Lineage("depeche-du-littoral", "La Dépêche du Littoral", "A. Merle", "The Northern Wire"),
        problems=(
            Problem(
                "depeche-du-littoral",
                "arithmetic",
                tuple(
                    Span(DEPECHE.index(piece), DEPECHE.index(piece) + len(piece))
                    for piece in ("dix-huit drones", "douze d'un modèle", "sept d'un autre")
                ),
                "12 + 7 = 19 ≠ 18",
            ),
        ),
    ),
    "hangar-notes": Reading(lineage=Lineage("hangar-notes", outlet="Hangar Notes")),
}
REPUBLICATIONS = (
    Republication("depeche-du-littoral", "northern-wire", ("visits: 4 → 5", "stance: attributed → hedged")),
)
