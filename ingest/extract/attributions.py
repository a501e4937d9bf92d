"""Attributions (出处): what a text credits to a person, an office-holder, a meeting or a body."""

import re
from collections.abc import Iterator
from functools import cache

from ingest.dates import find_dates
from ingest.extract.clauses import one_of
from ingest.extract.context import Context
from ingest.extract.credited import Credited, any_of, attribution_words, find_credited, find_speakers
from ingest.model import Attribution, DateInterval, DocumentKind, Span
from ingest.structure import sentences

FINDER = "find_attributions"
_FARTHEST = 60
"""Characters between who is credited and the verb; a time, a place and an occasion stand there."""
LONGEST_QUOTE = 400
"""Characters up to which a quotation that goes on over several sentences is followed to its closing mark."""
_QUOTED = re.compile('[“「『]([^“”「」『』]{2,200})[”」』]|"([^"\n]{2,200})"')
_MARKS = "了过的道，,：:、 \u3000"
_OPENS, _CLOSES = "“「『", "”」』"
# What may stand in front of who is credited where the clause is theirs: 正如, 2014年5月.
_LEADS_UP = re.compile("[，,：:；“、]$|^(?:正如|诚如|如|就像|像|记得|还记得|早在)$|^[^，,]{0,20}[年月日上时中前后]$")
# Somebody else who says it, or an instruction instead of a report.
_ANOTHER = re.compile(
    "(?<![对给为向])我们|大家|同志们|办公室要|各级要|，我|必须|应当|(?<![重主需只])要(?![求点闻好])|没有|不能|可以"
)
# 习近平同志在中央办公厅视察时, in its shortest form: what stands between who and verb tells the occasion.
_OCCASION = re.compile("在(?P<occasion>[^，。；“”]{2,40}?(?:会议上|会上|大会上|上|时候|时|中|期间|之际))")
_PRONOUN = re.compile("(?:他|她)(?:还|又|也|同时|特别|反复|多次|曾|曾经|在[^，。；]{2,30}[上时中])*")
# 提出议案, 谈到…的时候: something else than words.
_NO_STATEMENT = re.compile("(?:议案|草案|法案|的时候|时|以来)$")
# 提出的八项主张 names what is credited, 指出的方向 does not.
_NAMED = re.compile("[“《]|[一二三四五六七八九十两几\\d]+(?:个|项|条|点|大|种)|[：:]")
_GOES_ON = re.compile("[^，,。；：:“”]{0,14}[，,：:]?[ \u3000]*(?=[“「『])|[^，,。；：:“”]{0,14}[：:]")


def find_attributions(context: Context) -> tuple[Attribution, ...]:
    """What the document credits to somebody, in text order."""
    found: list[Attribution] = []
    for passage in context.passages:
        if not any(hint.search(context.text, passage.span.start, passage.span.end) for hint in _hints()):
            continue
        last: Credited | None = None
        for sentence in sentences(context.text, passage.span):
            if found and sentence.start < found[-1].span.end:
                continue  # inside a quotation that has begun before
            for who, attribution in _in(context, sentence, passage.span.end):
                found.append(attribution)
                last = who if who.personal else None
            if last and not (found and found[-1].span.start >= sentence.start):
                found += _of_pronoun(context, sentence, last, passage.span.end)
    return tuple(found)


@cache
def _hints() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What nothing is credited without, and most passages have none of: a word, or a leader right before a quote.

    Apart, so that the engine skips to the characters that they begin with, which takes a tenth of the time.
    """
    words = one_of([word for name in ("verbs", "sayings", "through", "works") for word in attribution_words()[name]])
    return re.compile(words), re.compile(f"(?:{any_of('leaders')})(?:{any_of('titles')})?[“「『]")


@cache
def _verb() -> re.Pattern[str]:
    """A quoting verb or a saying; …的要求, 按要求， and 批示和… are nouns."""
    noun = "(?![、和与；。精上中后时])(?!(?<=(?<!明确)要求)[，,的])(?!的?(?:材料|文件|意见)的)"
    return re.compile(
        rf"(?<![要应须可能的所被学小传据听演解宣三])(?P<verb>{any_of('verbs')})(?!明|服|法|话|究|清|解|述|出)(?:了|过|的|道)?{noun}"
        rf"|所(?P<said>{any_of('verbs')})(?:的|(?=[，,：:“]))"
        rf"|(?:有(?:过)?(?:一)?[句番段首个](?:[\u4e00-\u9fff]{{0,4}}的)?(?:[\u4e00-\u9fff]{{0,2}}))(?P<saying>{any_of('sayings')})"
        rf"|的(?:[\u4e00-\u9fff]{{0,4}})(?P<noun>{any_of('sayings')})[：:，]?(?=[“「『])"
    )


@cache
def _demand() -> re.Pattern[str]:
    """县委多次要求，…: here it is no noun, as nothing but adverbs stands before it."""
    return re.compile(
        rf"(?: {any_of('adverbs')} | 《[^《》]{{2,40}}》 | [在对][^，。；]{{2,30}}[上中时] ，? )*"
        r"(?P<verb>要求)[，,：:]",
        re.VERBOSE,
    )


@cache
def _work() -> re.Pattern[str]:
    return re.compile(rf"(?P<what>(?:关于|有关)[^，。；]{{2,40}}?的(?:{any_of('works')}))")


@cache
def _through() -> re.Pattern[str]:
    return re.compile(rf"[^。；]{{0,60}}?(?P<cue>{any_of('through')})")


def _in(context: Context, sentence: Span, limit: int) -> Iterator[tuple[Credited, Attribution]]:
    """The attributions of one sentence; a verb is credited to the nearest who before it."""
    text, position = context.text, sentence.start
    named = (*find_credited(text, sentence.start, sentence.end), *find_speakers(text, sentence.start, sentence.end))
    for who in sorted(named, key=lambda who: (who.start, -who.end)):
        # In a regulation 主任 and 县政府 do things (…提出的, 由…决定); only leaders are quoted.
        quotable = who.leader or context.kind is not DocumentKind.REGULATION
        if who.start < position or not quotable or _is_ground(text, sentence, who.start):
            continue
        if _in_title(text, sentence, who.start):
            continue
        found = _work_of(text, who) if who.personal else None
        found = found or (_conveyed(text, sentence, who) if who.personal else None)
        found = found or _bare_quote(text, who) or _statement(text, sentence, who, limit)
        if found:
            yield who, found
            position = max(position, found.span.end)


def _in_title(text: str, sentence: Span, start: int) -> bool:
    """Whether the place stands inside the title of a work (《列宁全集》)."""
    before = text[sentence.start : start]
    return before.rfind("《") > before.rfind("》")


def _of_pronoun(context: Context, sentence: Span, last: Credited, limit: int) -> Iterator[Attribution]:
    """他强调，…: what the person of the sentence before goes on to say."""
    pronoun = _PRONOUN.match(context.text, sentence.start, sentence.end)
    if not pronoun:
        return
    verb = _verb().match(context.text, pronoun.end(), sentence.end)
    if verb and verb.start() == pronoun.end():
        who = Credited(last.name, sentence.start, pronoun.end(), personal=True, leader=last.leader)
        found = _statement(context.text, sentence, who, limit)
        if found:
            yield found


def _is_ground(text: str, sentence: Span, start: int) -> bool:
    """Whether who stands there is told something or gives the ground of an action (根据…, 向…)."""
    return re.search(rf"(?:{any_of('grounds')})$", text[max(sentence.start, start - 3) : start]) is not None


def _work_of(text: str, who: Credited) -> Attribution | None:
    """习近平总书记关于…的重要思想: a work credited to a person."""
    match = _work().match(text, who.end)
    if not match:
        return None
    span = Span(who.start, match.end())
    return Attribution(span=span, finder=FINDER, cue="关于", who=who.name, what=match["what"], date=None)


def _conveyed(text: str, sentence: Span, who: Credited) -> Attribution | None:
    """王主任委托我向大家问好，并希望…: what somebody says through the speaker."""
    match = _through().match(text, who.end, sentence.end)
    if not match or find_in(text, who.end, match.start("cue")):
        return None
    wish = re.compile("希望|祝|要求").search(text, match.end(), sentence.end)
    what = text[wish.start() if wish else match.end() : sentence.end].strip("，,：:")
    start, date = _dated_start(text, sentence, who.start)
    span = Span(start, sentence.end)
    return Attribution(span=span, finder=FINDER, cue=match["cue"], who=who.name, what=what, date=date)


def find_in(text: str, start: int, end: int) -> bool:
    """Whether somebody else stands between, who then is the one that says it."""
    return next(find_credited(text, start, end), None) is not None


def _bare_quote(text: str, who: Credited) -> Attribution | None:
    """鲁迅先生“俯首甘为孺子牛”: a leader's words right behind the name."""
    quote = _QUOTED.match(text, who.end) if who.leader else None
    if not quote or len(quote[1] or quote[2]) < 5:
        return None
    span = Span(who.start, quote.end())
    return Attribution(span=span, finder=FINDER, cue="引号", who=who.name, what=quote[1] or quote[2], date=None)


def _statement(text: str, sentence: Span, who: Credited, limit: int) -> Attribution | None:
    """What is stated behind a quoting verb (提出, 指出, …) or a saying (有一句名言)."""
    demand = _demand().match(text, who.end, sentence.end)
    verbs = [demand] if demand else list(_verb().finditer(text, who.end, min(sentence.end, who.end + _FARTHEST)))
    for verb in verbs[:3]:
        if _ANOTHER.search(text, who.end, verb.start()):
            return None
        if not who.personal and verb.lastgroup in ("saying", "noun"):
            continue
        # A quoted noun behind the verb (提出“三严三实”精神) ends with its clause, a statement goes on to its last.
        clause = Span(verb.end(), _clause_end(text, verb.end(), sentence.end))
        words = _summed_up(text, who, verb, clause)
        if not words and verb[verb.lastgroup or 0] not in attribution_words()["summing"]:
            words = _words(text, clause, sentence, limit)
        if words:
            return _credit(text, sentence, who, verb, clause, words)
    return None


def _credit(
    text: str, sentence: Span, who: Credited, verb: re.Match[str], clause: Span, words: tuple[str, int]
) -> Attribution:
    what, end = words
    if end == clause.end and _opens_clause(text, sentence, who.start):
        end = _statement_end(text, clause.end, sentence.end)
        statement = text[clause.start : end].lstrip(_MARKS).rstrip("，,：:、 　")
        if statement.startswith(what) and not _QUOTED.search(text, clause.start, clause.end):
            what = statement
    start, date = _dated_start(text, sentence, who.start)
    occasion = _OCCASION.search(text, who.end, verb.start())
    return Attribution(
        span=Span(start, end),
        finder=FINDER,
        cue=verb[verb.lastgroup or 0],
        who=who.name,
        what=what,
        date=date or _date_between(text, who.end, verb.start()),
        occasion=occasion["occasion"] if occasion else "",
    )


def _summed_up(text: str, who: Credited, verb: re.Match[str], clause: Span) -> tuple[str, int] | None:
    """用“重、苦、杂、难”概括…: what is quoted before the verb, and the end of its clause."""
    quotes = _QUOTED.findall(text[who.end : verb.start()]) if verb.lastgroup == "verb" else []
    if not quotes or verb["verb"] not in attribution_words()["summing"]:
        return None
    return quotes[-1][0] or quotes[-1][1], clause.end


def _words(text: str, clause: Span, sentence: Span, limit: int) -> tuple[str, int] | None:
    """What is credited and where it ends; None where the words behind the verb say nothing."""
    quote_end = _quotation(text, clause.start, limit)
    if quote_end:
        opening = _GOES_ON.match(text, clause.start, limit)
        start = opening.end() if opening else clause.start
        return text[start:quote_end].strip("“”「」『』，,：: 。；！"), min(quote_end, limit)
    listed = re.compile(rf"[^“”，：:]{{0,8}}?(?:{any_of('vague')})[：:]").match(text, clause.start, clause.end)
    what = None if listed else _what(text, clause.start, clause.end)
    if what:
        return what, clause.end
    # 提出三点要求：…, 告诫全党，…: the words follow behind the noun or behind those who are told.
    goes_on = re.compile(rf"[^，。；：:]{{0,14}}[：:]|[^，。；：:]{{0,4}}(?:{any_of('told')})[，,]").match(
        text, clause.start, sentence.end
    )
    rest = text[goes_on.end() : sentence.end].strip("，,：: 　") if goes_on else ""
    return (rest, sentence.end) if len(rest) >= 4 else None


def _quotation(text: str, start: int, limit: int) -> int | None:
    """The end of a quotation that the verb leads to (强调：“…。…。”, 告诫全党，“…”), its closing mark included."""
    opening = _GOES_ON.match(text, start, limit)
    if not opening or text[opening.end() : opening.end() + 1] not in tuple(_OPENS):
        return None
    led = text[start : opening.end()]
    if not re.search("[，,：:]", led) or (re.search("[一-鿿]", led) and not _leads(led)):
        return None
    mark = _CLOSES[_OPENS.index(text[opening.end()])]
    end = text.find(mark, opening.end(), min(limit, opening.end() + LONGEST_QUOTE))
    return end + 1 if end - opening.end() >= 4 else None


def _leads(words: str) -> bool:
    """Whether the words between verb and quotation are whom it is told to, or a noun for what is said."""
    bare = words.strip("，,：: 　")
    return bare.endswith((*attribution_words()["told"], *attribution_words()["vague"])) or "话" in bare


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
    words = text[start:end].lstrip(_MARKS).rstrip("，,：:、 　")
    quoted = _QUOTED.findall(words)
    if len(quoted) == 1:
        return str(quoted[0][0] or quoted[0][1])
    if words.count("“") != words.count("”"):
        words = words.strip("“”")
    bare = words.strip("“”")
    if _NO_STATEMENT.search(bare) or (
        text[start - 1] == "的" and not _NAMED.search(bare) and start < end and text[start] not in "，,：:"
    ):
        return None
    vague = re.fullmatch(rf"[^“”]{{0,8}}?(?:{any_of('vague')}|{any_of('told')})", bare)
    return None if len(bare) < 4 or vague else words


def _opens_clause(text: str, sentence: Span, start: int) -> bool:
    """Whether who is credited opens the sentence or a clause of it, so that the sentence is theirs."""
    before = text[sentence.start : start]
    return not before or _LEADS_UP.search(before) is not None


def _statement_end(text: str, end: int, limit: int) -> int:
    """The end of the last clause that still belongs to the statement: before a comment such as 这些都充分体现了…."""
    comment = re.compile(rf"[，,](?:{any_of('comments')})").search(text, end, limit)
    return comment.start() if comment else limit


def _dated_start(text: str, sentence: Span, who: int) -> tuple[int, DateInterval | None]:
    """Where the attribution begins, with a date that leads up to it: 2014年5月，习近平总书记…."""
    dates = [m for m in find_dates(text, sentence.start, who) if who - m.span.end <= 12]
    if dates:
        return dates[-1].span.start, dates[-1].interval
    return who, None


def _date_between(text: str, start: int, end: int) -> DateInterval | None:
    return next((mention.interval for mention in find_dates(text, start, end)), None)
