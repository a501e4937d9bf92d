"""Two normal texts laid beside each other: which words they share, where on either side, and how much that tells."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate, compress, pairwise
from operator import add, or_

from rapidfuzz.distance import LCSseq

from graph.link.commonness import weights
from graph.link.normal import COMMA

SHORTEST_IN_ORDER = 2
"""Characters: a single one in the right place is chance."""
SHORTEST_MOVED = 4
"""Characters that are taken for moved words."""


@dataclass(frozen=True)
class Worded:
    """A normal text as it is compared: its words without commas, and what each character tells."""

    plain: str

    @cached_property
    def words(self) -> str:
        """The text without its commas."""
        return self.plain.replace(COMMA, "")

    @cached_property
    def weights(self) -> list[float]:
        """Of each character of `words`."""
        return weights(self.words)

    @cached_property
    def sums(self) -> list[float]:
        """What the characters before each place tell together."""
        return [0.0, *accumulate(self.weights)]

    @property
    def weight(self) -> float:
        """Of all of it."""
        return self.sums[-1]

    @cached_property
    def couples(self) -> tuple[str, ...]:
        """Each two characters that stand beside each other."""
        return tuple(map(add, self.words, self.words[1:]))

    @cached_property
    def known(self) -> frozenset[str]:
        """The same, each once."""
        return frozenset(self.couples)

    @cached_property
    def clauses(self) -> tuple[tuple[int, int], ...]:
        """Where each clause stands in `words`."""
        found, at = [], 0
        for clause in self.plain.split(COMMA):
            if clause:
                found.append((at, at + len(clause)))
            at += len(clause)
        return tuple(found)


@dataclass(frozen=True, slots=True, order=True)
class Block:
    """`size` characters that stand at `a` on one side and at `b` on the other."""

    a: int
    b: int
    size: int
    moved: bool = False
    """Whether they stand elsewhere on the other side, past words that both have."""


@dataclass(frozen=True, slots=True)
class SharedClause:
    """A clause that both texts have, nearly or wholly: its words in the first."""

    words: str
    likeness: float
    told: float
    a: int
    """Where it begins in the first text."""
    b: int


class Reach:
    """The most that the first of two texts may share with the second, whatever their alignment: any block of it is of
    characters that stand beside each other in both."""

    def __init__(self, a: Worded, b: Worded) -> None:
        held = list(map(b.known.__contains__, a.couples))
        self._text = a
        self._shared = list(map(or_, [False, *held], [*held, False]))
        self.told = sum(compress(a.weights, self._shared))
        """Weight of these characters."""

    def in_clauses(self) -> Iterator[tuple[float, float]]:
        """Of each clause of the first text, how like one of the second it may be, and what the two may share tells."""
        for start, end in self._text.clauses:
            held = self._shared[start:end]
            number = sum(held)
            yield 2 * number / (end - start + number), sum(compress(self._text.weights[start:end], held))


@dataclass(frozen=True)
class Alignment:
    """What two texts share, in the order of the first."""

    a: Worded
    b: Worded
    blocks: tuple[Block, ...]
    told: float = field(init=False)
    """Weight of what is shared: a set phrase weighs little, however long."""
    cover_a: float = field(init=False)
    """Share of the first text's weight that the second has too."""
    cover_b: float = field(init=False)

    def __post_init__(self) -> None:
        told_a = sum(self.a.sums[block.a + block.size] - self.a.sums[block.a] for block in self.blocks)
        told_b = sum(self.b.sums[block.b + block.size] - self.b.sums[block.b] for block in self.blocks)
        object.__setattr__(self, "told", min(told_a, told_b))
        object.__setattr__(self, "cover_a", told_a / (self.a.weight or 1))
        object.__setattr__(self, "cover_b", told_b / (self.b.weight or 1))

    @property
    def likeness(self) -> float:
        """0 to 1: how much of both texts is shared."""
        total = self.a.weight + self.b.weight
        return (self.cover_a * self.a.weight + self.cover_b * self.b.weight) / (total or 1)

    @property
    def containment(self) -> float:
        """0 to 1: how much of the one of which more is shared."""
        return max(self.cover_a, self.cover_b)

    def shared_clauses(self) -> Iterator["SharedClause"]:
        """Each clause of the first text beside the clause of the second that has most of it."""
        for start, end in self.a.clauses:
            blocks = (block for block in self.blocks if block.a < end and start < block.a + block.size)
            inside = [_clipped(block, start, end) for block in blocks]
            if not inside:
                continue
            best = max(self.b.clauses, key=lambda clause: sum(_overlap(block, clause) for block in inside))
            matched = sum(_overlap(block, best) for block in inside)
            told = sum(self.a.sums[b.a + b.size] - self.a.sums[b.a] for b in inside if _overlap(b, best))
            likeness = 2 * matched / (end - start + best[1] - best[0])
            yield SharedClause(self.a.words[start:end], likeness, told, start, best[0])


def _clipped(block: Block, start: int, end: int) -> Block:
    """The part of the block that stands in `[start, end)` of the first text."""
    cut = max(start - block.a, 0)
    size = min(block.a + block.size, end) - block.a - cut
    return Block(block.a + cut, block.b + cut, size, block.moved)


def _overlap(block: Block, clause: tuple[int, int]) -> int:
    return max(0, min(block.b + block.size, clause[1]) - max(block.b, clause[0]))


def align(a: Worded, b: Worded) -> Alignment:
    """What the two share: whole clauses first, then what stands in the same order, then what was moved."""
    clauses = _same_clauses(a, b)
    rest_a = _masked(a.words, [(block.a, block.size) for block in clauses], "\ue000")
    rest_b = _masked(b.words, [(block.b, block.size) for block in clauses], "\ue001")
    blocks = _in_order(rest_a, rest_b)
    taken = sorted([*clauses, *blocks])
    moved = _moved(a.words, b.words, taken)
    return Alignment(a, b, tuple(sorted([*_told_apart(taken), *moved])))


def _same_clauses(a: Worded, b: Worded) -> list[Block]:
    """Clauses that both have to the letter: laid beside each other character by character, a list in another order
    would be torn into pieces."""
    if a.words == b.words:
        return []
    places: dict[str, list[int]] = {}
    for start, end in b.clauses:
        places.setdefault(b.words[start:end], []).append(start)
    found = []
    for start, end in a.clauses:
        same = places.get(a.words[start:end])
        if same and end - start >= SHORTEST_MOVED:
            found.append(Block(start, same.pop(0), end - start))
    return found


def _masked(text: str, taken: list[tuple[int, int]], mark: str) -> str:
    for start, size in taken:
        text = text[:start] + mark * size + text[start + size :]
    return text


def _told_apart(blocks: list[Block]) -> list[Block]:
    """The blocks, those that stand outside the heaviest rising order of both sides marked as moved."""
    if all(one.b <= other.b for one, other in pairwise(blocks)):
        return blocks
    weights: list[int] = []
    before: list[int] = []
    for at, block in enumerate(blocks):
        fits = [place for place in range(at) if blocks[place].b + blocks[place].size <= block.b]
        last = max(fits, key=lambda place: weights[place], default=-1)
        weights.append(block.size + (weights[last] if last >= 0 else 0))
        before.append(last)
    at = max(range(len(blocks)), key=lambda place: weights[place])
    kept = set()
    while at >= 0:
        kept.add(at)
        at = before[at]
    return [block if place in kept else replace(block, moved=True) for place, block in enumerate(blocks)]


def _in_order(a: str, b: str) -> list[Block]:
    found = []
    for code in LCSseq.opcodes(a, b):
        if code.tag == "equal" and code.src_end - code.src_start >= SHORTEST_IN_ORDER:
            found.append(Block(code.src_start, code.dest_start, code.src_end - code.src_start))
    return found


def _moved(a: str, b: str, blocks: list[Block]) -> list[Block]:
    """Runs that neither side has matched yet, the longest first."""
    free_a = _free(len(a), [(block.a, block.size) for block in blocks])
    free_b = _free(len(b), sorted((block.b, block.size) for block in blocks))
    if not free_a or not free_b:
        return []
    found: list[Block] = []
    matches = sorted(_matches(a, b, free_a, free_b), key=lambda block: (-block.size, block.a, block.b))
    for block in matches:
        if not any(_crosses(block.a, one.a, block.size, one.size) or _crosses(block.b, one.b, block.size, one.size)
                   for one in found):  # fmt: skip
            found.append(block)
    return found


def _crosses(one: int, other: int, size: int, other_size: int) -> bool:
    return one < other + other_size and other < one + size


def _free(length: int, taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches between what is taken, in order, where they could hold moved words."""
    stretches, at = [], 0
    for start, size in [*taken, (length, 0)]:
        if start - at >= SHORTEST_MOVED:
            stretches.append((at, start))
        at = start + size
    return stretches


def _matches(a: str, b: str, free_a: list[tuple[int, int]], free_b: list[tuple[int, int]]) -> Iterator[Block]:
    """All runs that both sides have free, as long as they go."""
    runs: dict[str, list[tuple[int, int, int]]] = {}
    for low, high in free_b:
        for at in range(low, high - SHORTEST_MOVED + 1):
            runs.setdefault(b[at : at + SHORTEST_MOVED], []).append((at, low, high))
    for low, high in free_a:
        for at in range(low, high - SHORTEST_MOVED + 1):
            for other, other_low, other_high in runs.get(a[at : at + SHORTEST_MOVED], ()):
                if at > low and other > other_low and a[at - 1] == b[other - 1]:
                    continue  # part of a longer one
                size = SHORTEST_MOVED
                while at + size < high and other + size < other_high and a[at + size] == b[other + size]:
                    size += 1
                yield Block(at, other, size, moved=True)
