"""A model behind any server that speaks `/v1/chat/completions`, asked about one report at a time."""

from __future__ import annotations

from collections import Counter
from typing import Any

import msgspec

from crossbearing.model.claims import Report
from crossbearing.model.proposals import Offer, Offers, ProposedBy
from crossbearing.readers.prompt import prompt_sha256, request
from crossbearing.readers.server import DEADLINE_S, NoAnswer, Server, post

# Longer reports are not sent: a small model forgets their beginning. GUESS: 8,000 tokens.
LONGEST_REPORT = 30_000
# A server that fails so often in a row is not asked again. GUESS.
MOST_FAILURES = 3
NOT_IN_SHAPE = "not in the agreed shape"
UNREADABLE = "the answer is not in the agreed shape"


class _Message(msgspec.Struct):
    content: str | None = None


class _Choice(msgspec.Struct):
    message: _Message


class _Answer(msgspec.Struct):
    choices: list[_Choice]


class _Claims(msgspec.Struct):
    claims: list[Any]


class ChatReader:
    """A stronger reader on a server; what it says is taken apart value by value and never believed."""

    def __init__(self, server: Server, model: str, deadline_s: float = DEADLINE_S) -> None:
        """Ask `model` on `server`, waiting `deadline_s` seconds for each report."""
        self._server, self._model, self._deadline_s = server, model, deadline_s
        self._by = ProposedBy("chat", model, server.url, prompt_sha256())
        self._failures = 0

    @property
    def by(self) -> ProposedBy:
        """The model, its server and the hash of what it was told."""
        return self._by

    def offers(self, report: Report) -> Offers:
        """Return what the model says of one report; why there is nothing stands in `failure`."""
        if len(report.text) > LONGEST_REPORT:
            return Offers(failure="the report is too long to be sent")
        if self._failures >= MOST_FAILURES:
            return Offers(failure="not asked: the server failed too often in a row")
        body = request(self._model, report.text[report.body_start :])
        try:
            read = offers_in(post(self._server, "/chat/completions", body, self._deadline_s))
        except NoAnswer as error:
            self._failures += 1
            return Offers(failure=str(error))
        self._failures = 0
        return read


def offers_in(answer: bytes) -> Offers:
    """Return the offers in the body of an answer; raises `NoAnswer` where it is not in the agreed shape at all."""
    try:
        choices = msgspec.json.decode(answer, type=_Answer).choices
        content = choices[0].message.content if choices else None
        listed = msgspec.json.decode(_bare(content or ""), type=_Claims).claims
    except (msgspec.MsgspecError, RecursionError, ValueError) as error:
        raise NoAnswer(UNREADABLE) from error
    return sorted_out(listed)


def sorted_out(listed: list[Any]) -> Offers:
    """Return the members of a list that are offers; the others are counted."""
    offers, dropped = [], Counter[str]()
    for one in listed:
        try:
            offers.append(msgspec.convert(one, Offer))
        except (msgspec.ValidationError, RecursionError):
            dropped[NOT_IN_SHAPE] += 1
    return Offers(tuple(offers), dict(dropped))


def _bare(content: str) -> str:
    """The object in an answer; small models put it into a fence."""
    return content[content.find("{") : content.rfind("}") + 1]
