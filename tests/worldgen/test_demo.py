"""What the demo must show, proved from its truth files alone."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

from worldgen.worlds import truth

HEADER = re.compile(r" date (\d{4})-(\d{2})(?:-(\d{2}))? \S")
MOSCOW = {"UUEE", "UUWW", "UUDD", "UUMU"}
PRODUCT_WORDS = {
    "supported", "partly_supported", "contradicted", "no_trace", "not_observable", "untested", "not_checkable",
}  # fmt: skip


def test_the_world_is_small(demo: Path) -> None:
    assert sum(path.stat().st_size for path in demo.rglob("*") if path.is_file()) < 12_000_000


def test_every_report_begins_with_its_date(demo: Path) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted((demo / "reports").glob("*.txt"))]
    assert len(texts) == 8
    for text in texts:
        header = HEADER.match(text)
        assert header is not None
        year, month, day = (int(group) for group in header.groups())
        assert date(year, month, day) >= date(2024, 2, 5)


def test_every_claim_stands_in_its_report_where_it_says(demo: Path) -> None:
    for claim in truth(demo, "claims"):
        text = (demo / "reports" / f"{claim['report']}.txt").read_text(encoding="utf-8")
        assert text[claim["start"] :].startswith(claim["sentence"])
        assert claim["expected"] in PRODUCT_WORDS


def test_every_verdict_occurs(demo: Path) -> None:
    found = {claim["expected"] for claim in truth(demo, "claims")}
    assert found == PRODUCT_WORDS


def test_four_visits_to_moscow_can_be_shown_though_one_landing_is_unseen(demo: Path) -> None:
    visits = [v for v in truth(demo, "visits") if v["registration"] == "5-8291" and v["place"] in MOSCOW]
    assert [v["place"] for v in visits] == ["UUWW", "UUMU", "UUEE", "UUWW"]
    assert [v["arrival_seen"] for v in visits] == ["observed", "observed", "unobserved", "observed"]
    assert {v["departure_seen"] for v in visits} == {"observed"}
    days = [date.fromisoformat(v["arrived_at"][:10]) for v in visits]
    assert (days[-1] - days[0]).days + 1 == 10


def test_flights_from_tehran_to_moscow_rise_on_the_twelfth(demo: Path) -> None:
    flights = [f for f in truth(demo, "flights") if f["type"] == "IL76" and f["departure_airport"] == "OIII"]
    north = Counter(f["departed_at"] >= "2024-02-12" for f in flights if f["arrival_airport"] in MOSCOW)
    assert (north[False], north[True]) == (2, 16)
    west = [f for f in truth(demo, "flights") if f["registration"] == "EP-WKB"]
    damascus = Counter(f["departed_at"] >= "2024-02-12" for f in west if f["arrival_airport"] == "OSDI")
    assert (damascus[False], damascus[True]) == (2, 3)


def test_the_alibi_is_never_silent_long_enough_to_reach_moscow(demo: Path) -> None:
    stays = [v for v in truth(demo, "visits") if v["registration"] == "A6-KZD"]
    assert {v["place"] for v in stays} == {"OMDB", "OIIE"}


def test_the_parked_freighter_is_seen_before_and_after_its_stay(demo: Path) -> None:
    (stay,) = (
        v
        for v in truth(demo, "visits")
        if v["registration"] == "RA-73987" and v["arrived_at"] and v["arrived_at"][:10] == "2024-02-09"
        and v["left_at"] and v["left_at"][:10] == "2024-02-13"
    )  # fmt: skip
    assert (stay["place"], stay["arrival_seen"], stay["departure_seen"]) == ("UUWW", "observed", "observed")


def test_enough_line_traffic_lands_at_st_petersburg_to_say_that_nothing_came(demo: Path) -> None:
    ends = [f for f in truth(demo, "flights") if f["arrival_airport"] == "ULLI" and f["type"] != "IL76"]
    # 59 of 59 seen puts the one-sided 95 % lower bound of the chance of being seen at 0.95.
    assert len(ends) >= 59
    assert all(f["arrival_seen"] == "observed" for f in ends)


def test_supported_claims_rest_on_what_truly_happened_and_was_seen(demo: Path) -> None:
    seen = {f["id"]: f["n_positions"] for f in truth(demo, "flights")}
    seen |= {f"{call['craft']}@{call['arrived_at']}": call["positions"] for call in truth(demo / "sea", "port_calls")}
    seen |= {met["id"]: min(met["positions_a"], met["positions_b"]) for met in truth(demo / "sea", "transfers")}
    for claim in truth(demo, "claims"):
        if claim["verdict"] == "supported":
            assert claim["evidence"]
            assert all(seen[one] > 0 for one in claim["evidence"])
