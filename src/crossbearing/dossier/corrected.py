"""Corrections by persons, as the dossier words them: beside the claim, with what the machine had read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from crossbearing.dossier.desk import Desk
from crossbearing.dossier.wording import stamp
from crossbearing.dossier.words import say
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
    """A value of a closed set in the reader's words, names as a list, anything else as JSON."""
    value = json.loads(text)
    if isinstance(value, str):
        return say(language, "correction.quoted", word=say(language, f"{field}.{value}"))
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return ", ".join(value) or "—"
    return text
