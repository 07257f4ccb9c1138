"""The shapes in which registers and watch lists come: each row as texts under the names that its list gives them.

- A table with a header, whatever its columns are called: OpenSky's aircraft database (its later editions quote with
  `'`), plane-alert-db (`$ICAO,$Registration,…`), the FAA's MASTER file, lists of sanctions, anybody's own.
- tar1090-db's `aircraft.csv`: semicolons, no header: address, registration, type designator, flags, description, year,
  owner (https://github.com/wiedehopf/tar1090-db).
- An object of addresses: `{"7380C2": ["EP-PUS", "IL76", …]}` or `{"7380c2": {"r": "EP-PUS", "t": "IL76", …}}`
  (https://www.mictronics.de/aircraft-database/, adsb.lol).
- One object a line: `{"icao": "7380c2", "reg": "EP-PUS", "icaotype": "IL76", "ownop": …}` (ADSBexchange's basic-ac-db).
- A list of objects: `[{"name": "PORT OLYA", "imo": "9187629", "mmsi": "273123456", "listed_on": "2024-05-01"}, …]`.
- OFAC's SDN.CSV: no header, twelve columns, `-0-` for none (https://ofac.treasury.gov, data specification).
- The lists of the United Kingdom: a line with the date of the report stands before the header.
- Lists of sanctions as XML: see `register_xml`.
- FollowTheMoney, one entity a line: `{"schema": "Vessel", "properties": {"name": ["…"], "imoNumber": ["…"]}}`; of
  several values the first is read.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from crossbearing.intake.csv_chunks import header_of, separator_of
from crossbearing.intake.limits import DEFAULT
from crossbearing.intake.mapping import plain_name
from crossbearing.intake.register_xml import is_list, rows_in
from crossbearing.intake.streams import Unreadable, lines_of, read_whole

HEAD_BYTES = 64 * 1024
# A first line with more commas is a long line of something else. GUESS: the widest list met has 40 columns.
MOST_COLUMNS = 500
# The columns of tar1090-db, which has no header.
TAR1090 = ("icao24", "registration", "typecode", "flags", "desc", "year", "ownop")
_TAR1090_LINE = re.compile(rb"[0-9A-Fa-f]{6};[^;\r\n]*;[A-Z0-9]{0,4};[0-9]{0,6};[^\r\n]*\r?(?:\n|$)")
_BY_ADDRESS = re.compile(rb'\{\s*"[0-9A-Fa-f]{6}"\s*:\s*(?:\[\s*"|\{\s*"(?:r|t|reg|registration|desc)"\s*:)')
# The columns of OFAC's list by its data specification.
SDN = (
    "ent_num",
    "sdn_name",
    "sdn_type",
    "program",
    "title",
    "call_sign",
    "vess_type",
    "tonnage",
    "grt",
    "vess_flag",
) + (
    "vess_owner",
    "remarks",
)
_CELL = rb'(?:-0- ?|"[^"\r\n]*"|[0-9]*)'
_SDN_LINE = re.compile(rb'[0-9]{1,9},"[^"\r\n]+"(?:,' + _CELL + rb'){8,10}(?:,"?[^"\r\n]*"?)? *\r?(?:\n|$)')
# What stands before the header of the United Kingdom's lists, and what ends a file of old.
_PREAMBLE = re.compile(rb"(?:Report Date|Last Updated)[^\r\n]{0,100}\r?\n")
_END = "\x1a"
_LIST_PLACES = ("registration", "typecode", "flags", "desc")
_SHORT = {"r": "registration", "t": "typecode", "ownop": "operator", "reg": "registration", "icaotype": "typecode"}

Told = dict[str, str]


def shape_of(head: bytes) -> str | None:
    """`xml`, `tar1090`, `sdn`, `by_address`, `lines`, `list` or `table`: what a file begins with; null for none."""
    text = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if is_list(text):
        return "xml"
    if _TAR1090_LINE.match(text):
        return "tar1090"
    if _SDN_LINE.match(text):
        return "sdn"
    if _BY_ADDRESS.match(text):
        return "by_address"
    if text.startswith(b"["):
        return "list" if names_of_first_object(text) else None
    if text.startswith(b"{"):
        return "lines" if names_of_first_object(text) else None
    return "table" if header_of(_behind_preamble(head)) else None


def _behind_preamble(head: bytes) -> bytes:
    """The head of a table from its header on."""
    found = _PREAMBLE.match(head.removeprefix(codecs.BOM_UTF8))
    return head.removeprefix(codecs.BOM_UTF8)[found.end() :] if found and header_of(head[found.end() :]) else head


def names_of_first_object(text: bytes) -> set[str]:
    """The keys of the object on the first line, or of the first in a list; none where there is no whole one."""
    if text.startswith(b"["):
        return _keys_of_first(text)
    try:
        return set(msgspec.json.decode(text.partition(b"\n")[0], type=dict[str, Any]))
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return set()


def _keys_of_first(text: bytes) -> set[str]:
    """The plain keys of the first object of a list."""
    try:
        found, _ = json.JSONDecoder().raw_decode(text.decode("utf-8", "replace").lstrip("[ \r\n\t"))
    except (ValueError, RecursionError):
        return set()
    return {plain_name(name) for name in found} if isinstance(found, dict) else set()


def header_names(head: bytes) -> list[str]:
    """The names in a header, plain; some lists put `$` or `#` before them, or quote them in their own way."""
    names = header_of(_behind_preamble(head))
    return [plain_name(name) for name in names] if len(names) <= MOST_COLUMNS else []


def rows_of(stream: io.BufferedReader) -> Iterator[Told | None]:
    """The rows of a list under plain names; null for one that cannot be read. Blank lines are none.

    Raises `Unreadable` where the list as a whole is no JSON.
    """
    head = stream.peek(1)[:HEAD_BYTES]
    shape = shape_of(head)
    if shape == "xml":
        yield from rows_in(stream)
    elif shape == "by_address":
        yield from _by_address(stream)
    elif shape == "lines":
        yield from _lines(stream)
    elif shape == "list":
        yield from _list(stream)
    elif shape == "tar1090":
        yield from _table(stream, ";", TAR1090, '"')
    elif shape == "sdn":
        yield from _table(stream, ",", SDN, '"')
    else:
        if _behind_preamble(head) is not head:
            stream.readline(DEFAULT.line_bytes)
        header = stream.readline(DEFAULT.line_bytes)
        quote = "'" if header.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"'") else '"'
        yield from _table(stream, separator_of(header), header_names(header), quote)


def _table(
    stream: io.BufferedReader, separator: str, names: tuple[str, ...] | list[str], quote: str
) -> Iterator[Told | None]:
    text = io.TextIOWrapper(stream, encoding="utf-8", errors="replace", newline="")
    rows = csv.reader(text, delimiter=separator, quotechar=quote)
    while True:
        try:
            cells = next(rows)
        except StopIteration:
            break
        except csv.Error:
            yield None
        else:
            yield from [_named(cells, names, fixed=names is TAR1090)] if cells and cells != [_END] else []
    text.detach()


def _named(cells: list[str], names: tuple[str, ...] | list[str], fixed: bool) -> Told | None:
    """Cells under their names; a comma at the end of each line, as the FAA writes, is no cell."""
    if not fixed and len(cells) != len(names):
        return {"": f"{len(cells)} fields, the header has {len(names)}"}
    return {name: cell for name, cell in zip(names, cells, strict=False) if name}


def _by_address(stream: io.BufferedReader) -> Iterator[Told | None]:
    data = read_whole(stream, DEFAULT.json_bytes, "json_bytes").removeprefix(codecs.BOM_UTF8)
    try:
        table = msgspec.json.decode(data, type=dict[str, Any])
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as wrong:
        raise Unreadable(f"no JSON: {wrong}") from wrong
    for address, about in table.items():
        if isinstance(about, list):
            yield {"icao24": address} | _texts(dict(zip(_LIST_PLACES, about, strict=False)))
        else:
            yield {"icao24": address} | _texts(about) if isinstance(about, dict) else None


def _lines(stream: io.BufferedReader) -> Iterator[Told | None]:
    for _, line in lines_of(stream, DEFAULT.line_bytes):
        if line is None:
            yield None
        elif line.strip():
            try:
                yield _texts(msgspec.json.decode(line.removeprefix(codecs.BOM_UTF8), type=dict[str, Any]))
            except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
                yield None


def _list(stream: io.BufferedReader) -> Iterator[Told | None]:
    data = read_whole(stream, DEFAULT.json_bytes, "json_bytes").removeprefix(codecs.BOM_UTF8)
    try:
        rows = msgspec.json.decode(data, type=list[Any])
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as wrong:
        raise Unreadable(f"no JSON: {wrong}") from wrong
    for row in rows:
        yield _texts(row) if isinstance(row, dict) else None


def _texts(fields: Mapping[str, Any]) -> Told:
    """The plain values of an object as texts under their plain names; of an entity of FollowTheMoney its properties."""
    properties = fields.get("properties")
    if "schema" in fields and isinstance(properties, dict):
        first = {name: values[0] for name, values in properties.items() if isinstance(values, list) and values}
        told = _texts(first) | {"schema": str(fields["schema"])}
        datasets = fields.get("datasets")
        return told | ({"datasets": ";".join(map(str, datasets))} if isinstance(datasets, list) else {})
    return {
        _SHORT.get(name, plain_name(name)): str(value)
        for name, value in fields.items()
        if isinstance(value, (str, int, float)) and not isinstance(value, bool)
    }
