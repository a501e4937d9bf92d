"""Two documents side by side."""

from pydantic import Field

from graph.link.articles import ArticlePair, Fate, article_of
from graph.link.candidates import Shelved
from graph.link.compare import Comparison, Join
from graph.store.shapes import DocumentSummary
from search_api.models.base import Wire
from search_api.models.documents import DocumentModel
from search_api.models.lineage import WordingModel
from search_api.models.quotes import QuoteModel


class StatementModel(Wire):
    """A sentence of a document, with the article that it stands in, or its place in the outline."""

    article: str = Field(examples=["第十二条"])
    quote: QuoteModel

    @classmethod
    def of(cls, shelved: Shelved) -> "StatementModel":
        return cls(article=article_of(shelved), quote=QuoteModel.of(shelved.quote))


class JoinModel(WordingModel):
    """A sentence that the later document restates: `earlier` and `later` are places in the two lists of statements."""

    earlier: int = Field(ge=0, examples=[0])
    later: int = Field(ge=0, examples=[0])
    moved: bool = Field(description="Whether it stands elsewhere among the others.", examples=[False])

    @classmethod
    def of_join(cls, join: Join) -> "JoinModel":
        return cls(**cls.fields_of(join.link), earlier=join.earlier, later=join.later, moved=join.moved)


class ArticleModel(Wire):
    """What became of an article; `earlier` is null for what is new, `later` for what was dropped.

    A split article has an entry for each of the new ones, a merged one for each of the old ones.
    """

    earlier: str | None = Field(examples=["第十二条"])
    later: str | None = Field(examples=["第十四条"])
    fate: Fate = Field(examples=["edited"])
    moved: bool = Field(examples=[False])
    share: float = Field(ge=0, le=1, description="Of the smaller article's words, told by weight, that both have.",
                         examples=[0.91])  # fmt: skip

    @classmethod
    def of(cls, pair: ArticlePair) -> "ArticleModel":
        return cls(earlier=pair.old, later=pair.new, fate=pair.fate, moved=pair.moved, share=pair.share)


class ComparisonModel(Wire):
    """Two documents, the older first; what has no date is the later."""

    earlier: DocumentModel
    later: DocumentModel
    versions: bool = Field(description="Whether so much is restated that one is a version of the other.",
                           examples=[True])  # fmt: skip
    earlier_statements: list[StatementModel]
    later_statements: list[StatementModel]
    joins: list[JoinModel] = Field(description="In the order of the earlier document.")
    articles: list[ArticleModel] = Field(description="Empty where the two are not versions of one text.")

    @classmethod
    def of(cls, found: Comparison, earlier: DocumentSummary, later: DocumentSummary) -> "ComparisonModel":
        return cls(
            earlier=DocumentModel.of(earlier),
            later=DocumentModel.of(later),
            versions=found.versions,
            earlier_statements=[StatementModel.of(one) for one in found.earlier],
            later_statements=[StatementModel.of(one) for one in found.later],
            joins=[JoinModel.of_join(join) for join in found.joins],
            articles=[ArticleModel.of(pair) for pair in found.articles],
        )
