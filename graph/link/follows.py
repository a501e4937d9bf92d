"""Rules and searches that people follow, and what is new about them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pydantic import TypeAdapter

from graph.errors import NotFound
from graph.link.conflicts import Conflict
from graph.link.lineage import Chain, through, trace_quote, trace_text
from graph.link.restate import Restatement
from graph.link.verdicts import conflict_id
from graph.marks import Mark, MarkKind
from graph.quote import Quote, across
from graph.store.base import View

WORD = "关注"


class NewsKind(StrEnum):
    """What a document newly does to what is followed."""

    VERBATIM = "verbatim"
    EDITED = "edited"
    TIGHTENED = "tightened"
    RELAXED = "relaxed"
    DEADLINE_CHANGED = "deadline_changed"
    EARLIER = "earlier"
    """It said so before the followed rule did."""
    CONTRADICTED = "contradicted"
    FOUND = "found"
    """It answers to the followed search."""


@dataclass(frozen=True, slots=True)
class Follow:
    """A rule that somebody follows, or a search (`rule_id` is None); `text` is the rule as it read, or the search."""

    id: str
    rule_id: str | None
    text: str
    by: str
    at: datetime
    seen: tuple[str, ...] = ()
    """Keys of what was there when it was last read."""
    told: tuple[str, ...] = ()
    """Keys of what the webhook was told of since."""


@dataclass(frozen=True, slots=True)
class News:
    """One thing that is said of what is followed; `key` is the same as long as it stands where it stands."""

    key: str
    follow_id: str
    kind: NewsKind
    quote: Quote
    before: Quote | None = None
    link: Restatement | None = None
    conflict: Conflict | None = None


_FOLLOW = TypeAdapter(Follow)


def marked(follow: Follow, documents: tuple[str, ...]) -> Mark:
    """The follow as a library keeps it; `documents` has that of the rule."""
    return Mark(MarkKind.FOLLOW, follow.id, _FOLLOW.dump_json(follow).decode(), documents)


def follow_of(mark: Mark) -> Follow:
    """What `marked` kept."""
    return _FOLLOW.validate_json(mark.record)


def follow_with(view: View, follow_id: str) -> tuple[Follow, Mark]:
    """The follow of this id. Raises `NotFound`."""
    for mark in view.marks(MarkKind.FOLLOW):
        if mark.key == follow_id:
            return follow_of(mark), mark
    raise NotFound(WORD, follow_id)


def said_of_rule(view: View, follow: Follow, conflicts: Iterable[Conflict]) -> Iterator[News]:
    """All that other documents say of a followed rule, whether it is new or not.

    Where the rule itself has gone, its words are followed.
    """
    try:
        own: Quote | None = view.rule(follow.rule_id or "").quote
    except NotFound:
        own = None
    met: set[str] = set()
    for chain in trace_quote(view, own) if own else trace_text(view, follow.text):
        for news in _said_in(chain, own, follow.id):
            if news.key not in met:
                met.add(news.key)
                yield news
    for conflict in conflicts:
        others = {conflict.one.id: conflict.other, conflict.other.id: conflict.one}
        if follow.rule_id in others:
            key = conflict_id(conflict.one.id, conflict.other.id)
            quote = others[follow.rule_id].quote
            yield News(key, follow.id, NewsKind.CONTRADICTED, quote, own, conflict=conflict)


def _said_in(chain: Chain, own: Quote | None, follow_id: str) -> Iterator[News]:
    mine = next((one for one in chain.family.members if own is not None and across(own, one.quote)), None)
    for member in chain.family.members:
        if mine is None:
            yield News(member.key, follow_id, NewsKind.FOUND, member.quote)
        elif member.quote.document_id != mine.quote.document_id:
            link = _joined(chain, mine.key, member.key) or through(mine, member)
            later = link.earlier.key == mine.key
            kind = NewsKind(link.reading.relation.value) if later else NewsKind.EARLIER
            yield News(member.key, follow_id, kind, member.quote, mine.quote, link)


def _joined(chain: Chain, one: str, other: str) -> Restatement | None:
    return next((link for link in chain.family.links if {link.earlier.key, link.later.key} == {one, other}), None)
