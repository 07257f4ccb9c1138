"""What readers of single messages share: batches of positions, and contacts at the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from crossbearing.intake.reader import Task
from crossbearing.intake.rejects import Rejects
from crossbearing.intake.tracks.contacts import Contacts
from crossbearing.intake.tracks.judged import positions_of, reject_rows
from crossbearing.intake.tracks.messages import contacts_in, judged_messages, located
from crossbearing.model.exhibits import Batch


class MessageReader:
    """The end of every reader of messages; what one receiver did not hear says nothing of an archive."""

    def __init__(self, name: str, task: Task) -> None:
        self._name = name
        self._sha256 = task.sha256
        self._rejects = Rejects(task.sha256, task.name)
        self._contacts = Contacts(task.sha256, "receiver of the recording")

    def batch(
        self, messages: pl.DataFrame, member: str, bad: Sequence[tuple[int, str]] = (), notes: Mapping[str, str] = {}
    ) -> Batch:
        """The positions and rejects in a piece of messages; `notes` names a column of truths to be counted."""
        judged = judged_messages(messages, member, self._sha256)
        contacts = contacts_in(judged)
        self._contacts.add(contacts)
        reject_rows(judged, self._rejects)
        for reason in dict.fromkeys(reason for _, reason in bad):
            self._rejects.add_rows(member, [row for row, why in bad if why == reason], reason)
        counts = {note: judged.filter(column, pl.col("reason").is_null()).height for note, column in notes.items()}
        sightings = self._contacts.overflow()
        return Batch(
            self._name,
            rows_in=judged.height - contacts.height + len(bad) + int(sightings["observations"].sum()),
            sightings=sightings,
            positions=positions_of(located(judged)),
            rejects=self._rejects.take(),
            notes={note: count for note, count in counts.items() if count},
        )

    def finish(self, complete: bool) -> Iterator[Batch]:
        """Give the contacts."""
        contacts = self._contacts.table()
        if contacts.height:
            yield Batch(self._name, int(contacts["observations"].sum()), sightings=contacts)
