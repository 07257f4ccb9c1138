"""Is one ship another under a new name? The check of aliases of ships."""

from __future__ import annotations

import polars as pl

from crossbearing.checks.answer import Answer
from crossbearing.checks.at_sea.called import by_sea
from crossbearing.checks.at_sea.kin import evidence_of, judged_between, statics_of, words_of
from crossbearing.checks.at_sea.named import Ship, is_name, ships_of
from crossbearing.checks.at_sea.reflagged import says_reflagged
from crossbearing.checks.at_sea.sea import Sea, plain
from crossbearing.checks.witness import Witness
from crossbearing.model.claims import Claim, EquipmentRole
from crossbearing.model.verdicts import Outcome, Phrase, Reason, phrase
from crossbearing.movement.vessels.tracks.one_track import LEAST_APART
from crossbearing.movement.vessels.who.grounds import SAME, TWO

Words = tuple[Phrase, ...]


def names_two_ships(claim: Claim) -> bool:
    """Whether an alias is about names of ships, and not about flags."""
    return by_sea(claim) and not says_reflagged(claim)


def same_ship(claim: Claim, witness: Witness) -> Answer:
    """Compare what two names sent: one MMSI, or one IMO number with a sound check digit, is one ship if one can be.

    Supported: one MMSI sent both names, with no other IMO number, or two did that are judged to be one ship: they share
    an IMO number whose check digit holds, or callsign, name and size, and one ship can have been wherever both were
    heard. Partly supported: the IMO number of the claim was sent under one of the names, and the other was never heard.
    Contradicted: the names were sent by two ships that were heard too far apart at one time to be one, also where both
    send one number. Not observable: all else. AIS is typed in on board: that two names share a number shows what was
    sent, not who owns the ship.
    """
    sea = witness.sea
    if sea is None or sea.is_empty:
        return Answer(Outcome.UNTESTED, (phrase("untested.ships"),))
    ships = _both(claim, sea)
    words = tuple(one for ship in ships for one in ship.words(sea))
    if len(ships) < 2:
        return Answer(Outcome.NOT_OBSERVABLE, (*words, phrase("called.unnamed")), Reason.CRAFT_NOT_TRANSMITTING)
    one, other = ships[:2]
    under_one = sorted({*one.crafts} & {*other.crafts})
    if under_one:
        return _under_one_number(sea, under_one, one, other, words)
    if not one.crafts or not other.crafts:
        return _half_heard(claim, sea, one if one.crafts else other, words)
    return _two_senders(sea, one, other, words)


def _both(claim: Claim, sea: Sea) -> tuple[Ship, ...]:
    """The two ships of an alias; a number that the claim gives tells namesakes apart."""
    names = [one.name for one in claim.equipment if one.role is EquipmentRole.CARRIER and is_name(one.name)]
    if len(names) < 2:
        return ships_of(claim, sea)
    numbered = {craft for imo in claim.craft.imo for craft in sea.bearing_imo(imo)}
    numbered |= {f"mmsi:{mmsi}" for mmsi in claim.craft.mmsi}
    ships = []
    for name in names[:2]:
        crafts = sea.bearing_name(name)
        ships.append(Ship(name, "name", tuple(craft for craft in crafts if craft in numbered) or crafts))
    return tuple(ships)


def _under_one_number(sea: Sea, crafts: list[str], one: Ship, other: Ship, words: Words) -> Answer:
    """One MMSI sent both names: one ship, unless the number changed hulls or is shared."""
    told = sea.told.filter(pl.col("craft").is_in(crafts)).sort("time", maintain_order=True)
    sent = [_sending(told, ship) for ship in (one, other)]
    evidence = statics_of(pl.concat([rows.head(1) for rows in sent]))
    imos = [set(rows.filter(pl.col("imo_valid").fill_null(value=False))["imo"]) for rows in sent]
    if (all(imos) and not imos[0] & imos[1]) or any(len(sea.hulls(craft)) > 1 for craft in crafts):
        because = (*words, phrase("renamed.hulls", craft=", ".join(crafts)))
        return Answer(Outcome.NOT_OBSERVABLE, because, Reason.CRAFT_NOT_TRANSMITTING, evidence=evidence)
    first, second = sorted(zip((one, other), sent, strict=True), key=lambda pair: _first_at(pair[1]))
    until, since = (f"{when:%Y-%m-%d %H:%M}" for when in (first[1]["last_time"][-1], second[1]["time"][0]))
    said = {"was": first[0].label, "now": second[0].label, "until": until, "since": since}
    because = (*words, phrase("renamed.one", what=", ".join(crafts)), phrase("renamed.when", **said))
    return Answer(Outcome.SUPPORTED, because, matched=("ships",), evidence=evidence)


def _first_at(rows: pl.DataFrame) -> float:
    """When the first of some rows was sent, seconds from 1970."""
    return float(rows["time"][0].timestamp())


def _sending(told: pl.DataFrame, ship: Ship) -> pl.DataFrame:
    """The rows in which a ship sends a name, or whatever where she is known by a number."""
    if ship.known_by != "name":
        return told
    return told.filter([name is not None and plain(name) == plain(ship.label) for name in told["shipname"]])


def _half_heard(claim: Claim, sea: Sea, heard: Ship, words: Words) -> Answer:
    """Only one of the names was ever heard: its number may still be the one of the claim."""
    sent = sea.told.filter(pl.col("craft").is_in(list(heard.crafts)) & pl.col("imo_valid").fill_null(value=False))
    numbered = sent.filter(pl.col("imo").cast(pl.String).is_in(list(claim.craft.imo)))
    if numbered.is_empty():
        return Answer(Outcome.NOT_OBSERVABLE, (*words, phrase("renamed.open")), Reason.CRAFT_NOT_TRANSMITTING)
    said = phrase("renamed.number", name=heard.label, imo=numbered["imo"][0])
    evidence = statics_of(numbered.head(1))
    return Answer(
        Outcome.PARTLY_SUPPORTED, (*words, said), matched=("number",), unmatched=("former name",), evidence=evidence
    )


def _two_senders(sea: Sea, one: Ship, other: Ship, words: Words) -> Answer:
    """Two MMSI sent the names: as they are judged, or as their tracks allow."""
    rows = judged_between(sea, one.crafts, other.crafts)
    single = one.is_one(sea) and other.is_one(sea)
    same = [row for row in rows if row["result"] == SAME]
    if same:
        because = (*words, phrase("renamed.judged"), *words_of(same))
        return Answer(Outcome.SUPPORTED, because, matched=("ships",), evidence=evidence_of(same))
    two = [row for row in rows if row["result"] == TWO]
    if single and (two or (not rows and not _can_be_one(sea, one, other))):
        because = (*words, phrase("renamed.two", one=one.label, other=other.label), *words_of(two))
        evidence = evidence_of(two) or statics_of(_first_rows(sea, one, other))
        return Answer(Outcome.CONTRADICTED, because, Reason.ALIBI, unmatched=("ships",), evidence=evidence)
    because = (*words, phrase("renamed.open"), *words_of(rows))
    return Answer(Outcome.NOT_OBSERVABLE, because, Reason.CRAFT_NOT_TRANSMITTING, evidence=evidence_of(rows))


def _first_rows(sea: Sea, one: Ship, other: Ship) -> pl.DataFrame:
    own = sea.told.filter(pl.col("craft").is_in([*one.crafts, *other.crafts]))
    return own.unique("craft", keep="first", maintain_order=True)


def _can_be_one(sea: Sea, one: Ship, other: Ship) -> bool:
    """Whether the two were not heard too far apart at one time to be one ship, but for a false position or two."""
    first, second = (sea.track(ship.hull(sea)).between(*sea.span) for ship in (one, other))
    ways = (False, True)  # most ships are apart by straight ways, which take a hundredth of the time
    return all((~first.together(second, over_water)).sum() < LEAST_APART for over_water in ways)
