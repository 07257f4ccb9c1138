"""Figures of merit: what a product says of a world beside the truth about it; shares no code with any product."""

from crossbearing.worldgen.scores.counts import Question, questions, score_counts
from crossbearing.worldgen.scores.flown import Pairing, pair, score_ends, score_flights
from crossbearing.worldgen.scores.rows import score_marks
from crossbearing.worldgen.scores.stays import score_stays

__all__ = [
    "Pairing",
    "Question",
    "pair",
    "questions",
    "score_counts",
    "score_ends",
    "score_flights",
    "score_marks",
    "score_stays",
]
