"""What the documents say is what the program does."""

from __future__ import annotations

import importlib.util
import re
import shlex
from contextlib import contextmanager
from pathlib import Path

from crossbearing.case import Case
from crossbearing.cli import app
from crossbearing.cli.commands import COMMANDS
from crossbearing.model.verdicts import Outcome
from crossbearing.worldgen.demo_sea import write_demo_sea

ROOT = Path(__file__).resolve().parents[1]
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]


def reference_builder():
    spec = importlib.util.spec_from_file_location("build_reference", ROOT / "tools" / "build_reference.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_reference_is_what_the_code_says():
    committed = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")

    assert committed == reference_builder().page(), "run: python tools/build_reference.py"


def test_every_command_is_told_of_in_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    names = [command.__name__.replace("_", "-") for command in COMMANDS]

    assert [c for c in names if f"crossbearing {c}" not in readme] == []


def test_every_link_between_documents_leads_somewhere():
    broken = [
        f"{page.name}: {target}"
        for page in PAGES
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]

    assert broken == []


def test_every_method_page_and_how_to_is_linked():
    linked = " ".join(page.read_text(encoding="utf-8") for page in PAGES)

    pages = [*(ROOT / "docs" / "how-to").glob("*.md"), *(ROOT / "docs" / "method").glob("*.md")]
    assert [page.name for page in pages if page.name not in linked] == []


def test_the_claim_typed_in_the_tutorial_is_supported_by_the_demonstration(demo, tmp_path):
    (line,) = re.findall(r'^\{"id": "mine-1".*$', (ROOT / "docs" / "tutorial.md").read_text("utf-8"), re.MULTILINE)
    (tmp_path / "mine.jsonl").write_text(line + "\n", encoding="utf-8")
    with Case.new(tmp_path / "case") as case:
        list(case.add([demo / "tracks", tmp_path / "mine.jsonl"]))
        case.run()

        assert [verdict.verdict for verdict in case.verdicts()] == [Outcome.SUPPORTED]


def test_every_command_about_ships_runs_as_it_is_written_and_gives_what_is_promised(tmp_path, monkeypatch, capsys):
    page = (ROOT / "docs" / "how-to" / "ships.md").read_text(encoding="utf-8")
    (tmp_path / "phare.txt").write_text(re.search(r"```text\n(.*?)```", page, re.DOTALL)[1], encoding="utf-8")
    write_demo_sea(tmp_path / "practice" / "world" / "sea")
    monkeypatch.chdir(tmp_path)
    told = [line for block in re.findall(r"```sh\n(.*?)```", page, re.DOTALL) for line in block.splitlines()]

    for line in told:
        program, *arguments = shlex.split(line, comments=True)
        assert program == "crossbearing"
        with suppress_success():
            app(arguments, exit_on_error=False, print_error=False)

    with Case(tmp_path / "caspian") as case:
        answers = [verdict.verdict for verdict in case.verdicts()]
    assert answers == [Outcome.SUPPORTED, Outcome.SUPPORTED, Outcome.CONTRADICTED]
    assert len(told) > 15


@contextmanager
def suppress_success():
    try:
        yield
    except SystemExit as left:
        assert not left.code


def test_the_tutorial_asks_of_ships_what_the_how_to_asks():
    tutorial, how_to = (
        (ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("tutorial.md", "how-to/ships.md")
    )
    asked = re.findall(r"^crossbearing (?:encounters|port-calls|map) .*sea/ais.*$", tutorial, re.MULTILINE)

    assert len(asked) == 3
    assert [line for line in asked if line.removesuffix(" -o ship.html") not in how_to] == []
