"""Mails by the standard library: the body is read; attachments are named and left out."""

from __future__ import annotations

from collections.abc import Iterator
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.utils import parsedate_to_datetime

from crossbearing.intake.reports.extraction.blocks import visible_text
from crossbearing.intake.reports.extraction.encodings import decoded_page
from crossbearing.intake.reports.extraction.found import Found, Refused, Taken, first_date, iso_day, tidy
from crossbearing.model.claims import DatedBy

# A forwarded mail in a mail in a mail is three; the parser calls itself once a level.
MOST_PARTS = 1_000


def taken_from_mail(data: bytes) -> Taken:
    """Return the one report of a mail: its plain text, or else the text of its HTML; dated by its `Date` header."""
    try:
        message = BytesParser().parsebytes(data)
        parts = list(_leaves(message))
    except RecursionError as deep:
        raise Refused("limit nesting: parts within parts") from deep
    taken = Taken()
    bodies: dict[str, str] = {}
    for number, part in enumerate(parts, 1):
        kind = part.get_content_type()
        if kind in ("text/plain", "text/html") and not _is_attached(part):
            bodies.setdefault(kind, _content(part, kind))
        else:
            name = tidy(str(part.get_filename() or "")) or kind
            taken.left_out.append((f"part {number}", f"attachment {name}: not read; save it and name it itself"))
    text = bodies.get("text/plain", "").strip() or bodies.get("text/html", "")
    if not text:
        raise Refused("a mail without text")
    published, source = first_date([(DatedBy.MAIL, _sent(message))])
    taken.found.append(Found(text, _header(message, "Subject"), _header(message, "From"), published, source))
    return taken


def _leaves(message: Message) -> Iterator[Message]:
    for count, part in enumerate(message.walk()):
        if count > MOST_PARTS:
            raise Refused(f"limit parts: more than {MOST_PARTS}")
        if not part.is_multipart():
            yield part


def _is_attached(part: Message) -> bool:
    return bool(part.get_filename()) or part.get_content_disposition() == "attachment"


def _content(part: Message, kind: str) -> str:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    try:
        text = data.decode(str(part.get_content_charset() or "utf-8"))
    except (LookupError, UnicodeDecodeError, ValueError):
        text = decoded_page(data)
    text = text.replace("\0", "").replace("\r\n", "\n")
    return visible_text(text) if kind == "text/html" else text


def _header(message: Message, name: str) -> str:
    raw = str(message.get(name) or "")
    try:
        return tidy(str(make_header(decode_header(raw))))
    except (LookupError, UnicodeError, ValueError):
        return tidy(raw)


def _sent(message: Message) -> str:
    try:
        return iso_day(parsedate_to_datetime(str(message.get("Date") or "")))
    except (TypeError, ValueError, IndexError, OverflowError):
        return ""
