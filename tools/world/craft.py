"""Aircraft types, operators and equipment: authored facts, with regular spellings added by rule."""

from __future__ import annotations

import re

import polars as pl

from world.authored import items, number, rows
from world.nations import forms_fr, usual
from world.offered import ordinary, unsafe, with_curly

# Usual climb and descent in feet a minute by kind of aircraft; GUESS, from published initial climb rates at
# medium weight; they bound how soon after take-off a height is plausible, nothing finer.
CLIMB = {"helicopter": 1000, "turboprop": 1500, "fighter": 6000, "bizjet": 2500, "drone": 500}
DESCENT = {"helicopter": 1000, "turboprop": 1500, "fighter": 4000, "bizjet": 2200, "drone": 800}
JET_CLIMB, JET_DESCENT = 2000, 1800


# "Su", "MiG", "Il", "Kh", "BMP": prefixes that writers run together with the number.
LONGEST_PREFIX = 6
DESIGNATION = re.compile(r"^([^\W\d_]+)-(\d.*)$")
# "E3", "F7s": also roads, vitamins and keys.
LABEL = re.compile(r"^[A-Za-z]\d[A-Za-z]?$")
MAKER = re.compile(r"^(Boeing|Airbus|Antonov|Iliouchine|Ilyushin|Tupolev) (?=\S*\d)")


def regular_spellings(name: str) -> list[str]:
    """`Su-35` gives `Su 35`, `Su35` and `SU-35`, `Boeing 747` gives `Boeing-747`, each with an English plural.

    One letter alone is never parted ("A 50" is a phrase in French).
    """
    spelt = [name, MAKER.sub(r"\1-", name)]
    match = DESIGNATION.match(name)
    if match is not None:
        letters, rest = match.groups()
        spelt += [f"{letters} {rest}"] if len(letters) > 1 else []
        if len(letters) <= LONGEST_PREFIX:
            spelt += [f"{letters}{rest}", f"{letters.upper()}-{rest}", f"{letters.upper()}{rest}"]
    plurals = [f"{one}s" for one in spelt if one[-1].isdigit()]
    return [name, *(one for one in dict.fromkeys([*spelt, *plurals]) if one != name and not LABEL.match(one))]


# Shorter designators ("C5", "P3", "Q1") are also sizes of paper, seats and quarters of a year.
SHORTEST_DESIGNATOR = 4


def split_names(names: list[str], designators: list[str]) -> dict[str, list[str]]:
    """Names to look for in running text, and those only understood when asked for."""
    short = [d for d in designators if len(d) < SHORTEST_DESIGNATOR or d.isalpha()]
    own = dict.fromkeys(names)
    spelt = dict.fromkeys(s for name in names for s in regular_spellings(name))
    every = list(own | spelt | dict.fromkeys(designators))
    loose = [name for name in every if plain_word(name) or name in short]
    return {"names": [name for name in every if name not in loose], "loose": loose}


def family_spellings(names: list[str]) -> list[str]:
    """Names of a family with their regular spellings; a bare number ("747") has none."""
    return list(dict.fromkeys(s for name in names for s in ([name] if name.isdigit() else regular_spellings(name))))


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
            **split_names([row["name"], *items(row["names"])], [row["designator"]]),
            "family_names": family_spellings(items(row["family_names"])),
            "source": row["source"],
        }
        for row in rows("aircraft_types")
    ]
    return pl.DataFrame(found).sort("designator")


def articles(name: str) -> tuple[str, ...]:
    """What can stand between an air force and the French name of its country."""
    if name[0] in "AÂEÉÈIÎOÔUYH":
        return ("d'", "de l'")
    return ("des ",) if name.endswith("s") else ("du ", "de la ", "de ")


def air_force_names(country: dict[str, str]) -> list[str]:
    """What the air force of a country is called by rule, in English and French."""
    english, french = usual(country["iso2"], "en", items(country["names_en"]))[0], forms_fr(country)
    names = [f"{english} Air Force", f"Air Force of {english}", f"air force of {english}"]
    for word in items(country["en"])[:3]:
        names += [f"{word} Air Force", f"{word} air force"]
    for feminine in (form for form in french if form[0].islower() and form.endswith("e")):
        names += [f"{kind} {feminine}" for kind in ("armée de l'air", "force aérienne", "aviation militaire")]
    for name in usual(country["iso2"], "fr", items(country["names_fr"]))[:2]:
        names += [f"armée de l'air {of}{name}" for of in articles(name)]
    for plural in (form for form in french if form[0].islower() and form.endswith("es")):
        names.append(f"forces aériennes {plural}")
    return list(dict.fromkeys(names))


def plain_word(name: str) -> bool:
    """Whether a name is also a bare number ("747") or one ordinary word or personal name ("Bear", "Ruslan")."""
    lower = name.lower()
    return name.isdigit() or lower in unsafe() or (lower.isalpha() and ordinary(lower))


def operators() -> pl.DataFrame:
    """The table `operators`: authored ones first, then the air force of every country that has no authored one."""
    by_rule = {row["iso2"]: air_force_names(row) for row in rows("countries") if items(row["en"])}
    found = []
    for row in rows("operators"):
        names = items(row["aliases"])
        if row["id"].startswith("airforce:"):
            names += by_rule.pop(row["country"], [])
        aliases = [name for name in with_curly(names) if name != row["name"]]
        loose = [name for name in (row["name"], *aliases) if name.lower() in unsafe()]
        military = row["military"] == "1"
        found.append(
            (row["id"], row["name"], row["country"], row["icao3"] or None, military, aliases, loose, row["source"])
        )
    for iso2, (name, *others) in by_rule.items():
        found.append((f"airforce:{iso2}", name, iso2, None, True, with_curly(others), [], "by rule"))
    schema = {"id": pl.String, "name": pl.String, "country": pl.String, "icao3": pl.String, "military": pl.Boolean,
              "aliases": pl.List(pl.String), "loose": pl.List(pl.String), "source": pl.String}  # fmt: skip
    return pl.DataFrame(found, schema=schema, orient="row")


def equipment() -> pl.DataFrame:
    """The table `equipment`, in the authored order: the more specific stands first."""
    rows_of = rows("equipment")
    authored = {name for row in rows_of for name in (row["name"], *items(row["aliases"]))}
    found = []
    for row in rows_of:
        own = [row["name"], *items(row["aliases"])]
        spelt = [s for name in own for s in regular_spellings(name) if s in own or s not in authored]
        aliases = [name for name in with_curly(spelt) if name != row["name"]]
        generic = row["generic"] == "1"
        found.append((row["id"], row["name"], row["kind"], row["country"] or None, aliases, generic, row["source"]))
    schema = {"id": pl.String, "name": pl.String, "kind": pl.String, "country": pl.String,
              "aliases": pl.List(pl.String), "generic": pl.Boolean, "source": pl.String}  # fmt: skip
    return pl.DataFrame(found, schema=schema, orient="row")


def build() -> dict[str, pl.DataFrame]:
    """The tables `aircraft_types`, `operators` and `equipment`."""
    return {"aircraft_types": types(), "operators": operators(), "equipment": equipment()}
