"""What persons say is on the page, apart from the verdict, signed, and marked where the verdict has changed since."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from crossbearing.case.persons.estimates import faults
from crossbearing.dossier import render_html
from crossbearing.dossier.words import LANGUAGES
from crossbearing.model.grades import Basis, Likelihood, Matter, Target
from crossbearing.model.verdicts import phrase
from dossier.sample import TRACKS, sample
from dossier.sample_persons import ACCEPTED, OTHER, REVISIONS, SEEN, TIED, grade, of, reply


def page(language: str = "en", **said) -> str:
    return render_html(replace(sample(), **said), language)


def test_a_grade_stands_apart_from_the_verdict_with_its_four_parts():
    html = page(grades=[grade()])
    assert "Grade by A. &lt;Reader&gt;, <time>2024-04-01 09:30</time>" in html
    for text in ("B – usually reliable", "2 – probably true", "likely (55–80 %)", "<dd>moderate</dd>"):
        assert text in html
    judged = html[html.index('<div class="judgement">') : html.index('<div class="persons">')]
    assert "usually reliable" not in judged


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_of_the_page_holds_a_likelihood_and_a_confidence(language):
    standing = [grade(number, likelihood=term, by=term.value) for number, term in enumerate(Likelihood, 1)]
    former = [grade(100 + one.number, likelihood=one.likelihood, superseded_by=1) for one in standing]
    html = page(language, grades=[*standing, *former])
    cells = re.findall(r"<(?:p|dd|dt|li)[^>]*>(.*?)</(?:p|dd|dt|li)>", html, re.DOTALL)
    told = [re.sub(r"<[^>]+>", "", cell) for cell in cells]
    assert sum(bool(re.search(r"55(–| à )80\s%", cell)) for cell in told) == 4
    assert [fault for cell in told for fault in faults(cell) if "sentence" in fault] == []


def test_a_grade_given_on_an_earlier_verdict_says_so():
    assert "Given on an earlier verdict: No trace." in page(grades=[grade(matter=of(basis=Basis.VERDICT))])
    assert "rested on other grounds" in page(grades=[grade(matter=of(basis=Basis.GROUNDS))])
    assert "earlier verdict" not in page(grades=[grade()])


def test_superseded_and_withdrawn_grades_are_folded_and_kept():
    empty = {"source": None, "information": None, "likelihood": None, "confidence": None}
    html = page(grades=[grade(1, superseded_by=2), grade(2, **empty)])
    assert "2 earlier entries, superseded" in html
    assert "B2; likely (55–80 %). Confidence in the basis: moderate." in html
    assert "took an earlier grade back" in html


def test_a_grade_of_a_proposition_is_shown_at_each_of_its_claims():
    matter = Matter(Target.FINDING, "fnd-1", (TIED, replace(TIED, claim=OTHER)), SEEN)
    assert page(grades=[grade(matter=matter)]).count("state alike.") == 2


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({}, "No answer is recorded."),
        ({"silent_on": date(2024, 3, 28)}, "No answer by the deadline: none had come on 28 March 2024."),
        ({"silent_on": date(2024, 3, 22)}, "No answer had come on 22 March 2024."),
        ({"answered_on": date(2024, 3, 25), "answer": "<i>No.</i>"}, "&lt;i&gt;No.&lt;/i&gt;"),
        ({"answered_on": date(2024, 3, 30), "exhibit": TRACKS}, "after the deadline."),
        ({"assessment": "It gave no document."}, "Assessment by A. Reader: It gave no document."),
    ],
)
def test_an_exchange_is_told_with_what_came_back(told, said):
    html = page(replies=[reply(**told)])
    assert "The ministry was asked on 20 March 2024 (e-mail). Time to answer: until 27 March 2024." in html
    assert said in html


def test_a_stale_page_says_at_its_head_what_has_changed():
    html = page(stale=[phrase("stale.exhibit", name="new.txt", sha="012345678901")])
    assert html.index("not up to date") < html.index('id="summary"')
    assert "The exhibit new.txt (012345678901) was added." in html
    assert "not up to date" not in page()


def test_earlier_answers_are_listed_with_their_reason_and_nothing_is_said_of_first_ones():
    html = page(revisions=REVISIONS)
    assert "Not observable (no receiver would have heard it there) → Supported [3–∞]" in html
    assert "Supported [3–∞] → no claim" in html
    assert "judged for the first time" not in html
    assert 'href="#changes"' in html
    assert 'id="changes"' not in page(revisions=REVISIONS[:1])


def test_a_claim_that_a_model_proposed_says_who_accepted_it():
    html = page(accepted=[ACCEPTED])
    assert "Proposed by the model model-x; A. Reader made a claim of it" in html
    assert "it stands there" in html


def test_words_on_what_is_no_claim_any_more_are_kept_at_the_end():
    html = page(grades=[grade(matter=of(None, Basis.GONE))], replies=[reply(matter=of(None, Basis.GONE))])
    assert "Said of what is no claim any more" in html
    assert "The ministry was asked" in html
