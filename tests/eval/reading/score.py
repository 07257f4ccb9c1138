#!/usr/bin/env python3
"""Score predicted claims against a gold folder.

    python3 score.py GOLD_DIR PREDICTIONS.jsonl [--reports DIR] [--json] [--show N]

README.md documents the prediction format and every number printed here. Standard library only.
"""

import argparse
import datetime as dt
import json
import math
import re
import unicodedata
from collections import defaultdict
from pathlib import Path

ALLOWED = {
    "claim": {
        "kind": [
            "flight",
            "visit_count",
            "traffic_change",
            "port_call",
            "ship_transfer",
            "delivery",
            "agreement",
            "visit_of_people",
            "training",
            "deployment",
            "alias",
            "denial",
            "statement",
        ],
        "stance": ["asserted", "attributed", "hedged", "denied", "confirmed", "unconfirmed"],
        "polarity": ("positive", "negative"),
    },
    "problem": {"kind": ("arithmetic", "date")},
}
ROLES = {"departure": {"origin"}, "arrival": {"destination"}, "site": {"site"}, "via": {"via"}, "area": {"site", "via"}}
SITE_IS_DESTINATION = frozenset(["visit_of_people", "deployment", "training", "port_call"])
MOVEMENT = frozenset(["flights", "vessels", "records"])
PROBLEMS = {
    "arithmetic": frozenset(["sum", "count", "percent", "ratio", "rate", "duration"]),
    "date": frozenset(["date", "date_conflict", "date_after_publication", "invalid_date", "weekday", "duration"]),
}
STOPWORDS = frozenset(
    [
        "le",
        "la",
        "les",
        "un",
        "une",
        "des",
        "du",
        "de",
        "au",
        "aux",
        "en",
        "et",
        "par",
        "sur",
        "son",
        "sa",
        "ses",
        "leur",
        "the",
        "an",
        "of",
        "in",
        "at",
        "by",
        "to",
        "and",
        "its",
    ]
)
REQUIRED = {
    "claim": ("report", "start", "end", "quote", "kind", "polarity", "stance"),
    "time": ("report", "start", "end", "value_start", "value_end"),
    "problem": ("report", "kind", "spans"),
    "republication": ("report", "of"),
}


# ---------------------------------------------------------------- input
def load_gold(folder):
    golds = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(Path(folder).glob("*.json"))]
    if not golds:
        raise SystemExit(f"no gold files in {folder}")
    return {Path(gold["file"]).stem: gold for gold in golds}


def load_texts(golds, folder):
    """Report texts by stem. A text that is not there is left out: its quotes are then not checked."""
    paths = {stem: Path(folder) / Path(gold["file"]).name for stem, gold in golds.items()}
    return {stem: path.read_bytes().decode("utf-8") for stem, path in paths.items() if path.is_file()}


def load_predictions(path):
    rows = {kind: [] for kind in REQUIRED}
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                check_row(row)
            except ValueError as error:
                raise SystemExit(f"{path}:{number}: {error}") from error
            rows[row.get("type", "claim")].append(row)
    return rows


def check_row(row):
    kind = row.get("type", "claim")
    if kind not in REQUIRED:
        raise ValueError(f"unknown type {kind!r}")
    missing = [field for field in REQUIRED[kind] if field not in row]
    if missing:
        raise ValueError(f"missing {', '.join(missing)}")
    for field, allowed in ALLOWED.get(kind, {}).items():
        if row[field] not in allowed:
            raise ValueError(f"unknown {field} {row[field]!r}")
    when_of(row)
    interval(row.get("value_start"), row.get("value_end"))
    for place in row.get("places") or []:
        if place.get("role") not in ROLES:
            raise ValueError(f"unknown place role {place.get('role')!r}")


# ---------------------------------------------------------------- spans, shares, matching
def ratio(part, whole):
    return part / whole if whole else None


def mean(values):
    return ratio(sum(values), len(values))


def prf(correct, predicted, found, wanted):
    """Precision over the predictions and recall over the gold items; None where there is nothing to measure."""
    p, r = ratio(correct, predicted), ratio(found, wanted)
    f1 = None if p is None and r is None else 2 * p * r / (p + r) if p and r else 0.0
    return {"precision": p, "recall": r, "f1": f1, "predicted": predicted, "gold": wanted}


def span(row):
    return (row["start"], row["end"]) if isinstance(row, dict) else tuple(row)


def overlap(a, b):
    """Shared length as a share of the shorter span, and as intersection over union."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    if shared <= 0:
        return 0.0, 0.0
    lengths = a[1] - a[0], b[1] - b[0]
    return shared / min(lengths), shared / (sum(lengths) - shared)


def assign(weights):
    """Best one-to-one matching {row: column}: largest total of the positive weights (Hungarian method)."""
    rows, cols = len(weights), len(weights[0]) if weights else 0
    size = max(rows, cols) if cols else 0
    cost = [[-weights[i][j] if i < rows and j < cols else 0.0 for j in range(size)] for i in range(size)]
    u, v, match = [0.0] * (size + 1), [0.0] * (size + 1), [0] * (size + 1)
    for i in range(1, size + 1):
        match[0], j0 = i, 0
        least, back, used = [math.inf] * (size + 1), [0] * (size + 1), set()
        while match[j0]:
            used.add(j0)
            i0, free = match[j0], [j for j in range(1, size + 1) if j not in used]
            for j in free:
                reduced = cost[i0 - 1][j - 1] - u[i0] - v[j]
                if reduced < least[j]:
                    least[j], back[j] = reduced, j0
            j0 = min(free, key=least.__getitem__)
            delta = least[j0]
            for j in used:
                u[match[j]] += delta
                v[j] -= delta
            for j in free:
                least[j] -= delta
        while j0:
            match[j0], j0 = match[back[j0]], back[j0]
    return {i - 1: j for j, i in enumerate(match[1:]) if i <= rows and j < cols and weights[i - 1][j] > 0}


# ---------------------------------------------------------------- dates
def interval(start, end):
    start, end = (dt.date.fromisoformat(day) if day else None for day in (start, end))
    if start and end and start > end:
        raise ValueError(f"interval ends before it starts: {start} {end}")
    return start, end


def when_of(row):
    when = row.get("when") or {}
    return interval(when.get("start"), when.get("end"))


def value_ok(gold, predicted, match, tolerance):
    """Is the predicted interval right under the gold's match rule?"""
    (gs, ge), (ps, pe) = gold, predicted
    if gs is None or match == "none":
        return predicted == (None, None)
    if match == "overlap":
        return predicted != (None, None) and (ps or gs) <= ge and (pe or ge) >= gs
    slack = dt.timedelta(tolerance)
    if match == "within":
        return None not in predicted and gs - slack <= ps <= pe <= ge + slack
    start_ok, end_ok = (b is not None and abs(a - b) <= slack for a, b in zip(gold, predicted, strict=False))
    return (start_ok or match == "end_only") and (end_ok or match == "start_only")


def half_shared(gold, predicted):
    """Do the two intervals share at least half of their union?"""
    if None in gold + predicted:
        return False
    a, b = ((start.toordinal(), end.toordinal() + 1) for start, end in (gold, predicted))
    return overlap(a, b)[1] >= 0.5


# ---------------------------------------------------------------- names and places
def words(name):
    flat = "".join(c for c in unicodedata.normalize("NFKD", name or "") if not unicodedata.combining(c)).lower()
    return {w for w in re.findall(r"[^\W_]+", flat) if len(w) > 1 and w not in STOPWORDS}


def same_name(a, b):
    """Half of the words shared; or one contains the other, by two words or by one capitalised word (a surname)."""
    short, long = sorted((a, b), key=lambda name: len(words(name)))
    few, many = words(short), words(long)
    if not few or len(few & many) / len(few | many) >= 0.5:
        return bool(few)
    return few <= many and (len(few) > 1 or any(w[0].isupper() and words(w) for w in short.split()))


def speaker_ok(gold, name):
    return any(same_name(alias, name) for alias in (gold["name"], gold.get("mention")) if alias)


def distance_km(a, b):
    (la, oa), (lb, ob) = ([math.radians(x) for x in point] for point in (a, b))
    h = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin((ob - oa) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(h)))


def moved(point, km, bearing):
    lat, lon, turn, arc = math.radians(point[0]), math.radians(point[1]), math.radians(bearing), km / 6371
    lat2 = math.asin(math.sin(lat) * math.cos(arc) + math.cos(lat) * math.sin(arc) * math.cos(turn))
    east, north = math.sin(turn) * math.sin(arc) * math.cos(lat), math.cos(arc) - math.sin(lat) * math.sin(lat2)
    return math.degrees(lat2), math.degrees(lon + math.atan2(east, north))


def point_of(place):
    return None if place.get("lat") is None or place.get("lon") is None else (place["lat"], place["lon"])


def anchor_ok(gold, place):
    """The named place itself: same name, or a position within the tolerance; for a country the same country."""
    name, point = words(place.get("name")), point_of(place)
    if name and name in (words(gold["name"]), words(gold.get("mention"))):
        return True
    if gold["place_type"] == "country":
        return point is None and place.get("country") == gold["country"]
    here = point_of(gold)
    return bool(here and point) and distance_km(here, point) <= (gold["tolerance_km"] or 25)


def place_ok(gold, place, kind):
    roles = {gold["role"], *(gold.get("role_alt") or [])}
    if kind in SITE_IS_DESTINATION and roles & {"site", "destination"}:
        roles |= {"site", "destination"}
    if not roles & ROLES[place["role"]]:
        return False
    offset, target = gold.get("offset"), gold.get("resolved")
    if not offset:
        return anchor_ok(gold, place)
    km, bearing, point = place.get("offset_km"), place.get("bearing_deg"), point_of(place)
    if target and point:
        points = [point] if None in (km, bearing) else [point, moved(point, km, bearing)]
        if any(distance_km((target["lat"], target["lon"]), p) <= target["tolerance_km"] for p in points):
            return True
    far, toward = offset["distance_km"], offset["bearing_deg"]
    far_ok = far is None or (km is not None and abs(km - far) <= 0.1 * far)
    toward_ok = toward is None or (bearing is not None and abs((bearing - toward + 180) % 360 - 180) <= 22.5)
    return far_ok and toward_ok and anchor_ok(gold, place)


# ---------------------------------------------------------------- items of a matched claim
def count_items(required, optional, predicted, same):
    """(correct, predicted, found, wanted) of a one-to-one pairing; optional items are rewarded, never required."""
    weights = [[2.0 * same(g, p) for p in predicted] for g in required]
    weights += [[1.0 * same(g, p) for p in predicted] for g in optional]
    pairs = assign(weights)
    return len(pairs), len(predicted), sum(i < len(required) for i in pairs), len(required)


def gold_places(claim):
    """Required and optional places. Optional: inferred ones, and the anchor of a relative description."""
    groups = {False: [], True: []}
    for place in claim["places"]:
        groups[bool(place.get("inferred"))].append(place)
        anchor = place.get("described_as")
        if anchor:
            spot = {"name": anchor["anchor"], "lat": anchor["anchor_lat"], "lon": anchor["anchor_lon"], "mention": None}
            groups[True].append(place | spot | {"role_alt": ["site", "via"]})
    return groups[False], groups[True]


def gold_quantities(claim):
    """Required and optional (min, max) pairs. Optional: one, bare plurals, baselines, breakdowns, percentages."""
    required, optional = [], []
    for quantity in filter(None, (item.get("quantity") for item in claim["equipment"])):
        pair = quantity["min"], quantity["max"]
        weak = pair == (1, 1) or (pair == (2, None) and quantity["approximate"])
        (optional if weak else required).append(pair)
    for count in claim["counts"]:
        required.append((count.get("min"), count.get("max")))
        optional.append((count.get("baseline_min"), count.get("baseline_max")))
        parts = count.get("breakdown") or []
        parts = parts.values() if isinstance(parts, dict) else parts
        numbers = [*parts, count.get("baseline"), count.get("change_pct")]
        optional += [(n, n) for n in numbers if isinstance(n, (int, float))]
    return set(required) - {(None, None)}, set(optional) - set(required)


def same_quantity(gold, predicted):
    """Equal; 'more than n' is n + 1 in the gold and may be predicted as n."""
    open_ended = gold[1] is None and predicted[1] is None and None not in (gold[0], predicted[0])
    return gold == predicted or (open_ended and predicted[0] == gold[0] - 1)


def squeeze(text):
    return re.sub(r"[\s.\-]", "", str(text)).upper()


def craft_items(ids):
    """{(type, value)}; callsigns and flight numbers are one type, because reports mix them."""
    return {
        ("callsign" if key == "flight_number" else key, squeeze(value))
        for key in ("registration", "callsign", "flight_number", "imo", "mmsi")
        for value in ids.get(key) or []
    }


def gold_countries(claim):
    recipient = "agent" if claim["kind"] == "agreement" else "recipient"
    groups = {False: set(), True: set()}
    for side, label in (("agent", "agent"), ("recipient", recipient)):
        for actor in (a for a in claim["actors"][side] if a["country"]):
            groups[bool(actor.get("inferred"))].add((label, actor["country"]))
    return groups[False], groups[True] - groups[False]


def predicted_countries(row, kind):
    recipient = "agent" if kind == "agreement" else "recipient"
    pairs = {("agent", a.get("country")) for a in row.get("actors") or []}
    pairs |= {(recipient, a.get("country")) for a in row.get("recipients") or []}
    return {pair for pair in pairs if pair[1]}


# ---------------------------------------------------------------- scoring
def match_claims(gold, predicted):
    """{gold index: predicted index} for one report."""
    weights = []
    for claim in gold["claims"]:
        kinds, spans = {claim["kind"], *claim["kind_alt"]}, [span(s) for s in [claim, *claim["also_at"]]]
        weights.append([])
        for row in predicted:
            share, iou = max(overlap(s, span(row)) for s in spans)
            fits = row["kind"] in kinds and share >= 0.5
            weights[-1].append(2 + iou + 0.5 * (row["kind"] == claim["kind"]) if fits else 0.0)
    return assign(weights)


def tolerated(gold, row):
    """An unmatched claim on a span that the gold marks as optional is not counted."""
    allowed = {"any"} if MOVEMENT & set(row.get("checkable_by") or []) else {"any", "uncheckable_only"}
    return any(o["tolerated"] in allowed and overlap(span(o), span(row))[0] >= 0.5 for o in gold["optional"])


def score_pair(claim, row, tally, totals):
    """Add one matched claim: tally holds a value per claim, totals the four counts of the set-like fields."""
    tally["kind"].append(row["kind"] == claim["kind"])
    tally["stance"].append(row["stance"] == claim["status"])
    tally["stance_lenient"].append(row["stance"] in (claim["status"], *claim["status_alt"]))
    tally["polarity"].append(row["polarity"] == claim["polarity"])
    tally["span_iou"].append(max(overlap(span(s), span(row))[1] for s in [claim, *claim["also_at"]]))
    chain, names = claim["attribution"], row.get("attribution") or []
    if chain:
        tally["first_speaker"].append(bool(names) and speaker_ok(chain[0], names[0]))
    tally["full_chain"].append(len(chain) == len(names) and all(map(speaker_ok, chain, names)))
    predicted, time = when_of(row), claim["time"]
    if not time or not time["start"]:
        tally["when_absent"].append(predicted == (None, None))
    elif predicted != (None, None) or not time.get("inherited"):
        wanted = interval(time["start"], time["end"])
        exact = value_ok(wanted, predicted, time["match"], time["tol_days"])
        tally["when_exact"].append(exact)
        tally["when_overlap"].append(exact or half_shared(wanted, predicted))
    sources = {"claims" if s == "other_claims" else s for s in claim["checkable_by"]}
    stated = set(row.get("checkable_by") or [])
    tally["checkable_by"].append(len(sources & stated) / len(sources | stated))

    def add(name, required, optional, items, same=lambda g, p: g == p):
        counted = count_items(list(required), list(optional), list(items), same)
        totals[name] = [a + b for a, b in zip(totals[name], counted, strict=False)]

    add("places", *gold_places(claim), row.get("places") or [], lambda g, p: place_ok(g, p, claim["kind"]))
    stated = {(i.get("min"), i.get("max")) for i in (row.get("equipment") or []) + (row.get("counts") or [])}
    add("quantities", *gold_quantities(claim), stated - {(None, None)}, same_quantity)
    ids, craft = craft_items(claim["ids"]), craft_items(row.get("craft") or {})
    add("craft", ids, [], craft)
    add("craft_in_quote", [i for i in ids if i[1] in squeeze(row["quote"])], ids, craft)
    add("countries", *gold_countries(claim), predicted_countries(row, claim["kind"]))


def score_claims(golds, texts, rows, show):
    tally, totals = defaultdict(list), defaultdict(lambda: [0] * 4)
    matched = false = wanted = 0
    quotes, idle = [], {"false_claims": 0, "false_checkable": 0}
    for stem, gold in golds.items():
        predicted = rows[stem]
        quotes += [texts[stem][r["start"] : r["end"]] == r["quote"] for r in predicted if stem in texts]
        pairs = match_claims(gold, predicted)
        for i, j in pairs.items():
            score_pair(gold["claims"][i], predicted[j], tally, totals)
        extra = [r for j, r in enumerate(predicted) if j not in pairs.values() and not tolerated(gold, r)]
        matched, false, wanted = matched + len(pairs), false + len(extra), wanted + len(gold["claims"])
        if gold["no_checkable_claims"]:
            idle["false_claims"] += len(extra)
            idle["false_checkable"] += sum(bool(MOVEMENT & set(r.get("checkable_by") or [])) for r in extra)
        missed = [c for i, c in enumerate(gold["claims"]) if i not in pairs]
        show += [("missed", stem, c["kind"], c.get("quote", c.get("quote_head"))) for c in missed]
        show += [("false", stem, r["kind"], r["quote"]) for r in extra]
    fields = {
        name: mean(tally[name])
        for name in (
            "kind",
            "stance",
            "stance_lenient",
            "polarity",
            "first_speaker",
            "full_chain",
            "when_exact",
            "when_overlap",
            "when_absent",
            "checkable_by",
            "span_iou",
        )
    }
    fields |= {name: prf(*totals[name]) for name in ("places", "quantities", "craft", "craft_in_quote", "countries")}
    return {
        "detection": prf(matched, matched + false, matched, wanted),
        "matched": fields,
        "quotes_exact": mean(quotes),
        "no_claim_reports": idle,
    }


def score_times(golds, rows):
    found, right = 0, defaultdict(list)
    for stem, gold in golds.items():
        shares = [[overlap(span(t), span(r)) for r in rows[stem]] for t in gold["times"]]
        pairs = assign([[1 + iou if share >= 0.5 else 0.0 for share, iou in line] for line in shares])
        found += len(pairs)
        for i, j in pairs.items():
            time, row = gold["times"][i], rows[stem][j]
            values = [interval(item["value_start"], item["value_end"]) for item in (time, row)]
            right[time["type"]].append(value_ok(*values, time["match"], time["tol_days"]))
    total, wanted = sum(len(rows[stem]) for stem in golds), sum(len(gold["times"]) for gold in golds.values())
    return {
        **prf(found, total, found, wanted),
        "value": mean([ok for oks in right.values() for ok in oks]),
        "value_by_type": {name: mean(oks) for name, oks in sorted(right.items())},
    }


def score_problems(golds, rows):
    """Arithmetic and date problems; alarms on the gold's other problems (conflict, identifier …) are not counted."""
    found = wanted = correct = counted = on_consistent = 0
    for stem, gold in golds.items():
        right, ignored = set(), set()
        for check in gold["consistency"]:
            kinds = {kind for kind, types in PROBLEMS.items() if check["type"] in types}
            hits = {
                j
                for j, r in enumerate(rows[stem])
                if (not kinds or r["kind"] in kinds)
                and any(overlap(span(a), span(b))[0] >= 0.5 for a in check["spans"] for b in r["spans"])
            }
            if check["verdict"] == "consistent":
                on_consistent += bool(hits)
            elif not kinds:
                ignored |= hits
            else:
                wanted, found, right = wanted + 1, found + bool(hits), right | hits
        correct, counted = correct + len(right), counted + len(rows[stem]) - len(ignored - right)
    return {**prf(correct, counted, found, wanted), "alarms_on_consistent": on_consistent}


def score_republications(golds, rows):
    """Unordered pairs: right inside a gold family; recall is over the pairs that the gold lists."""
    stems = {gold["id"]: stem for stem, gold in golds.items()}
    directed = {(stem, stems.get(d["id"], d["id"])) for stem, gold in golds.items() for d in gold["duplicates_of"]}
    listed, families = {frozenset(pair) for pair in directed}, []
    for pair in listed:
        families = [f for f in families if not f & pair] + [pair.union(*(f for f in families if f & pair))]
    stated = {(r["report"], r["of"]) for stem in golds for r in rows[stem]}
    pairs = {frozenset(pair) for pair in stated}
    apart = {frozenset((stem, stems.get(d["id"]))) for stem, gold in golds.items() for d in gold["not_duplicates_of"]}
    right = [pair for pair in pairs if any(pair <= family for family in families)]
    return {
        **prf(len(right), len(pairs), len(pairs & listed), len(listed)),
        "direction": mean([pair in directed for pair in stated if frozenset(pair) in listed]),
        "lookalikes_collapsed": len(pairs & apart),
    }


def score(golds, texts, rows, show=None):
    """All scores over the given reports. A section without any predicted line is None."""
    by_report = {kind: defaultdict(list) for kind in REQUIRED}
    for kind, items in rows.items():
        for row in items:
            by_report[kind][row["report"]].append(row)
    result = score_claims(golds, texts, by_report["claim"], [] if show is None else show)
    optional = {"time": score_times, "problem": score_problems, "republication": score_republications}
    return result | {f"{kind}s": run(golds, by_report[kind]) if rows[kind] else None for kind, run in optional.items()}


# ---------------------------------------------------------------- output
def flatten(result, prefix=""):
    for key, value in result.items():
        if isinstance(value, dict):
            yield from flatten(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value


def cell(value):
    return "-" if value is None else f"{value:.3f}" if isinstance(value, float) else str(value)


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold")
    parser.add_argument("predictions")
    parser.add_argument("--reports", help="folder of the report texts (default: reports/ next to the gold folder)")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="list up to N missed and N false claims")
    options = parser.parse_args(arguments)
    golds, rows, show = load_gold(options.gold), load_predictions(options.predictions), []
    texts = load_texts(golds, options.reports or Path(options.gold).resolve().parent / "reports")
    columns = {"all": score(golds, texts, rows, show)}
    for code in sorted({g["metadata"]["language"] for g in golds.values()}):
        columns[code] = score({s: g for s, g in golds.items() if g["metadata"]["language"] == code}, texts, rows)
    if options.json:
        print(json.dumps(columns, indent=1, ensure_ascii=False))
        return
    flat = {name: dict(flatten(result)) for name, result in columns.items()}
    print(" " * 34 + "".join(f"{name:>9}" for name in flat))
    for key in flat["all"]:
        print(f"{key:34}" + "".join(f"{cell(column.get(key)):>9}" for column in flat.values()))
    for label in ("missed", "false"):
        for _, stem, kind, quote in [s for s in show if s[0] == label][: options.show]:
            print(f"{label:7} {stem} {kind:16} {(quote or '')[:90]}")


if __name__ == "__main__":
    main()
