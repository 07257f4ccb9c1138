"""DOCX by the standard library: a zip with XML in it, read with no entities, nothing external, and a size limit."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from xml.parsers import expat

from crossbearing.intake.limits import DEFAULT
from crossbearing.intake.reports.extraction.found import Found, Refused, Taken, first_date, tidy
from crossbearing.intake.streams import Unreadable, check_ratio
from crossbearing.model.claims import DatedBy

WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# ISO/IEC 29500 Strict names the same things otherwise.
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
MADE = "{http://purl.org/dc/terms/}created"
TITLE = "{http://purl.org/dc/elements/1.1/}title"
AUTHOR = "{http://purl.org/dc/elements/1.1/}creator"
# Shown only by programs that do not know the form it doubles.
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
BODY, PROPERTIES = "word/document.xml", "docProps/core.xml"
XML_BYTES = 64 * 1024 * 1024


def taken_from_docx(data: bytes) -> Taken:
    """Return the one report of a DOCX; its date, if any, is a weak hint: when the file was made."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            body = _Body()
            _parse(_part(archive, BODY), body.begin, body.end, body.text)
            facts = _Facts()
            if PROPERTIES in archive.namelist():
                _parse(_part(archive, PROPERTIES), facts.begin, facts.end, facts.text)
    except (zipfile.BadZipFile, expat.ExpatError, Unreadable, NotImplementedError, EOFError, ValueError) as wrong:
        raise Refused(f"no whole DOCX: {wrong}") from wrong
    text = "\n\n".join(filter(None, (line.strip() for line in body.paragraphs)))
    if not text:
        raise Refused("a DOCX without text")
    published, source = first_date([(DatedBy.FILE_PROPERTIES, facts.found.get(MADE, ""))])
    return Taken([Found(text, tidy(facts.found.get(TITLE, "")), tidy(facts.found.get(AUTHOR, "")), published, source)])


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    entry = archive.getinfo(name)
    with archive.open(entry) as stream:
        data = stream.read(XML_BYTES + 1)
    if len(data) > XML_BYTES:
        raise Refused(f"limit docx_xml: more than {XML_BYTES} bytes")
    check_ratio(len(data), entry.compress_size, DEFAULT)
    return data


def _parse(
    data: bytes, begin: Callable[[str, dict[str, str]], None], end: Callable[[str], None], text: Callable[[str], None]
) -> None:
    """Parse XML that may declare nothing: a document type is where entities and outside files come from."""
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = lambda name, attributes: begin("{" + name, attributes)
    parser.EndElementHandler = lambda name: end("{" + name)
    parser.CharacterDataHandler = text
    parser.Parse(data, True)


def _refuse(*_: object) -> None:
    raise Refused("XML with a document type: entities are not resolved")


class _Body:
    """Paragraphs of text; what was struck out, and field codes, are in other elements than text."""

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self._now: list[str] = []
        self._inside = False
        self._doubled = 0

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        self._doubled += name == FALLBACK
        local = _local(name)
        self._inside = local == "t"
        if local == "tab":
            self._now.append("\t")
        elif local in ("br", "cr"):
            self._now.append("\n")
        elif local == "p":
            self._close()

    def end(self, name: str) -> None:
        self._doubled -= name == FALLBACK
        self._inside = False
        if _local(name) == "p":
            self._close()

    def text(self, data: str) -> None:
        if self._inside and not self._doubled:
            self._now.append(data)

    def _close(self) -> None:
        if self._now:
            self.paragraphs.append("".join(self._now))
            self._now = []


def _local(name: str) -> str:
    return name.removeprefix(WORDS).removeprefix(STRICT) if name.startswith((WORDS, STRICT)) else ""


class _Facts:
    def __init__(self) -> None:
        self.found: dict[str, str] = {}
        self._name = ""

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        self._name = name

    def end(self, name: str) -> None:
        self._name = ""

    def text(self, data: str) -> None:
        self.found[self._name] = self.found.get(self._name, "") + data
