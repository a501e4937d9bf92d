"""Conditions in a query: which stretches of what was typed are conditions, and which are words.

    query     = { condition | phrase | or | words }
    condition = ["-"] name op values         职责:值班   -情态:严禁   时限<=2小时   年份:2014..2019
    op        = ":" "=" "!=" "<" "<=" ">" ">="    (also ≤ ≥, full width, and 《= for <= where numbers are compared)
    values    = value { ("|" | "或") value }       职责:值班|保密   对象:值班人员或信息员
    value     = quoted | a run without blanks, commas and quotes
    phrase    = ["-"] quoted                 stands alone between blanks; inside a sentence it is part of the words;
                                             beside words it need not be there, and raises what has it
    quoted    = “…” "…" 「…」 『…』 (as a value also ‘…’ '…' 《…》)
    or        = "|" | "或" | "or"            between conditions and phrases: one of them

All that stand side by side must hold. A name stands at the beginning or behind a blank or a mark. By hand and not with
a parser library: whatever is typed is a query, so that nothing here is an error; what looks like a condition and is
none stays a word, with a note. Spans are in the query as it was typed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ingest.model import Span
from search_api.analysis.tokens import Normal, normalise
from search_api.query.fieldnames import NUMERIC, FieldName, field_words, longest_first
from search_api.query.fieldnotes import no_such_field, open_quote, or_beside_words
from search_api.query.understanding import LONGEST
from search_api.results import Note


class Op(StrEnum):
    """How a value is compared."""

    IS = ":"
    NOT = "!="
    LESS = "<"
    MOST = "<="
    MORE = ">"
    LEAST = ">="


@dataclass(frozen=True, slots=True)
class Value:
    """What was given for a field, in normal form; in quotes it is meant as a whole."""

    text: str
    span: Span
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """One field with what is asked of it: one of the values; none where nothing was given."""

    field: FieldName
    op: Op
    values: tuple[Value, ...]
    excluded: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Exact:
    """Words in quotes that are to stand there just so, in normal form."""

    text: str
    excluded: bool
    span: Span


Item = Condition | Exact


@dataclass(frozen=True, slots=True)
class FieldQuery:
    """A query taken apart. Of each group one item must hold; `words` is what is left, as typed."""

    words: str
    groups: tuple[tuple[Item, ...], ...] = ()
    notes: tuple[Note, ...] = ()
    cut: tuple[Span, ...] = ()
    """The stretches of the query that are not searched as words, in order."""


_QUOTES = r'“[^“”]{1,200}”|"[^"]{1,200}"|「[^「」]{1,200}」|『[^『』]{1,200}』'
_VALUE_QUOTES = _QUOTES + r"|‘[^‘’]{1,200}’|'[^']{1,200}'|《[^《》]{1,200}》|〈[^〈〉]{1,200}〉"
_NAMES = "|".join(map(re.escape, longest_first()))
_NUMERIC_NAMES = "|".join(word for word in longest_first() if field_words()[word] in NUMERIC)
_OP = r"(?:[:=]\s*)?(?:<=|=<|>=|=>|!=|<>|[<>≤≥≦≧⩽⩾≠])|==|[:=]"
_DRAWN_OP = r"[《〈》〉]=?(?=\s*[0-9一二两三四五六七八九十半])"
_HEAD = rf"(?:(?P<number>{_NUMERIC_NAMES})\s*:?\s*(?P<drawn>{_DRAWN_OP})|(?P<name>{_NAMES})\s*(?P<op>{_OP}))"
_NOT = r"(?P<not>[-−–!]\s*|not\s+)?"
_FIELD = re.compile(rf"{_NOT}{_HEAD}\s*")
_UNKNOWN = re.compile(rf"(?P<name>[\u4e00-\u9fff]{{1,6}}|[a-z_]{{2,12}})(?P<op>{_OP})(?=[^\s/:=<>])")
_PHRASE = re.compile(rf"{_NOT}(?P<quoted>{_QUOTES})(?=[\s,;。|、)]|$)")
_QUOTED = re.compile(_QUOTES)
_OPENING = re.compile(r'[“"「『]')
_OR = re.compile(rf"\|{{1,2}}|(?:或者?|or)(?=\s|{_NOT}{_HEAD})".replace("?P<", "?P<_"))
_AND = re.compile(rf"(?:并且|且|and|&&?)(?=\s|{_HEAD})".replace("?P<", "?P<_"))
_VALUE = re.compile(
    rf"(?P<quoted>{_VALUE_QUOTES})|(?P<open>[“\"「『《])(?P<rest>.*)|(?P<bare>[^\s|,;。“”\"「」『』]+)", re.DOTALL
)
_ANOTHER = re.compile(r"\s*\|{1,2}\s*|\s+(?:或者?|or)\s+|\s*或者?\s*(?=[“\"「『《])|(?<=[”\"」』》])\s*[、,]\s*")
_NEXT = re.compile(rf"(?:或者?|且|和|、)?{_HEAD}".replace("?P<", "?P<_"))
# 2 小时, 2014 .. 2019: blanks inside what is compared.
_GOES_ON = re.compile(
    r"\s+(?:个半?|半)?(?:工作日|小时|钟头|分钟|天|日|周|星期|个?月|年)|\s*(?:\.{2,3}|[~〜]|至|到)\s*(?=\d)[^\s|,;。]+"
)
_EXCLUDED = re.compile(r"(?:^|\s)[-－−–]\S+")
_EDGE = frozenset(",;。、|()!?")
_LONGEST_WITH_UNKNOWN = 60
"""Characters of a query up to which an unknown name before a colon is spoken of; a pasted page is full of them."""
_SIGNS = {"=<": Op.MOST, "≤": Op.MOST, "≦": Op.MOST, "⩽": Op.MOST, "=>": Op.LEAST, "≥": Op.LEAST, "≧": Op.LEAST,
          "⩾": Op.LEAST, "<>": Op.NOT, "≠": Op.NOT, "=": Op.IS, "==": Op.IS}  # fmt: skip
_DRAWN = str.maketrans("《〈》〉", "<<>>")


def parse(query: str) -> FieldQuery:
    """The conditions in a query, and its words. Never an error."""
    normal = normalise(query[:LONGEST])
    found = [_placed(one, normal) for one in _scan(normal.text)]
    if all(isinstance(one, _Words | _Joint) for one in found):
        return FieldQuery(query)
    groups, cut, joining = _grouped([one for one in found if not isinstance(one, Note)])
    notes = [*(one for one in found if isinstance(one, Note)), *joining]
    if _has_words(query, found):
        groups = [group for group in groups if not all(isinstance(item, Exact) and not item.excluded for item in group)]
    ordered = tuple(sorted(notes, key=lambda note: note.span))
    return FieldQuery(_without(query, cut), tuple(groups), ordered, tuple(cut))


@dataclass(frozen=True, slots=True)
class _Joint:
    """Between two items: one or the other, or both."""

    either: bool
    span: Span


@dataclass(frozen=True, slots=True)
class _Words:
    """A stretch of plain words."""

    span: Span


_Part = Condition | Exact | Note | _Joint | _Words


def _scan(text: str) -> Iterator[_Part]:
    """The parts of a query in order; between them are blanks and marks."""
    at = 0
    edge = True
    while at < len(text):
        parts = _parts_at(text, at) if edge else []
        if parts:
            yield from parts
            at = max(one.span.end for one in parts)
            continue
        quoted = _QUOTED.match(text, at)
        end = quoted.end() if quoted else at + 1
        edge = not quoted and (text[at].isspace() or text[at] in _EDGE)
        if not edge:
            yield _Words(Span(at, end))
        at = end


def _parts_at(text: str, at: int) -> list[_Part]:
    """What begins at the beginning of a word, with notes on it; nothing where it is a plain word."""
    match = _FIELD.match(text, at)
    if match:
        return _condition(text, match)
    match = _PHRASE.match(text, at)
    if match:
        return [Exact(match["quoted"][1:-1], bool(match["not"]), Span(*match.span()))]
    for form, either in ((_OR, True), (_AND, False)):
        match = form.match(text, at)
        if match:
            return [_Joint(either, Span(*match.span()))]
    match = _UNKNOWN.match(text, at)
    if match and match["name"] not in field_words() and len(text) <= _LONGEST_WITH_UNKNOWN:
        return [no_such_field(match["name"], Span(*match.span())), _Words(Span(*match.span()))]
    if _OPENING.match(text, at) and not _QUOTED.match(text, at):
        return [open_quote(Span(at, at + 1)), _Words(Span(at, at + 1))]
    return []


def _condition(text: str, match: re.Match[str]) -> list[_Part]:
    name = field_words()[match["number"] or match["name"]]
    op = _op("".join((match["drawn"] or match["op"]).translate(_DRAWN).split()))
    values, end, notes = _values(text, match.end(), name)
    return [Condition(name, op, tuple(values), bool(match["not"]), Span(match.start(), end)), *notes]


def _op(sign: str) -> Op:
    """The operator that a sign is; of :<= and the like, what follows the colon."""
    if sign in _SIGNS:
        return _SIGNS[sign]
    return Op(sign) if sign in set(Op) else _op(sign[1:])


def _values(text: str, at: int, name: FieldName) -> tuple[list[Value], int, list[Note]]:
    """The values from here on, where they end, and a note on a quote that nothing closes."""
    values: list[Value] = []
    notes: list[Note] = []
    end = at
    while True:
        match = _VALUE.match(text, at)
        if match is None or _FIELD.match(text, at):
            break
        if match["bare"]:
            end = _bare_end(text, match, name)
            trimmed = text[at:end].rstrip("?!" + ("" if "(" in text[at:end] else ")"))
            if not trimmed:
                break
            values.append(Value(trimmed, Span(at, at + len(trimmed))))
        else:
            end = match.end()
            words = match["quoted"][1:-1] if match["quoted"] else match["rest"]
            if match["open"]:
                notes.append(open_quote(Span(at, at + 1)))
            if words.strip():
                values.append(Value(words.strip(), Span(at, end), quoted=True))
        following = _ANOTHER.match(text, end)
        if not following:
            break
        at = following.end()
    return values, end if values else at, notes


def _bare_end(text: str, match: re.Match[str], name: FieldName) -> int:
    """Where a value without quotes ends: before the next condition, behind the unit of a number."""
    end = match.end()
    following = _NEXT.search(text, match.start() + 1, min(end + 12, len(text)))
    if following and following.start() < end:
        return following.start()
    while name in NUMERIC and (more := _GOES_ON.match(text, end)):
        end = more.end()
    return end


def _placed(part: _Part, normal: Normal) -> _Part:
    """With spans in the query as typed."""

    def typed(span: Span) -> Span:
        return Span(normal.starts[span.start], normal.ends[max(span.end, span.start + 1) - 1])

    if isinstance(part, Condition):
        values = tuple(replace(value, span=typed(value.span)) for value in part.values)
        return replace(part, span=typed(part.span), values=values)
    return replace(part, span=typed(part.span))


def _grouped(parts: Sequence[_Part]) -> tuple[list[tuple[Item, ...]], list[Span], list[Note]]:
    """Items, those together of which one must hold; the stretches that are no words; what is to be said of it."""
    groups: list[list[Item]] = []
    loose: list[Item] = []
    cut: list[Span] = []
    notes: list[Note] = []
    for index, part in enumerate(parts):
        if isinstance(part, Condition | Exact):
            if index and _joins(parts, index - 1):
                groups[-1].append(part)
            else:
                groups.append([part])
        elif isinstance(part, _Joint):
            sides = (*parts[max(index - 1, 0) : index], *parts[index + 1 : index + 2])
            items = [one for one in sides if isinstance(one, Condition | Exact)]
            cut += [part.span] if items else []
            if part.either and items and len(sides) == 2 and not _joins(parts, index):
                loose += [one for one in items if isinstance(one, Exact)]
                notes += [or_beside_words(part.span)] if any(isinstance(one, Condition) for one in items) else []
    kept = [tuple(item for item in group if item not in loose or item.excluded) for group in groups]
    cut += [item.span for group in kept for item in group if not _is_word(item, group)]
    return [group for group in kept if group], sorted(cut), notes


def _has_words(query: str, parts: Sequence[_Part]) -> bool:
    """Whether anything is searched for besides conditions and phrases; what is excluded word by word is not."""
    rest = _without(query, [part.span for part in parts if not isinstance(part, Note | _Words)])
    return any(char.isalnum() for char in _EXCLUDED.sub(" ", rest))


def _joins(parts: Sequence[_Part], index: int) -> bool:
    """Whether a part is an either-or between two items, neither of which is excluded."""
    part, sides = parts[index], (*parts[max(index - 1, 0) : index], *parts[index + 1 : index + 2])
    between = len(sides) == 2 and all(isinstance(one, Condition | Exact) and not one.excluded for one in sides)
    return isinstance(part, _Joint) and part.either and between


def _is_word(item: Item, group: Sequence[Item]) -> bool:
    """Whether an item is searched as words too: a phrase is, unless a condition would do in its place."""
    return not item.excluded and all(isinstance(one, Exact) for one in group)


def _without(query: str, spans: Sequence[Span]) -> str:
    """The query with a blank for each of the spans."""
    parts = []
    at = 0
    for span in spans:
        parts.append(query[at : span.start])
        at = span.end
    return " ".join([*parts, query[at:]])
