"""Debris of the site that a text was copied from: notes, buttons, addresses, forum posts."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from ingest.clean.page import SENTENCE_END, Page, ends_sentence, starts_with_label
from ingest.lexicon import load_data
from ingest.model import Noise, NoiseKind, Span
from ingest.script import is_hanzi

LONGEST_LINE, LONGEST_WORDS = 240, 60
"""Characters of a line that a pattern may take whole, and of one that is debris for a few words in it."""
LONGEST_TITLE = 40
"""Characters of a title in the list under 相关阅读."""
AROUND = 16
"""How much else a pair of brackets may hold that goes with a note inside it."""
CONTEXT = 12
"""How far before an address a word may stand that makes it part of the sentence."""

DATE = re.compile(
    r"(?:(?:(?:发布|发表|更新|添加|上传)?(?:时间|日期)\s*[:：]|发表于|发布于)\s*)?\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?"
)
# Bounded, so that many openings without an end stay linear.
_COMMENT = re.compile(r"<!--[^<]{0,2000}?-->")
_BRACKETS = ("（）", "()", "[]", "【】", "<>", "《》", "「」")
# What else a note in brackets may say: （责任编辑：…，转载自…，请注明出处）.
_OPENED = re.compile(r"([(（\[【<《「])[^()（）\[\]【】<>《》「」。；\n]*$")
_CLOSED = re.compile(r"[^()（）\[\]【】<>《》「」。；\n]*([)）\]】>》」])")
_ONE_NOTE = re.compile(r"[\s()（）【】\[\]:：,，、-]{0,3}")
_ADDRESSES = ("web_address", "bare_domain")
_ASCII_RUN = re.compile(r"[!-~](?:[ -~]*[!-~])?")
_JUNK_TOKEN = re.compile(r"[!-~]{1,3}")
# Addresses, tags, code and mathematics are signs with a sense: so are names such as C++ and GB/T 9704.
_MEANT = re.compile(r"https?:|www\.|@[\w.]+\.|</?[A-Za-z]|\*\*|\]\(|^\W*$|[A-Za-z]{5,}|\d{4,}|[A-Z]{2,3}/T")
_RELATED = "related"
MIN_SCRAMBLED = 6
_SYMBOL = re.compile(r"[!#$^&*@~|{}\[\]<>=_\\`;+?\"'/:%-]")


@cache
def _patterns(key: str) -> re.Pattern[str]:
    """All patterns of one kind in one, each a group by its name."""
    return re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in load_data("noise")[key].items()))


@cache
def _signs() -> tuple[re.Pattern[str], ...]:
    """What no debris inside a line is without; each apart, so that the engine skips to how it begins."""
    return tuple(map(re.compile, load_data("noise")["debris_inline_signs"]))


@cache
def _belongs() -> re.Pattern[str]:
    return re.compile("|".join(load_data("noise")["belongs_to_text"]))


def find_debris_lines(page: Page) -> Iterator[Noise]:
    """Lines that are nothing but debris; a date in them is kept, for it may be all that dates the text."""
    listing = False
    for line in page.lines:
        words = line.of(page.plain)
        if len(words) > LONGEST_LINE:
            listing = False
            continue
        start, name = _debris(words)
        if (
            name is None
            and listing
            and len(words) <= LONGEST_TITLE
            and not (ends_sentence(words) or starts_with_label(words))
        ):
            start, name = 0, _RELATED
        listing = name == _RELATED and (listing or words.endswith((":", "：")))
        dated = DATE.search(words, start)
        if name is None or (dated and dated.group() == words):
            continue
        span = Span(line.start + start, line.end)
        if dated and name != "edited":  # when a post was touched up says nothing about the text
            yield _advertisement(span, "debris_lines", name, fix=dated.group())
        else:
            yield _advertisement(joined(page, span), "debris_lines", name)


def _debris(words: str) -> tuple[int, str | None]:
    """Where in a line debris begins (at its start, or after its last sentence), and the name of the pattern."""
    whole = _patterns("debris_lines").fullmatch(words)
    if whole:
        return 0, whole.lastgroup
    part = None if starts_with_label(words) else _patterns("debris_words").search(words)
    if part is None:
        return 0, None
    start = max(words.rfind(mark, 0, part.start()) for mark in SENTENCE_END) + 1
    short = len(words) - start <= LONGEST_WORDS
    return start, part.lastgroup if short and part.start() - start < (
        CONTEXT if ends_sentence(words) else 2 * CONTEXT
    ) else None


def find_comments(page: Page) -> Iterator[Noise]:
    """Comments of HTML, which Markdown keeps and no reader of a page ever sees."""
    for match in _COMMENT.finditer(page.plain):
        yield _advertisement(Span(*match.span()), "comments", "<!--")


def find_debris_inline(page: Page) -> Iterator[Noise]:
    """Notes and addresses of a site that stand inside a line of the text."""
    if not any(sign.search(page.plain) for sign in _signs()):
        return
    found: list[Span] = []
    for match in _patterns("debris_inline").finditer(page.plain):
        before = page.plain[max(0, match.start() - CONTEXT) : match.start()]
        if match.lastgroup in _ADDRESSES and _is_wanted(match, before):
            continue
        if found and _ONE_NOTE.fullmatch(page.plain, found[-1].end, match.start()):  # 文章来自某网(www.…)
            found[-1] = Span(found[-1].start, match.end())
        else:
            found.append(Span(*match.span()))
    for note in found:
        words, closing = note.of(page.plain), page.plain[note.end : note.end + 1]
        if closing in (")", "）") and words.count("(") + words.count("（") > words.count(")") + words.count("）"):
            note = Span(note.start, note.end + 1)  # the bracket that its address stands in
        span = joined(page, _with_brackets(page.plain, note.start, note.end))
        yield _advertisement(span, "debris_inline", note.of(page.plain).strip())


def _is_wanted(address: re.Match[str], before: str) -> bool:
    """Whether an address is part of the text: one that the sentence sends people to, an office's, a Markdown link."""
    linked = before.endswith("](") or address.string.startswith("](", address.end())
    return linked or "gov.cn" in address.group() or _belongs().search(before) is not None


def _with_brackets(text: str, start: int, end: int) -> Span:
    """The span with the brackets that hold it and nothing else."""
    opened = _OPENED.search(text, max(0, start - AROUND), start)
    closed = _CLOSED.match(text, end, end + AROUND) if opened else None
    if opened and closed and opened[1] + closed[1] in _BRACKETS:
        return Span(opened.start(), closed.end())
    return Span(start, end)


def find_ascii_junk(page: Page) -> Iterator[Noise]:
    """Runs of random signs, such as forums append to each line so that nobody copies it (`5 W# k: {9 q- z)`)."""
    if page.hardly_chinese:
        return
    text = page.plain
    for match in _ASCII_RUN.finditer(text):
        before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
        apart = (not before or before in "\n。；！？" or not after or after == "\n") and _is_scrambled(match.group())
        if apart or _is_scattered(match.group()):
            yield _advertisement(Span(*match.span()), "ascii_junk", match.group())


def _is_scattered(run: str) -> bool:
    """Whether a run is short signs between blanks (5 W# k: {9 q- z)."""
    tokens = run.split()
    if len(tokens) < 4 or len(_SYMBOL.findall(run)) < 2:
        return False
    short = sum(_JUNK_TOKEN.fullmatch(token) is not None for token in tokens)
    return short == len(tokens) and sum(token.isdigit() for token in tokens) < len(tokens) / 2


def _is_scrambled(run: str) -> bool:
    """Whether a run at the edge of a line mixes letters, digits and signs as no word, number or formula does."""
    if _MEANT.search(run) or len(run) < MIN_SCRAMBLED:
        return False
    kinds = "".join("a" if c.isalpha() else "1" if c.isdigit() else " " if c.isspace() else "#" for c in run)
    changes = sum(a != b for a, b in pairwise(kinds.replace(" ", "")))
    return kinds.count("#") >= 2 and "a" in kinds and changes >= len(kinds.replace(" ", "")) / 3


def joined(page: Page, span: Span) -> Span:
    """`span` with the line breaks at its edges where it broke a sentence in two, so that the sentence closes again."""
    text = page.plain
    start, end = span.start, span.end
    while start and text[start - 1].isspace():
        start -= 1
    while end < len(text) and text[end].isspace():
        end += 1
    if "\n" not in text[start : span.start] + text[span.end : end]:
        return span
    before = text[text.rfind("\n", 0, start) + 1 : start]
    return Span(start, end) if _goes_on(before, text[end : end + 20]) else span


def _goes_on(before: str, after: str) -> bool:
    """Whether a line that ends in `before` is the first half of a sentence that `after` continues."""
    if not before or not after or ends_sentence(before) or not is_hanzi(after[0]) or starts_with_label(after):
        return False
    if before[-1] in "、，,和与及的":
        return True
    return len(before) > 30 and "，" in before and is_hanzi(before[-1]) and not starts_with_label(before)


def _advertisement(span: Span, finder: str, cue: str, *, fix: str = "") -> Noise:
    return Noise(span=span, finder=finder, cue=cue, kind=NoiseKind.ADVERTISEMENT, fix=fix)
