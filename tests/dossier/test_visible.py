"""Nothing that a report holds can hide from its reader."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from crossbearing.dossier.visible import KEPT, MARKS_KEPT, dated, visible


def test_a_direction_override_is_written_out():
    assert visible("EP-\u202eAQX") == "EP-⟨U+202E⟩AQX"


def test_zero_width_characters_controls_and_blanks_are_written_out():
    assert visible("a\u200bb\u2060c\ufeffd\x00e\u3164f\u2028g") == (
        "a⟨U+200B⟩b⟨U+2060⟩c⟨U+FEFF⟩d⟨U+0000⟩e⟨U+3164⟩f⟨U+2028⟩g"
    )


def test_a_lone_surrogate_becomes_text_that_a_file_can_hold():
    assert visible("\ud800").encode("utf-8") == "⟨U+D800⟩".encode()


def test_words_of_every_script_pass_unchanged():
    for text in ("Téhéran « été » 18 %", "Шойгу", "تهران", "东京", "e\u0301", "→ ≠ ⟨U+202E⟩"):
        assert visible(text) == text


def test_a_pile_of_combining_marks_is_cut_at_three():
    assert visible("a" + "\u0301" * 5) == "a" + "\u0301" * MARKS_KEPT + "⟨U+0301⟩⟨U+0301⟩"


def test_line_ends_of_windows_are_line_ends_and_a_lone_return_is_shown():
    assert visible("a\r\nb\rc") == "a\nb⟨U+000D⟩c"


def test_markup_of_our_own_and_numbers_pass():
    assert visible(Markup("<b>\u200b</b>")) == "<b>\u200b</b>"
    assert visible(3) == 3


@given(st.text())
def test_what_is_shown_holds_nothing_hidden_and_showing_it_again_changes_nothing(text: str):
    shown = visible(text)

    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") and c not in KEPT for c in shown)
    assert visible(shown) == shown


def test_days_do_not_break_across_lines_and_text_around_them_is_escaped():
    assert dated("<b>2024-03-06 21:40</b>, EP-2024-03-061") == (
        "&lt;b&gt;<time>2024-03-06 21:40</time>&lt;/b&gt;, EP-2024-03-061"
    )
