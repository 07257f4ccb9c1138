"""One download that serves many claims comes first, what is held is not asked for again, and nothing is fetched."""

from __future__ import annotations

import socket
from datetime import UTC, date, datetime, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossbearing.case import Case
from crossbearing.case.questions.needs import every_day
from crossbearing.case.questions.plan import _ranked, _Wanted, held_days
from crossbearing.model.tables import ARCHIVE
from crossbearing.model.verdicts import phrase
from crossbearing.world.archives import data_archives
from raw import small_inputs

FLIGHT = " date 2024-02-{n:02} An Il-76 with the registration RA-76502 flew from Moscow to Tehran on {day}.\n"


def case_of(folder, texts, *more):
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(texts):
        (folder / f"r{number}.txt").write_text(text, encoding="utf-8")
    with Case.new(folder / "c") as case:
        list(case.add([*(folder / f"r{n}.txt" for n in range(len(texts))), *more]))
        case.run()
    return folder / "c"


@pytest.fixture
def no_network(monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("a plan asked the network")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)


def test_days_that_two_claims_share_come_before_days_of_one(tmp_path, no_network):
    days = ["8 February 2024", "8 February 2024", "20 January 2024"]
    folder = case_of(tmp_path, [FLIGHT.format(n=10 + n, day=day) for n, day in enumerate(days)])
    with Case(folder) as case:
        items, claims = case.plan()
    ranks = [(one.decides, one.n) for one in items]
    assert ranks == sorted(ranks, reverse=True)
    first = items[0]
    assert (first.archive, first.decides, first.n, first.first_day, first.last_day) == (
        "adsb.lol",
        2,
        2,
        date(2024, 2, 7),
        date(2024, 2, 8),
    )
    assert first.downloads == 2
    assert first.url.endswith("globe_history_2024/releases/tag/v2024.02.07-planes-readsb-prod-0")
    assert first.size_mb_low <= first.size_mb <= first.size_mb_high
    assert len(claims) == 3
    assert all(one.archives for one in claims)


def test_a_day_that_is_held_is_not_asked_for_again(tmp_path):
    inputs = small_inputs(tmp_path / "in")
    (tar,) = inputs.glob("*.tar")
    text = " date 2024-02-12 An Il-76 of the Iranian air force flew from Tehran to Damascus on 10 February 2024.\n"
    with Case(case_of(tmp_path / "x", [text], tar)) as case:
        items, _ = case.plan()
    days = {(one.archive, one.first_day) for one in items}
    assert ("adsb.lol", date(2024, 2, 10)) not in days
    assert ("adsb.lol", date(2024, 2, 9)) in days


def test_a_claim_that_nothing_known_decides_says_so(tmp_path):
    with Case(
        case_of(tmp_path, [" date 2024-02-10 Iran and Russia signed an agreement on 9 February 2024.\n"])
    ) as case:
        items, claims = case.plan()
    assert items == []
    assert [one.because[0].key for one in claims] == ["plan.words"]


def test_ships_in_danish_waters_are_looked_for_there_and_others_are_not(tmp_path):
    port = " date 2024-02-{n} The cargo ship Rostov (IMO 9160994) called at {place} on 3 February 2024.\n"
    texts = [port.format(n=10, place="Copenhagen"), port.format(n=11, place="Amirabad")]
    with Case(case_of(tmp_path, texts)) as case:
        items, claims = case.plan()
        places = {claim.id: claim.report for claim in case.claims()}
    of = {places[one.claim]: one.archives for one in claims}
    assert "DMA" in of["r0"]
    assert "DMA" not in of["r1"]
    assert "Global Fishing Watch" in of["r1"]
    assert any(one.archive == "DMA" and one.url.endswith("aisdk-2024-02-02.zip") for one in items)


def test_whole_days_only_are_held():
    start = datetime(2024, 2, 10, tzinfo=UTC)
    rows = [
        ("readsb", start, start + timedelta(hours=24), True, "0"),
        ("readsb", start + timedelta(hours=24), start + timedelta(hours=40), True, "1"),
        ("opensky", start, start + timedelta(days=3), False, "2"),
    ]
    frame = ARCHIVE.conform(pl.DataFrame(rows, schema=list(ARCHIVE.schema), orient="row"))
    assert held_days(frame) == {"readsb": frozenset({date(2024, 2, 10)})}


@pytest.mark.parametrize("archive", data_archives(), ids=lambda one: one.name)
def test_every_archive_says_its_size_terms_and_when_that_was_checked(archive):
    low, typical, high = archive.mb
    assert 0 <= low <= typical <= high
    assert archive.mb_from
    assert archive.terms
    assert archive.title
    assert archive.access in ("open", "account", "application", "paid", "request")
    assert archive.unit in ("day", "whole", "question")
    assert archive.checked >= date(2026, 1, 1)
    assert archive.reference.startswith("https://") or archive.access in ("paid", "request")
    assert archive.url_of(date(2024, 2, 3) if archive.unit == "day" else None).count("{") == 0


def test_a_file_of_a_day_is_known_by_its_name():
    held = {one.name: one for one in data_archives()}
    day = date(2024, 2, 3)
    assert held["DMA"].file_of(day) == "aisdk-2024-02-03"
    assert held["adsb.lol"].file_of(day) == "v2024.02.03-planes-readsb-prod-0"
    assert held["MarineCadastre"].file_of(day) == "AIS_2024_02_03"
    assert held["Sentinel-1"].file_of(day) == ""


def test_archives_hold_the_days_that_they_say():
    held = {one.name: one for one in data_archives()}
    assert held["OpenSky weekly"].has(date(2022, 6, 27))
    assert not held["OpenSky weekly"].has(date(2022, 6, 26))
    assert not held["OpenSky weekly"].has(date(2022, 7, 4))
    assert held["ADS-B Exchange samples"].has(date(2024, 2, 1))
    assert not held["ADS-B Exchange samples"].has(date(2024, 2, 2))
    assert not held["adsb.lol"].has(date(2022, 11, 15))


DAILY = [one for one in data_archives() if one.unit == "day" and one.days == "all"]
UNITS = st.dictionaries(
    st.tuples(st.sampled_from(DAILY), st.dates(date(2024, 1, 1), date(2024, 1, 20))),
    st.lists(st.sampled_from(["c-1", "c-2", "c-3"]), min_size=1, unique=True),
    max_size=25,
)


@given(UNITS)
def test_joining_days_loses_none_and_invents_none(units):
    wanted = []
    for (archive, day), claims in units.items():
        one = _Wanted(archive, day)
        for claim in sorted(claims):
            one.add(claim, phrase("plan.days" if claim != "c-3" else "plan.elsewhere"))
        wanted.append(one)
    items = _ranked(wanted)
    assert sum(one.downloads for one in items) == len(units)
    assert [(-one.decides, -one.n) for one in items] == sorted((-one.decides, -one.n) for one in items)
    for one in items:
        days = every_day(one.first_day, one.last_day)
        assert len(days) == one.downloads
        own = {archive.name: archive for archive in DAILY}[one.archive]
        assert all(sorted(units[own, day]) == list(one.claims) for day in days)
        assert one.decides == sum(claim != "c-3" for claim in one.claims)
        assert one.size_mb_low <= one.size_mb <= one.size_mb_high
