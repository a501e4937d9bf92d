"""The Chinese words for what comes over the wire, once for all pages."""

from collections.abc import Mapping

from graph.schema import WORDS
from search_api.exports.words import FORCES as FORCES
from search_api.exports.words import KINDS as KINDS
from search_api.exports.words import MODALITIES as MODALITIES
from search_api.exports.words import date_words as date_words
from search_api.models import NodeWord, SuggestionModel
from search_api.results import SuggestionKind

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


def facet_value(facet: str, value: str) -> str:
    """What people read for one value of a facet."""
    words = {"modality": MODALITIES, "force": FORCES, "kind": KINDS}.get(facet, {})
    return words.get(value, f"{value} 年" if facet == "year" and value.isdigit() else value)


def suggestion(found: SuggestionModel) -> str:
    """What people read beside a suggestion: what it is, or how many passages it finds."""
    if found.kind is SuggestionKind.VALUE and found.count is not None:
        return f"{found.count} 段"
    if found.kind is SuggestionKind.OPENING:
        return "规矩开头"
    words = {SuggestionKind.FIELD: "条件，接着写内容", SuggestionKind.VALUE: "条件"}
    return words.get(found.kind) or NODE_KINDS.get(found.kind, "词语")
