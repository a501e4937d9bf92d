"""The lineage of a store depends on what it holds, not on how that came about."""

import json
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import permutations

from graph.access import LOCAL, Access, Reader
from graph.link.candidates import Shelf
from graph.link.lineage import all_links, pairs
from graph.store.base import GraphStore
from ingest.model import DateInterval
from tests.factories import original_of
from tests.graph.link.shelf import MemoryShelf, said
from tests.graph.store.contract import put

_ORDERS = {"neo4j": 3}
"""Orders of 120 that are tried where every step is a call to a server."""
RULE = "机要传真须由双人核收，逐页登记编号后送分管秘书长签批"
DOCUMENTS = (
    said(f"开场白从略。{RULE}。\n", 2009),
    said(f"{RULE.replace('须', '必须')}。食堂采购须由三家比价。\n", 2011),
    said(f"再讲一次，{RULE}，不得代收。\n", 2013),
    said(f"食堂采购必须由三家比价。{RULE}。\n"),
    said("夜间巡查每班不少于三次，巡查情况记入日志。\n", 2012),
)


def lineage(store: GraphStore, reader: Reader = LOCAL) -> Sequence[str]:
    """All pairs that a store tells the reader of, as text."""
    return said_by(store.view(reader))


def said_by(shelf: Shelf) -> Sequence[str]:
    """All pairs, as text."""
    found = pairs(all_links(shelf))
    return sorted(
        json.dumps([one.link.earlier.key, one.link.later.key, one.link.reading.relation, one.first,
                    one.link.certainty, round(one.link.alignment.likeness, 6)])
        for one in found
    )  # fmt: skip


def test_every_order_of_adding_and_deleting_gives_the_same_lineage(store: GraphStore, engine: str) -> None:
    """All 120 orders of adding five documents; after each, one more is deleted in another order and compared."""
    expected: dict[frozenset[str], Sequence[str]] = {}
    rng = random.Random(1)
    orders = list(permutations(DOCUMENTS))
    with store.writer() as writer:
        for order in rng.sample(orders, _ORDERS.get(engine, len(orders))):
            for document in order:
                put(writer, document)
            left = list(order)
            rng.shuffle(left)
            while left:
                held = frozenset(document.id for document in left)
                found = lineage(store)
                if held not in expected:
                    expected[held] = said_by(MemoryShelf(*left))
                assert found == expected[held]
                writer.delete(left.pop().id)
    if engine not in _ORDERS:
        assert len(expected) == 31, "every collection of one to five of them was met"
        assert len({tuple(found) for found in expected.values()}) > 10


def test_first_statement_is_handed_on(store: GraphStore) -> None:
    with store.writer() as writer:
        for document in DOCUMENTS:
            put(writer, document)
        assert first_of(store) == {DOCUMENTS[0].id, DOCUMENTS[1].id}, "of the rule, and of the canteen's"
        writer.delete(DOCUMENTS[0].id)
        assert first_of(store) == {DOCUMENTS[1].id}
        moved = replace(DOCUMENTS[2], date=DateInterval(date(2001, 1, 1), date(2001, 1, 1)))
        writer.put(moved, original_of(moved), source=f"/speeches/{moved.id}.txt", access=Access(), extractor="2")
        assert DOCUMENTS[2].id in first_of(store), "re-dated, it comes first"


def test_lineage_tells_nothing_of_what_the_reader_may_not_open(store: GraphStore) -> None:
    with store.writer() as writer:
        for document in DOCUMENTS[1:]:
            put(writer, document)
        public = lineage(store)
        put(writer, DOCUMENTS[0], access=Access("受限"))
        assert lineage(store, Reader(frozenset({"公开"}))) == public
        assert lineage(store) != public


def first_of(store: GraphStore) -> set[str]:
    """Documents that hold the first statement of a family."""
    return {pair.link.earlier.quote.document_id for pair in pairs(all_links(store.view(LOCAL))) if pair.first}
