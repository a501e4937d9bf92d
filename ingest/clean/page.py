"""What every step is given."""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from ingest.clean.normalise import normalise
from ingest.model import Span
from ingest.usage import unknown_pairs

SENTENCE_END = "。！？；!?;"
CLOSING = "”’」』）)》】〕\"'"
_LINE = re.compile(r"[^\s\ufeff\u200b](?:[^\r\n]*[^\s\ufeff\u200b])?")
MIN_ARTICLES = 3
_ARTICLE = re.compile(r"^[ #*]*第 *[一二三四五六七八九十百千零\d]{1,8} *条", re.MULTILINE)
_LABEL = re.compile(
    r"""
    \s*(?:
      第[一二三四五六七八九十百千\d]+[章节条编部分篇款项]?[、，,：:\s]   # 第一， 第三条
    | [（(]?[一二三四五六七八九十\d]{1,3}[)）、．.，]                    # 一、 （一） 1. 3）
    | [一二三四五六七八九十]{1,2}(?:是|要)                               # 一是 二要
    | [①-⑳]
    )
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class Page:
    """One text with what several steps look at. `plain` has the same length, so that offsets hold in both."""

    text: str

    @cached_property
    def plain(self) -> str:
        """The text in simplified characters, half-width digits and letters, plain spaces."""
        return normalise(self.text)

    @cached_property
    def lines(self) -> tuple[Span, ...]:
        """The lines that are not blank, in order, without the blanks and invisible marks around them."""
        return tuple(Span(*match.span()) for match in _LINE.finditer(self.plain))

    @cached_property
    def hardly_chinese(self) -> bool:
        """Whether signs of ASCII are what nearly all of the text is written in."""
        return len(self.text.encode("ascii", errors="ignore")) > 0.8 * len(self.text)

    @cached_property
    def hard_wrapped(self) -> bool:
        """Whether lines end where the page did, and not where the paragraph does."""
        long = [self.plain[line.start : line.end] for line in self.lines if line.end - line.start >= 15]
        unended = [line for line in long if not ends_sentence(line)]
        return len(unended) >= 4 and len(unended) > len(long) / 3

    @cached_property
    def well_ended(self) -> bool:
        """Whether nearly all long lines end with the mark of a sentence."""
        long = [self.plain[line.start : line.end] for line in self.lines if line.end - line.start >= 24]
        return len(long) >= 4 and sum(map(ends_sentence, long)) >= 0.9 * (len(long) - 1)

    @cached_property
    def unknown_pairs(self) -> set[tuple[str, str]]:
        """The pairs of characters that nothing vouches for."""
        return unknown_pairs(self.plain)

    @cached_property
    def joints(self) -> tuple[int, ...]:
        """The places between two characters that are such a pair."""
        unknown = self.unknown_pairs
        return tuple(at for at, pair in enumerate(pairwise(self.plain), 1) if pair in unknown)

    @cached_property
    def has_articles(self) -> bool:
        """Whether lines begin with 第…条, as those of regulations do."""
        return len(_ARTICLE.findall(self.plain)) >= MIN_ARTICLES

    @cached_property
    def fragmented(self) -> bool:
        """Whether lines begin with the marks that end a clause: a converter broke the text at links and bold words."""
        return sum(self.plain[line.start] in "，。、；：）》」”" for line in self.lines) >= 2


def ends_sentence(words: str) -> bool:
    """Whether `words` end with a mark that ends a sentence, quotes and brackets after it aside."""
    return words.rstrip().rstrip(CLOSING)[-1:] in tuple(SENTENCE_END + "…：:")


def starts_with_label(words: str) -> bool:
    """Whether `words` begin like a heading of the outline (一、 （一） 第三条 一是)."""
    return _LABEL.match(words) is not None
