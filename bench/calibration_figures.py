"""What `calibration.py` counts: verdicts beside the truth, and beside what an ideal reader would say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from crossbearing.model.verdicts import Verdict
from crossbearing.movement.binomial import lower_bound, upper_bound
from crossbearing.worldgen.wide.drawn import Drawn

WORDS = (
    "supported", "partly_supported", "contradicted", "no_trace", "not_observable", "conflicting", "untested",
    "not_checkable",
)  # fmt: skip
# An ideal reader has no word for half a sighting.
NEAREST = {"partly_supported": "not_observable", "conflicting": "not_observable", "untested": "not_observable",
           "not_checkable": "not_observable"}  # fmt: skip
LOUD = ("supported", "contradicted")
# What a wrong answer costs: a false accusation, a loud word without the data, silence where the data speak, the wrong
# quiet word.
WORST, UNFOUNDED, MISSED, QUIET = 10, 4, 2, 1
# Both ends of a two-sided 95 % interval.
SIDE = 0.975
BINS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0000001)


@dataclass(frozen=True)
class Answered:
    """A drawn claim, its verdict and the world it comes from."""

    world: str
    drawn: Drawn
    verdict: Verdict

    @property
    def said(self) -> str:
        """The verdict as a word."""
        return self.verdict.verdict.value


Row = dict[str, Any]


def share(k: int, n: int) -> Row:
    """`k` of `n` with the exact 95 % interval (Clopper and Pearson 1934)."""
    if not n:
        return {"k": 0, "n": 0, "share": None, "low": None, "high": None}
    low, high = lower_bound(k, n, SIDE), upper_bound(k, n, SIDE)
    return {"k": k, "n": n, "share": round(k / n, 4), "low": round(low, 4), "high": round(high, 4)}


def of(answers: Iterable[Answered], among: Callable[[Answered], bool], holds: Callable[[Answered], bool]) -> Row:
    """The share of those `among` for whom it `holds`."""
    mine = [one for one in answers if among(one)]
    return share(sum(holds(one) for one in mine), len(mine))


def price(one: Answered, said: str) -> int:
    """What an answer costs."""
    said = NEAREST.get(said, said)
    if said in one.drawn.said.accepted:
        return 0
    if said == ("contradicted" if one.drawn.true else "supported"):
        return WORST
    if said in LOUD:
        # Proof of what is so, found where the simpler ideal reader found none, is no fault.
        return 0 if one.drawn.true == (said == "supported") else UNFOUNDED
    return MISSED if one.drawn.said.verdict in LOUD else QUIET


def decidable(one: Answered) -> bool:
    """Whether the ideal reader supports or contradicts the claim."""
    return one.drawn.said.verdict in LOUD


def rates(answers: Sequence[Answered]) -> Row:
    """The figures that are asked for."""
    return {
        "wrong_contradicted": of(answers, lambda a: a.said == "contradicted", lambda a: a.drawn.true),
        "wrong_supported": of(answers, lambda a: a.said == "supported", lambda a: not a.drawn.true),
        "decided": of(answers, decidable, lambda a: a.said == a.drawn.said.verdict),
        "no_trace_found": of(answers, lambda a: a.drawn.said.verdict == "no_trace", lambda a: a.said == "no_trace"),
        "no_trace_of_true": of(
            answers, lambda a: a.said == "no_trace" and a.drawn.sort not in INVERSE, lambda a: a.drawn.true
        ),
        "truth_inside": of(answers, has_range, inside),
        "cost": round(sum(price(a, a.said) for a in answers) / max(1, len(answers)), 4),
        **majority(answers),
    }


# Claims that something did not happen: absence in good coverage is what they say.
INVERSE = ("no flight since", "denial")


def has_range(one: Answered) -> bool:
    """Whether a number was asked for and a range was told, an open upper end included."""
    return one.drawn.n_true is not None and one.verdict.n_min is not None


def inside(one: Answered) -> bool:
    """Whether the true number lies in the range told."""
    n, v = one.drawn.n_true, one.verdict
    assert n is not None and v.n_min is not None
    return v.n_min <= n and (v.n_max is None or n <= v.n_max)


def fault(one: Answered) -> str | None:
    """What is to be looked at in an answer: wrong, outside its range, missed, or said without a reason; else null."""
    drawn = one.drawn
    if one.said == ("contradicted" if drawn.true else "supported"):
        return "WRONG"
    if has_range(one) and not inside(one):
        return "OUTSIDE"
    if drawn.said.verdict in ("supported", "contradicted") and one.said != drawn.said.verdict:
        return "missed"
    loud = one.said in ("supported", "contradicted")
    return "unfounded" if loud and one.said not in drawn.said.accepted else None


def majority(answers: Sequence[Answered]) -> Row:
    """What always giving the commonest answer would cost."""
    commonest = Counter(a.drawn.said.verdict for a in answers).most_common(1)
    word = commonest[0][0] if commonest else "not_observable"
    return {"majority": word, "majority_cost": round(sum(price(a, word) for a in answers) / max(1, len(answers)), 4)}


def confusion(answers: Iterable[Answered], key: Callable[[Answered], str]) -> dict[str, dict[str, int]]:
    """Verdicts by truth or by ideal verdict."""
    found = Counter((key(a), a.said) for a in answers)
    return {row: {word: found[row, word] for word in WORDS} for row in sorted({row for row, _ in found})}


def grouped(answers: Sequence[Answered], key: Callable[[Answered], Iterable[str]]) -> dict[str, Row]:
    """The rates of each group; an answer may belong to several."""
    names = dict.fromkeys(name for a in answers for name in key(a))
    return {name: {"n": len(mine), **rates(mine)} for name in names if (mine := [a for a in answers if name in key(a)])}


def coverage(one: Answered) -> str:
    """How well the claimed movement would have been heard, where it had room in a silence."""
    p = one.drawn.said.p_heard
    return "in sight" if p is None else "good coverage" if p >= 0.95 else "poor coverage"


def reliability(pairs: Sequence[tuple[float, bool]]) -> list[Row]:
    """How often what was given a probability was so, by bins of the probability."""
    rows = []
    for low, high in pairwise(BINS):
        mine = [(p, right) for p, right in pairs if low <= p < high]
        if mine:
            mean = sum(p for p, _ in mine) / len(mine)
            counted = share(sum(right for _, right in mine), len(mine))
            rows.append({"from": low, "to": min(1.0, high), "said": round(mean, 4), **counted})
    return rows


# Kinds of claims whose imagined flight is the claimed one itself.
FLOWN = ("flight, registration", "flight, operator and type", "delivery by air")


def bounds(answers: Iterable[Answered]) -> list[Row]:
    """The bound told of hearing a claimed flight, beside the exact chance in the worst of its silences, by bins."""
    told = [
        (a.verdict.p_seen_lower, a.drawn.said.p_heard)
        for a in answers
        if a.drawn.sort in FLOWN and a.verdict.p_seen_lower is not None and a.drawn.said.p_heard is not None
    ]
    rows = []
    for low, high in pairwise(BINS):
        mine = [(lower, exact) for lower, exact in told if low <= lower < high]
        if mine:
            means = [round(sum(column) / len(mine), 4) for column in zip(*mine, strict=True)]
            counted = share(sum(exact >= lower for lower, exact in mine), len(mine))
            rows.append({"from": low, "to": min(1.0, high), "said": means[0], "exact": means[1], **counted})
    return rows
