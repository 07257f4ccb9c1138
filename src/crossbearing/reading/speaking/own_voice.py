"""Who issues a report: what a ministry, a panel or an observatory says in its own text has no other speaker."""

from __future__ import annotations

import re

from crossbearing.reading.document import Document
from crossbearing.reading.language.text import folded

# The heading that names the issuer stands among the first characters. GUESS.
_HEAD = 400
_BODY = (
    r"ministere|ministry|ambassade|embassy|gouvernement|government|presidence|presidency|commandement|command|"
    r"etat-major|general staff|observatoire|observatory|institut|institute|centre|center|monitor|panel|network|"
    r"reseau|collectif|collective|groupe d'experts|group of experts|comite|committee|direction|department|"
    r"mission|agence|agency|porte-parole|compagnie|company|societe"
)
_ISSUED = re.compile(
    rf"\bcommunique (?:de presse )?(?:commun )?(?:du |de la |de l'|de )(?:[a-z'-]+ ){{0,2}}?(?P<by>{_BODY})\b"
    rf"|\b(?:the |le |la |l')(?:[a-z'-]+ ){{0,2}}?(?P<wishes>{_BODY})\b[^.\n]{{0,80}}? "
    r"(?:wishes to (?:state|clarify|inform)|states the following|tient a (?:preciser|informer|apporter)|"
    r"porte a la connaissance|declare ce qui suit)"
    rf"|^(?:[a-z'-]+ ){{0,3}}?(?P<title>{_BODY})\b[^.\n]{{0,40}}? ?[-:|] ?[^.\n]{{0,40}}"
    r"\b(?:note|report|bulletin|update|rapport|monitoring|releve|summary)\b"
    rf"|(?:statement|press release) (?:of|by|from) the (?:[a-z'-]+ ){{0,3}}?(?P<of>{_BODY})\b",
    re.MULTILINE,
)
# A panel's report counts its paragraphs; "the Panel" is its author.
_NUMBERED = re.compile(r"(?:^|\n)\s*\d{1,3}\. ")
# Two numbered paragraphs begin within so many characters. GUESS.
_NUMBERED_WITHIN = 4000
_PANEL = ("panel", "group of experts", "groupe d'experts")
# "le Groupe", "the Team" in the numbered report of a group of experts.
_GROUP = ("groupe", "group", "equipe", "team", "comite", "committee")
_PROPER = re.compile(r"\b(?:Groupe|Group|Équipe|Team|Comité|Committee)$")
_EXPERTS = re.compile(
    r"groupe d'experts|group of experts|panel of experts|monitoring team|equipe de surveillance|comite d'experts"
)
_COUNT = re.compile(
    r"(?:un |une |le |la |les |l'|the |an? |its |ses |son )?(?:decompte|comptage|releves?|bilan|enquete|"
    r"base de donnees|calculs?|count|tally|records?|database|survey|investigation|figures|data)"
    r" (?:de |du |des |d'|by |of |from )"
)


def is_issuer(doc: Document, name: str) -> bool:
    """Say whether a name means who issues the report: "the Ministry" in the ministry's own statement."""
    plain = _COUNT.sub("", " ".join(folded(name).split()), count=1)
    bare = re.sub(r"^(?:the|le|la|du|de la|de) |^l'|^de l'", "", plain)
    if re.fullmatch(r"agence|agency", bare):
        return bare in folded(doc.lineage.outlet or "")
    start = doc.report.body_start
    if bare in _PANEL:
        return len(_NUMBERED.findall(doc.flat[start : start + _NUMBERED_WITHIN])) > 1
    if bare in _GROUP and (_PROPER.search(name) or _EXPERTS.search(doc.flat, 0, start + _HEAD)):
        return len(_NUMBERED.findall(doc.flat[start : start + _NUMBERED_WITHIN])) > 1
    if not re.fullmatch(_BODY, bare):
        return False
    issued = _ISSUED.search(doc.flat[start : start + _HEAD])
    return issued is not None and bare in issued.groupdict().values()
