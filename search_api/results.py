"""What is asked of the engine and what it gives back, for HTTP and for the command line alike."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from graph.quote import Quote
from graph.store.shapes import EntitySummary, NodeRef, PassageRecord, RuleRecord
from ingest.model import Span
from search_api.index.fields import FacetField, Order


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A search: `filters` keep, per facet, passages with one of the values; `after` is a cursor given out before."""

    q: str
    filters: Mapping[FacetField, tuple[str, ...]] = field(default_factory=dict)
    limit: int = 10
    after: str | None = None
    fold: bool = True
    """Whether passages of the same wording are shown once."""
    excluded: Mapping[FacetField, tuple[str, ...]] = field(default_factory=dict)
    """Values that a passage must not have."""
    order: Order = Order.RELEVANCE
    explain: bool = False
    """Whether each hit is to say why it stands where it stands."""

    @property
    def scope(self) -> str:
        """What tells this search from others with the same filters."""
        if not self.excluded and self.order is Order.RELEVANCE:
            return self.q
        excluded = sorted((facet.value, sorted(values)) for facet, values in self.excluded.items())
        return "\0".join((self.q, self.order.value, repr(excluded)))


@dataclass(frozen=True, slots=True)
class Restated:
    """Where else the wording of a hit stands (另见): in how many other documents, and where it is dated earliest."""

    documents: int
    earliest: Quote | None
    """None where none of them is dated; may be the hit itself."""


class SaidBy(StrEnum):
    """By what a passage says something that is asked for."""

    WORD = "word"
    """By the word that was typed."""
    SYNONYM = "synonym"
    """By another that means it or something near."""
    PARTS = "parts"
    """By words that it is made of."""
    ANSWER = "answer"
    """By what answers it: a length of time, a sanction, a ban."""
    HEADINGS = "headings"
    """By its headings or its title alone."""
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Said:
    """How a passage says one thing that is asked for: in which words, and how well, from 0 to 1."""

    asked: str
    words: str
    by: SaidBy
    worth: float
    weight: float
    """How much of all that is asked it is, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a hit stands where it does; its score is `(index + covered + together + hard) * heading * older + listed`."""

    index: float
    """What the index gave it, against the best hit."""
    covered: float
    """How much of what is asked it says."""
    together: float
    """How much of it in one sentence, and whether that answers the question."""
    hard: float
    """What it gets for a hard rule of the sort that is asked for."""
    heading: float
    """Below 1 where it is a title or a heading alone."""
    older: float
    """Below 1 where a later version of the document was found, too."""
    said: tuple[Said, ...]
    listed: float = 0.0
    """What it gets for the line above a list of what is asked for, or for an item of one."""


@dataclass(frozen=True, slots=True)
class FoundHit:
    """A passage that matched. `highlights` are spans into `passage.quote.text`, on whole words, in order, apart."""

    passage: PassageRecord
    score: float
    highlights: tuple[Span, ...]
    restated: Restated | None = None
    reason: Reason | None = None
    """None where nobody asked for it."""


@dataclass(frozen=True, slots=True)
class DocumentHits:
    """All hits of a search in one document, in text order; spans are into the original text."""

    total: int
    passages: tuple[Span, ...]
    highlights: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """What the query names, with its rules (hard ones first) and its neighbours in the graph."""

    summary: EntitySummary
    rules: tuple[RuleRecord, ...]
    neighbours: tuple[NodeRef, ...]
    members: tuple[str, ...]
    """Members of a formula, empty for the others."""


class NoteKind(StrEnum):
    """What became of a condition that is noted."""

    IGNORED = "ignored"
    """It could not be used; the rest was searched without it."""
    READ_AS = "read_as"
    """It was used as something near."""


@dataclass(frozen=True, slots=True)
class Note:
    """What is wrong in a query, and where: `span` is in the query as typed, `instead` what to write there."""

    kind: NoteKind
    span: Span
    message: str
    instead: str | None = None


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The best passages for a query. `understood` says what was searched for; `next` is None at the end."""

    query: str
    understood: str
    total: int
    hits: tuple[FoundHit, ...]
    facets: Mapping[FacetField, Mapping[str, int]]
    card: Card | None
    next: str | None
    conditions: tuple[str, ...] = ()
    """The conditions in the query, as they were understood."""
    notes: tuple[Note, ...] = ()
    """What is wrong in the query, in its order; the rest was searched."""
    verbatim: str = ""
    """The query that searches for what was typed, without mending."""
    asked_for: tuple[str, ...] = ()
    """What it is about, thing by thing, without the words that only ask."""
    said_by_all: tuple[str, ...] = ()
    """Those of `asked_for` that each hit says, one way or another; without any, part of one was enough."""


class SuggestionKind(StrEnum):
    """Where a suggestion comes from."""

    DUTY = "duty"
    ROLE = "role"
    ABILITY = "ability"
    FORMULA = "formula"
    WORD = "word"
    OPENING = "opening"
    """How rules begin."""
    FIELD = "field"
    """The name of a field: something is to be typed behind it."""
    VALUE = "value"
    """A value of a field."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A way to go on with what was typed."""

    text: str
    kind: SuggestionKind
    count: int | None = None
    """The passages that a value stands in, where they are counted."""


class Intent(StrEnum):
    """What a question wants to know (意图)."""

    DUTY = "duty"
    """What is to be done, or done how."""
    PROHIBITION = "prohibition"
    """What may not be done, or whether it may."""
    DEADLINE = "deadline"
    SANCTION = "sanction"
    WHO = "who"
    ABILITY = "ability"
    FORMULA = "formula"
    """The members of what is counted or named as a set: 四勤, how many grades there are."""
    FIRST = "first-stated"
    CREDITED = "credited"
    """Who is quoted as having said it."""
    COMPARE = "compare"
    DEFINITION = "definition"
    QUANTITY = "quantity"
    COUNT = "count"
    """How many rules or documents of the collection say so."""
    TOPIC = "topic"


class AnswerKind(StrEnum):
    """How an answer is built, and so which of its fields are filled."""

    QUOTES = "quotes"
    VERDICT = "verdict"
    DURATION = "duration"
    RULES = "rules"
    """Rules grouped by force."""
    MEMBERS = "members"
    CHAIN = "chain"
    """The same words through the documents, the oldest first."""
    COMPARISON = "comparison"
    COUNT = "count"
    PARTS = "parts"
    """Of a question that asks several things: grouped by what is asked."""
    NONE = "none"
    """Nothing states it."""


class Verdict(StrEnum):
    """Whether one may, by the rule that is quoted first."""

    YES = "yes"
    NO = "no"
    CONDITIONAL = "conditional"
    """Only as the rule says: with somebody's leave, or but for exceptions."""


class Mark(StrEnum):
    """What a quote is against another of the same matter; never a choice between them."""

    NEWER = "newer"
    OLDER = "older"
    HIGHER = "higher"
    """Of higher standing: a law above a local regulation, a regulation above a speech."""
    STRICTER = "stricter"
    FIRST = "first"
    """The earliest in the collection."""


class Decline(StrEnum):
    """Why a question is declined."""

    UNSAID = "unsaid"
    """What it asks about is said nowhere, see `Answer.missing`."""
    SCOPE = "scope"
    """Rules of this sort are there, about something else."""
    NO_NUMBER = "no_number"
    NO_PERSON = "no_person"
    NO_LIST = "no_list"
    OPINION = "opinion"
    """It asks for a judgement or a forecast, which no rule states."""
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Stated:
    """A length of time or another number that answers; `quote` is the place of its quote, `iso` null for others."""

    text: str
    iso: str | None
    quote: int


@dataclass(frozen=True, slots=True)
class Group:
    """Quotes of one force, of one document where two are compared, or of one thing asked; `quotes` are their places."""

    label: str
    quotes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Curated:
    """Who pinned an answer, to which question, and how alike (0 to 1) that is to what was asked."""

    id: str
    question: str
    by: str
    at: datetime
    note: str
    likeness: float


@dataclass(frozen=True, slots=True)
class WordedSentence:
    """A sentence of a model; `quotes` are the places of the quotes that bear it out."""

    text: str
    quotes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Worded:
    """What a model made of the quotes: sentences that a quote bears out, and how many were dropped.

    Where `failure` says why there is nothing of it, there are no sentences.
    """

    sentences: tuple[WordedSentence, ...] = ()
    dropped: int = 0
    failure: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer made of quotes; where nothing states it, `found` is false, `quotes` empty and `nearest` is nearest."""

    intent: Intent
    found: bool
    answer: str
    quotes: tuple[Quote, ...]
    nearest: tuple[Quote, ...]
    confidence: float
    """Between 0 and 1."""
    kind: AnswerKind = AnswerKind.QUOTES
    intents: tuple[Intent, ...] = ()
    """All that it wants to know, `intent` first."""
    marks: tuple[tuple[Mark, ...], ...] = ()
    """For each quote; empty where none has any."""
    verdict: Verdict | None = None
    stated: tuple[Stated, ...] = ()
    groups: tuple[Group, ...] = ()
    members: tuple[str, ...] = ()
    count: int | None = None
    note: str = ""
    """What a reader has to know of it: that rules differ, that the question's number is not the rule's."""
    understood: str = ""
    """The question as it was read: mended, and with the topic that it goes on with."""
    topic: str = ""
    """What it is about, to be handed in with the next question."""
    searched: tuple[str, ...] = ()
    """What was searched for, each with its synonyms left out."""
    missing: tuple[str, ...] = ()
    """Words of the question that nothing found says."""
    reason: Decline | None = None
    curated: Curated | None = None
    """Of an answer that a curator pinned."""
    worded: Worded | None = None
    """What a model made of it, where one is set."""
