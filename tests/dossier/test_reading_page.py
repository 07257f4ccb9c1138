"""What is read, shown in its text: marks that lose no character, reasons, and a page that runs nothing."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossbearing.dossier.marked import marked
from crossbearing.dossier.reading_page import reading_page
from crossbearing.dossier.words import LANGUAGES
from crossbearing.model.claims import DatedBy, Report
from crossbearing.reading import explain, read_report
from crossbearing.world import load_world

TEXT = (
    "Un avion russe\n\nUn Il-76 immatriculé RA-76502 s'est posé à Téhéran le 8 février 2024, selon Radio Kama. "
    "La compagnie aurait livré six moteurs : quatre mardi et trois mercredi, <script>alert(1)</script> dit un témoin."
)
DAY = date(2024, 2, 10)


def told(text: str = TEXT, header: int = 16):
    return explain(Report("r<1>", text, header, DAY, DAY, dated_by=DatedBy.FEED, title="A <b>"), load_world())


def test_an_explained_reading_is_the_same_reading():
    report = Report("r", TEXT, 16, DAY, DAY)
    assert explain(report, load_world()).reading == read_report(report, load_world())


def test_every_claim_says_which_rule_and_which_words_gave_its_parts():
    one = told()
    assert set(one.parts) == {claim.id for claim in one.reading.claims}
    parts = one.parts[one.reading.claims[0].id]
    words = {part.what: TEXT[part.span.start : part.span.end] for part in parts if part.span}
    assert parts[0].what == "rule"
    assert words["identifier"] == "RA-76502"
    assert words["when"] == "le 8 février 2024"
    assert "Radio Kama" in words["speaker"]


def test_the_pieces_make_up_the_text_and_claims_begin_once():
    one = told()
    pieces = marked(one)
    assert "".join(piece.text for piece in pieces) == TEXT
    begun = [number for piece in pieces for number in piece.begins]
    assert sorted(begun) == list(range(1, len(one.reading.claims) + 1))
    for number, claim in enumerate(one.reading.claims, 1):
        assert "".join(piece.text for piece in pieces if number in piece.claims) == claim.quote


WORDS = st.sampled_from(
    ["Un Il-76 ", "a atterri ", "à Téhéran ", "hier", ". ", "🛩️", "\u202e", "<b>", "\n\n", "« ", "selon X"]
)


@given(st.lists(WORDS, max_size=20).map("".join))
def test_whatever_the_text_no_character_is_lost(text):
    assert "".join(piece.text for piece in marked(told(text, 0))) == text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_escapes_loads_nothing_and_shows_the_text(language):
    page = reading_page([told()], language, explain=True)
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert not re.search(r"""(?:src|href)=["'](?!#)""", page)
    shown = html.unescape(re.sub(r"<[^>]*>", "", page))
    assert "RA-76502 s'est posé à Téhéran" in shown
    assert "A <b>" in shown


def test_the_same_reading_gives_the_same_page():
    assert reading_page([told()], "fr") == reading_page([told()], "fr")
