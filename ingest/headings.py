"""Headings: the numbered lines of a text, and the levels that their own order of styles gives them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.model import Section, Span
from ingest.numerals import NUMERAL, to_chinese, to_int

FINDER = "find_outline"
LONGEST_TITLE = 60
"""A first sentence above this length is body rather than a title (the longest of those annotated so far has 34)."""
MOST_PASSES = 6
"""What is left out changes what stands under what; real texts settle after three rounds."""

_CN = "[一二三四五六七八九十百]{1,4}"
_GAP = r"[ \t\u3000\xa0]*"
_ANY = f"[{NUMERAL}](?:{_GAP}[{NUMERAL}]){{0,5}}"
# The first style that fits the start of a line is its style. `label` is what is printed, `n` its number.
_STYLES = {
    "part": rf"(?P<label>第{_GAP}(?P<n>{_ANY}){_GAP}(?:分编|编|篇|部分))(?=[\s：:，、—]|$)",
    "chapter": rf"(?P<label>第{_GAP}(?P<n>{_ANY}){_GAP}章)",
    "section": rf"(?P<label>第{_GAP}(?P<n>{_ANY}){_GAP}节)(?!课|日)",
    # 第七条规定… and 第七条第二款… are mentions, broken to the next line.
    "article": rf"(?P<label>第{_GAP}(?P<n>{_ANY}){_GAP}条(?:之{_CN})?)(?!第|规定|所|的|和|、|至|中|款)",
    "ordinal": rf"(?P<label>第(?P<n>{_CN})(?:点|个?方面)?){_GAP}[，,、：:．.]",
    "cn_paren": rf"(?P<label>[（(〔﹙]{_GAP}(?P<n>{_CN}){_GAP}[）)〕﹚]){_GAP}[、．.，]?",
    # 一、二季度… is a phrase, 二、两个… a heading.
    "cn": rf"(?P<label>(?P<n>{_CN})){_GAP}[、．.，](?!{_CN}(?:、|季度|产业|等奖|月份))",
    "is": rf"(?P<label>(?P<n>{_CN})(?:是|要|须))[，,：:]?",
    "among": rf"(?P<label>其(?P<n>{_CN}))[，,、：:]",
    # 1.1 先进… is a heading, 1.5亿元 an amount.
    "decimal": rf"(?P<label>\d{{1,2}}\.(?P<n>\d{{1,2}}))(?=[ \t\u3000\u4e00-\u9fff])(?!{_GAP}[万亿元个倍米吨])",
    "arabic_paren": rf"(?P<label>[（(]{_GAP}(?P<n>\d{{1,2}}){_GAP}[）)]){_GAP}[、．.]?",
    "arabic_close": rf"(?P<label>(?P<n>\d{{1,2}})){_GAP}[）)]",
    "arabic": rf"(?P<label>(?P<n>\d{{1,2}})){_GAP}[．、.](?!\d)",
    "circled": "(?P<label>(?P<n>[①-⑳]))",
}
_LINE_STARTS = tuple((style, re.compile(pattern)) for style, pattern in _STYLES.items())
# How the next label of a run-in series begins, where it stands in the same line.
_NEXT = {
    "ordinal": "第{cn}(?:点|个?方面)?[，,、：:]",
    "is": "{cn}[是要须]",
    "among": "其{cn}",
    "arabic_paren": "[（(]{n}[）)]",
    "arabic_close": "{n}[）)]",
    "arabic": r"{n}[．、.](?!\d)",
    "circled": "{circled}",
}
_RANKS = {"part": 0, "chapter": 1, "section": 2, "article": 3}
_BELIEVED_ALONE = {*_RANKS, "cn", "cn_paren", "mark"}
# Markdown: ## before a heading, ** around a label.
# 二要勤下基层。 inside a paragraph: a whole sentence that orders, without a comma. 二是工作不主动。 only tells.
_INSTRUCTING = re.compile(
    rf"(?:^|(?<=[。；！？;!?])){_GAP}(?P<label>(?P<n>{_CN})[要须])(?P<title>[^，、。；：！？,;:!?\s]{{2,24}})。"
)
_MARK = re.compile(r"(#{1,6})[ \t\u3000]+")
_BOLD = re.compile(r"(?:\*\*|__)?")
_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_BLANK = " \t\u3000\xa0\ufeff\u200b\u200c\u200d\u2060"
_END = re.compile("[。；！？;!?]")
_COLON = re.compile("[：:]")
_COMMA = re.compile("[，,]")
_OPENING = "：:，、*_"
_CLOSING = "。；！？;!?：:，,、#*_"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line start that looks like a heading. `style` is a key of the table above, or `mark2` for a bare ## line."""

    style: str
    number: int
    label: str
    title: str
    span: Span
    line: Span


@dataclass(frozen=True, slots=True)
class Placed:
    """A candidate with its place in the tree of those that are left."""

    candidate: Candidate
    level: int
    parent: int | None


def lines(text: str) -> Iterator[Span]:
    """The lines of `text` that hold more than blanks, without their outer blanks."""
    for match in _LINE.finditer(text):
        span = _trimmed(text, Span(*match.span()))
        if span.start < span.end:
            yield span


def candidate(text: str, line: Span) -> Candidate | None:
    """The heading that `line` may begin with."""
    mark = _MARK.match(text, line.start, line.end)
    bold = _BOLD.match(text, mark.end() if mark else line.start, line.end)
    start = bold.end() if bold else line.start
    for style, pattern in _LINE_STARTS:
        match = pattern.match(text, start, line.end)
        if match:
            return _labelled(text, line, style, match)
    # One # is the title of the document.
    if mark and len(mark[1]) > 1:
        span = _trimmed(text, Span(start, line.end), closing=_CLOSING)
        return Candidate(f"mark{len(mark[1])}", 0, "", tidy(span.of(text)), span, line) if span.of(text) else None
    return None


def _labelled(text: str, line: Span, style: str, match: re.Match[str]) -> Candidate | None:
    number = ord(match["n"]) - ord("①") + 1 if style == "circled" else to_int(match["n"])
    if number is None:
        return None
    label = Span(*match.span("label"))
    title = _title(text, Span(match.end(), line.end), style)
    span = Span(label.start, title.end if title.of(text) else label.end)
    return Candidate(style, number, "".join(label.of(text).split()), tidy(title.of(text)), span, line)


def _title(text: str, body: Span, style: str) -> Span:
    """The title at the start of `body`, without its end mark; empty for an article, whose text is body."""
    if style == "article":
        return Span(body.start, body.start)
    end = body.end
    if style not in _RANKS:
        mark = _END.search(text, body.start, min(body.end, body.start + LONGEST_TITLE + 1))
        end = mark.start() if mark else body.end
        colon = _COLON.search(text, body.start, min(end, body.start + LONGEST_TITLE // 2))
        if colon:
            end = colon.start()
        elif end - body.start > LONGEST_TITLE:
            comma = _COMMA.search(text, body.start, body.start + LONGEST_TITLE)
            end = comma.start() if comma else body.start
    return _trimmed(text, Span(body.start, end), opening=_OPENING, closing=_CLOSING)


def tidy(title: str) -> str:
    """A title without the blanks that typesetting puts between Chinese characters: 总　则 is 总则."""
    return re.sub(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])", "", " ".join(title.split()))


def _trimmed(text: str, span: Span, *, opening: str = "", closing: str = "") -> Span:
    start, end = span.start, span.end
    while start < end and (text[start] in opening or _is_blank(text[start])):
        start += 1
    while end > start and (text[end - 1] in closing or _is_blank(text[end - 1])):
        end -= 1
    return Span(start, end)


def _is_blank(char: str) -> bool:
    return char.isspace() or char in _BLANK


def find_sections(text: str, contents: Sequence[str]) -> tuple[Section, ...]:
    """The headings of `text` as sections. `contents` are the words that head a table of contents, which is left out."""
    found = [c for line in lines(text) for c in _candidates(text, line)]
    found = _without_contents(text, found, contents)
    for _ in range(MOST_PASSES):
        kept = _believed(text, _placed(found))
        if len(kept) == len(found):
            break
        found = kept
    return _sections(text, _placed(found))


def _candidates(text: str, line: Span) -> list[Candidate]:
    """The heading that a line begins with, and the instructing ones that stand in a series inside it."""
    inner = [_inner(line, match) for match in _INSTRUCTING.finditer(line.of(text))]
    if [c.number for c in inner] != list(range(1, len(inner) + 1)) or len(inner) < 2:
        inner = []
    first = candidate(text, line)
    if first and (_runs_on(text, first) or first.span.start in {c.span.start for c in inner}):
        first = None
    return [first, *inner] if first else inner


def _inner(line: Span, match: re.Match[str]) -> Candidate:
    span = Span(line.start + match.start("label"), line.start + match.end("title"))
    return Candidate("is", to_int(match["n"]) or 0, match["label"], match["title"], span, Span(span.start, line.end))


def _runs_on(text: str, c: Candidate) -> bool:
    """Whether the next of its series stands in the same line (一是…。二是…。): then the line is running text."""
    following = _NEXT.get(c.style)
    if following is None:
        return False
    n = c.number + 1
    cn = to_chinese(n) if n < 10_000 else "x"
    pattern = following.format(n=n, cn=cn, circled=chr(ord("①") + n - 1))
    return re.search(f"[。；！？;!?，,]{_GAP}{pattern}", text[c.span.end - 1 : c.line.end]) is not None


def _without_contents(text: str, found: list[Candidate], contents: Sequence[str]) -> list[Candidate]:
    """The candidates without a table of contents: from its head to where its first entry is printed again."""
    words = "|".join(_GAP.join(word) for word in contents)
    head = re.compile(rf"^[#{_BLANK}]*(?:{words})[{_BLANK}]*$", re.MULTILINE).search(text, 0, 20_000)
    if not head:
        return found
    before = [c for c in found if c.span.start < head.start()]
    inside = found[len(before) :]
    first = next(((c.style, c.label, c.title) for c in inside), None)
    again = [i for i, c in enumerate(inside) if i and (c.style, c.label, c.title) == first]
    return before + inside[again[0] :] if again else found


def _placed(found: Sequence[Candidate]) -> list[Placed]:
    """Each candidate with its level: a style seen before closes what stands under it, a new one goes one deeper."""
    placed: list[Placed] = []
    open_: list[int] = []
    for index, c in enumerate(found):
        depth = _depth(c.style, [placed[i].candidate.style for i in open_])
        del open_[depth:]
        placed.append(Placed(c, depth + 1, open_[-1] if open_ else None))
        open_.append(index)
    return placed


def _depth(style: str, open_styles: list[str]) -> int:
    """How many of the open styles stay open above a heading of `style`."""
    if style in open_styles:
        return open_styles.index(style)
    if style in _RANKS:
        for depth, outer in enumerate(open_styles):
            if _RANKS.get(outer, -1) > _RANKS[style]:
                return depth
    return len(open_styles)


def _believed(text: str, placed: Sequence[Placed]) -> list[Candidate]:
    """The candidates without the items of lists: those under an article, those ended by ；, and weak ones alone."""
    series: defaultdict[tuple[int | None, str], list[Candidate]] = defaultdict(list)
    for p in placed:
        series[p.parent, p.candidate.style].append(p.candidate)
    articles = {i for i, p in enumerate(placed) if p.candidate.style == "article"}
    outline = {key for key, siblings in series.items() if key[0] not in articles and _is_outline(text, siblings)}
    return [p.candidate for p in placed if (p.parent, p.candidate.style) in outline]


def _is_outline(text: str, siblings: Sequence[Candidate]) -> bool:
    """Whether a series of like candidates is outline rather than a list."""
    first = siblings[0]
    if first.style in _RANKS:
        return True
    if first.style.rstrip("123456") not in _BELIEVED_ALONE and len({c.number for c in siblings}) < 2:
        return False
    body = siblings[:-1] or siblings
    return 2 * sum(_is_item(text, c) for c in body) <= len(body)


def _is_item(text: str, c: Candidate) -> bool:
    """Whether the whole line is one item of a list, ended by a semicolon or comma."""
    return text[c.line.end - 1] in "；;，,、" and "。" not in c.line.of(text)


def _sections(text: str, placed: Sequence[Placed]) -> tuple[Section, ...]:
    ends = [len(text)] * len(placed)
    open_: list[int] = []
    for index, p in enumerate(placed):
        while open_ and placed[open_[-1]].level >= p.level:
            ends[open_.pop()] = p.candidate.span.start
        open_.append(index)
    return tuple(
        Section(
            span=p.candidate.span,
            finder=FINDER,
            cue=p.candidate.label or p.candidate.title,
            level=p.level,
            label=p.candidate.label,
            title=p.candidate.title,
            extent=Span(p.candidate.span.start, end),
            parent=p.parent,
        )
        for p, end in zip(placed, ends, strict=True)
    )
