"""Sentences of an invented press, French and English, and the names it uses."""

from __future__ import annotations

from datetime import date

CITIES = {
    "moscow": ("Moscow", "Moscou"),
    "tehran": ("Tehran", "Téhéran"),
    "mashhad": ("Mashhad", "Machhad"),
    "shiraz": ("Shiraz", "Chiraz"),
    "bandar abbas": ("Bandar Abbas", "Bandar Abbas"),
    "isfahan": ("Isfahan", "Ispahan"),
    "tabriz": ("Tabriz", "Tabriz"),
    "baku": ("Baku", "Bakou"),
    "tbilisi": ("Tbilisi", "Tbilissi"),
    "yerevan": ("Yerevan", "Erevan"),
    "istanbul": ("Istanbul", "Istanbul"),
    "ankara": ("Ankara", "Ankara"),
    "dubai": ("Dubai", "Dubaï"),
    "damascus": ("Damascus", "Damas"),
    "baghdad": ("Baghdad", "Bagdad"),
    "minsk": ("Minsk", "Minsk"),
    "st petersburg": ("Saint Petersburg", "Saint-Pétersbourg"),
    "sochi": ("Sochi", "Sotchi"),
    "mineralnye vody": ("Mineralnye Vody", "Mineralnye Vody"),
    "astrakhan": ("Astrakhan", "Astrakhan"),
    "aktau": ("Aktau", "Aktaou"),
    "atyrau": ("Atyrau", "Atyraou"),
    "turkmenbashi": ("Turkmenbashi", "Turkmenbachi"),
    "ashgabat": ("Ashgabat", "Achgabat"),
}
TYPES = {
    "IL76": "Il-76",
    "B742": "Boeing 747",
    "A306": "Airbus A300",
    "A320": "Airbus A320",
    "A321": "Airbus A321",
    "B738": "Boeing 737",
    "E190": "Embraer 190",
}
FLEW = {
    "en": (
        "On {day}, the {type} {registration} flew from {start} to {end}, a monitoring group wrote.",
        "{article} {type} (registration {registration}) left {start} for {end} on {day}.",
    ),
    "fr": (
        "Le {day}, un {type} immatriculé {registration} a volé {start} à {end}, écrit un site d'observateurs.",
        "Un {type} immatriculé {registration} a relié {bare} à {end} le {day}.",
    ),
}
VISITED = {
    "en": "On {day}, the {type} {registration} landed in {end}; it was its {count} visit in {days} days.",
    "fr": "Le {day}, l'appareil {registration} ({type}) s'est posé à {end} : c'est sa {count} visite en {days} jours.",
}
ORDINALS = {
    "en": ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"),
    "fr": ("première", "deuxième", "troisième", "quatrième", "cinquième", "sixième", "septième", "huitième"),
}
MONTHS = {
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December"),
    "fr": ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
           "novembre", "décembre"),
}  # fmt: skip


def day_words(day: date, language: str) -> str:
    """The date in words, year included: `9 February 2024`, `9 février 2024`, `1er mars 2024`."""
    number = "1er" if language == "fr" and day.day == 1 else str(day.day)
    return f"{number} {MONTHS[language][day.month - 1]} {day.year}"


def city(name: str, language: str) -> str:
    """What the press calls a city."""
    return CITIES[name][1 if language == "fr" else 0]


def leaving(name: str, language: str) -> str:
    """The city as a point of departure: `Moscow`, `de Moscou`, `d'Istanbul`."""
    called = city(name, language)
    if language == "en":
        return called
    return f"d'{called}" if called[0] in "AEIOUÉ" else f"de {called}"


def flew(language: str, form: int, registration: str, typecode: str, start: str, end: str, day: date) -> str:
    """One flight in a sentence; `form` chooses among the wordings of the language."""
    return FLEW[language][form % len(FLEW[language])].format(
        day=day_words(day, language),
        type=TYPES[typecode],
        article="A" if TYPES[typecode].startswith("B") else "An",
        registration=registration,
        start=leaving(start, language),
        bare=city(start, language),
        end=city(end, language),
    )


def visited(language: str, registration: str, typecode: str, end: str, day: date, count: int, days: int) -> str:
    """A landing and its rank in a sentence."""
    return VISITED[language].format(
        day=day_words(day, language),
        type=TYPES[typecode],
        registration=registration,
        end=city(end, language),
        count=ORDINALS[language][count - 1],
        days=days,
    )
