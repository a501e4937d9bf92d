"""What one document holds, as frozen dataclasses.

Every `Span` is in Unicode code points, `[start, end)`, into `Document.text`: the text as decoded from the file,
before any cleaning, so `span.of(document.text)` is what the user's own file says.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Self


class DocumentKind(StrEnum):
    """What a document is (文种); a speech is not a regulation."""

    SPEECH = "speech"
    REGULATION = "regulation"
    NOTICE = "notice"
    OTHER = "other"


class Modality(StrEnum):
    """What a rule does to its bearer (情态)."""

    OBLIGATION = "obligation"
    PROHIBITION = "prohibition"
    PERMISSION = "permission"
    RECOMMENDATION = "recommendation"


class Force(StrEnum):
    """Whether a rule leaves a choice (约束力)."""

    HARD = "hard"
    SOFT = "soft"


class Comparison(StrEnum):
    """How a quantity limit bounds (限量)."""

    AT_MOST = "at_most"
    AT_LEAST = "at_least"
    LESS_THAN = "less_than"
    MORE_THAN = "more_than"


class Doubt(StrEnum):
    """Why a finding is to be read with care (存疑)."""

    TRUNCATED = "truncated"
    """Its sentence is broken off."""
    PLACEHOLDER = "placeholder"
    """Somebody put X or 某 for a word of it."""
    GARBLED = "garbled"
    """Its characters did not survive the file's encoding."""
    MISCOUNTED = "miscounted"
    """It counts another number of things than it lists."""


class NoiseKind(StrEnum):
    """What does not belong in a text (杂质)."""

    ADVERTISEMENT = "advertisement"
    OCR = "ocr"
    TRUNCATION = "truncation"
    DUPLICATE = "duplicate"
    ENCODING = "encoding"
    TYPO = "typo"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text, `[start, end)` in code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of `text` at this span."""
        return text[self.start : self.end]

    def holds(self, other: "Span") -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class DateInterval:
    """When something was said, both days included; a side is None when nothing bounds it."""

    earliest: date | None = None
    latest: date | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time limit (时限): as printed, and as an ISO 8601 duration (None for vague ones such as 第一时间)."""

    text: str
    iso: str | None
    working_days: bool = False
    span: Span | None = None
    """Where it stands; here and below None where only the words were kept, as in the columns of a store."""


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often a thing is to be done (频次): as printed, and as the ISO 8601 duration between two times."""

    text: str
    iso: str | None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A limit in number (限量), other than of time: 不超过3页 is at most 3 页."""

    text: str
    comparison: Comparison
    number: float
    unit: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Sanction:
    """What happens otherwise (后果): ODRL's consequence of a duty, or remedy of a prohibition."""

    text: str
    """The words of the consequence."""
    consequence: Span | None = None
    trigger: Span | None = None
    """What brings it about (违反本办法的); None where the breach of the rule itself does."""

    @property
    def span(self) -> Span | None:
        """Trigger and consequence together."""
        if self.consequence is None or self.trigger is None:
            return self.consequence
        return Span(min(self.trigger.start, self.consequence.start), max(self.trigger.end, self.consequence.end))


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Something a finder found: where, by which finder, and the words that triggered it."""

    span: Span
    finder: str
    cue: str

    def placed(self, at: Callable[[Span], Span]) -> Self:
        """The same with every span where `at` says, as from a clean text back to the original."""
        return replace(self, span=at(self.span))


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Found):
    """A part of the outline (章节). `span` is its heading; `extent` the heading and all that stands under it."""

    level: int
    label: str
    title: str
    extent: Span
    parent: int | None
    """Index of the enclosing section in `Document.sections`."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph (段落): what search finds and quotes."""

    span: Span
    section: int | None
    """Index of the innermost section in `Document.sections`."""
    outline: str
    """The outline path as people cite it, such as 二（三）; empty before the first heading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Found):
    """One norm (规矩): who must, must not, may or is hoped to do what."""

    modality: Modality
    force: Force
    bearers: tuple[str, ...]
    """Canonical roles that are bound (责任主体), or the name as printed."""
    duties: tuple[str, ...]
    """Canonical duties that the rule governs (职责)."""
    deadline: Deadline | None = None
    sanction: Sanction | None = None
    outline: str = ""
    """Where it stands, down to the sentence: 二（三）第2句."""
    condition: Span | None = None
    """In which case it holds (适用条件)."""
    exception: Span | None = None
    """In which case it does not (例外), or that it holds only in principle (原则上)."""
    frequency: Frequency | None = None
    quantities: tuple[Quantity, ...] = ()
    bearers_by: str = ""
    """How the bearers were resolved, as a short word for the reader; empty where nothing tells."""
    duties_by: str = ""
    """How the duties were resolved."""
    doubts: tuple[Doubt, ...] = ()

    def placed(self, at: Callable[[Span], Span]) -> "Rule":
        """The same with every span where `at` says, those of its parts too."""

        def maybe(span: Span | None) -> Span | None:
            return span and at(span)

        sanction = self.sanction
        return replace(
            self,
            span=at(self.span),
            condition=maybe(self.condition),
            exception=maybe(self.exception),
            deadline=self.deadline and replace(self.deadline, span=maybe(self.deadline.span)),
            frequency=self.frequency and replace(self.frequency, span=maybe(self.frequency.span)),
            quantities=tuple(replace(quantity, span=maybe(quantity.span)) for quantity in self.quantities),
            sanction=sanction
            and replace(sanction, consequence=maybe(sanction.consequence), trigger=maybe(sanction.trigger)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ability(Found):
    """One mention of an ability (能力), with the roles that need it and the duties that call for it there."""

    name: str
    roles: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula(Found):
    """A numeric formula (数字提法) at its first mention, with its members as printed anywhere in the document."""

    name: str
    count: int
    members: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution(Found):
    """A statement credited to somebody (出处)."""

    who: str
    what: str
    date: DateInterval | None = None
    occasion: str = ""
    """Where it was said, as printed (全省秘书长会议上); empty where nothing tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Noise(Found):
    """What does not belong (杂质). `fix` is the right text, "" for what is to go, None where unknown."""

    kind: NoiseKind
    fix: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One file as read and understood. The same bytes under the same name give an equal Document."""

    id: str
    """First 16 hex digits of the SHA-256 of the original bytes."""
    file: str
    """Base name of the file."""
    encoding: str
    """How bytes became text, such as `gb18030`, `docx`, `utf-8, mended from gb18030`."""
    text: str
    kind: DocumentKind
    title: str
    date: DateInterval
    date_basis: str
    """Where the date comes from, as a short Chinese phrase for the reader; empty when undated."""
    place: str | None
    speaker_post: str | None
    sections: tuple[Section, ...] = ()
    passages: tuple[Passage, ...] = ()
    rules: tuple[Rule, ...] = ()
    abilities: tuple[Ability, ...] = ()
    formulas: tuple[Formula, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    noise: tuple[Noise, ...] = ()
