"""Corrections by persons, as the dossier words them: beside the claim, with what the machine had read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from crossbearing.dossier.desk import Desk
from crossbearing.dossier.wording import amount, period, stamp
from crossbearing.dossier.words import say, sentences
from crossbearing.model.claims import Claim
from crossbearing.model.corrections import DROPPED, Correction

LABELS = {"attribution": "speakers", "checkable_by": "checkable"}


@dataclass(frozen=True, slots=True)
class Dropped:
    """A claim that a person took out: what the machine had read, and what the person said."""

    claim: Claim
    sentences: tuple[str, ...]


def corrections_of(claim: str, desk: Desk) -> tuple[str, ...]:
    """Return one sentence a correction of a claim, in the order they were given."""
    return tuple(sentence(one, desk.language) for one in desk.view.corrections if one.claim == claim)


def dropped(report: str, desk: Desk) -> tuple[Dropped, ...]:
    """Return the claims of a report that the machine read and persons took out."""
    standing = {claim.id for claim in desk.view.claims}
    gone = [one for one in desk.view.machine_claims if one.report == report and one.id not in standing]
    return tuple(Dropped(claim, corrections_of(claim.id, desk)) for claim in gone)


def sentence(one: Correction, language: str) -> str:
    """Word one correction."""
    at = stamp(datetime.fromisoformat(one.at))
    note = " " + say(language, "correction.note", note=one.note) if one.note else ""
    if one.field == DROPPED:
        gone = one.value == "true"
        line = say(language, "correction.dropped", by=one.by, at=at)
        line = line if gone else say(language, "correction.restored", by=one.by, at=at)
    else:
        field = say(language, "claim." + LABELS.get(one.field, one.field))
        was, now = _worded(one.was, one.field, language), _worded(one.value, one.field, language)
        line = say(language, "correction.line", by=one.by, at=at, field=field, was=was, now=now)
    return line + note


def _worded(text: str, field: str, language: str) -> str:
    """A value in the reader's words: a closed set, days, or a list of names with their roles; else as JSON."""
    value = json.loads(text)
    if value is None:
        return "—"
    if isinstance(value, str):
        return say(language, "correction.quoted", word=say(language, f"{field}.{value}"))
    if field == "when":
        return period(_day(value.get("start")), _day(value.get("end")), language)
    if field == "craft":
        names = [name for listed in value.values() for name in listed]
        return ", ".join(names) or "—"
    if isinstance(value, list):
        return ", ".join(_part(part, field, language) for part in value) or "—"
    return text


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _part(part: Any, field: str, language: str) -> str:
    """One of several values: a name, a thing or place with its role, or a count."""
    if isinstance(part, str):
        return part
    words = sentences(language)
    if field == "counts":
        what = words.get(f"counted.{part['what']}", part["what"])
        return f"{amount(part.get('min'), part.get('max'), False, language)} {what}".strip()
    table = {"places": "place", "equipment": "equipment"}.get(field, "")
    role = words.get(f"{table}.{part.get('role')}", "")
    return f"{part['name']} ({role})" if role else str(part["name"])
