"""Commands for what persons add to verdicts: grades, replies of those concerned, and the history of an answer."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from cyclopts import Parameter

from crossbearing.cli.output import Format, write
from crossbearing.cli.output import note as say

if TYPE_CHECKING:
    from crossbearing.model.grades import Grade, Reply
    from crossbearing.model.history import Answered, Revision
    from crossbearing.model.verdicts import Phrase

Form = Annotated[Format | None, Parameter(help="Default: a table on a terminal, JSON lines in a pipe.")]
By = Annotated[str, Parameter(help="Who says so: the name that stands beside it.")]
Note = Annotated[str, Parameter(help="Why.")]
Day = Annotated[str | None, Parameter(help="The day it was given, YYYY-MM-DD; default: now.")]
Source = Annotated[
    Literal["A", "B", "C", "D", "E", "F"] | None,
    Parameter(help="Reliability of the source (Admiralty): A completely reliable … E unreliable, F cannot be judged."),
]
Information = Annotated[
    Literal["1", "2", "3", "4", "5", "6"] | None,
    Parameter(
        help="Credibility (Admiralty): 1 confirmed by others, 2 probably true … 5 improbable, 6 cannot be judged."
    ),
]
Likely = Annotated[
    Literal[
        "almost no chance", "very unlikely", "unlikely", "roughly even chance", "likely", "very likely",
        "almost certain", "remote", "highly improbable", "improbable", "roughly even odds", "probable",
        "highly probable", "nearly certain",
    ] | None,
    Parameter(help="A term of ICD 203; all grades of a case keep to one of its two rows."),
]  # fmt: skip
Sure = Annotated[Literal["low", "moderate", "high"] | None, Parameter(help="Confidence (ICD 203) in the basis.")]
Withdraw = Annotated[bool, Parameter(negative="", help="Take back the grade that --by gave before.")]

GRADE_COLUMNS = ("number", "of", "source", "information", "likelihood", "confidence", "by", "at", "basis")
REPLY_COLUMNS = ("number", "of", "party", "asked_on", "channel", "deadline", "status", "by", "basis")
HISTORY_COLUMNS = ("number", "claim", "answer", "at", "because")


def grade(
    case: Path,
    of: str | None = None,
    *,
    by: By = "",
    source: Source = None,
    information: Information = None,
    likelihood: Likely = None,
    confidence: Sure = None,
    withdraw: Withdraw = False,
    note: Note = "",
    on: Day = None,
    format: Form = None,
) -> None:
    """Put a person's grade beside the verdict on a claim or finding; without an id, print all grades.

    A grade is signed and dated, never changes a verdict, and is superseded by a later one of the same person, never
    overwritten. Once the verdict changes, it is marked as given on an earlier one.

    Args:
        case: The case folder.
        of: The id of a claim or finding, as `crossbearing check` prints it.
    """
    from crossbearing.case import Case
    from crossbearing.case.persons.grades import Judged
    from crossbearing.errors import InputError
    from crossbearing.model.grades import Confidence, Credibility, Likelihood, Reliability

    judged = Judged(
        Reliability(source) if source else None,
        Credibility(information) if information else None,
        Likelihood(likelihood) if likelihood else None,
        Confidence(confidence) if confidence else None,
    )
    if withdraw != judged.is_empty and of is not None:
        raise InputError("grade", "say what is judged, or --withdraw, and not both", "see crossbearing grade --help")
    with Case(case) as opened:
        stale = stale_part(tell_staleness(opened.staleness()))
        if of is None:
            return write([{**grade_line(one), **stale} for one in opened.grades()], GRADE_COLUMNS, format)
        made = opened.grade(of, judged, by, moment(on), note)
    verb = "took back the grade of" if withdraw else "graded"
    return say(f"kept as grade {made.number}: {made.by} {verb} {of}")


def reply(
    case: Path,
    of: str | None = None,
    *,
    by: By = "",
    to: Annotated[int | None, Parameter(help="The entry that this one takes further.")] = None,
    party: Annotated[str, Parameter(help="Who was asked.")] = "",
    asked: Annotated[str | None, Parameter(help="The day of asking, YYYY-MM-DD.")] = None,
    channel: Annotated[str, Parameter(help="How: by e-mail, by letter, through a spokesperson.")] = "",
    deadline: Annotated[str | None, Parameter(help="The last day to answer, YYYY-MM-DD.")] = None,
    answered: Annotated[str | None, Parameter(help="The day of the answer, YYYY-MM-DD.")] = None,
    answer: Annotated[str, Parameter(help="Their words.")] = "",
    exhibit: Annotated[str, Parameter(help="First digits of the SHA-256 of their letter, held as an exhibit.")] = "",
    no_answer_by: Annotated[str | None, Parameter(help="A day on which no answer had come, YYYY-MM-DD.")] = None,
    assessment: Annotated[str, Parameter(help="What the asker makes of the answer.")] = "",
    on: Day = None,
    format: Form = None,
) -> None:
    """Write down that those concerned by a claim or finding were asked, and what came back; without an id, print all.

    An entry is never changed: what comes later is a further entry that continues it (`--to`).

    Args:
        case: The case folder.
        of: The id of a claim or finding, as `crossbearing check` prints it.
    """
    from crossbearing.case import Case
    from crossbearing.case.persons.replies import Told

    told = Told(
        party=party,
        asked_on=past_day(asked, "--asked"),
        channel=channel,
        deadline=day(deadline, "--deadline"),
        answered_on=past_day(answered, "--answered"),
        answer=answer,
        exhibit=exhibit,
        silent_on=past_day(no_answer_by, "--no-answer-by"),
        assessment=assessment,
    )
    with Case(case) as opened:
        stale = stale_part(tell_staleness(opened.staleness()))
        if of is None:
            return write([{**reply_line(one), **stale} for one in opened.replies()], REPLY_COLUMNS, format)
        made = opened.reply(of, told, by, moment(on), to)
    return say(f"kept as entry {made.number}: {status(made, datetime.now(UTC).date())}")


def history(case: Path, claim: str | None = None, *, format: Form = None) -> None:
    """Print what each claim was answered over time, and what had changed before: exhibits, corrections, the program.

    Args:
        case: The case folder.
        claim: Only this claim; its id.
    """
    from crossbearing.case import Case

    with Case(case) as opened:
        tell_staleness(opened.staleness())
        found = [one for one in opened.revisions() if claim in (None, one.claim, one.of.claim)]
    write([revision_line(one) for one in found], HISTORY_COLUMNS, format)


def moment(on: str | None) -> str:
    """Return the moment at which something is said, in UTC: now, or the day told."""
    told = past_day(on, "--on")
    return told.isoformat() if told else datetime.now(UTC).isoformat(timespec="seconds")


def day(text: str | None, option: str) -> date | None:
    """Return the day that a text names; raises `InputError` for one that names none."""
    from crossbearing.errors import InputError

    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise InputError(option, f"{text!r} is no day", "write YYYY-MM-DD") from wrong


def past_day(text: str | None, option: str) -> date | None:
    """Return the day of something that has happened; raises `InputError` for one that is still to come."""
    from crossbearing.errors import InputError

    told = day(text, option)
    if told is not None and told > datetime.now(UTC).date():
        raise InputError(option, f"{told} is still to come", "give the day on which it happened")
    return told


def tell_staleness(because: tuple[Phrase, ...]) -> list[str]:
    """Say on standard error why the verdicts are not up to date, and return it."""
    from crossbearing.dossier.words import word

    told = [word(one, "en") for one in because]
    for one in told:
        say(f"the verdicts are stale: {one}")
    return told


def stale_part(because: list[str]) -> dict[str, list[str]]:
    """Return what a line says of verdicts that are not up to date, nothing when they are."""
    return {"stale": because} if because else {}


def grade_line(one: Grade) -> dict[str, Any]:
    """Return a grade as its contract line, with what a terminal shows of its matter."""
    from crossbearing.model.contract import to_line

    return {**to_line(one), "of": one.matter.id, "basis": one.matter.basis.value}


def reply_line(one: Reply) -> dict[str, Any]:
    """Return an entry as its contract line, with what a terminal shows of its matter and how it stands today."""
    from crossbearing.model.contract import to_line

    today = datetime.now(UTC).date()
    return {**to_line(one), "of": one.matter.id, "basis": one.matter.basis.value, "status": status(one, today)}


def status(one: Reply, today: date) -> str:
    """Return how an entry stands on a day."""
    if one.superseded_by:
        return f"continued by {one.superseded_by}"
    if one.answered_on:
        late = one.deadline is not None and one.answered_on > one.deadline
        return "answered after the deadline" if late else "answered"
    if one.silent_on:
        return "no answer by the deadline" if one.deadline and one.silent_on >= one.deadline else "no answer yet"
    return "no answer recorded, the deadline has passed" if one.deadline and one.deadline < today else "asked"


def revision_line(one: Revision) -> dict[str, Any]:
    """Return a change of an answer as its contract line, worded in English."""
    from crossbearing.dossier.words import word
    from crossbearing.model.contract import to_line

    answer = " → ".join(_named(each) for each in (one.was, one.now))
    told = {"was": _short(one.was), "now": _short(one.now), "because": [word(p, "en") for p in one.because]}
    return {**to_line(one), "answer": answer, **told}


def _named(one: Answered | None) -> str:
    if one is None:
        return "—"
    return f"{one.verdict.value} ({one.reason.value})" if one.reason else one.verdict.value


def _short(one: Answered | None) -> dict[str, Any] | None:
    from crossbearing.model.contract import plain

    return None if one is None else {k: v for k, v in plain(one).items() if v not in (None, (), [], "")}
