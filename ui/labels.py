"""The Chinese words for what comes over the wire, once for all pages."""

from collections.abc import Mapping

from graph.schema import WORDS
from search_api.models import DateModel, NodeWord

KINDS: Mapping[str, str] = {"speech": "讲话", "regulation": "制度", "notice": "通知", "other": "其他文献"}
"""What a document is: a speech is not a regulation, so every source says which it is."""
MODALITIES: Mapping[str, str] = {
    "obligation": "应当",
    "prohibition": "禁止",
    "permission": "可以",
    "recommendation": "希望",
}
FORCES: Mapping[str, str] = {"hard": "硬性", "soft": "柔性"}
NODE_KINDS: Mapping[str, str] = {NodeWord.of(kind).value: word for kind, word in WORDS.items()}
FACETS: Mapping[str, str] = {
    "duty": NODE_KINDS["duty"],
    "role": NODE_KINDS["role"],
    "modality": "情态",
    "force": "约束力",
    "kind": "文种",
    "year": "年份",
}
NOISE: Mapping[str, str] = {
    "advertisement": "广告或网页残留",
    "ocr": "识别错字",
    "truncation": "残缺",
    "duplicate": "重复",
    "encoding": "乱码",
    "typo": "错别字",
}
INTENTS: Mapping[str, str] = {
    "requirement": "问要求",
    "prohibition": "问禁止",
    "deadline": "问时限",
    "sanction": "问后果",
    "who": "问责任主体",
    "ability": "问能力",
    "formula": "问提法",
    "first": "问首次提出",
    "quantity": "问数量",
    "topic": "问主题",
}

RELATIONS: Mapping[str, str] = {
    "verbatim": "原文重申",
    "edited": "改写",
    "tightened": "收紧",
    "relaxed": "放宽",
    "deadline_changed": "时限变化",
}
CERTAINTIES: Mapping[str, str] = {"certain": "先后确定", "likely": "先后较可能", "undetermined": "先后不能确定"}


def facet_value(facet: str, value: str) -> str:
    """What people read for one value of a facet."""
    words = {"modality": MODALITIES, "force": FORCES, "kind": KINDS}.get(facet, {})
    return words.get(value, f"{value} 年" if facet == "year" and value.isdigit() else value)


def date_words(date: DateModel) -> str:
    """When something was said, as people write it: 2014年5月, 2014年5月6日, 2012年至2014年, 日期不详."""
    first, last = date.earliest, date.latest
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
