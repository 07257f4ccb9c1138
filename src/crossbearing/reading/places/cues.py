"""What the words right before a place tell of it: from, to, via, over, at, between."""

from __future__ import annotations

import re
from enum import StrEnum


class Cue(StrEnum):
    """What the words before a place tell."""

    FROM = "from"
    OF = "of"
    TO = "to"
    AT = "at"
    VIA = "via"
    OVER = "over"
    BETWEEN = "between"
    OFF = "off"
    TOWARD = "toward"
    AND = "and"
    NONE = "none"


# Ordered: the first that ends right before the place counts.
_CUES = {
    "fr": (
        (
            Cue.FROM,
            r"\b(?:quittant|ayant quitte|apres avoir quitte) (?:la |le |l'|les )?|"
            r"\b(?:en provenance|venant|venue?s?|partie?s?|partant|au depart|arrivee?s?|arrivant|decollee?s?|decollant|"
            r"repartie?s?|hors|rentree?s?|revenue?s?|revenant|retour|sortie?s?|sortant|au sortir|rapatriee?s?|"
            r"evacuee?s?|expediee?s?|acheminee?s?|appareillant|appareille|envolee?s?|a l'origine|vols?|issue?s?|"
            r"debarquee?s?|"
            r"ramenee?s?|convoyee?s?) (?:de la |de l'|de |d'|du |des |depuis )"
            r"|\bdepuis (?:la |le |l'|les )?|a partir (?:de la |de l'|de |d'|du |des )",
        ),
        (
            Cue.TO,
            r"\b(?:a |d'|de |pour )(?:atteindre|rallier|rejoindre|regagner|gagner|desservir|toucher|visiter) "
            r"(?:la |le |l'|les )?|"
            r"(?:(?:la|sa|leur) route|le chemin) (?:de la |de l'|de |d'|du |des )|\bcap sur (?:la |le |l'|les )?|"
            r"faisant route sur |\ba celui (?:de la |de l'|de |d'|du |des )|"
            r"a destination (?:de la |de l'|de |d'|du |des )|\bvers (?:la |le |l'|les )?|jusqu'(?:a la |"
            r"a l'|a |au |aux |en )|"
            r"\bpour (?:la |le |l'|les )?|en route (?:pour|vers) (?:la |le |l'|les )?|"
            r"en direction (?:de la |de l'|de |d'|du |des )",
        ),
        (Cue.OVER, r"au-dessus (?:de la |de l'|de |d'|du |des )|\bsurvol (?:de la |de l'|de |d'|du |des )"),
        (
            Cue.VIA,
            r"\bvia (?:la |le |l'|les )?|\bpar (?:la |le |l'|les )?|a travers (?:la |le |l'|les )?|"
            r"en passant par (?:la |le |l')?|"
            r"transit(?:e|ant|é)? par (?:la |le |l')?",
        ),
        (
            Cue.VIA,
            r"\b(?:(?:faire|fait|faisait|faisant|fit|firent|font|marque|marquant|marquer|observe|effectue) "
            r"(?:une |deux )?(?:breve |courte |longue )?(?:escale|halte|etape)(?: [a-z]+){0,4}?|"
            r"(?:faire|fait|faisant|refaire|refait) (?:le|les) pleins?|ravitaille\w*|s'est ravitaille\w*|"
            r"(?:minutes|heures?) au sol) "
            r"(?:a la |a l'|a |au |aux |en |dans )",
        ),
        (
            Cue.VIA,
            r"(?:apres|avec|non sans|lors d'|via|moyennant) ?(?:un|une|des|deux) (?:\w+ ){0,2}?(?:escales?|"
            r"haltes?)(?: \w+){0,2}? (?:a|au|aux|en) ",
        ),
        (
            Cue.BETWEEN,
            r"\bentre (?:la |le |l'|les )?(?:(?:port|base|aeroport|ville|capitale) (?:[a-z-]+ )?(?:de |d'|du ))?",
        ),
        (
            Cue.OFF,
            r"au large (?:de la |de l'|de |d'|du |des )|pres (?:de la |de l'|de |d'|du |des )|"
            r"aux abords (?:de |d'|du )|devant (?:le |la )?|"
            r"(?:a (?:la )?hauteur|au niveau|a proximite|en vue|en rade|non loin|au voisinage) "
            r"(?:de la |de l'|de |d'|du |des )",
        ),
        (
            Cue.TOWARD,
            r"(?:au |a l')(?:nord|sud|est|ouest|nord-est|nord-ouest|sud-est|sud-ouest) (?:immediat )?"
            r"(?:de la |de l'|de |d'|du |des )",
        ),
        (
            Cue.AT,
            r"(?:^|[ ,(])(?:a la |a l'|a |au |aux |en |dans (?:la |le |l'|les )?|sur (?:la |le |l'|les )?|"
            r"y compris a )",
        ),
        (Cue.OF, r"(?:^|[ ,(])(?:de la |de l'|de |d'|du |des )"),
        (Cue.AND, r"(?:, | et | ou |, puis | puis | et (?:en |a |au |de |d'|du |la |le |l'))$"),
    ),
    "en": (
        (
            Cue.FROM,
            r"\b(?:from|out of|leaving|departing|departed|quitting|clearing|having left|having cleared) (?:the )?",
        ),
        (
            Cue.TO,
            r"\b(?:to reach|reaching|having reached|to visit|visiting|to enter|entering|arriving (?:at|in)|"
            r"(?:declaring|giving|listing|showing|naming)) (?:the )?",
        ),
        (Cue.TO, r"\b(?:to|for|into|towards?|bound for|onto) (?:the |that of (?:the )?)?"),
        (Cue.OVER, r"\b(?:over|above|overflying|across) (?:the )?"),
        (
            Cue.VIA,
            r"\b(?:via|through|by way of|past|staging through|routing (?:via|over|through)|rounding|transiting) "
            r"(?:the )?",
        ),
        (
            Cue.VIA,
            r"\b(?:refuel(?:l?ed|l?ing|s)?|took on fuel|taking on fuel|stopped off|stopping off|staged|paused|"
            r"(?:minutes|hours?) on the ground|"
            r"(?:made|making|makes|make) (?:an? |two |several )?(?:\w+ )?(?:stops?|stopovers?|layovers?)) "
            r"(?:at|in) (?:the )?",
        ),
        (
            Cue.VIA,
            r"\b(?:after|having) (?:calling|called|stopping|stopped|refuell?ing|refuell?ed|touching down|landing) "
            r"(?:at|in) (?:the )?",
        ),
        (
            Cue.VIA,
            r"\b(?:with|after|via) (?:an? |two |several )?(?:\w+ )?(?:stops?|stopovers?|layovers?) (?:in|at) (?:the )?",
        ),
        (Cue.BETWEEN, r"\bbetween (?:the )?(?:(?!and )[a-z-]+ ){0,2}(?:(?:port|base|airport|city|capital) of )?"),
        (Cue.OFF, r"\b(?:off|near|outside|close to|abeam|abreast of|not far from|in sight of) (?:the )?"),
        (
            Cue.TOWARD,
            r"\b(?:just |due )?(?:to the )?(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west)"
            r"(?:ern)?(?: coast)? (?:of|from) (?:the )?",
        ),
        (Cue.AT, r"\b(?:in|at|on|inside|around) (?:the )?"),
        (Cue.OF, r"\bof (?:the )?"),
        (Cue.AND, r"(?:, | and | or |, and | then |, then )(?:the )?$"),
    ),
}
COMPILED = {
    language: tuple((cue, re.compile(rf"(?:{pattern})$")) for cue, pattern in cues) for language, cues in _CUES.items()
}
