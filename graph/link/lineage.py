"""The questions of lineage: everything that is restated in a collection, and the chain of one statement.

Links are not kept: they follow from the statements that the reader may open, so what is deleted, re-dated or closed to
somebody is out of every answer at once, and no order of adding and deleting leaves a trace.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.link.align import align
from graph.link.candidates import Shelf, Shelved, document_of
from graph.link.first import Family, families
from graph.link.likeness import Likeness, Way
from graph.link.normal import COMMA, normal
from graph.link.order import oldest_first
from graph.link.restate import Restatement, alike, best, of_document, restatement, restatements, worded
from graph.link.versions import are_versions, fill
from graph.quote import Quote, meet
from ingest.model import DateInterval, DocumentKind, Span
from ingest.structure import sentences

MOST_MEMBERS = 200
"""Of a chain; what a whole collection repeats is a set phrase."""
LEAST_TOLD = 3.0
"""What a member has in common with the first of its family to be shown beside it, where others join the two."""
NEAR = 0.15
"""How far what answers to free words may fall behind the best answer."""
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements of one family, the earlier first. `first` says that it is the first of the family."""

    link: Restatement
    first: bool


@dataclass(frozen=True, slots=True)
class Chain:
    """A family in the order of its dates; `steps[i]` joins `members[i + 1]` to the earlier one that it is most like."""

    family: Family
    steps: tuple[Restatement, ...]


def all_links(shelf: Shelf, progress: Progress | None = None) -> list[Restatement]:
    """Every restatement of the collection, once."""
    found: list[Restatement] = []
    documents = shelf.document_ids()
    for done, document_id in enumerate(documents):
        links = of_document(shelf, document_id, each_once=True)
        found += [*links, *_vouched_for(shelf, document_id, links)]
        if progress is not None:
            progress(done + 1, len(documents))
    return found


def between(shelf: Shelf, one: str, other: str) -> list[Restatement]:
    """Every restatement that joins two documents."""
    later, earlier = max(one, other), min(one, other)
    links = [link for link in of_document(shelf, later) if earlier in _documents(link)]
    return [*links, *fill(links, shelf.stated(later), shelf.stated(earlier))]


def _vouched_for(shelf: Shelf, document_id: str, links: Sequence[Restatement]) -> Iterator[Restatement]:
    """What stands between the restatements of two versions."""
    by_other: dict[str, list[Restatement]] = {}
    for link in links:
        other = next(iter(_documents(link) - {document_id}))
        by_other.setdefault(other, []).append(link)
    own: Sequence[Shelved] | None = None
    for other, joined in sorted(by_other.items()):
        if len(joined) < 10:
            continue
        own = shelf.stated(document_id) if own is None else own
        theirs = shelf.stated(other)
        if are_versions(joined, own, theirs):
            yield from fill(joined, own, theirs)


def _documents(link: Restatement) -> set[str]:
    return {document_of(link.earlier.key), document_of(link.later.key)}


def pairs(links: Iterable[Restatement]) -> Iterator[Pair]:
    """Each link, and each member of a family beside its first one, in the order of families."""
    for family in families(links):
        first = family.first
        joined = {(link.earlier.key, link.later.key) for link in family.links}
        for link in family.links:
            yield Pair(link, first is not None and link.earlier.key == first.key)
        for member in family.members[1:MOST_MEMBERS]:
            if first is not None and (first.key, member.key) not in joined and _other(first, member):
                link = through(first, member)
                if link.alignment.told >= LEAST_TOLD:
                    yield Pair(link, first=True)


def _other(one: Shelved, other: Shelved) -> bool:
    return document_of(one.key) != document_of(other.key)


def through(first: Shelved, member: Shelved) -> Restatement:
    """The two as a link, though only others join them."""
    alignment = align(worded(first.plain), worded(member.plain))
    whole = alignment.likeness >= 0.5
    clauses = None if whole else (0, 0)
    way = Way.WHOLE if whole else Way.CLAUSE
    return restatement(first, member, Likeness(way, alignment.likeness, clauses), alignment)


def trace_text(shelf: Shelf, words: str) -> list[Chain]:
    """The chain of each sentence in free words, those that nothing says left out."""
    chains = []
    for place, span in enumerate(sentences(words, Span(0, len(words)))):
        plain = normal(span.of(words)).text
        if len(plain.replace(COMMA, "")) >= 3:
            asked = Shelved(f":{place}", "", _asked(words, span), plain)
            found = best(alike(shelf, asked, asked=True))
            if found:
                near = found[0][1].score - NEAR
                chains.append(chain(shelf, [other for other, likeness, _ in found if likeness.score >= near]))
    return chains


def _asked(words: str, span: Span) -> Quote:
    return Quote("", "", "", DocumentKind.OTHER, DateInterval(), "", span.start, span.end, span.of(words))


def trace_quote(shelf: Shelf, quote: Quote) -> list[Chain]:
    """The chain of each statement that a quote (of a rule, say) holds a part of."""
    held = [one for one in shelf.stated(quote.document_id) if meet(one.quote, quote)]
    return [chain(shelf, [one]) for one in held]


def chain(shelf: Shelf, found: Sequence[Shelved]) -> Chain:
    """The family of these statements: what restates them, and what restates that."""
    seeds = {one.key for one in found}
    links = _reached(shelf, found)
    kept = [family for family in families(links.values()) if seeds & {one.key for one in family.members}]
    members = {one.key: one for one in (*found, *(one for family in kept for one in family.members))}
    ordered = tuple(oldest_first(list(members.values())))
    family = Family(ordered, tuple(link for one in kept for link in one.links))
    known = {(link.earlier.key, link.later.key): link for link in family.links}
    return Chain(family, tuple(_step(ordered[:at], ordered[at], known) for at in range(1, len(ordered))))


def _reached(shelf: Shelf, found: Sequence[Shelved]) -> dict[tuple[str, str], Restatement]:
    """The links from these statements, and from those that they join, until there are too many."""
    waiting = list(found[:MOST_MEMBERS])
    met = {one.key for one in waiting}
    links: dict[tuple[str, str], Restatement] = {}
    while waiting and len(met) < MOST_MEMBERS:
        for link in restatements(shelf, waiting.pop(0)):
            links[link.earlier.key, link.later.key] = link
            for one in (link.earlier, link.later):
                if one.key not in met:
                    met.add(one.key)
                    if link.likeness.way is Way.WHOLE:
                        waiting.append(one)
    return links


def _step(earlier: Sequence[Shelved], member: Shelved, links: dict[tuple[str, str], Restatement]) -> Restatement:
    """From the earlier statement that is most like it; the oldest of those that are alike as much."""
    known = [links[one.key, member.key] for one in earlier if (one.key, member.key) in links]
    if known:
        return max(known, key=lambda link: link.alignment.likeness)
    return through(max(earlier, key=lambda one: align(worded(one.plain), worded(member.plain)).likeness), member)
