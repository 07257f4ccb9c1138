"""Records of an XML file as small trees, one after the other: the file is never held whole.

The parser expands no entity and loads nothing: a file that declares a document type is refused.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from xml.parsers import expat

from crossbearing.intake.limits import MIB
from crossbearing.intake.streams import PIECE, Unreadable

# Real lists nest 12 deep; the longest text met is a statement of reasons of 10 KB.
DEEPEST, LONGEST_TEXT = 64, 1 * MIB
# A party of OFAC's list with all its names has some hundreds of elements. GUESS with room to spare.
MOST_ELEMENTS = 50_000
# A tag, a comment or an attribute that is longer than this holds the parser's memory. GUESS: real ones are below 1 KB.
LONGEST_TOKEN = 2 * MIB


@dataclass(slots=True)
class Node:
    """An element: its name without prefix, its attributes, its text and the elements inside it."""

    name: str
    attributes: dict[str, str]
    text: str = ""
    inside: list[Node] = field(default_factory=list)

    def all(self, path: str) -> list[Node]:
        """Return the elements at a path of names, `idList/id`."""
        found = [self]
        for name in path.split("/"):
            found = [child for one in found for child in one.inside if child.name == name]
        return found

    def told(self, path: str) -> str:
        """Return the first text at a path that is not blank; an empty one where there is none."""
        return next((one.text for one in self.all(path) if one.text), "")


@dataclass(slots=True)
class _Walker:
    """Takes the parser's events; keeps what lies inside an element of one of the names."""

    names: Set[str]
    done: list[Node] = field(default_factory=list)
    open: list[Node] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    depth: int = 0
    elements: int = 0
    length: int = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        self.depth += 1
        if self.depth > DEEPEST:
            raise Unreadable(f"limit depth: the XML is nested more than {DEEPEST} deep")
        if self.depth == 1:
            self.done.append(Node(name, attributes))
        elif self.open or name in self.names:
            self._open(Node(name, attributes))

    def _open(self, node: Node) -> None:
        self.elements = self.elements + 1 if self.open else 1
        if self.elements > MOST_ELEMENTS:
            raise Unreadable(f"limit elements: more than {MOST_ELEMENTS} in one record")
        if self.open:
            self.open[-1].inside.append(node)
        self.open.append(node)
        self.texts, self.length = [], 0

    def text(self, data: str) -> None:
        if self.open:
            self.length += len(data)
            if self.length > LONGEST_TEXT:
                raise Unreadable(f"limit text: more than {LONGEST_TEXT} characters in one element")
            self.texts.append(data)

    def end(self, _tag: str) -> None:
        self.depth -= 1
        if self.open:
            node = self.open.pop()
            node.text = node.text or "".join(self.texts).strip()
            self.texts, self.length = [], 0
            if not self.open:
                self.done.append(node)


def _refuse(*_: object) -> None:
    raise Unreadable("the XML declares a document type or entities, which no list needs")


def records_of(stream: io.BufferedReader, names: Set[str]) -> Iterator[Node]:
    """Give the root without what is inside it, then each element of one of these names; of two in each other the outer.

    Raises `Unreadable` where the XML breaks, declares a document type, or goes over a limit; what came before stands.
    """
    walker, parser, fed = _Walker(names), expat.ParserCreate(), 0
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = walker.start, walker.end
    parser.CharacterDataHandler = walker.text
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = _refuse
    try:
        while piece := stream.read(PIECE):
            fed += len(piece)
            parser.Parse(piece, False)
            yield from _taken(walker)
            if fed - parser.CurrentByteIndex > LONGEST_TOKEN:
                raise Unreadable(f"limit token: a tag, comment or text of more than {LONGEST_TOKEN} bytes")
        parser.Parse(b"", True)
    except Unreadable:
        yield from _taken(walker)
        raise
    except (expat.ExpatError, ValueError, LookupError) as wrong:
        yield from _taken(walker)
        raise Unreadable(f"no whole XML: {wrong}") from wrong
    yield from _taken(walker)


def _taken(walker: _Walker) -> Iterator[Node]:
    done, walker.done = walker.done, []
    yield from done
