"""The command `craft`: who a ship says she is, who lists her, and which numbers are one ship."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from crossbearing.cli.output import Language, Line, Words, frame_lines, write_rejects
from crossbearing.cli.progress import ProgressBar
from crossbearing.cli.ship_options import Columns, Drawing, Form, Rejects, note_written, write_sea

CRAFT_COLUMNS = ("craft", "flag", "identity", "heard", "changed", "doubts", "listed")
SAME_COLUMNS = ("one", "other", "result", "changed", "because")


def craft(
    *paths: Path,
    same: Annotated[
        bool,
        Parameter(negative="", help="Print instead which numbers are one ship, shared or exchanged, and why."),
    ] = False,
    mapping: Columns = None,
    published: Annotated[str | None, Parameter(help="The date of watch lists that bear none: YYYY[-MM[-DD]].")] = None,
    output: Drawing = None,
    language: Words = "en",
    format: Form = None,
    rejects: Rejects = None,
) -> None:
    """Print who each ship says she is, over time, and beside it what watch lists say of her, each with its date.

    One line while nothing changes, and what changed. With `--same`, judgements on who is who: one ship over several
    MMSI, two ships on one number, numbers exchanged at a meeting, each with what speaks for it and against it.

    Args:
        paths: A case, or files, folders or archives with AIS, and watch lists or registers of ships.
    """
    from crossbearing.case.questions.drawing import check_ending
    from crossbearing.case.questions.ship_mapping import draw_who
    from crossbearing.case.questions.who import who_is_who
    from crossbearing.errors import InputError
    from crossbearing.intake.mapping import mapping_in, mapping_of

    said = mapping_of(mapping_in(mapping), str(mapping)) if mapping else None
    if not paths:
        raise InputError("craft", "no file or folder is named", "crossbearing craft PATH…")
    if output is not None:
        check_ending(output)
    draw = partial(draw_who, output, language=language) if output is not None else None
    with ProgressBar() as bar:
        found, rejected = who_is_who(paths, same, bar.tell, said, published, draw)
    if output is not None:
        note_written(output, language)
    lines = frame_lines(found, "same_ship" if same else "identity")
    write_sea(_in_words(lines, language) if same else lines, SAME_COLUMNS if same else CRAFT_COLUMNS, format, language)
    write_rejects(rejected, rejects, language)


def _in_words(lines: list[Line], language: Language) -> list[Line]:
    """Judgements with their grounds worded."""
    from crossbearing.dossier.words import word
    from crossbearing.movement.vessels.who.grounds import grounds_of

    worded = [
        [
            {"speaks": one.speaks, "because": word(one.said, language), "rows": list(one.rows)}
            for one in grounds_of(line)
        ]
        for line in lines
    ]
    return [{**line, "grounds": grounds} for line, grounds in zip(lines, worded, strict=True)]
