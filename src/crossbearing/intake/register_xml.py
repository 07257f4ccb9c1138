"""Lists of sanctions as XML, in the shapes in which their keepers publish them; ships and aircraft alone are told.

- OFAC's `sdn.xml` and `consolidated.xml`: one `sdnEntry` each, numbers in its `idList`, the date of the list at its
  head (https://ofac.treasury.gov, sdnList schema); it does not tell the day of a listing.
- OFAC's `sdn_advanced.xml`: see `register_xml_joined`.
- The UK Sanctions List (`Designations`), and OFSI's list of old (`ArrayOfFinancialSanctionsTarget`, one row a name).
- The European Union's consolidated list of financial sanctions (`export` of `sanctionEntity`). It has no kind for
  ships: an enterprise with an IMO number whose check digit is a ship's is taken for one. The ships of Annex XLII to
  Regulation 833/2014, which may not call at ports, are not in that list.

Of persons and companies nothing is told but that they are no craft. Each row bears `date_of_list`, where the list does.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator

from crossbearing.intake.mapping import plain_name
from crossbearing.intake.register_xml_joined import PARTS, Joined
from crossbearing.intake.streams import Unreadable
from crossbearing.intake.xml_records import Node, records_of
from crossbearing.world.flags import imo_holds

Told = dict[str, str]

# The root of each list, and what else must stand in the head where the word is others' too.
_ROOT = re.compile(rb"<(?:\w+:)?(sdnList|Sanctions|Designations|ArrayOfFinancialSanctionsTarget|export)[\s>]")
_BESIDE = {b"export": b"<sanctionEntity", b"Sanctions": b"<ReferenceValueSets"}
_ROOT_WITHIN = 4096
_IMO = re.compile(r"(?:IMO)? ?([0-9]{7})", re.IGNORECASE)
# OFAC writes the month first, the United Kingdom the day, the European Union the year.
_SLASHED, _ISO = re.compile(r"(\d\d)/(\d\d)/(\d{4})"), re.compile(r"\d{4}-\d\d-\d\d")


def is_list(text: bytes) -> bool:
    """Whether bytes begin like one of these lists."""
    root = _ROOT.search(text[:_ROOT_WITHIN]) if text.startswith(b"<") else None
    return root is not None and _BESIDE.get(root[1], b"") in text


def rows_in(stream: io.BufferedReader) -> Iterator[Told]:
    """Give each entry under the names of columns, in order; raises `Unreadable` where the XML breaks or is too large.

    What came before that place stands.
    """
    joined, date, broken = Joined(), "", None
    try:
        for node in records_of(stream, _DATES.keys() | _ENTRIES.keys() | PARTS):
            if node.name in _DATES:
                date = _DATES[node.name](node) or date
            elif node.name in _ENTRIES:
                yield _ENTRIES[node.name](node) | {"date_of_list": date}
            else:
                joined.take(node)
    except Unreadable as wrong:
        broken = wrong
    yield from joined.rows()
    if broken is not None:
        raise broken


def _american(entry: Node) -> Told:
    kind = entry.told("sdnType")
    if kind.lower() not in ("vessel", "aircraft"):
        return {"schema": "entity"}
    numbers = {plain_name(one.told("idType")): one.told("idNumber") for one in reversed(entry.all("idList/id"))}
    about = {"shipname": entry.told("lastName"), "flag": entry.told("vesselInfo/vesselFlag")}
    programmes = ", ".join(one.text for one in entry.all("programList/program"))
    return numbers | about | {"schema": kind, "source": f"OFAC {programmes}".strip()}


def _british(entry: Node) -> Told:
    if entry.told("IndividualEntityShip").lower() != "ship":
        return {"schema": "entity"}
    ship = "ShipDetails/Ship"
    return {
        "schema": "ship",
        "shipname": _primary(entry.all("Names/Name")),
        "imo": entry.told(f"{ship}/IMONumbers/IMONumber"),
        "flag": entry.told(f"{ship}/CurrentBelievedFlagOfShips/CurrentBelievedFlagOfShip"),
        "valid_from": _day_first(entry.told("DateDesignated")),
        "source": f"UK, {entry.told('RegimeName') or 'sanctions list'}",
    }


def _primary(names: list[Node]) -> str:
    """The primary name of several, its parts in order; the first where none is called so."""
    ranked = sorted(names, key=lambda one: one.told("NameType").lower() != "primary name")
    return _whole_name(ranked[0]) if ranked else ""


def _whole_name(node: Node) -> str:
    parts = (node.told(f"{name}{number}") for number in range(1, 7) for name in ("Name", "name"))
    return " ".join(part for part in parts if part)


def _of_ofsi(entry: Node) -> Told:
    if entry.told("GroupTypeDescription").lower() != "ship":
        return {"schema": "entity"}
    return {
        "schema": "ship",
        "shipname": _whole_name(entry),
        "remarks": entry.told("OtherInformation"),
        "valid_from": _iso(entry.told("DateDesignated") or entry.told("DateListed")),
        "source": f"UK, {entry.told('RegimeName') or 'sanctions list'}",
    }


def _european(entry: Node) -> Told:
    told = [one.attributes for one in entry.all("identification")]
    found = (_IMO.fullmatch(one.get("number", "")) for one in told if one.get("identificationTypeCode") == "imo")
    imo = next((one[1] for one in found if one and imo_holds(int(one[1]))), None)
    if imo is None:
        return {"schema": "entity"}
    names, acts = (
        [one.attributes for one in entry.all("nameAlias")],
        [one.attributes for one in entry.all("regulation")],
    )
    since = entry.attributes.get("designationDate") or min(filter(None, map(_in_force, acts)), default="")
    programmes = ", ".join(sorted({one["programme"] for one in acts if one.get("programme")}))
    return {
        "schema": "ship",
        "shipname": next((one["wholeName"] for one in names if one.get("wholeName")), ""),
        "imo": imo,
        "valid_from": _iso(since),
        "source": f"EU {programmes}".strip(),
    }


def _in_force(act: dict[str, str]) -> str:
    return act.get("entryIntoForceDate") or act.get("publicationDate") or ""


def _iso(text: str) -> str:
    return text[:10] if _ISO.match(text) else ""


def _day_first(text: str) -> str:
    found = _SLASHED.match(text)
    return f"{found[3]}-{found[2]}-{found[1]}" if found else _iso(text)


def _month_first(text: str) -> str:
    found = _SLASHED.match(text)
    return f"{found[3]}-{found[1]}-{found[2]}" if found else _iso(text)


_DATES: dict[str, Callable[[Node], str]] = {
    "publshInformation": lambda node: _month_first(node.told("Publish_Date")),
    "DateGenerated": lambda node: _day_first(node.text),
    "export": lambda node: _iso(node.attributes.get("generationDate", "")),
}
_ENTRIES: dict[str, Callable[[Node], Told]] = {
    "sdnEntry": _american,
    "Designation": _british,
    "FinancialSanctionsTarget": _of_ofsi,
    "sanctionEntity": _european,
}
