"""Ships as they are drawn: names, tracks cut where nobody heard them, and events in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import polars as pl

from crossbearing.dossier.evidence import Row, Track
from crossbearing.dossier.routes import Route, between, runs_of
from crossbearing.dossier.seafaring import SeaNames
from crossbearing.dossier.wording import number, stamp
from crossbearing.dossier.words import say

# Between two positions of a ship no more than an hour apart the rules reckon her on the straight line (docs/method):
# a longer stretch is drawn as not heard.
HEARD_MS = 3_600_000
_NO_ENDS: Mapping[str, None] = dict.fromkeys(
    ("departure_airport", "arrival_airport", "departure_evidence", "arrival_evidence", "callsigns")
)


def event_words(kind: str, row: Row, names: SeaNames, language: str) -> str:
    """Say what ships did, or what one says of herself."""
    told = {"encounter": encounter_words, "port_call": call_words, "gap": gap_words, "static": static_words}
    return told[kind](row, names, language).rstrip(".")


def ship_tracks(positions: pl.DataFrame) -> dict[tuple[str, str | None], Track]:
    """Return the trusted positions of every ship, apart where several send one MMSI (VESSEL_POSITIONS with `hull`)."""
    trusted = positions.filter(pl.col("mark").is_null()).sort("craft", "hull", "time", maintain_order=True)
    tracks = {}
    for (craft, hull), rows in trusted.group_by(["craft", "hull"], maintain_order=True):
        times = rows["time"].dt.epoch("ms").to_numpy()
        tracks[(str(craft), str(hull) if hull else None)] = Track(times, rows["lat"].to_numpy(), rows["lon"].to_numpy())
    return tracks


def ship_route(craft: str, name: str, track: Track, first: Any, last: Any, *, dashed_ms: float | None = None) -> Route:
    """Return a ship's track as it is drawn; silences longer than `dashed_ms` are left to whoever draws them."""
    runs = tuple(runs_of(track, HEARD_MS))
    silences = (between(a, b) for a, b in pairwise(runs))
    kept = tuple(one for one in silences if dashed_ms is None or 1000 * (one.seconds or 0) < dashed_ms)
    row = {"craft": craft, "registration": name, "first_seen": first, "last_seen": last, **_NO_ENDS}
    return Route(row, runs, kept, (), ())


def encounter_words(row: Row, names: SeaNames, language: str) -> str:
    """Say which ships were together, when, how near, and what they were likely doing."""
    doing = row["likely"]
    return say(
        language,
        "vessel.encounter",
        a=names.ship(row["a"]),
        b=names.ship(row["b"]),
        likely=say(language, f"vessel.likely_{doing}"),
        why=why_together(row["because"], language),
        start=stamp(row["started_at"]),
        end=stamp(row["ended_at"]),
        metres=number(round(row["median_distance_m"]), language),
        heard=number(round(row["observed_min"]), language),
        between=number(round(row["inferred_min"]), language),
    )


def why_together(reasons: Sequence[str], language: str) -> str:
    """Return in words why two ships were likely doing what they are said to have done."""
    return ", ".join(say(language, f"vessel.met_{reason}") for reason in reasons)


def _phases(phases: Sequence[Row], language: str) -> str:
    """What a ship did in a port, one thing after the other, and what tells it."""
    return say(language, "vessel.then").join(_phase(one, language) for one in phases)


def _phase(one: Row, language: str) -> str:
    lay, start, end = one["kind"], stamp(one["began_before"]), stamp(one["ended_after"])
    told = ", ".join(say(language, f"vessel.lay_{word}") for word in one["because"])
    why = told or say(language, "vessel.lay_untold")
    return say(language, "vessel.phase", kind=say(language, f"vessel.kind_{lay}"), start=start, end=end, why=why)


def call_words(row: Row, names: SeaNames, language: str) -> str:
    """Say which ship lay where and when; of a silent call, when it was possible."""
    key, ends = ("call", ("arrived_before", "left_after")) if row["shown"] else ("call_silent", _BOUNDS)
    start, end = (stamp(row[end]) if row[end] else "?" for end in ends)
    lay = row["kind"]
    kind = say(language, f"vessel.kind_{lay}")
    return say(
        language,
        f"vessel.{key}",
        ship=names.ship(row["craft"]),
        place=names.port(row["place"]) if row["place"] else say(language, "page.unknown"),
        kind=kind if len(row["phases"] or ()) < 2 else _phases(row["phases"], language),
        start=start,
        end=end,
    )


_BOUNDS = ("arrived_after", "left_before")


def gap_words(row: Row, names: SeaNames, language: str) -> str:
    """Say how long a ship was silent, and whether the reception that others had explains it."""
    heard = row["expected_heard"]
    return say(
        language,
        "vessel.gap",
        ship=names.ship(row["craft"]),
        start=stamp(row["started_at"]),
        end=stamp(row["ended_at"]) if row["ended_at"] else "?",
        hours=number(round(row["duration_h"], 1), language),
        word=silence_word(row, language),
        heard="?" if heard is None else f"{number(round(100 * heard), language)} %",
        n=number(row["ships_heard"] or 0, language),
    )


def voyage_words(row: Row, names: SeaNames, language: str) -> str:
    """Say from which port to which a ship sailed, and when; a port that nobody heard her at is unknown."""
    unknown = say(language, "page.unknown")
    return say(
        language,
        "vessel.voyage",
        ship=names.ship(row["craft"]),
        departure=names.port(row["departure_port"]) if row["departure_port"] else unknown,
        arrival=names.port(row["arrival_port"]) if row["arrival_port"] else unknown,
        start=stamp(row["departed_after"]),
        end=stamp(row["arrived_before"]),
    )


def loitering_words(row: Row, names: SeaNames, language: str) -> str:
    """Say for how long a ship was slow and in place, and what she was likely doing."""
    likely = row["likely"]
    return say(
        language,
        "vessel.loitering",
        ship=names.ship(row["craft"]),
        start=stamp(row["started_at"]),
        end=stamp(row["ended_at"]),
        hours=number(round(row["duration_h"], 1), language),
        km=number(round(row["wandered_km"], 1), language),
        likely=say(language, f"cell.likely_{likely}"),
        heard=number(round(row["observed_min"]), language),
    )


def reach_words(row: Row, names: SeaNames, language: str) -> str:
    """Say that a silent ship can have called at a port, how far it is, and for how long at most."""
    known = {end: None if row[end] is None else number(round(row[end], 1), language) for end in _REACH}
    return say(
        language,
        "vessel.reach",
        ship=names.ship(row["craft"]),
        place=names.port(row["place"]),
        start=stamp(row["started_at"]),
        end=stamp(row["ended_at"]),
        **{end: told or "?" for end, told in known.items()},
    )


_REACH = ("to_km", "back_km", "longest_h")


def meeting_words(row: Row, names: SeaNames, language: str) -> str:
    """Say for how long at most two ships can have lain alongside each other unheard, or that they cannot."""
    most, nearest, can = row["at_most_h"], row["nearest_km"], "can" if row["possible"] else "not"
    return say(
        language,
        f"vessel.meeting_{can}",
        a=names.ship(row["a"]),
        b=names.ship(row["b"]),
        start=stamp(row["started_at"]),
        end=stamp(row["ended_at"]),
        hours="?" if most is None else number(round(most, 1), language),
        km="?" if nearest is None else number(round(nearest, 1), language),
    )


def silence_word(row: Row, language: str) -> str:
    """Return the word for a silence: expected, unusual, very unusual, or that reception is not known."""
    told = row["silence"] or "unknown"
    return say(language, f"vessel.silence_{told}")


def static_words(row: Row, names: SeaNames, language: str) -> str:
    """Say who a ship said she is."""
    imo = f"IMO {row['imo']}" if row["imo"] else ""
    parts = [row["shipname"], imo, row["callsign"]]
    told = ", ".join(str(part) for part in parts if part) or say(language, "page.none")
    return say(
        language, "vessel.static", craft=row["craft"].replace("mmsi:", "MMSI "), told=told, time=stamp(row["time"])
    )
