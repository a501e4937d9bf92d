"""Members of a formula: the things that 五个坚持 or 四勤 counts, as the text lists them."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from ingest.extract.context import Context
from ingest.lexicon import load_data
from ingest.model import Section, Span
from ingest.structure import sentences

LONGEST_MEMBER = 30
COUNTS = "一二三四五六七八九十两双"
_QUOTES = '“”‘’"「」『』'
# 即：, 就是, of the requirements”: what may stand between a formula and its list.
_LEADS_TO_LIST = re.compile(
    rf"[{_QUOTES}]?[^，。；：:、]{{0,12}}?(?:[，,]?(?:即|就是|分别是|指的?是|也就是|包括|是指|为)[：:]?|[：:]|[（(])"
)
_SEPARATOR = re.compile("[、，,；;]")


def find_members(context: Context, name: str, count: int, key: str) -> tuple[str, ...]:
    """The members of the formula `name`, as printed; empty where the text never lists exactly `count` of them."""
    text = context.text
    mentions = [match.span() for match in re.finditer(re.escape(name), text)][:20]
    for start, end in mentions:
        for items in (_listed_after(text, end, count, key), _listed_before(text, start)):
            if len(items) == count and (count > 1 or key in items[0]):
                return items
    if count == 1:
        return _single(text, key)
    return _headings(context, mentions, count, key) or (_clauses(context, mentions, count, key) if key else ())


@cache
def _member_verbs() -> re.Pattern[str]:
    verbs = sorted(load_data("formulas")["member_verbs"], key=len, reverse=True)
    return re.compile(f"^(?:{'|'.join(verbs)})+")


def _listed_after(text: str, end: int, count: int, key: str) -> tuple[str, ...]:
    """The list of `count` things that follows a mention in its sentence: …，即：甲、乙、丙和丁."""
    lead = _LEADS_TO_LIST.match(text, end)
    stretch = re.compile("[^。！？!?\n）)]{0,300}").match(text, lead.end()) if lead else None
    if not stretch:
        return ()
    clause = re.split("[，,；;]", stretch[0])[0]
    # A list by its widest mark that gives the count: 务必…谦虚、谨慎，务必…艰苦奋斗 has two things, not three.
    clauses = _items(stretch[0], "[，,；;]")
    with_key = tuple(item for item in clauses if key and item.startswith(key))
    lists = (_items(stretch[0], "[；;]"), clauses, with_key, _items(clause, "、"))
    return next((items for items in lists if len(items) == count), ())


def _listed_before(text: str, start: int) -> tuple[str, ...]:
    """The quoted list right before a mention: “甲”、“乙”、“丙”三大职能."""
    before = text[max(0, start - 120) : start].rstrip(_QUOTES if text[start - 1 : start] in "“‘「『" else "")
    match = re.search("(?:“[^“”]{1,20}”、?(?:和|与)?){2,12}(?:等|这)?$", before)
    return tuple(re.findall("“([^“”]{1,20})”", match[0])) if match else ()


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
