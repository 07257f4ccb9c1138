"""Aircraft types, operators and equipment: authored facts, with regular spellings added by rule."""

from __future__ import annotations

import polars as pl

from world.authored import items, number, rows
from world.nations import forms_fr, usual

# Usual climb and descent in feet a minute by kind of aircraft; GUESS, from published initial climb rates at
# medium weight; they bound how soon after take-off a height is plausible, nothing finer.
CLIMB = {"helicopter": 1000, "turboprop": 1500, "fighter": 6000, "bizjet": 2500, "drone": 500}
DESCENT = {"helicopter": 1000, "turboprop": 1500, "fighter": 4000, "bizjet": 2200, "drone": 800}
JET_CLIMB, JET_DESCENT = 2000, 1800


def types() -> pl.DataFrame:
    """The table `aircraft_types`, in the order of designators."""
    found = [
        {
            "designator": row["designator"],
            "name": row["name"],
            "family": row["family"] or row["designator"],
            "kind": row["kind"],
            "cruise_kt": number(row["cruise_kt"]),
            "max_kt": number(row["max_kt"]),
            "range_km": number(row["range_km"]),
            "min_runway_ft": number(row["min_runway_ft"]),
            "climb_fpm": float(CLIMB.get(row["kind"], JET_CLIMB)),
            "descent_fpm": float(DESCENT.get(row["kind"], JET_DESCENT)),
            "names": list(dict.fromkeys([row["name"], *items(row["names"])])),
            "family_names": items(row["family_names"]),
            "source": row["source"],
        }
        for row in rows("aircraft_types")
    ]
    return pl.DataFrame(found).sort("designator")


def air_force_names(country: dict[str, str]) -> list[str]:
    """What the air force of a country is called by rule, in English and French."""
    english, french = usual(country["iso2"], "en", items(country["names_en"]))[0], forms_fr(country)
    names = [f"{english} Air Force", f"Air Force of {english}", f"air force of {english}"]
    for word in items(country["en"])[:3]:
        names += [f"{word} Air Force", f"{word} air force", f"{word} military aircraft"]
    for feminine in (form for form in french if form[0].islower() and form.endswith("e")):
        names += [f"{kind} {feminine}" for kind in ("armée de l'air", "force aérienne", "aviation militaire")]
    for plural in (form for form in french if form[0].islower() and form.endswith("es")):
        names.append(f"forces aériennes {plural}")
    return list(dict.fromkeys(names))


def with_curly(names: list[str]) -> list[str]:
    """The same names, and those with an apostrophe once more with the typographic one."""
    return list(dict.fromkeys(spelt for name in names for spelt in (name, name.replace("'", "’"))))


def operators() -> pl.DataFrame:
    """The table `operators`: authored ones first, then the air force of every country that has no authored one."""
    by_rule = {row["iso2"]: air_force_names(row) for row in rows("countries") if items(row["en"])}
    found = []
    for row in rows("operators"):
        names = items(row["aliases"])
        if row["id"].startswith("airforce:"):
            names += by_rule.pop(row["country"], [])
        found.append((row["id"], row["name"], row["country"], row["icao3"] or None, row["military"] == "1",
                      [name for name in with_curly(names) if name != row["name"]], row["source"]))  # fmt: skip
    for iso2, (name, *others) in by_rule.items():
        found.append((f"airforce:{iso2}", name, iso2, None, True, with_curly(others), "by rule"))
    schema = {"id": pl.String, "name": pl.String, "country": pl.String, "icao3": pl.String, "military": pl.Boolean,
              "aliases": pl.List(pl.String), "source": pl.String}  # fmt: skip
    return pl.DataFrame(found, schema=schema, orient="row")


def equipment() -> pl.DataFrame:
    """The table `equipment`, in the authored order: the more specific stands first."""
    found = [
        (row["id"], row["name"], row["kind"], row["country"] or None,
         [alias for alias in with_curly(items(row["aliases"])) if alias != row["name"]],
         row["generic"] == "1", row["source"])
        for row in rows("equipment")
    ]  # fmt: skip
    schema = {"id": pl.String, "name": pl.String, "kind": pl.String, "country": pl.String,
              "aliases": pl.List(pl.String), "generic": pl.Boolean, "source": pl.String}  # fmt: skip
    return pl.DataFrame(found, schema=schema, orient="row")


def build() -> dict[str, pl.DataFrame]:
    """The tables `aircraft_types`, `operators` and `equipment`."""
    return {"aircraft_types": types(), "operators": operators(), "equipment": equipment()}
