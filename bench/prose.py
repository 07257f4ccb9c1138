"""Ordinary sentences of news and sentences that claim something, and articles of 2.5 kB made of both.

Nobody's text: the ordinary ones are written for the benchmarks, those with claims are the examples that the patterns of
the reader must find. Names and figures change from sentence to sentence, so that hardly two are alike.
"""

from __future__ import annotations

import random
from datetime import date

from crossbearing.model.claims import Report
from crossbearing.reading.patterns import PATTERNS

SIZE = 2_500
DAY = date(2024, 2, 10)

ORDINARY = {
    "en": (
        "The council of {town} met on {weekday} to discuss the budget for schools, and put off the vote until autumn.",
        "Rain is expected in the east, with temperatures below the average of the season, the weather office said.",
        "Shares ended little changed as investors waited for figures on inflation due on {weekday}.",
        "“We have not slept for three days,” said {person}, who runs a bakery near the market.",
        "According to a survey published by the university, {n} per cent of residents want to leave the town.",
        "The opposition accused the government of hiding the cost of the reform, which ministers reject.",
        "{person}, a historian, has spent twenty years in the archives of {town}.",
        "Prices of bread and oil have risen faster than wages since {month}, the statistics office reported.",
        "The court adjourned the case to {month}, after the defence asked for more time to study {n} new documents.",
        "Doctors at the hospital treated {n} people for smoke, none of whom was in danger, a spokeswoman added.",
        "It is the first time that the festival is held without its founder, who died in {year}.",
        "Analysts disagree about what comes next, and few of them want to be quoted by name.",
        "The president of {country} is due to speak on {weekday}, his office announced in a statement.",
        "Farmers blocked two roads near {town}, demanding lower taxes on diesel and faster payments.",
        "Whether the two sides will come back to the table remains open.",
        "The new line will cut the journey to {town} by {n} minutes, the railway says.",
        "{country} and its neighbours have argued about the river for decades.",
        "Nobody was available for comment at the ministry on {weekday} evening.",
        "Her book, published in {year}, sold {n},000 copies and was translated into nine languages.",
        "Voters in {country} go to the polls in {month}, and observers expect a close result.",
        "The port authority plans to widen the access road next year, if the budget allows it.",
        "Tourists have come back to {town}, though hotels say that half of their rooms are still empty.",
        "A spokesman declined to say how much the inquiry had cost so far.",
        "The team lost the final against {town} by two goals to one, in front of {n},000 spectators.",
    ),
    "fr": (
        "Le conseil municipal de {town} s'est réuni {weekday} pour parler du budget, et a reporté le vote à l'automne.",
        "Le prix du blé a baissé de {n} % sur la semaine, selon la chambre d'agriculture du département.",
        "La bibliothèque fermera ses portes en {month} pour des travaux qui dureront plusieurs mois.",
        "« Nous n'avons pas dormi depuis trois jours », raconte {person}, boulangère près du marché.",
        "D'après une enquête de l'université, {n} % des habitants songent à quitter la ville.",
        "L'opposition accuse le gouvernement de cacher le coût de la réforme, ce que le ministre conteste.",
        "{person}, historien, a passé vingt ans dans les archives de {town}.",
        "Les salaires augmentent moins vite que les prix depuis {month}, indique l'institut de statistique.",
        "Le tribunal a renvoyé l'affaire à {month}, la défense ayant demandé le temps d'étudier {n} pièces nouvelles.",
        "Une trentaine de personnes ont été soignées pour avoir respiré de la fumée, aucune n'est en danger.",
        "C'est la première fois que le festival se tient sans son fondateur, mort en {year}.",
        "Les analystes ne s'accordent pas sur la suite, et peu d'entre eux acceptent d'être cités.",
        "Le président de {country} doit prendre la parole {weekday}, a annoncé son cabinet.",
        "Des agriculteurs ont bloqué deux routes près de {town}, réclamant une baisse des taxes sur le gazole.",
        "Reste à savoir si les deux camps reviendront à la table.",
        "La nouvelle ligne fera gagner {n} minutes vers {town}, promet la compagnie des chemins de fer.",
        "{country} et ses voisins se disputent les eaux du fleuve depuis des décennies.",
        "Personne n'a pu être joint au ministère {weekday} soir.",
        "Son livre, paru en {year}, s'est vendu à {n} 000 exemplaires et a été traduit en neuf langues.",
        "Les électeurs de {country} votent en {month}, et les observateurs s'attendent à un scrutin serré.",
        "L'autorité portuaire prévoit d'élargir la route d'accès l'an prochain, si le budget le permet.",
        "Les touristes sont revenus à {town}, mais la moitié des chambres restent vides, disent les hôteliers.",
        "Un porte-parole a refusé de dire ce que l'enquête avait coûté jusqu'ici.",
        "L'équipe a perdu la finale contre {town} par deux buts à un, devant {n} 000 spectateurs.",
    ),
}
_NAMES = {
    "en": {
        "town": [
            "Lyon",
            "Ankara",
            "Tunis",
            "Leeds",
            "Varna",
            "Dakar",
            "Aden",
            "Porto",
            "Tbilisi",
            "Mombasa",
            "Gdansk",
            "Cork",
        ],
        "country": ["Georgia", "Kenya", "Norway", "Peru", "Jordan", "Chad", "Poland", "Nepal", "Ghana", "Oman"],
        "weekday": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"],
        "month": ["March", "May", "June", "September", "October", "November"],
        "person": ["Maria Keller", "Omar Diallo", "Anna Lindqvist", "Tom Barrow", "Leila Haddad"],
    },
    "fr": {
        "town": [
            "Lyon",
            "Ankara",
            "Tunis",
            "Rouen",
            "Varna",
            "Dakar",
            "Aden",
            "Porto",
            "Tbilissi",
            "Mombasa",
            "Gdansk",
            "Brest",
        ],
        "country": ["la Géorgie", "la Norvège", "la Jordanie", "la Pologne", "la Tunisie", "la Mongolie"],
        "weekday": ["lundi", "mardi", "mercredi", "jeudi", "vendredi"],
        "month": ["mars", "mai", "juin", "septembre", "octobre", "novembre"],
        "person": ["Marie Keller", "Omar Diallo", "Anne Lindqvist", "Luc Barrow", "Leïla Haddad"],
    },
}


def filled(sentence: str, language: str, dice: random.Random) -> str:
    """The sentence with names and figures drawn for it; a capital where it begins."""
    values = {name: dice.choice(listed) for name, listed in _NAMES[language].items()}
    text = sentence.format(n=dice.randint(11, 94), year=dice.randint(1998, 2023), **values)
    return text[0].upper() + text[1:]


def articles(count: int, claiming: float, seed: int = 1) -> list[Report]:
    """Articles of 2.5 kB, by turns English and French, in which a share of the sentences claims something."""
    dice, made = random.Random(seed), []
    claims = {
        language: sorted({text for one in PATTERNS for spoken, text in one.reads if spoken == language})
        for language in ORDINARY
    }
    for number in range(count):
        language, text = ("en", "fr")[number % 2], ""
        while len(text) < SIZE:
            if dice.random() < claiming:
                text += dice.choice(claims[language])
            else:
                text += filled(dice.choice(ORDINARY[language]), language, dice)
            text += "\n\n" if dice.random() < 0.25 else " "
        made.append(Report(f"article-{number}", text[: text.rindex(".", 0, SIZE) + 1], 0, DAY, DAY))
    return made
