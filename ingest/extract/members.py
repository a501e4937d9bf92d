"""Members of a formula: the things that 五个坚持 or 四勤 counts, as the text lists them."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from ingest.extract.context import Context
from ingest.lexicon import load_data
from ingest.model import Section, Span
from ingest.numerals import to_int
from ingest.structure import sentences

LONGEST_MEMBER = 30
COUNTS = "一二三四五六七八九十两双"
_QUOTES = '“”‘’"「」『』'
# 即：, 就是, of the requirements”: what may stand between a formula and its list.
_LEADS_TO_LIST = re.compile(
    rf"[{_QUOTES}]?[^，。；：:、]{{0,12}}?(?:[，,]?(?:即|就是|分别是|指的?是|也就是|包括|是指|为)[：:]?|[：:]|[（(](?:即|就是)?)"
)
FARTHEST_ITEM = 600
"""Characters behind a mention in which labelled members are looked for."""
_SEPARATOR = re.compile("[、，,；;]")
_SEPARATOR_OR_COMMA = re.compile("[、，,；;]|以及|[和与]")


def find_members(context: Context, name: str, count: int, key: str) -> tuple[str, ...]:
    """The members of the formula `name`, as printed; empty where the text never lists exactly `count` of them."""
    text = context.text
    mentions = [match.span() for match in re.finditer(re.escape(name), text)][:20]
    for start, end in mentions:
        for items in (listed_after(text, end, count, key), _listed_before(text, start, name, count)):
            if len(items) == count and (count > 1 or key in items[0]):
                return items
    if count == 1:
        return _single(text, key)
    for _, end in mentions if key else ():
        items = enumerated(text, end, key)
        if len(items) == count:
            return items
    return _headings(context, mentions, count, key) or (_clauses(context, mentions, count, key) if key else ())


@cache
def _member_verbs() -> re.Pattern[str]:
    verbs = sorted(load_data("formulas")["member_verbs"], key=len, reverse=True)
    return re.compile(f"^(?:{'|'.join(verbs)})+")


def listed_after(text: str, end: int, count: int, key: str) -> tuple[str, ...]:
    """The list of `count` things that follows a mention in its sentence: …，即：甲、乙、丙和丁."""
    lead = _LEADS_TO_LIST.match(text, end)
    stretch = re.compile("[^。！？!?\n）)]{0,300}").match(text, lead.end()) if lead else None
    if not stretch:
        return ()
    clause = re.split("[，,；;]", stretch[0])[0]
    # A list by its widest mark that gives the count: 务必…谦虚、谨慎，务必…艰苦奋斗 has two things, not three.
    clauses = _items(stretch[0], "[，,；;]")
    with_key = tuple(item for item in clauses if key and item.startswith(key))
    holding = tuple(item for item in clauses if key and key in item)
    lists = (_items(stretch[0], "[；;]"), clauses, with_key, _items(clause, "、"), holding, _letters(clause, count))
    items = next((items for items in lists if len(items) == count), ())
    return (_member_verbs().sub("", items[0]), *items[1:]) if _leads_alone(items) else items


def _leads_alone(items: tuple[str, ...]) -> bool:
    """Whether only the first item begins with a verb such as 做到, which then leads to the list."""
    led = [_member_verbs().match(item) is not None for item in items]
    return len(led) > 1 and led[0] and not any(led[1:])


def _letters(clause: str, count: int) -> tuple[str, ...]:
    """A list of single characters: 快、准、细、严、实."""
    letters = tuple(item.strip(_QUOTES) for item in clause.split("、"))
    return letters if len(letters) == count and all(len(letter) == 1 for letter in letters) else ()


def enumerated(text: str, end: int, key: str) -> tuple[str, ...]:
    """The things with the key that are labelled one by one behind a mention: 一是…到位。二是…到位。; 一不…。二不…。"""
    bounds: list[tuple[int, int]] = []
    for numeral in COUNTS[:10]:
        label = re.compile(rf"(?<=[。；;：:，,！\n\u3000 ]){numeral}(?:是要|是|要|、|(?={re.escape(key)}))")
        start = bounds[-1][1] if bounds else end
        found = label.search(text, start, start + FARTHEST_ITEM)
        if not found:
            break
        bounds.append((found.start(), found.end()))
    if len(bounds) < 2:
        return ()
    ends = [start for start, _ in bounds[1:]] + [len(text)]
    pieces = [text[start : min(stop, start + FARTHEST_ITEM)] for (_, start), stop in zip(bounds, ends, strict=True)]
    items = tuple(_with_key(re.split("[。；;！\n]", piece)[0].rstrip("，,"), key).strip(_QUOTES) for piece in pieces)
    return items if all(key in item and len(item) <= LONGEST_MEMBER for item in items) else ()


def _listed_before(text: str, start: int, name: str, count: int) -> tuple[str, ...]:
    """The list right before a mention: “甲”、“乙”、“丙”三大职能; 快、准、实“三字诀”; 办文、办会、办事“三办”."""
    before = text[max(0, start - 120) : start].rstrip(_QUOTES if text[start - 1 : start] in "“‘「『" else "")
    match = re.search("(?:“[^“”]{1,20}”、?(?:和|与)?){2,12}(?:等|这)?$", before)
    if match:
        return tuple(re.findall("“([^“”]{1,20})”", match[0]))
    letters = re.search(f"(?:[\u4e00-\u9fff]、){{{count - 1}}}[\u4e00-\u9fff]$", before) if count > 2 else None
    if letters:
        return tuple(letters[0].split("、"))
    return _by_part(before, name)


def _by_part(before: str, name: str) -> tuple[str, ...]:
    """The last items before 三办三服务, where three have 办 and three have 服务."""
    parts = re.findall(f"([{COUNTS}])([^{COUNTS}]{{1,4}})", name)
    keys = [key for numeral, key in parts for _ in range(to_int(numeral) or 0)]
    stretch = re.sub("(?:的|等|这)+$", "", re.split("[。；！？：:\\n]", before)[-1])
    items = _SEPARATOR_OR_COMMA.split(stretch)[-len(keys) :]
    if len(keys) < 2 or len(items) != len(keys):
        return ()
    # The first may have the verb before it that leads to the list; the others tell how members begin.
    pairs = list(zip(items, keys, strict=True))
    opening = all(item.startswith(key) for item, key in pairs[1:])
    items[0] = items[0][max(0, items[0].find(keys[0])) :] if opening else _member_verbs().sub("", items[0])
    found = tuple(item for item, key in zip(items, keys, strict=True) if key in item)
    return found if len(found) == len(keys) and all(1 < len(item) <= LONGEST_MEMBER for item in found) else ()


def _items(stretch: str, mark: str) -> tuple[str, ...]:
    """The items of a list; its last two may be joined by 和 instead of a mark."""
    items = [item.strip(" 　：:") for item in re.split(mark, stretch)]
    joined = re.split("[和与](?=[^和与]+$)|以及|及(?=[^及]+$)", items[-1])
    if len(joined) == 2 and len(joined[1]) >= 2 and mark == "、":
        items[-1:] = joined
    return tuple(item for item in items if 1 < len(item) <= LONGEST_MEMBER)


def _single(text: str, key: str) -> tuple[str, ...]:
    """The one member of 一个原则: what stands in 坚持…的原则."""
    match = re.search(f"(?:坚持|按照|遵循|本着)([^。；“”\n]{{4,{LONGEST_MEMBER}}}?)的{re.escape(key)}", text)
    return (match[1],) if match else ()


def _headings(context: Context, mentions: list[tuple[int, int]], count: int, key: str) -> tuple[str, ...]:
    """The titles of a run of `count` sister headings that share the key, or that follow a mention directly."""
    groups: defaultdict[int | None, list[Section]] = defaultdict(list)
    for section in context.sections:
        if section.title:
            groups[section.parent].append(section)
    runs = [sisters for sisters in groups.values() if len(sisters) == count]
    for sisters in runs:
        if key and all(key in section.title for section in sisters):
            return tuple(_with_key(section.title, key) for section in sisters)
    for sisters in runs:
        if any(_introduces(context, end, sisters[0]) for _, end in mentions):
            return tuple(section.title for section in sisters)
    return ()


def _introduces(context: Context, end: int, first: Section) -> bool:
    """Whether the text between a mention and a heading is no more than the rest of a sentence."""
    between = context.text[end : first.span.start]
    return end <= first.span.start and len(between) <= 60 and not re.search("。[^”\n]", between.strip())


def _with_key(title: str, key: str) -> str:
    """The clause of a title that holds the key, without a verb that only leads to it."""
    clause = next((part for part in _SEPARATOR.split(title) if key in part), title)
    stripped = _member_verbs().sub("", clause)
    return stripped if key in stripped else clause


def _clauses(context: Context, mentions: list[tuple[int, int]], count: int, key: str) -> tuple[str, ...]:
    """The clauses that begin with the key in the paragraph of a mention: 严禁…，…；严禁…."""
    for start, _ in mentions:
        passage = next((p.span for p in context.passages if p.span.start <= start < p.span.end), None)
        found = list(_starting_with(context.text, passage, key)) if passage else []
        if len(found) == count:
            return tuple(found)
    return ()


def _starting_with(text: str, passage: Span, key: str) -> Iterator[str]:
    """The clauses of a paragraph from the key on, where it stands near their start; 这三个严禁 is none."""
    separator = re.compile(f"[，,；;]|、(?={re.escape(key)})")
    begins = re.compile(f"^[^，]{{0,10}}?(?<![{COUNTS}个种项大条])(?={re.escape(key)})")
    for sentence in sentences(text, passage):
        for clause in separator.split(sentence.of(text)):
            words = begins.sub("", clause, count=1)
            if words.startswith(key) and len(key) < len(words) <= LONGEST_MEMBER:
                yield words
