"""French spellings of names that English writes its own way: `Serpukhov` gives `Serpoukhov`, `Qeshm` gives `Qechm`.

French romanises Slavic, Turkic, Arabic and Persian names by sound; the rules are those of usage in the press.
Spellings that a rule gets wrong do no harm: nobody writes them.
"""

from __future__ import annotations

import re

from world.offered import bare

SLAVIC = frozenset(["RU", "UA", "BY", "KZ", "KG", "UZ", "TJ", "TM", "AZ", "GE", "AM", "MD"])
SEMITIC = frozenset(
    [
        *("IR", "IQ", "SY", "LB", "JO", "PS", "YE", "SA", "AE", "OM", "QA", "KW", "BH", "EG", "LY", "SD", "AF"),
        *("TN", "DZ", "MA", "MR", "SO", "DJ"),
    ]
)
# Order matters: a longer group before the shorter it holds; capitals stand for sounds that are done.
SLAVIC_SOUNDS = (
    (r"shch", "CHTCH"), (r"kh", "KH"), (r"zh", "J"), (r"ch", "TCH"), (r"sh", "CH"), (r"dzh", "DJ"),
    (r"(iy|yy|yi)\b", "I"), (r"(?<=[aeou])y", "Ï"), (r"(?<=i)y(?=s)", "Ï"),
    (r"yu", "IOU"), (r"ya", "IA"), (r"ye", "IE"), (r"yo", "IO"),
    (r"u", "OU"), (r"g(?=[ei])", "GU"), (r"(?<=[aeiouAEIOU])s(?=[aeiouAEIOU])", "SS"),
)  # fmt: skip
SEMITIC_SOUNDS = (
    (r"kh", "KH"), (r"gh", "GH"), (r"dh", "DH"), (r"th", "TH"), (r"sh", "CH"), (r"j", "DJ"),
    (r"iyah?\b", "IYA"), (r"ah\b", "A"), (r"oo|u", "OU"), (r"ee", "I"),
    (r"(?<=[aeiouAEIOU])s(?=[aeiouAEIOU])", "SS"),
)  # fmt: skip
# Persian and Maghrebi j is "dj" in French, that of the Levant stays as it is: both are offered.
WITHOUT_DJ = tuple(pair for pair in SEMITIC_SOUNDS if pair[0] != "j")
# Russian adjectives end in "y" or "i" as the writer likes: Nijny, Nijni.
_FINAL_Y = re.compile(r"(?<=[^\Waeiou])y\b")
_ARTICLE = re.compile(r"^(?:A[lnrstzd]|Ash|Ath|Adh|El) (?=[A-Z])")
_MARKS = re.compile("[’'`‘ʼʻʿʾ]")


def without_article(name: str) -> list[str]:
    """`Al Fallujah` is also written `Fallujah` and `Al-Fallujah`."""
    match = _ARTICLE.match(name)
    if match is None:
        return [name]
    rest = name[match.end() :]
    return [name, rest, f"Al-{rest}", f"El-{rest}"]


def by_sound(name: str, sounds: tuple[tuple[str, str], ...]) -> str:
    """Every word of a name by the rules of its language."""
    return re.sub(r"\w+", lambda match: respelt(match.group(0), sounds), name)


def respelt(word: str, sounds: tuple[tuple[str, str], ...]) -> str:
    """One word by the rules of its language."""
    spelt = word.lower()
    for pattern, sound in sounds:
        spelt = re.sub(pattern, sound, spelt)
    spelt = spelt.lower()
    return spelt[:1].upper() + spelt[1:] if word[:1].isupper() else spelt


def french(name: str, country: str) -> list[str]:
    """The regular French spellings of a name as GeoNames has it, plain English ones included; may be empty."""
    if country not in SLAVIC | SEMITIC:
        return []
    plain = _MARKS.sub("", bare(name)).replace("ı", "i")
    if country in SLAVIC:
        spelt = by_sound(plain, SLAVIC_SOUNDS)
        found = [plain, spelt, _FINAL_Y.sub("i", spelt)]
    else:
        bases = without_article(plain)
        found = [*bases, *(by_sound(b, s) for b in bases for s in (SEMITIC_SOUNDS, WITHOUT_DJ))]
    return [spelt for spelt in dict.fromkeys(found) if spelt != name]
