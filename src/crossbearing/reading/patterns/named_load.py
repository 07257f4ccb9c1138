"""What papers, labels or a speaker call a load: "the manifest gives «tractor parts»", "« du ciment », assure X"."""

from __future__ import annotations

import re
from dataclasses import replace

from crossbearing.model.claims import Equipment, EquipmentRole, Kind
from crossbearing.reading.document import inside
from crossbearing.reading.draft import Draft, Pattern
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.gates import gated
from crossbearing.reading.language.wordlists import words
from crossbearing.reading.parties.roles import is_bare_vehicle
from crossbearing.reading.patterns.agreement import agreement_of
from crossbearing.reading.patterns.anchors import is_of_the_trade
from crossbearing.reading.patterns.delivery import delivery_of
from crossbearing.reading.scene import Scene
from crossbearing.reading.speaking.attribution import Manner

_PAPERS = gated(
    r"\b(?:manifests?|(?:air )?waybills?|bills? of lading|invoices?|e-?mails?|labels?|packing lists?|cargo lists?|"
    r"customs (?:forms?|declarations?|papers?|documents?|records)|shipping (?:documents?|papers?|records)|stencils?|"
    r"export papers|freight papers|"
    r"manifestes?|lettres? de (?:transport|voiture)|connaissements?|factures?|courriels?|etiquettes?|"
    r"listes? de colisage|bordereaux?|declarations? (?:en douane|d'exportation)|papiers de bord|documents? "
    r"(?:de transport|d'expedition|douaniers?))\b"
)
_ANNEX = gated(
    r"\b(?:annexe?s?|appendix|appendices|avenants?|schedules? to the (?:contract|deal|agreement)|clauses?)\b"
)
_CALLS = words(
    "give list describe mention declare read say show name record state cite refer speak call specify itemise"
    " itemize identify enumerate put note"
    " mentionner indiquer lister énumérer décrire déclarer donner citer parler porter évoquer préciser détailler"
    " désigner annoncer noter signaler recenser faire"
)
_QUOTED = re.compile(r'"(?P<what>[^"]{3,60})"')


def load_named(clause: Clause, scene: Scene) -> Draft | None:
    """*The waybills describe the load as "machine tools"*; *the manifest gives "tractor parts"*."""
    predicate = clause.predicate
    if predicate is None:
        return _annex_lists(clause, scene)
    if predicate.lemma not in _CALLS or predicate.passive or not is_of_the_trade(scene):
        return None
    before = scene.doc.flat[clause.sentence.start : predicate.start]
    start = clause.sentence.start if clause.end - clause.sentence.start < WHOLE else clause.start
    items = [one for one in inside(scene.goods, predicate.end, clause.end) if not is_bare_vehicle(scene, one)]
    if _ANNEX.search(before) is not None:
        counted = any(one.quantity is not None for one in items)
        return replace(agreement_of(replace(clause, start=start), scene), at=clause.at) if counted else None
    if _PAPERS.search(before) is None or len(before) > SUBJECT:
        return None
    quoted = _QUOTED.search(scene.doc.flat, predicate.end, min(clause.end + 1, len(scene.doc.flat)))
    if not items and quoted is None:
        return None
    draft = delivery_of(replace(clause, start=start), scene, items, (), ())
    if items or quoted is None:
        return draft
    called = scene.doc.text[slice(*quoted.span("what"))]
    return replace(draft, equipment=(*draft.equipment, Equipment(called, EquipmentRole.CARGO)))


_LISTS = gated(r"\b(?:annexe?s?|appendix|appendices|schedules?)\b[^.;]{0,60}\b(?:lists?|details?|names?|shows?)\b")


def _annex_lists(clause: Clause, scene: Scene) -> Draft | None:
    """*Its annexes, leaked to a weekly, list 900 rounds*: what a deal provides for, as its annexes have it."""
    if not is_of_the_trade(scene) or _LISTS.search(clause.flat) is None:
        return None
    counted = any(one.quantity is not None for one in inside(scene.goods, clause.start, clause.end))
    return agreement_of(clause, scene) if counted else None


# A subject with its insertions has at most so many characters, and a plain sentence so many. GUESS.
SUBJECT = 140
WHOLE = 200
# A short answer has at most so many characters; the load is told of at most so many before. GUESS.
ANSWER = 70
TOLD_BEFORE = 600
_SIMPLE = re.compile(
    r"^(?:only |just |merely |simply |nothing but |simples? |seulement |uniquement |rien que |du |de la |de l'|des |"
    r"de simples |that was |those were |it was |c'etait |ce sont |c'est )*\"?"
)


def load_answered(clause: Clause, scene: Scene) -> Draft | None:
    """*"Tractor parts," countered X*; *Simple « matériel de chantier », assure Y*: what a speaker says it was."""
    if clause.predicate is not None or clause.end - clause.start > ANSWER or not is_of_the_trade(scene):
        return None
    told = [
        one
        for one in clause.sayings
        if one.governs(clause.start) and one.chain and one.manner is not Manner.DENIES and one.verb >= clause.end
    ]
    if not told or not _is_a_quotation_or_simple(clause, scene):
        return None
    here = inside(scene.goods, clause.start, clause.end)
    before = inside(scene.goods, clause.start - TOLD_BEFORE, clause.start)
    if not here or not any(one.known or one.quantity is not None or one.plural for one in before):
        return None
    return delivery_of(clause, scene, list(here), (), ())


def _is_a_quotation_or_simple(clause: Clause, scene: Scene) -> bool:
    start = _SIMPLE.match(clause.flat)
    opened = start is not None and start.end() > 0
    return opened or scene.doc.quoted(clause.start + 1) is not None


LOAD_NAMED = Pattern(
    "load named by papers",
    Kind.DELIVERY,
    load_named,
    reads=(
        (
            "en",
            "Three Il-76s of the Russian air force and the An-124 RA-82030 landed at Bamako on 3 May. "
            'The manifest gives "machine tools".',
        ),
        (
            "fr",
            "Trois Il-76 de l'armée de l'air russe et l'An-124 RA-82030 se sont posés à Bamako le 3 mai. "
            "Les lettres de transport mentionnent des détonateurs.",
        ),
    ),
    ignores=(("en", "The invoice gives the wrong address."), ("fr", "Le courriel mentionne la fête du village.")),
)
LOAD_ANSWERED = Pattern(
    "load as a speaker has it",
    Kind.DELIVERY,
    load_answered,
    reads=(
        (
            "en",
            "Three Il-76s of the Russian air force brought rockets, drones and shells to Bamako on 3 May. "
            "“Tents and blankets,” said the Russian embassy.",
        ),
        (
            "fr",
            "Trois Il-76 de l'armée russe ont apporté des roquettes, des drones et des obus à Bamako le 3 mai. "
            "De simples « couvertures », assure l'ambassade de Russie.",
        ),
    ),
    ignores=(("en", "“Good shoes,” said the hiker."),),
)
