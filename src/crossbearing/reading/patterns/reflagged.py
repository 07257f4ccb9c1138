"""Ships that change their flag or lose it: under another one, one for another, struck off."""

from __future__ import annotations

import re

from crossbearing.model.claims import Kind
from crossbearing.reading.draft import Draft, Pattern
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.gates import gated
from crossbearing.reading.patterns.silence import ship_before, ship_meant
from crossbearing.reading.patterns.told import fact_of
from crossbearing.reading.scene import Scene

# *appeared under the flag of*, *resurfaced flying the Gabonese flag*, *a reparu sous pavillon tanzanien*.
_UNDER = gated(
    r"\b(?:appear|reappear|emerge|re-?emerge|surface|resurface|return|came back|turned up|"
    r"show)\w*(?: up)?[^.;,]{0,40}? "
    r"(?:under|flying|with|wearing) (?:an? |the )?(?:new )?(?:[\w'-]+ ){0,2}?(?:flag|colours|ensign)\b|"
    r"\b(?:repar\w+|reappar\w+|resurg\w+|ressurg\w+|reven\w+|apparai\w+|apparu\w*|navigu\w+)[^.;,]{0,40}? "
    r"(?:sous|avec) (?:le |un |son )?(?:nouveau )?(?:[\w'-]+ )?(?:pavillon|couleurs)\b"
)
# *swapped the flag of Palau for that of Gabon*, *a troqué le pavillon iranien contre celui de la Tanzanie*.
_SWAPPED = gated(
    r"\b(?:swap|swop|trad|exchang|switch|chang|drop|shed|abandon|ditch|lower)\w* (?:[\w']+ ){0,2}?(?:the |her |"
    r"its |his )?"
    r"(?:[\w'-]+ ){0,2}?(?:flag|registry|register|registration|ensign)s?\b[^.;]{0,40}? (?:for|to|with|in favour of)\b|"
    r"\b(?:troqu|echang|abandonn|delaiss|quitt|remplac|laiss)\w*[^.;]{0,24}? (?:le |son |l'|un )?(?:ancien )?"
    r"(?:pavillon|registre|immatriculation)\b[^.;]{0,40}? (?:contre|pour|par|au profit)\b"
)
# *struck her off on 2 March*, *l'a rayé de ses registres*.
_STRUCK_OFF = gated(
    r"\b(?:pull|withdr|strip|revok|cancel)\w* (?:its|the|her) (?:flag|registration)\b|"
    r"\b(?:struck|strike|strikes|striking|taken|took|dropped|removed|deleted|cut) (?:her|it|him|them|"
    r"the (?:ship|vessel|"
    r"tanker|freighter|cargo ship)|the [\w' -]{3,30}?) (?:off|from (?:its|their|the) (?:register|registry|books|"
    r"rolls?|list))\b|"
    r"\b(?:was|were|been|being) (?:struck|taken|dropped|removed|deleted) (?:off|from) (?:its|the|their) "
    r"(?:[\w'-]+ ){0,3}?(?:register|registry|books|rolls?)\b|"
    r"\b(?:l'a|l'ont|les a|l'avait|l'avaient|a|ont|avait|ete|etre) (?:ete )?(?:radie|raye|biffe|efface)e?s?\b"
)
# *the flag of Palau at her stern had given way to that of the Gambia*.
_GAVE_WAY = gated(
    r"\bflags? [^.;]{2,40}? (?:gave way|given way|giving way|yielded|been replaced|was replaced|had been swapped) "
    r"(?:to|by|for|with) (?:that|the|an?)\b|"
    r"\bpavillon [^.;]{2,40}? (?:cede|laisse|a fait|avait fait|ete remplace)(?: la)?(?: place)? (?:a|par) "
    r"(?:celui|le|un)\b"
)
_REGISTRY = re.compile(r"\b(?:regist\w+|flags?|books|pavillons?|immatricul\w+)\b")


def reflagged(clause: Clause, scene: Scene) -> Draft | None:
    """A ship told of with the flag or the register that it leaves or takes."""
    if clause.predicate is None:
        return None
    told = _UNDER.search(clause.flat) or _SWAPPED.search(clause.flat)
    struck = _STRUCK_OFF.search(clause.flat) is not None and _REGISTRY.search(clause.sentence_flat) is not None
    struck = struck or _GAVE_WAY.search(clause.flat) is not None
    ship = ship_meant(clause, scene) if told else ship_before(clause, scene) if struck else None
    return fact_of(clause, scene, (ship,)) if ship is not None else None


_SHIP = {
    "en": "The tanker Blue Heron (IMO 9074729) sailed from Novorossiysk on 3 May. ",
    "fr": "Le cargo Altaïr II (OMI 9074729) a appareillé d'Odessa le 3 mai. ",
}
REFLAGGED = Pattern(
    "reflagged",
    Kind.STATEMENT,
    reflagged,
    reads=(
        ("en", _SHIP["en"] + "Two weeks later she resurfaced under the Gabonese flag."),
        ("en", _SHIP["en"] + "The tanker traded the flag of Panama for that of Comoros on 9 May."),
        ("en", _SHIP["en"] + "She switched her registration from Liberia to Gambia in June."),
        ("en", _SHIP["en"] + "The registry of Barbados struck her off on 9 May."),
        ("en", _SHIP["en"] + "She was deleted from the register of Barbados on 9 May."),
        ("fr", _SHIP["fr"] + "Le cargo a reparu sous pavillon gabonais le 9 mai."),
        ("fr", _SHIP["fr"] + "Il a échangé le pavillon du Panama contre celui des Comores."),
        ("fr", _SHIP["fr"] + "Le registre des îles Cook l'a radié le 9 mai."),
    ),
    ignores=(
        ("en", "The team appeared under the flag of Norway."),
        ("en", _SHIP["en"] + "The team traded its flag for a banner on 5 May."),
        ("en", _SHIP["en"] + "The mayor struck him off the list of guests."),
        ("fr", "L'équipe a échangé le pavillon du club contre un maillot."),
        ("fr", _SHIP["fr"] + "Le maire l'a radié de la liste des invités."),
    ),
)
