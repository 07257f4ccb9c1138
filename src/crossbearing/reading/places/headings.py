"""Entries of a bulletin that open with a place: "* Feodosia. The bulker loaded grain at berth 3"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crossbearing.reading.document import inside
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.places.spots import Spot
from crossbearing.reading.scene import Scene

# A bullet, a place of at most four words, a full stop, a colon or a dash.
_HEADING = re.compile(r"[ \t]*[*•·–—-][ \t]+(?P<where>[A-ZÀ-Þ][\w'’-]+(?: [\w'’-]+){0,3}?) ?(?:[.:]|[–—-](?= ))")
# The words of a heading beside the place's name: "Kerch anchorage", "Port of Feodosia".
_HARBOUR = re.compile(
    r"(?:(?:port|harbour|harbor|roads?|anchorage|roadstead|straits?|port de|rade de|mouillage de|detroit de)\b ?"
    r"(?:of |de |du |d')?)*"
)


def headed_by(scene: Scene, clause: Clause) -> Iterator[Spot]:
    """Yield the place that heads the entry of a clause, nothing where its paragraph opens otherwise."""
    text = scene.doc.text
    start = max(scene.doc.report.body_start, text.rfind("\n", 0, clause.sentence.start) + 1)
    heading = _HEADING.match(text, start)
    if heading is None or heading.end() > clause.start + 1:
        return
    low, high = heading.span("where")
    found = inside(scene.spots, low, high)
    rest = "" if not found else (scene.doc.flat[low : found[0].start] + scene.doc.flat[found[0].end : high]).strip()
    if len(found) == 1 and _HARBOUR.fullmatch(rest):
        yield found[0]
