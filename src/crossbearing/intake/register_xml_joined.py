"""OFAC's `sdn_advanced.xml`: what it says of a ship or an aircraft stands in four places, joined by numbers.

Words that others point to (`ReferenceValueSets`), papers (`IDRegDocuments`), parties (`DistinctParties`), and the days
and programmes of their listing (`SanctionsEntries`) (https://ofac.treasury.gov, Advanced Sanctions List Standard).
Ships and aircraft are held until the end of the file; of persons and companies nothing is but that they are listed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from crossbearing.intake.mapping import plain_name
from crossbearing.intake.streams import Unreadable
from crossbearing.intake.xml_records import Node

Told = dict[str, str]

_WORDS = {"PartySubType", "FeatureType", "IDRegDocType", "DetailReference"}
PARTS = _WORDS | {"DateOfIssue", "IDRegDocument", "DistinctParty", "SanctionsEntry"}
# OFAC lists 18,000 parties with 60,000 papers (2025). GUESS with room to spare.
MOST_HELD = 1_000_000
# Papers that name a ship; those of persons and companies are not kept.
_PAPERS = ("vessel_registration_identification", "imo_number", "mmsi")


@dataclass(slots=True)
class Joined:
    """What the parts of the file have told so far."""

    words: dict[tuple[str, str], str] = field(default_factory=dict)
    papers: dict[str, Told] = field(default_factory=dict)
    parties: dict[str, Told] = field(default_factory=dict)
    days: dict[str, str] = field(default_factory=dict)
    programmes: dict[str, list[str]] = field(default_factory=dict)
    date: str = ""

    def take(self, node: Node) -> None:
        """Take in one part; raises `Unreadable` for more of them than `MOST_HELD`."""
        if node.name in _WORDS:
            self.words[node.name, node.attributes.get("ID", "")] = node.text
        elif node.name == "DateOfIssue":
            self.date = _day(node)
        elif node.name == "IDRegDocument":
            self._take_paper(node)
        elif node.name == "DistinctParty":
            for profile in node.all("Profile"):
                self.parties[profile.attributes.get("ID") or f"party {len(self.parties)}"] = self._party(profile)
        else:
            self._take_listing(node)
        if max(len(self.words), len(self.papers), len(self.parties), len(self.programmes)) > MOST_HELD:
            raise Unreadable(f"limit parties: more than {MOST_HELD} of one kind")

    def rows(self) -> Iterator[Told]:
        """Give each party in order, with the first day and the programmes of its listing."""
        for number, told in self.parties.items():
            source = f"OFAC {', '.join(dict.fromkeys(self.programmes.get(number, ())))}".strip()
            yield told | {"valid_from": self.days.get(number, ""), "source": source, "date_of_list": self.date}

    def _take_paper(self, node: Node) -> None:
        name = plain_name(self._word("IDRegDocType", node.attributes.get("IDRegDocTypeID")))
        if name in _PAPERS:
            papers = self.papers.setdefault(node.attributes.get("IdentityID", ""), {})
            papers.setdefault(name, node.told("IDRegistrationNo"))

    def _party(self, profile: Node) -> Told:
        kind = self._word("PartySubType", profile.attributes.get("PartySubTypeID"))
        if kind.lower() not in ("vessel", "aircraft"):
            return {"schema": "entity"}
        told: Told = {"schema": kind, "shipname": _name(profile)}
        for feature in profile.all("Feature"):
            name = plain_name(self._word("FeatureType", feature.attributes.get("FeatureTypeID")))
            told.setdefault(name, self._detail(feature))
        for identity in profile.all("Identity"):
            told |= self.papers.get(identity.attributes.get("ID", ""), {})
        return told

    def _detail(self, feature: Node) -> str:
        """What a feature says: a text, or a word of the reference values."""
        detail = next(iter(feature.all("FeatureVersion/VersionDetail")), Node("", {}))
        return detail.text or self._word("DetailReference", detail.attributes.get("DetailReferenceID"))

    def _take_listing(self, node: Node) -> None:
        number = node.attributes.get("ProfileID", "")
        days = [self.days.get(number, ""), *map(_day, node.all("EntryEvent/Date"))]
        self.days[number] = min(filter(None, days), default="")
        measures = (one.text for one in node.all("SanctionsMeasure/Comment"))
        self.programmes.setdefault(number, []).extend(filter(None, measures))

    def _word(self, of: str, number: str | None) -> str:
        return self.words.get((of, number or ""), "")


def _name(profile: Node) -> str:
    """The primary name, else the first."""
    aliases = sorted(profile.all("Identity/Alias"), key=lambda one: one.attributes.get("Primary") != "true")
    names = (alias.told("DocumentedName/DocumentedNamePart/NamePartValue") for alias in aliases)
    return next(filter(None, names), "")


def _day(node: Node) -> str:
    """A day of three elements; a month or a year where no more is told."""
    parts = (node.told("Year"), node.told("Month").zfill(2), node.told("Day").zfill(2))
    known = [part for part, blank in zip(parts, ("", "00", "00"), strict=True) if part != blank]
    return "-".join(known)
