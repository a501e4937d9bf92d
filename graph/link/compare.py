"""Two documents beside each other: which statements restate which, what was moved, and what became of each article."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.link.articles import ArticlePair, align_articles
from graph.link.candidates import Shelf, Shelved
from graph.link.lineage import between
from graph.link.order import age_key
from graph.link.restate import Restatement
from graph.link.versions import are_versions, in_order


@dataclass(frozen=True, slots=True)
class Join:
    """A statement of the earlier document and the one of the later that restates it, by their places."""

    earlier: int
    later: int
    link: Restatement
    moved: bool
    """Whether it stands elsewhere among the others."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two documents, the older first as lineage has them; what has no date is the later."""

    earlier_id: str
    later_id: str
    earlier: Sequence[Shelved]
    later: Sequence[Shelved]
    joins: tuple[Join, ...]
    articles: tuple[ArticlePair, ...]
    """Empty where the two are not versions of one text: then there is nothing that could have become of an article."""
    versions: bool


def compare(shelf: Shelf, one: str, other: str) -> Comparison:
    """The two documents with all that joins them, in the order of the earlier one."""
    ids = [one, other]
    held = {key: shelf.stated(key) for key in ids}
    if all(held.values()):
        ids.sort(key=lambda key: age_key(held[key][0]))
    earlier, later = (held[key] for key in ids)
    links = between(shelf, one, other) if one != other else []
    versions = are_versions(links, earlier, later)
    return Comparison(
        ids[0],
        ids[1],
        earlier,
        later,
        tuple(_joins(links, earlier, later)),
        tuple(align_articles(earlier, later, links)) if versions else (),
        versions,
    )


def _joins(links: Sequence[Restatement], earlier: Sequence[Shelved], later: Sequence[Shelved]) -> list[Join]:
    mine = {one.key: place for place, one in enumerate(earlier)}
    theirs = {one.key: place for place, one in enumerate(later)}
    placed = {(mine[link.earlier.key], theirs[link.later.key]): link for link in links}
    unmoved = set(in_order(placed))
    return [
        Join(a, b, link, (a, b) not in unmoved) for (a, b), link in sorted(placed.items(), key=lambda item: item[0])
    ]
