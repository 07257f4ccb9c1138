"""What one end of a leg says about airports: nearer on the path, ahead, on a runway's line, used before."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossbearing.movement.chain import EVIDENCE, name
from crossbearing.movement.craft import Abilities, Performance
from crossbearing.movement.ends import Ends, likelihood
from crossbearing.movement.fields import CIVIL, MILITARY, Fields, fields_of
from crossbearing.movement.near import Pairs
from crossbearing.movement.priors import Priors, priors_of
from crossbearing.movement.sides import Sides
from crossbearing.movement.vicinity import Known, reach_km
from crossbearing.world import geo, load_world

JET = Performance(430, 1800, 1500, 4900, 6000, False)
TRANSPORT = Performance(430, 1800, 1500, 4900, 6000, False, military=True)
LIGHT = Performance(110, 600, 500, 0, 1500, True)
NAN = float("nan")
SUMMER_2024 = datetime(2024, 6, 1, tzinfo=UTC).timestamp()
SUMMER_2017 = datetime(2017, 6, 1, tzinfo=UTC).timestamp()


def nothing_known(fields: Fields) -> Priors:
    """What habits tell of a single craft that nobody has heard yet."""
    who = pl.DataFrame({"craft": ["icao24:000001"], "operator": [None], "typecode": [None]})
    return priors_of(fields, who, np.zeros(0))


@pytest.fixture(scope="module")
def fields() -> Fields:
    return fields_of(load_world().airports)


def end(
    lat: float,
    lon: float,
    alt_ft: float = NAN,
    *,
    rate_fpm: float = 0,
    heading_deg: float = NAN,
    gs_kt: float = 180,
    at: float = SUMMER_2024,
    arrival: bool = True,
) -> Ends:
    """One end; without a height it was seen on the ground."""
    ground = np.isnan(alt_ft)
    above = 0.0 if ground else alt_ft - fields_of(load_world().airports).ground_ft(lat, lon)
    one = (arrival, ground, at, lat, lon, alt_ft, gs_kt, rate_fpm, heading_deg, above, 0, not ground)
    return Ends(*(np.array([value]) for value in one))


def of_all(*ends: Ends) -> Ends:
    return Ends(*(np.concatenate([getattr(one, column) for one in ends]) for column in Ends.__slots__))


def coming(
    fields: Fields,
    icao: str,
    km: float,
    height_ft: float,
    *,
    turn_deg: float = 0,
    rate_fpm: float = 800,
    course_deg: float = 0,
    **more: float,
) -> Ends:
    """A craft `km` away from an airport and so high above it, flying towards it on a course but for a turn."""
    row = fields.index[icao]
    lat, lon = geo.destination(fields.lat[row], fields.lon[row], (course_deg + 180.0) % 360, km)
    heading = (course_deg + turn_deg) % 360
    return end(lat, lon, fields.told_ft[row] + height_ft, rate_fpm=rate_fpm, heading_deg=heading, **more)  # type: ignore[arg-type]


def of(fields: Fields, seen: Ends, *codes: str) -> list[float]:
    rows = np.array([fields.index[code] for code in codes])
    return [
        float(x) for x in likelihood(seen, fields, Pairs(np.zeros(len(rows), dtype=np.int64), rows), np.array([False]))
    ]


def abilities(craft: Performance) -> Abilities:
    return Abilities(*(np.array([getattr(craft, column)]) for column in Abilities.__slots__))


def named(
    fields: Fields, seen: Ends, craft: Performance = JET, others: tuple[Ends, ...] = ()
) -> tuple[str | None, str | None, dict[str, float]]:
    """Airport, evidence and candidates of an end, of a craft that was also seen elsewhere; each alone on its leg."""
    # Every end is the arrival of a leg whose departure nobody saw: a level craft far out over the ocean.
    ocean = end(-50, -120, 35000, gs_kt=430, arrival=False)
    ends = of_all(*(part for one in (seen, *others) for part in (ocean, one)))
    n = np.arange(len(ends))
    sides = Sides(ends, n, np.full(len(ends), -1), np.full(len(ends), -1), np.zeros(len(ends), bool))
    found = name(sides, Known(fields, abilities(craft), nothing_known(fields)))
    mine = found.candidates.point == 1
    candidates = {
        fields.icao[row]: float(p) for row, p in zip(found.candidates.field[mine], found.p[mine], strict=True)
    }
    airport = fields.icao[found.airport[1]] if found.airport[1] >= 0 else None
    return airport, EVIDENCE[found.evidence[1]] if found.evidence[1] >= 0 else None, candidates


def test_the_field_ahead_is_likelier_than_the_field_behind(fields: Fields) -> None:
    ahead, behind = of(fields, coming(fields, "UUEE", 25, 5000), "UUEE", "UUWW")
    assert ahead > 5 * behind


@given(st.floats(0, 359))
def test_no_direction_is_impossible(turn: float) -> None:
    fields = fields_of(load_world().airports)
    (density,) = of(fields, coming(fields, "UUEE", 10, 2000, turn_deg=turn), "UUEE")
    assert density > 0


def test_on_short_final_the_field_is_sure(fields: Fields) -> None:
    assert named(fields, coming(fields, "UUEE", 4, 700))[:2] == ("UUEE", "low")


def test_level_at_cruise_no_field_is_named(fields: Fields) -> None:
    airport, _, candidates = named(fields, coming(fields, "UUEE", 150, 34000, rate_fpm=0))
    assert airport is None and candidates and sum(candidates.values()) <= 1.001


def test_a_craft_that_climbs_away_at_the_end_has_not_arrived(fields: Fields) -> None:
    assert named(fields, coming(fields, "UUEE", 10, 2500, turn_deg=180, rate_fpm=-2000))[0] is None


def test_a_jet_does_not_land_on_a_short_strip_beside_the_runway(fields: Fields) -> None:
    assert named(fields, coming(fields, "UUWW", 6, 1000))[0] == "UUWW"


def test_known_stops_of_the_same_craft_speak_for_a_field(fields: Fields) -> None:
    seen = coming(fields, "UUEE", 45, 9000, turn_deg=20)
    row = fields.index["UUEE"]
    parked = tuple(end(fields.lat[row], fields.lon[row]) for _ in range(3))
    assert named(fields, seen, others=parked)[2]["UUEE"] > named(fields, seen)[2]["UUEE"]


def test_military_craft_use_air_bases_and_airliners_do_not(fields: Fields) -> None:
    """South of Moscow: Chkalovsky is an air base, Sheremetyevo is not."""
    rows, need = np.array([fields.index["UUMU"], fields.index["UUEE"]]), np.array(4900.0)
    civil, military = (fields.weight(rows, np.array(table), need) for table in (CIVIL, MILITARY))
    assert military[0] / military[1] > civil[0] / civil[1]


def test_what_follows_limits_how_far_the_field_can_be(fields: Fields) -> None:
    seen = coming(fields, "UUEE", 150, 34000, rate_fpm=0)
    known = Known(fields, abilities(JET), nothing_known(fields))
    soon, late = (float(reach_km(seen, np.array([s]), known)[0]) for s in (3600.0, 36000.0))
    assert soon < 1000 < late


RUNWAYS = [
    *[("LIRN", 60.0), ("LIRM", 60.0), ("LTBJ", 347.0), ("LTBL", 356.0), ("LICB", 48.0), ("LICC", 83.0), ("LICZ", 98.0)],
    *[("UUMU", 131.0), ("YMAV", 187.0), ("OIII", 290.0)],
]


@pytest.mark.parametrize(("icao", "course"), RUNWAYS)
@pytest.mark.parametrize("craft", [JET, TRANSPORT], ids=["civil", "military"])
def test_on_the_line_of_its_runway_a_field_is_told_from_its_neighbour(
    icao: str, course: float, craft: Performance, fields: Fields
) -> None:
    """Civil fields and the air bases beside them: Naples and Grazzanise, Izmir and Cigli, Catania and Sigonella."""
    seen = coming(fields, icao, 8, 1400, course_deg=course, rate_fpm=700, gs_kt=140)
    assert named(fields, seen, craft)[0] == icao


def test_a_light_craft_lands_on_a_short_runway_and_a_jet_does_not(fields: Fields) -> None:
    """West Houston has 3,953 ft, Sugar Land 8,000 ft."""
    low = coming(fields, "KIWS", 2, 300, course_deg=155, rate_fpm=400, gs_kt=70)
    assert named(fields, low, LIGHT)[0] == "KIWS"


def test_an_airport_that_has_closed_is_not_landed_at(fields: Fields) -> None:
    row = fields.index["EDDT"]
    then, now = (end(fields.lat[row], fields.lon[row], at=when) for when in (SUMMER_2017, SUMMER_2024))
    assert named(fields, then)[:2] == ("EDDT", "ground") and named(fields, now)[0] is None


def test_an_airport_is_not_landed_at_before_it_opens(fields: Fields) -> None:
    row = fields.index["LTFM"]
    assert named(fields, end(fields.lat[row], fields.lon[row], at=SUMMER_2017))[0] is None
    assert named(fields, end(fields.lat[row], fields.lon[row]))[0] == "LTFM"


def test_on_the_ground_away_from_any_field_no_airport_is_named(fields: Fields) -> None:
    assert named(fields, end(56.9, 61.9 + 20), LIGHT)[0] is None


@given(st.floats(-85, 85), st.floats(-180, 180), st.floats(0, 42000), st.floats(-3000, 3000), st.floats(0, 359))
def test_an_end_at_cruise_is_never_named_by_itself(
    lat: float, lon: float, alt_ft: float, rate_fpm: float, heading_deg: float
) -> None:
    fields = fields_of(load_world().airports)
    seen = end(lat, lon, alt_ft, rate_fpm=rate_fpm, heading_deg=heading_deg)
    airport, evidence, candidates = named(fields, seen)
    assert sum(candidates.values()) <= 1.001 and len(candidates) <= 8
    assert (airport is None) == (evidence is None)
    if airport is not None:
        assert alt_ft - fields.elevation_ft[fields.index[airport]] <= 10000 and rate_fpm > -250
