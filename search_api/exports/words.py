"""The Chinese words for what results say, once for files, terminal and portal."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from search_api.models import CuratedModel, QuoteModel, RuleModel

KINDS: Mapping[str, str] = {"speech": "讲话", "regulation": "制度", "notice": "通知", "other": "其他文献"}
"""What a document is: a speech is not a regulation, so every source says which it is."""
MODALITIES: Mapping[str, str] = {
    "obligation": "应当",
    "prohibition": "禁止",
    "permission": "可以",
    "recommendation": "希望",
}
FORCES: Mapping[str, str] = {"hard": "硬性", "soft": "柔性"}


STATES: Mapping[str, str] = {
    "stands": "",
    "changed": "原文此处的字句已变动",
    "gone": "这份文献已删除，或已换成新版",
}
"""What has become of a quote that was kept."""
RELATIONS: Mapping[str, str] = {
    "verbatim": "逐字",
    "edited": "有改动",
    "tightened": "收紧",
    "relaxed": "放宽",
    "deadline_changed": "时限变化",
}
CERTAINTIES: Mapping[str, str] = {"certain": "先后确定", "likely": "先后较可能", "undetermined": "先后不能确定"}


class Dated(Protocol):
    """What has the first and the last day that something may have been said on."""

    @property
    def earliest(self) -> date | None:
        """The first day, None where unknown."""

    @property
    def latest(self) -> date | None:
        """The last day, None where unknown."""


def date_words(when: Dated) -> str:
    """When something was said, as people write it: 2014年5月, 2014年5月6日, 2012年至2014年, 日期不详."""
    first, last = when.earliest, when.latest
    if first and last:
        if first == last:
            return f"{first.year}年{first.month}月{first.day}日"
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.year}年{first.month}月"
        if first.year == last.year:
            whole = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
            return f"{first.year}年" if whole else f"{first.year}年{first.month}月至{last.month}月"
        return f"{first.year}年至{last.year}年"
    if first:
        return f"{first.year}年{first.month}月以后"
    return f"不晚于{last.year}年{last.month}月" if last else "日期不详"


def source_words(quote: QuoteModel) -> str:
    """Where a quote comes from, as people cite it."""
    return f"《{quote.title}》{quote.outline}（{KINDS[quote.kind]}，{date_words(quote.date)}，{quote.file}）"


def rule_words(rule: RuleModel) -> str:
    """What was understood of a rule, on one line."""
    parts = [f"{MODALITIES[rule.modality]}·{FORCES[rule.force]}", "责任主体 " + "、".join(rule.bearers)]
    if rule.deadline:
        parts.append(f"时限 {rule.deadline.text}")
    if rule.sanction:
        parts.append(f"后果 {rule.sanction}")
    return " | ".join(parts)


def said_words(asked_for: Sequence[str], said_by_all: Sequence[str]) -> str:
    """What all hits of a search have in common where it asks for several things; "" where it does not."""
    if len(asked_for) < 2:
        return ""
    said = f"每条都说到{_quoted(said_by_all)}" if said_by_all else ""
    rest = [] if len(said_by_all) == len(asked_for) else [f"全部说到{_quoted(asked_for)}的很少，只说到一部分的也列出"]
    return "；".join([*([said] if said else []), *rest])


def _quoted(words: Sequence[str]) -> str:
    return "".join(f"“{word}”" for word in words)


def restated_words(documents: int, earliest: QuoteModel | None, own: str) -> str:
    """Where else a wording stands: 另见 3 篇，最早 2007年《…》."""
    also = f"另见 {documents} 篇"
    if earliest is None:
        return also
    when = date_words(earliest.date)
    return (
        f"{also}，最早即本篇（{when}）" if earliest.document_id == own else f"{also}，最早 {when}《{earliest.title}》"
    )


def pinned_words(curated: CuratedModel) -> str:
    """Who pinned an answer, and to which question."""
    note = f"：{curated.note}" if curated.note else ""
    return f"置顶答案（{curated.by} {curated.when.astimezone():%Y-%m-%d} 核定，问的是“{curated.question}”）{note}"


_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML has no place for."""


def printable(text: str) -> str:
    """The text with what XML has no place for replaced."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)
