"""What the contract is told in: putting with defaults, and all that a view tells as one value."""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from graph.access import Access
from graph.schema import NAMED, NodeKind
from graph.store.base import GraphStore, View, Writer
from graph.store.shapes import Page, Put, RuleFilter
from ingest.model import Document
from tests.factories import original_of

T = TypeVar("T")


def walk(page: Callable[[str | None], Page[T]]) -> list[T]:
    """The items of all pages."""
    items: list[T] = []
    after = None
    while True:
        found = page(after)
        items += found.items
        after = found.next
        if after is None:
            assert len(items) == found.total
            return items


def read_all(view: View) -> dict[str, Any]:
    """What every method of the view says, node by node."""
    documents = walk(lambda after: view.documents(after=after, limit=2))
    rules = walk(lambda after: view.rules(RuleFilter(), after=after, limit=3))
    names = [(kind, entity) for kind in sorted(NAMED) for entity in view.entities(kind, limit=1000).items]
    centres = [
        *((kind, entity.name) for kind, entity in names),
        *((NodeKind.RULE, rule.id) for rule in rules),
        *((NodeKind.DOCUMENT, document.id) for document in documents),
        *_inside(view, [document.id for document in documents]),
    ]
    passages = [key for kind, key in centres if kind is NodeKind.PASSAGE]
    return {
        "sources": dict(view.sources()),
        "documents": documents,
        "summaries": [view.summary(document.id) for document in documents],
        "records": [view.document(document.id) for document in documents],
        "originals": [view.original(document.id) for document in documents],
        "passages": dict(view.passages(passages)),
        "rules": rules,
        "each rule": [view.rule(rule.id) for rule in rules],
        "names": names,
        "entities": [view.entity(kind, entity.name) for kind, entity in names],
        "neighbourhoods": [view.neighbourhood(kind, key, limit=1000) for kind, key in centres],
        "stats": view.stats(),
    }


def _inside(view: View, documents: list[str]) -> Iterator[tuple[NodeKind, str]]:
    """The sections and passages of the documents."""
    waiting = [(NodeKind.DOCUMENT, key) for key in documents]
    while waiting:
        kind, key = waiting.pop()
        for link in view.neighbourhood(kind, key, limit=1000).links:
            if link.source.key == key and link.target.kind in (NodeKind.SECTION, NodeKind.PASSAGE):
                yield link.target.kind, link.target.key
                if link.target.kind is NodeKind.SECTION:
                    waiting.append((link.target.kind, link.target.key))


def put(
    writer: Writer, document: Document, *, source: str | None = None, access: Access | None = None, extractor: str = "1"
) -> Put:
    """Puts with defaults: its own source, open to all."""
    return writer.put(
        document,
        original_of(document),
        source=source or f"/speeches/{document.id}.txt",
        access=access or Access(),
        extractor=extractor,
    )


def filled(store: GraphStore, *documents: Document) -> GraphStore:
    """The store with these documents in it, each from its own source."""
    with store.writer() as writer:
        for document in documents:
            put(writer, document)
    return store
