"""What the commands about ships share: their options, how they begin, how they draw and write what they found."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from crossbearing.cli.output import Format, Language, Line, Words, frame_lines, is_table, note, write, write_rejects
from crossbearing.cli.places import Drawn, InWords, places_of
from crossbearing.cli.progress import ProgressBar

if TYPE_CHECKING:
    import polars as pl

    from crossbearing.case.questions.sailing import Sailed
    from crossbearing.case.questions.user_places import UserPlaces
    from crossbearing.dossier.seafaring import SeaNames

Form = Annotated[Format | None, Parameter(help="Default: a table on a terminal, JSON lines in a pipe.")]
Columns = Annotated[Path | None, Parameter(help="A TOML file that says what the columns of a table mean.")]
Rejects = Annotated[Path | None, Parameter(help="Write every input row that was not understood to this file.")]
Drawing = Annotated[Path | None, Parameter(name=("--output", "-o"), help="Draw what was found: .svg, .png or .html.")]


@Parameter(name="*")
@dataclass(frozen=True, slots=True)
class Options:
    """The options of each command that finds something in files with AIS, draws it and writes it."""

    harbours: Drawn = ()
    harbour: InWords = ()
    mapping: Columns = None
    output: Drawing = None
    language: Words = "en"
    format: Form = None
    rejects: Rejects = None

    def sailed(self, paths: tuple[Path, ...], command: str) -> AbstractContextManager[Sailed]:
        """What the files tell of ships, with the user's places."""
        own = places_of(self.harbours, self.harbour, self.language)
        return sailed_from(paths, command, self.mapping, self.output, own)

    def draw(self, told: Sailed, found: pl.DataFrame, what: str, hours: float = 6.0) -> None:
        """Draw the ships of what was found, with that alone, where a file to draw to is named."""
        from crossbearing.case.questions.ship_mapping import draw_of

        if self.output is not None:
            draw_of(self.output, told, found, what, self.language, hours)
            note_written(self.output, self.language)

    def write(self, told: Sailed, found: pl.DataFrame, kind: str, columns: tuple[str, ...]) -> None:
        """Write what was found of ships, by name where a person reads it, and the rejects of the files."""
        from crossbearing.dossier.seafaring import sea_names

        names = sea_names(told.statics, told.world.harbours)
        write_sea(frame_lines(found, kind), columns, self.format, self.language, names)
        write_rejects(told.rejects, self.rejects, self.language)


NO_OPTIONS = Options()


@contextmanager
def sailed_from(
    paths: tuple[Path, ...],
    command: str,
    mapping: Path | None,
    drawing: Path | None = None,
    own: UserPlaces | None = None,
) -> Iterator[Sailed]:
    """What the files tell of ships; what was put aside on disk is gone afterwards, also when work is interrupted."""
    from crossbearing.case.questions.drawing import check_ending
    from crossbearing.case.questions.sailing import sailed
    from crossbearing.errors import InputError
    from crossbearing.intake.mapping import mapping_in, mapping_of

    said = mapping_of(mapping_in(mapping), str(mapping)) if mapping else None
    if not paths:
        raise InputError(command, "no file or folder is named", f"crossbearing {command} PATH…")
    if drawing is not None:
        check_ending(drawing)
    with ProgressBar() as bar, sailed(paths, bar.tell, said) as told:
        told.must_tell(paths)
        if own is not None:
            told.know(own)
        yield told


def must_be_hours(option: str, hours: float, what: str, example: int) -> None:
    """Raise `InputError` where an option gives a length of time that is none."""
    from crossbearing.errors import InputError

    if not 0 < hours < float("inf"):
        raise InputError(option, f"{hours:g} hours are no {what}", f"give a number above 0, such as {example}")


def note_written(output: Path, language: Language) -> None:
    """Say which file was written."""
    from crossbearing.dossier.words import say

    note(say(language, "table.wrote", file=output))


def write_sea(
    lines: list[Line], columns: tuple[str, ...], form: Format | None, language: Language, names: SeaNames | None = None
) -> None:
    """Write lines about ships: worded where a person reads them as a table, as they stand in a pipe."""
    from crossbearing.dossier.sea_lines import sea_line

    worded = [sea_line(line, language, names) for line in lines] if is_table(form) else lines
    write(worded, columns, form, language)
