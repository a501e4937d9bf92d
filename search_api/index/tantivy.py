"""The index in tantivy: fast, embedded, one folder. The default."""

import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import tantivy
from tantivy import Occur, Query

from graph.access import Reader
from search_api.analysis.tokens import Token, streams
from search_api.errors import IndexUnwritable
from search_api.index.awaited import Awaited, Counts
from search_api.index.base import Hit, Hits, SearchIndex, State
from search_api.index.columns import Counter, add_columns, write_columns
from search_api.index.fields import (
    GIVEN_MARKS,
    Clause,
    Entry,
    ExactField,
    FacetField,
    IndexQuery,
    OneOf,
    Order,
    Phrase,
    Term,
    TextField,
)
from search_api.index.folder import IndexFolder, group_terms, member_terms
from search_api.index.shown import Shown
from search_api.index.splitting import Parts, leaves, split

T = TypeVar("T")
_Clauses = list[tuple[Any, Query]]

_WRITER_MEMORY = 256_000_000
_OPENING_WAIT = 30.0
_ORDERS = {Order.RELEVANCE: None, Order.DATE: "recency"}


class TantivyIndex(SearchIndex):
    """Passages as documents of their own; the state is one more document, so that it is committed with the data."""

    def __init__(self, path: Path) -> None:
        self._folder = IndexFolder(path)
        self._schema = _schema()
        self._links: TemporaryDirectory[str] | None = None
        self._index = self._open()
        self._writing = threading.Lock()
        self._counter = Counter()
        self._counting = ThreadPoolExecutor(thread_name_prefix="zhigui-facets")
        self._state: State | None = None
        """What was read since the last refresh: asked for with every search."""

    def state(self) -> State | None:
        if self._state is None:
            self._state = self._read_state()
        return self._state

    def _read_state(self) -> State | None:
        found = self._read(lambda searcher: _stored(searcher, self._term("meta", "state"), 1))
        if not found:
            return None
        store_id, commit, fingerprint = (str(found[0][name][0]) for name in ("store_id", "commit", "fingerprint"))
        return State(store_id, int(commit), fingerprint)

    def turn(self) -> AbstractContextManager[None]:
        return self._folder.writing()

    def apply(self, state: State, *, removed: Sequence[str], added: Sequence[Entry], clear: bool = False) -> None:
        with self._writing, self._folder.writing():
            writer = self._index.writer(_WRITER_MEMORY, 1)
            try:
                # A writer that was killed before its commit was whole leaves files with the names that this one gives.
                writer.garbage_collect_files()
                if clear:
                    writer.delete_all_documents()
                for document_id in removed:
                    writer.delete_documents_by_term("document_id", document_id)
                writer.delete_documents_by_term("meta", "state")
                for entry in added:
                    writer.add_document(_document(entry))
                writer.add_document(_state_document(state))
                writer.commit()
            finally:
                # Also lets go of tantivy's own lock, which would otherwise wait for the garbage collector.
                writer.wait_merging_threads()
        self.refresh()

    def search(self, query: IndexQuery, reader: Reader, *, offset: int = 0, limit: int = 10) -> Hits:
        parts = split(query)
        kept = self._kept(query, parts, reader)
        asked, counted = self._scored(kept, parts), self._counted(kept, parts)

        def run(searcher: Any) -> Hits:
            # tantivy lets go of Python meanwhile, so hits are looked for and counted at once.
            counts = self._counting.submit(self._counter.count, searcher, counted)
            found = searcher.search(asked, limit=max(limit, 1), offset=offset, order_by_field=_ORDERS[query.order])
            hits = []
            for score, address in found.hits[:limit]:
                stored = searcher.doc(address).to_dict()
                names = (stored["passage_id"][0], stored["document_id"][0])
                scored = float(score) if query.order is Order.RELEVANCE else 0.0
                hits.append(Hit(*names, scored, bytes(stored["shown"][0]).decode()))
            return Hits(found.count, tuple(hits), Awaited(lambda: self._finished(counts, counted)))

        return self._read(run)

    def total(self, query: IndexQuery, reader: Reader) -> int:
        parts = split(query)
        counted = self._counted(self._kept(query, parts, reader), parts)
        return int(self._read(lambda searcher: searcher.search(counted, limit=1).count))

    def _finished(self, counts: "Future[Counts]", counted: Query) -> Counts:
        try:
            return counts.result()
        except BaseException as error:
            if not _is_damage(error):
                raise
        return self._read(lambda searcher: self._counter.count(searcher, counted))

    def words(self, prefix: str, reader: Reader, *, limit: int = 10) -> Sequence[tuple[str, int]]:
        return self._terms(TextField.WORDS.value, prefix, reader)[:limit]

    def values(self, field: ExactField, reader: Reader) -> Sequence[tuple[str, int]]:
        return self._terms(field.value, "", reader)

    def _terms(self, field: str, prefix: str, reader: Reader) -> list[tuple[str, int]]:
        visible = self._access(reader)
        # Never None, which counts passages too that were taken out and not yet merged away.
        only = Query.boolean_query(visible) if visible else Query.all_query()
        found: list[tuple[str, int]] = self._read(
            lambda searcher: searcher.terms_with_prefix(field, prefix, only, None)
        )
        return sorted((term for term in found if term[1]), key=lambda term: (-term[1], term[0]))

    def refresh(self) -> None:
        try:
            self._index.reload()
        except (ValueError, OSError):
            self._index = self._open()
        self._state = None

    def close(self) -> None:
        self._counting.shutdown()
        # tantivy closes its files when the object goes.
        del self._index
        self._drop_links()

    def _open(self) -> Any:
        """The index in the folder; an empty one in its stead where it is damaged or has other fields."""
        if not self._folder.is_writable:
            return self._linked()
        try:
            return _existing(self._folder.path, self._schema)
        except (ValueError, OSError):
            pass
        with self._folder.writing(wait=_OPENING_WAIT):
            try:
                # Another process may have made it while this one waited.
                return _existing(self._folder.path, self._schema)
            except (ValueError, OSError):
                return self._made_anew()

    def _linked(self) -> Any:
        """The index in a folder that may only be read, by links: tantivy writes a lock where it reads."""
        self._drop_links()
        self._links = TemporaryDirectory(prefix="zhigui-", ignore_cleanup_errors=True)
        folder = Path(self._links.name)
        self._folder.link_into(folder)
        try:
            return _existing(folder, self._schema)
        except (ValueError, OSError) as error:
            self._drop_links()
            raise IndexUnwritable(str(self._folder.path), "索引尚未建立，或由另一版本建立") from error

    def _drop_links(self) -> None:
        if self._links is not None:
            self._links.cleanup()
            self._links = None

    def _made_anew(self) -> Any:
        self._folder.empty()
        return _manual(tantivy.Index(self._schema, str(self._folder.path), reuse=False))

    def _read(self, question: Callable[[Any], T]) -> T:
        """The answer. An index found damaged is emptied, so that its state asks for it to be made again."""
        try:
            return question(self._index.searcher())
        except BaseException as error:
            if not _is_damage(error):
                raise
        with self._folder.writing(wait=_OPENING_WAIT):
            self._index = self._made_anew()
            self._state = None
        return question(self._index.searcher())

    def _term(self, field: str, value: str) -> Query:
        return Query.const_score_query(Query.term_query(self._schema, field, value), 0.0)

    def _kept(self, query: IndexQuery, parts: Parts, reader: Reader) -> _Clauses:
        """What must match besides the groups, and what must not."""
        _, demanded, _ = parts
        must = [(Occur.Must, self._any(field.value, values)) for field, values in query.filters.items()]
        must += [(Occur.Must, self._clause(clause)) for clause in demanded]
        return [*self._access(reader), *must, *((Occur.MustNot, self._clause(clause)) for clause in query.must_not)]

    def _scored(self, kept: _Clauses, parts: Parts) -> Query:
        """What matches, scored."""
        demanding, _, adding = parts
        scored = [(Occur.Must, _any_of(map(self._clause, group))) for group in demanding]
        scored += [(Occur.Should, self._clause(clause)) for clause in adding]
        return self._together([*kept, *scored])

    def _counted(self, kept: _Clauses, parts: Parts) -> Query:
        """The same without what only adds to the score and with no weights.

        Each word once and side by side: a passage is let in by any of them, however they are put together.
        """
        demanding, _, _ = parts
        counted = [(Occur.Must, _any_of(self._way(leaf) for leaf in _distinct(group))) for group in demanding]
        return self._together([*kept, *counted])

    def _together(self, clauses: _Clauses) -> Query:
        """All passages where nothing is demanded."""
        if not any(occur == Occur.Must for occur, _ in clauses):
            everything = Query.const_score_query(Query.all_query(), 0.0)
            clauses = [(Occur.Must, everything), (Occur.MustNot, self._term("meta", "state")), *clauses]
        return Query.boolean_query(clauses)

    def _access(self, reader: Reader) -> _Clauses:
        if reader.levels is None:
            return []
        return [
            (Occur.Must, self._any("level", reader.levels)),
            (Occur.Must, self._any("groups", member_terms(reader))),
        ]

    def _any(self, field: str, values: Iterable[str]) -> Query:
        return Query.const_score_query(Query.term_set_query(self._schema, field, sorted(values)), 0.0)

    def _clause(self, clause: Clause) -> Query:
        ways = [self._way(leaf, weight) for leaf, weight in leaves(clause).items()]
        return ways[0] if len(ways) == 1 else Query.disjunction_max_query(ways)

    def _way(self, leaf: Clause, weight: float = 1.0) -> Query:
        if isinstance(leaf, OneOf):
            return Query.const_score_query(self._any(leaf.field.value, leaf.values), weight)
        if isinstance(leaf, Term):
            made = Query.term_query(self._schema, leaf.field.value, leaf.text, "freq")
        elif isinstance(leaf, Phrase):
            made = Query.phrase_query(self._schema, leaf.field.value, list(leaf.texts))
        else:
            made = Query.boolean_query([(Occur.Must, self._clause(inner)) for inner in leaf.clauses])
        return made if weight == 1.0 else Query.boost_query(made, weight)


def _any_of(queries: Iterable[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def _distinct(clauses: Iterable[Clause]) -> Iterable[Clause]:
    return dict.fromkeys(leaf for clause in clauses for leaf in leaves(clause))


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    for name in ("meta", "level", "groups"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("document_id", "passage_id"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("store_id", "commit", "fingerprint"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("shown", stored=True)
    builder.add_unsigned_field("recency", fast=True)
    for facet in FacetField:
        builder.add_text_field(facet.value, tokenizer_name="raw", index_option="basic")
    add_columns(builder)
    for mark in GIVEN_MARKS:
        builder.add_text_field(mark.value, tokenizer_name="raw", index_option="basic")
    for text in TextField:
        builder.add_text_field(text.value, index_option="position" if text is TextField.GRAMS else "freq")
    return builder.build()


def _existing(path: Path, schema: Any) -> Any:
    """The index in the folder. Raises ValueError where there is none, or one with other fields."""
    if not tantivy.Index.exists(str(path)):
        raise ValueError("no index here")
    return _manual(tantivy.Index(schema, str(path), reuse=True))


def _is_damage(error: BaseException) -> bool:
    """Whether tantivy could not make sense of its files; a panic in Rust is no `Exception`."""
    return (
        isinstance(error, OSError)
        or (isinstance(error, ValueError) and "corrupt" in str(error).lower())
        or type(error).__name__ == "PanicException"
    )


def _manual(index: Any) -> Any:
    # A reader sees new commits when it is told to: no thread that polls the folder.
    index.config_reader("manual")
    return index


def _document(entry: Entry) -> Any:
    document = tantivy.Document()
    document.add_text("passage_id", entry.passage_id)
    document.add_text("document_id", entry.document_id)
    for field, values in (*entry.facets.items(), *entry.marks.items()):
        for value in values:
            document.add_text(field.value, value)
    write_columns(document, entry)
    document.add_unsigned("recency", entry.recency)
    document.add_bytes("shown", Shown.of(entry).packed().encode())
    document.add_text("level", entry.access.level)
    for group in group_terms(entry.access):
        document.add_text("groups", group)
    for text, tokens in streams(entry).items():
        document.add_pre_tokenized_text(text.value, _pretokenized(tokens))
    return document


def _pretokenized(tokens: Sequence[Token]) -> Any:
    # tantivy stores no text here, so its own offsets would be of no use.
    return tantivy.PreTokenizedString("", [tantivy.Token(token.text, token.position, 0, 0) for token in tokens])


def _state_document(state: State) -> Any:
    document = tantivy.Document()
    document.add_text("meta", "state")
    document.add_text("store_id", state.store_id)
    document.add_text("commit", str(state.commit))
    document.add_text("fingerprint", state.fingerprint)
    return document


def _stored(searcher: Any, query: Query, limit: int) -> list[dict[str, list[Any]]]:
    return [searcher.doc(address).to_dict() for _, address in searcher.search(query, limit=limit).hits]
