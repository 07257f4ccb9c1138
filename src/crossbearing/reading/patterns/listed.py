"""What papers list, what inspectors count, what a state refuses to let through."""

from __future__ import annotations

import re

from crossbearing.model.claims import EquipmentRole, Kind, Polarity
from crossbearing.reading.document import inside
from crossbearing.reading.draft import Draft, Pattern, draft_of
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.gates import gated
from crossbearing.reading.language.wordlists import words
from crossbearing.reading.parties.goods import as_equipment
from crossbearing.reading.parties.people import quantity_before
from crossbearing.reading.parties.roles import carrier, operators, parties
from crossbearing.reading.patterns.visit_count import count_of, visits_noun
from crossbearing.reading.scene import Scene, Who, subject_of

_PAPERS = gated(
    r"\b(?:manifestes?|manifests?|connaissements?|bills? of lading|lettres? de (?:transport|voiture)|waybills?|"
    r"air waybills?|"
    r"cargo lists?|packing lists?|listes? de colisage|declarations? (?:en douane|de douane)|customs (?:declarations?|"
    r"papers?|"
    r"forms?|documents?)|factures?|invoices?|bons? de livraison|delivery notes?|end-user certificates?|"
    r"certificats? d'utilisateur final|plans? de vol|flight plans?|etiquettes?|labels?|papiers|paperwork)\b"
)
_LISTS = words(
    "mentionner indiquer porter lister énumérer afficher déclarer décrire faire parler annoncer désigner donner "
    "préciser"
    " list mention show declare describe record give state say name read specify mark label bear indicate"
)


def listed(clause: Clause, scene: Scene) -> Draft | None:
    """*Both times the manifest listed cement*: what papers say was carried, or where it went."""
    predicate = clause.predicate
    papers = _PAPERS.search(clause.flat)
    if predicate is None:
        return _told_by_papers(clause, scene)
    if papers is None or predicate.lemma not in _LISTS:
        return None
    if clause.start + papers.start() > predicate.start and not predicate.passive:
        return None
    crafts = scene.fleet.within(clause.start, clause.end) or [one for one in (scene.fleet.last(clause.start),) if one]
    if not crafts:
        return None
    quantity, noun = visits_noun(clause, scene)
    if quantity is not None and (quantity.min or 0) > 1 and quantity.start > predicate.end:
        return count_of(clause, scene, noun, quantity)  # "the flight plans list three legs"
    found = inside(scene.goods, predicate.end, clause.end)
    return draft_of(
        Kind.STATEMENT,
        clause,
        crafts=tuple(crafts[:1]),
        equipment=as_equipment(scene.doc, found, EquipmentRole.CARGO),
        actors=operators(scene, crafts[:1]),
        checkable_by=("claims",),
    )


def _told_by_papers(clause: Clause, scene: Scene) -> Draft | None:
    """*the manifest listed* is read as a saying: what follows is what was listed."""
    flat = scene.doc.flat
    tellers = [one for one in clause.sayings if one.governs(clause.start) and _PAPERS.search(flat, one.start, one.end)]
    last = scene.fleet.last(clause.start)
    if not tellers or last is None or not 0 <= clause.start - tellers[0].end <= 3:
        return None
    found = inside(scene.goods, clause.start, clause.end)
    return draft_of(
        Kind.STATEMENT,
        clause,
        start=tellers[0].start,
        crafts=(last,),
        equipment=as_equipment(scene.doc, found, EquipmentRole.CARGO),
        actors=operators(scene, (last,)),
        checkable_by=("claims",),
    )


_INSPECTORS = re.compile(
    r"\b(?:inspecteurs?|inspectors?|douaniers?|customs|enqueteurs?|investigators?|experts?|panel|observateurs?|"
    r"observers?|"
    r"monitors?|agents?|officers?|equipe|team|boarding party|peacekeepers?|casques bleus|soldats?|soldiers|police|"
    r"marins|sailors|grutiers?|dockers?|debardeurs?|stevedores?|longshoremen|crane operators?|dockworkers?|"
    r"port workers?|ouvriers?|fishermen|pecheurs?)\b"
)
_COUNTS = words(
    "compter dénombrer recenser trouver découvrir retrouver relever constater ouvrir"
    " count find discover tally recover uncover log open examine"
)


def counted_goods(clause: Clause, scene: Scene) -> Draft | None:
    """*Inspectors counted forty crates*: goods with a figure, found by those who looked."""
    predicate = clause.predicate
    if predicate is None or predicate.lemma not in _COUNTS or not scene.fleet.mentions:
        return None
    told = clause.text_of(clause.object if predicate.passive else clause.subject)
    stretch = clause.subject if predicate.passive else clause.object
    none = _NONE.match(clause.flat) is not None and predicate.passive
    seen = inside(scene.goods, stretch.start, stretch.end)
    found = [one for one in seen if none or quantity_before(scene.doc, one.start)]
    seen_by = _INSPECTORS.search(told) or subject_of(scene, clause).who is Who.PEOPLE
    if not found or not (predicate.passive or seen_by):
        return None
    return draft_of(
        Kind.STATEMENT,
        clause,
        equipment=() if none else as_equipment(scene.doc, found, EquipmentRole.CARGO),
        polarity=Polarity.NEGATIVE if none else Polarity.POSITIVE,
        checkable_by=("claims",),
    )


_NONE = re.compile(r"(?:aucune?|pas une?|no|not one|not a single) ")
_REFUSES = words("refuser interdire fermer accorder octroyer deny refuse bar close grant ban block revoke withhold")
_PASSAGE = gated(
    r"\b(?:survols?|espace aerien|acces|entree|escale|accostage|visas?|autorisations?|permission|atterrissage|passage|"
    r"detroits?|overflights?|airspace|access|entry|port calls?|landing (?:rights|slots?)|clearances?|permits?|"
    r"passage|straits?|"
    r"slots?|creneaux?)\b"
)


def refused(clause: Clause, scene: Scene) -> Draft | None:
    """*la Géorgie leur refuse le survol*: a state or an authority lets nobody through."""
    predicate = clause.predicate
    if predicate is None or predicate.lemma not in _REFUSES or not _PASSAGE.search(clause.flat):
        return None
    agents = () if predicate.passive else parties(scene, clause.start, predicate.start)[:1]
    if not scene.fleet.mentions or not (agents or predicate.passive):
        return None
    crafts = tuple(scene.fleet.within(clause.start, clause.end))[:1]
    return draft_of(
        Kind.STATEMENT,
        clause,
        crafts=crafts,
        equipment=tuple(carrier(scene.doc, one) for one in crafts),
        actors=agents,
        checkable_by=("claims",),
    )


LISTED = Pattern(
    "listed in papers",
    Kind.STATEMENT,
    listed,
    reads=(
        ("en", "The freighter Blue Heron docked at Tartus on 3 May 2023. The manifest declared cement."),
        ("fr", "Le cargo Altaïr II a accosté à Bizerte le 4 mai. Le manifeste mentionnait du ciment."),
    ),
    ignores=(("fr", "Le manifeste mentionne la poésie."),),
)
COUNTED_GOODS = Pattern(
    "counted goods",
    Kind.STATEMENT,
    counted_goods,
    reads=(
        ("en", "The freighter Blue Heron docked at Tartus on 3 May 2023. Inspectors counted forty crates."),
        ("fr", "Le cargo Altaïr II a accosté à Bizerte le 4 mai. Les douaniers y ont trouvé 300 fusils."),
    ),
    ignores=(("en", "Teachers counted forty crates."),),
)
REFUSED = Pattern(
    "refused passage",
    Kind.STATEMENT,
    refused,
    reads=(
        ("fr", "Un Il-76 a quitté Minsk le 3 mai. La Pologne lui a refusé le survol de son territoire."),
        ("en", "An Il-76 left Minsk on 3 May. Poland refused it overflight clearance."),
    ),
    ignores=(("fr", "Le stade leur a refusé l'entrée."),),
)
