"""What persons say of the invented case: a grade, exchanges, an earlier answer, an accepted proposal, a stale page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from crossbearing.dossier import DossierView
from crossbearing.model.corrections import Tied
from crossbearing.model.grades import (
    Basis,
    Confidence,
    Credibility,
    Grade,
    Likelihood,
    Matter,
    Reliability,
    Reply,
    Seen,
    Target,
)
from crossbearing.model.history import Answered, Revision
from crossbearing.model.proposals import Acceptance, ProposedBy
from crossbearing.model.verdicts import Outcome, Reason, phrase
from dossier.sample import TRACKS

CLAIM, OTHER = "clm-000000000001", "clm-000000000005"
TIED = Tied(CLAIM, "0" * 64, 0, 1, "visit_count")
AT = "2024-04-01T09:30:00+00:00"
SEEN = Seen((Outcome.NO_TRACE,), "0" * 64)


def of(claim: str | None = CLAIM, basis: Basis = Basis.SAME) -> Matter:
    return Matter(Target.CLAIM, claim, (replace(TIED, claim=claim),), SEEN, basis)


def grade(number: int = 1, matter: Matter | None = None, **more) -> Grade:
    parts = {
        "source": Reliability.B,
        "information": Credibility.PROBABLY_TRUE,
        "likelihood": Likelihood.LIKELY,
        "confidence": Confidence.MODERATE,
        "by": "A. <Reader>",
        "at": AT,
        "note": "two of us saw it",
        **more,
    }
    return Grade(number, matter or of(), **parts)


def reply(**more) -> Reply:
    parts = {
        "number": 1, "matter": of(), "party": "The ministry", "asked_on": date(2024, 3, 20), "channel": "e-mail",
        "deadline": date(2024, 3, 27), "answered_on": None, "answer": "", "exhibit": None, "silent_on": None,
        "assessment": "", "by": "A. Reader", "at": AT, **more,
    }  # fmt: skip
    return Reply(**parts)


WAS, NOW = Answered(Outcome.NOT_OBSERVABLE, Reason.NO_RECEIVER), Answered(Outcome.SUPPORTED, n_min=3)
REVISIONS = (
    Revision(1, CLAIM, TIED, None, WAS, (phrase("stale.first"),), "1", AT),
    Revision(2, CLAIM, TIED, WAS, NOW, (phrase("stale.corrections", n=1),), "1", AT),
    Revision(3, None, TIED, NOW, None, (phrase("stale.exhibit", name="new.txt", sha="012345678901"),), "1", AT),
)
ACCEPTED = Acceptance(CLAIM, ProposedBy("chat", "model-x"), "A. Reader", AT, "it stands there")


def spoken(view: DossierView) -> DossierView:
    """The view with all that persons can say, in every state."""
    answered = {"answered_on": date(2024, 3, 30), "answer": "We deny it.", "exhibit": TRACKS, "assessment": "No proof."}
    return replace(
        view,
        stale=(phrase("stale.exhibit", name="new.txt", sha="012345678901"),),
        grades=(
            grade(1, superseded_by=2),
            grade(2, of(basis=Basis.VERDICT)),
            grade(3, Matter(Target.FINDING, "fnd-1", (TIED, replace(TIED, claim=OTHER)), SEEN), by="B. Reader"),
            grade(4, of(None, Basis.GONE)),
        ),
        replies=(reply(superseded_by=2), reply(number=2, **answered), reply(number=3, silent_on=date(2024, 3, 28))),
        revisions=REVISIONS,
        accepted=(ACCEPTED,),
    )
