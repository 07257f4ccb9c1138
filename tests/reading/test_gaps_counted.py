"""Counts of silences as reports give them, and IMO numbers that are none."""

from reading.reading_notation import reading


def test_a_count_of_silences_keeps_its_own_days_and_their_length():
    found = reading(
        "The institute counted 440 AIS gaps of over 30 hours in September 2022, 278 in August.", "2023-08-21"
    )
    counted = found.claims[0]
    assert [(one.what, one.min) for one in counted.counts] == [("AIS gaps", 440), ("hours without signal", 30)]
    assert (counted.when.start.isoformat(), counted.when.end.isoformat()) == ("2022-09-01", "2022-09-30")


def test_an_imo_number_of_six_figures_is_a_problem():
    found = reading(
        "The cargo ship Lauga Nova, IMO number #911060, called at Astrakhan on 3 August 2023.", "2023-08-21"
    )
    assert [one.because for one in found.problems] == ["IMO 911060 has 6 figures, not 7"]


def test_silences_of_no_named_ships_are_those_of_all():
    told = "Iranian-flagged tankers called at Olya on 10 May 2023. In May 2023 there were at least ten AIS gaps there."
    counted = reading(told, "2023-08-21").claims[-1]
    assert (counted.counts[0].what, counted.actors) == ("AIS gaps", ())
