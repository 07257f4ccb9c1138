"""The packaged tables and the authored facts they are made from."""

from __future__ import annotations

import argparse
import importlib.util
import sys
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from crossbearing.world import tables

TOOLS = Path(__file__).resolve().parents[2] / "tools"
DATA = Path(tables.__file__).parent / "data"
LARGEST_PACKAGE = 6_000_000


@pytest.fixture(scope="module")
def build():
    """The build script as a module; absent from a wheel, where these tests skip."""
    if not (TOOLS / "build_world.py").is_file():
        pytest.skip("the build script does not lie beside these tests")
    spec = importlib.util.spec_from_file_location("build_world", TOOLS / "build_world.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    before = list(sys.path)
    spec.loader.exec_module(module)
    yield module
    sys.path[:] = before


def made(build, name: str, out: Path = DATA) -> dict[str, pl.DataFrame]:
    try:
        return build.BUILDERS[name](argparse.Namespace(out=out, atlas=Path("package")))
    except (ImportError, FileNotFoundError) as error:
        pytest.skip(f"needs a package of the extra `world`: {error}")


@pytest.mark.parametrize("name", ["craft", "countries", "harbours"])
def test_building_again_gives_the_packaged_tables(build, name):
    for table, frame in made(build, name).items():
        assert_frame_equal(frame, tables.packaged(table))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["airports", "places", "waters"])
def test_building_the_large_tables_again_gives_the_packaged_ones(build, name):
    for table, frame in made(build, name).items():
        assert_frame_equal(frame, tables.packaged(table))


def test_writing_twice_gives_the_same_bytes(build, tmp_path):
    frame = tables.packaged("groups")
    build.write(frame, tmp_path / "a.parquet")
    build.write(frame, tmp_path / "b.parquet")
    assert (tmp_path / "a.parquet").read_bytes() == (tmp_path / "b.parquet").read_bytes()
    assert (tmp_path / "a.parquet").read_bytes() == (DATA / "groups.parquet").read_bytes()


def test_every_authored_row_has_a_source(build):
    from world.authored import rows  # importable once the build script put its folder on the path

    names = sorted(path.stem for path in (TOOLS / "world").glob("*.csv"))
    assert len(names) >= 12
    for name in names:
        assert rows(name), name


def test_the_packaged_data_stay_small():
    assert sum(path.stat().st_size for path in DATA.iterdir()) < LARGEST_PACKAGE


def test_every_packaged_table_is_credited():
    credits = (DATA / "CREDITS.md").read_text(encoding="utf-8")
    for path in DATA.glob("*.parquet"):
        assert f"`{path.stem}`" in credits, path.stem
    assert "Creative Commons Attribution 4.0" in credits


def test_designators_are_those_of_the_reference_list(shared):
    import json

    listed = json.loads((shared / "data" / "reference" / "mictronics" / "types.json").read_text(encoding="utf-8"))
    # In Doc 8643, but not in that copy of it: the domestic 747 and the first 737.
    assert set(tables.packaged("aircraft_types")["designator"]) - set(listed) <= {"B74D", "B731"}


def test_port_codes_are_those_of_unlocode(shared):
    listed = pl.read_parquet(shared / "data" / "reference" / "unlocode" / "unlocode.parquet")
    ports = tables.packaged("places").filter(pl.col("kind").cast(pl.String) == "port")
    codes = {code for code in ports["id"] if "-" not in code}
    assert codes <= set(listed["locode"])


@pytest.mark.parametrize(
    ("name", "country", "spelt"),
    [
        ("Serpukhov", "RU", "Serpoukhov"),
        ("Shchyolkovo", "RU", "Chtchiolkovo"),
        ("Nizhny Tagil", "RU", "Nijni Taguil"),
        ("Novosibirsk", "RU", "Novossibirsk"),
        ("Krasnoyarsk", "RU", "Krasnoïarsk"),
        ("Chernobyl", "UA", "Tchernobyl"),
        ("Qeshm", "IR", "Qechm"),
        ("Rafsanjān", "IR", "Rafsandjan"),
        ("Al Fallūjah", "IQ", "Fallouja"),
        ("Ba‘qūbah", "IQ", "Baqouba"),
    ],
)
def test_names_are_spelt_as_french_writers_spell_them(build, name, country, spelt):
    from world.french import french

    assert spelt in french(name, country)


def test_names_of_other_languages_are_left_alone(build):
    from world.french import french

    assert french("Manchester", "GB") == []
