"""Stays stand in the lane of their city and are counted as the claim counts them."""

from __future__ import annotations

from dataclasses import replace

from crossbearing.dossier import DossierView
from crossbearing.dossier.cards import card
from crossbearing.dossier.desk import Desk, desk_of
from crossbearing.dossier.lanes import Lane, counted_text, lanes_of
from dossier.sample import sample


def lanes(view: DossierView, claim: str = "clm-000000000001") -> tuple[Lane, ...]:
    desk = desk_of(view, "en")
    [one] = [one for one in desk.claims if one.id == claim]
    return lanes_of(one, card(one, desk).shown, desk)


def test_airports_of_one_city_share_a_lane_and_the_claimed_city_comes_first(view: DossierView):
    first, second = lanes(view)

    assert (first.city, first.airports, first.claimed) == ("Moscow", ("UUWW", "UUEE"), True)
    assert (second.city, second.airports, second.claimed) == ("Tehran", ("OIIE",), False)


def test_a_possible_stay_is_counted_in_brackets(view: DossierView):
    assert counted_text(lanes(view)) == "1 2 (3) 4"


def test_stays_at_two_airports_of_a_city_with_nothing_between_are_one_stay():
    view = sample()
    elsewhere = view.visits["id"].is_in(["vis-t2"])

    assert counted_text(lanes(replace(view, visits=view.visits.filter(~elsewhere)))) == "1 2 3"


def test_stays_elsewhere_are_not_counted(view: DossierView):
    assert counted_text(lanes(view, "clm-000000000007")) == ""


def test_names_of_capitals_are_in_the_readers_language(view: DossierView):
    desk: Desk = desk_of(view, "fr")
    [claim] = [one for one in desk.claims if one.id == "clm-000000000001"]

    assert [lane.city for lane in lanes_of(claim, card(claim, desk).shown, desk)] == ["Moscou", "Téhéran"]
