"""Which characters bytes are: what they are wins over what they say of themselves."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""")
DECLARED_WITHIN = 4096
# Names that browsers take for Windows-1252 (WHATWG Encoding, 4.2): the bytes 0x80 to 0x9F are quotation marks there.
_LATIN = frozenset(("latin1", "latin-1", "iso-8859-1", "iso8859-1", "iso_8859-1", "ascii", "us-ascii"))


def decoded_page(data: bytes) -> str:
    """Return the text of a page: by its byte-order mark, as UTF-8 where it is that, as declared, or as Windows-1252.

    Text that happens to be UTF-8 is very rarely anything else, so a page that says otherwise is not believed.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    for name in ("utf-8", _declared(data)):
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            name = ""
    return data.decode("cp1252", "replace")


def _declared(data: bytes) -> str:
    match = _DECLARED.search(data, 0, DECLARED_WITHIN)
    name = match[1].decode("ascii").lower() if match else "cp1252"
    if name in _LATIN or not _is_text_encoding(name):
        return "cp1252"
    return name


def _is_text_encoding(name: str) -> bool:
    """Whether Python knows a character encoding of this name; it has others, such as `zip`, that are none."""
    try:
        return bool(codecs.lookup(name)._is_text_encoding)
    except LookupError:
        return False
