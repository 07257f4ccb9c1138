"""How lines look on a terminal: a few columns made of many fields. Pipes get the fields themselves.

Lines about ships are worded before (`dossier.sea_lines`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Line = dict[str, Any]


def claim_row(line: Line) -> Line:
    """A line of `read` or `claims`: the quote, the equation or whatever else it says, in one column."""
    when = line.get("when") or {"start": line.get("value_start"), "end": line.get("value_end")}
    says = line.get("quote") or line.get("because") or _other(line)
    return {**line, "when": _days(when.get("start"), when.get("end")), "says": says}


def _other(line: Line) -> str:
    if line["type"] == "time":
        return f"characters {line['start']} to {line['end']}"
    if line["type"] == "republication":
        return f"repeats {line['of']}; " + "; ".join(line["drift"])
    return ", ".join(f"{name} {line[name]}" for name in ("outlet", "translator", "source") if line.get(name))


def _days(start: str | None, end: str | None) -> str:
    if start == end:
        return start or ""
    return f"{start or '…'} to {end or '…'}"


def correction_row(line: Line) -> Line:
    """A correction: who says so, when, and what was before."""
    change = "no claim" if line["value"] == "true" else "a claim after all"
    if line["field"] != "dropped":
        change = f"{line['field']}: {line['was']} → {line['value']}"
    note = f" ({line['note']})" if line["note"] else ""
    effect = "" if line["claim"] else "; without effect, the machine reads no such claim there any more"
    says = f"{line['by']}, {line['at'][:16].replace('T', ' ')}: {change}{note}{effect}"
    return {**line, "says": says}


def tie_row(line: Line) -> Line:
    """What a person says of two claims."""
    one, other = (line[name]["claim"] or "a claim that is gone" for name in ("one", "other"))
    note = f" ({line['note']})" if line["note"] else ""
    verb = "the same as" if line["same"] else "not the same as"
    return {**line, "says": f"{line['by']}, {line['at'][:16].replace('T', ' ')}: {one} is {verb} {other}{note}"}


def proposal_row(line: Line) -> Line:
    """A proposed claim: who proposes it, and what has become of it."""
    status = f"proposed by {line['by']['model']}"
    if line["agrees_with"]:
        status += f"; read by the rules as {line['agrees_with']}"
    elif line["accepted_by"]:
        status += f"; accepted by {line['accepted_by']}"
    return {**claim_row({**line["claim"], "type": "claim"}), "id": line["id"], "status": status}


def checkable_row(line: Line) -> Line:
    """A report that can be tested: the most telling of its claims."""
    best = line["testable"][0]
    when = _days(best["when"]["start"], best["when"]["end"])
    more = f" (and {len(line['testable']) - 1} more)" if len(line["testable"]) > 1 else ""
    says = best["quote"] + more
    return {**line, "craft": best["craft"], "where": ", ".join(best["places"]), "when": when, "says": says}


def about_row(line: Line) -> Line:
    """What stands about a report."""
    says = f"{line['title']}; {line['author']}; dated by {line['dated_by'].replace('_', ' ')}; {line['language']}"
    return {**line, "when": _days(line["published_start"], line["published_end"]), "says": says}


def verdict_row(line: Line) -> Line:
    """A line of `check`: the count as a range, the reasons as one text."""
    reason = f"({line['reason']}) " if line["reason"] else ""
    return {**line, "count": _range(line["n_min"], line["n_max"]), "because": reason + " ".join(line["because"])}


def _range(low: int | None, high: int | None) -> str:
    if low is None and high is None:
        return ""
    return str(low) if low == high else f"{low if low is not None else 0} to {high if high is not None else '…'}"


def flight_row(line: Line) -> Line:
    """A line of `flights`: each end with how it is known."""
    return {**line, "from": _end(line, "departure"), "to": _end(line, "arrival")}


def _end(line: Line, end: str) -> str:
    airport = line[f"{end}_airport"]
    return f"{airport} ({line[f'{end}_evidence']})" if airport else "not observed"


def finding_row(line: Line) -> Line:
    """A proposition: its origins as a range, by kind, and the vertices of the cut."""
    kinds = ", ".join(f"{one['kind']} {_range(one['lo'], one['hi'])}" for one in line["origins"]["kinds"])
    cut = [vertex["label"] for vertex in line["vertices"] if vertex["cut"]]
    return {**line, "origins": _range(line["origins"]["lo"], line["origins"]["hi"]), "kinds": kinds, "cut": cut}


def dealing_row(line: Line) -> Line:
    """A row of the ledger or a total: the quantity in brackets where it is uncertain."""
    low, high = line["quantity_min"], line["quantity_max"]
    quantity = "" if low is None and high is None else _amount(low, high)
    uncertain = line.get("uncertain", not line.get("summed", True))
    origins = line.get("origins")
    return {
        **line,
        "item": line.get("item") or f"all: {line['family']}",
        "quantity": f"({quantity})" if quantity and uncertain else quantity,
        "days": _days(line["start"], line["end"]) if "start" in line else "",
        "origins": _range(origins["lo"], origins["hi"]) if origins else "",
    }


def _amount(low: float | None, high: float | None) -> str:
    least, most = (None if one is None else f"{one:,.0f}" for one in (low, high))
    return str(least) if low == high else f"{least or 0} to {most or '…'}"


ROWS: dict[str, Callable[[Line], Line]] = {
    "finding": finding_row,
    "dealing": dealing_row,
    "dealing_total": dealing_row,
    "claim": claim_row,
    "tie": tie_row,
    "proposal": proposal_row,
    "time": claim_row,
    "problem": claim_row,
    "republication": claim_row,
    "lineage": claim_row,
    "correction": correction_row,
    "about": about_row,
    "checkable": checkable_row,
    "verdict": verdict_row,
    "flight": flight_row,
}


def terminal_row(line: Line) -> Line:
    """The line with the columns that a terminal table shows."""
    return ROWS[line["type"]](line) if line.get("type") in ROWS else line
