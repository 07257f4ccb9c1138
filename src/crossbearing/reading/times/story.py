"""What is known while a report is read: when it was published, and the day its telling has reached."""

from __future__ import annotations

from dataclasses import dataclass

from crossbearing.reading.times.days import Days

# An anchor counts as a day, not a period, up to a month's length.
_DAY_LIKE = 31


@dataclass(slots=True)
class Story:
    """The state of a telling; it changes from sentence to sentence.

    `day` is the last event day (or few days) told, `stretch` the last event time of any length;
    `explicit` tells that `day` came with its year, `lasting` that it is an event of several days rather than a day
    not exactly known; `cited` is the day of the report cited in this sentence;
    `frame` the year that opens it ("En 2019, …"); `future`, `past` and `flashback` tell the tense at hand.
    """

    published: Days
    day: Days | None = None
    stretch: Days | None = None
    day_sentence: int = -9
    day_paragraph: int = -9
    explicit: bool = False
    lasting: bool = False
    cited: Days | None = None
    sentence: int = 0
    paragraph: int = 0
    future: bool = False
    past: bool = False
    frame: int | None = None
    flashback: bool = False

    def enter(self, sentence: int, paragraph: int) -> None:
        """Begin a sentence: citations and a leading year do not reach over its start."""
        self.sentence, self.paragraph, self.cited, self.frame = sentence, paragraph, None, None

    def tell(self, days: Days, *, explicit: bool, lasting: bool = False) -> None:
        """Take an event time as the new anchor."""
        self.stretch = days
        if (days.end - days.start).days <= _DAY_LIKE:
            self.day, self.explicit, self.lasting = days, explicit, lasting
            self.day_sentence, self.day_paragraph = self.sentence, self.paragraph

    def edge(self, sign: int) -> Days | None:
        """Return the day to count from: the first of a lasting event backwards, its last forwards."""
        if self.day is None or not self.lasting or sign == 0:
            return self.day
        day = self.day.start if sign < 0 else self.day.end
        return Days(day, day)

    def near_day(self, sentences: int = 1) -> Days | None:
        """Return the anchor if it was told at most that many sentences ago in this paragraph."""
        recent = self.sentence - self.day_sentence <= sentences and self.day_paragraph == self.paragraph
        return self.day if recent else None
