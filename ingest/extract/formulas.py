"""Numeric formulas (数字提法): 五个坚持, 四勤, 三严三实, with their members."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from ingest.extract.context import Context
from ingest.extract.members import enumerated, find_members, listed_after
from ingest.lexicon import load_data
from ingest.model import Doubt, Formula, Span
from ingest.numerals import to_chinese, to_int
from ingest.words import tag

FINDER = "find_formulas"
_COUNT = "一二三四五六七八九十两"
# 五关：政治关、业务关…: any word at all, where as many things are listed behind it and each has it.
_LISTED = re.compile(
    rf"(?<![{_COUNT}百千万第\d.])(?P<name>(?P<n>[{_COUNT}2-9])(?P<measure>个|种|项|大|条)?(?P<key>[\u4e00-\u9fff]{{1,5}}?))"
    r"[”\"’]?(?=[：:，,—（(。]|即)"
)
_ONE_EACH = re.compile("一.{1,2}一.{0,2}")
"""一村一档, 一帮一: one for each, which counts nothing."""
_MEASURED = re.compile(f"[{_COUNT}2-9](?:个|种|项|大|条)(?=.)")
_ALTERNATES = re.compile(f"(?:[{_COUNT}双][^{_COUNT}双]){{2,4}}")
"""一岗双责, but not 一亩三分地."""
_OPEN, _CLOSE = '“‘"「『', '”’"」』'


@dataclass(frozen=True, slots=True)
class Shape:
    """A stretch of text that is built like a formula."""

    name: str
    count: int
    key: str
    """The word that its members share: 坚持 of 五个坚持; empty for 三严三实."""
    start: int
    cue: str
    sure: bool
    """Whether it is one even where the text never lists its members."""


def find_formulas(context: Context) -> tuple[Formula, ...]:
    """Each formula at its first mention, with the members that the text lists anywhere."""
    shapes: dict[str, Shape] = {}
    for shape in sorted(_shapes(context.text), key=lambda s: (s.start, -len(s.name))):
        known = shapes.get(shape.name)
        if known is None or (shape.sure and not known.sure):
            shapes[shape.name] = shape
    for shape in _told_by_their_list(context):
        shapes.setdefault(shape.name, shape)
    members = {shape.name: find_members(context, shape.name, shape.count, shape.key) for shape in shapes.values()}
    for shape in shapes.values():
        members[shape.name] = members[shape.name] or _of_variant(shape, shapes, members)
    found = [_formula(context, s, members[s.name]) for s in shapes.values() if s.sure or members[s.name]]
    return tuple(sorted(found, key=lambda formula: formula.span))


@cache
def _words() -> dict[str, Any]:
    data: dict[str, Any] = load_data("formulas")
    return data


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    words = _words()
    verbs = "|".join(words["verbs"])
    counted = f"(?:[{_COUNT}]|[2-9](?=个|种|项|大|条))(?:个|种|项|大|条|重)?"
    alone = f"(?<![{_COUNT}百千万第0-9])"
    plain = sorted(words["words"] + words["listed_words"], key=len, reverse=True)
    # A word of one character is believed before a mark only: 四个关键词.
    of_words = "|".join(word if len(word) > 1 else f"{word}(?=[，。；：、！\n]|$)" for word in plain)
    goes_on = "|".join(words["longer_words"])
    many = f"(?:[{_COUNT}双][^{_COUNT}双{_OPEN}{_CLOSE}\\W\\d]{{1,3}})"
    return {
        "quoted": re.compile(
            rf"(?<=[{_OPEN}])(?:{verbs})?(?P<name>{counted}[\u4e00-\u9fff]{{1,4}}|{many}{{2,4}})(?=[{_CLOSE}])"
        ),
        "plain": re.compile(
            rf"{alone}(?P<name>[{_COUNT}2-9](?:个|种|项|大)(?P<key>{of_words}))(?![{_CLOSE}])(?!{goes_on})"
        ),
        "known": re.compile(alone + f"(?P<name>{'|'.join(sorted(words['known'], key=len, reverse=True))})"),
    }


def _shapes(text: str) -> Iterator[Shape]:
    """What is built like a formula, quoted ones and known ones first."""
    patterns = _patterns()
    for match in patterns["quoted"].finditer(text):
        shape = _shape(match["name"], match.start("name"), cue="引号")
        if shape:
            yield shape
    for match in patterns["known"].finditer(text):
        yield Shape(match["name"], _count(match["name"]), _key(match["name"]), match.start(), "固定提法", True)
    for match in patterns["plain"].finditer(text):
        count = to_int(match["name"][0]) or 0
        sure = match["key"] in _words()["words"]
        if count > 1:
            yield Shape(match["name"], count, match["key"], match.start(), match["key"], sure)


def _told_by_their_list(context: Context) -> Iterator[Shape]:
    """What counts the things that are listed right behind it, each with the word of the count."""
    text = context.text
    for match in _LISTED.finditer(text):
        count, key = to_int(match["n"]) or 0, match["key"]
        quoted = text[match.end("name") : match.end("name") + 1] in tuple(_CLOSE)
        if count < 2 or (_points(key) and not quoted) or match["name"] in _words()["never"]:
            continue
        items = listed_after(text, match.end("name"), count, key)
        if len(items) == count and all(item.startswith(key) or item.endswith(key) for item in items):
            yield Shape(match["name"], count, key, match.start(), "逐项列举", True)


def _shape(name: str, start: int, *, cue: str) -> Shape | None:
    """The formula with this name in quotes, unless it is an idiom, a body, or counts things."""
    words = _words()
    if name in words["never"] or _is_idiom(name) or _ONE_EACH.fullmatch(name):
        return None
    key = _key(name)
    if _points(key) or (name[0] == "一" and not key and not _ALTERNATES.fullmatch(name)):
        return None
    count = _count(name)
    # 一盘棋, 一条龙: with one thing to count, only a noun of the list makes a formula.
    if count < 2 and key not in words["words"] + words["listed_words"]:
        return None
    return Shape(name, count, key, start, cue, True)


def _points(key: str) -> bool:
    """Whether the word only points at what follows (三点意见) or counts things (八小时)."""
    return any(
        key == word or (len(word) > 1 and (key.endswith(word) or key.startswith(word)))
        for word in _words()["signposts"]
    )


@lru_cache(maxsize=4096)
def _is_idiom(name: str) -> bool:
    """Whether the dictionary has it as a set phrase (三心二意) or as a number."""
    tagged = tag(name)
    return len(tagged) == 1 and tagged[0][1] in ("i", "l", "m", "t") and name not in _words()["known"]


def _count(name: str) -> int:
    """How many members a formula has: the sum of its numerals."""
    known = _words()["known"].get(name)
    if _MEASURED.match(name):  # 三个一, 三个一律
        return to_int(name[0]) or 0
    digits = _COUNT + "双23456789"
    return known or sum(2 if char == "双" else to_int(char) or 0 for char in name if char in digits)


def _key(name: str) -> str:
    """The word behind the one count of a formula; empty where it has several."""
    if not _MEASURED.match(name) and sum(char in _COUNT + "双" for char in name) > 1:
        return ""
    return re.sub(f"^[{_COUNT}2-9](?:个|种|项|大|条|重)?", "", name)


def _of_variant(shape: Shape, shapes: dict[str, Shape], members: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The members of the same formula under another name: 三多 is 三个多."""
    same = (s for s in shapes.values() if s.key and (s.key, s.count) == (shape.key, shape.count))
    return next((members[s.name] for s in same if members[s.name]), ())


def _formula(context: Context, shape: Shape, members: tuple[str, ...]) -> Formula:
    """The formula at the first place where its name stands, quoted or not."""
    text = context.text
    first = re.search(f"(?<![{_COUNT}百千万第0-9]){re.escape(shape.name)}", text[: shape.start + len(shape.name)])
    start = first.start() if first else shape.start
    span = Span(start, start + len(shape.name))
    # Where it lists another number of things than it counts, the reader is told so.
    listed = () if members or not shape.key or shape.count < 3 else enumerated(text, span.end, shape.key)
    return Formula(
        span=span,
        finder=FINDER,
        cue=shape.cue,
        name=shape.name,
        count=shape.count,
        members=members or listed,
        doubts=(Doubt.MISCOUNTED,) if listed else (),
    )


def formula_key(name: str) -> str:
    """What variants of one formula share, for joining documents: 五个坚持, “5个坚持” and 五坚持 are 五坚持."""
    bare = re.sub(r"[“”‘’\"'「」『』《》\s]", "", name)
    bare = re.sub(r"[1-9２-９]", lambda digit: to_chinese(to_int(digit[0]) or 0), bare).replace("两", "二")
    return re.sub(f"(?<=[{_COUNT}])(?:个|种|项|大|条)(?=.)", "", bare)
