"""Which hours the archive holds, and in which the receivers were quiet."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import polars as pl

from crossbearing.model.tables import ARCHIVE, HOURS
from crossbearing.movement.hours import HEARD, heard_by_hour, hours, summed
from notation import at, fly

START = datetime(2024, 2, 5, tzinfo=UTC)


def archive(*stretches: tuple[str, str, bool], network: str = "readsb") -> pl.DataFrame:
    rows = [(network, at(start), at(end), whole, f"{n:064x}") for n, (start, end, whole) in enumerate(stretches)]
    return ARCHIVE.conform(pl.DataFrame(rows, schema=ARCHIVE.schema, orient="row"))


def heard(days: int, craft: int, less: dict[datetime, int] | None = None) -> pl.DataFrame:
    """So many craft in every hour of some days, but for a few hours."""
    moments = [START + timedelta(hours=n) for n in range(24 * days)]
    rows = [("readsb", moment, (less or {}).get(moment, craft)) for moment in moments]
    return pl.DataFrame(rows, schema=HEARD, orient="row")


WEEK = archive(("2024-02-05 00:00", "2024-02-12 00:00", True))


def states(table: pl.DataFrame) -> dict[str, str]:
    return {f"{hour:%d %H}": state for hour, state in table.select("hour", "state").iter_rows()}


def test_an_hour_held_whole_with_the_usual_craft_is_whole():
    table = hours(WEEK, heard(7, 40))

    assert table.schema == HOURS.schema
    assert set(table["state"]) == {"whole"}
    assert set(table["expected"]) == {40.0}


def test_an_hour_with_far_fewer_craft_than_other_days_is_quiet():
    moment = START + timedelta(days=2, hours=7)

    assert states(hours(WEEK, heard(7, 40, {moment: 3})))["07 07"] == "quiet"


def test_a_few_craft_less_are_chance():
    moment = START + timedelta(days=2, hours=7)

    assert states(hours(WEEK, heard(7, 10, {moment: 6})))["07 07"] == "whole"


def test_hours_between_two_archives_are_missing_and_cut_ones_partial():
    two = archive(("2024-02-05 00:00", "2024-02-05 10:30", True), ("2024-02-05 13:00", "2024-02-06 00:00", True))
    found = states(hours(two, heard(1, 5)))

    assert (found["05 09"], found["05 10"], found["05 11"], found["05 12"], found["05 13"]) == (
        "whole", "partial", "missing", "missing", "whole",
    )  # fmt: skip


def test_one_crafts_file_holds_nothing_for_everybody():
    assert set(hours(archive(("2024-02-05 00:00", "2024-02-06 00:00", False)), heard(1, 1))["state"]) == {"missing"}


def test_stretches_that_overlap_count_once():
    twice = archive(("2024-02-05 00:00", "2024-02-05 12:00", True), ("2024-02-05 06:00", "2024-02-06 00:00", True))

    assert hours(twice, heard(1, 5))["held"].max() == 1.0


def test_no_archive_has_no_hours():
    assert hours(ARCHIVE.empty(), heard(1, 5)).is_empty()


def test_counts_of_separate_craft_add_up():
    one, other = (fly(f"icao24:00000{n}", "EDDF", "UUWW", "2024-02-05 06:00", every_s=300, exhibit="x") for n in (1, 2))
    apart = summed([heard_by_hour(one, {"x": "readsb"}), heard_by_hour(other, {"x": "readsb"})])

    assert apart.equals(heard_by_hour(pl.concat([one, other]), {"x": "readsb"}))
    assert apart["craft"].max() == 2


def test_positions_of_no_known_archive_are_heard_by_nobody_named():
    assert heard_by_hour(fly("icao24:000001", "EDDF", "UUWW", "2024-02-05 06:00", every_s=300), {}).is_empty()
