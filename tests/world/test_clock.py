"""Local days in UTC, over summer time and without a zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.world.clock import day_window, zone

days = st.dates(date(1971, 1, 2), date(2036, 12, 30))


def test_a_day_in_tehran_starts_three_and_a_half_hours_before_utc():
    start, end = day_window(date(2023, 2, 20), date(2023, 2, 20), "Asia/Tehran")
    assert start == datetime(2023, 2, 19, 20, 30, tzinfo=UTC)
    assert end == datetime(2023, 2, 20, 20, 30, tzinfo=UTC)


def test_the_day_the_clocks_go_forward_has_twenty_three_hours():
    start, end = day_window(date(2023, 3, 26), date(2023, 3, 26), "Europe/Paris")
    assert end - start == timedelta(hours=23)


def test_the_day_the_clocks_go_back_has_twenty_five_hours():
    start, end = day_window(date(2023, 10, 29), date(2023, 10, 29), "Europe/Paris")
    assert end - start == timedelta(hours=25)


def test_a_midnight_that_does_not_exist_is_the_instant_it_is_skipped():
    start, _ = day_window(date(2022, 3, 27), date(2022, 3, 27), "Asia/Beirut")  # 00:00 became 01:00
    assert start == datetime(2022, 3, 26, 22, 0, tzinfo=UTC)


def test_without_a_zone_the_day_covers_the_day_everywhere():
    start, end = day_window(date(2024, 2, 10), date(2024, 2, 10), None)
    for tz in ("Pacific/Kiritimati", "Etc/GMT+12", "Asia/Tehran", "America/Caracas"):
        first, last = day_window(date(2024, 2, 10), date(2024, 2, 10), tz)
        assert start <= first
        assert last <= end


def test_an_unknown_zone_is_no_zone():
    assert zone("Caspian/Amirabad") is None
    assert day_window(date(2024, 2, 10), date(2024, 2, 10), "Caspian/Amirabad") == day_window(
        date(2024, 2, 10), date(2024, 2, 10), None
    )


def test_a_stretch_cannot_end_before_it_starts():
    with pytest.raises(ValueError, match="cannot end"):
        day_window(date(2024, 2, 10), date(2024, 2, 9), None)


@settings(deadline=None)
@given(days, st.integers(0, 40), st.sampled_from(["Asia/Tehran", "Europe/Moscow", "Africa/Tripoli", None]))
def test_windows_include_both_end_days(start, length, tz):
    first, last = day_window(start, start + timedelta(days=length), tz)
    inside_first, inside_last = first + timedelta(hours=13), last - timedelta(hours=13)
    if tz is not None:
        assert inside_first.astimezone(zone(tz)).date() == start
        assert inside_last.astimezone(zone(tz)).date() == start + timedelta(days=length)


@settings(deadline=None)
@given(days, st.sampled_from(["Asia/Tehran", "Europe/Paris", "America/Caracas"]))
def test_days_in_a_row_leave_no_gap(day, tz):
    assert day_window(day, day, tz)[1] == day_window(day + timedelta(days=1), day + timedelta(days=1), tz)[0]


@pytest.mark.parametrize("tz", [None, "Asia/Tehran", "Pacific/Kiritimati", "America/Caracas"])
def test_the_ends_of_the_calendar_are_days_too(tz):
    for day in (date.min, date.max):
        start, end = day_window(day, day, tz)
        assert start < end
