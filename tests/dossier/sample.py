"""An invented case: four reports, ten claims, one transport aircraft and its fleet-mate, in March 2024."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import polars as pl

from crossbearing.dossier import DossierView
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
)
from crossbearing.model.exhibits import Exhibit, ExhibitKind
from crossbearing.model.tables import ARCHIVE, FLIGHTS, POSITIONS, VISITS
from crossbearing.model.verdicts import (
    CheckResult,
    EvidenceRow,
    Finding,
    Origins,
    Outcome,
    Phrase,
    Reason,
    Verdict,
)
from crossbearing.world import load_world
from crossbearing.world.geo import along, distance_km

FIELDS = {
    "OIIE": (35.4161, 51.1522),
    "UUWW": (55.5915, 37.2615),
    "UUEE": (55.9726, 37.4146),
    "OSLK": (35.4011, 35.9487),
    "OLBA": (33.8209, 35.4884),
    "OIKB": (27.2183, 56.3778),
}
CRAFT, MATE = "icao24:73a0f1", "icao24:73a0f2"
NAMES = {CRAFT: "EP-XQA", MATE: "EP-XQB"}
TRACKS = hashlib.sha256(b"invented tracks").hexdigest()
PRESS = hashlib.sha256(b"invented press").hexdigest()


def at(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=UTC)


WIRE = """The Northern Wire
14 March 2024

An Il-76TD of the cargo carrier Caspian Wing, registered EP-XQA, landed in Moscow on Tuesday for the fourth time in ten days, according to flight-tracking data reviewed by this agency. The aircraft, which shares its paint with a defunct airline, had been parked outside Tehran for most of the winter.

Two diplomats said the aircraft brought home eighteen disassembled drones, and one of them added that a second transport, EP-XQB, left Bandar Abbas for the Syrian coast on 10 March. "Nobody in the ministry will sign for such a cargo," he said.

The carrier denied that any of its aircraft had flown to Russia this year. It did not answer a question about the paint.
"""
DEPECHE = """La Dépêche du Littoral, avec The Northern Wire
15 mars 2024

Un Il-76TD de la compagnie Caspian Wing, immatriculé EP-XQA, aurait atterri mardi à Moscou pour la cinquième fois en dix jours, selon des données de suivi de vols citées par The Northern Wire. L'appareil serait resté tout l'hiver près de Téhéran.

Deux diplomates affirment que l'avion a rapporté dix-huit drones démontés : douze d'un modèle et sept d'un autre.
"""
BLOG = """Hangar Notes, March 2024

EP-XQA stayed on the ground in Tehran from 5 to 7 March: I drove past the fence each evening and the tail was there. Traffic between the two capitals has doubled since January. On the 20th the same aircraft was due in Caracas.
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
        "EP-XQA stayed on the ground in Tehran from 5 to 7 March",
        Kind.FLIGHT,
        polarity=Polarity.NEGATIVE,
        places=(TEHRAN,),
        when=When(date(2024, 3, 5), date(2024, 3, 7)),
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


def fly(
    craft: str,
    start: str,
    origin: str,
    target: str,
    *,
    silent: tuple[float, float] | None = None,
    until: float = 1.0,
    since: float = 0.0,
    arrival: str | None = "ground",
    departure: str | None = "ground",
    candidates: Sequence[tuple[str, float]] = (),
) -> tuple[dict[str, object], pl.DataFrame]:
    """A leg at 780 km/h, a position a minute, heard from `since` to `until` of the way but in the silence."""
    (lat1, lon1), (lat2, lon2) = FIELDS[origin], FIELDS[target]
    minutes = round(distance_km(lat1, lon1, lat2, lon2) / 13)
    rows = []
    for minute in range(minutes + 1):
        share = minute / minutes
        if not since <= share <= until or (silent and silent[0] < share < silent[1]):
            continue
        lat, lon = along(lat1, lon1, lat2, lon2, share)
        climb = min(1.0, share * 9, (1 - share) * 9)
        bend = 0.9 * climb * (1 if lat2 > lat1 else -0.6)
        rows.append((at(start) + timedelta(minutes=minute), lat, lon + bend, 34000 * climb if climb > 0.01 else None))
    frame = pl.DataFrame(rows, schema=["time", "lat", "lon", "alt_ft"], orient="row")
    frame = frame.with_row_index("row").with_columns(craft=pl.lit(craft), exhibit=pl.lit(TRACKS), member=pl.lit(f"traces/{craft[-2:]}/trace_full_{craft[7:]}.json"))  # fmt: skip
    missing = [column for column in POSITIONS.schema if column not in frame.columns]
    frame = POSITIONS.conform(frame.with_columns(pl.lit(None).alias(column) for column in missing))
    first, last = rows[0], rows[-1]
    gaps = frame["time"].diff().drop_nulls().dt.total_seconds()
    flight = {
        "id": f"flt-{hashlib.sha256((craft + start).encode()).hexdigest()[:12]}",
        "craft": craft,
        "airframe": None,
        "registration": NAMES[craft],
        "typecode": "IL76",
        "operator": "Caspian Wing",
        "callsigns": ["CWG410" if lat2 > lat1 else "CWG411"],
        "first_seen": first[0],
        "last_seen": last[0],
        "first_lat": first[1],
        "first_lon": first[2],
        "first_alt_ft": first[3],
        "last_lat": last[1],
        "last_lon": last[2],
        "last_alt_ft": last[3],
        "departed_at": first[0] if departure else None,
        "departure_airport": origin if departure else None,
        "departure_evidence": departure,
        "departure_candidates": [{"airport": origin, "p": 1.0 if departure else 0.8}],
        "arrived_at": last[0] if arrival else None,
        "arrival_airport": target if arrival else None,
        "arrival_evidence": arrival,
        "arrival_candidates": [{"airport": a, "p": p} for a, p in candidates or [(target, 1.0)]],
        "positions": len(rows),
        "longest_gap_s": float(gaps.max() or 0),  # type: ignore[arg-type]
        "marks": [],
        "evidence": [f"{TRACKS}#{frame['member'][0]}#0", f"{TRACKS}#{frame['member'][0]}#{len(rows) - 1}"],
    }
    return flight, frame


LEGS = [
    fly(CRAFT, "2024-03-03 04:10", "OIIE", "UUWW"),
    fly(CRAFT, "2024-03-04 15:30", "UUWW", "OIIE"),
    fly(CRAFT, "2024-03-06 03:05", "OIIE", "UUWW", silent=(0.42, 0.66)),
    fly(CRAFT, "2024-03-06 21:40", "UUWW", "OIIE"),
    fly(CRAFT, "2024-03-08 18:20", "OIIE", "UUWW", until=0.47, arrival=None, candidates=[("UUWW", 0.62), ("UUEE", 0.21)]),
    fly(CRAFT, "2024-03-10 02:10", "UUEE", "OIIE", since=0.38, departure=None),
    fly(CRAFT, "2024-03-12 05:45", "OIIE", "UUEE"),
    fly(CRAFT, "2024-03-13 12:00", "UUEE", "OIIE"),
    fly(CRAFT, "2024-03-14 08:00", "OIIE", "OSLK", until=0.72, arrival=None, candidates=[("OSLK", 0.71), ("OLBA", 0.2)]),
]  # fmt: skip
F = [leg[0] for leg in LEGS]


def visit(name: str, place: str, bounds: Sequence[str | None], before: int | None, after: int | None, **more: object) -> dict[str, object]:  # fmt: skip
    moments = [None if moment is None else at(moment) for moment in bounds]
    return {
        "id": name, "craft": CRAFT, "airframe": None, "place": place,
        "arrived_after": moments[0], "arrived_before": moments[1], "left_after": moments[2], "left_before": moments[3],
        "evidence": more.get("evidence", "ground"), "shown": more.get("shown", True),
        "arrival_flight": None if before is None else F[before]["id"],
        "departure_flight": None if after is None else F[after]["id"], "p": more.get("p", 1.0),
    }  # fmt: skip


STAYS = [
    visit("vis-1", "UUWW", ["2024-03-03 07:18", "2024-03-03 07:20", "2024-03-04 15:30", "2024-03-04 15:32"], 0, 1),
    visit("vis-t1", "OIIE", ["2024-03-04 18:38", "2024-03-04 18:40", "2024-03-06 03:05", "2024-03-06 03:07"], 1, 2),
    visit("vis-2", "UUWW", ["2024-03-06 06:14", "2024-03-06 06:15", "2024-03-06 21:40", "2024-03-06 21:41"], 2, 3),
    visit("vis-t2", "OIIE", ["2024-03-07 00:48", "2024-03-07 00:50", "2024-03-08 18:20", "2024-03-08 18:22"], 3, 4),
    visit("vis-3", "UUWW", ["2024-03-08 19:50", None, None, "2024-03-10 03:22"], 4, 5, shown=False, p=0.62),
    visit("vis-t3", "OIIE", ["2024-03-10 05:18", "2024-03-10 05:20", "2024-03-12 05:45", "2024-03-12 05:46"], 5, 6),
    visit("vis-4", "UUEE", ["2024-03-12 08:56", "2024-03-12 08:58", "2024-03-13 12:00", "2024-03-13 12:01"], 6, 7),
    visit("vis-t4", "OIIE", ["2024-03-13 15:10", "2024-03-13 15:12", "2024-03-14 08:00", "2024-03-14 08:02"], 7, 8),
]


def seen(kind: str, name: str, *legs: int) -> EvidenceRow:
    return EvidenceRow(kind, name, tuple(str(reference) for leg in legs for reference in F[leg]["evidence"]))  # type: ignore[attr-defined]


def leg_row(leg: int) -> EvidenceRow:
    return seen("flight", str(F[leg]["id"]), leg)


COUNT_ROWS = (
    seen("visit", "vis-1", 0, 1),
    seen("visit", "vis-2", 2, 3),
    seen("visit", "vis-3", 4, 5),
    seen("visit", "vis-4", 6, 7),
)
WINDOW = (date(2024, 3, 3), date(2024, 3, 12))
TUNING = (("slack_days", "1"), ("min_stop_min", "30"))


def result(check: str, outcome: Outcome) -> tuple[CheckResult, ...]:
    return (CheckResult(check, "1", TUNING, outcome),)


BECAUSE: dict[str, tuple[Phrase, ...]] = {}


def verdicts() -> tuple[Verdict, ...]:
    told = {
        "clm-000000000001": Verdict(
            "clm-000000000001", Outcome.PARTLY_SUPPORTED, None, None, ("craft", "arrival", "when"), ("count",), (),
            WINDOW, 3, 4, 0.934, 187, 193, (), COUNT_ROWS, result("visit_count", Outcome.PARTLY_SUPPORTED), Origins(1, 1),
        ),
        "clm-000000000002": Verdict("clm-000000000002", Outcome.NOT_CHECKABLE, roles_not_checkable=("cargo",)),
        "clm-000000000003": Verdict(
            "clm-000000000003", Outcome.NOT_OBSERVABLE, Reason.NO_RECEIVER, None, (), ("craft", "departure", "when"), (),
            (date(2024, 3, 10), date(2024, 3, 10)), 0, None, 0.12, 9, 41, (),
            (EvidenceRow("coverage", "cell 85 low 2024-03-10", (f"{TRACKS}##0",)),), result("flew", Outcome.NOT_OBSERVABLE),
        ),
        "clm-000000000004": Verdict(
            "clm-000000000004", Outcome.CONTRADICTED, Reason.RECORD, None, ("arrival",), (), (),
            (date(2024, 1, 1), date(2024, 3, 14)), 3, 4, None, None, None, (), (leg_row(0), leg_row(2), leg_row(6)),
            result("flew", Outcome.CONTRADICTED), Origins(1, 2),
        ),
        "clm-000000000005": Verdict(
            "clm-000000000005", Outcome.CONTRADICTED, Reason.CLOSED_COUNT, "5 landings in 4 turn-rounds", ("craft", "arrival"), ("count",), (),
            WINDOW, 3, 4, 0.934, 187, 193, (), COUNT_ROWS, result("visit_count", Outcome.CONTRADICTED), Origins(1, 1),
        ),
        "clm-000000000006": Verdict("clm-000000000006", Outcome.NOT_CHECKABLE, roles_not_checkable=("cargo",)),
        "clm-000000000007": Verdict(
            "clm-000000000007", Outcome.CONTRADICTED, Reason.ALIBI, None, ("craft",), ("site",), (),
            (date(2024, 3, 5), date(2024, 3, 7)), None, None, None, None, None, (), (leg_row(2), leg_row(3), seen("visit", "vis-2", 2, 3)),
            result("flew", Outcome.CONTRADICTED), Origins(1, 1),
        ),
        "clm-000000000008": Verdict("clm-000000000008", Outcome.UNTESTED, checks=result("traffic", Outcome.UNTESTED)),
        "clm-000000000009": Verdict(
            "clm-000000000009", Outcome.NOT_OBSERVABLE, Reason.OUTSIDE_ARCHIVE, window=(date(2024, 3, 20), date(2024, 3, 20)),
            roles_unmatched=("craft", "arrival", "when"), checks=result("flew", Outcome.NOT_OBSERVABLE),
        ),
        "typed-1": Verdict(
            "typed-1", Outcome.NO_TRACE, None, None, ("craft", "when"), ("arrival",), (), (date(2024, 3, 14), date(2024, 3, 14)),
            0, 1, 0.957, 96, 97, (), (leg_row(8),), result("flew", Outcome.NO_TRACE),
        ),
    }  # fmt: skip
    return tuple(told.values())


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
FINDINGS = (
    Finding("fnd-1", ("clm-000000000001", "clm-000000000005"), Origins(1, 1), ("flight-tracking data",)),
    Finding("fnd-2", ("clm-000000000002", "clm-000000000006"), Origins(1, 2), ("two diplomats",)),
)
EXHIBITS = (
    Exhibit(TRACKS, 48_211_044, "v2024.03.03-12-planes-readsb.tar", ExhibitKind.TRACKS),
    Exhibit(PRESS, 6_214, "press.zip", ExhibitKind.REPORTS),
    Exhibit(hashlib.sha256(b"typed").hexdigest(), 512, "typed-claims.jsonl", ExhibitKind.CLAIMS),
)


def archive() -> pl.DataFrame:
    days = [(at(f"2024-03-{d:02} 00:00"), at(f"2024-03-{d:02} 00:00") + timedelta(days=1)) for d in range(1, 16)]
    rows = [("readsb", start, end, True, TRACKS) for start, end in days]
    return ARCHIVE.conform(pl.DataFrame(rows, schema=list(ARCHIVE.schema), orient="row"))


def sample() -> DossierView:
    return DossierView(
        title="Four landings in ten days",
        version="0.1.0",
        world=load_world(),
        reports=REPORTS,
        readings=READINGS,
        claims=CLAIMS,
        verdicts=verdicts(),
        findings=FINDINGS,
        republications=(
            Republication("depeche-du-littoral", "northern-wire", ("visits: 4 → 5", "stance: attributed → hedged")),
        ),
        exhibits=EXHIBITS,
        flights=FLIGHTS.conform(pl.DataFrame(F, schema=FLIGHTS.schema)),
        visits=VISITS.conform(pl.DataFrame(STAYS, schema=VISITS.schema)),
        positions=POSITIONS.conform(pl.concat([leg[1] for leg in LEGS])),
        archive=archive(),
        methods={
            "flew": "Look for a leg of the named craft that fits the claimed ends and days.\n\nA leg supports the claim when…",
            "visit_count": "Count the stays of the craft at the city in the days of the claim, and bound the count by its silences.",
        },
    )
