"""Corrections on top of what the extractor says: pure, so that the same record and corrections give the same document.

What a person said holds against the extractor; where the two have come apart since, or two people contradict each
other, or the words are gone, a conflict tells so, and nothing is guessed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from graph.corrections.anchor import find, occurrences
from graph.corrections.model import FINDER, Action, Conflict, ConflictKind, Correction, State, Target
from graph.corrections.outline import sentence_outline, with_sections
from graph.corrections.values import KINDS, changed, checked, document_values, editable, told
from graph.corrections.values import made as made_of
from graph.errors import BadCorrection
from ingest.model import DateInterval, Document, DocumentKind, Found, Rule, Section, Span
from ingest.pipeline import rule_at

QUOTE, GONE, DATE = "quote", "gone", "date"
"""What corrections set beside fields: where a thing stands, that it is none, when the document was said."""
_TELLING_NAME = {Target.ABILITY: "name", Target.FORMULA: "name", Target.HEADING: "label", Target.NOISE: "kind"}
"""The field without which two findings at nearly the same place are two things."""
RESOLVED = editable(Target.RULE) | {"bearers_by", "duties_by", "doubts"}
"""What is worked out of an added rule, where its author does not say."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How one correction stands on the document: where its thing is now, if anywhere, and what is in its way."""

    correction: Correction
    state: State
    span: Span | None = None
    index: int | None = None
    """Of the thing, among those of its kind in the corrected document."""
    conflict: Conflict | None = None


@dataclass(frozen=True, slots=True)
class Replayed:
    """A record, what people made of it, and how each of their corrections stands, oldest first."""

    record: Document
    document: Document
    standings: tuple[Standing, ...] = ()

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """What people have to look at again."""
        return tuple(standing.conflict for standing in self.standings if standing.conflict is not None)


@dataclass(slots=True)
class Slot:
    """One thing on its way through the corrections."""

    found: Found | None
    """As the extractor has it; None where it does not."""
    thing: Found | None
    """As it stands; None once rejected."""
    last: str | None = None
    """The last correction of it."""
    set_by: dict[str, str] = field(default_factory=dict)
    """Which correction set what."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    slot: Slot | None
    conflict: Conflict | None = None
    holds: bool = True


def replay(record: Document, corrections: Iterable[Correction]) -> Replayed:
    """The document as people have put it right. Corrections are taken in the order in which they were made."""
    ordered = in_order(corrections)
    if not ordered:
        return Replayed(record, record)
    board = Board(record, ordered)
    outcomes = [(correction, board.play(correction)) for correction in ordered]
    document, places = board.document()
    now = [(c, State.REPLACED if board.is_superseded(c, outcome) else outcome) for c, outcome in outcomes]
    return Replayed(record, document, tuple(_standing(c, outcome, places) for c, outcome in now))


def in_order(corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    """Each once, oldest first."""
    return tuple(sorted({c.id: c for c in corrections}.values(), key=lambda c: (c.at, c.id)))


def _standing(correction: Correction, outcome: "_Outcome | State", places: Mapping[int, int]) -> Standing:
    if isinstance(outcome, State):
        return Standing(correction, outcome)
    thing = outcome.slot.thing if outcome.slot is not None and outcome.holds else None
    state = State.APPLIED if outcome.conflict is None else State.CONFLICT
    index = None if outcome.slot is None or thing is None else places.get(id(outcome.slot))
    return Standing(correction, state, thing.span if thing else None, index, outcome.conflict)


class Board:
    """The things of a document while corrections are played on them."""

    def __init__(self, record: Document, corrections: Sequence[Correction]) -> None:
        self.record = record
        self.slots: dict[Target, list[Slot]] = {
            target: [Slot(found, found) for found in getattr(record, kind.field)] for target, kind in KINDS.items()
        }
        self._values = document_values(record)
        self._date, self._basis = record.date, record.date_basis
        self._set_by: dict[str, str] = {}
        self._known = {correction.id: correction for correction in corrections}
        self._replaced = {c.replaces for c in corrections if c.is_active and c.replaces}
        self._headings = False

    def play(self, correction: Correction) -> _Outcome | State:
        """What becomes of one correction."""
        if not correction.is_active:
            return State.UNDONE
        if correction.id in self._replaced:
            return State.REPLACED
        try:
            if correction.target is Target.DOCUMENT:
                return self._play_document(correction)
            return self._play_thing(correction)
        except BadCorrection:
            return _against(correction, ConflictKind.INVALID)

    def last_on_document(self, action: Action) -> str | None:
        """The last correction of the date, or of the rest of what the document is."""
        of_date = action is Action.DATE
        last = [by for name, by in self._set_by.items() if (name == DATE) is of_date]
        return max(last, key=lambda key: (self._known[key].at, key), default=None)

    def is_superseded(self, correction: Correction, outcome: _Outcome | State) -> bool:
        """Whether later corrections say all again that this one said of the document as a whole."""
        if correction.target is not Target.DOCUMENT or isinstance(outcome, State) or not outcome.holds:
            return False
        return correction.id not in self._set_by.values()

    def match(self, correction: Correction, span: Span) -> Slot | None:
        """The thing that a correction of `span` is about: the one that stands there, else one that nearly does."""
        slots = self.slots[correction.target]
        exact = [slot for slot in slots if any(thing.span == span for thing in _standing_in(correction, slot))]
        if exact:
            return min(exact, key=lambda slot: self._unlike(correction, slot))
        near = [
            (overlap, slot)
            for slot in slots
            for thing in _standing_in(correction, slot)[-1:]
            if (overlap := _overlap(span, thing.span)) and self._same_name(correction, slot)
        ]
        return max(near, key=lambda pair: pair[0])[1] if near else None

    def _unlike(self, correction: Correction, slot: Slot) -> tuple[bool, bool, bool]:
        """False before True: the thing whose corrections its author knew, that was as it is, that has the name."""
        known = slot.last is not None and slot.last in self.ancestors(correction)
        same = slot.found is not None and correction.was == told(slot.found, self.record.text)
        return (not known, not same, not self._same_name(correction, slot))

    def _same_name(self, correction: Correction, slot: Slot) -> bool:
        name = _TELLING_NAME.get(correction.target)
        values = correction.was or correction.fields
        thing = slot.found or slot.thing
        if name is None or thing is None or name not in values:
            return True
        return bool(told(thing, self.record.text, {name})[name] == values[name])

    def ancestors(self, correction: Correction) -> set[str]:
        """The corrections that its author knew of."""
        found: set[str] = set()
        waiting = [correction.seen, correction.replaces]
        while waiting:
            key = waiting.pop()
            if key is not None and key not in found:
                found.add(key)
                if before := self._known.get(key):
                    waiting += [before.seen, before.replaces]
        return found

    def _play_thing(self, correction: Correction) -> _Outcome:
        assert correction.anchor is not None
        span = find(self.record.text, correction.anchor)
        if span is None:
            return _against(correction, ConflictKind.LOST)
        slot = self.match(correction, span)
        if correction.action is Action.REJECT and slot is None:
            return _Outcome(None)  # what people rejected is not found any more
        there = None if slot is None or slot.found is None else told(slot.found, self.record.text)
        if slot is None:
            slot = Slot(None, None)
        patch = _effects(correction)
        if other := self._contradicted(correction, slot, patch):
            return _Outcome(slot, Conflict(ConflictKind.CONTRADICTION, correction, there, other), holds=False)
        thing = None if correction.action is Action.REJECT else self.made(correction, slot, span)
        if isinstance(thing, ConflictKind):
            return _against(correction, thing)
        moved_on = _finder_moved_on(correction, slot, there, span)
        if slot not in self.slots[correction.target]:
            self.slots[correction.target].append(slot)
        slot.thing, slot.last = thing, correction.id
        slot.set_by |= dict.fromkeys(patch, correction.id)
        self._headings |= correction.target is Target.HEADING and correction.action is not Action.ACCEPT
        return _Outcome(slot, Conflict(ConflictKind.FINDER, correction, there) if moved_on else None)

    def _contradicted(self, correction: Correction, slot: Slot, patch: Mapping[str, Any]) -> str | None:
        """An earlier correction that its author did not know of, and that says otherwise."""
        known = self.ancestors(correction)
        gone = slot.set_by.get(GONE) if slot.thing is None else None
        if gone is not None:
            return gone if gone not in known and GONE not in patch else None
        if slot.thing is None:
            return None
        if GONE in patch:
            return next((by for by in slot.set_by.values() if by not in known), None)
        stands = told(slot.thing, self.record.text)
        for name, value in patch.items():
            by = slot.set_by.get(name)
            if by is not None and by not in known and (name == QUOTE or stands[name] != value):
                return by
        return None

    def made(self, correction: Correction, slot: Slot, span: Span) -> Found | ConflictKind:
        """The thing as the correction has it."""
        base = slot.thing or slot.found
        at = base.span if base else span
        if correction.moved is not None:
            moved = find(self.record.text, correction.moved)
            if moved is None:
                return ConflictKind.LOST
            at = moved
        near = _Near(self.record.text, at)
        if base is None:
            said = correction.was or self._resolved(correction.target, at)
            values = completed(correction.target, {**said, **correction.fields}, at.of(near.text))
            thing = made_of(correction.target, values, at, near.locate)
        else:
            thing = replace(changed(base, correction.fields, near.locate), span=at)
        if correction.action is not Action.ACCEPT:
            thing = replace(thing, finder=FINDER, **_resolved_by_people(thing, correction.fields))
        return self._placed(thing, base)

    def _resolved(self, target: Target, at: Span) -> Mapping[str, Any]:
        """What an added thing is where nobody says: a rule binds whom it would bind had it been found."""
        rule = rule_at(self.record, at) if target is Target.RULE else None
        return told(rule, self.record.text, RESOLVED) if rule else {}

    def _placed(self, thing: Found, base: Found | None) -> Found:
        """With what follows from where it stands."""
        if isinstance(thing, Rule) and (base is None or base.span != thing.span):
            return replace(thing, outline=sentence_outline(self.record, thing.span))
        if isinstance(thing, Section) and isinstance(base, Section):
            return replace(thing, extent=base.extent, parent=base.parent)
        return thing

    def _play_document(self, correction: Correction) -> _Outcome:
        now = self._of_document(self.record.date, document_values(self.record))
        patch = {DATE: dict(correction.fields)} if correction.action is Action.DATE else dict(correction.fields)
        stands = self._of_document(self._date, self._values)
        known = self.ancestors(correction)
        for name, value in patch.items():
            by = self._set_by.get(name)
            if by is not None and by not in known and stands[name] != value:
                return _Outcome(None, Conflict(ConflictKind.CONTRADICTION, correction, now, by), holds=False)
        if correction.action is Action.DATE:
            self._date = checked(DateInterval, dict(correction.fields))
            self._basis = f"{FINDER}（{correction.by}，{correction.at.date().isoformat()}）"
        else:
            self._values = self._values | _document_fields(patch)
        self._set_by |= dict.fromkeys(patch, correction.id)
        was = correction.was or {}
        moved_on = any(name in was and now[name] not in (was[name], value) for name, value in patch.items())
        return _Outcome(None, Conflict(ConflictKind.FINDER, correction, now) if moved_on else None)

    def _of_document(self, day: DateInterval, values: Mapping[str, Any]) -> dict[str, Any]:
        return {**values, DATE: told(day, "")}

    def document(self) -> tuple[Document, Mapping[int, int]]:
        """The document as it stands, and where each slot's thing is among those of its kind."""
        things: dict[str, tuple[Found, ...]] = {}
        places: dict[int, int] = {}
        for target, kind in KINDS.items():
            standing = [slot for slot in self.slots[target] if slot.thing is not None]
            if any(slot.last for slot in standing):
                standing.sort(key=lambda slot: slot.thing.span if slot.thing else Span(0, 0))
            places |= {id(slot): index for index, slot in enumerate(standing)}
            things[kind.field] = tuple(slot.thing for slot in standing if slot.thing is not None)
        sections: Any = things.pop("sections") if self._headings else self.record.sections
        things.pop("sections", None)
        head = self._values | {"kind": DocumentKind(self._values["kind"])}
        document = replace(self.record, **things, **head, date=self._date, date_basis=self._basis)  # type: ignore[arg-type]
        return (with_sections(document, sections) if self._headings else document), places


@dataclass(frozen=True, slots=True)
class _Near:
    """Finds words inside a stretch of text, else next to it."""

    text: str
    span: Span

    def locate(self, words: str) -> Span | None:
        """Where they stand nearest; None where they do not."""
        places = occurrences(self.text, words)
        return min(places, key=lambda p: (not self.span.holds(p), abs(p.start - self.span.start)), default=None)


def completed(target: Target, values: Mapping[str, Any], quote: str) -> dict[str, Any]:
    """The values of a thing with what goes without saying."""
    given: dict[str, Any] = {"finder": FINDER, "cue": ""}
    if target is Target.RULE:
        given |= {"modality": "obligation", "force": "soft", "bearers": [], "duties": []}
    elif target in (Target.ABILITY, Target.FORMULA):
        given["name"] = quote
    elif target is Target.NOISE:
        given["fix"] = None
    elif target is Target.HEADING:
        given |= {"label": "", "title": quote, "level": 1}
    return given | dict(values)


def _standing_in(correction: Correction, slot: Slot) -> list[Found]:
    """The thing as it stands and as the extractor has it; what is added is no other thing that stood there once."""
    things = (slot.thing,) if correction.action is Action.ADD else (slot.thing, slot.found)
    return [thing for thing in things if thing is not None]


def _effects(correction: Correction) -> dict[str, Any]:
    """What a correction sets, by field."""
    if correction.action is Action.REJECT:
        return {GONE: True}
    return dict(correction.fields) | ({QUOTE: correction.moved.exact} if correction.moved else {})


def _finder_moved_on(correction: Correction, slot: Slot, now: Mapping[str, Any] | None, span: Span) -> bool:
    """Whether the extractor no longer says what was corrected, nor what people said."""
    was = correction.was
    elsewhere = slot.found is not None and slot.found.span != span
    if correction.action is Action.REJECT:
        return elsewhere and slot.last is None
    if was is None:
        return now is not None and any(now[name] != value for name, value in correction.fields.items() if name in now)
    if now is None:
        return True
    if correction.moved is not None and elsewhere and slot.last is None:
        return True
    return any(now[name] not in (was[name], value) for name, value in correction.fields.items() if name in was)


def _resolved_by_people(thing: Found, patch: Mapping[str, Any]) -> dict[str, str]:
    """What tells how a field was resolved, for the fields of the patch."""
    return {f"{name}_by": FINDER for name in patch if hasattr(thing, f"{name}_by")}


def _document_fields(patch: Mapping[str, Any]) -> dict[str, Any]:
    hints = {"title": str, "kind": DocumentKind, "place": str | None, "speaker_post": str | None}
    return {name: checked(hints[name], value) for name, value in patch.items()}


def _overlap(wanted: Span, there: Span) -> int:
    """Shared characters where `there` may stand for `wanted`, else 0: at least half, and not three times as long."""
    shared = min(wanted.end, there.end) - max(wanted.start, there.start)
    length = wanted.end - wanted.start
    return shared if shared > 0 and 2 * shared >= length and there.end - there.start <= 3 * length else 0


def _against(correction: Correction, kind: ConflictKind) -> _Outcome:
    return _Outcome(None, Conflict(kind, correction), holds=False)
