"""What is kept of answers: those that a curator pinned to a question, and what readers thought of those they got."""

import json
import secrets
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from graph.access import Access
from graph.errors import NotFound
from graph.quote import Quote
from ingest.model import DateInterval, DocumentKind
from search_api.kept.file import KeptFile, Stamp, when

MOST_OPINIONS = 5_000
"""Opinions that are kept; the oldest goes first."""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS pinned (
    id TEXT PRIMARY KEY, questions TEXT NOT NULL, answer TEXT NOT NULL, quotes TEXT NOT NULL, note TEXT NOT NULL,
    author TEXT NOT NULL, made TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS opinion (
    id TEXT PRIMARY KEY, question TEXT NOT NULL, helpful INTEGER NOT NULL, reason TEXT NOT NULL, found INTEGER NOT NULL,
    quotes TEXT NOT NULL, author TEXT NOT NULL, made TEXT NOT NULL
) STRICT;
"""


@dataclass(frozen=True, slots=True)
class KeptQuote:
    """A quote as it was, with what its document asked of its readers then: that holds when the document is gone."""

    quote: Quote
    access: Access


@dataclass(frozen=True, slots=True)
class Pinned:
    """An answer that a curator pinned (置顶) to a question, the first of `questions`, and to its paraphrases."""

    id: str
    questions: tuple[str, ...]
    answer: str
    """The curator's words; none where the quotes say it."""
    quotes: tuple[KeptQuote, ...]
    note: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a reader thought of an answer: whether it helped, and why (not)."""

    id: str
    question: str
    helpful: bool
    reason: str
    found: bool
    """Whether the question was answered at all."""
    quotes: tuple[KeptQuote, ...]
    by: str
    at: datetime


class AnswerRecords(KeptFile):
    """Pinned answers and opinions."""

    schema = _SCHEMA

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._read: tuple[Stamp | None, Sequence[Pinned]] = (None, ())

    def pin(
        self,
        questions: Sequence[str],
        quotes: Sequence[KeptQuote],
        by: str,
        *,
        answer: str = "",
        note: str = "",
        instead_of: Sequence[str] = (),
    ) -> Pinned:
        """The answer pinned to the questions, in place of those with these ids."""
        one = Pinned(secrets.token_hex(8), tuple(questions), answer, tuple(quotes), note, by, datetime.now(UTC))
        asked = json.dumps(one.questions, ensure_ascii=False)
        with self.changed() as db:
            db.executemany("DELETE FROM pinned WHERE id = ?", [(key,) for key in instead_of])
            db.execute(
                "INSERT INTO pinned (id, questions, answer, quotes, note, author, made) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (one.id, asked, answer, _written(quotes), note, by, one.at.isoformat()),
            )
        return one

    def pinned(self) -> Sequence[Pinned]:
        """All pinned answers, the newest first; the same object until the file changes, by whatever process."""
        now = self.stamp()
        if now != self._read[0]:
            rows = self.rows("SELECT * FROM pinned ORDER BY made DESC, id")
            self._read = (now, tuple(_pinned(row) for row in rows))
        return self._read[1]

    def unpin(self, key: str) -> None:
        """Takes a pinned answer away. Raises `NotFound`."""
        self._delete("pinned", "置顶答案", key)

    def tell(
        self, question: str, quotes: Sequence[KeptQuote], by: str, *, helpful: bool, reason: str, found: bool
    ) -> Opinion:
        """Keeps what a reader thought of an answer."""
        one = Opinion(
            secrets.token_hex(8), question, helpful, reason, found, tuple(quotes), by, datetime.now(UTC)
        )  # fmt: skip
        with self.changed() as db:
            db.execute(
                "INSERT INTO opinion (id, question, helpful, reason, found, quotes, author, made)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (one.id, question, helpful, reason, found, _written(quotes), by, one.at.isoformat()),
            )
            db.execute(
                "DELETE FROM opinion WHERE id IN (SELECT id FROM opinion ORDER BY made DESC LIMIT -1 OFFSET ?)",
                (MOST_OPINIONS,),
            )
        return one

    def opinions(self) -> Sequence[Opinion]:
        """All that is kept, the newest first."""
        return [_opinion(row) for row in self.rows("SELECT * FROM opinion ORDER BY made DESC, id")]

    def forget_opinion(self, key: str) -> None:
        """Takes an opinion off the list. Raises `NotFound`."""
        self._delete("opinion", "意见", key)

    def _delete(self, table: str, what: str, key: str) -> None:
        with self.changed() as db:
            if not db.execute(f"DELETE FROM {table} WHERE id = ?", (key,)).rowcount:
                raise NotFound(what, key)


def _written(quotes: Sequence[KeptQuote]) -> str:
    return json.dumps([_told(one) for one in quotes], ensure_ascii=False)


def _told(one: KeptQuote) -> Mapping[str, Any]:
    quote = one.quote
    return {
        "document_id": quote.document_id,
        "file": quote.file,
        "title": quote.title,
        "kind": quote.kind.value,
        "date": [day and day.isoformat() for day in (quote.date.earliest, quote.date.latest)],
        "outline": quote.outline,
        "start": quote.start,
        "end": quote.end,
        "text": quote.text,
        "level": one.access.level,
        "groups": sorted(one.access.groups),
    }


def _read(written: str) -> tuple[KeptQuote, ...]:
    return tuple(_kept(told) for told in json.loads(written))


def _kept(told: dict[str, Any]) -> KeptQuote:
    access = Access(told.pop("level"), frozenset(told.pop("groups")))
    earliest, latest = (day and date.fromisoformat(day) for day in told.pop("date"))
    kind = DocumentKind(told.pop("kind"))
    return KeptQuote(Quote(**told, kind=kind, date=DateInterval(earliest, latest)), access)


def _pinned(row: sqlite3.Row) -> Pinned:
    quotes = _read(row["quotes"])
    questions = tuple(json.loads(row["questions"]))
    return Pinned(row["id"], questions, row["answer"], quotes, row["note"], row["author"], when(row["made"]))


def _opinion(row: sqlite3.Row) -> Opinion:
    return Opinion(
        id=row["id"],
        question=row["question"],
        helpful=bool(row["helpful"]),
        reason=row["reason"],
        found=bool(row["found"]),
        quotes=_read(row["quotes"]),
        by=row["author"],
        at=when(row["made"]),
    )
