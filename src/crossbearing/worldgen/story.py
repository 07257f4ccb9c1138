"""The demo's reports and what an ideal reader of the received data would answer to their claims.

The texts lie in `press/`; outlets, craft, persons and events in them are invented. `verdict` uses the words of the
scorers, `expected` the word of the product where it has a finer one (`untested`).
"""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

from crossbearing.worldgen.demo_sea import shown_at_sea
from crossbearing.worldgen.facts import FIELDS
from crossbearing.worldgen.truth import Row, write_jsonl

README = """This world is invented: every aircraft, ship, registration, flight, outlet, person and event in it.

tracks/    one archive a day in the layout of adsb.lol: a tar of gzip'ed readsb traces
opensky/   two of the days as another network heard them: state vectors, one row a minute
sea/ais/   six of the days as shore stations heard ships on the Caspian: tables as Denmark publishes them
reports/   what the press of this world says, French and English: ` date YYYY-MM-DD text`
truth/     what really happened, as JSON lines, UTC; a product that reads it cheats:
           flights, visits, aircraft, receivers (place, height, reach, half hours down),
           claims (each checkable sentence of the reports with the verdict the received data allow);
           sea/truth/ is the same for ships: vessels, port_calls, transfers, silences and more
"""


def _story() -> Any:
    return files("crossbearing.worldgen").joinpath("press")


def reports() -> dict[str, str]:
    """The texts of the reports by file stem, header included."""
    texts = [entry for entry in _story().iterdir() if entry.name.endswith(".txt")]
    return {entry.name[:-4]: entry.read_text(encoding="utf-8") for entry in sorted(texts, key=lambda e: str(e.name))}


def expected() -> list[dict[str, Any]]:
    """The claims with their expected verdicts, in the order of the reports."""
    lines = _story().joinpath("claims.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _shows(flight: Row, by: dict[str, Any]) -> bool:
    """Whether a true flight belongs to what the claim speaks of."""
    cities = tuple(FIELDS[str(flight[f"{end}_airport"])].city for end in ("departure", "arrival"))
    day = str(flight["arrived_at"])[:10]
    named = by["registration"] in (None, flight["registration"]) and by.get("type", flight["type"]) == flight["type"]
    return named and cities == (by["from"], by["to"]) and by["first_day"] <= day <= by["last_day"]


def claim_rows(flights: list[Row], sea: dict[str, list[Row]]) -> list[Row]:
    """Rows of `truth/claims.jsonl`: place in the text, claim, verdict, and the true flights, calls or meetings."""
    texts, rows = reports(), []
    for number, claim in enumerate(expected(), 1):
        by = claim.pop("shown_by")
        row: Row = {"id": f"c{number:04d}", **claim, "start": texts[claim["report"]].index(claim["sentence"])}
        row["evidence"] = _evidence(by, flights, sea) if by else []
        rows.append(row)
    return rows


def _evidence(by: dict[str, Any], flights: list[Row], sea: dict[str, list[Row]]) -> list[str]:
    if "ships" in by:
        return shown_at_sea(sea, by["ships"], by["port"])
    return [str(flight["id"]) for flight in flights if _shows(flight, by)]


def write_story(folder: Path) -> None:
    """Write the reports, the claims with their verdicts and the README into a world with flights and ships."""
    (folder / "reports").mkdir(parents=True, exist_ok=True)
    for name, text in reports().items():
        (folder / "reports" / f"{name}.txt").write_bytes(text.encode("utf-8"))
    flights = _rows(folder / "truth" / "flights.jsonl")
    sea = {name: _rows(folder / "sea" / "truth" / f"{name}.jsonl") for name in ("port_calls", "transfers")}
    write_jsonl(folder / "truth" / "claims.jsonl", claim_rows(flights, sea))
    (folder / "README.txt").write_bytes(README.encode("utf-8"))


def _rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
