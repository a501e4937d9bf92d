"""How likely characters are as modern Chinese, and mojibake turned back by it.

Mojibake is text whose bytes were read in a wrong encoding and saved again. A round trip undoes it: back to the bytes,
then read as what they were. Which trip is right shows in the result, for only that one gives common characters.
"""

import codecs
import math
import re
from collections import Counter
from functools import cache

import ftfy.bad_codecs

from ingest.script import common_rank, is_hanzi

ftfy.bad_codecs.ok()  # registers sloppy-windows-1252, the cp1252 of browsers

ROUND_TRIPS: tuple[tuple[str, str], ...] = (
    ("gb18030", "utf-8"),
    ("sloppy-windows-1252", "utf-8"),
    ("latin-1", "utf-8"),
    ("big5hkscs", "utf-8"),
    ("sloppy-windows-1252", "gb18030"),
    ("latin-1", "gb18030"),
    ("sloppy-windows-1252", "big5hkscs"),
    ("latin-1", "big5hkscs"),
    ("big5hkscs", "gb18030"),
    ("gb18030", "big5hkscs"),
)
"""Mojibake is bytes of the second encoding that were read as the first and saved again."""

GARBLED_PER_CHAR, MENDED_PER_CHAR = -9.0, -8.5
"""A text is mojibake when it is below the first (ASCII left out), and comes above the second by a round trip."""

MIN_MENDED = 6
"""Characters that a round trip must yield: three rare ones turn into three common ones by chance (囧囧囧 → 狮狮狮)."""

MIN_KEPT = 0.6
"""The share of a mended text that must not be lost: UTF-8 read as GBK loses a character in ten, at each odd byte."""

SAMPLE = 64 * 1024
"""Characters that settle whether a text is mojibake."""

NAMES = {"big5hkscs": "big5", "sloppy-windows-1252": "cp1252"}
"""How an encoding is called where the codec's name would puzzle."""

_MULTIBYTE = ("gb18030", "big5hkscs")  # what these misread looks like Chinese characters, if odd ones
_LOST = "\udcff"
_ASCII_RUN = re.compile("[\x00-\x7f]+")
_RARE_HANZI, _FOREIGN, _UNREADABLE = -14.0, -16.0, -22.0
_ASCII, _PUNCTUATION = -5.0, -6.0
_COMMON_PUNCTUATION = frozenset("，。、；：？！“”‘’（）《》〈〉【】〔〕—…·　％０１２３４５６７８９－．")


def mend(text: str) -> tuple[str, str] | None:
    """The right text and a phrase such as `utf-8, mended from gb18030`, or None where `text` is no mojibake."""
    sample = text[:SAMPLE]
    if likelihood_per_char(without_ascii(sample)) > GARBLED_PER_CHAR:
        return None
    attempts = [(_mended_likelihood(sample, *trip), trip) for trip in ROUND_TRIPS]
    best, (wrong, right) = max(attempts)
    if best < MENDED_PER_CHAR:
        return None
    return round_trip(text, wrong, right), f"{NAMES.get(right, right)}, mended from {NAMES.get(wrong, wrong)}"


def round_trip(text: str, wrong: str, right: str) -> str:
    """`text` turned back to the bytes it was before `wrong` misread them, then read as `right`; losses are U+FFFD."""
    lossless = text.replace("\ufffd", _LOST)  # GB18030 has a code for U+FFFD, which the file never had
    return lossless.encode(wrong, errors="zhigui_lost").decode(right, errors="replace")


def is_readable(char: str) -> bool:
    """Whether `char` stands for something: no control, no unassigned code, not U+FFFD."""
    return _weight(char) != _UNREADABLE


def likelihood_per_char(text: str) -> float:
    """Mean log likelihood of a character of `text` as modern Chinese with ASCII; 0 for an empty text."""
    return likelihood(text) / max(len(text), 1)


def likelihood(text: str) -> float:
    """Log likelihood of `text` as modern Chinese with ASCII."""
    return sum(_weight(char) * count for char, count in Counter(text).items())


@cache
def _zipf_norm() -> float:
    """Log of the sum that makes the weights of the common characters probabilities."""
    return math.log(sum(1 / (place + 20) for place in range(3500)))


@cache
def _weight(char: str) -> float:
    """Log likelihood of one character in a modern Chinese text."""
    rank = common_rank().get(char)
    if rank is not None:
        return -math.log(rank + 20) - _zipf_norm()
    if char in _COMMON_PUNCTUATION:
        return _PUNCTUATION
    if char in "\t\n\r" or " " <= char <= "~":
        return _ASCII
    if is_hanzi(char):
        return _RARE_HANZI
    readable = char != "\ufffd" and (char.isprintable() or char.isspace())
    return _FOREIGN if readable else _UNREADABLE


def without_ascii(text: str) -> str:
    """What of `text` says something about its encoding."""
    return _ASCII_RUN.sub("", text)


def _mended_likelihood(sample: str, wrong: str, right: str) -> float:
    garbled, mended = without_ascii(sample), without_ascii(round_trip(sample, wrong, right))
    if wrong in _MULTIBYTE and sum(map(is_hanzi, garbled)) < len(garbled) / 2:
        return -math.inf
    kept = mended.replace("\ufffd", "")
    if len(kept) < MIN_MENDED or len(kept) < MIN_KEPT * len(mended):
        return -math.inf
    return likelihood_per_char(kept) - (len(mended) - len(kept)) / len(mended)


def _lost(error: UnicodeError) -> tuple[bytes, int]:
    """A byte that is invalid everywhere, for each character that was lost already; the euro sign was 0x80 in cp936."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = error.object[error.start : error.end]
    return b"".join(b"\x80" if char == "€" else b"\xff" for char in lost), error.end


codecs.register_error("zhigui_lost", _lost)
