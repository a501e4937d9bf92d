"""A `Document` in the annotation schema: what `zhigui extract` prints and what the scorer reads."""

from collections.abc import Iterable
from typing import Any

from ingest.model import Ability, DateInterval, Document, Found, Rule, Span


def to_annotation(document: Document) -> dict[str, Any]:
    """One JSON-ready object a document, with offsets into the text as decoded from the file."""
    return {
        "file": document.file,
        "document": {
            "title": document.title,
            "kind": document.kind.value,
            "date": _date(document.date),
            "place": document.place,
            "speaker_post": document.speaker_post,
        },
        "headings": [_found(s, document, level=s.level, label=s.label, title=s.title) for s in document.sections],
        "rules": [_rule(r, document) for r in document.rules],
        "abilities": [_found(a, document, name=a.name) for a in first_mentions(document.abilities)],
        "formulas": [
            _found(f, document, name=f.name, count=f.count, members=list(f.members)) for f in document.formulas
        ],
        "attributions": [
            _found(a, document, who=a.who, date=_date(a.date) if a.date else None, what=a.what)
            for a in document.attributions
        ],
        "noise": [_found(n, document, kind=n.kind.value, fix=n.fix) for n in document.noise],
    }


def first_mentions(abilities: Iterable[Ability]) -> list[Ability]:
    """The first mention of each ability name, in text order."""
    first: dict[str, Ability] = {}
    for ability in sorted(abilities, key=lambda a: a.span):
        first.setdefault(ability.name, ability)
    return list(first.values())


def _found(found: Found, document: Document, **fields: Any) -> dict[str, Any]:
    span = found.span
    return {
        "start": span.start,
        "end": span.end,
        "quote": span.of(document.text),
        **fields,
        "finder": found.finder,
        "cue": found.cue,
    }


def _rule(rule: Rule, document: Document) -> dict[str, Any]:
    deadline: dict[str, Any] | None = None
    if rule.deadline:
        deadline = {"text": rule.deadline.text, "iso": rule.deadline.iso}
        if rule.deadline.working_days:
            deadline["working_days"] = True
    return _found(
        rule,
        document,
        modality=rule.modality.value,
        force=rule.force.value,
        bearers=list(rule.bearers),
        duties=list(rule.duties),
        deadline=deadline,
        sanction=rule.sanction and rule.sanction.text,
        **_details(rule, document.text),
    )


def _details(rule: Rule, text: str) -> dict[str, Any]:
    """What is told of a rule beside the fields that are scored; left out where it has none."""
    sanction, frequency = rule.sanction, rule.frequency
    told: dict[str, Any] = {
        "condition": _part(rule.condition, text),
        "exception": _part(rule.exception, text),
        "frequency": frequency and {"text": frequency.text, "iso": frequency.iso},
        "quantities": [
            {"text": q.text, "comparison": q.comparison.value, "number": q.number, "unit": q.unit}
            for q in rule.quantities
        ],
        "trigger": sanction and _part(sanction.trigger, text),
        "consequence": sanction and _part(sanction.consequence, text),
        "bearers_by": rule.bearers_by,
        "duties_by": rule.duties_by,
        "doubts": [doubt.value for doubt in rule.doubts],
    }
    return {key: value for key, value in told.items() if value}


def _part(span: Span | None, text: str) -> dict[str, Any] | None:
    return None if span is None else {"start": span.start, "end": span.end, "quote": span.of(text)}


def _date(interval: DateInterval) -> dict[str, str | None]:
    return {
        side: None if day is None else day.isoformat()
        for side, day in (("earliest", interval.earliest), ("latest", interval.latest))
    }
