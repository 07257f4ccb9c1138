"""What persons say beside a verdict, as the dossier words it: grades, replies, acceptances, and earlier answers.

Nothing here enters a verdict or a count of origins, and nothing is added up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from crossbearing.dossier.desk import Desk
from crossbearing.dossier.wording import day, stamp
from crossbearing.dossier.words import say, word
from crossbearing.model.grades import LIKELIHOODS, PER_CENT, Basis, Grade, Likelihood, Matter, Reply, Target
from crossbearing.model.history import Answered, Revision

# The length of a day in ISO 8601: who gave no hour is shown none.
DAY_LETTERS = 10


@dataclass(frozen=True, slots=True)
class Graded:
    """A grade as printed: who and when, the parts with their labels, what to know of it, why."""

    head: str
    parts: tuple[tuple[str, str], ...]
    marks: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Asked:
    """An exchange as printed: what was asked, what came back, whose letter, what the asker makes of it."""

    question: str
    outcome: str
    answer: str
    exhibit: str | None
    assessment: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Persons:
    """All that persons say of one claim; `earlier` holds what was superseded, one line each."""

    accepted: tuple[str, ...] = ()
    grades: tuple[Graded, ...] = ()
    replies: tuple[Asked, ...] = ()
    earlier: tuple[str, ...] = ()
    before: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nobody says anything."""
        return self == Persons()


@dataclass(frozen=True, slots=True)
class Changed:
    """A change of an answer as printed; `number` is the claim's, null where it is no claim any more."""

    at: str
    number: int | None
    was: str
    now: str
    because: tuple[str, ...]


def persons(claim: str, desk: Desk) -> Persons:
    """Return what persons say of a claim and of the proposition it belongs to."""
    view, language = desk.view, desk.language
    finding = desk.findings.get(claim)
    names = {claim} | ({finding.id} if finding else set())
    grades = [one for one in view.grades if one.matter.id in names]
    replies = [one for one in view.replies if one.matter.id in names]
    changes = [one for one in view.revisions if one.claim == claim and one.was is not None]
    return Persons(
        accepted=tuple(_accepted(claim, desk)),
        grades=tuple(graded(one, desk) for one in grades if one.superseded_by is None and not _is_empty(one)),
        replies=tuple(asked(one, desk) for one in replies if one.superseded_by is None),
        earlier=tuple(
            [_grade_line(one, language) for one in grades if one.superseded_by is not None or _is_empty(one)]
            + [_reply_line(one, language) for one in replies if one.superseded_by is not None]
        ),
        before=tuple(say(language, "person.before", at=at(one.at), was=_answer(one.was, language)) for one in changes),
    )


def gone(desk: Desk) -> tuple[str, ...]:
    """Return, one line each, the grades and replies on what is no claim or finding any more."""
    language = desk.language
    grades = [_grade_line(one, language) for one in desk.view.grades if one.matter.basis is Basis.GONE]
    return (*grades, *(_reply_line(one, language) for one in desk.view.replies if one.matter.basis is Basis.GONE))


def changes(desk: Desk) -> tuple[Changed, ...]:
    """Return every change of an answer after the first one, oldest first."""
    return tuple(_changed(one, desk) for one in desk.view.revisions if one.was is not None)


def _changed(one: Revision, desk: Desk) -> Changed:
    language = desk.language
    number = desk.numbers.get(one.claim) if one.claim else None
    because = tuple(word(phrase, language) for phrase in one.because)
    return Changed(at(one.at), number, _answer(one.was, language), _answer(one.now, language), because)


def _answer(one: Answered | None, language: str) -> str:
    """An answer in words: verdict and reason, and the count where one was given."""
    if one is None:
        return say(language, "person.no_claim")
    words = say(language, f"verdict.{one.verdict.value}")
    if one.reason:
        words += f" ({say(language, f'reason.{one.reason.value}')})"
    if one.n_min is not None or one.n_max is not None:
        words += f" [{one.n_min or 0}–{'∞' if one.n_max is None else one.n_max}]"
    return words


def graded(one: Grade, desk: Desk) -> Graded:
    """Word a grade; each part stands by itself, likelihood and confidence never in one sentence."""
    language = desk.language
    given = {
        "source": one.source and f"{one.source.value} – {say(language, f'reliability.{one.source.value}')}",
        "information": one.information
        and f"{one.information.value} – {say(language, f'credibility.{one.information.value}')}",
        "likelihood": one.likelihood and likelihood(one.likelihood, language),
        "confidence": one.confidence and say(language, f"confidence.{one.confidence.value}"),
    }
    parts = tuple((say(language, f"person.{name}"), text) for name, text in given.items() if text)
    head = say(language, "person.grade", by=one.by, at=at(one.at))
    note = say(language, "correction.note", note=one.note) if one.note else ""
    return Graded(head, parts, marks(one.matter, desk), note)


def likelihood(term: Likelihood, language: str) -> str:
    """Return a term of ICD 203 with the range it means."""
    low, high = PER_CENT[LIKELIHOODS.index(term) % len(PER_CENT)]
    name = term.value.replace(" ", "_")
    words = say(language, f"likelihood.{name}")
    return say(language, "person.range", words=words, low=low, high=high)


def asked(one: Reply, desk: Desk) -> Asked:
    """Word an exchange."""
    language = desk.language
    told = {"party": one.party, "channel": one.channel, "day": day(one.asked_on, language)}
    question = say(language, "person.asked", **told)
    if one.deadline:
        question += " " + say(language, "person.deadline", day=day(one.deadline, language))
    assessment = say(language, "person.assessment", by=one.by, text=one.assessment) if one.assessment else ""
    return Asked(question, _outcome(one, language), one.answer, one.exhibit, assessment, marks(one.matter, desk))


def _outcome(one: Reply, language: str) -> str:
    if one.answered_on:
        late = one.deadline is not None and one.answered_on > one.deadline
        key = "person.answered_late" if late else "person.answered"
        return say(language, key, day=day(one.answered_on, language))
    if one.silent_on:
        over = one.deadline is not None and one.silent_on >= one.deadline
        key = "person.silent_over" if over else "person.silent"
        return say(language, key, day=day(one.silent_on, language))
    return say(language, "person.open")


def marks(matter: Matter, desk: Desk) -> tuple[str, ...]:
    """Return what a reader must know of a word: what it is of, and that the verdict was another one then."""
    language, found = desk.language, []
    if matter.what is Target.FINDING:
        numbers = sorted(desk.numbers[one.claim] for one in matter.claims if one.claim and one.claim in desk.numbers)
        found.append(say(language, "person.of_finding", numbers=", ".join(map(str, numbers))))
    if matter.basis is Basis.VERDICT:
        was = ", ".join(dict.fromkeys(say(language, f"verdict.{one.value}") for one in matter.seen.verdicts))
        found.append(say(language, "person.on_verdict", was=was or say(language, "page.none")))
    if matter.basis is Basis.GROUNDS:
        found.append(say(language, "person.on_grounds"))
    return tuple(found)


def _is_empty(one: Grade) -> bool:
    return not (one.source or one.information or one.likelihood or one.confidence)


def _grade_line(one: Grade, language: str) -> str:
    if _is_empty(one):
        return say(language, "person.withdrawn", by=one.by, at=at(one.at))
    pair = "".join(part.value for part in (one.source, one.information) if part)
    terms = [term for term in (pair, likelihood(one.likelihood, language) if one.likelihood else "") if term]
    line = say(language, "person.grade", by=one.by, at=at(one.at))
    line += say(language, "page.separator") + "; ".join(terms) + "." if terms else "."
    if one.confidence is None:
        return line
    return f"{line} {say(language, 'person.sure', confidence=say(language, f'confidence.{one.confidence.value}'))}"


def _reply_line(one: Reply, language: str) -> str:
    told = {"party": one.party, "channel": one.channel, "day": day(one.asked_on, language)}
    return " ".join([say(language, "person.asked", **told), _outcome(one, language), one.answer]).strip()


def _accepted(claim: str, desk: Desk) -> list[str]:
    language = desk.language
    found = [one for one in desk.view.accepted if one.claim == claim]
    return [
        say(language, "person.accepted", model=one.reader.model, by=one.by, at=at(one.at))
        + (" " + say(language, "correction.note", note=one.note) if one.note else "")
        for one in found
    ]


def at(moment: str) -> str:
    """Return when something was said: a moment in UTC to the minute, a day as a day, anything else as it stands."""
    try:
        return moment if len(moment) == DAY_LETTERS else stamp(datetime.fromisoformat(moment))
    except ValueError:
        return moment
