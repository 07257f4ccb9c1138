"""Clauses that point back to a place told of before: "y", "there", "this same airfield"."""

from __future__ import annotations

import re

from crossbearing.model.claims import Kind, PlaceRole
from crossbearing.reading.clauses import Clause
from crossbearing.reading.wordlists import words

# Verbs that end a movement: "à X" behind them is where it went.
ARRIVES = words(
    "atterrir poser arriver accoster amarrer revenir entrer rendre débarquer toucher retourner "
    "rentrer mener décharger envoyer expédier "
    "acheminer livrer déposer transporter parvenir rejoindre effectuer venir aller voler envoler ramener "
    "convoyer exporter offrir remettre "
    "fournir transférer donner vendre céder accueillir évacuer rallier amener voyager déplacer "
    "land arrive dock berth moor call return fly come go travel deliver bring send ship touch unload tour "
    "visit export fly take "
    "airlift supply transport carry transfer hand donate offload sail"
)
# "sur cette même plateforme", "at this same airfield", "to the base": a place told of before.
_SAME_PLACE = (
    r"\b(?P<way>sur|a|au|dans|vers|de|quitte\w*|at|on|in|to|from|into|left|leaving) "
    r"(?:cette|ce|cet|la|le|l'|the|this|that) ?(?:meme |same |tres )?"
    r"(?:plateforme|terrain|aerodrome|piste|aeroport|airfield|airport|airstrip|airbase|harbour|harbor)\b"
    r"(?! (?:de|d'|du|des|of|inter|mili|nik|near|pres|a |at |in |[a-z]+(?:ien|ienne|ais|aise|ain)\b))(?!,? [A-Z])"
)


def names_a_field(clause: Clause) -> bool:
    """Say whether a clause points back to an airfield: "on this same platform"."""
    return re.search(_SAME_PLACE, clause.flat) is not None


def points_back(clause: Clause) -> bool:
    """Say whether a clause points back to a place told of before."""
    group = clause.doc.flat[max(clause.start, clause.at - 3) : clause.predicate.end] if clause.predicate else ""
    return bool(re.search(r"\by\b", group)) or bool(
        re.search(
            rf"{_SAME_PLACE}|"
            r"\bthere\b(?! (?:is|was|are|were)\b)|\bl'aeroport\b(?! (?:de|d'|du|inter|mili|nik))|\bsur place\b",
            clause.flat,
        )
    )


_WAYS_OUT = ("de", "from", "left", "leaving", "quitt")


def role_of_the_same(clause: Clause, kind: Kind) -> PlaceRole:
    """The role of a place that a clause points back to: "left the same airport", "y a atterri"."""
    named = re.search(_SAME_PLACE, clause.flat)
    if named and named["way"].startswith(_WAYS_OUT):
        return PlaceRole.DEPARTURE
    goes = clause.lemma in ARRIVES or kind is Kind.VISIT_COUNT
    return PlaceRole.ARRIVAL if goes else PlaceRole.SITE
