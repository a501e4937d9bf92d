"""Duties, roles, abilities and formulas, and the graph around them."""

from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import Field

from graph.quote import Quote
from graph.schema import EdgeKind, NodeKind
from graph.store.shapes import Entity, EntitySummary, FormulaVariant, Link, Neighbourhood, NodeRef
from search_api.models.base import Page, Wire
from search_api.models.quotes import QuoteModel, RuleModel
from search_api.results import Card


class NodeWord(StrEnum):
    """A kind of node as it is written on the wire."""

    DOCUMENT = "document"
    SECTION = "section"
    PASSAGE = "passage"
    RULE = "rule"
    ROLE = "role"
    DUTY = "duty"
    ABILITY = "ability"
    FORMULA = "formula"
    AUTHORITY = "authority"

    @classmethod
    def of(cls, kind: NodeKind) -> "NodeWord":
        return cls[kind.name]

    @property
    def kind(self) -> NodeKind:
        """The kind of node that the word stands for."""
        return NodeKind[self.name]


EntityWord = Literal[NodeWord.DUTY, NodeWord.ROLE, NodeWord.ABILITY, NodeWord.FORMULA]


class EntityRef(Wire):
    """A duty, role, ability or formula by name."""

    kind: EntityWord = Field(examples=["duty"])
    name: str = Field(examples=["值班"])

    @classmethod
    def of(cls, node: NodeRef) -> "EntityRef":
        return cls.model_validate({"kind": NodeWord.of(node.kind), "name": node.label})


class EntitySummaryModel(EntityRef):
    """A duty, role, ability or formula with what supports it."""

    documents: int = Field(ge=0, examples=[5])
    evidence: int = Field(
        ge=0, description="Rules that name it (duty, role), or mentions (ability, formula).", examples=[12]
    )
    first: date | None = Field(
        description="The earliest day that a document naming it is bounded by.", examples=["2012-01-01"]
    )
    last: date | None = Field(examples=["2014-05-31"])

    @classmethod
    def of_summary(cls, summary: EntitySummary) -> "EntitySummaryModel":
        return cls.model_validate(
            {
                "kind": NodeWord.of(summary.kind),
                "name": summary.name,
                "documents": summary.documents,
                "evidence": summary.evidence,
                "first": summary.first,
                "last": summary.last,
            }
        )


class EntityCard(EntityRef):
    """What the query names, with its rules (hard first) and its neighbours in the graph."""

    documents: int = Field(ge=0, examples=[5])
    evidence: int = Field(ge=0, examples=[12])
    rules: list[RuleModel]
    neighbours: list[EntityRef]
    members: list[str] = Field(description="Members of a formula, empty for the others.", examples=[[]])

    @classmethod
    def of_card(cls, card: Card) -> "EntityCard":
        return cls.model_validate(
            {
                "kind": NodeWord.of(card.summary.kind),
                "name": card.summary.name,
                "documents": card.summary.documents,
                "evidence": card.summary.evidence,
                "rules": [RuleModel.of_record(rule) for rule in card.rules],
                "neighbours": [EntityRef.of(node) for node in card.neighbours],
                "members": list(card.members),
            }
        )


class NodeModel(Wire):
    """A node of the graph: `key` identifies it within its kind, `label` is what people read."""

    kind: NodeWord = Field(examples=["duty"])
    key: str = Field(examples=["值班"])
    label: str = Field(examples=["值班"])

    @classmethod
    def of(cls, node: NodeRef) -> "NodeModel":
        return cls(kind=NodeWord.of(node.kind), key=node.key, label=node.label)


class LinkModel(Wire):
    """An edge: how many documents bear it out, and some of their words."""

    kind: EdgeKind = Field(examples=["PERFORMS"])
    source: NodeModel
    target: NodeModel
    documents: int = Field(ge=0, examples=[5])
    evidence: list[QuoteModel]

    @classmethod
    def of(cls, link: Link) -> "LinkModel":
        return cls(
            kind=link.kind,
            source=NodeModel.of(link.source),
            target=NodeModel.of(link.target),
            documents=link.documents,
            evidence=_quotes(link.evidence),
        )


class NeighbourhoodModel(Wire):
    """A node and its links, the best borne out first; `total` counts them before the cap."""

    centre: NodeModel
    links: list[LinkModel]
    total: int = Field(ge=0, examples=[7])

    @classmethod
    def of(cls, found: Neighbourhood) -> "NeighbourhoodModel":
        return cls(
            centre=NodeModel.of(found.centre), links=[LinkModel.of(link) for link in found.links], total=found.total
        )


class VariantModel(Wire):
    """One list of members that documents give for a formula, with where they give it."""

    count: int = Field(examples=[4])
    members: list[str] = Field(examples=[["腿勤", "嘴勤", "脑勤", "手勤"]])
    quotes: list[QuoteModel]

    @classmethod
    def of(cls, variant: FormulaVariant) -> "VariantModel":
        return cls(count=variant.count, members=list(variant.members), quotes=_quotes(variant.quotes))


class EntityModel(EntitySummaryModel):
    """One duty, role, ability or formula with all that a page about it shows."""

    broader: list[str] = Field(examples=[["政务运转"]])
    narrower: list[str] = Field(examples=[["节假日值班"]])
    rules: Page[RuleModel] = Field(description="Hard rules first; `next` goes on in `GET rules` with the same filter.")
    mentions: list[QuoteModel] = Field(description="Where an ability or formula is named, capped.")
    variants: list[VariantModel] = Field(description="The member lists of a formula, empty for the others.")
    neighbours: NeighbourhoodModel

    @classmethod
    def of_entity(cls, entity: Entity, rules: Page[RuleModel], neighbours: Neighbourhood) -> "EntityModel":
        return cls(
            **dict(EntitySummaryModel.of_summary(entity.summary)),
            broader=list(entity.broader),
            narrower=list(entity.narrower),
            rules=rules,
            mentions=_quotes(entity.mentions),
            variants=[VariantModel.of(variant) for variant in entity.variants],
            neighbours=NeighbourhoodModel.of(neighbours),
        )


def _quotes(quotes: tuple[Quote, ...]) -> list[QuoteModel]:
    return [QuoteModel.of(quote) for quote in quotes]
