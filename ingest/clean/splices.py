"""Names of goods that were put into the middle of somebody's sentences, for search engines to find."""

import re
from collections.abc import Iterator
from functools import cache

from ingest.clean.page import Page
from ingest.frequency import word_counts
from ingest.lexicon import load_data
from ingest.model import Noise, NoiseKind, Span
from ingest.script import is_hanzi
from ingest.words import tag

FINDER = "spliced_goods"
RARE_WORD = 20
"""Count up to which a noun is rare: 滤布 6, 压滤机 3; what offices have is not."""
MIN_OCCURRENCES = 2
"""How often what an office may well name (代写, 电缆) must stand where they belong to nothing."""
CONTEXT = 8
"""Characters before a ware that are cut into words."""
LONGEST_RUN = 6
"""Characters of a thing that opens a clause."""


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


@cache
def _clause_starts() -> re.Pattern[str]:
    """What begins a clause, ends like the name of a thing, and has the beginning of a clause right after it."""
    endings, openers = load_data("noise")["goods_endings"], "|".join(load_data("noise")["clause_openers"])
    return re.compile(f"(?<=[，。；\\n])([\u4e00-\u9fff]{{1,{LONGEST_RUN - 1}}}?[{endings}])(?={openers})")


def find_spliced_goods(page: Page) -> Iterator[Noise]:
    """Wares that belong to no clause: nothing counts, qualifies or acts on them, and the text never uses them else."""
    known = [_whole(page, *match.span()) for match in _known().finditer(page.plain)]
    loose = [run for run in known if not _belongs(page, run)]
    if len(loose) < len(known):  # a text that also speaks of the things has them as its subject
        return
    for run in loose:
        if _goods().search(run.of(page.plain)) or len(loose) >= MIN_OCCURRENCES or _opens_clause(page, run):
            yield _noise(page, run)
    counts = word_counts()
    for match in _clause_starts().finditer(page.plain):
        run = Span(*match.span(1))
        if counts.get(match[1], RARE_WORD + 1) <= RARE_WORD and not _known().search(match[1]):
            yield _noise(page, run)


def _whole(page: Page, start: int, end: int) -> Span:
    """The run with what it is offered with (…批发), and the ware that stands right before it (净水机…)."""
    trade = _trade().match(page.plain, end)
    before = tag(page.plain[max(0, start - CONTEXT) : start])
    word, kind = before[-1] if before else ("", "")
    ware = len(word) > 2 and kind == "n" and word[-1] in _data("goods_endings")
    return Span(start - len(word) if ware else start, trade.end() if trade else end)


def _belongs(page: Page, run: Span) -> bool:
    """Whether the words around a thing make it part of their clause."""
    before, after = page.plain[run.start - 1 : run.start], page.plain[run.end : run.end + 1]
    alone = not is_hanzi(before or " ") and not is_hanzi(after or " ")  # a list item, a title, a bracket
    return (
        alone or (before != "" and before in _data("goods_before")) or (after != "" and after in _data("goods_after"))
    )


def _opens_clause(page: Page, run: Span) -> bool:
    """Whether a clause begins right after a thing that itself begins one (，压滤机滤布而办公室…)."""
    before = page.plain[run.start - 1 : run.start]
    return before in ("，", "。", "；", "\n") and page.plain.startswith(_openers(), run.end)


def _noise(page: Page, run: Span) -> Noise:
    cue = f"{run.of(page.plain)}：与上下文无关的商品名"
    return Noise(span=run, finder=FINDER, cue=cue, kind=NoiseKind.ADVERTISEMENT, fix="")
