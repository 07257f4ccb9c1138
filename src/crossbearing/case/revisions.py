"""The ledger of verdicts: what each claim was answered, from which judgement on, and what had changed before it.

Written at each judgement, in the transaction that stores the verdicts; the rows alone tell what was answered last.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from sqlite3 import Connection

from crossbearing.case.persons.appended import append_all, stored
from crossbearing.case.persons.matters import Docket, claim_now, tied_to
from crossbearing.model.corrections import Tied
from crossbearing.model.history import Answered, Revision
from crossbearing.model.verdicts import Phrase, Verdict, phrase

TABLE, EVENT = "revisions", "answers changed"


def answered(verdict: Verdict) -> Answered:
    """Return what a verdict answers, without its grounds."""
    return Answered(
        verdict=verdict.verdict,
        reason=verdict.reason,
        inconsistent=verdict.inconsistent,
        n_min=verdict.n_min,
        n_max=verdict.n_max,
        roles_matched=verdict.roles_matched,
        roles_unmatched=verdict.roles_unmatched,
    )


def stored_revisions(db: Connection, held: Docket) -> list[Revision]:
    """All changes in the order they were written, with the ids that their claims have now."""
    return [replace(one, claim=claim_now(one.of, held)) for one in stored(db, TABLE, Revision)]


def keep_revisions(
    db: Connection, held: Docket, verdicts: Sequence[Verdict], because: tuple[Phrase, ...], version: str, at: str
) -> int:
    """Write down, inside the caller's transaction, which answers differ from those before; return how many.

    A claim that was never judged gets its first answer, one that is no claim any more gets none.
    """
    before = _last_answers(db, held)
    first = (phrase("stale.first"),)
    known = {name for name, _ in before.values() if name}
    rows: list[Callable[[int], Revision]] = []

    def add(of: Tied, was: Answered | None, now: Answered | None, why: tuple[Phrase, ...]) -> None:
        rows.append(partial(_row, of=of, was=was, now=now, because=why, version=version, at=at))

    last = {name: one.now for name, one in before.values() if name}
    for verdict in verdicts:
        of, now = tied_to(held.claims[verdict.claim], held), answered(verdict)
        if verdict.claim not in known:
            add(of, None, now, first)
        elif last[verdict.claim] != now:
            add(of, last[verdict.claim], now, because)
    judged = {verdict.claim for verdict in verdicts}
    for name, one in before.values():
        if one.now is not None and name not in judged:
            add(one.of, one.now, None, because)
    if rows:
        append_all(db, TABLE, EVENT, rows)
    return len(rows)


def _row(
    number: int,
    of: Tied,
    was: Answered | None,
    now: Answered | None,
    because: tuple[Phrase, ...],
    version: str,
    at: str,
) -> Revision:
    return Revision(number, of.claim, of, was, now, because, version, at)


def _last_answers(db: Connection, held: Docket) -> dict[str, tuple[str | None, Revision]]:
    """The last row of every claim there ever was, with its id of now, by that id or else by its characters."""
    found: dict[str, tuple[str | None, Revision]] = {}
    for one in stored(db, TABLE, Revision):
        name = claim_now(one.of, held)
        key = name or f"{one.of.claim} {one.of.text_sha256} {one.of.start} {one.of.end} {one.of.kind}"
        found[key] = name, one
    return found
