from __future__ import annotations

from crossbearing.model.claims import Lineage, Reading, Report, TimeMention
from crossbearing.reading.copies.republication import republications
from crossbearing.reading.language.text import language_of, sentences
from crossbearing.reading.times import times
from reading.reports import report

ORIGINAL = (
    "ODESSA, 21 janvier (Agence Quai) – Le cargo Marigold II (OMI 9160994) a accosté mardi au port de Brenna "
    "après plus de deux semaines d'attente au large, selon le site de suivi Sillage. Il avait quitté Karsk le "
    "11 décembre. Un second cargo mouille toujours à une quinzaine de kilomètres au sud-ouest du port. Les "
    "deux bâtiments devraient évacuer vers le sud 32 systèmes de défense, selon un service de renseignement."
)
COPY = (
    "Le cargo Marigold II (OMI 9160949) a accosté mardi 21 janvier au port de Brenna après plus de deux "
    "semaines d'attente au large. Un second cargo mouille à une quinzaine de kilomètres au sud-ouest du port. "
    "Les deux bâtiments vont évacuer vers le sud 35 systèmes de défense, selon un service de renseignement."
)
TRANSLATION = (
    "The cargo ship Marigold II (IMO 9160994) docked at Brenna on 21 January after more than two weeks of "
    "waiting, the tracking site Sillage said. It had left Karsk on 11 December. A second ship lies some 15 "
    "kilometres south-west of the port. Both are to move 32 defence systems, an intelligence service said."
)
LOOKALIKE = (
    "The cargo ship Marigold II (IMO 9160994) docked at Brenna on 4 March, the tracking site Sillage said. It "
    "had left Karsk on 20 February with 18 crew. It is expected to sail again with grain for the south within "
    "a few days, a port worker said, and nobody has seen any military cargo on the quay."
)
UNRELATED = (
    "Le ministre de l'Agriculture a ouvert la foire aux bovins de Tarn le 21 janvier. Les éleveurs attendent "
    "toujours les aides promises, selon leur syndicat, et les prix du lait ont encore reculé de quatre "
    "centimes depuis la rentrée."
)


def reading(one: Report, lineage: Lineage | None = None) -> Reading:
    told = times(one, sentences(one.text), language_of(one.text))
    mentions = tuple(TimeMention(one.id, t.start, t.end, t.value_start, t.value_end) for t in told)
    return Reading(times=mentions, lineage=lineage)


def pairs(*reports: Report, lineages: dict[str, Lineage] | None = None) -> list[tuple[str, str]]:
    readings = {one.id: reading(one, (lineages or {}).get(one.id)) for one in reports}
    return [(one.report, one.of) for one in republications(reports, readings)]


def test_a_shortened_copy_is_found_and_its_changes_listed() -> None:
    first, second = report(ORIGINAL, "2025-01-21", "A"), report(COPY, "2025-01-23", "B")
    (found,) = republications([first, second], {"A": reading(first), "B": reading(second)})
    assert (found.report, found.of) == ("B", "A")
    assert "identifier: 9160994 -> 9160949" in found.drift
    assert "number: 32 -> 35" in found.drift
    assert "hedge lost: devraient" in found.drift
    assert any(note.startswith("attribution lost: selon le site") for note in found.drift)


def test_a_translation_is_found_by_what_survives_it() -> None:
    assert pairs(report(ORIGINAL, "2025-01-21", "A"), report(TRANSLATION, "2025-01-22", "B")) == [("B", "A")]


def test_another_voyage_of_the_same_ship_is_no_copy() -> None:
    assert pairs(report(ORIGINAL, "2025-01-21", "A"), report(LOOKALIKE, "2025-03-05", "B")) == []
    assert pairs(report(TRANSLATION, "2025-01-21", "A"), report(LOOKALIKE, "2025-03-05", "B")) == []


def test_reports_of_other_things_are_no_copies() -> None:
    assert pairs(report(ORIGINAL, "2025-01", "A"), report(UNRELATED, "2025-01", "B")) == []


def test_the_later_report_is_the_copy_whatever_the_order() -> None:
    early, late = report(ORIGINAL, "2025-01-21", "Z"), report(COPY, "2025-02", "A")
    assert pairs(early, late) == pairs(late, early) == [("A", "Z")]


def test_a_credit_line_decides_where_dates_do_not() -> None:
    first, second = report(COPY, "2025-01", "A"), report(COPY + " Voilà.", "2025-01", "B")
    lineages = {"A": Lineage("A", source="Agence Quai"), "B": Lineage("B", outlet="Agence Quai")}
    assert pairs(first, second, lineages=lineages) == [("A", "B")]


def test_the_shorter_text_is_the_copy_when_nothing_else_tells() -> None:
    assert pairs(report(COPY, "2025-01", "A"), report(ORIGINAL, "2025-01", "B")) == [("A", "B")]


def test_every_copy_names_one_original() -> None:
    reports = [report(ORIGINAL, f"2025-01-2{day}", name) for day, name in enumerate("ABCD")]
    assert [copy for copy, _ in pairs(*reports)] == ["B", "C", "D"]


def test_a_story_that_everybody_took_over_finds_its_original() -> None:
    first = report(ORIGINAL, "2025-01-21", "Z")
    copies = [report(ORIGINAL, "2025-01-22", f"C{number:02}") for number in range(60)]
    assert pairs(*copies, first) == [(copy.id, "Z") for copy in copies]


def test_routine_reports_in_one_mould_are_no_copies() -> None:
    mould = (
        "Le cargo {ship} a accosté le {day} au port de Brenna, selon le site de suivi Sillage. Il avait quitté Karsk "
        "avec du fret général à bord, selon la capitainerie, et devrait repartir vers le sud dans les prochains jours."
    )
    first = report(mould.format(ship="Marigold II", day="3 mars"), "2025-03-05", "A")
    second = report(mould.format(ship="Tansy", day="17 mars"), "2025-03-19", "B")
    assert pairs(first, second) == []


def test_no_reports_have_no_copies() -> None:
    assert republications([], {}) == ()
