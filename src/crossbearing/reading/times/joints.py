"""The words that join times: links of an enumeration or a range, and what opens or closes a stretch.

All patterns run over folded text; those that end in `$` are searched in the text just before a time.
"""

from __future__ import annotations

import re

# Bare days before a full date: "les 24 et [25 avril]", "du 28 au [30 mars]", "22, 24 et [27 décembre]".
DAY_BEFORE = {
    "fr": re.compile(
        r"(?:\b(?P<the>le|les) |\b(?:du|au|des) )?(?P<wd>(?:lun|mar|mercre|jeu|vendre|same)di |dimanche )?"
        r"(?<![\d.,:/-])(?P<d>\d{1,2})(?:er)?"
        r"(?P<link> et (?:le |du )?| ou (?:le )?| puis (?:le |du )?| au | a |, (?:puis )?(?:le |du )?| ?- ?)"
        r"(?:(?:lun|mar|mercre|jeu|vendre|same)di |dimanche )?$"
    ),
    "en": re.compile(
        r"(?:\b(?P<the>the) )?(?P<wd>(?!))?(?<![\d.,:/-])(?P<d>\d{1,2})(?:st|nd|rd|th)?"
        r"(?P<link> and (?:the )?| or (?:the )?| to (?:the )?| through (?:the )?|, (?:and )?| ?- ?)$"
    ),
}
# Bare days after an English date, never counted things: "July 8 and 13", "July 13-16", but "July 8 and 13 trucks".
DAY_AFTER = re.compile(
    r"(?P<link> and | or | to | through |, (?:and )?| ?- ?)(?:the )?(?P<d>\d{1,2})(?:st|nd|rd|th)?"
    r"(?=[;.)\n]|,|$| ?- ?\d"
    r"| (?:and|or|to|at|in|by|for|the|a|from|with|when|were|was|it|she|he|they)\b)(?![\d.,]\d)"
)
# `link` enumerates, `to` and `dash` make a range.
LINK = {
    "fr": re.compile(
        r"(?:,? ?(?P<link>et|ou|puis|,)| (?P<to>au|a|jusqu'au|jusqu'a|jusqu'en)| ?(?P<dash>-))?"
        r" ?(?:en |le |la |les |du |l'|au )?$"
    ),
    "en": re.compile(
        r"(?:,? ?(?P<link>and|or|then|,)| (?P<to>to|through|until|till)| ?(?P<dash>-))? ?(?:on |in |the )?$"
    ),
}
RANGE_LINKS = frozenset({"au", "a", "-", "to", "through", "until", "till", "jusqu'au", "jusqu'a", "jusqu'en"})
BETWEEN = {
    "fr": re.compile(r"\bentre (?:le |la |les |l')?$"),
    "en": re.compile(r"\bbetween (?:the )?$"),
}
FROM = {
    "fr": re.compile(r"\b(?:du |de |d'|des |depuis (?:le |la |l')?)$"),
    "en": re.compile(r"\bfrom (?:the )?$"),
}
# "depuis le séisme du [6 février]", "since the coup of [1 February 2021]": up to four words between.
_FRENCH_EVENT = r"(?:(?:(?:le|la|les|son|sa|leur|cette?) |l')[\w'-]+(?: [\w'-]+){0,3} (?:du|de|d'|en|des|de la|au) ?)?"
_ENGLISH_EVENT = r"(?:(?:the|its|his|her|their|a) [\w'-]+(?: [\w'-]+){0,3} (?:of|in|on) )?"
_FRENCH_PART = r"(?:nuit|soiree|matinee|journee|apres-midi|soir|matin|aube|date|semaine precedant|semaine suivant)"
_ENGLISH_PART = r"(?:night|evening|morning|afternoon|early hours|early morning|late evening)s?"
# What opens or closes a stretch, by the operator it makes; the first that fits counts.
BOUNDS = {
    "fr": (
        ("since", re.compile(rf"\bdepuis {_FRENCH_EVENT}(?:le |la |l'|les |au )?(?:mois de |mois d')?$")),
        ("from", re.compile(r"\b(?:a partir|a compter|a dater) (?:du |de |d'|de la )?$")),
        ("after", re.compile(r"\bapres (?:le |la |l')?$")),
        ("until", re.compile(r"\b(?:jusqu'(?:a|au|en|aux)|d'ici(?: a| au)?|au plus tard(?: en)?) ?(?:la |le |l')?$")),
        ("before", re.compile(r"\bavant (?:le |la |l'|les |que )?$")),
        ("night", re.compile(rf"\b(?:la |le |l')?{_FRENCH_PART} (?:du |de |des |de la )?$")),
        ("week", re.compile(r"\b(?:la )?semaine (?:du |de )$")),
        ("plain", re.compile(r"\b(?:plus tot|plus tard|a la date du|en date du),? (?:le )?$")),
    ),
    "en": (
        ("since", re.compile(rf"\bsince {_ENGLISH_EVENT}(?:the )?$")),
        ("from", re.compile(r"\b(?:as of|starting|beginning|effective) (?:from )?(?:the )?$")),
        ("after", re.compile(r"\bafter (?:the )?$")),
        ("until", re.compile(r"\b(?:until|till|up to|by|through|no later than)(?: the)? ?$")),
        ("before", re.compile(r"\b(?:before|prior to|ahead of) (?:the )?$")),
        ("night", re.compile(r"\bovernight (?:on |from )$")),
        ("night", re.compile(rf"\b(?:the )?{_ENGLISH_PART} (?:of |between )?(?:the )?$")),
        ("week", re.compile(r"\b(?:the )?week (?:of |starting |beginning )(?:the )?$")),
        ("weekend", re.compile(r"\b(?:the )?weekend of (?:the )?$")),
        ("plain", re.compile(r"\b(?:earlier|later)(?: on)?,? (?:on )?$")),
    ),
}
