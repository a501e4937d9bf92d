"""Fields to fill in: one widget a field, with the value that it has now; words of documents stay out of all labels."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict

import streamlit as st
from pydantic import JsonValue

from ingest.extract.quantities import quantities_in
from search_api.models import DateModel
from ui import labels
from ui.components.dates import NotADate, read_date
from ui.components.session import api

Fields = Mapping[str, JsonValue]
Widget = Callable[[str, JsonValue, str], JsonValue]
"""Takes the label, the value of now and a key; gives the value that was filled in."""
ADDED: Mapping[str, Fields] = {
    "rule": {
        "modality": None, "force": None, "bearers": [], "duties": [], "deadline": None, "sanction": None,
        "condition": None, "exception": None, "frequency": None, "quantities": [],
    },
    "ability": {"name": "", "roles": [], "duties": []},
    "formula": {"name": "", "count": 0, "members": []},
    "attribution": {"who": "", "what": "", "occasion": "", "date": None},
    "heading": {"level": 1, "label": "", "title": ""},
    "noise": {"kind": "advertisement", "fix": ""},
}  # fmt: skip
"""What may be said of something that was missed; of a rule, what nobody says is worked out as if it had been found."""
_SHORT = frozenset({"modality", "force", "level", "label", "count"})
"""Fields that share a line."""
_SPLIT = re.compile(r"[、，,；;\n]")
_UNITS = {"分钟": "PT{}M", "小时": "PT{}H", "天": "P{}D", "周": "P{}W", "个月": "P{}M", "年": "P{}Y"}
_VAGUE = "没有写明"
_WORKED_OUT = "按原文认定"
_KEEP, _DROP, _CHANGE = "不详，保留原样", "删去", "改为"


def fill_in(fields: Fields, key: str) -> dict[str, JsonValue]:
    """A widget for every field that can be filled in here, in order; the values that are in them."""
    wanted = [field for field in labels.FIELDS if field in fields and field in _WIDGETS]
    values: dict[str, JsonValue] = {}
    short = [field for field in wanted if field in _SHORT]
    for field, column in zip(short, st.columns(max(len(short), 1)), strict=False):
        with column:
            values[field] = _widget(field, fields, key)
    return values | {field: _widget(field, fields, key) for field in wanted if field not in _SHORT}


def _widget(field: str, fields: Fields, key: str) -> JsonValue:
    return _WIDGETS[field](labels.FIELDS[field], fields[field], f"{key}_{field}")


def changed(before: Fields, after: Fields) -> dict[str, JsonValue]:
    """The fields that say something else now."""
    return {field: value for field, value in after.items() if value != before.get(field)}


def given(fields: Fields) -> dict[str, JsonValue]:
    """The fields that say anything, for something that is added."""
    return {field: value for field, value in fields.items() if value not in (None, "", [], 0) or field == "fix"}


def _choice(words: Mapping[str, str]) -> Widget:
    def choose(label: str, value: JsonValue, key: str) -> JsonValue:
        options = [*words] if value in words else ["", *words]
        chosen = st.selectbox(
            label, options, index=options.index(str(value or "")), key=key,
            format_func=lambda option: words.get(option, _WORKED_OUT), filter_mode=None,
        )  # fmt: skip
        return chosen or None

    return choose


def _text(label: str, value: JsonValue, key: str) -> JsonValue:
    """One line; a part of a rule that has more to it is told by its words."""
    before = str(value.get("text") or "") if isinstance(value, Mapping) else str(value or "")
    after = str(st.text_input(label, before, key=key, max_chars=2000)).strip()
    if after == before:
        return value
    return after or (None if not isinstance(value, str) else "")


def _maybe(label: str, value: JsonValue, key: str) -> JsonValue:
    """One line that may be left empty: there is none then."""
    return _text(label, value, key) or None


def _number(label: str, value: JsonValue, key: str) -> JsonValue:
    return int(st.number_input(label, min_value=0, max_value=200, value=int(str(value or 0)), key=key))


def _names(kind: str) -> Widget:
    def choose(label: str, value: JsonValue, key: str) -> JsonValue:
        now = [str(name) for name in value] if isinstance(value, list) else []
        known = [entity.name for entity in api().entities(kind, limit=100).items]
        left, right = st.columns([3, 2])
        with left:
            names = st.multiselect(
                label, list(dict.fromkeys([*now, *known])), now, key=key, placeholder="从名单中选", select_all=False
            )
        with right:
            more = st.text_input("名单里没有的", key=f"{key}_more", placeholder="多个用顿号分开", max_chars=200)
        return list(dict.fromkeys([*names, *_parts(more)]))

    return choose


def _members(label: str, value: JsonValue, key: str) -> JsonValue:
    now = [str(member) for member in value] if isinstance(value, list) else []
    return list(_parts(st.text_area(f"{label}（一行一个）", "\n".join(now), key=key, height=120)))


def _parts(typed: str | None) -> Sequence[str]:
    return [part.strip() for part in _SPLIT.split(typed or "") if part.strip()]


def _deadline(label: str, value: JsonValue, key: str) -> JsonValue:
    """As printed, how long that is, and whether in working days."""
    return _period(label, value, key, hint="如：1小时内", working=True)


def _frequency(label: str, value: JsonValue, key: str) -> JsonValue:
    """As printed, and how long it is from one time to the next."""
    return _period(label, value, key, hint="如：每月，折合 1 个月", working=False)


def _period(label: str, value: JsonValue, key: str, *, hint: str, working: bool) -> JsonValue:
    now = value if isinstance(value, Mapping) else {}
    amount, unit = _amount(str(now.get("iso") or ""))
    first, second, third, fourth = st.columns([3, 2, 2, 2], vertical_alignment="bottom")
    text = first.text_input(f"{label}（原文）", str(now.get("text") or ""), key=key, placeholder=hint)
    number = second.number_input("折合", 0, 999, amount, key=f"{key}_n")
    units = [*_UNITS, _VAGUE]
    chosen = third.selectbox("单位", units, index=units.index(unit), key=f"{key}_u", filter_mode=None)
    days: dict[str, JsonValue] = {}
    if working:
        days["working_days"] = fourth.checkbox("工作日", bool(now.get("working_days")), key=f"{key}_w")
    if not text.strip():
        return None
    iso = _UNITS[chosen].format(number) if chosen in _UNITS and number else None
    after: dict[str, JsonValue] = {"text": text.strip(), "iso": iso, **days}
    return value if all(now.get(part) == said for part, said in after.items()) else after


def _sanction(label: str, value: JsonValue, key: str) -> JsonValue:
    """What happens otherwise, and what brings it about in the words of the text."""
    now = value if isinstance(value, Mapping) else {"text": value}
    left, right = st.columns(2)
    before, cause = str(now.get("text") or ""), str(now.get("trigger") or "")
    text = str(left.text_input(label, before, key=key, placeholder="如：通报批评")).strip()
    trigger = str(right.text_input("起因（原文，可不填）", cause, key=f"{key}_t", placeholder="如：逾期不报的")).strip()
    if not text:
        return None
    if (text, trigger) == (before, cause):
        return value
    stays = {"consequence": now.get("consequence")} if text == before else {}
    return {"text": text, "trigger": trigger or None, **stays}


def _quantities(label: str, value: JsonValue, key: str) -> JsonValue:
    """One a line in the words of the text; what is limited and how is read from them."""
    known = {str(one["text"]): one for one in value if isinstance(one, dict)} if isinstance(value, list) else {}
    typed = st.text_area(f"{label}（一行一个，照原文，如：不超过3页）", "\n".join(known), key=key, height=68)
    made: list[JsonValue] = []
    for line in filter(None, map(str.strip, str(typed or "").splitlines())):
        read = [known[line]] if line in known else [asdict(one) | {"span": None} for one in quantities_in(line)]
        made += read
        if not read:
            st.caption(f"没有看懂“{line[:20]}”，请写成“不超过3页”“不少于2人”“提前3个座位”这样的话")
    return made


def _amount(iso: str) -> tuple[int, str]:
    for unit, form in _UNITS.items():
        if found := re.fullmatch(form.format(r"(\d{1,3})"), iso):
            return int(found[1]), unit
    return 0, _VAGUE


def _fix(label: str, value: JsonValue, key: str) -> JsonValue:
    """Goes, becomes something else, or nobody knows."""
    options = [_DROP, _CHANGE, _KEEP]
    before = {None: 2, "": 0}.get(value, 1) if value is None or isinstance(value, str) else 1
    left, right = st.columns([1, 2])
    chosen = left.selectbox(label, options, index=before, key=key, filter_mode=None)
    words = right.text_input("正确的字", str(value or ""), key=f"{key}_words", disabled=chosen != _CHANGE)
    return {_DROP: "", _KEEP: None}.get(chosen, words)


def _date(label: str, value: JsonValue, key: str) -> JsonValue:
    """As people write it; the value of before as long as it cannot be read."""
    now = labels.date_words(DateModel.model_validate(value)) if value else ""
    typed = str(st.text_input(label, now, key=key, placeholder="如：2014年5月"))
    if typed == now:
        return value
    try:
        return read_date(typed).model_dump(mode="json") if typed.strip() else None
    except NotADate:
        st.caption("日期没有看懂，请写成 2014年5月6日、2014年5月 或 2014年")
        return value


_WIDGETS: Mapping[str, Widget] = {
    "frequency": _frequency,
    "quantities": _quantities,
    "occasion": _text,
    "modality": _choice(labels.MODALITIES),
    "force": _choice(labels.FORCES),
    "bearers": _names("role"),
    "duties": _names("duty"),
    "roles": _names("role"),
    "deadline": _deadline,
    "sanction": _sanction,
    "condition": _maybe,
    "exception": _maybe,
    "level": _number,
    "count": _number,
    "label": _text,
    "title": _text,
    "name": _text,
    "members": _members,
    "who": _text,
    "what": _text,
    "date": _date,
    "kind": _choice(labels.NOISE),
    "fix": _fix,
    "place": _maybe,
    "speaker_post": _maybe,
}
