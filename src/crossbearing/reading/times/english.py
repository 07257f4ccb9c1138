"""The English rules: which words, in which order, make a time expression.

Patterns run over folded text; the named groups are those of `french`.
"""

from __future__ import annotations

from crossbearing.reading.times.vocabulary import Vocabulary

# What a bare month or a bare year follows when it is one: "in May", "since 2017", "early March".
_BEFORE_MONTH = (
    r"(?:(?<=\bin )|(?<=\bsince )|(?<=\bby )|(?<=\bof )|(?<=\bto )|(?<=\bfrom )|(?<=\buntil )|(?<=\bbefore )"
    r"|(?<=\bafter )|(?<=\bbetween )|(?<=\band )|(?<=\bor )|(?<=\bduring )|(?<=\bfor )|(?<=\btill )|(?<=\bthrough )"
    r"|(?<=\bthroughout )|(?<=\bthan )|(?<=-))"
)
_BEFORE_YEAR = (
    r"(?:(?<=\bin )|(?<=\bsince )|(?<=\bby )|(?<=\bof )|(?<=\bto )|(?<=\bfrom )|(?<=\buntil )|(?<=\bbefore )"
    r"|(?<=\bafter )|(?<=\bbetween )|(?<=\band )|(?<=\bor )|(?<=\bduring )|(?<=\bfor )|(?<=\bthroughout )|(?<=\bthan )"
    r"|(?<=\byear )|(?<=\()|(?<=\bthrough )|(?<=\btill )|(?<=\b20\d\d-)|(?<=\b19\d\d-))"
)
_AFTER_YEAR = (
    r"(?! (?!and\b|or\b|to\b|at\b|in\b|by\b|for\b|the\b|a\b|an\b|of\b|on\b|from\b|with\b|when\b|was\b|were\b|had\b|has\b|is\b"
    r"|are\b|but\b|then\b|that\b|which\b|who\b|it\b|he\b|she\b|they\b|its\b|their\b|his\b|her\b|after\b|before\b|as\b|into\b"
    r"|under\b|according\b|through\b|alone\b|while\b|until\b|there\b|than\b|only\b|over\b|between\b|via\b|show|said\b|where\b)"
    r"[a-z])"
)


# A rule runs only in a sentence that holds one of these words, beside its trigger: (class, kind) -> words.
NEEDS = {
    ("unit", "ago"): "ago",
    ("unit", "ahead"): "time within",
    ("unit", "shift"): "later after afterwards on earlier before previously beforehand",
    ("unit", "window"): "in past last next coming previous preceding",
    ("unit", "first_months"): "months",
    ("unit", "unit_same"): "same",
    ("unit", "earlier_this"): "earlier",
    ("unit", "quarter"): "quarter half",
    ("unit", "vague"): "recent few",
    ("unit", "frequency"): "every each",
    ("weekday", "frequency"): "every each on",
}


def rules(v: Vocabulary) -> list[tuple[str, str, str]]:
    """Return (trigger class, kind, pattern)."""
    x = v.pieces
    day = r"(?<![\d.,:/$€-])(?<!\w-)(?P<d>\d{1,2})(?:st|nd|rd|th)?"
    year = rf"(?P<y>{x['year']})"
    which, unit, number = rf"(?P<w>{x['which']})", rf"(?P<u>{x['unit']})", rf"(?P<n>{x['number']})"
    of_year = rf"(?:,? (?:of )?{year}| (?:of )?(?P<yw>last|this|next|that|the same|the previous|the following) year\b)?"
    at_clock = (
        r"(?:,? (?:at|around|about|shortly (?:after|before)) (?:[01]?\d|2[0-3])(?:[:.]?[0-5]\d)?(?: ?(?:[ap]\.?m\b\.?|utc|gmt|local"
        r" time|hours)|(?<=[:.]\d\d)))?"
    )
    part = r"(?P<p>early|mid|late|(?:the )?(?:beginning|start|middle|end) of)(?:-| )(?:in )?"
    about = (
        r"(?:more than |less than |nearly |almost |about |around |at least |some |over |just |roughly |only |barely )*"
    )
    vague = r"(?P<vague>a few|several|some|many|a number of)"
    round_number = r"(?P<r>a couple of|a dozen)"
    amount = rf"(?:{about}(?:{number}|{vague}|{round_number})[ -])"
    weekday = rf"(?P<wd>{x['weekday']})"
    return [
        (
            "month",
            "date",
            rf"\b(?:the )?(?:{weekday},? )?(?:the )?{day} (?:of )?(?P<m>{x['any_month']})(?!\w){of_year}{at_clock}",
        ),
        (
            "month",
            "date",
            rf"\b(?:{weekday},? )?(?P<m>{x['any_month']}) (?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:%]|[.,]\d| ?(?:per"
            rf"|drones|missiles|aircraft)\b){of_year}{at_clock}",
        ),
        ("month", "month", rf"\b(?:the )?{part}(?P<m>{x['month']})\b{of_year}"),
        (
            "month",
            "month",
            rf"\b(?:the )?(?P<o>{x['ordinal']}) (?P<pw>week|half|fortnight) of (?P<m>{x['month']})\b{of_year}",
        ),
        ("month", "month", rf"\b(?P<m>{x['any_month']})(?!\w)(?:,? | of ){year}"),
        (
            "month",
            "month",
            rf"\b(?P<m>{x['month']})\b (?:of )?(?P<yw>last|this|next|that|the same|the previous|the following) year\b",
        ),
        ("month", "month", rf"\b(?:{which}) (?P<m>{x['month']})\b"),
        ("month", "month", rf"{_BEFORE_MONTH}(?P<m>{x['month']})\b(?! \d)"),
        ("month", "month", rf"\b(?P<m>january|february|september|october|november|december|july)\b(?! \d)"),
        ("year", "date", rf"(?<![\w-])(?P<y>(?:19|20)\d\d)-(?P<mn>\d\d)-(?P<d>\d\d)(?![\w-])"),
        ("year", "date", rf"(?<![\w/.-])(?P<d>\d{{1,2}})[/.](?P<mn>\d{{1,2}})[/.]{year}"),
        ("year", "year", rf"\b(?:the )?{part}{year}{_AFTER_YEAR}"),
        ("year", "year", rf"\b(?:(?:the )?whole of |all of |(?:the )?year ){year}\b"),
        (
            "year",
            "decade",
            r"\b(?:(?P<p>early|mid|late|(?:the )?(?:beginning|start|middle|end) of)(?:-| )(?:in )?)?(?:the )?(?P<y>(?:19|20)\d0)'?s\b",
        ),
        (
            "year",
            "year",
            rf"(?:(?:(?<=\bin )|(?<=\bsince )){year}|{_BEFORE_YEAR}{year.replace('<y>', '<y2>')}{_AFTER_YEAR})",
        ),
        ("year", "quarter", rf"\b(?P<q>[qh][1-4])(?: of)? {year}"),
        ("small", "day", r"\bthe (?P<d>\d{1,2})(?:st|nd|rd|th)(?=[,;.)]| (?:at|from|with|and|to|for|in|aboard)\b)"),
        (
            "small",
            "clock",
            r"(?<![\w.,:-])(?:[01]?\d|2[0-3])(?::|\.)[0-5]\d ?(?:[ap]\.?m\b\.?|utc|gmt|z\b|local time|\w+ time"
            r"|hours)?(?![\d:]| ?%)(?<!\d\.\d\d)(?<!\d\.\d\d )",
        ),
        (
            "small",
            "clock",
            r"(?<![\w.,:-])(?:[01]?\d|2[0-3])(?:[:.]?[0-5]\d)? ?(?:[ap]\.?m\b\.?|utc\b|gmt\b|hours (?:utc|gmt|local "
            r"time))",
        ),
        (
            "weekday",
            "weekday",
            rf"(?<!every )(?<!each )\b(?:{which} |the )?{weekday}\b(?:,? (?:{x['daypart']})\b)?(?: (?P<ww>last|this"
            r"|next) week\b)?",
        ),
        ("weekday", "frequency", rf"\b(?:every|each) (?:other )?(?:{x['weekday']})\b"),
        ("weekday", "frequency", rf"\bon (?:{x['weekday']})s\b"),
        ("deictic", "deictic", rf"(?<![\w-])(?P<t>{x['deictic']})\b(?: (?:{x['daypart']})\b)?"),
        ("anaphora", "deictic_story", rf"(?<![\w-])(?P<t>{x['anaphora']})\b(?! yesterday)"),
        (
            "unit",
            "unit_same",
            rf"\bthe same (?P<u>period|time|stretch|months)(?: (?:of|in|last) (?:{year}|(?P<back>year|last year"
            r"|the previous year|the year before))| a (?P<back2>year) (?:earlier|ago|before))",
        ),
        ("unit", "ago", rf"\b{amount}{unit} ago\b"),
        (
            "unit",
            "ahead",
            rf"\b(?:with)?in (?:the next )?{amount}{unit}(?:'s?)? time\b|\bwithin (?:the next )?{about}{number.replace('<n>', '<n2>')} "
            rf"{unit.replace('<u>', '<u2>')}\b",
        ),
        (
            "unit",
            "shift",
            rf"\b{amount}{unit}\b (?P<c>{x['direction']})\b(?! (?:the ground|board|average))"
            r"(?:(?:(?<=after)|(?<=efore)) (?:the|a|its|his|her|their|that) [\w'-]+(?: of [\w'-]+)?)?",
        ),
        (
            "unit",
            "window",
            rf"\b(?:(?:in|over|during|within|for) )?(?:the |these )?(?P<w>past|last|next|coming|previous|preceding) "
            rf"{amount}{unit}\b",
        ),
        ("unit", "window", rf"\b(?:in|over|during|within) the (?P<w>past) (?P<u>day|week|month|quarter|year|decade)\b"),
        (
            "unit",
            "window",
            rf"\bin (?:the space of |just |only |barely |less than |under |more than |about )?{number} {unit}\b",
        ),
        (
            "unit",
            "first_months",
            rf"\b(?:the )?(?P<w>first|last) {number} months of (?:{year}|(?P<yw>last|this|the) year\b)",
        ),
        (
            "unit",
            "unit",
            r"\b(?P<w>last|next|this past|this coming|this|the current|the following|the previous|the preceding|the same"
            r"|that same|that) (?P<u>week|weekend|month|quarter|year|decade|fortnight)\b(?!')",
        ),
        (
            "unit",
            "unit",
            r"\bthe (?P<u>week|weekend|month|quarter|year) (?P<ba>before|after)\b(?! \w+ (?:was|were|had))",
        ),
        (
            "unit",
            "unit",
            r"\b(?:the )?(?P<p>beginning|start|middle|end|late|early|later)(?: of)? (?:the |(?P<w>this|next|last) )"
            r"(?P<u>week|month|year|quarter|decade)\b",
        ),
        ("unit", "unit", r"\byear('s)? end\b"),
        ("unit", "earlier_this", r"\bearlier (?:this|in the|that) (?P<u>week|month|year|quarter)\b"),
        ("unit", "unit", r"\b(?P<w>next|last|this) (?P<u>year)(?='s\b)"),
        (
            "unit",
            "quarter",
            rf"\b(?:the )?(?P<o>{x['ordinal']}) (?P<u>quarter|half)(?:(?: of|,)? {year}"
            r"| of (?P<yw>last|this|the previous) year)?",
        ),
        (
            "season",
            "season",
            rf"\b(?:(?P<p>early|mid|late|(?:the )?(?:end|start|beginning) of)(?: |-)(?:the )?)?(?:(?P<w>last|this|next"
            rf"|this past|that) |the |in )?(?P<s>{x['season']})\b(?:(?: of)? {year})?",
        ),
        (
            "unit",
            "vague",
            r"\b(?:in |over |for )?(?:the )?(?:past |last )?(?:recent|past few|last few) (?:days|weeks|months|years)\b",
        ),
        ("unit", "frequency", rf"\b(?:every|each) (?:few |other |{x['number']} )?(?:{x['unit']})\b"),
        ("unit", "duration", rf"(?<![\w-]){about}{number}[ -]{unit}\b(?! (?:old|ago|later|earlier)\b|-old|'? time\b)"),
        ("year", "year", rf"(?<=\bthe )(?!2000){year}(?= [a-z]|-(?:19|20)\d\d\b)"),
        ("unit", "duration", rf"\b(?:several|a few|many|some) {unit}\b(?! (?:ago|later|earlier|before|after)\b)"),
        ("adverb", "adverb", rf"(?<![\w-])(?:{x['adverb']})(?![\w-])"),
        ("adverb", "vague", rf"(?<![\w-])(?:{x['vague_adverb']})(?![\w-])"),
    ]
