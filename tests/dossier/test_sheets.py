"""Drawings that stand alone: whatever is drawn, they are well formed, load nothing, and say what they show."""

from __future__ import annotations

import re
import sys
from functools import cache
from xml.etree import ElementTree

import polars as pl
import pytest

from crossbearing.dossier.raster import png
from crossbearing.dossier.sheet import WIDTH, Sheet, folded, sheet_svg
from crossbearing.dossier.sheet_cells import cell_areas, cell_class, cell_legend
from crossbearing.dossier.sheet_map import Layers, map_sheet
from crossbearing.dossier.sheet_marks import Mark, spread
from crossbearing.dossier.sheet_page import sheet_html
from crossbearing.dossier.sheet_plot import traffic_sheet
from crossbearing.dossier.sheet_scene import flight_layers, region_layers, track_layers
from crossbearing.dossier.svg import element, titled, words
from crossbearing.errors import InputError
from crossbearing.model.answers import CoverageCell, Rate, TrafficAnswer, TrafficDay
from crossbearing.model.tables import AIRFRAMES
from crossbearing.movement import flights, plausible
from crossbearing.movement.region import Fix, airports_in, region_between
from crossbearing.world import load_world
from dossier.hostile import vectors
from notation import fly, together

WORLD = load_world()
EMPTY = AIRFRAMES.empty()


def layers_of(*tracks: pl.DataFrame, bare: bool = False) -> Layers:
    positions = plausible(together(*tracks))
    if bare:
        return track_layers(positions, {}, WORLD, "en")
    return flight_layers(flights(positions, EMPTY, WORLD), positions, WORLD, "en")


@cache
def tokyo() -> tuple[pl.DataFrame, pl.DataFrame]:
    """Positions and flights of two craft over the date line."""
    positions = plausible(together(*TOKYO))
    return positions, flights(positions, EMPTY, WORLD)


def drawn(layers: Layers, title: str = "Movements") -> ElementTree.Element:
    return ElementTree.fromstring(sheet_svg(map_sheet(layers, title, "words", ["a remark"], "en")))


def texts(svg: ElementTree.Element) -> list[str]:
    return [one.text or "" for one in svg.iter() if one.tag.endswith("text")]


TOKYO = [
    fly("icao24:000001", "RJTT", "KLAX", "2024-02-10 06:00", every_s=120),
    fly("icao24:000002", "KLAX", "RJTT", "2024-02-11 06:00", every_s=120),
]
POLE = [fly("icao24:000003", "KJFK", "VHHH", "2024-02-10 06:00", every_s=120, via="88,0")]
APRON = [fly("icao24:000004", "OIII", "UUWW", "2024-02-10 06:00").head(12)]


@pytest.mark.parametrize("tracks", [TOKYO, POLE], ids=["date line", "pole"])
def test_flights_are_drawn_inside_the_sheet_wherever_they_are(tracks: list[pl.DataFrame]):
    svg = drawn(layers_of(*tracks))

    starts = [one.get("d", "") for one in svg.iter() if one.get("class", "").startswith("seen ")]
    assert starts
    for data in starts:
        x, y = (float(n) for n in re.findall(r"-?\d*\.?\d+", data)[:2])
        assert 0 <= x <= WIDTH
        assert 0 <= y <= 800


def test_a_flight_over_the_date_line_does_not_cross_the_whole_map():
    svg = drawn(layers_of(*TOKYO))
    names = texts(svg)

    assert any("RJTT" in name for name in names)
    assert any("KLAX" in name for name in names)


def test_a_few_positions_on_an_apron_fill_more_than_a_point():
    svg = drawn(layers_of(*APRON, bare=True))

    assert any("km" in text and float(text.split()[0]) <= 5 for text in texts(svg) if text.endswith("km"))
    assert "OIII" in texts(svg)


def test_an_unheard_end_shows_its_candidates_and_no_airport():
    lost = fly("icao24:000005", "OIII", "UUWW", "2024-02-10 06:00", unheard=[(110, 400)])
    layers = layers_of(lost)
    svg = drawn(layers)

    assert any("track is lost here" in text for text in texts(svg))
    assert not any("UUWW" in text and "%" not in text for text in texts(svg))


def test_a_silence_inside_a_flight_is_dashed():
    hole = fly("icao24:000006", "OIII", "UUWW", "2024-02-10 06:00", unheard=[(60, 140)])
    classes = [one.get("class", "") for one in drawn(layers_of(hole)).iter()]

    assert any(name.startswith("unseen ") for name in classes)


def test_very_many_craft_are_drawn_thin_and_without_signs_at_their_ends():
    codes = ["OIII", "UUWW", "OMDB", "EDDF", "LFPG"]
    tracks = [
        fly(f"icao24:{n:06x}", codes[n % 5], codes[(n + 1 + n // 5 % 4) % 5], "2024-02-10 06:00", every_s=900)
        for n in range(80)
    ]
    svg = drawn(layers_of(*tracks))

    assert any(one.get("class") == "many" for one in svg.iter())
    assert not any(one.get("class", "").startswith("arrow") for one in svg.iter())


def test_the_same_tables_give_the_same_bytes():
    one, other = (sheet_svg(map_sheet(layers_of(*TOKYO), "t", "s", [], "fr")) for _ in range(2))

    assert one == other


def cell(trials: int, heard: int, p: float) -> CoverageCell:
    return CoverageCell("readsb", "831181fffffffff", 55.0, 37.8, "low", trials, heard, p, 9, 3)


@pytest.mark.parametrize(
    ("found", "style"),
    [
        (cell(4, 4, 0.47), "few"),
        (cell(100, 100, 0.97), "cell c4"),
        (cell(50, 45, 0.8), "cell c3"),
        (cell(9, 0, 0.0), "cell c0"),
    ],
)
def test_cells_are_coloured_by_their_bound_and_few_trials_hatched(found: CoverageCell, style: str):
    assert cell_class(found) == style
    assert cell_areas([found], "en")[0].fill == ("url(#hatch)" if style == "few" else None)


def test_a_cell_pointed_at_says_k_of_n():
    layers = Layers(areas=tuple(cell_areas([cell(100, 99, 0.953)], "en")), legend=tuple(cell_legend("en")))
    titles = [one.text or "" for one in drawn(layers).iter() if one.tag.endswith("title")]

    assert any("99 of 100" in title and "0.95" in title for title in titles)


def test_a_region_is_drawn_with_its_airports():
    region = region_between(Fix(0.0, 35.7, 51.3), Fix(4 * 3600.0, 35.7, 51.3), 4.0, 800.0)
    inside = airports_in(region, WORLD.airports.frame, 800.0, 8000.0)
    svg = drawn(region_layers([region], inside, Layers(), WORLD, "en"))

    assert any(one.get("class") == "region" for one in svg.iter())
    assert sum(len(text) == 4 and text.isupper() for text in texts(svg)) >= 5


def answer(**more) -> TrafficAnswer:
    rates = Rate(5, 20.0, 1.75, 0.6, 4.1), Rate(20, 20.0, 7.0, 4.3, 10.8)
    told = {
        "departures": ("OIII",),
        "arrivals": ("UUWW",),
        "fleet": "",
        "members": 3,
        "n": 25,
        "possible": 1,
        "first": "2024-02-01",
        "last": "2024-03-11",
        "held": 0.9,
        "corrected": True,
        "asked": False,
        "changed_on": "2024-02-21",
        "changed_from": "2024-02-17",
        "changed_to": "2024-02-25",
        "p": 0.003,
        "dispersion": 1.0,
        "shuffled": "days",
        "before": rates[0],
        "after": rates[1],
        "ratio": 4.0,
        "ratio_low": 1.5,
        "ratio_high": 13.0,
        "without": (),
        "robust": True,
        "control": None,
        "sentence": "It rose.",
    }
    return TrafficAnswer(**{**told, **more})


DAYS = [
    TrafficDay(day.isoformat(), int(n % 5 == 0) + int(n > 20) * (n % 2), int(n == 7), 0.0 if 10 <= n < 13 else 1.0, 1.0)
    for n, day in enumerate(pl.date_range(pl.date(2024, 2, 1), pl.date(2024, 3, 11), eager=True).to_list())
]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_traffic_is_drawn_with_days_not_held_hatched_and_the_change(language: str):
    svg = ElementTree.fromstring(sheet_svg(traffic_sheet(answer(), DAYS, "Flights", language)))

    assert any(one.get("class") == "not-held" for one in svg.iter())
    assert any(one.get("class") == "band" for one in svg.iter())
    assert sum(one.get("class") == "rate" for one in svg.iter()) == 3  # two rates, one in the legend
    assert all(float(one.get("height", 1)) >= 0 for one in svg.iter() if one.tag.endswith("rect"))


def test_traffic_without_a_change_is_drawn_too():
    none = answer(changed_on=None, changed_from=None, changed_to=None, p=None, before=None, after=None, n=0)
    quiet = [TrafficDay(day.day, 0, 0, day.held, day.exposure) for day in DAYS]

    assert ElementTree.fromstring(sheet_svg(traffic_sheet(none, quiet, "Flights", "en"))) is not None


@pytest.mark.parametrize("payload", vectors("http://evil.invalid"))
def test_hostile_text_stays_text(payload: str):
    sheet = Sheet(payload, payload, titled(words(payload, 1, 2, "label"), payload), 10.0, (), (payload,))
    svg = ElementTree.fromstring(sheet_svg(sheet))
    page = sheet_html(sheet, [payload], [[payload, payload]], payload, "en")

    harmless = {"svg", "title", "desc", "style", "defs", "pattern", "path", "rect", "g", "text"}
    assert {one.tag.rpartition("}")[2] for one in svg.iter()} <= harmless
    assert not re.search(r"<(script|img|iframe|object|embed|link|base|form|video|audio|input)\b", page)
    assert page.count("<style>") == 1
    assert "default-src &#39;none&#39;" in page


@pytest.mark.parametrize("payload", vectors("http://evil.invalid"))
def test_hostile_names_of_craft_stay_text_on_a_map(payload: str):
    positions, found = tokyo()
    legs = found.with_columns(registration=pl.lit(payload), callsigns=pl.lit([payload], dtype=pl.List(pl.String)))
    svg = drawn(flight_layers(legs, positions, WORLD, "en"), payload)

    assert not any(one.tag.endswith(("script", "image", "foreignObject")) for one in svg.iter())


def test_attributes_are_escaped():
    assert element("g", class_='"><script>') == '<g class="&#34;&gt;&lt;script&gt;"/>'


def test_long_words_are_folded_into_the_sheet():
    lines = list(folded("X" * 400 + " and a remark", 12.0, 300.0))

    assert len(lines) > 5
    assert "".join(lines).replace(" ", "") == "X" * 400 + "andaremark"


def test_png_without_the_package_says_what_to_install(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "resvg_py", None)

    with pytest.raises(InputError, match="resvg-py"):
        png("<svg/>", "map.png")


def test_png_has_the_size_of_the_sheet():
    pytest.importorskip("resvg_py")
    drawn_png = png(sheet_svg(Sheet("t", "s", element("g"), 100.0)), "map.png")

    assert drawn_png.startswith(b"\x89PNG")
    assert int.from_bytes(drawn_png[16:20], "big") == 2 * WIDTH


def test_signs_of_ships_never_stand_on_one_another_and_what_says_most_stays():
    signs = [(Mark("anchorage"), 10.0 + at % 4, 10.0) for at in range(9)] + [(Mark("transfer"), 12.0, 11.0)]
    kept, hidden = spread([*signs, (Mark("false"), 12.0, 11.0), (Mark("call_berth"), 80.0, 10.0)])

    assert sorted(mark.kind for mark, _, _ in kept) == ["call_berth", "false", "transfer"]
    assert hidden == 9
