"""Spellings that differ and mean the same, brought to one, character for character."""

import unicodedata
from collections.abc import Mapping
from functools import cache

from ingest.script import simplified_forms

INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
"""Characters without width that web pages and PDFs leave inside words."""

_RADICALS = range(0x2E80, 0x2FE0)
"""Kangxi and CJK radicals, which PDF files print in place of the character (⽅ for 方)."""
_COMPATIBLE = range(0xF900, 0xFB00)
_FULL_WIDTH = (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), 0xFF05)
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\v\f"


def normalise(text: str) -> str:
    """`text` in simplified characters, half-width digits and letters and plain spaces, each at its old offset."""
    return text.translate(_table())


@cache
def _table() -> Mapping[int, int]:
    simplified = simplified_forms()
    table = dict(simplified)
    for code in (*_RADICALS, *_COMPATIBLE, *_FULL_WIDTH):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1 and plain != chr(code):
            table[code] = simplified.get(ord(plain), ord(plain))
    table.update({ord(space): ord(" ") for space in _SPACES})
    return table
