"""A model proposes, a person decides: nothing that is proposed counts anywhere until it is accepted."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field

import pytest

from crossbearing.case import Case
from crossbearing.errors import InputError
from crossbearing.model.claims import Kind, Report
from crossbearing.model.proposals import Offer, Offers, ProposedBy

READ = "An Il-76 with the registration RA-76502 flew from Moscow to Tehran on 8 February"
# No rule will ever take this for training.
MISSED = "the recruits wore the badge of a finished course"
TEXT = f" date 2024-02-10 {READ}, Radio Kama said. In Latakia {MISSED}.\n"
AGREED = Offer("flight", READ)
NEW = Offer("training", MISSED, recipients=("Latakia",))


SMALL = ProposedBy("chat", "small", "http://localhost:1/v1", "0" * 64)


@dataclass
class Reader:
    """A reader beside the rules, of a few words."""

    told: Offers = field(default_factory=lambda: Offers((AGREED, NEW, Offer("delivery", "gold for the king"))))
    by: ProposedBy = SMALL
    asked: int = 0

    def offers(self, report: Report) -> Offers:
        self.asked += 1
        return self.told


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "r.txt").write_text(TEXT, encoding="utf-8")
    with Case.new(tmp_path / "c") as case:
        list(case.add([tmp_path / "r.txt"]))
        case.run()
    return tmp_path / "c"


def new(case: Case):
    (told,) = case.proposals()
    return next(one for one in told.proposals if not one.agrees_with)


def test_proposals_are_kept_marked_and_change_no_claim_and_no_verdict(folder):
    with Case(folder) as case:
        claims, verdicts, findings = case.claims(), case.verdicts(), case.findings()
        list(case.propose(Reader()))
        assert case.run() == []
        assert (case.claims(), case.verdicts(), case.findings()) == (claims, verdicts, findings)
        (told,) = case.proposals()
        assert [one.agrees_with for one in told.proposals] == [claims[0].id, None]
        assert told.dropped == {"the quote is not in the report": 1}
        assert {one.by.model for one in told.proposals} == {"small"}
        assert case.verify() == []


def test_a_reader_is_asked_once_about_a_report_and_again_after_a_failure(folder):
    reader = Reader(Offers(failure="the server is too slow"))
    with Case(folder) as case:
        assert [told.failure for told in case.propose(reader)] == ["the server is too slow"]
        assert case.proposals() == []
        reader.told = Offers((NEW,))
        list(case.propose(reader))
        list(case.propose(reader))
        assert reader.asked == 2
        list(case.propose(Reader(by=ProposedBy("chat", "other"))))
        assert [told.by.model for told in case.proposals()] == ["small", "other"]


def test_an_accepted_proposal_is_a_claim_and_can_be_corrected_and_dropped(folder):
    with Case(folder) as case:
        list(case.propose(Reader()))
        made = case.accept(new(case).id, "A. Reader", "the second sentence tells it")
        assert "judgement" in case.run()
        accepted = next(claim for claim in case.claims() if claim.id == made.id)
        assert (accepted.kind, accepted.quote) == (Kind.TRAINING, MISSED)
        assert made.id in {verdict.claim for verdict in case.verdicts()}
        assert made.id not in {claim.id for claim in case.machine_claims()}
        assert new(case).accepted_by == "A. Reader"
        case.correct(made.id, "stance", '"unconfirmed"', "B. Reader")
        case.run()
        assert next(claim for claim in case.claims() if claim.id == made.id).stance.value == "unconfirmed"
        assert case.dossier("en")
        case.correct(made.id, "dropped", "true", "B. Reader")
        case.run()
        assert made.id not in {claim.id for claim in case.claims()}
        assert case.verify() == []


def test_an_accepted_proposal_survives_a_new_reading(folder):
    with Case(folder) as case:
        list(case.propose(Reader()))
        made = case.accept(new(case).id, "A. Reader")
        case._room.db.execute("UPDATE readings SET key = 'of another version'")
        case.run()
        assert made.id in {claim.id for claim in case.claims()}


def test_acceptances_are_signed_and_never_changed(folder):
    with Case(folder) as case:
        list(case.propose(Reader()))
        (told,) = case.proposals()
        with pytest.raises(InputError, match="signed"):
            case.accept(new(case).id, " ")
        with pytest.raises(InputError, match="no proposal"):
            case.accept("p-000000000000", "A. Reader")
        with pytest.raises(InputError, match="the rules read this too"):
            case.accept(told.proposals[0].id, "A. Reader")
        case.accept(new(case).id, "A. Reader")
        for statement in ("UPDATE accepted SET note = 'x'", "DELETE FROM accepted"):
            with pytest.raises(sqlite3.IntegrityError, match="never changed"):
                case._room.db.execute(statement)
        events = [row[0] for row in case._room.db.execute("SELECT event FROM custody")]
        assert events.count("proposed") == events.count("accepted") == 1
