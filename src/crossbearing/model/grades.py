"""What persons say beside a verdict: grades, and what those concerned reply. Never multiplied with anything.

The Admiralty scale (NATO AJP-2.1) grades source and information separately; likelihood and confidence are those of
Intelligence Community Directive 203, which asks that one row of terms be kept to and that the two never share a
sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from crossbearing.model.corrections import Tied
from crossbearing.model.verdicts import Outcome


class Reliability(StrEnum):
    """How reliable a source is (Admiralty); F says that it cannot be judged."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class Credibility(StrEnum):
    """How credible an information is (Admiralty); 1 is confirmed by other sources, 6 cannot be judged."""

    CONFIRMED = "1"
    PROBABLY_TRUE = "2"
    POSSIBLY_TRUE = "3"
    DOUBTFUL = "4"
    IMPROBABLE = "5"
    NOT_JUDGED = "6"


class Likelihood(StrEnum):
    """A term of ICD 203: seven of one row, then the seven of the other that mean the same ranges."""

    ALMOST_NO_CHANCE = "almost no chance"
    VERY_UNLIKELY = "very unlikely"
    UNLIKELY = "unlikely"
    ROUGHLY_EVEN_CHANCE = "roughly even chance"
    LIKELY = "likely"
    VERY_LIKELY = "very likely"
    ALMOST_CERTAIN = "almost certain"
    REMOTE = "remote"
    HIGHLY_IMPROBABLE = "highly improbable"
    IMPROBABLE = "improbable"
    ROUGHLY_EVEN_ODDS = "roughly even odds"
    PROBABLE = "probable"
    HIGHLY_PROBABLE = "highly probable"
    NEARLY_CERTAIN = "nearly certain"


# The two rows of ICD 203, and the ranges in per cent that a term of either row means.
LIKELIHOODS = tuple(Likelihood)
ROWS = (LIKELIHOODS[:7], LIKELIHOODS[7:])
PER_CENT = ((1, 5), (5, 20), (20, 45), (45, 55), (55, 80), (80, 95), (95, 99))


class Confidence(StrEnum):
    """How sound the basis of a judgement is (ICD 203); it says nothing of how likely the thing is."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


class Target(StrEnum):
    """What a grade or a reply is about."""

    CLAIM = "claim"
    FINDING = "finding"


class Basis(StrEnum):
    """How a verdict of now stands to the one a person had before their eyes.

    `same`: nothing has changed; `grounds`: the same answer on other grounds; `verdict`: another answer;
    `gone`: there is no such claim or finding any more.
    """

    SAME = "same"
    GROUNDS = "grounds"
    VERDICT = "verdict"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Seen:
    """What a person had before their eyes: the verdicts, and a SHA-256 of all that stood behind them."""

    verdicts: tuple[Outcome, ...]
    sha256: str


@dataclass(frozen=True, slots=True)
class Matter:
    """What a person's word is about, found again in a new reading by the characters of its claims.

    `id` is the claim or finding of now, null where there is none any more.
    """

    what: Target
    id: str | None
    claims: tuple[Tied, ...]
    seen: Seen
    basis: Basis = Basis.SAME


@dataclass(frozen=True, slots=True)
class Grade:
    """One grade by a person. A null part was not judged; all parts null is the withdrawal of an earlier grade.

    `at` is the time in UTC at which `by` gave it. A later grade by the same person of the same thing supersedes it:
    then `superseded_by` is that one's number, and this one is kept and shown as superseded.
    """

    number: int
    matter: Matter
    source: Reliability | None
    information: Credibility | None
    likelihood: Likelihood | None
    confidence: Confidence | None
    by: str
    at: str
    note: str = ""
    superseded_by: int | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What is known of asking a party: asked when, by what channel, until when, and what they answered.

    `answer` is their words or empty, `exhibit` the SHA-256 of their letter where the case holds it, `silent_on` a day
    on which no answer had come. `assessment` is the asker's view of the answer. `continues` names the entry that this
    one takes further, whose `superseded_by` is then this number. `at` is the time in UTC at which `by` wrote it down.
    """

    number: int
    matter: Matter
    party: str
    asked_on: date
    channel: str
    deadline: date | None
    answered_on: date | None
    answer: str
    exhibit: str | None
    silent_on: date | None
    assessment: str
    by: str
    at: str
    continues: int | None = None
    superseded_by: int | None = None
