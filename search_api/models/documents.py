"""Documents, and everything that was extracted from one, at its place in the text."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from pydantic import Field

from graph.store.shapes import DocumentSummary, RuleRecord
from ingest.model import Ability, Attribution, Document, DocumentKind, Formula, Found, Noise, NoiseKind, Section
from search_api.models.base import DateModel, Wire
from search_api.models.quotes import RuleModel

F = TypeVar("F", bound=Found)


class DocumentModel(Wire):
    """One document: what it is, when it was said and how much was found in it."""

    id: str = Field(examples=["9c5f0a1be2d34c77"])
    file: str = Field(examples=["2012_县政府办公室业务培训班讲话.txt"])
    title: str = Field(examples=["在县政府办公室业务培训班上的讲话"])
    kind: DocumentKind = Field(examples=["speech"])
    date: DateModel
    date_basis: str = Field(description="Where the date comes from; empty when undated.", examples=["文件名中的年份"])
    place: str | None = Field(examples=["县政府会议室"])
    speaker_post: str | None = Field(examples=["县政府办公室主任"])
    encoding: str = Field(examples=["gb18030"])
    characters: int = Field(ge=0, examples=[8120])
    access: str = Field(description="The access level.", examples=["公开"])
    groups: list[str] = Field(
        description="Who may read it within the level; empty for everybody.", examples=[["县政府办公室"]]
    )
    rules: int = Field(ge=0, examples=[36])
    abilities: int = Field(ge=0, examples=[9])
    formulas: int = Field(ge=0, examples=[4])
    noise: int = Field(ge=0, examples=[2])

    @classmethod
    def of(cls, summary: DocumentSummary) -> "DocumentModel":
        return cls(
            id=summary.id,
            file=summary.file,
            title=summary.title,
            kind=summary.kind,
            date=DateModel.of(summary.date),
            date_basis=summary.date_basis,
            place=summary.place,
            speaker_post=summary.speaker_post,
            encoding=summary.encoding,
            characters=summary.characters,
            access=summary.access.level,
            groups=sorted(summary.access.groups),
            rules=summary.rules,
            abilities=summary.abilities,
            formulas=summary.formulas,
            noise=summary.noise,
        )


class FoundModel(Wire):
    """Something a finder found: where in the text, by which finder, and the words that triggered it."""

    start: int = Field(ge=0, examples=[120])
    end: int = Field(ge=0, examples=[133])
    finder: str = Field(examples=["find_rules"])
    cue: str = Field(examples=["必须"])


class HeadingModel(FoundModel):
    """A heading; `until` is where the part under it ends."""

    level: int = Field(ge=1, examples=[2])
    label: str = Field(examples=["（一）"])
    title: str = Field(examples=["抓好值班"])
    until: int = Field(ge=0, examples=[480])

    @classmethod
    def of(cls, section: Section) -> "HeadingModel":
        return cls(
            **_found(section),
            level=section.level,
            label=section.label,
            title=section.title,
            until=section.extent.end,
        )


class AbilityModel(FoundModel):
    """One mention of an ability."""

    name: str = Field(examples=["应急处置能力"])
    roles: list[str] = Field(examples=[["值班人员"]])
    duties: list[str] = Field(examples=[["值班"]])

    @classmethod
    def of(cls, ability: Ability) -> "AbilityModel":
        return cls(**_found(ability), name=ability.name, roles=list(ability.roles), duties=list(ability.duties))


class FormulaModel(FoundModel):
    """A numeric formula at its first mention."""

    name: str = Field(examples=["四勤"])
    count: int = Field(examples=[4])
    members: list[str] = Field(examples=[["腿勤", "嘴勤", "脑勤", "手勤"]])

    @classmethod
    def of(cls, formula: Formula) -> "FormulaModel":
        return cls(**_found(formula), name=formula.name, count=formula.count, members=list(formula.members))


class AttributionModel(FoundModel):
    """A statement credited to somebody."""

    who: str = Field(examples=["县委书记"])
    what: str = Field(examples=["值班无小事"])
    date: DateModel | None

    @classmethod
    def of(cls, credit: Attribution) -> "AttributionModel":
        return cls(
            **_found(credit), who=credit.who, what=credit.what, date=DateModel.of(credit.date) if credit.date else None
        )


class NoiseModel(FoundModel):
    """What does not belong; `fix` is the right text, "" for what is to go, null where unknown."""

    kind: NoiseKind = Field(examples=["encoding"])
    fix: str | None = Field(examples=["值班"])

    @classmethod
    def of(cls, noise: Noise) -> "NoiseModel":
        return cls(**_found(noise), kind=noise.kind, fix=noise.fix)


class TextModel(Wire):
    """A document's own text, as decoded and never cleaned, with everything extracted at its span, in text order."""

    document: DocumentModel
    text: str = Field(examples=["一、抓好值班\n值班人员必须24小时在岗"])
    headings: list[HeadingModel]
    rules: list[RuleModel]
    abilities: list[AbilityModel]
    formulas: list[FormulaModel]
    attributions: list[AttributionModel]
    noise: list[NoiseModel]

    @classmethod
    def of(cls, summary: DocumentSummary, document: Document, rules: Sequence[RuleRecord]) -> "TextModel":
        return cls(
            document=DocumentModel.of(summary),
            text=document.text,
            headings=[HeadingModel.of(section) for section in _in_order(document.sections)],
            rules=[RuleModel.of_record(rule) for rule in sorted(rules, key=lambda r: r.rule.span)],
            abilities=[AbilityModel.of(ability) for ability in _in_order(document.abilities)],
            formulas=[FormulaModel.of(formula) for formula in _in_order(document.formulas)],
            attributions=[AttributionModel.of(credit) for credit in _in_order(document.attributions)],
            noise=[NoiseModel.of(noise) for noise in _in_order(document.noise)],
        )


def _found(found: Found) -> dict[str, Any]:
    return {"start": found.span.start, "end": found.span.end, "finder": found.finder, "cue": found.cue}


def _in_order(found: Iterable[F]) -> list[F]:
    return sorted(found, key=lambda f: f.span)
