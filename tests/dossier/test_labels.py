"""Names on a drawing can be read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crossbearing.dossier.labels import Box, Label, place_labels, text_width

PAGE = Box(0, 0, 300, 200)
LABELS = st.lists(
    st.builds(
        Label,
        text=st.text("abcMWi ", min_size=1, max_size=15),
        x=st.floats(-20, 320),
        y=st.floats(-20, 220),
        size=st.just(12.0),
        gap=st.just(6.0),
    ),
    max_size=25,
)


@given(LABELS)
def test_no_name_covers_another_leaves_the_page_or_gets_lost(labels: list[Label]):
    mark = Box(100, 100, 110, 110)

    placed, left = place_labels(labels, [mark], [(50.0, 50.0)], PAGE)

    boxes = [spot.box for spot in placed]
    assert len(placed) + len(left) == len(labels)
    assert not any(a.meets(b) for i, a in enumerate(boxes) for b in [mark, *boxes[:i]])
    assert all(box.x1 >= 0 and box.y1 >= 0 and box.x2 <= 300 and box.y2 <= 200 for box in boxes)


def test_a_name_moves_off_a_line_when_another_side_is_free():
    label = Label("Tehran", 150, 100, 12, 6)

    [spot], _ = place_labels([label], [], [(170.0, 100.0), (180.0, 100.0)], PAGE)

    assert spot.y != place_labels([label], [], [], PAGE)[0][0].y


def test_a_shy_name_gives_way_to_a_line_and_a_needed_one_does_not():
    everywhere = [(float(x), float(y)) for x in range(0, 300, 5) for y in range(0, 200, 5)]
    shy, needed = Label("Baku", 150, 100, 12, 6, shy=True), Label("Moscow", 50, 100, 12, 6)

    placed, left = place_labels([shy, needed], [], everywhere, PAGE)

    assert [spot.label for spot in placed] == [needed]
    assert left == [shy]


def test_wide_letters_and_foreign_scripts_are_given_room():
    assert text_width("MMMM", 10) > text_width("iiii", 10) * 2
    assert text_width("東京", 10) == 20
