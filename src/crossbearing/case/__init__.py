"""One investigation: a folder with its exhibits, what was computed from them, and the log of its custody."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType

import polars as pl

from crossbearing import __version__
from crossbearing.case.adding import Added, add_files
from crossbearing.case.dealt import dealt, related
from crossbearing.case.files import DATABASE
from crossbearing.case.inputs import staleness
from crossbearing.case.ledger import SCHEMA_VERSION, connect_to_case, create
from crossbearing.case.persons.corrections import correct, corrected, stored_corrections
from crossbearing.case.persons.declarations import declare, stored_declarations
from crossbearing.case.persons.grades import Judged, grade, stored_grades
from crossbearing.case.persons.matters import Docket, docket
from crossbearing.case.persons.proposals import accept, acceptances, ask, stored_proposals
from crossbearing.case.persons.replies import Told, reply, stored_replies
from crossbearing.case.persons.ties import stored_ties, tie, ties_now
from crossbearing.case.questions.plan import plan
from crossbearing.case.revisions import stored_revisions
from crossbearing.case.room import Progress, Room
from crossbearing.case.ships_shown import seafaring
from crossbearing.case.stages import run_stages, run_until_read
from crossbearing.case.stages.intake import case_world, side_table
from crossbearing.case.stages.judgement import stored_findings, stored_verdicts
from crossbearing.case.stages.movement import movement_scan, movement_table
from crossbearing.case.stages.reading import (
    correctable_claims,
    machine_claims,
    stored_claims,
    stored_readings,
    stored_reports,
    stored_republications,
)
from crossbearing.case.verification import Fault, last_link, verify
from crossbearing.checks import CHECKS
from crossbearing.dossier import DossierView, crafts_concerned, render_html
from crossbearing.dossier.sea_lines import place_doubts
from crossbearing.errors import InputError, NotACase
from crossbearing.intake.durable import make_private
from crossbearing.model.claims import Claim, Lineage, Problem, Republication
from crossbearing.model.corrections import Correction, Tie
from crossbearing.model.exhibits import ExhibitKind
from crossbearing.model.grades import Grade, Reply
from crossbearing.model.history import Revision
from crossbearing.model.origins import Declaration, Declared
from crossbearing.model.plans import PlanClaim, PlanItem
from crossbearing.model.proposals import Offers, Proposal, Proposed
from crossbearing.model.relations import Dealing, DealingTotal, Relation
from crossbearing.model.tables import POSITIONS
from crossbearing.model.verdicts import Finding, Phrase, Verdict
from crossbearing.reading.proposals import Proposer

__all__ = ["Added", "Case", "Fault"]


def _quiet(stage: str, done: int, total: int) -> None:
    """Tell nobody."""


class Case:
    """A case folder, open. Use it as a context manager, or call `close()`."""

    def __init__(self, folder: Path, progress: Progress = _quiet) -> None:
        """Open the case in `folder`; raises `NotACase` when there is none."""
        database = folder / DATABASE
        if not database.is_file():
            raise NotACase(str(folder), "this is no case", f"make one with `crossbearing new {folder}`")
        self._room = Room(connect_to_case(database), folder, progress)
        version = self._room.db.execute("PRAGMA user_version").fetchone()[0]
        if version != SCHEMA_VERSION:
            self.close()
            raise NotACase(
                str(folder), f"the case has format {version}, not {SCHEMA_VERSION}", "use the version it was made with"
            )

    @classmethod
    def new(cls, folder: Path, progress: Progress = _quiet) -> Case:
        """Make an empty case; raises `InputError` when the folder holds anything already."""
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise InputError(str(folder), "there is something here already", "name a folder that does not exist yet")
        make_private(folder)
        part = folder / f"{DATABASE}.part"
        create(part, __version__)
        part.replace(folder / DATABASE)
        return cls(folder, progress)

    def close(self) -> None:
        """Let go of the database."""
        self._room.db.close()

    def __enter__(self) -> Case:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # ------------------------------------------------------------ what goes in

    def add(
        self,
        paths: Iterable[Path],
        kind: ExhibitKind | None = None,
        published: str | None = None,
        mapping: str | None = None,
    ) -> Iterator[Added]:
        """Take files, or all files of folders, into custody, one transaction each, and say what became of each.

        Raises `UnknownFormat` for a file that was named itself and is of no known format, or not of the kind said;
        one that merely lies in a named folder is reported as refused. Raises `InputError` for a `published` that is
        no date or a `mapping` that is unusable; a mapping (TOML) tells what the columns of the files mean.
        """
        yield from add_files(self._room, paths, kind, published, mapping)

    # ------------------------------------------------------------ what is computed

    def run(self) -> list[str]:
        """Bring everything up to date; return the names of the stages that had something to do."""
        return run_stages(self._room)

    def read(self) -> list[str]:
        """Take in and read what is new, without testing anything."""
        return run_until_read(self._room)

    # ------------------------------------------------------------ what comes out

    def claims(self) -> list[Claim]:
        """All claims, read and typed."""
        return stored_claims(self._room)

    def corrections(self) -> list[Correction]:
        """What persons said against the machine's reading, in the order given; `claim` null where it has no effect."""
        reports = stored_reports(self._room)
        return corrected(correctable_claims(self._room), reports, stored_corrections(self._room.db))[1]

    def machine_claims(self) -> list[Claim]:
        """All claims as the machine read them, before any correction."""
        return machine_claims(self._room)

    def correct(self, claim: str, field: str, value: str, by: str, note: str = "") -> Correction:
        """Keep a correction of a claim by its id; it counts from the next run. `value` is JSON of the contract."""
        machine, reports = correctable_claims(self._room), stored_reports(self._room)
        return correct(self._room, machine, reports, claim, field, value, by, note)

    def ties(self) -> list[Tie]:
        """What persons said of pairs of claims, with the ids of now; null where there is no such claim any more."""
        return ties_now(stored_ties(self._room.db), self.claims(), stored_reports(self._room))

    def tie(self, one: str, other: str, same: bool, by: str, note: str = "") -> Tie:
        """Keep that two claims state the same thing, or that they do not; it counts from the next run."""
        return tie(self._room, self.claims(), stored_reports(self._room), (one, other), same, by, note)

    def staleness(self) -> tuple[Phrase, ...]:
        """Why the verdicts are not up to date, in phrases; nothing when they are."""
        return staleness(self._room)

    def revisions(self) -> list[Revision]:
        """What each claim was answered, and from when on, in the order written down."""
        return stored_revisions(self._room.db, self._docket())

    def grades(self) -> list[Grade]:
        """What persons judge of claims and findings, in the order given; the earlier ones are marked superseded."""
        return stored_grades(self._room.db, self._docket())

    def grade(self, target: str, judged: Judged, by: str, at: str, note: str = "") -> Grade:
        """Keep a person's grade of a claim or finding by its id; `at` is the time in UTC, ISO 8601."""
        return grade(self._room.db, self._docket(), target, judged, by, at, note)

    def replies(self) -> list[Reply]:
        """Whom persons asked about claims and findings, and what came back, in the order written down."""
        return stored_replies(self._room.db, self._docket())

    def reply(self, target: str, told: Told, by: str, at: str, continues: int | None = None) -> Reply:
        """Keep what is known of asking a party about a claim or finding by its id; `at` is the time in UTC."""
        return reply(self._room.db, self._docket(), target, told, by, at, continues)

    def _docket(self) -> Docket:
        return docket(self.claims(), stored_reports(self._room), self.verdicts(), self.findings())

    def propose(self, proposer: Proposer) -> Iterator[Offers]:
        """Ask a stronger reader about each report it has not answered for; nothing it says is a claim."""
        return ask(self._room, proposer, stored_reports(self._room))

    def proposals(self) -> list[Proposed]:
        """What stronger readers propose, with values worked out by the rules."""
        return stored_proposals(self._room, stored_reports(self._room), stored_readings(self._room))

    def accept(self, proposal: str, by: str, note: str = "") -> Proposal:
        """Make a claim of a proposal in a person's name; it counts from the next run."""
        reports, readings = stored_reports(self._room), stored_readings(self._room)
        return accept(self._room, reports, readings, proposal, by, note)

    def plan(self) -> tuple[list[PlanItem], list[PlanClaim]]:
        """What to load or ask next, the most useful first, and each claim that is not decided with what bears on it."""
        return plan(self._room)

    def remarks(self) -> list[Problem | Republication]:
        """What does not agree inside a report, and which reports repeat which."""
        problems = [problem for reading in stored_readings(self._room).values() for problem in reading.problems]
        return [*problems, *stored_republications(self._room)]

    def lineages(self) -> list[Lineage]:
        """Where the reports say they come from."""
        return [reading.lineage for reading in stored_readings(self._room).values() if reading.lineage]

    def declare(
        self, outlet: str, declared: Declared, other: str, by: str, note: str = "", *, holds: bool = True
    ) -> Declaration:
        """Keep what a person says of two outlets; it counts from the next run. `holds` false takes it back."""
        return declare(self._room, outlet, declared, other, by, note, holds=holds)

    def declarations(self) -> list[Declaration]:
        """What persons said of outlets, in the order given."""
        return stored_declarations(self._room.db)

    def relations(self) -> tuple[Relation, ...]:
        """How claims of different reports stand to one another."""
        return related(self._room)

    def ledger(self) -> tuple[tuple[Dealing, ...], tuple[DealingTotal, ...]]:
        """The dealings that the claims tell of, row by row, and what they amount to."""
        return dealt(self._room)

    def verdicts(self) -> list[Verdict]:
        """One verdict a claim, in the order of the claims."""
        return stored_verdicts(self._room)

    def findings(self) -> list[Finding]:
        """The propositions with their independent origins."""
        return stored_findings(self._room)

    def rejects(self) -> pl.DataFrame:
        """All input that was not understood (REJECTS)."""
        return side_table(self._room, "rejects")

    def table(self, name: str) -> pl.DataFrame:
        """`positions`, `flights` or `visits` of the last run."""
        return movement_table(self._room, name)

    def intake_notes(self) -> Sequence[tuple[str, str, int, int, int]]:
        """For each exhibit: name, format, rows in, rows kept, rows rejected."""
        query = (
            "SELECT name, format, rows_in, kept, rejected FROM intake JOIN exhibits ON sha256 = exhibit ORDER BY added"
        )
        return self._room.db.execute(query).fetchall()

    def doubts(self) -> list[str]:
        """What is odd about places that were drawn, a line each."""
        return list(place_doubts(side_table(self._room, "places"), "en"))

    def dossier(self, language: str, title: str | None = None) -> str:
        """The dossier as one HTML page in `en` or `fr`."""
        return render_html(self._view(title or self._room.folder.resolve().name), language)

    def _view(self, title: str) -> DossierView:
        claims, verdicts = self.claims(), self.verdicts()
        flights, visits = self.table("flights"), self.table("visits")
        dealings, totals = self.ledger()
        crafts, held = crafts_concerned(claims, verdicts, flights, visits), self._docket()
        return DossierView(
            title=title,
            version=__version__,
            reports=stored_reports(self._room),
            readings=stored_readings(self._room),
            claims=claims,
            verdicts=verdicts,
            corrections=self.corrections(),
            machine_claims=correctable_claims(self._room),
            findings=self.findings(),
            republications=stored_republications(self._room),
            exhibits=[exhibit for exhibit, _ in self._room.exhibits()],
            flights=flights.filter(pl.col("craft").is_in(crafts)),
            visits=visits.filter(pl.col("craft").is_in(crafts)),
            positions=self._positions_of(crafts),
            archive=side_table(self._room, "archive"),
            ships=seafaring(self._room, claims, verdicts),
            world=case_world(self._room),
            relations=self.relations(),
            dealings=dealings,
            totals=totals,
            stale=self.staleness(),
            grades=stored_grades(self._room.db, held),
            replies=stored_replies(self._room.db, held),
            revisions=stored_revisions(self._room.db, held),
            accepted=acceptances(self._room, stored_reports(self._room), stored_readings(self._room)),
            methods={check.name: inspect.getdoc(check.function) or "" for check in CHECKS},
        )

    def _positions_of(self, crafts: Sequence[str]) -> pl.DataFrame:
        own = movement_scan(self._room, "positions").filter(pl.col("craft").is_in(list(crafts)))
        return POSITIONS.conform(own.collect())

    def verify(self) -> list[Fault]:
        """Check every byte of the case against what was written down; an empty list means that all holds."""
        return verify(self._room)

    def last_link(self) -> tuple[int, str]:
        """The last line of the custody log: its number and its hash, to be kept elsewhere."""
        return last_link(self._room)
