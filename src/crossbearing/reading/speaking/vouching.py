"""Who vouches for what was told before: "C'est ce qu'affirment trois marins", "the ministry admits as much"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from crossbearing.model.claims import Claim, Kind, Stance
from crossbearing.reading.document import Document
from crossbearing.reading.language.gates import gated
from crossbearing.reading.language.text import Sentence
from crossbearing.reading.scene import Scene
from crossbearing.reading.speaking.speakers import chain, name_end

_SAYS_FR = (
    r"(?:affirm|assur|rapport|racont|indiqu|soutien|soutienn|avanc|confi|expliqu|declar|pretend|relat|attest|jur|"
    r"revel|ecri|ecriv|repet|signal|precis)(?:e|ent|t|vent|nt)?|di(?:t|sent)"
)
_SAYS_EN = (
    r"(?:say|says|said|claim|claims|claimed|maintain|maintains|report|reports|reported|recall|recalls|allege|alleges)"
)
# The speaker stands behind these words.
_SPEAKER_BEHIND = gated(
    rf"(?:c'est|telle est|voila) (?:du moins |en tout cas |aussi |egalement )?ce qu(?:e |')"
    rf"(?:en )?(?:a |ont )?(?:{_SAYS_FR}) "
    r"|(?:l'|cette |ces |les |la |le |ce )(?:informations?|nouvelle|chiffres?|recit|details?|precisions?|version) "
    r"(?:emane(?:nt)?|proviennent|provient|viennent|vient|sont tirees?|est tiree?|nous viennent|nous vient) "
    r"(?:de |du |des |d')"
    r"|(?:the|this|that|these) (?:information|news|figures?|account|details?|version|tip) "
    r"(?:comes?|came|originates?|stems?|is taken|are taken|was obtained) from "
    r"|(?:so|thus) (?:say|says|said) "
)
# The speaker stands before them.
_SPEAKER_BEFORE = gated(
    r",? (?:(?:nous|me|m') ?(?:l'|le |les )(?:a|ont) (?:\w+ )?"
    r"(?:assure|dit|confirme|raconte|affirme|jure|certifie|repete|confie)s?\b"
    r"|(?:admit(?:s|ted)?|acknowledged?s?|concede[sd]?|confirm(?:s|ed)?|says?|said|told us) as much\b"
    r"|(?:has |have )?told (?:us|me|this newspaper) (?:so|as much)\b"
    r"|(?:en (?:convient|conviennent)|le (?:reconnait|reconnaissent|confirme|confirment|admet|admettent)|"
    r"l'(?:admet|admettent|a reconnu|ont reconnu|a confirme|ont confirme|a admis|ont admis))"
    r"(?= ?(?:[.;,]|desormais|$)))"
)
_THAT_IS_WHAT = gated(
    rf"^ ?(?:that|this|such)(?:, at least,|, in any case,)? (?:is|was) (?:at least )?"
    rf"(?:what|how|the version of|the account of) "
    rf"(?P<who>[^,.;]{{3,60}}?)(?: {_SAYS_EN}| told|\.|$)"
)
_OWNS_UP = re.compile(r"confirm|reconn|admi|admet|acknowledg|conced|convien")
_TAKEN = (Stance.DENIED, Stance.UNCONFIRMED)


def vouched(scene: Scene, claims: Sequence[Claim]) -> list[Claim]:
    """Give the claims of a sentence the speaker whom the next sentence names for all of it."""
    found = list(claims)
    for number, sentence in enumerate(scene.doc.sentences[1:], 1):
        names, owns = _vouching(scene.doc, sentence)
        if not names:
            continue
        before = scene.doc.sentences[number - 1]
        for index, one in enumerate(found):
            told = one.attribution or one.stance in _TAKEN or one.kind is Kind.DENIAL
            if before.start <= one.start < before.end and not told:
                firm = one.stance is not Stance.HEDGED
                stance = (Stance.CONFIRMED if owns else Stance.ATTRIBUTED) if firm else one.stance
                found[index] = replace(one, stance=stance, attribution=names)
    return found


def _vouching(doc: Document, sentence: Sentence) -> tuple[tuple[str, ...], bool]:
    """The speakers that a sentence names for the one before it, and whether they own up to it."""
    behind = _SPEAKER_BEHIND.search(doc.flat, sentence.start, sentence.end)
    if behind and not doc.flat[sentence.start : behind.start()].strip(' "'):
        end = name_end(doc, behind.end(), sentence.end, appositions=True)
        return chain(doc, behind.end(), end), False
    what = _THAT_IS_WHAT.regex.search(doc.flat[sentence.start : sentence.end])
    if what:
        return chain(doc, sentence.start + what.start("who"), sentence.start + what.end("who")), False
    before = _SPEAKER_BEFORE.search(doc.flat, sentence.start, sentence.end)
    if before and "," not in doc.flat[sentence.start : before.start()]:
        names = chain(doc, sentence.start, before.start())
        return tuple(one for one in names if not _PRONOUN.match(one)), bool(_OWNS_UP.search(before.group()))
    return (), False


_PRONOUN = re.compile(r"(?:il|elle|ils|elles|he|she|they|it|qui|who|which|this|that|ce|cela)\b", re.IGNORECASE)
