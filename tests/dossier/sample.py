"""An invented case: one transport aircraft and its fleet-mate in March 2024, and what four reports say of them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from string import Formatter
from typing import Any

import polars as pl

from crossbearing.dossier import DossierView
from crossbearing.dossier.words import sentences
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
    phrase,
)  # fmt: skip
from crossbearing.world import load_world
from crossbearing.world.geo import along, distance_km
from dossier.sample_reports import CLAIMS, PRESS, READINGS, REPORTS, REPUBLICATIONS

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


def at(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=UTC)


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
    member = f"{start[:10].replace('-', '.')}/traces/{craft[-2:]}/trace_full_{craft[7:]}.json"
    frame = frame.with_row_index("row", offset=at(start).hour * 1000).with_columns(
        craft=pl.lit(craft), exhibit=pl.lit(TRACKS), member=pl.lit(member)
    )
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


LOST = {"arrival": None, "candidates": [("UUWW", 0.62), ("UUEE", 0.21)]}
COAST = {"arrival": None, "candidates": [("OSLK", 0.71), ("OLBA", 0.2)]}
LEGS = [
    fly(CRAFT, "2024-03-03 04:10", "OIIE", "UUWW"),
    fly(CRAFT, "2024-03-04 15:30", "UUWW", "OIIE"),
    fly(CRAFT, "2024-03-06 03:05", "OIIE", "UUWW", silent=(0.42, 0.66)),
    fly(CRAFT, "2024-03-06 21:40", "UUWW", "OIIE"),
    fly(CRAFT, "2024-03-08 18:20", "OIIE", "UUWW", until=0.47, **LOST),  # type: ignore[arg-type]
    fly(CRAFT, "2024-03-10 02:10", "UUEE", "OIIE", since=0.38, departure=None),
    fly(CRAFT, "2024-03-12 05:45", "OIIE", "UUEE"),
    fly(CRAFT, "2024-03-13 12:00", "UUEE", "OIIE"),
    fly(CRAFT, "2024-03-14 08:00", "OIIE", "OSLK", until=0.72, **COAST),  # type: ignore[arg-type]
]
F = [leg[0] for leg in LEGS]


def visit(
    name: str, place: str, bounds: Sequence[str | None], before: int | None, after: int | None, **more: object
) -> dict[str, object]:
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


def spot(leg: int, row: int) -> tuple[EvidenceRow, ...]:
    cells = LEGS[leg][1].row(row, named=True)
    name = f"{cells['craft']}@{cells['time']:%Y-%m-%d %H:%M}"
    return (EvidenceRow("position", name, (f"{cells['exhibit']}#{cells['member']}#{cells['row']}",)),)


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


def told(start: str, /, **values: object) -> tuple[Phrase, ...]:
    """The first sentence of the checks whose key starts so, its fields filled with the values or else a 3."""
    known = sentences("en")
    keys = sorted(key for key in known if key.startswith(start))[:1]
    fields = {key: [name for _, name, _, _ in Formatter().parse(known[key]) if name] for key in keys}
    return tuple(phrase(key, **{name: values.get(name, 3) for name in fields[key]}) for key in keys)


def visited(claimed: int) -> tuple[Phrase, ...]:
    return told("visited.shown", place="Moscow", n_min=3, n_max=4, claimed=claimed)


NOT_HEARD = told("unheard.never", craft="EP-XQB") + told("unheard.controls", n=41, k=9, p=12)
ALIBI = told(
    "flew.alibi", craft="EP-XQA", departure="Tehran", arrival="Bandar Abbas", start="2024-03-05 20:30",
    end="2024-03-06 20:30", n=145,
)  # fmt: skip
SILENT = told("unheard.after", craft="EP-XQA", start="2024-03-14 09:17") + told("unheard.controls", n=97, k=96, p=95)
DENIED = told("negation.seen")
COUNTED: dict[str, Any] = {
    "window": WINDOW, "n_min": 3, "n_max": 4, "p_seen_lower": 0.934, "k": 187, "n": 193, "evidence": COUNT_ROWS,
    "origins": Origins(1, 1),
}  # fmt: skip


def verdicts() -> tuple[Verdict, ...]:
    return (
        Verdict(
            "clm-000000000001", Outcome.PARTLY_SUPPORTED, None, None, ("craft", "arrival", "when"), ("count",),
            because=visited(4), checks=result("visited", Outcome.PARTLY_SUPPORTED), **COUNTED,
        ),
        Verdict("clm-000000000002", Outcome.NOT_CHECKABLE, roles_not_checkable=("cargo",)),
        Verdict(
            "clm-000000000003", Outcome.NOT_OBSERVABLE, Reason.NO_RECEIVER, None, (), ("craft", "departure"), (),
            (date(2024, 3, 10), date(2024, 3, 10)), 0, None, 0.12, 9, 41, NOT_HEARD,
            (EvidenceRow("coverage", "cell 85 low 2024-03-10", (f"{TRACKS}##0",)),),
            result("flew", Outcome.NOT_OBSERVABLE),
        ),
        Verdict(
            "clm-000000000004", Outcome.CONTRADICTED, Reason.RECORD, None, ("arrival",), (), (),
            (date(2024, 1, 1), date(2024, 3, 14)), 3, 4, None, None, None, DENIED,
            (leg_row(0), leg_row(2), leg_row(6)), result("flew", Outcome.CONTRADICTED), Origins(1, 2),
        ),
        Verdict(
            "clm-000000000005", Outcome.CONTRADICTED, Reason.CLOSED_COUNT, "5 landings in 4 turn-rounds",
            ("craft", "arrival"), ("count",), because=visited(5),
            checks=result("visited", Outcome.CONTRADICTED), **COUNTED,
        ),
        Verdict("clm-000000000006", Outcome.NOT_CHECKABLE, roles_not_checkable=("cargo",)),
        Verdict(
            "clm-000000000007", Outcome.CONTRADICTED, Reason.ALIBI, None, (), ("departure", "arrival", "when"), (),
            (date(2024, 3, 6), date(2024, 3, 6)), because=ALIBI, evidence=(*spot(2, 79), *spot(2, 80), *spot(3, 0)),
            checks=result("flew", Outcome.CONTRADICTED), origins=Origins(1, 1),
        ),
        Verdict("clm-000000000008", Outcome.UNTESTED, checks=result("rose", Outcome.UNTESTED)),
        Verdict(
            "clm-000000000009", Outcome.NOT_OBSERVABLE, Reason.OUTSIDE_ARCHIVE, roles_unmatched=("arrival", "when"),
            window=(date(2024, 3, 20), date(2024, 3, 20)), checks=result("flew", Outcome.NOT_OBSERVABLE),
            because=told("unheard.outside", start="2024-03-20 00:00", end="2024-03-21 00:00"),
        ),
        Verdict(
            "typed-1", Outcome.NO_TRACE, None, None, ("craft", "when"), ("arrival",), (),
            (date(2024, 3, 14), date(2024, 3, 14)), 0, 1, 0.957, 96, 97, SILENT, (leg_row(8),),
            result("flew", Outcome.NO_TRACE),
        ),
    )  # fmt: skip


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
        republications=REPUBLICATIONS,
        exhibits=EXHIBITS,
        flights=FLIGHTS.conform(pl.DataFrame(F, schema=FLIGHTS.schema)),
        visits=VISITS.conform(pl.DataFrame(STAYS, schema=VISITS.schema)),
        positions=POSITIONS.conform(pl.concat([leg[1] for leg in LEGS])),
        archive=archive(),
        methods={
            "flew": "Look for a leg of the craft that fits the claimed ends and days.\n\nA leg supports it when …",
            "visited": "Count the stays at the city in the days of the claim; bound the count by the silences.",
        },
    )
