"""Attributions (出处): what a text credits to a person, an office-holder, a meeting or a body."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from ingest.dates import find_dates
from ingest.extract.clauses import one_of
from ingest.extract.context import Context
from ingest.lexicon import load_data
from ingest.model import Attribution, DateInterval, DocumentKind, Span
from ingest.structure import sentences

FINDER = "find_attributions"
_FARTHEST = 60
"""Characters between who is credited and the verb; a time, a place and an occasion stand there."""
_QUOTED = re.compile("“([^“”]{2,60})”")
# What may stand in front of who is credited where the clause is theirs: 正如, 2014年5月.
_LEADS_UP = re.compile("[，,：:“]$|^(?:正如|诚如|如|就像|像)$|^[^，,]{0,20}[年月日上时中]$")


def find_attributions(context: Context) -> tuple[Attribution, ...]:
    """What the document credits to somebody, in text order."""
    found: list[Attribution] = []
    for passage in context.passages:
        for sentence in sentences(context.text, passage.span):
            found += _in(context, sentence)
    return tuple(found)


@cache
def _words() -> dict[str, Any]:
    data: dict[str, Any] = load_data("attributions")
    return data


def _one_of(name: str) -> str:
    return one_of(_words()[name])


@cache
def _who() -> re.Pattern[str]:
    """A pattern for who is credited; the named group that matched last is what the attribution says."""
    bodies, titles, verbs, adverbs = (_one_of(name) for name in ("bodies", "titles", "verbs", "adverbs"))
    surname, placeholder = _words()["surnames"], _words()["placeholders"]
    gatherings = "会议|全会|大会|常务会|常委会|座谈会"
    # A body or meeting is credited only where the verb follows it; 市政府办公室工作的明确要求 credits nobody.
    acts = rf"(?= (?: {adverbs}|[0-9] ) | (?:{verbs}) )"
    return re.compile(
        rf"""
        (?P<leader> {_one_of("leaders")} ) (?: {titles} )* (?! 思想|理论|主义|新时代|重要思想 )
        | (?: {_one_of("offices")} )
            (?P<holder> [{surname}][\u4e00-\u9fff×X某]{{1,2}}? ) (?: 同志 | (?= {adverbs}|{verbs} ) )
        | (?P<office> {_one_of("offices")} | (?: [{surname}] | [{placeholder}]{{1,3}} ) (?: {titles} ) )
        | (?P<person> [{surname}][\u4e00-\u9fff×X某]{{1,2}} ) (?: {titles} )
        | (?P<meeting> (?:党的)? (?: 二十|十[一二三四五六七八九] ) (?: 大 | 届[一二三四五六七]中全会 )
            | (?: 中央|全国|全省|全市|全县|全区|{bodies} ) [\u4e00-\u9fff]{{0,14}}? (?: {gatherings} )
          ) (?: 的?报告|公报|决定|决议 )? {acts}
        | (?P<body> (?:{bodies}) (?: [、和] (?:{bodies}) ){{0,3}} ) {acts}
        """,
        re.VERBOSE,
    )


@cache
def _verb() -> re.Pattern[str]:
    """A quoting verb; …的要求, 按要求， and 批示和… are nouns."""
    noun = "(?![、和与；。精])(?!(?<=(?<!明确)要求)[，,的])"
    return re.compile(rf"(?<![要应须可能的])(?P<verb>{_one_of('verbs')})(?:了|过|的|道)?{noun}")


@cache
def _work() -> re.Pattern[str]:
    return re.compile(rf"(?P<what>(?:关于|有关)[^，。；]{{2,40}}?的(?:{_one_of('works')}))")


def _in(context: Context, sentence: Span) -> Iterator[Attribution]:
    """The attributions of one sentence; a verb is credited to the nearest who before it."""
    text, position = context.text, sentence.start
    while match := _who().search(text, position, sentence.end):
        position = match.end()
        personal = match.lastgroup in ("leader", "person", "office", "holder")
        # In a regulation 主任 and 县政府 do things (…提出的, 由…决定); only leaders are quoted.
        quotable = match.lastgroup == "leader" or context.kind is not DocumentKind.REGULATION
        if not quotable or _is_ground(text, sentence, match.start()):
            continue
        found = _work_of(context, match) if personal else None
        found = found or _statement(context, sentence, match)
        if found:
            yield found
            position = max(position, found.span.end)


def _is_ground(text: str, sentence: Span, start: int) -> bool:
    """Whether who stands there is told something or gives the ground of an action (根据…, 向…)."""
    return re.search(rf"(?:{_one_of('grounds')})$", text[max(sentence.start, start - 3) : start]) is not None


def _work_of(context: Context, who: re.Match[str]) -> Attribution | None:
    """习近平总书记关于…的重要思想: a work credited to a person."""
    match = _work().match(context.text, who.end())
    if not match:
        return None
    span = Span(who.start(), match.end())
    return Attribution(span=span, finder=FINDER, cue="关于", who=_name(who), what=match["what"], date=None)


def _statement(context: Context, sentence: Span, who: re.Match[str]) -> Attribution | None:
    """What is stated behind a quoting verb (提出, 指出, …)."""
    text = context.text
    verb = _verb().search(text, who.end(), min(sentence.end, who.end() + _FARTHEST))
    if not verb or _who_between(text, who, verb.start()):
        return None
    # A quoted noun behind the verb (提出“三严三实”精神) ends with its clause, a statement goes on to its last clause.
    clause_end = _clause_end(text, verb.end(), sentence.end)
    what = _what(text, verb.end(), clause_end)
    if not what:
        return None
    end = _statement_end(text, clause_end, sentence.end) if _opens_clause(text, sentence, who.start()) else clause_end
    start, date = _dated_start(text, sentence, who.start())
    return Attribution(
        span=Span(start, end),
        finder=FINDER,
        cue=verb["verb"],
        who=_name(who),
        what=what,
        date=date or _date_between(text, who.end(), verb.start()),
    )


def _name(who: re.Match[str]) -> str:
    """Who is credited, a person without the post."""
    return str(who[who.lastgroup or 0])


def _who_between(text: str, who: re.Match[str], verb: int) -> bool:
    """Whether somebody else stands between, who is the one that says it."""
    between = text[who.end() : verb]
    return re.search("我们|大家|同志们|办公室要|各级要|，我|必须|应当|要(?!求)", between) is not None


def _clause_end(text: str, start: int, limit: int) -> int:
    """The end of the clause: its comma, except right behind the verb and inside quotes."""
    depth = 0
    for position in range(start, limit):
        char = text[position]
        depth += (char in "“《（") - (char in "”》）")
        if char in "，," and depth <= 0 and position > start + 1:
            return position
    return limit


def _what(text: str, start: int, end: int) -> str | None:
    """What is credited: the one thing in quotes, else the words of the clause; None where they say nothing."""
    words = text[start:end].lstrip("了过的道，,：:、 　").rstrip("，,：:、 　")
    quoted = _QUOTED.findall(words)
    if len(quoted) == 1:
        return str(quoted[0])
    if words.count("“") != words.count("”"):
        words = words.strip("“”")
    bare = words.strip("“”")
    vague = re.fullmatch(rf"[^“”]{{0,6}}?(?:{_one_of('vague')})", bare)
    return None if len(bare) < 4 or vague else words


def _opens_clause(text: str, sentence: Span, start: int) -> bool:
    """Whether who is credited opens the sentence or a clause of it, so that the sentence is theirs."""
    before = text[sentence.start : start]
    return not before or _LEADS_UP.search(before) is not None


def _statement_end(text: str, end: int, limit: int) -> int:
    """The end of the last clause that still belongs to the statement: before a comment such as 这些都充分体现了…."""
    comment = re.compile(rf"[，,](?:{_one_of('comments')})").search(text, end, limit)
    return comment.start() if comment else limit


def _dated_start(text: str, sentence: Span, who: int) -> tuple[int, DateInterval | None]:
    """Where the attribution begins, with a date that leads up to it: 2014年5月，习近平总书记…."""
    dates = [m for m in find_dates(text, sentence.start, who) if who - m.span.end <= 12]
    if dates:
        return dates[-1].span.start, dates[-1].interval
    return who, None


def _date_between(text: str, start: int, end: int) -> DateInterval | None:
    return next((mention.interval for mention in find_dates(text, start, end)), None)
