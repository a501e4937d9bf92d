"""Corrections (校订) on the wire: what people send, what is kept of it, and what needs their decision.

| route | takes | gives |
| --- | --- | --- |
| `POST /documents/{document_id}/corrections` | `CorrectionRequest` | 201 `CorrectionModel` |
| `POST /rules/{rule_id}/corrections` | `RuleCorrectionRequest` | 201 `CorrectionModel` |
| `POST /names/corrections` | `NameCorrectionRequest` | 201 `CorrectionModel` |
| `PATCH /documents/{document_id}` | `DocumentPatch` | `DocumentModel` |
| `GET /corrections?document_id&target&action&undone&after&limit` | | `Page[CorrectionModel]`, newest first |
| `GET /corrections/conflicts?document_id&after&limit` | | `Page[ConflictModel]`, newest first |
| `POST /corrections/{correction_id}/resolution` | `ResolutionRequest` | `CorrectionModel` |
| `DELETE /corrections/{correction_id}?by=` | | `CorrectionModel`, undone |
| `GET /rules/{rule_id}` | | `RuleDetailModel`: the rule with its `explanation` |
| `GET /documents/{document_id}/explanations` | | `ExplanationsModel`: one a finding, by kind and span |
| `GET /export/gold?document_id=` | | one JSON object, or JSON Lines of all corrected documents |

Errors are problems: 404 (no such thing, or not for this reader), 409 (somebody else has corrected the same thing:
`detail` says who did what, `correction_id` is what to send as `seen` to go on from there), 422 (what was sent does
not fit; `detail` says what to do).
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, JsonValue, StrictInt

from graph.corrections.explain import Explanation
from graph.corrections.model import Action, Anchor, ConflictKind, Naming, Resolution, State, Target
from graph.corrections.queue import Waiting
from graph.corrections.replay import Standing
from graph.store.shapes import CorrectionRecord, DocumentSummary, RuleRecord
from search_api.models.base import DateModel, Wire
from search_api.models.entities import EntityWord, NodeWord
from search_api.models.quotes import RuleModel

_REASONS: Mapping[ConflictKind, str] = {
    ConflictKind.LOST: "现在的原文中找不到这段文字（或有多处而无法分辨），校订未能采用；请改指现在的文字，或撤销",
    ConflictKind.FINDER: "抽取结果与校订时不同，暂以校订为准；请确认保留校订，还是撤销",
    ConflictKind.CONTRADICTION: "与另一条更早的校订矛盾，暂以更早的为准；请确认以哪一条为准",
    ConflictKind.INVALID: "本版本的程序不接受这条校订的内容，未能采用；请重新填写，或撤销",
}
MAX_QUOTE = 20_000
MAX_NOTE = 2_000
MAX_WORDS = 200
Words = Annotated[str, Field(min_length=1, max_length=MAX_WORDS)]
By = Annotated[
    str | None,
    Field(max_length=80, description="Who says so; where none is given, the account that runs the service.",
          examples=["王敏"]),
]  # fmt: skip
Note = Annotated[str, Field(max_length=MAX_NOTE, examples=["原文是“值班人员”"])]
Seen = Annotated[
    str | None,
    Field(max_length=64, description="The last correction of this thing that its author has seen; null for none. "
          "Where there is a later one the answer is 409.", examples=[None]),
]  # fmt: skip
Fields = Annotated[
    dict[str, JsonValue],
    Field(description="New values by field, as in the model of the target without place, finder and cue. "
          "A place within the text is told by its words.", examples=[{"bearers": ["值班人员"], "duties": ["值班"]}]),
]  # fmt: skip


class AnchorModel(Wire):
    """Words of the document, with some before and after them where they stand more than once."""

    exact: str = Field(min_length=1, max_length=MAX_QUOTE, examples=["值班人员必须24小时在岗"])
    prefix: str = Field("", max_length=200, examples=["重视\n"])
    suffix: str = Field("", max_length=200, examples=["。严禁脱岗"])
    start: StrictInt | None = Field(
        None, ge=0, le=2**31, description="Where they stand, as far as known.", examples=[21]
    )

    @classmethod
    def of(cls, anchor: Anchor) -> "AnchorModel":
        return cls.model_construct(exact=anchor.exact, prefix=anchor.prefix, suffix=anchor.suffix, start=anchor.start)

    @property
    def anchor(self) -> Anchor:
        """The same inside."""
        return Anchor(self.exact, self.prefix, self.suffix, self.start)


class RuleCorrectionRequest(Wire):
    """What somebody says of a rule. `moved`: the words that it should stand at instead."""

    action: Literal[Action.ACCEPT, Action.CHANGE, Action.REJECT] = Field(examples=["change"])
    fields: Fields = Field(default_factory=dict)
    moved: AnchorModel | None = None
    note: Note = ""
    by: By = None
    seen: Seen = None


class CorrectionRequest(Wire):
    """What somebody says of one thing in a document, or of the document itself (its title, kind, place, speaker).

    `anchor` holds the words that the thing stands at; a document has none. Of an added rule, what is
    left out is worked out as if it had been found; of an added ability or formula, the name may be left out.
    """

    action: Literal[Action.ACCEPT, Action.CHANGE, Action.REJECT, Action.ADD] = Field(examples=["change"])
    target: Literal[
        Target.RULE, Target.ABILITY, Target.FORMULA, Target.ATTRIBUTION, Target.HEADING, Target.NOISE, Target.DOCUMENT
    ] = Field(examples=["rule"])
    anchor: AnchorModel | None = None
    fields: Fields = Field(default_factory=dict)
    moved: AnchorModel | None = None
    note: Note = ""
    by: By = None
    seen: Seen = None


class NameCorrectionRequest(Wire):
    """Names of one kind that are one (`merge`), or one name that is two (`split`).

    A merge: all `names` are called `into` from now on. A split: `names` holds the one name, and where the words that
    bear it out hold `word`, it is called `into`.
    """

    action: Literal[Action.MERGE, Action.SPLIT] = Field(examples=["merge"])
    kind: EntityWord = Field(examples=["role"])
    names: list[Words] = Field(min_length=1, max_length=50, examples=[["值守人员"]])
    into: Words = Field(examples=["值班人员"])
    word: str = Field("", max_length=MAX_WORDS, examples=[""])
    note: Note = ""
    by: By = None
    seen: Seen = None


class DocumentPatch(Wire):
    """When the document was said: null where nobody knows."""

    date: DateModel | None
    note: Note = ""
    by: By = None
    seen: Seen = None


class ResolutionRequest(Wire):
    """What is to become of a correction in conflict; `anchor` for `move`: the words that it is about now."""

    resolution: Resolution = Field(examples=["keep"])
    document_id: str | None = Field(
        None, max_length=100, description="The document of the conflict.", examples=["9c5f0a1be2d34c77"]
    )
    anchor: AnchorModel | None = None
    note: Note = ""
    by: By = None


class DocumentRef(Wire):
    """A document by name."""

    id: str = Field(examples=["9c5f0a1be2d34c77"])
    file: str = Field(examples=["2012_县政府办公室业务培训班讲话.txt"])
    title: str = Field(examples=["在县政府办公室业务培训班上的讲话"])

    @classmethod
    def of(cls, summary: DocumentSummary) -> "DocumentRef":
        return cls(id=summary.id, file=summary.file, title=summary.title)


class NamingModel(Wire):
    """What a correction says of names."""

    kind: NodeWord = Field(examples=["role"])
    names: list[str] = Field(examples=[["值守人员"]])
    into: str = Field(examples=["值班人员"])
    word: str = Field(examples=[""])

    @classmethod
    def of(cls, naming: Naming) -> "NamingModel":
        return cls(kind=NodeWord.of(naming.kind), names=list(naming.names), into=naming.into, word=naming.word)


class CorrectionModel(Wire):
    """A correction as it is kept, and how it stands on the document."""

    id: str = Field(examples=["2f7a0c9e51d84b36"])
    action: Action = Field(examples=["change"])
    target: Target = Field(examples=["rule"])
    state: State = Field(examples=["applied"])
    document: DocumentRef | None = Field(description="The document that it holds for; null for names.")
    start: int | None = Field(ge=0, description="Where the thing stands now, if it does.", examples=[21])
    end: int | None = Field(ge=0, examples=[33])
    anchor: AnchorModel | None
    moved: AnchorModel | None
    fields: dict[str, JsonValue] = Field(examples=[{"bearers": ["值班人员"]}])
    was: dict[str, JsonValue] | None = Field(
        description="What the extractor said when it was made; null where it said nothing.",
        examples=[{"bearers": ["办公室工作人员"], "finder": "rules", "cue": "必须"}],
    )
    naming: NamingModel | None
    note: str = Field(examples=[""])
    by: str = Field(examples=["王敏"])
    at: datetime = Field(examples=["2026-03-02T09:30:00Z"])
    seen: str | None = Field(examples=[None])
    replaces: str | None = Field(examples=[None])
    undone_by: str | None = Field(examples=[None])
    undone_at: datetime | None = Field(examples=[None])

    @classmethod
    def of_record(cls, record: CorrectionRecord) -> "CorrectionModel":
        """A correction on the document that the store tells of."""
        document = None
        if record.document_id is not None:
            document = DocumentRef(id=record.document_id, file=record.file, title=record.title)
        return cls.of(record.standing, document)

    @classmethod
    def of(cls, standing: Standing, document: DocumentRef | None) -> "CorrectionModel":
        correction, span = standing.correction, standing.span
        return cls(
            id=correction.id,
            action=correction.action,
            target=correction.target,
            state=standing.state,
            document=document,
            start=None if span is None else span.start,
            end=None if span is None else span.end,
            anchor=AnchorModel.of(correction.anchor) if correction.anchor else None,
            moved=AnchorModel.of(correction.moved) if correction.moved else None,
            fields=dict(correction.fields),
            was=None if correction.was is None else dict(correction.was),
            naming=NamingModel.of(correction.naming) if correction.naming else None,
            note=correction.note,
            by=correction.by,
            at=correction.at,
            seen=correction.seen,
            replaces=correction.replaces,
            undone_by=correction.undone_by,
            undone_at=correction.undone_at,
        )


class ConflictModel(Wire):
    """A correction that a person has to look at again; `reason` says why, in Chinese, and what can be done."""

    kind: ConflictKind = Field(examples=["finder"])
    reason: str = Field(examples=["抽取结果与校订时不同，暂以校订为准；请确认保留还是撤销"])
    correction: CorrectionModel
    now: dict[str, JsonValue] | None = Field(
        description="What the extractor says of the thing now.", examples=[{"bearers": ["办公室工作人员"]}]
    )
    other: str | None = Field(description="The correction that contradicts it.", examples=[None])

    @classmethod
    def of(cls, record: CorrectionRecord) -> "ConflictModel":
        conflict = record.standing.conflict
        assert conflict is not None  # the store lists no others
        return cls(
            kind=conflict.kind,
            reason=_REASONS[conflict.kind],
            correction=CorrectionModel.of_record(record),
            now=None if conflict.now is None else dict(conflict.now),
            other=conflict.other,
        )


class ResolvedModel(Wire):
    """How one field got its value."""

    field: str = Field(examples=["bearers"])
    how: str = Field(examples=["本句主语"])


class ExplanationModel(Wire):
    """Why something was found: by which finder, on which cue, how its names were resolved, what is doubtful about it,
    and what people have said of it, oldest first. `target`, `start` and `end` tell which finding it is."""

    target: Target = Field(examples=["rule"])
    start: int = Field(ge=0, examples=[21])
    end: int = Field(ge=0, examples=[33])
    finder: str = Field(examples=["rules"])
    cue: str = Field(examples=["必须"])
    first_finder: str = Field("", description="What found it before people changed it; empty where they did not, "
                              "or added it.", examples=[""])  # fmt: skip
    first_cue: str = Field("", examples=[""])
    resolved: list[ResolvedModel]
    doubts: list[str] = Field(description="In Chinese, each a reason to read with care.", examples=[["所在句子不完整"]])
    fields: dict[str, JsonValue] = Field(
        description="All fields that can be changed, in the form in which a correction takes them.",
        examples=[{"bearers": ["值班人员"], "duties": ["值班"]}],
    )
    corrections: list[CorrectionModel] = Field(description="Those that hold; the last one's id is what to send as "
                                               "`seen`.")  # fmt: skip

    @classmethod
    def of(cls, explanation: Explanation, document: DocumentRef) -> "ExplanationModel":
        return cls(
            target=explanation.target,
            start=explanation.span.start,
            end=explanation.span.end,
            finder=explanation.finder,
            cue=explanation.cue,
            first_finder=explanation.first_finder,
            first_cue=explanation.first_cue,
            resolved=[ResolvedModel(field=field, how=how) for field, how in explanation.resolved.items()],
            doubts=list(explanation.doubts),
            fields=dict(explanation.fields),
            corrections=[CorrectionModel.of(standing, document) for standing in explanation.standings],
        )


class DoubtfulModel(Wire):
    """A finding that somebody should look at; `target`, `start` and `end` tell which it is."""

    target: Target = Field(examples=["rule"])
    start: int = Field(ge=0, examples=[21])
    end: int = Field(ge=0, examples=[33])
    text: str = Field(examples=["值班人员必须XX小时在岗"])
    reasons: list[str] = Field(description="In Chinese.", examples=[["句中有占位符（如X、某），原文未写明"]])


class QueuedModel(Wire):
    """A document with what is doubtful in it and judged by nobody, the most doubtful first."""

    document: DocumentRef
    items: list[DoubtfulModel]

    @classmethod
    def of(cls, waiting: Waiting) -> "QueuedModel":
        return cls(
            document=DocumentRef.of(waiting.document),
            items=[
                DoubtfulModel(
                    target=one.target,
                    start=one.span.start,
                    end=one.span.end,
                    text=one.span.of(waiting.text),
                    reasons=list(one.doubts),
                )
                for one in waiting.items
            ],
        )


class RuleDetailModel(RuleModel):
    """A rule with the reason for it."""

    explanation: ExplanationModel

    @classmethod
    def of_detail(cls, record: RuleRecord, explanation: Explanation) -> "RuleDetailModel":
        quote = record.quote
        document = DocumentRef(id=quote.document_id, file=quote.file, title=quote.title)
        return cls(**dict(RuleModel.of_record(record)), explanation=ExplanationModel.of(explanation, document))


class ExplanationsModel(Wire):
    """Every finding of a document with the reason for it, in text order."""

    items: list[ExplanationModel]

    @classmethod
    def of(cls, found: Iterable[Explanation], document: DocumentRef) -> "ExplanationsModel":
        in_order = sorted(found, key=lambda explanation: (explanation.span, explanation.target))
        return cls(items=[ExplanationModel.of(explanation, document) for explanation in in_order])
