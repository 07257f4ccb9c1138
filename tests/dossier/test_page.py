"""The page says what the view holds, the same way every time, and lets nothing in."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise

import polars as pl
import pytest

from crossbearing.dossier import DossierView, crafts_concerned, render_html
from crossbearing.dossier.page import stylesheet
from crossbearing.dossier.words import LANGUAGES, sentences
from crossbearing.model.claims import Claim, Kind, Report
from crossbearing.model.verdicts import EvidenceRow, Outcome, Phrase, Verdict
from crossbearing.world import load_world
from dossier.sample import CRAFT, EXHIBITS, TRACKS, sample
from dossier.sample_persons import spoken

VOID = {"meta", "wbr", "br"}


class Outline(HTMLParser):
    """Checks that tags nest, and keeps what tests ask about."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.headings: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def outline(html: str) -> Outline:
    parser = Outline()
    parser.feed(html)
    assert parser.open == []
    return parser


@pytest.fixture(scope="module")
def english(view: DossierView) -> str:
    return render_html(view, "en")


def test_the_same_view_gives_the_same_bytes(english: str):
    assert render_html(spoken(sample()), "en") == english


def test_nothing_of_the_clock_the_machine_or_the_user_is_in_it(english: str):
    assert not re.search(r"/home/|/tmp/|localhost|file://", english)
    assert f"{date.today():%Y-%m-%d}" not in english


@pytest.mark.parametrize("language", LANGUAGES)
def test_tags_nest_ids_are_unique_and_every_reference_has_a_target(view: DossierView, language: str):
    found = outline(render_html(view, language))
    ids = [attrs["id"] for _, attrs in found.tags if "id" in attrs]

    assert len(ids) == len(set(ids))
    for _, attrs in found.tags:
        for name in ("href", "aria-labelledby", "fill"):
            for target in (
                re.findall(r"#([\w-]+)|^([\w-]+(?: [\w-]+)*)$", attrs.get(name) or "") if name in attrs else []
            ):
                assert set((target[0] or target[1]).split()) <= set(ids), (name, attrs[name])


def test_the_policy_is_the_first_thing_in_the_head_and_names_the_style_by_its_hash(english: str):
    style = re.search(r"<style>(.*?)</style>", english, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    ).replace("'", "&#39;")

    assert (
        re.search(r"<head>\s*(<[^>]*>)", english)[1]
        == f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    )  # type: ignore[index]


def test_nothing_is_loaded_run_or_styled_from_within(english: str):
    found = outline(english)

    assert "</style" not in stylesheet()
    assert "url(" not in stylesheet().replace("url(#", "")
    assert "@import" not in stylesheet()
    for tag, attrs in found.tags:
        assert tag not in {
            "script",
            "iframe",
            "object",
            "embed",
            "link",
            "base",
            "form",
            "img",
            "image",
            "foreignobject",
        }
        assert not [name for name in attrs if name.startswith("on") or name in {"style", "src", "srcset", "action"}]
        assert (attrs.get("href") or "#").startswith("#")


def test_headings_go_down_one_step_at_a_time(english: str):
    levels = outline(english).headings

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_table_has_a_caption_and_every_drawing_says_in_words_what_it_shows(english: str):
    assert english.count("<table") == english.count("<caption")
    for drawing in re.findall(r"<svg class=\"drawing-.*?</svg>", english, re.DOTALL):
        assert re.search(r"<title id=[^>]+>\S", drawing)
        told = re.search(r'aria-labelledby="\S+ (\S+)"', drawing)
        assert told is not None
        assert re.search(rf'<desc id="{told[1]}">\S', english)
        assert 'role="img"' in drawing


def test_the_head_of_the_dossier_says_how_many_claims_are_not_decided(english: str):
    assert "8 of 11 not decided" in english


def test_every_verdict_is_explained_even_those_that_no_claim_has(english: str):
    for outcome in Outcome:
        assert sentences("en")[f"meaning.{outcome}"] in english.replace("&#39;", "'")


def test_a_quote_stands_in_its_paragraph_with_its_own_characters_marked(english: str):
    assert (
        "registered EP-XQA, <mark>landed in Moscow on Tuesday for the fourth time in ten days</mark>, according"
        in english
    )


def test_a_quote_keeps_its_own_language_in_a_dossier_of_the_other(view: DossierView):
    french = render_html(view, "fr")

    assert '<html lang="fr">' in french
    assert re.search(r'<blockquote lang="en"[^>]*><p>An Il-76TD', french)
    assert re.search(r'<blockquote lang="fr"[^>]*><p>Un Il-76TD', french)


def test_every_exhibit_is_listed_whole_and_every_row_of_evidence_reaches_one(english: str):
    listed = set(re.findall(r'<tbody id="x-([0-9a-f]{12})"', english))

    assert listed == {exhibit.sha256[:12] for exhibit in EXHIBITS}
    assert all(exhibit.sha256 in english for exhibit in EXHIBITS)
    assert set(re.findall(r'href="#x-([^"]+)"', english)) <= listed


def test_the_chain_of_speakers_runs_outward(english: str):
    chain = r"<ol class=\"chain\">\s*<li><bdi>deux diplomates</bdi></li>\s*<li><bdi>The Northern Wire</bdi></li>"

    assert re.search(chain, english)


def test_figures_that_do_not_add_up_are_shown_as_an_equation(english: str):
    assert "12 + 7 = 19 ≠ 18" in english


def test_repetition_and_what_changed_on_the_way_are_told(english: str):
    assert "Repeats northern-wire" in english
    assert "visits: 4 → 5" in english
    assert "Repeated by depeche-du-littoral" in english


def test_an_archive_says_how_many_of_its_hours_it_holds(english: str):
    assert re.search(r"2024-03-01 00:00</td><td[^>]*>2024-03-16 00:00</td><td[^>]*>360 of 360</td>", english)


def test_hours_missing_from_an_archive_are_not_counted(view: DossierView):
    holed = view.archive.filter(view.archive["started_at"].dt.day() != 7)

    assert ">336 of 360</td>" in render_html(replace(view, archive=holed), "en")


def test_a_count_is_shown_as_numbers_and_its_possible_stay_in_brackets(english: str):
    assert "Stays counted: 1 2 (3) 4." in english


def test_an_end_that_was_not_observed_is_not_named_as_one(english: str):
    assert "not observed; possibly OSLK 0.71, OLBA 0.2" in english


def test_a_claim_named_in_a_reason_is_named_by_its_number(view: DossierView):
    reason = Phrase("page.made_by", (("version", "clm-000000000001"),))
    judged = [replace(v, because=(reason,)) if v.claim == "clm-000000000004" else v for v in view.verdicts]

    assert "Crossbearing Claim 1" in render_html(replace(view, verdicts=judged), "en")


def test_a_claim_without_a_verdict_counts_as_untested():
    claim = Claim("c", "r", 0, 5, "It is", Kind.STATEMENT)
    report = Report("r", "It is so.", 0, date(2024, 1, 1), date(2024, 12, 31))
    page = render_html(DossierView("One", "1", load_world(), reports=[report], claims=[claim]), "en")

    assert "No verdict was computed for this claim." in page
    assert "1 of 1 not decided" in page


def test_an_empty_view_is_a_page_too():
    page = render_html(DossierView("Nothing yet", "1", load_world()), "fr")

    outline(page)
    assert "Aucune affirmation" in page


def test_a_quote_that_does_not_stand_where_it_says_is_shown_without_a_paragraph(view: DossierView):
    moved = [replace(c, start=c.start + 3, end=c.end + 3) for c in view.claims]

    assert "<p><mark>landed in Moscow on Tuesday for the fourth time in ten days</mark></p>" in render_html(
        replace(view, claims=moved), "en"
    )


def test_a_phrase_without_words_stops_the_page_instead_of_leaving_a_hole(view: DossierView):
    judged = [Verdict(view.claims[0].id, Outcome.SUPPORTED, because=(Phrase("no.such.phrase"),))]

    with pytest.raises(KeyError, match=r"no\.such\.phrase"):
        render_html(replace(view, verdicts=judged), "en")


def test_a_stay_of_which_no_moment_is_known_leaves_the_page_whole(view: DossierView):
    ends = ["arrived_after", "arrived_before", "left_after", "left_before"]
    bare = view.visits.with_columns(pl.lit(None, dtype=view.visits.schema[end]).alias(end) for end in ends)
    no_legs = bare.with_columns(arrival_flight=pl.lit(None, pl.String), departure_flight=pl.lit(None, pl.String))

    outline(render_html(replace(view, visits=no_legs, flights=view.flights.clear()), "en"))


def test_a_leg_heard_once_at_an_unknown_field_leaves_the_page_whole(view: DossierView):
    once = view.flights.with_columns(
        last_seen="first_seen", last_lat="first_lat", last_lon="first_lon", arrival_airport=pl.lit("ZZZZ")
    )

    outline(render_html(replace(view, flights=once), "fr"))


def test_the_craft_a_dossier_needs_are_those_in_evidence_and_those_named(view: DossierView):
    position = EvidenceRow("position", "icao24:abcdef@2024-03-06 05:00", (f"{TRACKS}#x#0",))
    judged = [Verdict("any", Outcome.CONTRADICTED, evidence=(position,))]

    assert crafts_concerned(view.claims, judged, view.flights, view.visits) == [CRAFT, "icao24:abcdef"]
    assert crafts_concerned((), view.verdicts, view.flights, view.visits) == [CRAFT]
