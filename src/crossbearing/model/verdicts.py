"""What a test of a claim answers, and by what evidence.

Words shown to people are *phrases*: a key and its values, worded in English or French by the dossier,
so that checks stay free of prose and a verdict reads the same everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from crossbearing.model.origins import KindCount, Lean, Vertex


class Outcome(StrEnum):
    """The answer to one claim; never "true" or "false"."""

    SUPPORTED = "supported"
    PARTLY_SUPPORTED = "partly_supported"
    CONTRADICTED = "contradicted"
    NO_TRACE = "no_trace"
    NOT_OBSERVABLE = "not_observable"
    CONFLICTING = "conflicting"
    UNTESTED = "untested"
    NOT_CHECKABLE = "not_checkable"


class Reason(StrEnum):
    """Why a claim is contradicted or could not be observed."""

    ALIBI = "alibi"
    CLOSED_COUNT = "closed_count"
    RATE = "rate"
    RECORD = "record"
    NO_RECEIVER = "no_receiver"
    CRAFT_NOT_TRANSMITTING = "craft_not_transmitting"
    ARCHIVE_MISSING = "archive_missing"
    JAMMED = "jammed"
    OUTSIDE_ARCHIVE = "outside_archive"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence to be worded later: the key of a template and the values it takes, in order of name."""

    key: str
    values: tuple[tuple[str, str], ...] = ()


def phrase(key: str, **values: object) -> Phrase:
    """Return a phrase; values are worded with `str()`, dates as ISO 8601."""
    return Phrase(key, tuple(sorted((name, str(value)) for name, value in values.items())))


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One thing a verdict rests on: `kind` flight, visit, position, sighting, coverage, register, place or report, its
    `id` in that table, and the `exhibit#member#row` it reaches down to (SHA-256, path in the archive, row)."""

    kind: str
    id: str
    exhibits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One check's own answer, with the tuning it used."""

    check: str
    method: str
    tuning: tuple[tuple[str, str], ...]
    verdict: Outcome


@dataclass(frozen=True, slots=True)
class Origins:
    """How many independent origins a proposition has: at least `lo`, at most `hi`.

    `kinds` counts those of each kind by themselves; they stand side by side and are never added.
    """

    lo: int
    hi: int
    kinds: tuple[KindCount, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """The combined answer to one claim. `window` holds both days, inclusive; `would_change` says what one more
    observation, archive or register would have to show to change the answer. `disputed_by` are claims that deny it or
    that cannot be so beside it; they prove nothing and change nothing here."""

    claim: str
    verdict: Outcome
    reason: Reason | None = None
    inconsistent: str | None = None
    roles_matched: tuple[str, ...] = ()
    roles_unmatched: tuple[str, ...] = ()
    roles_not_checkable: tuple[str, ...] = ()
    window: tuple[date, date] | None = None
    n_min: int | None = None
    n_max: int | None = None
    p_seen_lower: float | None = None
    k: int | None = None
    n: int | None = None
    because: tuple[Phrase, ...] = ()
    evidence: tuple[EvidenceRow, ...] = ()
    checks: tuple[CheckResult, ...] = ()
    origins: Origins | None = None
    would_change: tuple[Phrase, ...] = ()
    disputed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A proposition: the claims that state the same thing, and how many independent origins they have.

    `vertices` and `leans` are the graph from which these were counted. `own_test` says what our test of the tracks is
    to what the reports rest on: `reproduces` where that is nothing but the same kind of receivers, else `corroborates`,
    `both` where it is these and others;
    null where the test shows nothing.
    """

    id: str
    claims: tuple[str, ...]
    origins: Origins
    origin_names: tuple[str, ...] = ()
    vertices: tuple[Vertex, ...] = ()
    leans: tuple[Lean, ...] = ()
    own_test: str | None = None
