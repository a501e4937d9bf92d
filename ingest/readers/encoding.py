"""Bytes → text: UTF-8, GB18030, Big5 and UTF-16 told apart by what reads as Chinese, and whole-file mojibake mended.

Guessers that count byte patterns need some dozens of characters: on 60 real passages of 8 characters, charset-normalizer
3.5 read 45 % of those in GB18030 and 64 % of those in Big5 right, and every one from 40 characters on. Here every
candidate is decoded and the likeliest text wins, each character weighed by how common it is (Zipf): 100 % from 8
characters on, for all five encodings, and for all but UTF-16 without a mark (95 %) from 3.
"""

import codecs
import math
from collections import Counter
from functools import cache

import ftfy.bad_codecs
from charset_normalizer import from_bytes

from ingest.readers.base import Reading
from ingest.script import common_rank, is_hanzi

ftfy.bad_codecs.ok()  # registers sloppy-windows-1252, the cp1252 of browsers

SAMPLE_BYTES = 64 * 1024
"""Enough to be sure; a whole 50 MB file need not be decoded five times."""

BOMS: tuple[tuple[bytes, str, str], ...] = (
    (codecs.BOM_UTF8, "utf-8", "utf-8 (BOM)"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32-le (BOM)"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32-be (BOM)"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le (BOM)"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be (BOM)"),
)

CANDIDATES: tuple[tuple[str, float], ...] = (
    ("utf-8", 3.0),
    ("gb18030", 2.0),
    ("big5hkscs", 0.0),
    ("utf-16-le", -6.0),
    ("utf-16-be", -6.0),
)
"""What is tried without a mark, each with its log prior: files in UTF-16 nearly always carry a mark."""

NAMES = {"big5hkscs": "big5", "sloppy-windows-1252": "cp1252"}
"""How an encoding is called where the codec's name would puzzle."""

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

MAX_UNREADABLE = 0.1
"""Above this share of characters that stand for nothing, bytes are no text: random bytes give 0.3 and more, a scan
of a text with a few broken bytes under 0.02."""

UNLIKELY_PER_CHAR = -11.0
"""Chinese decoded right is near -7 a character, English near -5, Chinese decoded wrong below -12."""

VALID_UTF8 = 7.0
"""Log evidence of each sequence beyond ASCII where all bytes are valid UTF-8, which no other encoding is by chance."""

SURELY_UTF8 = 8
"""So many valid sequences settle it: a fifth of GB18030's common characters pass for UTF-8, eight in a row do not."""

GARBLED_PER_CHAR, MENDED_PER_CHAR = -9.0, -8.5
"""A text is mojibake when it is below the first (ASCII left out), and comes above the second by a round trip."""

MIN_MENDED = 6
"""Characters that a round trip must yield: three rare ones turn into three common ones by chance (囧囧囧 → 狮狮狮)."""

MIN_KEPT = 0.6
"""The share of a mended text that must not be lost: UTF-8 read as GBK loses a character in ten, at each odd byte."""

_MULTIBYTE = ("gb18030", "big5hkscs")  # what these misread looks like Chinese characters, if odd ones
_LOST = "\udcff"
_RARE_HANZI, _FOREIGN, _UNREADABLE = -14.0, -16.0, -22.0
_ASCII, _PUNCTUATION = -5.0, -6.0
_COMMON_PUNCTUATION = frozenset("，。、；：？！“”‘’（）《》〈〉【】〔〕—…·　％０１２３４５６７８９－．")


def decode(data: bytes) -> Reading:
    """The text of `data` with what it was decoded from; broken bytes become U+FFFD. Never raises."""
    for mark, codec, name in BOMS:
        if data.startswith(mark):
            return _mended(data[len(mark) :].decode(codec, errors="replace"), name)
    codec = guess_encoding(data)
    return _mended(data.decode(codec, errors="replace"), NAMES.get(codec, codec))


def guess_encoding(data: bytes) -> str:
    """The codec under which the bytes read best as Chinese or ASCII."""
    sample = data[:SAMPLE_BYTES]
    texts = {codec: _decode_part(sample, codec) for codec, _ in CANDIDATES}
    weighed = {codec: _likelihood(texts[codec]) + prior for codec, prior in CANDIDATES}
    if "\ufffd" not in texts["utf-8"]:
        beyond_ascii = len(_without_ascii(texts["utf-8"]))
        if beyond_ascii >= SURELY_UTF8:
            return "utf-8"
        weighed["utf-8"] += VALID_UTF8 * beyond_ascii
    codec = max(weighed, key=lambda candidate: weighed[candidate])
    text = texts[codec]
    if weighed[codec] / max(len(text), 1) > UNLIKELY_PER_CHAR or not is_text(text):
        return codec
    other = from_bytes(sample).best()  # neither Chinese nor ASCII: another language's encoding, perhaps
    return codecs.lookup(other.encoding).name if other else codec


def is_text(text: str) -> bool:
    """Whether few enough characters are controls, unassigned or undecodable."""
    unreadable = sum(count for char, count in Counter(text).items() if _weight(char) == _UNREADABLE)
    return unreadable <= MAX_UNREADABLE * len(text)


def likelihood_per_char(text: str) -> float:
    """Mean log likelihood of a character of `text` as modern Chinese with ASCII; 0 for an empty text."""
    return _likelihood(text) / max(len(text), 1)


def mend(text: str) -> tuple[str, str] | None:
    """The right text and a phrase such as `utf-8, mended from gb18030`, or None where `text` is no mojibake."""
    sample = text[:SAMPLE_BYTES]
    if likelihood_per_char(_without_ascii(sample)) > GARBLED_PER_CHAR:
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


def _mended(text: str, name: str) -> Reading:
    mended = mend(text)
    return Reading(*mended) if mended else Reading(text, name)


def _mended_likelihood(sample: str, wrong: str, right: str) -> float:
    garbled, mended = _without_ascii(sample), _without_ascii(round_trip(sample, wrong, right))
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


def _decode_part(sample: bytes, codec: str) -> str:
    """The sample decoded, without a character that its end cuts in two."""
    return codecs.getincrementaldecoder(codec)(errors="replace").decode(sample, final=len(sample) < SAMPLE_BYTES)


def _without_ascii(text: str) -> str:
    return "".join(char for char in text if char > "\x7f")


def _likelihood(text: str) -> float:
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
