"""Names of goods that were put into the middle of somebody's sentences, for search engines to find."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from ingest.clean.page import Page
from ingest.frequency import word_counts
from ingest.lexicon import load_data
from ingest.model import Noise, NoiseKind, Span
from ingest.script import is_hanzi
from ingest.usage import official_words
from ingest.words import cut, tag

FINDER = "spliced_goods"
RARE_WORD = 20
"""Count up to which a noun is rare: 滤布 6, 压滤机 3; what offices have is not."""
CROSSING = 20
"""Count of a word that reaches over the edge of a ware, which then is none."""
MIN_OCCURRENCES = 2
"""How often what an office may well name (代写, 电缆) must stand where they belong to nothing."""
CONTEXT = 8
"""Characters before a ware that are cut into words."""
_CHINESE = re.compile("[\u4e00-\u9fd5]+")


@cache
def _data(key: str) -> frozenset[str]:
    return frozenset(load_data("noise")[key])


@cache
def _openers() -> tuple[str, ...]:
    return tuple(load_data("noise")["clause_openers"])


@cache
def _known() -> re.Pattern[str]:
    """Wares; a run of them is one finding."""
    wares = (*load_data("noise")["goods"].split(), *load_data("noise")["services"].split())
    return re.compile(f"(?:{'|'.join(sorted(wares, key=len, reverse=True))})+")


@cache
def _trade() -> re.Pattern[str]:
    return re.compile(load_data("noise")["trade"])


@cache
def _goods() -> re.Pattern[str]:
    """Runs with a ware among them that an office text names only when it is about it."""
    return re.compile("|".join(load_data("noise")["goods"].split()))


def find_spliced_goods(page: Page) -> Iterator[Noise]:
    """Things that belong to no clause: nothing counts, qualifies or acts on them, and the text never uses them else."""
    known = [_whole(page, *match.span()) for match in _known().finditer(page.plain)]
    if any(_belongs(page, run) for run in known):  # a text that also speaks of wares has things as its subject
        return
    for run in (*_recurring(page), *_wares(page, known)):  # the longer runs first: of two that overlap the first counts
        cue = f"{run.of(page.plain)}：与上下文无关的商品名"
        yield Noise(span=run, finder=FINDER, cue=cue, kind=NoiseKind.ADVERTISEMENT, fix="")


def _wares(page: Page, known: list[Span]) -> Iterator[Span]:
    """Known wares that no office text names, that open a clause, or that are not the only one."""
    for run in known:
        if _goods().search(run.of(page.plain)) or len(known) >= MIN_OCCURRENCES or _opens_clause(page, run):
            yield run


def _recurring(page: Page) -> Iterator[Span]:
    """Rare names of things that no list knows: alike each time, and never once part of a clause."""
    runs: dict[str, list[Span]] = defaultdict(list)
    for run, last in _rare_things(page):
        runs[last].append(run)
    for same in runs.values():
        opening = [run for run in same if _opens_clause(page, run)]
        # 企业孵化器 again and again is a term of the text.
        neighbours = {page.plain[run.start - 1 : run.start] for run in same}
        differ = len(same) == 1 or 2 * len(neighbours) > len(same)
        if differ and not any(_belongs(page, run) for run in same) and (len(same) >= MIN_OCCURRENCES or opening):
            yield from (_whole(page, run.start, run.end) for run in same)


def _rare_things(page: Page) -> Iterator[tuple[Span, str]]:
    """Runs of rare nouns that end like the name of a thing, each with its last word, which is what recurs."""
    for run in _CHINESE.finditer(page.plain):
        # Half of the runs have no character that such a name ends with, and need not be cut into words.
        if not _data("goods_endings").isdisjoint(run[0]):
            yield from _rare_in(run[0], run.start())


def _rare_in(run: str, at: int) -> Iterator[tuple[Span, str]]:
    """Those in a run of Chinese characters that stands at `at`."""
    counts, endings = word_counts(), _data("goods_endings")
    start, last = None, ""
    for word in (*cut(run), ""):
        # The dictionary's parts of speech are no help: of rare words it calls many a noun a verb (滤布, v).
        named = 2 <= len(word) <= 4 and word[-1] in endings
        count = counts.get(word, 0) if named else 0
        rare = count <= RARE_WORD and (count > 0 or len(word) > 2)
        if named and rare and word[:-1] not in official_words() and counts.get(word[-2:], 0) <= RARE_WORD:
            start, last = (at if start is None else start), word
        elif start is not None:
            yield Span(start, at), last
            start = None
        at += len(word)


def _whole(page: Page, start: int, end: int) -> Span:
    """The run with what it is offered with (…批发), and the ware that stands right before it (净水机…)."""
    trade = _trade().match(page.plain, end)
    before = tag(page.plain[max(0, start - CONTEXT) : start])
    word, kind = before[-1] if before else ("", "")
    listed = _known().fullmatch(word) is not None
    ware = listed or (len(word) > 2 and kind == "n" and word[-1] in _data("goods_endings"))
    return Span(start - len(word) if ware else start, trade.end() if trade else end)


def _belongs(page: Page, run: Span) -> bool:
    """Whether the words around a thing make it part of their clause."""
    before, after = page.plain[run.start - 1 : run.start], page.plain[run.end : run.end + 1]
    alone = not is_hanzi(before or " ") and not is_hanzi(after or " ")  # a list item, a title, a bracket
    # 起重机 in 起重机械, 水泵 in 污水泵站.
    over = (Span(run.start, run.end + 1), Span(run.start - 1, run.start + 1), Span(run.end - 1, run.end + 1))
    longer = any(word_counts().get(span.of(page.plain), 0) >= CROSSING for span in over if span.start >= 0)
    return (
        alone
        or longer
        or (before != "" and before in _data("goods_before"))
        or (after != "" and after in _data("goods_after"))
    )


def _opens_clause(page: Page, run: Span) -> bool:
    """Whether a clause begins right after a thing that itself begins one (，压滤机滤布而办公室…)."""
    before = page.plain[run.start - 1 : run.start]
    return before in ("，", "。", "；", "\n") and page.plain.startswith(_openers(), run.end)
