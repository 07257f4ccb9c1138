"""Files taken into custody: copied by what they hold, listed, and written into the log, one transaction each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from crossbearing.case.files import files_under, keep_copy, why
from crossbearing.case.ledger import describe, describe_columns, log, transaction
from crossbearing.case.questions.gather import mapped_kind
from crossbearing.case.room import Room
from crossbearing.errors import UnknownFormat
from crossbearing.intake import check_published, name_of, sniff
from crossbearing.intake.mapping import mapping_of
from crossbearing.intake.parts import Source
from crossbearing.model.exhibits import ExhibitKind


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one file: its kind, whether the case had it before, or why it was passed over.

    `described` tells that the case had it under another kind or date, and has taken over those said now.
    """

    path: Source
    sha256: str = ""
    kind: ExhibitKind | None = None
    known: bool = False
    described: bool = False
    refused: str = ""


def add_files(
    room: Room, paths: Iterable[Path], kind: ExhibitKind | None, published: str | None, mapping: str | None
) -> Iterator[Added]:
    """Take files, or all files of folders, into custody, and say what became of each; errors as in `Case.add`."""
    check_published(published)
    told = mapping_of(mapping, "--mapping") if mapping is not None else None
    for path, named in files_under(paths):
        try:
            found = mapped_kind(told) if told else sniff(path, kind)
        except (UnknownFormat, OSError) as error:
            if named:
                raise
            yield Added(path, refused=why(error))
            continue
        added = _add_file(room, path, found, kind is not None or mapping is not None, published)
        yield _mapped(room, added, mapping) if mapping else added


def _mapped(room: Room, added: Added, mapping: str) -> Added:
    with transaction(room.db) as db:
        changed = describe_columns(db, added.sha256, room.mapping(added.sha256), mapping)
    return replace(added, described=added.described or (added.known and changed))


def _add_file(room: Room, path: Source, kind: ExhibitKind, said: bool, published: str | None) -> Added:
    sha256, size = keep_copy(path, room.exhibit_path)
    with transaction(room.db) as db:
        held = db.execute("SELECT kind, published FROM exhibits WHERE sha256 = ?", (sha256,)).fetchone()
        if held:
            now = (kind.value if said else held[0], published or held[1])
            described = describe(db, sha256, held, now)
            return Added(path, sha256, kind, known=True, described=described)
        number = db.execute("SELECT coalesce(max(added), 0) + 1 FROM exhibits").fetchone()[0]
        row = (sha256, size, name_of(path), kind.value, published, number)
        db.execute("INSERT INTO exhibits VALUES (?, ?, ?, ?, ?, ?)", row)
        told = {"sha256": sha256, "size": size, "name": name_of(path), "kind": kind.value, "published": published}
        log(db, "added", told)
    return Added(path, sha256, kind)
