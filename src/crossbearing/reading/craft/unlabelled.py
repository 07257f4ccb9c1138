"""Ships named without a word for a ship: by what they do, by what only ships have, beside a ship that is known."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache

from crossbearing.reading.language.gates import Flat, gated
from crossbearing.reading.language.nouns import Noun
from crossbearing.reading.language.text import folded
from crossbearing.reading.language.wordlists import wordlists, words

# A ship's name: capitalised words, figures, Roman numerals, an initial with its full stop.
WORD = r"[A-ZÀ-ÖØ-Þ][\w'’-]*"
NAMES = rf"{WORD}(?: {WORD}| \d{{1,4}}(?!\w|[.,]\d))*(?:(?<= [A-Z])\.(?= [a-z(]|,| ?$))?"
_ARTICLE = r"(?:\b[Tt]he |\b[Ll]e |\b[Ll]a |\b[Ll]['’])[«“\"]?[ \u00a0\u202f]?"
_CLOSED = r"(?:[ \u00a0\u202f]?[»”\"])?"
_ASIDE = r"(?: ?\([^()]{1,60}\)|, (?:ex-|formerly )[^,]{1,40})?"
_HELPERS = (
    r"(?: (?:has|had|have|was|is|will|may|a|avait|est|sera|aurait|s['’]est|s['’]était|serait|been|since|also|then|now|"
    r"été|ensuite|aussi|lying|lay|spotted|seen|photographed|aperçu|vu|repéré|observé|spent|passé|resté|stayed|remained|"
    r"later|again|first|twice|never|not|reportedly|finally|quietly|ne|n['’]a|n['’]est|n['’]avait|jamais|pas|alors|"
    r"[a-z]{2,6} (?:days?|nights?|jours?|nuits?|weeks?|semaines?)))*"
)
_AHEAD = re.compile(rf"{_ARTICLE}(?P<name>{NAMES}){_CLOSED}{_ASIDE},?{_HELPERS} ?$")
# "The Sparta spent four days at anchor", "le Kashan s'est amarré": only ships do these.
_SAILS = gated(
    r"\b(?:docked|berthed|moored|anchored|tied up|made fast|dropped anchor|weighed anchor|called at|"
    r"at anchor|put in at|put into|set sail|sailed|steamed|alongside|a quai|amarree?|accoste|appareille|mouille|"
    r"jete l'ancre|leve l'ancre|pris la mer|fait escale|fait relache|a l'ancre|au mouillage|en rade)\b"
)
# What ships do, and others too: taken only in a report that tells of ships in other words, and of no aircraft.
_GOES = gated(
    r"\b(?:left|leaves|departed|arrived|arrives|reached|entered|enters|headed|loaded|unloaded|discharged|transited|"
    r"crossed|passed|drifted|loitered|broadcasts?|broadcasting|transmitted|transmitting|disappeared|vanished|"
    r"reappeared|went dark|gone dark|switched|took on|taken on|rounded|turned|returned|met|"
    r"flies the|flew the|"
    r"quitte|quittait|arrivee?|partie?|repartie?|entree?|ressortie?|sortie?|charge|decharge|debarque|embarque|"
    r"gagne|rallie|rejoint|franchi|traverse|longe|double|transborde|derive|disparue?|reapparue?|rallume|coupe|eteint|"
    r"emet|emettait|emis|rentree?|revenue?|passee?|touche|navigue|fait route|fait demi-tour|bat pavillon|"
    r"battait pavillon|croise|remonte|descendu|atteint|rencontre)\b"
)
_AT_SEA = gated(
    r"\b(?:nautical miles?|milles? nautiques?|milles? marins?|ais|transpondeur|transponder|roadstead|en rade|anchorage|"
    r"mouillage|escales?|port calls?|ship-to-ship|bord a bord|quays?|quais?|berth|wharf|harbour ?master|capitainerie)\b"
)
# A ship's name and the words up to its verb take at most this many characters.
AHEAD_REACH = 90
# "the unloading of the Angara", "l'équipage du Sparta", "trois escales du Lauga".
_SHIP_NOUN = gated(
    rf"\b(?:(?:[Bb]erthing|[Mm]ooring|[Uu]nloading|[Ll]oading|[Aa]ppareillage|[Aa]ccostage|[Mm]ouillage|"
    rf"[Dd]échargement|[Dd]ocking|[Uu]nmooring|loaded onto|loaded on|unloaded from|chargée?s? sur|déchargée?s? d[eu]|"
    rf"décharger|unload|crew of|équipage d[eu]|captain of|skipper of|master of|capitaine d[eu]|"
    rf"hull of|holds? of|stern of|coque d[eu]|cales? d[eu]|poupe d[eu]|transponder of|transpondeur d[eu]|"
    rf"AIS (?:signal )?(?:of|d[eu])|émetteur (?:AIS )?d[eu]|draught of|tirant d['’]eau d[eu]|"
    rf"[Ee]scales? d[eu]|[Pp]ort calls? (?:of|by)|calls (?:of|by)|[Vv]oyages? (?:of|by)|[Tt]raversées? d[eu]|"
    rf"[Rr]otations? d[eu]|bord à bord avec|à couple (?:de|avec)|alongside|rendezvous with|[Mm]anifest of|"
    rf"manifeste d[eu])"
    rf"(?: of| de| du| by| from)?)(?: (?:the |le |la |l['’])| (?<=du )| d['’])(?P<name>{NAMES})",
    of_copies=True,
)
# "The Anatol's AIS", "the Rasul G.'s crew".
_HAS = gated(
    rf"\b[Tt]he (?P<name>{NAMES}\.?)['’]s? (?:[a-z-]+ )?(?:AIS|transponder|crew|captain|master|skipper|hull|holds?|"
    rf"stern|draught|manifest|bridge|deck|voyages?|call at|calls at|port calls?|berth|anchor)\b",
    of_copies=True,
)
# "The Port Olya-3 is a general cargo ship", "le Lauga est un vraquier de 140 mètres".
_IS_A = re.compile(
    rf"{_ARTICLE}(?P<name>{NAMES}){_CLOSED}{_ASIDE} (?:is|was|est|était) (?:un|une|an?|the|le|la) (?:[\w-]+ ){{0,4}}$"
)
# "This tanker", "Ce vraquier" at the beginning of a sentence; "The ship" takes up what the sentence before began with.
_THIS = re.compile(r"[.!?…»”][\s]+(?:(?P<this>This|That|Ce|Cet|Cette)|The|Le|La|L['’]) ?(?:[\w-]+ )?$")
_SENTENCE_END = re.compile(r"[.!?…»”][\s]+(?=[A-ZÀ-Þ«“])|\n+")
_ARTICLED = re.compile(rf"{_ARTICLE}(?P<name>{NAMES})")
# A demonstrative and an adjective, and the sentence before them, take at most so many characters. GUESS.
THIS_REACH, TAKEN_UP = 30, 260
# "The A, the B and the C": what stands between the names of ships told of together.
_LINK = (
    r"(?:,? (?:and|et|then|puis|or|ou|met|with|avec|ainsi que|from|onto|to|escorted|towed|rejoint|croisé|vers|comme)|"
    r"(?: (?:le|on|from|in|at|à|en|since|depuis) [\w ]{1,22})?[,;](?: and| et| then| puis)?) "
)
_SIDE_BY_SIDE = re.compile(
    rf"(?=\b(?:[Tt]he |[Ll]e |[Ll]a |[Ll]['’]|[Dd]u |[Aa]u )(?P<one>{NAMES}){_ASIDE}{_LINK}"
    rf"(?:the |le |la |l['’]|du |au )(?P<other>{NAMES}))"
)
# Who speaks is no ship: "the Caspianet said", "selon le Lloyd".
_SPEAKS = (
    r"(?:\b(?:selon|d'apres|according to|citing|told|citant) (?:the |le |la |l')?{name}\b|"
    r"\b{name},? (?:\w+ ){{0,2}}(?:said|says|reported|reports|wrote|added|told|rapporte|ecrit|indique|affirme|assure))"
)
# Words in the names of offices, sights and waters; ships are seldom called so.
_OTHERWISE = words(
    "ministry ministere panel navy marine council conseil union government gouvernement president embassy ambassade "
    "court cour state etat army armee commission house senate senat office authority autorite service force forces "
    "strait detroit gulf golfe canal channel ocean river fleuve mer peninsula coast cote islands iles agency agence "
    "corps guard garde group groupe company compagnie parliament parlement federation republic republique bank banque "
    "guardian times telegraph post herald tribune gazette observer independent economist monde figaro parisien temps "
    "un ue eu nato otan onu ais imo omi mmsi kremlin elysee pentagon west east north south nord sud ouest est"
)


@cache
def _common_words() -> frozenset[str]:
    """Nouns for people, papers, aircraft: a capital does not make a ship of them."""
    listed = wordlists("nouns")
    groups = ("people", "outlets", "documents", "aircraft", "agreements", "vessel", "land")
    every = (one for group in groups for language in ("fr", "en") for one in listed[group][language].split("|"))
    return frozenset(folded(one).strip() for one in every) | _OTHERWISE


class Unlabelled:
    """Looks for ships in one text; `taken` says of a stretch whether something known other than a ship stands there."""

    def __init__(
        self, text: str, flat: Flat, common: Mapping[str, Sequence[Noun]], taken: Callable[[int, int], bool]
    ) -> None:
        self._text, self._flat, self._common, self._taken = text, flat, common, taken

    def named(self, start: int, numbered: bool) -> Iterator[tuple[int, int]]:
        """Yield where ships are named; `numbered` tells that an IMO or MMSI number stands in the text."""
        yield from self._ahead_of(_SAILS.finditer(self._flat, start), start)
        for pattern in (_SHIP_NOUN, _HAS):
            for match in pattern.finditer_in(self._text, self._flat, start):
                if not self._taken(*match.span("name")) and self._may_be(match["name"]):
                    yield match.span("name")
        for noun in self._common["vessel"]:
            yield from self._taken_up(noun, start)
            told = _IS_A.search(self._text, max(start, noun.start - AHEAD_REACH), noun.start)
            if told and not self._taken(*told.span("name")) and self._may_be(told["name"]):
                yield told.span("name")
        at_sea = numbered or self._common["vessel"] or _AT_SEA.search(self._flat, start)
        if at_sea and not self._common["aircraft"]:
            yield from self._ahead_of(_GOES.finditer(self._flat, start), start)

    def _taken_up(self, noun: Noun, start: int) -> Iterator[tuple[int, int]]:
        """*Then there is the X. This tanker …*: a name that the next sentence takes up with a word for a ship."""
        opens = _THIS.search(self._text, max(start, noun.start - THIS_REACH), noun.start)
        if opens is None:
            return
        before = max(start, opens.start() - TAKEN_UP)
        low = max([before, *(one.end() for one in _SENTENCE_END.finditer(self._text, before, opens.start()))])
        named = list(_ARTICLED.finditer(self._text, low, opens.start() + 1))
        named = named if opens["this"] else [one for one in named if one.start() == low]
        fitting = [one for one in named if not self._taken(*one.span("name")) and self._may_be(one["name"])]
        if fitting:
            yield fitting[-1].span("name")

    def _ahead_of(self, verbs: Iterable[re.Match[str]], start: int) -> Iterator[tuple[int, int]]:
        for verb in verbs:
            ahead = _AHEAD.search(self._text, max(start, verb.start() - AHEAD_REACH), verb.start())
            if ahead and not self._taken(*ahead.span("name")) and self._may_be(ahead["name"]):
                yield ahead.span("name")

    def beside(self, known: Iterable[str], start: int) -> Iterator[tuple[int, int]]:
        """Yield names that stand side by side with the name of a ship, and with names found so."""
        ships = set(known)
        pairs = [(one, one["one"], one["other"]) for one in _SIDE_BY_SIDE.finditer(self._text, start)] if ships else []
        grown = True
        while grown:
            grown = False
            for match, one, other in pairs:
                if (one in ships) == (other in ships):
                    continue
                group, new = ("other", other) if one in ships else ("one", one)
                if not self._taken(*match.span(group)) and self._may_be(new):
                    ships.add(new)
                    grown = True
                    yield match.span(group)

    def _may_be(self, name: str) -> bool:
        low = folded(name)
        if any(word.strip(".") in _common_words() for word in low.replace("'", " ").split(" ")):
            return False
        return re.search(_SPEAKS.format(name=re.escape(low)), self._flat) is None
