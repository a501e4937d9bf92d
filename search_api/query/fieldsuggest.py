"""Ways to go on with a condition that is being typed: names of fields, then values with their passages."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from search_api.analysis.limits import AT_ONCE
from search_api.analysis.tokens import simplify
from search_api.query.fieldnames import FieldName, begun_by, field_words
from search_api.query.fieldquery import Condition, FieldQuery, Op, parse
from search_api.query.fieldvalues import ANY, SANCTIONED, FieldValues, Held
from search_api.results import Suggestion, SuggestionKind

LONGEST = 200
_MOST_NAMES = 2
"""Names of fields beside names of the graph: who types 值 wants 值班 first."""
_LAST = re.compile(r"[^\s|,，;；。、()（）“”\"]*$")
_SEPARATED = re.compile(r"\s*[|｜]\s*$")
_NEEDS_QUOTES = re.compile(r"[\s|,，;；。、“”\"]|或")
_UNITS = ("分钟", "小时", "天", "个工作日")


@dataclass(frozen=True, slots=True)
class Completions:
    """Ways to go on. Where a value is being typed there are no others; else `head` stands before what `tail` begins."""

    values: tuple[Suggestion, ...] = ()
    names: tuple[Suggestion, ...] = ()
    head: str = ""
    tail: str = ""


def completions(typed: str, values: FieldValues, limit: int) -> Completions:
    """How what was typed may go on; a suggestion is all that was typed, with its end completed."""
    if len(typed) > LONGEST:
        return Completions(tail=typed)
    parsed = parse(typed)
    condition, partial, at = _open(typed, parsed)
    if condition:
        held = islice(_values(condition, partial, values, limit), limit)
        found = (Suggestion(typed[:at] + _written(words), SuggestionKind.VALUE, count) for words, count in held)
        return Completions(values=tuple(found))
    cut = parsed.cut[-1].end if parsed.cut else 0
    return Completions(names=tuple(_names(typed)), head=typed[:cut], tail=typed[cut:].lstrip() if cut else typed)


def _open(typed: str, parsed: FieldQuery) -> tuple[Condition | None, str, int]:
    """The condition that is being typed, the value so far, and where it begins."""
    last = parsed.groups[-1][-1] if parsed.groups else None
    if not isinstance(last, Condition):
        return None, "", 0
    rest = typed[last.span.end :]
    if last.values and _SEPARATED.fullmatch(rest):
        return last, "", len(typed)
    if rest.strip() or (rest and last.values) or any(value.quoted for value in last.values[-1:]):
        return None, "", 0
    if not last.values:
        return last, "", len(typed)
    value = last.values[-1]
    return last, value.text, value.span.start


def _names(typed: str) -> Iterator[Suggestion]:
    last = _LAST.search(typed)
    token = last[0] if last else ""
    word = simplify(token).lstrip("-")
    if word:
        head = typed[: len(typed) - len(token)] + token[: len(token) - len(token.lstrip("-－"))]
        for name in begun_by(word)[:_MOST_NAMES]:
            sign = "<=" if field_words()[name] is FieldName.LIMIT else ":"
            yield Suggestion(f"{head}{name}{sign}", SuggestionKind.FIELD)


def _values(condition: Condition, partial: str, values: FieldValues, limit: int) -> Iterator[tuple[str, int | None]]:
    """Values as they are written, each with the passages that have just it."""
    name, compared = condition.field, condition.op not in (Op.IS, Op.NOT)
    if name is FieldName.LIMIT:
        yield from _limits(partial, values, compared=compared)
    elif name is FieldName.SANCTION:
        held = dict(values.indexed(name)).get(SANCTIONED, 0)
        yield from ((word, count) for word, count in ((ANY, held), ("无", None)) if word.startswith(partial))
    elif name is FieldName.YEAR:
        years = [one for one in values.held(name) if one.value.startswith(partial)]
        for one in sorted(years, key=lambda one: one.value, reverse=True):
            yield one.words, None if compared else one.passages
    else:
        found: Sequence[Held] = values.beginning(name, partial, limit)
        yield from ((one.words, one.passages) for one in found)


def _limits(partial: str, values: FieldValues, *, compared: bool) -> Iterator[tuple[str, int | None]]:
    """Lengths of time, the commonest first; 有 and 立即 where nothing is compared."""
    if not compared:
        at_once = dict(values.indexed(FieldName.LIMIT)).get(AT_ONCE, 0)
        yield from ((word, count) for word, count in ((ANY, None), ("立即", at_once)) if word.startswith(partial))
    held = [one for one in values.held(FieldName.LIMIT) if one.words.startswith(partial)]
    for one in sorted(held, key=lambda one: -one.passages):
        yield one.words, None if compared else one.passages
    if partial.isdecimal():
        written = {one.words for one in held}
        yield from ((partial + unit, None) for unit in _UNITS if partial + unit not in written)


def _written(words: str) -> str:
    """A value as it has to be written: in quotes where it would come apart."""
    return f"“{words}”" if _NEEDS_QUOTES.search(words) else words
