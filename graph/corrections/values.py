"""Findings as JSON-ready values and back, whatever fields their classes have.

Places within the text are told by their words, so that values outlive a change of the text elsewhere.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter, ValidationError

from graph.corrections.model import Target
from graph.errors import BadCorrection
from ingest.model import Ability, Attribution, Document, Formula, Found, Noise, Rule, Section, Span

Locate = Callable[[str], Span | None]
"""Where words stand; None where they do not."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Where findings of a kind are kept in a document, their class, and what people call them."""

    field: str
    type: type[Found]
    word: str


KINDS: Mapping[Target, Kind] = {
    Target.RULE: Kind("rules", Rule, "规矩"),
    Target.ABILITY: Kind("abilities", Ability, "能力"),
    Target.FORMULA: Kind("formulas", Formula, "数字提法"),
    Target.ATTRIBUTION: Kind("attributions", Attribution, "出处"),
    Target.HEADING: Kind("sections", Section, "标题"),
    Target.NOISE: Kind("noise", Noise, "杂质"),
}
WORDS: Mapping[Target, str] = {target: kind.word for target, kind in KINDS.items()} | {
    Target.DOCUMENT: "文献",
    Target.NAME: "名称",
}
DOCUMENT_FIELDS = frozenset({"title", "kind", "place", "speaker_post"})
_MADE = frozenset({"span", "finder", "cue", "outline", "extent", "parent", "doubts"})
"""Fields that follow from others."""


@cache
def editable(target: Target) -> frozenset[str]:
    """The fields of a target that people may change; `x_by` tells where `x` comes from and is not one."""
    if target is Target.DOCUMENT:
        return DOCUMENT_FIELDS
    names = {field.name for field in fields(KINDS[target].type)}
    return frozenset(name for name in names - _MADE if not (name.endswith("_by") and name[:-3] in names))


def told(thing: Any, text: str, names: Iterable[str] | None = None) -> dict[str, Any]:
    """The thing's fields but for its own place, or those of `names`; equal things give equal values."""
    wanted = {field.name for field in fields(thing)} - {"span", "extent", "parent"} if names is None else set(names)
    return {field.name: _told(getattr(thing, field.name), text) for field in fields(thing) if field.name in wanted}


def _told(value: Any, text: str) -> Any:
    if isinstance(value, Span):
        return value.of(text)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_told(item, text) for item in value]
    if is_dataclass(value):
        return {field.name: _told(getattr(value, field.name), text) for field in fields(value)}
    return value


def document_values(document: Document) -> dict[str, Any]:
    """What people may change of the document as a whole."""
    return told(document, document.text, DOCUMENT_FIELDS)


def made(target: Target, values: Mapping[str, Any], span: Span, locate: Locate) -> Any:
    """The finding with these values at `span`. Raises `BadCorrection` where its class does not take them."""
    kind = KINDS[target]
    hints = get_type_hints(kind.type)
    known = {name: value for name, value in values.items() if name in hints}
    filled = {name: _filled(hints[name], value, locate) for name, value in known.items()}
    filled |= {"span": {"start": span.start, "end": span.end}}
    if target is Target.HEADING:
        filled |= {"extent": filled["span"], "parent": None}
    return checked(kind.type, filled)


def changed(thing: Found, patch: Mapping[str, Any], locate: Locate) -> Any:
    """The finding with new values; the others stay as they are. Raises `BadCorrection`."""
    hints = get_type_hints(type(thing))
    if unknown := set(patch) - set(hints):
        raise BadCorrection(f"没有这样的字段：{'、'.join(sorted(unknown))[:80]}")
    return replace(
        thing,
        **{name: checked(hints[name], _filled(hints[name], value, locate), name) for name, value in patch.items()},
    )


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def checked(kind: Any, value: Any, name: str = "") -> Any:
    """The value as `kind`. Raises `BadCorrection` that tells which part is wrong."""
    try:
        return _adapter(kind).validate_python(value)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in (name, *first["loc"]) if part != "")
        raise BadCorrection(f"“{place[:80]}”的值不合要求，请按所列字段的格式填写") from error


def checked_fields(target: Target, patch: Mapping[str, Any]) -> None:
    """Raises `BadCorrection` where the patch names what cannot be changed."""
    unknown = sorted(set(patch) - editable(target))
    if unknown:
        can = "、".join(sorted(editable(target)))
        raise BadCorrection(f"{WORDS[target]}没有可以校订的“{'、'.join(unknown)[:80]}”，可以校订的有：{can}")


def _filled(hint: Any, value: Any, locate: Locate) -> Any:
    """`value` with words in the place of spans turned into spans, all the way down."""
    options = _options(hint)
    if Span in options:
        return _place(value, locate) if value else None
    shape = next((option for option in options if is_dataclass(option)), None)
    if shape is not None:
        parts = get_type_hints(shape)
        if isinstance(value, str) and "text" in parts:
            value = {"text": value}
        if isinstance(value, Mapping):
            if unknown := set(value) - set(parts):
                raise BadCorrection(f"不认识“{'、'.join(sorted(unknown))[:80]}”，可用的有：{'、'.join(parts)}")
            return {name: _filled(parts[name], part, locate) for name, part in value.items()}
    item = next((get_args(option)[0] for option in options if get_origin(option) is tuple), None)
    if item is not None and isinstance(value, list | tuple):
        return [_filled(item, part, locate) for part in value]
    return value


def _options(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)


def _place(words: Any, locate: Locate) -> dict[str, int]:
    if not isinstance(words, str):
        raise BadCorrection("原文中的位置请用那里的文字表示")
    span = locate(words)
    if span is None:
        raise BadCorrection(f"原文此处没有“{words[:40]}”，请照原文填写")
    return {"start": span.start, "end": span.end}
