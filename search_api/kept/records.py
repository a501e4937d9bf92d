"""Searches that people gave a name, those that found nothing, approved synonyms, and what the index could not take."""

import json
import secrets
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from graph.errors import NotFound
from search_api.errors import told
from search_api.kept.file import KeptFile, Stamp, when

LONGEST = 200
"""Characters of a query that is written down: more is a page that somebody pasted."""
MOST_MISSES = 5_000
"""Queries without a hit that are kept; the longest unasked goes first."""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS saved (
    id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, q TEXT NOT NULL, params TEXT NOT NULL, created TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS miss (
    q TEXT PRIMARY KEY, times INTEGER NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS synonym (
    word TEXT NOT NULL, other TEXT NOT NULL, decision TEXT NOT NULL, decided TEXT NOT NULL,
    PRIMARY KEY (word, other)
) STRICT;
CREATE TABLE IF NOT EXISTS left_out (document_id TEXT PRIMARY KEY, reason TEXT NOT NULL) STRICT;
"""

Synonyms = Mapping[str, tuple[str, ...]]
"""Each word → the words that are searched for as well."""
Params = Mapping[str, tuple[str, ...]]


class Decision(StrEnum):
    """What a curator says of two words."""

    APPROVED = "approved"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search with a name; `params` are those of the address beside `q`."""

    id: str
    name: str
    q: str
    created: datetime
    params: Params = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Miss:
    """A query that found nothing, with how often it was asked."""

    q: str
    times: int
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class Pair:
    """Two words that a curator has decided about."""

    word: str
    other: str
    decision: Decision
    decided: datetime


class SearchRecords(KeptFile):
    """What is kept of people's searching."""

    schema = _SCHEMA

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._read: tuple[Stamp, Synonyms] = ((0, 0, b""), {})

    def save(self, name: str, q: str, params: Params) -> SavedSearch:
        """The search under its name, in place of the one that had the name before."""
        saved = SavedSearch(secrets.token_hex(8), name, q, datetime.now(UTC), params)
        with self.changed() as db:
            db.execute("DELETE FROM saved WHERE name = ?", (name,))
            values = (saved.id, name, q, json.dumps(dict(params)), saved.created.isoformat())
            db.execute("INSERT INTO saved (id, name, q, params, created) VALUES (?, ?, ?, ?, ?)", values)
        return saved

    def saved(self) -> Sequence[SavedSearch]:
        """All saved searches, the newest first."""
        return [_saved(row) for row in self.rows("SELECT * FROM saved ORDER BY created DESC, id")]

    def open(self, key: str) -> SavedSearch:
        """The saved search with this id or name. Raises `NotFound`."""
        for row in self.rows("SELECT * FROM saved WHERE ? IN (id, name)", key):
            return _saved(row)
        raise NotFound("已存检索", key)

    def forget(self, key: str) -> None:
        """Removes the saved search with this id or name. Raises `NotFound`."""
        found = self.open(key)
        with self.changed() as db:
            db.execute("DELETE FROM saved WHERE id = ?", (found.id,))

    def record_miss(self, q: str) -> None:
        """Counts a query that found nothing."""
        now = datetime.now(UTC).isoformat()
        with self.changed() as db:
            db.execute(
                "INSERT INTO miss (q, times, first, last) VALUES (?, 1, ?, ?)"
                " ON CONFLICT (q) DO UPDATE SET times = times + 1, last = excluded.last",
                (q[:LONGEST], now, now),
            )
            db.execute(
                "DELETE FROM miss WHERE q IN (SELECT q FROM miss ORDER BY last DESC LIMIT -1 OFFSET ?)", (MOST_MISSES,)
            )

    def misses(self, limit: int = 100) -> Sequence[Miss]:
        """Queries that found nothing, the most asked first."""
        rows = self.rows("SELECT * FROM miss ORDER BY times DESC, last DESC, q LIMIT ?", limit)
        return [Miss(r["q"], r["times"], when(r["first"]), when(r["last"])) for r in rows]

    def forget_miss(self, q: str) -> None:
        """Takes a query off the list, if it is on it."""
        with self.changed() as db:
            db.execute("DELETE FROM miss WHERE q = ?", (q[:LONGEST],))

    def decide(self, word: str, other: str, decision: Decision) -> None:
        """Writes down whether a search for `word` looks for `other` too, and the other way round."""
        with self.changed() as db:
            db.execute("DELETE FROM synonym WHERE (word, other) IN (VALUES (?, ?), (?, ?))", (word, other, other, word))
            db.execute(
                "INSERT INTO synonym (word, other, decision, decided) VALUES (?, ?, ?, ?)",
                (word, other, decision, datetime.now(UTC).isoformat()),
            )

    def withdraw(self, word: str, other: str) -> None:
        """Takes a decision back, whichever word stands first. Raises `NotFound`."""
        with self.changed() as db:
            there = "(word, other) IN (VALUES (?, ?), (?, ?))"
            if not db.execute(f"DELETE FROM synonym WHERE {there}", (word, other, other, word)).rowcount:
                raise NotFound("同义词", f"{word}＝{other}")

    def pairs(self) -> Sequence[Pair]:
        """All decisions, the newest first."""
        rows = self.rows("SELECT * FROM synonym ORDER BY decided DESC, word, other")
        return [Pair(r["word"], r["other"], Decision(r["decision"]), when(r["decided"])) for r in rows]

    def synonyms(self) -> Synonyms:
        """The approved synonyms; the same object until the file changes, by whatever process."""
        now = self.stamp()
        if now != self._read[0]:
            found: dict[str, tuple[str, ...]] = {}
            for pair in self.pairs():
                if pair.decision is Decision.APPROVED:
                    found[pair.word] = (*found.get(pair.word, ()), pair.other)
                    found[pair.other] = (*found.get(pair.other, ()), pair.word)
            self._read = (now, self._read[1] if found == self._read[1] else found)
        return self._read[1]

    def left_out(self) -> Mapping[str, str]:
        """The ids of documents that the index could not take, with the reason."""
        return {r["document_id"]: r["reason"] for r in self.rows("SELECT * FROM left_out ORDER BY document_id")}

    def note_left_out(
        self, documents: Sequence[str], left_out: Mapping[str, Exception], anew: bool
    ) -> None:  # the shape of `follow.Note`
        """Writes down which of `documents` were left out now; `anew` forgets all that was written down before."""
        known = self.left_out()
        others = {} if anew else {key: reason for key, reason in known.items() if key not in set(documents)}
        if (now := others | {key: told(error) for key, error in left_out.items()}) == known:
            return
        with self.changed() as db:
            db.execute("DELETE FROM left_out")
            db.executemany("INSERT INTO left_out VALUES (?, ?)", now.items())


def _saved(row: sqlite3.Row) -> SavedSearch:
    params = {str(name): tuple(map(str, values)) for name, values in json.loads(row["params"]).items()}
    return SavedSearch(row["id"], row["name"], row["q"], when(row["created"]), params)
