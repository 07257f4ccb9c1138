"""The ledger of dealings as a table: one row for what one proposition says of one item, and what rows amount to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crossbearing.dossier.atlas import country
from crossbearing.dossier.cards import origins
from crossbearing.dossier.desk import Desk
from crossbearing.dossier.wording import amount, period
from crossbearing.dossier.words import say, sentences, word
from crossbearing.model.relations import Dealing, DealingTotal, Status
from crossbearing.model.verdicts import Origins


@dataclass(frozen=True, slots=True)
class DealingRow:
    """A row of the ledger, worded; `claims` are their numbers, `part` and `denied` what stands beside the item."""

    parties: str
    item: str
    status: Status
    quantity: str
    when: str
    origins: str
    claims: tuple[int, ...]
    part: str
    denied: bool


@dataclass(frozen=True, slots=True)
class TotalRow:
    """What rows amount to, worded."""

    parties: str
    family: str
    status: Status
    quantity: str
    because: tuple[str, ...]


def dealing_rows(rows: Sequence[Dealing], desk: Desk) -> tuple[DealingRow, ...]:
    """Return the rows as a reader sees them; quantities in brackets where they are uncertain."""
    named = {row.id: row.item for row in rows}
    return tuple(
        DealingRow(
            parties(row, desk),
            row.item,
            row.status,
            quantity(row, desk.language),
            period(row.start, row.end, desk.language) if row.start or row.end else "",
            _range(row.origins, desk.language),
            tuple(sorted(desk.numbers[one] for one in row.claims if one in desk.numbers)),
            _part(row, named, desk.language),
            bool(row.denied_by),
        )
        for row in rows
    )


def _range(found: Origins, language: str) -> str:
    if len(found.kinds) > 1:
        return origins(found, language)
    return str(found.lo) if found.lo == found.hi else f"{found.lo}–{found.hi}"


def _part(row: Dealing, named: Mapping[str, str], language: str) -> str:
    whole = named.get(row.part_of or "")
    return say(language, "dealings.part_of", item=whole) if whole else ""


def total_rows(totals: Sequence[DealingTotal], desk: Desk) -> tuple[TotalRow, ...]:
    """Return what rows amount to; a range that is no sum stands in brackets."""
    return tuple(
        TotalRow(
            parties(total, desk),
            sentences(desk.language).get(f"family.{total.family}", total.family),
            total.status,
            _bracketed(amount(total.quantity_min, total.quantity_max, False, desk.language), not total.summed),
            tuple(word(phrase, desk.language) for phrase in total.because),
        )
        for total in totals
    )


def quantity(row: Dealing, language: str) -> str:
    """Return a row's quantity, in brackets where it is uncertain."""
    return _bracketed(amount(row.quantity_min, row.quantity_max, False, language), row.uncertain)


def _bracketed(text: str, uncertain: bool) -> str:
    return f"({text})" if text and uncertain else text


def parties(row: Dealing | DealingTotal, desk: Desk) -> str:
    """Return supplier and recipient: "Iran → Russia"; an open end is said to be unknown."""
    return " → ".join(_party(name, desk) for name in (row.supplier, row.recipient))


def _party(name: str | None, desk: Desk) -> str:
    if name is None:
        return say(desk.language, "dealings.unknown")
    is_code = len(name) == 2 and name.isupper()
    return country(desk.view.world, name, desk.language) if is_code else name
