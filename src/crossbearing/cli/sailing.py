"""Commands about ships: voyages, port calls, encounters, silences, and who a ship says she is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from cyclopts import Parameter

from crossbearing.cli.output import Format, Line, frame_lines, is_table, write, write_rejects
from crossbearing.cli.places import Drawn, InWords, places_of
from crossbearing.cli.progress import ProgressBar

if TYPE_CHECKING:
    import polars as pl

    from crossbearing.case.questions.sailing import Sailed
    from crossbearing.dossier.seafaring import SeaNames

Form = Annotated[Format | None, Parameter(help="Default: a table on a terminal, JSON lines in a pipe.")]
Columns = Annotated[Path | None, Parameter(help="A TOML file that says what the columns of a table mean.")]
Rejects = Annotated[Path | None, Parameter(help="Write every input row that was not understood to this file.")]
Likely = Literal["transfer", "tow", "pilot", "fishing", "anchorage", "company", "passing"]

VOYAGE_COLUMNS = ("craft", "departure_port", "departed_after", "arrival_port", "arrived_before", "possible_calls")
PORT_CALL_COLUMNS = ("craft", "place", "arrived_before", "left_after", "left_before", "kind", "shown")
ENCOUNTER_COLUMNS = ("a", "b", "started_at", "hours", "likely", "because")
GAP_COLUMNS = ("craft", "started_at", "ended_at", "duration_h", "expected_heard", "ships_heard", "silence", "jammed")
CRAFT_COLUMNS = ("craft", "flag", "identity", "heard", "changed", "doubts", "listed")
SAME_COLUMNS = ("one", "other", "result", "changed", "because")


def voyages(
    *paths: Path,
    harbours: Drawn = (),
    harbour: InWords = (),
    mapping: Columns = None,
    format: Form = None,
    rejects: Rejects = None,
) -> None:
    """Print the passages of ships from port to port in AIS files, archives and folders.

    Args:
        paths: Files, folders or archives with AIS.
    """
    own = places_of(harbours, harbour)
    with sailed_from(paths, "voyages", mapping) as told:
        told.know(own)
        found = told.voyages()
    write_found(told, found, "voyage", VOYAGE_COLUMNS, format, rejects)


def port_calls(
    *paths: Path,
    possible: Annotated[bool, Parameter(negative="", help="Print also calls that a silence leaves room for.")] = False,
    passages: Annotated[
        bool, Parameter(negative="", help="Print also ships that sailed through a port's water without a call.")
    ] = False,
    harbours: Drawn = (),
    harbour: InWords = (),
    mapping: Columns = None,
    format: Form = None,
    rejects: Rejects = None,
) -> None:
    """Print the stays of ships at ports.

    Args:
        paths: Files, folders or archives with AIS.
    """
    own = places_of(harbours, harbour)
    with sailed_from(paths, "port-calls", mapping) as told:
        told.know(own)
        found = told.port_calls(possible, passages)
    write_found(told, found, "port_call", PORT_CALL_COLUMNS, format, rejects)


def encounters(
    *paths: Path,
    likely: Annotated[
        tuple[Likely, ...], Parameter(help="Only these: transfer, tow, pilot, fishing, anchorage, company, passing.")
    ] = (),
    harbours: Drawn = (),
    harbour: InWords = (),
    mapping: Columns = None,
    format: Form = None,
    rejects: Rejects = None,
) -> None:
    """Print ships that were together at sea, what they were likely doing, and how much of it was heard.

    Args:
        paths: Files, folders or archives with AIS.
    """
    own = places_of(harbours, harbour)
    with sailed_from(paths, "encounters", mapping) as told:
        told.know(own)
        found = told.encounters()
    write_found(
        told,
        found.filter(found["likely"].is_in(list(likely))) if likely else found,
        "encounter",
        ENCOUNTER_COLUMNS,
        format,
        rejects,
    )


def gaps(
    *paths: Path,
    hours: Annotated[
        float, Parameter(help="The shortest silence; 2, 6, 12 and 30 are in use, and do not compare.")
    ] = 6.0,
    harbours: Drawn = (),
    harbour: InWords = (),
    mapping: Columns = None,
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
    own = places_of(harbours, harbour)
    with sailed_from(paths, "gaps", mapping) as told:
        told.know(own)
        found = told.gaps(hours)
        found = told.at_own_places(found) if own.places.height else found
    write_found(told, found, "gap", GAP_COLUMNS, format, rejects)


def craft(
    *paths: Path,
    same: Annotated[
        bool,
        Parameter(negative="", help="Print instead which numbers are one ship, shared or exchanged, and why."),
    ] = False,
    mapping: Columns = None,
    published: Annotated[str | None, Parameter(help="The date of watch lists that bear none: YYYY[-MM[-DD]].")] = None,
    format: Form = None,
    rejects: Rejects = None,
) -> None:
    """Print who each ship says she is, over time, and beside it what watch lists say of her, each with its date.

    One line while nothing changes, and what changed. With `--same`, judgements on who is who: one ship over several
    MMSI, two ships on one number, numbers exchanged at a meeting, each with what speaks for it and against it.

    Args:
        paths: A case, or files, folders or archives with AIS, and watch lists or registers of ships.
    """
    from crossbearing.case.questions.who import who_is_who
    from crossbearing.errors import InputError
    from crossbearing.intake.mapping import mapping_in, mapping_of

    said = mapping_of(mapping_in(mapping), str(mapping)) if mapping else None
    if not paths:
        raise InputError("craft", "no file or folder is named", "crossbearing craft PATH…")
    with ProgressBar() as bar:
        found, rejected = who_is_who(paths, same, bar.tell, said, published)
    if same:
        write([_in_words(line) for line in frame_lines(found, "same_ship")], SAME_COLUMNS, format)
    else:
        write(frame_lines(found, "identity"), CRAFT_COLUMNS, format)
    write_rejects(rejected, rejects)


def _in_words(line: Line) -> Line:
    """A judgement with its grounds worded in English."""
    from crossbearing.dossier.words import word
    from crossbearing.movement.vessels.who.grounds import grounds_of

    grounds = [
        {"speaks": one.speaks, "because": word(one.said, "en"), "rows": list(one.rows)} for one in grounds_of(line)
    ]
    return {**line, "grounds": grounds}


@contextmanager
def sailed_from(paths: tuple[Path, ...], command: str, mapping: Path | None) -> Iterator[Sailed]:
    """What the files tell of ships; what was put aside on disk is gone afterwards, also when work is interrupted."""
    from crossbearing.case.questions.sailing import sailed
    from crossbearing.errors import InputError
    from crossbearing.intake.mapping import mapping_in, mapping_of

    said = mapping_of(mapping_in(mapping), str(mapping)) if mapping else None
    if not paths:
        raise InputError(command, "no file or folder is named", f"crossbearing {command} PATH…")
    with ProgressBar() as bar, sailed(paths, bar.tell, said) as told:
        told.must_tell(paths)
        yield told


def _with_names(lines: list[Line], told: Sailed) -> list[Line]:
    """The lines with ships and ports by name, as a person reads them; pipes get the codes alone."""
    from crossbearing.dossier.seafaring import sea_names

    known = sea_names(told.statics, told.world.harbours)
    return [{name: _named(name, value, known) for name, value in line.items()} for line in lines]


def _named(name: str, value: Any, known: SeaNames) -> Any:
    if name in ("craft", "a", "b"):
        return known.ship(value)
    if name == "because":
        return _why_together(value)
    if name == "possible_calls":
        return [known.ports.get(code, code) for code in value]
    return known.port(value) if value and name in ("place", "departure_port", "arrival_port") else value


def _why_together(reasons: list[str]) -> str:
    from crossbearing.dossier.vessels import why_together

    return why_together(reasons, "en")


def write_found(
    told: Sailed, found: pl.DataFrame, kind: str, columns: tuple[str, ...], form: Format | None, rejects: Path | None
) -> None:
    """Write what was found of ships, by name where a person reads it, and the rejects of the files."""
    lines = frame_lines(found, kind)
    write(_with_names(lines, told) if is_table(form) else lines, columns, form)
    write_rejects(told.rejects, rejects)
