"""What is said of a condition that could not be used as it was typed, once for all places that say it."""

from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from ingest.model import Span
from search_api.query.fieldnames import FieldName, field_words, fields, spellings
from search_api.results import Note, NoteKind

_SHOWN = 3


def no_such_field(name: str, span: Span) -> Note:
    """A name before a colon that is none of the fields; `span` is the name with its operator."""
    near = _near(name)
    known = "、".join(info.label for info in fields().values())
    hint = f"，是不是“{near}”" if near else f"；可用的条件有：{known}"
    return _ignored(span, f"没有“{name}”这个条件，已当作普通词检索{hint}", f"{near}:" if near else None)


def no_value(name: FieldName, span: Span) -> Note:
    """A name with nothing behind it."""
    info = fields()[name]
    return _ignored(span, f"“{info.label}”后面没有内容，这个条件未起作用；例如 {info.example}", info.example)


def no_such_value(
    name: FieldName, value: str, span: Span, near: Sequence[str], *, common: Sequence[str], excluded: bool
) -> Note:
    """A value that the collection does not have; it has `near`, which look like it, and `common`, which need not."""
    searched = "未起作用" if excluded else "已当作普通词检索"
    shown = "、".join(list(dict.fromkeys([*near, *common]))[:_SHOWN])
    hint = f"；可写：{shown}" if shown else f"；例如 {fields()[name].example}"
    return _ignored(span, f"{fields()[name].label}中没有“{value}”，{searched}{hint}", near[0] if near else None)


def no_measure(value: str, span: Span) -> Note:
    """A time limit that is no length of time."""
    message = f"“{value}”不是时长，这个条件未起作用；时限要写数和单位，如 时限<=2小时、时限<=3个工作日，或写 时限:有"
    return _ignored(span, message, f"{value}小时" if value.isdecimal() and len(value) < 4 else None)


def no_year(value: str, span: Span) -> Note:
    """A year that is none."""
    return _ignored(span, f"“{value}”不是年份，这个条件未起作用；年份写四位数字，如 年份:2014、年份:2014..2019", None)


def not_compared(name: FieldName, span: Span) -> Note:
    """A comparison of what has no size."""
    label = fields()[name].label
    return _read_as(span, f"“{label}”不能比大小，已按“{label}:”理解；能比大小的是时限和年份")


def turned_round(span: Span, instead: str) -> Note:
    """A range whose end comes before its beginning."""
    return _read_as(span, "起止写反了，已对调", instead)


def read_as(name: FieldName, value: str, span: Span, others: Sequence[str]) -> Note:
    """A value that stands for others, which the collection has."""
    shown = "、".join(others[:_SHOWN]) + (f"等 {len(others)} 个" if len(others) > _SHOWN else "")
    instead = others[0] if len(others) == 1 else None
    return _read_as(span, f"{fields()[name].label}中没有“{value}”，已按“{shown}”检索", instead)


def open_quote(span: Span) -> Note:
    """A quotation mark that nothing closes."""
    return _read_as(span, "引号没有配对，请补上另一半")


def or_beside_words(span: Span) -> Note:
    """Either-or between a condition and words, or with what is excluded."""
    return _read_as(span, "“或”的两边都要是条件（且不带“-”），这里已按“同时满足”检索")


def not_said(words: str, span: Span) -> Note:
    """A phrase that no passage has just so."""
    return _read_as(span, f"没有一字不差的“{words}”，已放宽为按词检索；去掉引号即按词检索", words)


def _near(name: str) -> str | None:
    """The field that was meant, where one is near: a character off, or the same sound."""
    for word, field in field_words().items():
        close = len(name) > 1 and len(word) == len(name) and Levenshtein.distance(word, name) == 1
        if close or spellings(word)[0] == spellings(name)[0]:
            return fields()[field].label if word.isascii() else word
    return None


def _ignored(span: Span, message: str, instead: str | None) -> Note:
    return Note(NoteKind.IGNORED, span, message, instead)


def _read_as(span: Span, message: str, instead: str | None = None) -> Note:
    return Note(NoteKind.READ_AS, span, message, instead)
