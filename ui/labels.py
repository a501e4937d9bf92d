"""The Chinese words for what comes over the wire, once for all pages."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from graph.schema import WORDS
from search_api.exports.words import CERTAINTIES as CERTAINTIES
from search_api.exports.words import FORCES as FORCES
from search_api.exports.words import KINDS as KINDS
from search_api.exports.words import MODALITIES as MODALITIES
from search_api.exports.words import RELATIONS as RELATIONS
from search_api.exports.words import date_words as date_words
from search_api.models import DateModel, NodeWord, SuggestionModel
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
GROUPS: Mapping[str, str] = {
    "rule": NODE_KINDS["rule"],
    "heading": "标题",
    "ability": NODE_KINDS["ability"],
    "formula": NODE_KINDS["formula"],
    "attribution": NODE_KINDS["authority"],
    "noise": "杂质",
}
"""What is found in a text."""
FINDERS: Mapping[str, str] = {
    "find_rules": "按情态词（必须、不得、要……）认出的规矩",
    "find_outline": "按编号和行首位置认出的标题",
    "find_abilities": "按“……能力”及其并列写法认出的能力",
    "find_formulas": "按数字加名词的提法认出，成员从全文查找",
    "find_attributions": "按“某某强调、指出”等引述写法认出的出处",
    "debris_lines": "整行是网页或论坛的残留",
    "debris_inline": "句中夹带的网址、转载说明等残留",
    "interface_lines": "整行是网页界面上的字",
    "comments": "网页的注释代码",
    "ascii_junk": "行间无意义的字符",
    "spliced_goods": "句中插入的商品广告，与上下文无关",
    "pinyin": "字后括注的拼音",
    "glyphs": "形近字，识别时认错",
    "strange_glyphs": "文中别处不用的怪字，识别时认错",
    "look_alikes": "与前后的字不搭配，换成形近字才通",
    "foreign_words": "插入的字句，与前后文都不相接",
    "garbled": "编码出错形成的乱码",
    "repeats": "与文中另一处重复",
    "broken_sentence": "句子没有说完就断了",
}
"""How a finder goes about it, for whoever asks why something was found."""
RESOLVED: Mapping[str, str] = {
    "named": "本句点明",
    "agent": "本句“由……”点明",
    "liable": "本句写明的追究对象",
    "addressed": "本句请求、希望的对象",
    "mentioned": "本句提到",
    "sentence before": "本句省略，承接上文",
    "section": "本句省略，按本节所讲的人认定",
    "sentence after": "本句省略，与下文相同",
    "document": "本句省略，按全文推断",
    "audience": "本句省略，按听讲或收文的对象认定",
    "word": "按本句用词",
    "heading": "按所属标题",
    "title": "按文献题目",
}
"""How the names in a rule were resolved."""
FIELDS: Mapping[str, str] = {
    "modality": "情态",
    "force": "约束力",
    "bearers": "责任主体",
    "duties": "职责",
    "deadline": "时限",
    "sanction": "后果",
    "condition": "适用条件",
    "exception": "例外",
    "frequency": "频次",
    "quantities": "限量",
    "level": "级别",
    "label": "编号",
    "title": "标题",
    "name": "名称",
    "roles": "谁需要它",
    "count": "项数",
    "members": "成员",
    "who": "谁说的",
    "what": "说了什么",
    "occasion": "在什么场合",
    "date": "日期",
    "kind": "类型",
    "fix": "改法",
    "place": "地点",
    "speaker_post": "讲话人职务",
    "finder": "方法",
    "cue": "触发的字",
    "outline": "位置",
}
"""What people may correct of a finding or a document, and what a record says beside it."""
TARGETS: Mapping[str, str] = {**GROUPS, "document": "文献", "name": "名称"}
ACTIONS: Mapping[str, str] = {
    "accept": "确认正确",
    "change": "修改",
    "reject": "删除",
    "add": "补标",
    "date": "设定日期",
    "merge": "合并名称",
    "split": "拆分名称",
}
STATES: Mapping[str, str] = {
    "applied": "有效",
    "replaced": "已被后来的校订取代",
    "undone": "已撤销",
    "conflict": "有冲突，待处理",
}
CONFLICTS: Mapping[str, str] = {
    "lost": "原文有变",
    "finder": "识别结果有变",
    "contradiction": "两人意见不同",
    "invalid": "字段不适用",
}
INTENTS: Mapping[str, str] = {
    "duty": "问要求",
    "prohibition": "问禁止",
    "deadline": "问时限",
    "sanction": "问后果",
    "who": "问责任主体",
    "ability": "问能力",
    "formula": "问提法",
    "first-stated": "问首次提出",
    "credited": "问谁说的",
    "compare": "问异同",
    "definition": "问含义",
    "quantity": "问数量",
    "count": "问次数",
    "topic": "问主题",
}

MARKS: Mapping[str, str] = {
    "newer": "较新",
    "older": "较早",
    "higher": "层级较高",
    "stricter": "更严",
    "first": "本库最早",
}
"""What a quote of an answer is against the others."""
MAY: Mapping[str, str] = {"yes": "可以", "no": "不可以", "conditional": "有条件"}
"""Whether one may, by the rule that decides it."""
REASONS: Mapping[str, str] = {
    "unsaid": "资料中没有提到所问的事项",
    "scope": "资料中的规定说的是另一事项",
    "no_number": "资料中没有写明所问的数目",
    "no_person": "资料中没有写明人名",
    "no_list": "资料中只提到这个说法，没有列出内容",
    "opinion": "所问的是评价或预测，不是规定",
    "unsure": "资料中没有足够相符的规定",
}
"""Why a question is declined."""

CERTAINTY_REASONS: Mapping[str, str] = {
    "certain": "先后确定：两处的日期互不重叠",
    "likely": "先后较可能：两处的日期有重叠，但首尾都不晚于后者",
    "undetermined": "先后不能确定：日期不详、相同，或一处包含另一处",
}
"""How sure it is which of two was said first, for whoever asks why."""
CONTRADICTIONS: Mapping[str, str] = {"deadline": "时限不同", "quantity": "数量不同", "forbidden": "一处要求、一处禁止"}
CAUSES: Mapping[str, str] = {
    "date": "先后不同：可能后者已改前者",
    "level": "层级或文种不同",
    "scope": "适用范围不同",
    "misprint": "来源看不出差别，可能有误植",
}
NEWS: Mapping[str, str] = {
    "verbatim": "逐字重申",
    "edited": "重申，有改动",
    "tightened": "收紧",
    "relaxed": "放宽",
    "deadline_changed": "时限变化",
    "earlier": "发现更早的出处",
    "contradicted": "与它冲突",
    "found": "又说到",
}
"""What a new document does to what is followed."""
VERDICTS: Mapping[str, str] = {"confirmed": "确有冲突", "dismissed": "不算冲突"}
FATES: Mapping[str, str] = {
    "kept": "未变",
    "edited": "有改动",
    "split": "拆分",
    "merged": "合并",
    "dropped": "删去",
    "new": "新增",
}
"""What became of an article in a later version."""


_UNITS = ("年", "个月", "周", "天", "小时", "分钟", "秒")
_AMOUNT = r"(?:(\d+(?:\.\d+)?){})?"
_DURATION = re.compile("P" + "".join(map(_AMOUNT.format, "YMWD")) + "(?:T" + "".join(map(_AMOUNT.format, "HMS")) + ")?")


def facet_value(facet: str, value: str) -> str:
    """What people read for one value of a facet."""
    words = {"modality": MODALITIES, "force": FORCES, "kind": KINDS}.get(facet, {})
    return words.get(value, f"{value} 年" if facet == "year" and value.isdigit() else value)


def finder_words(finder: str) -> str:
    """How people read the name of a finder; one that this version does not know is shown as it is."""
    return FINDERS.get(finder, finder)


def resolved_words(how: str) -> str:
    """How people read the way that a name was resolved; one that this version does not know is shown as it is."""
    return RESOLVED.get(how, how)


def fix_words(fix: str | None) -> str:
    """What is to become of noise, after its kind."""
    return {None: "", "": "，应删去"}.get(fix, f"，应为“{fix}”")


def value_words(field: str, value: object) -> str:
    """The value of a field as people read it."""
    words = {"modality": MODALITIES, "force": FORCES, "kind": {**KINDS, **NOISE}}.get(field, {})
    if field == "fix":
        return {None: "不详", "": "删去"}.get(value, f"“{value}”") if value is None or isinstance(value, str) else ""
    if field == "date" and isinstance(value, Mapping):
        return date_words(DateModel.model_validate(value))
    if value is None or value == "" or value == []:
        return "（无）"
    if isinstance(value, Mapping):
        return str(value.get("text") or "、".join(str(part) for part in value.values()))
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "、".join(value_words(field, one) for one in value)
    return words.get(str(value), str(value))


def when_words(moment: datetime) -> str:
    """A moment as the clock on this machine says it."""
    local = moment.astimezone()
    return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}"


def duration_words(iso: str) -> str:
    """An ISO 8601 duration as people say it: PT1H is 1 小时; one that is not understood stays as it is."""
    found = _DURATION.fullmatch(iso)
    amounts = [f"{n} {unit}" for n, unit in zip(found.groups(), _UNITS, strict=True) if n] if found else []
    return " ".join(amounts) or iso


def suggestion(found: SuggestionModel) -> str:
    """What people read beside a suggestion: what it is, or how many passages it finds."""
    if found.kind is SuggestionKind.VALUE and found.count is not None:
        return f"{found.count} 段"
    if found.kind is SuggestionKind.OPENING:
        return "规矩开头"
    words = {SuggestionKind.FIELD: "条件，接着写内容", SuggestionKind.VALUE: "条件"}
    return words.get(found.kind) or NODE_KINDS.get(found.kind, "词语")
