"""The answer of `count` as one would tell it to an editor: the number, whose it is, and why no less and no more."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from crossbearing.cli.output import shown

Line = dict[str, Any]

# So many stays, silences or craft are told one by one; the rest is counted. All of them are in JSON lines.
TOLD = 8
FOLDED = "all with --format jsonl"
# Where a silence lies, in words.
LIES = {
    "never_heard": "it was never heard",
    "in_flight": "inside one flight",
    "standing": "it stood at one place before and after",
    "at_one_spot": "it was lost and found low over one spot",
    "edge": "the archive begins or ends here",
    "between_flights": "between two flights",
    "between_sightings": "between two sightings",
}


def count_text(lines: Sequence[Line], width: int) -> str:
    """Return the answer in sentences no wider than `width`; `lines` are those of the contract, the total last."""
    told = [*_head(lines[-1]), *_members(lines), *_reasons(lines)]
    return "".join(_folded(shown(line), width) + "\n" for line in told)


def _folded(line: str, width: int) -> str:
    """A long line goes on two blanks farther in."""
    indent = " " * (len(line) - len(line.lstrip()))
    return textwrap.fill(
        line.strip(), max(width, 40), initial_indent=indent, subsequent_indent=indent + "  ", break_long_words=False
    )


def _head(total: Line) -> Iterator[str]:
    airports = ", ".join(total["airports"][:TOLD]) + (" …" if len(total["airports"]) > TOLD else "")
    yield f"{total['fleet']} at {total['place']} ({airports})"
    busiest = ", where most stays are shown" if total["busiest"] else ""
    yield f"{_moment(total['start'])} to {_moment(total['end'])} UTC{busiest}"
    yield ""
    numbers = f"{total['n_min']} shown, {total['n_max']} to reckon with, {total['n_most']} at most by physics"
    yield f"{_range(total)}: {numbers}."
    if total["unnamed"]:
        yield f"Of these, {_many(total['unnamed'], 'sighting')} of craft that nobody named."
    for one in total["apart"]:
        when = f"{_moment(one['started_at'])} at {one['place'] or 'no known airport'}"
        bearers = f"which {' and '.join(one['crafts'])} bore then: whose it was is open"
        yield f"Not counted: {one['registration']}, seen {when}, {bearers}."


def _range(line: Line) -> str:
    low, high = line["n_min"], line["n_max"]
    return _many(low, "visit") if low == high else f"{low} to {high} visits"


def _many(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _members(lines: Sequence[Line]) -> Iterator[str]:
    """Each craft with its own number and by whose word it belongs; those that were never there are folded."""
    total, crafts = lines[-1], [line for line in lines if line["type"] == "craft_count"]
    disputed = f", of {total['disputed']} the sources disagree" if total["disputed"] else ""
    yield ""
    yield f"{total['crafts']} craft{disputed}:"
    ranked = sorted(crafts, key=lambda one: (-one["n_min"], -one["n_max"], one["craft"]))
    for one in ranked[:TOLD]:
        sources = dict.fromkeys(_word(word) for word in total["members"] if word["craft"] == one["craft"])
        by = f"; by {', '.join(sources)}" if sources else ""
        doubt = "" if one["certain"] else "; disputed"
        yield f"  {_name(one)}: {_range(one)} (at most {one['n_most']}){by}{doubt}"
    rest = ranked[TOLD:]
    if rest:
        yield f"  … and {len(rest)} more with {sum(one['n_min'] for one in rest)} shown ({FOLDED})"


def _word(word: Line) -> str:
    days = word["first"] or "…"
    days += f" to {word['last'] or '…'}" if word["last"] != word["first"] else ""
    return f"{word['source']} ({days})" + ("" if word["belongs"] else ", which says otherwise")


def _name(line: Line) -> str:
    return " ".join(filter(None, (line.get("registration"), line.get("typecode"), line["craft"])))


def _reasons(lines: Sequence[Line]) -> Iterator[str]:
    """Under each craft what was shown, what could have been, what could not, and what was flown unseen."""
    crafts = [line for line in lines if line["type"] == "craft_count"]
    for craft in crafts:
        own = [line for line in lines if line.get("craft") == craft["craft"]]
        stays = [line for line in own if line["type"] == "shown_stay"]
        silences = [line for line in own if line["type"] == "silence"]
        unseen = [line for line in own if line["type"] == "unseen_flight"]
        if stays or silences or unseen:
            yield ""
            yield f"{_name(craft)}"
            yield from _list("Was there:", [_stay(line) for line in stays])
            open_ones = sorted((line for line in silences if line["reachable"]), key=lambda one: -one["fits"])
            yield from _list("Could have been there unseen:", [_room(line) for line in open_ones])
            yield from _closed([line for line in silences if not line["reachable"]])
            yield from _list("Flew, though nobody heard it:", [_flight(line) for line in unseen])


def _list(title: str, told: Sequence[str]) -> Iterator[str]:
    if told:
        yield f"  {title}"
        yield from (f"    {line}" for line in told[:TOLD])
        if len(told) > TOLD:
            yield f"    … and {len(told) - TOLD} more ({FOLDED})"


def _stay(line: Line) -> str:
    since, until = line["arrived_before"], line["left_after"]
    surely = f"from {_moment(since)} to {_moment(until)}" if since <= until else (
        f"at some moment between {_moment(until)} and {_moment(since)}"
    )  # fmt: skip
    bounds = [
        f"not before {_moment(line['arrived_after'])}" if line["arrived_after"] else "",
        f"gone by {_moment(line['left_before'])}" if line["left_before"] else "",
    ]
    said = [f"by {', '.join(line['authors'])}"] if line["authors"] else []
    how = ", ".join([*line["evidence"], *said])
    return "; ".join(filter(None, [f"{', '.join(line['places'])} {surely} ({how})", *bounds]))


def _room(line: Line) -> str:
    hours = f" ({line['hours']:.1f} h)" if line["hours"] is not None else ""
    way = f"by {line['airport']} it is {line['km']:,.0f} km and takes {line['needed_h']:.1f} h with a stop"
    room = f"room for {line['fits']}, {line['reckoned']} reckoned with"
    return f"{_stretch(line)}{hours}, {LIES.get(line['lies'], line['lies'])}: {way}; {room}"


def _closed(silences: Sequence[Line]) -> Iterator[str]:
    """The silences in which it cannot have been there: how many, and the longest with its reason."""
    if silences:
        one = max(silences, key=lambda line: line["hours"] or 0.0)
        why = f"by {one['airport']} {one['km']:,.0f} km, {one['needed_h']:.1f} h of {one['hours'] or 0.0:.1f} h"
        yield f"  Could not have been there in {_many(len(silences), 'silence')} of half an hour or more."
        yield f"    The longest: {_stretch(one)}: {one['because']} ({why})"


def _flight(line: Line) -> str:
    ends = f"left after {_moment(line['left_after'])}, landed by {_moment(line['arrived_before'])}"
    return f"{line['departure']} to {line['arrival']}, {line['distance_km']:,.0f} km: {ends}"


def _stretch(line: Line) -> str:
    first = _moment(line["started_at"]) if line["started_at"] else "before the archive"
    return f"{first} to {_moment(line['ended_at']) if line['ended_at'] else 'after the archive'}"


def _moment(text: str) -> str:
    return datetime.fromisoformat(text).strftime("%Y-%m-%d %H:%M")
