"""Reports that nobody dates: what they say themselves has a date, what hangs on the day of publication has none."""

from __future__ import annotations

from datetime import date

from crossbearing.model.claims import DatedBy, Kind, Report
from crossbearing.reading import read_report
from crossbearing.world import load_world

WIDEST = date(1900, 1, 1), date(2199, 12, 31)


def undated(text: str):
    return read_report(Report("u", text, 0, *WIDEST, dated_by=DatedBy.NOBODY), load_world())


def days(text: str) -> list[tuple[date | None, date | None]]:
    return [(time.value_start, time.value_end) for time in undated(text).times]


def test_a_date_with_its_year_stands():
    assert days("An Il-76 landed in Tehran on 3 March 2024.") == [(date(2024, 3, 3), date(2024, 3, 3))]


def test_what_is_counted_from_publication_has_no_value():
    for when in ("yesterday", "on 3 March", "last week", "in March"):
        assert days(f"An Il-76 landed in Tehran {when}.") == [(None, None)], when


def test_a_stretch_up_to_publication_keeps_its_beginning():
    assert days("Depuis le 3 novembre 2022, la Russie livre des avions à l'Iran.") == [(date(2022, 11, 3), None)]


def test_the_claim_is_read_all_the_same_however_old():
    [claim] = undated("An Il-76 landed in Tehran yesterday.").claims
    assert (claim.kind, claim.when) == (Kind.FLIGHT, None)
    [claim] = undated("An Il-76 landed in Tehran on 3 March 1994.").claims
    assert claim.when is not None
    assert claim.when.start == date(1994, 3, 3)


def test_no_date_is_called_late_or_early():
    assert undated("An Il-76 landed in Tehran on 3 March 2198, it was said on 4 March 1901.").problems == ()
