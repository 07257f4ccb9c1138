"""The embedded example: an invented world, a case on it, and its dossier in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from crossbearing.case import Case
from crossbearing.case.files import publish
from crossbearing.case.room import Progress
from crossbearing.errors import InputError
from crossbearing.worldgen import demo_world

SEED = 1
TITLE = {"en": "Demonstration: an invented airlift", "fr": "Démonstration : un pont aérien inventé"}


@dataclass(frozen=True, slots=True)
class Demo:
    """Where the demonstration lies, and what there is to see."""

    dossier: Path
    summary: str


def make_demo(folder: Path, progress: Progress) -> Demo:
    """Make the world in `folder/world`, the case in `folder/case`, and `folder/dossier.html` (and `dossier.fr.html`).

    Raises `InputError` when the folder holds anything already.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(str(folder), "there is something here already", "name a folder that does not exist yet")
    progress("world", 0, 1)
    demo_world(folder / "world", SEED)
    progress("world", 1, 1)
    with Case.new(folder / "case", progress) as case:
        added = list(case.add(folder / "world" / part for part in ("tracks", "sea/ais", "reports")))
        case.run()
        publish(folder / "dossier.html", case.dossier("en", TITLE["en"]))
        publish(folder / "dossier.fr.html", case.dossier("fr", TITLE["fr"]))
        verdicts = case.verdicts()
    summary = f"{len(added)} exhibits, {len(verdicts)} claims tested; open the dossier in a browser:"
    return Demo(folder / "dossier.html", summary)
