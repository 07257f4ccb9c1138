"""A press of invented reports: several events, several independent authors of each, and what became of their texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random

from crossbearing.worldgen.cascades.facts import SOURCES, Event, event, own_facts, registration
from crossbearing.worldgen.cascades.rewording import LEVELS, Copied, reworded, with_synonyms
from crossbearing.worldgen.cascades.telling import Draft, Sentence, Told, body

OUTLETS = {
    "en": ("Steppe Monitor", "Volga Ledger", "Harbour Post", "Northern Wire", "Levant Courier", "Caspian Daily",
           "Baltic Lines", "Delta Gazette", "Orient Dispatch", "Ridge Tribune"),
    "fr": ("Agence Kolkhide", "Courrier du Delta", "Ouest Rivages", "Corne Info", "Agence Mer Presse", "Passerelles",
           "Le Quotidien du Port", "Regards du Levant", "Dépêche du Golfe", "Agence des Steppes"),
}  # fmt: skip
# Authors who tell one event in one language take other words for it.
WAYS = 4


@dataclass(frozen=True, slots=True)
class Press:
    """All reports, and for each pair of one cascade that they belong together."""

    reports: tuple[Told, ...]

    def cascades(self) -> dict[int, tuple[str, ...]]:
        """The reports of each cascade, by its number."""
        found: dict[int, tuple[str, ...]] = {}
        for told in self.reports:
            found[told.cascade] = (*found.get(told.cascade, ()), told.id)
        return found


def make_press(seed: int, events: int = 5, copies: int = 6) -> Press:
    """Return invented reports: for each event two authors in either language, some of whom are copied.

    Every original is independent of all others, those of the same event too; one more original a event tells another
    event in the same mould.
    """
    draw = Random(seed)
    made: list[Told] = []
    cascade = 0
    for _ in range(events):
        what = event(draw)
        for language in ("en", "fr"):
            way = draw.randrange(WAYS)
            for author in range(2):
                original = _original(draw, what, language, way + author)
                made += _cascade(draw, original, cascade, copies if author == 0 else draw.randrange(3))
                cascade += 1
            other = _mould(draw, original)
            made.append(_written(draw, Copied(other, 0), cascade, True, ""))
            cascade += 1
    order = sorted(made, key=lambda told: (told.published, told.id))
    return Press(tuple(replace(told, id=f"p{number:04d}") for number, told in enumerate(order)))


def _original(draw: Random, what: Event, language: str, way: int) -> Draft:
    source = draw.choice(SOURCES)
    facts = [replace(fact, source=source) for fact in what.core]
    own = own_facts(draw, what.day)
    for fact in own:
        facts.insert(draw.randrange(1, len(facts) + 1), fact)
    published = what.day + timedelta(days=draw.randrange(1, 4))
    outlet = draw.choice(OUTLETS[language])
    hand = draw.randrange(1 << 30)
    return Draft(outlet, language, published, tuple(Sentence(fact, way, hand) for fact in facts))


def _mould(draw: Random, like: Draft) -> Draft:
    """Another event told by the same author in the same words, as routine reports are."""
    shift = timedelta(days=draw.randrange(15, 90))
    sentences = []
    for told in like.sentences:
        fact = told.fact
        for name, value in fact.values:
            if name == "day" or name == "month":
                fact = fact.with_value(name, value + shift)  # type: ignore[operator]
            elif name == "n":
                fact = fact.with_value(name, int(value) + draw.randrange(1, 30))  # type: ignore[arg-type]
            elif name == "reg":
                fact = fact.with_value(name, registration(draw))
        sentences.append(replace(told, fact=fact))
    return replace(like, published=like.published + shift, sentences=tuple(sentences))


def _cascade(draw: Random, original: Draft, cascade: int, copies: int) -> Iterator[Told]:
    yield _written(draw, Copied(original, 0), cascade, True, "")
    levels = draw.sample(range(LEVELS + 1), min(copies, LEVELS + 1))
    for level in levels:
        outlets = [one for names in OUTLETS.values() for one in names if one != original.outlet]
        copy = reworded(draw, original, level, draw.choice(outlets))
        credit = original.outlet if draw.random() < 0.5 else ""
        yield _written(draw, copy, cascade, False, credit)


def _written(draw: Random, copied: Copied, cascade: int, original: bool, credit: str) -> Told:
    draft = copied.draft
    text = body(draft)
    if draft.reworded:
        text = with_synonyms(draw, text, draft.language, draft.reworded)
    if original or draw.random() < 0.5:
        city = draw.choice(("ASTANA", "TUNIS", "GENEVA") if draft.language == "en" else ("PARIS", "RABAT", "GENÈVE"))
        text = f"{city} ({draft.outlet}) – {text}"
    if credit:
        text += f"\n\nSource: {credit}" if draft.language == "en" else f"\n\nSource : {credit}"
    name = f"{cascade:04d}-{copied.level:02d}-{draft.outlet}"
    return Told(name, text, draft.published, draft.language, cascade, copied.level, original, draft.outlet,
                copied.changed, copied.firmed)  # fmt: skip
