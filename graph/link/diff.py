"""The difference of two wordings, word by word; what both have at different places is moved, not lost and added."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import LCSseq

from ingest.model import Span
from ingest.words import cut

SHORTEST_MOVED = 4
"""Characters that are taken for moved words."""


class Kind(StrEnum):
    """What became of some words."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words with their places: `before` in the earlier wording, `after` in the later; moved words have both."""

    kind: Kind
    text: str
    before: Span | None
    after: Span | None


def diff(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces in the order of the later wording, what was removed where it stood, before what came in its place.

    The pieces that have an `after` are, joined, the later wording; those with a `before`, put in order, the earlier.
    Moved words are one piece, where they stand in the later wording.
    """
    mine, theirs = _Words.of(before), _Words.of(after)
    pieces = []
    for code in LCSseq.opcodes(mine.words, theirs.words):
        old, new = mine.span(code.src_start, code.src_end), theirs.span(code.dest_start, code.dest_end)
        if code.tag == "equal":
            pieces.append(Piece(Kind.SAME, new.of(after), old, new))
            continue
        if old.start < old.end:
            pieces.append(Piece(Kind.REMOVED, old.of(before), old, None))
        if new.start < new.end:
            pieces.append(Piece(Kind.ADDED, new.of(after), None, new))
    return tuple(_gone_first(list(_with_moves(pieces))))


def _gone_first(pieces: list[Piece]) -> list[Piece]:
    """The pieces, what went before what came in its place, as people strike out and write over."""
    for place in range(1, len(pieces)):
        if (pieces[place - 1].kind, pieces[place].kind) == (Kind.ADDED, Kind.REMOVED):
            pieces[place - 1 : place + 1] = pieces[place], pieces[place - 1]
    return pieces


@dataclass(frozen=True, slots=True)
class _Words:
    words: list[str]
    starts: list[int]

    @classmethod
    def of(cls, text: str) -> "_Words":
        words = cut(text)
        starts = [0]
        for word in words:
            starts.append(starts[-1] + len(word))
        return cls(words, starts)

    def span(self, start: int, end: int) -> Span:
        return Span(self.starts[start], self.starts[end])


def _with_moves(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces with each removed run that was added elsewhere as one moved piece."""
    left = list(pieces)
    for added in [piece for piece in pieces if piece.kind is Kind.ADDED]:
        for removed in [piece for piece in left if piece.kind is Kind.REMOVED]:
            shared = _shared(removed.text, added.text)
            if shared is None or added not in left:
                continue
            left[left.index(removed) : left.index(removed) + 1] = _around(removed, shared[0], shared[2])
            at = left.index(added)
            moved_from = _cut(removed, shared[0], shared[2]).before
            middle = _cut(added, shared[1], shared[2])
            moved = Piece(Kind.MOVED, middle.text, moved_from, middle.after)
            front, back = _around_pair(added, shared[1], shared[2])
            left[at : at + 1] = [*front, moved, *back]
    yield from left


def _shared(removed: str, added: str) -> tuple[int, int, int] | None:
    """The longest run in both, as (place in the first, place in the second, length)."""
    best: tuple[int, int, int] | None = None
    for start in range(len(removed) - SHORTEST_MOVED + 1):
        length = SHORTEST_MOVED if best is None else best[2] + 1
        while start + length <= len(removed) and (at := added.find(removed[start : start + length])) >= 0:
            best = (start, at, length)
            length += 1
    return best


def _cut(piece: Piece, start: int, length: int) -> Piece:
    """A stretch of the piece."""
    place = piece.before or piece.after or Span(0, 0)
    span = Span(place.start + start, place.start + start + length)
    text = piece.text[start : start + length]
    return Piece(piece.kind, text, span if piece.before else None, span if piece.after else None)


def _around_pair(piece: Piece, start: int, length: int) -> tuple[list[Piece], list[Piece]]:
    """What stands before and after a stretch of the piece, where there is anything."""
    end = start + length
    front = [_cut(piece, 0, start)] if start else []
    back = [_cut(piece, end, len(piece.text) - end)] if end < len(piece.text) else []
    return front, back


def _around(piece: Piece, start: int, length: int) -> list[Piece]:
    front, back = _around_pair(piece, start, length)
    return [*front, *back]
