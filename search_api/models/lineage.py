"""Where a rule was first stated: pairs for export, chains for reading."""

from collections.abc import Sequence
from typing import Any

from pydantic import Field

from graph.link.credits import Credit
from graph.link.diff import Kind, Piece, diff
from graph.link.lineage import Chain, Pair
from graph.link.order import Certainty, undated
from graph.link.relation import Change, Relation
from graph.link.restate import Restatement
from search_api.lineage import Traced
from search_api.models.base import DateModel, Wire
from search_api.models.quotes import QuoteModel, RuleModel, SpanModel


class ChangeModel(Wire):
    """Words that carry a change; empty where they were added or taken away."""

    relation: Relation
    before: str = Field(examples=["不应当"])
    after: str = Field(examples=["不得"])

    @classmethod
    def of(cls, change: Change) -> "ChangeModel":
        return cls(relation=change.relation, before=change.before, after=change.after)


class PieceModel(Wire):
    """Some words of a diff with their places in the earlier and the later quote's text."""

    kind: Kind
    text: str = Field(examples=["值班人员"])
    before: SpanModel | None
    after: SpanModel | None

    @classmethod
    def of(cls, piece: Piece) -> "PieceModel":
        return cls(
            kind=piece.kind,
            text=piece.text,
            before=SpanModel.of(piece.before) if piece.before else None,
            after=SpanModel.of(piece.after) if piece.after else None,
        )


class LineagePairModel(Wire):
    """Two statements of which the later restates the earlier."""

    earlier: QuoteModel
    later: QuoteModel
    relation: Relation
    similarity: float = Field(ge=0, le=1)
    first: bool = Field(description="Whether the earlier one is the first of its family in this collection.")
    certainty: Certainty = Field(description="How sure it is that the earlier one is the earlier one.")
    changes: list[ChangeModel]

    @classmethod
    def of(cls, pair: Pair) -> "LineagePairModel":
        link = pair.link
        return cls(
            earlier=QuoteModel.of(link.earlier.quote),
            later=QuoteModel.of(link.later.quote),
            relation=link.reading.relation,
            similarity=round(min(link.alignment.likeness, 1.0), 3),
            first=pair.first,
            certainty=link.certainty,
            changes=[ChangeModel.of(change) for change in link.reading.changes],
        )


class WordingModel(Wire):
    """What a later wording does to an earlier one; `diff` is between the texts of the two quotes."""

    relation: Relation
    similarity: float = Field(ge=0, le=1, examples=[0.82])
    certainty: Certainty
    changes: list[ChangeModel]
    diff: list[PieceModel] = Field(description="In the order of the later wording, what was removed where it stood.")

    @classmethod
    def fields_of(cls, link: Restatement) -> dict[str, Any]:
        """The fields, for models that add to them."""
        return {
            "relation": link.reading.relation,
            "similarity": round(min(link.alignment.likeness, 1.0), 3),
            "certainty": link.certainty,
            "changes": [ChangeModel.of(change) for change in link.reading.changes],
            "diff": [PieceModel.of(piece) for piece in diff(link.earlier.quote.text, link.later.quote.text)],
        }

    @classmethod
    def of(cls, link: Restatement) -> "WordingModel":
        return cls(**cls.fields_of(link))


class StepModel(WordingModel):
    """What a statement does to the earlier one that it is most like, `after` being its place in the chain."""

    after: int = Field(ge=0, examples=[0])

    @classmethod
    def of_step(cls, link: Restatement, after: int) -> "StepModel":
        return cls(**cls.fields_of(link), after=after)


class CreditModel(Wire):
    """Whom a member of a chain credits with what it says; not the same as who is first in this collection."""

    who: str = Field(examples=["县委书记"])
    what: str = Field(examples=["值班无小事"])
    date: DateModel | None = Field(description="When it was said, as the document says.")
    member: int = Field(ge=0, description="Place in the chain of the member that says so.", examples=[1])
    quote: QuoteModel = Field(description="The words that credit.")

    @classmethod
    def of(cls, credit: Credit, member: int) -> "CreditModel":
        said = credit.attribution
        return cls(
            who=said.who,
            what=said.what,
            date=DateModel.of(said.date) if said.date else None,
            member=member,
            quote=QuoteModel.of(credit.quote),
        )


class ChainMemberModel(Wire):
    """A statement of a chain; its step is null for the oldest."""

    quote: QuoteModel
    step: StepModel | None


class ChainModel(Wire):
    """Statements that say the same, oldest first, undated ones last."""

    first: QuoteModel | None = Field(description="First in this collection; null where none has a date.")
    certainty: Certainty
    undated: int = Field(examples=[0], description="Members without a date, which may be older than all others.")
    members: list[ChainMemberModel]
    credited: list[CreditModel] = Field(description="Whom members credit, oldest credit first.")

    @classmethod
    def of(cls, chain: Chain, credits: Sequence[Credit] = ()) -> "ChainModel":
        places = {member.key: place for place, member in enumerate(chain.family.members)}
        steps = [None, *(StepModel.of_step(step, places[step.earlier.key]) for step in chain.steps)]
        first = chain.family.first
        return cls(
            first=QuoteModel.of(first.quote) if first else None,
            certainty=chain.family.certainty,
            undated=sum(undated(member.quote.date) for member in chain.family.members),
            members=[
                ChainMemberModel(quote=QuoteModel.of(member.quote), step=step)
                for member, step in zip(chain.family.members, steps, strict=True)
            ],
            credited=[CreditModel.of(credit, places[credit.member.key]) for credit in credits],
        )


class LineageModel(Wire):
    """The chains of a rule or of free words: one for each sentence that the collection has anything like."""

    rule: RuleModel | None = Field(description="The rule that was asked for; null for free words.")
    text: str = Field(examples=["值班人员必须24小时在岗"])
    chains: list[ChainModel]

    @classmethod
    def of(cls, traced: Traced) -> "LineageModel":
        return cls(
            rule=RuleModel.of_record(traced.rule) if traced.rule else None,
            text=traced.text,
            chains=[ChainModel.of(chain, credits) for chain, credits in traced.chains],
        )
