"""Lineage as HTTP asks for it: chains with credits, comparisons, conflicts with verdicts, and what is followed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from graph.access import Reader
from graph.errors import NotFound
from graph.link.compare import Comparison, compare
from graph.link.conflicts import Conflict
from graph.link.credits import Credit, credited
from graph.link.edges import standing_conflicts
from graph.link.follows import Follow, News, NewsKind, follow_of, follow_with, marked, said_of_rule
from graph.link.lineage import Chain, trace_quote, trace_text
from graph.link.strength import every_rule
from graph.link.verdicts import WORD, Verdict, conflict_id, rules_of, verdict_of
from graph.link.verdicts import marked as marked_verdict
from graph.marks import MarkKind
from graph.store.base import GraphStore
from graph.store.memo import Memo
from graph.store.shapes import RuleFilter, RuleRecord
from search_api.engine import Engine
from search_api.results import SearchRequest

FOUND = 20
"""Hits of a followed search that are news where they were not there before."""
SEEN = 100
"""Hits of it that were there before: what moves up where others are deleted is not new."""


class Settled(StrEnum):
    """What has become of a conflict."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Traced:
    """Chains of a rule, or of free words, each with whom it credits."""

    rule: RuleRecord | None
    text: str
    chains: Sequence[tuple[Chain, Sequence[Credit]]]


@dataclass(frozen=True, slots=True)
class Judged:
    """A conflict with what people decided about it."""

    conflict: Conflict
    verdict: Verdict | None

    @property
    def id(self) -> str:
        """What it is known by."""
        return conflict_id(self.conflict.one.id, self.conflict.other.id)

    @property
    def settled(self) -> Settled:
        """Whether somebody has decided, and how."""
        return Settled(self.verdict.decision.value) if self.verdict else Settled.OPEN


class Lineage:
    """The questions of lineage over a store. Safe to use from several threads."""

    def __init__(self, store: GraphStore, engine: Engine) -> None:
        self._store = store
        self._engine = engine
        self._conflicts = Memo(8)

    def of_rule(self, rule_id: str, reader: Reader) -> Traced:
        """The chains of the sentences that a rule stands in. Raises `NotFound`."""
        view = self._store.view(reader)
        rule = view.rule(rule_id)
        chains = [(chain, credited(view, chain)) for chain in trace_quote(view, rule.quote)]
        return Traced(rule, rule.quote.text, chains)

    def of_text(self, text: str, reader: Reader) -> Traced:
        """The chains of each sentence of free words."""
        view = self._store.view(reader)
        return Traced(None, text, [(chain, credited(view, chain)) for chain in trace_text(view, text)])

    def compared(self, one: str, other: str, reader: Reader) -> Comparison:
        """Two documents beside each other. Raises `NotFound`."""
        view = self._store.view(reader)
        for key in (one, other):
            view.summary(key)
        return compare(view, one, other)

    def conflicts(self, reader: Reader) -> list[Judged]:
        """All conflicts that the reader may know of, in the order of their ids."""
        verdicts = {mark.key: verdict_of(mark) for mark in self._store.view(reader).marks(MarkKind.VERDICT)}
        found = {conflict_id(one.one.id, one.other.id): one for one in self._found(reader)}
        return [Judged(found[key], verdicts.get(key)) for key in sorted(found)]

    def _found(self, reader: Reader) -> Sequence[Conflict]:
        """Worked out once a commit."""

        def work_out() -> Sequence[Conflict]:
            view = self._store.view(reader)
            return standing_conflicts(view, list(every_rule(view, RuleFilter())))

        return self._conflicts.get(self._store.last_commit(), reader, work_out)

    def judge(self, verdict: Verdict, reader: Reader) -> Judged:
        """Keeps what somebody decides about a conflict. Raises `NotFound`."""
        conflict = self._conflict(verdict.conflict_id, reader)
        documents = tuple(sorted({rule.quote.document_id for rule in (conflict.one, conflict.other)}))
        with self._store.writer() as writer:
            writer.mark(marked_verdict(verdict, documents))
        return Judged(conflict, verdict)

    def withdraw(self, key: str, reader: Reader) -> Judged:
        """Opens a conflict again. Raises `NotFound`."""
        conflict = self._conflict(key, reader)
        with self._store.writer() as writer:
            writer.unmark(MarkKind.VERDICT, key)
        return Judged(conflict, None)

    def _conflict(self, key: str, reader: Reader) -> Conflict:
        ends = set(rules_of(key))
        for conflict in self._found(reader):
            if {conflict.one.id, conflict.other.id} == ends:
                return conflict
        raise NotFound(WORD, key)

    def follow(self, follow: Follow, reader: Reader) -> Follow:
        """Begins to follow: what is there by now is no news. Raises `NotFound` where there is no such rule."""
        documents: tuple[str, ...] = ()
        if follow.rule_id is not None:
            quote = self._store.view(reader).rule(follow.rule_id).quote
            follow, documents = replace(follow, text=quote.text), (quote.document_id,)
        kept = replace(follow, seen=self._there(follow, reader))
        with self._store.writer() as writer:
            writer.mark(marked(kept, documents))
        return kept

    def unfollow(self, follow_id: str, reader: Reader) -> None:
        """Follows it no more. Raises `NotFound`."""
        follow_with(self._store.view(reader), follow_id)
        with self._store.writer() as writer:
            writer.unmark(MarkKind.FOLLOW, follow_id)

    def read(self, follow_id: str, reader: Reader) -> Follow:
        """Takes all that is new about it as read. Raises `NotFound`."""
        follow, mark = follow_with(self._store.view(reader), follow_id)
        kept = replace(follow, seen=self._there(follow, reader), told=())
        with self._store.writer() as writer:
            writer.mark(marked(kept, mark.documents))
        return kept

    def follows(self, by: str | None, reader: Reader) -> list[Follow]:
        """All that somebody follows, or everybody, what was followed last first."""
        found = [follow_of(mark) for mark in self._store.view(reader).marks(MarkKind.FOLLOW)]
        return sorted((one for one in found if by in (None, one.by)), key=lambda one: (one.at, one.id), reverse=True)

    def news(self, follow: Follow, reader: Reader) -> list[News]:
        """What is new about what is followed, the newest document first."""
        seen = set(follow.seen)
        return sorted((news for news in self._said(follow, reader, FOUND) if news.key not in seen), key=newest_first)

    def tell(self, follow: Follow, news: Sequence[News], reader: Reader) -> None:
        """Writes down that the webhook was told. Raises `NotFound` where nobody follows it any more."""
        known, mark = follow_with(self._store.view(reader), follow.id)
        told = tuple(dict.fromkeys((*known.told, *(one.key for one in news))))
        with self._store.writer() as writer:
            writer.mark(marked(replace(known, told=told), mark.documents))

    def _there(self, follow: Follow, reader: Reader) -> tuple[str, ...]:
        return tuple(news.key for news in self._said(follow, reader, SEEN))

    def _said(self, follow: Follow, reader: Reader, limit: int) -> list[News]:
        if follow.rule_id is not None:
            held = [one.conflict for one in self.conflicts(reader) if one.settled is not Settled.DISMISSED]
            return list(said_of_rule(self._store.view(reader), follow, held))
        hits = self._engine.search(SearchRequest(q=follow.text, limit=limit, fold=False), reader).hits
        return [News(hit.passage.id, follow.id, NewsKind.FOUND, hit.passage.quote) for hit in hits]


def newest_first(news: News) -> tuple[int, str]:
    """Sorts news by the dates of their documents; what has no date comes last."""
    known = news.quote.date.latest or news.quote.date.earliest
    return (-known.toordinal() if known else 0, news.key)
