"""Stretches of a sound text whose bytes were misread (乱码)."""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import product

from ingest.clean.page import Page
from ingest.model import Noise, NoiseKind, Span
from ingest.mojibake import likelihood, likelihood_per_char
from ingest.script import common_rank, is_hanzi

FINDER = "garbled"
ODD_RANK = 1500
"""Characters beyond this rank are what UTF-8 turns into when read as GBK (鍔炲叕瀹), and seldom two together else."""
REACH = 3
"""How far beyond its odd characters a garbled run may go."""
REST = 8
"""Characters on either side of a garbled run that may be the rest of it."""
SOUND_PER_CHAR = -9.5
"""A mended run must read like Chinese."""
MIN_HOPELESS = 4
"""Latin letters and signs in a row that are no word of any language and cannot be mended."""

_AS_GBK = (("gb18030", "utf-8"),)
_AS_LATIN = (
    ("sloppy-windows-1252", "utf-8"),
    ("latin-1", "utf-8"),
    ("sloppy-windows-1252", "gb18030"),
    ("latin-1", "gb18030"),
)
_LATIN = (  # Latin-1, and what cp1252 has for its control codes
    "\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122"
)
_MARKS = "“”‘’…—，。、；：！？（）《》"
_LATIN_RUN = re.compile(f"[{_LATIN}]{{2,}}")
_LETTERS = re.compile("[\u00a1-\u00b6\u00b8-\u00d6\u00d8-\u00f6\u00f8-\u00ff]")
_REST = f"[\ufffd\ue000-\uf8ff{_LATIN}]"
_BAD = "\ufffd\ue000-\uf8ff"
_BETWEEN = re.compile(f"(?:{_REST}|[\u4e00-\u9fff?](?=[{_BAD}])|(?<=[{_BAD}])[\u4e00-\u9fff?])*")
_AROUND_BAD = re.compile(f"[\u4e00-\u9fff]{{0,24}}[{_BAD}](?:[\u4e00-\u9fff]{{0,12}}[{_BAD}])*[\u4e00-\u9fff]{{0,24}}")
_IS_BAD = re.compile(f"[{_BAD}]")
_LOST_BEFORE = re.compile("[\u4e00-\u9fff]?[\ufffd\ue000-\uf8ff]+$")
_LOST_AFTER = re.compile("[\ufffd\ue000-\uf8ff]+")
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{2,6}|#[xX][0-9A-Fa-f]{2,5});")
_ESCAPE = re.compile(r"(?:\\u[0-9a-fA-F]{4})+")
_LOST = re.compile(r"\ufffd[\ufffd?]*|(?:锟斤拷)+锟?|烫{3,}|屯{3,}")
# The bytes of ” less the last, for which cp1252 has no character.
_LOST_QUOTE = re.compile("â€(?![\u0080-\u00ff“”‘’™œ¦¢])")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]+")
_MISREAD_MARK = re.compile(r"\A锘\?|\A锘(?=[#\u4e00-\u9fff])|\Aï»¿")


def find_garbled(page: Page) -> Iterator[Noise]:
    """Garbled runs, with what they were where a round trip tells; lost characters; entities that stayed encoded."""
    text = page.text
    runs = (*_misread_as_latin(text), *_misread_as_gbk(text), *_hopeless_gbk(text))
    yield from _in_one(text, sorted(runs, key=lambda noise: noise.span))
    yield from _left_encoded(text)
    for match in _LOST_QUOTE.finditer(text):
        yield _noise(match.start(), match.end(), "按拉丁字符误读的引号", "”")
    for match in _MISREAD_MARK.finditer(text):
        yield _noise(match.start(), match.end(), "UTF-8 文件头标记被误读", "")
    for match in _LOST.finditer(text):
        yield _noise(match.start(), match.end(), "字符已丢失", None)
    for match in _CONTROL.finditer(text):
        yield _noise(match.start(), match.end(), "控制字符", "")


def _in_one(text: str, found: Sequence[Noise]) -> Iterator[Noise]:
    """Garbled runs with nothing sound between them as one, with its words where all of them are known."""
    whole: Noise | None = None
    for noise in found:
        gap = text[whole.span.end : noise.span.start] if whole else ""
        if whole and noise.span.start < whole.span.end:
            if noise.span.end > whole.span.end:
                whole = replace(whole, span=Span(whole.span.start, noise.span.end), fix=None)
            continue
        if whole and _BETWEEN.fullmatch(gap):
            fix = whole.fix + noise.fix if whole.fix is not None and noise.fix is not None and not gap else None
            whole = replace(whole, span=Span(whole.span.start, noise.span.end), fix=fix)
            continue
        if whole:
            yield _with_lost_ends(text, whole)
        whole = noise
    if whole:
        yield _with_lost_ends(text, whole)


def _with_lost_ends(text: str, noise: Noise) -> Noise:
    """The run with the signs right before and after it that can only be the rest of its bytes."""
    before = _LOST_BEFORE.search(text, max(0, noise.span.start - REST), noise.span.start)
    after = _LOST_AFTER.match(text, noise.span.end, noise.span.end + REST)
    span = Span(before.start() if before else noise.span.start, after.end() if after else noise.span.end)
    return noise if span == noise.span else replace(noise, span=span, fix=None)


def _left_encoded(text: str) -> Iterator[Noise]:
    """Entities of HTML and escapes of programs that nobody decoded."""
    for match in _ENTITY.finditer(text):
        decoded = html.unescape(match.group())
        if decoded != match.group():
            yield _noise(match.start(), match.end(), "未解码的 HTML 实体", decoded.replace("\xa0", " "))
    for match in _ESCAPE.finditer(text):
        decoded = match.group().encode("ascii").decode("unicode_escape")
        if likelihood_per_char(decoded) > SOUND_PER_CHAR:
            yield _noise(match.start(), match.end(), "未解码的 Unicode 转义", decoded)


def _misread_as_latin(text: str) -> Iterator[Noise]:
    """Runs such as å…¬ and â€œ: UTF-8 or GBK that was read as Latin-1 or cp1252."""
    for run in _LATIN_RUN.finditer(text):
        start, end = run.span()
        if not _LETTERS.search(run.group()):
            continue
        mended = _best(text, product(range(start, min(start + 2, end)), range(end, max(end - 2, start), -1)), _AS_LATIN)
        if mended:
            yield _noise(mended[0], mended[1], "按拉丁字符误读的中文", mended[2])
        elif len(_LETTERS.findall(run.group())) >= MIN_HOPELESS:
            yield _noise(start, end, "无法还原的乱码", None)


def _misread_as_gbk(text: str) -> Iterator[Noise]:
    """Runs such as 鍔炲叕瀹: UTF-8 that was read as GBK."""
    odd = sorted(at for char in set(text) if _is_odd(char) for at in _places(text, char))
    done = 0
    for first, last in _clusters(odd):
        if first < done:
            continue
        starts, ends = range(max(done, first - REACH), first + 1), range(last + 1, min(len(text), last + REACH + 1) + 1)
        mended = _best(text, product(starts, ends), _AS_GBK)
        if mended:
            start, done, fix = mended
            while fix is None and text[done : done + 1] in ("\ufffd", "?"):  # all that is left of the cut character
                done += 1
            yield _noise(start, done, "按 GBK 误读的 UTF-8", fix)


def _places(text: str, char: str) -> Iterator[int]:
    """Where a character stands."""
    at = text.find(char)
    while at >= 0:
        yield at
        at = text.find(char, at + 1)


def _hopeless_gbk(text: str) -> Iterator[Noise]:
    """Runs such as 鎴栬�呯渷 that lost bytes: odd characters around places that stand for none."""
    if _IS_BAD.search(text) is None:  # nearly always; what is around it is looked for at every character
        return
    for match in _AROUND_BAD.finditer(text):
        odd = [at for at in range(*match.span()) if _is_odd(text[at]) or not is_hanzi(text[at])]
        start, end = odd[0], odd[-1] + 1
        bad = next(at for at in odd if not is_hanzi(text[at]))
        while start < bad and not _odd_share(text[start : bad + 1]):
            start = odd[odd.index(start) + 1]
        while not _odd_share(text[bad:end]):
            end = odd[odd.index(end - 1) - 1] + 1
        if end - start >= MIN_HOPELESS and sum(map(_is_odd, text[start:end])) >= 2:
            yield _noise(start, end, "按 GBK 误读的 UTF-8，字节已丢失", None)


def _odd_share(run: str) -> bool:
    """Whether half of a run is odd."""
    return 2 * sum(_is_odd(char) or not is_hanzi(char) for char in run) >= len(run)


@cache
def _is_odd(char: str) -> bool:
    return is_hanzi(char) and common_rank().get(char, ODD_RANK) >= ODD_RANK


def _clusters(places: list[int]) -> Iterator[tuple[int, int]]:
    """First and last of the places that follow one another closely, where there are two or more."""
    start = 0
    for at in range(1, len(places) + 1):
        if at == len(places) or places[at] - places[at - 1] > REACH:
            if at - start >= 2:
                yield places[start], places[at - 1]
            start = at


def _best(
    text: str, extents: Iterable[tuple[int, int]], trips: tuple[tuple[str, str], ...]
) -> tuple[int, int, str | None] | None:
    """The extent whose words gain most by a round trip, with what they were (None where their end is lost)."""
    best: tuple[float, int, int, str | None] | None = None
    for start, end in extents:
        for wrong, right in trips:
            words, whole = _undone(text[start:end], wrong, right)
            if not words:
                continue
            if not whole and not _is_odd(text[end - 1]):
                continue  # the bytes that are left over come from a sound character
            gain = likelihood(words) - likelihood(text[start:end])
            if gain > 0 and (best is None or gain > best[0]):
                best = (gain, start, end, words if whole else None)
    return best[1:] if best else None


def _undone(run: str, wrong: str, right: str) -> tuple[str, bool]:
    """What `run` was before it was misread, empty where that makes no Chinese, and whether all of it is there."""
    try:
        data = run.encode(wrong)
    except UnicodeEncodeError:
        return "", False
    words, whole = "", True
    try:
        words = data.decode(right)
    except UnicodeDecodeError as error:  # a character cut off at the end is all that may be lost
        whole = False
        words = data[: error.start].decode(right) if len(data) - error.start <= 2 else ""
    chinese = any(is_hanzi(char) or char in _MARKS for char in words)
    return (words, whole) if chinese and likelihood_per_char(words) > SOUND_PER_CHAR else ("", False)


def _noise(start: int, end: int, cue: str, fix: str | None) -> Noise:
    return Noise(span=Span(start, end), finder=FINDER, cue=cue, kind=NoiseKind.ENCODING, fix=fix)
