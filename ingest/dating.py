"""When a document was said: the date it states, else the bounds that its mentions of public events set."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from pathlib import PurePosixPath

from ingest.dates import DateMention, days, find_dates
from ingest.events import DOCUMENT_NUMBER, Bound, Season, chinese_day, find_bounds, find_seasons, whole_year
from ingest.extract.context import Context
from ingest.headings import lines
from ingest.masthead import find_masthead
from ingest.model import DateInterval, DocumentKind, Span

_ISSUED = re.compile("公布|发布|颁布|印发|修订|修正|修改|令")
_ADOPTED = re.compile("通过|审议|议决")
_APPROVED = re.compile("批准|批复")
# A date beside the number of the document, or in a line of its own.
_ALONE = re.compile(r"^[\s）)]*$")
_IN_FORCE = re.compile("施行|实施|生效|执行")
_TAKES_EFFECT = re.compile(r"自(?P<date>[^。；，]{6,16}?日)起?(?:正式)?(?:施行|实施|生效|执行)")
# A line of a saved web page: its date is that of the page, after the speech.
_PUBLISHED = re.compile("来源|作者|编辑|点击|阅读|浏览|发布|更新|上传|发表|录入")
_FILE_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?([0-2]\d|3[01])(?!\d)")
_FILE_YEAR = re.compile(r"(?<![0-9A-Za-z])((?:19|20)\d\d)(?=年|[^0-9A-Za-z]|$)")
_TODAY = re.compile(r"今天是(?P<date>[^，。；]{8,12}?日)")
LONGEST_LINE = 60
"""Characters of a line that tells a date beside the speaker, the place or the number."""
SIGNATURE = 400
"""Characters at the end in which a signature's date is looked for."""
LONGEST_FOR_SEASONS = timedelta(days=1100)
"""Bounds further apart than three years are not narrowed by a season: it says too little then."""


@dataclass(frozen=True, slots=True)
class Dating:
    """When it was said, and a short Chinese phrase that tells the reader where that comes from ("" for undated)."""

    date: DateInterval
    basis: str


def find_date(context: Context, file: str) -> Dating:
    """The date of the document in `context`; `file` is the base name of its file, which may tell a date."""
    text = context.text
    head = text[: find_masthead(text, file, context.sections).end]
    if context.kind is DocumentKind.REGULATION:
        stated = _in_note(head) or _in_file_name(file) or _in_force(head, text) or _numbered(head)
    else:
        stated = (
            _under_title(head)
            or _in_signature(text, context.kind)
            or _today(text)
            or _in_file_name(file)
            or _numbered(head)
        )
    body = text[len(head) :]
    bounds = chain(_of_title(context.title), _of_web_page(head), find_bounds(body))
    return stated or _combined(list(bounds), list(find_seasons(body)))


def _in_note(head: str) -> Dating | None:
    """The last promulgation or amendment that the head of a regulation tells, else its adoption."""
    dated = [(mention.interval, words) for mention, words in _notes(head) if mention.exact]
    for pattern, name in ((_ISSUED, "公布或修改"), (_ADOPTED, "通过"), (_APPROVED, "批准"), (_ALONE, "（发文日期）")):
        told = [interval.latest for interval, words in dated if interval.latest and pattern.search(words)]
        if told:
            return Dating(DateInterval(max(told), max(told)), f"题注：{chinese_day(max(told))}{name}")
    return None


def _in_force(head: str, text: str) -> Dating | None:
    """The entry into force that the head or the last article tells: it was issued by then."""
    told = [mention for mention, words in _notes(head) if mention.exact and _IN_FORCE.search(words)]
    for match in _TAKES_EFFECT.finditer(text):
        told += [mention for mention in find_dates(match["date"]) if mention.exact]
    latest = told[-1].interval.latest if told else None
    return Dating(DateInterval(None, latest), f"{chinese_day(latest)}起施行") if latest else None


def _notes(head: str) -> Iterator[tuple[DateMention, str]]:
    """The dates of a head, each with what is said of it: the words up to the next date or the end of the line."""
    mentions = list(find_dates(head))
    ends = [mention.span.start for mention in mentions] + [len(head)]
    for mention, end in zip(mentions, ends[1:], strict=True):
        yield mention, head[mention.span.end : end].split("\n")[0]


def _under_title(head: str) -> Dating | None:
    """The date in a short line of the head, of at least a month; 2006-02-13 on a web page is that of the page."""
    found = []
    for line in list(lines(head))[1:]:
        words = line.of(head)
        mention = next((m for m in find_dates(words) if not whole_year(m)), None)
        if mention and not _PUBLISHED.search(words) and len(words) <= LONGEST_LINE:
            found.append((mention, words))
    printed = [(m, words) for m, words in found if "年" in m.span.of(words) or words[0] in "（("]
    for mention, words in printed or found:
        return Dating(mention.interval, f"题下注明{mention.span.of(words)}")
    return None


def _in_signature(text: str, kind: DocumentKind) -> Dating | None:
    """The date that stands alone in one of the last lines; in a notice, in any, as a text may be attached to it."""
    whole = list(lines(text)) if kind is DocumentKind.NOTICE else []
    end = max(0, len(text) - SIGNATURE)
    last = [Span(line.start + end, line.end + end) for line in list(lines(text[end:]))[-3:]]
    for line in (*last, *(line for line in whole if line.end - line.start <= LONGEST_LINE)):
        words = line.of(text).strip("（()） ")
        mention = next((m for m in find_dates(words) if not whole_year(m)), None)
        if mention and mention.span.of(words) == words:
            return Dating(mention.interval, f"落款{words}")
    return None


def _today(text: str) -> Dating | None:
    """The day that the speaker names: 今天是2012年11月6日."""
    for match in _TODAY.finditer(text):
        mention = next(find_dates(match["date"]), None)
        if mention and mention.exact:
            return Dating(mention.interval, f"文中称今天是{match['date']}")
    return None


def _in_file_name(file: str) -> Dating | None:
    """The day, month or year in the name of the file; digits inside a hash are none."""
    stem = PurePosixPath(file).stem
    printed = next((m for m in find_dates(stem) if not whole_year(m)), None)
    day, year = _FILE_DAY.search(stem), _FILE_YEAR.search(stem)
    interval = printed.interval if printed else None
    if day and not interval:
        interval = days(int(day[1]), int(day[2]), int(day[3]))
    if year and not interval:
        interval = days(int(year[1]))
    return Dating(interval, "文件名") if interval else None


def _numbered(head: str) -> Dating | None:
    """The year in the document's own number, 清政办发〔2012〕7号, where it stands alone in its line."""
    for line in lines(head):
        match = DOCUMENT_NUMBER.search(line.of(head))
        interval = days(int(match["year"])) if match and line.end - line.start <= LONGEST_LINE else None
        if match and interval and not re.search("[。；《]", line.of(head)):
            return Dating(interval, f"文号{match[0]}")
    return None


def _of_title(title: str) -> Iterator[Bound]:
    for mention in find_dates(title):
        yield Bound((mention.interval,), f"标题中的{mention.span.of(title)}")


def _of_web_page(head: str) -> Iterator[Bound]:
    for line in lines(head):
        words = line.of(head)
        if _PUBLISHED.search(words):
            yield from (Bound((DateInterval(None, m.interval.latest),), "网页发布时间") for m in find_dates(words))


def _combined(bounds: list[Bound], seasons: Iterable[Season]) -> Dating:
    """The narrowest interval that the evidence leaves; where it contradicts itself, what must be past is believed."""
    certain = [(b.choices[0], b.basis) for b in bounds if len(b.choices) == 1]
    earliest, lower = max(((i.earliest, basis) for i, basis in certain if i.earliest), default=(None, ""))
    uppers = [(i.latest, basis) for i, basis in certain if i.latest and (not earliest or i.latest >= earliest)]
    latest, upper = min(uppers, default=(None, ""))
    used = [basis for basis in dict.fromkeys((lower, upper)) if basis]
    interval = DateInterval(earliest, latest)
    for bound in bounds:
        narrowed = _narrowed(interval, bound.choices) if len(bound.choices) > 1 else interval
        if narrowed != interval:
            interval, used = narrowed, [*used, bound.basis]
    for season in seasons:
        narrowed = _narrowed(interval, _every_year(season, interval))
        if narrowed != interval:
            interval, used = narrowed, [*used, season.basis]
    return Dating(interval, "；".join(used))


def _narrowed(interval: DateInterval, choices: Iterable[DateInterval]) -> DateInterval:
    """The part of a closed interval that the choices leave, from the first to the last day; all where none is left."""
    first, last = interval.earliest, interval.latest
    if first is None or last is None:
        return interval
    parts = [(max(first, c.earliest), min(last, c.latest)) for c in choices if c.earliest and c.latest]
    left = [(start, end) for start, end in parts if start <= end]
    return DateInterval(min(s for s, _ in left), max(e for _, e in left)) if left else interval


def _every_year(season: Season, interval: DateInterval) -> list[DateInterval]:
    """The season in each year of a short closed interval; none for a long or open one."""
    first, last = interval.earliest, interval.latest
    if first is None or last is None or last - first > LONGEST_FOR_SEASONS:
        return []
    years = range(first.year, last.year + 1)
    return [DateInterval(date(year, *season.first), date(year, *season.last)) for year in years]
