"""Two ports bear the name Amirabad, and reports mean the one on the Caspian, whether they say so or not."""

from __future__ import annotations

from datetime import date

import pytest

from crossbearing.model.claims import Report
from crossbearing.reading import read_report
from crossbearing.world import load_world

SENTENCES = [
    "The cargo ship Rasul Gamzatov called at Amirabad on 5 February 2024.",
    "The cargo ship Rasul Gamzatov sailed over the Caspian Sea and called at Amirabad on 5 February 2024.",
    "The Iranian cargo ship Shiba sailed from Amirabad to Olya on 5 February 2024.",
    "Le cargo Rasul Gamzatov a fait escale à Amirabad le 5 février 2024.",
    "Le cargo Rasul Gamzatov a traversé la mer Caspienne et fait escale à Amirabad le 5 février 2024.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_amirabad_is_read_as_the_port_on_the_caspian(sentence):
    report = Report("r", sentence, 0, date(2024, 2, 6), date(2024, 2, 6))
    places = [place for claim in read_report(report, load_world()).claims for place in claim.places]
    named = [place for place in places if place.name == "Amirabad"]

    assert named
    assert all(place.lat is not None and place.lat > 36.0 for place in named)
