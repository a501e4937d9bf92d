"""Followed rules and searches, and what new documents do to them."""

from datetime import datetime

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from graph.link.follows import Follow, News, NewsKind
from search_api.models.base import Wire
from search_api.models.conflicts import RuleConflictModel
from search_api.models.corrections import By
from search_api.models.lineage import WordingModel
from search_api.models.quotes import QuoteModel

MAX_FOLLOWED = 2_000


class FollowRequest(Wire):
    """A rule to follow, or the words of a search: one of the two."""

    rule_id: str | None = Field(None, min_length=1, max_length=200, examples=["8c4d17f8bb2a4df5"])
    text: str | None = Field(None, min_length=1, max_length=MAX_FOLLOWED, examples=[None])
    by: By = None

    @model_validator(mode="after")
    def _one_of_the_two(self) -> "FollowRequest":
        if (self.rule_id is None) == (self.text is None):
            raise PydanticCustomError("one_of", "rule_id or text")
        return self


class FollowModel(Wire):
    """What somebody follows. `unread`: how much is new since it was last read."""

    id: str = Field(examples=["2f7a0c9e51d84b36"])
    rule_id: str | None = Field(description="Null for a search.", examples=["8c4d17f8bb2a4df5"])
    text: str = Field(
        description="The rule as it read, or the words searched for.", examples=["值班人员必须24小时在岗"]
    )
    by: str = Field(examples=["王敏"])
    at: datetime = Field(examples=["2026-03-02T12:00:00Z"])
    unread: int = Field(ge=0, examples=[1])

    @classmethod
    def of(cls, follow: Follow, unread: int) -> "FollowModel":
        return cls(id=follow.id, rule_id=follow.rule_id, text=follow.text, by=follow.by, at=follow.at, unread=unread)


class NewsModel(Wire):
    """One thing that a document newly says about what is followed."""

    follow_id: str = Field(examples=["2f7a0c9e51d84b36"])
    kind: NewsKind = Field(examples=["tightened"])
    quote: QuoteModel = Field(description="What is new.")
    before: QuoteModel | None = Field(description="What it is compared with; null where it only answers to a search.")
    wording: WordingModel | None = Field(description="From `before` to `quote`, where the one restates the other.")
    conflict: RuleConflictModel | None = Field(description="Where it contradicts the followed rule.")

    @classmethod
    def of(cls, news: News) -> "NewsModel":
        return cls(
            follow_id=news.follow_id,
            kind=news.kind,
            quote=QuoteModel.of(news.quote),
            before=QuoteModel.of(news.before) if news.before else None,
            wording=WordingModel.of(news.link) if news.link else None,
            conflict=RuleConflictModel.of(news.conflict, None) if news.conflict else None,
        )


class FollowsModel(Wire):
    """All that somebody follows, what was followed last first."""

    items: list[FollowModel]


class FollowNewsModel(Wire):
    """What is new on all that somebody follows, the newest document first."""

    items: list[NewsModel]
