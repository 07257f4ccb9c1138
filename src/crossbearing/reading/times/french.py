"""The French rules: which words, in which order, make a time expression.

Patterns run over folded text; named groups are read into an `Atom` (`d` day, `m` month, `y` year, `wd` weekday,
`w` which, `p` part, `n` number, `u` unit, `s` season, `o` ordinal, `t` deictic or anaphoric word, `c` direction,
`yw` and `yu` the words of "de l'an dernier").
"""

from __future__ import annotations

from crossbearing.reading.times.vocabulary import Vocabulary

# What a bare month or a bare year follows when it is one: "en mai", "depuis 2017", "fin mars".
_BEFORE_MONTH = (
    r"(?:(?<=\ben )|(?<=\bde )|(?<=\bdes )|(?<=\bdu )|(?<=\bdepuis )|(?<=\bet )|(?<=\bou )|(?<=\ba )|(?<=\bau )"
    r"|(?<=\bavant )|(?<=\bapres )|(?<=\bici )|(?<=\bentre )|(?<=\bjusqu'en )|(?<=\bmois de )|(?<=, ))"
)
_BEFORE_YEAR = (
    r"(?:(?<=\ben )|(?<=\bde )|(?<=\bdes )|(?<=\bdepuis )|(?<=\bet )|(?<=\bou )|(?<=\ba )|(?<=\bavant )|(?<=\bapres )"
    r"|(?<=\bici )|(?<=\bentre )|(?<=\bfin )|(?<=\bdebut )|(?<=\bmi-)|(?<=\bcourant )|(?<=\ban )|(?<=\bannee )"
    r"|(?<=\bannees )|(?<=\bexercice )|(?<=\()|(?<=\bque )|(?<=\b20\d\d-)|(?<=\b19\d\d-))"
)
# A year is followed by no noun of its own: "de 2000 hommes" is a quantity.
_AFTER_YEAR = (
    r"(?! (?!et\b|ou\b|a\b|au\b|aux\b|en\b|par\b|pour\b|le\b|la\b|les\b|l'|un\b|une\b|des\b|du\b|de\b|d'|selon\b|sur\b|dans"
    r"\b|qui\b|que\b|ont\b|est\b|etait\b|avait\b|avaient\b|sont\b|avec\b|lors\b|entre\b|il\b|elle\b|ils\b|on\b|mais\b|puis\b"
    r"|apres\b|avant\b|dont\b|ce\b|cette\b|ces\b|son\b|sa\b|ses\b|soit\b|contre\b|plus\b|deja\b|jusqu|comme\b|ne\b|n'|se\b|s'"
    r"|sous\b|chez\b|vers\b|y\b|quand\b|alors\b|seulement\b)[a-z])"
)


# A rule runs only in a sentence that holds one of these words, beside its trigger: (class, kind) -> words.
NEEDS = {
    ("unit", "ago"): "il voici voila fait",
    ("unit", "ahead"): "dans ici",
    ("unit", "shift"): "plus apres avant auparavant",
    ("unit", "window"): "en derniers dernieres prochains prochaines passes passees ecoules ecoulees dernier derniere",
    ("unit", "first_months"): "mois",
    ("unit", "unit_same"): "meme",
    ("unit", "earlier_this"): "tot",
    ("unit", "weekend"): "week weekend",
    ("unit", "quarter"): "trimestre semestre moitie",
    ("unit", "clock"): "heures",
    ("unit", "vague"): "temps recents recentes",
    ("unit", "frequency"): "tous toutes chaque",
    ("year", "decade"): "annees",
    ("weekday", "frequency"): "tous chaque",
}


def rules(v: Vocabulary) -> list[tuple[str, str, str]]:
    """Return (trigger class, kind, pattern)."""
    x = v.pieces
    day, year = r"(?<![\d.,:/-])(?P<d>\d{1,2}|premier)(?:er)?", rf"(?P<y>{x['year']})"
    which, unit, number = rf"(?P<w>{x['which']})", rf"(?P<u>{x['unit']})", rf"(?P<n>{x['number']})"
    daypart = rf"(?: (?:au )?(?:{x['daypart']})\b)?"
    at_clock = (
        r"(?:,? (?:vers|a|peu apres|peu avant|des) (?:[01]?\d|2[0-3])(?: heures| ?h(?: ?[0-5]\d)?)\b(?! (?:de|d'))"
        r"(?: ?(?:utc|gmt|locales?|\(?heure (?:de [\w-]+|locale)\)?))?)?"
    )
    of_year = (
        rf"(?: (?:de )?(?:l'annee )?{year}| (?:de )?(?:l'an|l'annee) (?P<yw>{x['which']})\b| de (?P<ythis>cette)"
        rf" (?:meme )?annee\b| (?P<w>derniere?|prochaine?)\b)?"
    )
    part = r"(?P<p>debut|mi|milieu|fin|courant)(?:-| )(?:du mois )?(?:de |d')?"
    about = r"(?:plus de |moins de |pres de |environ |au moins |quelque |a peine |deja |bientot )*"
    vague = r"(?P<vague>quelques|plusieurs|des)"
    round_number = r"une? (?:petite |bonne |grosse )?(?P<r>\w+aine) (?:de |d')"
    amount = rf"(?:{about}(?:{number} |{vague} |{round_number}))"
    return [
        (
            "month",
            "date",
            rf"\b(?:(?:le|les|ce) )?(?:(?P<wd>{x['weekday']}),? (?:le )?)?{day} (?P<m>{x['any_month']})"
            rf"(?!\w){of_year}{daypart}{at_clock}",
        ),
        ("month", "month", rf"\b(?:(?:la|le) )?{part}(?P<m>{x['month']})\b{of_year}"),
        (
            "month",
            "month",
            rf"\b(?:la )?(?P<o>{x['ordinal']}) (?P<pw>semaine|quinzaine|moitie) (?:du mois )?(?:de |d')"
            rf"(?P<m>{x['month']})\b{of_year}",
        ),
        ("month", "month", rf"\b(?:le mois de |le mois d')?(?P<m>{x['month']})\b(?: |, ){year}"),
        ("month", "month", rf"\b(?P<m>{x['any_month']})(?!\w) {year}"),
        ("month", "month", rf"\b(?:le mois de |le mois d')?(?P<m>{x['month']})\b {which}\b"),
        ("month", "month", rf"{_BEFORE_MONTH}(?P<m>{x['month']})\b{of_year}"),
        (
            "month",
            "month",
            rf"(?<!\d )(?<!\d)\b(?P<m>janvier|fevrier|juin|juillet|aout|septembre|octobre|novembre|decembre)\b"
            rf"{of_year}",
        ),
        ("small", "date", r"\b(?:le|du|au|les) (?P<d>\d{1,2})/(?P<mn>\d{1,2})(?![/\d])"),
        ("year", "date", rf"(?<![\w/.-])(?P<d>\d{{1,2}})[/.](?P<mn>\d{{1,2}})[/.]{year}"),
        ("year", "date", rf"(?<![\w-])(?P<y>(?:19|20)\d\d)-(?P<mn>\d\d)-(?P<d>\d\d)(?![\w-])"),
        (
            "year",
            "year",
            rf"\b(?P<p>debut|mi|milieu|fin|courant)(?:-| )(?:de )?(?:l'annee |l'an )?{year}{_AFTER_YEAR}",
        ),
        (
            "year",
            "year",
            rf"(?:(?:(?<=\ben )|(?<=\bdepuis )){year}|{_BEFORE_YEAR}(?:l'annee |l'an )?{year.replace('<y>', '<y2>')}{_AFTER_YEAR})",
        ),
        ("year", "year", rf"\b(?:l'annee|l'an) {year}\b"),
        ("year", "decade", rf"\b(?:(?:le )?(?P<p>debut|milieu|fin|courant) )?(?:les |des )annees {year}(?=\b)"),
        ("year", "quarter", rf"\b(?P<q>[ts][1-4]) {year}"),
        (
            "small",
            "day",
            r"\ble (?P<d>[12]?\d|3[01]|1er)(?:er)?(?=[,;.)]| (?:a|au|aux|en|par|vers|pour|depuis|dans|sur|et)\b)"
            r"(?![.,]\d)",
        ),
        (
            "small",
            "clock",
            r"(?<![\w-])(?:[01]?\d|2[0-3]) ?h(?: ?[0-5]\d)?\b(?: ?(?:utc|gmt|locales?|\(?heure (?:de "
            r"[\w-]+|locale)\)?))?",
        ),
        ("small", "clock", r"(?<![\w-])(?:[01]?\d|2[0-3])[:.][0-5]\d ?(?:utc|gmt)\b"),
        (
            "unit",
            "clock",
            rf"(?:(?<=\bvers )|(?<=\ba )|(?<=\bpeu apres )|(?<=\bpeu avant )|(?<=\bdes ))(?:[01]?\d|2[0-3]) heures\b"
            r"(?! (?:de (?:vol|route|mer|trajet)|d'))(?: ?[0-5]\d\b)?(?: ?(?:utc|gmt|locales?|\(?heure (?:de [\w-]+"
            r"|locale)\)?))?",
        ),
        ("weekday", "weekday", rf"(?<!tous les )(?<!chaque )\b(?:ce )?(?P<wd>{x['weekday']})(?: {which})?\b{daypart}"),
        ("weekday", "frequency", rf"\b(?:tous les|chaque) (?:{x['weekday']})s?\b"),
        ("deictic", "deictic", rf"(?<![\w-])(?P<t>{x['deictic']})\b(?: (?:{x['weekday']})\b)?(?: (?:au )?(?:{x['daypart']})\b)?"),
        (
            "anaphora",
            "deictic_story",
            rf"(?<![\w-])(?P<t>{x['anaphora']})\b(?: (?:au )?(?:{x['daypart']})\b)?(?: (?:du|de l'|de la) ?\w+)?",
        ),
        (
            "unit",
            "unit_same",
            r"\b(?:la|le) meme (?P<u>periode|epoque)(?:,? (?:de|d'|en|un) ?(?P<back>l'an (?:dernier|"
            r"passe)|l'annee (?:derniere|passee|precedente|d'avant)|an plus tot|an auparavant)| (?:de |d'|en )?"
            rf"(?:l'annee )?{year})",
        ),
        ("unit", "ago", rf"\b(?:il y a|voici|voila|cela fait|ca fait) {amount}{unit}\b"),
        ("unit", "ahead", rf"\b(?:dans|d'ici(?: a)?) {amount}{unit}\b(?! (?:la|le|les|l'))"),
        (
            "unit",
            "shift",
            rf"\b{amount}{unit}\b (?P<c>{x['direction']})\b(?:(?:(?<=apres)|(?<=avant)) (?:le|la|les|l'|son|sa|leur|cette?|ce) ?[\w'-]+"
            r"(?: (?:de|du|des|d') ?[\w'-]+){0,2})?",
        ),
        (
            "unit",
            "window",
            rf"\b(?:(?:au cours|lors|durant|pendant) )?(?:de |d')?(?:des|les|ces|ses|l[ae]s?) (?:{number} )?"
            rf"(?P<w>derniers?|dernieres?|prochains?|prochaines?|passes) (?:{number.replace('<n>', '<n2>')} )?"
            rf"{unit}\b(?: ecoulee?s)?",
        ),
        ("unit", "window", rf"\b(?:au cours )?(?:des|les|ces) {number} {unit} (?P<w>passee?s|ecoulee?s)\b"),
        ("unit", "window", rf"\ben (?:l'espace de |a peine |seulement |moins de |plus de )?{number} {unit}\b"),
        (
            "unit",
            "first_months",
            rf"\b(?:au cours )?(?:des|les) {number} (?P<w>premiers|derniers) mois (?:de |d')(?:l'annee "
            rf"|l'an )?(?:{year}|(?P<yw>derniere?|passee?|en cours)\b|(?P<ythis>cette annee)\b)",
        ),
        ("unit", "unit", rf"\b(?:au cours de |courant )?(?:la|le|l'|cette|cet|ce) ?{unit} {which}\b{daypart}"),
        (
            "unit",
            "unit",
            rf"\b(?:au cours de )?(?P<this>cette|ce) (?!nuit|jour|an\b){unit}(?:-ci)?\b(?! (?:{x['which']}))",
        ),
        ("unit", "unit", rf"\b(?P<same>la meme|le meme|cette meme|ce meme) (?P<u>semaine|mois|annee|trimestre)\b"),
        ("unit", "unit", rf"\b(?P<same>cette|ce) (?P<u>semaine|mois|annee|trimestre)-la\b"),
        (
            "unit",
            "unit",
            rf"\b(?:(?:la|le) )?(?P<p>fin|debut|milieu) (?:de l'|de la |du |de cette |de ce |de )(?P<u>semaine|mois|"
            rf"annee|an|trimestre|semestre|decennie)(?: {which})?\b",
        ),
        ("unit", "earlier_this", rf"\bplus tot (?:dans )?(?:cette|ce|la|le|l') ?{unit}\b"),
        (
            "unit",
            "weekend",
            rf"\b(?:le|ce|du) week-?end(?: (?:du|de) {day} (?P<m>{x['any_month']})(?!\w)(?: {year})?| {which})?",
        ),
        (
            "unit",
            "quarter",
            rf"\b(?:le )?(?P<o>{x['ordinal']}) (?P<u>trimestre|semestre)(?: (?:de )?(?:l'annee )?{year}"
            rf"| (?:de )?l'annee (?P<yw>{x['which']})| (?:de )?cette annee| {which})?",
        ),
        ("unit", "quarter", rf"\b(?:la )?(?P<o>premiere|seconde|deuxieme) (?P<u>moitie) (?:de |d')(?:l'annee )?{year}"),
        (
            "season",
            "season",
            rf"(?:(?<=\ben )|(?<=\bau )|\b(?:(?P<p>debut|fin|milieu|mi)(?: de |-| )?(?:l')?|le |l'|cet ))"
            rf"(?P<s>{x['season']})(?: (?:de )?(?:l'annee )?{year}(?:-(?:20)?\d\d\b)?| {which})?\b",
        ),
        ("season", "season", rf"\b(?P<s>printemps|automne|hiver|ete) (?:de )?{year}(?:-(?:20)?\d\d\b)?"),
        (
            "unit",
            "vague",
            r"\bces (?:derniers|dernieres) temps\b|\b(?:les|ces) (?:mois|semaines|jours|annees) (?:recents?|"
            r"recentes?)\b",
        ),
        (
            "unit",
            "frequency",
            rf"\b(?:tous|toutes) les (?:{x['number']} )?(?:{x['unit']})\b|\bchaque (?:{x['unit']})\b",
        ),
        ("unit", "duration", rf"(?<!\w){about}(?:d')?{number} {unit}\b(?! (?:derniers?|dernieres?)\b)"),
        ("unit", "duration", rf"\b(?:quelques|plusieurs|de longs|de longues|de nombreuses) {unit}\b"),
        ("adverb", "adverb", rf"(?<![\w-])(?:{x['adverb']})(?![\w-])"),
        ("adverb", "vague", rf"(?<![\w-])(?:{x['vague_adverb']})(?![\w-])"),
    ]
