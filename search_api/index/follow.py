"""Brings an index to the last commit of a store."""

import time
from collections.abc import Iterator, Sequence
from contextlib import nullcontext

from graph.access import LOCAL
from graph.errors import NotFound
from graph.store.base import Change, GraphStore
from search_api.analysis.tokens import fingerprint
from search_api.errors import IndexBusy
from search_api.index.base import SearchIndex, State
from search_api.index.entries import entries_of
from search_api.index.fields import Entry

_BATCH = 40_000
"""Entries a commit: a minute of work and some hundred megabytes; few commits leave few segments to search in."""
_PATIENCE = 2.0
_PAUSE = 0.1


def catch_up(store: GraphStore, index: SearchIndex, *, patience: float = _PATIENCE) -> int:
    """Takes over what the index lacks; returns how many documents were. Safe to repeat, and to run in many processes.

    Where another process is writing the index and does not finish in time, it is doing this very work: what was done
    so far is returned. A batch is committed with the commit up to which it is complete, so that one cut short is done
    again.
    """
    done = 0
    deadline = time.monotonic() + patience
    while True:
        index.refresh()
        state = index.state()
        known = state is not None and (state.store_id, state.fingerprint) == (store.id, fingerprint())
        since = state.commit if state is not None and known else 0
        target = store.last_commit()
        if known and since == target:
            return done
        # A store that was put back from a backup has fewer commits than its index.
        clear = not known or since > target
        try:
            done += _take_over(store, index, since=0 if clear else since, target=target, clear=clear)
        except IndexBusy:
            if time.monotonic() > deadline:
                return done
            time.sleep(_PAUSE)


def rebuild(store: GraphStore, index: SearchIndex, *, patience: float = _PATIENCE) -> int:
    """Takes over everything; returns how many documents that was. Raises `IndexBusy`.

    Until the first batch is committed, readers find what the index held before; where the engine can, until the last.
    """
    deadline = time.monotonic() + patience
    while True:
        try:
            done = _take_over(store, index, since=0, target=store.last_commit(), clear=True)
            break
        except IndexBusy:
            if time.monotonic() > deadline:
                raise
            time.sleep(_PAUSE)
    return done + catch_up(store, index)


def _take_over(store: GraphStore, index: SearchIndex, *, since: int, target: int, clear: bool) -> int:
    changes = store.changes(since)
    done = 0
    with index.renewal() if clear else nullcontext():
        for batch, entries, complete in _batches(store, changes, target):
            removed = [change.document_id for change in batch]
            state = State(store.id, complete, fingerprint())
            index.apply(state, removed=removed, added=entries, clear=clear and not done)
            done += len(batch)
        if not changes:
            index.apply(State(store.id, target, fingerprint()), removed=[], added=[], clear=clear)
    return done


def _batches(
    store: GraphStore, changes: Sequence[Change], target: int
) -> Iterator[tuple[Sequence[Change], Sequence[Entry], int]]:
    """Changes in order with the entries of their documents, and the commit that the index then holds in full."""
    batch: list[Change] = []
    entries: list[Entry] = []
    for change, following in zip(changes, [*changes[1:], None], strict=False):  # none at all has no following
        batch.append(change)
        entries += _entries(store, change)
        if following is None:
            yield batch, entries, max(change.commit, target)
        elif len(entries) >= _BATCH:
            yield batch, entries, min(change.commit, following.commit - 1)
            batch, entries = [], []


def _entries(store: GraphStore, change: Change) -> Sequence[Entry]:
    if change.deleted:
        return ()
    try:
        document = store.view(LOCAL).document(change.document_id)
        return tuple(entries_of(document, store.access(change.document_id)))
    except NotFound:
        # Deleted since the changes were read; its deletion is a later change.
        return ()
