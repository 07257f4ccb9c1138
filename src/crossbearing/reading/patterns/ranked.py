"""The rank of a visit: "its fourth call in ten days", "the third such unloading since May", "the second time that"."""

from __future__ import annotations

import re
from dataclasses import replace

from crossbearing.model.claims import Kind
from crossbearing.reading.document import inside
from crossbearing.reading.draft import Draft, Pattern
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.gates import gated
from crossbearing.reading.language.nouns import Noun
from crossbearing.reading.patterns.counting_window import length_of
from crossbearing.reading.patterns.visit_count import count_of
from crossbearing.reading.scene import Scene


def ranked_visit(clause: Clause, scene: Scene) -> Draft | None:
    """*C'est la 4e visite de cet avion*: an ordinal before a noun of visiting."""
    if clause.predicate is not None and clause.predicate.negative:
        return None  # "a second rotation did not take place"
    arriving = _ARRIVING.search(clause.flat)
    nouns = (
        *inside(clause.doc.nouns["visits"], clause.start, clause.end),
        *_craft_nouns(clause, scene, bool(arriving)),
        *_operations(clause, scene),
    )
    for noun in nouns:
        at = noun.start
        ordinal = next(
            (
                q
                for q in inside(clause.doc.quantities, at - 34, at)
                if q.form == "ordinal" and _adjoins(clause.doc.flat[q.end : at])
            ),
            None,
        )
        if ordinal is not None and not (_is_singular_event(clause) and length_of(clause, scene) is None):
            return count_of(clause, scene, noun.word, ordinal)
    return _bare_rank(clause, scene) or _nth_time(clause, scene)


# "la quatrième fois cette année que cet avion arrive de X", "the third time since May that she has docked".
_TIME = gated(r" (?:fois|time)\b(?P<when>[^.;]{0,40}?) (?:que|qu'|that|the|she|it) ")
_COMES = gated(
    r"\b(?:arriv\w+|accost\w+|mouill\w+|fai(?:t|sait) escale|quitt\w+|repart\w*|atterri\w*|se pos\w+|s'est posee?|"
    r"touch\w+|call\w*|dock\w*|land\w*|visit\w*|enter\w*|berth\w*|anchor\w*|sail\w*|unload\w*|decharg\w+|"
    r"put in|left|reached|transit\w*|franchi\w*|travers\w+)\b"
)


def _nth_time(clause: Clause, scene: Scene) -> Draft | None:
    """*C'est la quatrième fois cette année que ce navire accoste à X*: the rank of what a craft does."""
    if clause.lemma not in ("be", "être") or not _TIME.may_match(clause.flat):
        return None
    whole = replace(clause, end=clause.start + len(scene.doc.text[clause.start : clause.sentence.end].rstrip(" .!\n")))
    ranks = [one for one in inside(scene.doc.quantities, clause.start, clause.end) if one.form == "ordinal"]
    told = [(one, _TIME.match(scene.doc.flat, one.end, whole.end)) for one in ranks]
    rank, match = next(((one, found) for one, found in told if found is not None), (None, None))
    if rank is None or match is None or not _COMES.search(scene.doc.flat, match.end() - 1, whole.end):
        return None
    crafts = scene.fleet.within(match.start(), whole.end)
    return count_of(whole, scene, "visits", rank) if crafts else None


# What is done with craft, counted by its rank over a while: "le troisième débarquement de ce genre depuis janvier".
OPERATION = gated(
    r" (?:[\w-]+ )?(?P<noun>debarquements?|dechargements?|chargements?|"
    r"transbordements?|operations?|livraisons?|convois?|"
    r"transferts?|ravitaillements?|rencontres?|controles?|inspections?|unloadings?|loadings?|transfers?|rendezvous|"
    r"meetings?|encounters?|escorts?|convoys?|boardings?|interceptions?|shipments?|deliver(?:y|ies)|blackouts?)\b"
)
_WITHIN = gated(
    r"\b(?:of the (?:year|month|summer|winter|season)|de l'annee|du mois|depuis|since|this (?:year|month|week)|"
    r"cette (?:annee|semaine)|ce mois-ci|in as many|en autant de|"
    r"in (?:two|three|four|five|six|\d+) (?:days|weeks|months))\b"
)


def _operations(clause: Clause, scene: Scene) -> list[Noun]:
    """Nouns behind an ordinal, in a report that tells of craft."""
    if clause.lemma not in ("", "be", "être", "constituer", "mark", "represent") or not _WITHIN.search(clause.flat):
        return []
    low = clause.object.start if clause.lemma else clause.start  # "a second shipment is due" ranks nothing
    told = any(one.craft.named or one.craft.ids for one in scene.fleet.mentions)
    ranks = [one for one in inside(scene.doc.quantities, low, clause.end) if one.form == "ordinal"] if told else []
    found = [(OPERATION.match(scene.doc.flat, one.end), one) for one in ranks]
    return [Noun(one.end + 1, match.end(), match["noun"]) for match, one in found if match is not None]


_RANK = re.compile(
    r" (?:bien |deja |also |already )?(?:la |le |the |its |sa )?(?P<rank>[\w-]+) (?:du genre |de ce type |"
    r"of its kind |of the kind |such )?"
    r"(?:en|in|depuis|since|this|cette|ce|cet)\b"
)
_THING = re.compile(
    r"\b(?:shipment|delivery|consignment|cargo|call|visit|flight|livraison|envoi|cargaison|visite|escale|vol)\b"
)


def _bare_rank(clause: Clause, scene: Scene) -> Draft | None:
    """*The shipment is the third in as many months*: the noun stands before the verb."""
    match = _RANK.match(clause.text_of(clause.object)) if clause.lemma in ("be", "être") else None
    noun = _THING.search(clause.text_of(clause.subject)) if match else None
    if match is None or noun is None:
        return None
    at = clause.object.start + match.start("rank")
    ordinal = next((q for q in inside(scene.doc.quantities, at, at + 1) if q.form == "ordinal"), None)
    return count_of(clause, scene, noun.group(), ordinal) if ordinal is not None else None


_ARRIVING = gated(
    r"\b(?:a (?:y |s'y )?(?:accoster|atterrir|se poser|poser|faire (?:escale|halte|route)|arriver|mouiller|toucher|"
    r"relier|"
    r"entrer|rejoindre|rallier|gagner|quitter|partir|decoller|survoler|traverser|franchir|transiter|visiter|passer|"
    r"venir|s'amarrer|appareiller|desservir|livrer|effectuer|emprunter|revenir)|"
    r"to (?:dock|land|call|arrive|berth|stop|reach|enter|leave|depart|visit|cross|transit|overfly|fly|make|touch|come|"
    r"tie up|put in|sail|pass|use|return|anchor|moor|unload))\b|"
    r"\bto have (?:docked|landed|called|arrived|berthed|stopped|reached|entered|left|visited|crossed)\b"
)


def _craft_nouns(clause: Clause, scene: Scene, arriving: bool) -> tuple[Noun, ...]:
    """*le neuvième navire russe à accoster dans ce port*: the rank of a craft that arrives."""
    if not arriving and not _OVER_A_WHILE.search(clause.flat):
        return ()
    ships = inside(scene.doc.nouns["vessel"], clause.start, clause.end)
    planes = inside(scene.doc.nouns["aircraft"], clause.start, clause.end)
    crafts = scene.fleet.within(clause.start, clause.end)
    types = [Noun(one.start, one.end, scene.doc.flat[one.start : one.end]) for one in crafts if one.craft.named]
    others = [
        Noun(clause.start + one.start("noun"), clause.start + one.end("noun"), one["noun"])
        for one in _CARRIERS.finditer(clause.flat)
    ]
    return tuple(sorted((*ships, *planes, *types, *others)))


# "the fourth cargo jet in a week": a rank among craft over a stretch of time.
_OVER_A_WHILE = re.compile(
    r"\b(?:in|within|en|in just|in under|en moins d[e'])(?: just| only| seulement| a peine)? "
    r"(?:a|an|une?|as many|autant de|[a-z]+|\d+) "
    r"(?:days?|weeks?|months?|year|fortnight|hours|jours?|semaines?|mois|an|annee|heures|quinzaine)\b|"
    r"\b(?:this|cette) (?:week|month|year|semaine|annee)\b|\b(?:since|depuis) [a-z]+\b|\bce mois-ci\b"
)
_CARRIERS = gated(
    r" (?P<noun>transports?|transporteurs?|gros-porteurs?|airlifters?|jets?|deliver(?:y|ies)|shipments?)\b"
)


def _adjoins(gap: str) -> bool:
    return bool(
        re.fullmatch(
            r" (?:such |telle |official |officielle |[a-z]+e |[a-z-]+(?:n|sh|se|c|ch|er|en|ain|ais|ois|e) ){0,2}", gap
        )
    )


def _is_singular_event(clause: Clause) -> bool:
    """*il a effectué une troisième rotation dans la nuit du 2 au 3*: one flight, told with its rank."""
    return clause.lemma in ("effectuer", "faire", "réaliser", "make", "accomplir", "operate")


RANKED_VISIT = Pattern(
    "ranked visit",
    Kind.VISIT_COUNT,
    ranked_visit,
    reads=(
        ("fr", "C'est la cinquième visite de cet appareil à Caracas depuis janvier 2022."),
        ("en", "It was the third port call of the ship in Tartus in two months."),
        ("fr", "C'est la quatrième fois cette année que ce navire accoste à Tartous."),
        ("en", "It was the third time since May that the ship docked at Tartus."),
    ),
    ignores=(("fr", "C'est la première fois que la pièce est jouée à Lyon."),),
    alongside=True,
)
