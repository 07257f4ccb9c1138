"""Events told without a verb, as logs, lists and headings tell them: "RA-76502, in from Latakia, out to Tobruk"."""

from __future__ import annotations

import re
from dataclasses import replace

from crossbearing.model.claims import EquipmentRole, Kind
from crossbearing.reading.craft.followed import CraftKind, CraftMention
from crossbearing.reading.document import inside
from crossbearing.reading.draft import Draft, Pattern, draft_of
from crossbearing.reading.language.clauses import Clause
from crossbearing.reading.language.gates import gated
from crossbearing.reading.language.wordlists import words
from crossbearing.reading.parties.goods import Goods, as_equipment
from crossbearing.reading.parties.roles import carrier, givers, is_bare_vehicle, operators, receivers
from crossbearing.reading.patterns.agreement import agreement_of
from crossbearing.reading.patterns.anchors import FORCES, MILITARY, is_of_the_trade
from crossbearing.reading.patterns.delivery import delivery_of
from crossbearing.reading.patterns.deployment import deployment_of
from crossbearing.reading.patterns.flight import flight_of
from crossbearing.reading.patterns.port_call import call_of
from crossbearing.reading.patterns.told import fact_of
from crossbearing.reading.patterns.visit_of_people import visit_of
from crossbearing.reading.scene import Scene, Subject, Who
from crossbearing.reading.speaking.attribution import Manner
from crossbearing.reading.when import dated

# Words of movement that a log puts where a sentence has its verb.
_MOVING = re.compile(
    r"\b(?:in|out|off|back|inbound|outbound|arr(?:ived)?|dep(?:arted)?|bound|heading|en route|northbound|southbound|"
    r"eastbound|westbound|wheels|airborne|on the ground|on final|overhead|squawking|landed|airborne|"
    r"from [^,;]{2,40} to|to [^,;]{2,40} from|last seen|first seen|seen|spotted|"
    r"au depart|en provenance|a destination|cap (?:au|sur|a)|venu|venue|venus|reparti|repartie|repartis|"
    r"arrivee?|parti|partie|"
    r"au sol|en vol|en approche|en route|de retour|entree?|sorti|vers|via|direction|de [^,;]{2,40} (?:a|vers|pour))\b"
)
_PARKED = gated(
    r"\b(?:on the (?:apron|tarmac|ramp|pad|hardstand|flight ?line|ground)|parked|nose to tail|"
    r"wingtip to wingtip|in the open|"
    r"sur le (?:tarmac|parking|terrain|sol|taxiway)|au parking|gares?|garees?|stationnee?s?|alignee?s?|au sol|"
    r"in (?:revetments|shelters|hangars?)|sous (?:abri|hangar)|wasn't there|weren't there|"
    r"absente?s? (?:une semaine|la veille))\b"
)
_BERTHED = gated(
    r"\b(?:berth|quay|pier|jetty|wharf|dock|alongside|at anchor|anchored|moored|roads|anchorage|in port|lights out|"
    r"poste|quai|a quai|jetee|au mouillage|en rade|a l'ancre|amarree?|mouillee?|darse|bassin|feux eteints|a couple)\b"
)
_CLOCK = re.compile(r"\b\d{4} ?(?:z|l|local|utc|gmt|h|tu)\b|\b\d{1,2} ?h ?\d{0,2}\b|\b\d{1,2}:\d{2}\b")
_FREIGHT = re.compile(
    r"^(?:il-?(?:62|76|78|96|18)|an-?(?:12|22|26|32|72|74|124|148)|c-?(?:5|17|27|130|160|295)|kc-?\d+|a-?(?:400m?|3\d0\w*)|"
    r"l-?100|y-?(?:8|9|20)|tu-?(?:134|154|204|214)|boeing.*|b?7[0-9]7.*|airbus.*|cn-?235|dc-?\d+|md-?11|gulfstream.*|"
    r".*(?:transport|cargo|freighter|airlifter|gros.porteur|tanker|ravitailleur|antonov|ilyushin|iliouchine|avion|aircraft|"
    r"plane|appareil|jet).*)"
)


def told_by_fragment(clause: Clause, scene: Scene) -> Draft | None:
    """A line without a verb that places craft, people or goods somewhere, on a day or at an hour."""
    if any(one.manner is Manner.DENIES and one.governs(clause.start) for one in clause.sayings):
        return None
    here = _verbless(clause, scene)
    if here is None or here.end - here.start > FRAGMENT_LENGTH:
        return None
    crafts = scene.fleet.within(here.start, here.end)
    works = _of_works(here, scene)
    if works is not None:
        return works
    if crafts and crafts[0].craft.kind is CraftKind.AIRCRAFT:
        return _of_aircraft(here, scene, crafts[0])
    ships = [one for one in crafts if one.craft.kind is CraftKind.VESSEL]
    if ships:
        return _of_vessel(here, scene, ships[0])
    return _of_people(here, scene) or _of_goods(here, scene) or _of_money(here, scene) or _of_last_craft(here, scene)


def _verbless(clause: Clause, scene: Scene) -> Clause | None:
    """The clause where it has no verb, or what stands behind its colon where that has none."""
    predicate = clause.predicate
    if predicate is None:
        return clause
    if predicate.lemma in _SHOWS and _PARKED.search(clause.text_of(clause.object)):
        return replace(clause, predicate=None)  # "A frame dated 12 Aug has two Il-76s on the apron"
    colon = clause.flat.find(": ")
    if colon < 0 or clause.start + colon < predicate.end or predicate.lemma not in _HEADS_A_LIST:
        return None
    return replace(clause, start=clause.start + colon + 2, predicate=None)


_SHOWS = words("have show reveal depict avoir montrer révéler laisser")
# "The latest run was on Friday: off X at 05:40, …": verbs before a colon that leads to a log.
_HEADS_A_LIST = words("be être run go follow look come show read have avoir voir suivre donner lire")


def _of_last_craft(clause: Clause, scene: Scene) -> Draft | None:
    """*Off Kigali at 05:40, wheels down in Pemba just after eleven*: a leg of the aircraft told of last."""
    last = scene.fleet.last(clause.start, CraftKind.AIRCRAFT)
    places = inside(scene.spots, clause.start, clause.end)
    if last is None or clause.start - last.start > LAST_REACH or len(places) < 2 or not _is_timed(clause, scene):
        return None
    if not _LEG_WORDS.search(clause.flat):
        return None
    return flight_of(clause, scene, Subject(Who.AIRCRAFT, craft=last, pronoun=True))


# The aircraft that a log goes on about stands at most about three sentences before. GUESS.
LAST_REACH = 500
_LEG_WORDS = gated(
    r"\b(?:wheels (?:up|down)|airborne|on the ground|off [a-z]+ at|touchdown|takeoff|take-off|squawk\w*|"
    r"callsign|call sign|"
    r"inbound|outbound|indicatif|au sol|decollage|atterrissage|en vol|pose a|reparti|roues)\b"
)


# A line of a log is a line. GUESS.
FRAGMENT_LENGTH = 260


def _is_timed(clause: Clause, scene: Scene) -> bool:
    return bool(dated(scene.doc, clause.start, clause.end)) or _CLOCK.search(clause.flat) is not None


def _is_placed(clause: Clause, scene: Scene) -> bool:
    return bool(inside(scene.spots, clause.start, clause.end)) or any(
        clause.start <= one.start < clause.end for one in scene.relatives
    )


def _of_aircraft(clause: Clause, scene: Scene, mention: CraftMention) -> Draft | None:
    if not (mention.craft.named or mention.craft.ids or mention.anaphoric or is_of_the_trade(scene)):
        return None
    if _PARKED.search(clause.flat) and not _FREIGHT.match(mention.craft.name.lower()) and _is_placed(clause, scene):
        return deployment_of(clause, scene, Subject(Who.AIRCRAFT, craft=mention))
    moving, timed, placed = _MOVING.search(clause.flat), _is_timed(clause, scene), _is_placed(clause, scene)
    parked = _PARKED.search(clause.flat) is not None and is_of_the_trade(scene)
    if (
        (placed and timed and (moving or mention.craft.ids))
        or (moving and placed and mention.craft.ids)
        or (parked and timed)
    ):
        return flight_of(clause, scene, Subject(Who.AIRCRAFT, craft=mention))
    return None


def _of_vessel(clause: Clause, scene: Scene, mention: CraftMention) -> Draft | None:
    goods = _counted_goods(clause, scene)
    ports = inside(scene.spots, clause.start, clause.end)
    if goods and len(ports) > 1:
        return _carried(clause, scene, mention, goods)
    berthed = _BERTHED.search(clause.flat) is not None
    told = mention.craft.named and _is_placed(clause, scene) and (berthed or _is_timed(clause, scene))
    return call_of(clause, scene, mention) if told and (berthed or _MOVING.search(clause.flat)) else None


def _carried(clause: Clause, scene: Scene, mention: CraftMention, goods: list[Goods]) -> Draft:
    """*From Odesa to Lagos, aboard the X: nine T-72s*."""
    return draft_of(
        Kind.SHIP_TRANSFER,
        clause,
        crafts=(mention,),
        equipment=(carrier(scene.doc, mention), *as_equipment(scene.doc, goods, EquipmentRole.CARGO)),
        actors=operators(scene, (mention,)),
        recipients=receivers(scene, clause.start, clause.end),
        checkable_by=("vessels",),
    )


_THERE = gated(
    r"\b(?:in town|sur place|en ville|on site|at the (?:hotel|base)|a l'hotel|a la base|arrived|arrivee?s?|"
    r"here|ici|there)\b"
)


def _of_people(clause: Clause, scene: Scene) -> Draft | None:
    """*Also in town since Wednesday: two Belarusian colonels*."""
    groups = [one for one in inside(scene.people, clause.start, clause.end) if one.country and MILITARY.match(one.noun)]
    placed = _is_placed(clause, scene) or (_THERE.search(clause.flat) is not None)
    if not groups or not placed or not (_is_timed(clause, scene) or groups[0].quantity is not None):
        return None
    if groups[0].quantity is None and not (_MOVING.search(clause.flat) or _THERE.search(clause.flat)):
        return None
    if FORCES.match(groups[0].noun):
        return deployment_of(clause, scene, Subject(Who.PEOPLE, people=groups[0]))
    return visit_of(clause, scene, groups[0])


def _counted_goods(clause: Clause, scene: Scene) -> list[Goods]:
    found = inside(scene.goods, clause.start, clause.end)
    return [one for one in found if one.quantity is not None and not is_bare_vehicle(scene, one)]


_SHIPPED = re.compile(
    r"\b(?:from|to|for|bound for|destined for|courtesy of|de|pour|vers|a destination|destine\w*|en provenance)\b"
)


def _of_goods(clause: Clause, scene: Scene) -> Draft | None:
    """*Six howitzers from Serbia for Guinea, in March*."""
    goods = _counted_goods(clause, scene)
    if not goods or not _SHIPPED.search(clause.flat) or not is_of_the_trade(scene):
        return None
    given, taken = givers(scene, clause.start, clause.end), receivers(scene, clause.start, clause.end)
    if not ((given or taken) and (_is_timed(clause, scene) or (given and taken))):
        return None
    return delivery_of(clause, scene, goods, given[:1], tuple(one for one in taken if one not in given[:1])[:1])


# *three new hangars at X*, as pictures show them.
_WORKS = gated(
    r"\b(?:new|fresh|newly built|unfinished|neufs?|neuves?|nouveaux?|nouvelles?|en construction|"
    r"under construction|freshly dug|"
    r"floodlights along)\b[^.;]{0,34}\b(?:hangars?|runways?|pistes?|aprons?|tarmac|shelters?|abris?|"
    r"revetments?|merlons?|bunkers?|"
    r"trenches|tranchees|piers?|quais?|barracks|baraquements|casernements|fuel tanks?|reservoirs?|helipads?|"
    r"radars?|antennas?|"
    r"antennes?|warehouses?|entrepots?|perimeter|taxiways?|docks?)\b|"
    r"\b(?:hangars?|pistes?|abris?|merlons?|tranchees|quais?|baraquements|reservoirs?|antennes?|entrepots?) "
    r"(?:neufs?|neuves?|nouveaux?|nouvelles?|en construction)\b"
)


def _of_works(clause: Clause, scene: Scene) -> Draft | None:
    told = any(one.governs(clause.at) for one in clause.sayings) or _is_timed(clause, scene)
    if not told or _WORKS.search(clause.flat) is None or not is_of_the_trade(scene):
        return None
    where = _is_placed(clause, scene) or _is_timed(clause, scene)
    return fact_of(clause, scene, ()) if where else None


_PRICE = re.compile(
    r"^(?:the )?(?:total |estimated )?(?:price|cost|bill|value|contract value|prix|cout|montant|facture|valeur)\b"
)


def _of_money(clause: Clause, scene: Scene) -> Draft | None:
    """*Price: 92 million dollars for ten aircraft*."""
    money = any(one.form == "money" for one in inside(scene.doc.quantities, clause.start, clause.end))
    return agreement_of(clause, scene) if money and _PRICE.match(clause.flat) and is_of_the_trade(scene) else None


TOLD_BY_FRAGMENT = Pattern(
    "told without a verb",
    Kind.FLIGHT,
    told_by_fragment,
    reads=(
        ("en", "Sunday 9 May: RA-76502 again, in from Latakia, out to Tobruk two hours later."),
        ("fr", "Dimanche 9 mai : encore l'Il-76 RA-76502, venu de Lattaquié, reparti vers Tobrouk."),
        ("en", "Cargo ship Blue Heron, berth 7, Tartus, since 4 May."),
        ("fr", "Cargo Altaïr II, poste 7, Bizerte, depuis le 4 mai."),
    ),
    ignores=(
        ("en", "Il-76: a history of a great aircraft."),
        ("fr", "Sept idées de sortie à Paris le 4 mai."),
    ),
)
