"""The graph of origins, the disputes and the ledger as a reader sees them, in both languages, however hostile."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest

from crossbearing.dossier import render_html
from crossbearing.dossier.dealings import dealing_rows, total_rows
from crossbearing.dossier.dealings_chart import MOST_LINES, dealings_charts
from crossbearing.dossier.desk import desk_of
from crossbearing.dossier.disputes import MOST, disputes
from crossbearing.dossier.origin_graph import MOST_DRAWN, columns_of, origin_graph
from crossbearing.model.origins import KindCount, Lean, Leaning, OriginKind, Vertex
from crossbearing.model.relations import Dealing, DealingTotal, Relates, Relation, Status
from crossbearing.model.verdicts import Finding, Origins, phrase
from dossier.sample import sample

HOSTILE = '<script>alert("x")</script>\u202e & "quoted"'
A, B = "clm-000000000001", "clm-000000000002"


def dealing(name: str, **roles: object) -> Dealing:
    usual: dict[str, object] = {
        "supplier": "IR", "recipient": "RU", "item": "drones", "family": "drone", "status": Status.REPORTED,
        "quantity_min": 18.0, "quantity_max": 18.0, "uncertain": False, "start": date(2022, 11, 1),
        "end": date(2022, 11, 30), "claims": (A,), "origins": Origins(1, 2),
    }  # fmt: skip
    return Dealing(name, **(usual | roles))  # type: ignore[arg-type]


DEALINGS = (
    dealing("d1", denied_by=("d4",)),
    dealing("d2", item="Mohajer-6", quantity_min=12.0, quantity_max=12.0, part_of="d1"),
    dealing("d3", status=Status.ORDERED, quantity_min=2400.0, quantity_max=None, uncertain=True, end=None),
    dealing("d4", status=Status.DENIED, start=None, end=None, claims=(B,)),
    dealing("d5", status=Status.AGREED, supplier="RU", recipient=None, item=HOSTILE, family=HOSTILE, start=None),
    dealing("d6", status=Status.DELIVERED, quantity_min=None, quantity_max=None),
)
TOTAL = DealingTotal("IR", "RU", "drone", Status.REPORTED, 18, 2618, False, ("d1",), (phrase("dealing.one_origin"),))
DENIED = Relation(A, B, Relates.DENIES, "polarity", (phrase("against.denies", who=HOSTILE, whom="Guardian"),))
EQUAL = Relation(A, B, Relates.EQUAL, "", (phrase("against.equal"),))
KINDS = (KindCount(OriginKind.HUMAN, 1, 1), KindCount(OriginKind.SENSOR, 1, 1))
GRAPH = Finding(
    "fnd-1", (A, "clm-000000000005"), Origins(1, 2, KINDS),
    ("Pentagon",),
    (Vertex("report:r1", "r1", read=True), Vertex("report:r2", HOSTILE, read=True),
     Vertex("name:pentagon", "Pentagon", OriginKind.HUMAN, cut=True),
     Vertex("sensor:aircraft receivers", "aircraft receivers", OriginKind.SENSOR)),
    (Lean("report:r1", "name:pentagon", Leaning.SPEAKER, "Pentagon"),
     Lean("report:r2", "report:r1", Leaning.SHARED_ERROR, HOSTILE, sure=False),
     Lean("report:r1", "sensor:aircraft receivers", Leaning.SPEAKER, "ADS-B")),
    "corroborates",
)  # fmt: skip


def view():
    return replace(
        sample(),
        findings=(GRAPH, *sample().findings[1:]),
        relations=(DENIED, EQUAL),
        dealings=DEALINGS,
        totals=(TOTAL,),
    )


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_shows_origins_disputes_and_dealings_and_nothing_hostile_gets_through(language: str):
    page = render_html(view(), language)

    assert page.count('id="disputes"') == page.count('id="dealings"') == 1
    assert "<script" not in page
    assert 'class="origin-graph"' in page and page.count("drawing-wide") >= 1
    assert re.search(r"Pentagon", page)


def test_the_same_view_gives_the_same_page():
    assert render_html(view(), "en") == render_html(view(), "en")


def test_kinds_of_origin_are_told_side_by_side_and_not_added():
    page = render_html(view(), "en")

    assert "people: 1 · sensors: 1" in page


def test_a_case_without_dealings_or_disputes_has_no_such_sections():
    page = render_html(sample(), "en")

    assert 'id="disputes"' not in page and 'id="dealings"' not in page


def test_equal_claims_are_no_dispute():
    assert [one.relation for one in disputes((DENIED, EQUAL), desk_of(view(), "en")).lines] == [Relates.DENIES]


def test_disputes_beyond_the_limit_are_counted_and_told_of():
    many = (DENIED,) * (MOST + 3)

    assert disputes(many, desk_of(view(), "en")).left_out == 3
    assert "not shown here: 3." in render_html(replace(view(), relations=many), "en")


def test_rows_tell_ranges_brackets_parts_and_denials():
    rows = dealing_rows(DEALINGS, desk_of(view(), "en"))

    assert [row.quantity for row in rows] == ["18", "12", "(at least 2,400)", "18", "18", ""]
    assert [row.parties for row in rows[:1]] == ["Iran → Russia"]
    assert rows[4].parties == "Russia → unknown"
    assert rows[1].part == "part of: drones"
    assert [row.denied for row in rows] == [True, False, False, False, False, False]
    assert total_rows((TOTAL,), desk_of(view(), "fr"))[0].quantity.startswith("(")


def test_the_line_of_time_is_sound_and_says_in_words_what_it_shows():
    for chart in dealings_charts(DEALINGS, desk_of(view(), "en")):
        root = ElementTree.fromstring(str(chart))
        words = " ".join(root.itertext())

        assert "Iran → Russia: 18 drones, reported, November 2022." in words
        assert len(root.findall(".//{*}title")) == len(DEALINGS) + 1 or root.find("title") is not None
        for mark in root.iter("rect"):
            assert float(mark.get("width", 0)) >= 0


def test_dealings_without_any_day_are_told_in_the_table_alone():
    undated = dealing("d9", start=None, end=None, claims=("clm-unknown",))

    assert dealings_charts((undated,), desk_of(sample(), "en")) == ()


def test_many_dealings_are_drawn_up_to_a_limit():
    many = [dealing(f"d{n}", start=date(2022, 1, 1 + n % 28)) for n in range(MOST_LINES + 20)]
    wide, _ = dealings_charts(many, desk_of(sample(), "en"))

    assert str(wide).count("dealing-sign filled") <= MOST_LINES


def test_the_graph_runs_from_reports_to_roots_and_is_written_out():
    drawn = origin_graph(GRAPH, "en")
    column = columns_of(GRAPH)

    assert column["report:r2"] < column["report:r1"] < column["name:pentagon"]
    assert drawn.cut == ("Pentagon",)
    assert drawn.edges[0] == "r1 leans on Pentagon: it is quoted."
    assert drawn.edges[1].startswith("<script>") and "may lean on r1" in drawn.edges[1]
    assert ElementTree.fromstring(str(drawn.drawing)).get("role") == "img"


def test_reports_that_lean_on_one_another_in_a_ring_are_drawn_all_the_same():
    vertices = tuple(Vertex(f"report:r{n}", f"r{n}", read=True) for n in range(3))
    ring = tuple(Lean(f"report:r{n}", f"report:r{(n + 1) % 3}", Leaning.COPY) for n in range(3))
    drawn = origin_graph(replace(GRAPH, vertices=vertices, leans=ring), "fr")

    assert ElementTree.fromstring(str(drawn.drawing)) is not None


def test_a_graph_too_large_for_a_picture_is_written_out():
    vertices = tuple(Vertex(f"report:r{n}", f"r{n}", read=True) for n in range(MOST_DRAWN + 40))
    star = tuple(Lean(f"report:r{n}", "report:r0", Leaning.COPY) for n in range(1, MOST_DRAWN + 40))
    drawn = origin_graph(replace(GRAPH, vertices=vertices, leans=star), "en")

    assert drawn.drawing is None
    assert drawn.left_out == len(star) - len(drawn.edges) > 0
