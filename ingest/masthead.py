"""The head of a document: its title, its kind, where it was given and the post of who gave it."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import islice, takewhile
from pathlib import PurePosixPath
from typing import Any

from ingest.headings import candidate, lines, tidy
from ingest.lexicon import load_data
from ingest.model import DocumentKind, Section, Span

HEAD_LINES = 12
"""Lines in which a title is looked for: saved web pages have some of site navigation above it."""
LONGEST_TITLE = 60
LONGEST_HEAD = 4000
"""The longest head of a law read for this, with 12 amendments, has 1,100 characters."""
_NUMERAL = "0-9０-９〇○零一二三四五六七八九十"
_DATED = re.compile(rf"[（(]?\s*[{_NUMERAL}]{{2,4}}\s*[年.\-/]\s*[{_NUMERAL}]{{1,3}}")
# 作者：…, 府办发〔2012〕3号, 首页 > 讲话: beside a title, never in it.
_ASIDE = re.compile(
    r"[〔﹝\[［]\s*\d{4}\s*[〕﹞\]］]|[>›»|｜]|https?:|www\.|^[\u4e00-\u9fff]{2,4}[：:]"
    r"|欢迎|论坛(?!上)|登[录入陆]|注册|首页|网站|下载|搜索|收藏|打印|点击"
)
_SAID_PLACE = re.compile(r"地\s*点\s*[：:]\s*([^\s，,。；;）)]{2,30})")


@dataclass(frozen=True, slots=True)
class Masthead:
    """What the head of a document says; the body begins at `end`."""

    title: str
    kind: DocumentKind
    place: str | None
    speaker_post: str | None
    end: int


def find_masthead(text: str, file: str, sections: tuple[Section, ...]) -> Masthead:
    """The head of `text`; the stem of `file` stands in for a title that the text does not have."""
    title, after = _title(text)
    end = _end(text, after, sections)
    head = text[after:end]
    under = [line.of(head) for line in lines(head)]
    return Masthead(
        title=title or PurePosixPath(file).stem,
        kind=_kind(title or PurePosixPath(file).stem, text, sections),
        place=_place([line.of(text[:end]) for line in lines(text[:end])]),
        speaker_post=_speaker_post(title, under, text),
        end=end,
    )


@cache
def masthead_words() -> dict[str, Any]:
    """The words of heads, from the lexicon."""
    data: dict[str, Any] = load_data("masthead")
    return data


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """The compiled pattern of this name, made of the lexicon's words."""
    words = masthead_words()
    kinds = {kind: sorted(ends, key=len, reverse=True) for kind, ends in words["title_ends"].items()}
    ends = "|".join(f"(?P<{kind}>{'|'.join(ends)})" for kind, ends in kinds.items())
    post = f"[\u4e00-\u9fff、]{{0,18}}(?:{'|'.join(words['posts'])})"
    person = "(?:同志|[\u4e00-\u9fffXx×＊*]{1,4})?"
    return re.compile(
        {
            "title_end": rf"(?:{ends})(?:[（(〔【][^）)〕】]{{1,20}}[）)〕】])?[一二三四五六七八九十\d]{{0,4}}[》”]?$",
            "salutation": rf"(?:{'|'.join(words['salutations'])})[^。；]{{0,40}}[：:，,！!]?$",
            "inline_salutation": r"(?:同志们|各位领导|各位同志|尊敬的)[^。；]{0,30}[：:！!]",
            "post_line": rf"[（(]?(?:(?:讲话人|主讲人|作者|报告人)[：:])?\s*(?P<post>{post})\s*{person}[）)]?$",
            "post_in_title": rf"(?P<post>{post}){person}在",
            "post_in_text": rf"以(?P<post>{post})的?身份|我(?:是|作为)(?P<own>{post})(?=，|。)",
            "place": rf"(?P<place>[\u4e00-\u9fff]{{1,20}}(?:{'|'.join(words['place_ends'])}))[）)]?$",
        }[name]
    )


def _title(text: str) -> tuple[str, int]:
    """The title and where it ends; an empty one where the text has none."""
    head = list(islice(takewhile(lambda line: line.start < LONGEST_HEAD, lines(text)), HEAD_LINES))
    head = list(takewhile(lambda line: not _pattern("salutation").match(line.of(text)[:60]), head))
    plain = [line for line in head if _is_title_like(text, line)]
    marked = next((line for line in plain if line.of(text).startswith("# ")), None)
    ended = marked or next((line for line in plain if _pattern("title_end").search(line.of(text))), None)
    if ended and not marked:
        return _joined(text, head, ended)
    if ended or (plain and plain[0] == head[0]):
        line = ended or plain[0]
        return _clean(line.of(text)), line.end
    return _run_in_title(text, head)


def _joined(text: str, head: list[Span], last: Span) -> tuple[str, int]:
    """The title that ends in line `last`, with the line above where the title goes over two."""
    above = head[head.index(last) - 1] if last != head[0] else None
    whole = _clean(last.of(text))
    if above and _is_title_like(text, above) and not _pattern("title_end").search(above.of(text)):
        both = _clean(above.of(text)) + whole
        if len(both) <= LONGEST_TITLE and whole not in above.of(text):
            return both, last.end
    return whole, last.end


def _run_in_title(text: str, head: list[Span]) -> tuple[str, int]:
    """The title in front of a salutation in the same line (…上的讲话同志们：…)."""
    for line in head[:2]:
        match = _pattern("inline_salutation").search(text, line.start, min(line.end, line.start + 2 * LONGEST_TITLE))
        if match and 4 <= match.start() - line.start <= LONGEST_TITLE:
            return _clean(text[line.start : match.start()]), match.start()
    return "", head[0].start if head else 0


def _is_title_like(text: str, line: Span) -> bool:
    words = line.of(text[: line.start + 2 * LONGEST_TITLE])
    return (
        2 <= line.end - line.start <= LONGEST_TITLE
        and words[-1] not in "。；，、：:;,"
        and not _DATED.match(words)
        and not _ASIDE.search(words)
        and (words.startswith("# ") or candidate(text, line) is None)
    )


def _clean(title: str) -> str:
    return tidy(title.lstrip("# ").strip())


def _end(text: str, after: int, sections: tuple[Section, ...]) -> int:
    """Where the body begins: at the first heading, salutation or long line that is no date of promulgation."""
    limit = min([s.span.start for s in sections[:1]] + [len(text), after + LONGEST_HEAD])
    head = text[after:limit]
    for line in lines(head):
        words = head[line.start : min(line.end, line.start + 200)]
        if _pattern("salutation").match(words[:60]):
            return after + line.start
        if not _DATED.search(words[:20]) and (len(words) > LONGEST_TITLE or words[-1] in "。：:"):
            return after + line.start
    return limit


def _kind(title: str, text: str, sections: tuple[Section, ...]) -> DocumentKind:
    """What the title's end says; else a body of articles is a regulation, and a salutation makes a speech."""
    articles = sum(s.label.startswith("第") and "条" in s.label for s in sections)
    ended = _pattern("title_end").search(title)
    greeted = re.search("同志们|各位领导|各位同志", text[:LONGEST_HEAD]) is not None
    if ended and ended.lastgroup and not (ended.lastgroup in ("regulation", "other") and greeted and articles < 3):
        return DocumentKind(ended.lastgroup)
    if articles >= 3:
        return DocumentKind.REGULATION
    for kind, words in masthead_words()["title_words"].items():
        if any(word in title for word in words):
            return DocumentKind(kind)
    return DocumentKind.SPEECH if greeted else DocumentKind.OTHER


def _place(head: list[str]) -> str | None:
    """The place that the lines of the head state: 地点：…, or the end of a line with the date."""
    for line in head:
        said = _SAID_PLACE.search(line)
        if said:
            return said[1]
        dated = _DATED.match(line)
        place = dated and _pattern("place").search(line[dated.end() :])
        if place:
            return re.sub("^[日号于在]+", "", place["place"])
    return None


def _speaker_post(title: str, under: list[str], text: str) -> str | None:
    """The post of the speaker where a line under the title, the title, or the speaker states it."""
    for line in under:
        match = _pattern("post_line").match(line) if len(line) <= 30 else None
        if match and not line.startswith(("各", "尊敬")):
            return match["post"]
    match = _pattern("post_in_title").match(title) or _pattern("post_in_text").search(text)
    return match[match.lastgroup or 0] if match else None
