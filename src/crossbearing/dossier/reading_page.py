"""What was read in some reports, as one HTML page: the text with its marks, and a table of its claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from importlib.resources import files

from markupsafe import Markup

from crossbearing import __version__
from crossbearing.dossier import wording
from crossbearing.dossier.marked import Piece, marked
from crossbearing.dossier.page import environment, policy, stylesheet
from crossbearing.dossier.roles import Role, roles_of
from crossbearing.dossier.words import count, say
from crossbearing.model.claims import Claim
from crossbearing.reading import Explained, Part
from crossbearing.world import World, load_world


@dataclass(frozen=True, slots=True)
class Row:
    """One claim as a row: its number in the text, its roles in words, and its parts with their characters."""

    number: int
    claim: Claim
    roles: tuple[Role, ...]
    parts: tuple[tuple[Part, str], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One report: its text in marked pieces, and the rows of its table."""

    told: Explained
    pieces: tuple[Piece, ...]
    rows: tuple[Row, ...]


def reading_page(told: Sequence[Explained], language: str, explain: bool = False) -> str:
    """Return the page in "en" or "fr", all text escaped; with `explain`, the rules that read each part."""
    style = stylesheet() + (files("crossbearing.dossier") / "templates" / "reading.css").read_text(encoding="utf-8")
    shown = [_shown(one, language, explain, load_world()) for one in told]
    return (
        environment()
        .get_template("reading.html.j2")
        .render(
            shown=shown,
            claims=sum(len(one.rows) for one in shown),
            language=language,
            version=__version__,
            policy=policy(style),
            style=Markup(style),  # noqa: S704 - our own files
            say=partial(say, language),
            count=partial(count, language),
            period=partial(wording.period, language=language),
        )
    )


def _shown(told: Explained, language: str, explain: bool, world: World) -> Shown:
    text = told.report.text
    rows = tuple(
        Row(
            number,
            claim,
            roles_of(claim, world, language),
            tuple(
                (part, text[part.span.start : part.span.end] if part.span else "")
                for part in (told.parts.get(claim.id, ()) if explain else ())
            ),
        )
        for number, claim in enumerate(told.reading.claims, 1)
    )
    return Shown(told, tuple(marked(told)), rows)
