"""A whole library from one store to another: bytes, records, corrections, sources, access, which extractor made what.

A document is one transaction of the target. What is there already is left alone, so that a migration that was cut
short goes on where it was, and one that is made again changes nothing.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from graph.access import LOCAL, Access
from graph.corrections.names import Names
from graph.errors import NotFound
from graph.patience import patiently
from graph.schema import NodeKind
from graph.store.base import GraphStore, View, Writer
from graph.store.shapes import SourceState
from ingest import record
from ingest.model import Document

Progress = Callable[[int, int, str], None]
"""Is told: documents done, documents in all, base name of the last one, or what is waited for."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a library holds, counted, and one hash over all that is true in it."""

    documents: int
    sources: int
    characters: int
    nodes: Mapping[NodeKind, int]
    content: str
    """Of bytes, records, corrections, sources, extractors and access, document by document, and of corrected names."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both libraries after a migration."""

    source: Holdings
    target: Holdings
    missing: tuple[str, ...]
    """Ids of documents that only the source has."""
    surplus: tuple[str, ...]
    """Ids of documents that only the target has, as it had before."""
    differing: tuple[str, ...]
    """Ids of documents that are not the same in both."""

    @property
    def same(self) -> bool:
        """Whether the two libraries hold the same."""
        return self.source == self.target and not (self.missing or self.surplus or self.differing)


def migrate(source: GraphStore, target: GraphStore, progress: Progress | None = None) -> Comparison:
    """Copies what `target` lacks of `source`, and compares the two; what only the target has stays.

    A server that is away is waited for. Raises `StoreAway` after ten minutes of that, `StoreFull`, `StoreBusy`.
    """
    told = progress or _silent
    by_document = _sources(source.view(LOCAL))
    there = target.view(LOCAL).sources()
    with target.writer() as writer:
        ledger = source.ledger()
        patiently(lambda: writer.take_over(ledger), waiting=_Waiting(told, 0, len(by_document)))
        for done, (document_id, sources) in enumerate(by_document.items()):
            waiting = _Waiting(told, done, len(by_document))
            copy = _Copy(source, target, writer, document_id, sources, there)
            told(done + 1, len(by_document), patiently(copy.run, waiting=waiting))
    return compare(source, target)


def compare(source: GraphStore, target: GraphStore) -> Comparison:
    """What the two hold, and where they differ."""
    ours, theirs = _hashes(source), _hashes(target)
    return Comparison(
        _holdings(source, ours),
        _holdings(target, theirs),
        missing=tuple(sorted(ours.keys() - theirs.keys())),
        surplus=tuple(sorted(theirs.keys() - ours.keys())),
        differing=tuple(sorted(key for key in ours.keys() & theirs.keys() if ours[key] != theirs[key])),
    )


@dataclass(frozen=True, slots=True)
class _Waiting:
    """Tells that a server is away."""

    told: Progress
    done: int
    total: int

    def __call__(self, error: Exception) -> None:
        self.told(self.done, self.total, f"等待恢复：{error}")


@dataclass(frozen=True, slots=True)
class _Copy:
    """One document on its way; safe to run again."""

    source: GraphStore
    target: GraphStore
    writer: Writer
    document_id: str
    sources: Mapping[str, str]
    """Each source of the document with the extractor that made the record."""
    there: Mapping[str, SourceState]
    """The sources of the target before the migration."""

    def run(self) -> str:
        """The name of the file; empty where the document has been deleted meanwhile."""
        view = self.source.view(LOCAL)
        try:
            document, original = view.review(self.document_id).record, view.original(self.document_id)
            access = self.source.access(self.document_id)
        except NotFound:
            return ""
        if self._arrived(document, access):
            return document.file
        for name, extractor in self.sources.items():
            put = self.writer.put(document, original, source=name, access=access, extractor=extractor)
        if self.target.view(LOCAL).review(put.document_id).record != document:
            # The target had it from elsewhere, read by the same extractor; from the second time on the source decides.
            self.writer.put(document, original, source=name, access=access, extractor=extractor)
        return document.file

    def _arrived(self, document: Document, access: Access) -> bool:
        """Whether the target has all of it: the bytes are the same where the id is."""
        try:
            known = self.target.view(LOCAL).review(self.document_id).record
            if known != document or self.target.access(self.document_id) != access:
                return False
        except NotFound:
            return False
        return all(self.there.get(name) == SourceState(self.document_id, by) for name, by in self.sources.items())


def _sources(view: View) -> dict[str, dict[str, str]]:
    """The sources of each document with their extractors."""
    found: dict[str, dict[str, str]] = {}
    for name, state in view.sources().items():
        found.setdefault(state.document_id, {})[name] = state.extractor
    return found


def _hashes(store: GraphStore) -> dict[str, str]:
    """A hash of each document with all that the library knows of it."""
    view = store.view(LOCAL)
    states: dict[str, list[tuple[str, SourceState]]] = {}
    for name, state in sorted(view.sources().items()):
        states.setdefault(state.document_id, []).append((name, state))
    return {key: _hash(store, view, key, of) for key, of in states.items()}


def _hash(store: GraphStore, view: View, document_id: str, states: Sequence[tuple[str, SourceState]]) -> str:
    access = store.access(document_id)
    played = view.review(document_id)
    digest = hashlib.sha256()
    for part in (
        view.original(document_id),
        record.dump(played.record).encode(),
        repr(played.standings).encode(),
        repr((access.level, sorted(access.groups))).encode(),
        repr([(name, state.extractor) for name, state in states]).encode(),
    ):
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def _holdings(store: GraphStore, hashes: Mapping[str, str]) -> Holdings:
    view = store.view(LOCAL)
    stats = view.stats()
    names = Names.of(store.ledger().corrections)
    return Holdings(
        documents=stats.documents,
        sources=len(view.sources()),
        characters=stats.characters,
        nodes=dict(stats.by_kind),
        content=hashlib.sha256(repr((sorted(hashes.items()), names)).encode()).hexdigest()[:16],
    )


def _silent(done: int, total: int, file: str) -> None:
    pass
