"""Replies of those concerned: whom was asked, when, by what channel, until when, and what came back.

Each entry is kept as it was; who learns more writes a further one, which continues it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from sqlite3 import Connection
from typing import Any

from crossbearing.case.ledger import transaction
from crossbearing.case.persons.appended import append, named, short, stored
from crossbearing.case.persons.estimates import refuse_faults
from crossbearing.case.persons.matters import Docket, matter_of, now
from crossbearing.errors import InputError
from crossbearing.model.grades import Reply

TABLE, EVENT = "replies", "asked or answered"
# Fewer digits of a SHA-256 than this name no exhibit.
SHORTEST_SHA = 6


@dataclass(frozen=True, slots=True)
class Told:
    """What a person tells of an exchange; null and empty say nothing. `exhibit` is a SHA-256 or its first digits."""

    party: str = ""
    asked_on: date | None = None
    channel: str = ""
    deadline: date | None = None
    answered_on: date | None = None
    answer: str = ""
    exhibit: str = ""
    silent_on: date | None = None
    assessment: str = ""


def stored_replies(db: Connection, held: Docket) -> list[Reply]:
    """All entries in the order written, with the ids of now and what was continued by what."""
    replies = stored(db, TABLE, Reply)
    further = {one.continues: one.number for one in replies if one.continues}
    return [replace(one, matter=now(one.matter, held), superseded_by=further.get(one.number)) for one in replies]


def reply(
    db: Connection, held: Docket, target: str, told: Told, by: str, at: str, continues: int | None = None
) -> Reply:
    """Keep one entry about asking a party about a claim or finding.

    Raises `InputError` for an id that is neither, for what an entry lacks, dates that contradict one another, an
    exhibit that the case does not hold, and words that ICD 203 forbids.
    """
    who = named(by, "--by", "the name of who asks")
    with transaction(db):
        whole = _completed(db, told, _continued(db, held, continues, target))
        matter = matter_of(target, held)

        def made(number: int) -> Reply:
            return Reply(number=number, matter=matter, by=who, at=at, continues=continues, **whole)

        return append(db, TABLE, EVENT, made, by=who, of=target)


def _continued(db: Connection, held: Docket, number: int | None, target: str) -> Reply | None:
    if number is None:
        return None
    found = next((one for one in stored_replies(db, held) if one.number == number), None)
    if found is None:
        raise InputError("--to", f"there is no entry {number}", "list them with `crossbearing reply CASE`")
    if found.superseded_by is not None:
        raise InputError("--to", f"entry {number} was continued already", f"continue entry {found.superseded_by}")
    if found.matter.id not in (target, None):
        raise InputError("--to", f"entry {number} is about {found.matter.id}", "name that one")
    return found


def _completed(db: Connection, told: Told, before: Reply | None) -> Mapping[str, Any]:
    """All fields of an entry: those told now, else those of the entry it continues."""

    def either(name: str) -> Any:
        return getattr(told, name) or (getattr(before, name) if before else None)

    asked_on, answered_on, silent_on = either("asked_on"), told.answered_on, told.silent_on
    if asked_on is None:
        raise InputError("--asked", "the day of asking is missing", "give it as YYYY-MM-DD")
    if silent_on is None and answered_on is None and before is not None:
        answered_on, silent_on = before.answered_on, before.silent_on
    whole = {
        "party": named(either("party") or "", "--party", "the name of who was asked"),
        "asked_on": asked_on,
        "channel": named(either("channel") or "", "--channel", "the way of asking"),
        "deadline": either("deadline"),
        "answered_on": answered_on,
        "answer": short(either("answer") or "", "--answer"),
        "exhibit": _exhibit(db, told.exhibit) if told.exhibit else either("exhibit"),
        "silent_on": silent_on,
        "assessment": short(either("assessment") or "", "--assessment"),
    }
    _refuse_contradictions(whole)
    refuse_faults(whole["assessment"], "--assessment")
    return whole


def _refuse_contradictions(whole: Mapping[str, Any]) -> None:
    """Raise `InputError` for what cannot be so."""
    answered, silent, asked = whole["answered_on"], whole["silent_on"], whole["asked_on"]
    for option, day in (("--deadline", whole["deadline"]), ("--answered", answered), ("--no-answer-by", silent)):
        if day is not None and day < asked:
            raise InputError(option, "lies before the day of asking", "check the dates")
    if answered and silent and answered <= silent:
        raise InputError("--no-answer-by", "an answer had come by then", "leave it out")
    if (whole["answer"] or whole["exhibit"]) and answered is None:
        raise InputError("--answered", "there is an answer, but no day of it", "give it as YYYY-MM-DD")
    if answered and not (whole["answer"] or whole["exhibit"]):
        raise InputError("--answer", "what was answered is missing", "quote it, or name its --exhibit")


def _exhibit(db: Connection, digits: str) -> str:
    """The SHA-256 of the exhibit that begins with these digits."""
    hint = "take the letter into custody with `crossbearing add` and give the first digits of its SHA-256"
    known = [str(sha) for (sha,) in db.execute("SELECT sha256 FROM exhibits")]
    found = [sha for sha in known if len(digits) >= SHORTEST_SHA and sha.startswith(digits.lower())]
    if len(found) != 1:
        raise InputError("--exhibit", "names no single exhibit of the case", hint)
    return found[0]
