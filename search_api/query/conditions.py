"""What conditions ask of an index, in no engine's language, and what is to be said of those that cannot be asked.

Every condition becomes a set of whole values (`OneOf`) that the index holds for this reader: a comparison is worked out
here, over the values that there are, so that no engine compares. Conditions are on passages, as facets are: 对象 and
时限 may be of two rules of one passage.
"""

import operator
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.model import Span
from ingest.numerals import to_int
from search_api.analysis.limits import AT_ONCE, is_at_once, seconds_in
from search_api.analysis.phrases import said
from search_api.index.fields import Clause, Either, MarkField, OneOf, Together
from search_api.query import fieldnotes
from search_api.query.fieldnames import NUMERIC, FieldName, fields
from search_api.query.fieldquery import Condition, FieldQuery, Op, Value
from search_api.query.fieldvalues import ANY, INDEXED, SANCTIONED, FieldValues
from search_api.results import Note

_HAVING = frozenset({ANY, "是", "都有", "any", "yes"})
_LACKING = frozenset({"无", "没有", "否", "none", "no"})
_ALTERNATIVES = re.compile(r"或者?|[、/]")
_RANGE = re.compile(r"\s*(?:\.{2,3}|[-~〜–—]+|至|到)\s*")
_COMPARE: Mapping[Op, Callable[[int, int], bool]] = {
    Op.IS: operator.eq,
    Op.LESS: operator.lt,
    Op.MOST: operator.le,
    Op.MORE: operator.gt,
    Op.LEAST: operator.ge,
}


@dataclass(frozen=True, slots=True)
class Where:
    """What a passage must be besides saying what is searched for; no part in the score."""

    must: tuple[Clause, ...] = ()
    must_not: tuple[Clause, ...] = ()
    said: tuple[Clause, ...] = ()
    """Phrases that it must have just so."""

    def __bool__(self) -> bool:
        return bool(self.must or self.must_not or self.said)


NOWHERE_ELSE = Where()
"""No conditions."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """The conditions of a query. `words` are values that name nothing, to be searched as words."""

    where: Where = NOWHERE_ELSE
    words: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    shown: tuple[str, ...] = ()
    """Each condition that holds, as it was understood."""
    phrases: tuple[tuple[str, Span], ...] = ()
    """Phrases that must be there just so, with their places."""


@dataclass(frozen=True, slots=True)
class _Read:
    """One condition as understood: what is asked, whether it must not hold, and what is said of it."""

    clause: Clause | None
    negative: bool = False
    shown: str = ""
    words: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


def resolve(query: FieldQuery, values: FieldValues) -> Conditions:
    """What the conditions ask where `values` are held."""
    must: list[Clause] = []
    must_not: list[Clause] = []
    phrases: list[Clause] = []
    kept: list[_Read] = []
    shown: list[str] = []
    words: list[str] = []
    for group in query.groups:
        read = [
            _read(item, values) if isinstance(item, Condition) else _exact(item.text, item.excluded) for item in group
        ]
        kept += read
        asked = [(one.clause, one.negative) for one in read if one.clause]
        shown += [" 或 ".join(one.shown for one in read if one.clause)] if asked else []
        words += [] if asked else [word for one in read for word in one.words]
        if len(asked) == 1 and asked[0][1]:
            must_not.append(asked[0][0])
        elif asked:
            either = tuple(clause for clause, negative in asked if not negative)
            whole = either[0] if len(either) == 1 else Either(either, weight=0.0)
            (must if any(isinstance(item, Condition) for item in group) else phrases).append(whole)
    said_so = [(i.text, i.span) for g in query.groups for i in g if not isinstance(i, Condition) and not i.excluded]
    return Conditions(
        where=Where(tuple(must), tuple(must_not), tuple(phrases)),
        words=tuple(words),
        notes=tuple(sorted((*query.notes, *(n for one in kept for n in one.notes)), key=lambda note: note.span)),
        shown=tuple(shown),
        phrases=tuple(said_so),
    )


def _exact(text: str, excluded: bool) -> _Read:
    return _Read(said(text), excluded, f"{'不含' if excluded else ''}“{text}”")


def _read(condition: Condition, values: FieldValues) -> _Read:
    """A condition as understood: the values that each of its own stands for."""
    if not condition.values:
        return _Read(None, notes=(fieldnotes.no_value(condition.field, condition.span),))
    notes: list[Note] = []
    op = Op.IS if condition.op is Op.NOT else condition.op
    if condition.field not in NUMERIC and op is not Op.IS:
        notes.append(fieldnotes.not_compared(condition.field, condition.span))
        op = Op.IS
    found: list[_Found] = []
    for value in condition.values:
        for part in _alternatives(condition.field, value, values):
            found.append(_READERS[condition.field](condition, op, part, values))
    negative = condition.excluded != (condition.op is Op.NOT)
    lacking = [one for one in found if one.lacking]
    clauses = tuple(one.clause for one in found if one.clause)
    unknown = tuple(one.words for one in found if one.words)
    return _Read(
        clause=_either(clauses),
        negative=negative != bool(lacking and len(clauses) == len(lacking) == 1),
        shown=_shown(condition.field, op, [one.shown for one in found if one.clause], negative),
        words=() if clauses or negative else unknown,
        notes=(*notes, *(note for one in found for note in one.notes)),
    )


def _either(clauses: tuple[Clause, ...]) -> Clause | None:
    return None if not clauses else clauses[0] if len(clauses) == 1 else Either(clauses, weight=0.0)


def _shown(name: FieldName, op: Op, values: Sequence[str], negative: bool) -> str:
    return f"{'不含 ' if negative else ''}{fields()[name].label}{op.value}{'|'.join(values)}"


def _alternatives(name: FieldName, value: Value, values: FieldValues) -> Iterator[Value]:
    """What stands between 或 and the like in a value, unless it is a name as a whole."""
    whole = value.quoted or values.named(name, value.text)
    if whole or (name is FieldName.DOCUMENT and values.containing(name, value.text)):
        yield value
        return
    at = 0
    for match in (*_ALTERNATIVES.finditer(value.text), None):
        end = match.start() if match else len(value.text)
        if value.text[at:end].strip():
            yield Value(value.text[at:end].strip(), value.span)
        at = match.end() if match else end


@dataclass(frozen=True, slots=True)
class _Found:
    """What one value stands for."""

    clause: Clause | None = None
    shown: str = ""
    lacking: bool = False
    """Whether it says that there is none."""
    words: str = ""
    notes: tuple[Note, ...] = ()


def _named(condition: Condition, _: Op, value: Value, values: FieldValues) -> _Found:
    """The values of a name, of what is written with it inside, of what it misprints; else none, with what is near."""
    name, words = condition.field, value.text
    named = values.named(name, words)
    if named:
        return _Found(OneOf(INDEXED[name], tuple(named)), "|".join(_written(name, one) for one in named))
    others = values.containing(name, words) or values.sounding(name, words)
    if others:
        written = [held.words for held in others]
        note = fieldnotes.read_as(name, words, value.span, written)
        shown = written[0] if len(written) == 1 else words
        return _Found(OneOf(INDEXED[name], tuple(held.value for held in others)), shown, notes=(note,))
    return _unknown(condition, value, values)


def _written(name: FieldName, value: str) -> str:
    known = fields()[name].values
    return known[value][0] if value in known else value


def _unknown(condition: Condition, value: Value, values: FieldValues) -> _Found:
    near, common = values.near(condition.field, value.text), values.commonest(condition.field)
    excluded = condition.excluded or condition.op is Op.NOT
    note = fieldnotes.no_such_value(condition.field, value.text, value.span, near, common=common, excluded=excluded)
    return _Found(words=value.text, notes=(note,))


def _document(condition: Condition, _: Op, value: Value, values: FieldValues) -> _Found:
    """The documents with the words in their title or file name, side by side if there are such."""
    ids = values.documents(value.text)
    return _Found(OneOf(MarkField.DOCUMENT, tuple(ids)), value.text) if ids else _unknown(condition, value, values)


def _sanction(_: Condition, op: Op, value: Value, values: FieldValues) -> _Found:
    """Whether something follows on breaking the rule, and what: 有, 无, 通报批评."""
    any_at_all = OneOf(MarkField.SANCTION, (SANCTIONED,))
    if value.text in _HAVING | _LACKING:
        return _Found(any_at_all, value.text, lacking=value.text in _LACKING)
    words = said(value.text)
    return _Found(Together((any_at_all, words), weight=0.0) if words else None, value.text)


def _year(condition: Condition, op: Op, value: Value, values: FieldValues) -> _Found:
    bounds = _bounds(value.text, _year_in)
    if bounds is None:
        return _Found(notes=(fieldnotes.no_year(value.text, value.span),))
    return _measured(condition, op, value, bounds, values)


def _limit(condition: Condition, op: Op, value: Value, values: FieldValues) -> _Found:
    """A length of time, compared in seconds; 立即; 有 or 无."""
    if value.text in _HAVING | _LACKING:
        every = OneOf(MarkField.LIMIT, tuple(held for held, _ in values.indexed(FieldName.LIMIT)))
        return _Found(every, value.text, lacking=value.text in _LACKING)
    if is_at_once(value.text):
        return _Found(OneOf(MarkField.LIMIT, (AT_ONCE,)), value.text)
    bounds = _bounds(value.text, seconds_in)
    if bounds is None:
        return _Found(notes=(fieldnotes.no_measure(value.text, value.span),))
    return _measured(condition, op, value, bounds, values)


_Bounds = tuple[int | None, int | None]


def _measured(condition: Condition, op: Op, value: Value, bounds: _Bounds, values: FieldValues) -> _Found:
    """The values that the collection has within bounds, or that compare so with the one bound."""
    low, high = bounds
    notes: tuple[Note, ...] = ()
    if low is not None and high is not None and low > high:
        low, high = high, low
        notes = (fieldnotes.turned_round(value.span, "..".join(reversed(_RANGE.split(value.text)))),)
    held = [(one.value, int(one.value)) for one in values.held(condition.field) if one.value.isdecimal()]
    if low is not None and low == high:
        fit = [text for text, number in held if _COMPARE[op](number, low)]
    else:
        fit = [t for t, number in held if (low is None or number >= low) and (high is None or number <= high)]
    return _Found(OneOf(INDEXED[condition.field], tuple(fit)), value.text, notes=notes)


def _bounds(text: str, measure: Callable[[str], int | None]) -> _Bounds | None:
    """From where to where a range goes, an open side as None; of one value, twice that. None where it is neither."""
    single = measure(text)
    if single is not None:
        return single, single
    parts = _RANGE.split(text)
    if len(parts) != 2 or not any(parts):
        return None
    unit = parts[1].lstrip("0123456789.零〇一二两三四五六七八九十百半")
    read = [measure(part) if measure(part) is not None else measure(part + unit) for part in parts]
    if any(part and found is None for part, found in zip(parts, read, strict=True)):
        return None
    return read[0], read[1]


def _year_in(text: str) -> int | None:
    number = to_int(text.strip().removesuffix("年"))
    return number if number is not None and 1000 <= number <= 9999 else None


_READERS: Mapping[FieldName, Callable[[Condition, Op, Value, FieldValues], _Found]] = {
    **dict.fromkeys(FieldName, _named),
    FieldName.LIMIT: _limit,
    FieldName.YEAR: _year,
    FieldName.SANCTION: _sanction,
    FieldName.DOCUMENT: _document,
}
