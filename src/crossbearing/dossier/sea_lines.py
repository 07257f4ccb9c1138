"""Lines about ships as a person reads them in a table: by name, in her language, no more precise than they are known.

Pipes get the lines of the contract; nothing is worded in them but reasons.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import polars as pl

from crossbearing.dossier.seafaring import SeaNames
from crossbearing.dossier.vessels import why_together
from crossbearing.dossier.wording import number
from crossbearing.dossier.words import count, say, sentences

Line = Mapping[str, Any]

# So many ports of a list are named in a table; all of them stand in the lines of a pipe.
PORTS_NAMED = 4
SHIPS, PORTS = ("craft", "a", "b"), ("place", "departure_port", "arrival_port")
# Digits behind the mark: hours and kilometres to a tenth, where a ship lay to ten metres; of a pace two.
DIGITS = {
    **dict.fromkeys(("duration_h", "longest_h", "at_most_h", "found_h", "hours"), 1),
    **dict.fromkeys(("to_km", "back_km", "nearest_km", "radius_km"), 1),
    **dict.fromkeys(("wandered_km", "per_month"), 2),
    **dict.fromkeys(("observed_min", "inferred_min"), 0),
}
# What a row leaves open is said, where an empty cell would look like none.
OPEN = ("silence",)


def heading(name: str, language: str) -> str:
    """Return what stands over a column."""
    return sentences(language).get(f"column.{name}", name.replace("_", " "))


def tally(lines: int, language: str) -> str:
    """Return how many lines a table has."""
    return count(language, "table.lines", lines)


def sea_line(line: Line, language: str, names: SeaNames | None = None) -> dict[str, Any]:
    """Return a line with the columns that a table shows, its ships and ports by name where `names` are given."""
    row = _ROWS.get(line["type"], _as_it_is)(line, language, names)
    return {name: _cell(name, value, language, names) for name, value in row.items()}


def _as_it_is(line: Line, _language: str, _names: SeaNames | None) -> dict[str, Any]:
    return dict(line)


def _cell(name: str, value: Any, language: str, names: SeaNames | None) -> Any:
    if isinstance(value, bool):
        return say(language, "cell.yes" if value else "cell.no")
    if isinstance(value, float):
        return _figure(name, value, language)
    if names is not None and value and name in SHIPS:
        return names.ship(value)
    if names is not None and value and name in PORTS:
        return names.port(value)
    told = value if value is not None or name not in OPEN else "unknown"
    return sentences(language).get(f"cell.{name}_{told}", value) if isinstance(told, str) else value


def _figure(name: str, value: float, language: str) -> str:
    """A number as exact as it is known; a place with the point that maps and tables take."""
    if name in ("lat", "lon"):
        return f"{value:.4f}"
    if name == "expected_heard":
        return f"{number(round(100 * value), language)} %"
    return number(round(value, DIGITS.get(name, 2)), language)


def _voyage(line: Line, language: str, names: SeaNames | None) -> dict[str, Any]:
    """The first of the ports at which an unseen call was possible."""
    codes: Sequence[str] = line["possible_calls"]
    named = [names.ports.get(code, code) if names else code for code in codes]
    more = len(named) - PORTS_NAMED
    rest = " " + say(language, "table.more", n=more) if more > 0 else ""
    return {**line, "possible_calls": ", ".join(named[:PORTS_NAMED]) + rest}


def _call(line: Line, language: str, _names: SeaNames | None) -> dict[str, Any]:
    kind = line["kind"]
    return {**line, "kind": say(language, f"vessel.kind_{kind}") if kind else kind}


def _encounter(line: Line, language: str, _names: SeaNames | None) -> dict[str, Any]:
    """For how many hours, how near, how much of it was heard, and why it is called so."""
    start, end = (datetime.fromisoformat(line[name]) for name in ("started_at", "ended_at"))
    because = say(
        language,
        "table.together",
        metres=number(round(line["median_distance_m"]), language),
        heard=number(round(line["observed_min"]), language),
        minutes=number(round(line["observed_min"] + line["inferred_min"]), language),
        why=why_together(line["because"], language),
    )
    return {**line, "hours": (end - start).total_seconds() / 3600, "because": because}


def _identity(line: Line, language: str, _names: SeaNames | None) -> dict[str, Any]:
    """What she says of herself and from when to when, what changed, and who lists her since when."""
    size = f"{number(line['length_m'], language)} m" if line["length_m"] else None
    said = (line["shipname"], f"IMO {line['imo']}" if line["imo"] else None, line["callsign"], size)
    changed = [f"{heading(one['what'], language)} {one['before']} → {one['after']}" for one in line["changed"]]
    return {
        **line,
        "craft": line["craft"].removeprefix("mmsi:"),
        "identity": ", ".join(filter(None, said)),
        "heard": f"{_minute(line['time'])}\n{_minute(line['last_time'])}",
        "changed": "; ".join(changed),
        "doubts": ", ".join(say(language, f"cell.doubts_{doubt}") for doubt in line["doubts"]),
        "listed": "; ".join(_listed(one, language) for one in line["listed"]),
    }


def _minute(instant: str | None) -> str:
    return (instant or "")[:16].replace("T", " ")


def _listed(one: Line, language: str) -> str:
    start, end = one["valid_from"], one["valid_to"]
    days = "between" if start and end else "since" if start else "undated"
    weak = say(language, "table.listed_by_name") if one["by"] == "name" else ""
    return say(language, f"table.listed_{days}", source=one["source"], start=start, end=end, weak=weak)


def _same_ship(line: Line, language: str, _names: SeaNames | None) -> dict[str, Any]:
    """What speaks for it, then what against."""
    signs = {"for": "+", "against": "-"}
    because = "\n".join(f"{signs[one['speaks']]} {one['because']}" for one in line["grounds"])
    sides = {side: " ".join(filter(None, (line[side], line[f"{side}_hull"]))) for side in ("one", "other")}
    days = [_minute(line[name]) for name in ("changed_after", "changed_before")]
    return {**line, **sides, "changed": " – ".join(filter(None, days)), "because": because}


def _counted(line: Line, language: str, _names: SeaNames | None) -> dict[str, Any]:
    """A line of `count`: a ship by her name and number, the total as such."""
    craft, name = line.get("craft"), line.get("shipname")
    who = f"{name} ({craft.removeprefix('mmsi:')})" if craft and name else (craft or say(language, "table.total"))
    times = {key: _minute(line[key]) for key in ("arrived_before", "left_after", "earliest", "latest") if key in line}
    return {**line, **times, "craft": who}


_ROWS: dict[str, Callable[[Line, str, SeaNames | None], dict[str, Any]]] = {
    "voyage": _voyage,
    "port_call": _call,
    "port_in_reach": _call,
    "encounter": _encounter,
    "identity": _identity,
    "same_ship": _same_ship,
    **dict.fromkeys(("ship_count", "shown_call", "call_room", "call_total", "silence_count"), _counted),
}


def counted_words(total: Line, language: str) -> str:
    """Say in one sentence what a count of calls or silences came to: `total` is the last line of the answer."""
    about = {"fleet": total["fleet"], "start": _minute(total["start"]), "end": _minute(total["end"])}
    ships = count(language, "table.ships", total["ships"])
    if total["type"] == "call_total":
        low, high = total["n_min"], total["n_max"]
        calls = count(language, "table.calls", low) if low == high else say(
            language, "table.calls_range", low=low, high=high
        )  # fmt: skip
        place, most = total["place"], total["n_most"]
        return say(language, "table.counted_calls", **about, place=place, calls=calls, most=most, ships=ships)
    return say(
        language,
        "table.counted_silences",
        **about,
        silences=count(language, "table.silences", total["n"]),
        hours=number(total["hours"], language),
        expected=total["expected"],
        unusual=total["unusual"],
        very=total["very_unusual"],
        unknown=total["unknown"],
        rate=number(total["per_month"], language),
        ships=ships,
    )


def place_doubts(places: pl.DataFrame, language: str) -> Iterator[str]:
    """Say what is odd about places that were drawn (PLACES), a line each."""
    for row in places.drop_nulls("doubt").iter_rows(named=True):
        where = {"name": row["name"], "lat": f"{row['lat']:.3f}", "lon": f"{row['lon']:.3f}"}
        doubt = row["doubt"]
        yield say(language, f"table.doubt_{doubt}", **where)
