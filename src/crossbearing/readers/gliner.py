"""GLiNER with weights on this disk: a small model that marks words by labels, without any server.

It knows no claims. Words that it marks as an event open an offer for their sentence, and the other marked words of the
sentence are its parts. Places are left to the rules, which alone tell where one left from and where it went. Nothing is
ever fetched: without weights or without the library there is an error and no more.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

from crossbearing.errors import InputError
from crossbearing.model.claims import EquipmentRole, Kind, Report
from crossbearing.model.proposals import Offer, OfferedThing, Offers, ProposedBy
from crossbearing.reading.language.text import Sentence, sentences

# The model's own default; a lower one marks nearly every noun.
THRESHOLD = 0.5
CONFIG = "gliner_config.json"
EVENTS = {
    "flight or landing": Kind.FLIGHT,
    "ship call at port": Kind.PORT_CALL,
    "transfer by ship": Kind.SHIP_TRANSFER,
    "delivery or supply": Kind.DELIVERY,
    "agreement or order": Kind.AGREEMENT,
    "visit of a delegation": Kind.VISIT_OF_PEOPLE,
    "military training": Kind.TRAINING,
    "deployment of forces": Kind.DEPLOYMENT,
    "denial": Kind.DENIAL,
}
PARTS = (
    "aircraft or ship",
    "weapon or cargo",
    "country or organisation",
    "recipient country",
    "date",
    "number of people or visits",
    "person or source speaking",
)
_CRAFT, _GOODS, _PARTY, _RECIPIENT, _DATE, _COUNT, _SPEAKER = PARTS
LABELS = (*EVENTS, *PARTS)
NOT_IN_SHAPE = "not in the agreed shape"


class _Model(Protocol):
    def predict_entities(self, text: str, labels: list[str], *, threshold: float) -> Any:
        """Return `[{start, end, text, label, score}]`."""
        ...


class GlinerReader:
    """A stronger reader in this process; it marks words, and the rules make of them what they can."""

    def __init__(self, weights: Path, threshold: float = THRESHOLD) -> None:
        """Load the weights in a folder; raises `InputError` where there are none, or no library to run them."""
        if not (weights / CONFIG).is_file():
            hint = "name the folder of a model that was fetched before; nothing is fetched here"
            raise InputError(str(weights), f"there is no {CONFIG} in it", hint)
        self._model, self._threshold = _loaded(weights), threshold
        labels = hashlib.sha256("\x1f".join((*LABELS, str(threshold))).encode()).hexdigest()
        self._by = ProposedBy("gliner", f"{weights.name} {_config_hash(weights)}", prompt_sha256=labels)

    @property
    def by(self) -> ProposedBy:
        """The folder of the weights, the hash of its configuration and of the labels."""
        return self._by

    def offers(self, report: Report) -> Offers:
        """Return one offer for each event that is marked in a sentence."""
        made: list[Offer] = []
        strange = 0
        for sentence in sentences(report.text, report.body_start):
            text = report.text[sentence.start : sentence.end]
            answer = self._model.predict_entities(text, list(LABELS), threshold=self._threshold)
            marked = list(map(_marked, answer if isinstance(answer, list) else [None]))
            strange += marked.count(None)
            made += _of_sentence(text, sentence, [one for one in marked if one is not None])
        return Offers(tuple(made), {NOT_IN_SHAPE: strange} if strange else {})


def _loaded(weights: Path) -> _Model:
    # Set before the import: both libraries look at them then, and would else ask for the encoder's own files.
    os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1")
    try:
        from gliner import GLiNER
    except ImportError as error:
        raise InputError("gliner", "the library is not installed", "pip install 'crossbearing[gliner]'") from error
    try:
        model: _Model = GLiNER.from_pretrained(str(weights), local_files_only=True)
    except (OSError, ValueError, RuntimeError, KeyError) as error:
        raise InputError(str(weights), "these weights cannot be loaded", "fetch the whole folder again") from error
    return model


def _config_hash(weights: Path) -> str:
    return hashlib.sha256((weights / CONFIG).read_bytes()).hexdigest()[:12]


def _marked(one: Any) -> tuple[str, str] | None:
    """Label and words of one mark; what it says of positions is not used."""
    if not isinstance(one, dict):
        return None
    label, text = one.get("label"), one.get("text")
    return (label, text) if label in LABELS and isinstance(text, str) and text.strip() else None


def _of_sentence(text: str, sentence: Sentence, marked: Sequence[tuple[str, str]]) -> Iterator[Offer]:
    """One offer for each kind of event that a sentence has."""

    def words(*labels: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(value for label, value in marked if label in labels))

    for kind in dict.fromkeys(EVENTS[label] for label, _ in marked if label in EVENTS):
        yield Offer(
            kind=kind.value,
            quote=text,
            at=sentence.start,
            speakers=words(_SPEAKER),
            actors=words(_PARTY),
            recipients=words(_RECIPIENT),
            equipment=(
                *(OfferedThing(one, EquipmentRole.CARRIER) for one in words(_CRAFT)),
                *(OfferedThing(one, EquipmentRole.CARGO) for one in words(_GOODS)),
            ),
            when=words(_DATE),
            counts=words(_COUNT),
        )
