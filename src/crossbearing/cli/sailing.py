"""Commands about what ships did: voyages, port calls, encounters and silences."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

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
Likely = Literal["transfer", "tow", "pilot", "fishing", "anchorage", "company", "passing"]

VOYAGE_COLUMNS = ("craft", "departure_port", "departed_after", "arrival_port", "arrived_before", "possible_calls")
PORT_CALL_COLUMNS = ("craft", "place", "arrived_before", "left_after", "left_before", "kind", "shown")
ENCOUNTER_COLUMNS = ("a", "b", "started_at", "hours", "likely", "because")
GAP_COLUMNS = ("craft", "started_at", "ended_at", "duration_h", "expected_heard", "ships_heard", "silence", "jammed")


def voyages(
    *paths: Path,
    harbours: Drawn = (),
    harbour: InWords = (),
    mapping: Columns = None,
    output: Drawing = None,
    language: Words = "en",
    format: Form = None,
    rejects: Rejects = None,
) -> None:
    """Print the passages of ships from port to port in AIS files, archives and folders.

    Args:
        paths: Files, folders or archives with AIS.
    """
    with sailed_from(paths, "voyages", mapping, output, places_of(harbours, harbour, language)) as told:
        found = told.voyages()
        draw_found(output, told, found, "voyages", language)
    write_found(told, found, "voyage", VOYAGE_COLUMNS, format, rejects, language)


def port_calls(
    *paths: Path,
    possible: Annotated[bool, Parameter(negative="", help="Print also calls that a silence leaves room for.")] = False,
    passages: Annotated[
        bool, Parameter(negative="", help="Print also ships that sailed through a port's water without a call.")
    ] = False,
    harbours: Drawn = (),
    harbour: InWords = (),
    mapping: Columns = None,
    output: Drawing = None,
    language: Words = "en",
    format: Form = None,
    rejects: Rejects = None,
) -> None:
    """Print the stays of ships at ports.

    Args:
        paths: Files, folders or archives with AIS.
    """
    with sailed_from(paths, "port-calls", mapping, output, places_of(harbours, harbour, language)) as told:
        found = told.port_calls(possible, passages)
        draw_found(output, told, found, "calls", language)
    write_found(told, found, "port_call", PORT_CALL_COLUMNS, format, rejects, language)


def encounters(
    *paths: Path,
    likely: Annotated[
        tuple[Likely, ...], Parameter(help="Only these: transfer, tow, pilot, fishing, anchorage, company, passing.")
    ] = (),
    harbours: Drawn = (),
    harbour: InWords = (),
    mapping: Columns = None,
    output: Drawing = None,
    language: Words = "en",
    format: Form = None,
    rejects: Rejects = None,
) -> None:
    """Print ships that were together at sea, what they were likely doing, and how much of it was heard.

    Args:
        paths: Files, folders or archives with AIS.
    """
    with sailed_from(paths, "encounters", mapping, output, places_of(harbours, harbour, language)) as told:
        found = told.encounters()
        found = found.filter(found["likely"].is_in(list(likely))) if likely else found
        draw_found(output, told, found, "encounters", language)
    write_found(told, found, "encounter", ENCOUNTER_COLUMNS, format, rejects, language)


def gaps(
    *paths: Path,
    hours: Annotated[
        float, Parameter(help="The shortest silence; 2, 6, 12 and 30 are in use, and do not compare.")
    ] = 6.0,
    harbours: Drawn = (),
    harbour: InWords = (),
    mapping: Columns = None,
    output: Drawing = None,
    language: Words = "en",
    format: Form = None,
    rejects: Rejects = None,
) -> None:
    """Print the silences of ships, with how well others were heard there and then.

    With places of your own, only those that begin or end in them.

    Args:
        paths: Files, folders or archives with AIS.
    """
    from crossbearing.errors import InputError

    if not 0 < hours < float("inf"):
        raise InputError("--hours", f"{hours:g} hours are no silence", "give a number above 0, such as 6")
    own = places_of(harbours, harbour, language)
    with sailed_from(paths, "gaps", mapping, output, own) as told:
        found = told.gaps(hours)
        found = told.at_own_places(found) if own.places.height else found
        draw_found(output, told, found, "gaps", language, hours)
    write_found(told, found, "gap", GAP_COLUMNS, format, rejects, language)


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


def draw_found(
    output: Path | None, told: Sailed, found: pl.DataFrame, what: str, language: Language, hours: float = 6.0
) -> None:
    """Draw the ships of what was found, with that alone, where a file to draw to is named."""
    from crossbearing.case.questions.ship_mapping import draw_of

    if output is not None:
        draw_of(output, told, found, what, language, hours)
        note_written(output, language)


def note_written(output: Path, language: Language) -> None:
    """Say which file was written."""
    from crossbearing.dossier.words import say

    note(say(language, "table.wrote", file=output))


def write_found(
    told: Sailed,
    found: pl.DataFrame,
    kind: str,
    columns: tuple[str, ...],
    form: Format | None,
    rejects: Path | None,
    language: Language,
) -> None:
    """Write what was found of ships, by name where a person reads it, and the rejects of the files."""
    from crossbearing.dossier.seafaring import sea_names

    write_sea(frame_lines(found, kind), columns, form, language, sea_names(told.statics, told.world.harbours))
    write_rejects(told.rejects, rejects, language)


def write_sea(
    lines: list[Line], columns: tuple[str, ...], form: Format | None, language: Language, names: SeaNames | None = None
) -> None:
    """Write lines about ships: worded where a person reads them as a table, as they stand in a pipe."""
    from crossbearing.dossier.sea_lines import sea_line

    worded = [sea_line(line, language, names) for line in lines] if is_table(form) else lines
    write(worded, columns, form, language)
