"""Tables of `calibration.py`."""

from __future__ import annotations

from collections import Counter

from crossbearing.model.verdicts import Verdict
from crossbearing.worldgen.wide.drawn import Drawn

WORDS = (
    "supported",
    "partly_supported",
    "contradicted",
    "no_trace",
    "not_observable",
    "conflicting",
    "untested",
    "not_checkable",
)
Pair = tuple[Drawn, Verdict]


def report(pairs: list[Pair], spent: float) -> str:
    lines = []
    for keyname, key in (("truth", lambda d: str(d.true)), ("ideal", lambda d: d.said.verdict)):
        table = Counter((key(d), v.verdict.value) for d, v in pairs)
        rows = sorted({a for a, _ in table})
        lines.append(keyname.ljust(20) + "".join(w[:13].rjust(14) for w in WORDS))
        lines += [row.ljust(20) + "".join(str(table[row, w]).rjust(14) for w in WORDS) for row in rows]
    table = Counter((d.sort, d.said.verdict, v.verdict.value) for d, v in pairs)
    for sort in dict.fromkeys(d.sort for d, _ in pairs):
        mine = [(d, v) for d, v in pairs if d.sort == sort]
        wc = sum(v.verdict == "contradicted" and d.true for d, v in mine)
        nc = sum(v.verdict == "contradicted" for d, v in mine)
        ws = sum(v.verdict == "supported" and not d.true for d, v in mine)
        ns = sum(v.verdict == "supported" for d, v in mine)
        dec = [(d, v) for d, v in mine if d.said.verdict in ("supported", "contradicted")]
        got = sum(d.said.verdict == v.verdict.value for d, v in dec)
        lines.append(f"{sort:28} contradicted wrong {wc}/{nc} supported wrong {ws}/{ns} decidable {got}/{len(dec)}")
    exact = [(d, v) for d, v in pairs if d.sort in ("visits, exactly", "visits, n-th") and v.verdict == "supported"]
    for name, open_ in (("closed", False), ("open", True)):
        mine = [d for d, v in exact if (v.n_max > v.n_min) is open_]
        lines.append(f"numbers supported, range {name}: wrong {sum(not d.true for d in mine)} of {len(mine)}")
    counts = [(d, v) for d, v in pairs if d.n_true is not None and v.n_min is not None and v.n_max is not None]
    lines.append(f"n_min<=truth<=n_max {sum(v.n_min <= d.n_true <= v.n_max for d, v in counts)} of {len(counts)}")
    lines.append(f"{len(pairs)} claims, {1000 * spent / max(1, len(pairs)):.0f} ms a claim")
    return "\n".join(lines)
