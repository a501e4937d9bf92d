"""Restatements of one statement, and of all statements of a document, in the collection that a `Shelf` stands for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from graph.link.align import Alignment, Worded, align
from graph.link.candidates import Shelf, Shelved, candidates
from graph.link.likeness import RARE, Likeness, Way, answers, in_reach, judge
from graph.link.minhash import bands
from graph.link.order import Certainty, age_key, certainty
from graph.link.relation import Reading, Relation, read_relation

PARALLEL = 0.1
"""How far a statement may fall behind the most alike of its document; what falls farther is parallel to it."""

Alike = tuple[Shelved, Likeness, Alignment]
"""Another statement, how it is alike, and the alignment that says so."""


@dataclass(frozen=True, slots=True)
class Restatement:
    """That `later` restates `earlier`: by which way, with what alignment, and what it does to it."""

    earlier: Shelved
    later: Shelved
    alignment: Alignment
    """Its first side is `earlier`."""
    likeness: Likeness
    reading: Reading
    certainty: Certainty


@lru_cache(maxsize=20_000)
def worded(plain: str) -> Worded:
    """The normal text with what is counted of it once."""
    return Worded(plain)


def restatement(one: Shelved, other: Shelved, likeness: Likeness, alignment: Alignment | None = None) -> Restatement:
    """The two in the order of their dates; `alignment` is theirs in any order, where it is known."""
    earlier, later = sorted((one, other), key=age_key)
    known = alignment if alignment is not None and earlier is one else align(worded(earlier.plain), worded(later.plain))
    if likeness.clauses is not None and earlier is not one:
        likeness = replace(likeness, clauses=(likeness.clauses[1], likeness.clauses[0]))
    reading = read_relation(known)
    if likeness.way is Way.CLAUSE and reading.relation is not Relation.VERBATIM:
        reading = Reading(Relation.EDITED, ())  # what else the sentences say is not the same matter
    return Restatement(earlier, later, known, likeness, reading, certainty(earlier.quote.date, later.quote.date))


def alike(shelf: Shelf, shelved: Shelved, *, before: str | None = None, asked: bool = False) -> list[Alike]:
    """Statements of other documents that restate it or that it restates, the most alike first.

    With `before`, only those of documents whose id is smaller, so that going through all documents meets a pair once.
    With `asked` the statement is what somebody looks for, and what has it is found however common it is.
    """
    mine = worded(shelved.plain)
    met = {one.key: one for one in candidates(shelf, bands(mine.words), document_id=shelved.quote.document_id or None)}
    keys = [key for key in met if before is None or key < before]
    if not keys:
        return []
    found = []
    for other in shelf.shelved(keys).values():
        theirs = worded(other.plain)
        rare = {band for band, statements in met[other.key].shared.items() if statements <= RARE}
        if not asked and not in_reach(mine, theirs, rare=bool(rare)):
            continue
        alignment = align(mine, theirs)
        likeness = answers(alignment) if asked else judge(alignment, rare)
        if likeness is not None:
            found.append((other, likeness, alignment))
    return sorted(found, key=lambda item: (-item[1].score, item[0].key))


def restatements(shelf: Shelf, shelved: Shelved) -> list[Restatement]:
    """All restatements of one statement, the most alike first."""
    found = best(alike(shelf, shelved))
    mutual = [item for item in found if not shelved.quote.document_id or _is_returned(shelf, shelved, item)]
    return [restatement(shelved, other, likeness, aligned) for other, likeness, aligned in mutual]


def best(found: Sequence[Alike]) -> list[Alike]:
    """Of each document those that are nearly as much alike as the most alike: others are its parallel provisions."""
    tops: dict[str, float] = {}
    for other, likeness, _ in found:
        document_id = other.quote.document_id
        tops[document_id] = max(tops.get(document_id, 0.0), likeness.score)
    return [item for item in found if item[1].score >= tops[item[0].quote.document_id] - PARALLEL]


def _is_returned(shelf: Shelf, shelved: Shelved, item: Alike) -> bool:
    """Whether nothing in the document of `shelved` is more alike to the other statement."""
    other, likeness, _ = item
    if likeness.score == 1:
        return True
    back = [found for found in alike(shelf, other) if found[0].quote.document_id == shelved.quote.document_id]
    return any(found[0].key == shelved.key for found in best(back))


def of_document(shelf: Shelf, document_id: str, *, each_once: bool = False) -> list[Restatement]:
    """All restatements that join the document to others; with `each_once` only to those whose id is smaller."""
    before = document_id if each_once else None
    found: list[tuple[Shelved, Alike]] = []
    for shelved in shelf.stated(document_id):
        found += [(shelved, item) for item in best(alike(shelf, shelved, before=before))]
    tops: dict[str, float] = {}
    for _, (other, likeness, _) in found:
        tops[other.key] = max(tops.get(other.key, 0.0), likeness.score)
    return [
        restatement(shelved, other, likeness, aligned)
        for shelved, (other, likeness, aligned) in found
        if likeness.score >= tops[other.key] - PARALLEL
    ]
