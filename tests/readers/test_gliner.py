"""GLiNER is asked for words only; its interface is imitated here, for no weights are at hand."""

from __future__ import annotations

import os
import sys
from types import ModuleType

import pytest

from crossbearing.errors import InputError
from crossbearing.model.claims import Kind, Stance
from crossbearing.readers import GlinerReader
from crossbearing.readers.gliner import CONFIG, LABELS
from crossbearing.reading.proposals import settle
from crossbearing.world import load_world
from reading.reports import report

TEXT = "Nothing moved. On 3 May 2024 the Rostov took forty Kornet launchers to Latakia, Radio Kama said."
MARKS = [
    {"start": 900, "end": 905, "text": "took", "label": "delivery or supply", "score": 0.9},
    {"start": 0, "end": 3, "text": "forty Kornet launchers", "label": "weapon or cargo", "score": 0.8},
    {"start": 0, "end": 3, "text": "On 3 May 2024", "label": "date", "score": 0.8},
    {"start": 0, "end": 3, "text": "gold bars", "label": "weapon or cargo", "score": 0.8},
    {"start": 0, "end": 3, "text": "Latakia", "label": "moon", "score": 0.8},
    "no mark",
]


@pytest.fixture
def imitated_gliner(monkeypatch):
    """A module with the two functions of the `gliner` library that are used, and what they were asked."""
    asked: list[object] = []

    class GLiNER:
        @classmethod
        def from_pretrained(cls, path, **named):
            asked.append((path, named, os.environ.get("HF_HUB_OFFLINE")))
            if "broken" in path:
                raise OSError("no such weights")
            return cls()

        def predict_entities(self, text, labels, *, threshold):
            asked.append((text, labels, threshold))
            return MARKS if "Rostov" in text else []

    module = ModuleType("gliner")
    module.GLiNER = GLiNER
    monkeypatch.setitem(sys.modules, "gliner", module)
    monkeypatch.setenv("HF_HUB_OFFLINE", "0")
    monkeypatch.setenv("TRANSFORMERS_OFFLINE", "0")
    return asked


def weights(folder, name="small"):
    (folder / name).mkdir()
    (folder / name / CONFIG).write_text("{}", encoding="utf-8")
    return folder / name


def test_marked_words_become_a_proposal_worked_out_by_the_rules(imitated_gliner, tmp_path):
    reader, told = GlinerReader(weights(tmp_path)), report(TEXT)
    found = settle(told, load_world(), (), reader.offers(told), reader.by)

    (one,) = found.proposals
    assert one.claim.kind is Kind.DELIVERY
    assert one.claim.stance is Stance.ATTRIBUTED
    assert one.claim.equipment[0].min == 40
    assert one.claim.when.start.isoformat() == "2024-05-03"
    assert found.dropped == {"a value is not in the report": 1, "not in the agreed shape": 2}
    assert one.by.reader == "gliner"
    assert one.by.model.startswith("small ")


def test_nothing_is_fetched(imitated_gliner, tmp_path):
    GlinerReader(weights(tmp_path))

    [(path, named, offline)] = imitated_gliner
    assert (path, named, offline) == (str(tmp_path / "small"), {"local_files_only": True}, "1")


def test_one_sentence_at_a_time_is_shown_to_the_model(imitated_gliner, tmp_path):
    GlinerReader(weights(tmp_path)).offers(report(TEXT))

    assert [(text, labels) for text, labels, _ in imitated_gliner[1:]] == [
        ("Nothing moved.", list(LABELS)),
        (TEXT.partition(". ")[2], list(LABELS)),
    ]


def test_a_folder_without_weights_is_refused_before_anything_is_loaded(imitated_gliner, tmp_path):
    with pytest.raises(InputError, match=r"no gliner_config\.json"):
        GlinerReader(tmp_path)

    assert imitated_gliner == []


def test_weights_that_do_not_load_are_an_error_of_one_line(imitated_gliner, tmp_path):
    with pytest.raises(InputError, match="cannot be loaded"):
        GlinerReader(weights(tmp_path, "broken"))


def test_without_the_library_the_error_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "gliner", None)
    monkeypatch.setenv("HF_HUB_OFFLINE", "0")
    monkeypatch.setenv("TRANSFORMERS_OFFLINE", "0")
    with pytest.raises(InputError, match=r"crossbearing\[gliner\]"):
        GlinerReader(weights(tmp_path))
