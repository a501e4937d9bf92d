"""Brings an index to the last commit of a store."""

import logging
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass

from graph.access import LOCAL
from graph.errors import NotFound
from graph.store.base import GraphStore
from graph.store.shapes import Change
from search_api.analysis.tokens import fingerprint
from search_api.errors import IndexBusy
from search_api.index.base import SearchIndex, State
from search_api.index.entries import entries_of
from search_api.index.refusals import Part, Taking, may_be_one_document

Note = Callable[[Sequence[str], Mapping[str, Exception], bool], None]
"""Is told of each batch: the documents in it, why which of them were left out, and whether it is the first of all."""
_log = logging.getLogger(__name__)
_BATCH = 40_000
"""Entries a commit: a minute of work and some hundred megabytes; few commits leave few segments to search in."""
_PATIENCE = 2.0
_PAUSE = 0.1


@dataclass(frozen=True, slots=True)
class Lacking:
    """The commits that an index is to take over, after it was emptied where it holds anything else."""

    since: int
    target: int
    clear: bool


def tell_nobody(documents: Sequence[str], left_out: Mapping[str, Exception], first: bool) -> None:
    """Lets the log alone tell of what was left out."""


def catch_up(store: GraphStore, index: SearchIndex, *, patience: float = _PATIENCE, note: Note = tell_nobody) -> int:
    """Takes over what the index lacks; returns how many documents were. Safe to repeat, and to run in many processes.

    Where another process is writing the index and does not finish in time, it is doing this very work: what was done
    so far is returned. A batch is committed with the commit up to which it is complete, so that one cut short is done
    again. A document that the index cannot take is left out until it changes or all is taken over anew.
    """
    done = 0
    deadline = time.monotonic() + patience
    while _lacking(store, index):
        try:
            # Looked at once more: what was lacking may have been taken over by whoever had the turn before.
            with index.turn():
                if lacking := _lacking(store, index):
                    done += _take_over(store, index, lacking, note)
        except IndexBusy:
            if time.monotonic() > deadline:
                break
            time.sleep(_PAUSE)
    return done


def rebuild(store: GraphStore, index: SearchIndex, *, patience: float = _PATIENCE, note: Note = tell_nobody) -> int:
    """Takes over everything; returns how many documents that was. Raises `IndexBusy`.

    Until the first batch is committed, readers find what the index held before; where the engine can, until the last.
    """
    deadline = time.monotonic() + patience
    while True:
        try:
            with index.turn():
                done = _take_over(store, index, Lacking(0, store.last_commit(), clear=True), note)
            break
        except IndexBusy:
            if time.monotonic() > deadline:
                raise
            time.sleep(_PAUSE)
    return done + catch_up(store, index, note=note)


def _lacking(store: GraphStore, index: SearchIndex) -> Lacking | None:
    """What the index lacks of the store now; None where it holds all."""
    index.refresh()
    state = index.state()
    target = store.last_commit()
    # A store that was put back from a backup has fewer commits than its index.
    if state is None or (state.store_id, state.fingerprint) != (store.id, fingerprint()) or state.commit > target:
        return Lacking(0, target, clear=True)
    return Lacking(state.commit, target, clear=False) if state.commit < target else None


def _take_over(store: GraphStore, index: SearchIndex, lacking: Lacking, note: Note) -> int:
    """Returns how many documents were taken over. To be called in the index's turn."""
    changes = store.changes(lacking.since)
    done = 0
    held, target, clear = lacking.since, lacking.target, lacking.clear
    with index.renewal() if clear else nullcontext():
        for batch, complete in _batches(store, changes, target):
            before, after = (State(store.id, commit, fingerprint()) for commit in (held, complete))
            left_out = Taking(index, before, after, clear and not done).take(batch)
            for key, error in left_out.items():
                _log.error("the index cannot take document %s", key, exc_info=error)
            note([part.document_id for part in batch], left_out, clear and not done)
            done, held = done + len(batch), complete
        if not changes:
            index.apply(State(store.id, target, fingerprint()), removed=[], added=[], clear=clear)
    return done


def _batches(store: GraphStore, changes: Sequence[Change], target: int) -> Iterator[tuple[Sequence[Part], int]]:
    """Changed documents in order with their entries, and the commit that the index then holds in full."""
    batch: list[Part] = []
    entries = 0
    for change, following in zip(changes, [*changes[1:], None], strict=False):  # none at all has no following
        batch.append(_part(store, change))
        entries += len(batch[-1].entries)
        if following is None:
            yield batch, max(change.commit, target)
        elif entries >= _BATCH:
            yield batch, min(change.commit, following.commit - 1)
            batch, entries = [], 0


def _part(store: GraphStore, change: Change) -> Part:
    key = change.document_id
    if change.deleted:
        return Part(key)
    try:
        document = store.view(LOCAL).document(key)
        return Part(key, tuple(entries_of(document, store.access(key))))
    except NotFound:
        # Deleted since the changes were read; its deletion is a later change.
        return Part(key)
    except Exception as error:
        if not may_be_one_document(error):
            raise
        return Part(key, error=error)
