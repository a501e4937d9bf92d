"""Headings: the numbered lines of a text, and the levels that their own order of styles gives them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ingest.heading_styles import BELIEVED_ALONE, CN, GAP, LINE_STARTS, RANKS, may_open, next_label, number
from ingest.model import Section, Span
from ingest.numerals import to_int

FINDER = "find_outline"
LONGEST_TITLE = 60
"""A first sentence above this length is body rather than a title (the longest of those annotated so far has 34)."""
LONGEST_LINE_OF_TITLE = 30
MOST_PASSES = 6
"""What is left out changes what stands under what; real texts settle after three rounds."""

# 二要勤下基层。 inside a paragraph: a whole sentence that orders, without a comma. 二是工作不主动。 only tells.
_INSTRUCTING = re.compile(
    rf"(?:^|(?<=[。；！？;!?])){GAP}(?P<label>(?P<n>{CN})[要须])(?P<title>[^，、。；：！？,;:!?\s]{{2,24}})。"
)
# Markdown: ## before a heading.
_MARK = re.compile(r"(#{1,6})[ \t\u3000]+")
_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_BLANK = " \t\u3000\xa0\ufeff\u200b\u200c\u200d\u2060"
_END = re.compile("[。；！？;!?]")
_COLON = re.compile("[：:]")
_COMMA = re.compile("[，,]")
# 一、值班制度 值班人员要按时到岗，…。: a blank in place of the end mark, with a sentence behind it.
_RUN_IN_GAP = re.compile(r"[^\s，。；：！？]{4,24}(?P<gap>[ \t\u3000]+)[\u4e00-\u9fff][^\s，；：]{3,40}，")
_LEADER = re.compile(r"(?:\.{3,}|…+|·{3,}|[ \t\u3000]{3,})[ \t\u3000]*[-—(（]?\d{1,3}[-—)）]?$")
_TYPESET = re.compile(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])")
_ENDING_MARKS = "。；！？;!?，,、：:…"
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


@lru_cache(maxsize=4096)  # asked of each line for the sections, and again for the paragraphs of an article
def candidate(text: str, line: Span) -> Candidate | None:
    """The heading that `line` may begin with."""
    mark = _MARK.match(text, line.start, line.end) if text.startswith("#", line.start) else None
    start = mark.end() if mark else line.start
    if text.startswith(("**", "__"), start, line.end):
        start += 2
    for style, pattern in LINE_STARTS if start < line.end and may_open(text[start]) else ():
        match = pattern.match(text, start, line.end)
        if match:
            return _labelled(text, line, style, match)
    # One # is the title of the document.
    if mark and len(mark[1]) > 1:
        span = _trimmed(text, Span(start, line.end), closing=_CLOSING)
        return Candidate(f"mark{len(mark[1])}", 0, "", tidy(span.of(text)), span, line) if span.of(text) else None
    return None


def _labelled(text: str, line: Span, style: str, match: re.Match[str]) -> Candidate | None:
    stated = number(style, match)
    if stated is None:
        return None
    if style == "ordinal":  # 第一句话 and 第一个方面 count different things
        style += match["of"] or ""
    label = Span(*match.span("label"))
    title = _title(text, Span(match.end(), line.end), style)
    span = Span(label.start, title.end if title.of(text) else label.end)
    return Candidate(style, stated, "".join(label.of(text).split()), tidy(title.of(text)), span, line)


def _title(text: str, body: Span, style: str) -> Span:
    """The title at the start of `body`, without its end mark; empty for an article, whose text is body."""
    if style == "article":
        return Span(body.start, body.start)
    end = body.end
    if style not in RANKS:
        mark = _END.search(text, body.start, min(body.end, body.start + LONGEST_TITLE + 1))
        end = mark.start() if mark else body.end
        colon = _COLON.search(text, body.start, min(end, body.start + LONGEST_TITLE // 2))
        if colon:
            end = colon.start()
        elif gap := _RUN_IN_GAP.match(text, body.start, end):
            end = gap.start("gap") if mark else end
        elif end - body.start > LONGEST_TITLE:
            comma = _COMMA.search(text, body.start, body.start + LONGEST_TITLE)
            end = comma.start() if comma else body.start
    return _trimmed(text, Span(body.start, end), opening=_OPENING, closing=_CLOSING)


def tidy(title: str) -> str:
    """A title without the blanks that typesetting puts between Chinese characters: 总　则 is 总则."""
    return _TYPESET.sub("", " ".join(title.split()))


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
    found = _over_two_lines(text, [(line, _candidates(text, line)) for line in lines(text)])
    found = _without_contents(text, _with_misread_one(found), contents)
    for _ in range(MOST_PASSES):
        kept = _believed(text, _placed(found))
        if len(kept) == len(found):
            break
        found = kept
    return _sections(text, _placed(found))


def _over_two_lines(text: str, by_line: Sequence[tuple[Span, list[Candidate]]]) -> list[Candidate]:
    """The candidates of all lines, those whose title breaks off at a comma together with the line that ends it."""
    found: list[Candidate] = []
    for place, (line, candidates) in enumerate(by_line):
        following = by_line[place + 1] if place + 1 < len(by_line) else None
        if len(candidates) == 1 and following and not following[1] and _goes_on(text, candidates[0], following[0]):
            c = candidates[0]
            span = Span(c.span.start, following[0].end)
            title = c.title + text[c.span.end] + tidy(following[0].of(text))
            candidates = [replace(c, title=title, span=span, line=Span(line.start, following[0].end))]
        found += candidates
    return found


def _goes_on(text: str, c: Candidate, following: Span) -> bool:
    """Whether a heading's line ends in a comma and the next one is as short, and no sentence."""
    short = max(c.line.end - c.line.start, following.end - following.start) <= LONGEST_LINE_OF_TITLE
    ends = text[c.line.end - 1] in "，、" and c.span.end == c.line.end - 1 and c.style not in RANKS
    return ends and short and text[following.end - 1] not in _ENDING_MARKS


def _candidates(text: str, line: Span) -> list[Candidate]:
    """The heading that a line begins with, and the instructing ones that stand in a series inside it."""
    inner = [_inner(line, match) for match in _INSTRUCTING.finditer(line.of(text))]
    if [c.number for c in inner] != list(range(1, len(inner) + 1)) or len(inner) < 2:
        inner = []
    first = candidate(text, line)
    if first and (_runs_on(text, first) or first.span.start in {c.span.start for c in inner}):
        first = None
    return [first, *inner] if first else inner


def _with_misread_one(found: list[Candidate]) -> list[Candidate]:
    """The candidates with a lone Roman I. as the 1. that a reader of print took for it."""
    if any(c.style == "roman" and c.number > 1 for c in found):
        return found
    return [replace(c, style="arabic") if c.style == "roman" else c for c in found]


def _inner(line: Span, match: re.Match[str]) -> Candidate:
    span = Span(line.start + match.start("label"), line.start + match.end("title"))
    return Candidate("is", to_int(match["n"]) or 0, match["label"], match["title"], span, Span(span.start, line.end))


def _runs_on(text: str, c: Candidate) -> bool:
    """Whether the next of its series stands in the same line (一是…。二是…。): then the line is running text."""
    following = next_label(c.style, c.number)
    return following is not None and following.search(text, c.span.end - 1, c.line.end) is not None


def _without_contents(text: str, found: list[Candidate], contents: Sequence[str]) -> list[Candidate]:
    """The candidates without a table of contents: from its head to where its first entry is printed again."""
    led = [c for c in found if _LEADER.search(text, max(c.span.start, c.line.end - 40), c.line.end)]
    if len(led) > 2 and len(led) < len(found):  # 一、总则……3: entries tell the page
        found = [c for c in found if c not in led]
    words = "|".join(GAP.join(word) for word in contents)
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
    if style in RANKS:
        for depth, outer in enumerate(open_styles):
            if RANKS.get(outer, -1) > RANKS[style]:
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
    if first.style in RANKS:
        return True
    if first.style.rstrip("123456") not in BELIEVED_ALONE and len({c.number for c in siblings}) < 2:
        return first.style.startswith("decimal") and first.number == 1 and first.line.end == first.span.end
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
