"""What the commands about ships say to a person: in two languages, on any terminal, drawn, and of what goes wrong."""

from __future__ import annotations

import gzip
import inspect
import json
import re
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from warnings import catch_warnings, simplefilter

import pytest

from crossbearing.cli import main
from crossbearing.cli.counting import count
from crossbearing.cli.harbours import harbours
from crossbearing.cli.identity import craft
from crossbearing.cli.maps import map as map_
from crossbearing.cli.output import Format
from crossbearing.cli.sailing import encounters, gaps, port_calls, voyages
from crossbearing.cli.ship_options import Options
from crossbearing.cli.unseen import loitering, reach
from crossbearing.dossier.words import LANGUAGES, sentences
from crossbearing.errors import InputError

MIDNIGHT = datetime(2024, 2, 5, tzinfo=UTC)
HEADER = "MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType,Status,Length,Width,Draft"
COMMANDS = (voyages, port_calls, encounters, gaps, loitering, reach, harbours, craft, count, map_)


def row(mmsi: int, minute: int, lat: float, lon: float, name: str, imo: str = "") -> str:
    at = (MIDNIGHT + timedelta(minutes=minute)).strftime("%Y-%m-%dT%H:%M:%S")
    return f"{mmsi},{at},{lat:.6f},{lon:.6f},0.1,0,0,{name},{imo},UAAB,70,0,120,16,4.5"


@pytest.fixture(scope="module")
def day(tmp_path_factory):
    """Two ships alongside for four hours, then silent for twelve; one at Amirabad; one whose IMO number is wrong."""
    path = tmp_path_factory.mktemp("sea") / "day.csv"
    rows = [HEADER]
    for minute in range(0, 1440, 10):
        off = max(0, 120 - minute, minute - 360) * 250 / 111_195
        if not 480 < minute < 1200:
            rows.append(row(273123456, minute, 41.5 + off, 50.5, "SEA DAWN", "IMO9074729"))
            rows.append(row(422123456, minute, 41.5 - off, 50.5007, "SEA DUSK"))
        rows.append(row(436123456, minute, 36.8561 + minute % 7 * 1e-5, 53.3722, "SEA NOON", "IMO9074728"))
    path.write_text("\n".join(rows) + "\n")
    return path


def shared(command) -> set[str]:
    """The options that a command takes as those of several commands."""
    return {one.name for one in fields(Options)} if "options" in inspect.signature(command).parameters else set()


def ask(command, path, **asked) -> None:
    """Run a command with options, whether they are its own or shared."""
    own = {name: value for name, value in asked.items() if name not in shared(command)}
    common = {name: value for name, value in asked.items() if name in shared(command)}
    command(path, **own, **({"options": Options(**common)} if common else {}))


# What each command is asked beside the file.
ASKED = {
    voyages: {}, port_calls: {}, encounters: {}, gaps: {}, craft: {}, harbours: {},
    loitering: {"all": True, "hours": 2.0},
    reach: {"craft": ("SEA DAWN",)}, count: {"fleet": "SEA DAWN", "gaps": 6.0},
}  # fmt: skip


@pytest.mark.parametrize("command", ASKED, ids=lambda one: one.__name__)
@pytest.mark.parametrize("width", [60, 110, 200])
def test_a_table_in_french_has_no_english_heading_and_cuts_no_cell(command, width, day, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(width))
    ask(command, day, **ASKED[command], language="fr", format=Format.TABLE)
    told = capsys.readouterr().out

    assert max(map(len, told.splitlines())) <= max(width, 80)
    assert re.search(r"\d lignes?$", told.strip())
    english = {line for key, line in sentences("en").items() if key.startswith("column.")}
    french = {line for key, line in sentences("fr").items() if key.startswith("column.")}
    heads = {cell.strip() for cell in told.splitlines()[0].split("┃")} if "┃" in told else set()
    assert not heads & (english - french)
    assert all(stamp.endswith(("00", *"0123456789")) for stamp in re.findall(r"2024-02-0\d \d\d:\d+", told))
    assert "None" not in told
    assert "True" not in told


@pytest.mark.parametrize("command", COMMANDS, ids=lambda one: one.__name__)
def test_every_command_about_ships_takes_a_language_and_a_file_to_write(command):
    assert {"language", "output"} <= {*inspect.signature(command).parameters, *shared(command)}


def test_a_pipe_gets_the_same_lines_in_both_languages(day, capsys):
    told = []
    for language in LANGUAGES:
        ask(gaps, day, language=language, format=Format.JSONL)
        told.append(capsys.readouterr().out)

    assert told[0] == told[1]
    assert json.loads(told[0].splitlines()[0])["type"] == "gap"


@pytest.mark.parametrize(("language", "word"), [("en", "IMO check digit wrong"), ("fr", "clé du numéro OMI fausse")])
def test_an_imo_number_with_a_wrong_check_digit_is_a_doubt_in_words(language, word, day, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    craft(day, language=language, format=Format.TABLE)

    assert word in capsys.readouterr().out


def test_a_port_call_seen_at_one_end_is_worded(day, tmp_path):
    ask(port_calls, day, possible=True, output=tmp_path / "calls.html", language="fr")

    assert "<svg" in (tmp_path / "calls.html").read_text()


@pytest.mark.parametrize(
    ("command", "more"),
    [
        (voyages, {}),
        (port_calls, {}),
        (encounters, {}),
        (gaps, {}),
        (craft, {}),
        (loitering, {"all": True, "hours": 2.0}),
    ]
    + [(reach, {"craft": ("SEA DAWN",)}), (reach, {"craft": ("SEA DAWN",), "at": "2024-02-05T14:00"})]
    + [(reach, {"craft": ("SEA DAWN", "SEA DUSK")}), (count, {"fleet": "SEA DAWN", "gaps": 6.0})]
    + [(count, {"fleet": "SEA NOON", "port": "Amirabad", "within": "1d"})],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_found_is_drawn_with_a_table_in_words(command, more, language, day, tmp_path, capsys):
    target = tmp_path / "drawn.html"
    ask(command, day, **more, output=target, language=language)
    page, notes = target.read_text(encoding="utf-8"), capsys.readouterr().err

    assert ("wrote" if language == "en" else "est écrit") in notes
    assert f'lang="{language}"' in page
    assert "<td" in page
    assert "mmsi:" not in page


def test_where_a_ship_can_have_been_is_drawn_and_named(day, tmp_path):
    target = tmp_path / "area.svg"
    reach(day, craft=("SEA DAWN",), at="2024-02-05T14:00", output=target)

    assert 'class="all-reach"' in target.read_text()
    assert "where SEA DAWN (273123456) can have been at 2024-02-05 14:00 UTC" in target.read_text()


@pytest.mark.parametrize(
    ("command", "more", "where"),
    [
        (reach, {"craft": ("SEA DAWN",), "at": "2031-01-01"}, "--at"),
        (reach, {"craft": ("SEA DAWN",), "from_day": "2031-01-01"}, "--from"),
        (reach, {"craft": ("SEA DAWN",), "from_day": "2024-02-06", "to_day": "2024-02-05"}, "--to"),
        (reach, {"craft": ("SEA DAWN",), "hours": float("inf")}, "--hours"),
        (loitering, {"hours": float("inf")}, "--hours"),
        (count, {"fleet": "SEA DAWN", "gaps": 6.0, "from_day": "2031-01-01", "to_day": "2031-01-02"}, "count"),
        (count, {"fleet": "SEA DAWN", "port": "Baku", "from_day": "2031-01-01", "to_day": "2031-01-02"}, "count"),
        (count, {"fleet": "EP-GOX", "place": "Moscow", "within": "1d", "output": "x.html"}, "--output"),
        (gaps, {"output": "x.pdf"}, "x.pdf"),
        (map_, {"output": "x.html", "gap_hours": float("nan")}, "--gap-hours"),
        (port_calls, {"mapping": "nowhere.toml"}, "nowhere.toml"),
    ],
)
def test_what_cannot_be_answered_is_said_with_a_hint(command, more, where, day, tmp_path):
    paths = {name: tmp_path / more[name] for name in ("output", "mapping") if name in more}

    with pytest.raises(InputError) as wrong:
        ask(command, day, **(more | paths))

    assert wrong.value.where.endswith(where)
    assert wrong.value.hint
    assert "Errno" not in str(wrong.value)


@pytest.mark.parametrize("command", [gaps, map_], ids=lambda one: one.__name__)
def test_an_empty_file_is_told_so_by_every_command(command, tmp_path):
    (tmp_path / "empty.csv").touch()
    more = {"output": tmp_path / "x.svg"} if command is map_ else {}

    with pytest.raises(InputError, match="the file is empty"):
        ask(command, tmp_path / "empty.csv", **more)


def test_a_file_that_breaks_off_is_named_with_the_reason(day, tmp_path, capsys):
    packed = gzip.compress(day.read_bytes())
    (tmp_path / "cut.csv.gz").write_bytes(packed[: len(packed) // 2])

    gaps(tmp_path / "cut.csv.gz")

    assert "cut.csv.gz: damaged: the gzip stream ends early" in capsys.readouterr().err


def test_an_interrupted_command_says_that_nothing_is_lost(day, monkeypatch, capsys):
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("crossbearing.case.questions.sailing.Sailed.gaps", interrupted)
    monkeypatch.setattr("sys.argv", ["crossbearing", "gaps", str(day)])
    with catch_warnings(), pytest.raises(SystemExit) as left:
        simplefilter("ignore")  # the parser of arguments warns where it is run inside a test
        main()

    assert left.value.code == 130
    assert "interrupted; nothing is lost" in capsys.readouterr().err
