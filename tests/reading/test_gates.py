"""A gate never hides what its pattern would find, and every gated pattern has one."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crossbearing.reading.craft import identifiers, vessels
from crossbearing.reading.language import gates
from crossbearing.reading.language.gates import Flat, flat_of, gated
from crossbearing.reading.language.required import required
from crossbearing.reading.language.text import folded
from crossbearing.reading.patterns import PATTERNS
from crossbearing.reading.places import relative

SENTENCES = [folded(sentence) for pattern in PATTERNS for _, sentence in (*pattern.reads, *pattern.ignores)]
# Patterns of the code; rules for times, which are data read when first needed, may go without.
OF_THE_CODE = tuple(gates._GATED)
STRINGS = sorted({string for one in gates._GATED for string in one.required or ()})
PIECES = st.one_of(st.sampled_from(STRINGS), st.sampled_from(SENTENCES), st.sampled_from(" ,.'-\n0a"))
TEXTS = st.lists(PIECES, min_size=1, max_size=12).map(" ".join)


@pytest.mark.parametrize(
    ("pattern", "strings"),
    [
        (r"\blivraisons?\b", {"livraison"}),
        (r"\b(?:film|novel)s?\b", {"film", "novel"}),
        (r"signal(?:led)? (?:lost|off)", {"signal lost", "signal off", "signalled lost", "signalled off"}),
        (r"[a-z]+ (?:handed|gave) (?:over )?", {" handed ", " gave "}),
        (r"(?:en|au) (?:\w+ )*cours", {"cours"}),
        (r"(?=after )x?", {"after "}),
        (r"gr[ae]y", {"gray", "grey"}),
        (r"(?:abc)+d", {"abc"}),
    ],
)
def test_every_match_needs_certain_strings(pattern, strings):
    assert required(pattern) == strings


@pytest.mark.parametrize(
    "pattern", [r"\d+", r"(?:film)?", r"film|\w+", r"(?i)film", r"(?<=film)", r"(?!film)", r"on", "[^f]il?m?"]
)
def test_nothing_is_needed_where_something_else_may_match(pattern):
    assert required(pattern) is None


def test_every_gated_pattern_needs_something_else_the_gate_is_no_use():
    assert [one.pattern for one in OF_THE_CODE if one.required is None] == []


def spans(found):
    return [match.span() for match in found]


def same(text, one, start, end):
    plain = re.compile(one.pattern)
    assert spans(one.finditer(text, start, end)) == spans(plain.finditer(str(text), start, end))
    first, other = one.search(text, start, end), plain.search(str(text), start, end)
    assert (first and first.span()) == (other and other.span())
    assert one.findall(text, start, end) == plain.findall(str(text), start, end)


@settings(max_examples=25, deadline=None)
@given(TEXTS, st.data())
def test_a_gate_hides_nothing_in_a_text_or_any_stretch_of_it(text, data):
    flat = Flat.scanned(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    flat.watch([(start, end)])
    piece = flat.part(start, end)
    for one in gates._GATED:
        same(flat, one, start, end)
        same(flat, one, 0, len(text))
        same(piece, one, 0, len(piece))


def test_a_pattern_made_after_a_text_was_looked_over_is_tried():
    flat = flat_of("The very late livraison")
    late = gated("very late")
    try:
        assert late.search(flat)
    finally:
        gates._GATED.remove(late)


def test_a_plain_string_has_no_gates():
    assert gates._GATED[0].may_match("")


HINTS = (
    (identifiers._LETTERS, identifiers._HYPHEN),
    (identifiers._FIGURES, identifiers._HYPHEN),
    (identifiers._IRANIAN, identifiers._HYPHEN),
    (identifiers._AMERICAN, identifiers._AMERICAN_HINT),
    (identifiers._IMO, identifiers._SEVEN_FIGURES),
    (identifiers._MMSI, identifiers._SEVEN_FIGURES),
    (vessels._CAPITALS, vessels._IN_CAPITALS),
    (vessels._STATE_SHIP, vessels._SIGN),
    (vessels._MERCHANT, vessels._SIGN),
    (vessels._RENAMED, vessels._NAMED),
    (relative._RELATIVE_FR, relative._MEASURED),
    (relative._RELATIVE_EN, relative._MEASURED),
)


@pytest.mark.parametrize(("pattern", "hint"), HINTS)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_a_pattern_finds_holds_its_hint(pattern, hint, data):
    text = data.draw(st.from_regex(pattern))
    found = pattern.search(text)
    assert found is None or hint.search(text, found.start())


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_a_gated_pattern_finds_opens_its_gate(data):
    one = data.draw(st.sampled_from(OF_THE_CODE))
    text = data.draw(st.from_regex(one.regex))
    if one.regex.search(text):
        assert one.may_match(flat_of(text))
        assert any(string in folded(text) for string in one.required or [""])
