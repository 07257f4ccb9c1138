"""What an invented event consists of, free of any language: facts with their values, drawn from a seed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

Value = str | int | date

TYPES = ("Il-76", "An-124", "Boeing 747", "Il-62", "An-26", "Tu-204")
OPERATORS = ("Pouya Air", "Kavir Cargo", "Volga Wings", "Steppe Air", "Levant Lines", "Caspian Wing")
# As written in English and French.
PLACES = (
    ("Moscow", "Moscou"), ("Tehran", "Téhéran"), ("Damascus", "Damas"), ("Baku", "Bakou"), ("Minsk", "Minsk"),
    ("Caracas", "Caracas"), ("Khartoum", "Khartoum"), ("Yerevan", "Erevan"), ("Tashkent", "Tachkent"),
)  # fmt: skip
COUNTRIES = (("Iran", "l'Iran"), ("Russia", "la Russie"), ("Syria", "la Syrie"), ("Belarus", "la Biélorussie"),
             ("Sudan", "le Soudan"), ("Venezuela", "le Venezuela"))  # fmt: skip
TOWNS = ("Chirin", "Karabad", "Noverod", "Saltykino", "Marghaz", "Tolvask", "Behrud", "Osk", "Dalvan", "Ryabovo")
GIVEN = ("Farid", "Oleg", "Leila", "Anton", "Samir", "Marta", "Yusuf", "Elena", "Karim", "Nadia")
FAMILY = ("Rostami", "Velichko", "Haddad", "Marchenko", "Zamani", "Orlov", "Tabari", "Sorokina", "Kazemi", "Belov")
ITEMS = ("Shahed-136", "Mohajer-6", "Shahed-129", "Ababil-3", "Shahed-131")
SOURCES = (
    ("two security officials", "deux responsables de la sécurité"), ("a diplomat", "un diplomate"),
    ("an airport worker", "un employé de l'aéroport"), ("flight-tracking data", "des données de suivi aérien"),
    ("Colonel Rashid Amiri", "le colonel Rachid Amiri"), ("the Levant Institute", "l'Institut du Levant"),
)  # fmt: skip
CORE = ("landed", "nth", "delivered", "statement", "denied")
OWN = ("crates", "earlier", "stayed", "convoy", "money", "party", "runway", "unknown", "background")


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing told: what kind it is and its values; a pair of texts is English and French."""

    kind: str
    values: tuple[tuple[str, Value | tuple[str, str]], ...] = ()
    hedged: bool = False
    source: tuple[str, str] | None = None

    def with_value(self, name: str, value: Value) -> Fact:
        """Return the fact with another value."""
        return replace(self, values=tuple((key, value if key == name else old) for key, old in self.values))

    def value(self, name: str) -> Value | tuple[str, str] | None:
        """Return a value, null where it has none of this name."""
        return dict(self.values).get(name)


@dataclass(frozen=True, slots=True)
class Event:
    """What happened: the facts that every report of it must tell, and its day."""

    day: date
    core: tuple[Fact, ...]


def registration(draw: Random) -> str:
    """An invented registration."""
    letters = "".join(draw.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for _ in range(3))
    return draw.choice((f"EP-{letters}", f"RA-{draw.randrange(70_000, 90_000)}", f"YK-{letters}"))


def event(draw: Random) -> Event:
    """An invented event of 2023 or 2024."""
    day = date(2023, 1, 1) + timedelta(days=draw.randrange(700))
    place, origin = draw.sample(PLACES, 2)
    giver, taker = draw.sample(COUNTRIES, 2)
    landed = _fact("landed", operator=draw.choice(OPERATORS), type=draw.choice(TYPES), reg=registration(draw),
                   place=place, origin=origin, day=day)  # fmt: skip
    nth = _fact("nth", n=draw.randrange(3, 9), m=draw.randrange(10, 30))
    delivered = _fact("delivered", giver=giver, taker=taker, n=draw.randrange(14, 400), item=draw.choice(ITEMS),
                      month=day.replace(day=1) - timedelta(days=1))  # fmt: skip
    rest = [_fact("statement"), _fact("denied", giver=giver)]
    core = [landed, *draw.sample([nth, replace(delivered, hedged=True), *rest], draw.randrange(2, 5))]
    return Event(day, tuple(core))


def own_facts(draw: Random, day: date) -> list[Fact]:
    """What one author found out besides: other numbers, names and days than any other author's."""
    person = f"{draw.choice(GIVEN)} {draw.choice(FAMILY)}"
    found = {
        "crates": _fact("crates", person=person, n=draw.randrange(13, 90)),
        "earlier": _fact("earlier", reg=registration(draw), day=day - timedelta(days=draw.randrange(2, 40))),
        "stayed": _fact("stayed", n=draw.randrange(35, 400)),
        "convoy": _fact("convoy", n=draw.randrange(13, 60), place=draw.choice(TOWNS)),
        "money": _fact("money", n=draw.randrange(20, 900), day=day - timedelta(days=draw.randrange(20, 300))),
        "party": _fact("party", person=f"{draw.choice(GIVEN)} {draw.choice(FAMILY)}", n=draw.randrange(13, 40),
                       day=day - timedelta(days=draw.randrange(1, 20))),
        "runway": _fact("runway", n=draw.randrange(1_800, 4_000), day=day - timedelta(days=draw.randrange(3, 60))),
        "unknown": _fact("unknown"),
        "background": _fact("background"),
    }  # fmt: skip
    return [found[kind] for kind in draw.sample(OWN, draw.randrange(3, 7))]


def _fact(kind: str, **values: Value | tuple[str, str]) -> Fact:
    return Fact(kind, tuple(values.items()))
