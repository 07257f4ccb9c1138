"""The commands, in the order a user meets them. Heavy imports wait until a command runs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from cyclopts import Parameter

from crossbearing.cli.cooperation import declare, ledger, origins, relations
from crossbearing.cli.correcting import correct
from crossbearing.cli.counting import count
from crossbearing.cli.harbours import harbours
from crossbearing.cli.identity import craft
from crossbearing.cli.judging import grade, history, reply, stale_part, tell_staleness
from crossbearing.cli.looking import coverage, traffic
from crossbearing.cli.maps import map
from crossbearing.cli.output import Format, frame_lines, note, write, write_rejects
from crossbearing.cli.planning import plan
from crossbearing.cli.progress import ProgressBar
from crossbearing.cli.proposing import propose
from crossbearing.cli.reading import CLAIM_COLUMNS, read
from crossbearing.cli.sailing import encounters, gaps, port_calls, voyages
from crossbearing.cli.typing_in import sighting
from crossbearing.cli.unseen import loitering, reach

if TYPE_CHECKING:
    from crossbearing.model.verdicts import Verdict

Kind = Literal["tracks", "ships", "reports", "claims", "register", "sightings", "places"]
Language = Literal["en", "fr"]
Rejects = Annotated[Path | None, Parameter(help="Write every input row that was not understood to this file.")]
Form = Annotated[Format | None, Parameter(help="Default: a table on a terminal, JSON lines in a pipe.")]
Published = Annotated[str | None, Parameter(help="Date of plain texts or lists of craft: YYYY, YYYY-MM or YYYY-MM-DD.")]
Began = Annotated[
    str | None,
    Parameter(help="When a raw recording began, and in what zone its clock ran: 2018-04-03T19:02:28+03:00."),
]
Lineages = Annotated[bool, Parameter(negative="", help="Print also where each report says it comes from.")]
Columns = Annotated[Path | None, Parameter(help="A TOML file that says what the columns of a table mean.")]
AsIs = Annotated[bool, Parameter(negative="", help="Run nothing: the last verdicts, marked where they are stale.")]
KindOf = Annotated[Kind | None, Parameter(help="Say what the files hold instead of letting their content tell.")]

VERDICT_COLUMNS = ("claim", "verdict", "count", "quote", "because")
FLIGHT_COLUMNS = ("craft", "registration", "typecode", "callsigns", "first_seen", "from", "last_seen", "to")
VISIT_COLUMNS = ("craft", "place", "arrived_after", "arrived_before", "left_after", "left_before", "evidence")
FAULTS_FOUND = 1


def demo(folder: Path = Path("crossbearing-demo")) -> None:
    """Make a small invented world, a case and its dossier, and say where to look.

    Args:
        folder: Where to put it; must not exist yet.
    """
    from crossbearing.demo import make_demo

    with ProgressBar() as bar:
        made = make_demo(folder, bar.tell)
    note(made.summary)
    sys.stdout.write(f"{made.dossier}\n")


def new(case: Path) -> None:
    """Make an empty case.

    Args:
        case: The folder to make.
    """
    from crossbearing.case import Case

    Case.new(case).close()
    note(f"made the case {case}; next: crossbearing add {case} PATH…")


def add(case: Path, *paths: Path, kind: KindOf = None, published: Published = None, mapping: Columns = None) -> None:
    """Take files into custody: tracks, reports, typed claims, registers, ports you drew; also folders and archives.

    Args:
        case: The case folder.
        paths: Files and folders; archives (tar, zip, gzip) are read as they are.
    """
    from crossbearing.case import Case
    from crossbearing.errors import InputError
    from crossbearing.intake.mapping import mapping_in
    from crossbearing.model.exhibits import ExhibitKind

    if not paths:
        raise InputError("add", "no file or folder is named", f"crossbearing add {case} PATH…")
    with Case(case) as opened:
        toml = mapping_in(mapping) if mapping else None
        for added in opened.add(paths, ExhibitKind(kind) if kind else None, published, toml):
            if added.refused:
                note(f"passed over  {added.path}: {added.refused}")
            else:
                word = "described" if added.described else "known already" if added.known else "added"
                note(f"{word:13s} {added.path}: {added.kind} {added.sha256[:16]}")


def run(case: Path) -> None:
    """Bring a case up to date: take in, read, infer movements, test. Can be killed and run again.

    Args:
        case: The case folder.
    """
    from crossbearing.case import Case

    with ProgressBar() as bar, Case(case, bar.tell) as opened:
        ran = opened.run()
        for name, form, rows_in, kept, rejected in opened.intake_notes():
            note(f"{name}: {form}, {rows_in:,} rows in = {kept:,} kept + {rejected:,} rejected")
        for line in opened.doubts():
            note(line)
        note(f"ran {len(ran)} stages" if ran else "nothing has changed; nothing to do")
        note(_tally(opened.verdicts()))


def claims(
    case: Path,
    *,
    lineage: Lineages = False,
    format: Form = None,
    rejects: Rejects = None,
) -> None:
    """Print what the reports of a case say: claims, corrections by persons, problems, republications.

    Args:
        case: The case folder.
    """
    from crossbearing.case import Case
    from crossbearing.model.contract import to_line

    with ProgressBar() as bar, Case(case, bar.tell) as opened:
        opened.read()
        things = [
            *opened.claims(),
            *opened.corrections(),
            *opened.ties(),
            *opened.remarks(),
            *(opened.lineages() if lineage else ()),
        ]
        write([to_line(thing) for thing in things], CLAIM_COLUMNS, format)
        tell_staleness(opened.staleness())
        write_rejects(opened.rejects(), rejects)


def check(case: Path, *, as_is: AsIs = False, format: Form = None, rejects: Rejects = None) -> None:
    """Print the verdict on every claim of a case; runs what is stale first.

    With `--as-is` nothing is run: the last verdicts are printed, and each says why it is stale, where it is.

    Args:
        case: The case folder.
    """
    from crossbearing.case import Case

    with ProgressBar() as bar, Case(case, bar.tell) as opened:
        if not as_is:
            opened.run()
        stale = stale_part(tell_staleness(opened.staleness()))
        quotes = {claim.id: claim.quote for claim in opened.claims()}
        lines = [{**verdict_line(v), "quote": quotes.get(v.claim, ""), **stale} for v in opened.verdicts()]
        write(lines, VERDICT_COLUMNS, format)
        write_rejects(opened.rejects(), rejects)


def verdict_line(verdict: Verdict) -> dict[str, Any]:
    """Return a verdict as its contract line, its phrases worded in English."""
    from crossbearing.dossier.words import word
    from crossbearing.model.contract import to_line

    worded = {name: [word(one, "en") for one in getattr(verdict, name)] for name in ("because", "would_change")}
    return {**to_line(verdict), **worded}


def _tally(verdicts: list[Verdict]) -> str:
    counts: dict[str, int] = {}
    for verdict in verdicts:
        counts[verdict.verdict.value] = counts.get(verdict.verdict.value, 0) + 1
    parts = ", ".join(f"{count} {name}" for name, count in sorted(counts.items()))
    return f"{len(verdicts)} claims: {parts}" if verdicts else "no claims"


def dossier(
    case: Path,
    *,
    output: Annotated[Path, Parameter(name=("--output", "-o"), help="The HTML file to write.")],
    language: Annotated[Language, Parameter(help="Language of the page; quotes keep their own.")] = "en",
    title: Annotated[str | None, Parameter(help="Title of the page; default: the case's name.")] = None,
    as_is: AsIs = False,
) -> None:
    """Write the dossier of a case: one HTML file that loads nothing; runs what is stale first.

    With `--as-is` nothing is run, and a page whose verdicts are stale says so at its head.

    Args:
        case: The case folder.
    """
    from crossbearing.case import Case
    from crossbearing.case.files import publish

    with ProgressBar() as bar, Case(case, bar.tell) as opened:
        if not as_is:
            opened.run()
        tell_staleness(opened.staleness())
        publish(output, opened.dossier(language, title))
    note(f"wrote {output}")


def verify(case: Path) -> None:
    """Check every exhibit, every computed file, every word of a person, the custody chain and the database of a case.

    Args:
        case: The case folder.
    """
    from crossbearing.case import Case

    with Case(case) as opened:
        faults, (number, link) = opened.verify(), opened.last_link()
    for fault in faults:
        note(f"{fault.where}: {fault.what}")
    note(f"{len(faults)} faults" if faults else "all holds")
    note(f"the custody log has {number} lines and ends with {link}; kept elsewhere, that vouches for all of them")
    if faults:
        sys.exit(FAULTS_FOUND)


def flights(
    *paths: Path, mapping: Columns = None, published: Began = None, format: Form = None, rejects: Rejects = None
) -> None:
    """Print the flights in track files, archives and folders.

    Args:
        paths: Files, folders or archives with tracks.
    """
    _movements(paths, "flights", "flight", FLIGHT_COLUMNS, format, rejects, mapping, published)


def visits(
    *paths: Path,
    away: Annotated[bool, Parameter(negative="", help="Print also stays away from any airport.")] = False,
    mapping: Columns = None,
    published: Began = None,
    format: Form = None,
    rejects: Rejects = None,
) -> None:
    """Print the stays of aircraft at airports that tracks show.

    Args:
        paths: Files, folders or archives with tracks.
    """
    _movements(paths, "visits", "visit", VISIT_COLUMNS, format, rejects, mapping, published, away)


def _movements(
    paths: tuple[Path, ...],
    wanted: str,
    kind: str,
    columns: tuple[str, ...],
    form: Format | None,
    rejects: Path | None,
    mapping: Path | None,
    published: str | None,
    away: bool = True,
) -> None:
    from crossbearing.case.questions.moving import movements
    from crossbearing.intake.mapping import mapping_in, mapping_of

    said = mapping_of(mapping_in(mapping), str(mapping)) if mapping else None
    with ProgressBar() as bar:
        found, refused = movements(_named(paths, wanted), wanted, bar.tell, said, published)
    if not away:
        found = found.drop_nulls("place")
    write(frame_lines(found, kind), columns, form)
    write_rejects(refused, rejects)


def _named(paths: tuple[Path, ...], command: str) -> tuple[Path, ...]:
    from crossbearing.errors import InputError

    if not paths:
        raise InputError(command, "no file or folder is named", f"crossbearing {command} PATH…")
    return paths


COMMANDS = (
    demo,
    new,
    add,
    sighting,
    run,
    claims,
    correct,
    propose,
    check,
    grade,
    reply,
    history,
    origins,
    declare,
    relations,
    ledger,
    plan,
    dossier,
    verify,
    read,
    flights,
    visits,
    voyages,
    port_calls,
    encounters,
    gaps,
    loitering,
    reach,
    harbours,
    craft,
    count,
    coverage,
    traffic,
    map,
)
