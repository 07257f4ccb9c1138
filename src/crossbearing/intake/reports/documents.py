"""Reports as they are published: web pages, feeds, PDF, DOCX and mails, told by their content.

The stored text of such a report is its title, an empty line, and what was taken out of the document; it is read from
behind the title, which says in short what the text says. Offsets are code points of this stored text. The document
itself stays in custody as it came.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Callable, Iterator
from typing import Any

from crossbearing.intake.limits import DEFAULT, MIB
from crossbearing.intake.members import ZIP
from crossbearing.intake.partial_dates import first_and_last_day
from crossbearing.intake.reader import Format, Reader, Task
from crossbearing.intake.rejects import Rejects
from crossbearing.intake.reports.apart import taken_apart
from crossbearing.intake.reports.dating import UNDATED, said_or_nobody
from crossbearing.intake.reports.lines import stem_of
from crossbearing.intake.streams import Unreadable, read_whole
from crossbearing.model.claims import DatedBy, Report
from crossbearing.model.exhibits import Batch, ExhibitKind

# Pictures in a PDF or a mail weigh more than its text ever does. GUESS.
DOCUMENT_BYTES = 64 * MIB
LOOKED_AT = 4096
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|main|div|p|h1|title|meta)\b", re.IGNORECASE)
_FEED = re.compile(rb"<(?:rss\b|rdf:RDF\b[^>]{0,2000}purl\.org/rss|feed\b[^>]{0,2000}www\.w3\.org/2005/Atom)")
_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,40}:[ \t]?[^\r\n]{0,4000}\r?\n(?:[ \t][^\r\n]{0,4000}\r?\n){0,200}")
_OF_MAIL = frozenset(
    (b"from", b"to", b"subject", b"date", b"received", b"message-id", b"return-path", b"mime-version", b"delivered-to")
)
FEWEST_HEADERS = 3


def is_page(head: bytes) -> bool:
    """Whether the bytes begin as HTML, after blanks, comments and an XML declaration."""
    text = _plain_head(head)
    return text.startswith(b"<") and _PAGE.search(text) is not None and not is_feed(head)


def is_feed(head: bytes) -> bool:
    """Whether the bytes begin as RSS or Atom."""
    text = _plain_head(head)
    return text.startswith(b"<") and _FEED.search(text) is not None


def is_pdf(head: bytes) -> bool:
    """Whether the mark of a PDF stands within the first 1,024 bytes, where readers look for it."""
    return b"%PDF-" in head[:1024]


def is_docx(head: bytes) -> bool:
    """Whether this is a zip that was not unpacked, which happens to a DOCX only."""
    return head.startswith(ZIP)


def is_mail(head: bytes) -> bool:
    """Whether the bytes begin with a header block, three of its fields or more being those of mails."""
    at = 0
    names: set[bytes] = set()
    while (match := _HEADER.match(head, at)) and len(names) < LOOKED_AT:
        names.add(match[0].partition(b":")[0].lower())
        at = match.end()
    return len(names & _OF_MAIL) >= FEWEST_HEADERS


def is_mailbox(head: bytes) -> bool:
    """Whether the bytes begin with the line that parts the mails of an mbox, and a mail behind it."""
    line, _, rest = head.partition(b"\n")
    return line.startswith(b"From ") and is_mail(rest)


def _plain_head(head: bytes) -> bytes:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head.replace(b"\0", b"")[2:]
    return head.removeprefix(codecs.BOM_UTF8)[:LOOKED_AT].lstrip()


class DocumentReader:
    """Reads documents of one kind, each with one report or, in feeds and mailboxes, several."""

    def __init__(self, name: str, kind: str, task: Task, cut: Callable[[io.BufferedReader], Iterator[bytes]]) -> None:
        self._name = name
        self._kind = kind
        self._task = task
        self._cut = cut
        self._rejects = Rejects(task.sha256, task.name)

    def take(self, stream: io.BufferedReader, member: str) -> Iterator[Batch]:
        """Read one file. Raises `InputError` where the library is missing."""
        stem = stem_of(member or self._task.name)
        pieces = self._cut(stream)
        first, second = next(pieces, b""), next(pieces, None)
        several = second is not None
        yield self._batch(first, stem, member, 1 if several else 0)
        number = 2
        while second is not None:
            yield self._batch(second, stem, member, number)
            second, number = next(pieces, None), number + 1

    def finish(self, complete: bool) -> Iterator[Batch]:
        """Nothing is held back."""
        return iter(())

    def _batch(self, data: bytes, stem: str, member: str, number: int) -> Batch:
        """The reports of one document; `number` is its number in the file, 0 for a file that is one document."""
        place = f"mail {number}" if number else ""
        try:
            if len(data) > DOCUMENT_BYTES:
                raise Unreadable(f"limit document_bytes: more than {DOCUMENT_BYTES} bytes")
            reply = taken_apart(self._kind, data, self._task.name)
        except Unreadable as reason:
            self._rejects.add(member, place, str(reason))
            return Batch(self._name, 1, rejects=self._rejects.take())
        found, left_out = reply["found"], reply["left_out"]
        for part, why in left_out:
            self._rejects.add(member, f"{place} {part}".strip(), why)
        several = len(found) + len(left_out) > 1 and self._kind == "feed"
        reports = []
        for one in found:
            told = number if number else int(one["place"].split()[-1]) if several else 0
            try:
                reports.append(self._report(one, f"{stem}#{told}" if told else stem, member))
            except Unreadable as reason:
                self._rejects.add(member, place or one["place"], str(reason))
        return Batch(self._name, len(found) + len(left_out), reports=tuple(reports), rejects=self._rejects.take())

    def _report(self, one: dict[str, Any], name: str, member: str) -> Report:
        title, body = one["title"], one["text"]
        if title and body.startswith(f"{title}\n\n"):
            body = body[len(title) + 2 :]  # the headline stands above the article once more
        header = f"{title}\n\n" if title and title != body else ""
        text = header + body
        if len(text) > DEFAULT.report_bytes:
            raise Unreadable(f"limit report_bytes: more than {DEFAULT.report_bytes}")
        if one["published"]:
            start, end = first_and_last_day(one["published"])
            source = DatedBy(one["dated_by"])
        else:
            start, end, source = UNDATED
        if source in (DatedBy.FILE_PROPERTIES, DatedBy.NOBODY):
            start, end, source = said_or_nobody(self._task.published, (start, end, source))
        exhibit = self._task.sha256
        return Report(name, text, len(header), start, end, exhibit, member, source, title, one["author"])


def whole(stream: io.BufferedReader) -> Iterator[bytes]:
    """The file as one document."""
    yield read_whole(stream, DOCUMENT_BYTES, "document_bytes")


def mails(stream: io.BufferedReader) -> Iterator[bytes]:
    """The mails of an mbox, one after the other; of one over the limit, no more than shows that it is.

    A line `From …` behind an empty line begins a mail, as mboxrd and mboxo have it; `>From` in a text is left as it is.
    """
    lines: list[bytes] = []
    size, blank = 0, True
    while line := stream.readline(DEFAULT.line_bytes):
        if blank and line.startswith(b"From "):
            if lines:
                yield b"".join(lines)
            lines, size = [], 0
        else:
            size += len(line)
            if size - len(line) <= DOCUMENT_BYTES:
                lines.append(line)
        blank = not line.strip()
    if lines:
        yield b"".join(lines)


def _format(
    name: str,
    kind: str,
    recognises: Callable[[bytes], bool],
    cut: Callable[[io.BufferedReader], Iterator[bytes]] = whole,
) -> Format:
    def reader(task: Task) -> Reader:
        return DocumentReader(name, kind, task, cut)

    return Format(
        name=name,
        documented_at="docs/method/pages.md",
        kind=ExhibitKind.REPORTS,
        recognises=recognises,
        reader=reader,
    )


FEED = _format("feed", "feed", is_feed)
PAGE = _format("html_page", "html", is_page)
PDF = _format("pdf", "pdf", is_pdf)
DOCX = _format("docx", "docx", is_docx)
MAILBOX = _format("mbox", "mail", is_mailbox, mails)
MAIL = _format("mail", "mail", is_mail)
