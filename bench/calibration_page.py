"""Tables and pictures of `calibration.py`, printed and written between the markers of `docs/method/calibration.md`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from calibration_figures import WORDS
from calibration_traffic import WELL_SEEN, WITHIN_DAYS

Row = dict[str, Any]
DOCS = Path(__file__).resolve().parents[1] / "docs" / "method"
PAGE, PICTURE, NUMBERS = DOCS / "calibration.md", DOCS / "calibration.svg", DOCS / "calibration.json"
BEGIN, END = "<!-- written by bench/calibration.py -->", "<!-- end -->"
SHORT = ("supported", "partly", "contradicted", "no trace", "not obs.", "conflicting", "untested", "not checkable")
ASKED = {
    "wrong_contradicted": ("contradicted, though true", "at most 1 %"),
    "wrong_supported": ("supported, though false", "at most 1 %"),
    "decided": ("decided, of what an ideal reader decides", "at least 90 %"),
    "no_trace_found": ("no trace, where an ideal reader says so", "printed"),
    "no_trace_of_true": ("true, of what is called no trace", "printed"),
    "truth_inside": ("true number inside n_min to n_max", "at least 99 %"),
}


def percent(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.1f} %"


def told(row: Row) -> str:
    """`3 of 364: 0.8 % (0.2 to 2.4)`."""
    if not row["n"]:
        return "none"
    return f"{row['k']} of {row['n']}: {percent(row['share'])} ({100 * row['low']:.1f} to {100 * row['high']:.1f})"


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def confusion(title: str, found: Row) -> str:
    rows = [(name.replace("_", " "), *(str(cells[word]) for word in WORDS)) for name, cells in found.items()]
    return table((title, *SHORT), rows)


def groups(title: str, found: Row) -> str:
    names = ("wrong_contradicted", "wrong_supported", "decided")
    rows = [
        (name, str(row["n"]), *(f"{row[one]['k']} of {row[one]['n']}" for one in names), f"{row['cost']:.2f}")
        for name, row in found.items()
    ]
    return table((title, "claims", "contradicted, though true", "supported, though false", "decided", "cost"), rows)


def traffic(rows: list[Row]) -> str:
    """Steady and rising routes, with steady and with doubled receivers."""
    lines = []
    for sort, name in (("steady", "a rise claimed of a steady route"), ("rise", "a rise that took place"),
                       ("opposite", "a fall claimed of a rise")):  # fmt: skip
        for doubled in (False, True):
            mine = [one for one in rows if one["sort"] == sort and one["doubled"] is doubled]
            said = {
                v: sum(one["verdict"] == v for one in mine) for v in ("supported", "contradicted", "not_observable")
            }
            seen = [one for one in mine if one["seen"] >= WELL_SEEN]
            near = [sum(one["off_days"] is not None and one["off_days"] <= WITHIN_DAYS for one in those)
                    for those in (mine, seen)]  # fmt: skip
            day = f"{near[0]} of {len(mine)}; {near[1]} of {len(seen)}" if sort == "rise" else ""
            lines.append((name, "doubled" if doubled else "steady", *(str(n) for n in said.values()), day))
    head = (
        "claim",
        "receivers",
        "supported",
        "contradicted",
        "not observable",
        "day told within 7 days: of all; of routes seen at both ends half of the time",
    )
    return table(head, lines)


def bins(found: list[Row], title: str) -> str:
    rows = [(f"{row['from']:g} to {row['to']:g}", str(row["n"]), f"{row['said']:.2f}", told(row)) for row in found]
    return table((title, "how many", "mean", "so"), rows)


def heard(found: list[Row]) -> str:
    rows = [
        (f"{row['from']:g} to {row['to']:g}", str(row["n"]), f"{row['said']:.2f}", f"{row['exact']:.2f}", told(row))
        for row in found
    ]
    head = (
        "bound told of hearing a flight",
        "how many",
        "mean",
        "mean exact chance, worst silence",
        "bound holds there",
    )
    return table(head, rows)


def text(found: Row) -> str:
    """All tables."""
    asked, rates = found["asked"], found["rates"]
    traffic_seeds = f" --traffic {' '.join(map(str, asked['traffic_seeds']))}" if asked["traffic_seeds"] else ""
    seeds, physics = " ".join(map(str, asked["seeds"])), " ".join(asked["physics"])
    command = (
        f"python bench/calibration.py --seeds {seeds} --physics {physics}"
        f" --aircraft {asked['aircraft']} --days {asked['days']} --claims {asked['claims']}{traffic_seeds} --write"
    )
    parts = [
        f"`{command}`: {found['claims']} claims, {found['true']} of them true, in {found['worlds']} worlds of "
        f"{asked['aircraft']} aircraft and {asked['days']} days; {found['ms_a_claim']:g} ms a claim.",
        table(("what", "asked", "measured (exact 95 % interval)"),
              [(name, wanted, told(rates[key])) for key, (name, wanted) in ASKED.items()]),
        f"Cost per claim {rates['cost']:.2f}; always answering `{rates['majority']}`, the commonest ideal verdict, "
        f"costs {rates['majority_cost']:.2f}.",
        confusion("truth", found["by_truth"]),
        confusion("ideal reader", found["by_ideal"]),
        groups("kind of claim", found["by_sort"]),
        groups("room in a silence", found["by_coverage"]),
        groups("craft", found["by_tag"]),
        groups("physics", found["by_physics"]),
        bins(found["candidates"], "probability of a candidate airport"),
        heard(found["bounds"]),
    ]  # fmt: skip
    if found["traffic"]:
        parts.append(traffic(found["traffic"]))
    return "\n\n".join(parts) + "\n"


def picture(found: Row) -> str:
    """Two diagrams beside each other: candidates by probability, and the verdicts on true and on false claims."""
    body = [*_diagram(found["candidates"]), *_bars(found["by_truth"])]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="760" height="330" viewBox="0 0 760 330"'
        ' font-family="sans-serif" font-size="12"><rect width="760" height="330" fill="#fff"/>'
        + "".join(body)
        + "</svg>\n"
    )


LEFT, BOTTOM, SIZE = 50, 280, 240


def _diagram(rows: list[Row]) -> list[str]:
    parts = [
        f'<rect x="{LEFT}" y="{BOTTOM - SIZE}" width="{SIZE}" height="{SIZE}" fill="none" stroke="#888"/>',
        f'<line x1="{LEFT}" y1="{BOTTOM}" x2="{LEFT + SIZE}" y2="{BOTTOM - SIZE}" stroke="#888" stroke-dasharray="4"/>',
        f'<text x="{LEFT}" y="{BOTTOM - SIZE - 12}">Candidate airports: probability told, share right</text>',
    ]
    for mark in (0, 0.5, 1):
        parts.append(f'<text x="{LEFT + mark * SIZE:g}" y="{BOTTOM + 18}" text-anchor="middle">{mark:g}</text>')
        parts.append(f'<text x="{LEFT - 8}" y="{BOTTOM - mark * SIZE + 4:g}" text-anchor="end">{mark:g}</text>')
    for row in rows:
        x = LEFT + row["said"] * SIZE
        y, low, high = (BOTTOM - row[name] * SIZE for name in ("share", "low", "high"))
        parts.append(f'<line x1="{x:.1f}" y1="{low:.1f}" x2="{x:.1f}" y2="{high:.1f}" stroke="#1b5e8c"/>')
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="#1b5e8c"><title>{row["n"]}</title></circle>')
    return parts


FILLS = ("#1b7837", "#a6dba0", "#b2182b", "#f4a582", "#d9d9d9", "#762a83", "#bdbdbd", "#969696")


def _bars(found: Row) -> list[str]:
    """One bar of verdicts for true claims and one for false ones."""
    parts = ['<text x="380" y="28">Verdicts on true and on false claims</text>']
    for k, name in enumerate(sorted(found, reverse=True)):
        total, x = sum(found[name].values()) or 1, 420.0
        parts.append(f'<text x="412" y="{70 + 50 * k}" text-anchor="end">{name}</text>')
        for word, fill in zip(WORDS, FILLS, strict=True):
            width = 320.0 * found[name][word] / total
            parts.append(f'<rect x="{x:.1f}" y="{52 + 50 * k}" width="{width:.1f}" height="30" fill="{fill}"'
                         f' stroke="#fff"><title>{word} {found[name][word]}</title></rect>')  # fmt: skip
            x += width
    for k, (word, fill) in enumerate(zip(SHORT, FILLS, strict=True)):
        parts.append(f'<rect x="420" y="{160 + 18 * k}" width="12" height="12" fill="{fill}"/>')
        parts.append(f'<text x="440" y="{171 + 18 * k}">{word}</text>')
    return parts


def write(found: Row) -> None:
    """Put tables, picture and numbers into the page's folder."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    PAGE.write_text(f"{before}{BEGIN}\n\n{text(found)}\n{END}{after}", encoding="utf-8")
    PICTURE.write_text(picture(found), encoding="utf-8")
    kept = {key: value for key, value in found.items() if key != "traffic"}
    NUMBERS.write_text(json.dumps({**kept, "traffic": found["traffic"]}, indent=1) + "\n", encoding="utf-8")
