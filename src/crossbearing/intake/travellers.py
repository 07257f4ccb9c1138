"""Lists of people, which no reader here may take for something else.

A list of travellers that also names their aircraft looks like a register of aircraft. Personal identifiers must be
sealed before anything else sees them; as long as nothing here seals them, such a table is refused.
"""

from __future__ import annotations

import re

from crossbearing.intake.csv_chunks import header_of

REFUSAL = "this is a table of people, and their identifiers could not be protected"
HINT = "leave it out, or take out every column about a person"
# Names of columns that say something about a person, English and French. GUESS: what forms of entry and exit print.
_PERSONAL = re.compile(
    r"\b(?:passports?|passeports?|surname|(?:sur|fore|given|first|last|family|full|middle)[ ]?names?|prenoms?|prénoms?|"
    r"passengers?|passagers?|travell?ers?|voyageurs?|date of birth|birth ?(?:date|day|place)?|dob|born|naissance|"
    r"né le|nationality|nationalité|citizenship|sex|gender|sexe|visas?|national id|identity|"
    r"document (?:number|no|n°)|numéro de document)\b"
)
# The name of a column is short and holds no numbers; a line of prose with a comma in it has longer stretches.
LONGEST_NAME = 4


def lists_people(head: bytes) -> bool:
    """Whether the first line of a file is the header of a table with a column about persons."""
    if head.lstrip()[:1] in (b"{", b"["):
        return False  # JSON has no header line, and a day's archive has 75,000 members to look at
    names = [" ".join(re.split(r"[\s_.\-]+", name)).strip() for name in header_of(head)]
    if any(len(name.split()) > LONGEST_NAME or any(map(str.isdigit, name.split())) for name in names):
        return False
    return any(_PERSONAL.search(name) for name in names)
