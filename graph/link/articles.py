"""Old and new versions of one regulation, article by article: kept, edited, moved, split, merged, new or dropped."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from graph.link.candidates import Shelved
from graph.link.restate import Restatement, worded
from graph.link.versions import in_order

LEAST_SHARE = 0.25
"""Of the smaller article's weight that the two must share to be joined."""
ENOUGH_STATEMENTS = 3
"""Statements with a counterpart in the other article from which the two are joined, however much else they hold."""
_ARTICLE = re.compile(r"第[一二三四五六七八九十百零〇\d]+条(?:之[一二三四五六七八九十])?")


class Fate(StrEnum):
    """What became of an article."""

    KEPT = "kept"
    EDITED = "edited"
    SPLIT = "split"
    MERGED = "merged"
    DROPPED = "dropped"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Article:
    """An article with its statements; where a text has no articles, a part of its outline."""

    label: str
    statements: tuple[Shelved, ...]

    @property
    def words(self) -> str:
        """All that it says."""
        return "".join(worded(one.plain).words for one in self.statements)

    @property
    def weight(self) -> float:
        """What its words tell."""
        return sum(worded(one.plain).weight for one in self.statements)


@dataclass(frozen=True, slots=True)
class ArticlePair:
    """What became of an old article; `old` or `new` is None for what is new or dropped.

    A split article has a pair for each of the new ones, a merged one for each of the old ones. `moved` says that it
    stands elsewhere among the others.
    """

    old: str | None
    new: str | None
    fate: Fate
    moved: bool
    share: float


def articles(statements: Sequence[Shelved]) -> list[Article]:
    """The statements of a document by article."""
    grouped: dict[str, list[Shelved]] = {}
    for one in statements:
        grouped.setdefault(article_of(one), []).append(one)
    return [Article(label, tuple(held)) for label, held in grouped.items() if label]


def article_of(one: Shelved) -> str:
    """The label of its article; where a text has no articles, its place in the outline."""
    label = _ARTICLE.search(one.quote.outline)
    return label[0] if label else one.quote.outline


def align_articles(old: Sequence[Shelved], new: Sequence[Shelved], links: Sequence[Restatement]) -> list[ArticlePair]:
    """What became of each article of the old version, then what is new; `links` join the two documents."""
    before, after = articles(old), articles(new)
    shares = _shares(before, after, links)
    joined = [pair for pair, share in shares.items() if share >= LEAST_SHARE]
    joined = [pair for pair in joined if _counts(pair, shares)]
    unmoved = _unmoved(joined)
    pairs = []
    for at, article in enumerate(before):
        found = sorted(place for one, place in joined if one == at)
        for place in found:
            fate = _fate(at, place, joined, article, after[place])
            pairs.append(ArticlePair(article.label, after[place].label, fate, (at, place) not in unmoved,
                                     round(shares[at, place], 3)))  # fmt: skip
        if not found:
            pairs.append(ArticlePair(article.label, None, Fate.DROPPED, False, 0.0))
    known = {place for _, place in joined}
    return pairs + [
        ArticlePair(None, article.label, Fate.NEW, False, 0.0)
        for place, article in enumerate(after)
        if place not in known
    ]


def _shares(
    before: Sequence[Article], after: Sequence[Article], links: Sequence[Restatement]
) -> Mapping[tuple[int, int], float]:
    """For each old and new article with a link between them: the share of the smaller one's weight that is linked.

    A link counts where it is the best of either end: what an article forbids is said again where the sanctions are
    listed, and the article is not split for that.
    """
    places = {one.key: at for at, article in enumerate(before) for one in article.statements}
    others = {one.key: at for at, article in enumerate(after) for one in article.statements}
    best: dict[str, float] = {}
    for link in links:
        for end in (link.earlier.key, link.later.key):
            best[end] = max(best.get(end, 0.0), link.alignment.likeness)
    told: dict[tuple[int, int], dict[str, float]] = {}
    for link in links:
        ends = (link.earlier.key, link.later.key)
        for mine, theirs in (ends, ends[::-1]):
            counts = link.alignment.likeness >= min(best[mine], best[theirs])
            if counts and mine in places and theirs in others:
                held = told.setdefault((places[mine], others[theirs]), {})
                held[mine] = max(held.get(mine, 0.0), link.alignment.told)
    return {pair: _share(held, before[pair[0]], after[pair[1]]) for pair, held in told.items()}


def _share(held: Mapping[str, float], old: Article, new: Article) -> float:
    """Of the smaller one's weight; what so many statements have in common is a share that counts, however small."""
    share = min(sum(held.values()) / (min(old.weight, new.weight) or 1), 1.0)
    return max(share, LEAST_SHARE) if len(held) >= ENOUGH_STATEMENTS else share


def _counts(pair: tuple[int, int], shares: Mapping[tuple[int, int], float]) -> bool:
    """Whether no other article has far more of either: what is only like it stands beside it in both versions."""
    mine = max(share for (one, _), share in shares.items() if one == pair[0])
    theirs = max(share for (_, other), share in shares.items() if other == pair[1])
    return shares[pair] >= min(mine, theirs) or shares[pair] >= 0.6 * max(mine, theirs)


def _unmoved(joined: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """The pairs that stand in one order on both sides; parts of one article stand beside each other."""
    there = {pair: rank for rank, pair in enumerate(sorted(joined, key=lambda pair: (pair[1], pair[0])))}
    here = sorted(joined)
    return {here[rank] for rank, _ in in_order((rank, there[pair]) for rank, pair in enumerate(here))}


def _fate(at: int, place: int, joined: Sequence[tuple[int, int]], old: Article, new: Article) -> Fate:
    if sum(one == at for one, _ in joined) > 1:
        return Fate.SPLIT
    if sum(other == place for _, other in joined) > 1:
        return Fate.MERGED
    return Fate.KEPT if old.words == new.words else Fate.EDITED
