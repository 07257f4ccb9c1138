"""Both languages say the same things, and nothing is said that has no words."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

import crossbearing
from crossbearing.dossier.wording import origin
from crossbearing.dossier.words import LANGUAGES, NARROW, count, say, sentences, word
from crossbearing.model.verdicts import phrase

SOURCE = Path(crossbearing.__file__).parent
TEMPLATES = SOURCE / "dossier" / "templates"
PHRASE_CALL = re.compile(r"""\b[Pp]hrase\(\s*(f?)"([^"]+)\"""")
SAY_CALL = re.compile(r"""\b(?:say|count)\((?:\s*(?:desk\.)?language,)?\s*(f?)["']([a-z_]+\.[^"']*)["']( ~)?""")
# By a name that comes from data.
LOOKED_UP = {"column", "cell", "origin", "family", "roles", "counted", "evidence", "evidence_of_end", "checkable"}


def fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def pattern(key: str) -> re.Pattern[str]:
    return re.compile(
        "".join(".+" if part.startswith("{") else re.escape(part) for part in re.split(r"(\{[^}]*\})", key))
    )


def test_both_languages_have_the_same_keys_and_fields():
    english, french = sentences("en"), sentences("fr")

    assert set(english) == set(french)
    assert {key for key in english if fields(english[key]) != fields(french[key])} == set()


def test_no_sentence_is_left_empty_or_in_the_other_language():
    english, french = sentences("en"), sentences("fr")

    assert all(line.strip() for line in [*english.values(), *french.values()] if line != " ")
    alike = {
        key for key, line in english.items() if line == french[key] and len(re.sub(r"{[^}]*}", "", line).split()) > 1
    }
    assert alike == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_used_in_the_source_has_a_sentence(language: str):
    known = sentences(language)
    for module in SOURCE.rglob("*.py"):
        for formatted, key in PHRASE_CALL.findall(module.read_text(encoding="utf-8")):
            wanted = pattern(key) if formatted else re.compile(re.escape(key))
            assert any(wanted.fullmatch(one) for one in known), f"{module.name}: {key}"


def test_every_interface_sentence_is_used_and_every_one_used_exists():
    texts = [
        path.read_text(encoding="utf-8")
        for folder in ("dossier/*.py", "case/**/*.py", "cli/*.py", "dossier/templates/*.j2")
        for path in SOURCE.glob(folder)
    ]
    calls = [call for text in texts for call in SAY_CALL.findall(text)]
    wanted = [re.compile(re.escape(key) + ".+") if joined else pattern(key) for _, key, joined in calls]
    of_checks = phrase_tables()
    tables = [key for key in sentences("en") if key.partition(".")[0] not in of_checks]

    assert {w.pattern for w in wanted if not any(w.match(key) for key in tables)} == set()
    unused = {key for key in tables if key.partition(".")[0] not in LOOKED_UP} - {
        key for key in tables if any(w.match(key) for w in wanted)
    }
    assert unused == set()


def phrase_tables() -> set[str]:
    """First parts of the keys of `[checks]`, which are no interface sentences."""
    import tomllib

    text = (SOURCE / "dossier" / "words" / "en.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    return {key.partition(".")[0] for key in tables["checks"]} - set(tables)


def test_french_keeps_its_high_punctuation_on_the_line():
    assert all(" :" not in line and " ;" not in line and "« " not in line for line in sentences("fr").values())
    assert NARROW in say("fr", "page.separator")


def test_a_missing_key_value_or_language_is_named():
    with pytest.raises(KeyError, match="no such key"):
        word(phrase("no such key"), "en")
    with pytest.raises(KeyError, match="km"):
        say("en", "claim.offset_only", place="Tehran")
    with pytest.raises(KeyError, match="de"):
        word(phrase("page.none"), "de")


def test_nothing_is_singular_in_french_and_plural_in_english():
    assert count("en", "n.claims", 0) == "0 claims"
    assert count("fr", "n.claims", 0) == "0 affirmation"
    assert count("en", "n.claims", 1) == "1 claim"
    assert count("fr", "n.claims", 2) == "2 affirmations"


def test_decimals_take_the_mark_of_the_language_and_names_do_not():
    said = phrase("rose.from_none", low="2.2", p="< 0.001")

    assert "2.2 (95" in word(said, "en")
    assert "2,2 (" in word(said, "fr")
    assert "< 0,001" in word(said, "fr")


def test_receivers_are_named_in_the_readers_language_and_outlets_as_they_are():
    assert origin("aircraft receivers", "fr") == "récepteurs d'avions"
    assert origin("Agence Kolkhide", "fr") == "Agence Kolkhide"
